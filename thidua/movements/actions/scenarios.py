"""Scenarios are written, kept ready, sent for approval, answered and looked at again."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Max

from thidua.activity.models import Event
from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.models import Paper
from thidua.movements.actions.assignments import hand_in
from thidua.movements.actions.locks import locked
from thidua.movements.models import (
    Movement,
    ReadinessItem,
    Scenario,
    ScenarioApproval,
    ScenarioStep,
    ScenarioTerms,
)
from thidua.movements.queries.assignments import pair_of
from thidua.movements.queries.scenarios import papers_of_answer, scenario_duties, voice_of
from thidua.movements.rules.assignments import blockers_to_pair
from thidua.movements.rules.scenarios import (
    DEFAULT_ITEMS,
    Answer,
    blockers_to_answer,
    blockers_to_change,
    blockers_to_ready,
    blockers_to_reopen,
    blockers_to_submit,
    blockers_to_write,
    sides_of,
)
from thidua.org.models import Person, Position, Unit, User
from thidua.org.queries.people import users_holding
from thidua.org.queries.tree import parent_of
from thidua.org.speaking import MANAGING


@transaction.atomic
def set_scenario_terms(
    movement: Movement,
    *,
    levels: Sequence[str],
    review_days: int | None,
    confirm_days: int | None,
    by: User,
    at: dt.datetime,
) -> ScenarioTerms:
    """Set the levels scenarios are made for, and the days within which they are reviewed and emergencies confirmed."""
    movement = locked(movement)
    terms, _ = ScenarioTerms.objects.update_or_create(
        movement=movement,
        defaults={
            "levels": list(levels),
            "review_days": review_days,
            "confirm_days": confirm_days,
            "set_by": by,
            "set_at": at,
        },
    )
    said = f"Đặt quy ước về phương án: {', '.join(levels) or 'không chia cấp độ'}."
    record("scenario.terms_set", said, by=by, about=movement, unit=movement.owner, at=at)
    return terms


def held(scenario: Scenario) -> Scenario:
    """The scenario with its unit and movement as they stand now, held until the transaction ends."""
    rows = Scenario.objects.select_for_update(of=("self",)).select_related("movement__owner", "unit")
    return rows.get(pk=scenario.pk)


def _told(scenario: Scenario, verb: str, said: str, *, by: User, at: dt.datetime) -> Event:
    """One line of the scenario's own history."""
    return record(verb, said, by=by, about=scenario, unit=scenario.unit, at=at)


def tell_above(scenario: Scenario, event: Event, said: str, *, at: dt.datetime) -> None:
    """Notify those who lead the office directly above the scenario's unit."""
    above = parent_of(scenario.unit, on=day_of(at))
    units = Unit.objects.filter(pk__in=[above.pk] if above else [])
    people = users_holding(units, [*MANAGING, Position.OFFICER], on=day_of(at))
    notify(event, people, said, href=scenario.get_absolute_url())


@transaction.atomic
def write_scenario(
    movement: Movement, unit: Unit, values: Mapping[str, Any], *, by: User, at: dt.datetime
) -> Scenario:
    """Begin a scenario of a unit: columns of `Scenario`. The default lists of "4 tại chỗ" and 5K come with it.

    Refuses in a closed movement, without a name, and under a name the unit has used.
    """
    movement = locked(movement)
    same = Scenario.objects.filter(movement=movement, unit=unit, name=values["name"].strip()).exists()
    closed = movement.state == Movement.State.CLOSED
    refuse_if(blockers_to_write("draft", name=values["name"], same_name=same, closed=closed))
    given = {**values, "name": values["name"].strip()}
    scenario = Scenario.objects.create(movement=movement, unit=unit, made_by=by, made_at=at, **given)
    ReadinessItem.objects.bulk_create(
        ReadinessItem(scenario=scenario, part=part, what=what) for part, what in DEFAULT_ITEMS
    )
    _told(scenario, "scenario.written", f"{unit} lập phương án “{scenario}”.", by=by, at=at)
    return scenario


@transaction.atomic
def edit_scenario(scenario: Scenario, values: Mapping[str, Any], *, by: User, at: dt.datetime) -> Scenario:
    """Put a drafted or returned scenario right. Refuses once it has gone out."""
    scenario = held(scenario)
    rows = Scenario.objects.filter(movement=scenario.movement, unit=scenario.unit)
    same = rows.filter(name=values["name"].strip()).exclude(pk=scenario.pk).exists()
    closed = scenario.movement.state == Movement.State.CLOSED
    refuse_if(blockers_to_write(scenario.state, name=values["name"], same_name=same, closed=closed))
    for name, value in values.items():
        setattr(scenario, name, value)
    scenario.save(update_fields=list(values))
    _told(scenario, "scenario.edited", f"Sửa phương án “{scenario}”.", by=by, at=at)
    return scenario


