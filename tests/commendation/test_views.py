import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.commendation.actions.council import enter_count, recuse
from thidua.commendation.models import Attestation, Nomination, Session
from thidua.demo.days import NOMINATED, at
from thidua.documents.forms.evidence import ProofForm
from thidua.documents.models import Evidence
from thidua.org.models import Person

MORNING = at(NOMINATED, 9)
STAFF = "gk_giam_doc_so"


def text(answer):
    return answer.content.decode()


def addresses(call, session):
    return {"call": call.pk, "session": session.pk, "dossier": session.items.get(order=1).nomination_id}


def test_the_union_opens_a_call(enter, reported, clock):
    minh = enter(reported.minh)
    posted = {
        "owner": reported.school.pk, "label": "Đợt hai", "basis": "KH 30", "awards": [STAFF], "procedure": "ordinary",
        "opens": "2021-10-18", "closes": "2021-10-22",
    }  # fmt: skip

    wrong = minh.post("/khen-thuong/dot/moi/", {**posted, "closes": "2021-10-01", "awards": []})
    right = minh.post("/khen-thuong/dot/moi/", posted)

    assert wrong.status_code == 422
    assert "Ngày đóng của đợt đề nghị không thể trước ngày mở." in text(wrong)
    assert "Chưa nhập Hình thức được đề nghị." in text(wrong)
    assert right["Location"].startswith("/khen-thuong/dot/")


def test_a_second_nomination_is_refused_with_a_link_to_the_first(enter, reported, call, put_forward, clock):
    first = put_forward(reported.hoa.person, proven=False)
    posted = {"award": STAFF, "subject": f"p{reported.hoa.person_id}", "achievement": "Lần nữa."}

    answer = enter(reported.minh).post(f"/khen-thuong/dot/{call.pk}/de-nghi/", posted)

    assert answer.status_code == 422
    said = "Đặng Thị Mẫu Hoa đã được đề nghị trong đợt này; hãy bổ sung vào hồ sơ đã có."
    assert f'<a href="/khen-thuong/{first.pk}/">{said}</a>' in text(answer)


def test_the_union_may_choose_staff_and_a_homeroom_teacher_only_her_pupils(enter, reported, call, clock):
    pupil = Person.objects.get(code="HS002")

    union = text(enter(reported.minh).get(f"/khen-thuong/dot/{call.pk}/de-nghi/"))
    teacher = text(enter(reported.hoa).get(f"/khen-thuong/dot/{call.pk}/de-nghi/"))
    stolen = enter(reported.hoa).post(
        f"/khen-thuong/dot/{call.pk}/de-nghi/",
        {"award": STAFF, "subject": f"p{reported.khoa.person_id}", "achievement": "Việc tốt."},
    )

    assert f'value="p{reported.khoa.person_id}"' in union
    assert f'value="p{pupil.pk}"' not in union
    assert f'value="p{pupil.pk}"' in teacher
    assert f'value="p{reported.khoa.person_id}"' not in teacher
    assert stolen.status_code == 422
    assert Nomination.objects.count() == 0


def test_a_closed_call_shows_why_before_anyone_presses(enter, reported, call):
    page = text(enter(reported.minh).get(f"/khen-thuong/dot/{call.pk}/de-nghi/"))

    assert "Đợt đề nghị chỉ nhận từ 18/10/2021 đến 22/10/2021." in page
    assert 'data-kind="act"' not in page


def test_the_dossier_says_what_is_missing_and_who_can_supply_it(enter, reported, put_forward, clock):
    row = put_forward(reported.hoa.person, proven=False)

    page = text(enter(reported.minh).get(f"/khen-thuong/{row.pk}/"))

    assert "Hồ sơ của Đặng Thị Mẫu Hoa chưa có minh chứng nào." in page
    assert "Cần bổ sung: xác nhận không có vụ việc đang xem xét." in page
    assert "Thông tư 12/2019/TT-BNV Điều 2 khoản 5" in page
    assert page.count('name="fact"') == 1
    assert 'value="movement_result"' in page


