"""A signed pledge with all that its paper prints."""

from collections.abc import Sequence

from thidua.core.dates import ZONE, day_of, school_year
from thidua.documents.writing.letter import Letter
from thidua.movements.models import Countersignature, Movement, Pledge
from thidua.movements.pledge_paper import Part, Side, Signer, pledge_letter
from thidua.movements.queries.pledges import printed_together, targets_in, terms_of
from thidua.movements.queries.programmes import mottos_of
from thidua.org.models import Position, Post
from thidua.org.queries.tree import name_on

OTHER_SIDES = {
    "head": ("Thủ trưởng đơn vị", "Thủ trưởng đơn vị"),
    "union": ("Công đoàn", "Chủ tịch Công đoàn"),
}


def paper_of(pledge: Pledge, *, shared: bool) -> Letter:
    """The letter of one pledge, or with `shared` of everything its signer pledged to the same owner in this time."""
    rows = printed_together(pledge)
    rows = rows if shared else [row for row in rows if row.pk == pledge.pk]
    first = min(rows, key=lambda row: row.signed_at)
    day = day_of(first.signed_at)
    owner = name_on(pledge.movement.owner, day)
    unit = name_on(pledge.unit, day)
    named = unit.name if unit else str(pledge.unit)
    signer = Signer(str(pledge.person) if pledge.person else named, named, pledge.person is None)
    return pledge_letter(
        signer,
        [_part(row) for row in rows],
        owner=owner.name if owner else str(pledge.movement.owner),
        place=(owner.seat or None) if owner else None,
        day=day,
        about=_about(rows),
    )


def _about(rows: Sequence[Pledge]) -> str:
    """The school year of a school-year movement, else of the day of signing."""
    stated = {row.movement.school_year for row in rows if row.movement.school_year}
    years = stated or {school_year(day_of(rows[0].signed_at))}
    return f"Năm học {', '.join(sorted(years))}"


def _part(row: Pledge) -> Part:
    movement = row.movement
    return Part(
        movement=movement.name,
        slogan=movement.slogan,
        mottos=mottos_of(movement),
        plan=str(movement.plan),
        lines=list(row.lines),
        targets=targets_in(row),
        own=row.target,
        change=row.change,
        way=row.get_way_display() if row.way == Pledge.Way.LIST else "",
        late=row.late,
        sides=[_signer(row), *_others(row, movement)],
    )


def _signer(row: Pledge) -> Side:
    at = row.signed_at.astimezone(ZONE)
    if row.person is not None:
        return Side("Người ký giao ước", "Người ký giao ước", row.person.name, at)
    assert row.signed_by is not None
    held = Post.objects.on(at.date()).filter(person=row.signed_by.person_id, unit=row.unit_id)
    held = held.filter(position__in=[Position.HEAD, Position.DEPUTY, Position.LEADER])
    post = held.order_by("-main", "id").first()
    title = post.title if post else "Đại diện đơn vị"
    return Side("Tập thể ký giao ước", title, row.signed_by.get_full_name(), at)


def _others(row: Pledge, movement: Movement) -> list[Side]:
    """The other sides, those that have signed and those that still will."""
    signed: dict[str, Countersignature] = {one.side: one for one in row.countersignatures.all()}
    sides = []
    for side, (what, title) in OTHER_SIDES.items():
        if one := signed.get(side):
            sides.append(Side(what, one.title, one.person.name, one.signed_at.astimezone(ZONE)))
        elif side in terms_of(movement).sides:
            sides.append(Side(what, title))
    return sides
