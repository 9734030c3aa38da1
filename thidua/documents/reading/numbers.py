"""The number and symbol of a paper, as letterheads and citations write them.

State bodies write "12/KH-UBND" or "05/2020/TT-BGDĐT"; the Party and its unions write "29-NQ/TW" and, in the
Youth Union, also "298 KH/TWĐTN". Blanks may stand anywhere inside; a scan gives l or I for 1 and O for 0.
"""

import re
from typing import NamedTuple

from thidua.documents.reading.folding import folded

CAPS = "A-ZĐĂÂÊÔƠƯÐ"
# The word "số" and what stands between it and the serial.
NUMBER_WORD = re.compile(r"(?<![a-z])s[o0]\s?(?:ky hieu|hieu|kh)?\s*[:;.,]?\s*(?=[\s\d.…_/lio-]|$)")
_SEGMENT = rf"[{CAPS}](?:[{CAPS}\d&]|[a-zđ](?=[{CAPS}\d&/\s.,;:)(\-–]|$)){{0,24}}"
SYMBOL = (
    rf"{_SEGMENT}(?:(?:\s?[-–—/]\s?|\s[-–—]\s?|\s?[-–—]\s|\.(?=[{CAPS}]{{2}})){_SEGMENT}){{0,5}}(?![a-zà-ỹ])"
)
_PARTY_KIND = (
    "KHLT|KHPH|KH|NQLT|NQ|QĐ|QD|CTHĐ|CTPH|CTr|CTR|CT|KL|HDLT|HD|TB|BC|TTr|TTR|CV|GM|QC|QyĐ|ĐA|PA|BB|ĐC|TT"
)
_SERIAL = r"(?P<serial>\d{1,6})(?P<letter>[a-zđ]?)"
STATE_FORM = (
    rf"{_SERIAL}\s{{0,3}}/\s{{0,3}}(?:(?P<year>(?:19|20)\d{{2}})\s{{0,2}}/\s{{0,2}})?(?P<symbol>{SYMBOL})"
)
PARTY_FORM = (
    r"(?P<party_serial>\d{1,6})(?P<party_letter>[a-zđ]?)\s{0,2}[-–—]?\s{0,2}"
    rf"(?P<party_symbol>(?:{_PARTY_KIND})\s?/\s?{SYMBOL})"
)
NUMBER = re.compile(rf"(?<![\w/.,-])(?:{STATE_FORM}|{PARTY_FORM})")
# In a letterhead, after the word "số", a scan may have read letters where digits stand.
_SCANNED_SERIAL = re.compile(r"[\dlIO|]{1,6}(?=[a-zđ]?\s*[/-])")
_BLANK_SERIAL = re.compile(
    rf"[\s.…_]*(?:[/-]\s*(?:(?:19|20)\d{{2}}\s*/\s*)?[\s.…_]*(?P<symbol>{SYMBOL})?|[.…_]{{2,}}|$)"
)
_BARE_SERIAL = re.compile(r"(?P<serial>\d{1,6})\s*(?:/\s*)?$")


class PaperNumber(NamedTuple):
    """A number found in a text: `raw` as typed, `written` without stray blanks, where it starts and ends."""

    raw: str
    written: str
    serial: int
    symbol: str
    start: int
    end: int


def tidy(text: str) -> str:
    """A number or symbol without blanks, its dashes plain hyphens and its Đ the Vietnamese letter."""
    return re.sub(r"\s+", "", text).replace("–", "-").replace("—", "-").replace("Ð", "Đ")


def as_number(found: re.Match[str], *, raw: str | None = None) -> PaperNumber:
    """What a match of `NUMBER` says; `raw` is what was typed, when the match is of a mended text."""
    serial = found["serial"] or found["party_serial"]
    symbol = tidy(found["symbol"] or found["party_symbol"])
    written = tidy(found[0])
    if found["party_serial"]:
        written = f"{serial}{found['party_letter']}-{symbol}"
    return PaperNumber(raw or found[0], written, int(serial), symbol, found.start(), found.end())


class NumberCell(NamedTuple):
    """What follows the word "số" in a letterhead: a number, or a place left open for one."""

    start: int
    end: int
    number: PaperNumber | None
    symbol: str | None


def number_in_letterhead(text: str) -> NumberCell | None:
    """The first "Số: …" of a cell, filled or left open; None when the cell has no such thing."""
    for word in NUMBER_WORD.finditer(folded(text)):
        if text[word.start() + 1] in "ởỞơƠ":
            continue
        rest = _digits_restored(text, word.end())
        if (found := NUMBER.match(rest, word.end())) is not None:
            number = as_number(found, raw=text[found.start() : found.end()])
            return NumberCell(word.start(), found.end(), number, number.symbol)
        if found := _BLANK_SERIAL.match(text, word.end()):
            symbol = tidy(found["symbol"]) if found["symbol"] else None
            return NumberCell(word.start(), found.end(), None, symbol)
        if word.start() == 0 and (bare := _BARE_SERIAL.match(text, word.end())):
            number = PaperNumber(bare[0], bare["serial"], int(bare["serial"]), "", bare.start(), bare.end())
            return NumberCell(0, bare.end(), number, None)
    return None


def _digits_restored(text: str, at: int) -> str:
    """The text with the letters that a scan put into the serial turned back into digits."""
    found = _SCANNED_SERIAL.match(text, at)
    if found is None or not any(letter.isdigit() for letter in found[0]):
        return text
    digits = found[0].translate(str.maketrans("lI|O", "1110"))
    return text[:at] + digits + text[found.end() :]
