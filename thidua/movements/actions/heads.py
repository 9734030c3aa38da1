"""A person settles which sentences of the plan are duties of the head."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.documents.models import Evidence
from thidua.movements.actions.locks import locked
from thidua.movements.models import HeadDuty, Movement
from thidua.movements.queries.heads import DUTY, Sentence, contents_at, sentences_waiting
from thidua.movements.rules.heads import blockers_to_settle, blockers_to_unsettle
from thidua.org.models import User


@transaction.atomic
def settle_head_duties(
    movement: Movement, nodes: Collection[int], *, by: User, at: dt.datetime
) -> list[HeadDuty]:
    """Count sentences of the plan, or of the plan above, among the duties of the unit's head.

    `nodes` are keys of sentences that wait; others are left aside. Refuses none at all, and a closed movement.
    """
    movement = locked(movement)
    chosen = [one for one in sentences_waiting(movement) if one.node.pk in nodes]
    refuse_if(blockers_to_settle(closed=movement.state == Movement.State.CLOSED, chosen=len(chosen)))
    contents = contents_at(movement, [one.node.pk for one in chosen])
    rows = [_duty(movement, one, by=by, at=at) for one in chosen]
    for row in rows:
        row.content = contents.get(row.node_id)
    HeadDuty.objects.bulk_create(rows)
    said = f"Ghi {len(rows)} câu của kế hoạch là việc của người đứng đầu."
    record("head_duty.settled", said, by=by, about=movement, unit=movement.owner, at=at)
    return rows


def _duty(movement: Movement, one: Sentence, *, by: User, at: dt.datetime) -> HeadDuty:
    return HeadDuty(
        movement=movement,
        paper_id=one.node.paper_id,
        node=one.node,
        place=one.node.section,
        line=one.node.line,
        text=one.text,
        settled_by=by,
        settled_at=at,
    )


@transaction.atomic
def unsettle_head_duty(duty: HeadDuty, *, by: User, at: dt.datetime) -> Movement:
    """Take a sentence off the list again. Refuses one that something was offered to prove, and a closed movement."""
    movement = locked(duty.movement)
    proofs = Evidence.objects.filter(about_kind=DUTY, about_id=duty.pk).count()
    refuse_if(blockers_to_unsettle(closed=movement.state == Movement.State.CLOSED, proofs=proofs))
    record("head_duty.dropped", f"Bỏ khỏi việc của người đứng đầu: {duty}.", by=by, about=movement,
           unit=movement.owner, at=at)  # fmt: skip
    duty.delete()
    return movement
