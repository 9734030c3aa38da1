"""Where each content and criterion of a movement was taken, adapted, dropped or left unanswered beneath it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet

from thidua.movements.models import Assignment, Content, Criterion, Duty, Movement
from thidua.org.access import Ability, Access
from thidua.org.models import Unit

PER_PAGE = 50
NAMED = 20  # units that dropped an item are named one by one up to here
_ASKED = (Duty.What.OWN_PLAN, Duty.What.MEASURES)


@dataclass(frozen=True)
class Item:
    """One content or criterion of the plan above: how the units beneath answered it, and who dropped it and why."""

    key: str
    label: str
    text: str
    mandatory: bool
    counts: Mapping[str, int]  # taken, adapted, dropped, none
    dropped: tuple[tuple[str, str], ...] = ()  # unit, reason


@dataclass(frozen=True)
class AnswerRow:
    """One unit: by what it answers (plan, measures, nothing yet), and item by item."""

    unit: Unit
    child: Movement | None
    by: str  # plan, measures or none
    cells: list[str]


@dataclass(frozen=True)
class AnswerMap:
    """Units by items of one movement."""

    movement: Movement
    items: list[Item]
    rows: list[AnswerRow]
    page: Any
    total: int
    planned: int
    by_measures: int


@dataclass
class _Told:
    """What the units beneath said, as it is gathered: item and unit to (answer, note)."""

    children: dict[int, Movement] = field(default_factory=dict)
    said: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)
    measured: set[int] = field(default_factory=set)


def answer_map(movement: Movement, access: Access, *, number: str | int | None = 1) -> AnswerMap:
    """Fifty units of the map, the counts over all; a fixed number of queries however many units there are.

    Who watches over the movement sees every unit, anybody else the units they may look into.
    """
    units = _units_of(movement)
    if not access.may(Ability.MOVEMENT_WATCH, movement.owner):
        units = units.filter(pk__in=access.units(Ability.MOVEMENT_VIEW))
    keys = set(units.values_list("pk", flat=True))
    told = _told(movement, keys)
    page = Paginator(units.order_by("kind", "sort_key"), PER_PAGE).get_page(number)
    bare = _items_of(movement)
    rows = [_row(unit, bare, told) for unit in page.object_list]
    return AnswerMap(
        movement=movement,
        items=[_counted(item, keys, told) for item in bare],
        rows=rows,
        page=page,
        total=len(keys),
        planned=len(told.children),
        by_measures=len(told.measured),
    )


def _units_of(movement: Movement) -> "QuerySet[Unit]":
    """Those that were asked for a plan or measures, and those that made a plan unasked."""
    asked = Assignment.objects.filter(
        duty__movement=movement, duty__what__in=_ASKED, person=None, merged_into=None
    )
    return Unit.objects.filter(Q(pk__in=asked.values("unit")) | Q(pk__in=movement.children.values("owner")))


def _items_of(movement: Movement) -> list[Item]:
    contents = movement.contents.exclude(answer=Content.Answer.DROPPED)
    criteria = movement.criteria.exclude(answer=Criterion.Answer.DROPPED)
    found = [Item(f"c{row.place}", row.place, row.text, row.mandatory, {}) for row in contents]
    return found + [
        Item(f"t{row.pk}", row.marker or str(row.order), row.text, row.mandatory, {}) for row in criteria
    ]


def _told(movement: Movement, units: set[int]) -> _Told:
    """Four queries: the children, their contents, their criteria; and who has measures instead."""
    told = _Told()
    for child in movement.children.filter(owner__in=units).select_related("owner").order_by("-id"):
        told.children[child.owner_id] = child
    contents = Content.objects.filter(movement__parent=movement, above__isnull=False)
    # A unit may hold its own copy of the plan: the place in the text says which content is answered.
    for child_id, place, answer, note in contents.values_list("movement", "above__section", "answer", "note"):
        told.said[(f"c{place}", child_id)] = (answer, note)
    criteria = Criterion.objects.filter(movement__parent=movement, above__isnull=False)
    for child_id, above, answer, note in criteria.values_list("movement", "above", "answer", "note"):
        told.said[(f"t{above}", child_id)] = (answer, note)
    measured = Assignment.objects.filter(duty__movement=movement, person=None).exclude(measures="")
    told.measured = set(measured.values_list("unit", flat=True)) & units - told.children.keys()
    return told


def _row(unit: Unit, items: list[Item], told: _Told) -> AnswerRow:
    child = told.children.get(unit.pk)
    by = "plan" if child else "measures" if unit.pk in told.measured else "none"
    return AnswerRow(unit, child, by, [_answer(item, child, told)[0] for item in items])


def _answer(item: Item, child: Movement | None, told: _Told) -> tuple[str, str]:
    """Taken, adapted, dropped, or "" while the unit has not said."""
    return told.said.get((item.key, child.pk), ("", "")) if child else ("", "")


def _counted(item: Item, units: set[int], told: _Told) -> Item:
    counts = dict.fromkeys(("taken", "adapted", "dropped", "none"), 0)
    dropped: list[tuple[str, str]] = []
    for unit in units:
        child = told.children.get(unit)
        answer, note = _answer(item, child, told)
        counts[answer or "none"] += 1
        if answer == "dropped" and child is not None and len(dropped) < NAMED:
            dropped.append((str(child.owner), note))
    return Item(item.key, item.label, item.text, item.mandatory, counts, tuple(dropped))
