"""Whom a paper goes to: what each line means on a day, whom that comes to, where they stand."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from thidua.core.text import fold
from thidua.documents.models import Paper, Recipient
from thidua.documents.rules.recipients import group_meant, kinds_meant, proposed_role
from thidua.org.models import (
    Guidance,
    Pairing,
    Person,
    Placement,
    Position,
    Reach,
    Unit,
    UnitAlias,
    UnitName,
)
from thidua.org.queries.people import holders, people_of
from thidua.org.queries.tree import ancestors_of, union_of

STAFF_GROUPS = ("cadre", "civil_servant", "teacher", "staff", "worker")
LEADERS = (Position.HEAD, Position.DEPUTY, Position.UNION_CHAIR)
_INSIDE = (Unit.Kind.TEAM, Unit.Kind.DIVISION)
_PEERS = (
    Unit.Kind.UNION,
    Unit.Kind.COUNCIL,
    Unit.Kind.PARTY,
    Unit.Kind.YOUTH,
    Unit.Kind.BOARD,
    Unit.Kind.AGENCY,
)
_R = Recipient.Reaches
OF_UNITS = (_R.TEAMS, _R.ATTACHED, _R.WITHIN_ATTACHED, _R.SCHOOLS, _R.OFFICES, _R.UNIONS, _R.CLASSES)


def units_of_group(owner: Unit, group: str, *, on: dt.date) -> "QuerySet[Unit]":
    """The units that a group of this issuer is made of on a day, by relation (thuộc, trực thuộc) and kind."""
    below = Placement.objects.on(on).filter(parent=owner)
    inside = Q(pk__in=below.filter(relation=Placement.Relation.WITHIN).values("unit"), kind__in=_INSIDE)
    attached = Q(pk__in=below.filter(relation=Placement.Relation.ATTACHED).values("unit")) & ~Q(
        kind__in=[*_INSIDE, Unit.Kind.CLASS]
    )
    guided = Q(pk__in=Guidance.objects.on(on).filter(by=owner).values("unit"))
    meant = {
        _R.TEAMS: inside,
        _R.ATTACHED: attached,
        _R.WITHIN_ATTACHED: inside | attached,
        _R.SCHOOLS: (attached | guided) & Q(kind__in=Unit.SCHOOLS),
        _R.OFFICES: (attached | guided) & Q(kind=Unit.Kind.DISTRICT_OFFICE),
        _R.CLASSES: Q(pk__in=below.values("unit"), kind=Unit.Kind.CLASS),
    }
    if group == _R.UNIONS:
        paired = Pairing.objects.on(on).filter(unit__in=Unit.objects.filter(attached)).values("union")
        return Unit.objects.filter(Q(pk__in=paired) | (attached & Q(kind=Unit.Kind.UNION))).order_by(
            "sort_key"
        )
    return Unit.objects.filter(meant[_R(group)]).order_by("sort_key")


@dataclass(frozen=True)
class Reached:
    """The units and people that a paper's recipients come to on a day, each once."""

    units: frozenset[int]
    people: frozenset[int]
    teams: int  # of the units, how many are teams or divisions of the issuer
    pairs: tuple[tuple[int, int], ...] = ()  # a unit and its union body, when both get the paper

    @property
    def total(self) -> int:
        """How many will get the paper."""
        return len(self.units) + len(self.people)

    @property
    def bodies(self) -> int:
        """Units other than the issuer's own teams."""
        return len(self.units) - self.teams


@dataclass(frozen=True)
class Spread:
    """One line and everyone it comes to on the day, by name; those an earlier line already names are apart."""

    line: Recipient
    units: list[Unit]
    people: list[Person]
    again: int

    @property
    def total(self) -> int:
        """How many get the paper through this line."""
        return len(self.units) + len(self.people)


