"""From the structure of a plan to draft tasks and duties. Pure: what the text does not say is not drafted."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.core.text import fold
from thidua.documents.reading import Structure

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


@dataclass(frozen=True)
class DraftTask:
    """A task as the text orders it."""

    order: int
    action: str
    responsible: tuple[str, ...]
    stated: bool
    line: int


@dataclass(frozen=True)
class DraftDuty:
    """A duty that a sentence of the plan asks of every team or person."""

    what: str
    reaches: str
    sentence: str
    line: int


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


# What a sentence must hold, folded, for it to ask this of every team of the issuing unit.
_ASKS = (
    ("own_plan", "teams", ("to chuyen mon", "ke hoach day hoc")),
    ("report", "teams", ("tong hop bao cao",)),
)


def draft_from(structure: Structure) -> Draft:
    """Read a draft movement out of a plan's structure."""
    read = structure.metadata
    return Draft(
        name=read.movement_name or read.title or "",
        kind=read.movement_kind or "thematic",
        slogan=structure.slogan.text if structure.slogan else "",
        school_year=read.school_year or "",
        subjects=tuple(_subjects(structure)),
        tasks=tuple(
            DraftTask(task.no, task.action, task.responsible, task.responsible_source == "stated", task.line)
            for task in structure.tasks
        ),
        duties=tuple(_duties(structure)),
        gaps=tuple(_gaps(structure)),
    )


def _subjects(structure: Structure) -> Iterable[str]:
    text = " ".join(paragraph.text for paragraph in structure.paragraphs).lower()
    found = {group for word, group in STAFF_GROUPS.items() if word in text}
    return sorted(found)


def _duties(structure: Structure) -> Iterable[DraftDuty]:
    for paragraph in structure.paragraphs:
        folded = fold(paragraph.text)
        for what, reaches, needed in _ASKS:
            if all(phrase in folded for phrase in needed):
                sentence = paragraph.text.removeprefix(paragraph.marker or "").lstrip()
                yield DraftDuty(what, reaches, sentence, paragraph.line_start)


def _gaps(structure: Structure) -> Iterable[str]:
    """The parts that every plan needs decided and this text does not state (LT-84)."""
    if not structure.criteria:
        yield "criteria"
    if not structure.award_forms:
        yield "award_forms"
    if not structure.rounds:
        yield "rounds"
    if not any(task.deadline for task in structure.tasks):
        yield "deadlines"
