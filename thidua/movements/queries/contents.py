"""The contents of a movement beside those of the plan above: the wording, the notes, the measures and their share."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from thidua.core.errors import Blocker
from thidua.documents.models import Node, Paper
from thidua.documents.queries.editing import parts_in
from thidua.documents.writing.composing import whole
from thidua.documents.writing.differences import Run, word_runs
from thidua.documents.writing.parts import Part
from thidua.movements.models import Content, Criterion, Movement
from thidua.movements.queries.drafts import contents_above, unanswered
from thidua.movements.queries.tasks import ContentShare, tasks_of_contents
from thidua.movements.rules.contents import blockers_to_require, copied_unchanged
from thidua.org.access import Ability, Access


def binding_name(movement: Movement, above: Node) -> str:
    """The content of the movement above that a sentence of its plan states, if it binds this unit; else empty.

    The unit may hold its own copy of that plan: the place in the text tells which content is meant.
    """
    rows = Content.objects.filter(movement=movement.parent_id, place=above.section, mandatory=True)
    row = rows.first() if movement.parent_id else None
    return str(row) if row else ""


def wording_of(node: Node, parts: Iterable[Part]) -> str:
    """A content as its plan words it, with everything under it, as one run of words."""
    every = list(parts)
    found = next((part for part in every if part.key == node.pk), None)
    said = f"{found.title} {whole(found, every)}" if found else f"{node.title} {node.text}"
    return " ".join(said.split())


@dataclass(frozen=True)
class ContentRow:
    """One content: how it answers the plan above, word by word, and how far its measures are done."""

    content: Content
    runs: tuple[Run, ...]  # empty where nothing stands above it, or nothing differs
    measures: ContentShare | None

    @property
    def reworded(self) -> bool:
        """Whether the words differ from the superior's."""
        return any(run.kind != "same" for run in self.runs)


@dataclass(frozen=True)
class ContentsPage:
    """The contents of one movement against the plan above."""

    movement: Movement
    rows: list[ContentRow]
    dropped: list[Content]
    waiting: list[Node]
    criteria: list[Criterion]  # those that differ from above, or were left out
    copied: bool
    children: int
    against_requiring: list[Blocker]
    may_decide: bool


def contents_page(movement: Movement, access: Access) -> ContentsPage:
    """Gather the page in a fixed number of queries."""
    every = list(movement.contents.select_related("node", "above").prefetch_related("mottos"))
    kept = [row for row in every if row.answer != Content.Answer.DROPPED]
    measures = tasks_of_contents(movement)
    own, theirs = parts_in(movement.plan), _parts_above(movement.basis)
    answered = [(row.answer, row.note) for row in kept]
    return ContentsPage(
        movement=movement,
        rows=[ContentRow(row, _runs(row, own, theirs), measures.get(row.pk)) for row in kept],
        dropped=[row for row in every if row.answer == Content.Answer.DROPPED],
        waiting=unanswered(movement.basis, every),
        criteria=list(
            movement.criteria.filter(answer__in=["adapted", "added", "dropped"]).select_related("above")
        ),
        copied=copied_unchanged(answered),
        children=movement.children.count(),
        against_requiring=blockers_to_require(running=movement.state != Movement.State.DRAFT, dropped=False),
        may_decide=access.may(Ability.MOVEMENT_DECIDE, movement.owner),
    )


def _parts_above(basis: Paper | None) -> list[Part]:
    return parts_in(basis) if basis is not None else []


def _runs(row: Content, own: list[Part], theirs: list[Part]) -> tuple[Run, ...]:
    """The superior's words and ours as one row; nothing for a content that stands alone."""
    if row.above is None:
        return ()
    ours = wording_of(row.node, own) if row.node is not None else " ".join(row.text.split())
    return word_runs(_bare(row.above, theirs), _unmarked(row.node, ours))


def _bare(node: Node, parts: list[Part]) -> str:
    return _unmarked(node, wording_of(node, parts))


def _unmarked(node: Node | None, words: str) -> str:
    """Without the marker of its place: "1." above and "2." here are no difference of words."""
    return words.removeprefix(node.marker).lstrip() if node is not None and node.marker else words


def offered_above(basis: Paper | None) -> list[Part]:
    """The contents of the plan above as parts whose key is the sentence that opens them, in their order."""
    if basis is None:
        return []
    parts = parts_in(basis)
    by_key = {part.key: part for part in parts}
    found = []
    for node in contents_above(basis):
        part = by_key.get(node.pk)
        text = whole(part, parts) if part else node.text.removeprefix(node.marker).lstrip()
        found.append(replace(part or Part("section", 1, node.title), text=text, key=node.pk))
    return found
