import datetime as dt

import pytest

from thidua.commendation.actions.nominate import attest, nominate, open_call, submit_nomination
from thidua.commendation.actions.prove import add_evidence
from thidua.commendation.models import Nomination
from thidua.commendation.queries.dossier import open_facts, quieted
from thidua.core.errors import Refused
from thidua.demo.days import NOMINATED, at
from thidua.documents.actions.evidence import Proof
from thidua.documents.actions.files import check_evidence
from thidua.org.models import Person

STAFF, PUPILS = "gk_giam_doc_so", "gk_hoc_sinh"
MORNING = at(NOMINATED, 9)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def verdict(row):
    return row.determinations.order_by("-id").first().outcome


def test_a_call_refuses_to_open_without_awards(reported):
    with pytest.raises(Refused) as refused:
        open_call(
            reported.school,
            "Đợt",
            [],
            opens=NOMINATED,
            closes=NOMINATED,
            basis="x",
            by=reported.minh,
            at=MORNING,
        )

    assert said(refused) == ["Chưa chọn hình thức khen thưởng nào cho đợt đề nghị."]


def test_a_second_entry_for_the_same_person_is_refused_and_the_first_linked(put_forward, reported):
    first = put_forward(reported.hoa.person, proven=False)

    with pytest.raises(Refused) as refused:
        put_forward(reported.hoa.person, proven=False)

    assert said(refused) == ["Đặng Thị Mẫu Hoa đã được đề nghị trong đợt này; hãy bổ sung vào hồ sơ đã có."]
    assert refused.value.blockers[0].about == first
    assert Nomination.objects.filter(person=reported.hoa.person).count() == 1


def test_nobody_is_put_forward_after_the_call_closed(call, reported):
    late = MORNING + dt.timedelta(days=5)

    with pytest.raises(Refused) as refused:
        nominate(
            call, STAFF, reported.hoa.person, "Việc tốt.", proposer=reported.union, by=reported.minh, at=late
        )

    assert said(refused) == ["Đợt đề nghị chỉ nhận từ 18/10/2021 đến 22/10/2021."]


def test_the_pupils_award_is_not_for_staff(call, reported):
    with pytest.raises(Refused) as refused:
        nominate(
            call,
            PUPILS,
            reported.hoa.person,
            "Việc tốt.",
            proposer=reported.union,
            by=reported.minh,
            at=MORNING,
        )

    assert said(refused) == [
        "Giấy khen của Hiệu trưởng dành cho học sinh; cán bộ, giáo viên đề nghị theo tuyến khác."
    ]


def test_only_the_groups_a_plan_names_are_nominated(call, reported):
    call.movement.subjects = ["collective", "staff", "pupil"]
    call.movement.save(update_fields=["subjects"])

    with pytest.raises(Refused) as refused:
        nominate(
            call,
            STAFF,
            reported.hoa.person,
            "Việc tốt.",
            proposer=reported.union,
            by=reported.minh,
            at=MORNING,
        )

    assert said(refused) == ["Đặng Thị Mẫu Hoa không thuộc nhóm đối tượng của phong trào."]


def test_a_person_who_belongs_nowhere_on_the_day_is_refused(call, reported):
    stranger = Person.objects.create(code="LA", name="Người Mẫu Lạ", folded="nguoi mau la", sort_key="la")

    with pytest.raises(Refused) as refused:
        nominate(call, STAFF, stranger, "Việc tốt.", proposer=reported.union, by=reported.minh, at=MORNING)

    assert said(refused) == ["Người Mẫu Lạ không thuộc đơn vị nào vào ngày 18/10/2021."]


def test_nobody_vouches_in_their_own_case(put_forward, reported):
    own = put_forward(reported.lan.person, proven=False)

    with pytest.raises(Refused) as refused:
        attest(own, "no_pending_case", holds=True, by=reported.lan, at=MORNING)

    assert said(refused) == ["Không tự xác nhận dữ kiện trong hồ sơ của chính mình."]


def test_a_fact_the_law_does_not_know_is_refused(put_forward, reported):
    with pytest.raises(Refused) as refused:
        attest(
            put_forward(reported.hoa.person, proven=False),
            "la_nguoi_tot",
            holds=True,
            by=reported.lan,
            at=MORNING,
        )

    assert said(refused) == ["Dữ kiện này không có trong quy định đang xét."]


def test_a_dossier_becomes_met_word_by_word(put_forward, reported):
    row = put_forward(reported.hoa.person, proven=False)
    assert verdict(row) == "unknown"

    attest(row, "movement_result", holds=True, by=reported.minh, at=MORNING)
    attest(row, "no_pending_case", holds=True, by=reported.lan, at=MORNING)
    assert verdict(row) == "unknown"
    attest(row, "one_merit_one_form", holds=True, by=reported.lan, at=MORNING)

    assert verdict(row) == "met"


def test_what_still_waits_is_named_once_and_not_beneath_a_met_alternative(put_forward, reported):
    row = put_forward(reported.hoa.person, proven=False)
    tree = row.determinations.get().tree["root"]
    before = [asked["fact"] for asked in open_facts(tree)]

    attest(row, "movement_result", holds=True, by=reported.minh, at=MORNING)
    after = row.determinations.order_by("-id").first().tree["root"]

    assert before == [
        "movement_result", "sudden_merit", "attest.hoan_thanh_tot_guong_mau", "no_pending_case", "one_merit_one_form",
    ]  # fmt: skip
    assert [asked["fact"] for asked in open_facts(after)] == ["no_pending_case", "one_merit_one_form"]
    assert [leaf["missing"] for leaf in quieted(after)["children"][0]["children"]] == [None] * 3


def test_a_dossier_without_evidence_is_not_sent(put_forward, reported):
    with pytest.raises(Refused) as refused:
        submit_nomination(put_forward(reported.hoa.person, proven=False), by=reported.minh, at=MORNING)

    assert said(refused) == ["Hồ sơ của Đặng Thị Mẫu Hoa chưa có minh chứng nào."]


def test_evidence_that_holds_nothing_is_refused(put_forward, reported):
    with pytest.raises(Refused) as refused:
        add_evidence(
            put_forward(reported.hoa.person, proven=False), Proof(note=" "), by=reported.minh, at=MORNING
        )

    assert said(refused) == [
        "Minh chứng cần có ít nhất một thứ: tệp, liên kết, văn bản đã có hoặc lời ghi chú."
    ]


def test_an_empty_file_is_refused_and_nothing_is_kept(put_forward, reported):
    row = put_forward(reported.hoa.person, proven=False)

    with pytest.raises(Refused) as refused:
        add_evidence(row, Proof(upload=("anh.jpg", b"")), by=reported.minh, at=MORNING)

    assert said(refused) == ["Tệp anh.jpg rỗng, không có nội dung nào để đọc."]


def test_nobody_checks_their_own_evidence(put_forward, reported):
    proof = add_evidence(
        put_forward(reported.hoa.person, proven=False), Proof(note="Ảnh"), by=reported.binh, at=MORNING
    )

    with pytest.raises(Refused) as refused:
        check_evidence(proof, accept=True, by=reported.binh, at=MORNING)

    assert said(refused) == ["Người đưa minh chứng không tự kiểm tra minh chứng của mình."]
