"""Units come, are named, placed, moved, merged and ended; nothing is ever rewritten."""

import datetime as dt

from django.db import connection, transaction

from thidua.activity.trail import Actor, record
from thidua.core.dates import period
from thidua.core.errors import refuse_if
from thidua.core.text import fold, sort_key
from thidua.org import rules
from thidua.org.models import Area, Guidance, Lineage, Pairing, Placement, Unit, UnitAlias, UnitName
from thidua.org.queries.tree import ancestors_of


@transaction.atomic
def create_unit(
    code: str,
    kind: str,
    name: str,
    *,
    since: dt.date,
    by: Actor | None,
    at: dt.datetime,
    parent: Unit | None = None,
    relation: str = "",
    short: str = "",
    symbol: str = "",
    seat: str = "",
    until: dt.date | None = None,
    basis: str = "",
) -> Unit:
    """Found a unit: its identity, first name and first place in the tree.

    Refuses a code that is taken, and a parent that does not exist on that day.
    """
    refuse_if(
        [
            *rules.blockers_to_code(code, taken=Unit.objects.filter(code=code).exists()),
            *rules.blockers_to_parent(parent, stands=parent is None or _stands(parent, since)),
        ]
    )
    unit = Unit.objects.create(code=code, kind=kind, label=name, folded=fold(name), sort_key=sort_key(name))
    during = period(since, until)
    UnitName.objects.create(
        unit=unit, name=name, short=short, symbol=symbol, seat=seat, during=during, basis=basis
    )
    relation = relation or (Placement.Relation.ATTACHED if parent else Placement.Relation.ROOT)
    Placement.objects.create(unit=unit, parent=parent, relation=relation, during=during, basis=basis)
    rebuild_reach([unit.pk])
    record("unit.created", f"Lập đơn vị {name}.", by=by, about=unit, unit=unit, at=at, code=code)
    return unit


def _stands(unit: Unit, day: dt.date) -> bool:
    return Placement.objects.on(day).filter(unit=unit).exists()


@transaction.atomic
def rename_unit(
    unit: Unit, name: str, *, on: dt.date, basis: str, by: Actor | None, at: dt.datetime, short: str = "",
    symbol: str = "", seat: str = "",
) -> UnitName:
    """Give a unit another name from a day; the old one stays true of the days before."""
    old = UnitName.objects.select_for_update().on(on).filter(unit=unit).first()
    refuse_if(rules.blockers_to_rename(unit, old, on))
    assert old is not None
    until = old.during.upper
    UnitName.objects.filter(pk=old.pk).update(during=period(old.during.lower, on))
    new = UnitName.objects.create(
        unit=unit, name=name, short=short or old.short, symbol=symbol or old.symbol, seat=seat or old.seat,
        during=period(on, until), basis=basis,
    )
    Unit.objects.filter(pk=unit.pk).update(label=name, folded=fold(name), sort_key=sort_key(name))
    record(
        "unit.renamed", f"Đổi tên {old.name} thành {name} từ {on:%d/%m/%Y}.", by=by, about=unit, unit=unit, at=at,
        basis=basis,
    )
    return new


@transaction.atomic
def move_unit(
    unit: Unit, parent: Unit, *, on: dt.date, basis: str, by: Actor | None, at: dt.datetime, relation: str = ""
) -> Placement:
    """Place a unit under another parent from a day. Refuses a parent that stands beneath the unit itself."""
    old = Placement.objects.select_for_update().on(on).filter(unit=unit).first()
    above = {step.pk for step in ancestors_of(parent, on=on)}
    refuse_if(rules.blockers_to_move(unit, parent, old, on, loops=unit.pk == parent.pk or unit.pk in above))
    assert old is not None
    Placement.objects.filter(pk=old.pk).update(during=period(old.during.lower, on))
    new = Placement.objects.create(
        unit=unit, parent=parent, relation=relation or old.relation, during=period(on, old.during.upper), basis=basis
    )
    rebuild_reach([unit.pk])
    record(
        "unit.moved", f"Chuyển {unit} về {parent} từ {on:%d/%m/%Y}.", by=by, about=unit, unit=unit, at=at, basis=basis
    )
    return new


@transaction.atomic
def merge_units(
    predecessors: list[Unit], successor: Unit, *, on: dt.date, basis: str, by: Actor | None, at: dt.datetime
) -> list[Lineage]:
    """Merge units into one from a day. Their past stays under their old names; open work finds the successor."""
    refuse_if(rules.blockers_to_merge(predecessors, successor))
    rows = [
        Lineage(predecessor=unit, successor=successor, kind=Lineage.Kind.MERGE, on=on, basis=basis)
        for unit in predecessors
    ]
    made = Lineage.objects.bulk_create(rows)
    for unit in predecessors:
        end_unit(unit, on=on, by=by, at=at, basis=basis)
    names = ", ".join(str(unit) for unit in predecessors)
    record(
        "unit.merged", f"Sáp nhập {names} vào {successor} từ {on:%d/%m/%Y}.", by=by, about=successor,
        unit=successor, at=at, basis=basis,
    )
    return made


