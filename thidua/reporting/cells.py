"""One figure of a report: four answers that are never confused. Pure."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

# Groups of three after dots or blanks, decimals after a comma: the way figures are written in Vietnam.
_FIGURE = re.compile(r"-?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?")
_LONGEST = 15  # digits: far beyond any count, and safely inside a bigint


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

    @property
    def key(self) -> str:
        """The word in a form: blank, number, none_occurred, not_applicable."""
        return self.name.lower()


@dataclass(frozen=True)
class Slot:
    """What one place of a form asks: its code (`X`, or `X.part` and `X.whole` of a ratio) and its words."""

    code: str
    name: str
    unit: str = ""
    scale: int = 0


@dataclass(frozen=True)
class Answer:
    """What a person says for one slot, and the version of the cell that they saw when they said it."""

    slot: int
    value: int | None
    state: CellState
    base: int
    reason: str = ""

    @property
    def settled(self) -> "Answer":
        """The answer without contradictions: a value only beside "number", a reason only beside "not applicable"."""
        state = self.state
        if state is CellState.NUMBER and self.value is None:
            state = CellState.BLANK
        value = self.value if state is CellState.NUMBER else None
        reason = self.reason.strip() if state is CellState.NOT_APPLICABLE else ""
        return Answer(self.slot, value, state, self.base, reason)


@dataclass(frozen=True)
class Rival:
    """An answer that lost a race to another one and still waits for somebody to choose."""

    said: str
    by: str
    at: dt.datetime


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
    unit: str = ""
    scale: int = 0
    rivals: tuple[Rival, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered."""
        return self.state is CellState.BLANK

    @property
    def figure(self) -> int | Decimal | None:
        """The value as it is meant, decimals and all."""
        return figure(self.value, self.scale)

    @property
    def said(self) -> str:
        """The answer in words: the figure, or the word of its state."""
        return spoken(self.value, self.state, self.scale)

    def get_absolute_url(self) -> str:
        """Where the cell is filled in."""
        return self.address


def figure(value: int | None, scale: int) -> int | Decimal | None:
    """A fixed-point value as a number."""
    return value if value is None or not scale else Decimal(value).scaleb(-scale)


def spoken(value: int | None, state: CellState, scale: int) -> str:
    """An answer as people say it: "38,5", or "không phát sinh"."""
    return str(figure(value, scale)).replace(".", ",") if state is CellState.NUMBER else state.label


def read_figure(text: str, scale: int) -> int:
    """What a person typed, as a fixed-point value: "1.234" and "1 234" are a thousand, "38,5" has a decimal.

    Raises:
        ValueError: it is not a figure, has more decimals than the indicator keeps, or is too long;
            the message is a Vietnamese sentence.
    """
    typed = " ".join(text.split())
    if not _FIGURE.fullmatch(typed):
        raise ValueError(f"“{typed[:40]}” chưa phải là số. Viết như 1234 hoặc 1.234; phần lẻ sau dấu phẩy.")
    whole, _, decimals = re.sub(r"[. ]", "", typed).partition(",")
    if len(decimals) > scale:
        kept = f"nhận tối đa {scale} chữ số lẻ" if scale else "chỉ nhận số nguyên"
        raise ValueError(f"“{typed[:40]}” có phần lẻ; ô này {kept}.")
    if len(whole) + scale > _LONGEST:
        raise ValueError(f"Số này dài quá {_LONGEST} chữ số; hãy kiểm tra lại.")
    return int(whole + decimals.ljust(scale, "0"))


def cells_of(
    slots: Sequence[Slot],
    values: Sequence[int | None],
    states: Sequence[int],
    versions: Sequence[int],
    reasons: Mapping[str, str],
    *,
    address: str = "",
    rivals: Mapping[int, tuple[Rival, ...]] | None = None,
) -> list[Cell]:
    """The arrays of a report as cells, in slot order."""
    return [
        Cell(
            slot=place,
            name=slot.name,
            value=values[place],
            state=CellState(states[place]),
            version=versions[place],
            reason=reasons.get(str(place), ""),
            address=f"{address}#o-{place}" if address else "",
            unit=slot.unit,
            scale=slot.scale,
            rivals=(rivals or {}).get(place, ()),
        )
        for place, slot in enumerate(slots)
    ]
