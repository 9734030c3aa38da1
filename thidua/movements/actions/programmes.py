"""Programmes get an owner, open for registration, are registered for and answered for; mottos find their content."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.core.text import fold
from thidua.documents.models import Paper
from thidua.movements.actions.locks import locked
from thidua.movements.models import Content, Motto, Movement, Programme, ProgrammeRegistration
from thidua.movements.queries.programmes import is_in_base, speaks_for, year_of
from thidua.movements.rules.programmes import (
    blockers_to_close_registration,
    blockers_to_open,
    blockers_to_place,
    blockers_to_register,
)
from thidua.org.models import Person, Unit, User


def _held(programme: Programme) -> Programme:
    rows = Programme.objects.select_for_update(of=("self",)).select_related("movement__owner", "owner")
    return rows.get(pk=programme.pk)


@transaction.atomic
def place_programme(
    programme: Programme,
    owner: Unit | None,
    base: str,
    *,
    basis: Paper | None,
    theme: str,
    by: User,
    at: dt.datetime,
) -> Programme:
    """Say whose a programme is, whom it is for, on which paper it rests. Refuses once registration is open."""
    programme = _held(programme)
    closed = programme.movement.state == Movement.State.CLOSED
    refuse_if(blockers_to_place(opened=programme.opened_at is not None, closed=closed))
    programme.owner, programme.base, programme.basis, programme.theme = owner, base, basis, theme.strip()
    programme.save(update_fields=["owner", "base", "basis", "theme"])
    _told(programme, "placed", f"Ghi chủ quản “{programme}”: {owner or 'để trống'}.", by=by, at=at)
    return programme


@transaction.atomic
def open_programme(programme: Programme, *, by: User, at: dt.datetime) -> Programme:
    """Open registration. Refuses anyone but the owner's own people, and without an owner or a base."""
    programme = _held(programme)
    owner = programme.owner
    refuse_if(
        blockers_to_open(
            opened=programme.opened_at is not None,
            running=programme.movement.state == Movement.State.RUNNING,
            owner=str(owner or ""),
            owned_by_union=owner is not None and owner.kind == Unit.Kind.UNION,
            base=programme.base,
            speaks=owner is not None and speaks_for(owner, by, on=day_of(at)),
        )
    )
    programme.opened_at, programme.opened_by = at, by
    programme.save(update_fields=["opened_at", "opened_by"])
    _told(programme, "opened", f"Mở đăng ký “{programme}”.", by=by, at=at)
    return programme


@transaction.atomic
def register_for(
    programme: Programme, unit: Unit, person: Person | None, target: str, *, by: User, at: dt.datetime
) -> ProgrammeRegistration:
    """Register a person, or a body when `person` is None, for the school year. Refuses whoever it is not meant for."""
    programme = _held(programme)
    day = day_of(at)
    year = year_of(programme.movement, day)
    taken = programme.registrations.filter(school_year=year, person=person)
    taken = taken.filter(unit=unit) if person is None else taken
    refuse_if(
        blockers_to_register(
            opened=programme.opened_at is not None,
            in_base=is_in_base(programme, unit, person, on=day),
            already=taken.exists(),
            target=target,
            base=programme.get_base_display(),
            who=str(person or unit),
        )
    )
    row = ProgrammeRegistration.objects.create(
        programme=programme,
        unit=unit,
        person=person,
        school_year=year,
        target=target.strip(),
        registered_at=at,
        registered_by=by,
    )
    _told(programme, "registered", f"Đăng ký “{programme}”: {row}.", by=by, at=at)
    return row


@transaction.atomic
def enter_result(
    row: ProgrammeRegistration, result: str, *, by: User, at: dt.datetime
) -> ProgrammeRegistration:
    """Say what came of a registration, once (NH-28)."""
    rows = ProgrammeRegistration.objects.select_for_update(of=("self",)).select_related(
        "programme__movement__owner", "person", "unit"
    )
    row = rows.get(pk=row.pk)
    refuse_if(blockers_to_close_registration(has_result=bool(row.result), result=result))
    row.result, row.result_at, row.result_by = result.strip(), at, by
    row.save(update_fields=["result", "result_at", "result_by"])
    _told(row.programme, "result_entered", f"Kết quả đăng ký “{row.programme}”: {row}.", by=by, at=at)
    return row


def _told(programme: Programme, act: str, sentence: str, *, by: User, at: dt.datetime) -> None:
    movement = programme.movement
    record(f"programme.{act}", sentence, by=by, about=programme, unit=movement.owner, at=at)


@transaction.atomic
def add_motto(movement: Movement, text: str, content: Content | None, *, by: User, at: dt.datetime) -> Motto:
    """Keep a motto the unit itself sets, on one of its contents or on the whole movement."""
    movement = locked(movement)
    last = movement.mottos.aggregate(last=Max("order"))["last"] or 0
    row = Motto.objects.create(
        movement=movement, order=last + 1, text=text.strip(), folded=fold(text), content=content
    )
    record("motto.added", f"Thêm phương châm “{row}”.", by=by, about=movement, unit=movement.owner, at=at)
    return row


def tie_mottos(movement: Movement) -> None:
    """Tie each motto of the text to its sentence, and to the content in whose part it stands (NH-47).

    Called when a movement is drafted. A motto outside the contents is the whole movement's.
    """
    nodes = list(movement.plan.nodes.exclude(kind="heading").exclude(line=None).order_by("line"))
    contents = {content.place: content for content in movement.contents.all()}
    for motto in movement.mottos.exclude(line=None):
        here = [node for node in nodes if (node.line or 0) <= (motto.line or 0)]
        motto.node = here[-1] if here else None
        motto.content = contents.get(motto.node.section) if motto.node else None
        motto.save(update_fields=["node", "content"])


def take_theme(movement: Movement) -> None:
    """The theme of the year that the text states, where it states one alone and nobody has written any (NH-42).

    Called when a movement is drafted.
    """
    stated = list(movement.programmes.filter(kind=Programme.Kind.YEAR_THEME).values_list("name", flat=True))
    if movement.theme or len(stated) != 1:
        return
    movement.theme = stated[0]
    movement.save(update_fields=["theme"])
