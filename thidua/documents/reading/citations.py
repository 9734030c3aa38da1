"""Papers that the text rests on or points to: one entry each, with every place that names it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thidua.documents.reading.header import CAPS, calendar_day
from thidua.documents.reading.lines import Block
from thidua.documents.reading.structure import Citation, Occurrence, Paragraph, Section

TYPES = (
    "Kế hoạch|Công văn|Chỉ thị|Nghị quyết|Quyết định|Thông tư liên tịch|Thông tư|Nghị định|Hướng dẫn|Luật|"
    "Thông báo|Báo cáo|Chương trình|Kết luận|Quy định|Quy chế|Tờ trình|Văn bản|Công điện"
)
NUMBERED = re.compile(
    rf"(?<!\w)(?P<type>(?i:{TYPES}))\s+(?:[Ss]ố\s*:?\s*)?(?P<number>(?P<serial>\d{{1,6}})\s*/\s*(?:\d{{4}}\s*/\s*)?"
    rf"(?P<symbol>[{CAPS}][{CAPS}&0-9]*(?:\s?[-–]\s?[{CAPS}&0-9]+(?![a-zà-ỹ]))*))"
    r"(?:,?\s*(?:ký\s+)?[Nn]gày\s+(?:(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s?/\s?(?P<y>\d{4})"
    r"|(?P<ld>\d{1,2})\s+tháng\s+(?P<lm>\d{1,2})\s+năm\s+(?P<ly>\d{4})))?",
)
ISSUER = re.compile(
    r",?\s*của\s+(?P<issuer>[^,;.(“\"]{2,120}?)"
    r"(?=\s*(?:[,;.(“\"]|$)|\s+(?:về|lên|và nội dung|để|quy định|hướng dẫn|ban hành|sửa đổi|phê duyệt)\s)",
    re.IGNORECASE,
)
SUBJECT = re.compile(r",?\s*(?P<title>về\s)", re.IGNORECASE)
SUBJECT_END = re.compile(r";|\.(?=\s|$)|,\s(?=[A-ZĐ]|nhằm)|\s(?=nhằm\s|và nội dung)|,$|$")
CONGRESS = re.compile(
    r"(?<!\w)(?P<type>Nghị quyết)\s+(?P<issuer>Đại hội\s+(?:(?P<short>[IVXLC]+)\s+của Đảng"
    r"|[^,;.“\"]{1,80}?(?:lần thứ\s+[IVXLC]+|(?=\s+nhiệm kỳ))))"
    r"(?:\s+nhiệm kỳ\s+(?P<term>\d{4}\s*[-–]\s*\d{4}))?"
)
NATIONAL_CONGRESS = "Đại hội Đảng toàn quốc lần thứ "
SYMBOL_TYPES = {
    "KH": "Kế hoạch",
    "CT": "Chỉ thị",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "TT": "Thông tư",
    "NĐ": "Nghị định",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "TTR": "Tờ trình",
}
WINDOW = 700
NOT_REWARDS = re.compile(r"hội đồng|tổ chức thực hiện")


@dataclass(frozen=True)
class Mention:
    """One place where a paper is named, before places of the same paper are put together."""

    key: str
    offset: int
    citation: Citation


def symbol_type(symbol: str | None) -> str | None:
    """The type a symbol begins with ("KH-UBND" is a Kế hoạch), or None when it says nothing."""
    if symbol is None:
        return None
    return SYMBOL_TYPES.get(re.split(r"[-–]", symbol, maxsplit=1)[0].upper())


def reward_sections(sections: Sequence[Section]) -> set[str]:
    """The sections on commendation with all beneath them; a heading that names the council is none."""
    ids: set[str] = set()
    for section in sections:
        title = (section.title or "").lower()
        if section.parent in ids or ("khen thưởng" in title and not NOT_REWARDS.search(title)):
            ids.add(section.id)
    return ids


def read_citations(
    paragraphs: Sequence[Paragraph], blocks: Sequence[Block], sections: Sequence[Section]
) -> tuple[Citation, ...]:
    """Every cited paper in order of first mention; the fullest mention gives issuer, date and title."""
    award_sections = reward_sections(sections)
    found: dict[str, list[Citation]] = {}
    for paragraph, block in zip(paragraphs, blocks, strict=True):
        for mention in _mentions(block, paragraph, award_sections):
            found.setdefault(mention.key, []).append(mention.citation)
    return tuple(_merged(mentions) for mentions in found.values())


def _merged(mentions: Sequence[Citation]) -> Citation:
    """One paper from all the places that name it; the first place that states a fact gives it."""
    first = mentions[0]
    return replace(
        first,
        date=next((each.date for each in mentions if each.date), None),
        issuer=next((each.issuer for each in mentions if each.issuer), None),
        title=next((each.title for each in mentions if each.title), None),
        term=next((each.term for each in mentions if each.term), None),
        occurrences=tuple(place for each in mentions for place in each.occurrences),
    )


def _mentions(block: Block, paragraph: Paragraph, award_sections: set[str]) -> list[Mention]:
    numbered = NUMBERED.finditer(block.text) if "/" in block.text else ()
    mentions = [_numbered(block, found, paragraph, award_sections) for found in numbered]
    mentions += _congresses(block, paragraph)
    return sorted(mentions, key=lambda mention: mention.offset)


def _numbered(block: Block, found: re.Match[str], paragraph: Paragraph, award_sections: set[str]) -> Mention:
    number = re.sub(r"\s+", "", found["number"])
    symbol = re.sub(r"\s+", "", found["symbol"])
    issuer, after = _issuer(block.text, found.end())
    line, label_line = block.line_at(found.start("number")), block.line_at(found.start())
    citation = Citation(
        number=number,
        serial=int(found["serial"]),
        symbol=symbol,
        date=_day(found),
        stated_type=found["type"][0].upper() + found["type"][1:].lower(),
        symbol_type=symbol_type(symbol),
        issuer=issuer,
        title=_subject(block.text, after),
        term=None,
        occurrences=(
            Occurrence(
                line,
                paragraph.section,
                paragraph.part,
                role=_role(block.text, found, in_awards=paragraph.section in award_sections),
                label_line=label_line if label_line != line else None,
            ),
        ),
    )
    return Mention(number.upper(), found.start(), citation)


def _role(text: str, found: re.Match[str], *, in_awards: bool) -> str | None:
    """What the paper is cited for at this place, when the place itself says so."""
    if in_awards:
        return "award_rules"
    to_publish = "đăng tải" in text[max(0, found.start() - 60) : found.start()]
    return "to_publish_on_portal" if to_publish and "Cổng thông tin" in text[found.end() :] else None


def _day(found: re.Match[str]) -> date | None:
    if found["d"]:
        return calendar_day(found["y"], found["m"], found["d"])
    if found["ld"]:
        return calendar_day(found["ly"], found["lm"], found["ld"])
    return None


def _issuer(text: str, at: int) -> tuple[str | None, int]:
    found = ISSUER.match(text, at, at + 200)
    return (found["issuer"].strip(), found.end()) if found else (None, at)


def _subject(text: str, at: int) -> str | None:
    """The words "về …" after a citation, up to the end of their clause; quotations are kept whole."""
    found = SUBJECT.match(text, at, at + WINDOW)
    if found is None:
        return None
    start = found.start("title")
    window = text[start : start + WINDOW]
    depth_free = re.sub(r"“[^”]*”|\"[^\"]*\"", lambda quoted: "_" * len(quoted[0]), window)
    end = SUBJECT_END.search(depth_free)
    return window[: end.start()].strip() if end else None


def _congresses(block: Block, paragraph: Paragraph) -> Iterator[Mention]:
    """Resolutions of congresses, which carry no number: known by the congress and its term."""
    if "Nghị quyết Đại hội" not in block.text:
        return
    for found in CONGRESS.finditer(block.text):
        issuer = " ".join(found["issuer"].split())
        key = f"{NATIONAL_CONGRESS}{found['short']}" if found["short"] else issuer
        term = re.sub(r"\s*[-–]\s*", "-", found["term"]) if found["term"] else None
        citation = Citation(
            number=None,
            serial=None,
            symbol=None,
            date=None,
            stated_type="Nghị quyết",
            symbol_type=None,
            issuer=issuer,
            title=found[0],
            term=term,
            occurrences=(Occurrence(block.line_at(found.start()), paragraph.section, paragraph.part),),
        )
        yield Mention(key, found.start(), citation)
