"""Activity that comes back every week: its days within the rounds, and what became of each. Pure."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

WEEK = dt.timedelta(days=7)
OPEN, HELD, STRUCK, MISSED = "open", "held", "struck", "missed"


@dataclass(frozen=True)
class Slot:
    """One day on which an activity is due. `holiday` names the official holiday on it, and proposes, no more."""

    day: dt.date
    round_label: str
    holiday: str = ""
    state: str = OPEN
    reason: str = ""

    @property
    def proposed(self) -> bool:
        """Whether the calendar proposes to strike this day, and the unit has said nothing about it."""
        return bool(self.holiday) and self.state in {OPEN, MISSED}


def days_of(weekday: int, first: dt.date, last: dt.date) -> list[dt.date]:
    """Every such weekday (0 is Monday) from `first` to `last`, both in."""
    start = first + dt.timedelta(days=(weekday - first.weekday()) % 7)
    return [start + WEEK * week for week in range((last - start).days // 7 + 1)]


def slots_of(
    weekday: int, rounds: Sequence[tuple[str, dt.date, dt.date]], holiday_on: Callable[[dt.date], str]
) -> list[Slot]:
    """One open slot each such weekday of the rounds (label, first, last); a day between rounds has none."""
    return [
        Slot(day, label, holiday_on(day))
        for label, first, last in rounds
        for day in days_of(weekday, first, last)
    ]


def spoken_for(
    slots: Sequence[Slot], said: Mapping[dt.date, tuple[str, str]], *, today: dt.date
) -> list[Slot]:
    """The slots with what the unit said of them, (state, reason) by day; a past day it said nothing of was missed."""
    return [_spoken(slot, said.get(slot.day), today) for slot in slots]


def _spoken(slot: Slot, said: tuple[str, str] | None, today: dt.date) -> Slot:
    past = MISSED if slot.day < today else OPEN
    state, reason = said or (past, "")
    return Slot(slot.day, slot.round_label, slot.holiday, state, reason)
