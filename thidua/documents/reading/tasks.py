"""Orders of the organisation chapter and of the closing paragraph: one act, one owner, one sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from thidua.documents.reading.actors import ADDRESS, BODY, VERB, VERBS, first_verb, split_bodies
from thidua.documents.reading.content import sections_about
from thidua.documents.reading.lines import Block
from thidua.documents.reading.sentences import parts, sentences
from thidua.documents.reading.structure import Paragraph, Section, Task

FRAME = re.compile(
    r"Căn cứ\b[^;.]{0,400}?,\s+(?=[A-ZĐ]|chủ động|xây dựng|tổ chức|triển khai|các\s|thực hiện)"
)
JOINTLY = re.compile(r"phối hợp (?:chặt chẽ )?(?:với|cùng) ([^,;.]{1,200}?)(?=\s+(?:" + VERBS + r")(?!\w))")
COLON = re.compile(r"([^:;.]{3,120}):\s+")
# "chủ trì, phối hợp với X" says who leads; the act comes after, and keeps the words on whom it is done with.
LEADS = re.compile(r"(?:là\s+(?:đơn vị|cơ quan)\s+)?chủ trì,?\s+(?:và\s+)?(?=\w)")
APPOSITION = re.compile(r",\s+(?:đơn vị|cơ quan|là)\s.*")
REQUEST = re.compile(r"(?<!\w)(yêu cầu|đề nghị)\s+(?:các\s+(?=các\s))?", re.IGNORECASE)
LEADERS_OF = re.compile(
    r"^(?:Ban Lãnh đạo|Lãnh đạo|Thủ trưởng|Người đứng đầu)\s+(?:các\s+)?(?=\S)", re.IGNORECASE
)
CLAUSE = re.compile(
    r";\s+"
    r"|(?<!tổng hợp),\s+(?:và\s+)?(?=(?:tổng hợp,? )?báo cáo\s)"
    r"|,?\s+và\s+(?=(?:đề xuất|đề nghị) khen thưởng (?:đối với|cho)\s)"
    r"|\s+để\s+(?:kịp thời\s+)?có\s+(?=(?:phương án|kế hoạch|kịch bản|đề án)"
    r"[^;.]{0,200}\strình\s[^;.]{0,100}\sphê duyệt)"
)
# These open a list of details of the act before them, not a new act.
DETAIL = re.compile(r"(?:chú trọng|nhất là|đặc biệt|trong đó|quan tâm|ưu tiên|như là)\b", re.IGNORECASE)
NOT_AN_ORDER = re.compile(
    r"(?:[-+•]\s*)?(?:Đợt\s+(?:\d|[IVX])|Phong trào thi đua được|Trên đây là)", re.IGNORECASE
)
DAY = r"\d{1,2}(?:\s?/\s?\d{1,2}(?:\s?/\s?\d{4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?"
RECURRING = r"(?:hằng|hàng|mỗi|từng)\s+(?:tuần|tháng|quý|học kỳ|năm học|năm)"
DEADLINE = re.compile(
    rf"(?:trước|chậm nhất|trong|vào|đến hết|hoàn thành)(?:\s+\w+){{0,3}}?\s+ngày\s+{DAY}(?:\s+{RECURRING})?"
    rf"|trước\s+\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?|(?:trong|trước|vào|đến hết|chậm nhất(?: là)?)\s+"
    rf"(?:cuối\s+|đầu\s+)?"
    rf"(?:tháng\s+\d{{1,2}}|quý\s+(?:[IV]+|\d))(?:\s*/\s*\d{{4}}|\s+năm\s+\d{{4}})?|ngay từ đầu năm học|"
    rf"sau mỗi (?:đợt(?: thi đua)?|học kỳ|năm học)|ngay sau khi\s+[^,;.]{{3,40}}|{RECURRING}|"
    rf"(?:cuối|kết thúc)\s+(?:mỗi\s+)?(?:học kỳ|năm học|đợt|tháng|quý)(?:\s+[IV\d]+)?"
)
REPORTS_TO = re.compile(
    r"[Bb]áo cáo\s+(?:về\s+|với\s+|cho\s+|gửi\s+)?((?:lãnh đạo|Lãnh đạo|Giám đốc|Sở|Phòng|UBND|Ủy ban|"
    r"Hội đồng|Ban|Bộ|Công đoàn|Hiệu trưởng|Văn phòng)\b[^;.]{0,200}?)(?=\s+(?:kết quả|về|để|theo|trước|"
    r"tình hình|việc|định kỳ|những)\b|[;.]|$)"
)
ADVISES = re.compile(
    r"tham mưu (?:cho )((?:[A-ZĐ][\w&]*|cấp|lãnh đạo)[^;.]{0,200}?)(?=\s+(?:các|những|về|để|trong)\s|[;.]|$)"
)
SUBMITS = re.compile(r"trình\s+([^;.]{3,80}?)\s+phê duyệt")
CONDITION = re.compile(r"(?<!\w)((?:khi có|nếu có|khi xảy ra)\s[^,;.]{3,120}(?:, vướng mắc)?)", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """One act, as a stretch of a paragraph."""

    start: int
    text: str


@dataclass(frozen=True)
class Owners:
    """Who answers for an act, and whether the act's own words or its heading name them."""

    names: tuple[str, ...]
    source: str


