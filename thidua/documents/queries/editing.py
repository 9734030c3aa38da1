"""What the editor of a paper shows: its parts beside the parent's, what differs, what is missing, what is wrong."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import F, QuerySet

from thidua.core.errors import Blocker
from thidua.core.text import as_key
from thidua.documents.models import Composition, Paper
from thidua.documents.queries.papers import letter_of, papers_seen_by
from thidua.documents.queries.superiors import plan_above
from thidua.documents.rules import editing as rules
from thidua.documents.rules.papers import blockers_to_edit
from thidua.documents.writing.composing import Row, binding_keys, laid_out, whole
from thidua.documents.writing.content_linter import Above, lint_content, report_due_of
from thidua.documents.writing.differences import Difference, compared, said
from thidua.documents.writing.letter import Letter
from thidua.documents.writing.linter import lint
from thidua.documents.writing.linting import Finding
from thidua.documents.writing.parts import Form, Numbered, Part, numbered, parts_of
from thidua.documents.writing.skeletons import Skeleton, skeleton_of
from thidua.org.access import Access
from thidua.org.models import Unit
from thidua.org.queries.tree import children_of


def parts_in(paper: Paper) -> list[Part]:
    """The parts of a paper's body, in order."""
    return parts_of(paper.nodes.all())


def parents_for(access: Access) -> "QuerySet[Paper]":
    """The plans that a new paper may be composed from: received or issued, newest first."""
    states = [Paper.State.RECEIVED, Paper.State.ISSUED]
    found = papers_seen_by(access).filter(state__in=states, kind=Paper.Kind.PLAN)
    return found.defer("source_lines", "reading").order_by(F("day").desc(nulls_last=True), "-id")


def missing_parts(paper: Paper) -> list[Blocker]:
    """The parts that the parent plan demands and this one has not: the paper cannot be issued without them."""
    parent = plan_above(paper)
    if parent is None:
        return []
    demands = rules.demanded(node.text for node in parent.nodes.all())
    return rules.missing_parts(parts_in(paper), demands, parent=str(parent))


@dataclass(frozen=True)
class Box:
    """One box of the editor: what is in it, its marker, the parent's words, and the notes in its margin."""

    row: Row
    marker: str
    theirs: Part | None
    differs: Difference | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class EditorPage:
    """A draft in its editor."""

    paper: Paper
    skeleton: Skeleton | None
    parent: Paper | None
    boxes: list[Box]
    findings: list[Finding]  # of the paper as a whole
    warnings: list[Blocker]
    missing: list[Blocker]
    unanswered: list[Difference]
    dropped: list[Difference]
    against: list[Blocker]


def editor_page(paper: Paper, typed: Sequence[Row] | None = None) -> EditorPage:
    """The editor of a draft, as kept or, after a refusal, as typed."""
    composition = Composition.objects.filter(paper=paper).first()
    skeleton = skeleton_of(composition.skeleton) if composition else None
    parent = plan_above(paper)
    parts = [row.part for row in typed] if typed is not None else parts_in(paper)
    rows = list(typed) if typed is not None else laid_out(parts, skeleton.places if skeleton else ())
    differences = differences_of(paper, parts, parent)
    letter = letter_of(paper)
    findings = [*lint(letter), *lint_content(letter, above_of(parent))]
    return EditorPage(
        paper=paper,
        skeleton=skeleton,
        parent=parent,
        boxes=_boxes(rows, differences, findings, letter),
        findings=[one for one in findings if _place_of(one, letter, rows) is None],
        warnings=rules.warnings_of(parts, ()) if parent else [],
        missing=missing_parts(paper),
        unanswered=[one for one in differences if one.state == "missing"],
        dropped=[one for one in differences if one.state == "dropped"],
        against=blockers_to_edit(paper.state, paper.code),
    )


def differences_of(paper: Paper, parts: Sequence[Part], parent: Paper | None) -> list[Difference]:
    """Content by content, what became of the parent plan's; nothing for a paper that derives from none."""
    if parent is None:
        return []
    theirs = parts_in(parent)
    dropped = dict(paper.omissions.values_list("node_id", "reason"))
    return compared(theirs, parts, dropped, binding=binding_keys(theirs))


