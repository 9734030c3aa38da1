"""Reports due, the cells of one, and the totals above them."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from thidua.org.models import Unit
from thidua.reporting.cells import Cell, CellState, Rival, Slot, cells_of, figure, spoken
from thidua.reporting.models import Indicator, Mark, Report, ReviewAct, Total, Window


def slots_of(window: Window) -> list[Slot]:
    """What each slot asks, in words: a ratio's second slot names the base it is counted in."""
    version = window.form_version
    by_code = {row.code: row for row in Indicator.objects.filter(code__in=version.indicators)}
    slots = []
    for slot in version.slots:
        code, _, part = slot.partition(".")
        asked = by_code[code]
        name = f"Trong tổng số {asked.base}" if part == "whole" else asked.name
        slots.append(Slot(slot, name, asked.unit_of_measure, asked.scale))
    return slots


def cells_in(report: Report, slots: list[Slot] | None = None) -> list[Cell]:
    """The report's answers, each with its name, its address and the answers that wait beside it."""
    slots = slots_of(report.expected.window) if slots is None else slots
    return cells_of(
        slots,
        report.values,
        report.states,
        report.versions,
        report.reasons,
        address=report.get_absolute_url(),
        rivals=_rivals(report, slots),
    )


def _rivals(report: Report, slots: list[Slot]) -> dict[int, tuple[Rival, ...]]:
    """The answers that lost a race and that nobody has decided about since."""
    waiting: dict[int, tuple[Rival, ...]] = {}
    for row in report.conflicts.select_related("by__person").order_by("id"):
        if row.found == report.versions[row.slot]:
            said = spoken(row.value, CellState(row.state), slots[row.slot].scale)
            waiting[row.slot] = (*waiting.get(row.slot, ()), Rival(said, row.by.get_full_name(), row.at))
    return waiting


def reports_in(
    units: "QuerySet[Unit]", *, window: Window | None = None, state: str = ""
) -> "QuerySet[Report]":
    """Reports of these units, the nearest due first."""
    found = Report.objects.filter(expected__unit__in=units)
    found = found.filter(expected__window=window) if window else found
    found = found.filter(state=state) if state else found
    found = found.select_related("expected__unit", "expected__window__form_version", "submitted_by__person")
    return found.order_by("-expected__window__due_on", "expected__unit__sort_key", "id")


def windows_in(units: "QuerySet[Unit]") -> "QuerySet[Window]":
    """Windows opened by these units, newest first, with how many reports are expected, sent and accepted."""
    sent = Q(expected__report__state__in=["submitted", "accepted"])
    return (
        Window.objects.filter(owner__in=units)
        .select_related("owner", "form_version")
        .annotate(
            expected_count=Count("expected"),
            sent_count=Count("expected", filter=sent),
            accepted_count=Count("expected", filter=Q(expected__report__state="accepted")),
        )
        .order_by("-opens_on", "-id")
    )


def reports_due(units: "QuerySet[Unit]", *, on: dt.date) -> "QuerySet[Report]":
    """What these units still owe on a day."""
    open_now = reports_in(units).filter(state__in=["draft", "returned"], expected__window__opens_on__lte=on)
    return open_now.filter(expected__window__closes_on__gte=on)


def last_return(report: Report) -> ReviewAct | None:
    """Why the report is back in hand; None when it never was, or has been sent again."""
    if report.state != Report.State.RETURNED:
        return None
    acts = ReviewAct.objects.filter(submission__report=report, act=ReviewAct.Act.RETURN)
    return acts.select_related("by__person").order_by("-id").first()


@dataclass(frozen=True)
class Figure:
    """One indicator's total as people read it: a sum, or a part of a whole, from n of N reports."""

    name: str
    unit_of_measure: str
    value: int | Decimal | None
    whole: int | Decimal | None
    is_ratio: bool
    reports: int


@dataclass(frozen=True)
class Summary:
    """The totals of one unit in one window, with who is missing. `stale`: a report was accepted since."""

    figures: list[Figure]
    accepted: int
    expected: int
    missing: list[str]
    made_at: dt.datetime | None
    stale: bool = False


def summary(window: Window, unit: Unit) -> Summary:
    """What is known so far above these reports. Reads the kept totals; beside each sum stands from how many."""
    total = Total.objects.filter(window=window, unit=unit).first()
    waiting = window.expected.exclude(report__state="accepted").order_by("unit__sort_key")
    return Summary(
        figures=_figures(window, total),
        accepted=total.accepted if total else 0,
        expected=total.expected if total else window.expected.count(),
        missing=list(waiting.values_list("unit_name", flat=True)),
        made_at=total.made_at if total else None,
        stale=Mark.objects.filter(window_id=window.pk).exists(),
    )


def _figures(window: Window, total: Total | None) -> list[Figure]:
    version = window.form_version
    by_code = {found.code: found for found in Indicator.objects.filter(code__in=version.indicators)}
    place = {slot: index for index, slot in enumerate(version.slots)}
    figures = []
    for code in version.indicators:
        indicator = by_code[code]
        ratio = indicator.kind == Indicator.Kind.RATIO
        part = place[f"{code}.part" if ratio else code]
        whole = total.sums[place[f"{code}.whole"]] if total and ratio else None
        figures.append(
            Figure(
                name=indicator.name,
                unit_of_measure=indicator.unit_of_measure,
                value=figure(total.sums[part], indicator.scale) if total else None,
                whole=figure(whole, indicator.scale),
                is_ratio=ratio,
                reports=total.numbers[part] if total else 0,
            )
        )
    return figures
