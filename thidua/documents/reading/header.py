"""The first page: letterhead, national title, number, place and date, type and subject of the paper."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from thidua.documents.reading.lines import Block, Line, columns, hangs, join, starts_low
from thidua.documents.reading.markers import RANK_BULLET, read_marker
from thidua.documents.reading.structure import Issuer, Number

NATIONAL_TITLE = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM", re.IGNORECASE)
NATIONAL_MOTTO = re.compile(r"Độc\s+lập\s*[-–—]\s*Tự\s+do\s*[-–—]\s*Hạnh\s+phúc", re.IGNORECASE)
CAPS = "A-ZĐĂÂÊÔƠƯ"
NUMBER = re.compile(
    rf"Số\s*:?\s*((\d{{1,6}})\s*/\s*((?:\d{{4}}\s*/\s*)?[{CAPS}&]+(?:\s*[-–]\s*[{CAPS}&0-9.]+(?![a-zà-ỹ]))*))"
)
NUMBER_LEFT_OPEN = re.compile(rf"Số\s*:?[\s.…_]*/\s*[{CAPS}]")
WIDE_NUMBER = re.compile(r"(Số\s*:)\s+")
PLACE_DATE = re.compile(
    r"([^,;:]{2,50}),\s*(ngày\s*([\d.…_]*)\s*tháng\s*([\d.…_]*)\s*năm\s*(\d{4}|[.…_]*))\s*(\.?)",
    re.IGNORECASE,
)
DOC_TYPES = (
    "KẾ HOẠCH|QUYẾT ĐỊNH|CHỈ THỊ|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|BÁO CÁO|TỜ TRÌNH|NGHỊ QUYẾT|QUY CHẾ|"
    "QUY ĐỊNH|PHƯƠNG ÁN|ĐỀ ÁN|DỰ ÁN|CÔNG ĐIỆN|BIÊN BẢN"
)
DOC_TYPE = re.compile(rf"({DOC_TYPES})((?: LIÊN TỊCH| PHỐI HỢP)?)\s*:?\s*(?:$|(?=\S))")
SUBJECT_PREFIX = re.compile(r"(V\s?/\s?v)\s*:?\s*", re.IGNORECASE)
PREAMBLE_OPENER = re.compile(
    r"(?:Thực hiện|Căn cứ|Để|Nhằm|Trên cơ sở|Theo|Xét|Hưởng ứng|Tiếp tục|Phát huy|Năm học \d|Kính gửi|"
    r"Triển khai|Trong (?:năm|thời gian|những)|\(Ban hành|\(Kèm theo)\b"
)
BODY_WORD = re.compile(
    r"(?:UBND|ỦY BAN|UỶ BAN|HĐND|HỘI ĐỒNG|BỘ|SỞ|PHÒNG|TRƯỜNG|CÔNG ĐOÀN|LIÊN ĐOÀN|LĐLĐ|TỔNG LIÊN ĐOÀN|ĐOÀN|"
    r"HỘI|TRUNG TÂM|CỤC|VỤ|BAN|ĐẢNG|CHI BỘ|ĐẠI HỌC|HỌC VIỆN|CỤM|KHỐI|VĂN PHÒNG|ĐẠI SỨ)\b"
)
UNION = re.compile(r"(?:CÔNG ĐOÀN|LIÊN ĐOÀN|LĐLĐ|TỔNG LIÊN ĐOÀN|ĐOÀN|HỘI)\b", re.IGNORECASE)
PREAMBLE_ISSUER = re.compile(
    r"(?<![^\s;,.:])((?<!của )(?:UBND|Ủy ban|Bộ|Sở|Phòng|Trường|Trung tâm|Công đoàn|Liên đoàn|Ban|Hội đồng)\b"
    r"[^,;.:“\"]{0,150}?)(?:\s*\([^)]{1,40}\))?\s+"
    r"(?:xây dựng|phát động|ban hành|triển khai|tổ chức|hướng dẫn|thông báo|đề ra|lập)\b"
)
PEER = re.compile(r"\s+và\s+(?=(?:Công đoàn|Liên đoàn|Sở|Phòng|Trường|Hội|Đoàn|UBND|Ủy ban|Ban)\b)")
RULE_LINE = re.compile(r"[\s\-–—_=.*⎯─~]+$")
SEARCH_LINES = 80


@dataclass
class Head:
    """What the first page gives, while it is being read. `body_start` indexes the line after it."""

    doc_type: str | None = None
    doc_type_line: int | None = None
    bodies: list[Block] = field(default_factory=list)
    number: Number | None = None
    number_left_open_line: int | None = None
    place: str | None = None
    day: date | None = None
    date_raw: str | None = None
    place_date_line: int | None = None
    date_has_dot: bool = False
    national_title: bool = False
    national_motto: bool = False
    two_column_lines: list[int] = field(default_factory=list)
    subject_prefix: str | None = None
    subject_prefix_line: int | None = None
    title: Block | None = None
    body_start: int = 0


def read_head(lines: Sequence[Line]) -> Head:
    """Read the first page of a paper from its non-blank lines; what is not there stays None."""
    head = Head()
    type_at = _find_type(lines)
    if type_at is None:
        head.body_start = _letterhead_end(lines)
        _read_letterhead(head, lines[: head.body_start])
        return head
    _read_letterhead(head, lines[:type_at])
    found = DOC_TYPE.match(lines[type_at].text.upper())
    assert found is not None
    head.doc_type = (found[1] + found[2]).strip()
    head.doc_type_line = lines[type_at].no
    rest = lines[type_at].text[found.end() :].strip()
    _read_title(head, lines, type_at, rest)
    return head


def _find_type(lines: Sequence[Line]) -> int | None:
    """The line that names the type: alone on its line, or in capitals before its subject."""
    for at, line in enumerate(lines[:SEARCH_LINES]):
        marker = read_marker(line.text)
        if marker is not None and marker.is_section:
            return None
        found = DOC_TYPE.match(line.text.upper())
        if found is None:
            continue
        alone = found.end() == len(line.text)
        in_capitals = line.text[: found.end(2)].isupper()
        if alone or (in_capitals and line.text[found.end() :][:1] not in {",", ";"}):
            return at
    return None


def _letterhead_end(lines: Sequence[Line]) -> int:
    at = 0
    while at < min(len(lines), SEARCH_LINES) and _is_letterhead(lines[at].text):
        at += 1
    return at


def _is_letterhead(text: str) -> bool:
    if any(pattern.search(text) for pattern in (NATIONAL_TITLE, NATIONAL_MOTTO, NUMBER)):
        return True
    if PLACE_DATE.match(text) and len(text) < 90:
        return True
    return bool(BODY_WORD.match(text)) and text.isupper() and len(text) < 90


def _read_letterhead(head: Head, lines: Sequence[Line]) -> None:
    issuer_lines: list[Line] = []
    for line in lines:
        raw = WIDE_NUMBER.sub(r"\1 ", line.raw)
        cells = [part for cell in columns(raw) for part in _cut(cell)]
        kinds = [_take_cell(head, cell, line) for cell in cells]
        if _is_flattened(kinds):
            head.two_column_lines.append(line.no)
        issuer_lines += [
            Line(line.no, cell, cell) for cell, kind in zip(cells, kinds, strict=True) if kind == "issuer"
        ]
        if head.date_raw is None:
            _take_place_date(head, NUMBER.sub("", line.text), line)
    head.bodies = _bodies(issuer_lines)


def _is_flattened(kinds: Sequence[str]) -> bool:
    return len(kinds) > 1 and bool({"national", "place_date"} & set(kinds[1:]))


def _cut(cell: str) -> list[str]:
    """Part a cell in which the two columns ran together with a single blank."""
    for pattern in (NATIONAL_TITLE, NATIONAL_MOTTO):
        if (found := pattern.search(cell)) and found.start() > 0:
            return [cell[: found.start()].strip(), cell[found.start() :]]
    if (found := NUMBER.match(cell)) and found.end() < len(cell):
        return [cell[: found.end()], cell[found.end() :].strip(" .;")]
    return [cell]


def _take_cell(head: Head, cell: str, line: Line) -> str:
    """Note what a letterhead cell says, and answer its kind."""
    kind = "other"
    if NATIONAL_TITLE.match(cell):
        head.national_title, kind = True, "national"
    elif NATIONAL_MOTTO.match(cell):
        head.national_motto, kind = True, "national"
    elif found := NUMBER.match(cell):
        head.number, kind = head.number or _number(found, line), "number"
    elif NUMBER_LEFT_OPEN.match(cell):
        head.number_left_open_line, kind = line.no, "number"
    elif _take_place_date(head, cell, line):
        kind = "place_date"
    elif cell.isupper() and len(cell) > 2 and not RULE_LINE.match(cell) and head.number is None:
        kind = "issuer"
    return kind


def _number(found: re.Match[str], line: Line) -> Number:
    raw = found[1]
    return Number(raw, re.sub(r"\s+", "", raw), int(found[2]), re.sub(r"\s+", "", found[3]), line.no)


def _take_place_date(head: Head, text: str, line: Line) -> bool:
    found = PLACE_DATE.match(text)
    if found is None or head.date_raw is not None:
        return False
    head.place, head.date_raw, head.place_date_line = found[1].strip(" -–"), found[2].strip(), line.no
    head.date_has_dot = bool(found[6])
    head.day = calendar_day(found[5], found[4], found[3])
    return True


def calendar_day(year: str, month: str, day: str) -> date | None:
    """The day these words name, or None when there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _bodies(cells: Sequence[Line]) -> list[Block]:
    """Join the wrapped names of bodies; a new name begins with the word for a kind of body."""
    groups: list[list[Line]] = []
    for cell in cells:
        if groups and not BODY_WORD.match(cell.text):
            groups[-1].append(cell)
        elif BODY_WORD.match(cell.text):
            groups.append([cell])
    return [join(group) for group in groups]


