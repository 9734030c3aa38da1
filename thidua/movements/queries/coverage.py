"""The coverage map: units by duties, where each was answered and where it died."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q

from thidua.core.dates import day_of
from thidua.movements.models import Assignment, Duty, Movement
from thidua.movements.queries.asking import windows_of
from thidua.org.models import Unit
from thidua.reporting.models import Report


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
