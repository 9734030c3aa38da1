"""Everything the page of one assignment says, gathered once."""

from dataclasses import dataclass
from typing import Any

from thidua.activity.trail import trail_of
from thidua.core.dates import day_of
from thidua.core.errors import Blocker
from thidua.movements.cascade import days_late
from thidua.movements.models import Assignment, Movement
from thidua.movements.queries.assignments import OWED, answerable_by, missing_in, pair_of, route_of, side_of
from thidua.movements.rules.assignments import (
    ELSEWHERE,
    Pair,
    blockers_to_pair,
    blockers_to_review,
    is_late,
    is_reviewed,
)
from thidua.org.access import Ability, Access


@dataclass(frozen=True)
class AssignmentPage:
    """One unit's work as its page shows it. `seen` lists each mandatory part and whether the machine found it."""

    assignment: Assignment
    movement: Movement
    late: bool
    late_days: int
    pair: Pair | None
    side: str  # for which this reader may still confirm: unit, union or empty
    against: list[Blocker]  # what stands in the way of handing in
    elsewhere: str
    light: bool
    may_hand_in: bool
    may_derive: bool  # make the plan from the plan above, item by item
    may_review: bool
    against_review: list[Blocker]
    parts: list[tuple[str, bool]]
    route: list[str]
    history: list[dict[str, Any]]


def assignment_page(assignment: Assignment, access: Access) -> AssignmentPage:
    """Gather the page for one reader on the day of their access."""
    duty, movement = assignment.duty, assignment.duty.movement
    assert movement is not None
    owed = assignment.state in OWED
    late = is_late(assignment.state, assignment.due, access.day, late=assignment.late)
    pair = pair_of(assignment, on=access.day)
    running = movement.state == Movement.State.RUNNING
    answered = assignment.answered_by
    lacking = set(missing_in(answered, duty)) if answered else set()
    speaks = answerable_by(access).filter(pk=assignment.pk).exists()
    own = assignment.handed_in_by_id == access.user.pk
    return AssignmentPage(
        assignment=assignment,
        movement=movement,
        late=late,
        late_days=days_late(assignment.due, access.day) if owed and late else assignment.late_days,
        pair=pair,
        side=_side(assignment, access) if running and assignment.merged_into_id is None else "",
        against=blockers_to_pair(pair, str(assignment.unit)),
        elsewhere=ELSEWHERE.get(duty.what, ""),
        light=not is_reviewed(duty.what, duty.reaches),
        may_hand_in=running and owed and speaks,
        may_derive=access.may(Ability.MOVEMENT_DECIDE, assignment.unit),
        may_review=assignment.state == Assignment.State.HANDED_IN
        and access.may(Ability.MOVEMENT_WATCH, movement.owner),
        against_review=blockers_to_review(state=assignment.state, own=own),
        parts=[(part, part not in lacking) for part in duty.mandatory_parts],
        route=route_of(assignment.unit, movement.owner, on=access.day),
        history=_history(assignment),
    )


def _side(assignment: Assignment, access: Access) -> str:
    """The side whose word is still wanted and for which this reader speaks."""
    side = side_of(assignment, access.user, on=access.day)
    given = {"unit": assignment.confirmed_at, "union": assignment.union_confirmed_at}.get(side)
    return side if given is None else ""


def _history(assignment: Assignment) -> list[dict[str, Any]]:
    """What happened to it by day and by whom, the newest first, from the day it was given."""
    acts = trail_of(assignment).order_by("-happened_at", "-id")[:50]
    told = [{"day": day_of(act.happened_at), "title": act.sentence, "note": act.actor_name} for act in acts]
    return [*told, {"day": day_of(assignment.opened_at), "title": "Việc được giao khi kế hoạch phát hành."}]
