"""The kinds of papers: their names on the type line, their codes in symbols, and how the kind is settled.

The names are those of Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III, with those of laws, of the Party and of
the unions. An official letter (công văn) has no type line: its "V/v" or "Kính gửi" shows it.
"""

import re
from typing import NamedTuple

from thidua.documents.reading.folding import folded, squashed

LETTER = "CÔNG VĂN"
KINDS = (
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "CHỈ THỊ", "THÔNG BÁO", "HƯỚNG DẪN", "CHƯƠNG TRÌNH", "BÁO CÁO", "TỜ TRÌNH",
    "NGHỊ QUYẾT", "QUY CHẾ", "QUY ĐỊNH", "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "CÔNG ĐIỆN", "BIÊN BẢN", "GIẤY MỜI",
    "THÔNG TƯ LIÊN TỊCH", "THÔNG TƯ", "NGHỊ ĐỊNH", "KẾT LUẬN", "THÔNG TRI", "THÔNG CÁO", "LỜI KÊU GỌI",
    "BẢN GIAO ƯỚC", "GIAO ƯỚC THI ĐUA", "GIẤY GIỚI THIỆU", "GIẤY ỦY QUYỀN", "GIẤY NGHỈ PHÉP", "PHIẾU GỬI",
    "PHIẾU CHUYỂN", "PHIẾU BÁO", "BẢN GHI NHỚ", "BẢN THỎA THUẬN", "HỢP ĐỒNG", "ĐIỀU LỆ", "THỂ LỆ", "NỘI QUY",
    "PHÁP LỆNH", "LUẬT", "LỆNH", "THƯ", "CÔNG VĂN", "ĐỀ CƯƠNG",
)  # fmt: skip
# Words too short to be trusted inside a longer line ("THƯ VIỆN TỈNH", "LUẬT SƯ").
ONLY_ALONE = frozenset({"LUẬT", "LỆNH", "HỢP ĐỒNG"})
_BY_LETTERS = {squashed(kind): kind for kind in KINDS} | {
    squashed(f"{kind} {tail}"): f"{kind} {tail}"
    for kind in ("KẾ HOẠCH", "CHƯƠNG TRÌNH", "NGHỊ QUYẾT", "HƯỚNG DẪN", "THÔNG BÁO", "QUY CHẾ", "CHỈ THỊ")
    for tail in ("LIÊN TỊCH", "PHỐI HỢP")
}
_NAMES = "|".join(re.escape(folded(kind)) for kind in sorted(KINDS, key=len, reverse=True))
_LEADING = re.compile(rf"(?P<kind>{_NAMES})(?P<tail> lien tich| phoi hop)?")
_BY_FOLD = {folded(kind): kind for kind in KINDS}
_TAILS = {" lien tich": " LIÊN TỊCH", " phoi hop": " PHỐI HỢP"}
_OF_A_LETTER = re.compile(r" (?:chuc|ngo|cam on|keu goi|khen|moi|cong|gui)\b")
SYMBOL_TYPES = {
    "KH": "Kế hoạch", "KHLT": "Kế hoạch", "KHPH": "Kế hoạch", "CT": "Chỉ thị", "NQ": "Nghị quyết",
    "NQLT": "Nghị quyết", "QĐ": "Quyết định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch",
    "NĐ": "Nghị định", "HD": "Hướng dẫn", "HDLT": "Hướng dẫn", "TB": "Thông báo", "BC": "Báo cáo",
    "TTR": "Tờ trình", "KL": "Kết luận", "CTR": "Chương trình", "CTHĐ": "Chương trình",
    "CTPH": "Chương trình", "QC": "Quy chế", "QYĐ": "Quy định", "GM": "Giấy mời", "BB": "Biên bản",
    "ĐA": "Đề án", "PA": "Phương án", "CĐ": "Công điện", "CV": "Công văn",
}  # fmt: skip


class KindLine(NamedTuple):
    """A line that may name the kind. `end` is the offset in the line after the name."""

    kind: str
    end: int
    alone: bool
    in_capitals: bool


def symbol_type(symbol: str | None) -> str | None:
    """The type a symbol begins with ("KH-UBND" is a Kế hoạch), or None when it says nothing."""
    if not symbol:
        return None
    return SYMBOL_TYPES.get(re.split(r"[-–/.]", symbol, maxsplit=1)[0].upper())


def kind_of_line(text: str) -> KindLine | None:
    """The kind a line names: alone on the line in any spelling, or in capitals before its subject."""
    if len(text) <= 60 and (kind := _BY_LETTERS.get(squashed(text))) and not re.search(r"\d", text):
        return KindLine(kind, len(text), alone=True, in_capitals=text == text.upper())
    found = _LEADING.match(folded(text[:80]))
    if found is None:
        return None
    kind, end = _BY_FOLD[found["kind"]], found.end()
    if not text[:end].isupper() or kind in ONLY_ALONE or text[end : end + 1] in {",", ";"}:
        return None
    after = text[end : end + 2]
    if after[:1].isalpha() and not (after[:1].isupper() and after[1:].islower()):
        return None
    if kind == "THƯ" and not _OF_A_LETTER.match(folded(text[end:])):
        return None
    return KindLine(kind + _TAILS.get(found["tail"] or "", ""), end, alone=False, in_capitals=True)


def weight(line: KindLine, *, after_letterhead: bool, after_addressee: bool, by_symbol: str | None) -> int:
    """How much speaks for a line being the type line of the paper; only a positive weight counts.

    Capitals, standing alone, standing after the letterhead and agreeing with the symbol speak for it;
    standing after "Kính gửi" speaks against it, since that is where an attached paper is named.
    """
    points = 2 * line.in_capitals + line.alone + 2 * after_letterhead - 4 * after_addressee
    if by_symbol is not None:
        points += 3 if line.kind.startswith(by_symbol.upper()) else 0
    return points
