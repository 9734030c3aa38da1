"""A scenario is set going, confirmed, ended; it switches how the unit works and opens its tasks."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from thidua.activity.models import Event
from thidua.activity.trail import notify, record
from thidua.core.dates import day_of, days_inclusive, period
from thidua.core.errors import refuse_if
from thidua.movements.actions.scenarios import held, tell_above
from thidua.movements.actions.tasks import add_task
from thidua.movements.models import Activation, ActivationTask, Scenario
from thidua.movements.queries.activations import against_activation, open_items_of, until_planned
from thidua.movements.queries.scenarios import is_head_of, stands_above
from thidua.movements.rules.scenarios import (
    blockers_to_confirm,
    blockers_to_count,
    blockers_to_end_activation,
    blockers_to_order,
    blockers_to_withdraw,
    due_of,
)
from thidua.org.models import Person, Unit, User
from thidua.org.queries.people import users_of
from thidua.reporting.actions.operating import (
    end_state,
    settle_emergency,
    switch_state,
    withdraw_state,
)
from thidua.reporting.models import OperatingState
from thidua.reporting.operating import Decision, blockers_to_decide
from thidua.reporting.queries.operating import against_switch


@transaction.atomic
def activate_scenario(
    scenario: Scenario,
    *,
    number: str,
    day: dt.date | None,
    reason: str,
    first: dt.date,
    last: dt.date | None = None,
    classes: Sequence[Unit] = (),
    by: User,
    at: dt.datetime,
) -> Activation:
    """Set an approved scenario going by a decision, for the whole unit or for some of its classes.

    Switches the operating state from `first` and opens the tasks of the scenario. Refuses, listing every reason,
    what is not approved by all, a decision without its facts, and days on which a state is recorded already.
    """
    decision = Decision(str(scenario.unit), number, day, reason)
    return _activate(scenario, decision, first, last, classes, by=by, at=at)


@transaction.atomic
def activate_in_emergency(
    scenario: Scenario, reason: str, *, classes: Sequence[Unit] = (), by: User, at: dt.datetime
) -> Activation:
    """The head sets a scenario going at once, approved or not; the office above is told and must confirm it.

    What no person was named for is the head's own task. Where a later switch is planned already, it lasts until then.
    """
    decision, today = Decision(str(scenario.unit), "", None, reason, emergency=True), day_of(at)
    last = until_planned(scenario, classes, today)
    activation = _activate(scenario, decision, today, last, classes, by=by, at=at)
    said = (
        f"{activation.scenario.unit} kích hoạt khẩn cấp phương án “{activation.scenario}”: {reason.strip()}"
    )
    event = _told(activation.scenario, "scenario.emergency", said, by=by, at=at)
    tell_above(activation.scenario, event, said, at=at)
    return activation


def _activate(
    scenario: Scenario,
    decision: Decision,
    first: dt.date,
    last: dt.date | None,
    classes: Sequence[Unit],
    *,
    by: User,
    at: dt.datetime,
) -> Activation:
    scenario = held(scenario)
    head = decision.emergency and is_head_of(by, scenario.unit, on=day_of(at))
    found = against_activation(scenario, decision, first, last, classes, head=head)
    refuse_if([*found, *blockers_to_decide(decision, today=day_of(at))])
    activation = Activation.objects.create(
        scenario=scenario,
        emergency=decision.emergency,
        number=decision.number.strip(),
        day=decision.day,
        reason=decision.reason.strip(),
        during=days_inclusive(first, last) if last else period(first),
        open_items=open_items_of(scenario),
        decided_by=by,
        decided_at=at,
    )
    if scenario.operating:
        targets = classes or [scenario.unit]
        code = scenario.operating
        activation.states.set(
            [switch_state(unit, code, decision, first=first, last=last, by=by, at=at) for unit in targets]
        )
        _end_replaced(scenario.unit, first, str(scenario), but=activation, by=by, at=at)
    said = f"{scenario.unit} thực hiện phương án “{scenario}” từ {first:%d/%m/%Y}. Lý do: {activation.reason}"
    _told(scenario, "scenario.activated", said, by=by, at=at)
    _open_tasks(activation, first, by=by, at=at)
    return activation


def _open_tasks(activation: Activation, first: dt.date, *, by: User, at: dt.datetime) -> None:
    """Each step becomes a task of its person, due as told from the day of the switch, "tính ra"."""
    scenario = activation.scenario
    for step in scenario.steps.select_related("person"):
        values = {
            "action": step.action,
            "unit": scenario.unit,
            "owner_person": step.person or by.person,  # only an emergency comes here with steps unnamed
            "due": due_of(first, step.days, emergency=activation.emergency),
            "due_words": step.due_words,
            "tags": ["phương án"],
            "urgent": activation.emergency,
        }
        task = add_task(scenario.movement, values, by=by, at=at, due_origin="computed")
        ActivationTask.objects.create(activation=activation, task=task, labels=step.counts)
        href = activation.get_absolute_url() if step.counts else task.get_absolute_url()
        said = f"Phương án “{scenario}” được kích hoạt; việc của anh/chị: {step}"
        event = _told(scenario, "scenario.task_opened", said, by=by, at=at)
        owner = Person.objects.filter(tasks=task)
        notify(event, users_of(owner), said, href=href)


def _end_replaced(
    unit: Unit, first: dt.date, by_what: str, *, but: Activation | None = None, by: User, at: dt.datetime
) -> None:
    """End the activations of a unit whose states no longer run on a day, because others have taken their place."""
    rows = Activation.objects.on(first).filter(scenario__unit=unit, ended_at=None, states__isnull=False)
    rows = rows.exclude(pk=but.pk if but else 0).exclude(states__during__contains=first).distinct()
    for row in rows.select_related("scenario__unit"):
        _end(row, first - dt.timedelta(days=1), f"Thay bằng “{by_what}”.", by=by, at=at)


def _end(row: Activation, last: dt.date, reason: str, *, by: User, at: dt.datetime) -> None:
    row.during = days_inclusive(row.during.lower, last)
    row.ended_by, row.ended_at, row.end_reason = by, at, reason
    row.save(update_fields=["during", "ended_by", "ended_at", "end_reason"])
    said = f"Kết thúc phương án “{row.scenario}” sau ngày {last:%d/%m/%Y}. Lý do: {reason}"
    _told(row.scenario, "scenario.ended", said, by=by, at=at)


def _told(scenario: Scenario, verb: str, said: str, *, by: User, at: dt.datetime) -> Event:
    return record(verb, said, by=by, about=scenario, unit=scenario.unit, at=at)


def _held(activation: Activation) -> Activation:
    rows = Activation.objects.select_for_update(of=("self",)).select_related("scenario__unit")
    row: Activation = rows.get(pk=activation.pk)
    return row


@transaction.atomic
def confirm_activation(
    activation: Activation, *, number: str, day: dt.date | None, body: str, by: User, at: dt.datetime
) -> Activation:
    """Confirm an emergency by a decision, from above; the unit itself may once its scenario is approved."""
    row = _held(activation)
    decision = Decision(body, number, day, row.reason)
    found = blockers_to_confirm(
        emergency=row.emergency,
        confirmed=row.confirmed_at is not None,
        ended=row.ended_at is not None,
        own=not stands_above(by, row.scenario.unit, on=day_of(at)),
        approved=row.scenario.state == Scenario.State.APPROVED,
    )
    refuse_if([*found, *blockers_to_decide(decision, today=day_of(at))])
    row.number, row.day, row.confirmed_by, row.confirmed_at = number.strip(), day, by, at
    row.save(update_fields=["number", "day", "confirmed_by", "confirmed_at"])
    for state in row.states.all():
        settle_emergency(state, decision, by=by, at=at)
    said = f"Xác nhận lần kích hoạt khẩn cấp phương án “{row.scenario}” theo {row.number}."
    _told(row.scenario, "scenario.emergency_confirmed", said, by=by, at=at)
    return row


@transaction.atomic
def end_activation(
    activation: Activation, last: dt.date, reason: str, *, by: User, at: dt.datetime
) -> Activation:
    """End what was set going; `last` is its last day, and that of the operating state it brought."""
    row = _held(activation)
    refuse_if(
        blockers_to_end_activation(
            first=row.during.lower,
            planned_last=row.last,
            ended=row.ended_at is not None,
            last=last,
            reason=reason,
        )
    )
    for state in row.states.filter(during__contains=last):
        end_state(state, last, by=by, at=at)
    _end(row, last, reason.strip(), by=by, at=at)
    return row


@transaction.atomic
def withdraw_activation(activation: Activation, reason: str, *, by: User, at: dt.datetime) -> Activation:
    """Take back what was to begin and has not; its states go with it, its tasks stay. Refuses what has begun."""
    row = _held(activation)
    ended = row.ended_at is not None
    refuse_if(blockers_to_withdraw(first=row.during.lower, ended=ended, reason=reason, today=day_of(at)))
    for state in row.states.all():
        withdraw_state(state, by=by, at=at)
    row.withdrawn, row.ended_by, row.ended_at, row.end_reason = True, by, at, reason.strip()
    row.save(update_fields=["withdrawn", "ended_by", "ended_at", "end_reason"])
    said = f"Hủy lần kích hoạt phương án “{row.scenario}” định từ {row.during.lower:%d/%m/%Y}. Lý do: {row.end_reason}"
    _told(row.scenario, "scenario.withdrawn", said, by=by, at=at)
    return row


@transaction.atomic
def give_counts(
    row: ActivationTask, counts: Sequence[int | None], *, by: User, at: dt.datetime
) -> ActivationTask:
    """Give the numbers a task was asked for: counts only. What is not known yet stays open, never nought."""
    row = ActivationTask.objects.select_for_update().get(pk=row.pk)
    refuse_if(blockers_to_count(row.labels, counts))
    row.counts, row.counted_by, row.counted_at = list(counts), by, at
    row.save(update_fields=["counts", "counted_by", "counted_at"])
    told_counts = "; ".join(
        f"{label}: {'chưa có' if count is None else count}"
        for label, count in zip(row.labels, counts, strict=True)
    )
    scenario = row.activation.scenario
    _told(scenario, "scenario.counted", f"{row.task}: {told_counts}.", by=by, at=at)
    return row


@transaction.atomic
def record_order(
    unit: Unit,
    code: str,
    decision: Decision,
    *,
    first: dt.date,
    last: dt.date | None = None,
    by: User,
    at: dt.datetime,
) -> OperatingState:
    """Note that an authority has ordered a state for a unit, such as a lockdown from one day to another.

    Refuses a decision of the unit itself: that takes an approved scenario. Activations it displaces are ended.
    """
    found = blockers_to_order(body=decision.body, unit=str(unit))
    found += blockers_to_decide(decision, today=day_of(at))
    refuse_if([*found, *against_switch(unit, code, first, last)])
    state = switch_state(unit, code, decision, first=first, last=last, by=by, at=at)
    _end_replaced(unit, first, f"{state.name}, {state.basis}", by=by, at=at)
    return state
