"""Quoted phrases, mottos among them, and quotation marks that were never closed."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from thidua.documents.reading.lines import Block
from thidua.documents.reading.structure import Phrase

MARKS = re.compile(r"[“”\"]")
MOTTO_LEAD = re.compile(
    r"(?:tinh thần|truyền thống|phương châm|chủ trương|ý chí|khẩu hiệu)\s*:?\s*$", re.IGNORECASE
)
BETWEEN_MOTTOS = re.compile(r"[\s,;]*(?:và)?\s*$")


def read_quotes(blocks: Iterable[Block]) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...], tuple[int, ...]]:
    """Closed pairs, those of them that are mottos, and the lines of marks without a partner."""
    phrases: list[Phrase] = []
    mottos: list[Phrase] = []
    unbalanced: list[int] = []
    for block in blocks:
        pairs, alone = _pairs(block.text)
        unbalanced += [block.line_at(offset) for offset in alone]
        previous_end, previous_was_motto = 0, False
        for opening, closing in pairs:
            before = block.text[previous_end:opening][-40:]
            is_motto = bool(MOTTO_LEAD.search(before)) or (
                previous_was_motto and bool(BETWEEN_MOTTOS.fullmatch(before))
            )
            style = "straight" if block.text[opening] == '"' else "curly"
            phrase = Phrase(block.text[opening + 1 : closing].strip(), block.line_at(opening), style)
            phrases.append(phrase)
            if is_motto:
                mottos.append(phrase)
            previous_end, previous_was_motto = closing + 1, is_motto
    return tuple(phrases), tuple(mottos), tuple(unbalanced)


def pairs_of(text: str) -> list[tuple[int, int]]:
    """Offsets of the opening and the closing mark of every closed quotation."""
    return _pairs(text)[0]


def is_quoted(pairs: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place stands inside one of the closed quotations, given in order."""
    before = bisect_left(pairs, (at,)) - 1
    return before >= 0 and pairs[before][0] < at < pairs[before][1]


def _pairs(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Offsets of closed pairs and of lonely marks; a second opening mark makes the first one lonely."""
    pairs: list[tuple[int, int]] = []
    alone: list[int] = []
    opening: int | None = None
    for found in MARKS.finditer(text):
        mark, at = found[0], found.start()
        closes = opening is not None and (mark == "”" or (mark == '"' and text[opening] == '"'))
        if closes and opening is not None:
            pairs.append((opening, at))
            opening = None
        elif mark == "”" or (mark == '"' and opening is not None):
            alone.append(at)
        else:
            alone += [opening] if opening is not None else []
            opening = at
    return pairs, alone + ([opening] if opening is not None else [])
