"""The foot of a paper: who receives it, where it is filed, who signs and in whose stead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from thidua.documents.reading.folding import folded
from thidua.documents.reading.kinds import kind_of_line
from thidua.documents.reading.lines import COLUMN_GAP, RULE_LINE, Line, clean, starts_low
from thidua.documents.reading.markers import RANK_CHAPTER, read_marker
from thidua.documents.reading.names import (
    SIGNED_REMARK,
    authority,
    bare_name,
    is_name,
    is_office,
    is_office_in_small_letters,
    is_signature,
)
from thidua.documents.reading.structure import Archive, Issuer, Recipient, Signer

HEADING = re.compile(r"n[oơ]i nh[aậ]n(?! h[oồ])\s*[:;.]?\s*", re.IGNORECASE)
ARCHIVE = re.compile(r"(?i:l[uư]u)(?:\s*[:;.]\s*|\s+(?=[A-ZĐ….])|$)")
# Read on the folded text: a role may have been typed without diacritics.
ROLE_WORDS = (
    "bao cao|chi dao|thuc hien|phoi hop|biet|theo doi|dang tai|kiem tra|giam sat|b/c|t/h|p/h|t/d|"
    "tham muu|trien khai|dang web|dua tin|xin y kien"
)
ROLE_IN_BRACKETS = re.compile(rf"\s*\(\s*(?:de\s+)?((?:{ROLE_WORDS})[^()]*)\)")
ROLE_AFTER_COMMA = re.compile(rf",?\s+de\s+((?:{ROLE_WORDS})\b.*)$")
SHORT_ROLES = {"b/c": "báo cáo", "t/h": "thực hiện", "p/h": "phối hợp", "t/d": "theo dõi"}
BODY_BREAK = re.compile(r";\s*|,\s*(?=[A-ZĐ])")
ITEM_MARK = re.compile(r"^\s*(?:[-–—•+·▪●*~\uf0b7\uf02d]\s*)+")
INLINE_ITEM = re.compile(r"(?<=;)\s*(?:[-–•+]\s*)?|\s+[-–]\s+(?=[A-ZĐ])")
GLUED_COLUMN = re.compile(r"(?<=[;.,:/])\s+(?=[A-ZĐ])")
APPROVAL = re.compile(r"(?:duyet|xac nhan|y kien|phe duyet)\b")
FOOT_LINES = 60
RIGHT_COLUMN = 24


@dataclass
class Foot:
    """The foot of a paper. `start` indexes its first line among the non-blank lines of the text, `end` the
    first line after it.
    """

    start: int
    end: int
    heading_line: int | None = None
    recipients: list[Recipient] = field(default_factory=list)
    archive: Archive | None = None
    signature: list[Line] = field(default_factory=list)


def find_foot(lines: Sequence[Line], body_start: int) -> Foot:
    """Find where the body stops, and sort the lines after it into recipients and signature."""
    heading = _find_heading(lines, body_start)
    if heading is None:
        start = _signature_start(lines, body_start, len(lines))
        return Foot(start, len(lines), signature=_by_column(lines[start:]))
    start = _signature_start(lines, body_start, heading)
    signature = _by_column(lines[start:heading])
    foot = Foot(start, heading + 1, heading_line=lines[heading].no, signature=signature)
    foot.end += _sort(foot, lines[heading : heading + FOOT_LINES])
    return foot


def _find_heading(lines: Sequence[Line], body_start: int) -> int | None:
    """The line "Nơi nhận:"; words that only begin so ("Nơi nhận hồ sơ là …") are passed over."""
    for at in range(body_start, len(lines)):
        text = lines[at].text
        if text[:1] not in {"N", "n", "*"} or not (found := HEADING.match(text)):
            continue
        rest = text[found.end() :]
        marked = ":" in found[0] or ";" in found[0]
        if marked or not rest or ITEM_MARK.match(rest) or is_signature(_halves(lines[at])[1]):
            return at
    return None


def _signature_start(lines: Sequence[Line], body_start: int, end: int) -> int:
    """Walk back from `end` over lines that can only be a signature block."""
    start = end
    while start > body_start and end - start < 14 and _may_sign(lines, start - 1):
        start -= 1
    while start < end and RULE_LINE.match(lines[start].text):
        start += 1
    cells = [cell for line in lines[start:end] for cell in _cells(line)]
    if any(is_office(cell) or is_office_in_small_letters(cell) for cell in cells) or end == len(lines):
        return start
    return end


def _may_sign(lines: Sequence[Line], at: int) -> bool:
    """Whether every cell of the line can stand in a signature block, the lines under it being one."""
    cells = _cells(lines[at])
    under = _cells(lines[at + 1]) if at + 1 < len(lines) else []
    return all(
        is_signature(cell)
        or bool(RULE_LINE.match(cell))
        or bool(APPROVAL.match(folded(cell)) and len(cell) <= 50 and under)
        or (is_office_in_small_letters(cell) and any(is_signature(each) for each in under))
        or (cell.isupper() and len(cells) > 1)
        or _names_council(cell, under)
        for cell in cells
    )


def _names_council(cell: str, under: Sequence[str]) -> bool:
    """A line in capitals above a name or an office, such as the person's own office under that of a council."""
    return cell.isupper() and len(cell) <= 70 and read_marker(cell) is None and any(map(is_signature, under))


