"""What stands in the way of asking something of others. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker

WITH_PARTS = {"own_plan", "communication_plan", "group_plans"}  # what a plan can be demanded to have
WITH_MEASURES = {"own_plan", "measures"}  # where measures may do instead of a plan


def blockers_to_add_duty(
    *,
    running: bool,
    sentence: str,
    lines: Sequence[str],
    what: str,
    due: dt.date | None,
    today: dt.date,
    issued: dt.date | None = None,
    above: dt.date | None = None,
    owed_above: dt.date | None = None,
    parts: Sequence[str] = (),
    accepts_measures: bool = False,
    pledged: bool = False,
) -> list[Blocker]:
    """Duties are set before the launch, each with its sentence; a pledge says what is promised, once in a movement."""
    found = []
    if running:
        found.append(Blocker("Phong trào đã phát động; việc mới cần một văn bản bổ sung."))
    if not sentence.strip():
        found.append(
            Blocker("Việc phải gắn với một câu: chọn dòng gốc trong văn bản hoặc ghi nội dung việc.")
        )
    if what == "pledge" and not [line for line in lines if line.strip()]:
        found.append(Blocker("Bản giao ước cần ít nhất một điều cam kết."))
    if what == "pledge" and pledged:
        found.append(Blocker("Phong trào này đã có bản giao ước; mỗi người chỉ ký một bản."))
    if parts and what not in WITH_PARTS:
        found.append(Blocker("Chỉ kế hoạch mới có phần bắt buộc."))
    if accepts_measures and what not in WITH_MEASURES:
        found.append(Blocker("Biện pháp chỉ thay được kế hoạch; việc này không nhận biện pháp."))
    return found + blockers_to_due(due, today=today, issued=issued, above=above, owed_above=owed_above)


def blockers_to_due(
    due: dt.date | None,
    *,
    today: dt.date,
    issued: dt.date | None = None,
    above: dt.date | None = None,
    owed_above: dt.date | None = None,
) -> list[Blocker]:
    """A deadline lies ahead, not before the plan that sets it nor before the plan above.

    `issued` and `above` are the days of this plan and of the one above; `owed_above` is the day by which the unit
    itself owes the same report upwards: what is to be added up in it cannot be due later.
    """
    if due is None:
        return []
    found = []
    if due < today:
        found.append(Blocker(f"Hạn {due:%d/%m/%Y} đã qua."))
    if issued is not None and due < issued:
        found.append(Blocker(f"Hạn {due:%d/%m/%Y} đứng trước ngày ban hành kế hoạch {issued:%d/%m/%Y}."))
    if above is not None and due < above:
        found.append(Blocker(f"Hạn {due:%d/%m/%Y} đứng trước ngày của kế hoạch cấp trên {above:%d/%m/%Y}."))
    if owed_above is not None and due > owed_above:
        found.append(
            Blocker(
                f"Hạn {due:%d/%m/%Y} đứng sau hạn {owed_above:%d/%m/%Y} mà đơn vị phải báo cáo cấp trên, "
                "nên không kịp tổng hợp."
            )
        )
    return found


def blockers_to_set_due(*, running: bool, due_now: dt.date | None) -> list[Blocker]:
    """A deadline is set before the launch; afterwards only once, where there is none yet."""
    if running and due_now is not None:
        return [Blocker("Phong trào đã phát động; việc mới cần một văn bản bổ sung.")]
    return []


def blockers_to_confirm_duty(*, running: bool, confirmed: bool) -> list[Blocker]:
    """What was read out of the text is confirmed once, before the launch."""
    found = []
    if running:
        found.append(Blocker("Phong trào đã phát động; việc đã giao được giữ nguyên."))
    if confirmed:
        found.append(Blocker("Việc này đã có người xác nhận."))
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
