"""Vietnamese text typed before Unicode, or spoilt on its way: TCVN3, VNI, VIQR, UTF-8 encoded twice.

Such text reads as Latin letters with odd marks until it is mapped by table. Whether a text needs it
is decided by how many of its accented words can be Vietnamese syllables before and after; when in doubt
it is left alone. Lines stay lines: no reading joins or breaks them.
"""

import re
import unicodedata
from collections.abc import Callable

from thidua.documents.reading.spelling import SYLLABLE, TONES

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
SAMPLE = 20_000
WORD = re.compile(r"(?:[^\W\d_]|(?<=[^\W\d_])[\u00a1-\u00bf\u00ad])+|[\u0080-\u009f\ufffd]+")
# Letters and marks that Vietnamese in Unicode never needs, and the old encodings are full of.
FOREIGN = re.compile(r"[\u00a1-\u00bf\u00ad×÷äåæëïöûüøñçîßðþÄÅÆËÏÖÛÜØÑÇÎÐÞœŒ]")
SURELY_UNICODE = re.compile(r"[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]")
SHOUTED = re.compile(r"[A-Z][^\W\d_A-Z]?[A-Z]")
OLD_WORD = re.compile(r"[^\s,;:.()“”\"/-]+")


def from_tcvn3(text: str) -> str:
    """Read Latin-1 letters as TCVN3 (ABC).

    That table has no accented capitals: they came from a face of capitals. A word whose plain letters are
    all capitals is given them back; a line typed small in such a face stays small, as its codes are.
    """
    mapped = text.translate(_TCVN3_TABLE)
    if mapped == text or not SHOUTED.search(mapped):
        return mapped
    return "\n".join(_capitals_again(line) if SHOUTED.search(line) else line for line in mapped.split("\n"))


def _capitals_again(line: str) -> str:
    """`CéNG HßA X· HéI` was meant in capitals throughout; `Sè: 12/KH` was not."""
    words = [found[0] for found in OLD_WORD.finditer(line)]
    shouted = [_is_shouted(word) for word in words]
    places = iter(range(len(words)))

    def raised(found: re.Match[str]) -> str:
        at = next(places)
        alone = sum(letter.isascii() and letter.isalpha() for letter in found[0]) < 2
        beside = [shouted[place] for place in (at - 1, at + 1) if 0 <= place < len(words)]
        return found[0].upper() if shouted[at] and (not alone or all(beside)) else found[0]

    return OLD_WORD.sub(raised, line)


def _is_shouted(word: str) -> bool:
    plain = [letter for letter in word if letter.isascii()]
    return word.isalpha() and all(letter.isupper() for letter in plain)


def from_vni(text: str) -> str:
    """Read Latin-1 letters as VNI-Windows, where a mark follows its letter."""
    return _VNI_PATTERN.sub(lambda found: VNI[found[0]], text)


VIQR_MARKS = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
VIQR_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
VIQR_LETTER = re.compile(
    r"([aeiouy])([\^(+]?)(['`~]|[?.](?=[a-z]|\s+[a-z]|[,;:]))?|(dd|DD|Dd)", re.IGNORECASE
)
VIQR_SURE = re.compile(r"[aeo]\^|[ou]\+|a\(|(?<![a-z])dd", re.IGNORECASE)


def from_viqr(text: str) -> str:
    """Read `Vie^.t Nam` as Việt Nam. A dot or question mark that may end a sentence is left as one."""

    def letter(found: re.Match[str]) -> str:
        if found[4]:
            return "Đ" if found[4][0] == "D" else "đ"
        marks = VIQR_MARKS.get(found[2], "") + VIQR_TONES.get(found[3] or "", "")
        return unicodedata.normalize("NFC", found[1] + marks)

    return VIQR_LETTER.sub(letter, text)


TWICE = re.compile(
    "[\u00c2-\u00c6\u00cc\u00e1\u00e2]"
    "(?:[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,2}| )"
)


