"""A teaching or activity plan is fitted to what happens: one more version, the earlier ones stay."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from thidua.activity.trail import record
from thidua.core.dates import days_inclusive, period
from thidua.core.errors import refuse_if
from thidua.documents.actions.files import keep_file
from thidua.movements.actions.locks import locked
from thidua.movements.models import Adaptation, Movement
from thidua.movements.rules.adaptations import blockers_to_adapt
from thidua.org.models import Unit, User
from thidua.org.queries.tree import subtree_of


@transaction.atomic
def record_adaptation(
    movement: Movement,
    unit: Unit,
    kind: str,
    *,
    reason: str,
    first: dt.date,
    last: dt.date | None = None,
    text: str = "",
    file: tuple[str, bytes] | None = None,
    by: User,
    at: dt.datetime,
) -> Adaptation:
    """Record the next version of a unit's plan, valid from `first` (NH-27). Earlier versions are never rewritten.

    Refuses a movement that does not run, a unit outside it, a day before the version it follows, a version
    without a reason, and one that says nothing of what changes.
    """
    movement = locked(movement)
    before = Adaptation.objects.filter(movement=movement, unit=unit, kind=kind)
    within = subtree_of(movement.owner, on=first).filter(pk=unit.pk).exists()
    told = before.order_by("version").last()
    refuse_if(
        blockers_to_adapt(
            running=movement.state == Movement.State.RUNNING,
            within=within,
            first=first,
            last=last,
            latest=told.during.lower if told else None,
            reason=reason,
            text=text,
            has_file=file is not None,
        )
    )
    row = Adaptation.objects.create(
        movement=movement,
        unit=unit,
        kind=kind,
        version=(before.aggregate(last=Max("version"))["last"] or 0) + 1,
        during=days_inclusive(first, last) if last else period(first),
        reason=reason.strip(),
        text=text.strip(),
        file=keep_file(file[1], file[0], "application/octet-stream", at=at) if file else None,
        recorded_by=by,
        recorded_at=at,
    )
    sentence = f"Ghi {row}, từ {first:%d/%m/%Y}: {row.reason}"
    record("adaptation.recorded", sentence, by=by, about=row, unit=unit, at=at)
    return row
