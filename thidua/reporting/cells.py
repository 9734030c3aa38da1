"""One figure of a report: four answers that are never confused. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum


class CellState(IntEnum):
    """What a cell says. Blank is the absence of an answer, not an answer."""

    BLANK = 0
    NUMBER = 1
    NONE_OCCURRED = 2
    NOT_APPLICABLE = 3

    @property
    def label(self) -> str:
        """The word on the screen."""
        return ("trống", "số", "không phát sinh", "không áp dụng")[self]


@dataclass(frozen=True)
class Cell:
    """The answer in one slot of one report, with its address for links."""

    slot: int
    name: str
    value: int | None
    state: CellState
    version: int
    reason: str = ""
    address: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered."""
        return self.state is CellState.BLANK

    def get_absolute_url(self) -> str:
        """Where the cell is filled in."""
        return self.address


def cells_of(
    names: Sequence[str],
    values: Sequence[int | None],
    states: Sequence[int],
    versions: Sequence[int],
    reasons: Mapping[str, str],
    *,
    address: str = "",
) -> list[Cell]:
    """The arrays of a report as cells, in slot order."""
    return [
        Cell(slot, name, values[slot], CellState(states[slot]), versions[slot], reasons.get(str(slot), ""),
             f"{address}#o-{slot}" if address else "")
        for slot, name in enumerate(names)
    ]
