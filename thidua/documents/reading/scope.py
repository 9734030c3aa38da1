"""Where the movement is held and whom it is for."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from thidua.documents.reading.cues import Passages
from thidua.documents.reading.lines import Block
from thidua.documents.reading.statements import Scope
from thidua.documents.reading.structure import Paragraph, Section

GROUPS = (
    "cán bộ quản lý|cán bộ|công chức|viên chức|giáo viên|nhà giáo|giảng viên|nhân viên|người lao động|"
    "học sinh|"
    "sinh viên|học viên|trẻ em|trẻ|phụ huynh|cha mẹ học sinh|người dân|đảng viên|đoàn viên công đoàn|"
    "đoàn viên|hội viên|đội viên|"
    "thanh niên|thiếu nhi|cấp dưỡng|bảo mẫu|thầy cô giáo|thầy giáo|cô giáo|nghiên cứu sinh|cựu giáo chức"
)
GROUP = rf"(?:{GROUPS}|CBGVNV|CBGV|CBQL|CBNGNLD|CBCCVC|CBVC|GV|NV|HS|HSSV)"
LIST = re.compile(
    rf"(?<!\w)(?P<list>{GROUP}(?:(?:\s*,\s*|\s+và\s+|\s*;\s*|\s+)(?:{GROUP})){{2,12}})"
    r"(?:\s+(?:trong|của)?\s*(?P<where>toàn (?:ngành|trường|đơn vị|huyện|tỉnh|xã|thành phố|quận|cụm|"
    r"cơ quan)))?(?!\w)",
    re.IGNORECASE,
)
MEMBER = re.compile(rf"(?<!\w){GROUP}(?!\w)", re.IGNORECASE)
WHOLE = (
    r"toàn (?:ngành|trường|đơn vị|huyện|tỉnh|xã|phường|thị trấn|thị xã|thành phố|quận|cụm|khối|cơ quan|"
    r"quốc)(?! thể)"
)
SPREADS = re.compile(
    rf"(?<!\w)(?:phong trào|thi đua)(?!\w)[^.;:“”\"]{{0,60}}?\s(?:trong|trên địa bàn|trên|ở|tại|đến)\s"
    rf"(?P<where>{WHOLE})",
    re.IGNORECASE,
)
SCOPE_LABEL = re.compile(r"(?:phạm vi|địa bàn)(?:\s(?!,|:)[^:,]{0,40})?:\s*", re.IGNORECASE)
SUBJECT_LABEL = re.compile(r"đối tượng(?:\s(?!,|:)[^:,]{0,40})?:\s*", re.IGNORECASE)
HELD_IN = re.compile(
    r"^.{0,160}?(?:được (?:tổ chức|triển khai|phát động)|tổ chức|triển khai|áp dụng|thực hiện)\s"
    r"(?:(?:trong|trên|tại|ở|phạm vi|địa bàn|với|đối với)\s)+",
    re.IGNORECASE,
)
PLACE_WORDS = re.compile(r"^(?:(?:trong|trên|tại|ở|phạm vi|địa bàn)\s)+", re.IGNORECASE)
OF_MOVEMENT = re.compile(r"phạm vi|đối tượng", re.IGNORECASE)
OF_REWARDS = re.compile(r"khen thưởng|khen tặng|xét tặng|nội dung thi đua$", re.IGNORECASE)
STOP = re.compile(r"[.;](?:\s|$)")
BETWEEN = re.compile(r"\s*[,;]\s*|\s+và\s+|\s+cùng\s+")


GROUP_WORDS = (
    "cán bộ", "công chức", "viên chức", "giáo viên", "nhà giáo", "giảng viên", "nhân viên", "người lao động",
    "học sinh", "sinh viên", "học viên", "trẻ", "đoàn viên", "cbgv", "cbql", "cbng", "cbcc", "cbvc", "hssv",
)  # fmt: skip


class Listed(NamedTuple):
    """A list of groups of people, and the part of the paper it stands in."""

    part: str
    block: Block
    found: re.Match[str]


def read_scope(sections: Sequence[Section], passages: Passages) -> Scope | None:
    """Labelled scope and subjects ("Phạm vi: …", a section so called) first; else what running text shows.

    In running text the subjects are the first list of three or more groups of people, and the scope is
    the "toàn …" right after a list of them, else the one the movement is said to spread over. What the
    preamble says is stated, so only a list of the body is widened by later ones.
    """
    ids = _labelled_sections(sections)
    labelled = passages.inside(set(ids))
    place, people = _labelled_place(labelled, ids), _labelled_people(labelled, ids)
    lists = _lists(passages) if place is None or people is None else []
    if place is None:
        place = _place_in_text(lists, passages)
    also: tuple[str, ...] = ()
    if people is None and lists:
        chosen = next((each for each in lists if each.found["where"]), lists[0])
        people = _people_in_text(chosen)
        also = () if chosen.part == "preamble" else _others(people[0], lists)
    if place is None and people is None:
        return None
    names, first, last = people or ((), None, None)
    text, line = place or (None, None)
    return Scope(text, line, names, first, last if last != first else None, also)


def _labelled_sections(sections: Sequence[Section]) -> dict[str, str]:
    """Sections on scope and subjects by id, with their titles; those on rewards are not about the movement."""
    titles = {section.id: (section.title or "").lower() for section in sections}
    return {
        section.id: titles[section.id]
        for section in sections
        if OF_MOVEMENT.search(titles[section.id])
        and not OF_REWARDS.search(titles[section.id])
        and "khen thưởng" not in titles.get(section.parent or "", "")
    }


def _labelled_place(pairs: Sequence[tuple[Paragraph, Block]], ids: dict[str, str]) -> tuple[str, int] | None:
    for paragraph, block in pairs:
        start = len(paragraph.marker or "")
        if label := SCOPE_LABEL.search(block.text, start, start + 60):
            return _place_at(block, label.end())
        if paragraph.section and "đối tượng" not in ids[paragraph.section]:
            return _place_at(block, start)
    return None


def _place_at(block: Block, start: int) -> tuple[str, int] | None:
    end = _end_of_statement(block.text, start)
    text = block.text[start:end]
    lead = HELD_IN.match(text.lstrip()) or PLACE_WORDS.match(text.lstrip())
    at = start + (len(text) - len(text.lstrip())) + (lead.end() if lead else 0)
    named = block.text[at:end].strip(" .;,")
    return (named, block.line_at(at)) if named else None


def _end_of_statement(text: str, start: int) -> int:
    stop = STOP.search(text, start)
    return stop.start() if stop else len(text)


def _labelled_people(
    pairs: Sequence[tuple[Paragraph, Block]], ids: dict[str, str]
) -> tuple[tuple[str, ...], int, int] | None:
    names: list[str] = []
    lines: list[int] = []
    for paragraph, block in pairs:
        start = len(paragraph.marker or "")
        label = SUBJECT_LABEL.search(block.text, start, start + 60)
        only_people = paragraph.section is not None and "phạm vi" not in ids[paragraph.section]
        if label is None and not only_people:
            continue
        start = label.end() if label else start
        end = _end_of_statement(block.text, start)
        names += _people_of(block.text[start:end])
        lines += [block.line_at(start + 1), block.line_at(max(start, end - 1))]
    return (tuple(dict.fromkeys(names)), lines[0], lines[-1]) if names else None


def _people_of(text: str) -> list[str]:
    named = (
        part.strip(" .;,:") for part in BETWEEN.split(re.sub(r"^\s*(?:Đối với|Gồm|Bao gồm)\s+", "", text))
    )
    return [name for name in named if name]


def _lists(passages: Passages) -> list[Listed]:
    return [
        Listed(paragraph.part, block, found)
        for paragraph, block in passages.holding(*GROUP_WORDS)
        if "," in block.text or " và " in block.text
        for found in LIST.finditer(block.text)
    ]


def _place_in_text(lists: Iterable[Listed], passages: Passages) -> tuple[str, int] | None:
    for _, block, found in lists:
        if found["where"]:
            return found["where"], block.line_at(found.start("where"))
    for _, block in passages.holding("toàn "):
        if spread := SPREADS.search(block.text):
            return spread["where"], block.line_at(spread.start("where"))
    return None


def _people_in_text(listed: Listed) -> tuple[tuple[str, ...], int, int]:
    _, block, found = listed
    return (
        tuple(dict.fromkeys(MEMBER.findall(found["list"]))),
        block.line_at(found.start("list")),
        block.line_at(found.end("list") - 1),
    )


def _others(names: Iterable[str], lists: Iterable[Listed]) -> tuple[str, ...]:
    """Groups that other lists put beside at least two of the names."""
    known = {name.lower() for name in names}
    others: dict[str, None] = {}
    for _, _, found in lists:
        members = [name.lower() for name in MEMBER.findall(found["list"])]
        if len(known.intersection(members)) > 1:
            others.update((name, None) for name in members if name not in known)
    return tuple(others)
