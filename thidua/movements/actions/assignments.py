"""Units answer what was asked of them."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.movements.models import Assignment, Movement
from thidua.movements.rules.tasks import blockers_to_finish_task
from thidua.org.models import User


def mark_done(assignment: Assignment, at: dt.datetime) -> None:
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
    refuse_if(blockers_to_finish_task(done=assignment.state == Assignment.State.DONE, running=running))
    mark_done(assignment, at)
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
