"""When a person may be reminded, of what, and in which words. Pure.

The house's own hours: quiet from 21 to 6, one digest a day from 7, none at weekends and on official holidays.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.dates import add_working_days, is_working_day, short
from thidua.core.errors import Blocker
from thidua.core.text import in_words

SOON = 3  # days
SHOWN = 40  # lines of a digest; the desk has all of them
COPIED_ON = 2  # the reminder with which the head is told too (LT-25)


@dataclass(frozen=True)
class Hours:
    """Full hours of the day in Vietnam: quiet from the evening over midnight, and when the digest goes out."""

    quiet_from: int = 21
    quiet_until: int = 6
    digest_hour: int = 7
    rest_days: bool = True


HOUSE_HOURS = Hours()


def is_quiet(hours: Hours, at: dt.datetime) -> bool:
    """Whether nothing may reach the person at this moment, given in Vietnamese time."""
    return not hours.quiet_until <= at.hour < hours.quiet_from


def quiet_begins(hours: Hours, at: dt.datetime) -> dt.datetime:
    """The moment from which a message sent now, outside the quiet hours, would disturb."""
    return at.replace(hour=hours.quiet_from, minute=0, second=0, microsecond=0)


def digest_goes(hours: Hours, at: dt.datetime) -> bool:
    """Whether the digest of the day may go to the person at this moment."""
    if is_quiet(hours, at) or at.hour < hours.digest_hour:
        return False
    return not hours.rest_days or is_working_day(at.date())


def horizon(today: dt.date) -> dt.date:
    """The last due day a digest speaks of: three days on, and over any rest days to the next working day."""
    return max(today + dt.timedelta(days=SOON), add_working_days(today, 1))


def urgent_goes(*, today: dt.date, due: dt.date | None, last: dt.date | None, every: int = 1) -> bool:
    """Whether an open urgent task is reminded of today: every so many working days, and on its due day (LT-25, HY-20).

    `last` is the last day before today on which it was; None for never.
    """
    if due == today:
        return True
    return is_working_day(today) and (last is None or add_working_days(last, every) <= today)


@dataclass(frozen=True)
class Due:
    """One thing due of one person: its words, its day (None for what has only to be confirmed), and whose it is."""

    words: str
    day: dt.date | None
    whose: str = ""


def standing(item: Due, today: dt.date) -> str:
    """late, today, soon, or waiting for what has no day."""
    if item.day is None:
        return "waiting"
    return "late" if item.day < today else "today" if item.day == today else "soon"


_SAID = {
    "late": "việc đã quá hạn",
    "today": "việc đến hạn hôm nay",
    "soon": "việc sắp đến hạn",
    "waiting": "văn bản chờ xác nhận",
}


def digest_sentence(items: Sequence[Due], today: dt.date) -> str:
    """ "Một việc đã quá hạn, hai việc sắp đến hạn." """
    counts = {name: sum(standing(item, today) == name for item in items) for name in _SAID}
    words = ", ".join(f"{in_words(count)} {_SAID[name]}" for name, count in counts.items() if count)
    return f"{words[:1].upper()}{words[1:]}."


def digest_lines(items: Sequence[Due], today: dt.date) -> str:
    """The same one by one, the longest overdue first; what has no day stands last."""
    ordered = sorted(items, key=lambda item: (item.day is None, item.day or today, item.words))
    lines = [_line(item, today) for item in ordered[:SHOWN]]
    rest = len(ordered) - len(lines)
    return "\n".join([*lines, *([f"Và {rest} việc nữa ở trang Việc của tôi."] if rest else [])])


def _line(item: Due, today: dt.date) -> str:
    whose = f" ({item.whose})" if item.whose else ""
    if item.day is None:
        return f"Chờ xác nhận: {item.words}{whose}"
    days = (item.day - today).days
    when = "Hôm nay" if not days else f"Trễ {-days} ngày" if days < 0 else f"Còn {days} ngày"
    return f"{when}, hạn {short(item.day)}: {item.words}{whose}"


def result_due(school_year: str) -> dt.date:
    """By when a year's registration says what came of it: 31 May, when the school year ends (NH-28).

    The ministry's time frame of each school year; of 2021-2022: "kết thúc năm học trước ngày 31/5/2022".
    """
    return dt.date(int(school_year[-4:]), 5, 31)


def blockers_to_set_hours(hours: Hours) -> list[Blocker]:
    """The quiet hours run over midnight, and the digest lies outside them."""
    found = []
    if not 12 <= hours.quiet_from <= 23:
        found.append(Blocker("Giờ bắt đầu yên tĩnh phải từ 12 giờ đến 23 giờ."))
    if not 0 <= hours.quiet_until <= 11:
        found.append(Blocker("Giờ kết thúc yên tĩnh phải từ 0 giờ đến 11 giờ."))
    if not hours.quiet_until <= hours.digest_hour < hours.quiet_from:
        found.append(Blocker("Giờ nhận bản tin phải nằm ngoài giờ yên tĩnh."))
    return found
