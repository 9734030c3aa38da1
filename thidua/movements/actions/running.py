"""While a movement runs: people pledge, tasks get done, reports are asked for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.movements import rules
from thidua.movements.models import Assignment, Duty, Movement, Pledge, Task
from thidua.movements.queries.progress import owing
from thidua.org.models import Position, User
from thidua.org.queries.people import users_holding
from thidua.reporting.actions.forms import define_indicator, make_form, open_window
from thidua.reporting.models import FormVersion, Indicator, Window


@transaction.atomic
def sign_pledge(movement: Movement, *, by: User, at: dt.datetime, target: str = "") -> Pledge:
    """Sign one's own pledge, with its lines as they read now.

    Refuses a second signature: the first one stands.
    """
    asked = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("duty__movement", "unit")
        .filter(duty__movement=movement, duty__what=Duty.What.PLEDGE, person_id=by.person_id)
        .first()
    )
    running = _runs(movement)
    signed = Pledge.objects.filter(movement=movement, person_id=by.person_id).exists()
    refuse_if(rules.blockers_to_pledge(running=running, asked=asked is not None, signed=signed))
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


def _runs(movement: Movement) -> bool:
    """Whether the movement runs now, whatever the caller read before."""
    return Movement.objects.filter(pk=movement.pk, state=Movement.State.RUNNING).exists()


def _done(assignment: Assignment, at: dt.datetime) -> None:
    Assignment.objects.filter(pk=assignment.pk).update(state=Assignment.State.DONE, done_at=at)


@transaction.atomic
def answer_assignment(assignment: Assignment, *, by: User, at: dt.datetime) -> Assignment:
    """A unit says it has done what was asked of it (its own plan, its measures)."""
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("unit", "duty__movement", "duty__paper")
        .get(pk=assignment.pk)
    )
    movement = assignment.duty.movement
    running = movement is None or movement.state == Movement.State.RUNNING
    refuse_if(rules.blockers_to_finish_task(done=assignment.state == Assignment.State.DONE, running=running))
    _done(assignment, at)
    record(
        "assignment.done",
        f"{assignment.unit} đã làm: {assignment.duty.get_what_display()}.",
        by=by,
        about=movement or assignment.duty.paper,
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


@dataclass(frozen=True)
class NewIndicator:
    """An indicator that is asked for the first time."""

    code: str
    name: str
    unit_of_measure: str
    kind: str = Indicator.Kind.NUMBER
    base: str = ""


@transaction.atomic
def ask_for(
    movement: Movement,
    indicators: Sequence[Indicator],
    new: Sequence[NewIndicator],
    label: str,
    *,
    by: User,
    at: dt.datetime,
    **days: dt.date,
) -> Window:
    """Ask every unit that owes a report for these indicators, some of them new; `days` as in `ask_reports`.

    Refuses while the movement does not run, when nobody owes a report, and when nothing is asked.
    """
    movement = Movement.objects.select_for_update(of=("self",)).select_related("owner").get(pk=movement.pk)
    running = movement.state == Movement.State.RUNNING
    asked = len(indicators) + len(new)
    refuse_if(rules.blockers_to_ask_reports(running=running, owing=owing(movement).count(), indicators=asked))
    made = [
        define_indicator(row.code, row.name, row.unit_of_measure, kind=row.kind, base=row.base, by=by, at=at)
        for row in new
    ]
    version = make_form(movement.owner, label, [*indicators, *made], by=by, at=at)
    return ask_reports(movement, version, label, by=by, at=at, **days)


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
    units = owing(movement)
    window = open_window(
        movement.owner,
        version,
        label,
        units,
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
    leaders = users_holding(units, [Position.LEADER], on=day_of(at))
    notify(event, leaders, f"Cần báo cáo: {label}, hạn {due:%d/%m/%Y}", href="/bao-cao/")
    return window


@transaction.atomic
def urge(movement: Movement, users: list[int], sentence: str, *, by: User, at: dt.datetime) -> int:
    """Remind people of what they still owe; returns how many were told. Reminds, never signs for anyone.

    Refuses when nobody owes anything, or nothing is said.
    """
    refuse_if(rules.blockers_to_urge(running=_runs(movement), users=len(users), sentence=sentence))
    event = record(
        "movement.urged",
        f"Đôn đốc {len(users)} người: {sentence}",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return notify(event, users, sentence, href=reverse("pledge", args=[movement.pk]))
