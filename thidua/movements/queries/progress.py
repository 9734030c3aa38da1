"""How a movement stands: who has pledged, who has answered, what looks alike."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from thidua.core.dates import day_of
from thidua.core.text import fold
from thidua.movements.models import Assignment, Duty, Movement, Pledge
from thidua.org.access import Ability, Access
from thidua.org.models import Reach, Unit, User
from thidua.reporting.models import Report, Window

_HEAVY = ("plan__source_lines", "plan__reading")


def movements_seen_by(access: Access) -> "QuerySet[Movement]":
    """Movements run by the units this person may look into, those that ask something of them or their units,
    and those that already run in the units above their own (EK-24).
    """
    units = access.units(Ability.MOVEMENT_VIEW)
    asked = Assignment.objects.filter(duty__movement=OuterRef("pk"))
    asked = asked.filter(Q(person_id=access.user.person_id) | Q(person=None, unit__in=units))
    own = [post.unit.pk for post in access.posts] if access.has(Ability.MOVEMENT_VIEW) else []
    above = Reach.objects.on(access.day).filter(descendant__in=own).values("ancestor")
    running = Q(state=Movement.State.RUNNING, owner__in=above)
    return Movement.objects.filter(Q(owner__in=units) | Exists(asked) | running)


def movements_in(seen: "QuerySet[Movement]") -> "QuerySet[Movement]":
    """Of these movements, newest first, each with how many assignments are done of how many.

    Reports are counted in their own room, from what was accepted, not here.
    """
    counted = ~Q(duties__what=Duty.What.REPORT)
    counts = {
        "asked": Count("duties__assignments", filter=counted),
        "done": Count("duties__assignments", filter=counted & Q(duties__assignments__state="done")),
    }
    return seen.select_related("owner", "plan").annotate(**counts).order_by("-id").defer(*_HEAVY)


@dataclass(frozen=True)
class Share:
    """Some of all, with the names of the rest. The figure is never shown without "n of N"."""

    done: int
    total: int
    missing: list[str]


def pledge_share(movement: Movement) -> Share:
    """Who signed of those asked on the day of launch, people or units, and who has not."""
    asked = Assignment.objects.filter(duty__movement=movement, duty__what=Duty.What.PLEDGE)
    waiting = asked.filter(state=Assignment.State.OPEN).select_related("person", "unit")
    rows = waiting.order_by("person__sort_key", "unit__sort_key")
    names = [row.person.name if row.person else str(row.unit) for row in rows]
    total = asked.count()
    return Share(done=total - len(names), total=total, missing=names)


def pledges_of(movement: Movement) -> "QuerySet[Pledge]":
    """The signed pledges, in name order."""
    return movement.pledges.select_related("person", "unit").order_by("person__sort_key")


@dataclass(frozen=True)
class Cell:
    """One unit's answer to one duty in the coverage map, or how many of its people have answered.

    `state`: done, open, late; for a report the state it stands in. `report` is the report behind the cell.
    """

    state: str
    done: int
    total: int
    of_people: bool
    due: dt.date | None
    done_on: dt.date | None
    assignment: int | None
    report: int | None


@dataclass(frozen=True)
class Row:
    """One unit of the coverage map."""

    unit: Unit
    cells: list[Cell | None]


def coverage(movement: Movement, *, on: dt.date) -> tuple[list[Duty], list[Row]]:
    """Units by duties: where a duty was answered, and where it died. Four queries however many units."""
    duties = list(movement.duties.order_by("id"))
    reports = _reports_of(movement) if any(duty.what == Duty.What.REPORT for duty in duties) else {}
    asking = {duty.pk for duty in duties if duty.what == Duty.What.REPORT}
    rows: dict[int, dict[int, Cell]] = {}
    for group in _groups(movement):
        report = reports.get(group["unit_id"]) if group["duty_id"] in asking else None
        rows.setdefault(group["unit_id"], {})[group["duty_id"]] = _cell(group, report, on)
    units = Unit.objects.filter(pk__in=rows).order_by("kind", "sort_key")
    return duties, [Row(unit, [rows[unit.pk].get(duty.pk) for duty in duties]) for unit in units]


def _groups(movement: Movement) -> Iterable[dict[str, Any]]:
    """Assignments counted by unit and duty; a unit's own comes with its key and the moment it was done."""
    return (
        Assignment.objects.filter(duty__movement=movement)
        .values("unit_id", "duty_id", "due")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state="done")),
            people=Count("person"),
            key=Min("pk"),
            last=Max("done_at"),
        )
    )


def _reports_of(movement: Movement) -> dict[int, Report]:
    """The newest report of each unit in the windows opened for this movement."""
    windows = windows_of(movement).values("pk")
    found = Report.objects.filter(expected__window__in=windows).select_related("expected__window")
    return {report.expected.unit_id: report for report in found.order_by("expected__window__opens_on", "id")}


def _cell(group: dict[str, Any], report: Report | None, on: dt.date) -> Cell:
    due = report.expected.window.due_on if report else group["due"]
    if report:
        state, at = report.state, report.submitted_at
        open_still = state in {Report.State.DRAFT, Report.State.RETURNED}
    else:
        open_still, at = group["done"] < group["total"], group["last"]
        state = "open" if open_still else "done"
    if open_still and due is not None and due < on and state != Report.State.RETURNED:
        state = "late"
    return Cell(
        state=state,
        done=group["done"],
        total=group["total"],
        of_people=bool(group["people"]),
        due=due,
        done_on=day_of(at) if at and not open_still else None,
        assignment=None if group["people"] or report else group["key"],
        report=report.pk if report else None,
    )


def owing(movement: Movement) -> "QuerySet[Unit]":
    """The units that owe this movement a report."""
    report = Assignment.objects.filter(duty__movement=movement, duty__what=Duty.What.REPORT, person=None)
    return Unit.objects.filter(pk__in=report.values("unit")).order_by("sort_key")


def windows_of(movement: Movement) -> "QuerySet[Window]":
    """The times of reporting opened for a movement, the newest first."""
    about = Window.objects.filter(about_kind=movement._meta.label_lower, about_id=movement.pk)
    return about.select_related("owner", "form_version").order_by("-opens_on", "-id")


def similar_to(movement: Movement, among: "QuerySet[Movement]") -> list[Movement]:
    """Movements with another root whose names share most words: "tên gần giống, gốc khác", merged by nobody."""
    words = set(fold(movement.name).split())
    others = among.exclude(pk=movement.pk).select_related("owner", "plan", "basis").defer(*_HEAVY)
    alike = [other for other in others if _alike(words, set(other.folded.split()))]
    return [other for other in alike if other.basis_id is None or other.basis_id != movement.basis_id]


def _alike(one: set[str], other: set[str]) -> bool:
    return 2 * len(one & other) > len(one | other) if one | other else False


def unsigned_users(movement: Movement) -> "QuerySet[User]":
    """The accounts of those who were asked to pledge and have not."""
    asked = Assignment.objects.filter(duty__movement=movement, duty__what=Duty.What.PLEDGE, state="open")
    return User.objects.filter(person__in=asked.values("person"), is_active=True).order_by("pk")


def open_assignments(user: User) -> "QuerySet[Assignment]":
    """What a person still owes across all movements, the nearest due first (LT-53)."""
    own = Assignment.objects.filter(person_id=user.person_id, state="open", duty__movement__state="running")
    return own.select_related("duty__movement__plan", "unit").order_by("due", "id")