def from_twice(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1 or Windows-1252 and saved again, once or twice."""
    for _ in range(2):
        mended = TWICE.sub(_undone, text)
        if mended == text:
            break
        text = mended
    return text


def _undone(found: re.Match[str]) -> str:
    raw = b"".join(_byte(letter) for letter in found[0].replace(" ", "\u00a0"))
    for length in (len(raw), 2):
        try:
            return raw[:length].decode("utf-8") + found[0][length:]
        except UnicodeDecodeError:
            continue
    return found[0]


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1") if ord(letter) < 256 else letter.encode("cp1252")


REREADINGS: tuple[Callable[[str], str], ...] = (from_tcvn3, from_vni, from_twice)


def vietnamese_score(text: str) -> int:
    """Accented words at the beginning of a text that can be Vietnamese, less twice those that cannot."""
    score = 0
    for word in WORD.findall(unicodedata.normalize("NFC", text[:SAMPLE])):
        if not word.isascii():
            score += 1 if _is_syllable(word) else -2
    return score


def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.lower())
    if sum(part in TONES for part in parts) > 1 or not (word.islower() or word.istitle() or word.isupper()):
        return False
    toneless = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    return bool(SYLLABLE.fullmatch(toneless))


def repair(text: str) -> str:
    """Unicode text unchanged; lines in an older or a spoilt encoding turned into Unicode.

    A line that holds a letter only Unicode has (ạ, ư, đ, …) is Unicode and never touched. Where such lines
    are rare the whole text has one encoding; elsewhere an odd line must show by itself what it is in.
    """
    if text.isascii():
        return _unquoted(text)
    if FOREIGN.search(text) is None:
        return text
    lines = text.split("\n")
    odd = [at for at, line in enumerate(lines) if not line.isascii() and not SURELY_UNICODE.search(line)]
    sample = "\n".join(lines[at] for at in odd)[:SAMPLE]
    if len(FOREIGN.findall(sample)) < 2:
        return text
    accented = sum(not line.isascii() for line in lines)
    score, reread = max(
        ((vietnamese_score(each(sample)), each) for each in REREADINGS), key=lambda pair: pair[0]
    )
    is_whole = 10 * len(odd) > 9 * accented and score >= 3 and score > 1.2 * max(vietnamese_score(sample), 0)
    for at in odd:
        lines[at] = reread(lines[at]) if is_whole else _repaired_line(lines[at])
    return "\n".join(lines)


def _repaired_line(line: str) -> str:
    """One line in another encoding than the rest, as when a letterhead was pasted from an old file."""
    if len(FOREIGN.findall(line)) < 2:
        return line
    score, best = max((vietnamese_score(reread(line)), reread(line)) for reread in REREADINGS)
    return best if score >= 2 and score > vietnamese_score(line) + 1 else line


def _unquoted(text: str) -> str:
    """Plain ASCII that is VIQR: sure marks, and a third of its words become Vietnamese ones."""
    sample = text[:SAMPLE]
    if len(VIQR_SURE.findall(sample)) < 3:
        return text
    reread = from_viqr(sample)
    return from_viqr(text) if 3 * vietnamese_score(reread) >= len(reread.split()) else text


def from_old_face(text: str, face: str) -> str:
    """Words set in a face of the 1990s (".VnTime", ".VnTimeH", "VNI-Times") as Unicode.

    A face whose name ends in H prints capitals only. Text that is Unicode in spite of its face stays.
    """
    name = face.lower()
    if not name.startswith((".vn", "vni-")) or any(ord(letter) > 0x2FF for letter in text):
        return text
    reread = from_tcvn3(text) if name.startswith(".vn") else from_vni(text)
    if vietnamese_score(text) > vietnamese_score(reread):
        reread = text
    return reread.upper() if name.startswith(".vn") and name.endswith("h") else reread
