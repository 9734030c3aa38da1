"""Movements, campaigns and programmes named beside the plan's own movement, mostly in quotation marks."""

import re
from collections.abc import Iterator

from thidua.documents.reading.cues import Cues
from thidua.documents.reading.lines import Block
from thidua.documents.reading.quotes import is_quoted, pairs_of
from thidua.documents.reading.spelling import fold
from thidua.documents.reading.statements import Programme

# The noun before the quotation says what it is; the first that fits wins.
KINDS = (
    ("campaign", r"cuộc vận động"),
    ("year_theme", r"chủ đề(?! tự chọn| dạy học)"),
    ("contest", r"(?:cuộc|hội) thi|giải thi đấu|sân chơi"),
    ("prize", r"giải thưởng"),
    ("project", r"đề án|dự án"),
    ("programme", r"chương trình"),
    ("model", r"mô hình"),
    ("club", r"câu lạc bộ"),
    ("groups", r"(?:các )?nhóm"),
    ("movement", r"(?:các )?phong trào|thi đua"),
)
LEAD = re.compile("|".join(f"(?P<{kind}>(?<!\\w)(?:{words})(?!\\w))" for kind, words in KINDS), re.IGNORECASE)
# Between the noun and its name: adjectives, a year, "mang tên", a number; no verb and no new thought.
BETWEEN = re.compile(
    r"(?:\s+(?:thi đua|đặc biệt|yêu nước|chuyên đề|hành động|hoạt động|công tác|thường xuyên|lớn|trọng tâm|"
    r"năm học|giai đoạn|năm|với|chủ đề|tên gọi|mang tên|có tên|là|của ngành|trong ngành|toàn ngành|của tỉnh|"
    r"\d{4}(?:\s*[-–]\s*\d{4})?|hè|cao điểm|theo|đợt|xây dựng|tháng \d{1,2}|học sinh|tuổi trẻ|toàn dân|"
    r"quốc gia|"
    r"truyền thông|tình nguyện|trường học|dạy và học))*\s*:?\s*$",
    re.IGNORECASE,
)
LISTED = re.compile(r"\s*(?:,|;|và|,\s*và|cùng|hoặc)\s*$", re.IGNORECASE)
NOT_NAMES = re.compile(
    r"(?<!\w)(?:danh hiệu|tinh thần|phương châm|khẩu hiệu|mục tiêu|truyền thống)\s*:?\s*$", re.IGNORECASE
)
STUDY = re.compile(
    r"học tập và làm theo (?:tư tưởng, đạo đức, phong cách|tấm gương đạo đức|"
    r"tư tưởng, tấm gương đạo đức, phong cách)"
    r" Hồ Chí Minh",
    re.IGNORECASE,
)
PERIOD = re.compile(r"[^.;“\"]{0,80}?giai đoạn\s+(\d{4})\s*[-–]\s*(\d{4})")
WEEKDAY = re.compile(
    r"(?:(sáng|chiều|tối)\s+)?(?:thứ\s+(hai|ba|tư|năm|sáu|bảy)|(chủ nhật))(?!\w)", re.IGNORECASE
)
DAYS = {
    "hai": "Monday", "ba": "Tuesday", "tư": "Wednesday", "năm": "Thursday", "sáu": "Friday", "bảy": "Saturday",
    "chủ nhật": "Sunday",
}  # fmt: skip
HALVES = {"sáng": " morning", "chiều": " afternoon", "tối": " evening"}
UNQUOTED = re.compile(
    r"(?<!\w)(?P<noun>[Cc]uộc vận động|[Pp]hong trào(?: thi đua)?)\s+"
    r"(?P<name>(?!Đoàn|Đội|Hội|Công đoàn|Thi đua|TDTT|Thể dục|Văn)[A-ZĐÀ-Ỹ][a-zà-ỹđ]+(?:\s+[\w-]+){2,14}?)"
    r"(?=\s*[,;.)]|$|\s+(?:do|trong|gắn với|nhằm|với|được|tại|giai đoạn|theo)\s)"
)


def read_programmes(cues: Cues, own_name: str | None) -> tuple[Programme, ...]:
    """Each named once, where it is first named; the plan's own movement is none of them."""
    own = _key(own_name or "")
    found: dict[str, Programme] = {}
    for block in cues.holding("“", '"', "hồ chí minh", "vận động", "phong trào"):
        for programme in sorted(_of_block(block), key=lambda each: each[0]):
            key = _key(programme[1].name)
            if key and key != own and not (own and (key in own or own in key) and len(key) > 25):
                found.setdefault(key, programme[1])
    return tuple(found.values())


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name)))


def _of_block(block: Block) -> Iterator[tuple[int, Programme]]:
    if "“" in block.text or '"' in block.text:
        yield from _quoted(block)
    if "Hồ Chí Minh" in block.text:
        quoted = pairs_of(block.text)
        for study in STUDY.finditer(block.text):
            if not is_quoted(quoted, study.start()):
                line = block.line_at(study.start())
                yield study.start(), Programme(study[0], "study_programme", line, quoted=False)
    for found in (
        UNQUOTED.finditer(block.text) if "vận động" in block.text or "hong trào" in block.text else ()
    ):
        if not found["name"][0].isupper():
            continue
        kind = "campaign" if found["noun"].lower().startswith("cuộc") else "movement"
        line = block.line_at(found.start("name"))
        yield found.start("name"), Programme(found["name"], kind, line, quoted=False)


def _quoted(block: Block) -> Iterator[tuple[int, Programme]]:
    text = block.text
    previous_end, kind = 0, None
    for opening, closing in pairs_of(text):
        before = text[max(previous_end, opening - 90) : opening]
        listed = LISTED.fullmatch(before) if previous_end else None
        kind = kind if listed else _kind_before(before)
        previous_end = closing + 1
        name = text[opening + 1 : closing].strip(" .,;")
        known = "study_programme" if STUDY.fullmatch(name) else kind
        if known is not None and name:
            yield opening, _programme(block, opening, closing, name, known)


def _programme(block: Block, opening: int, closing: int, name: str, kind: str) -> Programme:
    period = PERIOD.match(block.text, closing + 1, closing + 120)
    return Programme(
        name,
        kind,
        block.line_at(opening),
        period=f"{period[1]}-{period[2]}" if period else None,
        recurrence=_recurrence(name),
    )


def _kind_before(before: str) -> str | None:
    """What the last fitting noun before a quotation makes of it; a distant noun says nothing."""
    if NOT_NAMES.search(before):
        return None
    last = None
    for found in LEAD.finditer(before):
        if BETWEEN.match(before, found.end()):
            last = found if last is None or found.lastgroup != "movement" else last
    return last.lastgroup if last else None


def _recurrence(name: str) -> str | None:
    """A weekday in a name makes the programme weekly."""
    found = WEEKDAY.search(name)
    if found is None:
        return None
    day = DAYS[(found[2] or found[3]).lower()]
    return f"weekly, {day}{HALVES.get((found[1] or '').lower(), '')}"
