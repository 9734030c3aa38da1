"""Reports due, the cells of one, and the totals above them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.org.models import Unit
from thidua.reporting.cells import Cell, cells_of
from thidua.reporting.models import Indicator, Report, Total, Window


def slot_names(window: Window) -> list[str]:
    """What each slot asks, in words: a ratio's second slot names the base it is counted in."""
    version = window.form_version
    by_code = {indicator.code: indicator for indicator in Indicator.objects.filter(code__in=version.indicators)}
    names = []
    for slot in version.slots:
        code, _, part = slot.partition(".")
        indicator = by_code[code]
        names.append({"": indicator.name, "part": indicator.name, "whole": f"Trong tổng số {indicator.base}"}[part])
    return names


def cells_in(report: Report) -> list[Cell]:
    """The report's answers, each with its name and address."""
    return cells_of(
        slot_names(report.expected.window), report.values, report.states, report.versions, report.reasons,
        address=report.get_absolute_url(),
    )


def reports_in(units: "QuerySet[Unit]", *, window: Window | None = None, state: str = "") -> "QuerySet[Report]":
    """Reports of these units, the nearest due first."""
    found = Report.objects.filter(expected__unit__in=units)
    found = found.filter(expected__window=window) if window else found
    found = found.filter(state=state) if state else found
    return found.select_related("expected__unit", "expected__window").order_by("-expected__window__due_on", "expected__unit__sort_key")


def windows_in(units: "QuerySet[Unit]") -> "QuerySet[Window]":
    """Windows opened by these units, newest first."""
    return Window.objects.filter(owner__in=units).select_related("owner").order_by("-opens_on", "-id")


def reports_due(units: "QuerySet[Unit]", *, on: dt.date) -> "QuerySet[Report]":
    """What these units still owe on a day."""
    open_now = reports_in(units).filter(state__in=["draft", "returned"], expected__window__opens_on__lte=on)
    return open_now.filter(expected__window__closes_on__gte=on)


@dataclass(frozen=True)
class Figure:
    """One indicator's total as people read it: a sum, or a part of a whole, from n of N reports."""

    name: str
    unit_of_measure: str
    value: int | None
    whole: int | None
    is_ratio: bool
    reports: int


@dataclass(frozen=True)
class Summary:
    """The totals of one unit in one window, with who is missing."""

    figures: list[Figure]
    accepted: int
    expected: int
    missing: list[str]
    made_at: dt.datetime | None


def summary(window: Window, unit: Unit) -> Summary:
    """What is known so far above these reports. Reads the kept totals; beside each sum stands from how many."""
    total = Total.objects.filter(window=window, unit=unit).first()
    version = window.form_version
    by_code = {found.code: found for found in Indicator.objects.filter(code__in=version.indicators)}
    place = {slot: index for index, slot in enumerate(version.slots)}
    figures = []
    for code in version.indicators:
        indicator = by_code[code]
        ratio = indicator.kind == Indicator.Kind.RATIO
        part = place[f"{code}.part" if ratio else code]
        figures.append(
            Figure(
                name=indicator.name,
                unit_of_measure=indicator.unit_of_measure,
                value=total.sums[part] if total else None,
                whole=total.sums[place[f"{code}.whole"]] if total and ratio else None,
                is_ratio=ratio,
                reports=total.numbers[part] if total else 0,
            )
        )
    waiting = window.expected.exclude(report__state="accepted").order_by("unit__sort_key")
    return Summary(
        figures=figures,
        accepted=total.accepted if total else 0,
        expected=total.expected if total else window.expected.count(),
        missing=list(waiting.values_list("unit_name", flat=True)),
        made_at=total.made_at if total else None,
    )
