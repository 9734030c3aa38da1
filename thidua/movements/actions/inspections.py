"""Visits are planned, held and recorded; what failed is put right by the inspected and closed by the inspectors."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import Blocker, refuse_if
from thidua.movements.actions.locks import locked
from thidua.movements.cascade import days_late
from thidua.movements.models import Finding, Inspection, Movement, Remit
from thidua.movements.queries.addressees import speakers_of
from thidua.movements.queries.inspections import WATCHERS, side_of, team_of, team_words
from thidua.movements.rules import inspections as rules
from thidua.org.models import Person, Post, Unit, User


@transaction.atomic
def set_remit(unit: Unit, *, fields: Sequence[str], basis: str, by: User, at: dt.datetime) -> Remit:
    """State the fields of work that a division answers for from this day on; earlier days keep what held then.

    Refuses a unit that is no division, no field, and no basis. Said again on one day, the later word holds.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    division = unit.kind == Unit.Kind.DIVISION
    refuse_if(rules.blockers_to_set_remit(fields=fields, basis=basis, division=division))
    kept = [name for name in rules.LABELS if name in fields]
    row, _ = Remit.objects.update_or_create(
        unit=unit,
        since=day_of(at),
        defaults={"fields": kept, "basis": basis.strip(), "set_by": by, "set_at": at},
    )
    said = f"Ghi lĩnh vực phụ trách của {unit}: {rules.in_words(kept)}."
    record("remit.set", said, by=by, about=unit, unit=unit, at=at, basis=basis.strip())
    return row


@dataclass(frozen=True)
class Plan:
    """Who visits whom, when and in which fields. A check of one person names the person and their unit."""

    body: Unit
    unit: Unit
    planned_on: dt.date
    fields: Sequence[str] = ()
    joint: Sequence[Unit] = ()
    person: Person | None = None
    purpose: str = ""

    @property
    def team(self) -> list[Unit]:
        """The visiting bodies, the lead first."""
        return [self.body, *(unit for unit in self.joint if unit != self.body)]


@transaction.atomic
def plan_inspection(movement: Movement, plan: Plan, *, by: User, at: dt.datetime) -> Inspection:
    """Plan a visit and announce it to whoever is visited and to the other bodies of the team.

    Refuses, with every reason, a body outside its tree or a division outside its fields (HY-59).
    """
    movement = locked(movement)
    refuse_if(_against_plan(movement, plan, by, day_of(at)))
    made = Inspection.objects.create(
        movement=movement,
        body=plan.body,
        unit=plan.unit,
        person=plan.person,
        fields=list(plan.fields),
        purpose=plan.purpose.strip(),
        planned_on=plan.planned_on,
        planned_by=by,
        planned_at=at,
    )
    made.joint.set(plan.team[1:])
    whom = plan.person or plan.unit
    said = f"{team_words(made)} lên lịch kiểm tra {whom} ngày {plan.planned_on:%d/%m/%Y}."
    event = record("inspection.planned", said, by=by, about=made, unit=plan.body, at=at)
    told = _inspected_users(made, day_of(at)) | _heads(plan.team[1:], day_of(at))
    notify(event, told - {by.pk}, said, href=made.get_absolute_url())
    return made


def _against_plan(movement: Movement, plan: Plan, by: User, on: dt.date) -> list[Blocker]:
    own = Post.objects.on(on).filter(person=by.person_id, unit=plan.body, position__in=WATCHERS)
    member = Post.objects.on(on).filter(person=plan.person, unit=plan.unit) if plan.person else None
    return [
        *rules.blockers_to_plan(
            running=movement.state == Movement.State.RUNNING,
            speaks=own.exists(),
            body=str(plan.body),
            planned_on=plan.planned_on,
            begins=movement.plan.day,
            member=member is None or member.exists(),
        ),
        *rules.blockers_to_visit(
            team_of(plan.team, plan.unit, on=on),
            fields=plan.fields,
            unit=str(plan.unit),
            kind=plan.unit.kind,
            person=plan.person is not None,
            same=plan.unit in plan.team,
        ),
    ]


def _held(inspection: Inspection) -> Inspection:
    rows = Inspection.objects.select_for_update(of=("self",)).select_related("body", "unit", "person")
    return rows.get(pk=inspection.pk)


