"""Words placed on a page, turned into lines in reading order: shared by PDF and by recognised pictures.

A letterhead and a signature block are two columns and are read one after the other; a row of a table is
one line. Lengths are in any unit, as long as one page keeps to it; y grows downwards.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from thidua.documents.reading.lines import ends_sentence, starts_low
from thidua.documents.reading.markers import read_marker

COLUMN_SPACE = " " * 8
MARKS_OF_COLUMNS = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|Độc\s+lập\s*[-–—]|^\s*Nơi\s+nhận|^\s*(?:TM|KT|TL|TUQ|Q)\s?\.|Số\s*:"
    r"|,\s*ngày\s.{1,12}tháng",
    re.IGNORECASE | re.MULTILINE,
)
RIGHT_COLUMN = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|Độc\s+lập\s*[-–—]\s*Tự\s+do", re.IGNORECASE)
FOOT = re.compile(r"Nơi\s+nhận\s*:", re.IGNORECASE)
OFFICE = re.compile(r"GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG|CHỦ TỊCH|CHÁNH|BÍ THƯ|BAN THƯỜNG VỤ|THƯ KÝ|CHỦ TRÌ|CHỦ TỌA")
PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:Trang\s+)?(\d{1,4})(?:\s*/\s*\d{1,4})?(?:\s*[-–—])?", re.IGNORECASE
)
DIGITS = re.compile(r"\d+")
PAGES_THAT_REPEAT = 3
GUTTER = 0.25  # of the letter height: the narrowest empty strip between two columns
CELL_GAP = 1.6  # of the letter height: words further apart stand in different cells


class Piece(NamedTuple):
    """Words that stand together: the box around them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Row:
    """The pieces on one line of the page, parted into cells."""

    cells: tuple[Piece, ...]

    @property
    def left(self) -> float:
        return self.cells[0].left

    @property
    def right(self) -> float:
        return self.cells[-1].right

    @property
    def top(self) -> float:
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        return max(cell.bottom for cell in self.cells)

    @property
    def text(self) -> str:
        return COLUMN_SPACE.join(cell.text for cell in self.cells)


def pages_to_lines(pages: Sequence[Sequence[Piece]]) -> list[str]:
    """The lines of all pages. A form feed stands where a page begins, also inside a line that goes on over it.

    Page numbers and running heads go, and lines that the margin alone broke are joined again.
    """
    laid = without_furniture([in_reading_order(rows_of(page)) for page in pages])
    lines: list[str] = []
    last: tuple[Row, _Margins] | None = None
    for rows in laid:
        if not rows:
            continue
        margins = _margins(rows)
        joined = joined_by_margin(rows, margins)
        if last is not None and _goes_on(last[0], last[1], rows[0], margins):
            lines[-1] = f"{lines[-1].rstrip()}\f{joined.pop(0).lstrip()}"
        elif lines:
            joined[0] = "\f" + joined[0]
        lines += joined
        last = (rows[-1], margins)
    return lines


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Pieces gathered into lines by their height on the page, from top to bottom."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: (each.top + each.bottom, each.left)):
        if groups and _is_beside(groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Row(tuple(_cells(sorted(group, key=lambda each: each.left)))) for group in groups]


def _is_beside(group: Sequence[Piece], piece: Piece) -> bool:
    """Whether at least half of the lower of the two stands beside the other."""
    tallest = max(group, key=lambda each: each.height)
    shared = min(tallest.bottom, piece.bottom) - max(tallest.top, piece.top)
    return shared >= 0.5 * min(tallest.height, piece.height)


