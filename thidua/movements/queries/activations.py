"""What a scenario's own page shows: its parts, its approvals, its activations; and what bars setting it going."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.core.dates import day_of, days_inclusive, period
from thidua.core.errors import Blocker
from thidua.documents.queries.papers import papers_seen_by
from thidua.movements.models import (
    Activation,
    ActivationTask,
    Movement,
    ReadinessItem,
    Scenario,
    ScenarioApproval,
    ScenarioTerms,
)
from thidua.movements.queries.scenarios import is_head_of, stands_above, terms_of
from thidua.movements.rules.scenarios import (
    Standing,
    blockers_to_activate,
    blockers_to_change,
    confirm_by,
    days_unreviewed,
    due_of,
    parts_ready,
)
from thidua.movements.rules.tasks import blockers_to_keep_task
from thidua.org.access import Ability, Access
from thidua.org.models import Unit
from thidua.org.queries.tree import parts_of
from thidua.reporting.models import OperatingState
from thidua.reporting.operating import Decision, StateKind
from thidua.reporting.queries.operating import against_switch, free_until, states

# Until the registers of pupils' devices exist nobody may read their absence as nought (LT-49).
NOT_WATCHED = "Học sinh chưa có thiết bị học trực tuyến: chưa theo dõi"


def classes_of(unit: Unit, *, on: dt.date) -> "QuerySet[Unit]":
    """The classes of a school on a day, which may be switched by themselves."""
    return parts_of(unit, on=on).filter(kind=Unit.Kind.CLASS).order_by("sort_key")


def standing_of(
    scenario: Scenario, first: dt.date, last: dt.date | None, classes: Sequence[Unit]
) -> Standing:
    """How a scenario stands for the days wanted; without a last day, for all that follow."""
    waiting = scenario.approvals.filter(version=scenario.version).exclude(state="approved")
    wanted = days_inclusive(first, max(first, last)) if last else period(first)
    shared = scenario.activations.filter(during__overlap=wanted, withdrawn=False)
    active = shared.order_by("during").first()
    inside = set(classes_of(scenario.unit, on=first)) if classes else set()
    return Standing(
        state=scenario.state,
        unanswered=list(waiting.order_by("side").values_list("body", flat=True)),
        movement=scenario.movement.state,
        active_since=active.during.lower if active else None,
        unnamed=list(scenario.steps.filter(person=None).values_list("action", flat=True)),
        foreign=[str(unit) for unit in classes if unit not in inside],
    )


def against_activation(
    scenario: Scenario,
    decision: Decision,
    first: dt.date,
    last: dt.date | None,
    classes: Sequence[Unit],
    *,
    head: bool,
) -> list[Blocker]:
    """Everything that bars setting a scenario going, the facts of the decision apart."""
    standing = standing_of(scenario, first, last, classes)
    found = blockers_to_activate(
        standing, first=first, decided=decision.day, emergency=decision.emergency, head=head
    )
    if scenario.operating:
        for unit in classes or [scenario.unit]:
            found += against_switch(unit, scenario.operating, first, last)
    elif last is not None and last < first:
        found.append(Blocker("Ngày cuối đứng trước ngày đầu."))
    return [*found, *_tasks_too_early(scenario, first, emergency=decision.emergency)]


def until_planned(scenario: Scenario, classes: Sequence[Unit], first: dt.date) -> dt.date | None:
    """The last day before what is planned already: of this scenario, or a switch of the unit or one of the classes."""
    later = scenario.activations.filter(during__startswith__gt=first, withdrawn=False).order_by("during")
    days = [row.during.lower - dt.timedelta(days=1) for row in later[:1]]
    if scenario.operating:
        found = [free_until(unit, scenario.operating, first) for unit in classes or [scenario.unit]]
        days += [day for day in found if day is not None]
    return min(days, default=None)


def _tasks_too_early(scenario: Scenario, first: dt.date, *, emergency: bool) -> list[Blocker]:
    """Tasks that would be due before the plan itself, each day named once."""
    dues = {
        due_of(first, days, emergency=emergency) for days in scenario.steps.values_list("days", flat=True)
    }
    return [
        blocker
        for due in sorted(due for due in dues if due is not None)
        for blocker in blockers_to_keep_task(
            state="running",
            done=False,
            from_plan=False,
            reworded=False,
            has_person=True,
            due=due,
            begins=scenario.movement.plan.day,
        )
    ]


def open_items_of(scenario: Scenario) -> list[str]:
    """What is not ready, and for a switch away from the school what nobody watches over yet."""
    kind = states().get(scenario.operating)
    found = [f"{row.get_part_display()}: {row.what}" for row in scenario.items.filter(ready_on=None)]
    return [*found, NOT_WATCHED] if kind is not None and not kind.on_site else found


@dataclass(frozen=True)
class CountedTask:
    """A task of an activation with the numbers it gave back; None: not yet, which is not nought."""

    row: ActivationTask
    counts: list[tuple[str, int | None]]


@dataclass(frozen=True)
class ActivationRow:
    """One time a scenario was set going."""

    row: Activation
    running: bool
    ahead: bool
    states: list[OperatingState]
    tasks: list[CountedTask]
    confirm_by: dt.date | None  # of an emergency that still waits
    overdue: bool

    @property
    def open(self) -> bool:
        """Whether it runs or is still to come, and nobody has ended it."""
        return (self.running or self.ahead) and self.row.ended_at is None

    @property
    def waits(self) -> bool:
        """Whether it is an emergency that nobody has confirmed or ended."""
        return self.row.emergency and self.row.confirmed_at is None and self.row.ended_at is None


@dataclass(frozen=True)
class ScenarioPage:
    """Everything the page of one scenario says to one reader."""

    scenario: Scenario
    kind: StateKind | None
    terms: ScenarioTerms | None
    steps: list[Any]
    parts: list[tuple[str, list[ReadinessItem]]]
    ready: int
    approvals: list[ScenarioApproval]  # of this version
    earlier: list[ScenarioApproval]
    activations: list[ActivationRow]
    open_items: list[str]
    unreviewed: int | None
    against_change: list[Blocker]
    against: list[Blocker]  # what bars activating it today by a decision
    own: bool  # decides in the unit
    above: bool  # leads an office above
    head: bool
    papers: frozenset[int]  # keys of those behind the answers that this reader may open

    @property
    def waiting(self) -> list[ScenarioApproval]:
        """The sides that have not answered."""
        return [row for row in self.approvals if row.state == ScenarioApproval.State.WAITING]


def scenario_page(scenario: Scenario, access: Access) -> ScenarioPage:
    """Gather the page of one scenario for one reader on the day of their access."""
    on, unit = access.day, scenario.unit
    terms, items, answers = terms_of(scenario.movement), list(scenario.items.all()), scenario.approvals
    current = list(answers.filter(version=scenario.version).select_related("said_by__person", "paper"))
    sent = scenario.state != Scenario.State.DRAFT
    closed = scenario.movement.state == Movement.State.CLOSED
    return ScenarioPage(
        scenario=scenario,
        kind=states().get(scenario.operating),
        terms=terms,
        steps=list(scenario.steps.select_related("person")),
        parts=[
            (str(label), [row for row in items if row.part == part])
            for part, label in ReadinessItem.Part.choices
        ],
        ready=parts_ready((row.part, row.ready_on is not None) for row in items),
        approvals=current if sent else [],
        earlier=list(answers.exclude(version=scenario.version if sent else 0).exclude(state="waiting")),
        activations=_activations(scenario, terms, on),
        open_items=open_items_of(scenario),
        unreviewed=days_unreviewed(
            scenario.reviewed_on, day_of(scenario.made_at), terms.review_days if terms else None, on
        ),
        against_change=blockers_to_change(scenario.state, closed=closed),
        against=blockers_to_activate(
            standing_of(scenario, on, on, ()), first=on, decided=None, emergency=False, head=False
        ),
        own=access.may(Ability.MOVEMENT_DECIDE, unit),
        above=stands_above(access.user, unit, on=on),
        head=is_head_of(access.user, unit, on=on),
        papers=_papers_to_open(current, access),
    )


def _papers_to_open(answers: Sequence[ScenarioApproval], access: Access) -> frozenset[int]:
    keys = [row.paper_id for row in answers if row.paper_id is not None]
    return frozenset(papers_seen_by(access).filter(pk__in=keys).values_list("pk", flat=True))


def _activations(scenario: Scenario, terms: ScenarioTerms | None, on: dt.date) -> list[ActivationRow]:
    rows = scenario.activations.select_related("decided_by__person", "confirmed_by__person")
    found = rows.prefetch_related("states__unit", "tasks__task__owner_person")
    within = terms.confirm_days if terms else None
    return [_activation(row, within, on) for row in found]


def _activation(row: Activation, within: int | None, on: dt.date) -> ActivationRow:
    waits = row.emergency and row.confirmed_at is None and row.ended_at is None
    until = confirm_by(row.during.lower, within) if waits else None
    return ActivationRow(
        row=row,
        running=not row.withdrawn and row.during.lower <= on and (row.last is None or on <= row.last),
        ahead=not row.withdrawn and row.during.lower > on,
        states=list(row.states.all()),
        tasks=[
            CountedTask(task, list(zip(task.labels, task.counts or [None] * len(task.labels), strict=True)))
            for task in row.tasks.all()
        ],
        confirm_by=until,
        overdue=until is not None and on > until,
    )
