"""What the pages about units show, on any day."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery

from thidua.core.lexemes import as_query, holding
from thidua.core.text import fold
from thidua.org.models import (
    Area,
    Group,
    Guidance,
    Lineage,
    Placement,
    Position,
    Post,
    Unit,
    UnitAlias,
    UnitName,
)
from thidua.org.queries.people import head_count
from thidua.org.queries.tree import Step, ancestors_of, name_on, union_of


def units_listed(units: "QuerySet[Unit]", *, q: str, kind: str, on: dt.date) -> "QuerySet[Unit]":
    """Those of `units` that stood on a day, by name, code or alias, each with `name_then` and `parent_then`."""
    above = Placement.objects.on(on).filter(unit=OuterRef("pk")).values("parent__label")[:1]
    found = units.filter(names__during__contains=on, placements__during__contains=on)
    if kind:
        found = found.filter(kind=kind)
    if q.strip():
        words = as_query(holding(q))
        named, aliased = (
            names.objects.on(on).filter(unit=OuterRef("pk"), words=words) for names in (UnitName, UnitAlias)
        )
        found = found.filter(Exists(named) | Exists(aliased) | Q(code__iexact=q.strip()))
    return found.annotate(
        name_then=F("names__name"), parent_then=Subquery(above, output_field=CharField())
    ).order_by("sort_key", "id")


@dataclass(frozen=True)
class Below:
    """A unit directly beneath, as it was called on the day."""

    pk: int
    name: str
    kind: str
    relation: str


@dataclass(frozen=True)
class UnitPage:
    """Everything a unit's page says of one day."""

    unit: Unit
    on: dt.date
    name: UnitName | None
    relation: str
    steps: list[Step]
    below: list[Below]
    leaders: list[Post]
    heads: list[tuple[str, int]]
    union: Unit | None
    areas: list[Area]
    guides: list[Guidance]
    guided: list[Guidance]
    origins: list[Lineage]
    successions: list[Lineage]
    aliases: list[UnitAlias]
    names: list[UnitName]
    open_to_reader: frozenset[int]  # keys of the units named on the page that this reader may open

    @property
    def total(self) -> int:
        """People counted in the unit and beneath it."""
        return sum(people for _, people in self.heads)

    @property
    def stands(self) -> bool:
        """Whether the unit had a name and a place on the day."""
        return self.name is not None and bool(self.relation)


def unit_page(unit: Unit, *, on: dt.date, seen: "QuerySet[Unit]") -> UnitPage:
    """A unit on a day; `seen` are the units this reader may open. A fixed number of queries, however many rows."""
    place = Placement.objects.on(on).filter(unit=unit).first()
    steps, below = ancestors_of(unit, on=on), _below(unit, on)
    origins = list(Lineage.objects.filter(successor=unit).select_related("predecessor").order_by("on", "id"))
    later = list(Lineage.objects.filter(predecessor=unit).select_related("successor").order_by("on", "id"))
    union = union_of(unit, on=on)
    named = {
        *(step.pk for step in steps),
        *(child.pk for child in below),
        *(row.predecessor_id for row in origins),
        *(row.successor_id for row in later),
        *([union.pk] if union else []),
    }
    return UnitPage(
        unit=unit,
        on=on,
        name=name_on(unit, on),
        relation=place.get_relation_display() if place else "",
        steps=steps[:0:-1],
        below=below,
        leaders=list(_leaders(unit, on)),
        heads=_heads(unit, on),
        union=union,
        areas=list(Area.objects.on(on).filter(unit=unit).order_by("flag")),
        guides=list(Guidance.objects.on(on).filter(unit=unit).select_related("by")),
        guided=list(
            Guidance.objects.on(on).filter(by=unit).select_related("unit").order_by("unit__sort_key")
        ),
        origins=origins,
        successions=later,
        aliases=list(UnitAlias.objects.on(on).filter(unit=unit).order_by("alias")),
        names=list(UnitName.objects.filter(unit=unit).order_by("during")),
        open_to_reader=frozenset(seen.filter(pk__in=named).values_list("pk", flat=True)),
    )


def _below(unit: Unit, on: dt.date) -> list[Below]:
    rows = (
        Placement.objects.on(on)
        .filter(parent=unit, unit__names__during__contains=on)
        .order_by("unit__sort_key")
        .values_list("unit_id", "unit__names__name", "unit__kind", "relation")
    )
    kinds, relations = dict(Unit.Kind.choices), dict(Placement.Relation.choices)
    return [Below(pk, name, str(kinds[kind]), str(relations[relation])) for pk, name, kind, relation in rows]


def _leaders(unit: Unit, on: dt.date) -> "QuerySet[Post]":
    leads = Q(manager=True) | Q(position__in=[Position.HEAD, Position.DEPUTY])
    rows = Post.objects.on(on).filter(leads, unit=unit).select_related("person")
    return rows.order_by("-main", "-manager", "id")


def _heads(unit: Unit, on: dt.date) -> list[tuple[str, int]]:
    counted = head_count(unit, on=on)
    return [(str(group.label), counted[group]) for group in Group if counted.get(group)]


def resolved(units: "QuerySet[Unit]", written: str, *, on: dt.date) -> list[Unit]:
    """The units that a code, or else a name of the day, may mean among `units`; at most two, to see doubt."""
    by_code = list(units.filter(code__iexact=written.strip())[:2])
    if by_code:
        return by_code
    named = UnitName.objects.on(on).filter(folded=fold(written)).values("unit")
    return list(units.filter(pk__in=named)[:2])
