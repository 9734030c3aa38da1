"""The coverage map: units by duties, where each was answered and where it died, with totals over all units."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from thidua.core.dates import day_of
from thidua.movements.cascade import days_late
from thidua.movements.models import Assignment, Cascade, Duty, Movement
from thidua.movements.queries.assignments import OWED
from thidua.movements.queries.coverage_counts import Counted, GivenWork, count_coverage, work_given
from thidua.movements.queries.traces import silent_plans
from thidua.movements.rules.assignments import is_late
from thidua.org.access import Ability, Access, Where
from thidua.org.models import Pairing, Unit
from thidua.reporting.models import Report

PER_PAGE = 50
NAMED = 20  # units named one by one in a note; the rest are counted
FILTERS = {
    "": "Tất cả",
    "late": "Trễ hạn",
    "returned": "Bị trả lại",
    "waiting": "Chờ xem",
    "unconfirmed": "Chưa xác nhận nhận việc",
    "half": "Mới xác nhận một nửa",
}
_OF_REPORTS = (
    *("state", "submitted_at", "expected__unit_id"),
    *("expected__window__due_on", "expected__window__opens_on"),
)
_SENT = {Report.State.SUBMITTED, Report.State.ACCEPTED}


@dataclass(frozen=True)
class Cell:
    """One unit's answer to one duty in the coverage map, or how many of its people have answered.

    `state`: open, handed_in, returned, done; late while it is owed after its day; for a report the state it stands
    in. `late` stays true for what came late, with the working days. `report` is the report behind the cell.
    """

    state: str
    done: int
    total: int
    of_people: bool
    due: dt.date | None
    done_on: dt.date | None
    assignment: int | None
    report: int | None
    late: bool = False
    late_days: int = 0
    answered: str = ""  # "kế hoạch" or "biện pháp"
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One unit of the coverage map. `receipt`: none, half (one of a pair) or full."""

    unit: Unit
    cells: list[Cell | None]
    receipt: str = "none"


@dataclass(frozen=True)
class Total:
    """One duty over all units: how many were asked, have answered, did so in time, are late."""

    duty: Duty
    asked: int
    answered: int
    on_time: int
    late: int


@dataclass(frozen=True)
class CoveragePage:
    """A page of the map with totals over all units, and what stands in the way of the whole."""

    duties: list[Duty]
    totals: list[Total]
    page: "Page[Unit]"
    rows: list[Row]
    which: str
    filters: list[tuple[str, str, int | None]]
    cascade: Cascade | None
    unpaired: list[str]
    unpaired_more: int
    stranded: int
    silent: set[int]  # units of this page with a plan of over thirty days and no activity (EK-29)


def coverage(movement: Movement, *, on: dt.date) -> tuple[list[Duty], list[Row]]:
    """Units by duties, every unit. The page of a big movement asks `coverage_page` instead."""
    duties = list(movement.duties.order_by("id"))
    units = list(_units_of(movement).order_by("kind", "sort_key"))
    return duties, _rows(duties, units, _reports_of(movement, duties), on)


def watches_over(movement: Movement, access: Access) -> bool:
    """Whether this reader watches over the whole movement; asked without a query of those who work in its office."""
    roots = access.roots(Ability.MOVEMENT_WATCH)
    own = movement.owner_id in roots[Where.OWN] | roots[Where.SUBTREE]
    return own or access.may(Ability.MOVEMENT_WATCH, movement.owner)


def coverage_page(
    movement: Movement, access: Access, *, which: str = "", number: str | int | None = 1
) -> CoveragePage:
    """Fifty units of the map, narrowed by `which`; a fixed number of queries however many units there are.

    Who watches over the movement sees every unit; who watches over a part of them, that part (HY-61).
    """
    on = access.day
    which = which if which in FILTERS else ""
    duties = list(movement.duties.order_by("id"))
    reports = _reports_of(movement, duties)
    whole = watches_over(movement, access)
    within = None if whole else access.units(Ability.MOVEMENT_VIEW)
    counted = count_coverage(movement, on=on, reported=list(reports)) if whole else None
    page = _page_of(_units_shown(movement, reports, which, within, on), counted, which, number)
    unpaired = _unpaired(duties, on)
    silent = silent_plans(movement, on=on).filter(unit__in=page.object_list)
    return CoveragePage(
        duties=duties,
        totals=[_total(duty, counted, reports, on) for duty in duties] if counted else [],
        page=page,
        rows=_rows(duties, list(page.object_list), reports, on),
        which=which,
        filters=[
            (key, label, counted.units.get(key) if counted and not reports else None)
            for key, label in FILTERS.items()
        ],
        cascade=getattr(movement, "cascade", None),
        unpaired=[str(unit) for unit in unpaired[:NAMED]],
        unpaired_more=max(0, len(unpaired) - NAMED),
        stranded=counted.stranded if counted else 0,
        silent=set(silent.values_list("unit_id", flat=True)),
    )


