"""The card of a head by period, and who answers for each task of a movement."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from thidua.core.dates import day_of
from thidua.core.text import as_key
from thidua.documents.models import Evidence, Node
from thidua.documents.queries.evidence import evidence_seen_by
from thidua.movements.models import (
    Content,
    Criterion,
    HeadDuty,
    Movement,
    Scale,
    Score,
    Task,
    TaskPart,
)
from thidua.movements.queries.branches import since
from thidua.movements.queries.scores import full_scores, lines_of
from thidua.movements.queries.tasks import days_late
from thidua.movements.queries.weighing import scores_seen_by, units_spoken_for
from thidua.movements.rules.heads import (
    Given,
    Held,
    Stretch,
    day_of_account,
    is_of_head,
    sentences_about_head,
    stretch_on,
    stretches,
)
from thidua.movements.rules.scores import Line, gap_of, plain
from thidua.movements.rules.tasks import on_time
from thidua.org.access import Ability, Access
from thidua.org.models import Position, Post, Unit
from thidua.org.speaking import LEADING

DUTY, CONTENT = "movements.headduty", "movements.content"
# Whose post leads a unit, by its kind; elsewhere it is the head's.
_LEADING = {
    Unit.Kind.UNION: {Position.UNION_CHAIR},
    Unit.Kind.YOUTH: {Position.YOUTH_SECRETARY},
    Unit.Kind.TEAM: {Position.HEAD, Position.LEADER},
    Unit.Kind.DIVISION: {Position.HEAD, Position.LEADER},
}


def heads_of(units: Iterable[int]) -> dict[int, list[Held]]:
    """Every post at the head of each of these units, whenever it was held; a deputy put in charge is one of them."""
    rows = Post.objects.filter(unit__in=list(units)).select_related("person", "unit")
    found: dict[int, list[Held]] = {}
    for row in rows.filter(Q(position__in=LEADING) | Q(position=Position.DEPUTY, acting=True)):
        if row.position == Position.DEPUTY or row.position in _LEADING.get(
            Unit.Kind(row.unit.kind), {Position.HEAD}
        ):
            found.setdefault(row.unit_id, []).append(_held(row))
    return found


def _held(post: Post) -> Held:
    first, until = post.during.lower or dt.date.min, post.during.upper
    return Held(post.pk, post.person_id, post.person.name, post.title, post.acting, first, until)


def cut_by_heads(movement: Movement, posts: Sequence[Held]) -> list[Stretch]:
    """The time of a movement, stretch by stretch under one head of its unit, computed from the posts each time."""
    first, until = since(movement), movement.during.upper if movement.during else None
    return stretches(posts, first, until)


def given(task: Task) -> Given:
    """To whom a task is given."""
    return Given(task.unit_id, tuple(task.owner_positions), task.owner_person_id)


def _done_on(task: Task) -> dt.date | None:
    return day_of(task.done_at) if task.done_at else None


# What the text lays on the head


@dataclass(frozen=True)
class Sentence:
    """A sentence of the plan, or of the plan above, that names the head and that nobody has settled yet."""

    node: Node
    text: str
    above: bool

    @property
    def source(self) -> str:
        """Where it stands, in words."""
        place = f", mục {self.node.section}" if self.node.section else ""
        line = f", dòng {self.node.line}" if self.node.line else ""
        return ("Kế hoạch cấp trên" if self.above else "Kế hoạch của đơn vị") + place + line


def sentences_waiting(movement: Movement) -> list[Sentence]:
    """The sentences about the head that no person has counted among the head's duties, in the order of the text.

    Those of the plan above that the unit's own plan took over stand once, in its own plan.
    """
    above = movement.basis_id or (movement.parent.plan_id if movement.parent else None)
    nodes = Node.objects.filter(paper__in=[key for key in (movement.plan_id, above) if key])
    rows = list(nodes.order_by("paper", "order").defer("rows"))
    skipped = {row.inherited_from_id for row in rows}
    skipped |= set(movement.head_duties.values_list("node_id", flat=True))
    told = [Sentence(row, _about_head(row), row.paper_id == above) for row in rows if row.pk not in skipped]
    return sorted((one for one in told if one.text), key=lambda one: one.above)


def _about_head(node: Node) -> str:
    return sentences_about_head(f"{node.title} {node.text}".strip())


def contents_at(movement: Movement, nodes: Iterable[int]) -> dict[int | None, Content]:
    """The contents of a movement that stand at these sentences, or answer them in the plan above."""
    keys = list(nodes)
    rows = movement.contents.filter(Q(node__in=keys) | Q(above__in=keys)).exclude(answer="dropped")
    return {key: row for row in rows for key in (row.above_id, row.node_id) if key in keys}


@dataclass(frozen=True)
class DutyRow:
    """One duty of the head, and what proves it in one head's time."""

    duty: HeadDuty
    above: bool
    proofs: list[Evidence]  # those that this reader may open
    hidden: int
    prove_kind: str
    prove_key: int

    @property
    def proved(self) -> bool:
        """Whether anything was offered in this time and not rejected; else "chưa có minh chứng"."""
        return bool(self.proofs) or self.hidden > 0