def _inspected_users(inspection: Inspection, on: dt.date) -> set[int]:
    """The accounts of the person checked, or of those who speak for the unit."""
    if inspection.person_id is not None:
        return set(
            User.objects.filter(person=inspection.person_id, is_active=True).values_list("pk", flat=True)
        )
    return speakers_of([inspection.unit_id], on=on).get(inspection.unit_id, set())


def _heads(units: Sequence[Unit], on: dt.date) -> set[int]:
    return set().union(*speakers_of([unit.pk for unit in units], on=on).values())


@dataclass(frozen=True)
class Found:
    """What was found, the sentence of the plan it is held against, and what is to be put right by when."""

    about_kind: str
    about_id: int
    sentence: str
    words: str
    failing: bool
    correction: str = ""
    due: dt.date | None = None


@transaction.atomic
def add_finding(inspection: Inspection, found: Found, *, by: User, at: dt.datetime) -> Finding:
    """Note one thing found on a visit whose record is not closed yet; nobody but the team sees it so far.

    Refuses a failing without a correction and its day, and a correction where nothing fails.
    """
    inspection = _held(inspection)
    refuse_if(
        [
            *_against_change(inspection, by, at),
            *rules.blockers_to_find(
                words=found.words,
                failing=found.failing,
                correction=found.correction,
                due=found.due,
                held=inspection.planned_on,
            ),
        ]
    )
    last = inspection.findings.aggregate(last=Max("order"))["last"] or 0
    made = Finding.objects.create(
        inspection=inspection,
        order=last + 1,
        about_kind=found.about_kind,
        about_id=found.about_id,
        sentence=found.sentence,
        words=found.words.strip(),
        failing=found.failing,
        correction=found.correction.strip(),
        due=found.due,
        state=Finding.State.ASKED if found.failing else Finding.State.NOTED,
    )
    said = f"Ghi nội dung kiểm tra {made.order} của {inspection}."
    record("finding.added", said, by=by, about=inspection, unit=inspection.body, at=at)
    return made


def _against_change(inspection: Inspection, by: User, at: dt.datetime) -> list[Blocker]:
    inspector = side_of(inspection, by, on=day_of(at)).inspector
    return rules.blockers_to_change(state=inspection.state, inspector=inspector)


@transaction.atomic
def remove_finding(finding: Finding, *, by: User, at: dt.datetime) -> Inspection:
    """Take back what was noted, until the record is closed."""
    inspection = _held(finding.inspection)
    refuse_if(_against_change(inspection, by, at))
    finding.delete()
    said = f"Bỏ nội dung kiểm tra {finding.order} của {inspection}."
    record("finding.removed", said, by=by, about=inspection, unit=inspection.body, at=at, words=finding.words)
    return inspection


@transaction.atomic
def record_inspection(
    inspection: Inspection, *, held_on: dt.date, attendees: str, conclusion: str, by: User, at: dt.datetime
) -> Inspection:
    """Close the record of a visit: its findings stand, the inspected are told, and corrections are owed (EK-37).

    Refuses a visit of tomorrow, no conclusion, and a correction due before the visit.
    """
    inspection = _held(inspection)
    asked = list(inspection.findings.filter(failing=True))
    refuse_if(
        [
            *_against_change(inspection, by, at),
            *rules.blockers_to_record(
                held_on=held_on,
                today=day_of(at),
                conclusion=conclusion,
                dues=[row.due for row in asked if row.due],
            ),
        ]
    )
    inspection.state, inspection.held_on = Inspection.State.HELD, held_on
    inspection.attendees, inspection.conclusion = attendees.strip(), conclusion.strip()
    inspection.recorded_by, inspection.recorded_at = by, at
    inspection.save(
        update_fields=["state", "held_on", "attendees", "conclusion", "recorded_by", "recorded_at"]
    )
    whom = inspection.person or inspection.unit
    said = f"Biên bản kiểm tra {whom} ngày {held_on:%d/%m/%Y}: {len(asked)} việc cần khắc phục."
    event = record("inspection.recorded", said, by=by, about=inspection, unit=inspection.body, at=at)
    notify(
        event, _inspected_users(inspection, day_of(at)) - {by.pk}, said, href=inspection.get_absolute_url()
    )
    return inspection


