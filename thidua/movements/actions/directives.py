"""Directives from above become work of chosen units, and each unit says that it has received it (EK-49, HY-15)."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.core.text import fold
from thidua.documents.models import Paper
from thidua.movements.models import Assignment, Directive, Duty
from thidua.movements.queries.directives import kind_by_paper, units_beneath
from thidua.movements.rules.directives import (
    blockers_to_confirm,
    blockers_to_enter_directive,
    blockers_to_give_work,
)
from thidua.org.models import Position, Unit, User
from thidua.org.queries.people import users_holding

_WHO_CONFIRM = [Position.HEAD, Position.DEPUTY, Position.LEADER, Position.CLERK]


@transaction.atomic
def enter_directive(paper: Paper, *, by: User, at: dt.datetime, kind: str = "", body: str = "") -> Directive:
    """Enter a received paper in the register of directives, under its kind and the body that gave it.

    Without `kind` the kind of the paper decides; entered again, kind and body are changed. Refuses an own paper.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    body = " ".join((body or paper.issuer_written).split())
    received = paper.state == Paper.State.RECEIVED
    refuse_if(blockers_to_enter_directive(received=received, body=body))
    row, _ = Directive.objects.update_or_create(
        paper=paper,
        defaults={
            "kind": kind or kind_by_paper(paper),
            "body": body[:300],
            "folded": fold(body)[:300],
            "entered_by": by,
            "entered_at": at,
        },
    )
    record("directive.entered", f"Vào sổ chỉ đạo: {row}.", by=by, about=paper, unit=paper.owner, at=at)
    return row


@transaction.atomic
def give_work(
    paper: Paper,
    units: Sequence[Unit],
    sentence: str,
    *,
    by: User,
    at: dt.datetime,
    due: dt.date | None = None,
) -> Duty:
    """Give chosen units work that a received paper orders; each gets an assignment and is asked to confirm it.

    A due date given here is shown as set by the office. Refuses units that do not stand directly beneath the
    keeper today, work without words, and a day gone by. The paper enters the register of directives.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    today = day_of(at)
    beneath = {unit.pk for unit in units_beneath(paper.owner, on=today)}
    refuse_if(
        blockers_to_give_work(
            received=paper.state == Paper.State.RECEIVED,
            units=len(units),
            beyond=[unit for unit in units if unit.pk not in beneath],
            sentence=sentence,
            due=due,
            today=today,
        )
    )
    if not Directive.objects.filter(paper=paper).exists():
        enter_directive(paper, by=by, at=at)
    duty = Duty.objects.create(
        paper=paper,
        what=Duty.What.DIRECTIVE,
        reaches=Duty.Reaches.CHOSEN,
        sentence=sentence.strip(),
        due=due,
        due_origin=Duty.Origin.OFFICE if due else "",
    )
    Assignment.objects.bulk_create(
        [Assignment(duty=duty, unit=unit, due=due, opened_at=at) for unit in units], ignore_conflicts=True
    )
    event = record(
        "work.given",
        f"Giao việc theo {paper} cho {len(units)} đơn vị: {sentence.strip()}",
        by=by,
        about=paper,
        unit=paper.owner,
        at=at,
        units=len(units),
    )
    told = users_holding(Unit.objects.filter(pk__in=[unit.pk for unit in units]), _WHO_CONFIRM, on=today)
    notify(event, told, f"Việc theo {paper}: {sentence.strip()[:200]}", href=duty.get_absolute_url())
    return duty


@transaction.atomic
def confirm_assignment(assignment: Assignment, *, by: User, at: dt.datetime) -> Assignment:
    """A unit says that it has received the work given to it. Refuses a second time, and work of a person."""
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("unit", "duty__paper", "duty__movement")
        .get(pk=assignment.pk)
    )
    refuse_if(
        blockers_to_confirm(
            confirmed=assignment.confirmed_at is not None, of_unit=assignment.person_id is None
        )
    )
    assignment.confirmed_at, assignment.confirmed_by = at, by
    assignment.save(update_fields=["confirmed_at", "confirmed_by"])
    record(
        "assignment.confirmed",
        f"{assignment.unit} xác nhận đã nhận việc: {assignment.duty.sentence[:80]}",
        by=by,
        about=assignment.duty.paper or assignment.duty.movement,
        unit=assignment.unit,
        at=at,
    )
    return assignment
