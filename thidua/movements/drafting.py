"""From the structure of a plan to draft tasks and duties. Pure: what the text does not say is not drafted."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from thidua.core.dates import days_inclusive, period
from thidua.core.text import fold
from thidua.documents.reading import Structure
from thidua.documents.rules.editing import demanded
from thidua.movements.cascade import PARTS

STAFF_GROUPS = {
    "cán bộ": "cadre",
    "công chức": "civil_servant",
    "giáo viên": "teacher",
    "nhà giáo": "teacher",
    "nhân viên": "staff",
    "người lao động": "worker",
    "học sinh": "pupil",
    "sinh viên": "student",
}
# Words of a plan's own line on whom it is for: bodies, and the abbreviations that stand for several groups.
_SUBJECT_WORDS = {
    **{word: (group,) for word, group in STAFF_GROUPS.items()},
    "nhà trường": ("collective",),
    "các trường": ("collective",),
    "tập thể": ("collective",),
    "đơn vị": ("collective",),
    "cbngnld": ("cadre", "teacher", "worker"),
    "hs": ("pupil",),
    "sv": ("student",),
}


@dataclass(frozen=True)
class DraftTask:
    """A task as the text orders it."""

    order: int
    action: str
    responsible: tuple[str, ...]
    stated: bool
    line: int
    due_words: str = ""


@dataclass(frozen=True)
class DraftDuty:
    """A duty that a sentence of the plan asks of every team or person."""

    what: str
    reaches: str
    sentence: str
    line: int
    parts: tuple[str, ...] = ()
    parts_sentence: str = ""
    accepts_measures: bool = False
    due_words: str = ""


@dataclass(frozen=True)
class Thin:
    """The other parts of a plan as rows of values, each with its line; nothing is added to the wording."""

    contents: tuple[dict[str, Any], ...] = ()
    criteria: tuple[dict[str, Any], ...] = ()
    award_forms: tuple[dict[str, Any], ...] = ()
    programmes: tuple[dict[str, Any], ...] = ()
    commemorations: tuple[dict[str, Any], ...] = ()
    rounds: tuple[dict[str, Any], ...] = ()
    mottos: tuple[dict[str, Any], ...] = ()
    award_rules: dict[str, Any] | None = None


@dataclass(frozen=True)
class Draft:
    """What a plan becomes before anyone has decided anything."""

    name: str
    kind: str
    slogan: str
    school_year: str
    subjects: tuple[str, ...]
    tasks: tuple[DraftTask, ...]
    duties: tuple[DraftDuty, ...]
    gaps: tuple[str, ...]
    thin: Thin = field(default_factory=Thin)
    start: dt.date | None = None
    end: dt.date | None = None
    scope: str = ""


# What a sentence must hold, folded, to ask this: of those who stand under the issuing unit, or of its own groups.
_ASKS_OUTSIDE = (
    ("own_plan", "pairs", ("cong doan dong cap", "xay dung ke hoach")),
    ("own_plan", "units", ("ban hanh ke hoach",)),
    ("communication_plan", "units", ("xay dung ke hoach tuyen truyen",)),
    ("scenario", "units", ("phuong an", "phe duyet")),
    ("measures", "whole", ("co bien phap", "trien khai phong trao thi dua")),
    ("report", "units", ("tong hop", "bao cao so")),
)
_ASKS_INSIDE = (
    ("group_plans", "teams", ("to chuyen mon", "ke hoach day hoc")),
    ("report", "teams", ("tong hop bao cao",)),
)

# Who is told, folded: then the sentence asks nothing of the groups inside.
_OUTSIDE = (
    *("phong giao duc", "phong gd", "truc thuoc", "cac truong", "nha truong", "co so giao duc"),
    *("don vi truong hoc", "co quan, don vi"),
)
_ADDRESSED_WITHIN = 60  # letters of a sentence whose task names nobody: who stands here is addressed


def addresses_outside(names: str) -> bool:
    """Whether a sentence that tells these bodies speaks to units and schools, not to groups inside the issuing one."""
    folded = fold(names)
    return any(body in folded for body in _OUTSIDE)


def draft_from(structure: Structure) -> Draft:
    """Read a draft movement out of a plan's structure."""
    read = structure.metadata
    stated = read.period
    return Draft(
        name=read.movement_name or read.title or "",
        kind=read.movement_kind or "thematic",
        slogan=structure.slogan.text if structure.slogan else "",
        school_year=read.school_year or "",
        subjects=tuple(_subjects(structure)),
        tasks=tuple(
            DraftTask(
                task.no,
                task.action,
                task.responsible,
                task.responsible_source == "stated",
                task.line,
                (task.deadline or "")[:200],
            )
            for task in structure.tasks
        ),
        duties=tuple(_duties(structure)),
        gaps=tuple(_gaps(structure)),
        thin=thin_from(structure, structure.as_json()),
        start=stated.start if stated else None,
        end=stated.end if stated else None,
        scope=(structure.statements.scope.text or "") if structure.statements.scope else "",
    )