@transaction.atomic
def end_unit(unit: Unit, *, on: dt.date, by: Actor | None, at: dt.datetime, basis: str) -> None:
    """A unit stops standing on a day (that day excluded). Refuses while it still has units under it."""
    below = Placement.objects.on(on).filter(parent=unit).select_related("unit")
    place = Placement.objects.select_for_update().on(on).filter(unit=unit).first()
    refuse_if(rules.blockers_to_end(unit, place, [row.unit for row in below], on))
    assert place is not None
    Placement.objects.filter(pk=place.pk).update(during=period(place.during.lower, on))
    for name in UnitName.objects.on(on).filter(unit=unit):
        UnitName.objects.filter(pk=name.pk).update(during=period(name.during.lower, on))
    rebuild_reach([unit.pk])
    record("unit.ended", f"{unit} kết thúc từ {on:%d/%m/%Y}.", by=by, about=unit, unit=unit, at=at, basis=basis)


@transaction.atomic
def pair_union(unit: Unit, union: Unit, *, since: dt.date, by: Actor | None, at: dt.datetime) -> Pairing:
    """Pair a unit with the union body of its level."""
    refuse_if(rules.blockers_to_pair(unit, union))
    pairing = Pairing.objects.create(unit=unit, union=union, during=period(since))
    record("unit.paired", f"{unit} có {union} cùng cấp.", by=by, about=unit, unit=unit, at=at)
    return pairing


@transaction.atomic
def set_guidance(
    unit: Unit, guide: Unit, *, since: dt.date, by: Actor | None, at: dt.datetime, until: dt.date | None = None,
    basis: str = "",
) -> Guidance:
    """Say which body guides a unit in its profession."""
    row = Guidance.objects.create(unit=unit, by=guide, during=period(since, until), basis=basis)
    record("unit.guided", f"{unit} theo hướng dẫn chuyên môn của {guide}.", by=by, about=unit, unit=unit, at=at)
    return row


@transaction.atomic
def add_alias(
    unit: Unit, alias: str, *, since: dt.date, by: Actor | None, at: dt.datetime, until: dt.date | None = None
) -> UnitAlias:
    """Confirm once that another wording means this unit."""
    row = UnitAlias.objects.create(unit=unit, alias=alias, folded=fold(alias), during=period(since, until))
    record("unit.alias_added", f"“{alias}” là {unit}.", by=by, about=unit, unit=unit, at=at)
    return row


@transaction.atomic
def flag_area(
    unit: Unit, flag: str, *, since: dt.date, by: Actor | None, at: dt.datetime, until: dt.date | None = None,
    basis: str = "",
) -> Area:
    """Flag the place a unit serves, from a day."""
    row = Area.objects.create(unit=unit, flag=flag, during=period(since, until), basis=basis)
    record("unit.area_flagged", f"{unit}: {row.get_flag_display()}.", by=by, about=unit, unit=unit, at=at)
    return row


# The unfolded tree. A path is as true as the days its steps share: the ranges are intersected on the way up.
_UP = """
WITH RECURSIVE up (descendant, ancestor, depth, during, trail) AS (
    SELECT u, u, 0, daterange(NULL, NULL), ARRAY[u] FROM unnest(%(roots)s::bigint[]) AS u
    UNION ALL
    SELECT up.descendant, p.parent_id, up.depth + 1, up.during * p.during, up.trail || p.parent_id
    FROM up JOIN org_placement p ON p.unit_id = up.ancestor
    WHERE p.parent_id IS NOT NULL AND p.during && up.during AND p.parent_id <> ALL (up.trail)
)
INSERT INTO org_reach (descendant_id, ancestor_id, depth, during)
SELECT up.descendant, up.ancestor, up.depth,
       up.during * (SELECT range_merge(range_agg(p.during)) FROM org_placement p WHERE p.unit_id = up.descendant)
FROM up WHERE EXISTS (SELECT 1 FROM org_placement p WHERE p.unit_id = up.descendant)
"""

_DOWN = """
WITH RECURSIVE down (unit) AS (
    SELECT unnest(%(roots)s::bigint[])
    UNION SELECT p.unit_id FROM down JOIN org_placement p ON p.parent_id = down.unit
) SELECT array_agg(unit) FROM down
"""


def rebuild_reach(roots: list[int]) -> None:
    """Unfold the tree again for these units and all that ever stood beneath them."""
    with connection.cursor() as cursor:
        cursor.execute(_DOWN, {"roots": roots})
        units = cursor.fetchone()[0]
        cursor.execute("DELETE FROM org_reach WHERE descendant_id = ANY (%s)", [units])
        cursor.execute(_UP, {"roots": units})


def rebuild_all_reach() -> None:
    """Unfold the whole tree: after an import, or when `fsck` finds a difference."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM org_reach")
        cursor.execute("SELECT array_agg(DISTINCT unit_id) FROM org_placement")
        units = cursor.fetchone()[0] or []
        cursor.execute(_UP, {"roots": units})