def _by_column(lines: Sequence[Line]) -> list[Line]:
    """The cells of a signature block, the right column first, where the head of the body signs."""
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        first, second = _halves(line)
        left += [Line(line.no, first, first)] if first else []
        right += [Line(line.no, second, second)] if second else []
    return right + left


def _sort(foot: Foot, lines: Sequence[Line]) -> int:
    """Left cells go to the recipients, right cells and what follows the archive to the signature.

    Answers the index of the last line that belongs to the foot.
    """
    wanted: list[Line] = []
    below: list[Line] = []
    done, last = False, 0
    for at, line in enumerate(lines):
        if done and at > 0 and _opens_annex(line):
            break
        left, right = _halves(line)
        last = at if right else last
        if right:
            foot.signature.append(Line(line.no, right, right))
        text = HEADING.sub("", left, count=1) if at == 0 else left
        if not text or RULE_LINE.match(text):
            continue
        bulleted = bool(ITEM_MARK.match(text))
        if not bulleted and (
            is_signature(text) or (text.isupper() and not foot.recipients and at > 0 and done)
        ):
            below.append(Line(line.no, text, text))
            done, last = True, at
        elif done and not bulleted and _is_small_office(text, lines[at + 1 :]):
            below.append(Line(line.no, text, text))
            last = at
        elif not done or (bulleted and not below):
            inline = at == 0 and not bulleted and ";" in text
            parts = [part for part in INLINE_ITEM.split(text) if part] if inline else [text]
            raw = line.raw if not right and parts == [text] else None
            wanted += [Line(line.no, raw or part, part) for part in parts]
            done, last = done or any(_is_archive(part) for part in parts), at
    foot.signature += below
    _take_recipients(foot, wanted)
    return last


def _opens_annex(line: Line) -> bool:
    """A type line or a chapter after the foot begins what the paper issues along with itself."""
    named = kind_of_line(line.text)
    marker = read_marker(line.text)
    return (named is not None and named.in_capitals) or (marker is not None and marker.rank <= RANK_CHAPTER)


def _is_small_office(text: str, following: Sequence[Line]) -> bool:
    return is_office_in_small_letters(text) and any(is_name(line.text) for line in following[:3])


def _cells(line: Line) -> list[str]:
    return [cell for cell in _halves(line) if cell]


def _is_archive(text: str) -> bool:
    return bool(ARCHIVE.match(ITEM_MARK.sub("", text)))