def _open(scenario: Scenario) -> Scenario:
    scenario = held(scenario)
    closed = scenario.movement.state == Movement.State.CLOSED
    refuse_if(blockers_to_change(scenario.state, closed=closed))
    return scenario


@transaction.atomic
def add_step(
    scenario: Scenario,
    action: str,
    *,
    person: Person | None,
    days: int | None,
    counts: Sequence[str] = (),
    by: User,
    at: dt.datetime,
) -> ScenarioStep:
    """Add one thing to be done when the scenario is set going; `days` from the day of the switch, -1 the day before."""
    scenario = _open(scenario)
    last = scenario.steps.aggregate(last=Max("order"))["last"] or 0
    step = ScenarioStep.objects.create(
        scenario=scenario,
        order=last + 1,
        action=action.strip(),
        person=person,
        days=days,
        counts=list(counts),
    )
    _told(scenario, "scenario.step_added", f"Thêm việc vào phương án: {step}", by=by, at=at)
    return step


@transaction.atomic
def remove_step(step: ScenarioStep, *, by: User, at: dt.datetime) -> Scenario:
    """Take a thing to be done out of a scenario that has not gone out."""
    scenario = _open(step.scenario)
    _told(scenario, "scenario.step_removed", f"Bỏ việc khỏi phương án: {step}", by=by, at=at)
    step.delete()
    return scenario


@transaction.atomic
def keep_item(
    scenario: Scenario,
    values: Mapping[str, Any],
    *,
    ready: bool,
    by: User,
    at: dt.datetime,
    item: ReadinessItem | None = None,
) -> ReadinessItem:
    """Write a line of readiness (part, what, holder), also of an approved scenario, and say whether it is ready.

    Refuses to call ready what nobody answers for.
    """
    scenario = held(scenario)
    refuse_if(blockers_to_ready(ready=ready, holder=values["holder"].strip()))
    row = item or ReadinessItem(scenario=scenario)
    for name, value in values.items():
        setattr(row, name, value.strip())
    if not ready:
        row.ready_on, row.ready_by = None, None
    elif row.ready_on is None:
        row.ready_on, row.ready_by = day_of(at), by
    row.save()
    said = f"{row.get_part_display()}: {row}, {'đã sẵn sàng' if ready else 'chưa sẵn sàng'}."
    _told(scenario, "scenario.readiness_kept", said, by=by, at=at)
    return row


@transaction.atomic
def remove_item(item: ReadinessItem, *, by: User, at: dt.datetime) -> Scenario:
    """Take a line out of the readiness lists."""
    scenario = held(item.scenario)
    _told(scenario, "scenario.readiness_removed", f"Bỏ khỏi danh mục sẵn sàng: {item}.", by=by, at=at)
    item.delete()
    return scenario


@transaction.atomic
def submit_scenario(scenario: Scenario, bodies: Mapping[str, str], *, by: User, at: dt.datetime) -> Scenario:
    """Send a scenario to the bodies that approve it, by side. Refuses, naming all that is missing."""
    scenario = held(scenario)
    asked = {side: bodies.get(side, "") for side in sides_of(school=scenario.unit.is_school)}
    refuse_if(
        blockers_to_submit(
            scenario.state,
            closed=scenario.movement.state == Movement.State.CLOSED,
            trigger=scenario.trigger,
            steps=[(step.action, step.person_id is not None) for step in scenario.steps.all()],
            bodies=asked,
        )
    )
    scenario.version = (scenario.approvals.aggregate(last=Max("version"))["last"] or 0) + 1
    scenario.state, scenario.submitted_at, scenario.submitted_by = Scenario.State.SUBMITTED, at, by
    scenario.save(update_fields=["version", "state", "submitted_at", "submitted_by"])
    ScenarioApproval.objects.bulk_create(
        ScenarioApproval(scenario=scenario, version=scenario.version, side=side, body=body.strip())
        for side, body in asked.items()
    )
    said = f"{scenario.unit} trình phương án “{scenario}” tới {', '.join(asked.values())}."
    tell_above(scenario, _told(scenario, "scenario.submitted", said, by=by, at=at), said, at=at)
    return scenario