def read_tasks(
    sections: Sequence[Section], paragraphs: Sequence[Paragraph], blocks: Sequence[Block]
) -> tuple[Task, ...]:
    """Tasks in reading order. An owner the sentence does not name is carried over and marked implied."""
    chapter = _owners_of_headings(organisation_of(sections))
    tasks: list[Task] = []
    owners = Owners((), "implied")
    last_section: str | None = None
    for paragraph, block in zip(paragraphs, blocks, strict=True):
        if paragraph.part == "closing":
            tasks += _closing_tasks(paragraph, block, len(tasks))
        elif paragraph.section in chapter:
            if paragraph.section != last_section:
                owners, last_section = chapter[paragraph.section], paragraph.section
            made, owners = _tasks_of(paragraph, block, owners, len(tasks))
            tasks += made
    return tuple(tasks)


def organisation_of(sections: Sequence[Section]) -> list[Section]:
    """The organisation chapter with everything beneath it."""
    heads = {
        section.id
        for section in sections_about(sections, "tổ chức thực hiện|phân công (?:nhiệm vụ|thực hiện)")
    }
    inside: set[str] = set()
    for section in sections:
        if section.id in heads or section.parent in inside:
            inside.add(section.id)
    return [section for section in sections if section.id in inside]


def _owners_of_headings(sections: Sequence[Section]) -> dict[str, Owners]:
    """Whom each heading binds: the body it names, else the body that the heading above it names."""
    owners: dict[str, Owners] = {}
    for section in sections:
        own = _owner_of_title(section)
        above = owners.get(section.parent) if section.parent else None
        owners[section.id] = own if own.names or above is None else above
    return owners


def _owner_of_title(section: Section) -> Owners:
    """The body a heading names ("2. Các phòng thuộc cơ quan Sở"), or nobody."""
    title = section.title
    if not title or not BODY.match(title) or re.search(r"tổ chức thực hiện", title, re.IGNORECASE):
        return Owners((), "implied")
    return Owners((APPOSITION.sub("", ADDRESS.sub("", title)),), "stated")


def _tasks_of(paragraph: Paragraph, block: Block, carried: Owners, count: int) -> tuple[list[Task], Owners]:
    """The acts of one paragraph, and the owners that the next paragraph inherits."""
    body_at = _after_marker(paragraph)
    if NOT_AN_ORDER.match(paragraph.text[body_at:]):
        return [], carried
    asked = REQUEST.match(block.text, body_at)
    stated, at = _named_owner(block.text, asked.end() if asked else body_at)
    inherited = Owners(_units_of(stated), "implied") if stated else carried
    if paragraph.text.endswith(":"):
        return [], inherited
    tasks = []
    for n, clause in enumerate(_clauses(block.text, at)):
        names, source = (stated, "stated") if stated else (carried.names, carried.source)
        if stated and n > 0 and _begins_sentence(block.text, clause.start):
            source = "implied"
        task = _task(paragraph, block, clause, Owners(names, source), count + n + 1)
        tasks.append(replace(task, modality=task.modality or asked[1].lower()) if asked else task)
    return tasks, inherited


