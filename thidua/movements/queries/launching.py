"""A plan before it goes out: what is undecided, what is missing, whom it will reach."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.core.errors import Blocker
from thidua.documents.models import Paper, SignatureBlock
from thidua.documents.queries.issuing import Reached, book_for, missing_to_issue, reached_by
from thidua.movements.cascade import PROPOSED_WORKING_DAYS, Proposal, proposed_due
from thidua.movements.models import Assignment, Duty, Gap, Movement, Task
from thidua.movements.queries.cascade import count_in_scope
from thidua.movements.rules.plans import blockers_to_launch
from thidua.movements.rules.register import blockers_to_leave_rounds


def stated_in(paper: Paper, what: str) -> list[str]:
    """What a plan that was read states about one of the parts another leaves open; empty when it is silent too."""
    read: dict[str, Any] = paper.reading
    if what == Gap.What.CRITERIA:
        return [row["text"] for row in read.get("criteria", [])]
    if what == Gap.What.AWARD_FORMS:
        forms = read.get("awards", {}).get("forms", [])
        return [f"{row['form']} của {row['authority']}" if row["authority"] else row["form"] for row in forms]
    if what == Gap.What.ROUNDS:
        return [row["label"] for row in read.get("rounds", [])]
    return [row["action"] for row in read.get("tasks", []) if row["deadline"]]


def gaps_of(movement: Movement) -> list[Gap]:
    """The parts the plan's text does not state, each with who decided it."""
    return list(movement.gaps.select_related("source", "decided_by__person").order_by("id"))


def duties_of(movement: Movement) -> "QuerySet[Duty]":
    """What the movement asks, with the sentence each rests on."""
    return movement.duties.select_related("node", "confirmed_by__person").order_by("id")


def missing_to_launch(movement: Movement, *, bears: dt.date) -> list[Blocker]:
    """What the movement itself lacks before its plan, bearing that day, may go out."""
    gaps = [(gap.get_what_display(), gap.choice) for gap in movement.gaps.order_by("id")]
    running = movement.state != Movement.State.DRAFT
    duties = list(movement.duties.order_by("id"))
    return blockers_to_launch(
        gaps,
        duties=len(duties),
        running=running,
        unconfirmed=[f"Việc “{duty.get_what_display()}”" for duty in duties if not duty.confirmed_at],
        early=[f"Việc “{duty.get_what_display()}”" for duty in duties if duty.due and duty.due < bears],
        about=movement,
    ) + blockers_to_leave_rounds(confirmed=movement.rounds_confirmed, about=movement)


def days_around(movement: Movement, what: str) -> dict[str, dt.date | None]:
    """The days against which a deadline is held, by the names `blockers_to_due` knows; each may be unknown."""
    above = movement.parent_id and movement.basis
    owed = Assignment.objects.filter(unit=movement.owner_id, person=None, duty__movement=movement.parent_id)
    report = owed.filter(duty__what=Duty.What.REPORT, due__isnull=False).order_by("due").first()
    return {
        "issued": movement.plan.day,
        "above": above.day if above else None,
        "owed_above": report.due if report and movement.parent_id and what == Duty.What.REPORT else None,
    }


@dataclass(frozen=True)
class Asked:
    """One duty of a movement on the page that sets them: its sentence, and the day proposed where it has none."""

    duty: Duty
    proposal: Proposal | None


def duties_asked(
    movement: Movement, *, today: dt.date, working_days: int = PROPOSED_WORKING_DAYS
) -> list[Asked]:
    """The movement's duties in order; a day still ahead is proposed for those without one, set only by a person."""
    day = movement.plan.day
    found = []
    for duty in duties_of(movement):
        proposal = None if duty.due else proposed_due(day, duty.due_words, working_days=working_days)
        found.append(Asked(duty, proposal if proposal and proposal.day >= today else None))
    return found


@dataclass(frozen=True)
class Launch:
    """Everything that will happen when the plan is issued, said before anyone presses."""

    movement: Movement
    paper: Paper
    blockers: list[Blocker]
    number: int | None
    read_number: int | None
    bears: dt.date
    reached: Reached
    asked: list[tuple[Duty, int]]
    signatures: list[SignatureBlock]
    tasks: list[Task]

    @property
    def opened(self) -> int:
        """How many assignments will be opened."""
        return sum(count for _, count in self.asked)


def launch_of(movement: Movement, *, today: dt.date) -> Launch:
    """What is missing, the number the book will give, and whom the plan will reach."""
    paper = movement.plan
    bears = paper.day or today
    missing = missing_to_launch(movement, bears=bears)
    if movement.state == Movement.State.DRAFT:
        missing += missing_to_issue(paper, day=bears, today=today, route=Paper.Route.PLAN)
    book = book_for(paper.owner, bears.year, paper.kind)
    scope = count_in_scope(movement, on=bears)
    return Launch(
        movement=movement,
        paper=paper,
        blockers=missing,
        number=book.last + 1 if book else None,
        read_number=paper.number if movement.state == Movement.State.DRAFT else None,
        bears=bears,
        reached=reached_by(paper, on=bears),
        asked=[(duty, scope[duty.reaches]) for duty in duties_of(movement)],
        signatures=list(paper.signatures.select_related("person")),
        tasks=list(movement.tasks.all()),
    )


def asks_a_pledge(movement: Movement, reaches: str) -> bool:
    """Whether a pledge is asked already of people, or of bodies: a movement has one of each at most."""
    asked = movement.duties.filter(what=Duty.What.PLEDGE)
    of_people = asked.filter(reaches=Duty.Reaches.STAFF)
    return of_people.exists() if reaches == Duty.Reaches.STAFF else asked.exclude(pk__in=of_people).exists()
