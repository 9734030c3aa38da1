"""Tasks as their owners, their groups and their movement look at them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from thidua.core.dates import day_of
from thidua.core.text import percent
from thidua.documents.queries.evidence import Proofs, proofs_of, standing_of
from thidua.documents.rules.evidence import Standing
from thidua.movements.models import Content, LinkLimit, Movement, Task, TaskPart
from thidua.movements.queries.drafts import rounds_of
from thidua.movements.rules.rounds import round_holding
from thidua.movements.rules.tasks import on_time, words_of_links
from thidua.org.access import Ability, Access
from thidua.org.models import Position, Unit
from thidua.org.queries.people import holders
from thidua.org.queries.tree import ancestors_of
from thidua.org.speaking import LEADING


def _mine(access: Access) -> Q:
    """A task given to me, to a post I hold where no person is named, or to a unit I speak for."""
    found = Q(owner_person_id=access.user.person_id)
    for post in access.posts:
        here = Q(owner_person=None, unit=post.unit)
        found |= here & Q(owner_positions__contains=[post.position])
        if post.position in LEADING:
            found |= here & Q(owner_positions=[])
    return found


def _my_part(access: Access) -> Q:
    units = [post.unit.pk for post in access.posts if post.position in LEADING]
    return Q(person_id=access.user.person_id) | Q(person=None, unit__in=units)


def tasks_answerable_by(access: Access) -> "QuerySet[Task]":
    """Tasks this person may say are done: their own, and those of the movements they watch over."""
    watched = Q(movement__owner__in=access.units(Ability.MOVEMENT_WATCH))
    return Task.objects.filter(watched | _mine(access))


def parts_answerable_by(access: Access) -> "QuerySet[TaskPart]":
    """Parts of shared tasks this person may say are done."""
    watched = Q(task__movement__owner__in=access.units(Ability.MOVEMENT_WATCH))
    return TaskPart.objects.filter(watched | _my_part(access))


def tasks_seen_by(access: Access) -> "QuerySet[Task]":
    """Tasks of the movements this person may look into, and those that are theirs, whole or in part."""
    from thidua.movements.queries.register import movements_seen_by

    mine = TaskPart.objects.filter(_my_part(access), task=OuterRef("pk"))
    return Task.objects.filter(Q(movement__in=movements_seen_by(access)) | _mine(access) | Exists(mine))


def tasks_owed(access: Access) -> "QuerySet[Task]":
    """What one person still owes across all movements: urgent first, then by due day, undated last (LT-53)."""
    part = TaskPart.objects.filter(_my_part(access), task=OuterRef("pk"), state=Task.State.OPEN)
    rows = Task.objects.filter(_mine(access) | Exists(part), state=Task.State.OPEN)
    rows = rows.filter(movement__state=Movement.State.RUNNING).select_related("movement__plan", "unit")
    return rows.order_by("-urgent", F("due").asc(nulls_last=True), "id")


def tasks_of_unit(unit: Unit) -> "QuerySet[Task]":
    """The tasks of a group or division in movements that were launched, open ones first (HY-55, LT-59)."""
    rows = Task.objects.filter(unit=unit).exclude(movement__state=Movement.State.DRAFT)
    rows = rows.select_related("movement__plan", "owner_person")
    return rows.order_by("-state", "-urgent", F("due").asc(nulls_last=True), "id")


@dataclass(frozen=True)
class ContentShare:
    """How many of the measures under one content are done, and which are still open (EK-50)."""

    done: int
    total: int
    open: tuple[Task, ...]

    @property
    def share(self) -> str:
        """4 of 10 is "40,0 %"; without any measure there is no share."""
        return percent(self.done, self.total)


def tasks_of_contents(movement: Movement) -> dict[int, ContentShare]:
    """The measures of every content of a movement by the content's key, in one query."""
    found: dict[int | None, list[Task]] = {}
    for task in movement.tasks.exclude(content=None).select_related("unit", "owner_person"):
        found.setdefault(task.content_id, []).append(task)
    return {key: _share(tasks) for key, tasks in found.items() if key is not None}


def tasks_of_content(content: Content) -> ContentShare:
    """The measures under one content."""
    return _share(list(content.tasks.select_related("unit", "owner_person")))


def _share(tasks: Sequence[Task]) -> ContentShare:
    left = tuple(task for task in tasks if task.state == Task.State.OPEN)
    return ContentShare(len(tasks) - len(left), len(tasks), left)


@dataclass(frozen=True)
class TaskRow:
    """One task as a list shows it."""

    task: Task
    owner: str
    days_late: int
    parts: list[TaskPart]
    standing: Standing


@dataclass(frozen=True)
class Tasks:
    """The tasks of one movement, and what its unit should look at."""

    rows: list[TaskRow]
    tags: list[tuple[str, int]]
    total: int
    done: int
    timely: int
    linked: int
    limit: LinkLimit | None
    warning: str
    unnamed: int  # tasks without a person, which cannot be saved once launched

    @property
    def share(self) -> str:
        """The share tied to a professional duty, never rounded up to the whole."""
        return percent(self.linked, self.total)


