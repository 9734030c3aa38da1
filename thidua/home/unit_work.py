"""The page of a group's work: its members, what it was asked and has answered, its accepted figures (LT-59)."""

from typing import Any

from django.db.models import Count, QuerySet

from thidua.documents.models import Evidence
from thidua.documents.queries.proving import provables
from thidua.movements.models import Assignment, Duty
from thidua.movements.queries.tasks import days_late, tasks_of_unit
from thidua.org.access import Ability, Access
from thidua.org.models import Unit
from thidua.org.queries.people import posts_in
from thidua.reporting.models import Report
from thidua.reporting.queries.reports import cells_in

SHOWN = 12  # reports; older ones are in the room of reports


def work_of(unit: Unit, access: Access) -> dict[str, Any]:
    """A unit's page of work: its members, what it was asked and has answered, its tasks, its accepted figures."""
    asked = Assignment.objects.filter(unit=unit, person=None).select_related("duty__movement__plan")
    reports = Report.objects.filter(expected__unit=unit, state=Report.State.ACCEPTED)
    newest = reports.select_related("expected__window__form_version").order_by("-expected__window__due_on")
    rows = list(newest[:SHOWN])
    reported = {report.expected.window.about_id for report in rows}
    return {
        "unit": unit,
        "members": list(posts_in(unit, on=access.day)),
        "tasks": [(task, days_late(task, access.day)) for task in tasks_of_unit(unit)[:50]],
        "asked": [(row, _is_done(row, reported)) for row in asked.order_by("due", "id")[:50]],
        "results": [(report, cells_in(report)) for report in rows],
        "may_open": access.may(Ability.REPORT_VIEW, unit),
        "proofs": _proofs(asked, access),
    }


def _is_done(row: Assignment, reported: set[int | None]) -> bool:
    """A report is owed until one is accepted; everything else until the unit says it is done."""
    if row.duty.what == Duty.What.REPORT:
        return row.duty.movement_id in reported
    return row.state == Assignment.State.DONE


def _proofs(asked: "QuerySet[Assignment]", access: Access) -> list[tuple[Assignment, int]]:
    """What this reader may prove of the unit's work, each with how many pieces of evidence it has already."""
    mine = list(provables()["movements.assignment"].proved(access).filter(pk__in=asked.values("pk"))[:SHOWN])
    rows = Evidence.objects.filter(about_kind="movements.assignment", about_id__in=[row.pk for row in mine])
    counted = dict(rows.order_by().values_list("about_id").annotate(Count("pk")))
    return [(row, counted.get(row.pk, 0)) for row in mine]
