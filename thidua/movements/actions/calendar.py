"""Activities are planned in the calendar of a movement; units say what became of their days."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.movements.actions.locks import locked
from thidua.movements.models import Commemoration, Movement, Occasion, PlannedActivity, Programme, Round
from thidua.movements.queries.calendar import against_holding, slots_in
from thidua.movements.queries.drafts import rounds_of
from thidua.movements.rules.calendar import (
    blockers_to_plan_activity,
    blockers_to_remove_activity,
    blockers_to_speak_of_days,
)
from thidua.org.models import Unit, User


@transaction.atomic
def plan_activity(
    movement: Movement,
    name: str,
    *,
    by: User,
    at: dt.datetime,
    weekday: int | None = None,
    day: dt.date | None = None,
    part: str = "",
    round: Round | None = None,  # noqa: A002 the column's own name
    outside_rounds: bool = False,
    commemoration: Commemoration | None = None,
    programme: Programme | None = None,
) -> PlannedActivity:
    """Plan an activity on a weekday of every round, or on one day.

    Refuses a single day that lies in no round until a round is chosen for it, or none ("ngoài đợt"), a weekday
    while there is no round, and a single day on which the unit may not gather, unless the name says "trực tuyến".
    """
    movement = locked(movement)
    found = blockers_to_plan_activity(
        closed=movement.state == Movement.State.CLOSED,
        weekday=weekday,
        day=day,
        rounds=rounds_of(movement),
        chosen=round.label if round else None,
        outside=outside_rounds,
    )
    refuse_if([*found, *against_holding(movement.owner, name, [day] if day else [])])
    row = PlannedActivity.objects.create(
        movement=movement,
        name=name.strip(),
        weekday=weekday,
        day=day,
        part=part,
        round=round,
        outside_rounds=outside_rounds,
        commemoration=commemoration,
        programme=programme,
        set_by=by,
        set_at=at,
    )
    record("activity.planned", f"Đặt lịch: {row}.", by=by, about=movement, unit=movement.owner, at=at)
    return row


@transaction.atomic
def remove_activity(activity: PlannedActivity, *, by: User, at: dt.datetime) -> Movement:
    """Take an activity out of the calendar. Refuses once a unit has said anything about its days."""
    movement = locked(activity.movement)
    closed = movement.state == Movement.State.CLOSED
    refuse_if(blockers_to_remove_activity(closed=closed, spoken=activity.occasions.count()))
    record(
        "activity.removed", f"Bỏ khỏi lịch: {activity}.", by=by, about=movement, unit=movement.owner, at=at
    )
    activity.delete()
    return movement


@transaction.atomic
def speak_of_days(
    activity: PlannedActivity,
    unit: Unit,
    days: Sequence[dt.date],
    state: str,
    *,
    reason: str = "",
    by: User,
    at: dt.datetime,
) -> int:
    """Say of days of an activity that the unit held them, or strikes them out and why; "open" takes that back.

    A holiday is only ever proposed: nothing is struck out but by this act. Refuses a day the activity does not
    have, striking out without a reason, and holding a day that has not come or on which the unit may not gather.
    Said again, the last word stands.
    """
    movement = locked(activity.movement)
    planned = slots_in(activity, unit, rounds_of(movement), today=day_of(at))
    found = blockers_to_speak_of_days(
        closed=movement.state == Movement.State.CLOSED,
        days=days,
        planned=frozenset(slot.day for slot in planned),
        state=state,
        reason=reason,
        today=day_of(at),
    )
    refuse_if([*found, *(against_holding(unit, activity.name, days) if state == "held" else [])])
    Occasion.objects.filter(activity=activity, unit=unit, day__in=days).delete()
    if state != "open":
        Occasion.objects.bulk_create(
            Occasion(
                activity=activity,
                unit=unit,
                day=day,
                state=state,
                reason=reason.strip(),
                said_by=by,
                said_at=at,
            )
            for day in days
        )
    words = {"held": "đã làm", "struck": "không tổ chức", "open": "mở lại"}[state]
    told = ", ".join(f"{day:%d/%m/%Y}" for day in sorted(days))
    why = f" Lý do: {reason.strip()}" if reason.strip() else ""
    record(
        "activity.days_said", f"{activity}, {words}: {told}.{why}", by=by, about=movement, unit=unit, at=at
    )
    return len(days)