def _units_shown(
    movement: Movement,
    reports: Mapping[int, Report],
    which: str,
    within: "QuerySet[Unit] | None",
    on: dt.date,
) -> "QuerySet[Unit]":
    """The units of the map, narrowed to what was asked for and to what the reader may look into."""
    units = _units_of(movement) if within is None else _units_of(movement).filter(pk__in=within)
    if which:
        owed = _own_work(movement, reports).filter(_conditions(on)[which])
        units = units.filter(Q(pk__in=owed.values("unit")) | Q(pk__in=_reporting(reports, which, on)))
    return units.only("code", "kind", "label").order_by("kind", "sort_key")


def _page_of(
    units: "QuerySet[Unit]", counted: Counted | None, which: str, number: str | int | None
) -> "Page[Unit]":
    paginator = Paginator(units, PER_PAGE)
    if counted is not None and not which:
        paginator.count = counted.units[""]  # known already
    return paginator.get_page(number)


def _units_of(movement: Movement) -> "QuerySet[Unit]":
    asked = Assignment.objects.filter(duty__movement=movement, merged_into=None)
    return Unit.objects.filter(pk__in=asked.values("unit"))


def _own_work(movement: Movement, reports: Mapping[int, Report]) -> "QuerySet[Assignment]":
    """The units' own assignments; what a report in hand speaks for is judged by that report."""
    rows = Assignment.objects.filter(duty__movement=movement, person=None, merged_into=None)
    return rows.exclude(duty__what=Duty.What.REPORT, unit__in=list(reports)) if reports else rows


def _late_on(on: dt.date) -> Q:
    return Q(late=True) | Q(state__in=OWED, due__lt=on)


def _conditions(on: dt.date) -> dict[str, Q]:
    pair = Q(duty__reaches=Duty.Reaches.PAIRS)
    head, chair = Q(confirmed_at__isnull=False), Q(union_confirmed_at__isnull=False)
    return {
        "late": _late_on(on),
        "returned": Q(state=Assignment.State.RETURNED),
        "waiting": Q(state=Assignment.State.HANDED_IN),
        "unconfirmed": ~head | (pair & ~chair),
        "half": pair & ((head & ~chair) | (chair & ~head)),
    }


def _reporting(reports: Mapping[int, Report], which: str, on: dt.date) -> list[int]:
    """Units whose report is late, came back, or waits to be looked at."""
    wanted = {"late": "late", "returned": Report.State.RETURNED, "waiting": Report.State.SUBMITTED}.get(which)
    return [unit for unit, report in reports.items() if _standing(report, on) == wanted] if wanted else []


def _standing(report: Report, on: dt.date) -> str:
    """The state of a report; a draft that is still owed after its day is late."""
    owed = report.state == Report.State.DRAFT and report.expected.window.due_on < on
    return "late" if owed else report.state


def _reports_of(movement: Movement, duties: Iterable[Duty]) -> dict[int, Report]:
    """The newest report of each unit in the windows opened for this movement, where it asks for reports."""
    if not any(duty.what == Duty.What.REPORT for duty in duties):
        return {}
    about = {
        "expected__window__about_kind": movement._meta.label_lower,
        "expected__window__about_id": movement.pk,
    }
    found = Report.objects.filter(**about).select_related("expected__window").only(*_OF_REPORTS)
    return {report.expected.unit_id: report for report in found.order_by("expected__window__opens_on", "id")}


def _total(duty: Duty, counted: Counted, reports: Mapping[int, Report], on: dt.date) -> Total:
    asked, answered, on_time, late = counted.duties.get(duty.pk, (0, 0, 0, 0))
    if duty.what == Duty.What.REPORT:
        for report in reports.values():
            sent, behind = report.state in _SENT, _report_late(report, on)
            asked, answered = asked + 1, answered + sent
            on_time, late = on_time + (sent and not behind), late + behind
    return Total(duty, asked, answered, on_time, late)


def _report_late(report: Report, on: dt.date) -> bool:
    sent = day_of(report.submitted_at) if report.submitted_at and report.state in _SENT else on
    return report.expected.window.due_on < sent


