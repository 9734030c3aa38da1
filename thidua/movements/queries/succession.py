"""Who carries on the work of units that have ended."""

import datetime as dt
from collections.abc import Iterable

from thidua.movements.cascade import heir
from thidua.org.models import Lineage, Placement, Unit


def successors_of(units: Iterable[int], *, on: dt.date) -> dict[int, Unit]:
    """The one unit that carries on for each of these by a day, through every hand.

    A unit that still stands is left out, and so is one dissolved or split among several: a person decides there.
    """
    asked, heirs = set(units), _heirs_by(on)
    if not asked & heirs.keys():
        return {}
    known = {*heirs, *(key for several in heirs.values() for key in several)}
    standing = set(Placement.objects.on(on).filter(unit__in=known).values_list("unit", flat=True))
    found = {unit: heir(unit, heirs, standing.__contains__) for unit in asked & heirs.keys()}
    named = Unit.objects.in_bulk([key for unit, key in found.items() if key is not None and key != unit])
    return {
        unit: named[key] for unit, key in found.items() if key is not None and key in named and key != unit
    }


def _heirs_by(on: dt.date) -> dict[int, list[int]]:
    """Those that the decisions of reorganisation name after each unit, in the order of the decisions."""
    found: dict[int, list[int]] = {}
    rows = Lineage.objects.filter(on__lte=on, successor__isnull=False).order_by("on", "id")
    for unit, successor in rows.values_list("predecessor_id", "successor_id"):
        if successor is not None:
            found.setdefault(unit, []).append(successor)
    return found
