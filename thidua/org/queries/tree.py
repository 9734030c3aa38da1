"""The tree on any day, upwards and downwards, and what things were called then."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet

from thidua.core.text import fold
from thidua.org.models import Lineage, Pairing, Placement, Reach, Unit, UnitAlias, UnitName


@dataclass(frozen=True)
class Step:
    """One unit on the way up, as it was called on the day."""

    pk: int
    name: str
    short: str
    depth: int
    kind: str

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.name


def ancestors_of(unit: Unit, *, on: dt.date) -> list[Step]:
    """From the unit itself (depth 0) up to the top of its tree, named as on that day: one query."""
    rows = (
        Reach.objects.on(on)
        .filter(descendant=unit, ancestor__names__during__contains=on)
        .order_by("depth")
        .values_list(
            "ancestor_id", "ancestor__names__name", "ancestor__names__short", "depth", "ancestor__kind"
        )
    )
    return [Step(*row) for row in rows]


def subtree_of(unit: Unit, *, on: dt.date) -> "QuerySet[Unit]":
    """The unit and everything beneath it on a day."""
    return Unit.objects.filter(pk__in=Reach.objects.on(on).filter(ancestor=unit).values("descendant"))


def parts_of(unit: Unit, *, on: dt.date) -> "QuerySet[Unit]":
    """The unit and the parts inside it (`thuộc`) on a day, but no unit with a standing of its own under it."""
    inside = Reach.objects.on(on).filter(ancestor=unit)
    own_standing = inside.filter(
        depth__gt=0,
        descendant__placements__during__contains=on,
        descendant__placements__relation=Placement.Relation.ATTACHED,
    )
    beneath_those = Reach.objects.on(on).filter(ancestor__in=own_standing.values("descendant"))
    return Unit.objects.filter(pk__in=inside.values("descendant")).exclude(
        pk__in=beneath_those.values("descendant")
    )


def children_of(unit: Unit, *, on: dt.date, kinds: Iterable[str] = ()) -> "QuerySet[Unit]":
    """Those placed directly under a unit on a day, in dictionary order."""
    placed = Placement.objects.on(on).filter(parent=unit).values("unit")
    found = Unit.objects.filter(pk__in=placed)
    return (found.filter(kind__in=list(kinds)) if kinds else found).order_by("sort_key")


def parent_of(unit: Unit, *, on: dt.date) -> Unit | None:
    """The unit directly above on a day; None for the top, or when it did not stand."""
    place = Placement.objects.on(on).filter(unit=unit).select_related("parent").first()
    return place.parent if place else None


def name_on(unit: Unit, day: dt.date) -> UnitName | None:
    """What a unit was called on a day; None when it did not exist."""
    return UnitName.objects.on(day).filter(unit=unit).first()


def with_names(units: "QuerySet[Unit]", *, on: dt.date) -> "QuerySet[Unit]":
    """Units carrying `name_then` and `short_then`, their names of a day; those without one are left out."""
    return units.filter(names__during__contains=on).annotate(
        name_then=F("names__name"), short_then=F("names__short")
    )


def union_of(unit: Unit, *, on: dt.date) -> Unit | None:
    """The union body paired with a unit on a day."""
    pair = Pairing.objects.on(on).filter(unit=unit).select_related("union").first()
    return pair.union if pair else None


def find_unit(written: str, *, on: dt.date) -> Unit | None:
    """The one unit that this wording means on a day, by name, short name or confirmed alias; else None."""
    folded = fold(written)
    by_name = UnitName.objects.on(on).filter(folded=folded).values_list("unit_id", flat=True)
    by_alias = UnitAlias.objects.on(on).filter(folded=folded).values_list("unit_id", flat=True)
    by_short = UnitName.objects.on(on).filter(short__iexact=written.strip()).values_list("unit_id", flat=True)
    found = {*by_name, *by_alias, *by_short}
    return Unit.objects.get(pk=found.pop()) if len(found) == 1 else None


def successors_of(unit: Unit, *, on: dt.date) -> list[Lineage]:
    """What a unit had become by a day, each with its share and basis."""
    rows = Lineage.objects.filter(predecessor=unit, on__lte=on).select_related("successor")
    return list(rows.order_by("on", "id"))
