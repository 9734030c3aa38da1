"""The first page: letterhead, national title, number, place and date, type and subject of the paper."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from thidua.documents.reading.bodies import issuers_among, joined_names
from thidua.documents.reading.folding import folded
from thidua.documents.reading.kinds import LETTER, KindLine, kind_of_line, symbol_type, weight
from thidua.documents.reading.letterhead import ADDRESSEE, Cell, cells_of, is_own_title
from thidua.documents.reading.lines import Block, Line
from thidua.documents.reading.markers import read_marker
from thidua.documents.reading.numbers import CAPS, NumberCell
from thidua.documents.reading.placedate import calendar_day, place_and_date
from thidua.documents.reading.structure import Issuer, Number
from thidua.documents.reading.titles import Title, opens_title, title_below, title_of_letter

__all__ = ["CAPS", "Head", "calendar_day", "issuers_of_letterhead", "issuers_of_preamble", "read_head"]

PREAMBLE_ISSUER = re.compile(
    r"(?<![^\s;,.:])((?<!của )(?:UBND|Ủy ban|Uỷ ban|Bộ|Sở|Phòng|Trường|Trung tâm|Công đoàn|Liên đoàn|Ban|"
    r"Hội đồng|"
    r"Đảng ủy|Huyện ủy|Tỉnh ủy|Thành ủy|Chi bộ|Đoàn|Liên đội|Hội)\b"
    r"[^,;.:“\"]{0,150}?)(?:\s*\([^)]{1,40}\))?\s+"
    r"(?:xây dựng|phát động|ban hành|triển khai|tổ chức|hướng dẫn|thông báo|đề ra|lập)\b"
)
PEER = re.compile(r"\s+và\s+(?=(?:Công đoàn|Liên đoàn|Sở|Phòng|Trường|Hội|Đoàn|UBND|Ủy ban|Ban)\b)")
SEARCH_LINES = 80
FOOT_LINES = 30
MAX_LETTERHEAD = 45


@dataclass
class Head:
    """What the first page gives, while it is being read. `body_start` indexes the line after it.

    `reasons` says for number, date, place, kind, issuer and title why there is none: blank (a place was left
    open for it), unreadable (something stands there that is no value) or absent.
    """

    doc_type: str | None = None
    doc_type_line: int | None = None
    bodies: list[Block] = field(default_factory=list)
    number: Number | None = None
    number_left_open_line: int | None = None
    symbol: str | None = None
    place: str | None = None
    day: date | None = None
    date_raw: str | None = None
    place_date_line: int | None = None
    date_has_dot: bool = False
    national_title: bool = False
    national_motto: bool = False
    party_title: bool = False
    two_column_lines: list[int] = field(default_factory=list)
    subject_prefix: str | None = None
    subject_prefix_line: int | None = None
    title: Block | None = None
    body_start: int = 0
    reasons: dict[str, str] = field(default_factory=dict)


def read_head(lines: Sequence[Line]) -> Head:
    """Read the first page of a paper from its non-blank lines; what is not there stays None."""
    head = Head()
    first_page = lines[:SEARCH_LINES]
    cells = cells_of(first_page)
    addressee_at = _index_of_addressee(first_page)
    found = _find_kind(first_page, cells, addressee_at)
    if found is None:
        _read_without_type(head, lines, cells, addressee_at)
    else:
        _read_with_type(head, lines, cells, *found)
    if head.date_raw is None:
        _take_date_from_foot(head, lines)
    _note_reasons(head)
    return head


def _index_of_addressee(lines: Sequence[Line]) -> int | None:
    return next((at for at, line in enumerate(lines) if ADDRESSEE.match(folded(line.text[:20]))), None)


def _find_kind(
    lines: Sequence[Line], cells: Sequence[Cell], addressee_at: int | None
) -> tuple[int, KindLine] | None:
    """The type line: the best of all lines that may name a kind, unless the paper is an official letter."""
    first_anchor = min((cell.at for cell in cells if cell.is_anchor), default=None)
    by_symbol = symbol_type(_symbol_of(cells, addressee_at))
    best: tuple[int, int, KindLine] | None = None
    for at, line in enumerate(lines):
        marker = read_marker(line.text)
        if marker is not None and marker.is_section and (first_anchor is None or at > first_anchor):
            break
        named = kind_of_line(line.text)
        if named is None:
            continue
        after = first_anchor is not None and at > first_anchor
        past_addressee = addressee_at is not None and at > addressee_at
        points = weight(named, after_letterhead=after, after_addressee=past_addressee, by_symbol=by_symbol)
        if points > 0 and (best is None or points > best[0]):
            best = (points, at, named)
    if best is None or best[0] < _points_for_letter(cells, best[1], addressee_at, by_symbol):
        return None
    return best[1], best[2]


def _symbol_of(cells: Sequence[Cell], before: int | None) -> str | None:
    for cell in cells:
        if cell.number is not None and (before is None or cell.at < before):
            return cell.number.symbol or (cell.number.number.symbol if cell.number.number else None)
    return None


def _points_for_letter(
    cells: Sequence[Cell], type_at: int, addressee_at: int | None, by_symbol: str | None
) -> int:
    """How much speaks for an official letter whose type line is only that of a paper it sends along."""
    if addressee_at is None or addressee_at > type_at:
        return 0
    has_subject = any(cell.kind == "subject" and cell.at < addressee_at for cell in cells)
    return 4 * has_subject + (1 if by_symbol is None else -2) + 1


def _read_with_type(
    head: Head, lines: Sequence[Line], cells: Sequence[Cell], type_at: int, named: KindLine
) -> None:
    line = lines[type_at]
    head.doc_type, head.doc_type_line = named.kind, line.no
    _read_letterhead(head, [cell for cell in cells if cell.at < type_at])
    late = [
        cell for cell in cells if type_at < cell.at <= type_at + 6 and cell.is_anchor and cell.column == 0
    ]
    facts = _take_late_facts(head, late)
    _take_title(head, title_below(lines, type_at, line.text[named.end :].strip(" :.-–"), facts))


def _take_late_facts(head: Head, cells: Sequence[Cell]) -> frozenset[int]:
    """A number or a date that stands under the type line, when the letterhead has none."""
    taken = set()
    for cell in cells:
        if cell.kind == "number" and head.number is None and head.number_left_open_line is None:
            _take_number(head, cell)
            taken.add(cell.line.no)
        elif cell.kind == "place_date" and head.date_raw is None:
            _take_place_date(head, cell)
            taken.add(cell.line.no)
    return frozenset(taken)


def _read_without_type(
    head: Head, lines: Sequence[Line], cells: Sequence[Cell], addressee_at: int | None
) -> None:
    """A paper without a type line: an official letter, or a text that has lost its first page."""
    end = addressee_at if addressee_at is not None else _letterhead_end(lines, cells)
    if addressee_at is not None and not any(cell.number for cell in cells if cell.at < end):
        end = _past_late_lines(lines, cells, end)
    above = [cell for cell in cells if cell.at < end]
    _read_letterhead(head, above)
    head.body_start = end
    title = title_of_letter(above)
    if title is not None:
        _take_title(head, replace(title, end=end))
    has_letterhead = any(cell.is_anchor or cell.kind == "subject" for cell in above)
    by_symbol = symbol_type(head.symbol)
    if by_symbol is not None and title is None:
        head.doc_type = by_symbol.upper()
        if addressee_at is None and 0 < end < len(lines) and opens_title(lines[end]):
            _take_title(head, title_below(lines, end - 1, "", frozenset()))
    elif has_letterhead and (title is not None or addressee_at is not None):
        head.doc_type = LETTER


def _past_late_lines(lines: Sequence[Line], cells: Sequence[Cell], addressee_at: int) -> int:
    """The addressee may stand above number, date and subject: then the letterhead ends after those."""
    certain = {cell.at for cell in cells if cell.is_anchor or cell.kind == "subject"}
    end = addressee_at
    for at in range(addressee_at + 1, min(addressee_at + 7, len(lines))):
        if at in certain and len(lines[at].text) <= 160:
            end = at + 1
    return end


def _letterhead_end(lines: Sequence[Line], cells: Sequence[Cell]) -> int:
    """The index after the last line that can stand nowhere but in a letterhead."""
    wanted = {"national", "motto", "party", "number", "place_date", "subject"}
    last = -1
    for cell in cells:
        if cell.at >= min(MAX_LETTERHEAD, len(lines)):
            break
        marker = read_marker(cell.line.text)
        if marker is not None and marker.is_section:
            break
        if cell.kind in wanted or (cell.kind == "body" and cell.text.isupper()):
            last = cell.at
    return last + 1


def _read_letterhead(head: Head, cells: Sequence[Cell]) -> None:
    own = _own_part(cells)
    kinds_by_line: dict[int, list[Cell]] = {}
    names: list[Line] = []
    has_subject = False
    for cell in own:
        kinds_by_line.setdefault(cell.at, []).append(cell)
        has_subject = has_subject or cell.kind == "subject"
        if cell.kind == "body" and not has_subject and not is_own_title(cell):
            names.append(Line(cell.line.no, cell.text, cell.text))
        _take_cell(head, cell)
    if not names:
        names = [Line(cell.line.no, cell.text, cell.text) for cell in own if cell.kind == "body"]
    head.bodies = joined_names(names)
    head.two_column_lines = [row[0].line.no for row in kinds_by_line.values() if _is_flattened(row)]


def _own_part(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Without what a web page says before the letterhead: only names of bodies may stand above the first anchor."""
    first = next((at for at, cell in enumerate(cells) if cell.is_anchor), None)
    if first is None:
        return cells
    start = first
    while start > 0 and (
        cells[start - 1].kind in {"body", "rule", "addressee"} or cells[start - 1].at == cells[first].at
    ):
        start -= 1
    return cells[start:]


