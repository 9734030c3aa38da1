"""Each content of a plan is answered against the plan above."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.documents.models import Node
from thidua.movements.actions.locks import locked
from thidua.movements.models import (
    Content,
    Movement,
)
from thidua.movements.queries.contents import binding_name
from thidua.movements.rules.contents import blockers_to_answer_content, blockers_to_require
from thidua.movements.rules.plans import blockers_to_draft
from thidua.org.models import User


@transaction.atomic
def answer_content(
    content: Content, answer: str, *, above: Node | None, note: str, by: User, at: dt.datetime
) -> Content:
    """Say how one content stands to a content of the plan above: taken, adapted with a note, or added (EK-09)."""
    movement = locked(content.movement)
    refuse_if(
        blockers_to_draft(running=movement.state != Movement.State.DRAFT)
        + blockers_to_answer_content(answer, note, has_above=above is not None)
    )
    content.answer, content.above, content.note = answer, above, note.strip()
    content.save(update_fields=["answer", "above", "note"])
    record(
        "content.answered",
        f"Đối chiếu nội dung {content.place}: {content.get_answer_display()}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return content


@transaction.atomic
def drop_content(movement: Movement, above: Node, *, reason: str, by: User, at: dt.datetime) -> Content:
    """Say that a content of the plan above is not taken over, and why; it is kept in the list of what was dropped.

    Refuses one that is mandatory above, and one without a reason.
    """
    movement = locked(movement)
    binding = binding_name(movement, above)
    refuse_if(
        blockers_to_draft(running=movement.state != Movement.State.DRAFT)
        + blockers_to_answer_content("dropped", reason, has_above=True, mandatory=binding)
    )
    last = movement.contents.aggregate(last=Max("order"))["last"] or 0
    row = Content.objects.create(
        movement=movement,
        order=last + 1,
        place=above.section,
        text=above.title or above.text,
        above=above,
        answer=Content.Answer.DROPPED,
        note=reason.strip(),
    )
    record(
        "content.dropped",
        f"Không đưa vào nội dung {above.section}: {reason}",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return row


@transaction.atomic
def require_content(content: Content, *, mandatory: bool, by: User, at: dt.datetime) -> Content:
    """Say whether the units beneath must take this content over. Refuses after the launch, and of a dropped one."""
    movement = locked(content.movement)
    running = movement.state != Movement.State.DRAFT
    refuse_if(blockers_to_require(running=running, dropped=content.answer == Content.Answer.DROPPED))
    content.mandatory = mandatory
    content.save(update_fields=["mandatory"])
    said = "bắt buộc với cấp dưới" if mandatory else "không bắt buộc với cấp dưới"
    sentence = f"Nội dung {content.place}: {said}."
    record("content.required", sentence, by=by, about=movement, unit=movement.owner, at=at)
    return content
