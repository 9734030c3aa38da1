"""What is wrong with a paper's content, read from its own words: rounds, deadlines, awards, numbering, capitals.

Pure. Each finding carries its rule. Nothing is corrected, and a text that says nothing of a matter is not
blamed for it here: what a parent demands is a matter of `rules.editing`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from thidua.core.dates import official
from thidua.core.errors import Blocker
from thidua.documents.writing.letter import Block, Letter
from thidua.documents.writing.linting import Finding, sourced
from thidua.documents.writing.parts import LETTERS, ROMAN

DAY = r"(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})(?:/|\s+năm\s+)(\d{4})"
ROUND = re.compile(
    rf"\b[Đđ]ợt\s+(?P<label>\d{{1,2}}|[IVX]{{1,4}})\b[^.;\n]{{0,80}}?\b[Tt]ừ\s+(?:ngày\s+)?{DAY}"
    rf"\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{DAY}"
)
DEADLINE = re.compile(
    rf"\b(?:trước|chậm nhất|muộn nhất|hạn cuối|xong trong|hoàn thành trong)\s+(?:là\s+)?(?:vào\s+)?ngày\s+{DAY}"
)
REPORTS = re.compile(r"\b[Bb]áo cáo\b")
SPACED_NUMBER = re.compile(r"\b\d{1,5}(?:\s+/\s*|/\s+)(?:[A-ZĐ][A-ZĐa-z]{0,3}-)?[A-ZĐ]{2,}[A-ZĐ&]*")
MARKS = (
    ("số La Mã", re.compile(r"([IVXL]+)\.$")),
    ("số", re.compile(r"(\d{1,3})\.$")),
    ("chữ cái", re.compile(rf"([{LETTERS}]{{1,2}})[.)]$")),
)
_AFTER_A_BODY = re.compile(
    r"(?:ủy ban|uỷ ban|hội đồng|tòa án|toà án|viện kiểm sát|quân đội|công an|an ninh|nhà giáo|nghệ sĩ|nghệ nhân|"
    r"thầy thuốc|quỹ tín dụng|dân quân|tối cao)\s+$",
    re.IGNORECASE,
)
CAPITALS = (
    (re.compile(r"(?<!\w)nhân dân(?!\w)"), "Nhân dân"),
    (re.compile(r"(?<!\w)nhà nước(?!\w)"), "Nhà nước"),
    (re.compile(r"[Hh]uân chương lao động|huân chương Lao động"), "Huân chương Lao động"),
    (re.compile(r"Huân chương [^.;,]{0,30}?hạng (?:nhất|nhì|ba)\b"), "hạng Nhất, hạng Nhì, hạng Ba"),
    (
        re.compile(r"\bĐiểm [a-zđ] [Kk]hoản \d|\bKhoản \d+ Điều \d|\bkhoản \d+ điều \d"),
        "điểm a khoản 2 Điều 103",
    ),
)
STATE_HONOURS = re.compile(
    r"Huân chương|Huy chương|Chiến sĩ thi đua toàn quốc|Anh hùng Lao động|Cờ thi đua của Chính phủ|"
    r"Bằng khen của Thủ tướng|Nhà giáo (?:Nhân dân|nhân dân|Ưu tú|ưu tú)"
)
GRANTS = re.compile(r"\b(?:[Tt]ặng|[Cc]ông nhận danh hiệu|[Kk]hen thưởng)\b")
AWARD_LAW = re.compile(r"[Ll]uật Thi đua,? [Kk]hen thưởng")


@dataclass(frozen=True)
class Above:
    """What is known of the plan a paper carries out: its name, its day, and its own deadline for reports."""

    name: str
    day: date | None = None
    report_due: date | None = None


def lint_content(letter: Letter, above: Above | None = None) -> list[Finding]:
    """Every fault of content, in the order of the checks; an empty list when there is none."""
    return [
        *sourced("Luật TĐKT 2003, Điều 16; NĐ 91/2017, Điều 4 khoản 2", _about_rounds(letter)),
        *sourced("NĐ 91/2017, Điều 4; văn bản của cấp trên", _about_deadlines(letter, above)),
        *sourced("NĐ 30/2020, Phụ lục III, mẫu 1.2", _about_grounds(letter)),
        *sourced("Luật TĐKT sửa đổi 2013, Điều 74, 79, 80", _about_authority(letter)),
        *sourced("NĐ 30/2020, Phụ lục I, mục II", _about_numbering(letter.body)),
        *sourced("NĐ 30/2020, Phụ lục I, ô 6 và mẫu 1.1 đến 1.9", _about_end_mark(letter)),
        *sourced("NĐ 30/2020, Phụ lục II", _about_capitals(letter)),
        *sourced("NĐ 30/2020, Phụ lục I, ô 3", _about_spaces(letter)),
    ]


def report_due_of(texts: Sequence[str]) -> date | None:
    """The earliest day by which a text wants reports; None when it sets none."""
    days = (
        day for text in texts if REPORTS.search(text) for day in (_day(*m.groups()) for m in DEADLINE.finditer(text))
    )  # fmt: skip
    return min((day for day in days if day), default=None)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _about_rounds(letter: Letter) -> Iterator[Blocker]:
    """Rounds follow one another: no day in two of them, none between two left out, none that ends first."""
    rounds = []
    for block in letter.body:
        for found in ROUND.finditer(block.text):
            label, *numbers = found.groups()
            first, last = _day(*numbers[:3]), _day(*numbers[3:])
            if first and last and last < first:
                yield Blocker(f"Đợt {label} kết thúc trước khi bắt đầu; hãy xem lại hai ngày.", about=block)
            elif first and last:
                rounds.append((first, last, label, block))
    rounds.sort(key=lambda one: one[:2])
    for (_, end, before, _), (start, _, after, block) in pairwise(rounds):
        yield from _between(before, end, after, start, block)


def _between(before: str, end: date, after: str, start: date, block: Block) -> Iterator[Blocker]:
    days = (start - end).days - 1
    if days < 0:
        yield Blocker(
            f"Đợt {before} và đợt {after} trùng ngày {official(start)}; mỗi ngày thuộc một đợt.", block
        )
    elif days:
        first = official(end + timedelta(days=1))
        span = f"ngày {first}" if days == 1 else f"{days} ngày từ {first}"
        yield Blocker(
            f"Giữa đợt {before} và đợt {after} hở {span}; hãy nối liền hai đợt hoặc ghi rõ việc của khoảng đó.",
            block,
        )


def _about_deadlines(letter: Letter, above: Above | None) -> Iterator[Blocker]:
    """Nothing falls due before the paper, or before the plan above it, exists; no report later than that plan's."""
    if above and above.day and letter.day and letter.day < above.day:
        yield Blocker(
            f"Văn bản ghi ngày {official(letter.day)}, trước ngày {official(above.day)} của {above.name} "
            "mà nó thực hiện."
        )
    floor = max(filter(None, [letter.day, above.day if above else None]), default=None)
    for block in letter.body:
        for found in DEADLINE.finditer(block.text):
            due = _day(*found.groups())
            if due and floor and due < floor:
                whose = above.name if above and above.day == floor else "văn bản này"
                yield Blocker(
                    f"Thời hạn {official(due)} đứng trước ngày {official(floor)} của {whose}.", about=block
                )
            late = above.report_due if above else None
            if due and late and due > late and above and REPORTS.search(block.text):
                yield Blocker(
                    f"Hạn báo cáo {official(due)} muộn hơn hạn {official(late)} mà {above.name} đặt ra.",
                    about=block,
                )


