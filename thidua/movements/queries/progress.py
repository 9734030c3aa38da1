"""How a movement stands: who has pledged, who has answered, what looks alike."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from thidua.core.text import fold
from thidua.movements.models import Assignment, Duty, Movement, Pledge
from thidua.org.models import Person, Unit, User


def movements_in(units: "QuerySet[Unit]") -> "QuerySet[Movement]":
    """Movements run by these units, newest first, each with how many assignments are done of how many."""
    counts = {
        "asked": Count("duties__assignments"),
        "done": Count("duties__assignments", filter=Q(duties__assignments__state="done")),
    }
    return (
        Movement.objects.filter(owner__in=units)
        .select_related("owner", "plan")
        .annotate(**counts)
        .order_by("-id")
    )


@dataclass(frozen=True)
class Share:
    """Some of all, with the names of the rest. The figure is never shown without "n of N"."""

    done: int
    total: int
    missing: list[str]


def pledge_share(movement: Movement) -> Share:
    """Who signed of those asked on the day of launch, and who has not."""
    asked = Assignment.objects.filter(duty__movement=movement, duty__what=Duty.What.PLEDGE)
    missing = Person.objects.filter(assignments__in=asked.filter(state="open")).order_by("sort_key")
    total = asked.count()
    names = list(missing.values_list("name", flat=True))
    return Share(done=total - len(names), total=total, missing=names)


def pledges_of(movement: Movement) -> "QuerySet[Pledge]":
    """The signed pledges, in name order."""
    return movement.pledges.select_related("person", "unit").order_by("person__sort_key")


@dataclass(frozen=True)
class Cell:
    """One unit's answer to one duty in the coverage map: done, open or late, or how many people of how many."""

    state: str
    done: int
    total: int
    due: dt.date | None
    done_on: dt.date | None
    assignment: int | None


@dataclass(frozen=True)
class Row:
    """One unit of the coverage map."""

    unit: Unit
    cells: list[Cell | None]


def coverage(movement: Movement, *, on: dt.date) -> tuple[list[Duty], list[Row]]:
    """Units by duties: where a duty was answered, and where it died. Three queries however many units."""
    duties = list(movement.duties.order_by("id"))
    rows: dict[int, dict[int, Cell]] = {}
    groups = (
        Assignment.objects.filter(duty__movement=movement)
        .values("unit_id", "duty_id", "due")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state="done")),
            people=Count("person"),
        )
    )
    single = {
        (unit, duty): (key, done_at)
        for unit, duty, key, done_at in Assignment.objects.filter(
            duty__movement=movement, person=None
        ).values_list("unit_id", "duty_id", "pk", "done_at")
    }
    for group in groups:
        key, done_at = single.get((group["unit_id"], group["duty_id"]), (None, None))
        complete = group["done"] == group["total"]
        late = not complete and group["due"] is not None and group["due"] < on
        rows.setdefault(group["unit_id"], {})[group["duty_id"]] = Cell(
            state="done" if complete else "late" if late else "open",
            done=group["done"],
            total=group["total"],
            due=group["due"],
            done_on=done_at.date() if done_at else None,
            assignment=key,
        )
    units = Unit.objects.filter(pk__in=rows).order_by("kind", "sort_key")
    return duties, [Row(unit, [rows[unit.pk].get(duty.pk) for duty in duties]) for unit in units]


def similar_to(movement: Movement) -> list[Movement]:
    """Movements kept apart whose names share most words: shown as "tên gần giống", merged by nobody."""
    words = set(fold(movement.name).split())
    others = Movement.objects.exclude(pk=movement.pk).select_related("owner", "plan")
    return [other for other in others if _alike(words, set(other.folded.split()))]


def _alike(one: set[str], other: set[str]) -> bool:
    return 2 * len(one & other) > len(one | other) if one | other else False


def open_assignments(user: User) -> "QuerySet[Assignment]":
    """What a person still owes across all movements, the nearest due first (LT-53)."""
    own = Assignment.objects.filter(person_id=user.person_id, state="open", duty__movement__state="running")
    return own.select_related("duty__movement__plan", "unit").order_by("due", "id")