def _is_flattened(row: Sequence[Cell]) -> bool:
    return len(row) > 1 and any(cell.kind in {"national", "motto", "place_date"} for cell in row[1:])


def _take_cell(head: Head, cell: Cell) -> None:
    if cell.kind == "national":
        head.national_title = True
    elif cell.kind == "motto":
        head.national_motto = True
    elif cell.kind == "party":
        head.party_title = True
    elif cell.kind == "number":
        _take_number(head, cell)
    elif cell.kind == "place_date" and head.date_raw is None:
        _take_place_date(head, cell)


def _take_number(head: Head, cell: Cell) -> None:
    assert cell.number is not None
    if head.number is not None or head.number_left_open_line is not None:
        return
    head.symbol = cell.number.symbol
    head.number = _number(cell.number, cell.line.no)
    if head.number is None:
        head.number_left_open_line = cell.line.no
    else:
        head.symbol = head.number.symbol or None


def _number(cell: NumberCell, line: int) -> Number | None:
    found = cell.number
    return Number(found.raw, found.written, found.serial, found.symbol, line) if found else None


def _take_place_date(head: Head, cell: Cell) -> None:
    found = cell.place_date
    assert found is not None
    head.place, head.day, head.date_raw = found.place, found.day, found.raw
    head.place_date_line, head.date_has_dot = cell.line.no, found.has_dot


