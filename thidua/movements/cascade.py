"""Which unit or person receives which duty, and by when. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """A duty, as the cascade needs it."""

    key: int
    reaches: str
    due: dt.date | None


@dataclass(frozen=True)
class Given:
    """One assignment to open: a unit's own, or one person's in a unit."""

    duty: int
    unit: int
    person: int | None
    due: dt.date | None


def assign(
    duties: Iterable[Asked], units: Mapping[str, Sequence[int]], staff: Sequence[tuple[int, int]]
) -> list[Given]:
    """Every assignment the duties ask for.

    `units` gives the keys of those a duty reaches, by the word of its reach; `staff` are (person, unit) pairs.
    Each duty meets each unit or person once, however often they are listed.
    """
    given: dict[tuple[int, int, int | None], Given] = {}
    for duty in duties:
        if duty.reaches == "staff":
            for person, unit in staff:
                given.setdefault((duty.key, 0, person), Given(duty.key, unit, person, duty.due))
        else:
            for unit in units.get(duty.reaches, ()):
                given.setdefault((duty.key, unit, None), Given(duty.key, unit, None, duty.due))
    return list(given.values())
