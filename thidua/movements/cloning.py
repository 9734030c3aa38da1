"""Last year's movement carried on into the next: years in words, anniversaries, days. Pure."""

import datetime as dt
import re

_YEARS = re.compile(r"\b(20\d\d)(\s*[-–]\s*)(20\d\d)\b")


def next_school_year(school_year: str) -> str:
    """ "2021-2022" becomes "2022-2023"."""
    return _YEARS.sub(_moved, school_year)


def carried_on(text: str, school_year: str) -> str:
    """The same words with this school year replaced by the next, in the spacing in which it is written."""

    def moved(found: re.Match[str]) -> str:
        return _moved(found) if f"{found[1]}-{found[3]}" == school_year else found[0]

    return _YEARS.sub(moved, text)


def _moved(found: re.Match[str]) -> str:
    return f"{int(found[1]) + 1}{found[2]}{int(found[3]) + 1}"


def speaks_of(text: str, school_year: str) -> bool:
    """Whether words that were carried on still name a year of the old school year, so that a person should look."""
    first, last = school_year.split("-")
    rest = re.sub(rf"{first}\s*[-–]\s*{last}", "", text)
    return re.search(rf"(?<!\d)({first}|{last})(?!\d)", rest) is not None


def next_anniversary(since: int | None, until: int | None) -> tuple[int | None, int | None]:
    """The year up to which an anniversary counts next time, and the years it then comes to.

    Both are None where the year since which it counts is not stated: a count is computed, never carried on.
    """
    if since is None or until is None:
        return None, None
    return until + 1, until + 1 - since


def a_year_on(day: dt.date) -> dt.date:
    """The same day of the next year; 29/02 becomes 28/02."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
