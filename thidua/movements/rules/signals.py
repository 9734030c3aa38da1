"""What makes a person look twice at a unit's work, and who is shown it when. Signals inform, they decide nothing. Pure.

Each test says from how much on it means anything; beneath that it is silent, since a small number says nothing. None
of them reads a figure as false: one school at 100 % is normal, so 100 % is a signal only where nothing proves it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.core.dates import short
from thidua.core.errors import Blocker
from thidua.movements.guard.comparing import Likeness

REPLY_DAYS = 5  # working days in which only the unit sees a signal (house: the plans state none)
UNPROVED_FROM = 3  # things said to be done without proof
RATIOS_FROM = 3  # ratios in a report
LATE_FROM, LATE_DAYS = 3, 14  # entries, each so many days after the day it is about
BUNCH_FROM, LAST_DAYS, LONG_ROUND = 5, 7, 28  # entries, in the last days of a round of so many days
REGULAR_FROM, FEW_DAYS = 5, 2  # entries, on so few days of a round (NH-69)
SILENT_AFTER = 30  # days from the plan without any activity (EK-29)


@dataclass(frozen=True)
class Sign:
    """What was seen: its kind, which of that kind, the sentence people read, and the cases behind it."""

    kind: str
    sentence: str
    key: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One thing a unit wrote down: what, the day it is about, the day it was written; the day alone may be late."""

    what: str
    about: dt.date
    written: dt.date


@dataclass(frozen=True)
class RoundOf:
    """One round: its key, its words, its first and last day, both in it."""

    key: int
    label: str
    first: dt.date
    last: dt.date


def unproved(done: int, lacking: Sequence[str]) -> Sign | None:
    """Things said to be done for which nothing is offered as proof, when they are half of all or more (NH-26)."""
    if len(lacking) < UNPROVED_FROM or len(lacking) * 2 < done:
        return None
    said = f"{len(lacking)} trên {done} việc ghi là đã xong chưa có minh chứng nào."
    return Sign("unproved", said, lines=tuple(lacking))


def all_full(report: str, key: int, ratios: Sequence[tuple[int, int]], *, proved: bool) -> Sign | None:
    """A report in which every ratio is whole and nothing proves it; `ratios` are (part, whole) (NH-26)."""
    if proved or len(ratios) < RATIOS_FROM or any(part != whole or not whole for part, whole in ratios):
        return None
    said = f"{report}: cả {len(ratios)} tỉ lệ đều là 100 % và báo cáo không kèm minh chứng nào."
    return Sign("all_full", said, key=str(key))


def backfilled(entries: Sequence[Entry]) -> Sign | None:
    """Entries written long after the day they are about, when they are half of all or more."""
    late = [entry for entry in entries if (entry.written - entry.about).days > LATE_DAYS]
    if len(late) < LATE_FROM or len(late) * 2 < len(entries):
        return None
    said = f"{len(late)} trên {len(entries)} lần ghi được nhập sau ngày diễn ra hơn {LATE_DAYS} ngày."
    lines = (f"{each.what}: ngày {short(each.about)}, ghi ngày {short(each.written)}" for each in late)
    return Sign("backfilled", said, lines=tuple(lines))


def bunched(entries: Iterable[Entry], held: RoundOf, *, today: dt.date) -> Sign | None:
    """Everything a unit did in a long round lies in its last week (NH-41). Said only when the round is over."""
    inside = _within(entries, held)
    long_enough = (held.last - held.first).days + 1 >= LONG_ROUND
    if today <= held.last or not long_enough or len(inside) < BUNCH_FROM:
        return None
    begins = held.last - dt.timedelta(days=LAST_DAYS - 1)
    if any(entry.about < begins for entry in inside):
        return None
    week = f"từ {short(begins)} đến {short(held.last)}"
    said = f"Cả {len(inside)} hoạt động ghi trong {held.label} đều nằm trong tuần cuối của đợt, {week}."
    return Sign("bunched", said, key=str(held.key), lines=_days(inside))


def irregular(entries: Iterable[Entry], held: RoundOf, *, today: dt.date) -> Sign | None:
    """Everything a unit did in a long round was done on one or two days (NH-69)."""
    inside = _within(entries, held)
    days = {entry.about for entry in inside}
    long_enough = (held.last - held.first).days + 1 >= LONG_ROUND
    if today <= held.last or not long_enough or len(inside) < REGULAR_FROM or len(days) > FEW_DAYS:
        return None
    said = f"Cả {len(inside)} hoạt động ghi trong {held.label} chỉ nằm trong {len(days)} ngày."
    return Sign("irregular", said, key=str(held.key), lines=_days(inside))


def _within(entries: Iterable[Entry], held: RoundOf) -> list[Entry]:
    return [entry for entry in entries if held.first <= entry.about <= held.last]


def _days(entries: Iterable[Entry]) -> tuple[str, ...]:
    counts = Counter(entry.about for entry in entries)
    return tuple(f"{short(day)}: {count} hoạt động" for day, count in sorted(counts.items()))


def silent(planned: dt.date | None, *, active: bool, today: dt.date) -> Sign | None:
    """A plan of more than thirty days ago, and no activity since that anybody wrote down (EK-29)."""
    if planned is None or active or (today - planned).days <= SILENT_AFTER:
        return None
    said = f"Kế hoạch có từ ngày {short(planned)}, sau {(today - planned).days} ngày chưa ghi hoạt động nào."
    return Sign("silent", said)


def copied(day: dt.date | None, found: Likeness) -> str:
    """The sentence about a text that is like another unit's text of that day; its page says which, to who may know."""
    share = int(found.containment * 100)
    when = f" ngày {short(day)}" if day else ""
    return (
        f"{share} % phần đơn vị tự viết tương đồng với văn bản{when} của một đơn vị khác. "
        "Phần lấy từ kế hoạch cấp trên, từ văn bản được viện dẫn và lời mẫu không tính."
    )


def blockers_to_reply(*, speaks: bool, replied: bool, reply: str) -> list[Blocker]:
    """The unit replies once, in words, through who speaks for it."""
    found = []
    if not speaks:
        found.append(Blocker("Chỉ người đại diện đơn vị trả lời được tín hiệu của đơn vị."))
    if replied:
        found.append(Blocker("Đơn vị đã trả lời tín hiệu này; lời trả lời được giữ nguyên."))
    if not reply.strip():
        found.append(Blocker("Hãy nhập nội dung trả lời."))
    return found
