"""A unit is switched from one operating state to another; a state is ended. History is added to, never overwritten."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of, days_inclusive, period
from thidua.core.errors import refuse_if
from thidua.org.models import Unit, User
from thidua.org.queries.tree import parts_of
from thidua.reporting.models import OperatingState
from thidua.reporting.operating import (
    Decision,
    blockers_to_decide,
    blockers_to_end,
    blockers_to_withdraw,
)
from thidua.reporting.queries.operating import against_switch, span_of, states


@transaction.atomic
def switch_state(
    unit: Unit,
    code: str,
    decision: Decision,
    *,
    first: dt.date,
    last: dt.date | None = None,
    by: User,
    at: dt.datetime,
) -> OperatingState:
    """Put a unit, or one class, into a state of the list from `first` to `last` (None: until the next switch).

    What ran until then in the same aspect ends the day before, in the classes inside it too. Refuses a state
    that is not in the list, a decision without its facts, and days on which something is recorded already.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    refuse_if([*against_switch(unit, code, first, last), *blockers_to_decide(decision, today=day_of(at))])
    kind = states()[code]
    _end_what_runs(unit, kind.aspect, first, by=by, at=at)
    row = OperatingState.objects.create(
        unit=unit,
        aspect=kind.aspect,
        state=kind.code,
        name=kind.name,
        on_site=kind.on_site,
        during=days_inclusive(first, last) if last else period(first),
        body=decision.body.strip(),
        number="" if decision.emergency else decision.number.strip(),
        day=None if decision.emergency else decision.day,
        reason=decision.reason.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    until = f" đến hết ngày {last:%d/%m/%Y}" if last else ""
    said = (
        f"{unit} chuyển sang “{row.name}” từ {first:%d/%m/%Y}{until}, theo {row.basis}. Lý do: {row.reason}"
    )
    record("operating.switched", said, by=by, about=unit, unit=unit, at=at, state=row.pk)
    return row


def _end_what_runs(unit: Unit, aspect: str, before: dt.date, *, by: User, at: dt.datetime) -> None:
    """End the states of a unit and of its parts that still ran on a day, on the day before it."""
    running = OperatingState.objects.on(before).filter(unit__in=parts_of(unit, on=before), aspect=aspect)
    for row in running.select_for_update(of=("self",)).select_related("unit"):
        if row.during.lower < before:
            _shorten(row, before - dt.timedelta(days=1), by=by, at=at)


def _shorten(row: OperatingState, last: dt.date, *, by: User, at: dt.datetime) -> None:
    row.during = days_inclusive(row.during.lower, last)
    row.save(update_fields=["during"])
    said = f"{row.unit} hết trạng thái “{row.name}” sau ngày {last:%d/%m/%Y}."
    record("operating.ended", said, by=by, about=row.unit, unit=row.unit, at=at, state=row.pk)


@transaction.atomic
def settle_emergency(
    state: OperatingState, decision: Decision, *, by: User, at: dt.datetime
) -> OperatingState:
    """Give a state that began in an emergency the decision that confirms it. Refuses a decision without its facts."""
    rows = OperatingState.objects.select_for_update(of=("self",)).select_related("unit")
    row: OperatingState = rows.get(pk=state.pk)
    refuse_if(blockers_to_decide(decision, today=day_of(at)))
    row.body, row.number, row.day = decision.body.strip(), decision.number.strip(), decision.day
    row.save(update_fields=["body", "number", "day"])
    said = f"Trạng thái “{row.name}” của {row.unit} được xác nhận theo {row.basis}."
    record("operating.settled", said, by=by, about=row.unit, unit=row.unit, at=at, state=row.pk)
    return row


@transaction.atomic
def end_state(state: OperatingState, last: dt.date, *, by: User, at: dt.datetime) -> OperatingState:
    """Let a state end on `last`, its last day. Refuses a day outside its days; ended then already, it stays so."""
    rows = OperatingState.objects.select_for_update(of=("self",)).select_related("unit")
    row: OperatingState = rows.get(pk=state.pk)
    refuse_if(blockers_to_end(span_of(row), last))
    if row.last != last:
        _shorten(row, last, by=by, at=at)
    return row


@transaction.atomic
def withdraw_state(state: OperatingState, *, by: User, at: dt.datetime) -> None:
    """Take back a state that was planned and has not begun; the trail keeps that it was. Refuses what has begun."""
    row = OperatingState.objects.select_for_update(of=("self",)).select_related("unit").get(pk=state.pk)
    refuse_if(blockers_to_withdraw(span_of(row), today=day_of(at)))
    said = f"Hủy trạng thái “{row.name}” của {row.unit} định từ {row.during.lower:%d/%m/%Y}."
    record("operating.withdrawn", said, by=by, about=row.unit, unit=row.unit, at=at, state=row.pk)
    row.delete()
