"""The one clock, and everything between a moment and a Vietnamese date.

`now()` and `today()` are read in views, commands and at the start of a job, nowhere deeper: actions,
queries and rules get their day as an argument. In a demo installation the clock shows the demo day.
"""

import datetime as dt
import os
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def now() -> dt.datetime:
    """This moment; on a demo installation the same time of day on the demo day."""
    real = dt.datetime.now(ZONE)
    day = demo_day()
    return real if day is None else dt.datetime.combine(day, real.timetz())


def today() -> dt.date:
    """Today in Vietnam."""
    return day_of(now())


def day_of(moment: dt.datetime) -> dt.date:
    """The Vietnamese date of a moment; every moment becomes a date here and nowhere else."""
    return moment.astimezone(ZONE).date()


def demo_day() -> dt.date | None:
    """The day the demo installation lives on, or None for a real one."""
    if not settings.DEMO:
        return None
    kept = _demo_file()
    return dt.date.fromisoformat(kept.read_text().strip()) if kept.exists() else None


def set_demo_day(day: dt.date) -> None:
    """Move the demo installation to another day."""
    kept = _demo_file()
    kept.parent.mkdir(parents=True, exist_ok=True)
    swap = kept.with_name(f"{kept.name}.{os.getpid()}")
    swap.write_text(day.isoformat())
    swap.replace(kept)
    settings.DEMO = True


def _demo_file() -> Path:
    return Path(settings.VAR) / "demo"


def at_noon(day: dt.date) -> dt.datetime:
    """Twelve o'clock of a day: the moment given to acts that are only known by their date."""
    return dt.datetime.combine(day, dt.time(12), ZONE)


# Periods: the first day is in, the last is out; no end means "still".


def period(first: dt.date | None, until: dt.date | None = None) -> DateRange:
    """From `first` (in) to `until` (out)."""
    return DateRange(first, until, "[)")


def days_inclusive(first: dt.date, last: dt.date) -> DateRange:
    """From `first` to `last`, both in, as people write it."""
    return period(first, last + dt.timedelta(days=1))


def school_year(day: dt.date) -> str:
    """The school year of a day, "2021-2022"; it turns on 1 August, when the new year's plan is in force."""
    start = day.year if day.month >= 8 else day.year - 1
    return f"{start}-{start + 1}"


@cache
def _holidays(year: int) -> dict[dt.date, str]:
    import holidays

    return dict(holidays.country_holidays("VN", years=year, language="vi"))


def holiday_on(day: dt.date) -> str:
    """The name of the official holiday on a day, empty on any other: "Mùng bốn Tết Nguyên Đán"."""
    return _holidays(day.year).get(day, "")


def is_working_day(day: dt.date, swapped: frozenset[dt.date] = frozenset()) -> bool:
    """Whether offices are open; `swapped` are the days on which the rule is turned over by decision."""
    usual = day.weekday() < 5 and day not in _holidays(day.year)
    return usual != (day in swapped)


def add_working_days(day: dt.date, count: int, swapped: frozenset[dt.date] = frozenset()) -> dt.date:
    """The working day that lies `count` working days after `day`."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_working_day(day, swapped)
    return day


# How dates are written


def short(day: dt.date) -> str:
    """15/10/2021: two figures each, for screens and tables."""
    return f"{day:%d/%m/%Y}"


def official(day: dt.date) -> str:
    """08/9/2021: as documents write it; zero before days under 10 and months 1, 2 (NĐ 30/2020, phụ lục I)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def in_words(day: dt.date) -> str:
    """ "ngày 08 tháng 9 năm 2021", for the place-and-date line."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def with_weekday(day: dt.date) -> str:
    """ "Thứ Sáu, ngày 15/10/2021"."""
    name = WEEKDAYS[day.weekday()]
    return f"{name[0].upper()}{name[1:]}, ngày {short(day)}"