def _units_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Whom a later item without an owner binds: the unit of the leaders named first."""
    return tuple(LEADERS_OF.sub("", name) for name in names[:1])


def _begins_sentence(text: str, at: int) -> bool:
    return text[at - 2 : at] == ". "


def _after_marker(paragraph: Paragraph) -> int:
    start = len(paragraph.marker) if paragraph.marker else 0
    return start + (len(paragraph.text[start:]) - len(paragraph.text[start:].lstrip()))


def _named_owner(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The bodies a sentence names before its verb, and where the verb begins."""
    start = at
    if frame := FRAME.match(text, at):
        start = frame.end()
    if not BODY.match(text, start):
        return (), start
    limit = min(len(text), start + 400)
    colon = COLON.match(text, start, limit)
    verb = first_verb(VERB, text, start + 4, limit)
    if colon and (verb is None or colon.end() <= verb.start() + 2):
        return split_bodies(ADDRESS.sub("", colon[1])), colon.end()
    name = text[start : verb.start()].strip(" ,") if verb else ""
    if verb is None or not name or re.search(r"[;.]", name):
        return (), start
    owners = split_bodies(ADDRESS.sub("", name))
    if verb[0] == "chủ trì":
        after = LEADS.match(text, verb.start())
        return owners, after.end() if after else verb.start()
    together = JOINTLY.match(text, verb.start())
    if together and re.match(r"Ban|Công đoàn|Chủ tịch Công đoàn|Đoàn", together[1]):
        return (*owners, together[1].strip()), together.end() + 1
    return owners, verb.start()


def _clauses(text: str, at: int) -> Iterator[Clause]:
    """Cut a paragraph into acts: sentences, then clauses that carry an act of their own."""
    for start, sentence in sentences(text, at):
        held: Clause | None = None
        in_details = False
        for clause_start, clause in parts(CLAUSE, text, start, start + len(sentence)):
            in_details = in_details or bool(DETAIL.match(clause))
            if held is not None and in_details:
                held = Clause(held.start, text[held.start : clause_start + len(clause)])
                continue
            if held is not None:
                yield held
            held = Clause(clause_start, clause)
        if held is not None and held.text.strip(" ./"):
            yield held


def _task(paragraph: Paragraph, block: Block, clause: Clause, owners: Owners, no: int) -> Task:
    action = clause.text.strip().removesuffix("./.").rstrip(" .;,/")
    with_units = JOINTLY.match(action)
    modality = re.match(r"[^,;.]{0,80}?(?<!\w)(phải|cần)\s", action)
    return Task(
        no=no,
        section=paragraph.section,
        part=paragraph.part,
        line=block.line_at(clause.start),
        responsible=owners.names,
        action=action,
        responsible_source=owners.source,
        deadline=_first(DEADLINE, action, 0),
        reports_to=_first(REPORTS_TO, action, 1) or _first(ADVISES, action, 1) or _first(SUBMITS, action, 1),
        modality=modality[1] if modality else None,
        condition=_first(CONDITION, action, 1),
        with_units=(with_units[1].strip(),) if with_units else (),
    )


def _first(pattern: re.Pattern[str], text: str, group: int) -> str | None:
    found = pattern.search(text)
    return found[group].strip() if found else None


def _closing_tasks(paragraph: Paragraph, block: Block, count: int) -> list[Task]:
    """What the closing paragraph asks of everybody, or how difficulties are reported."""
    requests = list(REQUEST.finditer(block.text))
    condition = CONDITION.search(block.text)
    if not requests and condition is None:
        return []
    lead = requests[-1] if requests else condition
    assert lead is not None
    start = lead.end() + len(block.text[lead.end() :]) - len(block.text[lead.end() :].lstrip(" ,"))
    verb = VERB.search(block.text, start + 3)
    if verb is None:
        return []
    names, action_at = split_bodies(block.text[start : verb.start()].strip(" ,")), verb.start()
    if together := JOINTLY.match(block.text, verb.start()):
        names, action_at = (*names, together[1].strip()), together.end() + 1
    clause = Clause(action_at, block.text[action_at:])
    task = _task(paragraph, block, clause, Owners(names, "stated"), count + 1)
    modality = requests[-1][1].lower() if requests else task.modality
    stated_condition = condition[1].strip() if condition else task.condition
    return [replace(task, modality=modality, condition=stated_condition)]
