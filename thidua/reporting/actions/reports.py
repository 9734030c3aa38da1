"""A report is filled cell by cell, sent, and accepted or returned."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

from django.db import transaction
from procrastinate.contrib.django import app

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.org.models import User
from thidua.reporting import rules
from thidua.reporting.cells import Answer, CellState, spoken
from thidua.reporting.models import CellConflict, Mark, Report, ReviewAct, Submission
from thidua.reporting.queries.reports import cells_in


def _locked(report: Report) -> Report:
    held = Report.objects.select_for_update(of=("self",))
    return held.select_related("expected__unit", "expected__window__form_version").get(pk=report.pk)


def save_cell(
    report: Report,
    slot: int,
    *,
    value: int | None,
    state: CellState,
    base: int,
    by: User,
    at: dt.datetime,
    reason: str = "",
) -> Report:
    """Write one answer; see `save_answers`."""
    return save_answers(report, [Answer(slot, value, state, base, reason)], by=by, at=at)


@transaction.atomic
def save_answers(report: Report, answers: Sequence[Answer], *, by: User, at: dt.datetime) -> Report:
    """Write these answers; one that says what already stands changes nothing.

    `base` of an answer is the version of the cell that the person saw. When somebody else has saved the cell
    since, theirs stays and this answer is kept beside it as a `CellConflict`: neither is lost, and the report
    cannot be sent until somebody saves that cell again. A value stands only with the state "number".
    Refuses a report that is no longer in hand.
    """
    report = _locked(report)
    refuse_if(rules.blockers_to_edit(report.state))
    said = [answer for answer in (given.settled for given in answers) if _counts(report, answer)]
    late = [answer for answer in said if answer.base != report.versions[answer.slot]]
    fresh = [answer for answer in said if answer not in late]
    for answer in fresh:
        _write(report, answer)
    _keep_beside(report, late, by=by, at=at)
    report.save(update_fields=["values", "states", "versions", "reasons"])
    if said:
        _record_answers(report, fresh, late, by=by, at=at)
    return report


def _counts(report: Report, answer: Answer) -> bool:
    """Whether an answer says something new; repeating what stands does so only where it settles a conflict."""
    place, version = answer.slot, report.versions[answer.slot]
    stands = (report.values[place], report.states[place], report.reasons.get(str(place), ""))
    if stands != (answer.value, int(answer.state), answer.reason):
        return True
    return answer.base == version and report.conflicts.filter(slot=place, found=version).exists()


def _write(report: Report, answer: Answer) -> None:
    place = answer.slot
    report.values[place], report.states[place] = answer.value, int(answer.state)
    report.versions[place] += 1
    report.reasons = {key: why for key, why in report.reasons.items() if key != str(place)}
    if answer.state is CellState.NOT_APPLICABLE:
        report.reasons[str(place)] = answer.reason


def _keep_beside(report: Report, late: Sequence[Answer], *, by: User, at: dt.datetime) -> None:
    """The version moves too, so that only somebody who has seen both answers can choose between them."""
    for answer in late:
        report.versions[answer.slot] += 1
    CellConflict.objects.bulk_create(
        CellConflict(
            report=report,
            slot=answer.slot,
            value=answer.value,
            state=int(answer.state),
            reason=answer.reason,
            base=answer.base,
            found=report.versions[answer.slot],
            by=by,
            at=at,
        )
        for answer in late
    )


def _record_answers(
    report: Report, fresh: Sequence[Answer], late: Sequence[Answer], *, by: User, at: dt.datetime
) -> None:
    beside = f" Giữ lại {len(late)} ô trùng người khác." if late else ""
    record(
        "report.saved",
        f"{report}: lưu {len(fresh)} ô.{beside}",
        by=by,
        about=report,
        unit=report.expected.unit,
        at=at,
        saved=[_plain(answer) for answer in fresh],
        kept_beside=[_plain(answer) for answer in late],
    )


def _plain(answer: Answer) -> dict[str, object]:
    return {"slot": answer.slot, "said": spoken(answer.value, answer.state, 0), "base": answer.base}


@transaction.atomic
def submit_report(report: Report, *, by: User, at: dt.datetime) -> Report:
    """Send a report up. Refuses, naming every cell that is empty or impossible; keeps a copy and its hash."""
    report = _locked(report)
    window = report.expected.window
    slots = window.form_version.slots
    refuse_if(
        rules.blockers_to_submit(
            report.state, cells_in(report), slots, today=day_of(at), closes=window.closes_on
        )
    )
    snapshot = {"values": report.values, "states": report.states, "reasons": report.reasons}
    digest = hashlib.sha256(json.dumps(snapshot, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    Submission.objects.create(report=report, snapshot=snapshot, sha256=digest, by=by, at=at)
    report.state, report.submitted_by, report.submitted_at = Report.State.SUBMITTED, by, at
    report.save(update_fields=["state", "submitted_by", "submitted_at"])
    sentence, unit = f"Gửi báo cáo {report}.", report.expected.unit
    record("report.submitted", sentence, by=by, about=report, unit=unit, at=at, sees=digest)
    return report


@transaction.atomic
def accept_report(report: Report, *, by: User, at: dt.datetime) -> Report:
    """Accept what was sent; the units above are marked, and the worker adds them up again."""
    report = _review(report, ReviewAct.Act.ACCEPT, by=by, at=at)
    report.state, report.accepted_by, report.accepted_at = Report.State.ACCEPTED, by, at
    report.save(update_fields=["state", "accepted_by", "accepted_at"])
    Mark.objects.create(window_id=report.expected.window_id, unit_id=report.expected.unit_id)
    sentence, unit = f"Duyệt báo cáo {report}.", report.expected.unit
    record("report.accepted", sentence, by=by, about=report, unit=unit, at=at)
    app.configure_task("reporting.refresh_totals").defer()  # by name: jobs stand above actions
    return report


@transaction.atomic
def return_report(report: Report, reason: str, *, by: User, at: dt.datetime) -> Report:
    """Send a report back with the reason; what was entered stays."""
    report = _review(report, ReviewAct.Act.RETURN, by=by, at=at, reason=reason)
    report.state, report.submitted_by, report.submitted_at = Report.State.RETURNED, None, None
    report.save(update_fields=["state", "submitted_by", "submitted_at"])
    sentence, unit = f"Trả lại báo cáo {report}: {reason}", report.expected.unit
    record("report.returned", sentence, by=by, about=report, unit=unit, at=at, reason=reason)
    return report


def _review(report: Report, act: str, *, by: User, at: dt.datetime, reason: str = "") -> Report:
    report = _locked(report)
    refuse_if(
        rules.blockers_to_review(
            report.state,
            by_sender=report.submitted_by_id == by.pk,
            returned=act == ReviewAct.Act.RETURN,
            reason=reason,
        )
    )
    submission = report.submissions.order_by("-id").first()
    assert submission is not None
    ReviewAct.objects.create(submission=submission, act=act, reason=reason, by=by, at=at)
    return report