def period_of(draft: Draft) -> Any:
    """The time the text states as a range; an open end stays open, and no first day leaves it unsaid."""
    if draft.start is None:
        return None
    return days_inclusive(draft.start, draft.end) if draft.end else period(draft.start)


def _subjects(structure: Structure) -> Iterable[str]:
    """The groups that the plan's own line on its subjects names; without such a line, those its text speaks of."""
    scope = structure.statements.scope
    if scope is not None and scope.subjects:
        return subjects_of(scope.subjects)
    text = " ".join(paragraph.text for paragraph in structure.paragraphs).lower()
    return sorted({group for word, group in STAFF_GROUPS.items() if word in text})


def subjects_of(written: Iterable[str]) -> list[str]:
    """The subject groups that these words mean, abbreviations spelled out: CBNGNLD is three groups (NH-09)."""
    said = [f" {each.lower()} " for each in written]
    return sorted(
        {
            group
            for word, groups in _SUBJECT_WORDS.items()
            if any(re.search(rf"(?<!\w){word}(?!\w)", each) for each in said)
            for group in groups
        }
    )


def _duties(structure: Structure) -> Iterable[DraftDuty]:
    """Each duty once, by the first sentence that asks it, however many sentences name groups of those it reaches."""
    parts, parts_sentence = _parts_demanded(structure)
    seen = set()
    for paragraph in structure.paragraphs:
        folded = fold(paragraph.text)
        orders = [task for task in structure.tasks if paragraph.line_start <= task.line <= paragraph.line_end]
        told = fold(", ".join(name for task in orders for name in task.responsible))
        outside = any(body in (told or folded[:_ADDRESSED_WITHIN]) for body in _OUTSIDE)
        for what, reaches, needed in _ASKS_OUTSIDE if outside else _ASKS_INSIDE:
            if (what, outside) in seen or not all(phrase in folded for phrase in needed):
                continue
            seen.add((what, outside))
            plan = what == "own_plan"
            yield DraftDuty(
                what,
                reaches,
                paragraph.text.removeprefix(paragraph.marker or "").lstrip(),
                paragraph.line_start,
                parts=parts if plan else (),
                parts_sentence=parts_sentence if plan else "",
                accepts_measures=what == "measures",
                due_words=next((task.deadline for task in orders if task.deadline), ""),
            )


def _parts_demanded(structure: Structure) -> tuple[tuple[str, ...], str]:
    """The parts that the text says a plan beneath must state, with the paragraph that names most of them (EK-105)."""
    texts = [paragraph.text for paragraph in structure.paragraphs]
    topics = {demand.topic for demand in demanded(texts)}
    if not topics:
        return (), ""
    most = max(texts, key=lambda text: len(demanded([text])))
    return tuple(part for part, topic in PARTS.items() if topic in topics), most


def _gaps(structure: Structure) -> Iterable[str]:
    """The parts that every plan needs decided and this text does not state (LT-84)."""
    if not structure.criteria:
        yield "criteria"
    if not structure.award_forms and structure.award_reference is None:
        yield "award_forms"
    if not structure.rounds:
        yield "rounds"
    if not any(task.deadline for task in structure.tasks):
        yield "deadlines"


