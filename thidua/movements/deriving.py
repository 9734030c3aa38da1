"""A unit's own plan from the plan above: what a person chose, and the body that follows. Pure."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from thidua.core.dates import short
from thidua.core.text import fold
from thidua.documents.writing.composing import topics_of, whole
from thidua.documents.writing.parts import Part, under
from thidua.movements.drafting import addresses_outside
from thidua.movements.rules.contents import Reply

COPIED_TITLES = (
    "muc dich",
    "yeu cau",
    "muc dich, yeu cau",
)  # chapters every plan words as the one above does
ROUNDS_TITLE, WORK_TITLE, TASKS_TITLE = "Các đợt thi đua", "Việc giao trong đơn vị", "Nhiệm vụ cấp trên giao"
_THIS_PLAN = re.compile(r"\bxay dung ke hoach\b(?! tuyen truyen)")  # a task that this very plan fulfils
_LONGEST_PROMISE = 200


@dataclass(frozen=True)
class Asked:
    """One thing the plan asks inside the unit: the words of a duty, whom it reaches, its sentence and day."""

    what: str
    reaches: str
    sentence: str
    due: dt.date | None = None


@dataclass(frozen=True)
class Stage:
    """One round as the plan above states it; both days belong to it."""

    label: str
    first: dt.date
    last: dt.date
    target: str = ""


@dataclass(frozen=True)
class Answered:
    """A reply with the wording the unit keeps and the paragraph above that it answers, if one is known."""

    reply: Reply
    wording: str
    node: int | None


@dataclass(frozen=True)
class Choices:
    """Everything a person chose for one derived plan."""

    subject: str
    answers: tuple[Answered, ...]
    added: str = ""
    reason: str = ""
    topics: Mapping[str, str] = field(default_factory=dict)  # a part the plan above demands, by its topic
    tasks: tuple[str, ...] = ()
    rounds: tuple[Stage, ...] = ()
    duties: tuple[Asked, ...] = ()
    gaps: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()
    symbol: str = ""
    place: str = ""

    @property
    def promises(self) -> list[str]:
        """What a pledge under this plan promises: its contents, in one line each."""
        kept = [one.wording for one in self.answers if one.reply.content and one.reply.answer != "dropped"]
        return [_first_line(words) for words in [*kept, self.added] if words.strip()]


def _first_line(words: str) -> str:
    line = words.strip().splitlines()[0]
    return line if len(line) <= _LONGEST_PROMISE else f"{line[: _LONGEST_PROMISE - 1].rstrip()}…"


def for_schools(tasks: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Of a plan's tasks (what, by whom), those laid on units and schools; making this plan is none of them."""
    found = [
        action
        for action, names in tasks
        if addresses_outside(", ".join(names)) and not _THIS_PLAN.search(fold(action))
    ]
    return list(dict.fromkeys(found))


def derived_parts(draft: Sequence[Part], above: Sequence[Part], choices: Choices) -> list[Part]:
    """The body of the plan: what was taken over in the unit's wording, what it adds, what it asks.

    `draft` is the skeleton with the contents of the plan above, `above` that plan's own parts.
    """
    parts = _answered(draft, choices.answers)
    parts = _with_added(parts, choices.added)
    parts = [_copied(part, above) for part in parts]
    parts = _with_topics(parts, choices.topics)
    parts = _with_own_work(parts, choices)
    return [part for place, part in enumerate(parts) if not _is_empty(parts, place)]


def _answered(draft: Sequence[Part], answers: Sequence[Answered]) -> list[Part]:
    by_node = {one.node: one for one in answers if one.node is not None}
    found = []
    for part in draft:
        one = by_node.get(part.inherited) if part.inherited is not None else None
        if one is None:
            found.append(part)
        elif one.reply.answer != "dropped":
            text = one.wording if one.reply.reworded else part.text
            found.append(replace(part, text=text, note=" ".join(one.reply.note.split())[:500]))
    return found


def _with_added(parts: Sequence[Part], added: str) -> list[Part]:
    """The unit's own content stands behind those of the plan above, on their level."""
    if not added.strip():
        return list(parts)
    heading = next(place for place, part in enumerate(parts) if "contents" in topics_of(part.title))
    behind = heading + len(under(parts, heading))
    levels = [part.level for part in under(parts, heading)[1:] if part.form == "section"]
    level = min(levels) if levels else min(parts[heading].level + 1, 3)
    return [*parts[:behind], Part("section", level, "", added.strip()), *parts[behind:]]


def _copied(part: Part, above: Sequence[Part]) -> Part:
    """An empty "Mục đích" or "Yêu cầu" takes the words of the plan above, marked as taken over."""
    if part.form != "section" or not part.is_blank or fold(part.title) not in COPIED_TITLES:
        return part
    same = next((one for one in above if fold(one.title) == fold(part.title)), None)
    has_parts = same is not None and any(one.form == "section" for one in under(above, above.index(same))[1:])
    if same is None or has_parts:
        return part
    return replace(part, text=whole(same, above), inherited=same.key)


def _with_topics(parts: Sequence[Part], topics: Mapping[str, str]) -> list[Part]:
    """A demanded part fills the empty place of its topic, else stands as a chapter before the last one."""
    found = list(parts)
    for topic, text in topics.items():
        at = next((p for p, one in enumerate(found) if one.is_blank and topic in topics_of(one.title)), None)
        if at is not None and len(under(found, at)) == 1:
            found[at] = replace(found[at], text=text.strip())
        else:
            last = _last_chapter(found)
            found.insert(last, Part("section", 1, TOPIC_TITLES[topic], text.strip()))
    return found


TOPIC_TITLES = {
    "contents": "Nội dung thi đua",
    "criteria": "Tiêu chí thi đua",
    "forms": "Hình thức tổ chức",
    "measures": "Biện pháp thực hiện",
}


def _last_chapter(parts: Sequence[Part]) -> int:
    chapters = [p for p, one in enumerate(parts) if one.form == "section" and one.level == 1]
    return chapters[-1] if chapters else len(parts)


def _with_own_work(parts: Sequence[Part], choices: Choices) -> list[Part]:
    """Rounds, duties and tasks stand in the last chapter, as lines of their own."""
    last = _last_chapter(parts)
    end = last + (len(under(parts, last)) if last < len(parts) else 0)
    rows = {
        ROUNDS_TITLE: [round_line(one) for one in choices.rounds],
        WORK_TITLE: [duty_line(one) for one in choices.duties],
        TASKS_TITLE: [task_line(one) for one in choices.tasks],
    }
    own = [Part("section", 2, title, "\n".join(lines)) for title, lines in rows.items() if lines]
    return [*parts[:end], *own, *parts[end:]]


def round_line(one: Stage) -> str:
    """A round as the plan words it."""
    target = f": {one.target}" if one.target else ""
    return f"- {one.label}, từ {short(one.first)} đến hết {short(one.last)}{target}."


def duty_line(one: Asked) -> str:
    """A duty as the plan words it, with its day when it has one."""
    due = f" Hạn: {short(one.due)}." if one.due else ""
    return f"- {one.sentence.rstrip('. ')}.{due}"


def task_line(action: str) -> str:
    """A task of the plan above as the unit's plan repeats it."""
    words = " ".join(action.split())
    return f"- {words[:1].upper()}{words[1:].rstrip('. ;')}."


def _is_empty(parts: Sequence[Part], place: int) -> bool:
    """A heading with nothing under it prints nothing; what the skeleton offers and nobody filled goes."""
    part = parts[place]
    return part.form == "section" and all(one.is_blank for one in under(parts, place))