@dataclass
class Expansion:
    """The recipients of a paper as they stand on a day: each distinct group is asked once."""

    paper: Paper
    on: dt.date
    _groups: dict[str, list[Unit]] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[Recipient]:
        """The lines under "Nơi nhận", in order."""
        return list(self.paper.recipients.select_related("unit"))

    @cached_property
    def unions(self) -> dict[int, Unit]:
        """The union body of the same level by unit, as paired on the day."""
        units = {unit.pk for line in self.lines for unit in self._named(line)}
        rows = Pairing.objects.on(self.on).filter(unit__in=units).select_related("union")
        return {row.unit_id: row.union for row in rows}

    def _named(self, line: Recipient) -> list[Unit]:
        if line.reaches == _R.UNIT:
            return [line.unit] if line.unit else []
        if line.reaches not in OF_UNITS:
            return []
        if line.reaches not in self._groups:
            found = units_of_group(self.paper.owner, line.reaches, on=self.on)
            self._groups[line.reaches] = list(found)
        return self._groups[line.reaches]

    def units_of(self, line: Recipient) -> list[Unit]:
        """The units of a line, with the union bodies when the line is addressed to both."""
        units = self._named(line)
        if not line.with_union:
            return units
        return [each for unit in units for each in (unit, self.unions.get(unit.pk)) if each is not None]

    def people_of(self, line: Recipient) -> list[Person]:
        """The people of a line: the leaders of the issuer, or all its staff."""
        if line.reaches == _R.LEADERS:
            return [post.person for post in holders(self.paper.owner, LEADERS, on=self.on)]
        if line.reaches == _R.STAFF:
            return list(people_of(self.paper.owner, on=self.on, groups=STAFF_GROUPS))
        return []

    def spreads(self) -> list[Spread]:
        """Line by line, each unit and person only where it is first named."""
        seen: set[tuple[str, int]] = set()
        found = []
        for line in self.lines:
            units, people = self.units_of(line), self.people_of(line)
            new_units = [unit for unit in _once(units) if ("unit", unit.pk) not in seen]
            new_people = [person for person in _once(people) if ("person", person.pk) not in seen]
            seen |= {("unit", unit.pk) for unit in units} | {("person", each.pk) for each in people}
            again = len(_once(units)) + len(_once(people)) - len(new_units) - len(new_people)
            found.append(Spread(line, new_units, new_people, again))
        return found


def _once(rows: Iterable[Any]) -> list[Any]:
    return list({row.pk: row for row in rows}.values())


def spread_of(paper: Paper, *, on: dt.date) -> list[Spread]:
    """Everyone the lines of a paper come to on a day, line by line, each unit and person once."""
    return Expansion(paper, on).spreads()


def reached_by(paper: Paper, *, on: dt.date) -> Reached:
    """Expand the recipients as they stand on a day; each unit and person counts once."""
    expansion = Expansion(paper, on)
    spreads = expansion.spreads()
    units = frozenset(unit.pk for spread in spreads for unit in spread.units)
    people = frozenset(person.pk for spread in spreads for person in spread.people)
    inside = (
        set(units_of_group(paper.owner, _R.TEAMS, on=on).values_list("pk", flat=True)) if units else set()
    )
    pairs = [(unit, union.pk) for unit, union in expansion.unions.items() if {unit, union.pk} <= units]
    return Reached(units, people, len(units & inside), tuple(sorted(pairs)))


# Where a recipient stands towards the issuer


@dataclass(frozen=True)
class Standing:
    """The units above an issuer on a day, by the tree and by guidance, and those of its union's line."""

    owner: Unit
    above: frozenset[int]
    below: frozenset[int]
    farther: frozenset[int]

    def of(self, line: Recipient) -> str:
        """ministry, above, farther, leaders, below or peer; "" for a line that only prints."""
        if line.reaches == _R.LEADERS:
            return "leaders"
        if line.reaches != _R.UNIT or line.unit is None:
            return "" if line.reaches == _R.TEXT else "below"
        if line.unit.kind == Unit.Kind.MINISTRY:
            return "ministry"
        if line.unit_id in self.above:
            return "above"
        if line.unit_id in self.farther:
            return "farther"
        return "below" if line.unit_id in self.below and line.unit.kind not in _PEERS else "peer"


def units_above(unit: Unit, *, on: dt.date) -> list[Unit]:
    """Every unit above this one on a day, the nearest first: the tree upwards, then who guides it, and theirs."""
    rows = (
        Reach.objects.on(on).filter(descendant=unit, depth__gt=0).select_related("ancestor").order_by("depth")
    )
    tree = [row.ancestor for row in rows]
    guided = Guidance.objects.on(on).filter(unit__in=[unit, *tree]).select_related("by").order_by("id")
    return _once(
        [*tree[:1], *(row.by for row in guided if row.unit_id == unit.pk), *tree, *(row.by for row in guided)]
    )


