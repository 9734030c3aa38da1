"""While a movement runs: people pledge, tasks get done, reports are asked for."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.movements import rules
from thidua.movements.models import Assignment, Duty, Movement, Pledge, Task
from thidua.org.models import Position, Unit, User
from thidua.org.queries.people import users_holding
from thidua.reporting.actions.forms import open_window
from thidua.reporting.models import FormVersion, Window


@transaction.atomic
def sign_pledge(movement: Movement, *, by: User, at: dt.datetime, target: str = "") -> Pledge:
    """Sign one's own pledge, with its lines as they read now.

    Refuses a second signature: the first one stands.
    """
    asked = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("duty")
        .filter(duty__movement=movement, duty__what=Duty.What.PLEDGE, person_id=by.person_id)
        .first()
    )
    signed = Pledge.objects.filter(movement=movement, person_id=by.person_id).exists()
    refuse_if(
        rules.blockers_to_pledge(
            running=movement.state == Movement.State.RUNNING, asked=asked is not None, signed=signed
        )
    )
    assert asked is not None
    pledge = Pledge.objects.create(
        movement=movement,
        person_id=by.person_id,
        unit_id=asked.unit_id,
        lines=asked.duty.lines,
        target=target.strip(),
        signed_at=at,
    )
    _done(asked, at)
    record(
        "pledge.signed",
        f"{by.get_full_name()} ký giao ước thi đua.",
        by=by,
        about=movement,
        unit=asked.unit,
        at=at,
    )
    return pledge


def _done(assignment: Assignment, at: dt.datetime) -> None:
    Assignment.objects.filter(pk=assignment.pk).update(state=Assignment.State.DONE, done_at=at)


@transaction.atomic
def answer_assignment(assignment: Assignment, *, by: User, at: dt.datetime) -> Assignment:
    """A unit says it has done what was asked of it (its own plan, its measures)."""
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("unit", "duty__movement")
        .get(pk=assignment.pk)
    )
    running = assignment.duty.movement.state == Movement.State.RUNNING
    refuse_if(rules.blockers_to_finish_task(done=assignment.state == Assignment.State.DONE, running=running))
    _done(assignment, at)
    record(
        "assignment.done",
        f"{assignment.unit} đã làm: {assignment.duty.get_what_display()}.",
        by=by,
        about=assignment.duty.movement,
        unit=assignment.unit,
        at=at,
    )
    assignment.refresh_from_db()
    return assignment


@transaction.atomic
def finish_task(task: Task, *, by: User, at: dt.datetime) -> Task:
    """Say that a task of the plan is done."""
    task = Task.objects.select_for_update(of=("self",)).select_related("movement__owner").get(pk=task.pk)
    running = task.movement.state == Movement.State.RUNNING
    refuse_if(rules.blockers_to_finish_task(done=task.state == Task.State.DONE, running=running))
    task.state, task.done_at, task.done_by = Task.State.DONE, at, by
    task.save(update_fields=["state", "done_at", "done_by"])
    record(
        "task.done",
        f"Xong nhiệm vụ {task.order}.",
        by=by,
        about=task.movement,
        unit=task.movement.owner,
        at=at,
    )
    return task


@transaction.atomic
def ask_reports(
    movement: Movement,
    version: FormVersion,
    label: str,
    *,
    first: dt.date,
    last: dt.date,
    due: dt.date,
    closes: dt.date,
    by: User,
    at: dt.datetime,
) -> Window:
    """Open a reporting window for every team that owes this movement a report, and tell their leaders."""
    owing = Unit.objects.filter(
        assignments__duty__movement=movement, assignments__duty__what=Duty.What.REPORT
    ).distinct()
    window = open_window(
        movement.owner,
        version,
        label,
        owing,
        first=first,
        last=last,
        opens=day_of(at),
        due=due,
        closes=closes,
        by=by,
        at=at,
        about=movement,
    )
    event = record(
        "reports.asked", f"Mở đợt báo cáo {label}.", by=by, about=movement, unit=movement.owner, at=at
    )
    leaders = users_holding(owing, [Position.LEADER], on=day_of(at))
    notify(event, leaders, f"Cần báo cáo: {label}, hạn {due:%d/%m/%Y}", href="/bao-cao/")
    return window


@transaction.atomic
def urge(movement: Movement, users: list[int], sentence: str, *, by: User, at: dt.datetime) -> int:
    """Remind people of what they still owe; returns how many were told. Reminds, never signs for anyone."""
    event = record(
        "movement.urged",
        f"Đôn đốc {len(users)} người: {sentence}",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return notify(event, users, sentence, href=movement.get_absolute_url())
