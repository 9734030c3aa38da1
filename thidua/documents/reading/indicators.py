"""What can be counted: shares, numbers, things that must not happen, and pace words without a figure."""

import re
from collections.abc import Iterator

from thidua.documents.reading.conduct import END, longest
from thidua.documents.reading.cues import Passages
from thidua.documents.reading.lines import Block
from thidua.documents.reading.quotes import is_quoted, pairs_of
from thidua.documents.reading.statements import Indicator

WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
AMOUNT = rf"\d{{1,3}}(?:\.\d{{3}})+|\d{{1,9}}(?:,\d{{1,3}})?|{'|'.join(WORDS)}"
NOUNS = (
    "công trình|sáng kiến|đề tài|giải|huy chương|tiết dạy|tiết|bài giảng|bài viết|tin bài|bài|video|"
    "mô hình|suất quà|"
    "học bổng|đợt|buổi|lần|cuộc|hội thi|chuyên đề|câu lạc bộ|phòng học|phòng|cuốn sách|quyển sách|cuốn|bộ|"
    "cây xanh|cây|"
    "đơn vị máu|gương|điển hình|đồng chí|giáo viên|học sinh|đoàn viên|đảng viên|lớp|trường|đơn vị|"
    "triệu đồng|tỷ đồng|"
    "đồng|chỉ tiêu|học liệu|tủ sách|kỹ năng|hoạt động|cá nhân|tập thể|máy tính|sản phẩm|hộ|gia đình|em"
)
SHARE = re.compile(
    r"(?P<text>(?:(?:đạt|tối thiểu|ít nhất|trên|hơn|từ|tỷ lệ|tỉ lệ|phấn đấu|có)\s+)?"
    r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{1,2})?)\s?%(?:\s+trở lên)?"
    rf"(?:\s+(?!để\s|nhằm\s|so với|vốn|kinh phí)[^,;.:“”\"()]{{2,110}}?)?){END}"
)
COUNT = re.compile(
    rf"(?P<text>(?:(?:ít nhất|tối thiểu|không dưới|không ít hơn|phấn đấu có|đạt|"
    rf"mỗi [^,;.:“”\"\d]{{2,60}}?)\s+(?:là\s+|có\s+|đạt\s+|thực hiện\s+|đăng ký\s+)?)"
    rf"(?:từ\s+)?(?P<n>{AMOUNT})(?:\s*\([^()]{{2,20}}\))?\s+(?P<unit>{NOUNS})"
    rf"(?!\w)[^,;.:“”\"()]{{0,80}}?){END}"
)
ROUNDS = re.compile(
    r"(?P<text>(?<!\w)(?:được\s+)?(?:tổ chức|chia)\s+(?:thành|làm|ra)\s+(?P<n>\d{1,2})\s+(?P<unit>đợt|"
    r"giai đoạn))(?!\w)"
)
CLAUSE_BREAK = re.compile(r"[,;.:“”\"]\s*|^[-–+•]\s*")
NOUGHT = re.compile(
    r"(?<!\w)(?P<text>không để\s+(?!bị động|lỡ|mất thời|ảnh hưởng)(?:xảy ra|dịch|phát sinh|có|học sinh|lây|"
    r"lan|tồn tại|tình trạng|đơn thư|mất|trường hợp|thất thoát|tai nạn)"
    r"[^;.:“”\"()]{0,110}?"
    rf"|không (?:xảy ra|phát sinh)\s+[^,;.:“”\"()]{{3,80}}?){END}"
)
STILL_LISTED = re.compile(
    r",\s+(?:bùng phát|lây lan|phát tán|lan rộng|bỏ học|thất thoát|mất)[^,;.:“”\"()]{0,60}(?:,\s+"
    r"(?:cộng đồng|lớp học|nhà trường|gia đình))?"
)
NONE_LEFT = re.compile(rf"[,;]\s*(?P<text>(?:không có|không còn)\s+[^,;.:“”\"()]{{3,80}}?){END}")
PACE = re.compile(
    r"(?<!\w)(?P<text>(?:đẩy nhanh tiến độ|giữ vững và (?:mở rộng|nâng cao)|nâng (?:cao )?tỷ lệ|tăng tỷ lệ|"
    r"giảm tỷ lệ|hạ thấp tỷ lệ|duy trì sĩ số|"
    r"giảm thiểu|tiêm (?:chủng|ngừa|phòng)|xét nghiệm cho|phổ cập)(?!\w)"
    r"[^;.:“”\"()]{2,120}?)(?=\s*(?:[;.:)”\"]|$)|,\s+(?!giáo viên|nhân viên|người lao động|học sinh|cán bộ|"
    r"trường|vùng|lớp)|\s+(?:để|nhằm|trong phòng|trong công tác)(?!\w))"
)
GATES = (
    ("%", SHARE), ("không để", NOUGHT), ("không xảy ra", NOUGHT), ("không phát sinh", NOUGHT), ("không c", NONE_LEFT),
)  # fmt: skip
PACE_WORDS = ("tiến độ", "giữ vững và", "tỷ lệ", "sĩ số", "giảm thiểu", "tiêm ", "xét nghiệm", "phổ cập")
COUNT_WORDS = ("ít nhất", "tối thiểu", "không dưới", "không ít hơn", "phấn đấu có", "đạt ", "mỗi ")
UNITS = {"đợt": "rounds", "giai đoạn": "stages"}
CUES = (*(words for words, _ in GATES), *PACE_WORDS, *COUNT_WORDS, "đợt", "giai đoạn")
DIGIT = re.compile(r"\d")


