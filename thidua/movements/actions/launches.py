"""What makes a movement active: a launch on record. Nothing else sets it running."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of, period
from thidua.core.errors import refuse_if
from thidua.documents.models import Paper
from thidua.movements.actions.gaps import leave_for_later
from thidua.movements.actions.locks import locked
from thidua.movements.actions.roots import settle_root
from thidua.movements.models import Launch, Movement, Round
from thidua.movements.rules.register import blockers_to_record_launch
from thidua.org.models import Person, User
from thidua.org.queries.people import head_count


@dataclass(frozen=True)
class Ceremony:
    """What is recorded of a launch ceremony. `roll` says that names were called: all came but those `absent`."""

    day: dt.date
    place: str
    attended: str = ""
    attendees: int | None = None
    roll: bool = False
    absent: Sequence[Person] = ()
    round: Round | None = None
    theme: str = ""
    papers: Sequence[Paper] = ()


def activate(
    movement: Movement, form: str, *, day: dt.date, by: User, at: dt.datetime, papers: Sequence[Paper] = ()
) -> Launch:
    """Keep the launch that makes a drafted movement active, with the people it counts on that day (NH-70, LT-10).

    Called within the act that issues its plan, or that enters it as running. A movement whose text states no time
    runs from that day, without an end. Settings still undecided are left for later in the launcher's name.
    """
    launch = Launch.objects.create(
        movement=movement,
        form=form,
        day=day,
        base=head_count(movement.owner, on=day),
        recorded_at=at,
        recorded_by=by,
    )
    launch.papers.set(papers)
    if movement.root is None:
        settle_root(movement)
    movement.during = movement.during or period(day)
    movement.state, movement.first_launch = Movement.State.RUNNING, launch
    movement.launched_at, movement.launched_by = at, by
    movement.save(update_fields=["during", "state", "first_launch", "launched_at", "launched_by"])
    if form == Launch.Form.PAPER:
        leave_for_later(movement, by=by, at=at)
    return launch


@transaction.atomic
def record_launch(movement: Movement, held: Ceremony, *, by: User, at: dt.datetime) -> Launch:
    """Record a launch ceremony of the whole movement, of a round, or under a theme.

    Refuses before the plan is out, on a day to come, without a place, and absent names without a roll.
    """
    movement = locked(movement)
    refuse_if(
        blockers_to_record_launch(
            active=movement.state != Movement.State.DRAFT,
            day=held.day,
            today=day_of(at),
            place=held.place,
            attendees=held.attendees,
            absent=len(held.absent),
            roll=held.roll,
        )
    )
    launch = Launch.objects.create(
        movement=movement,
        form=Launch.Form.CEREMONY,
        day=held.day,
        place=held.place.strip(),
        attended=held.attended.strip(),
        attendees=held.attendees,
        roll_taken=held.roll,
        round=held.round,
        theme=held.theme.strip(),
        base=head_count(movement.owner, on=held.day),
        recorded_at=at,
        recorded_by=by,
    )
    launch.papers.set(held.papers)
    launch.absent.set(held.absent)
    record("launch.recorded", f"Ghi {launch}.", by=by, about=movement, unit=movement.owner, at=at)
    return launch
