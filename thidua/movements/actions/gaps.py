"""Where a plan is silent, a named person decides."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.documents.models import Paper
from thidua.documents.queries.superiors import plan_above
from thidua.movements.models import Gap, Movement
from thidua.movements.queries.gaps import checklist_of
from thidua.movements.rules.gaps import LATER
from thidua.movements.rules.plans import blockers_to_decide
from thidua.org.models import User


@transaction.atomic
def decide_gap(gap: Gap, choice: str, *, by: User, at: dt.datetime, text: str = "") -> Gap:
    """Say what holds where the plan is silent: inherit from the plan above, an own rule, or not used.

    A setting may be left for later too, and decided after the launch; a part of the plan is decided before it.
    """
    held = Movement.objects.select_for_update(of=("self",)).select_related("plan", "basis", "owner")
    movement = held.get(pk=gap.movement_id)
    if not gap.pk:
        gap = Gap.objects.filter(movement=movement, what=gap.what).first() or gap
    above = _settled_basis(movement)
    issued = movement.state != Movement.State.DRAFT
    refuse_if(blockers_to_decide(choice, text, source=above, issued=issued, setting=gap.what in LATER))
    gap.movement, gap.choice = movement, choice
    gap.text = text.strip() if choice == Gap.Choice.OWN else ""
    gap.source = above if choice == Gap.Choice.INHERIT else None
    gap.decided_by, gap.decided_at = by, at
    gap.save()
    record(
        "gap.decided",
        f"{gap}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
        what=gap.what,
        choice=choice,
    )
    return gap


def leave_for_later(movement: Movement, *, by: User, at: dt.datetime) -> int:
    """Say that every setting nobody has answered is left for later; returns how many. Called by the launch."""
    waiting = [gap for gap in checklist_of(movement).settings if not gap.choice and gap.what in LATER]
    for gap in waiting:
        decide_gap(gap, Gap.Choice.LATER, by=by, at=at)
    return len(waiting)


def _settled_basis(movement: Movement) -> Paper | None:
    """The plan above; one that was filed after this plan was read is found now, and kept."""
    if movement.basis is None and movement.state == Movement.State.DRAFT:
        movement.basis = plan_above(movement.plan)
        movement.save(update_fields=["basis"])
    return movement.basis
