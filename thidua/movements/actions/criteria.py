"""A set of criteria: taken over from above, made concrete, completed, given a scale, put to use."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.movements.actions.locks import locked
from thidua.movements.models import Criterion, Movement, Scale
from thidua.movements.queries.criteria import (
    criteria_waiting,
    in_order,
    missing_to_activate,
    name_of,
    scale_of,
)
from thidua.movements.rules.criteria import (
    blockers_to_answer,
    blockers_to_change_criteria,
    blockers_to_criterion,
    blockers_to_inherit,
    blockers_to_remove,
    blockers_to_scale,
)
from thidua.org.models import User

# The words of a criterion that the plan states are the plan's; all else may be settled after the launch (C.4 step 9).
WORDS = ("marker", "text", "subject", "under")
TAKEN_OVER = (
    *("marker", "text", "subject", "subject_kinds", "mandatory", "needs_evidence"),
    *("evidence_needed", "focus", "axis", "most", "base"),
)


def _against(movement: Movement, stated: Criterion | None = None) -> list[Any]:
    """What locks a set; `stated` is a criterion whose own words are about to change."""
    scale = scale_of(movement)
    return blockers_to_change_criteria(
        issued=stated is not None and stated.line is not None and movement.state != Movement.State.DRAFT,
        active=scale is not None and scale.activated_at is not None,
    )


def _next_order(movement: Movement) -> int:
    return (movement.criteria.aggregate(last=Max("order"))["last"] or 0) + 1


def _kinds_above(under: Criterion | None) -> frozenset[str] | None:
    """Whom the criterion above a part measures; None: no limit."""
    return frozenset(under.subject_kinds) if under is not None and under.subject_kinds else None


def _record(movement: Movement, verb: str, sentence: str, *, by: User, at: dt.datetime) -> None:
    record(verb, sentence, by=by, about=movement, unit=movement.owner, at=at)


@transaction.atomic
def inherit_criteria(movement: Movement, *, by: User, at: dt.datetime) -> list[Criterion]:
    """Take over every criterion of the movement above that is not answered yet, markers and all (E.1 no. 21).

    Returns the new rows. Refuses without a movement above, when nothing is left, and when the set is in use.
    """
    movement = locked(movement)
    waiting = in_order(criteria_waiting(movement))
    refuse_if(
        _against(movement)
        + blockers_to_inherit(has_parent=movement.parent_id is not None, waiting=len(waiting))
    )
    own = {row.above_id: row for row in movement.criteria.exclude(above=None)}
    order, made = _next_order(movement), []
    for place, above in enumerate(waiting):
        own[above.pk] = Criterion.objects.create(
            movement=movement,
            order=order + place,
            above=above,
            answer=Criterion.Answer.TAKEN,
            under=own.get(above.under_id),
            **{name: getattr(above, name) for name in TAKEN_OVER},
        )
        made.append(own[above.pk])
    _record(movement, "criteria.inherited", f"Kế thừa {len(made)} tiêu chí của cấp trên.", by=by, at=at)
    return made


@transaction.atomic
def add_criterion(movement: Movement, values: Mapping[str, Any], *, by: User, at: dt.datetime) -> Criterion:
    """Add a criterion that the unit itself sets; beside inherited ones it is marked as its own (NH-83).

    `values` are its columns but `above` and `answer`. Refuses when the set is in use.
    """
    movement = locked(movement)
    kinds = _kinds_above(values.get("under"))
    refuse_if(_against(movement) + blockers_to_criterion(values["text"], values["subject_kinds"], kinds))
    row = Criterion.objects.create(
        movement=movement, order=_next_order(movement), answer=Criterion.Answer.ADDED, **values
    )
    _record(movement, "criterion.added", f"Thêm tiêu chí: {row}.", by=by, at=at)
    return row


@transaction.atomic
def edit_criterion(
    criterion: Criterion, values: Mapping[str, Any], *, by: User, at: dt.datetime
) -> Criterion:
    """Put a criterion right, or say how it is measured. The words of an issued
    plan stay; everything else changes until the set is in use.

    An inherited criterion keeps its being mandatory, whatever is sent.
    """
    movement = locked(criterion.movement)
    kept = {**values, "mandatory": criterion.mandatory} if criterion.above_id else dict(values)
    words = any(getattr(criterion, name) != kept[name] for name in WORDS if name in kept)
    kinds = _kinds_above(kept.get("under", criterion.under))
    refuse_if(
        _against(movement, criterion if words else None)
        + blockers_to_criterion(
            kept.get("text", criterion.text), kept.get("subject_kinds", criterion.subject_kinds), kinds
        )
    )
    before = str(criterion)
    for name, value in kept.items():
        setattr(criterion, name, value)
    criterion.save(update_fields=list(kept))
    _record(movement, "criterion.edited", f"Sửa tiêu chí: {before} thành {criterion}.", by=by, at=at)
    return criterion


@transaction.atomic
def remove_criterion(criterion: Criterion, *, by: User, at: dt.datetime) -> Movement:
    """Take back a criterion of the unit's own. Refuses an inherited one: that is answered, with a reason."""
    movement = locked(criterion.movement)
    used = criterion.parts.exists() or criterion.below.exists()
    refuse_if(
        _against(movement, criterion)
        + blockers_to_remove(name_of(criterion), inherited=criterion.above_id is not None, used=used)
    )
    said = str(criterion)
    criterion.delete()
    _record(movement, "criterion.removed", f"Bỏ tiêu chí: {said}.", by=by, at=at)
    return movement