def test_the_head_vouches_for_the_gates_and_the_union_for_the_movement(enter, reported, put_forward, clock):
    row = put_forward(reported.hoa.person, proven=False)
    path, gate = f"/khen-thuong/{row.pk}/xac-nhan/", {"fact": "no_pending_case", "holds": "1"}

    stolen = enter(reported.minh).post(path, gate)
    given = enter(reported.lan).post(path, gate)
    wordless = enter(reported.lan).post(path, {"fact": "one_merit_one_form", "holds": "0"})

    assert (stolen.status_code, given.status_code, wordless.status_code) == (404, 302, 422)
    assert "Xác nhận “không” thì cần ghi rõ lý do." in text(wordless)
    assert [(kept.fact, kept.by) for kept in Attestation.objects.all()] == [("no_pending_case", reported.lan)]


def test_nobody_is_offered_to_vouch_in_their_own_case(enter, reported, put_forward, clock):
    row = put_forward(reported.lan.person, proven=False)
    lan = enter(reported.lan)

    page = text(lan.get(f"/khen-thuong/{row.pk}/"))
    answer = lan.post(f"/khen-thuong/{row.pk}/xac-nhan/", {"fact": "no_pending_case", "holds": "1"})

    assert page.count('name="fact"') == 0
    assert answer.status_code == 422
    assert "Không tự xác nhận dữ kiện trong hồ sơ của chính mình." in text(answer)


def test_evidence_comes_as_a_note_a_link_or_a_file(enter, reported, put_forward, clock):
    row = put_forward(reported.hoa.person, proven=False)
    minh, path = enter(reported.minh), f"/khen-thuong/{row.pk}/minh-chung/"

    nothing = minh.post(path, {"note": " "})
    file = minh.post(path, {"file": SimpleUploadedFile("anh.jpg", b"\xff\xd8anh", "image/jpeg")})
    empty = minh.post(path, {"file": SimpleUploadedFile("rong.pdf", b"", "application/pdf")})
    script = minh.post(path, {"link": "javascript:alert(1)"})

    assert [answer.status_code for answer in (nothing, file, empty, script)] == [422, 302, 422, 422]
    assert "Minh chứng cần có ít nhất một thứ: tệp, liên kết, văn bản đã có hoặc lời ghi chú." in text(
        nothing
    )
    assert "Tệp rong.pdf rỗng, không có nội dung nào để đọc." in text(empty)
    assert Evidence.objects.get(about_id=row.pk).file.name == "anh.jpg"


def test_the_dossier_offers_the_very_form_of_the_evidence_pages(enter, reported, put_forward, clock):
    row = put_forward(reported.hoa.person, proven=False)
    minh = enter(reported.minh)

    inside = text(minh.get(f"/khen-thuong/{row.pk}/"))
    alone = text(minh.get(f"/minh-chung/them/commendation.nomination/{row.pk}/"))
    answer = minh.post(
        f"/khen-thuong/{row.pk}/minh-chung/", {"note": "Hoàn cảnh gia đình", "data_class": "hardship"}
    )

    boxes = [f'id="id_{name}"' for name in ProofForm.base_fields]
    assert [(inside.count(box), alone.count(box)) for box in boxes] == [(1, 1)] * 6
    assert answer.status_code == 302
    assert Evidence.objects.get(about_id=row.pk).data_class == "hardship"


def test_evidence_is_checked_by_a_head_who_did_not_offer_it(enter, reported, put_forward, clock):
    row = put_forward(reported.hoa.person, sent=False)
    proof = Evidence.objects.get(about_id=row.pk)
    path = f"/khen-thuong/minh-chung/{proof.pk}/kiem-tra/"

    by_union = enter(reported.minh).post(path, {"accept": "1"})
    wordless = enter(reported.binh).post(path, {"accept": "0"})
    by_deputy = enter(reported.binh).post(path, {"accept": "1"})

    assert (by_union.status_code, wordless.status_code, by_deputy.status_code) == (403, 422, 302)
    assert "Không chấp nhận minh chứng thì cần ghi lý do." in text(wordless)
    proof.refresh_from_db()
    assert (proof.state, proof.checked_by) == ("verified", reported.binh)


