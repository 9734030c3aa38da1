"""The grammar of a citation: kind, number, date, issuer and subject, in any order that officers write them.

One kind word may serve several numbers ("các Công văn số 12/…, số 13/… và 15/…"); "cùng ngày" repeats the day
before it; a day left open is no day. Numbers are found first, and read outward from there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from thidua.documents.reading.folding import folded
from thidua.documents.reading.kinds import symbol_type
from thidua.documents.reading.numbers import NUMBER, as_number
from thidua.documents.reading.placedate import calendar_day

TYPES = (
    "Kế hoạch", "Công văn", "Chỉ thị", "Nghị quyết", "Quyết định", "Thông tư liên tịch", "Thông tư",
    "Nghị định",
    "Hướng dẫn", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Thông báo", "Báo cáo", "Chương trình", "Kết luận",
    "Quy định", "Quy chế", "Tờ trình", "Văn bản hợp nhất", "Văn bản", "Công điện", "Đề án", "Phương án",
    "Biên bản", "Giấy mời", "Thông tri", "Điều lệ", "Dự án", "Công thư",
)  # fmt: skip
SHORT_TYPES = {
    "CV": "Công văn", "QĐ": "Quyết định", "KH": "Kế hoạch", "NQ": "Nghị quyết", "NĐ": "Nghị định",
    "TT": "Thông tư", "CT": "Chỉ thị", "TB": "Thông báo", "HD": "Hướng dẫn", "BC": "Báo cáo", "VB": "Văn bản",
    "TTr": "Tờ trình", "TTLT": "Thông tư liên tịch",
}  # fmt: skip
_BY_FOLD = {folded(name): name for name in TYPES} | {
    folded(short): full for short, full in SHORT_TYPES.items()
}
KINDS_IN_SYMBOLS = frozenset(name.upper() for name in SHORT_TYPES) | {"KL", "QC", "CTR", "KHLT", "NQLT"}
_TYPE_NAMES = "|".join(re.escape(folded(name)) for name in sorted(TYPES, key=len, reverse=True))
_SHORT_NAMES = "|".join(sorted(SHORT_TYPES, key=len, reverse=True))
TYPE_WORD = re.compile(rf"(?<![a-z])(?:{_TYPE_NAMES})(?![a-z])")
SHORT_TYPE_WORD = re.compile(rf"(?<!\w)(?:{_SHORT_NAMES})(?=\s+(?:[Ss]ố|\d))")
# What may stand between the kind word and the number.
LINK = re.compile(
    r"\s*(?:(?:lien tich|phoi hop|chi dao|hoa toc|mat|khan|ban hanh|dieu hanh|huong dan|cung|mang|lien so|"
    r"lien nganh)\s*){0,2}"
    r"(?:\(\s*)?[,:]?\s*(?:(?:cac\s+)?so(?: hieu| ky hieu)?\s*[:.]?\s*)?[“\"(]?\s*"
)
OWNER_LINK = re.compile(
    r"\s+(?:cua|do)\s+(?P<issuer>[^;.“”\"()\d]{2,110}?)[\s,:]+(?:ban hanh\s+)?so\s*[:.]?\s*"
)
LAW_LINK = re.compile(r"\s+(?P<name>[^;.“”\"()\d]{3,120}?)[\s,]+(?:\()?so\s*[:.]?\s*")
SHARED = re.compile(
    r"(?:[,;]|(?<![a-z])va|(?<![a-z])hoac)\s*(?:cac\s+)?(?:so\s*[:.]?\s*)?$|(?<![a-z])so\s*[:.]?\s*$"
)
SEPARATOR = re.compile(r"\s*(?:,|(?P<word>va))?\s*(?:cac\s+)?(?:so\s*:?\s*)?")
LED = re.compile(r"(?<![a-z])so\s*[:.]?\s*$|[(“\"]\s*$")

_DAY = r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d{2})"
_LONG = r"(?P<ld>\d{1,2})\s{0,3}thang\s{0,3}(?P<lm>\d{1,2})\s{0,3}(?:nam\s{0,3}|[/.-])(?P<ly>(?:19|20)\d{2})"
DATED = re.compile(
    r"[\s,]{0,4}\(?(?:(?:da\s+)?(?:ky|ban hanh|phat hanh|de|lap)\s+)?(?:"
    rf"ngay\s*:?\s*(?:{_LONG}|{_DAY})\)?"
    r"|(?P<same>cung ngay)"
    r"|ngay(?P<open>[\s.…_\d]{0,12}thang[\s.…_\d]{0,12}nam[\s.…_]{0,8}(?:\d{4})?|"
    r"[\s.…_]{0,8}/[\s.…_\d]{1,8}/[\s.…_]{0,6}(?:\d{4})?))"
)
BARE_DATED = re.compile(r"[\s,]{0,3}\(?\s?(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d{2})(?![\d/])\)?")
_ISSUER_END = (
    r"\s*(?:[;“”\"()]|(?<![TtHQ][PpXxTt])(?<!\s[PQHX])\.|$)|"
    r"\s+và\s+(?![A-ZĐÀ-Ỹ]|các\s|đào tạo|du lịch|xã hội|công nghệ|môi trường|dân vận|thông tin|truyền thông|"
    r"phát triển|thể thao|thể dục|kỹ thuật|gia đình|trẻ em|nhi đồng|thiếu niên|đầu tư|trung học|đời sống|văn|"
    r"nghệ thuật|khen thưởng|thống kê|chính sách|người|tôn giáo|sở|phòng|bộ|ban|công đoàn|liên đoàn|đoàn|hội|"
    r"trường|ubnd|ủy ban|mặt trận|chủ tịch|xây dựng|thương mại|công thương|quản lý|dạy nghề|thcs|thpt|tiểu học)|"
    r"\s+và\s+(?:các\s+)?(?=(?:nội dung|Biên bản|Tờ trình|Quy chế|Báo cáo|Chương trình|Công điện|Đề án|Điều lệ|"
    r"Luật|Phương án|Kế hoạch|Công văn|Quyết định|Chỉ thị|Nghị quyết|"
    r"Nghị định|Thông tư|Hướng dẫn|Thông báo|Kết luận|tình hình|thực tế|số|CV|QĐ|KH|TT|NĐ|TB|HD|NQ|VB|"
    r"văn bản|Văn bản|công văn|kế hoạch)\b)|\s*,(?!\s(?:Thể thao|"
    r"Gia đình|Khoa học|Thanh niên|Thanh thiếu niên|Du lịch|Dân tộc|Công nghệ|chống|"
    r"khen thưởng|Khen thưởng|ngành|Thương binh)\b)|"
    r"\s+(?:[vV]/v|tổ chức|[vV]ề|lên|để|[qQ]uy định|[hH]ướng dẫn(?! viên)|[bB]an hành|[sS]ửa đổi|"
    r"[pP]hê duyệt|[tT]riển khai|"
    r"(?<!đạo )(?<!Đạo )[tT]hực hiện|kèm theo|gửi|được|đã|nhằm|bãi bỏ|thay thế|ngày|có hiệu lực|yêu cầu|"
    r"đề nghị|cho phép|(?<!sở )(?<!bộ )xây dựng|nhân (?:dịp|ngày)|chúng tôi|xét|báo cáo|áp dụng|"
    r"nhà trường(?=\s+(?:xây dựng|báo cáo|triển khai|tổ chức|thông báo|ban hành|đề nghị))|"
    r"công nhận|thành lập|giao|[pP]hát động|đến|trong|tại|số|thông báo|quán triệt|là|phải|cùng ngày|công bố|"
    r"tăng cường|đối với|kết luận|quyết định|nêu|có|theo|ký|năm)(?=\s|:|$)"
)
ISSUED = re.compile(
    rf"[\s,]{{0,3}}(?:của|do|giữa)\s+(?P<issuer>(?:[^;.“\"]|(?<=[TtHQ][PpXxTt])\.|(?<=\s[PQHX])\.){{2,160}}?)"
    rf"(?={_ISSUER_END})"
)
ISSUED_PLAIN = re.compile(
    r"[\s,]{0,3}(?:cua|do)\s+(?P<issuer>[^;.,(\"]{2,160}?)"
    r"(?=\s*(?:[;.,\"()]|$)|\s(?:ve|ban hanh|quy dinh|huong dan|phe duyet|trien khai|sua doi|ngay)\s)"
)
SUBJECT = re.compile(
    r",?\s*[-–]?\s*(?P<title>(?:về|v/v)\s|(?:quy định|hướng dẫn|ban hành|sửa đổi|phê duyệt|phát động)\s)",
    re.IGNORECASE,
)
SUBJECT_END = re.compile(
    r";|\.(?=\s|$)|,\s(?=[A-ZĐ]|nhằm)|\s(?=nhằm\s|và nội dung)|,$|$"
    r"|[,\s]+(?=(?:các\s)?(?:Quyết định|Nghị định|Thông tư|Công văn|Kế hoạch|Chỉ thị|Hướng dẫn)\s+số\s)"
)
WINDOW = 700
LOOK_BACK = 170


@dataclass(frozen=True)
class Source:
    """A text in the forms the grammar looks at, made once: as typed, folded, and in small letters if all capitals."""

    text: str
    plain: str
    soft: str
    is_bare: bool

    @classmethod
    def of(cls, text: str) -> "Source":
        """The forms of this text; `is_bare` tells that it was typed without diacritics."""
        return cls(text, folded(text), text.lower() if text.isupper() else text, text.isascii())


@dataclass(frozen=True)
class Cited:
    """One place that names a numbered paper. `start` is where its kind word or number begins."""

    number: str
    serial: int
    symbol: str | None
    stated_type: str
    day: date | None
    issuer: str | None
    title: str | None
    start: int
    number_at: int
    end: int


def cited_in(text: str) -> list[Cited]:
    """Every numbered paper in a text, in reading order."""
    if "/" not in text:
        return []
    source = Source.of(text)
    found: list[Cited] = []
    for match in NUMBER.finditer(text):
        if (each := _cited(source, match, found[-1] if found else None)) is not None:
            found.append(each)
    return _with_shared_owner(text, found)


def _cited(source: Source, match: re.Match[str], before: Cited | None) -> Cited | None:
    text, plain = source.text, source.plain
    number = as_number(match)
    kind, start, issuer, name = _named_before(text, plain, match.start(), before)
    by_symbol = symbol_type(number.symbol)
    if kind is None:
        if "-" not in number.symbol and by_symbol is None and not match["year"]:
            return None
        kind, start = by_symbol or "Văn bản", match.start()
    day, after_issuer, at = _date_and_issuer(source, match.end(), before)
    title = _subject(text, at)
    if name is not None and title is None:
        title = name
    return Cited(
        number.written,
        number.serial,
        number.symbol,
        kind,
        day,
        issuer or after_issuer,
        title,
        start,
        match.start(),
        at,
    )


def _named_before(
    text: str, plain: str, at: int, before: Cited | None
) -> tuple[str | None, int, str | None, str | None]:
    """The kind word before a number, where it stands, and the issuer or the name of the law between them."""
    floor = max(before.end if before else 0, at - LOOK_BACK)
    last = _last_type(text, plain, floor, at)
    if last is not None:
        kind, start, end = last
        if LINK.fullmatch(plain, end, at):
            return kind, start, None, None
        if owned := OWNER_LINK.fullmatch(plain, end, at):
            return kind, start, text[owned.start("issuer") : owned.end("issuer")].strip(), None
        if kind in {"Luật", "Bộ luật", "Pháp lệnh"} and (law := LAW_LINK.fullmatch(plain, end, at)):
            return kind, start, None, " ".join(text[start : law.end("name")].split())
        if kind in {"Luật", "Bộ luật", "Pháp lệnh"} and LED.search(plain[max(0, at - 6) : at]):
            return kind, start, None, None
    if before is not None and at - before.end < 60 and SHARED.search(plain[before.end : at]):
        own = symbol_type(as_number_symbol(text, at))
        return own or before.stated_type, at, None, None
    return None, at, None, None


def as_number_symbol(text: str, at: int) -> str | None:
    """The symbol of the number that stands at `at`."""
    found = NUMBER.match(text, at)
    return as_number(found).symbol if found else None


def _last_type(text: str, plain: str, floor: int, at: int) -> tuple[str, int, int] | None:
    """The kind word nearest before `at`, with its offsets."""
    last: tuple[str, int, int] | None = None
    for found in TYPE_WORD.finditer(plain, floor, at):
        last = (_BY_FOLD[found[0]], found.start(), found.end())
    for found in SHORT_TYPE_WORD.finditer(text, floor, min(at + 1, len(text))):
        if found.end() <= at and (last is None or found.start() > last[1]):
            last = (SHORT_TYPES[found[0]], found.start(), found.end())
    return last


def _date_and_issuer(source: Source, at: int, before: Cited | None) -> tuple[date | None, str | None, int]:
    """What follows a number: a date and an issuer, each at most once, in either order."""
    text, plain = source.text, source.plain
    day: date | None = None
    issuer: str | None = None
    for _ in range(3):
        dated = DATED.match(plain, at) or (BARE_DATED.match(plain, at) if day is None else None)
        if dated is not None and day is None:
            day, at = _day(dated, before), dated.end()
            continue
        owned = _issued(source, at) if issuer is None else None
        if owned is None:
            break
        issuer, at = _trimmed(text[owned.start("issuer") : owned.end("issuer")]), owned.end()
    return day, issuer, at


def _issued(source: Source, at: int) -> re.Match[str] | None:
    """The issuer at this place; a text in capitals or without diacritics is matched by its own grammar."""
    if source.is_bare:
        return ISSUED_PLAIN.match(source.plain, at, at + 220)
    return ISSUED.match(source.soft, at, at + 220)


def _trimmed(issuer: str) -> str:
    return " ".join(issuer.split()).strip(" ,:-–")


def _day(found: re.Match[str], before: Cited | None) -> date | None:
    groups = found.groupdict()
    if groups.get("same"):
        return before.day if before else None
    if groups.get("ld"):
        return calendar_day(groups["ly"], groups["lm"], groups["ld"])
    return calendar_day(groups["y"], groups["m"], groups["d"]) if groups.get("d") else None


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


def _with_shared_owner(text: str, found: list[Cited]) -> list[Cited]:
    """In "số 12/… và số 13/… ngày … của Sở" the owner belongs to both, and under one kind word the day too."""
    out = list(found)
    for at in range(len(out) - 2, -1, -1):
        here, after = out[at], out[at + 1]
        if here.issuer is not None or here.title is not None:
            continue
        joined = SEPARATOR.fullmatch(folded(text[here.end : after.start]))
        one_kind = after.start == after.number_at
        if joined and (one_kind or joined["word"] or after.stated_type == here.stated_type):
            shared_day = here.day or (after.day if one_kind else None)
            owner = after.issuer if _of_one_body(here.symbol, after.symbol) else None
            out[at] = replace(here, issuer=owner, day=shared_day)
    return out


def _of_one_body(first: str | None, second: str | None) -> bool:
    """Whether the letters of two numbers can be of one body; letters that name none speak against nothing."""
    ours, theirs = _bodies_of(first), _bodies_of(second)
    return not ours or not theirs or any(a in b or b in a for a in ours for b in theirs)


def _bodies_of(symbol: str | None) -> set[str]:
    """The parts of a symbol that are not the kind of paper ("QĐ-SGD&ĐT": SGDĐT)."""
    parts = re.split(r"[-–/.]", (symbol or "").replace("&", "").upper())
    return {part for part in parts if len(part) > 1 and part not in KINDS_IN_SYMBOLS}


BARE = re.compile(
    rf"(?<![a-z])(?P<type>{_TYPE_NAMES})\s+so\s*:?\s*(?P<number>(?P<serial>\d{{1,6}})[a-z]?)(?=,?\s+ngay\s+\d)"
)
LAW = re.compile(
    r"(?<!\w)(?P<name>(?:Luật|Bộ luật|Pháp lệnh)\s(?:[^;.“”\"()\d]{3,150}?))"
    r"(?:,?\s+(?:(?:được\s+Quốc "
    r"hội\s+[^;.,]{0,60}?)?ngày\s+(?:(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s?/\s?(?P<y>\d{4})"
    r"|(?P<ld>\d{1,2})\s+tháng\s+(?P<lm>\d{1,2})\s+năm\s+(?P<ly>\d{4}))|năm\s+(?P<year>(?:19|"
    r"20)\d{2})(?!\d)))"
)


def without_symbol(text: str, taken: list[Cited]) -> Iterator[Cited]:
    """Papers cited by number and day only, "Công văn số 1234 ngày 5/9/2021 của …"; those in `taken` are left out."""
    source = Source.of(text)
    starts = {each.start for each in taken}
    for found in BARE.finditer(source.plain):
        if found.start() in starts:
            continue
        day, issuer, at = _date_and_issuer(source, found.end(), None)
        kind = _BY_FOLD[found["type"]]
        yield Cited(
            text[found.start("number") : found.end("number")], int(found["serial"]), None, kind, day, issuer,
            _subject(text, at), found.start(), found.start("number"), at,
        )  # fmt: skip


@dataclass(frozen=True)
class Law:
    """A law named without its number: its name, its day when stated, and where it stands."""

    kind: str
    name: str
    day: date | None
    start: int


def laws_in(text: str, taken: list[Cited]) -> Iterator[Law]:
    """Laws named with a day or a year and no number ("Luật Thi đua, khen thưởng năm 2003")."""
    for found in LAW.finditer(text) if "uật " in text or "lệnh " in text else ():
        if re.search(r"(?<!\w)(?:số|và|ngày|của Luật)\s*$", found["name"]) or any(
            each.start <= found.start() < each.end for each in taken
        ):
            continue
        day = calendar_day(found["y"], found["m"], found["d"]) if found["d"] else None
        if found["ld"]:
            day = calendar_day(found["ly"], found["lm"], found["ld"])
        kind = found["name"].split(" ", 1)[0]
        name = found["name"] + (f" năm {found['year']}" if found["year"] else "")
        yield Law(
            "Bộ luật" if kind == "Bộ" else "Pháp lệnh" if kind == "Pháp" else kind, name, day, found.start()
        )