def _rows(duties: list[Duty], units: list[Unit], reports: Mapping[int, Report], on: dt.date) -> list[Row]:
    """The rows of these units: one query for their own work, one for their people's where people are asked."""
    own: dict[int, dict[int, GivenWork]] = {}
    for row in work_given([duty.pk for duty in duties], [unit.pk for unit in units]):
        own.setdefault(row.unit_id, {})[row.duty_id] = row
    people = _people(duties, units)
    pairs = {duty.pk for duty in duties if duty.reaches == Duty.Reaches.PAIRS}
    found = []
    for unit in units:
        work = own.get(unit.pk, {})
        report = reports.get(unit.pk)
        cells = [
            _cell_at(duty, work.get(duty.pk), people.get((unit.pk, duty.pk)), report, on) for duty in duties
        ]
        found.append(Row(unit, cells, _receipt(work, pairs)))
    return found


def _cell_at(
    duty: Duty, row: GivenWork | None, group: Mapping[str, Any] | None, report: Report | None, on: dt.date
) -> Cell | None:
    """What stands where a unit meets a duty: its own work, its report, its people's work, or nothing."""
    if row is None:
        return _cell_of_people(group, on) if group else None
    return _cell(row, report if duty.what == Duty.What.REPORT else None, on)


def _people(duties: list[Duty], units: list[Unit]) -> dict[tuple[int, int], dict[str, Any]]:
    """People's work counted by unit and duty."""
    asked = [duty.pk for duty in duties if duty.reaches == Duty.Reaches.STAFF]
    if not asked:
        return {}
    rows = Assignment.objects.filter(duty__in=asked, unit__in=units, person__isnull=False)
    groups = rows.values("unit_id", "duty_id", "due").annotate(
        total=Count("pk"), done=Count("pk", filter=Q(state="done")), last=Max("done_at")
    )
    return {(group["unit_id"], group["duty_id"]): group for group in groups}


def _cell_of_people(group: Mapping[str, Any], on: dt.date) -> Cell:
    owed, due = group["done"] < group["total"], group["due"]
    return Cell(
        state="late" if owed and due is not None and due < on else "open" if owed else "done",
        done=group["done"],
        total=group["total"],
        of_people=True,
        due=due,
        done_on=None if owed else day_of(group["last"]),
        assignment=None,
        report=None,
    )


def _cell(row: GivenWork, report: Report | None, on: dt.date) -> Cell:
    if report is not None:
        return _cell_of_report(report, on)
    late = is_late(row.state, row.due, on, late=row.late)
    owed = row.state in OWED
    day = row.handed_in_on or (day_of(row.done_at) if row.done_at else None)
    answered = "kế hoạch" if row.answered_by_id else "biện pháp" if row.measures else ""
    return Cell(
        state="late" if late and row.state == Assignment.State.OPEN else row.state,
        done=int(row.state == Assignment.State.DONE),
        total=1,
        of_people=False,
        due=row.due,
        done_on=None if owed else day,
        assignment=row.id,
        report=None,
        late=late,
        late_days=days_late(row.due, on) if owed and late else row.late_days,
        answered=answered,
        missing=tuple(row.missing_parts),
    )


def _cell_of_report(report: Report, on: dt.date) -> Cell:
    state, sent = _standing(report, on), report.submitted_at
    owed = report.state not in _SENT
    return Cell(
        state=state,
        done=int(report.state == Report.State.ACCEPTED),
        total=1,
        of_people=False,
        due=report.expected.window.due_on,
        done_on=day_of(sent) if sent and not owed else None,
        assignment=None,
        report=report.pk,
        late=_report_late(report, on),
    )


def _receipt(work: Mapping[int, GivenWork], pairs: set[int]) -> str:
    """Whether the unit has said that it received the work; of a pair both halves count."""
    if not work:
        return ""
    halves = [row.confirmed_at is not None for row in work.values()]
    halves += [row.union_confirmed_at is not None for duty, row in work.items() if duty in pairs]
    return "full" if all(halves) else "half" if any(halves) else "none"


def _unpaired(duties: list[Duty], on: dt.date) -> list[Unit]:
    """Units laid on as pairs that have no union of their level: they cannot take the joint step (NH-77)."""
    pairs = [duty.pk for duty in duties if duty.reaches == Duty.Reaches.PAIRS]
    if not pairs:
        return []
    asked = Assignment.objects.filter(duty__in=pairs, person=None, merged_into=None).values("unit")
    paired = Pairing.objects.on(on).filter(unit=OuterRef("pk"))
    return list(Unit.objects.filter(~Exists(paired), pk__in=asked).order_by("sort_key"))
