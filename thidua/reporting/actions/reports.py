"""A report is filled cell by cell, sent, and accepted or returned."""

import datetime as dt
import hashlib
import json

from django.db import transaction
from procrastinate.contrib.django import app

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.org.models import User
from thidua.reporting import rules
from thidua.reporting.cells import CellState
from thidua.reporting.models import Mark, Report, ReviewAct, Submission
from thidua.reporting.queries.reports import cells_in


def _locked(report: Report) -> Report:
    held = Report.objects.select_for_update(of=("self",))
    return held.select_related("expected__unit", "expected__window__form_version").get(pk=report.pk)


@transaction.atomic
def save_cell(
    report: Report, slot: int, *, value: int | None, state: CellState, base: int, by: User, at: dt.datetime,
    reason: str = "",
) -> Report:
    """Write one answer. `base` is the version of the cell that the person saw; a stale one is refused, not lost.

    A value stands only with the state "number": another state drops it.
    """
    report = _locked(report)
    theirs = CellState(report.states[slot])
    shown = str(report.values[slot]) if theirs is CellState.NUMBER else theirs.label
    refuse_if(rules.blockers_to_save(report.state, base=base, version=report.versions[slot], theirs=shown))
    if state is CellState.NUMBER and value is None:
        state = CellState.BLANK
    report.values[slot] = value if state is CellState.NUMBER else None
    report.states[slot] = int(state)
    report.versions[slot] += 1
    report.reasons = {key: why for key, why in report.reasons.items() if key != str(slot)}
    if state is CellState.NOT_APPLICABLE:
        report.reasons[str(slot)] = reason.strip()
    report.save(update_fields=["values", "states", "versions", "reasons"])
    record(
        "report.cell_saved", f"{report}: {report.expected.window.form_version.slots[slot]}.", by=by, about=report,
        unit=report.expected.unit, at=at, slot=slot, value=report.values[slot], state=int(state),
    )
    return report


@transaction.atomic
def submit_report(report: Report, *, by: User, at: dt.datetime) -> Report:
    """Send a report up. Refuses, naming every cell that is empty or impossible; keeps a copy and its hash."""
    report = _locked(report)
    window = report.expected.window
    refuse_if(
        rules.blockers_to_submit(
            report.state, cells_in(report), window.form_version.slots, today=day_of(at), closes=window.closes_on
        )
    )
    snapshot = {"values": report.values, "states": report.states, "reasons": report.reasons}
    digest = hashlib.sha256(json.dumps(snapshot, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    Submission.objects.create(report=report, snapshot=snapshot, sha256=digest, by=by, at=at)
    report.state, report.submitted_by, report.submitted_at = Report.State.SUBMITTED, by, at
    report.save(update_fields=["state", "submitted_by", "submitted_at"])
    record("report.submitted", f"Gửi báo cáo {report}.", by=by, about=report, unit=report.expected.unit, at=at, sees=digest)
    return report


@transaction.atomic
def accept_report(report: Report, *, by: User, at: dt.datetime) -> Report:
    """Accept what was sent; the units above are marked, and the worker adds them up again."""
    report = _review(report, ReviewAct.Act.ACCEPT, by=by, at=at)
    report.state, report.accepted_by, report.accepted_at = Report.State.ACCEPTED, by, at
    report.save(update_fields=["state", "accepted_by", "accepted_at"])
    Mark.objects.create(window_id=report.expected.window_id, unit_id=report.expected.unit_id)
    record("report.accepted", f"Duyệt báo cáo {report}.", by=by, about=report, unit=report.expected.unit, at=at)
    app.configure_task("reporting.refresh_totals").defer()  # by name: jobs stand above actions
    return report


@transaction.atomic
def return_report(report: Report, reason: str, *, by: User, at: dt.datetime) -> Report:
    """Send a report back with the reason; what was entered stays."""
    report = _review(report, ReviewAct.Act.RETURN, by=by, at=at, reason=reason)
    report.state, report.submitted_by, report.submitted_at = Report.State.RETURNED, None, None
    report.save(update_fields=["state", "submitted_by", "submitted_at"])
    record(
        "report.returned", f"Trả lại báo cáo {report}: {reason}", by=by, about=report, unit=report.expected.unit,
        at=at, reason=reason,
    )
    return report


def _review(report: Report, act: str, *, by: User, at: dt.datetime, reason: str = "") -> Report:
    report = _locked(report)
    refuse_if(
        rules.blockers_to_review(
            report.state, by_sender=report.submitted_by_id == by.pk, returned=act == ReviewAct.Act.RETURN,
            reason=reason,
        )
    )
    submission = report.submissions.order_by("-id").first()
    assert submission is not None
    ReviewAct.objects.create(submission=submission, act=act, reason=reason, by=by, at=at)
    return report