@transaction.atomic
def answer_criterion(
    criterion: Criterion,
    answer: str,
    *,
    above: Criterion | None = None,
    note: str = "",
    by: User,
    at: dt.datetime,
) -> Criterion:
    """Say how a criterion stands to one of the movement above: taken, adapted, added, or dropped with a reason.

    Refuses to drop one that is mandatory above (NH-83, E.3 no. 43). A dropped one stays in the list.
    """
    movement = locked(criterion.movement)
    source = None if answer == Criterion.Answer.ADDED else above or criterion.above
    mandatory = source is not None and source.mandatory
    refuse_if(
        _against(movement, criterion if answer == Criterion.Answer.DROPPED else None)
        + blockers_to_answer(answer, note, above=source, mandatory=mandatory)
    )
    criterion.answer, criterion.above, criterion.note = answer, source, note.strip()
    criterion.mandatory = mandatory if source else criterion.mandatory
    criterion.save(update_fields=["answer", "above", "note", "mandatory"])
    said = f"Đối chiếu {name_of(criterion)}: {criterion.get_answer_display()}."
    _record(movement, "criterion.answered", said, by=by, at=at)
    return criterion


@transaction.atomic
def set_scale(
    movement: Movement,
    kind: str,
    *,
    full: int | None = None,
    gap: Decimal | None = None,
    source: str,
    by: User,
    at: dt.datetime,
) -> Scale:
    """Decide how the movement is scored: by four levels, or by points of `full`; `gap` is shown above it (EK-59).

    Refuses without the source of the decision, and once the set is in use.
    """
    movement = locked(movement)
    scale = scale_of(movement)
    active = scale is not None and scale.activated_at is not None
    refuse_if(blockers_to_scale(kind, full, source, active=active))
    values = {"kind": kind, "full": full, "gap": gap, "source": source.strip()}
    row, _ = Scale.objects.update_or_create(
        movement=movement, defaults={**values, "decided_by": by, "decided_at": at}
    )
    _record(movement, "scale.decided", f"Thang chấm: {row}. Căn cứ: {row.source}", by=by, at=at)
    return row


@transaction.atomic
def activate_criteria(movement: Movement, *, by: User, at: dt.datetime) -> Scale:
    """Put the set to use: from here on nothing of it changes. Refuses while something is undecided or left out."""
    movement = locked(movement)
    refuse_if(missing_to_activate(movement))
    scale = Scale.objects.select_for_update().get(movement=movement)
    scale.activated_by, scale.activated_at = by, at
    scale.save(update_fields=["activated_by", "activated_at"])
    _record(movement, "criteria.activated", f"Đưa bộ tiêu chí vào chấm, {scale}.", by=by, at=at)
    return scale
