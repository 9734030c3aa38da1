"""What the reporting pages show, gathered once for each page."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from thidua.activity.trail import trail_of
from thidua.core.errors import Blocker
from thidua.org.access import Ability, Access
from thidua.reporting import rules
from thidua.reporting.cells import Cell, CellState, Slot
from thidua.reporting.checks import problems_in
from thidua.reporting.models import Report, Window
from thidua.reporting.queries.reports import (
    cells_in,
    last_return,
    reports_in,
    slots_of,
    summary,
    windows_in,
)

TABS = {
    "lap": ("Tôi phải lập", Ability.REPORT_FILL),
    "duyet": ("Chờ tôi duyệt", Ability.REPORT_ACCEPT),
    "dot": ("Các đợt", Ability.REPORT_VIEW),
}
_STEPS = ("report.submitted", "report.accepted", "report.returned")


def tabs_for(access: Access, asked: str) -> tuple[str, list[tuple[str, str, bool]]]:
    """The tab to show, and the tabs this person has: what they asked for, else the first they have."""
    held = {key: label for key, (label, ability) in TABS.items() if access.has(ability)}
    current = asked if asked in held else next(iter(held))
    return current, [(label, f"?muc={key}", key == current) for key, label in held.items()]


def rows_of_tab(access: Access, tab: str) -> "QuerySet[Report] | QuerySet[Window]":
    """What a tab lists."""
    if tab == "lap":
        return reports_in(access.units(Ability.REPORT_FILL))
    if tab == "duyet":
        waiting = reports_in(access.units(Ability.REPORT_ACCEPT), state=Report.State.SUBMITTED)
        return waiting.exclude(submitted_by=access.user)
    return windows_in(access.units(Ability.REPORT_VIEW))


def report_page(
    report: Report, access: Access, *, typed: Mapping[int, dict[str, str]] | None = None, **more: Any
) -> dict[str, Any]:
    """One report: its cells, what is missing before it can be sent, who may do what, and what happened."""
    window, unit = report.expected.window, report.expected.unit
    cells = cells_in(report)
    in_hand = rules.is_open(report.state)
    filling = in_hand and access.may(Ability.REPORT_FILL, unit)
    reviewing = report.state == Report.State.SUBMITTED and access.may(Ability.REPORT_ACCEPT, unit)
    return {
        "report": report,
        "window": window,
        "rows": _cell_rows(cells, window.form_version.slots, typed or {}),
        "answered": sum(not cell.is_blank for cell in cells),
        "filling": filling,
        "blockers": _blockers_to_submit(report, cells, access) if filling else [],
        "reviewing": reviewing,
        "review_blockers": _blockers_to_review(report, access) if reviewing else [],
        "returned": last_return(report),
        "history": list(trail_of(report).filter(verb__in=_STEPS)[:12]),
        **more,
    }


def _blockers_to_submit(report: Report, cells: list[Cell], access: Access) -> list[Blocker]:
    window = report.expected.window
    slots = window.form_version.slots
    return rules.blockers_to_submit(report.state, cells, slots, today=access.day, closes=window.closes_on)


def _blockers_to_review(report: Report, access: Access) -> list[Blocker]:
    mine = report.submitted_by_id == access.user.pk
    return rules.blockers_to_review(report.state, by_sender=mine, returned=False, reason="")


def _cell_rows(
    cells: list[Cell], slots: list[str], typed: Mapping[int, dict[str, str]]
) -> list[dict[str, Any]]:
    """Each cell as the component takes it; what was typed and could not be read stands instead of what is kept."""
    problems: dict[int, list[str]] = {}
    for blocker in problems_in(cells, slots):
        if isinstance(blocker.about, Cell):
            said = blocker.message.removeprefix(f"{blocker.about.name}: ")
            problems.setdefault(blocker.about.slot, []).append(f"{said[0].upper()}{said[1:]}")
    return [_cell_row(cell, " ".join(problems.get(cell.slot, [])), typed.get(cell.slot)) for cell in cells]


def _cell_row(cell: Cell, problem: str, typed: dict[str, str] | None) -> dict[str, Any]:
    number = cell.state is CellState.NUMBER
    kept = {
        "value": cell.said if number else "",
        "state": cell.state.key,
        "reason": cell.reason,
        "problem": problem,
    }
    return {
        "cell": cell,
        **kept,
        **(typed or {}),
        "quote": "; ".join(rival.said for rival in cell.rivals),
        "quote_by": ", ".join(f"{rival.by} nhập, chưa được ghi" for rival in cell.rivals),
    }


def window_page(window: Window) -> dict[str, Any]:
    """One window: its totals, who is missing, and the figures each total is made of."""
    return {
        "window": window,
        "summary": summary(window, window.owner),
        "columns": _columns(slots_of(window)),
    }


def _columns(slots: list[Slot]) -> list[dict[str, Any]]:
    """One column for each indicator: a ratio's two slots stand together."""
    return [
        {"name": slot.name, "place": place, "scale": slot.scale, "is_ratio": slot.code.endswith(".part")}
        for place, slot in enumerate(slots)
        if not slot.code.endswith(".whole")
    ]