def thin_from(structure: Structure, read: Mapping[str, Any]) -> Thin:
    """Contents, criteria, awards, programmes, anniversaries and rounds as the text states them."""
    awards = read.get("awards", {})
    rules_by = awards.get("rules_by_reference")
    return Thin(
        contents=tuple(_contents(structure)),
        criteria=tuple(_criterion(row) for row in read.get("criteria", [])),
        award_forms=tuple(_award_form(row) for row in awards.get("forms", [])),
        programmes=tuple(
            {"name": row["name"], "kind": row.get("kind") or "", "line": row["line"]}
            for row in read.get("programmes", [])
        ),
        commemorations=tuple(_commemoration(row) for row in structure.commemorations),
        rounds=tuple(
            {
                "label": row.label,
                "first": row.start,
                "last": row.end,
                "target": row.target or "",
                "line": row.line,
            }
            for row in structure.rounds
            if row.start <= row.end
        ),
        mottos=tuple(_mottos(read.get("mottos", []))),
        award_rules=_award_rules(rules_by) if rules_by else None,
    )


def _mottos(rows: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """Each motto once, where it is first said."""
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(row["text"], row["line"])
    for text, line in first.items():
        yield {"text": text, "folded": fold(text), "line": line}


def _contents(structure: Structure) -> Iterable[dict[str, Any]]:
    """The contents in order: a heading's title, or the words of the item or bullet itself."""
    titles = {section.id: (section.title, section.line) for section in structure.sections if section.title}
    first: dict[str, tuple[str, int]] = {}
    bullets: dict[str, list[tuple[str, int]]] = {}
    for paragraph in structure.paragraphs:
        words = paragraph.text.removeprefix(paragraph.marker or "").lstrip()
        first.setdefault(paragraph.section or "", (words, paragraph.line_start))
        if paragraph.kind == "bullet":
            bullets.setdefault(paragraph.section or "", []).append((words, paragraph.line_start))
    for place in structure.contents:
        section, _, nth = place.partition(" bullet ")
        found = bullets[section][int(nth) - 1] if nth else titles.get(section) or first.get(section)
        if found:
            yield {"place": place.replace("bullet", "gạch"), "text": found[0], "line": found[1]}


def _criterion(row: Mapping[str, Any]) -> dict[str, Any]:
    marker = (row.get("marker") or "").strip()
    text = row.get("text") or row.get("key") or ""
    return {
        "marker": marker,
        "text": text.removeprefix(marker).lstrip(),
        "subject": row.get("subject") or "",
        "line": row["line"],
    }


def _award_form(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "form": row["form"],
        "authority": row.get("authority") or "",
        "subjects": list(row.get("subjects") or []),
        "note": row.get("note") or "",
        "line": row["line"],
    }


def _award_rules(row: Mapping[str, Any]) -> dict[str, Any]:
    day = row.get("date")
    return {"written": row["number"], "day": dt.date.fromisoformat(day) if day else None, "line": row["line"]}


def _commemoration(row: Any) -> dict[str, Any]:
    since, until = row.years or (None, None)
    return {
        "name": row.name,
        "day": row.day if row.month else None,
        "month": row.month if row.day else None,
        "since": since,
        "until": until if since is None or until is None or until >= since else None,
        "count": row.count,
        "round_no": row.round_no,
        "line": row.line,
    }


def days_between(rounds: Sequence[tuple[str, dt.date, dt.date]]) -> list[tuple[str, dt.date, dt.date]]:
    """The days that belong to no round, between rounds in order of time: (after which round, first, last).

    `rounds` are (label, first day, last day). Nothing is assigned to a round of itself (traceability E.31).
    """
    ordered = sorted(rounds, key=lambda row: row[1])
    one = dt.timedelta(days=1)
    return [
        (before[0], before[2] + one, after[1] - one)
        for before, after in pairwise(ordered)
        if after[1] - before[2] > one
    ]


_SYMBOL_KINDS = {
    "KH": "Kế hoạch",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "NQ": "Nghị quyết",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "BC": "Báo cáo",
    "TTR": "Tờ trình",
}


def kind_beside_symbol(kind: str, symbol: str) -> str:
    """The sentence when a paper is called one thing and its symbol says another (EK-25); else empty."""
    lead = re.split(r"[-/]", symbol.strip(), maxsplit=1)[0].upper()
    meant = _SYMBOL_KINDS.get(lead)
    if meant is None or kind.lower().startswith(meant.lower()):
        return ""
    return f"Gọi là {kind}, ký hiệu là của {meant} ({lead}). Giữ cách gọi, tin ký hiệu."
