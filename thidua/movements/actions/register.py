"""The register of movements: entered from a paper that already runs, linked to the movement above."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of, days_inclusive, period
from thidua.core.errors import refuse_if
from thidua.core.text import fold
from thidua.documents.models import Paper
from thidua.movements.models import Movement
from thidua.movements.rules.register import blockers_to_parent, blockers_to_standing
from thidua.org.models import User
from thidua.org.queries.tree import parent_of


@transaction.atomic
def attach_to_parent(movement: Movement, parent: Movement, *, by: User, at: dt.datetime) -> Movement:
    """Link a movement to the one above. Refuses a plan of any unit but the one directly above."""
    above = parent_of(movement.owner, on=day_of(at))
    refuse_if(blockers_to_parent(above, parent.owner))
    movement.parent = parent
    movement.save(update_fields=["parent"])
    record(
        "movement.attached",
        f"Gắn với phong trào của {parent.owner}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return movement


@transaction.atomic
def enter_standing_movement(
    paper: Paper,
    name: str,
    kind: str,
    *,
    first: dt.date,
    last: dt.date | None,
    by: User,
    at: dt.datetime,
) -> Movement:
    """Enter a movement that already runs on a paper in the register, with its long period (EK-24).

    Nothing is asked of anyone by it. Refuses a paper that carries a movement already, and a last day before the first.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    taken = Movement.objects.filter(plan=paper).first()
    refuse_if(blockers_to_standing(taken=taken, first=first, last=last))
    movement = Movement.objects.create(
        owner=paper.owner,
        kind=kind,
        name=name,
        folded=fold(name),
        plan=paper,
        during=days_inclusive(first, last) if last else period(first),
        state=Movement.State.RUNNING,
        created_at=at,
        launched_at=at,
        launched_by=by,
    )
    record(
        "movement.entered",
        f"Ghi nhận phong trào đang diễn ra: {movement}.",
        by=by,
        about=movement,
        unit=paper.owner,
        at=at,
    )
    return movement