def _about_grounds(letter: Letter) -> Iterator[Blocker]:
    """A decision that grants rests on the law of emulation and commendation."""
    if _decides(letter) and not any(AWARD_LAW.search(b.text) for b in letter.body if b.kind == "basis"):
        yield Blocker("Quyết định khen thưởng chưa căn cứ Luật Thi đua, khen thưởng.")


def _decides(letter: Letter) -> bool:
    articles = [block for block in letter.body if block.kind == "article"]
    return letter.kind.strip().upper() == "QUYẾT ĐỊNH" and any(GRANTS.search(b.text) for b in articles)


def _about_authority(letter: Letter) -> Iterator[Blocker]:
    """What a decision grants is within its issuer's power: state honours, bằng khen, giấy khen."""
    if not _decides(letter):
        return
    issuer = " ".join(letter.issuer.upper().split())
    low = issuer.startswith(("TRƯỜNG", "SỞ", "PHÒNG"))
    for block in letter.body:
        if block.kind != "article" or not GRANTS.search(block.text):
            continue
        name = STATE_HONOURS.search(block.text)
        if name and not issuer.startswith(("CHỦ TỊCH NƯỚC", "THỦ TƯỚNG")):
            yield Blocker(
                f"“{name[0]}” vượt thẩm quyền của {letter.issuer}: chỉ được trình cấp trên.", about=block
            )
        elif low and re.search(r"Bằng khen", block.text):
            yield Blocker(
                f"“Bằng khen” vượt thẩm quyền của {letter.issuer}: Chủ tịch Ủy ban nhân dân cấp tỉnh, "
                "Bộ trưởng mới được tặng.",
                about=block,
            )
        elif issuer.startswith("PHÒNG") and re.search(r"Giấy khen", block.text):
            yield Blocker(
                f"{letter.issuer} không có thẩm quyền tặng Giấy khen; hãy trình Chủ tịch Ủy ban nhân dân cấp huyện.",
                about=block,
            )


