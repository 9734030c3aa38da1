"""Vietnamese text as machines need it: folded for search, keyed for sorting, spelled out in words."""

import unicodedata

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng
_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: they make another letter
_FOLD = {"đ": "d", "Đ": "d"}
_RANK = {letter: index for index, letter in enumerate(_LETTERS, start=1)}


def fold(text: str) -> str:
    """Lower case without marks, đ as d, blanks joined: what a hurried officer types finds what was written."""
    plain = "".join(
        _FOLD.get(c, c) for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
    )
    return " ".join(plain.lower().split())


def sort_key(text: str) -> str:
    """A string whose byte order is the Vietnamese dictionary order: letters first, then tones.

    The packaged PostgreSQL is built without ICU, so the key is made here and stored in a column.
    """
    return " ".join(_syllable_key(word) for word in text.lower().split())


def name_key(name: str) -> str:
    """The key of a person's name: given name first, as lists in Vietnam are ordered."""
    words = name.split()
    return sort_key(" ".join([words[-1], *words[:-1]])) if words else ""


def _syllable_key(word: str) -> str:
    letters, tone = [], 0
    for cluster in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", cluster)
        tone = next((_TONES[c] for c in parts if c in _TONES), tone)
        letter = unicodedata.normalize("NFC", parts[0] + "".join(c for c in parts[1:] if c in _MARKS))
        letters.append(chr(64 + _RANK[letter]) if letter in _RANK else letter)
    return f"{''.join(letters)}{tone}"


def initials(name: str) -> str:
    """ "Nguyễn Mẫu An" → "N.M.A.": how a minor is named in public without a guardian's consent."""
    return "".join(f"{word[0].upper()}." for word in name.split())


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ((1_000_000_000, "tỷ"), (1_000_000, "triệu"), (1_000, "nghìn"))


def in_words(number: int) -> str:
    """A whole number from 0 to 999,999,999,999 in Vietnamese words, as money and counts are written.

    Raises:
        ValueError: the number is outside that range.
    """
    if not 0 <= number < 10**12:
        raise ValueError(f"Không đọc được số {number}: chỉ từ 0 đến 999.999.999.999.")
    if number < 1000:
        return _hundreds(number, full=False)
    parts: list[str] = []
    for scale, name in _SCALES:
        group, number = divmod(number, scale)
        if group:
            parts.append(f"{_hundreds(group, full=bool(parts))} {name}")
    if number:
        parts.append(_hundreds(number, full=True))
    return " ".join(parts)


def _hundreds(number: int, *, full: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or full else []
    if rest and rest < 10 and words:
        return f"{words[0]} linh {_DIGITS[rest]}"
    return " ".join([*words, *([_tens(rest)] if rest or not words else [])])


def _tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    lead = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return lead
    last = {1: "mốt" if tens > 1 else "một", 5: "lăm", 4: "tư" if tens > 1 else "bốn"}.get(
        ones, _DIGITS[ones]
    )
    return f"{lead} {last}"


def as_key(text: str) -> int | None:
    """The number a key in an address or a hidden box stands for; None for whatever no row can have as its key.

    "²" is a digit to Python that no int can be made of, and an int of thousands of digits is refused.
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None


def thousands(number: int) -> str:
    """1234567 → "1.234.567", as figures are printed in Vietnam."""
    return f"{number:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """58 of 60 → "96,7 %": one decimal, rounded, but only the whole is ever 100 %.

    A whole of nothing has no share: "không tính được".
    """
    if whole <= 0:
        return "không tính được"
    tenths = min((part * 2000 + whole) // (2 * whole), 1000 if part >= whole else 999)
    return f"{tenths // 10},{tenths % 10} %"
