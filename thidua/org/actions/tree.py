"""Units come, are named, placed, moved, merged and ended; nothing is ever rewritten."""

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Q, QuerySet, Value

from thidua.activity.trail import Actor, record
from thidua.core.dates import period
from thidua.core.errors import refuse_if
from thidua.core.text import fold, sort_key
from thidua.org import rules
from thidua.org.actions.reach import rebuild_reach
from thidua.org.models import (
    Area,
    Delegation,
    Guidance,
    Lineage,
    Pairing,
    Placement,
    Position,
    Post,
    Reach,
    Unit,
    UnitAlias,
    UnitName,
)

ONE_DAY = dt.timedelta(days=1)


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
    refuse_if(rules.blockers_to_period(since, until))
    refuse_if(
        [
            *rules.blockers_to_code(code, taken=Unit.objects.filter(code=code).exists()),
            *rules.blockers_to_parent(parent, stands=parent is None or _stands(parent, period(since, until))),
        ]
    )
    unit = Unit.objects.create(code=code, kind=kind, label=name, folded=fold(name), sort_key=sort_key(name))
    during = period(since, until)
    UnitName.objects.create(
        unit=unit,
        name=name,
        short=short,
        symbol=symbol,
        seat=seat,
        folded=fold(name),
        during=during,
        basis=basis,
    )
    relation = relation or (Placement.Relation.ATTACHED if parent else Placement.Relation.ROOT)
    Placement.objects.create(unit=unit, parent=parent, relation=relation, during=during, basis=basis)
    rebuild_reach([unit.pk])
    record("unit.created", f"Lập đơn vị {name}.", by=by, about=unit, unit=unit, at=at, code=code)
    return unit


