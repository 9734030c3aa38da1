"""What the movement is: contents, solutions, criteria, slogan, rounds, anniversaries, period."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from thidua.documents.reading.actors import actor_at
from thidua.documents.reading.cues import Passages
from thidua.documents.reading.header import calendar_day
from thidua.documents.reading.lines import Block
from thidua.documents.reading.sentences import sentences
from thidua.documents.reading.structure import (
    Commemoration,
    Criterion,
    DateMention,
    Paragraph,
    Period,
    Round,
    Section,
    Slogan,
)

DAY = r"(\d{1,2})\s?/\s?(\d{1,2})\s?/\s?(\d{4})"
ROUND = re.compile(
    rf"(Đợt\s+(\d{{1,2}}|[IVX]{{1,4}}))\s*[:.(]?\s*(?:Từ|từ)?\s*(?:ngày\s+)?{DAY}\s*"
    rf"(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{DAY}"
)
ROUND_TARGET = re.compile(r"(?:^|[.,;]\s)((?:Hoàn thành|hoàn thành)[^.;]*)\.?$")
ANNIVERSARY = re.compile(
    r"(?:kỷ niệm\s+)?(\d{1,4})\s+năm\s+([^,;.()]{3,80}?)\s*\((?:(\d{1,2})/(\d{1,2})/)?(\d{4})\s*[-–]\s*"
    r"(?:\d{1,2}/\d{1,2}/)?(\d{4})\)"
)
FIXED_DAY = re.compile(r"((?:ngày\s+[^,;.()\d]{3,80}?))\s*\(?(\d{1,2})/(\d{1,2})(?![\d/])")
SLOGAN_ITEM = re.compile(
    r"\S{1,4}\s*Khẩu hiệu(?: (?:thi đua|hành động|"
    r"của phong trào))?\s*:?\s*[“\"]([^“”\"]+)[”\"]"
)
REQUEST = re.compile(r"(?:Đề nghị|Yêu cầu)\s+", re.IGNORECASE)
OPEN_PERIOD = re.compile(r"năm (\d{4}) và (?:những|các) năm tiếp theo")


def sections_about(sections: Sequence[Section], words: str) -> list[Section]:
    """Sections whose title holds `words`; a chapter gives way to a child that says it more closely."""
    pattern = re.compile(words, re.IGNORECASE)
    named = [section for section in sections if section.title and pattern.search(section.title)]
    parents = {section.parent for section in named}
    return [section for section in named if section.id not in parents]


def item_ids(sections: Sequence[Section], paragraphs: Sequence[Paragraph], words: str) -> tuple[str, ...]:
    """The items of the sections about `words`: numbered children, else bullets as "III.1 bullet 2"."""
    children: dict[str | None, list[str]] = defaultdict(list)
    for section in sections:
        children[section.parent].append(section.id)
    wanted = sections_about(sections, words)
    bare = {section.id for section in wanted if section.id not in children}
    bullets = Counter(each.section for each in paragraphs if each.section in bare and each.kind == "bullet")
    ids: list[str] = []
    for section in wanted:
        numbered = children.get(section.id)
        ids += numbered or [f"{section.id} bullet {n}" for n in range(1, bullets[section.id] + 1)]
    return tuple(ids)


def read_criteria(
    sections: Sequence[Section], paragraphs: Sequence[Paragraph], blocks: Sequence[Block]
) -> tuple[Criterion, ...]:
    """The items of a section called "Tiêu chí …"; none when the plan has no such section."""
    wanted = sections_about(sections, "tiêu chí")
    ids = {section.id for section in wanted}
    ids |= {child.id for child in sections if child.parent in ids and child.inline}
    return tuple(
        _criterion(paragraph, block, paragraph.section)
        for paragraph, block in zip(paragraphs, blocks, strict=True)
        if paragraph.section in ids and paragraph.section and paragraph.kind in {"item", "bullet"}
    )


def _criterion(paragraph: Paragraph, block: Block, section: str) -> Criterion:
    """The key is the first act of the first sentence, the subject whoever is told to do it."""
    after_marker = paragraph.text[len(paragraph.marker or "") :]
    start = len(paragraph.text) - len(after_marker.lstrip())
    end = next((at + len(sentence) for at, sentence in sentences(block.text, start)), len(block.text))
    request = REQUEST.match(block.text, start)
    start = request.end() if request else start
    actor = actor_at(block.text, start, end)
    key_at = actor.verb_at if actor else start
    return Criterion(
        marker=paragraph.marker,
        section=section,
        line=block.line_at(key_at),
        text=paragraph.text,
        key=block.text[key_at:end].strip(" .;,"),
        subject=actor.name if actor else None,
    )


def read_slogan(sections: Sequence[Section], passages: Passages) -> Slogan | None:
    """The first paragraph of a chapter called "Khẩu hiệu …", else of an item so labelled, without its marks."""
    for section in sections_about(sections, "khẩu hiệu"):
        for paragraph in passages.paragraphs:
            if paragraph.section == section.id:
                text = re.sub(r"^[-–•+]\s*", "", paragraph.text).strip(' “”".;')
                return Slogan(text, section.id, (paragraph.line_start, paragraph.line_end))
    for paragraph, _ in passages.holding("khẩu hiệu"):
        labelled = SLOGAN_ITEM.match(paragraph.text) if paragraph.marker else None
        if labelled and paragraph.section:
            return Slogan(labelled[1].strip(), paragraph.section, (paragraph.line_start, paragraph.line_end))
    return None


def read_rounds(passages: Passages) -> tuple[Round, ...]:
    """Rounds with both days stated ("Đợt 1: Từ … đến …"); a round without days is not guessed."""
    rounds: list[Round] = []
    for paragraph, block in passages.holding("đợt"):
        for found in ROUND.finditer(block.text):
            start = calendar_day(found[5], found[4], found[3])
            end = calendar_day(found[8], found[7], found[6])
            if start is None or end is None:
                continue
            target = ROUND_TARGET.search(paragraph.text[-300:])
            line = block.line_at(found.start())
            rounds.append(
                Round(len(rounds) + 1, found[1], start, end, line, target[1].strip() if target else None)
            )
    return tuple(rounds)


def read_commemorations(blocks: Sequence[Block], rounds: Sequence[Round]) -> tuple[Commemoration, ...]:
    """Anniversaries with their day, or with the years they span; the round is that of the paragraph."""
    round_of_line = {each.line: each.no for each in rounds}
    found: list[Commemoration] = []
    for block in blocks:
        inside = (round_of_line[no] for no in block.numbers if no in round_of_line)
        found += _commemorations(block, next(inside, None))
    return tuple(found)


def _commemorations(block: Block, round_no: int | None) -> Iterable[Commemoration]:
    placed: list[tuple[int, Commemoration]] = []
    for found in ANNIVERSARY.finditer(block.text) if " năm " in block.text else ():
        years = (int(found[5]), int(found[6]))
        day, month = (int(found[3]), int(found[4])) if found[3] else (None, None)
        line = block.line_at(found.start())
        made = Commemoration(found[2], day, month, round_no, line, years, int(found[1]))
        placed.append((found.start(), made))
    for found in FIXED_DAY.finditer(block.text) if "/" in block.text else ():
        if calendar_day("2000", found[3], found[2]) is None:
            continue
        for name in re.split(r"\s+và\s+(?=ngày\s)", found[1]):
            line = block.line_at(found.start())
            made = Commemoration(name, int(found[2]), int(found[3]), round_no, line, None, None)
            placed.append((found.start(), made))
    return [made for _, made in sorted(placed, key=lambda pair: pair[0])]


def school_year_of(
    dates: Sequence[DateMention], title_lines: tuple[int, int] | None, before: int
) -> str | None:
    """The school year the title names, else the first one named before line `before` (the purpose)."""
    years = [mention for mention in dates if mention.kind == "school_year"]
    if title_lines:
        for mention in years:
            if title_lines[0] <= mention.line <= title_lines[1]:
                return mention.value
    return next((mention.value for mention in years if mention.line < before), None)


def period_of(
    school_year: str | None, dates: Sequence[DateMention], rounds: Sequence[Round], blocks: Sequence[Block]
) -> Period | None:
    """The period as far as stated: rounds give both ends, a school year its first year, else open years."""
    if school_year:
        text = next(m.raw for m in dates if m.kind == "school_year" and m.value == school_year)
        start: date | None = min((r.start for r in rounds), default=None)
        end: date | None = max((r.end for r in rounds), default=None)
        return Period(text, start, end, int(school_year[:4]))
    if rounds:
        return Period(rounds[0].label, min(r.start for r in rounds), max(r.end for r in rounds), None)
    for block in blocks:
        if found := OPEN_PERIOD.search(block.text):
            return Period(found[0], None, None, int(found[1]))
    return None
