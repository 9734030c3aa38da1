"""Who is not to be measured on a day, and who was called away."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from thidua.core.dates import day_of, period
from thidua.movements.models import Exemption, Movement, Requisition, Round
from thidua.movements.rules.exemptions import Days
from thidua.org.access import Ability, Access
from thidua.org.models import Group, Person, Post, Unit
from thidua.org.queries.tree import parts_of


def exempt_on(who: Person | Unit, when: "dt.date | Days") -> Exemption | None:
    """The exemption of a person, or of a unit as a whole, that holds on a day, or on every day of a period."""
    own = {"person": who} if isinstance(who, Person) else {"unit": who, "person": None}
    return Exemption.objects.filter(during__contains=when, **own).first()


def exemptions_on(people: "Iterable[Person | int] | QuerySet[Person]", day: dt.date) -> dict[int, Exemption]:
    """Those of these people who are exempt on a day, by their key: one query."""
    rows = Exemption.objects.on(day).filter(person__in=people).select_related("person", "unit")
    return {row.person_id: row for row in rows}


def exemptions_of(people: Iterable[int], units: Iterable[int]) -> dict[tuple[str, int], list[Exemption]]:
    """All exemptions of these people and units, by ("person" or "unit", key): two queries."""
    found: dict[tuple[str, int], list[Exemption]] = {}
    for row in Exemption.objects.filter(person__in=list(people)):
        found.setdefault(("person", row.person_id), []).append(row)
    for row in Exemption.objects.filter(person=None, unit__in=list(units)):
        found.setdefault(("unit", row.unit_id), []).append(row)
    return found


def measured_time(movement: Movement, during: Round | None) -> Any:
    """The days that a score speaks of: its round, else the movement's own, from the launch when none is stated."""
    if during is not None:
        return during.during
    if movement.during is not None:
        return movement.during
    return period(day_of(movement.launched_at) if movement.launched_at else day_of(movement.created_at))


def requisitioned(people: Iterable[int], time: Any) -> set[int]:
    """Those of these people who were called away on a day of the time."""
    rows = Requisition.objects.filter(person__in=list(people), during__overlap=time)
    return set(rows.values_list("person_id", flat=True))


@dataclass(frozen=True)
class ExemptionRow:
    """One exemption as one reader may see it: the cause in full, or only that it is one."""

    row: Exemption
    said: str
    reason: str
    last: dt.date | None
    may_end: bool


def with_parts(units: "QuerySet[Unit]", *, on: dt.date) -> set[int]:
    """The keys of these units and of the parts inside them on a day."""
    return {pk for unit in units for pk in parts_of(unit, on=on).values_list("pk", flat=True)}


def people_in_charge(access: Access) -> "QuerySet[Person]":
    """The staff whom the units in which one decides count today, themselves and the parts inside; in name order."""
    inside = with_parts(access.units(Ability.MOVEMENT_DECIDE), on=access.day)
    counted = Post.objects.on(access.day).filter(unit__in=inside, main=True)
    staff = counted.exclude(group__in=[Group.PUPIL, Group.STUDENT])
    return Person.objects.filter(pk__in=staff.values("person")).order_by("sort_key", "id")


def exemptions_page(access: Access) -> list[ExemptionRow]:
    """Exemptions of the units in one's charge, and one's own, newest first."""
    charge = with_parts(access.units(Ability.MOVEMENT_DECIDE), on=access.day)
    health = with_parts(access.units(Ability.SEE_HEALTH), on=access.day)
    own = access.user.person_id
    rows = Exemption.objects.filter(Q(unit__in=charge) | Q(person=own)).select_related("person", "unit")
    return [
        _seen(row, opened=row.unit_id in health or row.person_id == own, charge=charge)
        for row in rows.order_by("-during", "-id")
    ]


def _seen(row: Exemption, *, opened: bool, charge: set[int]) -> ExemptionRow:
    return ExemptionRow(
        row=row,
        said=str(row.get_kind_display()) if opened else row.openly,
        reason=row.reason if opened else "",
        last=row.last,
        may_end=row.unit_id in charge,
    )


def requisitions_page(access: Access) -> "QuerySet[Requisition]":
    """Orders that called away people of the units in one's charge, and one's own, newest first."""
    charge = with_parts(access.units(Ability.MOVEMENT_DECIDE), on=access.day)
    rows = Requisition.objects.filter(Q(person=access.user.person_id) | Q(unit__in=charge))
    return rows.select_related("person", "unit").order_by("-during", "-id")
