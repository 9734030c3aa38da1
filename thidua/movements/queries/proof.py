"""Who may see, add and check the proof that a movement's work was done."""

from typing import Any

from django.db.models import Q, QuerySet

from thidua.documents.queries.proving import Provable, can_be_proved
from thidua.movements.models import Assignment, Task
from thidua.org.access import Ability, Access
from thidua.org.models import Unit


def _seen(access: Access) -> "QuerySet[Assignment]":
    """One's own, those of the units one speaks for, and those one watches over."""
    mine = Q(person_id=access.user.person_id) | Q(unit__in=_spoken_for(access))
    return Assignment.objects.filter(mine | Q(unit__in=access.units(Ability.MOVEMENT_WATCH)))


def _done(access: Access) -> "QuerySet[Assignment]":
    mine = Q(person_id=access.user.person_id) | Q(person=None, unit__in=_spoken_for(access))
    return Assignment.objects.filter(mine)


def _watched(access: Access) -> "QuerySet[Assignment]":
    return Assignment.objects.filter(unit__in=access.units(Ability.MOVEMENT_WATCH))


def _spoken_for(access: Access) -> "QuerySet[Unit]":
    return access.units(Ability.REPORT_FILL) | access.units(Ability.MOVEMENT_DECIDE)


def _tasks(ability: Ability, access: Access) -> "QuerySet[Task]":
    return Task.objects.filter(movement__owner__in=access.units(ability))


def _unit(assignment: Any) -> Unit:
    unit: Unit = assignment.unit
    return unit


def _owner(task: Any) -> Unit:
    unit: Unit = task.movement.owner
    return unit


can_be_proved(Provable("movements.assignment", seen=_seen, proved=_done, checked=_watched, unit_of=_unit))
can_be_proved(
    Provable(
        "movements.task",
        seen=lambda access: _tasks(Ability.MOVEMENT_VIEW, access),
        proved=lambda access: _tasks(Ability.MOVEMENT_DECIDE, access),
        checked=lambda access: _tasks(Ability.MOVEMENT_WATCH, access),
        unit_of=_owner,
    )
)