def above_of(parent: Paper | None) -> Above | None:
    """The parent plan, as the linter asks about it."""
    if parent is None:
        return None
    return Above(str(parent), parent.day, report_due_of([node.text for node in parent.nodes.all()]))


def _boxes(
    rows: Sequence[Row], differences: Sequence[Difference], findings: Sequence[Finding], letter: Letter
) -> list[Box]:
    theirs = {one.own.key: one for one in differences if one.own is not None and one.theirs is not None}
    marks = _markers(rows)
    noted: dict[int, list[Finding]] = {}
    for one in findings:
        at = _place_of(one, letter, rows)
        if at is not None:
            noted.setdefault(at, []).append(one)
    boxes = []
    for index, row in enumerate(rows):
        found = theirs.get(row.part.key) if row.part.key else None
        boxes.append(
            Box(row, marks[index], found.theirs if found else None, found, tuple(noted.get(index, [])))
        )
    return boxes


def _markers(rows: Sequence[Row]) -> list[str]:
    """The marker each box will print; an offered one that is still empty has none and counts for nothing."""
    real: list[Numbered] = numbered(row.part for row in rows if not row.offered)
    found = iter(real)
    return ["" if row.offered else next(found).marker for row in rows]


def _place_of(finding: Finding, letter: Letter, rows: Sequence[Row]) -> int | None:
    """The box a finding is about: the one that holds the words of its block."""
    block = next((one for one in letter.body if one is finding.about), None)
    if block is None:
        return None
    words = " ".join((block.text or block.marker).split())
    return next((at for at, row in enumerate(rows) if words and words in said(row.part)), None)


def with_new_box(about: EditorPage, after: str) -> EditorPage:
    """The same editor with an empty box behind the one counted; as it is when that is no place of it."""
    place = as_key(after)
    if place is None or place >= len(about.boxes):
        return about
    behind = about.boxes[place].row.part
    form: Form = "article" if behind.form in {"basis", "article"} else "section"
    new = Part(form, (behind.level or 1) if form == "section" else 0)
    box = Box(Row(new), "", None, None, ())
    return replace(about, boxes=[*about.boxes[: place + 1], box, *about.boxes[place + 1 :]])


def with_taken(paper: Paper, parts: Sequence[Part], key: int) -> list[Part]:
    """The parts with one more content of the parent plan taken over, behind those taken before it."""
    parent = plan_above(paper)
    theirs = parts_in(parent) if parent else []
    found = next((part for part in theirs if part.key == key), None)
    if found is None or any(part.inherited == key for part in parts):
        return list(parts)
    taken = [place for place, part in enumerate(parts) if part.inherited is not None]
    place = (
        taken[-1] if taken else max((p for p, part in enumerate(parts) if part.form == "section"), default=-1)
    )
    level = (parts[place].level or 1) if place >= 0 else 1
    new = Part("section", level, found.title, whole(found, theirs), inherited=key)
    return [*parts[: place + 1], new, *parts[place + 1 :]]


@dataclass(frozen=True)
class GroupPlans:
    """One group of a unit and its light plans of the kind (teaching, activity) under one plan."""

    unit: Unit
    plans: Mapping[str, Paper]

    @property
    def state(self) -> str:
        """Both, one, or none, in words."""
        return rules.light_state(frozenset(self.plans))


def group_plans(plan: Paper, *, on: dt.date) -> list[GroupPlans]:
    """Each group of the plan's owner on a day with its light plans under that plan, in dictionary order."""
    groups = list(children_of(plan.owner, on=on, kinds=[Unit.Kind.TEAM, Unit.Kind.DIVISION]))
    kept: dict[int, dict[str, Paper]] = {}
    rows = Composition.objects.filter(paper__parent=plan, paper__owner__in=groups)
    for row in rows.exclude(paper__state=Paper.State.WITHDRAWN).select_related("paper"):
        skeleton = skeleton_of(row.skeleton)
        if skeleton and skeleton.light:
            kept.setdefault(row.paper.owner_id, {})[skeleton.light] = row.paper
    return [GroupPlans(unit, kept.get(unit.pk, {})) for unit in groups]
