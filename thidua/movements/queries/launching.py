"""A plan before it goes out: what is undecided, what is missing, whom it will reach."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.core.errors import Blocker
from thidua.documents.models import Paper, SignatureBlock
from thidua.documents.queries.issuing import Reached, book_for, missing_to_issue, reached_by
from thidua.movements.models import Duty, Gap, Movement, Task
from thidua.movements.queries.cascade import assignments_to_open
from thidua.movements.rules.plans import blockers_to_launch


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
    return movement.duties.select_related("node").order_by("id")


def missing_to_launch(movement: Movement) -> list[Blocker]:
    """What the movement itself lacks before its plan may go out."""
    gaps = [(gap.get_what_display(), gap.choice) for gap in movement.gaps.order_by("id")]
    running = movement.state != Movement.State.DRAFT
    return blockers_to_launch(gaps, duties=movement.duties.count(), running=running, about=movement)


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
    missing = missing_to_launch(movement)
    if movement.state == Movement.State.DRAFT:
        missing += missing_to_issue(paper, day=bears, today=today, route=Paper.Route.PLAN)
    book = book_for(paper.owner, bears.year, paper.kind)
    given = assignments_to_open(movement, on=bears)
    counts = {duty.pk: (duty, 0) for duty in duties_of(movement)}
    for row in given:
        duty, count = counts[row.duty]
        counts[row.duty] = (duty, count + 1)
    return Launch(
        movement=movement,
        paper=paper,
        blockers=missing,
        number=book.last + 1 if book else None,
        read_number=paper.number if movement.state == Movement.State.DRAFT else None,
        bears=bears,
        reached=reached_by(paper, on=bears),
        asked=list(counts.values()),
        signatures=list(paper.signatures.select_related("person")),
        tasks=list(movement.tasks.all()),
    )
