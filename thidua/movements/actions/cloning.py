"""A movement of one school year is carried on into the next as a draft; last year's stays as it was."""

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import days_inclusive, period
from thidua.core.errors import refuse_if
from thidua.core.text import fold
from thidua.documents.actions.filing import set_recipients, write_paper
from thidua.documents.actions.joint import add_issuer
from thidua.documents.models import Paper
from thidua.movements.actions.locks import locked
from thidua.movements.cloning import a_year_on, carried_on, next_anniversary, next_school_year
from thidua.movements.models import Gap, Movement, Partner, Round
from thidua.movements.queries.card import against_clone
from thidua.movements.rules.gaps import SETTINGS
from thidua.movements.rules.register import blockers_to_confirm_rounds
from thidua.org.models import User

# What goes along of each part, beside its order. Answers, owners, dates and results are of the old year and do not.
PARTS = {
    "contents": ("place", "text"),
    "criteria": ("marker", "text", "subject", "subject_kind", "mandatory", "evidence_needed"),
    "award_forms": ("form", "authority", "subjects", "note"),
    "programmes": ("name", "kind", "owner", "basis", "base"),
    "tasks": ("action", "responsible", "stated"),
}
_NODE = ("order", "section", "level", "kind", "marker", "title", "text", "rows")


@transaction.atomic
def clone_movement(movement: Movement, *, by: User, at: dt.datetime) -> Movement:
    """Draft next year's movement from this one: a new plan, the same parts, anniversaries counted anew (NH-75, NH-91).

    Rounds are moved by a year and wait for a person to confirm them; duties come without their due dates; what the
    old plan left open is open again. Nothing is launched and nothing of the old year changes.
    """
    movement = locked(movement)
    refuse_if(against_clone(movement, made=Movement.objects.filter(cloned_from=movement).first()))
    year = movement.school_year
    paper = _plan_for(movement, by=by, at=at)
    name = carried_on(movement.name, year)
    new = Movement.objects.create(
        owner=movement.owner,
        kind=movement.kind,
        name=name,
        folded=fold(name),
        slogan=carried_on(movement.slogan, year),
        scope=movement.scope,
        school_year=next_school_year(year),
        subjects=movement.subjects,
        during=_a_year_on(movement.during),
        plan=paper,
        root=movement.root,
        rooted=Movement.Rooted.OWN if movement.root else "",
        cloned_from=movement,
        rounds_confirmed=not movement.rounds.exists(),
        created_at=at,
    )
    _carry_parts(movement, new)
    _carry_calendar(movement, new)
    record(
        "movement.cloned",
        f"Lập dự thảo năm học {new.school_year} từ phong trào năm học {year}.",
        by=by,
        about=new,
        unit=new.owner,
        at=at,
        cloned_from=movement.pk,
    )
    return new


def _plan_for(movement: Movement, *, by: User, at: dt.datetime) -> Paper:
    """A draft of next year's plan: last year's words with the school year moved; no number, no day, no signature."""
    old, year = movement.plan, movement.school_year
    nodes = [
        {**row, "title": carried_on(row["title"], year), "text": carried_on(row["text"], year)}
        for row in old.nodes.values(*_NODE)
    ]
    paper = write_paper(
        old.owner,
        old.kind,
        carried_on(old.subject, year),
        nodes=[{name: row[name] for name in _NODE if name != "order"} for row in nodes],
        symbol=old.symbol,
        place=old.place,
        issuer_written=old.issuer_written,
        superior_written=old.superior_written,
        archive=old.archive,
        by=by,
        at=at,
    )
    for row in old.issuers.exclude(unit=old.owner).select_related("unit").order_by("order"):
        add_issuer(paper, row.unit, archive=row.archive, by=by, at=at)
    lines: list[dict[str, Any]] = [
        {"written": row.written, "role": row.role, "reaches": row.reaches, "unit": row.unit}
        for row in old.recipients.select_related("unit").order_by("order")
    ]
    if lines:
        set_recipients(paper, lines, archive=old.archive, by=by, at=at)
    return paper


def _carry_parts(old: Movement, new: Movement) -> None:
    for part, names in PARTS.items():
        rows = getattr(old, part).all()
        model = rows.model
        columns = [name for name in names if any(name == field.name for field in model._meta.concrete_fields)]
        model.objects.bulk_create(
            model(movement=new, order=row.order, **{name: _said(row, name, old) for name in columns})
            for row in rows
        )
    for duty in old.duties.order_by("id"):
        new.duties.create(
            what=duty.what,
            reaches=duty.reaches,
            sentence=carried_on(duty.sentence, old.school_year),
            mandatory_parts=duty.mandatory_parts,
            lines=duty.lines,
        )
    Partner.objects.bulk_create(
        Partner(movement=new, kind=row.kind, name=row.name, unit=row.unit, role=row.role)
        for row in old.partners.select_related("unit")
    )
    waiting = old.gaps.exclude(what__in=[what for what in SETTINGS if what != Gap.What.AWARD_FORMS])
    Gap.objects.bulk_create(
        Gap(movement=new, what=what) for what in waiting.order_by("id").values_list("what", flat=True)
    )


def _said(row: Any, name: str, old: Movement) -> Any:
    value = getattr(row, name)
    return carried_on(value, old.school_year) if isinstance(value, str) else value


def _carry_calendar(old: Movement, new: Movement) -> None:
    """Rounds on the same days a year on; anniversaries with the years they come to then, as far as these are known."""
    Round.objects.bulk_create(
        Round(
            movement=new,
            label=row.label,
            during=_a_year_on(row.during),
            target=carried_on(row.target, old.school_year),
        )
        for row in old.rounds.order_by("during")
    )
    for row in old.commemorations.all():
        until, count = next_anniversary(row.since, row.until)
        new.commemorations.create(
            order=row.order,
            name=row.name,
            day=row.day,
            month=row.month,
            since=row.since,
            until=until,
            count=count,
            round_no=row.round_no,
        )


def _a_year_on(during: Any) -> Any:
    """The same days a year on; an open end stays open, an unstated time unstated."""
    if during is None or during.lower is None:
        return None
    first = a_year_on(during.lower)
    if during.upper is None:
        return period(first)
    return days_inclusive(first, a_year_on(during.upper - dt.timedelta(days=1)))


@transaction.atomic
def confirm_rounds(movement: Movement, *, by: User, at: dt.datetime) -> Movement:
    """Say that the rounds moved from last year, as they stand now, are this year's. Refuses when none wait."""
    movement = locked(movement)
    running = movement.state != Movement.State.DRAFT
    refuse_if(blockers_to_confirm_rounds(confirmed=movement.rounds_confirmed, running=running))
    movement.rounds_confirmed = True
    movement.save(update_fields=["rounds_confirmed"])
    record(
        "rounds.confirmed",
        f"Xác nhận các đợt của năm học {movement.school_year}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return movement
