"""Where a plan is silent, a named person decides."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.documents.models import Paper
from thidua.documents.queries.superiors import plan_above
from thidua.movements.models import Gap, Movement
from thidua.movements.rules.plans import blockers_to_decide
from thidua.org.models import User


@transaction.atomic
def decide_gap(gap: Gap, choice: str, *, by: User, at: dt.datetime, text: str = "") -> Gap:
    """Say what holds where the plan is silent: inherit from the plan above, an own rule, or not used."""
    gap = (
        Gap.objects.select_for_update(of=("self",))
        .select_related("movement__plan", "movement__basis", "movement__owner")
        .get(pk=gap.pk)
    )
    movement = gap.movement
    above = _settled_basis(movement)
    issued = movement.state != Movement.State.DRAFT
    refuse_if(blockers_to_decide(choice, text, source=above, issued=issued))
    gap.choice = choice
    gap.text = text.strip() if choice == Gap.Choice.OWN else ""
    gap.source = above if choice == Gap.Choice.INHERIT else None
    gap.decided_by, gap.decided_at = by, at
    gap.save(update_fields=["choice", "text", "source", "decided_by", "decided_at"])
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


def _settled_basis(movement: Movement) -> Paper | None:
    """The plan above; one that was filed after this plan was read is found now, and kept."""
    if movement.basis is None and movement.state == Movement.State.DRAFT:
        movement.basis = plan_above(movement.plan)
        movement.save(update_fields=["basis"])
    return movement.basis
