"""Means of spreading information, and whether the text wants them used, used for a task, or guarded against."""

import re
from collections.abc import Collection, Iterator

from thidua.documents.reading.cues import Passages
from thidua.documents.reading.lines import Block
from thidua.documents.reading.sentences import clause_around
from thidua.documents.reading.statements import Channel

NAMES = (
    r"cổng thông tin(?: điện tử)?|trang thông tin(?: điện tử)?|(?:trang )?(?:web ?site|web)|"
    r"phương tiện thông tin đại chúng|"
    r"phương tiện truyền thông(?: đại chúng)?|(?:các )?trang mạng xã hội|mạng xã hội|zalo|facebook|fanpage|"
    r"youtube|tiktok|viber|"
    r"phần mềm quản lý văn bản|hệ thống quản lý văn bản|(?:hộp )?thư điện tử|e-?mail|tin nhắn|ứng dụng"
    r"(?= về| di động| điện thoại|"
    r" phòng| trên)|đài (?:phát thanh|truyền thanh)(?:\s*[-–và]*\s*truyền hình)?|đài truyền hình|"
    r"loa phát thanh|phát thanh măng non|"
    r"hệ thống (?:loa )?truyền thanh|bảng tin|bản tin|tập san|tạp chí|báo (?-i:Giáo dục và Thời đại|"
    r"[A-ZĐ]\w*(?: [A-ZĐ]\w*)*)|báo đài|"
    r"báo chí|băng rôn|pa ?nô|áp phích|tờ rơi|"
    r"sổ liên lạc điện tử|nhóm zalo"
)
CHANNEL = re.compile(
    rf"(?<!\w)(?P<name>(?:{NAMES})(?!\w)(?P<tail>(?:\s+(?:của|về|di động|ngành|nhà trường|Sở|Phòng|trường|"
    rf"khác|đơn vị|"
    r"huyện|tỉnh|các nhà văn hóa)(?!\w)[^,;.:()“”…\"]{0,60}?(?=\s*(?:[,;.:()“”…\"]|$)|\s+(?:và|như|để|nhằm|"
    r"tuyên truyền|"
    r"trong|do|với|theo|các|về việc|hoặc|được|nội dung|ngay|khi|trước|sau|từ|vào|hằng|hàng)(?!\w)))?))",
    re.IGNORECASE,
)
ELLIPTIC = re.compile(r",\s+(?P<name>của\s+(?!các\s)[^,;.:()“”\"]{2,30}?)(?=\s*(?:[,;.:()]|$)|\s+và\s)")
GENERAL = re.compile(r"\s+(?:như|gồm)\s*:?\s")
RISK = re.compile(
    r"(?<!\w)(?:không (?:được )?(?:chia sẻ|đăng|phát tán|lan truyền)|chưa (?:được )?kiểm chứng|xấu,? độc|"
    r"sai sự thật|"
    r"tin giả|xuyên tạc|thất thiệt|không chính thống)(?!\w)",
    re.IGNORECASE,
)
PUBLISH = re.compile(
    r"(?<!\w)(?:đăng tải|đăng|công bố|công khai|niêm yết|đưa tin|cập nhật)(?!\w)", re.IGNORECASE
)
PLACED = re.compile(r"(?:lên|trên|tại|qua)\s+(?:các\s+|trang\s+)*$", re.IGNORECASE)
CUES = (
    "cổng thông tin", "trang thông tin", "web", "thông tin đại chúng", "truyền thông", "mạng xã hội", "zalo",
    "facebook", "fanpage", "youtube", "tiktok", "viber", "quản lý văn bản", "thư điện tử", "mail", "tin nhắn",
    "ứng dụng về", "ứng dụng di động", "ứng dụng điện thoại", "ứng dụng phòng", "ứng dụng trên",
    "đài phát", "đài truyền", "loa phát", "măng non", "truyền thanh", "bảng tin", "bản tin", "tập san", "tạp chí",
    "báo đài", "báo chí", "băng rôn", "pa nô", "pano", "áp phích", "tờ rơi", "sổ liên lạc",
)  # fmt: skip
NEWSPAPER = re.compile(r"báo [A-ZĐ]")


def read_channels(passages: Passages, organisation: Collection[str]) -> tuple[Channel, ...]:
    """Channels in reading order, each name and sense once; in "mạng xã hội như Zalo" the example counts."""
    found: dict[tuple[str, str], Channel] = {}
    named = {*passages.cues.indexes(*CUES), *passages.cues.matching(NEWSPAPER)}
    for paragraph, block in passages.at(sorted(named)):
        if paragraph.part == "preamble":
            continue
        for channel in _of_block(block, ordered=paragraph.section in organisation):
            found.setdefault((channel.name.lower(), channel.sense), channel)
    return tuple(found.values())


def channels_in(text: str) -> tuple[str, ...]:
    """The names of the channels in a piece of text."""
    return tuple(
        found["name"].strip() for found in CHANNEL.finditer(text) if not GENERAL.match(text, found.end())
    )


def _of_block(block: Block, *, ordered: bool) -> Iterator[Channel]:
    text = block.text
    for found in CHANNEL.finditer(text):
        if GENERAL.match(text, found.end()):
            continue
        sense = _sense(text, found, ordered=ordered)
        yield _channel(block, *found.span("name"), sense)
        if found["tail"].strip().startswith("của") and (more := ELLIPTIC.match(text, found.end())):
            yield _channel(block, *more.span("name"), sense)


def _channel(block: Block, start: int, end: int, sense: str) -> Channel:
    line, last = block.line_at(start), block.line_at(end - 1)
    return Channel(block.text[start:end].strip(), line, sense, last if last != line else None)


def _sense(text: str, found: re.Match[str], *, ordered: bool) -> str:
    """To guard against when the sentence warns; a task when an order publishes something there."""
    start, end = clause_around(text, found.start())
    if RISK.search(text, start, end):
        return "risk"
    to_publish = ordered and PUBLISH.search(text, start, found.start())
    return (
        "task" if to_publish and PLACED.search(text, max(start, found.start() - 20), found.start()) else "use"
    )
