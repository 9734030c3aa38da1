"""Tasks get owners, are kept, shared and done."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.movements.actions.locks import locked
from thidua.movements.models import LinkLimit, Movement, Task, TaskPart
from thidua.movements.queries.owners import owners_meant
from thidua.movements.queries.succession import successors_of
from thidua.movements.rules.owners import route_in
from thidua.movements.rules.plans import blockers_to_draft
from thidua.movements.rules.spending import blockers_to_overspend
from thidua.movements.rules.tasks import (
    blockers_to_finish_part,
    blockers_to_finish_task,
    blockers_to_keep_task,
)
from thidua.org.models import User


def place_owners(movement: Movement, *, on: dt.date) -> int:
    """Work out from the words of the plan who answers for each task, marked "suy ra"; returns how many found one.

    Called when a movement is drafted. Words that mean many bodies, or everyone, leave a task without an owner.
    """
    known = 0
    for task in movement.tasks.filter(unit=None, owner_person=None):
        task.reports_to, task.channel = route_in(task.node.text if task.node else task.action)
        meant = [
            (name, owner) for name in task.responsible for owner in owners_meant(movement.owner, name, on=on)
        ]
        if meant:
            lead = meant[0][1]
            task.unit, task.owner_positions, task.owner_inferred = lead.unit, list(lead.positions), True
            known += 1
        task.save(update_fields=["unit", "owner_positions", "owner_inferred", "reports_to", "channel"])
        if len(meant) > 1:
            TaskPart.objects.bulk_create(
                TaskPart(task=task, order=order, written=str(owner.unit), unit=owner.unit, inferred=True)
                for order, (_, owner) in enumerate(meant, start=1)
            )
    return known


@transaction.atomic
def add_task(
    movement: Movement,
    values: Mapping[str, Any],
    *,
    by: User,
    at: dt.datetime,
    parts: Sequence[Mapping[str, Any]] = (),
    due_origin: str = "office",
) -> Task:
    """Keep one more task of a movement: columns of `Task`, and of `TaskPart` (written, unit, person, part).

    Refuses in a closed movement, without a named person once launched, and a due day before the plan's.
    It has no line: the text does not say it. Its due day is the office's unless `due_origin` says otherwise.
    """
    movement = locked(movement)
    refuse_if(_against(movement, values, done=False, from_plan=False, reworded=False))
    last = Task.objects.filter(movement=movement).aggregate(last=Max("order"))["last"] or 0
    origin = due_origin if values.get("due") else ""
    kept = {"responsible": [], **values, "due_origin": origin}
    task = Task.objects.create(movement=movement, order=last + 1, stated=True, **kept)
    _keep_parts(task, parts)
    _told("task.added", f"Thêm nhiệm vụ {task.order}: {task}.", task, movement, by=by, at=at)
    return task


@transaction.atomic
def edit_task(
    task: Task,
    values: Mapping[str, Any],
    *,
    by: User,
    at: dt.datetime,
    parts: Sequence[Mapping[str, Any]] | None = None,
) -> Task:
    """Put a task right; an owner entered here is confirmed, no longer "suy ra". `parts` None leaves the parts alone.

    Refuses what `add_task` refuses, other words for a task of an issued plan, and a task that is done.
    """
    movement = locked(task.movement)
    task = Task.objects.select_for_update().get(pk=task.pk)
    reworded = values.get("action", task.action) != task.action
    done = task.state == Task.State.DONE
    refuse_if(_against(movement, values, done=done, from_plan=task.line is not None, reworded=reworded))
    columns = {**values, "owner_inferred": False}
    if values.get("due") != task.due:
        columns["due_origin"] = "office" if values.get("due") else ""
    before = str(task)
    for name, value in columns.items():
        setattr(task, name, value)
    task.save(update_fields=list(columns))
    if parts is not None:
        task.parts.filter(state=Task.State.OPEN).delete()
        _keep_parts(task, parts)
    said = f"Sửa nhiệm vụ {task.order}: {before}" + (f" thành {task}." if reworded else ".")
    _told("task.edited", said, task, movement, by=by, at=at)
    return task


def _against(
    movement: Movement, values: Mapping[str, Any], *, done: bool, from_plan: bool, reworded: bool
) -> list[Any]:
    return blockers_to_keep_task(
        state=movement.state,
        done=done,
        from_plan=from_plan,
        reworded=reworded,
        has_person=values.get("owner_person") is not None,
        due=values.get("due"),
        begins=movement.plan.day,
    )


def _keep_parts(task: Task, parts: Sequence[Mapping[str, Any]]) -> None:
    first = (task.parts.aggregate(last=Max("order"))["last"] or 0) + 1
    TaskPart.objects.bulk_create(
        TaskPart(task=task, order=order, **part) for order, part in enumerate(parts, start=first)
    )


def _told(
    verb: str, sentence: str, task: Task, movement: Movement, *, by: User | None, at: dt.datetime
) -> None:
    record(verb, sentence, by=by, about=movement, unit=movement.owner, at=at, task=task.pk)


@transaction.atomic
def remove_task(task: Task, *, by: User, at: dt.datetime) -> Movement:
    """Take a drafted task back. Refuses after the launch; the paper's text and reading still hold it."""
    movement = locked(task.movement)
    refuse_if(blockers_to_draft(running=movement.state != Movement.State.DRAFT))
    _told("task.removed", f"Bỏ nhiệm vụ {task.order}: {task}.", task, movement, by=by, at=at)
    task.delete()
    return movement


