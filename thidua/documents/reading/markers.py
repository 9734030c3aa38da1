"""The marker grammar: roman, arabic, letter in Vietnamese order, dash, plus."""

import re
from dataclasses import dataclass
from functools import lru_cache

ROMAN = re.compile(r"(X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})(\s?[.):]|/(?=\s)|\s?[-–](?=\s))\s*(?=\S)")
COMPOUND = re.compile(r"[IVX]{1,6}\.(\d{1,2})[.)]?\s+(?=\S)")
DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})([.)]?)\s+(?=\S)")
ARABIC = re.compile(r"(\d{1,2})(\s?[.)]|/(?=\s))\s*(?=[^\s\d])")
LETTER = re.compile(r"([a-zđ])(\s?[.)])\s*(?=\S)")
CAPITAL = re.compile(r"([A-HĐ])([.)])\s*(?=\S)")
BULLET = re.compile(r"([-–—•·▪●►❖✓])\s*(?=\S)")
SUB_BULLET = re.compile(r"([+○])\s*(?=\S)")

RANK_CAPITAL, RANK_ROMAN, RANK_ARABIC, RANK_LETTER, RANK_BULLET, RANK_SUB = 5, 10, 20, 30, 50, 60
VIETNAMESE_LETTERS = "abcdđeghiklmnopqrstuvxy"
# đ is often skipped, and f, j, w, z often used: neither is worth a remark.
TOLERATED = frozenset("đfjwz")


@dataclass(frozen=True)
class Marker:
    """What a line opens with. `label` is the part that goes into an id, `written` is as typed."""

    rank: int
    ordinal: int
    label: str
    written: str
    end: int

    @property
    def is_section(self) -> bool:
        return self.rank < RANK_BULLET

    @property
    def kind(self) -> str:
        """The kind of paragraph that this marker opens."""
        return {RANK_BULLET: "bullet", RANK_SUB: "subbullet"}.get(self.rank, "item")


def read_marker(text: str) -> Marker | None:
    """The marker at the head of a line, or None when the line is running text."""
    first = text[:1]
    if first.isdigit():
        return _numbered(text)
    if first.isalpha():
        return _lettered(text, first)
    for rank, pattern in ((RANK_BULLET, BULLET), (RANK_SUB, SUB_BULLET)):
        if found := pattern.match(text):
            return Marker(rank, 0, found[1], found[1], found.end())
    return None


def _lettered(text: str, first: str) -> Marker | None:
    if first in "IVX" and (found := COMPOUND.match(text)):
        return _section_marker(RANK_ARABIC, int(found[1]), found)
    if first in "IVX" and (found := ROMAN.match(text)):
        return _section_marker(RANK_ROMAN, roman_value(found[1]), found)
    if found := LETTER.match(text):
        return _section_marker(RANK_LETTER, _letter_value(found[1]), found)
    if found := CAPITAL.match(text):
        return _section_marker(RANK_CAPITAL, _letter_value(found[1].lower()), found)
    return None


def _numbered(text: str) -> Marker | None:
    if found := DECIMAL.match(text):
        parts = found[1].split(".")
        return Marker(RANK_ARABIC + len(parts) - 1, int(parts[-1]), parts[-1], found[0].strip(), found.end())
    if found := ARABIC.match(text):
        return _section_marker(RANK_ARABIC, int(found[1]), found)
    return None


def _section_marker(rank: int, ordinal: int, found: re.Match[str]) -> Marker:
    return Marker(rank, ordinal, found[1], found[0].strip(), found.end())


@lru_cache(maxsize=64)
def roman_value(numeral: str) -> int:
    """The value of a roman numeral up to 39."""
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _letter_value(letter: str) -> int:
    """The place of a list letter; letters outside the Vietnamese order stand after their neighbour."""
    place = VIETNAMESE_LETTERS.find(letter)
    if place >= 0:
        return place + 1
    return sum(known < letter for known in VIETNAMESE_LETTERS if known != "đ") + 1


def skipped_letters(before: int, after: int) -> str:
    """The Vietnamese list letters missing between two places, those often left out not counted."""
    return "".join(letter for letter in VIETNAMESE_LETTERS[before : after - 1] if letter not in TOLERATED)


class Numbering:
    """Remembers the last number at each rank, so that a wrapped "19. " is not taken for an item."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}

    def accepts(self, marker: Marker) -> bool:
        """Whether the marker is the first of its list or follows the last one closely."""
        last = self._last.get(marker.rank, 0)
        return marker.ordinal == 1 or last < marker.ordinal <= last + 3

    def take(self, marker: Marker) -> None:
        """Note the marker and forget the lists beneath it."""
        self._last = {rank: last for rank, last in self._last.items() if rank < marker.rank}
        self._last[marker.rank] = marker.ordinal
