"""Vietnamese text typed with the fonts of the 1990s (TCVN3, VNI), turned into Unicode.

Such text reads as Latin letters with odd marks until it is mapped by table. Whether a text needs it
is decided by counting everyday Vietnamese words before and after; when in doubt it is left alone.
"""

import re

TCVN3 = dict(
    zip(
        "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ®¡¢£¤¥¦§",
        "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(TCVN3)

_VNI_LETTERS = {
    "a": {
        "ù": "á", "ø": "à", "û": "ả", "õ": "ã", "ï": "ạ",
        "â": "â", "á": "ấ", "à": "ầ", "å": "ẩ", "ã": "ẫ", "ä": "ậ",
        "ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ",
    },
    "e": {
        "ù": "é", "ø": "è", "û": "ẻ", "õ": "ẽ", "ï": "ẹ",
        "â": "ê", "á": "ế", "à": "ề", "å": "ể", "ã": "ễ", "ä": "ệ",
    },
    "o": {
        "ù": "ó", "ø": "ò", "û": "ỏ", "õ": "õ", "ï": "ọ",
        "â": "ô", "á": "ố", "à": "ồ", "å": "ổ", "ã": "ỗ", "ä": "ộ",
    },
    "ô": {"ù": "ớ", "ø": "ờ", "û": "ở", "õ": "ỡ", "ï": "ợ"},
    "u": {"ù": "ú", "ø": "ù", "û": "ủ", "õ": "ũ", "ï": "ụ"},
    "ö": {"ù": "ứ", "ø": "ừ", "û": "ử", "õ": "ữ", "ï": "ự"},
    "y": {"ù": "ý", "ø": "ỳ", "û": "ỷ", "õ": "ỹ"},
}  # fmt: skip
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}


def _vni_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for base, marks in _VNI_LETTERS.items():
        for mark, letter in marks.items():
            table[base + mark] = letter
            table[base.upper() + mark.upper()] = letter.upper()
            table[base.upper() + mark] = letter.upper()
    for old, letter in _VNI_SINGLE.items():
        table[old] = letter
        table[old.upper()] = letter.upper()
    return table


VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(re.escape(key) for key in sorted(VNI, key=len, reverse=True)))
EVERYDAY = re.compile(
    r"(?<!\w)(?:và|của|các|những|được|thực|hiện|giáo|dục|đào|tạo|trường|học|kế|hoạch|công|đoàn|cán|bộ|việc|năm|ngày|"
    r"tháng|với|trong|nhiệm|vụ|phòng|sở|tổ|chức|thưởng|đua|số|nước|việt|cộng|hòa|độc|lập|hạnh|phúc)(?!\w)",
    re.IGNORECASE,
)
LEGACY_LETTER = re.compile(r"[\u00a1-\u00fe]")
SAMPLE = 20_000
PLAINLY_VIETNAMESE = 30


def from_tcvn3(text: str) -> str:
    """Read Latin-1 letters as TCVN3 (ABC). Capitals that came from a capital font stay small."""
    return text.translate(_TCVN3_TABLE)


def from_vni(text: str) -> str:
    """Read Latin-1 letters as VNI-Windows, where a mark follows its letter."""
    return _VNI_PATTERN.sub(lambda found: VNI[found[0]], text)


def vietnamese_score(text: str) -> int:
    """How many everyday Vietnamese words with accents the beginning of a text holds."""
    return sum(not found.isascii() for found in EVERYDAY.findall(text[:SAMPLE]))


def repair(text: str) -> str:
    """Unicode text unchanged; text that holds TCVN3 or VNI letters turned into Unicode."""
    if len(LEGACY_LETTER.findall(text[:SAMPLE])) < 3:
        return text
    plain = vietnamese_score(text)
    if plain >= PLAINLY_VIETNAMESE:
        return text
    best_score, best = max(
        ((vietnamese_score(reread(text[:SAMPLE])), reread) for reread in (from_tcvn3, from_vni)),
        key=lambda pair: pair[0],
    )
    return best(text) if best_score >= 3 and best_score > 3 * plain else text
