"""Slips of the typewriter: impossible syllables, doubled words, near misses of the words of the trade.

The source is never corrected (traceability E.1, no. 22); the officer gets a notice, and false alarms
are kept rare by looking only at small words next to each other, never at names.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from thidua.documents.reading.cues import Cues
from thidua.documents.reading.lines import words as word_set

ONSET = "ngh|ng|nh|ph|th|tr|ch|gh|gi|kh|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
NUCLEUS = "[aăâeêioôơuưy]{1,3}"
CODA = "ch|ng|nh|c|m|n|p|t|"
SYLLABLE = re.compile(rf"(?:{ONSET})(?:{NUCLEUS})(?:{CODA})")
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
WORD = re.compile(r"[^\W\d_]+")
DOUBLED = re.compile(r"(?<![^\s“\"(])([^\W\d_]{2,}) \1(?!\w)")
# Doubling is grammar in these words, not a slip.
REDUPLICATED = word_set(
    "ngày đời luôn mãi dần nhà người từ thường hằng dần xanh chiều sáng nơi ai lớp từng năm tháng đêm rất "
    "song sóng đều xa gần nhỏ to thầm ào lâu vui khẽ riêng chung tầng hàng"
)
TRADE_WORDS = frozenset(
    {
        "phong trào", "thực hiện", "tuyên truyền", "phấn đấu", "khen thưởng", "triển khai", "nhiệm vụ",
        "trách nhiệm", "nhà trường", "hoàn thành", "thành tích", "xuất sắc", "điển hình", "tiên tiến",
        "phối hợp", "hưởng ứng", "giáo dục", "phát động", "học sinh", "đơn vị", "kế hoạch", "nghiêm túc",
    }
)  # fmt: skip
# For these a letter may also be wrong, not only an accent.
OFTEN_MISTYPED = frozenset({"phong trào", "thực hiện", "tuyên truyền", "nhiệm vụ"})
# Neighbours that only look like a word of the trade: "theo hướng ứng dụng", "hình thức hiện nay".
RIGHT_AS_TYPED = frozenset(
    {
        "phần đầu", "khen thường", "thực hiệu", "hoàn thanh", "phong trao", "nhà trưởng", "hướng ứng",
        "thức hiện", "tuyến truyền", "tuyển truyền", "nghiệm tức", "đón vị", "thúc hiện",
    }
)  # fmt: skip
# So many different slips in one text are looked for together; a text with more is no careful typing at all.
FEW = 60
SAYING = re.compile(r"(?<!\w)(\w{1,8} \w{1,8}), tương ái")


def slips_in(cues: Cues) -> list[tuple[int, str]]:
    """Line and wording of every likely slip, in reading order, each wording once a line; each word is judged once."""
    words = WORD.findall(cues.joined)
    neighbours = set(pairwise(words))
    found = [*_suspects(cues.joined, set(words), neighbours), *_sayings(cues.joined)]
    if any(first == second for first, second in neighbours):
        found += _doubled(cues.joined)
    seen: dict[tuple[int, str], None] = {}
    for offset, wording in sorted(found):
        seen.setdefault((cues.line_at(offset), wording))
    return list(seen)


def _suspects(text: str, words: set[str], neighbours: set[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """Words that no syllable can be, and neighbours that nearly are a word of the trade."""
    bad = {word for word in words if not is_possible(word)}
    near = {pair for pair in neighbours if is_near_miss(*pair)}
    if not bad and not near:
        return
    wordings = bad | {f"{first} {second}" for first, second in near}
    if len(wordings) <= FEW:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(wordings, key=len, reverse=True))})(?!\w)")
        yield from ((found.start(), found[0]) for found in pattern.finditer(text))
        return
    for first, second in pairwise(WORD.finditer(text)):
        if first[0] in bad:
            yield first.start(), first[0]
        beside = second.start() == first.end() + 1 and text[first.end()] == " "
        if beside and (first[0], second[0]) in near:
            yield first.start(), f"{first[0]} {second[0]}"


def _doubled(text: str) -> Iterator[tuple[int, str]]:
    for found in DOUBLED.finditer(text):
        if found[1].islower() and found[1] not in REDUPLICATED and not found[1].isascii():
            yield found.start(), found[0]


def is_possible(word: str) -> bool:
    """Whether a small word with Vietnamese letters can be a syllable; capitalised words are names."""
    if word.isascii() or len(word) == 1 or len(word) > 12 or not word.islower():
        return True
    parts = unicodedata.normalize("NFD", word)
    toneless = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    return bool(SYLLABLE.fullmatch(toneless))


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The word without accents, đ as d, in small letters."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(part for part in parts if not unicodedata.combining(part)).replace("đ", "d")


def is_near_miss(first: str, second: str) -> bool:
    """Whether two small neighbours look like a word of the trade and are not it: an accent differs, or
    one letter in the words often mistyped.
    """
    pair = f"{first} {second}"
    if len(pair) > 16 or pair in TRADE_WORDS or pair in RIGHT_AS_TYPED or not pair.islower():
        return False
    if fold(pair) in _FOLDED_TRADE:
        return True
    return any(_one_letter_off(first, right) for right in _BEFORE.get(second, ())) or any(
        _one_letter_off(second, right) for right in _AFTER.get(first, ())
    )


def _one_letter_off(typed: str, right: str) -> bool:
    """One letter put in, left out or changed after the first, in words of at least four letters."""
    a, b = fold(typed), fold(right)
    if a == b or a[0] != b[0] or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 4:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _sayings(text: str) -> Iterator[tuple[int, str]]:
    """Half of a fixed saying with the other half misspelt ("trung thân, tương ái")."""
    for found in SAYING.finditer(text) if "tương ái" in text else ():
        first, second = found[1].lower().split(" ")
        half_right = (first == "tương") != (second == "thân")
        if half_right:
            yield found.start(), found[0]


_FOLDED_TRADE = frozenset(fold(word) for word in TRADE_WORDS)
_BEFORE: defaultdict[str, list[str]] = defaultdict(list)
_AFTER: defaultdict[str, list[str]] = defaultdict(list)
for _trade in OFTEN_MISTYPED:
    _first, _second = _trade.split(" ")
    _BEFORE[_second].append(_first)
    _AFTER[_first].append(_second)
