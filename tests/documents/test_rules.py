"""What the papers room refuses, word for word."""

import datetime as dt

import pytest

from thidua.core.errors import Blocker
from thidua.documents.rules import books, evidence
from thidua.documents.rules import papers as rules

TODAY = dt.date(2021, 9, 20)
WHOLE = {
    "unsigned": [],
    "recipients": 1,
    "symbol": "TB-THPTLT",
    "place": "Lộc Ninh",
    "day": TODAY,
    "today": TODAY,
    "book": object(),
}


def said(blockers):
    return [blocker.message for blocker in blockers]


def test_a_file_is_neither_empty_nor_beyond_the_limit():
    assert said(evidence.blockers_to_upload("a.txt", 0, limit=20_000_000)) == [
        "Tệp a.txt rỗng, không có nội dung nào để đọc."
    ]
    assert said(evidence.blockers_to_upload("a.pdf", 20_000_001, limit=20_000_000)) == [
        "Tệp a.pdf lớn hơn 20 MB; hãy gửi bản nhỏ hơn hoặc bản văn bản."
    ]
    assert evidence.blockers_to_upload("a.pdf", 20_000_000, limit=20_000_000) == []


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("draft", []),
        ("signed", ["Văn bản đã ký, không sửa được nữa; muốn sửa hãy hủy bản đã ký và soạn lại."]),
        ("issued", ["Văn bản 30/KH-THPTLT đã khóa; muốn thay đổi hãy ban hành văn bản mới."]),
    ],
)
def test_only_a_draft_can_be_changed(state, words):
    assert said(rules.blockers_to_edit(state, "30/KH-THPTLT")) == words


def test_recipients_may_be_completed_until_the_issue():
    assert rules.blockers_to_address("draft", "") == []
    assert rules.blockers_to_address("signed", "") == []
    assert said(rules.blockers_to_address("issued", "08/TB-THPTLT")) == [
        "Văn bản 08/TB-THPTLT đã khóa; muốn thay đổi hãy ban hành văn bản mới."
    ]


def test_a_numbered_paper_stands_once_among_the_received():
    assert rules.blockers_to_register(None) == []
    [blocker] = rules.blockers_to_register("Kế hoạch 2786/KH-SGDĐT")
    assert blocker.message == "Kế hoạch 2786/KH-SGDĐT cùng ngày đã có trong sổ văn bản đến."
    assert blocker.about == "Kế hoạch 2786/KH-SGDĐT"


def test_a_paper_is_signed_once_with_an_authority_that_exists():
    held = [Blocker("Lý do về chức vụ.")]
    assert rules.blockers_to_sign("draft", already=False, authority=[]) == []
    assert said(rules.blockers_to_sign("draft", already=True, authority=held)) == [
        "Lý do về chức vụ.",
        "Đơn vị này đã ký văn bản rồi.",
    ]
    assert said(rules.blockers_to_sign("issued", already=True, authority=[])) == [
        "Văn bản này không còn ở bước ký."
    ]
    assert said(rules.blockers_to_sign("draft", already=False, authority=held, known=False)) == [
        "Không có quyền hạn ký nào được viết như vậy; hãy chọn lại trong danh sách."
    ]


def test_a_draft_that_names_a_number_gets_that_number_or_none():
    assert rules.blockers_to_number(None, 30) == []
    assert rules.blockers_to_number(30, 30) == []
    assert said(rules.blockers_to_number(3, 30)) == [
        (
            "Dự thảo ghi số 03, sổ sẽ cấp số 30. Bỏ số ghi trong dự thảo để lấy số của sổ, "
            "hoặc kiểm tra lại số cuối đã dùng trong sổ."
        )
    ]


def test_a_paper_that_lacks_nothing_may_go_out():
    assert rules.blockers_to_issue("signed", **WHOLE) == []


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        ({"unsigned": ["Trường A"]}, "Chưa có chữ ký của Trường A."),
        ({"recipients": 0}, "Chưa ghi nơi nhận; thêm ít nhất một nơi nhận trước khi ban hành."),
        ({"symbol": ""}, "Chưa có ký hiệu văn bản của đơn vị, ví dụ KH-THPTLT."),
        ({"place": ""}, "Chưa có địa danh để ghi ở dòng ngày tháng."),
        (
            {"day": TODAY + dt.timedelta(days=1)},
            "Ngày văn bản 21/09/2021 còn ở phía trước; không ban hành trước ngày ghi.",
        ),
        ({"book": None}, "Chưa mở sổ số cho loại văn bản này trong năm; hãy mở sổ và ghi số cuối đã dùng."),
        (
            {"elsewhere": "trang phong trào"},
            "Văn bản này được phát hành từ trang phong trào, cùng với việc nó giao.",
        ),
    ],
)
def test_each_thing_missing_before_the_issue_is_named(lacks, words):
    assert said(rules.blockers_to_issue("signed", **{**WHOLE, **lacks})) == [words]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("issued", "Văn bản đã được ban hành."),
        ("withdrawn", "Văn bản đã được ban hành."),
        ("received", "Đây là văn bản đến; chỉ văn bản của chính đơn vị mới được ban hành."),
    ],
)
def test_what_is_out_or_came_in_is_never_issued(state, words):
    nothing = dict(WHOLE, recipients=0, unsigned=["Trường A"])
    assert said(rules.blockers_to_issue(state, **nothing)) == [words]


def test_a_book_is_opened_once_and_a_late_start_explains_itself():
    assert books.blockers_to_open_book(opened=False, opening=0, reason="") == []
    assert said(books.blockers_to_open_book(opened=True, opening=5, reason=" ")) == [
        "Sổ số của loại văn bản này trong năm đã mở rồi.",
        "Sổ mở giữa năm cần ghi lý do: số cuối đã dùng ở đâu.",
    ]
    assert said(books.blockers_to_open_book(opened=False, opening=-1, reason="x")) == [
        "Số cuối đã dùng không thể nhỏ hơn 0."
    ]


def test_evidence_is_checked_once_by_another_and_a_rejection_says_why():
    assert evidence.blockers_to_check(state="draft", is_owner=False, rejected=False, reason="") == []
    assert said(evidence.blockers_to_check(state="verified", is_owner=True, rejected=True, reason="")) == [
        "Người đưa minh chứng không tự kiểm tra minh chứng của mình.",
        "Minh chứng này đã được kiểm tra.",
        "Không chấp nhận minh chứng thì cần ghi lý do.",
    ]


def test_only_an_addressee_says_that_a_paper_has_arrived():
    assert rules.blockers_to_acknowledge(addressed=True) == []
    assert said(rules.blockers_to_acknowledge(addressed=False)) == [
        "Văn bản này không gửi cho anh/chị nên không cần xác nhận đã nhận."
    ]
