"""Who has pledged, and who has not."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.core.errors import Blocker
from thidua.movements.models import Assignment, Duty, Movement, Pledge
from thidua.movements.rules.pledges import blockers_to_pledge
from thidua.org.access import Access
from thidua.org.models import User


@dataclass(frozen=True)
class Share:
    """Some of all, with the names of the rest. The figure is never shown without "n of N"."""

    done: int
    total: int
    missing: list[str]


def pledge_share(movement: Movement) -> Share:
    """Who signed of those asked on the day of launch, people or units, and who has not."""
    asked = Assignment.objects.filter(duty__movement=movement, duty__what=Duty.What.PLEDGE)
    waiting = asked.filter(state=Assignment.State.OPEN).select_related("person", "unit")
    rows = waiting.order_by("person__sort_key", "unit__sort_key")
    names = [row.person.name if row.person else str(row.unit) for row in rows]
    total = asked.count()
    return Share(done=total - len(names), total=total, missing=names)


def pledges_of(movement: Movement) -> "QuerySet[Pledge]":
    """The signed pledges, in name order."""
    return movement.pledges.select_related("person", "unit").order_by("person__sort_key")


def unsigned_users(movement: Movement) -> "QuerySet[User]":
    """The accounts of those who were asked to pledge and have not."""
    asked = Assignment.objects.filter(duty__movement=movement, duty__what=Duty.What.PLEDGE, state="open")
    return User.objects.filter(person__in=asked.values("person"), is_active=True).order_by("pk")


@dataclass(frozen=True)
class PledgePage:
    """One person's own pledge: what is asked, or what was signed."""

    movement: Movement
    duty: Duty | None
    due: dt.date | None
    unit: str
    signed: Pledge | None
    blockers: list[Blocker]


def pledge_page(movement: Movement, access: Access) -> PledgePage:
    """What one person is asked to sign, or has signed, and what stands in the way."""
    own = Assignment.objects.filter(duty__movement=movement, duty__what=Duty.What.PLEDGE)
    asked = own.filter(person_id=access.user.person_id).select_related("duty", "unit").first()
    signed = movement.pledges.filter(person_id=access.user.person_id).select_related("unit").first()
    running = movement.state == Movement.State.RUNNING
    return PledgePage(
        movement=movement,
        duty=asked.duty if asked else None,
        due=asked.due if asked else None,
        unit=str(asked.unit) if asked else "",
        signed=signed,
        blockers=blockers_to_pledge(running=running, asked=asked is not None, signed=signed is not None),
    )