def issuers_of_letterhead(head: Head) -> tuple[str | None, tuple[Issuer, ...]]:
    """The body above, and the body or bodies that issue: a union beside a state body issues jointly."""
    named = [Issuer(block.text, "header", block.first_line) for block in head.bodies]
    if named and (peers := re.split(r"\s+[-–]\s+(?=CÔNG ĐOÀN|SỞ|PHÒNG|LIÊN ĐOÀN)", named[-1].name))[1:]:
        named = named[:-1] + [Issuer(name, "header", named[-1].line) for name in peers]
    if len(named) < 2:
        return None, tuple(named)
    above, last = named[-2], named[-1]
    if UNION.match(last.name) and not UNION.match(above.name):
        return (named[-3].name if len(named) > 2 else None), (above, last)
    return above.name, (last,)


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


def _read_title(head: Head, lines: Sequence[Line], type_at: int, rest: str) -> None:
    taken = [Line(lines[type_at].no, rest, rest)] if rest else []
    at = type_at + 1
    while at < len(lines) and len(taken) < 12 and _belongs_to_title(taken, lines[at]):
        if not RULE_LINE.match(lines[at].text):
            taken.append(lines[at])
        at += 1
    head.body_start = at
    if not taken:
        return
    if found := SUBJECT_PREFIX.match(taken[0].text):
        head.subject_prefix, head.subject_prefix_line = found[1], taken[0].no
        taken[0] = Line(taken[0].no, taken[0].raw, taken[0].text[found.end() :])
    head.title = join(line for line in taken if line.text) if any(line.text for line in taken) else None


def _belongs_to_title(taken: Sequence[Line], line: Line) -> bool:
    """Whether a line after the type still belongs to the subject and not yet to the preamble."""
    marker = read_marker(line.text)
    if marker is not None and marker.rank < RANK_BULLET:
        return False
    if RULE_LINE.match(line.text) or not taken:
        return True
    if line.text.startswith("("):
        return False
    if PREAMBLE_OPENER.match(line.text) or (marker is not None and not starts_low(line.text)):
        return False
    last = taken[-1]
    if starts_low(line.text) or hangs(last.text) or (last.text.isupper() and line.text.isupper()):
        return True
    return line.no == last.no + 1 and len(line.text) <= 100 and line.text[-1] not in ".:;"
