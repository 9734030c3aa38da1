"""Cây phong trào: one root, and under it the branches by province, district, school, as the tree stood at the time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.urls import reverse

from thidua.core.dates import day_of
from thidua.core.text import fold
from thidua.movements.models import Movement, MovementRoot
from thidua.movements.queries.register import movements_seen_by, named
from thidua.org.access import Access
from thidua.org.models import Reach, Unit

LIMIT = 400  # branches on one page; a name narrows it down


@dataclass(frozen=True)
class Branch:
    """One unit's movement in the tree of its root; `depth` counts the units above it that run it too."""

    movement: Movement
    depth: int


@dataclass(frozen=True)
class Bough:
    """The branches of one province, or of one tree of unions."""

    unit: Unit
    branches: list[Branch]


@dataclass(frozen=True)
class RootTree:
    """A root with the branches one person may see; `beyond` counts those not shown."""

    root: MovementRoot
    boughs: list[Bough]
    shown: int
    beyond: int


def tree_of(root: MovementRoot, access: Access, *, owner: str = "") -> RootTree:
    """The branches of a root within reach, those of the units named by `owner` only: three queries."""
    found = movements_seen_by(access).filter(root=root)
    if owner.strip():
        found = found.filter(owner__folded__contains=fold(owner))
    count = found.count()
    rows = light(found).order_by("created_at", "pk")[:LIMIT]
    boughs = boughs_of(list(rows))
    return RootTree(root, boughs, min(count, LIMIT), max(count - LIMIT, 0))


def roots_named(words: str, access: Access) -> list[RootTree]:
    """The roots of the movements whose names hold these words, each once with its branches within reach (EK-08)."""
    rows = list(light(named(movements_seen_by(access), words)).select_related("root").order_by("pk")[:LIMIT])
    found: dict[int, list[Movement]] = {}
    for row in rows:
        if row.root is not None:
            found.setdefault(row.root.pk, []).append(row)
    trees = []
    for branches in found.values():
        root = branches[0].root
        assert root is not None
        trees.append(RootTree(root, boughs_of(branches), len(branches), 0))
    return trees


def same_root_counts(shown: Iterable[Movement], seen: "QuerySet[Movement]") -> dict[int, int]:
    """Of each movement shown how many movements within reach share its root, itself included."""
    rows = list(shown)
    roots = {row.root_id for row in rows if row.root_id}
    counts = dict(seen.filter(root__in=roots).values_list("root").annotate(n=Count("pk")).order_by())
    return {row.pk: counts.get(row.root_id, 1) for row in rows}


@dataclass(frozen=True)
class Kin:
    """Several movements of one root as one result of a search; it leads to their tree."""

    pk: int
    name: str
    count: int

    def __str__(self) -> str:
        return f"{self.name} ({self.count} kế hoạch cùng gốc)"

    def get_absolute_url(self) -> str:
        """The tree of the root, seen from the first of them."""
        return reverse("movement_tree", args=[self.pk])


def by_root(found: "QuerySet[Movement]", *, limit: int) -> list[Movement | Kin]:
    """The newest movements found, those of one root as one row."""
    rows = list(found.select_related("root").order_by("-pk")[: limit * 5])
    groups: dict[int, list[Movement]] = {}
    for row in rows:
        groups.setdefault(row.root_id or -row.pk, []).append(row)
    made: list[Movement | Kin] = []
    for group in list(groups.values())[:limit]:
        oldest, root = group[-1], group[0].root
        made.append(Kin(oldest.pk, root.name, len(group)) if root and len(group) > 1 else group[0])
    return made


def light(found: "QuerySet[Movement]") -> "QuerySet[Movement]":
    """Movements with owner and plan, without the plans' texts."""
    return found.select_related("owner", "plan").defer("plan__source_lines", "plan__reading")


def boughs_of(movements: list[Movement]) -> list[Bough]:
    """Movements set under their provinces in the order of the tree, each deeper than the one it stands under."""
    lines = _lines_above(movements)
    running = {row.owner_id for row in movements}
    found: dict[int, Bough] = {}
    for row in sorted(movements, key=lambda row: ([unit.sort_key for unit in lines[row.pk]], row.pk)):
        line = lines[row.pk]
        head = next((unit for unit in line if unit.kind == Unit.Kind.PROVINCE), line[0])
        depth = sum(unit.pk in running for unit in line[:-1])
        found.setdefault(head.pk, Bough(head, [])).branches.append(Branch(row, depth))
    return sorted(found.values(), key=lambda bough: bough.unit.sort_key)


def _lines_above(movements: Iterable[Movement]) -> dict[int, list[Unit]]:
    """Of each movement the units from the top of the tree to its owner, on the day from which it runs."""
    days = {row.pk: since(row) for row in movements}
    owners = {row.owner_id for row in movements}
    reached: dict[int, list[Reach]] = {}
    for reach in Reach.objects.filter(descendant__in=owners).select_related("ancestor").order_by("-depth"):
        reached.setdefault(reach.descendant_id, []).append(reach)
    lines = {
        row.pk: [each.ancestor for each in reached.get(row.owner_id, []) if days[row.pk] in each.during]
        for row in movements
    }
    return {row.pk: lines[row.pk] or [row.owner] for row in movements}


def since(movement: Movement) -> dt.date:
    """The day from which a movement runs: stated, else its plan's, else the day it was entered."""
    stated = movement.during.lower if movement.during else None
    first: dt.date = stated or movement.plan.day or day_of(movement.created_at)
    return first
