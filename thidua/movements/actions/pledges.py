"""People sign their own pledge, and are reminded of it."""

import datetime as dt

from django.db import transaction
from django.urls import reverse

from thidua.activity.trail import notify, record
from thidua.core.errors import refuse_if
from thidua.movements.actions.assignments import mark_done
from thidua.movements.models import Assignment, Duty, Movement, Pledge
from thidua.movements.rules.pledges import blockers_to_pledge, blockers_to_urge
from thidua.org.models import User


@transaction.atomic
def sign_pledge(movement: Movement, *, by: User, at: dt.datetime, target: str = "") -> Pledge:
    """Sign one's own pledge, with its lines as they read now.

    Refuses a second signature: the first one stands.
    """
    asked = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("duty__movement", "unit")
        .filter(duty__movement=movement, duty__what=Duty.What.PLEDGE, person_id=by.person_id)
        .first()
    )
    running = _runs(movement)
    signed = Pledge.objects.filter(movement=movement, person_id=by.person_id).exists()
    refuse_if(blockers_to_pledge(running=running, asked=asked is not None, signed=signed))
    assert asked is not None
    pledge = Pledge.objects.create(
        movement=movement,
        person_id=by.person_id,
        unit_id=asked.unit_id,
        lines=asked.duty.lines,
        target=target.strip(),
        signed_at=at,
    )
    mark_done(asked, at)
    record(
        "pledge.signed",
        f"{by.get_full_name()} ký giao ước thi đua.",
        by=by,
        about=movement,
        unit=asked.unit,
        at=at,
    )
    return pledge


def _runs(movement: Movement) -> bool:
    """Whether the movement runs now, whatever the caller read before."""
    return Movement.objects.filter(pk=movement.pk, state=Movement.State.RUNNING).exists()


@transaction.atomic
def urge(movement: Movement, users: list[int], sentence: str, *, by: User, at: dt.datetime) -> int:
    """Remind people of what they still owe; returns how many were told. Reminds, never signs for anyone.

    Refuses when nobody owes anything, or nothing is said.
    """
    refuse_if(blockers_to_urge(running=_runs(movement), users=len(users), sentence=sentence))
    event = record(
        "movement.urged",
        f"Đôn đốc {len(users)} người: {sentence}",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return notify(event, users, sentence, href=reverse("pledge", args=[movement.pk]))