def proof_of(duties: Sequence[HeadDuty]) -> "QuerySet[Evidence]":
    """What proves these duties and was not rejected: their own evidence, and that of the contents they are."""
    own = Q(about_kind=DUTY, about_id__in=[row.pk for row in duties])
    linked = Q(about_kind=CONTENT, about_id__in=[row.content_id for row in duties if row.content_id])
    return Evidence.objects.filter(own | linked).exclude(state=Evidence.State.REJECTED).order_by("id")


def _duty_rows(movement: Movement, stretch: Stretch, access: Access) -> list[DutyRow]:
    rows = movement.head_duties.select_related("paper", "content")
    duties = list(rows.defer("paper__source_lines", "paper__reading"))
    every = list(proof_of(duties).select_related("file"))
    mine = [row for row in every if _within(stretch, day_of(row.added_at))]
    seen = set(evidence_seen_by(access).filter(pk__in=[row.pk for row in mine]).values_list("pk", flat=True))
    return [_duty_row(duty, movement, mine, seen) for duty in duties]


def _duty_row(duty: HeadDuty, movement: Movement, proofs: list[Evidence], seen: set[int]) -> DutyRow:
    place = (CONTENT, duty.content_id) if duty.content_id else (DUTY, duty.pk)
    both = {place, (DUTY, duty.pk)}
    own = [row for row in proofs if (row.about_kind, row.about_id) in both]
    shown = [row for row in own if row.pk in seen]
    above = duty.paper_id != movement.plan_id
    return DutyRow(duty, above, shown, len(own) - len(shown), *place)


def _within(stretch: Stretch, day: dt.date) -> bool:
    return stretch.first <= day and (stretch.until is None or day < stretch.until)


# Tasks


@dataclass(frozen=True)
class TaskLine:
    """One task with the collective that shares it and the person who answers for it (EK-83)."""

    task: Task
    parts: list[TaskPart]
    days_late: int
    of_head: bool
    turned: bool  # the head's, but still under the name of somebody else who heads or headed the unit

    @property
    def collective(self) -> str:
        """The body, or the bodies as the plan writes them; empty when it names none."""
        return str(self.task.unit) if self.task.unit else ", ".join(self.task.responsible)


def _task_lines(
    movement: Movement, cut: Sequence[Stretch], today: dt.date
) -> list[tuple[TaskLine, Stretch | None]]:
    """Every task of a movement, each of the head's with the stretch to which it is laid."""
    heads = {stretch.held.person for stretch in cut if stretch.held}
    tasks = movement.tasks.select_related("unit", "owner_person").prefetch_related("parts")
    return [_task_line(task, movement, cut, heads, today) for task in tasks]


def _task_line(
    task: Task, movement: Movement, cut: Sequence[Stretch], heads: set[int], today: dt.date
) -> tuple[TaskLine, Stretch | None]:
    of_head = is_of_head(given(task), unit=movement.owner_id, heads=heads)
    laid = stretch_on(cut, day_of_account(task.due, _done_on(task), today)) if of_head else None
    named = task.owner_person_id
    turned = laid is not None and task.state == Task.State.OPEN and named in heads - _person(laid)
    return TaskLine(task, list(task.parts.all()), days_late(task, today), of_head, turned), laid


def _person(stretch: Stretch) -> set[int]:
    return {stretch.held.person} if stretch.held else set()


