"""Pledges by unit on any day's tree, by round, and as lists to enter, to look through and to take away."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.core.dates import ZONE, short
from thidua.documents.models import Evidence
from thidua.movements.models import Adoption, Assignment, Movement, Pledge, PledgeDenial, Round
from thidua.movements.queries.pledges import asked_to_pledge, pledges_of, signed_until, targets_in
from thidua.movements.rules.pledges import carried
from thidua.org.access import Ability, Access
from thidua.org.models import Lineage, Placement, Unit, UnitName

WITHIN = {Unit.Kind.TEAM, Unit.Kind.DIVISION, Unit.Kind.CLASS}
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class UnitShare:
    """How many signed of those asked in one unit, named as on the day."""

    unit: int
    name: str
    done: int
    total: int


def shares_by_unit(movement: Movement, *, on: dt.date, people: bool = True) -> list[UnitShare]:
    """Who signed by a day, by the units that stood on it; each person counts once, where the launch found them.

    A unit that was merged counts in its successor from the day of the merger, and nobody signs again; before
    that day it counts under its own name. Teams count as teams where the movement is their own school's.
    """
    asked = asked_to_pledge(movement, people=people).annotate(
        first=Coalesce("moved_from", "unit"),
        has_signed=signed_until(movement, people=people, on=on),
    )
    counted = asked.values("first").annotate(total=Count("pk"), done=Count("pk", filter=Q(has_signed=True)))
    rows = list(counted.values_list("first", "done", "total"))
    passed = _passed(row[0] for row in rows)
    now = {first: carried(first, passed, on) for first, _, _ in rows}
    shown = _shown(set(now.values()), movement, on)
    found: dict[int, list[int]] = {}
    for first, done, total in rows:
        sums = found.setdefault(shown[now[first]], [0, 0])
        sums[0] += done
        sums[1] += total
    names = _names(found, on)
    shares = [UnitShare(unit, names[unit][0], *sums) for unit, sums in found.items()]
    return sorted(shares, key=lambda row: names[row.unit][1])


def _passed(units: Iterable[int]) -> dict[int, list[tuple[dt.date, int]]]:
    """The successions of these units and of their successors."""
    passed: dict[int, list[tuple[dt.date, int]]] = {}
    wanted = set(units)
    while wanted:
        rows = Lineage.objects.filter(predecessor__in=wanted).exclude(successor=None)
        for predecessor, on, successor in rows.values_list("predecessor", "on", "successor"):
            passed.setdefault(predecessor, []).append((on, successor))
        heirs = {heir for unit in wanted for _, heir in passed.get(unit, ())}
        wanted = heirs - passed.keys() - wanted
    return passed


def _shown(units: set[int], movement: Movement, on: dt.date) -> dict[int, int]:
    """The unit under which each is counted: a part inside a school counts in that school, unless that is the owner."""
    inside = Placement.objects.on(on).filter(unit__in=units, unit__kind__in=WITHIN)
    moved = inside.exclude(parent=movement.owner_id).values_list("unit", "parent")
    return {unit: unit for unit in units} | dict(moved)


def _names(units: Iterable[int], on: dt.date) -> dict[int, tuple[str, str]]:
    """Name and place in the dictionary; of a unit that no longer stands, the newest name."""
    names = {row.pk: (row.label, row.sort_key) for row in Unit.objects.filter(pk__in=list(units))}
    for row in UnitName.objects.on(on).filter(unit__in=list(units)):
        names[row.unit_id] = (row.name, names[row.unit_id][1])
    return names


@dataclass(frozen=True)
class Stretch:
    """A part of a round during which the tree stayed as it was, with the shares at its end."""

    first: dt.date
    last: dt.date
    rows: list[UnitShare]


def shares_in_round(round_: Round, *, on: dt.date) -> list[Stretch]:
    """The shares of a round, apart before and after each merger within it, up to a day (C.4, 13)."""
    movement, first = round_.movement, round_.during.lower
    until = min(round_.during.upper or on + ONE_DAY, on + ONE_DAY)
    if until <= first:
        return []
    asked = asked_to_pledge(movement).values_list(Coalesce("moved_from", "unit"), flat=True).distinct()
    passed = _passed(asked)
    turns = sorted({day for rows in passed.values() for day, _ in rows if first < day < until})
    stretches = zip([first, *turns], [*turns, until], strict=True)
    return [
        Stretch(start, end - ONE_DAY, shares_by_unit(movement, on=end - ONE_DAY)) for start, end in stretches
    ]


# Entering a list signed on paper


def people_to_enter(movement: Movement, units: "QuerySet[Unit]") -> "QuerySet[Assignment]":
    """Those in these units who were asked and have neither signed nor denied, by unit and name."""
    denied = PledgeDenial.objects.filter(movement=movement, person=OuterRef("person"))
    rows = asked_to_pledge(movement).filter(unit__in=units).exclude(Exists(denied))
    waiting = rows.annotate(has_signed=signed_until(movement, people=True, on=None)).filter(has_signed=False)
    return waiting.select_related("person", "unit").order_by(
        "unit__sort_key", "unit_id", "person__sort_key", "person_id"
    )


def denials_of(movement: Movement) -> "QuerySet[PledgeDenial]":
    """Those who said that they had not signed a list."""
    rows = movement.pledge_denials.select_related("person", "paper_list__unit")
    return rows.order_by("person__sort_key")


def adoptions_of(movement: Movement, access: Access) -> list[Adoption]:
    """The meetings that adopted the plan and the pledge; `proof` is the key of the minutes, for who may open them."""
    minutes = Evidence.objects.filter(about_kind="movements.adoption", about_id=OuterRef("pk"))
    rows: list[Adoption] = list(movement.adoptions.annotate(proof=Subquery(minutes.values("pk")[:1])))
    if rows and not access.may(Ability.MOVEMENT_VIEW, movement.owner):
        for row in rows:
            row.__dict__["proof"] = None
    return rows


# Taking the list away

COLUMNS = (
    "Họ và tên", "Đơn vị", "Tình trạng", "Ngày ký", "Muộn", "Cách đăng ký", "Xác nhận của người ký",
    "Chỉ tiêu", "Tự đặt thêm", "Bên cùng ký",
)  # fmt: skip


def list_rows(movement: Movement) -> list[list[Any]]:
    """Everyone asked, one row each, as a sheet takes them: first who signed, then who has not."""
    rows = [_signed_row(row) for row in pledges_of(movement)]
    waiting = asked_to_pledge(movement).annotate(has_signed=signed_until(movement, people=True, on=None))
    for row in waiting.filter(has_signed=False).select_related("person", "unit").order_by("person__sort_key"):
        person = row.person
        rows.append([person.name if person else "", str(row.unit), "chưa ký", *[""] * (len(COLUMNS) - 3)])
    return rows


def _signed_row(row: Pledge) -> list[Any]:
    sides = [f"{one.person.name}, {one.title}" for one in row.countersignatures.all()]
    return [
        row.person.name if row.person else str(row.unit),
        str(row.unit),
        "đã ký",
        short(row.signed_at.astimezone(ZONE).date()),
        "muộn" if row.late else "",
        row.get_way_display(),
        _answer(row),
        "; ".join(str(target) for target in targets_in(row)),
        row.target,
        "; ".join(sides),
    ]


def _answer(row: Pledge) -> str:
    if row.way == Pledge.Way.SELF:
        return ""
    return "đã xác nhận" if row.confirmed_at else "chưa trả lời"


def lists_of(movement: Movement) -> list[dict[str, Any]]:
    """The paper lists entered, each with how many names it holds, how many confirmed or denied, and its proof."""
    proof = Evidence.objects.filter(about_kind="movements.pledgelist", about_id=OuterRef("pk"))
    rows = movement.pledge_lists.select_related("unit", "entered_by__person").annotate(
        people=Count("pledges", distinct=True),
        confirmed=Count("pledges", filter=Q(pledges__confirmed_at__isnull=False), distinct=True),
        said_no=Count("denials", distinct=True),
        proof=Subquery(proof.order_by("pk").values("pk")[:1]),
    )
    return [
        {
            "list": row,
            "people": row.people,
            "confirmed": row.confirmed,
            "denied": row.said_no,
            "evidence": row.proof,
        }
        for row in rows.order_by("-signed_on", "-pk")
    ]
