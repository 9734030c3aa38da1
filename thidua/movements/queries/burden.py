"""How many staff-hours a plan asks, before it is issued."""

import datetime as dt
from collections.abc import Iterator

from thidua.movements.models import BurdenEstimate, Movement
from thidua.movements.queries.cascade import count_in_scope
from thidua.movements.rules.burden import TO_SCHOOLS, Burden, Estimate, Line

THINGS = ("duty", "task", "activity")


def burden_of(movement: Movement, *, on: dt.date) -> Burden:
    """Every duty, task and activity of a plan with its estimate; whom duties reach is counted on that day."""
    kept = {
        (what, getattr(row, f"{what}_id")): row for row in movement.burden_estimates.all() for what in THINGS
    }
    estimates = {place: _estimate(row) for place, row in kept.items() if place[1] is not None}
    return Burden(list(_lines(movement, estimates, on)))


def _estimate(row: BurdenEstimate) -> Estimate:
    return Estimate(row.minutes, row.staff, row.times, row.source)


def _lines(movement: Movement, estimates: dict[tuple[str, int], Estimate], on: dt.date) -> Iterator[Line]:
    scope, own = count_in_scope(movement, on=on), "đơn vị chủ trì"
    for duty in movement.duties.order_by("id"):
        words = f"{duty.get_what_display().capitalize()}: {duty.sentence}"
        asked_of, count, each = duty.get_reaches_display(), scope[duty.reaches], duty.reaches in TO_SCHOOLS
        known = estimates.get(("duty", duty.pk))
        yield Line("duty", duty.pk, words, asked_of, count, each=each, estimate=known)
    for task in movement.tasks.order_by("order"):
        known = estimates.get(("task", task.pk))
        yield Line("task", task.pk, task.action, own, 1, each=False, estimate=known)
    for activity in movement.activities.order_by("id"):
        known = estimates.get(("activity", activity.pk))
        yield Line("activity", activity.pk, activity.name, own, 1, each=False, estimate=known)
