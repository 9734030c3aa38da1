"""What stands in the way of planning an activity, and of saying what became of one of its days. Pure."""

import datetime as dt
from collections.abc import Sequence

from thidua.core.errors import Blocker
from thidua.core.text import fold
from thidua.movements.rules.rounds import round_holding

CLOSED = Blocker("Phong trào đã tổng kết; lịch chỉ còn để xem.")
ONLINE_INSTEAD = Blocker("Tổ chức trực tuyến thì đặt lịch một hoạt động ghi rõ “trực tuyến” trong tên.")


def gathers(name: str) -> bool:
    """Whether an activity brings people together at the place: each does whose name does not say "trực tuyến"."""
    return "truc tuyen" not in fold(name)


def blockers_to_plan_activity(
    *,
    closed: bool,
    weekday: int | None,
    day: dt.date | None,
    rounds: Sequence[tuple[str, dt.date, dt.date]],
    chosen: str | None,
    outside: bool,
) -> list[Blocker]:
    """An activity recurs or has one day; a day in no round needs a person to choose a round or none (E.31).

    `rounds` are (label, first, last); `chosen` is the label of the round a person named.
    """
    found = [CLOSED] if closed else []
    if (weekday is None) == (day is None):
        found.append(Blocker("Chọn một trong hai: lặp lại vào một thứ trong tuần, hoặc một ngày nhất định."))
    if weekday is not None and not rounds:
        found.append(Blocker("Chưa có đợt thi đua nào, nên chưa biết lặp lại từ ngày nào đến ngày nào."))
    if day is not None and rounds:
        found += _blockers_to_place(day, rounds, chosen, outside=outside)
    return found


def _blockers_to_place(
    day: dt.date, rounds: Sequence[tuple[str, dt.date, dt.date]], chosen: str | None, *, outside: bool
) -> list[Blocker]:
    here = round_holding(day, rounds)
    if here is not None and (outside or chosen not in {None, here}):
        return [Blocker(f"Ngày {day:%d/%m/%Y} nằm trong {here}; để trống phần chọn đợt.")]
    if here is None and chosen is None and not outside:
        return [Blocker(f"Ngày {day:%d/%m/%Y} không thuộc đợt nào: chọn một đợt, hoặc “ngoài đợt”.")]
    return []


def blockers_to_remove_activity(*, closed: bool, spoken: int) -> list[Blocker]:
    """An activity is taken back only while no unit has said anything about its days."""
    found = [CLOSED] if closed else []
    if spoken:
        found.append(Blocker(f"Đã có {spoken} buổi được ghi là đã làm hoặc không tổ chức; lịch sử được giữ."))
    return found


def blockers_to_speak_of_days(
    *,
    closed: bool,
    days: Sequence[dt.date],
    planned: frozenset[dt.date],
    state: str,
    reason: str,
    today: dt.date,
) -> list[Blocker]:
    """Only a planned day is spoken of; it is struck out for a reason, and held once it has come."""
    found = [CLOSED] if closed else []
    if not days:
        found.append(Blocker("Chọn ít nhất một buổi."))
    found += [
        Blocker(f"Ngày {day:%d/%m/%Y} không có buổi nào của hoạt động này.")
        for day in days
        if day not in planned
    ]
    if state == "struck" and not reason.strip():
        found.append(Blocker("Ghi lý do không tổ chức; máy không tự gạch ngày nào."))
    if state == "held":
        found += [Blocker(f"Ngày {day:%d/%m/%Y} chưa tới.") for day in days if day > today]
    return found
