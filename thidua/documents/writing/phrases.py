"""Names of bodies that break over two lines only between phrases: "SỞ GIÁO DỤC" / "VÀ ĐÀO TẠO" / "TỈNH HƯNG YÊN".

A Vietnamese word is written as several syllables with blanks between, so a line may end inside one. Here the
blanks inside a phrase become ones at which no line breaks. Pure.
"""

import re
from collections.abc import Iterable, Iterator

FIXED = "\u00a0"
LONGEST = 24  # letters: what surely fits the column of the letterhead, so that no phrase sticks out of it
NAME_WORDS = 4  # a run of so many unknown words at most is taken for a name
DASHES = ("-", "–")
# Words that lead to what follows them: a line never ends with one.
LEADS = frozenset({
    "SỞ", "BỘ", "PHÒNG", "TRƯỜNG", "BAN", "HỘI", "ĐOÀN", "ĐỘI", "CỤM", "KHỐI", "TỔ", "CỤC", "VỤ", "VÀ", "CỦA", "VỀ",
    "TỈNH", "HUYỆN", "QUẬN", "XÃ", "PHƯỜNG", "THÀNH PHỐ", "THỊ XÃ", "THỊ TRẤN", "ĐẶC KHU",
})  # fmt: skip
WORDS = (
    "GIÁO DỤC|ĐÀO TẠO|CÔNG ĐOÀN|ỦY BAN|UỶ BAN|NHÂN DÂN|LIÊN ĐOÀN|LAO ĐỘNG|TRUNG HỌC|CƠ SỞ|PHỔ THÔNG|TIỂU HỌC|"
    "MẦM NON|MẪU GIÁO|HỘI ĐỒNG|THI ĐUA|KHEN THƯỞNG|CHẤP HÀNH|THƯỜNG VỤ|CHỈ ĐẠO|THANH NIÊN|CỘNG SẢN|"
    "HỒ CHÍ MINH|THIẾU NIÊN|TIỀN PHONG|TRUNG TÂM|THƯỜNG XUYÊN|NGHỀ NGHIỆP|DÂN TỘC|NỘI TRÚ|BÁN TRÚ|ĐẠI HỌC|"
    "CAO ĐẲNG|VĂN PHÒNG|PHỤ NỮ|CỰU CHIẾN BINH|MẶT TRẬN|TỔ QUỐC|VIỆT NAM|NỘI VỤ|Y TẾ|TÀI CHÍNH|KẾ HOẠCH|"
    "VĂN HÓA|VĂN HOÁ|THỂ THAO|DU LỊCH|THÔNG TIN|TRUYỀN THÔNG|KHOA HỌC|CÔNG NGHỆ|THƯƠNG BINH|XÃ HỘI|ĐẢNG BỘ|"
    "ĐẢNG ỦY|CHI BỘ|HƯỚNG NGHIỆP|KỸ THUẬT|CHUYÊN NGHIỆP|TRUNG ƯƠNG"
)
UNIT = re.compile(rf"(?<!\S)(?:{WORDS}|THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|ĐẶC KHU)(?!\S)|\S+")


def kept_together(name: str) -> str:
    """The name, in capitals and with single blanks, with fixed blanks inside its phrases.

    Only blanks change, and none in a name that needs no second line. No phrase is made longer than `LONGEST`
    letters, a dash after it not counted.
    """
    if len(name) <= LONGEST:
        return name
    return " ".join(unit.replace(" ", FIXED) for unit in _led(list(_units(name))))


def _units(name: str) -> Iterator[str]:
    """Known words, leads, and the names between them as one each."""
    unknown: list[str] = []
    for found in UNIT.finditer(name):
        unit = found[0]
        if " " not in unit and unit not in LEADS and unit not in DASHES:
            unknown.append(unit)
            continue
        yield from _names(unknown)
        unknown = []
        yield unit
    yield from _names(unknown)


def _names(words: list[str]) -> Iterable[str]:
    whole = " ".join(words)
    return [whole] if 0 < len(words) <= NAME_WORDS and len(whole) <= LONGEST else words


def _led(units: list[str]) -> list[str]:
    """Each lead joined to the phrase after it, and each dash to the one before."""
    joined: list[str] = []
    for unit in reversed(units):
        after = joined[-1] if joined else None
        if after is not None and (
            after[:1] in DASHES or (unit in LEADS and len(unit) + len(after) < LONGEST)
        ):
            joined[-1] = f"{unit} {after}"
        else:
            joined.append(unit)
    return joined[::-1]
