"""By when a unit answers, how late it is, and who carries on its work. Pure."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from thidua.core.dates import add_working_days, is_working_day, short
from thidua.core.text import fold

PROPOSED_WORKING_DAYS = (
    10  # common office practice (traceability E.2, 25); the office says otherwise on the page
)
START_OF_YEAR = (30, 9)  # "ngay từ đầu năm học" (E.2, 26)

# The parts a plan can be demanded to have (EK-105), by the topics under which the room of papers knows them.
PARTS: Mapping[str, str] = {
    "nội dung": "contents",
    "tiêu chí": "criteria",
    "hình thức": "forms",
    "biện pháp": "measures",
}


class Proposal(NamedTuple):
    """A day proposed for a duty whose text gives none, and the reason. It holds only once a person sets it."""

    day: dt.date
    reason: str


def proposed_due(
    issued: dt.date | None, words: str = "", *, working_days: int = PROPOSED_WORKING_DAYS
) -> Proposal | None:
    """The day to propose: 30/9 for "ngay từ đầu năm học", else working days after issue; None before there is a day."""
    if issued is None:
        return None
    last, month = START_OF_YEAR
    start = dt.date(issued.year, month, last)
    if "dau nam hoc" in fold(words) and start >= issued:
        return Proposal(start, f"“{words}”: đến hết {short(start)}")
    day = add_working_days(issued, working_days)
    return Proposal(day, f"{working_days} ngày làm việc sau ngày {short(issued)}")


@lru_cache(maxsize=4096)  # a map asks the same two days of hundreds of units
def days_late(due: dt.date | None, day: dt.date) -> int:
    """Working days after the due day up to and with `day`; 0 in time, without a due day, and over a weekend."""
    if due is None or day <= due:
        return 0
    after = (due + dt.timedelta(days=step) for step in range(1, (day - due).days + 1))
    return sum(is_working_day(each) for each in after)


def heir(unit: int, heirs: Mapping[int, Sequence[int]], stands: Callable[[int], bool]) -> int | None:
    """The one unit that carries on the work of a unit that has ended, however many reorganisations later.

    None when it was dissolved, split among several, or leads in a circle: then a person decides.
    """
    seen = {unit}
    while not stands(unit):
        following = set(heirs.get(unit, ()))
        if len(following) != 1 or following & seen:
            return None
        unit = following.pop()
        seen.add(unit)
    return unit