def test_the_secretary_opens_a_session(enter, reported, call, put_forward, clock):
    row = put_forward(reported.hoa.person)
    thanh = enter(reported.thanh)

    page = text(thanh.get("/khen-thuong/hoi-dong/moi/"))
    answer = thanh.post(
        f"/khen-thuong/hoi-dong/moi/?dot={call.pk}", {"place": "Phòng họp", "dossiers": [row.pk]}
    )

    assert page.count('data-kind="act"') == 1
    session = Session.objects.get()
    assert answer["Location"] == f"/khen-thuong/hoi-dong/{session.pk}/"
    assert session.items.get().nomination == row


def test_counts_that_are_too_large_come_back_as_typed_with_what_is_wrong(enter, reported, session, clock):
    item = session.items.get(order=1)
    posted = {
        f"{item.pk}-agree": "9",
        f"{item.pk}-disagree": "3",
        f"{item.pk}-abstain": "0",
        f"{item.pk}-reason": "Vì x",
    }

    answer = enter(reported.thanh).post(f"/khen-thuong/hoi-dong/noi-dung/{item.pk}/kiem-dem/", posted)

    page = text(answer)
    assert answer.status_code == 422
    assert "Tổng số phiếu (12) lớn hơn số người được biểu quyết (8)." in page
    assert f'name="{item.pk}-agree" value="9"' in page
    assert f'name="{item.pk}-disagree" value="3"' in page
    assert 'value="Vì x"' in page
    item.refresh_from_db()
    assert item.agree is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-1", "Số người không thể nhỏ hơn 0."),
        ("nhiều", "Tán thành phải là số nguyên."),
        ("", "Chưa nhập Tán thành."),
    ],
)
def test_counts_that_are_no_counts_come_back_too(enter, reported, session, clock, typed, sentence):
    item = session.items.get(order=1)
    posted = {f"{item.pk}-agree": typed, f"{item.pk}-disagree": "0", f"{item.pk}-abstain": "0"}

    answer = enter(reported.thanh).post(f"/khen-thuong/hoi-dong/noi-dung/{item.pk}/kiem-dem/", posted)

    assert answer.status_code == 422
    assert sentence in text(answer)


def test_the_session_page_shows_counts_and_no_names_beside_them(enter, reported, session, clock):
    first, second = session.items.order_by("order")
    enter_count(first, agree=8, disagree=0, abstain=0, by=reported.thanh, at=MORNING)
    thanh = enter(reported.thanh)

    before = text(thanh.get(f"/khen-thuong/hoi-dong/{session.pk}/"))
    recuse(second, reported.khoa.person, "là người được xét", by=reported.thanh, at=MORNING)
    after = text(thanh.get(f"/khen-thuong/hoi-dong/{session.pk}/"))

    assert "Thông qua: 8 phiếu đồng ý trên 9 (tổng số thành viên Hội đồng)" in before
    assert "Hoàng Mẫu Khoa là người được xét và đang có mặt" in before
    assert "Hoàng Mẫu Khoa: chưa ghi kết quả biểu quyết." in before
    assert 'data-kind="act"' not in before
    assert after.count('data-kind="act"') == 1
    assert "7 người được biểu quyết nội dung này" in after


