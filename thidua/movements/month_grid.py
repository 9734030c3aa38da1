"""The months of a movement as grids of days, Monday first, for the picture of its calendar. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """One day in its place in the grid: its round by number (0 for none), what is on it, and in words."""

    number: int
    column: int
    row: int
    round_no: int
    mark: str  # "", "star" a commemoration, "open", "held", "struck", "missed" an activity
    said: str


@dataclass(frozen=True)
class Month:
    """One month and its days."""

    year: int
    month: int
    days: tuple[Day, ...]

    @property
    def label(self) -> str:
        """ "Tháng 9/2021"."""
        return f"Tháng {self.month}/{self.year}"

    @property
    def said(self) -> str:
        """Everything in the month in words, for those who do not see the picture."""
        return "; ".join(f"{day.number:02}/{self.month:02}: {day.said}" for day in self.days if day.said)


def months_of(
    rounds: Sequence[tuple[str, dt.date, dt.date]],
    marks: Mapping[dt.date, tuple[str, str]],
) -> list[Month]:
    """Every month that the rounds (label, first, last) touch; `marks` are (mark, words) by day."""
    days = [day for _, first, last in rounds for day in (first, last)]
    days = [*days, *marks] if rounds else []
    if not days:
        return []
    first, last = min(days), max(days)
    return [_month(year, month, rounds, marks) for year, month in _between(first, last)]


def _between(first: dt.date, last: dt.date) -> Iterable[tuple[int, int]]:
    for count in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield count // 12, count % 12 + 1


def _month(
    year: int,
    month: int,
    rounds: Sequence[tuple[str, dt.date, dt.date]],
    marks: Mapping[dt.date, tuple[str, str]],
) -> Month:
    begin = dt.date(year, month, 1)
    day, days = begin, []
    while day.month == month:
        place = day.day - 1 + begin.weekday()
        inside = (no for no, (_, first, last) in enumerate(rounds, start=1) if first <= day <= last)
        mark, said = marks.get(day, ("", ""))
        days.append(Day(day.day, place % 7, place // 7, next(inside, 0), mark, said))
        day += ONE_DAY
    return Month(year, month, tuple(days))