@transaction.atomic
def cancel_inspection(inspection: Inspection, *, reason: str, by: User, at: dt.datetime) -> Inspection:
    """Call a planned visit off, and say why to whoever expected it."""
    inspection = _held(inspection)
    refuse_if([*_against_change(inspection, by, at), *rules.blockers_to_cancel(reason)])
    inspection.state, inspection.cancelled_reason = Inspection.State.CANCELLED, reason.strip()
    inspection.cancelled_by, inspection.cancelled_at = by, at
    inspection.save(update_fields=["state", "cancelled_reason", "cancelled_by", "cancelled_at"])
    said = f"Hủy lịch kiểm tra {inspection.person or inspection.unit}: {reason.strip()}"
    event = record("inspection.cancelled", said, by=by, about=inspection, unit=inspection.body, at=at)
    notify(
        event, _inspected_users(inspection, day_of(at)) - {by.pk}, said, href=inspection.get_absolute_url()
    )
    return inspection


def _locked_finding(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(of=("self",))
    return rows.select_related("inspection__unit", "inspection__body", "inspection__person").get(
        pk=finding.pk
    )


def _is_held(finding: Finding) -> bool:
    return finding.inspection.state == Inspection.State.HELD


@transaction.atomic
def answer_correction(finding: Finding, *, answer: str, by: User, at: dt.datetime) -> Finding:
    """Say how a failing was put right; after its day it is kept as late, in working days. The team is told."""
    finding = _locked_finding(finding)
    inspection = finding.inspection
    side = side_of(inspection, by, on=day_of(at))
    refuse_if(rules.blockers_to_answer(held=_is_held(finding), state=finding.state, side=side, answer=answer))
    finding.state, finding.answer = Finding.State.ANSWERED, answer.strip()
    finding.answered_by, finding.answered_at = by, at
    finding.late_days = max(finding.late_days, days_late(finding.due, day_of(at)))
    finding.save(update_fields=["state", "answer", "answered_by", "answered_at", "late_days"])
    team = {inspection.planned_by_id, inspection.recorded_by_id}
    told = {key for key in team if key is not None}
    _tell(finding, "correction.answered", "báo đã khắc phục", told - {by.pk}, by=by, at=at)
    return finding


@transaction.atomic
def return_correction(finding: Finding, *, reason: str, by: User, at: dt.datetime) -> Finding:
    """Ask once more for what was not put right, and say why; its day stays. Never by the inspected side."""
    finding = _locked_finding(finding)
    side = side_of(finding.inspection, by, on=day_of(at))
    held = _is_held(finding)
    refuse_if(rules.blockers_to_send_back(held=held, state=finding.state, side=side, reason=reason))
    finding.state, finding.returned_reason = Finding.State.ASKED, reason.strip()
    finding.save(update_fields=["state", "returned_reason"])
    told = _inspected_users(finding.inspection, day_of(at))
    _tell(finding, "correction.returned", "khắc phục chưa đạt", told, by=by, at=at, words=reason.strip())
    return finding


@transaction.atomic
def close_correction(finding: Finding, *, by: User, at: dt.datetime, closing: str = "") -> Finding:
    """Close an answered correction: the visiting team alone may, never the inspected. The failing stays listed."""
    finding = _locked_finding(finding)
    side = side_of(finding.inspection, by, on=day_of(at))
    refuse_if(rules.blockers_to_close(held=_is_held(finding), state=finding.state, side=side))
    finding.state, finding.closing = Finding.State.CLOSED, closing.strip()
    finding.closed_by, finding.closed_at = by, at
    finding.save(update_fields=["state", "closing", "closed_by", "closed_at"])
    told = _inspected_users(finding.inspection, day_of(at))
    _tell(finding, "correction.closed", "đã khắc phục xong", told, by=by, at=at)
    return finding


def _tell(
    finding: Finding, verb: str, what: str, told: set[int], *, by: User, at: dt.datetime, words: str = ""
) -> None:
    whom = finding.inspection.person or finding.inspection.unit
    said = f"{whom}: {what}, {finding.correction[:120]}" + (f" ({words})" if words else "")
    event = record(verb, said, by=by, about=finding.inspection, unit=finding.inspection.unit, at=at)
    notify(event, told, said, href=finding.get_absolute_url())
