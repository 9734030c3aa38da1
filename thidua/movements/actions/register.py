"""The register of movements: entered from a paper that already runs, linked to the movement above."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of, days_inclusive, period
from thidua.core.errors import refuse_if
from thidua.core.text import fold
from thidua.documents.models import Paper
from thidua.documents.queries.superiors import plan_above
from thidua.movements.actions.launches import activate
from thidua.movements.actions.locks import locked
from thidua.movements.actions.roots import settle_root
from thidua.movements.models import Launch, Movement, Partner, YearReview
from thidua.movements.queries.card import reviews_asked
from thidua.movements.rules.register import (
    blockers_to_edit_card,
    blockers_to_parent,
    blockers_to_partner,
    blockers_to_review,
    blockers_to_standing,
)
from thidua.org.models import Unit, User
from thidua.org.queries.tree import parent_of


@transaction.atomic
def attach_to_parent(movement: Movement, parent: Movement, *, by: User, at: dt.datetime) -> Movement:
    """Link a movement to the one above. Refuses a plan of any unit but the one directly above."""
    above = parent_of(movement.owner, on=day_of(at))
    refuse_if(blockers_to_parent(above, parent.owner))
    movement.parent = parent
    movement.save(update_fields=["parent"])
    if movement.rooted != Movement.Rooted.DECIDED:
        settle_root(movement)
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
        basis=plan_above(paper),
        during=days_inclusive(first, last) if last else period(first),
        created_at=at,
    )
    settle_root(movement)
    activate(movement, Launch.Form.EARLIER, day=first, papers=[paper], by=by, at=at)
    record(
        "movement.entered",
        f"Ghi nhận phong trào đang diễn ra: {movement}.",
        by=by,
        about=movement,
        unit=paper.owner,
        at=at,
    )
    return movement


@transaction.atomic
def edit_card(
    movement: Movement,
    *,
    kind: str,
    scope: str,
    theme: str,
    slogan: str,
    subjects: Sequence[str],
    by: User,
    at: dt.datetime,
) -> Movement:
    """Complete the card of a movement: kind, scope in words, theme of the year, slogan, and whom it is for.

    Refuses to change whom it is for once it is launched: the base of all shares rests on it.
    """
    movement = locked(movement)
    running = movement.state != Movement.State.DRAFT
    refuse_if(blockers_to_edit_card(running=running, subjects=subjects, was=movement.subjects))
    movement.kind, movement.scope, movement.theme = kind, scope.strip(), theme.strip()
    movement.slogan, movement.subjects = slogan.strip(), list(subjects)
    movement.save(update_fields=["kind", "scope", "theme", "slogan", "subjects"])
    _record("movement.card_edited", "Sửa hồ sơ phong trào.", movement, by, at)
    return movement


@transaction.atomic
def add_partner(
    movement: Movement,
    kind: str,
    name: str,
    role: str,
    *,
    unit: Unit | None = None,
    by: User,
    at: dt.datetime,
) -> Partner:
    """Name a body that goes along with the movement, and its role. Refuses a name that is on the list (EK-10)."""
    movement = locked(movement)
    taken = movement.partners.filter(name=name.strip()).exists()
    refuse_if(blockers_to_partner(name, role, taken=taken))
    partner = Partner.objects.create(
        movement=movement, kind=kind, name=name.strip(), unit=unit, role=role.strip()
    )
    _record("partner.added", f"Thêm nơi phối hợp: {partner}, {partner.role}.", movement, by, at)
    return partner


@transaction.atomic
def remove_partner(partner: Partner, *, by: User, at: dt.datetime) -> Movement:
    """Take a body off the list of partners; the trail keeps that it was on it."""
    movement = locked(partner.movement)
    said = f"Bỏ nơi phối hợp: {partner}, {partner.role}."
    partner.delete()
    _record("partner.removed", said, movement, by, at)
    return movement


@transaction.atomic
def review_year(
    movement: Movement, year: int, text: str, *, paper: Paper | None = None, by: User, at: dt.datetime
) -> YearReview:
    """Answer the question an open movement asks at the end of a year. It goes on; only a closing paper ends it."""
    movement = locked(movement)
    refuse_if(blockers_to_review(year, text, asked=reviews_asked(movement, on=day_of(at))))
    review = YearReview.objects.create(
        movement=movement, year=year, text=text.strip(), paper=paper, reviewed_at=at, reviewed_by=by
    )
    _record("movement.reviewed", f"{review}; phong trào tiếp tục.", movement, by, at)
    return review


def _record(verb: str, sentence: str, movement: Movement, by: User, at: dt.datetime) -> None:
    record(verb, sentence, by=by, about=movement, unit=movement.owner, at=at)
