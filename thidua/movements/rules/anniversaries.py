"""Anniversaries by the calendar: on which day one falls, and how many years it is. Pure."""

import datetime as dt


def falls_on(day: int, month: int, first: dt.date, last: dt.date) -> list[dt.date]:
    """Every date of this day and month from `first` to `last`, both in; 29/02 only in the years that have it."""
    found = []
    for year in range(first.year, last.year + 1):
        try:
            date = dt.date(year, month, day)
        except ValueError:
            continue
        if first <= date <= last:
            found.append(date)
    return found


def years_since(since: int | None, year: int) -> int | None:
    """How many years it is in a year; None where the founding year is not stated or lies ahead."""
    return year - since if since is not None and since <= year else None


def mismatch(name: str, written: int | None, computed: int | None) -> str:
    """The sentence when the number printed is not the number of years; empty when they agree or one is unknown."""
    if written is None or computed is None or written == computed:
        return ""
    return f"{name}: văn bản ghi {written} năm, tính ra {computed} năm. Chữ trong văn bản giữ nguyên."
