"""The subject of a paper: the lines under its type, or after "V/v" in the letterhead of an official letter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.documents.reading.bodies import capitals_share
from thidua.documents.reading.breaks import dash_goes_on
from thidua.documents.reading.folding import folded
from thidua.documents.reading.letterhead import ADDRESSEE, SUBJECT, Cell
from thidua.documents.reading.lines import RULE_LINE, Block, Line, hangs, join, starts_low
from thidua.documents.reading.markers import RANK_BULLET, read_marker

PREAMBLE_OPENER = re.compile(
    r"(?:thuc hien|can cu|de |nham|tren co so|theo |xet|huong ung|tiep tuc|phat huy|nam hoc \d|kinh gui|"
    r"trien khai|trong (?:nam|thoi gian|nhung|hai|ba|cac)|\(ban hanh|\(kem theo|\(dinh kem|ngay \d|hom nay|"
    r"vao hoi|vao luc|thoi gian|dia diem|duoc su|chap hanh|quan triet|thi hanh|luat nay|de nghi|"
    r"hoi nghi lan|sau khi|thoi gian qua|qua \d|"
    r"bien ban nay|kinh thua|thua |ho ten|nhan dip|buoc vao|ke tu|cham dut)"
)
YEAR_OF_SUBJECT = re.compile(r"\(?nam hoc \d{4}\s*-\s*\d{4}\)?\.?$")
# The line of authority of a decision or a circular: who decides, in capitals, before the first "Căn cứ".
AUTHORITY_LINE = re.compile(
    r"(?:chu tich|uy ban nhan dan|hoi dong|bo truong|giam doc|truong phong|hieu truong|thu tuong|chinh phu|"
    r"thong doc|"
    r"tong giam doc|cuc truong|vu truong|truong ban|bi thu|ban (?:chap hanh|thuong vu|bi thu|giam hieu)|"
    r"chanh|"
    r"quoc hoi|uy ban thuong vu|bo chinh tri|thu truong|lien bo|tong thanh tra|chu nhiem|vien truong|"
    r"thong tu nay)\b"
)
BASIS = re.compile(r"-?\s?(?:can cu|xet|theo|de |thuc hien|thi hanh)\b")
SENTENCE = re.compile(r"nhu sau|cu the:|sau day:|xay dung ke hoach|ban hanh ke hoach")
# Words on the type line that are still its name ("BÁO CÁO THÀNH TÍCH"), and rules.
PART_OF_KIND = re.compile(r"(?:thanh tich|[\W_]*)$")
OWNER_LINE = re.compile(r"cua (?:bo chinh tri|ban bi thu|ban chap hanh|thu tuong|chu tich|ban thuong vu)\b")
MAX_TITLE_LINES = 14


@dataclass(frozen=True)
class Title:
    """The subject, its lines, the "V/v" before it, and the index of the line after it."""

    block: Block | None
    prefix: str | None
    prefix_line: int | None
    end: int


def title_below(lines: Sequence[Line], type_at: int, rest: str, facts: frozenset[int]) -> Title:
    """The subject under the type line; lines in `facts` (number, place and date) stand between and are passed."""
    taken = [Line(lines[type_at].no, rest, rest)] if rest and not PART_OF_KIND.match(folded(rest)) else []
    at = type_at + 1
    while at < len(lines) and len(taken) < MAX_TITLE_LINES:
        line = lines[at]
        if RULE_LINE.match(line.text) and len(line.text) > 1:
            if taken and not hangs(taken[-1].text):
                at += 1
                break
        elif line.no in facts or _is_owner_line(taken, line):
            pass
        elif not _belongs(taken, line, lines[at + 1 : at + 4]):
            break
        else:
            taken.append(line)
        at += 1
    return _finished(taken, at)


def _is_owner_line(taken: Sequence[Line], line: Line) -> bool:
    """ "KẾT LUẬN / CỦA BỘ CHÍNH TRỊ / về …": who speaks, between the type and the subject."""
    return not taken and line.text.isupper() and bool(OWNER_LINE.match(folded(line.text)))


def _finished(taken: list[Line], end: int) -> Title:
    prefix, prefix_line = None, None
    if taken and (found := SUBJECT.match(folded(taken[0].text))):
        text = taken[0].text
        prefix, prefix_line = text[found.start("prefix") : found.end("prefix")], taken[0].no
        closing = text.startswith("(")
        taken[0] = Line(taken[0].no, taken[0].raw, text[found.end() :])
        if closing and taken[-1].text.endswith(")"):
            taken[-1] = _with_text(taken[-1], taken[-1].text[:-1].rstrip())
    return Title(_block(taken), prefix, prefix_line, end)


def _with_text(line: Line, text: str) -> Line:
    return Line(line.no, line.raw, text)


def _block(taken: Sequence[Line]) -> Block | None:
    """The lines joined, without the full stop that a subject does not have."""
    kept = [line for line in taken if line.text]
    if kept and kept[-1].text.endswith((".", ";")) and not kept[-1].text.endswith(".."):
        kept[-1] = _with_text(kept[-1], kept[-1].text.rstrip(" .;"))
    return join(kept) if kept and kept[-1].text else None


def _belongs(taken: Sequence[Line], line: Line, following: Sequence[Line]) -> bool:
    """Whether a line after the type still belongs to the subject and not yet to the preamble."""
    marker = read_marker(line.text)
    plain = folded(line.text[:200])
    if (marker is not None and marker.rank < RANK_BULLET) or ADDRESSEE.match(plain):
        return False
    if AUTHORITY_LINE.match(plain) and capitals_share(line.text) > 0.8 and not _hangs_in_capitals(taken):
        return not any(BASIS.match(folded(each.text[:40])) for each in following)
    if not taken:
        return not plain.startswith(("can cu ", "(kem theo", "(ban hanh kem")) and len(line.text) <= 400
    if line.text.startswith("(") and not YEAR_OF_SUBJECT.match(plain):
        return bool(hangs(taken[-1].text))
    return _goes_on(taken[-1], line, plain)


def _hangs_in_capitals(taken: Sequence[Line]) -> bool:
    """In a subject in capitals a body may begin a line ("… CỦA" / "HỘI ĐỒNG …"): then the text before it hangs."""
    return bool(taken) and bool(re.search(r"(?: cua| va| do| cho|,|-)$", folded(taken[-1].text)))


def _goes_on(last: Line, line: Line, plain: str) -> bool:
    if YEAR_OF_SUBJECT.match(plain) or dash_goes_on(last.text, line.text):
        return True
    if starts_low(line.text) or hangs(last.text):
        return True
    if PREAMBLE_OPENER.match(plain) or read_marker(line.text) is not None or SENTENCE.search(plain):
        return False
    if capitals_share(last.text) > 0.8 and capitals_share(line.text) > 0.8:
        return True
    return line.no == last.no + 1 and len(line.text) <= 100 and line.text[-1] not in ".:;!?"


def opens_title(line: Line) -> bool:
    """Whether a line right under the letterhead is the subject of a paper whose type line was lost."""
    plain = folded(line.text[:60])
    if not (5 < len(line.text) <= 200) or AUTHORITY_LINE.match(plain) or read_marker(line.text) is not None:
        return False
    return plain.startswith(("ve viec ", "ve ", "v/v ")) or capitals_share(line.text) > 0.8


def title_of_letter(cells: Sequence[Cell]) -> Title | None:
    """The subject after "V/v" among the cells of a letterhead, with the lines it was broken into."""
    at = next((at for at, cell in enumerate(cells) if cell.kind == "subject"), None)
    if at is None:
        return None
    first = cells[at]
    found = SUBJECT.match(folded(first.text))
    assert found is not None
    taken = [Line(first.line.no, first.text, first.text[found.end() :])]
    for cell in cells[at + 1 :]:
        if cell.kind == "addressee" or (cell.kind == "rule" and _is_whole(taken)):
            break
        if cell.kind in {"other", "body"} and _continues_subject(taken, cell):
            taken.append(Line(cell.line.no, cell.text, cell.text))
    if first.text.startswith("(") or taken[-1].text.endswith(")"):
        opened = sum(line.text.count("(") - line.text.count(")") for line in taken)
        if opened < 0 and taken[-1].text.endswith(")"):
            taken[-1] = _with_text(taken[-1], taken[-1].text[:-1].rstrip())
    prefix = first.text[found.start("prefix") : found.end("prefix")]
    return Title(_block(taken), prefix, first.line.no, 0)


def _is_whole(taken: Sequence[Line]) -> bool:
    return bool(taken[-1].text) and not hangs(taken[-1].text)


def _continues_subject(taken: Sequence[Line], cell: Cell) -> bool:
    """Whether a cell goes on with the subject: the next line, in small letters or after an open end."""
    last = taken[-1]
    if cell.kind == "body" and not (hangs(last.text) or capitals_share(last.text) > 0.8):
        return False
    if cell.line.no - last.no > 4 or (PREAMBLE_OPENER.match(folded(cell.text)) and not starts_low(cell.text)):
        return False
    return not last.text or starts_low(cell.text) or hangs(last.text) or cell.line.no - last.no <= 2
