"""Papers are filed, signed, numbered and sent; each refusal in its words."""

import datetime as dt

import pytest

from thidua.activity.models import Event
from thidua.core.errors import Refused
from thidua.demo.days import FILED, ISSUED, at
from thidua.documents.actions.files import check_evidence, keep_file, offer_evidence
from thidua.documents.actions.filing import (
    complete_paper,
    leave_number,
    receive_paper,
    register_received,
    set_recipients,
)
from thidua.documents.actions.issuing import acknowledge, issue_paper, open_book, sign_paper
from thidua.documents.models import Paper, Receipt
from thidua.documents.queries.papers import evidence_of, letter_of
from thidua.documents.queries.receipts import Rate, receipts_rate
from thidua.documents.reading import read_text
from thidua.org.actions.people import end_post
from thidua.org.models import Post

NOON = at(ISSUED, 12)
HEAD = {
    "subject": "Lịch trực mới",
    "symbol": "TB-THPTLT",
    "place": "Lộc Ninh",
    "day": None,
    "superior_written": "",
    "addressee": "",
}
TEAMS = {"written": "Các tổ", "role": "carry_out", "reaches": "teams", "unit": None}


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def receive(world, **more):
    facts = {
        "kind": "KH",
        "number": 12,
        "symbol": "KH-SGDĐT",
        "day": FILED,
        "issuer_written": "Sở GD&ĐT Bình Phước",
        "subject": "Kế hoạch mẫu",
        "received_on": FILED,
    }
    return receive_paper(world.school, by=world.huong, at=NOON, **{**facts, **more})


def test_a_received_paper_is_kept_with_its_file_and_finds_its_issuer(world):
    paper = receive(world, upload=("kh.pdf", b"%PDF- mau"))

    assert (paper.code, paper.state, paper.issuer) == ("12/KH-SGDĐT", "received", world.department)
    assert (paper.file.name, paper.file.size) == ("kh.pdf", 9)


def test_the_same_number_and_day_are_not_registered_twice_while_unnumbered_papers_are(world):
    first = receive(world)

    with pytest.raises(Refused) as refused:
        receive(world)

    assert said(refused) == ["Kế hoạch 12/KH-SGDĐT cùng ngày đã có trong sổ văn bản đến."]
    assert refused.value.blockers[0].about == first
    receive(world, number=None, symbol="")
    receive(world, number=None, symbol="")
    assert Paper.objects.filter(owner=world.school, number=None).count() == 2


