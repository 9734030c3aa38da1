"""The marker grammar: part, chapter, article, roman, arabic, letter in Vietnamese order, dash, plus."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

_STOP = r"(?:\s?[.):]|\s?/[-.]?(?=\s|[A-ZĐÀ-Ỹ][a-zà-ỹ])|\.?\s?[-–](?=\s?[A-ZĐÀ-Ỹ“\"]))"
ROMAN = re.compile(
    r"(X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})(\s?[.):]|\s?/[-.]?(?=\s)|/(?=[A-ZĐÀ-Ỹ]{2}[A-ZĐÀ-Ỹ\s])|"
    r"\.?\s?[-–](?=\s)|[-–](?=[A-ZĐÀ-Ỹ]))\s*(?=\S)"
)
BARE_ROMAN = re.compile(r"(X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})\s+(?=[A-ZĐÀ-Ỹ])")
COMPOUND = re.compile(r"[IVX]{1,6}\.(\d{1,2})[.):]?\s+(?=\S)")
DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})([.):]?)(?:\s+|(?<=[.)])(?=[A-ZĐÀ-Ỹ]))(?=\S)")
ARABIC = re.compile(rf"(\d{{1,2}})({_STOP})(?:\s*(?=[^\s\d])|\s+(?=\d))")
LETTER = re.compile(rf"([a-zđ])({_STOP})\s*(?=\S)")
CAPITAL = re.compile(r"([A-HĐ])(\s?[.)]|\s?/[-.]?(?=\s)|\s?[-–](?=\s))\s*(?=\S)")
LOW_ROMAN = re.compile(r"(i{1,3}|iv|vi{0,3}|ix|x)(\))\s*(?=\S)")
NAMED = re.compile(
    r"(?P<word>PHẦN|Phần|CHƯƠNG|Chương|TIỂU MỤC|Tiểu mục|MỤC|Mục|ĐIỀU|Điều|Khoản|DIEU|Dieu|CHUONG|Chuong|"
    r"PHAN|Phan)\s+"
    r"(?P<number>(?:thứ|THỨ)\s+[^\W\d_]{1,6}|[IVXLC]{1,7}|\d{1,3}[a-zđ]?|[A-HĐ])(?![\w])(?P<stop>\s?[.:)/]|"
    r"\s[-–](?=\s)|)"
    r"(?:\s+|(?<=[.:])|$)(?P<rest>.?)"
)
BULLET = re.compile(r"([-–—•·▪●►❖✓■□♦➢✔‣∙◦\uf02d\uf0a7\uf0b7\uf0d8\uf0fc\uf076])\s*(?=\S)")
SUB_BULLET = re.compile(r"([+○])\s*(?=\S)")
BRACKETED = re.compile(r"(\(\d{1,2}\))\s*(?=\S)")
BARS = re.compile(r"([Il1|]{1,3}[LHTU]?|[LH](?=\s?[./]))(?:(\s?[./])|(?=\s))\s+(?=[A-ZĐÀ-Ỹ])")
SCANNED = re.compile(r"([lI1|]{1,3})(\s?[.)])\s*(?=[^\s\d])")

RANK_PART, RANK_CHAPTER, RANK_DIVISION, RANK_SUBDIVISION, RANK_CAPITAL = 1, 2, 3, 4, 5
RANK_ROMAN, RANK_ARTICLE, RANK_ARABIC, RANK_LETTER, RANK_LOW_ROMAN, RANK_BULLET, RANK_SUB = (
    10,
    15,
    20,
    30,
    40,
    50,
    60,
)
RANK_OF_WORD = {
    "phần": RANK_PART, "chương": RANK_CHAPTER, "mục": RANK_DIVISION, "tiểu mục": RANK_SUBDIVISION,
    "điều": RANK_ARTICLE, "khoản": RANK_ARABIC,
    "phan": RANK_PART, "chuong": RANK_CHAPTER, "dieu": RANK_ARTICLE,
}  # fmt: skip
ORDINALS = {
    "nhất": 1, "một": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
VIETNAMESE_LETTERS = "abcdđeghiklmnopqrstuvxy"
# đ is often skipped, and f, j, w, z often used: neither is worth a remark.
TOLERATED = frozenset("đfjwz")


@dataclass(frozen=True)
class Marker:
    """What a line opens with. `label` is the part that goes into an id, `written` is as typed.

    `above` is the number a decimal marker says it stands under ("2.1" stands under 2).
    """

    rank: int
    ordinal: int
    label: str
    written: str
    end: int
    above: int | None = None

    @cached_property
    def is_section(self) -> bool:
        return self.rank < RANK_BULLET

    @cached_property
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
    if found := BULLET.match(text) or BRACKETED.match(text):
        return _bullet(RANK_BULLET, found[1], found.end())
    if found := SUB_BULLET.match(text):
        return _bullet(RANK_SUB, found[1], found.end())
    return None


@lru_cache(maxsize=256)
def _bullet(rank: int, written: str, end: int) -> Marker:
    """Bullets are all alike, and a long text has hundreds of thousands of them."""
    return Marker(rank, 0, written, written, end)


def other_readings(text: str, next_roman: int) -> list[Marker]:
    """What else the head of a line may be: a scan's "l." for "1." or "IL" for "II.", "i)" as a small roman.

    Bars that a scan has miscounted before a title in capitals are the roman number that is due.
    """
    readings = []
    if text[:1] in "ivx" and (found := LOW_ROMAN.match(text)):
        readings.append(_section_marker(RANK_LOW_ROMAN, roman_value(found[1].upper()), found))
    if text[:1] in "lI1|" and (found := SCANNED.match(text)) and found[1] != "1":
        count = len(found[1])
        written = found[0].strip()
        if text[found.end() :].isupper() or count > 1:
            readings.append(Marker(RANK_ROMAN, count, "I" * count, written, found.end()))
        if count == 1:
            readings.append(Marker(RANK_ARABIC, 1, "1", written, found.end()))
    if text[:1] in "IVX" and (found := BARE_ROMAN.match(text)):
        value = roman_value(found[1])
        if text[found.end() :].isupper() or (value == next_roman and len(found[1]) > 1 and len(text) <= 60):
            readings.append(_section_marker(RANK_ROMAN, value, found))
    if (found := BARS.match(text)) and (
        text[found.end() :].isupper() or (found[2] and found[1] != "1" and len(text) <= 80)
    ):
        readings.append(Marker(RANK_ROMAN, next_roman, found[1], found[0].strip(), found.end()))
    return readings


def _lettered(text: str, first: str) -> Marker | None:
    if first in "PCTMĐKD" and (found := NAMED.match(text)):
        return _named(found)
    if first in "IVX" and (marker := _roman(text)) is not None:
        return marker
    if found := LETTER.match(text):
        return _section_marker(RANK_LETTER, _letter_value(found[1]), found)
    if text[1:3] in {"i)", "v)", "x)", "ii"} and (found := LOW_ROMAN.match(text)):
        return _section_marker(RANK_LOW_ROMAN, roman_value(found[1].upper()), found)
    if found := CAPITAL.match(text):
        return _section_marker(RANK_CAPITAL, _letter_value(found[1].lower()), found)
    return None


def _roman(text: str) -> Marker | None:
    if found := COMPOUND.match(text):
        return _section_marker(RANK_ARABIC, int(found[1]), found)
    if found := ROMAN.match(text):
        return _section_marker(RANK_ROMAN, roman_value(found[1]), found)
    return None


def _named(found: re.Match[str]) -> Marker | None:
    """ "Điều 5. …", "Chương II", "Phần thứ nhất": the number is followed by a stop, a title or nothing."""
    if not found["stop"] and found["rest"] and not found["rest"].isupper():
        return None
    word = found["word"].lower()
    ordinal = _ordinal(found["number"])
    if ordinal is None:
        return None
    end = found.start("rest")
    written = found.string[:end].strip()
    label = written.rstrip(" .:)/-–")
    return Marker(RANK_OF_WORD[word], ordinal, label[0].upper() + label[1:], written, end)


def _ordinal(number: str) -> int | None:
    if number[0].isdigit():
        return int("".join(letter for letter in number if letter.isdigit()))
    if number.lower().startswith("thứ"):
        return ORDINALS.get(number.rsplit(maxsplit=1)[-1].lower())
    if all(letter in "IVX" for letter in number):
        return roman_value(number)
    return _letter_value(number.lower()) if len(number) == 1 else None


def _numbered(text: str) -> Marker | None:
    if found := DECIMAL.match(text):
        parts = found[1].split(".")
        rank, above = RANK_ARABIC + len(parts) - 1, int(parts[-2])
        return Marker(rank, int(parts[-1]), parts[-1], found[0].strip(), found.end(), above)
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
        """Whether the marker is the first of its list or follows the last one closely.

        A decimal marker must also stand under the number it names.
        """
        last = self._last.get(marker.rank, 0)
        if marker.above is not None and not self._stands_under(marker):
            return False
        return marker.ordinal == 1 or last < marker.ordinal <= last + 3

    def _stands_under(self, marker: Marker) -> bool:
        open_above = [
            self._last[rank] for rank in (marker.rank - 1, RANK_ROMAN, RANK_ARTICLE) if rank in self._last
        ]
        return not open_above or marker.above in open_above

    def following(self, rank: int) -> int:
        """The number that comes next at this rank."""
        return self._last.get(rank, 0) + 1

    def take(self, marker: Marker) -> None:
        """Note the marker and forget the lists beneath it; articles are counted through all chapters."""
        self._last = {
            rank: last for rank, last in self._last.items() if rank < marker.rank or rank == RANK_ARTICLE
        }
        self._last[marker.rank] = marker.ordinal