def _take_title(head: Head, title: Title) -> None:
    head.title, head.body_start = title.block, title.end
    head.subject_prefix, head.subject_prefix_line = title.prefix, title.prefix_line


def _take_date_from_foot(head: Head, lines: Sequence[Line]) -> None:
    """Minutes, pledges and letters are dated above the signature: a line that is nothing but place and day."""
    if head.number is not None or head.number_left_open_line is not None:
        return
    for line in reversed(lines[max(head.body_start, len(lines) - FOOT_LINES) :]):
        found = place_and_date(line.text) if len(line.text) <= 70 else None
        if found is not None and found.day and found.place and not line.text[: found.start].strip():
            head.place, head.day, head.date_raw = found.place, found.day, found.raw
            head.place_date_line, head.date_has_dot = line.no, found.has_dot
            return


def _note_reasons(head: Head) -> None:
    """Say why a fact is missing; a fact that was read gets no reason."""
    open_number = head.number_left_open_line is not None
    if head.number is None:
        head.reasons["number"] = "blank" if open_number else "absent"
    if head.day is None:
        filled = head.date_raw is not None and len(re.findall(r"\d+", head.date_raw)) >= 3
        head.reasons["date"] = "unreadable" if filled else "blank" if head.date_raw is not None else "absent"
    if head.place is None:
        head.reasons["place"] = "blank" if head.date_raw is not None else "absent"
    for name, value in (("kind", head.doc_type), ("title", head.title), ("issuer", head.bodies or None)):
        if value is None:
            head.reasons[name] = "absent"


def issuers_of_letterhead(head: Head) -> tuple[str | None, tuple[Issuer, ...]]:
    """The body above, and the body or bodies that issue: a union beside a state body issues jointly."""
    return issuers_among(
        [Issuer(block.text, "header", block.first_line) for block in head.bodies], head.symbol
    )


def issuers_of_preamble(preamble: Block | None) -> tuple[Issuer, ...]:
    """The bodies that the preamble says build or launch the plan, when no letterhead names them."""
    if preamble is None:
        return ()
    mentions = list(PREAMBLE_ISSUER.finditer(preamble.text))
    if not mentions:
        return ()
    found = mentions[-1]
    issuers, offset = [], found.start(1)
    for name in PEER.split(found[1]):
        at = preamble.text.index(name, offset)
        issuers.append(Issuer(name.strip(), "preamble", preamble.line_at(at)))
        offset = at
    return tuple(issuers)
