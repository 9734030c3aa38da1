"""Who heads a unit on which day, what of a plan is laid on the head, and whose a task is after a change. Pure."""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from thidua.core.errors import Blocker
from thidua.org.speaking import LEADING


@dataclass(frozen=True)
class Held:
    """One post at the head of a unit: by whom, under what title, from when to when (that day excluded)."""

    key: int
    person: int
    name: str
    title: str
    acting: bool
    first: dt.date
    until: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Whether it is held on a day."""
        return self.first <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Stretch:
    """A time under one head, or under none: `until` is the day after its last, None while it goes on."""

    held: Held | None
    first: dt.date
    until: dt.date | None

    @property
    def last(self) -> dt.date | None:
        """Its last day as people write it."""
        return self.until - dt.timedelta(days=1) if self.until else None


def holder_on(posts: Collection[Held], day: dt.date) -> Held | None:
    """Who heads the unit on a day: who holds the post, else who is put in charge (E.5 no. 72); None: it is vacant."""
    holding = [post for post in posts if post.holds(day)]
    return max(holding, key=lambda post: (not post.acting, post.first, post.key), default=None)


def stretches(posts: Collection[Held], first: dt.date, until: dt.date | None) -> list[Stretch]:
    """A time cut where the head changes: every day of it lies in exactly one stretch (EK-36).

    `until` is the day after the last; None while the time has no end.
    """
    turns = {day for post in posts for day in (post.first, post.until) if day is not None}
    edges = sorted({first, *(day for day in turns if first < day and (until is None or day < until))})
    found: list[Stretch] = []
    for start, end in zip(edges, [*edges[1:], until], strict=True):
        held = holder_on(posts, start)
        if found and found[-1].held == held:
            found[-1] = Stretch(held, found[-1].first, end)
        else:
            found.append(Stretch(held, start, end))
    return found


def stretch_on(cut: Sequence[Stretch], day: dt.date) -> Stretch:
    """The stretch that holds a day; the first or the last one for a day before or after them all."""
    begun = [stretch for stretch in cut if stretch.first <= day]
    return begun[-1] if begun else cut[0]


def day_of_account(due: dt.date | None, done_on: dt.date | None, today: dt.date) -> dt.date:
    """The day by which a task is laid to a head: when it was due or done, whichever came first; else today.

    So what was due before a change stays with the former head, done or not; what comes due after it is the
    new head's, unless the former one had done it already (EK-36).
    """
    return min([day for day in (due, done_on) if day is not None], default=today)


@dataclass(frozen=True)
class Given:
    """To whom a task is given: a unit, posts in it, a person; each may be unstated."""

    unit: int | None
    positions: tuple[str, ...]
    person: int | None


def is_of_head(given: Given, *, unit: int, heads: Collection[int]) -> bool:
    """Whether a task is the head's: under the name of one who heads or headed this unit, else given to the head's
    post, else to the unit as a whole. Under anybody else's name it is theirs.
    """
    of_post = not given.positions or any(position in LEADING for position in given.positions)
    if not of_post or given.unit not in (None, unit):
        return False
    return given.person in heads if given.person is not None else given.unit == unit


_HEAD = re.compile(r"(?<!phó )\b(?:người đứng đầu|hiệu trưởng|thủ trưởng)\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])")


def sentences_about_head(text: str) -> str:
    """The sentences of a paragraph that name the head, word for word; empty where none does (LT-66)."""
    found = [one for one in _SENTENCE.split(" ".join(text.split())) if _HEAD.search(one.lower())]
    return " ".join(found)


def blockers_to_settle(*, closed: bool, chosen: int) -> list[Blocker]:
    """Sentences are counted among the head's duties by a person who chose them, until the movement is closed."""
    found = []
    if closed:
        found.append(Blocker("Phong trào đã tổng kết; phần của người đứng đầu chỉ còn để xem."))
    if not chosen:
        found.append(Blocker("Chọn ít nhất một câu của kế hoạch."))
    return found


def blockers_to_unsettle(*, closed: bool, proofs: int) -> list[Blocker]:
    """A sentence is taken off the list until something was offered to prove it."""
    found = []
    if closed:
        found.append(Blocker("Phong trào đã tổng kết; phần của người đứng đầu chỉ còn để xem."))
    if proofs:
        found.append(Blocker("Câu này đã có minh chứng nên không bỏ khỏi danh sách được."))
    return found
