"""The heads of the units beneath one's own, each with what is open past its day."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.movements.models import Assignment, Duty, Movement, Task
from thidua.movements.queries.assignments import OWED
from thidua.movements.queries.heads import given, heads_of
from thidua.movements.rules.heads import Held, holder_on, is_of_head
from thidua.org.access import Ability, Access, Where
from thidua.org.models import Placement, Unit

PER_PAGE = 50
_NO_HEAD = (Unit.Kind.CLASS, Unit.Kind.COUNCIL)


@dataclass(frozen=True)
class HeadRow:
    """One unit beneath, who heads it today, and what is open past its day (HY-19)."""

    unit: Any  # with `late`, its own late work given from above, and `card`, its newest running movement
    head: Held | None
    overdue: int  # tasks whose day fell in the time of today's head
    left: int  # and those left by an earlier head, or from when there was none


@dataclass(frozen=True)
class HeadsPage:
    """The heads of the units directly beneath one's own, a page of them."""

    rows: list[HeadRow]
    page: "Page[Any]"


def units_below(access: Access) -> "QuerySet[Unit]":
    """The units directly beneath those from which this person watches a subtree; classes and councils have no head."""
    roots = access.roots(Ability.MOVEMENT_WATCH)[Where.SUBTREE]
    placed = Placement.objects.on(access.day).filter(parent__in=roots).values("unit")
    return Unit.objects.filter(pk__in=placed).exclude(kind__in=_NO_HEAD).order_by("sort_key", "id")


def heads_page(access: Access, *, number: Any) -> HeadsPage:
    """Each head with their open overdue tasks; a fixed number of queries however many units."""
    shown = Paginator(_with_late(units_below(access), access.day), PER_PAGE).get_page(number)
    posts = heads_of(unit.pk for unit in shown)
    overdue = _overdue(posts, [unit.pk for unit in shown], access.day)
    return HeadsPage(
        [_head_row(unit, posts.get(unit.pk, []), overdue.get(unit.pk, []), access.day) for unit in shown],
        shown,
    )


def _with_late(units: "QuerySet[Unit]", today: dt.date) -> "QuerySet[Any, Any]":
    """Each unit with `late`, its overdue work but reports, which are held against their own room; and `card`."""
    late = (
        Assignment.objects.filter(
            unit=OuterRef("pk"), person=None, merged_into=None, state__in=OWED, due__lt=today
        )
        .filter(duty__movement__state=Movement.State.RUNNING)
        .exclude(duty__what=Duty.What.REPORT)
    )
    counted = late.order_by().values("unit").annotate(rows=Count("pk")).values("rows")
    running = Movement.objects.filter(owner=OuterRef("pk"), state=Movement.State.RUNNING).order_by("-id")
    return units.annotate(late=Coalesce(Subquery(counted), 0), card=Subquery(running.values("pk")[:1]))


def _overdue(posts: dict[int, list[Held]], units: list[int], today: dt.date) -> dict[int, list[dt.date]]:
    """The due days of the open overdue tasks of each unit's head, across all running movements."""
    people = {held.person for rows in posts.values() for held in rows}
    open_late = Task.objects.filter(
        Q(unit__in=units) | Q(unit=None, movement__owner__in=units, owner_person__in=people),
        state=Task.State.OPEN, due__lt=today, movement__state=Movement.State.RUNNING,
    ).select_related("movement")  # fmt: skip
    found: dict[int, list[dt.date]] = {}
    for task in open_late:
        unit = task.unit_id or task.movement.owner_id
        heads = {held.person for held in posts.get(unit, [])}
        if task.due and is_of_head(given(task), unit=unit, heads=heads):
            found.setdefault(unit, []).append(task.due)
    return found


def _head_row(unit: Unit, posts: list[Held], overdue: list[dt.date], today: dt.date) -> HeadRow:
    head = holder_on(posts, today)
    own = [due for due in overdue if head is not None and _is(holder_on(posts, due), head)]
    return HeadRow(unit, head, len(own), len(overdue) - len(own))


def _is(held: Held | None, head: Held) -> bool:
    return held is not None and held.person == head.person
