"""The line "Ea Kar, ngày 26 tháng 10 năm 2021": a place, a day, and what of them was left open."""

import re
from datetime import date
from typing import NamedTuple

from thidua.documents.reading.folding import folded

_FILL = r"[\s\dlio.…_·]{0,16}?"
_MONTHS = {
    "gieng": "1", "mot": "1", "hai": "2", "ba": "3", "tu": "4", "nam": "5", "sau": "6", "bay": "7",
    "tam": "8", "chin": "9", "muoi": "10", "muoi mot": "11", "muoi hai": "12", "chap": "12",
}  # fmt: skip
_MONTH_WORDS = "|".join(sorted(_MONTHS, key=len, reverse=True))
LONG_DATE = re.compile(
    rf"(?<![a-z])ngay(?P<d>{_FILL})thang(?P<m>{_FILL}|"
    rf"\s+(?P<word>{_MONTH_WORDS})\s+)nam\s{{0,6}}(?P<y>(?:[\dlo]\s?){{0,3}}[\dlo]?)"
    r"(?P<open>[.…_]*)(?![a-z\d])"
)
SHORT_DATE = re.compile(
    r"(?P<comma>,)\s*(?P<raw>(?:ngay\s*)?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4}))\s*\.?$"
)
SHORT_DAY = re.compile(
    r"(?P<comma>)(?P<raw>(?<![a-z])ngay\s*(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4}))\s*\.?$"
)
# Words that begin the name of a place in small letters: "thành phố Huế, ngày …".
PLACE_WORD = frozenset(
    ["thanh", "pho", "thi", "xa", "tran", "huyen", "quan", "phuong", "tinh", "dao", "tp", "tx", "tt"]
)
ALL_CAPS_IN_PLACES = frozenset(["TP", "TP.", "TX", "TX.", "TT", "TT.", "HCM", "H.", "Q.", "P."])
MAX_PLACE_WORDS = 7


class PlaceDate(NamedTuple):
    """Where the words stand in the text, and what they say; `raw` is the date as typed.

    `place` is None when none is written, `day` when the date is incomplete or on no calendar.
    """

    start: int
    end: int
    place: str | None
    raw: str
    day: date | None
    has_dot: bool


def calendar_day(year: str, month: str, day: str) -> date | None:
    """The day these words name, or None when there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def place_and_date(text: str, floor: int = 0) -> PlaceDate | None:
    """The place and date in a cell of the letterhead, nothing of `text` before `floor` taken for the place.

    A date inside a sentence ("ngày 1 tháng 2 năm 2021 của …") is none.
    """
    plain = folded(text)
    if (found := LONG_DATE.search(plain, floor)) is not None:
        return _long(text, found, floor)
    found = SHORT_DATE.search(plain, floor) or SHORT_DAY.search(plain, floor)
    if found is None:
        return None
    start, place = _place_before(text, found.start(), floor)
    if found["comma"] and (place is None or text[:start].strip(" .-–")):
        return None
    if not found["comma"] and text[floor : found.start("raw")].strip(" .,…-–"):
        return None
    raw = text[found.start("raw") : found.end("raw")]
    day = calendar_day(found["y"], found["m"], found["d"])
    return PlaceDate(start, found.end(), place, raw, day, text.rstrip().endswith("."))


def _long(text: str, found: re.Match[str], floor: int) -> PlaceDate | None:
    end = len(text[: found.end()].rstrip())
    after = text[end:].lstrip()
    has_dot = after.startswith(".") or (bool(found["open"]) and _digits(found["y"]) is not None)
    after = after.lstrip(".… ")
    if after[:1].islower() or (after[:1] in {",", ";", ":"}):
        return None
    start, place = _place_before(text, found.start(), floor)
    if place is None and text[floor:start].strip(" ,;:.…_-–"):
        return None
    if text[floor:start].rstrip().endswith("(") or folded(text[floor:start]).rstrip().endswith("kem theo"):
        return None
    year = _digits(found["y"])
    month = _MONTHS[found["word"]] if found["word"] else _digits(found["m"])
    parts = (year if year and len(year) == 4 else None, month, _digits(found["d"]))
    day = calendar_day(*parts) if all(parts) else None  # type: ignore[arg-type]
    raw_end = end if year is None or not found["open"] else found.start("open")
    return PlaceDate(
        start, len(text) - len(after), place, " ".join(text[found.start() : raw_end].split()), day, has_dot
    )


def _digits(filled: str) -> str | None:
    """The digits of a slot, a scan's l, i and o read as 1, 1 and 0; None when the slot was left open."""
    left_open = len(filled) > 4 and re.search(r"\d[.…_]+\s*$", filled)
    if left_open or not any(letter.isdigit() for letter in filled):
        return None
    digits = re.sub(r"[^\dlio]", "", filled).translate(str.maketrans("lio", "110"))
    return digits if len(digits) <= 4 else None


def _place_before(text: str, end: int, floor: int) -> tuple[int, str | None]:
    """The capitalised words right before the date, walked backwards, and where they begin."""
    head = text[floor:end].rstrip(" ,;.…_:")
    words = [(found.start(), found[0]) for found in re.finditer(r"\S+", head)][-MAX_PLACE_WORDS:]
    start: int | None = None
    small = False
    for at, word in reversed(words):
        if not _fits_place(word, later_is_small=small, first=start is None):
            break
        small = small or not word.isupper()
        start = at
    if start is None:
        return end, None
    while folded(head[start:]).startswith(("- ", "-")):
        start += 1
    place = head[start:].strip(" -–*_")
    return floor + start, place or None


def _fits_place(word: str, *, later_is_small: bool, first: bool) -> bool:
    """Whether a word may stand in the name of a place; capitals before "Hà Nội" are the letterhead's."""
    bare = folded(word).strip(".")
    if word[-1] in ",;:)(" and not first:
        return False
    if word.isupper() and len(bare) > 1 and later_is_small and word not in ALL_CAPS_IN_PLACES:
        return False
    if bare in PLACE_WORD or word in {"-", "–"}:
        return True
    return word[0].isupper() or (word.isdigit() and len(word) <= 2)
