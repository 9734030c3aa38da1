"""What next year's draft of a movement would hold, said before anyone presses."""

import datetime as dt
from dataclasses import dataclass

from thidua.core.errors import Blocker
from thidua.movements.cloning import a_year_on, next_anniversary, next_school_year, speaks_of
from thidua.movements.models import Commemoration, Movement, Round
from thidua.movements.queries.card import against_clone


@dataclass(frozen=True)
class Shifted:
    """One round now and a year on; all days belong to it."""

    round: Round
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Counted:
    """One anniversary with the years it comes to now and then; None where the text does not say since when."""

    commemoration: Commemoration
    now: int | None
    then: int | None


@dataclass(frozen=True)
class NextYear:
    """Next year's draft before it is made; `stale` counts the sentences that still name a year of the old one."""

    school_year: str
    rounds: list[Shifted]
    anniversaries: list[Counted]
    stale: int
    blockers: list[Blocker]


def next_year_of(movement: Movement) -> NextYear:
    """Gather the preview in a fixed number of queries."""
    made = Movement.objects.filter(cloned_from=movement).first()
    blockers = against_clone(movement, made=made)
    texts = movement.plan.nodes.values_list("text", flat=True) if movement.school_year else []
    return NextYear(
        school_year=next_school_year(movement.school_year),
        rounds=[_shifted(row) for row in movement.rounds.order_by("during") if row.last_day],
        anniversaries=[
            Counted(row, row.count, next_anniversary(row.since, row.until)[1])
            for row in movement.commemorations.all()
        ],
        stale=sum(speaks_of(text, movement.school_year) for text in texts),
        blockers=blockers,
    )


def _shifted(row: Round) -> Shifted:
    last = row.last_day
    assert last is not None
    return Shifted(row, a_year_on(row.during.lower), a_year_on(last))