def _stands(unit: Unit, during: DateRange) -> bool:
    """Whether the unit has a place in the tree on every day of a period."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(range_agg(during) @> %s::daterange, false) FROM org_placement WHERE unit_id = %s",
            [during, unit.pk],
        )
        return bool(cursor.fetchone()[0])


@transaction.atomic
def rename_unit(
    unit: Unit,
    name: str,
    *,
    on: dt.date,
    basis: str,
    by: Actor | None,
    at: dt.datetime,
    short: str = "",
    symbol: str = "",
    seat: str = "",
) -> UnitName:
    """Give a unit another name from a day; the old one stays true of the days before."""
    old = UnitName.objects.select_for_update().on(on).filter(unit=unit).first()
    refuse_if(rules.blockers_to_rename(unit, old, on))
    assert old is not None
    until = old.during.upper
    UnitName.objects.filter(pk=old.pk).update(during=period(old.during.lower, on))
    new = UnitName.objects.create(
        unit=unit,
        name=name,
        short=short or old.short,
        symbol=symbol or old.symbol,
        seat=seat or old.seat,
        folded=fold(name),
        during=period(on, until),
        basis=basis,
    )
    if until is None:  # a name that has ended again is history, not the label
        Unit.objects.filter(pk=unit.pk).update(label=name, folded=fold(name), sort_key=sort_key(name))
    record(
        "unit.renamed",
        f"Đổi tên {old.name} thành {name} từ {on:%d/%m/%Y}.",
        by=by,
        about=unit,
        unit=unit,
        at=at,
        basis=basis,
    )
    return new


@transaction.atomic
def move_unit(
    unit: Unit,
    parent: Unit,
    *,
    on: dt.date,
    basis: str,
    by: Actor | None,
    at: dt.datetime,
    relation: str = "",
) -> Placement:
    """Place a unit under another parent from a day. Refuses a parent that is, or will be, beneath it."""
    _lock_the_tree()
    old = Placement.objects.on(on).filter(unit=unit).first()
    rest = period(on, old.during.upper if old else None)
    loops = Reach.objects.filter(descendant=parent, ancestor=unit, during__overlap=rest).exists()
    refuse_if(
        [
            *rules.blockers_to_move(unit, parent, old, on, loops=loops or unit.pk == parent.pk),
            *rules.blockers_to_parent(parent, stands=_stands(parent, rest)),
        ]
    )
    assert old is not None
    Placement.objects.filter(pk=old.pk).update(during=period(old.during.lower, on))
    relation = relation or (Placement.Relation.ATTACHED if old.parent_id is None else old.relation)
    new = Placement.objects.create(unit=unit, parent=parent, relation=relation, during=rest, basis=basis)
    rebuild_reach([unit.pk])
    told = f"Chuyển {unit} về {parent} từ {on:%d/%m/%Y}."
    record("unit.moved", told, by=by, about=unit, unit=unit, at=at, basis=basis)
    return new


@transaction.atomic
def merge_units(
    predecessors: list[Unit],
    successor: Unit,
    *,
    on: dt.date,
    basis: str,
    by: Actor | None,
    at: dt.datetime,
    shares: dict[int, tuple[int, int] | None] | None = None,
) -> list[Lineage]:
    """Merge units into one from a day. Their past stays under their old names; open work finds the successor.

    Their people go on in the successor in the same posts, except leaders and officers of unions and
    councils, who need a new decision. `shares` gives the fraction of a predecessor that passed on, None
    where no source says; a predecessor not named passes on whole.
    """
    _lock_the_tree()
    refuse_if(
        [
            *rules.blockers_to_merge(predecessors, successor),
            *rules.blockers_to_parent(successor, stands=_stands(successor, period(on, on + ONE_DAY))),
        ]
    )
    made = [
        _lineage(unit, successor, Lineage.Kind.MERGE, (shares or {}).get(unit.pk, (1, 1)), on, basis)
        for unit in predecessors
    ]
    for unit in predecessors:
        carried = _people_who_go_on(unit, on)
        end_unit(unit, on=on, by=by, at=at, basis=basis)
        _continue_posts(carried, successor, on, basis)
    names = ", ".join(str(unit) for unit in predecessors)
    told = f"Sáp nhập {names} vào {successor} từ {on:%d/%m/%Y}."
    record("unit.merged", told, by=by, about=successor, unit=successor, at=at, basis=basis)
    return made


@transaction.atomic
def pass_on_unit(
    unit: Unit,
    heirs: dict[Unit, tuple[int, int] | None],
    kind: Lineage.Kind,
    *,
    on: dt.date,
    basis: str,
    by: Actor | None,
    at: dt.datetime,
) -> list[Lineage]:
    """End a unit on a day and say who carries on, each with the fraction it takes, None where no source says.

    A unit that is dissolved has no heirs.
    """
    _lock_the_tree()
    refuse_if(
        blocker
        for heir in heirs
        for blocker in rules.blockers_to_parent(heir, stands=_stands(heir, period(on, on + ONE_DAY)))
    )
    made = [_lineage(unit, heir, kind, share, on, basis) for heir, share in heirs.items()]
    if not heirs:
        made = [_lineage(unit, None, Lineage.Kind.DISSOLVE, None, on, basis)]
    end_unit(unit, on=on, by=by, at=at, basis=basis)
    return made


def _lineage(  # noqa: PLR0917 the columns of one row
    unit: Unit,
    successor: Unit | None,
    kind: Lineage.Kind,
    share: tuple[int, int] | None,
    on: dt.date,
    basis: str,
) -> Lineage:
    part, whole = share or (None, None)
    return Lineage.objects.create(
        predecessor=unit,
        successor=successor,
        kind=kind,
        share_part=part,
        share_whole=whole,
        on=on,
        basis=basis,
    )


_GO_ON = (
    Position.CLERK,
    Position.OFFICER,
    Position.LEADER,
    Position.TEACHER,
    Position.STAFF,
    Position.HOMEROOM,
    Position.PUPIL,
)


def _people_who_go_on(unit: Unit, on: dt.date) -> list[Post]:
    return list(Post.objects.on(on).filter(unit=unit, position__in=_GO_ON).order_by("pk"))


def _continue_posts(posts: list[Post], successor: Unit, on: dt.date, basis: str) -> None:
    for post in posts:
        post.pk, post.unit, post.during, post.basis = None, successor, period(on, post.during.upper), basis
    Post.objects.bulk_create(posts, batch_size=1000)


@transaction.atomic
def end_unit(unit: Unit, *, on: dt.date, by: Actor | None, at: dt.datetime, basis: str) -> None:
    """A unit stops standing on a day (that day excluded), and all that was said of it stops with it.

    Refuses while units stand, or are planned to stand, under it, and while posts in it begin later.
    """
    _lock_the_tree()
    rest = period(on)
    below = Placement.objects.filter(parent=unit, during__overlap=rest).select_related("unit")
    place = Placement.objects.on(on).filter(unit=unit).first()
    later = Post.objects.filter(unit=unit, during__overlap=rest).exclude(during__contains=on - ONE_DAY)
    refuse_if(rules.blockers_to_end(unit, place, [row.unit for row in below], on, later=later.count()))
    assert place is not None
    _close(Delegation.objects.filter(Q(giver__unit=unit) | Q(receiver__unit=unit)), on)
    for rows in (Placement, UnitName, Post, Guidance, Area, UnitAlias):
        _close(rows.objects.filter(unit=unit), on)
    _close(Pairing.objects.filter(Q(unit=unit) | Q(union=unit)), on)
    _close(Guidance.objects.filter(by=unit), on)
    rebuild_reach([unit.pk])
    told = f"{unit} kết thúc từ {on:%d/%m/%Y}."
    record("unit.ended", told, by=by, about=unit, unit=unit, at=at, basis=basis)


def _close(rows: "QuerySet[Any]", on: dt.date) -> None:
    """What was true until after a day is true until that day."""
    began = Func(F("during"), function="lower")
    ended = Func(began, Value(on), Value("[)"), function="daterange", output_field=DateRangeField())
    rows.filter(during__contains=on, during__startswith__lt=on).update(during=ended)


def _lock_the_tree() -> None:
    """One reorganisation at a time: two that are harmless alone could make a loop together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('thidua.org.tree'))")