@transaction.atomic
def answer_scenario(
    approval: ScenarioApproval, answer: Answer, *, paper: Paper | None = None, by: User, at: dt.datetime
) -> Scenario:
    """Note what one body said: approved on a paper, or returned with the reason.

    Refuses the word of a superior by anybody but those who lead it, unless it stands on a received paper, and that of
    the locality by anybody outside the unit. The last approval makes the scenario approved and hands it in where a
    movement above asked for one.
    """
    scenario = held(approval.scenario)
    approval = ScenarioApproval.objects.select_for_update().get(pk=approval.pk)
    submitted, today = scenario.submitted_at, day_of(at)
    waiting = scenario.state == Scenario.State.SUBMITTED and approval.version == scenario.version
    papers = papers_of_answer(scenario.unit, by, on=today)
    on_paper = paper is not None and papers.filter(pk=paper.pk).exists()
    refuse_if(
        blockers_to_answer(
            answer,
            waiting=waiting and approval.state == ScenarioApproval.State.WAITING,
            side=approval.side,
            voice=replace(voice_of(approval, by, on=today), on_paper=on_paper),
            submitted=day_of(submitted) if submitted else today,
            today=today,
        )
    )
    _keep_answer(approval, answer, paper, by=by, at=at)
    word = f"phê duyệt tại {answer.number}" if answer.approved else f"trả lại: {answer.reason.strip()}"
    said = f"{approval.body} {word}, phương án “{scenario}” của {scenario.unit}."
    event = _told(scenario, "scenario.answered", said, by=by, at=at)
    people = users_holding(Unit.objects.filter(pk=scenario.unit_id), MANAGING, on=day_of(at))
    notify(event, people, said, href=scenario.get_absolute_url())
    _settle(scenario, returned=not answer.approved, at=at)
    return scenario


def _keep_answer(
    approval: ScenarioApproval, answer: Answer, paper: Paper | None, *, by: User, at: dt.datetime
) -> None:
    states = ScenarioApproval.State
    approval.state = states.APPROVED if answer.approved else states.RETURNED
    approval.number, approval.day = (answer.number.strip(), answer.day) if answer.approved else ("", None)
    approval.reason, approval.paper = "" if answer.approved else answer.reason.strip(), paper
    approval.said_by, approval.said_at = by, at
    approval.save()


def _settle(scenario: Scenario, *, returned: bool, at: dt.datetime) -> None:
    """One return sends it back; the last approval makes it approved and answers the duty of the movement above."""
    waiting = scenario.approvals.filter(version=scenario.version, state=ScenarioApproval.State.WAITING)
    if not returned and waiting.exists():
        return
    scenario.state = Scenario.State.RETURNED if returned else Scenario.State.APPROVED
    scenario.save(update_fields=["state"])
    if returned or scenario.submitted_by is None:
        return
    rows = scenario.approvals.filter(version=scenario.version)
    proofs = "; ".join(f"{row.number} ngày {row.day:%d/%m/%Y} của {row.body}" for row in rows)
    for duty in scenario_duties(scenario):
        if not blockers_to_pair(pair_of(duty, on=day_of(at)), str(duty.unit)):
            note = f"Phương án “{scenario}” đã được phê duyệt: {proofs}."
            hand_in(duty, note=note, by=scenario.submitted_by, at=at)


@transaction.atomic
def reopen_scenario(scenario: Scenario, reason: str, *, by: User, at: dt.datetime) -> Scenario:
    """Take a scenario back to a draft, to be changed and sent anew; what was said of it stays as history."""
    scenario = held(scenario)
    active = scenario.activations.filter(during__contains=day_of(at), ended_at=None).exists()
    refuse_if(blockers_to_reopen(scenario.state, reason=reason, active=active))
    scenario.state, scenario.submitted_at, scenario.submitted_by = Scenario.State.DRAFT, None, None
    scenario.save(update_fields=["state", "submitted_at", "submitted_by"])
    said = f"Đưa phương án “{scenario}” về dự thảo. Lý do: {reason.strip()}"
    _told(scenario, "scenario.reopened", said, by=by, at=at)
    return scenario


@transaction.atomic
def review_scenario(scenario: Scenario, *, by: User, at: dt.datetime) -> Scenario:
    """Say that a scenario was looked at again today and still holds (LT-32)."""
    scenario = held(scenario)
    scenario.reviewed_on, scenario.reviewed_by = day_of(at), by
    scenario.save(update_fields=["reviewed_on", "reviewed_by"])
    _told(scenario, "scenario.reviewed", f"Rà soát phương án “{scenario}”.", by=by, at=at)
    return scenario