def _cells(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours joined with the blank that stands between them; a wide gap begins a new cell.

    So does the national title after a long name of the issuer, however near the two columns come.
    """
    groups: list[list[Piece]] = []
    for piece in pieces:
        last = groups[-1][-1] if groups else None
        if last is None or piece.left - last.right > CELL_GAP * max(piece.height, last.height):
            groups.append([])
        groups[-1].append(piece)
    for group in groups:
        at = _second_column(group)
        yield from (_joined(part) for part in (group[:at], group[at:]) if part)


def _second_column(group: Sequence[Piece]) -> int:
    """The index of the piece with which the right column of a letterhead begins; 0 when there is none."""
    heads = (at for at in range(1, len(group)) if group[at].text[:2] in {"CỘ", "Cộ", "Độ"})
    return next((at for at in heads if RIGHT_COLUMN.match(" ".join(each.text for each in group[at:]))), 0)


def _joined(pieces: Sequence[Piece]) -> Piece:
    text = pieces[0].text
    for last, piece in pairwise(pieces):
        text += (" " if piece.left - last.right > 0.12 * piece.height else "") + piece.text
    return Piece(
        text,
        pieces[0].left,
        min(piece.top for piece in pieces),
        max(piece.right for piece in pieces),
        max(piece.bottom for piece in pieces),
    )


def in_reading_order(rows: Sequence[Row]) -> list[Row]:
    """The rows with each two-column band that is a letterhead or a signature read column after column."""
    ordered: list[Row] = []
    at = 0
    while at < len(rows):
        end, gutter = _band(rows, at)
        if end > at and gutter is not None:
            ordered += _columns(rows[at:end], gutter)
            at = end
        else:
            ordered.append(rows[at])
            at += 1
    return ordered


def _band(rows: Sequence[Row], start: int) -> tuple[int, float | None]:
    """How far rows from `start` keep an empty strip between two columns, and where the strip is."""
    if len(rows[start].cells) > 2:
        return start, None
    strip: tuple[float, float] | None = None
    end, last_pair = start, start
    for at in range(start, len(rows)):
        row = rows[at]
        narrowed = _narrowed(strip, row)
        if narrowed is None or (at > start and row.top - rows[at - 1].bottom > 6 * _height(row)):
            break
        strip, end = (None if narrowed == (0.0, 0.0) else narrowed), at + 1
        last_pair = at + 1 if len(row.cells) == 2 else last_pair
        if strip is None and at > start:
            break
    if strip is None:
        return start, None
    gutter = (strip[0] + strip[1]) / 2
    end = _trimmed(rows, start, max(last_pair, start), end, gutter)
    text = "\n".join(cell.text for row in rows[start:end] for cell in row.cells)
    is_columns = MARKS_OF_COLUMNS.search(text) or _is_signing(rows[start:end])
    return (end, gutter) if is_columns and last_pair > start else (start, None)


def _narrowed(strip: tuple[float, float] | None, row: Row) -> tuple[float, float] | None:
    """The strip that this row leaves free too; (0, 0) when nothing has set one yet; None when it is crossed."""
    if len(row.cells) > 2:
        return None
    if len(row.cells) == 2:
        low, high = row.cells[0].right, row.cells[1].left
        if strip is not None:
            low, high = max(low, strip[0]), min(high, strip[1])
        return (low, high) if high - low >= GUTTER * _height(row) else None
    if strip is None:
        return None
    only = row.cells[0]
    width = strip[1] - strip[0]
    if only.right <= strip[1] - min(width, GUTTER * _height(row)) / 2 and only.left < strip[0]:
        return (max(strip[0], min(only.right, strip[1])), strip[1])
    if only.left >= strip[0]:
        return (strip[0], min(strip[1], max(only.left, strip[0])))
    return None


def _trimmed(rows: Sequence[Row], start: int, last_pair: int, end: int, gutter: float) -> int:
    """A band ends with its last row of two cells, save for what continues a column beneath it."""
    while end > last_pair and rows[end - 1].left < gutter and not _continues(rows, start, end):
        end -= 1
    return end


def _continues(rows: Sequence[Row], start: int, end: int) -> bool:
    """Whether the last row follows closely on the column that it stands in."""
    row, above = rows[end - 1], rows[max(start, end - 2)]
    return row.top - above.bottom < 1.2 * _height(row)


def _height(row: Row) -> float:
    return median(cell.height for cell in row.cells)


def _is_signing(rows: Sequence[Row]) -> bool:
    """Two offices in capitals beside each other."""
    return any(
        len(row.cells) == 2 and all(cell.text.isupper() and OFFICE.search(cell.text) for cell in row.cells)
        for row in rows
    )


def _columns(rows: Sequence[Row], gutter: float) -> list[Row]:
    """Left column, then right; each block of signatures or the line of the number begins a new pass."""
    ordered: list[Row] = []
    passes: list[list[Row]] = [[]]
    for row in rows:
        if passes[-1] and _begins_pass(row, passes[-1], gutter):
            passes.append([])
        passes[-1].append(row)
    for each in passes:
        cells = [cell for row in each for cell in row.cells]
        left = [cell for cell in cells if (cell.left + cell.right) / 2 < gutter]
        right = [cell for cell in cells if (cell.left + cell.right) / 2 >= gutter]
        ordered += [Row((cell,)) for cell in (*left, *right)]
    return ordered


def _begins_pass(row: Row, above: Sequence[Row], gutter: float) -> bool:
    """The number under the issuers, the recipients under signatures, or a signature under a signed name."""
    first = row.cells[0]
    if first.left < gutter and re.match(r"\s*(?:Số\s*:|Nơi\s+nhận)", first.text, re.IGNORECASE):
        return any(each.left < gutter for each in above)
    offices = len(row.cells) == 2 and all(cell.text.isupper() for cell in row.cells)
    names = above[-1].cells
    return offices and len(names) == 2 and not any(cell.text.isupper() for cell in names)


def without_furniture(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Pages without page numbers, and without first or last lines that stand on at least three pages."""
    seen: dict[str, int] = {}
    for rows in pages:
        for row in {_shape(row) for row in (*rows[:1], *rows[-1:])}:
            seen[row] = seen.get(row, 0) + 1
    kept = []
    for number, rows in enumerate(pages, start=1):
        page = list(rows)
        if page and _is_furniture(page[0], seen, number):
            page = page[1:]
        if page and _is_furniture(page[-1], seen, number):
            page = page[:-1]
        kept.append(page)
    return kept


def _shape(row: Row) -> str:
    return DIGITS.sub("#", row.text).strip().lower()


def _is_furniture(row: Row, seen: dict[str, int], page: int) -> bool:
    found = PAGE_NUMBER.fullmatch(row.text.strip())
    if found is not None:
        return int(found[1]) <= max(page, 1) or seen[_shape(row)] >= PAGES_THAT_REPEAT
    return seen[_shape(row)] >= PAGES_THAT_REPEAT and len(row.text) > 3


class _Margins(NamedTuple):
    """Where running text begins and ends on a page; whether paragraphs open with an indent, and lines reach an edge."""

    left: float
    right: float
    indented: bool
    has_edge: bool


def _margins(rows: Sequence[Row]) -> _Margins:
    """The edges that wide lines share."""
    widest = max(row.right - row.left for row in rows)
    wide = [row for row in rows if row.right - row.left > 0.8 * widest]
    left = _left_edge(rows, wide)
    right = median(sorted(row.right for row in wide)[len(wide) // 2 :])
    indented = sum(row.left > left + 0.8 * _height(row) for row in rows) >= 0.15 * len(rows)
    at_edge = sum(abs(row.right - right) < _height(row) for row in wide)
    return _Margins(left, right, indented, at_edge >= 2)


def _left_edge(rows: Sequence[Row], wide: Sequence[Row]) -> float:
    """Where the farthest wide line begins; where "Nơi nhận" does, when all wide lines begin under one indent."""
    left = min(row.left for row in wide)
    if any(row.left > left + 0.7 * _height(row) for row in wide):
        return left
    return min([left, *(row.left for row in rows if FOOT.match(row.text.strip()))])


def joined_by_margin(rows: Sequence[Row], margins: _Margins) -> list[str]:
    """The texts of the rows, those joined that only the right margin broke."""
    lines = [rows[0].text]
    for above, row in pairwise(rows):
        if _is_near(above, row) and _goes_on(above, margins, row, margins):
            lines[-1] = f"{lines[-1].rstrip()} {row.text.lstrip()}"
        else:
            lines.append(row.text)
    return lines


def _is_near(above: Row, row: Row) -> bool:
    return 0 <= row.top - above.bottom < 1.2 * _height(row)


def _goes_on(above: Row, margins: _Margins, row: Row, here: _Margins) -> bool:
    """Whether the line above was full and this one goes on with it, at the margin or under its first word."""
    height, text = _height(row), row.text.strip()
    is_single = len(above.cells) == len(row.cells) == 1
    is_full = above.right > margins.right - _first_word(row) - 0.5 * height
    if not (is_single and is_full) or above.left > margins.left + 8 * height or FOOT.match(text):
        return False
    closed = ends_sentence(above.text.rstrip())
    if (closed and read_marker(text) is not None) or not (margins.has_edge or starts_low(text)):
        return False
    if abs(row.left - here.left) < 0.7 * height:
        return margins.indented or not closed
    step = row.left - above.left
    hanging = read_marker(above.text.strip()) is not None and 0 < step < 3.5 * height
    return not closed and (hanging or abs(step) < 0.7 * height)


def _first_word(row: Row) -> float:
    """The width of the first word, which the line above had no room for."""
    text = row.text.strip()
    return (row.right - row.left) * len(text.split(" ", 1)[0]) / max(len(text), 1)