@transaction.atomic
def pair_union(unit: Unit, union: Unit, *, since: dt.date, by: Actor | None, at: dt.datetime) -> Pairing:
    """Pair a unit with the union body of its level."""
    taken = Pairing.objects.filter(unit=unit, during__overlap=period(since)).select_related("union").first()
    refuse_if(rules.blockers_to_pair(unit, union, taken=taken and taken.union))
    pairing = Pairing.objects.create(unit=unit, union=union, during=period(since))
    record("unit.paired", f"{unit} có {union} cùng cấp.", by=by, about=unit, unit=unit, at=at)
    return pairing


@transaction.atomic
def set_guidance(
    unit: Unit,
    guide: Unit,
    *,
    since: dt.date,
    by: Actor | None,
    at: dt.datetime,
    until: dt.date | None = None,
    basis: str = "",
) -> Guidance:
    """Say which body guides a unit in its profession."""
    taken = Guidance.objects.filter(unit=unit, by=guide, during__overlap=period(since, until)).exists()
    refuse_if([*rules.blockers_to_period(since, until), *rules.blockers_to_guide(unit, guide, already=taken)])
    row = Guidance.objects.create(unit=unit, by=guide, during=period(since, until), basis=basis)
    record(
        "unit.guided", f"{unit} theo hướng dẫn chuyên môn của {guide}.", by=by, about=unit, unit=unit, at=at
    )
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
    unit: Unit,
    flag: str,
    *,
    since: dt.date,
    by: Actor | None,
    at: dt.datetime,
    until: dt.date | None = None,
    basis: str = "",
) -> Area:
    """Flag the place a unit serves, from a day. Refuses a flag it bears already at that time."""
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    recorded = list(locked.areas.filter(flag=flag))
    refuse_if(rules.blockers_to_flag(unit, Area.Flag(flag).label, since, until, recorded=recorded))
    row = Area.objects.create(unit=unit, flag=flag, during=period(since, until), basis=basis)
    record("unit.area_flagged", f"{unit}: {row.get_flag_display()}.", by=by, about=unit, unit=unit, at=at)
    return row
