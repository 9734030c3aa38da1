"""Entries of the coordination log are written, put right, confirmed by the partner, or taken back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.models import Paper
from thidua.movements.actions.locks import locked
from thidua.movements.models import Coordination, Movement
from thidua.movements.queries.coordination import proofs_offered
from thidua.movements.rules.coordination import Told, blockers_to_confirm, blockers_to_log, blockers_to_unlog
from thidua.org.models import Unit, User
from thidua.org.queries.tree import find_unit


@transaction.atomic
def log_coordination(
    movement: Movement, unit: Unit, values: Mapping[str, Any], *, by: User, at: dt.datetime
) -> Coordination:
    """Write down what a unit did together with a partner: day, kind, partner, what; result, task, content if known.

    A partner whose name is that of one body of the tree is tied to it. Refuses without a named partner, a day to
    come, the unit itself as its partner, and while the movement does not run.
    """
    movement = locked(movement)
    entry = Coordination(movement=movement, unit=unit, recorded_by=by, recorded_at=at)
    _fill(entry, values, today=day_of(at))
    entry.save()
    _told("coordination.logged", f"Ghi việc phối hợp: {entry}.", entry, by=by, at=at)
    return entry


@transaction.atomic
def edit_coordination(
    entry: Coordination, values: Mapping[str, Any], *, by: User, at: dt.datetime
) -> Coordination:
    """Put an entry right, or add its result, until the partner confirms it; refuses what `log_coordination` does."""
    entry = _locked(entry)
    before = str(entry)
    _fill(entry, values, today=day_of(at))
    entry.save()
    _told("coordination.edited", f"Sửa việc phối hợp: {before} thành {entry}.", entry, by=by, at=at)
    return entry


def _fill(entry: Coordination, values: Mapping[str, Any], *, today: dt.date) -> None:
    told = Told(values["day"], values["kind"], values["partner"], values["what"])
    body = find_unit(told.partner, on=told.day) if told.partner.strip() else None
    refuse_if(
        blockers_to_log(
            told,
            today=today,
            running=entry.movement.state == Movement.State.RUNNING,
            confirmed=entry.confirmed_at is not None,
            own=body == entry.unit,
        )
    )
    entry.day, entry.kind, entry.partner_unit = told.day, told.kind, body
    entry.partner, entry.what = told.partner.strip(), told.what.strip()
    entry.result = values.get("result", "").strip()
    entry.task, entry.content = values.get("task"), values.get("content")


@transaction.atomic
def confirm_coordination(
    entry: Coordination,
    how: str,
    *,
    name: str = "",
    paper: Paper | None = None,
    on: dt.date,
    by: User,
    at: dt.datetime,
) -> Coordination:
    """Keep the partner's confirmation: by a named person, by a paper on file, or by a photo offered as evidence.

    Refuses a second one, one without what it rests on, and a day before the deed or still to come.
    """
    entry = _locked(entry)
    refuse_if(
        blockers_to_confirm(
            how,
            name=name,
            paper=paper is not None,
            proofs=proofs_offered(entry),
            on=on,
            day=entry.day,
            today=day_of(at),
            confirmed=entry.confirmed_at is not None,
        )
    )
    entry.confirmed_how, entry.confirmed_name, entry.confirmed_paper = how, name.strip(), paper
    entry.confirmed_on, entry.confirmed_by, entry.confirmed_at = on, by, at
    entry.save()
    said = f"Bên phối hợp {entry.partner} xác nhận {entry.get_confirmed_how_display()}."
    _told("coordination.confirmed", said, entry, by=by, at=at)
    return entry


@transaction.atomic
def remove_coordination(entry: Coordination, *, by: User, at: dt.datetime) -> Movement:
    """Take back an entry made by mistake; the trail keeps it. Refuses one that is confirmed or has evidence."""
    entry = _locked(entry)
    refuse_if(blockers_to_unlog(confirmed=entry.confirmed_at is not None, proofs=proofs_offered(entry)))
    _told("coordination.removed", f"Bỏ việc phối hợp ghi nhầm: {entry}.", entry, by=by, at=at)
    movement = entry.movement
    entry.delete()
    return movement


def _locked(entry: Coordination) -> Coordination:
    rows = Coordination.objects.select_for_update(of=("self",)).select_related("movement", "unit")
    return rows.get(pk=entry.pk)


def _told(verb: str, sentence: str, entry: Coordination, *, by: User, at: dt.datetime) -> None:
    record(verb, sentence, by=by, about=entry, unit=entry.unit, at=at)
