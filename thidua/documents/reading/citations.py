"""Papers that the text rests on or points to: one entry each, with every place that names it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge

from thidua.documents.reading.citing import TYPES, Cited, Law, cited_in, laws_in, without_symbol
from thidua.documents.reading.folding import folded
from thidua.documents.reading.kinds import symbol_type
from thidua.documents.reading.lines import Block
from thidua.documents.reading.numbers import SYMBOL
from thidua.documents.reading.structure import Citation, Occurrence, Paragraph, Section

__all__ = ["NUMBERED", "read_citations", "reward_sections", "symbol_type"]

# One citation at a known place, for those who look there: kind, number and day.
NUMBERED = re.compile(
    rf"(?<!\w)(?P<type>(?i:{'|'.join(sorted(TYPES, key=len, reverse=True))}))\s+(?:[Ss]ố\s*:?\s*)?"
    rf"(?P<number>(?P<serial>\d{{1,6}})\s*/\s*(?:\d{{4}}\s*/\s*)?(?P<symbol>{SYMBOL}))"
    r"(?:,?\s*(?:ký\s+)?[Nn]gày\s+(?:(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s?/\s?(?P<y>\d{4})"
    r"|(?P<ld>\d{1,2})\s+tháng\s+(?P<lm>\d{1,2})\s+năm\s+(?P<ly>\d{4})))?",
)
CONGRESS = re.compile(
    r"(?<!\w)(?P<type>Nghị quyết)\s+(?P<issuer>Đại hội\s+(?:(?P<short>[IVXLC]+)\s+của Đảng"
    r"|[^,;.“\"]{1,80}?(?:lần thứ\s+[IVXLC]+|(?=\s+nhiệm kỳ))))"
    r"(?:\s+nhiệm kỳ\s+(?P<term>\d{4}\s*[-–]\s*\d{4}))?"
)
NATIONAL_CONGRESS = "Đại hội Đảng toàn quốc lần thứ "
REPLACED = re.compile(r"(?:thay thế|bãi bỏ|hủy bỏ|huỷ bỏ)\s+(?:cho\s+)?(?:các\s+)?$", re.IGNORECASE)
# Without one of these a text names no paper, and no grammar is tried on it.
CUE = re.compile(r"/| số |uật |lệnh |Nghị quyết Đại hội")
# The same in small letters, to find the few texts of a long paper worth looking at.
CUES = ("/", " số ", "uật ", "lệnh ", "nghị quyết đại hội")
ABOUT = re.compile(r"(?:v/v|ve)\s(?:viec\s)?")
NOT_REWARDS = re.compile(r"hội đồng|tổ chức thực hiện")


@dataclass(frozen=True)
class Mention:
    """One place where a paper is named, before places of the same paper are put together."""

    key: str
    offset: int
    citation: Citation


class Named:
    """One paper with the places that name it. Two papers may bear one number in different years."""

    def __init__(self) -> None:
        self.places: list[Citation] = []
        self._day: date | None = None

    def may_be(self, citation: Citation) -> bool:
        """Whether the citation can be of this paper: unless both state a day and the days differ."""
        return self._day is None or citation.date is None or citation.date == self._day

    def add(self, citation: Citation) -> None:
        """Note one more place."""
        self.places.append(citation)
        self._day = self._day or citation.date


def reward_sections(sections: Sequence[Section]) -> set[str]:
    """The sections on commendation with all beneath them; a heading that names the council is none."""
    ids: set[str] = set()
    for section in sections:
        title = (section.title or "").lower()
        if section.parent in ids or ("khen thưởng" in title and not NOT_REWARDS.search(title)):
            ids.add(section.id)
    return ids


def read_citations(
    paragraphs: Sequence[Paragraph],
    blocks: Sequence[Block],
    sections: Sequence[Section],
    *,
    own_number: str | None = None,
    title: Block | None = None,
    headings: Sequence[Block] = (),
) -> tuple[Citation, ...]:
    """Every cited paper in order of first mention; the fullest mention gives issuer, date and title.

    The subject of the paper and its headings cite too, when they are given. A mention of the paper's own
    number is no citation.
    """
    award_sections = reward_sections(sections)
    found: list[Named] = []
    by_key: dict[str, list[Named]] = {}
    for part, section, block in _in_order(paragraphs, blocks, sections, title, headings):
        for mention in _mentions(block, part, section, in_awards=section in award_sections):
            if own_number is not None and mention.key == own_number.upper():
                continue
            named = next(
                (each for each in by_key.get(mention.key, ()) if each.may_be(mention.citation)), None
            )
            if named is None:
                named = Named()
                by_key.setdefault(mention.key, []).append(named)
                found.append(named)
            named.add(mention.citation)
    return tuple(_merged(named.places) for named in found)


def _in_order(
    paragraphs: Sequence[Paragraph],
    blocks: Sequence[Block],
    sections: Sequence[Section],
    title: Block | None,
    headings: Sequence[Block],
) -> Iterator[tuple[str, str | None, Block]]:
    """Every text that may cite, with its part and section, in the order of the page."""
    if title is not None:
        yield "title", None, title
    titled = {section.line: section.id for section in sections if not section.inline}
    cited = [("body", titled.get(block.first_line), block) for block in headings if "/" in block.text]
    texts = ((each.part, each.section, block) for each, block in zip(paragraphs, blocks, strict=True))
    yield from merge(texts, cited, key=lambda each: each[2].first_line) if cited else texts


def _merged(mentions: Sequence[Citation]) -> Citation:
    """One paper from all the places that name it; the first place that states a fact gives it."""
    first = mentions[0]
    title = next((each.title for each in mentions if each.title), None)
    return replace(
        first,
        date=next((each.date for each in mentions if each.date), None),
        issuer=next((each.issuer for each in mentions if each.issuer), None),
        title=title,
        term=next((each.term for each in mentions if each.term), None),
        occurrences=tuple(
            replace(place, text=each.title if _wording(each.title) != _wording(title) else None)
            for each in mentions
            for place in each.occurrences
        ),
    )


def _wording(title: str | None) -> str:
    """A title without what is spelling only: capitals, marks, and "về" for "về việc"."""
    return ABOUT.sub("", folded(title), count=1) if title else ""


def _mentions(block: Block, part: str, section: str | None, *, in_awards: bool) -> list[Mention]:
    if CUE.search(block.text) is None:
        return []
    cited = cited_in(block.text)
    cited += without_symbol(block.text, cited) if " số " in block.text else ()
    mentions = [_numbered(block, each, part, section, in_awards=in_awards) for each in cited]
    mentions += [_law(block, law, part, section) for law in laws_in(block.text, cited)]
    mentions += _congresses(block, part, section)
    return sorted(mentions, key=lambda mention: mention.offset)


def _numbered(block: Block, cited: Cited, part: str, section: str | None, *, in_awards: bool) -> Mention:
    line, label_line = block.line_at(cited.number_at), block.line_at(cited.start)
    place = Occurrence(
        line,
        section,
        part,
        role=_role(block.text, cited, in_awards=in_awards),
        label_line=label_line if label_line != line else None,
    )
    citation = Citation(
        number=cited.number,
        serial=cited.serial,
        symbol=cited.symbol,
        date=cited.day,
        stated_type=cited.stated_type,
        symbol_type=symbol_type(cited.symbol),
        issuer=cited.issuer,
        title=cited.title,
        term=None,
        occurrences=(place,),
    )
    return Mention(cited.number.upper(), cited.start, citation)


def _law(block: Block, law: Law, part: str, section: str | None) -> Mention:
    citation = Citation(
        number=None,
        serial=None,
        symbol=None,
        date=law.day,
        stated_type=law.kind,
        symbol_type=None,
        issuer=None,
        title=law.name,
        term=None,
        occurrences=(Occurrence(block.line_at(law.start), section, part),),
    )
    return Mention(folded(law.name), law.start, citation)


def _role(text: str, cited: Cited, *, in_awards: bool) -> str | None:
    """What the paper is cited for at this place, when the place itself says so."""
    if in_awards:
        return "award_rules"
    lead = text[max(0, cited.start - 60) : cited.start]
    if "đăng tải" in lead and "Cổng thông tin" in text[cited.number_at :]:
        return "to_publish_on_portal"
    return "replaces" if REPLACED.search(lead) else None


def _congresses(block: Block, part: str, section: str | None) -> Iterator[Mention]:
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
            occurrences=(Occurrence(block.line_at(found.start()), section, part),),
        )
        yield Mention(key, found.start(), citation)