def test_the_head_of_a_draft_can_be_put_right_until_it_is_signed(world, write):
    paper = complete_paper(write(), by=world.huong, at=NOON, **HEAD)
    assert paper.subject == "Lịch trực mới"
    sign_paper(paper, by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        complete_paper(paper, by=world.huong, at=NOON, **{**HEAD, "subject": "Khác"})

    assert said(refused) == ["Văn bản đã ký, không sửa được nữa; muốn sửa hãy hủy bản đã ký và soạn lại."]
    assert Paper.objects.get(pk=paper.pk).subject == "Lịch trực mới"


def test_recipients_of_an_issued_paper_stand(world, ready):
    issue_paper(ready, by=world.huong, at=NOON)

    with pytest.raises(Refused) as refused:
        set_recipients(ready, [TEAMS, TEAMS], archive="VT", by=world.huong, at=NOON)

    assert said(refused) == ["Văn bản 08/TB-THPTLT đã khóa; muốn thay đổi hãy ban hành văn bản mới."]
    assert ready.recipients.count() == 1


def test_a_signer_whose_post_ended_yesterday_cannot_sign_today(world, write):
    paper = write()
    post = Post.objects.get(person=world.lan.person, unit=world.school, position="head")
    end_post(post, on=ISSUED, by=world.tam, at=NOON)

    with pytest.raises(Refused) as refused:
        sign_paper(paper, by=world.lan, at=NOON)

    assert said(refused) == [
        "Ngày 20/09/2021 người này không giữ chức vụ nào ở Trường THPT Lộc Thái, nên không ký được."
    ]
    assert paper.signatures.count() == 0
    sign_paper(paper, by=world.lan, at=NOON - dt.timedelta(days=1))
    assert Paper.objects.get(pk=paper.pk).state == "signed"


def test_a_deputy_signs_for_the_head_and_both_titles_are_printed(world, write):
    paper = write()

    with pytest.raises(Refused) as refused:
        sign_paper(paper, by=world.binh, at=NOON)

    assert said(refused) == ["Chỉ người đứng đầu ký trực tiếp; cấp phó ký KT., người khác cần được giao ký."]
    sign_paper(paper, by=world.binh, at=NOON, authority="KT.")
    assert paper.signatures.get().lines == ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"]


def test_an_authority_nobody_knows_signs_nothing(world, write):
    paper = write()

    with pytest.raises(Refused) as refused:
        sign_paper(paper, by=world.lan, at=NOON, authority="XX")

    assert said(refused) == ["Không có quyền hạn ký nào được viết như vậy; hãy chọn lại trong danh sách."]


def test_a_paper_is_signed_once(world, write):
    paper = sign_paper(write(), by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        sign_paper(paper, by=world.binh, at=NOON, authority="KT.")

    assert said(refused) == ["Đơn vị này đã ký văn bản rồi."]


def test_everything_that_is_missing_is_said_at_once_and_no_number_is_taken(world, write, book):
    paper = write()
    Paper.objects.filter(pk=paper.pk).update(symbol="", place="")

    with pytest.raises(Refused) as refused:
        issue_paper(paper, by=world.huong, at=NOON)

    assert said(refused) == [
        "Chưa có chữ ký của Trường THPT Lộc Thái.",
        "Chưa ghi nơi nhận; thêm ít nhất một nơi nhận trước khi ban hành.",
        "Chưa có ký hiệu văn bản của đơn vị, ví dụ KH-THPTLT.",
        "Chưa có địa danh để ghi ở dòng ngày tháng.",
    ]
    book.refresh_from_db()
    assert book.last == 7


def test_an_issued_paper_has_the_next_number_and_reaches_each_team_once(world, ready, book):
    issued = issue_paper(ready, by=world.huong, at=NOON)

    book.refresh_from_db()
    assert (issued.code, issued.day, book.next) == ("08/TB-THPTLT", ISSUED, 9)
    assert sorted(Receipt.objects.filter(paper=issued).values_list("unit", flat=True)) == sorted(
        team.pk for team in world.teams.values()
    )
    assert (
        Event.objects.filter(verb="paper.issued").get().sentence
        == "Ban hành Thông báo 08/TB-THPTLT, gửi 8 nơi nhận."
    )


def test_a_number_written_in_the_draft_is_left_to_the_book_by_a_named_person(world, ready):
    Paper.objects.filter(pk=ready.pk).update(number=5)

    with pytest.raises(Refused) as refused:
        issue_paper(ready, by=world.huong, at=NOON)

    assert said(refused) == [
        (
            "Dự thảo ghi số 05, sổ sẽ cấp số 08. Bỏ số ghi trong dự thảo để lấy số của sổ, "
            "hoặc kiểm tra lại số cuối đã dùng trong sổ."
        )
    ]
    leave_number(ready, by=world.huong, at=NOON)
    assert issue_paper(ready, by=world.huong, at=NOON).number == 8
    with pytest.raises(Refused) as refused:
        leave_number(ready, by=world.huong, at=NOON)
    assert said(refused) == ["Văn bản 08/TB-THPTLT đã khóa; muốn thay đổi hãy ban hành văn bản mới."]


def test_a_book_is_opened_once_a_year(world, book):
    with pytest.raises(Refused) as refused:
        open_book(world.school, 2021, "TB", opening=0, reason="", by=world.huong, at=NOON)

    assert said(refused) == ["Sổ số của loại văn bản này trong năm đã mở rồi."]


def test_a_leader_acknowledges_for_the_team_and_a_stranger_cannot(world, ready):
    issue_paper(ready, by=world.huong, at=NOON)
    teams = type(world.school).objects.filter(pk=world.teams["TOAN"].pk)

    assert acknowledge(ready, by=world.khoa, at=NOON, units=teams) is True
    assert acknowledge(ready, by=world.khoa, at=NOON, units=teams) is False
    assert receipts_rate(ready) == Rate(sent=8, done=1, pairs=0, half=0)
    with pytest.raises(Refused) as refused:
        acknowledge(ready, by=world.tu, at=NOON)
    assert said(refused) == ["Văn bản này không gửi cho anh/chị nên không cần xác nhận đã nhận."]


def test_the_same_bytes_are_one_file_and_an_empty_one_is_refused(db):
    first = keep_file(b"noi dung", "a.txt", "text/plain", at=NOON)

    assert keep_file(b"noi dung", "b.txt", "text/plain", at=NOON) == first
    with pytest.raises(Refused) as refused:
        keep_file(b"", "a.txt", "text/plain", at=NOON)
    assert said(refused) == ["Tệp a.txt rỗng, không có nội dung nào để đọc."]


def test_evidence_is_not_checked_by_its_owner(world, write):
    paper = write()
    offer_evidence(paper, world.school, by=world.huong, at=NOON, note="Ảnh chụp bảng tin")
    [row] = evidence_of("documents.paper", paper.pk)

    with pytest.raises(Refused) as refused:
        check_evidence(row, accept=True, by=world.huong, at=NOON)

    assert said(refused) == ["Người đưa minh chứng không tự kiểm tra minh chứng của mình."]


def test_a_plan_read_from_text_prints_each_marker_once(world):
    parts = [
        "KẾ HOẠCH\nThi đua năm học",
        "Trường xây dựng kế hoạch như sau:",
        "I. NỘI DUNG",
        "1. Việc thứ nhất, cả trường cùng làm trong năm học này.",
        "2. Việc thứ hai, từng tổ cùng làm trong năm học này.",
        "II. TỔ CHỨC THỰC HIỆN",
        "- Việc gạch đầu dòng.",
    ]
    paper = register_received(
        world.school,
        kind="KH",
        number=None,
        symbol="",
        day=None,
        issuer_written="Sở",
        subject="mẫu",
        received_on=FILED,
        by=world.huong,
        at=NOON,
        structure=read_text("\n\n".join(parts)),
    )

    letter = letter_of(paper)

    marked = [(block.kind, block.marker, block.text) for block in letter.body if block.marker]
    assert marked == [
        ("heading1", "I.", "NỘI DUNG"),
        ("text", "1.", "Việc thứ nhất, cả trường cùng làm trong năm học này."),
        ("text", "2.", "Việc thứ hai, từng tổ cùng làm trong năm học này."),
        ("heading1", "II.", "TỔ CHỨC THỰC HIỆN"),
        ("bullet", "-", "Việc gạch đầu dòng."),
    ]
    assert letter.subject == "Mẫu"