def standing_of(owner: Unit, *, on: dt.date) -> Standing:
    """Who stands above, beneath and beside an issuer on a day."""
    union = union_of(owner, on=on)
    below = Reach.objects.on(on).filter(ancestor=owner, depth__gt=0).values_list("descendant", flat=True)
    guided = Guidance.objects.on(on).filter(by=owner).values_list("unit", flat=True)
    return Standing(
        owner=owner,
        above=frozenset(unit.pk for unit in units_above(owner, on=on)),
        below=frozenset([*below, *guided]),
        farther=frozenset(unit.pk for unit in units_above(union, on=on)) if union else frozenset(),
    )


@dataclass(frozen=True)
class Proposal:
    """A role offered for a line whose text states none; nothing of it is stored before somebody confirms."""

    line: Recipient
    role: str

    @property
    def label(self) -> str:
        """The role in words."""
        return str(Recipient.Role(self.role).label)


def proposals_for(paper: Paper, *, on: dt.date) -> list[Proposal]:
    """The roles offered for the lines of a paper that have none (traceability E.13)."""
    standing = standing_of(paper.owner, on=on)
    open_lines = paper.recipients.filter(role="").select_related("unit")
    offered = [Proposal(line, proposed_role(standing.of(line))) for line in open_lines]
    return [proposal for proposal in offered if proposal.role]


def meant_unit(owner: Unit, written: str, *, on: dt.date) -> Unit | None:
    """The one unit a wording means to this issuer on a day, by name, remembered alias or short name; else None.

    A name or an alias may be of any unit. A short name is of many ("UBND tỉnh", "Sở GDĐT"), so it only means one
    that is near: above the issuer or of its union's line, else of its own tree. What a letterhead prints without
    a place means the one body of that kind above.
    """
    called = UnitName.objects.on(on).filter(folded=fold(written)).values("unit")
    aliased = UnitAlias.objects.on(on).filter(folded=fold(written)).values("unit")
    by_name = list(Unit.objects.filter(Q(pk__in=called) | Q(pk__in=aliased))[:50])
    if len(by_name) == 1:
        return by_name[0]
    short = UnitName.objects.on(on).filter(short__iexact=written.strip()).values("unit")
    found = by_name or list(Unit.objects.filter(pk__in=short)[:200])
    kinds = kinds_meant(written)
    if not found and not kinds:
        return None
    union = union_of(owner, on=on)
    line = units_above(owner, on=on) + ([union, *units_above(union, on=on)] if union else [])
    above = [unit for unit in found if unit in line or unit.kind == Unit.Kind.MINISTRY]
    near = above or _own_tree(owner, found, on) or _once(unit for unit in line if unit.kind in kinds)
    return near[0] if len(near) == 1 else None


def _own_tree(owner: Unit, units: list[Unit], on: dt.date) -> list[Unit]:
    """Those of the units that are beneath the issuer, or beneath what stands above it."""
    roots = [step.pk for step in ancestors_of(owner, on=on)]
    below = Reach.objects.on(on).filter(ancestor__in=roots, descendant__in=units)
    near = set(below.values_list("descendant", flat=True))
    return [unit for unit in units if unit.pk in near]


def suggested_for(owner: Unit, written: str, *, on: dt.date) -> tuple[str, Unit | None]:
    """What a wording most likely reaches: a group, else a unit it names, else nothing but the print."""
    group = group_meant(written)
    if group:
        return group, None
    unit = meant_unit(owner, written, on=on)
    return (_R.UNIT, unit) if unit else (_R.TEXT, None)


def addressable(owner: Unit, *, on: dt.date) -> list[tuple[int, str]]:
    """The units a paper can be sent to by name: above and guiding, the union's line, directly below, and beside."""
    union = union_of(owner, on=on)
    near = units_above(owner, on=on) + ([union, *units_above(union, on=on)] if union else [])
    under = Reach.objects.on(on).filter(ancestor__in=[owner, *near], depth__lte=2).values("descendant")
    guided = Guidance.objects.on(on).filter(by=owner).values("unit")
    beside = Q(pk__in=under, kind__in=_PEERS) | Q(
        pk__in=Placement.objects.on(on).filter(parent=owner).values("unit")
    )
    others = Unit.objects.filter(beside | Q(pk__in=guided)).exclude(kind=Unit.Kind.CLASS).exclude(pk=owner.pk)
    ministry = Unit.objects.filter(kind=Unit.Kind.MINISTRY)
    rows = _once([*near, *others.order_by("sort_key")[:500], *ministry[:20]])
    return [(unit.pk, str(unit)) for unit in rows]
