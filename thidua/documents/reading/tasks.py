"""Orders of the organisation chapter and of the closing paragraph: one act, one owner, one sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from thidua.documents.reading.content import sections_about
from thidua.documents.reading.lines import Block
from thidua.documents.reading.structure import Paragraph, Section, Task

VERBS = (
    "căn cứ|xây dựng|phối hợp|theo dõi|tổ chức|triển khai|nghiêm túc|chủ động|ban hành|báo cáo|"
    "thực hiện|kiểm tra|chỉ đạo|hướng dẫn|có trách nhiệm|chịu trách nhiệm|tham mưu|tổng hợp|đề xuất|"
    "lựa chọn|tiếp tục|tích cực|thường xuyên|đẩy mạnh|phát huy|quán triệt|phải|cần|đôn đốc|thẩm định|"
    "tuyên truyền|phân công|chuẩn bị|cụ thể hoá|cụ thể hóa|rà soát|lập|ký|gửi|nộp|bảo đảm|đảm bảo|"
    "vận động|động viên|hưởng ứng|tham gia|phổ biến|đăng tải|đăng ký|sơ kết|tổng kết|bình xét|xét|"
    "trình|cùng|có kế hoạch|có biện pháp|thành lập|kiện toàn|quản lý|là đầu mối|giúp|làm|giám sát|"
    "đánh giá|lồng ghép|bố trí|cung cấp|tăng cường|nắm bắt|phát động|giao"
)
VERB = re.compile(rf"(?<!\w)(?:{VERBS})(?!\w)")
BODY = re.compile(
    r"(?:Ban|Các|Cán bộ|Tổ(?! chức\s(?!Đoàn|Công đoàn))|Hội đồng|Hiệu trưởng|Phó Hiệu trưởng|Công đoàn|"
    r"Phòng|Sở|Trường|Đoàn|Chi đoàn|Chi bộ|Giáo viên|Văn phòng|Bộ phận|Thủ trưởng|Lãnh đạo|Mỗi|Toàn thể|"
    r"Tổng phụ trách|Đội|Nhân viên|Học sinh|Kế toán|Thư viện|Y tế|UBND|Ủy ban|Hội|Trưởng|Người|Từng|"
    r"Tất cả|Đối với|Giao|Khối|Cụm|Trung tâm|Nhà trường|Tập thể|Đơn vị|Cơ quan|Chủ tịch|Bí thư)\b",
    re.IGNORECASE,
)
FRAME = re.compile(
    r"Căn cứ\b[^;.]{0,400}?,\s+(?=[A-ZĐ]|chủ động|xây dựng|tổ chức|triển khai|các\s|thực hiện)"
)
JOINTLY = re.compile(r"phối hợp (?:chặt chẽ )?(?:với|cùng) ([^,;.]{1,200}?)(?=\s+(?:" + VERBS + r")(?!\w))")
APPOSITION = re.compile(r",\s+(?:đơn vị|cơ quan|là)\s.*")
ADDRESS = re.compile(r"Đối với\s+|Giao\s+(?:cho\s+)?", re.IGNORECASE)
REQUEST = re.compile(r"(?<!\w)(yêu cầu|đề nghị)\s+(?:các\s+(?=các\s))?", re.IGNORECASE)
LEADERS_OF = re.compile(
    r"^(?:Ban Lãnh đạo|Lãnh đạo|Thủ trưởng|Người đứng đầu)\s+(?:các\s+)?(?=\S)", re.IGNORECASE
)
SENTENCE = re.compile(r"(?<=[a-zà-ỹđ0-9”\")])\.\s+(?=[A-ZĐÀ-Ỹ])")
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
DEADLINE = re.compile(
    r"(?:trước|chậm nhất|trong|vào|đến hết|"
    r"hoàn thành)(?:\s+\w+){0,3}?\s+ngày\s+\d{1,2}(?:/\d{1,2}(?:/\d{4})?)?|ngay từ đầu năm học|"
    r"sau mỗi đợt(?: thi đua)?|(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|học kỳ)|"
    r"trước\s+\d{1,2}/\d{1,2}(?:/\d{4})?|(?:cuối|kết thúc)\s+(?:mỗi\s+)?(?:học kỳ|năm học|"
    r"đợt)(?:\s+[IV\d]+)?"
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
    chapter = _owners_of_headings(_organisation(sections))
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


def _organisation(sections: Sequence[Section]) -> list[Section]:
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
    stated, at = _named_owner(block.text, body_at)
    inherited = Owners(_units_of(stated), "implied") if stated else carried
    if paragraph.text.endswith(":"):
        return [], inherited
    tasks = []
    for n, clause in enumerate(_clauses(block.text, at)):
        names, source = (stated, "stated") if stated else (carried.names, carried.source)
        if stated and n > 0 and _begins_sentence(block.text, clause.start):
            source = "implied"
        tasks.append(_task(paragraph, block, clause, Owners(names, source), count + n + 1))
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
    window = text[start : start + 400]
    colon = re.match(r"([^:;.]{3,120}):\s+", window)
    verb = VERB.search(window, 4)
    if colon and (verb is None or colon.end() <= verb.start() + 2):
        return _split_bodies(ADDRESS.sub("", colon[1])), start + colon.end()
    if verb is None:
        return (), start
    name = window[: verb.start()].strip(" ,")
    if not name or re.search(r"[;.]", name):
        return (), start
    owners = _split_bodies(ADDRESS.sub("", name))
    together = JOINTLY.match(window, verb.start())
    if together and re.match(r"Ban|Công đoàn|Chủ tịch Công đoàn|Đoàn", together[1]):
        return (*owners, together[1].strip()), start + together.end() + 1
    return owners, start + verb.start()


def _split_bodies(name: str) -> tuple[str, ...]:
    """Part "Lãnh đạo A, Thủ trưởng B" but not "các huyện, thị xã, thành phố"."""
    return tuple(part.strip() for part in re.split(r"[;,]\s+(?=[A-ZĐ])", name) if part.strip())


def _clauses(text: str, at: int) -> Iterator[Clause]:
    """Cut a paragraph into acts: sentences, then clauses that carry an act of their own."""
    for start, sentence in _parts(SENTENCE, text, at, len(text)):
        held: Clause | None = None
        in_details = False
        for clause_start, clause in _parts(CLAUSE, text, start, start + len(sentence)):
            in_details = in_details or bool(DETAIL.match(clause))
            if held is not None and in_details:
                held = Clause(held.start, text[held.start : clause_start + len(clause)])
                continue
            if held is not None:
                yield held
            held = Clause(clause_start, clause)
        if held is not None and held.text.strip(" ./"):
            yield held


def _parts(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for found in pattern.finditer(text, start, end):
        if found.start() > start:
            yield start, text[start : found.start()]
        start = found.end()
    if start < end:
        yield start, text[start:end]


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
    names, action_at = _split_bodies(block.text[start : verb.start()].strip(" ,")), verb.start()
    if together := JOINTLY.match(block.text, verb.start()):
        names, action_at = (*names, together[1].strip()), together.end() + 1
    clause = Clause(action_at, block.text[action_at:])
    task = _task(paragraph, block, clause, Owners(names, "stated"), count + 1)
    modality = requests[-1][1].lower() if requests else task.modality
    stated_condition = condition[1].strip() if condition else task.condition
    return [replace(task, modality=modality, condition=stated_condition)]
