from datetime import date

from thidua.reporting import rules
from thidua.reporting.cells import Cell, CellState

DAY, LATER = date(2021, 10, 15), date(2021, 10, 21)
FULL = [Cell(0, "Bài giảng", 3, CellState.NUMBER, 1)]


def said(blockers):
    return [blocker.message for blocker in blockers]


def test_only_a_report_in_hand_is_edited():
    assert [rules.blockers_to_edit(state) for state in ("draft", "returned")] == [[], []]
    assert said(rules.blockers_to_edit("submitted")) == [
        "Báo cáo đã gửi; muốn sửa hãy đề nghị người duyệt trả lại."
    ]


def test_a_report_is_sent_once():
    for state in ("submitted", "accepted"):
        assert said(rules.blockers_to_submit(state, FULL, ["B"], today=DAY, closes=DAY)) == [
            "Báo cáo đã được gửi trước đó."
        ]


def test_a_full_report_is_sent_until_the_window_closes():
    assert rules.blockers_to_submit("draft", FULL, ["B"], today=DAY, closes=DAY) == []
    assert said(rules.blockers_to_submit("draft", FULL, ["B"], today=LATER, closes=DAY)) == [
        "Đợt báo cáo đã khóa từ 15/10/2021; hãy xin gia hạn ở nơi nhận báo cáo."
    ]


def test_a_review_is_of_what_was_sent_by_another_with_a_reason_when_returned():
    assert said(rules.blockers_to_review("draft", by_sender=True, returned=True, reason=" ")) == [
        "Báo cáo này không ở bước chờ duyệt.",
        "Người gửi báo cáo không tự duyệt báo cáo của mình.",
        "Trả lại báo cáo thì cần ghi lý do.",
    ]
    assert rules.blockers_to_review("submitted", by_sender=False, returned=True, reason="Sai kỳ") == []


def test_a_window_has_units_and_dates_in_order():
    assert said(rules.blockers_to_open_window(0, opens=LATER, due=DAY, closes=DAY)) == [
        "Không có đơn vị nào phải báo cáo trong đợt này.",
        "Ba ngày của đợt báo cáo phải theo thứ tự: mở, hạn, khóa.",
    ]
    assert rules.blockers_to_open_window(1, opens=DAY, due=DAY, closes=LATER) == []
