"""How things shall be done and what shall not be done: principles and prohibitions."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from thidua.documents.reading.cues import Passages
from thidua.documents.reading.lines import Block
from thidua.documents.reading.quotes import is_quoted, pairs_of
from thidua.documents.reading.statements import Indicator, Wording

Said = TypeVar("Said", Wording, Indicator)
BLANK = re.compile(r" ")
QUALITY = (
    "thiết thực|hiệu quả|tiết kiệm|an toàn|kịp thời|chính xác|công khai|công bằng|khách quan|dân chủ|"
    "minh bạch|"
    "trung thực|thực chất|tự nguyện|tự giác|bình đẳng|nghiêm túc|trang trọng|gọn nhẹ|công tâm|đồng bộ|"
    "đúng quy định|"
    "đúng đối tượng|đúng thời gian|đúng tiến độ|đúng người|đúng việc|đúng thành tích|đúng pháp luật|"
    "đúng luật|"
    "đoàn kết|hợp tác|cùng phát triển|đầy đủ|thường xuyên|liên tục|rõ ràng|nhân văn|sáng tạo|linh hoạt|"
    "phù hợp|khả thi"
)
RUN = rf"(?:{QUALITY})(?:(?:\s*,\s*(?:và\s+)?|\s+và\s+|;\s*)(?:{QUALITY})(?!\w))+"
PRINCIPLES = re.compile(
    rf"(?<!\w)(?:phải|bảo đảm|đảm bảo|một cách|nguyên tắc|tinh thần|tiêu chí|đúng|tính|cần)\s*:?\s*"
    rf"(?:phải\s|được\s|sự\s|tính\s|một cách\s|thực hiện\s|nguyên tắc\s|bảo đảm\s|đảm bảo\s)*(?P<run>{RUN})"
    rf"(?!\w)",
    re.IGNORECASE,
)
# These two alone say only how well, not on what principle.
WEAK = frozenset({"sáng tạo", "linh hoạt", "đồng bộ", "thường xuyên", "liên tục", "tự giác"})
STRONG = tuple(quality for quality in QUALITY.split("|") if quality not in WEAK)
PROMPTLY = re.compile(r"(?:[-–+•]\s*)?(Kịp thời (?:phát hiện|động viên|khen thưởng|biểu dương|ghi nhận))\b")

VICES = (
    "tham nhũng|tiêu cực|lãng phí|quan liêu|bệnh thành tích|bệnh hình thức|gian lận|lạm thu|hình thức|"
    "phô trương|"
    "cửa quyền|sách nhiễu|bạo lực học đường"
)
BANNED = (
    "xem nhẹ|coi nhẹ|chia sẻ|phô trương|chạy theo|gây|lợi dụng|dạy thêm|vi phạm|hút thuốc|sử dụng|đăng tải|"
    "đăng|phát tán|"
    "lan truyền|ép buộc|ép|áp đặt|huy động|vận động|tụ tập|tổ chức liên hoan|bao che|né tránh|đùn đẩy|thu|"
    "nhận|trốn|"
    "làm thay|sao chép|khai khống|nâng khống|khen thưởng tràn lan|khen tràn lan|giao chỉ tiêu|mang|uống|"
    "cắt xén|dồn ép"
)
# Where the wording of a ban or a figure stops: at a mark, at its purpose, at its circumstances.
END = (
    r"(?=\s*(?:[,;.:)”“\"]|$)|\s+(?:để|nhằm|hướng tới|góp phần|khi|nếu|và không|mà)(?!\w)"
    r"|\s+trong\s+(?:quá trình|khi)(?!\w)|\s+về\s|\s+trên\s+các\s)"
)
NOT_DONE = re.compile(
    rf"(?<!\w)(?P<text>(?:(?:tuyệt đối|kiên quyết|nhất quyết)\s+không(?:\s+được)?|không được|không nên|"
    rf"nghiêm cấm|cấm)\s+[^,;.:“”\"()]{{3,120}}?"
    rf"|không\s+(?:{BANNED})(?!\w)[^,;.:“”\"()]{{0,110}}?){END}",
    re.IGNORECASE,
)
NOT_THERE = re.compile(
    rf"(?:[,;]\s*|(?:bảo đảm|đảm bảo|phấn đấu|là|môi trường|trường học)\s+)(?P<text>(?:không có|không còn|"
    rf"nói không với)\s+"
    rf"[^,;.:“”\"()]{{3,80}}?){END}",
    re.IGNORECASE,
)
EVILS = rf"(?:{VICES}|chạy theo|đối phó|dồn ép|chồng chéo|trùng lặp|hành chính hóa|cào bằng)"
AVOID = re.compile(
    r"(?<!\w)(?P<text>(?:tránh|khắc phục|chấm dứt)\s+(?:tình trạng\s+|tư tưởng\s+|lối\s+|căn\s+)?"
    rf"{EVILS}(?:(?:,\s*|\s+và\s+){EVILS})*(?!\w)[^,;.:“”\"()]{{0,60}}?){END}",
    re.IGNORECASE,
)
AGAINST = re.compile(
    rf"(?<!\w)(?P<text>chống\s+(?:{VICES})(?:(?:,\s*|\s+và\s+)(?:{VICES}))*)(?!\w)", re.IGNORECASE
)
NOT_A_BAN = re.compile(
    r"(?:nếu|khi|mà|hoặc|hay|có thể|dù|do|vì|tuy|ai|người|những|em|hộ|đã)\s+$|chưa\s+$", re.IGNORECASE
)
BANS = (
    ("không", NOT_DONE),
    ("cấm", NOT_DONE),
    ("không c", NOT_THERE),
    ("nói không", NOT_THERE),
    ("tránh", AVOID),
    ("khắc phục", AVOID),
    ("chấm dứt", AVOID),
    ("chống ", AGAINST),
)


def read_principles(passages: Passages) -> tuple[Wording, ...]:
    """Lists of qualities that a demand governs ("phải thiết thực, hiệu quả"), each wording once.

    A plan without any is asked for the adverb that opens a demand ("Kịp thời phát hiện …").
    """
    found: dict[str, Wording] = {}
    opening: Wording | None = None
    for paragraph, block in passages.holding(*STRONG):
        if paragraph.part == "preamble":
            continue
        for offset, text in principles_in(block.text):
            found.setdefault(text.lower(), Wording(text, block.line_at(offset)))
        if opening is None and (promptly := PROMPTLY.match(block.text)):
            opening = Wording(promptly[1], block.line_at(promptly.start(1)))
    return tuple(found.values()) or ((opening,) if opening else ())


def principles_in(text: str) -> Iterator[tuple[int, str]]:
    """Offset and wording of every list of qualities under a demand."""
    if "," not in text and " và " not in text:
        return
    for found in PRINCIPLES.finditer(text):
        named = {part.strip().lower() for part in re.split(r"[,;]| và ", found["run"]) if part.strip()}
        if not named <= WEAK:
            yield found.start("run"), found["run"]


def read_prohibitions(passages: Passages) -> tuple[Wording, ...]:
    """What must not be done or be there; quoted sayings and ordinary negations are none.

    Of two wordings of which one holds the other only the longer is kept.
    """
    found: list[Wording] = []
    for paragraph, block in passages.holding(*(words for words, _ in BANS)):
        if paragraph.part != "preamble":
            found += _bans(block)
    return longest(found)


def longest(found: Iterable[Said]) -> tuple[Said, ...]:
    """Each wording once, at its first place, and none that is part of another; in the order given."""
    first: dict[str, Said] = {}
    for each in found:
        first.setdefault(each.text.lower(), each)
    tails = sorted(tail for wording in first for tail in _tails(wording))
    return tuple(each for wording, each in first.items() if not _is_part(wording, tails))


def _tails(wording: str) -> Iterator[str]:
    yield wording
    yield from (wording[blank.end() :] for blank in BLANK.finditer(wording))


def _is_part(text: str, tails: Sequence[str]) -> bool:
    """Whether two tails begin with the text: its own whole, and one of another wording."""
    after = bisect_left(tails, text) + 1
    return after < len(tails) and tails[after].startswith(text)


def _bans(block: Block) -> list[Wording]:
    text = block.text
    patterns = list(
        dict.fromkeys(pattern for words, pattern in BANS if words in text or words.capitalize() in text)
    )
    if not patterns:
        return []
    quoted = pairs_of(text)
    placed: dict[int, Wording] = {}
    for pattern in patterns:
        for found in pattern.finditer(text):
            at, end = found.span("text")
            if is_quoted(quoted, at) or NOT_A_BAN.search(text, max(0, at - 12), at):
                continue
            line, last = block.line_at(at), block.line_at(end - 1)
            placed.setdefault(at, Wording(found["text"].strip(), line, last if last != line else None))
    return [placed[at] for at in sorted(placed)]
