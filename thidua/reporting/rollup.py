"""Adding up the tree in ten pure lines; its set-based SQL twin is an action, a property test compares them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sums:
    """Slot by slot: the sum (None when no number was given) and how many gave a number."""

    sums: tuple[int | None, ...]
    numbers: tuple[int, ...]
    accepted: int


def add_up(reports: Iterable[Sequence[int | None]], slots: int) -> Sums:
    """The sum of accepted reports. None occurred, not applicable and blank carry no number, add nothing."""
    rows = list(reports)
    columns = [[value for row in rows if (value := row[slot]) is not None] for slot in range(slots)]
    return Sums(
        sums=tuple(sum(given) if given else None for given in columns),
        numbers=tuple(len(given) for given in columns),
        accepted=len(rows),
    )
