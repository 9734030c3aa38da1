"""What a movement asks of others, set before the launch."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.models import Node
from thidua.movements.models import Assignment, Duty, Movement
from thidua.movements.queries.launching import asks_a_pledge, days_around
from thidua.movements.rules.duties import (
    blockers_to_add_duty,
    blockers_to_confirm_duty,
    blockers_to_due,
    blockers_to_remove_duty,
    blockers_to_set_due,
)
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
    node: Node | None = None,
    parts: Sequence[str] = (),
    accepts_measures: bool = False,
) -> Duty:
    """Ask one thing of every unit or person of a kind; whoever adds it stands for it.

    `node` is the sentence of the plan on which it rests; without words of its own the duty takes that sentence.
    A due date set here is shown as set by the office. Refuses what `blockers_to_add_duty` says.
    """
    lines = [line.strip() for line in lines or [] if line.strip()]
    sentence = sentence.strip() or (node.text if node else "")
    around = days_around(movement, what)
    refuse_if(
        blockers_to_add_duty(
            running=movement.state != Movement.State.DRAFT,
            sentence=sentence,
            lines=lines,
            what=what,
            due=due,
            today=day_of(at),
            parts=parts,
            accepts_measures=accepts_measures,
            pledged=asks_a_pledge(movement, reaches),
            **around,
        )
    )
    duty = Duty.objects.create(
        movement=movement,
        what=what,
        reaches=reaches,
        sentence=sentence,
        node=node,
        lines=lines,
        mandatory_parts=list(parts),
        accepts_measures=accepts_measures,
        due=due,
        due_origin=Duty.Origin.OFFICE if due else "",
        confirmed_by=by,
        confirmed_at=at,
    )
    record("duty.added", f"Đặt việc: {sentence}", by=by, about=movement, unit=movement.owner, at=at)
    return duty


def _locked(duty: Duty) -> tuple[Duty, Movement]:
    """A duty of a movement, and the movement; work given from a paper is not changed here."""
    duties = Duty.objects.select_for_update(of=("self",)).exclude(movement=None)
    duty = duties.select_related("movement__owner", "movement__plan", "movement__basis").get(pk=duty.pk)
    assert duty.movement is not None
    return duty, duty.movement


@transaction.atomic
def confirm_duty(duty: Duty, *, by: User, at: dt.datetime) -> Duty:
    """A named person says that the sentence read out of the text asks this indeed. Once, before the launch."""
    duty, movement = _locked(duty)
    running = movement.state != Movement.State.DRAFT
    refuse_if(blockers_to_confirm_duty(running=running, confirmed=duty.confirmed_at is not None))
    duty.confirmed_by, duty.confirmed_at = by, at
    duty.save(update_fields=["confirmed_by", "confirmed_at"])
    told = f"Xác nhận việc: {duty.get_what_display()}."
    record("duty.confirmed", told, by=by, about=movement, unit=movement.owner, at=at)
    return duty


@transaction.atomic
def set_due(duty: Duty, due: dt.date, *, by: User, at: dt.datetime) -> Duty:
    """Give a duty the date the text does not state; shown as set by the office. It confirms the duty as well.

    After the launch only a duty without a date takes one, and so does the work already opened from it. Refuses a
    day gone by, before the plan or the plan above, and a report due after the unit's own.
    """
    duty, movement = _locked(duty)
    running = movement.state != Movement.State.DRAFT
    around = days_around(movement, duty.what)
    refuse_if(
        blockers_to_set_due(running=running, due_now=duty.due)
        + blockers_to_due(due, today=day_of(at), **around)
    )
    duty.due, duty.due_origin = due, Duty.Origin.OFFICE
    if duty.confirmed_at is None:
        duty.confirmed_by, duty.confirmed_at = by, at
    duty.save(update_fields=["due", "due_origin", "confirmed_by", "confirmed_at"])
    Assignment.objects.filter(duty=duty).exclude(state=Assignment.State.DONE).update(due=due)
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
