"""The foot of a paper: who receives it, where it is filed, who signs and in whose stead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from thidua.documents.reading.lines import COLUMN_GAP, Line, clean, starts_low
from thidua.documents.reading.markers import read_marker
from thidua.documents.reading.structure import Archive, Issuer, Recipient, Signer

HEADING = re.compile(r"Nơi nhận\s*:?\s*", re.IGNORECASE)
ARCHIVE = re.compile(r"Lưu\s*:?\s*(?=[A-ZĐ])")
AUTHORITY = re.compile(r"(KT|TM|TL|TUQ|Q)\s?\.\s*(.*)")
TITLE = re.compile(
    r"(?:QUYỀN |PHÓ )?(?:TỔNG )?(?:GIÁM ĐỐC|HIỆU TRƯỞNG|HIỆU PHÓ|TRƯỞNG|CHỦ TỊCH|CHÁNH|BÍ THƯ|BỘ TRƯỞNG|"
    r"THỨ TRƯỞNG|VỤ TRƯỞNG|CỤC TRƯỞNG|VIỆN TRƯỞNG|THỦ TƯỚNG|CHỦ NHIỆM|TỔ TRƯỞNG|THỦ TRƯỞNG|UỶ VIÊN|ỦY VIÊN)\b"
)
NAME_WORD = re.compile(r"[A-ZĐÀ-ỸĂÂÊÔƠƯ][a-zđà-ỹăâêôơư]*$")
HONORIFIC = re.compile(r"^(?:(?:PGS|GS|TS|ThS|Ths|BS|CN|NGƯT|NGND)\.?\s*)+(?=[A-ZĐ])")
NOT_A_NAME = re.compile(
    r"^(?:Sở|Phòng|Bộ|Ban|Trường|Các|Công đoàn|Lưu|Như|Nơi|Tổ|Đoàn|Hội|Trên|Trong|Lãnh|Văn|Thường|Ủy|Điều|"
    r"Website|Cổng|Kế|Mục|Nội|Yêu|Phương|Đối|Thời|Kính|Đã)\b(?! [A-ZĐ]\w+ [A-ZĐ]\w+$)"
)
SIGNED_REMARK = re.compile(r"\(?\s*(?:đã ký|ký tên|ký,|chữ ký|ký và|ký ghi)", re.IGNORECASE)
ROLE_WORDS = "báo cáo|chỉ đạo|thực hiện|phối hợp|biết|theo dõi|đăng tải|kiểm tra|giám sát|b/c|t/h|p/h"
ROLE_IN_BRACKETS = re.compile(rf"\s*\(\s*(?:để\s+)?((?:{ROLE_WORDS})[^()]*)\)", re.IGNORECASE)
ROLE_AFTER_COMMA = re.compile(rf",?\s+để\s+((?:{ROLE_WORDS})\b.*)$", re.IGNORECASE)
SHORT_ROLES = {"b/c": "báo cáo", "t/h": "thực hiện", "p/h": "phối hợp"}
BODY_BREAK = re.compile(r";\s*|,\s*(?=[A-ZĐ])")
ITEM_MARK = re.compile(r"^\s*[-–—•+]\s*")
FOOT_LINES = 60
RIGHT_COLUMN = 24


@dataclass
class Foot:
    """The foot of a paper. `start` indexes its first line among the non-blank lines of the text."""

    start: int
    heading_line: int | None = None
    recipients: list[Recipient] = field(default_factory=list)
    archive: Archive | None = None
    signature: list[Line] = field(default_factory=list)


def find_foot(lines: Sequence[Line], body_start: int) -> Foot:
    """Find where the body stops, and sort the lines after it into recipients and signature."""
    heading = _find_heading(lines, body_start)
    if heading is None:
        start = _signature_start(lines, body_start, len(lines))
        return Foot(start, signature=list(lines[start:]))
    start = _signature_start(lines, body_start, heading)
    foot = Foot(start, heading_line=lines[heading].no, signature=list(lines[start:heading]))
    _sort(foot, lines[heading : heading + FOOT_LINES])
    return foot


def _find_heading(lines: Sequence[Line], body_start: int) -> int | None:
    for at in range(body_start, len(lines)):
        if lines[at].text[:1] in {"N", "n"} and HEADING.match(lines[at].text):
            return at
    return None


def _signature_start(lines: Sequence[Line], body_start: int, end: int) -> int:
    """Walk back from `end` over lines that can only be a signature block."""
    start = end
    while start > body_start and end - start < 12 and _is_signature(lines[start - 1].text):
        start -= 1
    has_authority_or_title = any(_is_office(line.text) for line in lines[start:end])
    return start if has_authority_or_title or end == len(lines) else end


def _is_office(text: str) -> bool:
    return bool(AUTHORITY.match(text) or (TITLE.match(text) and text.isupper()))


def _is_signature(text: str) -> bool:
    return _is_office(text) or is_name(text) or bool(SIGNED_REMARK.match(text))


def is_name(text: str) -> bool:
    """Whether a line is nothing but the name of a person: two to five capitalised words."""
    words = HONORIFIC.sub("", text).split()
    if not 2 <= len(words) <= 5 or len(text) > 40 or NOT_A_NAME.match(text):
        return False
    return all(NAME_WORD.match(word) for word in words) and not any(
        len(word) > 1 and word.isupper() for word in words
    )


def _sort(foot: Foot, lines: Sequence[Line]) -> None:
    """Left cells go to the recipients, right cells and what follows the archive to the signature."""
    wanted: list[Line] = []
    done = False
    for at, line in enumerate(lines):
        left, right = _halves(line)
        if right:
            foot.signature.append(Line(line.no, right, right))
        text = HEADING.sub("", left, count=1) if at == 0 else left
        if not text:
            continue
        bulleted = bool(ITEM_MARK.match(text))
        if not bulleted and (_is_signature(text) or (text.isupper() and not foot.recipients and at > 0)):
            foot.signature.append(Line(line.no, text, text))
            done = True
        elif not done or bulleted:
            wanted.append(Line(line.no, line.raw if not right else text, text))
            done = done or _is_archive(text)
    _take_recipients(foot, wanted)


def _is_archive(text: str) -> bool:
    return bool(ARCHIVE.match(ITEM_MARK.sub("", text)))


def _halves(line: Line) -> tuple[str, str]:
    """Part a line of the foot into its left and right column."""
    raw = line.raw.replace("*", "")
    indent = len(raw) - len(raw.lstrip(" "))
    cells = [cell for cell in (clean(part) for part in COLUMN_GAP.split(raw.strip())) if cell]
    if len(cells) >= 2:
        return cells[0], " ".join(cells[1:])
    if indent >= RIGHT_COLUMN and not HEADING.match(line.text):
        return "", line.text
    return line.text, ""


def _take_recipients(foot: Foot, lines: Sequence[Line]) -> None:
    for raw, no in _items(lines):
        if _is_archive(raw):
            codes = ARCHIVE.sub("", ITEM_MARK.sub("", raw)).rstrip(" .;")
            if foot.archive is None:
                parted = (code.strip(" .") for code in re.split(r"[,;]", codes))
                foot.archive = Archive(raw, no, tuple(code for code in parted if code))
        elif foot.archive is None:
            foot.recipients.append(read_recipient(raw, no))


def _items(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """Recipient lines as written, a wrapped line joined to the one before it."""
    items: list[tuple[str, int]] = []
    for line in lines:
        unfinished = bool(items) and items[-1][0][-1:] not in {";", "."}
        if unfinished and not ITEM_MARK.match(line.text) and starts_low(line.text):
            items[-1] = (f"{items[-1][0]} {line.text}", items[-1][1])
        else:
            items.append((line.text, line.no))
    return items


def read_recipient(raw: str, line: int) -> Recipient:
    """One recipient; the role is what the line states, never a guess from the name."""
    name = ITEM_MARK.sub("", raw).rstrip(" ;.,")
    role = None
    for pattern in (ROLE_IN_BRACKETS, ROLE_AFTER_COMMA):
        if role is None and (found := pattern.search(name)):
            role = found[1].strip(" .;,")
            name = (name[: found.start()] + name[found.end() :]).strip(" ;.,")
    role = SHORT_ROLES.get(role.lower(), role) if role else None
    bodies = tuple(body.strip() for body in BODY_BREAK.split(name) if body.strip())
    return Recipient(raw, line, name, role, bodies)


def read_signers(lines: Sequence[Line], issuers: Sequence[Issuer]) -> tuple[Signer, ...]:
    """Every signature block: authority, titles, name. A missing part stays None."""
    signers: list[Signer] = []
    office: list[Line] = []
    for line in sorted(lines, key=lambda each: each.no):
        if is_name(line.text):
            signers.append(_signer(office, line, issuers))
            office = []
        elif _is_office(line.text) or (line.text.isupper() and read_marker(line.text) is None):
            office.append(line)
    return tuple(signers)


def _signer(office: Sequence[Line], name: Line, issuers: Sequence[Issuer]) -> Signer:
    authority, authority_line, behind = None, None, None
    titles = []
    for line in office:
        found = AUTHORITY.match(line.text)
        if found and authority is None:
            authority, authority_line, behind = f"{found[1]}.", line.no, found[2].strip() or None
        else:
            titles.append(line)
    title = titles[-1] if titles else None
    collective = behind if authority == "TM." else None
    return Signer(
        authority=authority,
        authority_line=authority_line,
        collective_body=collective,
        for_title=behind if authority != "TM." else None,
        title=title.text if title else None,
        title_line=title.no if title else None,
        name=name.text,
        name_line=name.no,
        for_issuer=_issuer_signed_for(" ".join(line.text for line in office), issuers),
    )


def _issuer_signed_for(office: str, issuers: Sequence[Issuer]) -> str | None:
    """Which issuer the office belongs to; with one issuer there is no question, else None if unclear."""
    if len(issuers) == 1:
        return issuers[0].name
    of_union = re.search(r"BAN THƯỜNG VỤ|BAN CHẤP HÀNH|BÍ THƯ|CHỦ TỊCH", office)
    of_state = re.search(r"GIÁM ĐỐC|TRƯỞNG PHÒNG|HIỆU TRƯỞNG|HIỆU PHÓ", office)
    wanted = "công đoàn|liên đoàn|đoàn|hội" if of_union else "sở|phòng|trường|trung tâm" if of_state else None
    if wanted is None:
        return None
    fitting = [issuer.name for issuer in issuers if re.match(wanted, issuer.name, re.IGNORECASE)]
    return fitting[0] if len(fitting) == 1 else None
