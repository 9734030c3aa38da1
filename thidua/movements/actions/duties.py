"""What a movement asks of others, set before the launch."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.movements.models import Duty, Movement
from thidua.movements.rules.duties import blockers_to_add_duty, blockers_to_remove_duty
from thidua.org.models import User


@transaction.atomic
def add_duty(
    movement: Movement,
    what: str,
    reaches: str,
    sentence: str,
    *,
    by: User,
    at: dt.datetime,
    due: dt.date | None = None,
    lines: list[str] | None = None,
) -> Duty:
    """Ask one thing of every team or every person. A due date set here is shown as set by the office."""
    lines = [line.strip() for line in lines or [] if line.strip()]
    running = movement.state != Movement.State.DRAFT
    refuse_if(
        blockers_to_add_duty(
            running=running,
            lines=lines,
            what=what,
            due=due,
            today=day_of(at),
            pledged=movement.duties.filter(what=Duty.What.PLEDGE).exists(),
        )
    )
    duty = Duty.objects.create(
        movement=movement,
        what=what,
        reaches=reaches,
        sentence=sentence,
        lines=lines,
        due=due,
        due_origin=Duty.Origin.OFFICE if due else "",
    )
    record("duty.added", f"Đặt việc: {sentence}", by=by, about=movement, unit=movement.owner, at=at)
    return duty


def _locked(duty: Duty) -> tuple[Duty, Movement]:
    """A duty of a movement, and the movement; work given from a paper is not changed here."""
    duties = Duty.objects.select_for_update(of=("self",)).exclude(movement=None)
    duty = duties.select_related("movement__owner").get(pk=duty.pk)
    assert duty.movement is not None
    return duty, duty.movement


@transaction.atomic
def set_due(duty: Duty, due: dt.date, *, by: User, at: dt.datetime) -> Duty:
    """Give a drafted duty the date the text does not state; shown as set by the office."""
    duty, movement = _locked(duty)
    running = movement.state != Movement.State.DRAFT
    refuse_if(blockers_to_add_duty(running=running, lines=duty.lines, what="", due=due, today=day_of(at)))
    duty.due, duty.due_origin = due, Duty.Origin.OFFICE
    duty.save(update_fields=["due", "due_origin"])
    record(
        "duty.due_set",
        f"Đặt hạn {due:%d/%m/%Y}: {duty.get_what_display()}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return duty


@transaction.atomic
def remove_duty(duty: Duty, *, by: User, at: dt.datetime) -> Movement:
    """Take back a duty before the launch; afterwards it has been asked and stands."""
    duty, movement = _locked(duty)
    refuse_if(blockers_to_remove_duty(running=movement.state != Movement.State.DRAFT))
    sentence = duty.sentence
    duty.delete()
    record("duty.removed", f"Bỏ việc: {sentence}", by=by, about=movement, unit=movement.owner, at=at)
    return movement