def _about_numbering(body: Sequence[Block]) -> Iterator[Blocker]:
    """Within one section each kind of mark counts on from where it was; a higher mark starts the lower ones anew."""
    last: dict[int, int] = {}
    for block in body:
        found = _mark(block.marker.strip())
        if found is None:
            continue
        depth, count = found
        before = last.get(depth, 0)
        if count not in {1, before + 1} or (count == 1 and before == 1 and depth == 0):
            want = _named(depth, before + 1)
            yield Blocker(
                f"Mục “{block.marker.strip()}” không nối tiếp: ở đây phải là “{want}”. Hãy đánh lại {MARKS[depth][0]}.",
                about=block,
            )
        last = {level: value for level, value in last.items() if level < depth} | {depth: count}


def _mark(marker: str) -> tuple[int, int] | None:
    """How deep a marker stands (roman, arabic, letter) and how far it counts; None for a dash or an article."""
    for depth, (_, pattern) in enumerate(MARKS):
        found = pattern.fullmatch(marker)
        if found is None:
            continue
        if depth == 1:
            return depth, int(found[1])
        if depth == 2:
            same = len(set(found[1])) == 1
            place = LETTERS.index(found[1][0]) + 1 + (len(found[1]) - 1) * len(LETTERS)
            return (depth, place) if same else None
        return depth, _roman(found[1])
    return None


def _roman(signs: str) -> int:
    worth = {"I": 1, "V": 5, "X": 10, "L": 50}
    values = [worth[sign] for sign in signs]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def _named(depth: int, count: int) -> str:
    if depth == 1:
        return f"{count}."
    if depth == 2:
        return f"{LETTERS[(count - 1) % len(LETTERS)]})"
    signs = ""
    for value, sign in ROMAN:
        signs += sign * (count // value)
        count %= value
    return f"{signs}."


def _about_end_mark(letter: Letter) -> Iterator[Blocker]:
    """ "./." stands once, at the end: the form prints it, so it is not typed inside the text."""
    for block in letter.body[:-1]:
        if "./." in block.text:
            yield Blocker("Dấu kết thúc “./.” đứng giữa văn bản; dấu này chỉ có một, ở cuối.", about=block)
    if letter.body and letter.body[-1].text.count("./.") > 1:
        yield Blocker("Dấu kết thúc “./.” ghi hơn một lần.", about=letter.body[-1])


def _about_capitals(letter: Letter) -> Iterator[Blocker]:
    for block in letter.body:
        for pattern, right in CAPITALS:
            for found in pattern.finditer(block.text):
                if right == "Nhân dân" and _AFTER_A_BODY.search(block.text[: found.start()]):
                    continue
                yield Blocker(f"“{found[0]}” viết hoa chưa đúng: viết “{right}”.", about=block)


def _about_spaces(letter: Letter) -> Iterator[Blocker]:
    for block in letter.body:
        for found in SPACED_NUMBER.finditer(block.text):
            yield Blocker(
                f"Số, ký hiệu “{found[0]}” có khoảng trắng quanh dấu gạch chéo; hãy viết liền.", about=block
            )
