"""Duties that stand outside the organisation chapter: a named actor is told to act."""

import re
from collections.abc import Collection, Iterator, Sequence

from thidua.documents.reading.actors import BODY_PATTERN, actor_at
from thidua.documents.reading.cues import Passages
from thidua.documents.reading.lines import Block
from thidua.documents.reading.sentences import SEMICOLON, parts, sentences
from thidua.documents.reading.statements import EmbeddedDuty
from thidua.documents.reading.structure import Paragraph, Section

NOT_DUTIES = re.compile(r"khen thưởng|khẩu hiệu|phạm vi|đối tượng|kinh phí|thời gian", re.IGNORECASE)
SCOPE_LABEL = re.compile(r"(?:Phạm vi|Đối tượng|Thời gian|Tập thể|Cá nhân)[^:]{0,40}:", re.IGNORECASE)
REQUEST = re.compile(
    r"(?<!\w)(?:đề nghị|yêu cầu|giao|đối với)\s+(?:cho\s+)?(?=các\s|mỗi\s|từng\s|[A-ZĐ])", re.IGNORECASE
)
QUANTIFIED = re.compile(
    r"(?:đồng thời,?\s+)?(?=(?:mỗi|từng|các|toàn thể|tất cả|hiệu trưởng)\s)", re.IGNORECASE
)
URGED = re.compile(
    r"(?<!\w)(?:vận động|động viên|phát động|huy động|tổ chức cho|phân công)\s+"
    r"(?P<actor>(?:toàn thể|tất cả|mỗi|từng|100\s?%)\s[^;.:“\"]{3,160}?)\s+"
    r"(?P<act>(?:tham gia|tích cực|tự giác|chủ động|thực hiện|hưởng ứng|thay đổi|ký|đăng ký|thi đua)\s)"
)
HEADS = re.compile(
    r"(?<!\w)(?:vai trò|trách nhiệm|nêu gương)\s(?:[^;.]{0,40}\s)?của\s(?:các\s)?"
    r"(?P<actor>(?:người đứng đầu|thủ trưởng|hiệu trưởng|cấp ủy|lãnh đạo|cán bộ quản lý)[^;.:]{0,80}?)\s+"
    r"trong\s+(?:công tác\s+|việc\s+)?(?P<act>\S)",
    re.IGNORECASE,
)
BODYS_WORK = re.compile(
    r"(?<!\w)hoạt động của\s+(?P<actor>(?=[A-ZĐ])(?i:"
    + BODY_PATTERN
    + r")[^;.,:]{0,80}?)\s+(?:nhằm|để)\s+(?P<act>\S)"
)
ABOVE_ALL = re.compile(
    r"(?<!\w)(?:đặc biệt|nhất là|riêng)(?: là)?\s+(?P<actor>(?:các|những)\s(?:trường|đơn vị|cơ sở|"
    r"nhà trường|lớp|"
    r"phòng|địa phương|tổ)\b[^;.:“\"]{0,120}?),?\s+(?P<act>(?:với|phải|cần)\s)",
    re.IGNORECASE,
)
HEAD_WORDS = ("đứng đầu", "hủ trưởng", "iệu trưởng", "ấp ủy", "ãnh đạo", "án bộ quản lý")
ASIDE = (
    (HEAD_WORDS, HEADS),
    (("hoạt động của ",), BODYS_WORK),
    (("toàn thể ", "tất cả ", "mỗi ", "từng ", "100"), URGED),
    (("đặc biệt", "nhất là", "riêng "), ABOVE_ALL),
)
# An actor and an act need at least so many letters.
SHORTEST = 18


def read_duties(
    sections: Sequence[Section],
    passages: Passages,
    organisation: Collection[str],
) -> tuple[EmbeddedDuty, ...]:
    """Duties in reading order; one for each actor of a paragraph, with all that it is told there.

    Sections of `organisation` give tasks instead; rewards, scope and slogan order nothing.
    """
    silent = _sections_without_duties(sections)
    found: list[EmbeddedDuty] = []
    for paragraph, block in zip(passages.paragraphs, passages.blocks, strict=True):
        section = paragraph.section
        ordering = paragraph.part == "body" and section not in organisation and section not in silent
        if ordering and len(block.text) >= SHORTEST:
            found += _of_paragraph(paragraph, block)
    return tuple(found)


def _sections_without_duties(sections: Sequence[Section]) -> set[str]:
    ids: set[str] = set()
    for section in sections:
        title = section.title or ""
        silent = NOT_DUTIES.search(title) and not re.search(
            r"tiêu chí|nội dung|yêu cầu", title, re.IGNORECASE
        )
        if section.parent in ids or silent:
            ids.add(section.id)
    return ids


def _of_paragraph(paragraph: Paragraph, block: Block) -> Iterator[EmbeddedDuty]:
    text = block.text
    start = len(paragraph.marker or "")
    start += len(text[start:]) - len(text[start:].lstrip())
    if SCOPE_LABEL.match(text, start):
        return
    named: dict[int, tuple[int, int, str]] = {}
    for act in (*_addressed(text, start), *_aside(text, start)):
        named.setdefault(act[1], act)
    acts = [named[verb_at] for verb_at in sorted(named)]
    ends = [*(act[0] for act in acts[1:]), len(text)] if acts else []
    for (_, verb_at, name), end in zip(acts, ends, strict=True):
        phrase = text[verb_at : max(end, verb_at + 1)].strip(" ,;").removesuffix("./.").rstrip(" .;,")
        if phrase:
            yield EmbeddedDuty(paragraph.section, paragraph.part, block.line_at(verb_at), name, phrase)


def _addressed(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Actors that open a sentence, or follow a request; later clauses must name a group with a quantifier."""
    for at, sentence in sentences(text, start):
        end = at + len(sentence)
        for clause_at, _ in parts(SEMICOLON, text, at, end):
            request = REQUEST.match(text, clause_at, end)
            quantified = QUANTIFIED.match(text, clause_at, end)
            if clause_at != at and request is None and quantified is None:
                continue
            begin = request.end() if request else quantified.end() if quantified else clause_at
            if actor := actor_at(text, begin, end):
                yield clause_at, actor.verb_at, actor.name


def _aside(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Actors named inside a sentence whose grammar makes the order plain."""
    for words, pattern in ASIDE:
        if any(word in text for word in words):
            for found in pattern.finditer(text, start):
                yield found.start(), found.start("act"), found["actor"].strip(" ,")
