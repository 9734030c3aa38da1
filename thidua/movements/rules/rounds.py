"""What stands in the way of a round, and in which round a day lies. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence

from thidua.core.errors import Blocker

ONE_DAY = dt.timedelta(days=1)
PRAISE_AFTER = dt.timedelta(days=15)  # "kịp thời … sau mỗi đợt": a proposal, traceability E.28


def blockers_to_round(
    label: str,
    first: dt.date,
    last: dt.date,
    others: Sequence[tuple[str, dt.date, dt.date]],
) -> list[Blocker]:
    """A round ends after it begins, and shares no day with another round; `others` are (label, first, last)."""
    if last < first:
        return [Blocker(f"{label}: ngày cuối đứng trước ngày đầu.")]
    return [
        Blocker(f"{label} trùng {shared} với {other} ({start:%d/%m/%Y} đến {end:%d/%m/%Y}).")
        for other, start, end in others
        if (shared := shared_days(first, last, start, end))
    ]


def shared_days(first: dt.date, last: dt.date, start: dt.date, end: dt.date) -> str:
    """The days two periods share, in words: "2 ngày (15 và 16/01/2022)"; empty when they share none."""
    begin, until = max(first, start), min(last, end)
    days = (until - begin).days + 1
    if days <= 0:
        return ""
    if days == 1:
        return f"1 ngày ({begin:%d/%m/%Y})"
    if days == 2 and begin.month == until.month:
        return f"2 ngày ({begin:%d} và {until:%d/%m/%Y})"
    return f"{days} ngày (từ {begin:%d/%m/%Y} đến {until:%d/%m/%Y})"


def round_holding(day: dt.date, rounds: Iterable[tuple[str, dt.date, dt.date]]) -> str | None:
    """The label of the round in which a day lies; None in a gap, which nobody fills but a person (E.31)."""
    return next((label for label, first, last in rounds if first <= day <= last), None)


def praise_due(last: dt.date) -> dt.date:
    """By when the list of those to be praised is proposed to be due, after the last day of a round."""
    return last + PRAISE_AFTER