def tasks_in(movement: Movement, *, today: dt.date, tag: str = "", state: str = "") -> Tasks:
    """The tasks of a movement: urgent and overdue ones first, then by due day; figures are of all of them."""
    every = list(movement.tasks.select_related("unit", "owner_person", "done_by__person", "node", "content"))
    kept = [task for task in every if (not tag or tag in task.tags) and state in {"", task.state}]
    parts: dict[int, list[TaskPart]] = {}
    for part in TaskPart.objects.filter(task__in=kept).select_related("unit", "person"):
        parts.setdefault(part.task_id, []).append(part)
    standings = standing_of("movements.task", [task.pk for task in kept])
    rows = [
        TaskRow(task, owner_words(task), days_late(task, today), parts.get(task.pk, []), standings[task.pk])
        for task in kept
    ]
    total, done, timely = on_time((task.due, _finished(task)) for task in every)
    limit = LinkLimit.objects.filter(movement=movement).select_related("set_by__person").first()
    linked = sum(bool(task.professional_duty) for task in every)
    return Tasks(
        rows=sorted(rows, key=_order),
        tags=_tags(every),
        total=total,
        done=done,
        timely=timely,
        linked=linked,
        limit=limit,
        warning=words_of_links(linked, total, limit.percent if limit else None),
        unnamed=sum(task.owner_person_id is None for task in every),
    )


def _order(row: TaskRow) -> tuple[Any, ...]:
    task = row.task
    is_open = task.state == Task.State.OPEN
    return (
        not is_open,
        not task.urgent,
        -row.days_late,
        task.due is None,
        task.due or dt.date.max,
        task.order,
    )


def _tags(tasks: Iterable[Task]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for task in tasks:
        for tag in task.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(counts.items())


def _finished(task: Task) -> dt.date | None:
    return day_of(task.done_at) if task.done_at else None


def days_late(task: Task, today: dt.date) -> int:
    """Days past the due day: until it was done, else until today; 0 while it is on time or has no due day."""
    end = _finished(task) or today
    return max((end - task.due).days, 0) if task.due else 0


def owner_words(task: Task) -> str:
    """Who answers for a task, in the narrowest words known; empty when nobody is stated."""
    if task.owner_person is not None:
        return f"{task.owner_person}, {task.unit}" if task.unit else str(task.owner_person)
    if task.unit is not None and task.owner_positions:
        names = ", ".join(str(Position(position).label) for position in task.owner_positions)
        return f"{names} của {task.unit}"
    return str(task.unit) if task.unit else ", ".join(task.responsible)


def links_of(movement: Movement) -> str:
    """The warning that too few tasks rest on professional duties (HY-12, NH-74); else empty."""
    counted = movement.tasks.aggregate(total=Count("pk"), linked=Count("pk", filter=~Q(professional_duty="")))
    limit = LinkLimit.objects.filter(movement=movement).values_list("percent", flat=True).first()
    return words_of_links(counted["linked"], counted["total"], limit)


def warnings_at_launch(movement: Movement) -> list[str]:
    """What the launch page says of the tasks before the plan goes out; none of it closes the launch."""
    unnamed = list(movement.tasks.filter(owner_person=None).values_list("order", flat=True))
    said = f"Chưa có tên người chịu trách nhiệm: nhiệm vụ {', '.join(map(str, unnamed))}." if unnamed else ""
    return [warning for warning in (links_of(movement), said) if warning]


@dataclass(frozen=True)
class TaskPage:
    """One task as its page shows it to one person."""

    task: Task
    owner: str
    holders: list[str]  # the people who hold the posts it is given to, today
    parts: list[tuple[TaskPart, bool]]  # and whether this person may say that it is done
    days_late: int
    within: str  # the round of its day, or that it is in none; empty where nothing is asked
    route: list[str]
    proofs: Proofs
    may_edit: bool
    may_finish: bool


def _within(task: Task) -> str:
    """In which round the day of a task lies; a day between rounds is said to be in none, never placed (E.31)."""
    rounds = list(rounds_of(task.movement)) if task.due else []
    if not task.due or not rounds:
        return ""
    label = round_holding(task.due, rounds)
    return f"trong {label}" if label else "ngoài các đợt thi đua"


def task_page(task: Task, access: Access) -> TaskPage:
    """Gather the page of one task."""
    mine = set(parts_answerable_by(access).filter(task=task).values_list("pk", flat=True))
    posts = (
        holders(task.unit, task.owner_positions, on=access.day) if task.unit and task.owner_positions else []
    )
    may_decide = access.may(Ability.MOVEMENT_DECIDE, task.movement.owner)
    is_open = task.state == Task.State.OPEN
    return TaskPage(
        task=task,
        owner=owner_words(task),
        holders=[f"{post.person}, {post.title}" for post in posts],
        parts=[
            (part, part.pk in mine) for part in task.parts.select_related("unit", "person", "done_by__person")
        ],
        days_late=days_late(task, access.day),
        within=_within(task),
        route=route_of(task, task.unit or _own_unit(access), on=access.day),
        proofs=proofs_of(task, access),
        may_edit=may_decide and is_open and task.movement.state != Movement.State.CLOSED,
        may_finish=is_open
        and task.movement.state == Movement.State.RUNNING
        and tasks_answerable_by(access).filter(pk=task.pk).exists(),
    )


def route_of(task: Task, unit: Unit | None, *, on: dt.date) -> list[str]:
    """The way a unit's report on this task goes: the unit, each body between, then to whom it reports (HY-64).

    A unit attached straight to the department has no district step, since nothing stands between them.
    """
    ends = [words for words in (task.channel, task.reports_to) if words]
    if unit is None or not ends:
        return []
    steps = ancestors_of(unit, on=on)
    keys = [step.pk for step in steps]
    owner = task.movement.owner_id
    between = steps[1 : keys.index(owner)] if owner in keys else []
    return [str(unit), *(step.name for step in between), *ends]


def _own_unit(access: Access) -> Unit | None:
    return next((post.unit for post in access.posts), None)