@dataclass(frozen=True)
class Result:
    """What came of a head's tasks: all, done, done by their day, open past their day."""

    total: int
    done: int
    timely: int
    overdue: int


def result_of(tasks: Sequence[Task], today: dt.date) -> Result:
    """The result over some tasks; one without a due day cannot be late."""
    total, done, timely = on_time((task.due, _done_on(task)) for task in tasks)
    late = [task for task in tasks if task.state == Task.State.OPEN and task.due and task.due < today]
    return Result(total, done, timely, len(late))


# Scores


@dataclass(frozen=True)
class ScoreLine:
    """One criterion of the head's part: the head's own figure and the superior's, apart (EK-59)."""

    score: Score
    line: Line
    gap: Decimal | None
    limit: Decimal | None

    @property
    def apart(self) -> bool:
        """Whether the two lie further apart than was set."""
        return self.gap is not None and self.limit is not None and self.gap > self.limit

    @property
    def said_gap(self) -> str:
        """The gap as people write it; empty while one of the two is missing."""
        return plain(self.gap) if self.gap is not None else ""


def head_scores(movement: Movement, person: int, access: Access) -> list[ScoreLine]:
    """The head's part of the criteria, here and in the movement above, as far as this reader may see scores."""
    movements = [key for key in (movement.pk, movement.parent_id) if key]
    own = scores_seen_by(access).filter(
        criterion__movement__in=movements,
        criterion__subject_kinds__contains=[Criterion.Subject.HEAD],
        person=person,
    )
    scores = list(full_scores(own))
    lines = lines_of(scores) if scores else {}
    limits = (
        dict(Scale.objects.filter(movement__in=movements).values_list("movement", "gap")) if scores else {}
    )
    return [
        ScoreLine(row, lines[row.pk], gap_of(lines[row.pk]), limits.get(row.criterion.movement_id))
        for row in scores
    ]


# The card


@dataclass(frozen=True)
class HeadCard:
    """The card of the head of a movement's unit in one stretch of its time, and the tasks of everybody."""

    movement: Movement
    cut: list[Stretch]
    number: int  # which stretch is shown, from 1
    duties: list[DutyRow]
    waiting: list[Sentence]
    lines: list[TaskLine]  # the head's tasks in this stretch
    matrix: list[TaskLine]
    result: Result
    scores: list[ScoreLine]
    may_settle: bool
    may_prove: bool

    @property
    def stretch(self) -> Stretch:
        """The stretch that is shown."""
        return self.cut[self.number - 1]

    @property
    def proved(self) -> int:
        """How many of the duties have evidence from this time."""
        return sum(row.proved for row in self.duties)

    @property
    def unnamed(self) -> int:
        """Tasks without a named person: none of them can be saved again until they name one (EK-83)."""
        return sum(row.task.owner_person_id is None for row in self.matrix)


def head_card(movement: Movement, access: Access, *, number: str = "") -> HeadCard:
    """Gather the card; `number` picks the stretch, else the one of today."""
    cut = cut_by_heads(movement, heads_of([movement.owner_id]).get(movement.owner_id, []))
    shown = _chosen(cut, number, access.day)
    stretch = cut[shown - 1]
    every = _task_lines(movement, cut, access.day)
    lines = [line for line, laid in every if laid == stretch]
    open_still = movement.state != Movement.State.CLOSED
    may_settle = open_still and access.may(Ability.MOVEMENT_DECIDE, movement.owner)
    speaks = open_still and units_spoken_for(access).filter(pk=movement.owner_id).exists()
    return HeadCard(
        movement=movement,
        cut=cut,
        number=shown,
        duties=_duty_rows(movement, stretch, access),
        waiting=sentences_waiting(movement),
        lines=lines,
        matrix=[line for line, _ in every],
        result=result_of([line.task for line in lines], access.day),
        scores=head_scores(movement, stretch.held.person, access) if stretch.held else [],
        may_settle=may_settle,
        may_prove=speaks and stretch == stretch_on(cut, access.day),
    )


def _chosen(cut: Sequence[Stretch], number: str, today: dt.date) -> int:
    asked = as_key(number) or 0
    if 1 <= asked <= len(cut):
        return asked
    return cut.index(stretch_on(cut, today)) + 1
