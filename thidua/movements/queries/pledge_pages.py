"""Everything the pages that watch over the pledges of one movement say."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.core.errors import Blocker
from thidua.movements.models import Adoption, Duty, Movement, Pledge, PledgeDenial
from thidua.movements.queries.card import Reached, reached_by
from thidua.movements.queries.pledge_coverage import (
    Stretch,
    UnitShare,
    adoptions_of,
    denials_of,
    lists_of,
    shares_by_unit,
    shares_in_round,
)
from thidua.movements.queries.pledges import (
    Share,
    Terms,
    asked_to_pledge,
    awaiting,
    pledge_duty,
    pledge_share,
    pledges_of,
    terms_of,
)
from thidua.movements.rules.urging import blockers_to_urge
from thidua.org.access import Ability, Access

SIDES = {"head": "thủ trưởng", "union": "công đoàn"}


@dataclass(frozen=True)
class Waiting:
    """Pledges that wait for the reader's signature as one side."""

    side: str
    said: str
    title: str
    count: int


@dataclass(frozen=True)
class PledgesPage:
    """The pledges of one movement as those see them who watch over it."""

    movement: Movement
    duty: Duty | None
    terms: Terms
    share: Share
    reached: Reached | None
    bodies: Share | None
    body_rows: "QuerySet[Pledge]"
    units: list[UnitShare]
    rounds: list[tuple[str, list[Stretch]]]
    rows: "QuerySet[Pledge]"
    lists: list[dict[str, Any]]
    denials: list[PledgeDenial]
    adoptions: list[Adoption]
    waiting: list[Waiting]
    against: list[Blocker]
    may_decide: bool


def pledges_page(movement: Movement, access: Access, *, reminder: str) -> PledgesPage:
    """Gather the page for one person on the day of their access; as many queries for three people as for one."""
    share = pledge_share(movement, people=True)
    units = shares_by_unit(movement, on=access.day) if share.total else []
    asks_bodies = asked_to_pledge(movement, people=False).exists()
    running = movement.state == Movement.State.RUNNING
    duty = pledge_duty(movement)
    terms = terms_of(movement, duty)
    return PledgesPage(
        movement=movement,
        duty=duty,
        terms=terms,
        share=share,
        reached=_reached(movement),
        bodies=pledge_share(movement, people=False) if asks_bodies else None,
        body_rows=pledges_of(movement, people=False),
        units=units if len(units) > 1 else [],
        rounds=_rounds(movement, access) if share.total else [],
        rows=pledges_of(movement),
        lists=lists_of(movement),
        denials=list(denials_of(movement)),
        adoptions=adoptions_of(movement, access),
        waiting=_waiting(movement, access, terms),
        against=blockers_to_urge(running=running, debts=share.lacking, sentence=reminder),
        may_decide=access.may(Ability.MOVEMENT_DECIDE, movement.owner),
    )


def _reached(movement: Movement) -> Reached | None:
    """Whom the launch reached, where a roll was called: an indicator of its own beside the pledges (E.3, 36)."""
    launch = movement.launches.filter(roll_taken=True).order_by("day", "pk").first()
    return reached_by(launch) if launch else None


def _rounds(movement: Movement, access: Access) -> list[tuple[str, list[Stretch]]]:
    """The rounds that have begun and in which units merged; the others say nothing that the table of units does not."""
    begun = movement.rounds.filter(during__startswith__lte=access.day).select_related("movement")
    found = [(row.label, shares_in_round(row, on=access.day)) for row in begun.order_by("during")]
    return [(label, stretches) for label, stretches in found if len(stretches) > 1]


def _waiting(movement: Movement, access: Access, terms: Terms) -> list[Waiting]:
    found = awaiting(movement, access.user, on=access.day, terms=terms).items()
    counted = [Waiting(side, SIDES[side], post.title, rows.count()) for side, (post, rows) in found]
    return [row for row in counted if row.count]
