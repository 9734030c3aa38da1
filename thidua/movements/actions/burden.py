"""The hours a plan will cost are estimated, each line by a named person with a source."""

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.movements.actions.locks import locked
from thidua.movements.models import BurdenEstimate, Duty, Movement, PlannedActivity, Task
from thidua.movements.rules.burden import Estimate, blockers_to_estimate
from thidua.org.models import User

Thing = Duty | Task | PlannedActivity


@transaction.atomic
def estimate_burden(thing: Thing, estimate: Estimate, *, by: User, at: dt.datetime) -> BurdenEstimate:
    """Say how many minutes one duty, task or activity takes, and where the figure comes from; said again, it replaces.

    Refuses in a closed movement, a figure of nothing, and a figure without a source.
    """
    assert thing.movement is not None, "work given from a paper alone has no plan to weigh"
    movement = locked(thing.movement)
    closed = movement.state == Movement.State.CLOSED
    refuse_if(
        blockers_to_estimate(
            closed=closed,
            minutes=estimate.minutes,
            staff=estimate.staff,
            times=estimate.times,
            source=estimate.source,
        )
    )
    place: dict[str, Any] = {{Duty: "duty", Task: "task", PlannedActivity: "activity"}[type(thing)]: thing}
    values = {
        "minutes": estimate.minutes,
        "staff": estimate.staff,
        "times": estimate.times,
        "source": estimate.source.strip(),
    }
    row, _ = BurdenEstimate.objects.update_or_create(
        **place, defaults={**values, "movement": movement, "set_at": at, "set_by": by}
    )
    said = f"Ước lượng giờ công, {row}, nguồn: {row.source}. Việc: {thing}"
    record("burden.estimated", said, by=by, about=movement, unit=movement.owner, at=at)
    return row
