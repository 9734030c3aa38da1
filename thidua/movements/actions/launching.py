"""A plan goes out and its movement is launched down the tree."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.actions.issuing import issue_paper
from thidua.documents.models import Paper
from thidua.documents.queries.issuing import missing_to_issue
from thidua.movements.actions.assignments import answer_with_plan
from thidua.movements.actions.cascading import begin_cascade, hand_down
from thidua.movements.actions.launches import activate
from thidua.movements.models import Launch, Movement
from thidua.movements.queries.launching import missing_to_launch
from thidua.org.models import User


@transaction.atomic
def issue_plan(paper: Paper, *, by: User, at: dt.datetime, day: dt.date | None = None) -> Movement:
    """Issue a plan and launch its movement: number, recipients, one assignment per duty and unit or person.

    Refuses, with every reason, while a gap is undecided or nothing is asked of anyone.
    """
    movement = Movement.objects.select_for_update(of=("self",)).select_related("owner").get(plan=paper)
    bears = day or paper.day or day_of(at)
    missing = missing_to_launch(movement, bears=bears)
    if movement.state == Movement.State.DRAFT:
        missing += missing_to_issue(paper, day=bears, today=day_of(at), route=Paper.Route.PLAN)
    refuse_if(missing)
    paper = issue_paper(paper, by=by, at=at, day=day, route=Paper.Route.PLAN)
    activate(movement, Launch.Form.PAPER, day=paper.day or day_of(at), papers=[paper], by=by, at=at)
    cascade = begin_cascade(movement, on=paper.day or day_of(at), at=at)
    record(
        "movement.launched",
        f"Phát động phong trào {movement}: {cascade.total} việc được giao.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
        opened=cascade.total,
    )
    hand_down(cascade, at=at)
    answer_with_plan(paper, by=by, at=at)
    return movement
