"""Costs are recorded against their plan and closed; spendings are disclosed, approved by another than the spender."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.core.text import thousands
from thidua.movements.actions.locks import locked
from thidua.movements.models import Movement, PlannedActivity, Spending, Task
from thidua.movements.rules.spending import (
    blockers_to_close_cost,
    blockers_to_disclose,
    blockers_to_record_cost,
    blockers_to_strike,
)
from thidua.org.models import Person, User

COST = ("cost_planned", "cost_real", "thrift_note", "cost_explanation")


@dataclass(frozen=True)
class Cost:
    """What a task or an activity was to cost and did cost, in đồng, how money was saved, and why it went over."""

    planned: int | None = None
    real: int | None = None
    thrift_note: str = ""
    explanation: str = ""


@transaction.atomic
def record_cost(thing: Task | PlannedActivity, cost: Cost, *, by: User, at: dt.datetime) -> Movement:
    """Record what a task or an activity was to cost and did cost.

    Refuses another plan figure once the real one is known, taking the real one back, and, of what is finished, a
    real figure more than a tenth above the plan without an explanation (EK-74).
    """
    movement = locked(thing.movement)
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    refuse_if(
        blockers_to_record_cost(
            closed=is_finished(thing),
            planned=cost.planned,
            real=cost.real,
            kept_planned=thing.cost_planned,
            kept_real=thing.cost_real,
            explanation=cost.explanation,
        )
    )
    thing.cost_planned, thing.cost_real = cost.planned, cost.real
    thing.thrift_note, thing.cost_explanation = cost.thrift_note.strip(), cost.explanation.strip()
    thing.save(update_fields=COST)
    said = f"Ghi chi phí, dự kiến {_money(cost.planned)}, thực tế {_money(cost.real)}: {thing}"
    record("cost.recorded", said, by=by, about=movement, unit=movement.owner, at=at)
    return movement


def is_finished(thing: Task | PlannedActivity) -> bool:
    """Whether a task is done, or the cost of an activity closed."""
    return thing.state == Task.State.DONE if isinstance(thing, Task) else thing.cost_closed_at is not None


def _money(amount: int | None) -> str:
    return "chưa ghi" if amount is None else f"{thousands(amount)} đồng"


@transaction.atomic
def close_cost(activity: PlannedActivity, *, by: User, at: dt.datetime) -> PlannedActivity:
    """Close the cost of an activity; that of a task is closed when the task is done.

    Refuses twice, without the real figure, and more than a tenth above the plan without an explanation (EK-74).
    """
    activity = (
        PlannedActivity.objects.select_for_update().select_related("movement__owner").get(pk=activity.pk)
    )
    refuse_if(
        blockers_to_close_cost(
            closed=activity.cost_closed_at is not None,
            planned=activity.cost_planned,
            real=activity.cost_real,
            explanation=activity.cost_explanation,
        )
    )
    activity.cost_closed_at, activity.cost_closed_by = at, by
    activity.save(update_fields=["cost_closed_at", "cost_closed_by"])
    movement, said = activity.movement, f"Chốt chi phí {_money(activity.cost_real)}: {activity}."
    record("cost.closed", said, by=by, about=movement, unit=movement.owner, at=at)
    return activity


@dataclass(frozen=True)
class Spent:
    """One purchase or gift as it is disclosed; `amount` in đồng, of a gift its value."""

    kind: str
    item: str
    amount: int
    source: str
    spent_on: dt.date
    spender: Person
    approver: Person
    task: Task | None = None
    activity: PlannedActivity | None = None


@transaction.atomic
def disclose_spending(movement: Movement, spent: Spent, *, by: User, at: dt.datetime) -> Spending:
    """Disclose a purchase or a gift to all who may look into the movement (EK-60).

    Refuses an approver who is the spender, nothing spent, a day to come, and a movement not yet launched.
    """
    movement = locked(movement)
    refuse_if(
        blockers_to_disclose(
            draft=movement.state == Movement.State.DRAFT,
            same_person=spent.spender == spent.approver,
            amount=spent.amount,
            spent_on=spent.spent_on,
            today=day_of(at),
        )
    )
    row = Spending.objects.create(movement=movement, disclosed_at=at, disclosed_by=by, **vars(spent))
    said = f"Công khai khoản chi {_money(row.amount)}: {row}. Người chi {row.spender}, người duyệt {row.approver}."
    record("spending.disclosed", said, by=by, about=movement, unit=movement.owner, at=at)
    return row


@transaction.atomic
def strike_spending(spending: Spending, reason: str, *, by: User, at: dt.datetime) -> Spending:
    """Strike out a spending that was disclosed in error; it stays to be read, with the reason. Refuses twice."""
    spending = Spending.objects.select_for_update().select_related("movement__owner").get(pk=spending.pk)
    refuse_if(blockers_to_strike(struck=spending.struck_at is not None, reason=reason))
    spending.struck_reason, spending.struck_at, spending.struck_by = reason.strip(), at, by
    spending.save(update_fields=["struck_reason", "struck_at", "struck_by"])
    movement, said = spending.movement, f"Gạch bỏ khoản chi: {spending}. Lý do: {spending.struck_reason}"
    record("spending.struck", said, by=by, about=movement, unit=movement.owner, at=at)
    return spending