def read_indicators(passages: Passages) -> tuple[Indicator, ...]:
    """In reading order, each wording once. A figure is the text's own; "không để …" and "không có …" mean 0."""
    found: list[Indicator] = []
    for paragraph, block in passages.holding(*CUES):
        if paragraph.part != "preamble":
            placed = dict(_of_block(block))
            found += [placed[at] for at in sorted(placed)]
    return longest(found)


def _of_block(block: Block) -> Iterator[tuple[int, Indicator]]:
    text = block.text
    # Small letters are matched, since telling letters apart regardless of case is much slower.
    lower = text.lower() if len(text.lower()) == len(text) else text
    patterns = [pattern for words, pattern in GATES if words in lower]
    patterns += [PACE] if any(words in lower for words in PACE_WORDS) else []
    patterns += [COUNT] if any(words in lower for words in COUNT_WORDS) else []
    if DIGIT.search(text):
        patterns += [ROUNDS] if "đợt" in lower or "giai đoạn" in lower else []
    if not patterns:
        return
    quoted = pairs_of(text)
    for pattern in dict.fromkeys(patterns):
        for found in pattern.finditer(lower):
            at, end = found.span("text")
            if is_quoted(quoted, at):
                continue
            at = _clause_start(text, at) if pattern is ROUNDS else at
            more = STILL_LISTED.match(lower, end) if pattern is NOUGHT else None
            yield at, _indicator(block, pattern, found, at, more.end() if more else end)


def _clause_start(text: str, at: int) -> int:
    """Where the clause that leads to `at` begins, at most 80 characters before."""
    start = max(0, at - 80)
    breaks = list(CLAUSE_BREAK.finditer(text, start, at))
    return breaks[-1].end() if breaks else start if start == 0 else at


def _indicator(block: Block, pattern: re.Pattern[str], found: re.Match[str], at: int, end: int) -> Indicator:
    groups = found.groupdict()
    target: float | None = 0 if pattern in (NOUGHT, NONE_LEFT) else None
    if number := groups.get("n"):
        target = _number(number)
    unit = "%" if pattern is SHARE else UNITS.get((groups.get("unit") or "").lower(), groups.get("unit"))
    line, last = block.line_at(at), block.line_at(end - 1)
    text = block.text[at:end].strip(" ,;-–+")
    return Indicator(text, line, last if last != line else None, target, unit)


def _number(written: str) -> float:
    """The figure as Vietnamese writes it: a dot between thousands, a comma before decimals."""
    if written.lower() in WORDS:
        return WORDS[written.lower()]
    whole = float(written.replace(".", "").replace(",", "."))
    return int(whole) if whole.is_integer() else whole
