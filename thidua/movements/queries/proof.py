"""Who may see, add and check the proof that a movement's work was done."""

from typing import Any

from django.db.models import Q, QuerySet

from thidua.documents.queries.proving import Provable, can_be_proved
from thidua.movements.models import (
    Adoption,
    Assignment,
    Content,
    Coordination,
    Exemption,
    HeadDuty,
    PledgeList,
    Task,
)
from thidua.movements.queries.coordination import entries_seen_by, entries_told_by
from thidua.movements.queries.exemptions import with_parts
from thidua.movements.queries.weighing import (
    OFFICE_HEADS,
    scores_seen_by,
    scores_to_weigh_by,
    scores_told_by,
    units_above_which,
    units_spoken_for,
    units_weighed,
)
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


def _watched_lists(access: Access) -> "QuerySet[PledgeList]":
    return PledgeList.objects.filter(movement__owner__in=access.units(Ability.MOVEMENT_WATCH))


def _lists_seen(access: Access) -> "QuerySet[PledgeList]":
    """Those one watches over, those of the units one watches, and those that hold one's own name."""
    me, watched = access.user.person_id, access.units(Ability.MOVEMENT_WATCH)
    named = Q(pledges__person=me) | Q(denials__person=me)
    found = PledgeList.objects.filter(Q(movement__owner__in=watched) | Q(unit__in=watched) | named)
    return PledgeList.objects.filter(pk__in=found.values("pk"))


can_be_proved(
    Provable(
        "movements.pledgelist",
        seen=_lists_seen,
        proved=lambda access: PledgeList.objects.filter(entered_by=access.user),
        checked=_watched_lists,
        unit_of=_unit,
    )
)
can_be_proved(
    Provable(
        "movements.adoption",
        seen=lambda access: Adoption.objects.filter(movement__owner__in=access.units(Ability.MOVEMENT_VIEW)),
        proved=lambda access: Adoption.objects.filter(recorded_by=access.user),
        checked=lambda access: Adoption.objects.filter(
            movement__owner__in=access.units(Ability.MOVEMENT_WATCH)
        ),
        unit_of=_owner,
    )
)


# Scores, the contents whose proof serves them too, and exemptions


def _contents_checked(access: Access) -> "QuerySet[Content]":
    """A unit's content is checked from above, or by who follows the unit without heading it (EK-83)."""
    headed = [post.unit.pk for post in access.posts if post.position in OFFICE_HEADS]
    from_above = Q(movement__owner__in=units_above_which(access))
    return Content.objects.filter(
        from_above | Q(movement__owner__in=units_weighed(access).exclude(pk__in=headed))
    )


def _exempt(ability: Ability, access: Access) -> "QuerySet[Exemption]":
    return Exemption.objects.filter(unit__in=with_parts(access.units(ability), on=access.day))


can_be_proved(
    Provable(
        "movements.score",
        seen=scores_seen_by,
        proved=scores_told_by,
        checked=scores_to_weigh_by,
        unit_of=_unit,
    )
)
can_be_proved(
    Provable(
        "movements.content",
        seen=lambda access: Content.objects.filter(movement__owner__in=access.units(Ability.MOVEMENT_VIEW)),
        proved=lambda access: Content.objects.filter(movement__owner__in=units_spoken_for(access)),
        checked=_contents_checked,
        unit_of=_owner,
    )
)
can_be_proved(
    Provable(
        "movements.exemption",
        seen=lambda access: (
            Exemption.objects.filter(person=access.user.person_id) | _exempt(Ability.SEE_HEALTH, access)
        ),
        proved=lambda access: _exempt(Ability.MOVEMENT_DECIDE, access),
        checked=lambda access: _exempt(Ability.SEE_HEALTH, access),
        unit_of=_unit,
    )
)


# What the text lays on a head, proved by the unit and checked from above only; and what was done with others

can_be_proved(
    Provable(
        "movements.headduty",
        seen=lambda access: HeadDuty.objects.filter(movement__owner__in=access.units(Ability.MOVEMENT_VIEW)),
        proved=lambda access: HeadDuty.objects.filter(movement__owner__in=units_spoken_for(access)),
        checked=lambda access: HeadDuty.objects.filter(movement__owner__in=units_above_which(access)),
        unit_of=_owner,
    )
)
can_be_proved(
    Provable(
        "movements.coordination",
        seen=entries_seen_by,
        proved=entries_told_by,
        checked=lambda access: Coordination.objects.filter(unit__in=access.units(Ability.MOVEMENT_WATCH)),
        unit_of=_unit,
    )
)
