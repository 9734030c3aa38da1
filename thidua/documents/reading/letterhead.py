"""The letterhead as cells: what its two columns hold, however a copy has broken, glued or flattened them.

A cell is found by what is certain in it (national title, number, place and date, "V/v", "Kính gửi"); what
stands between those is then read outward.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from thidua.documents.reading.bodies import LABEL, OWN_TITLE, may_name_body, names_body_in_small_letters
from thidua.documents.reading.folding import folded
from thidua.documents.reading.kinds import kind_of_line
from thidua.documents.reading.lines import NOISY, RULE_LINE, Line, columns, without_noise
from thidua.documents.reading.numbers import NUMBER, NumberCell, as_number, number_in_letterhead
from thidua.documents.reading.placedate import PlaceDate, place_and_date

# A narrow column breaks the title before "Việt Nam"; a scan misreads its first letter.
NATIONAL_TITLE = re.compile(r"(?:[cgo]ong\s*)?hoa\s*xa\s*hoi\s*chu\s*nghia(?:\s*viet\s*nam)?")
TITLE_TAIL = re.compile(r"(?:^|\s)viet\s*nam$")
NATIONAL_MOTTO = re.compile(r"doc\s*lap\s*[-.,_]?\s*tu\s*do\s*[-.,_]?\s*hanh\s*phuc")
PARTY_TITLE = re.compile(r"dang cong san viet nam")
SUBJECT = re.compile(r"(?<![a-z])\(?\s*(?P<prefix>v\s?/\s?v)(?![a-z])\s*[:.]?\s*")
ABOUT = re.compile(r"ve viec\s*[:.]?\s")
ADDRESSEE = re.compile(r"k[ií]nh\s*(?:gui|trinh|moi)\b\s*:?|noi nhan\s*:")
# Blanks that belong to an open slot and are no gap between columns.
OPEN_SLOTS = (
    re.compile(r"ng[àa]y[\s\d.…_]{0,40}th[áa]ng[\s\d.…_]{0,40}n[ăa]m[ .…_]{0,20}\d{0,4}", re.IGNORECASE),
    re.compile(r"S[ốo]\s{0,8}:?[\s\d.…_]{0,60}/", re.IGNORECASE),
)
OPEN_DATE = re.compile(r"ngay[\s\d]{1,6}(?:thang[\s\d]{0,5})?$")
BROKEN_BEFORE_DASH = re.compile(r"[-–—] ?(?=[^\W\d_])")
BROKEN_AT_DASH = re.compile(r"(?<=[^\W\d_])\s?[-–—]$")
MAX_CELL = 1500


@dataclass(frozen=True)
class Cell:
    """One cell: its kind, its text and the line it stands on; `column` counts from 0 on that line.

    `at` is the index of the line among those read: a poured text has many lines of one number.

    Kinds: national, motto, party, number, place_date, subject, addressee, body, rule, other.
    """

    kind: str
    text: str
    line: Line
    column: int
    number: NumberCell | None = None
    place_date: PlaceDate | None = None
    at: int = 0

    @property
    def is_anchor(self) -> bool:
        """Whether the cell can stand nowhere but in a letterhead."""
        return self.kind in {"national", "motto", "party", "number", "place_date"}


def cells_of(lines: Sequence[Line]) -> list[Cell]:
    """The cells of these lines in reading order, cells broken over two lines mended."""
    cells = _mended([replace(cell, at=at) for at, line in enumerate(lines) for cell in _cells_of_line(line)])
    lost_capitals = any(cell.kind in {"national", "party"} and cell.text.islower() for cell in cells)
    return _in_small_letters(cells) if lost_capitals else cells


def _in_small_letters(cells: Sequence[Cell]) -> list[Cell]:
    """Where a broken font has lost the capitals, a line all in small letters may name a body."""
    return [
        replace(cell, kind="body")
        if cell.kind == "other" and cell.text.islower() and may_name_body(cell.text.upper())
        else cell
        for cell in cells
    ]


def _cells_of_line(line: Line) -> Iterator[Cell]:
    raw = line.raw[:MAX_CELL]
    raw = without_noise(raw) if NOISY.search(raw) else raw
    for pattern in OPEN_SLOTS:
        raw = pattern.sub(lambda found: " ".join(found[0].split()), raw)
    column = 0
    for text in columns(raw):
        for cell in _cut(text, line, column):
            yield cell
            column += 1


def _cut(text: str, line: Line, column: int) -> Iterator[Cell]:
    """Part a text at everything certain in it; what lies between becomes cells of their own."""
    if RULE_LINE.match(text):
        yield Cell("rule", text, line, column)
        return
    at = 0
    for start, end, cell in sorted(_anchors(text, line), key=lambda each: each[0]):
        if start < at:
            continue
        yield from _between(text[at:start], line, column)
        yield Cell(cell.kind, cell.text, line, column + (start > 0), cell.number, cell.place_date)
        at = end
    yield from _between(text[at:], line, column + (at > 0))


def _anchors(text: str, line: Line) -> Iterator[tuple[int, int, Cell]]:
    plain = folded(text)
    floor = 0
    for kind, pattern in (("national", NATIONAL_TITLE), ("motto", NATIONAL_MOTTO), ("party", PARTY_TITLE)):
        if found := pattern.search(plain):
            yield found.start(), found.end(), Cell(kind, text[found.start() : found.end()], line, 0)
            floor = max(floor, found.end())
    if found := ADDRESSEE.match(plain):
        yield 0, len(text), Cell("addressee", text, line, 0)
        return
    if (number := _number_of(text)) is not None:
        floor = max(floor, number.end)
        yield number.start, number.end, Cell("number", text[number.start : number.end], line, 0, number)
    subject = SUBJECT.search(plain)
    if (place := place_and_date(text, floor)) is not None:
        text_of_place = text[place.start : place.end].strip()
        yield place.start, place.end, Cell("place_date", text_of_place, line, 0, place_date=place)
    if subject and (subject.start() == 0 or number is not None):
        end = place.start if place and place.start > subject.end() else len(text)
        yield subject.start(), end, Cell("subject", text[subject.start() : end].strip(), line, 0)


def _number_of(text: str) -> NumberCell | None:
    """A number after the word "số", or a cell that is nothing but a number."""
    if (number := number_in_letterhead(text)) is not None:
        before = text[: number.start].strip()
        if not before or not before[-1].isalpha() or may_name_body(before):
            return number
        names_kind = before[0].isupper() and kind_of_line(before) is not None
        return number if names_kind and number.end == len(text) else None
    if (found := NUMBER.fullmatch(text)) is not None:
        return NumberCell(0, len(text), as_number(found), None)
    return None


def _between(text: str, line: Line, column: int) -> Iterator[Cell]:
    text = LABEL.sub("", text.strip(" .;|_~"), count=1) if not RULE_LINE.match(text) else ""
    if not text:
        return
    if may_name_body(text) or names_body_in_small_letters(text):
        yield Cell("body", _bare_name(text), line, column)
    else:
        yield Cell("other", text, line, column)


def _bare_name(text: str) -> str:
    """Without decoration; a dash that a break has left at the head or the end of a name is kept."""
    bare = text.strip(" -–—_*.")
    head = "- " if BROKEN_BEFORE_DASH.match(text) else ""
    return f"{head}{bare} -" if BROKEN_AT_DASH.search(text) else f"{head}{bare}"


def _mended(cells: list[Cell]) -> list[Cell]:
    """Join what a narrow column broke: "Số:" / "36/KH-UBND", "Cà" / "Mau, ngày …", "CỘNG" / "HÒA …"."""
    out: list[Cell] = []
    title_open = False
    for each in cells:
        cell: Cell | None = each
        if each.kind == "national":
            title_open = not TITLE_TAIL.search(folded(each.text))
        elif title_open and each.kind in {"body", "other"} and TITLE_TAIL.search(folded(each.text)):
            cell, title_open = _without_tail(each), False
        if cell is None:
            continue
        before = out[-1] if out else None
        joined = _joined(before, cell) if before is not None and before.kind != "rule" else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(cell)
    return out


def _without_tail(cell: Cell) -> Cell | None:
    """The cell without the "VIỆT NAM" that belongs to the national title on the line above."""
    found = TITLE_TAIL.search(folded(cell.text))
    text = cell.text[: found.start()].strip() if found else cell.text
    return replace(cell, text=text) if text else None


def _joined(before: Cell, cell: Cell) -> Cell | None:
    """Both cells as one when a narrow column broke what they say; None when each stands for itself."""
    if before.kind == "number":
        return _joined_number(before, cell)
    if before.kind not in {"other", "body"} or len(before.text) > 60:
        return None
    return _joined_title(before, cell) or _joined_place(before, cell)


def _joined_number(before: Cell, cell: Cell) -> Cell | None:
    if before.number is None or before.number.number is not None:
        return None
    text = f"{before.text} {cell.text}"
    number = number_in_letterhead(text)
    return replace(before, text=text, number=number) if number is not None and number.number else None


def _joined_title(before: Cell, cell: Cell) -> Cell | None:
    text = f"{before.text} {cell.text}"
    if cell.kind == "national" and folded(before.text) == "cong":
        return replace(cell, text=text)
    if cell.kind not in {"other", "body"}:
        return None
    for kind, pattern in (("national", NATIONAL_TITLE), ("motto", NATIONAL_MOTTO)):
        if pattern.fullmatch(folded(text)):
            return replace(before, kind=kind, text=text)
    return None


def _joined_place(before: Cell, cell: Cell) -> Cell | None:
    text = f"{before.text} {cell.text}"
    broken_date = before.kind == cell.kind == "other" and OPEN_DATE.search(folded(before.text))
    broken_place = cell.place_date is not None and _is_start_of_place(before, cell.place_date)
    if not broken_date and not broken_place:
        return None
    place = place_and_date(text)
    if place is None or (broken_date and place.day is None):
        return None
    return replace(before if broken_date else cell, kind="place_date", text=text, place_date=place)


def _is_start_of_place(before: Cell, place: PlaceDate) -> bool:
    words = before.text.split()
    if place.place is None:
        return before.text.endswith(",") and len(words) <= 5 and words[0][0].isupper()
    short = len(place.place.split()) == 1 and len(words) <= 2
    return (
        short and before.kind == "other" and all(word[0].isupper() and not word.isupper() for word in words)
    )


def is_own_title(cell: Cell) -> bool:
    """Whether the cell is the name of the Party or the Youth Union in the place of the national title."""
    return cell.kind == "party" or (cell.kind == "body" and bool(OWN_TITLE.match(folded(cell.text))))
