"""Which unit and which posts a plan's words for an owner mean, inside the unit whose plan it is."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from thidua.movements.rules.owners import Meant, meant_by, names_tried
from thidua.org.models import Unit, UnitName
from thidua.org.queries.tree import find_unit, parts_of, union_of


@dataclass(frozen=True)
class Owner:
    """A unit, and the posts in it that are meant; no posts means the unit as a whole."""

    unit: Unit
    positions: tuple[str, ...] = ()


def owners_meant(unit: Unit, written: str, *, on: dt.date) -> list[Owner]:
    """Whom a wording in this unit's plan means on a day, the lead first; empty when no one body is meant."""
    found = [(_body(unit, meant, on), meant) for meant in meant_by(written)]
    return [Owner(body, meant.positions) for body, meant in found if body is not None]


def _body(unit: Unit, meant: Meant, on: dt.date) -> Unit | None:
    if meant.where == "self":
        return unit
    if meant.where == "union":
        return union_of(unit, on=on)
    if meant.where == "youth":
        return parts_of(unit, on=on).filter(kind=Unit.Kind.YOUTH).first()
    return _part(unit, meant.name, on) or find_unit(meant.name, on=on)


def _part(unit: Unit, written: str, on: dt.date) -> Unit | None:
    """The one part inside the unit that bears this name, in short or without the word for the unit."""
    rows = UnitName.objects.on(on).filter(unit__in=parts_of(unit, on=on))
    rows = rows.filter(Q(folded__in=names_tried(written)) | Q(short__iexact=written.strip()))
    found = set(rows.values_list("unit", flat=True))
    return Unit.objects.get(pk=found.pop()) if len(found) == 1 else None
