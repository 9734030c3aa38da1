"""What the reporting room refuses, and in what words. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker
from thidua.reporting.cells import Cell
from thidua.reporting.checks import blockers_in


def is_open(state: str) -> bool:
    """Whether the figures are still in the hands of those who report."""
    return state in {"draft", "returned"}


def blockers_to_edit(state: str) -> list[Blocker]:
    """Only a report in hand can be changed."""
    if is_open(state):
        return []
    return [Blocker("Báo cáo đã gửi; muốn sửa hãy đề nghị người duyệt trả lại.")]


def blockers_to_submit(
    state: str, cells: Sequence[Cell], slots: Sequence[str], *, today: dt.date, closes: dt.date
) -> list[Blocker]:
    """Sent once, complete, and before the window closes."""
    if state in {"submitted", "accepted"}:
        return [Blocker("Báo cáo đã được gửi trước đó.")]
    found = blockers_in(cells, slots)
    if today > closes:
        found.append(
            Blocker(f"Đợt báo cáo đã khóa từ {closes:%d/%m/%Y}; hãy xin gia hạn ở nơi nhận báo cáo.")
        )
    return found


def blockers_to_review(state: str, *, by_sender: bool, returned: bool, reason: str) -> list[Blocker]:
    """What was sent is reviewed by another; a return says why."""
    found = []
    if state != "submitted":
        found.append(Blocker("Báo cáo này không ở bước chờ duyệt."))
    if by_sender:
        found.append(Blocker("Người gửi báo cáo không tự duyệt báo cáo của mình."))
    if returned and not reason.strip():
        found.append(Blocker("Trả lại báo cáo thì cần ghi lý do."))
    return found


def blockers_to_open_window(units: int, *, opens: dt.date, due: dt.date, closes: dt.date) -> list[Blocker]:
    """A window has someone to report, and its dates stand in order."""
    found = []
    if not units:
        found.append(Blocker("Không có đơn vị nào phải báo cáo trong đợt này."))
    if not opens <= due <= closes:
        found.append(Blocker("Ba ngày của đợt báo cáo phải theo thứ tự: mở, hạn, khóa."))
    return found