def test_the_line_of_the_session_goes_through_its_own_pages(enter, reported, session, clock):
    thanh = enter(reported.thanh)
    first, second = session.items.order_by("order")
    khoa = reported.khoa.person_id
    counts = {f"{first.pk}-agree": 8, f"{first.pk}-disagree": 0, f"{first.pk}-abstain": 0}
    less = {f"{second.pk}-agree": 7, f"{second.pk}-disagree": 0, f"{second.pk}-abstain": 0}

    thanh.post(
        f"/khen-thuong/hoi-dong/noi-dung/{second.pk}/rut/", {"person": khoa, "reason": "là người được xét"}
    )
    thanh.post(f"/khen-thuong/hoi-dong/noi-dung/{first.pk}/kiem-dem/", counts)
    thanh.post(f"/khen-thuong/hoi-dong/noi-dung/{second.pk}/kiem-dem/", less)
    answer = thanh.post(f"/khen-thuong/hoi-dong/{session.pk}/be-mac/")

    session.refresh_from_db()
    assert (answer.status_code, session.state) == (302, "closed")
    pdf = thanh.get(f"/khen-thuong/hoi-dong/{session.pk}/bien-ban.pdf")
    docx = thanh.get(f"/khen-thuong/hoi-dong/{session.pk}/bien-ban.docx")
    assert (pdf.content[:4], docx.content[:2]) == (b"%PDF", b"PK")
    assert docx["Content-Disposition"] == f'attachment; filename="bien-ban-hoi-dong-{session.pk}.docx"'


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("minh", "/khen-thuong/", 200),
        ("thanh", "/khen-thuong/{dossier}/", 200),
        ("hoa", "/khen-thuong/{dossier}/", 404),
        ("hoa", "/khen-thuong/dot/{call}/", 200),
        ("quan", "/khen-thuong/", 403),
        ("tu", "/khen-thuong/{dossier}/", 403),
        ("son", "/khen-thuong/{dossier}/", 200),
        ("huong", "/khen-thuong/dot/{call}/", 200),
        ("khoa", "/khen-thuong/hoi-dong/{session}/", 200),
        ("hoa", "/khen-thuong/hoi-dong/{session}/", 403),
        ("minh", "/khen-thuong/hoi-dong/moi/", 403),
        ("lan", "/khen-thuong/dot/moi/", 403),
        ("thanh", "/khen-thuong/so/", 403),
        ("huong", "/khen-thuong/so/", 200),
    ],
)
def test_who_may_read_what(enter, reported, call, session, clock, who, path, status):
    address = path.format(**addresses(call, session))

    assert enter(getattr(reported, who)).get(address).status_code == status


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("minh", "/khen-thuong/hoi-dong/{session}/be-mac/", 403),
        ("lan", "/khen-thuong/hoi-dong/{session}/diem-danh/", 403),
        ("hoa", "/khen-thuong/{dossier}/gui/", 404),
        ("lan", "/khen-thuong/{dossier}/minh-chung/", 404),
        ("lan", "/khen-thuong/dot/{call}/to-trinh/", 403),
        ("minh", "/khen-thuong/dot/{call}/quyet-dinh/", 404),
        ("tu", "/khen-thuong/dot/{call}/quyet-dinh/", 403),
    ],
)
def test_who_may_not_act(enter, reported, call, session, clock, who, path, status):
    address = path.format(**addresses(call, session))

    assert enter(getattr(reported, who)).post(address).status_code == status


def test_the_list_asks_as_much_of_the_database_for_one_row_as_for_three(enter, reported, put_forward, clock):
    minh = enter(reported.minh)

    def count():
        with CaptureQueriesContext(connection) as asked:
            assert minh.get("/khen-thuong/").status_code == 200
        return len(asked)

    put_forward(reported.hoa.person, proven=False)
    minh.get("/khen-thuong/")
    one = count()
    put_forward(reported.khoa.person, proven=False)
    put_forward(reported.teams["HOA"], proven=False)

    assert (count(), one) == (one, 5)


def test_the_session_page_asks_no_question_for_each_item(enter, reported, session, clock):
    thanh = enter(reported.thanh)
    path = f"/khen-thuong/hoi-dong/{session.pk}/"
    thanh.get(path)
    with CaptureQueriesContext(connection) as two:
        thanh.get(path)
    session.items.filter(order=2).delete()
    with CaptureQueriesContext(connection) as one:
        thanh.get(path)

    assert len(two) == len(one)
