"""At which level the issuing body stands, and the province that shows when the letterhead is missing."""

import re
from collections.abc import Sequence

from thidua.documents.reading.cues import Cues
from thidua.documents.reading.structure import Inferred, Issuer

# Rooms of a Sở whose names begin like that of a district's office.
OF_A_SO = "(?:TRUNG HỌC|TIỂU HỌC|MẦM NON|THƯỜNG XUYÊN|CHÍNH TRỊ|PHỔ THÔNG)"
# The first kind of body that the name opens with or speaks of decides; the order matters.
LEVELS = (
    ("cluster", r"^(?:CỤM|KHỐI)\b"),
    ("group", r"^(?:TỔ|NHÓM)\b"),
    ("central", r"^(?:BỘ|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|TỔNG LIÊN ĐOÀN|TRUNG ƯƠNG|CỤC|VỤ)\b|VIỆT NAM$|TRUNG ƯƠNG$"),
    ("higher_education", r"^(?:TRƯỜNG|HỌC VIỆN)?\s?(?:ĐẠI HỌC|CAO ĐẲNG|CĐ|ĐH)\b|^HỌC VIỆN\b"),
    ("school", r"\b(?:TRƯỜNG|TRUNG TÂM|NHÀ TRẺ|MẦM NON|TIỂU HỌC|THCS|THPT|GDTX|GDNN)\b"),
    ("commune", r"\b(?:XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\b(?! HỘI)"),
    ("district", rf"\b(?:HUYỆN|QUẬN|THỊ XÃ)\b|^PHÒNG (?:GIÁO DỤC(?! {OF_A_SO})|GD\b|GD ?[&-]? ?ĐT|VĂN HÓA|NỘI VỤ)"),
    ("province", r"^SỞ\b|\bTỈNH\b|\bTHÀNH PHỐ\b|\bTP\b|^CÔNG ĐOÀN GIÁO DỤC\b|^CÔNG ĐOÀN NGÀNH\b"),
)  # fmt: skip
PATTERNS = tuple((level, re.compile(words)) for level, words in LEVELS)
DISTRICT_TOWN = re.compile(r"^(?:PHÒNG|UBND|ỦY BAN NHÂN DÂN|CÔNG ĐOÀN)\b.*\bTHÀNH PHỐ\b")
PROVINCES = (
    "An Giang|Bà Rịa\\s*[-–]\\s*Vũng Tàu|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh|Bến Tre|Bình Định|Bình Dương|"
    "Bình Phước|"
    "Bình Thuận|Cà Mau|Cần Thơ|Cao Bằng|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|"
    "Hà Giang|"
    "Hà Nam|Hà Nội|Hà Tây|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hoà Bình|Hồ Chí Minh|Hưng Yên|Huế|"
    "Khánh Hòa|"
    "Khánh Hoà|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn|Lào Cai|Long An|Nam Định|Nghệ An|Ninh Bình|"
    "Ninh Thuận|"
    "Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|"
    "Thái Bình|"
    "Thái Nguyên|Thanh Hóa|Thanh Hoá|Thừa Thiên\\s*[-–]?\\s*Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|"
    "Vĩnh Phúc|"
    "Yên Bái"
)
IN_PROVINCE = re.compile(
    rf"(?<!\w)(?:tỉnh|thành phố|TP\.?|Sở (?:GD\s?&\s?ĐT|GDĐT|Giáo dục và Đào tạo))\s+(?:tỉnh\s+|"
    rf"thành phố\s+)?(?P<name>{PROVINCES})(?!\w)"
)


def issuer_level(issued_by: Sequence[Issuer], governing: str | None) -> str | None:
    """central, province, district, commune, school, higher_education, cluster or group, by the lead issuer.

    None when the name does not tell. A city under a province is told from one under the State by the body:
    only districts and such cities have a Phòng.
    """
    if not issued_by:
        return None
    name = " ".join(issued_by[0].name.upper().replace("UỶ", "ỦY").split())
    level = _level_of(name)
    if (
        level is None
        and name.startswith(("PHÒNG", "VĂN PHÒNG", "BAN", "HỘI ĐỒNG", "CÔNG ĐOÀN"))
        and governing
    ):
        return _level_of(" ".join(governing.upper().split()))
    if name.startswith("PHÒNG") and level == "province":
        return "district"
    return level


def _level_of(name: str) -> str | None:
    return next((level for level, pattern in PATTERNS if pattern.search(name)), None)


def province_shown(issued_by: Sequence[Issuer], place: str | None, cues: Cues) -> Inferred | None:
    """The province the text speaks of as its own, when there is no letterhead to say where it was made.

    None when several provinces are named and none stands in the name of an issuer.
    """
    if place or any(issuer.source == "header" for issuer in issued_by) or not issued_by:
        return None
    first: dict[str, int] = {}
    for found in IN_PROVINCE.finditer(cues.joined):
        first.setdefault(found["name"], cues.line_at(found.start()))
    named = " ".join(issuer.name for issuer in issued_by)
    own = [name for name in first if name in named] or list(first)
    return Inferred(own[0], first[own[0]]) if len(own) == 1 else None