def _halves(line: Line) -> tuple[str, str]:
    """Part a line of the foot into its left and right column."""
    raw = line.raw.replace("*", "")
    indent = len(raw) - len(raw.lstrip(" "))
    cells = [cell for cell in (clean(part) for part in COLUMN_GAP.split(raw.strip())) if cell]
    if len(cells) >= 2:
        return cells[0], " ".join(cells[1:])
    if (parted := _glued_halves(line.text)) is not None:
        return parted
    if indent >= RIGHT_COLUMN and not HEADING.match(line.text):
        return "", line.text
    return line.text, ""


def _glued_halves(text: str) -> tuple[str, str] | None:
    """ "- Như trên; PHÓ GIÁM ĐỐC": two columns with a single blank between, the right one a signature's."""
    if len(text) > 160 or text[:1] not in "-–•+NnLl~":
        return None
    for found in GLUED_COLUMN.finditer(text):
        right = text[found.end() :]
        if is_office(right) or (is_name(right) and not text[: found.start()].endswith(":")):
            return text[: found.start()], right
    return None


def _take_recipients(foot: Foot, lines: Sequence[Line]) -> None:
    for raw, no in _items(lines):
        if _is_archive(raw):
            codes = ARCHIVE.sub("", ITEM_MARK.sub("", raw)).rstrip(" .;")
            if foot.archive is None:
                parted = (code.strip(" .") for code in re.split(r"[,;]", codes))
                foot.archive = Archive(raw, no, tuple(code for code in parted if code))
        elif foot.archive is None and any(letter.isalpha() for letter in raw):
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
        if role is None and (found := pattern.search(folded(name))):
            role = name[found.start(1) : found.end(1)].strip(" .;,")
            name = (name[: found.start()] + name[found.end() :]).strip(" ;.,")
    role = SHORT_ROLES.get(role.lower(), role) if role else None
    bodies = tuple(body.strip() for body in BODY_BREAK.split(name) if body.strip())
    return Recipient(raw, line, name, role, bodies)


def read_signers(lines: Sequence[Line], issuers: Sequence[Issuer]) -> tuple[Signer, ...]:
    """Every signature block: authority, titles, name. A missing part stays None.

    The lines come column after column; an office belongs to the name under it in the same column. An office
    with no name under it signs a draft, when the text names no person at all.
    """
    signers: list[Signer] = []
    waiting: list[Signer] = []
    office: list[Line] = []
    last = 0
    for line in lines:
        if line.no < last:
            waiting += _unnamed(office, issuers)
            office = []
        last = line.no
        if is_name(line.text):
            signers.append(_signer(office, line, issuers))
            office = []
        elif _is_part_of_office(line.text):
            office.append(line)
    waiting += _unnamed(office, issuers)
    return tuple(signers or waiting[:1])


def _unnamed(office: Sequence[Line], issuers: Sequence[Issuer]) -> list[Signer]:
    """The place left for a signature, when these lines give an office to sign in."""
    return [_signer(office, None, issuers)] if any(_gives_office(line.text) for line in office) else []


def _gives_office(text: str) -> bool:
    return is_office(text) or is_office_in_small_letters(text)


def _is_part_of_office(text: str) -> bool:
    if SIGNED_REMARK.match(folded(text)):
        return False
    return _gives_office(text) or (text.isupper() and read_marker(text) is None and not RULE_LINE.match(text))


def _signer(office: Sequence[Line], name: Line | None, issuers: Sequence[Issuer]) -> Signer:
    sign, sign_line, behind = None, None, None
    titles = []
    for line in office:
        found = authority(line.text) if sign is None else None
        if found is not None:
            sign, sign_line, behind = f"{found[0]}.", line.no, found[1] or None
        else:
            titles.append(line)
    title = titles[-1] if titles else None
    return Signer(
        authority=sign,
        authority_line=sign_line,
        collective_body=behind if sign == "TM." else None,
        for_title=behind if sign != "TM." else None,
        title=title.text if title else None,
        title_line=title.no if title else None,
        name=bare_name(name.text) if name else None,
        name_line=name.no if name else None,
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
