"""A plan goes out and its movement is launched down the tree."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.actions.issuing import issue_paper
from thidua.documents.models import Paper
from thidua.documents.queries.issuing import missing_to_issue
from thidua.movements.models import Assignment, Movement
from thidua.movements.queries.cascade import assignments_to_open
from thidua.movements.queries.launching import missing_to_launch
from thidua.org.models import Person, Position, Unit, User
from thidua.org.queries.people import users_holding, users_of


@transaction.atomic
def issue_plan(paper: Paper, *, by: User, at: dt.datetime, day: dt.date | None = None) -> Movement:
    """Issue a plan and launch its movement: number, recipients, one assignment per duty and unit or person.

    Refuses, with every reason, while a gap is undecided or nothing is asked of anyone.
    """
    movement = Movement.objects.select_for_update(of=("self",)).select_related("owner").get(plan=paper)
    bears = day or paper.day or day_of(at)
    missing = missing_to_launch(movement)
    if movement.state == Movement.State.DRAFT:
        missing += missing_to_issue(paper, day=bears, today=day_of(at), route=Paper.Route.PLAN)
    refuse_if(missing)
    paper = issue_paper(paper, by=by, at=at, day=day, route=Paper.Route.PLAN)
    movement.state, movement.launched_at, movement.launched_by = Movement.State.RUNNING, at, by
    movement.save(update_fields=["state", "launched_at", "launched_by"])
    opened = cascade(movement, on=paper.day or day_of(at), at=at)
    event = record(
        "movement.launched",
        f"Phát động phong trào {movement}: {opened} việc được giao.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
        opened=opened,
    )
    people = Person.objects.filter(assignments__duty__movement=movement)
    leaders = users_holding(
        Unit.objects.filter(assignments__duty__movement=movement, assignments__person=None),
        [Position.LEADER],
        on=day_of(at),
    )
    notify(
        event,
        {*users_of(people).values_list("pk", flat=True), *leaders.values_list("pk", flat=True)},
        f"Phong trào mới: {movement}",
        href=movement.get_absolute_url(),
    )
    return movement


def cascade(movement: Movement, *, on: dt.date, at: dt.datetime) -> int:
    """Open every assignment the movement's duties ask for, on the tree of a day; a second run doubles nothing."""
    rows = [
        Assignment(duty_id=row.duty, unit_id=row.unit, person_id=row.person, due=row.due, opened_at=at)
        for row in assignments_to_open(movement, on=on)
    ]
    Assignment.objects.bulk_create(rows, batch_size=5000, ignore_conflicts=True)
    return len(rows)
