"""A letter as it will be printed: lines by look, tables by cells. What `wording` fills and the renderers draw."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One paragraph: its look, what leads it in bold, and its text."""

    look: str
    text: str
    lead: str = ""

    @property
    def whole(self) -> str:
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True)
class Grid:
    """One table of the body: lines by row, header first; `widths` in millimetres fill the page."""

    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Signing:
    """One place to sign: the lines above the space, and the name below it ("" leaves it blank)."""

    titles: tuple[Line, ...]
    name: Line


@dataclass(frozen=True)
class CopyFoot:
    """The foot of a copy: who copied and in which way, its number and day, to whom, signed by whom."""

    issuers: tuple[Line, ...]
    how: Line
    number: Line
    date: Line
    issuer_rule: float
    recipients: tuple[Line, ...]
    signing: Signing

    def lines(self) -> Iterator[Line]:
        """Every paragraph in reading order."""
        yield from (*self.issuers, self.how, self.number, self.date, *self.recipients)
        yield from (*self.signing.titles, self.signing.name)


@dataclass(frozen=True)
class AnnexSheet:
    """One annex as printed, on pages of its own."""

    head: tuple[Line, ...]
    body: tuple[Line | Grid, ...]
    wide: bool


@dataclass(frozen=True)
class Sheet:
    """A letter as it will be printed; rules are the lengths of the lines drawn under their cells, in mm."""

    title: str
    issuers: tuple[Line, ...]
    nation: tuple[Line, ...]
    under_number: tuple[Line, ...]
    number: Line
    date: Line
    issuer_rule: float
    motto_rule: float
    head: tuple[Line, ...]
    subject_rule: float
    opening: tuple[Line, ...]
    body: tuple[Line | Grid, ...]
    signings: tuple[Signing, ...]
    recipients: tuple[Line, ...]
    copying: CopyFoot | None = None
    annexes: tuple[AnnexSheet, ...] = ()
    wide: bool = False

    def words(self) -> tuple[str, ...]:
        """Every printed paragraph once, in reading order; empty ones left out."""
        return tuple(line.whole for line in self._lines() if line.whole)

    def _lines(self) -> Iterator[Line]:
        yield from (*self.issuers, *self.nation, self.number, *self.under_number, self.date)
        yield from (*self.head, *self.opening)
        yield from _flat(self.body)
        if len(self.signings) < 2:
            yield from self.recipients
        for signing in self.signings:
            yield from (*signing.titles, signing.name)
        if len(self.signings) >= 2:
            yield from self.recipients
        if self.copying:
            yield from self.copying.lines()
        for annex in self.annexes:
            yield from (*annex.head, *_flat(annex.body))


def _flat(parts: tuple[Line | Grid, ...]) -> Iterator[Line]:
    """The lines of a body, a table's cells row by row."""
    for part in parts:
        if isinstance(part, Line):
            yield part
        else:
            yield from (cell for row in part.rows for cell in row)
