"""What stands in the way of asking something of others. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker


def blockers_to_add_duty(
    *,
    running: bool,
    lines: Sequence[str],
    what: str,
    due: dt.date | None,
    today: dt.date,
    pledged: bool = False,
) -> list[Blocker]:
    """Duties are set before the launch; a pledge says what is promised, and there is one in a movement."""
    found = []
    if running:
        found.append(Blocker("Phong trào đã phát động; việc mới cần một văn bản bổ sung."))
    if what == "pledge" and not [line for line in lines if line.strip()]:
        found.append(Blocker("Bản giao ước cần ít nhất một điều cam kết."))
    if what == "pledge" and pledged:
        found.append(Blocker("Phong trào này đã có bản giao ước; mỗi người chỉ ký một bản."))
    if due is not None and due < today:
        found.append(Blocker(f"Hạn {due:%d/%m/%Y} đã qua."))
    return found


def blockers_to_remove_duty(*, running: bool) -> list[Blocker]:
    """A duty can be taken back only before it was asked."""
    if running:
        return [Blocker("Phong trào đã phát động; việc đã giao được giữ nguyên.")]
    return []


def blockers_to_ask_reports(*, running: bool, owing: int, indicators: int) -> list[Blocker]:
    """Reports are asked while the movement runs, of units that owe one, and ask for something."""
    found = []
    if not running:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên chưa mở đợt báo cáo được."))
    if running and not owing:
        found.append(Blocker("Phong trào này không giao việc báo cáo cho đơn vị nào."))
    if not indicators:
        found.append(Blocker("Chưa chọn chỉ tiêu nào để báo cáo."))
    return found


def blockers_to_days(
    *, first: dt.date, last: dt.date, due: dt.date, closes: dt.date, today: dt.date
) -> list[Blocker]:
    """The days of a time of reporting stand in order: what it covers, then due, then closed."""
    found = []
    if last < first:
        found.append(Blocker("Ngày cuối của số liệu đứng trước ngày đầu."))
    if due < today:
        found.append(Blocker(f"Hạn gửi {due:%d/%m/%Y} đã qua."))
    if closes < due:
        found.append(Blocker("Ngày khóa đứng trước hạn gửi."))
    return found