@transaction.atomic
def finish_task(task: Task, *, by: User, at: dt.datetime) -> Task:
    """Say that a task is done.

    Refuses twice, while the movement does not run, before every shared part is done, and a cost more than a tenth
    above its plan that nobody has explained (EK-74).
    """
    task = Task.objects.select_for_update(of=("self",)).select_related("movement__owner").get(pk=task.pk)
    waiting = task.parts.filter(state=Task.State.OPEN).values_list("written", flat=True)
    running = task.movement.state == Movement.State.RUNNING
    done = task.state == Task.State.DONE
    found = blockers_to_finish_task(done=done, running=running, waiting_for=list(waiting))
    refuse_if(found + blockers_to_overspend(task.cost_planned, task.cost_real, task.cost_explanation))
    task.state, task.done_at, task.done_by = Task.State.DONE, at, by
    task.save(update_fields=["state", "done_at", "done_by"])
    _told("task.done", f"Xong nhiệm vụ {task.order}.", task, task.movement, by=by, at=at)
    return task


@transaction.atomic
def finish_part(part: TaskPart, *, by: User, at: dt.datetime) -> TaskPart:
    """Say that one's part of a shared task is done; the task itself is finished apart."""
    rows = TaskPart.objects.select_for_update(of=("self",)).select_related("task__movement__owner")
    part = rows.get(pk=part.pk)
    movement = part.task.movement
    running = movement.state == Movement.State.RUNNING
    refuse_if(blockers_to_finish_part(done=part.state == Task.State.DONE, running=running))
    part.state, part.done_at, part.done_by = Task.State.DONE, at, by
    part.save(update_fields=["state", "done_at", "done_by"])
    said = f"Xong phần của {part.written} trong nhiệm vụ {part.task.order}."
    _told("task.part_done", said, part.task, movement, by=by, at=at)
    return part


@transaction.atomic
def set_link_limit(movement: Movement, percent: int, *, by: User, at: dt.datetime) -> LinkLimit:
    """Set how large a share of the tasks is to rest on professional duties; under it the launch page warns."""
    movement = locked(movement)
    limit, _ = LinkLimit.objects.update_or_create(
        movement=movement, defaults={"percent": percent, "set_by": by, "set_at": at}
    )
    said = f"Đặt ngưỡng {percent} % nhiệm vụ gắn nhiệm vụ chuyên môn."
    record("task.limit_set", said, by=by, about=movement, unit=movement.owner, at=at, percent=percent)
    return limit


@transaction.atomic
def pass_on_tasks(*, at: dt.datetime) -> int:
    """Move the open tasks of units that have gone to their one successor; done ones keep the old name.

    A unit that was split, or dissolved, has no one successor: its tasks stay, for a person to place. Run again, it
    moves nothing twice. Returns how many tasks and parts moved.
    """
    gone = {"unit__successions__on__lte": day_of(at), "state": Task.State.OPEN}
    tasks = Task.objects.filter(**gone).select_related("movement__owner", "unit").distinct()
    parts = TaskPart.objects.filter(**gone).select_related("unit").distinct()
    units = {task.unit_id for task in tasks} | {part.unit_id for part in parts}
    heirs = successors_of((unit for unit in units if unit is not None), on=day_of(at))
    moving = [task for task in tasks if task.unit_id in heirs]
    for task in moving:
        task.moved_from, task.unit = task.unit, heirs[task.unit_id or 0]
        said = f"Nhiệm vụ {task.order} chuyển từ {task.moved_from} sang {task.unit}."
        _told("task.passed_on", said, task, task.movement, by=None, at=at)
    sharing = [part for part in parts if part.unit_id in heirs]
    for part in sharing:
        part.unit = heirs[part.unit_id or 0]
    Task.objects.bulk_update(moving, ["unit", "moved_from"])
    TaskPart.objects.bulk_update(sharing, ["unit"])
    return len(moving) + len(sharing)
