"""Bytes of a plain text file to characters: which encoding they are in, told by what reads as Vietnamese."""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from thidua.documents.limits import refusal
from thidua.documents.reading.intake.legacy import from_tcvn3, from_vni, repair, vietnamese_score

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SAMPLE = 100_000
NO_TEXT = "Tệp không phải là văn bản. Hãy gửi tệp Word, PDF có chữ hoặc tệp văn bản thuần."
NO_ENCODING = "Không nhận ra bảng mã chữ Việt của tệp. Hãy lưu lại tệp ở dạng UTF-8."


class PlainText(NamedTuple):
    """The characters of a file and the encoding they were in (Python's name, or "tcvn3", "vni")."""

    text: str
    encoding: str


def plain_text(data: bytes) -> PlainText:
    """Text from UTF-8, UTF-16, Windows-1258, TCVN3 or VNI bytes; refuses bytes that are no text at all."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return PlainText(_checked(data.decode(encoding, errors="replace")), encoding)
    if b"\x00" in data[:4096] and (encoding_found := _unmarked_utf16(data)):
        return PlainText(_checked(data.decode(encoding_found, errors="replace")), encoding_found)
    try:
        return PlainText(_checked(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        found = _best_reading(data)
    return PlainText(_checked(found.text), found.encoding)


def unicode_form(text: str) -> str:
    """ "NFC", "NFD", or "mixed" when it is neither throughout."""
    if unicodedata.is_normalized("NFC", text):
        return "NFC"
    return "NFD" if unicodedata.is_normalized("NFD", text) else "mixed"


def as_unicode(text: str) -> str:
    """The text in composed Unicode, whatever it was typed in."""
    return unicodedata.normalize("NFC", repair(text))


def line_starts(data: bytes, found: PlainText) -> tuple[int, ...]:
    """The byte at which each line of the text begins in the file."""
    width = 2 if found.encoding.startswith("utf-16") else 1
    starts = [3 if found.encoding == "utf-8-sig" else 2 if found.encoding == "utf-16" else 0]
    is_low_first = found.encoding == "utf-16-le" or data.startswith(b"\xff\xfe")
    newline = rb"\r\n|\r|\n"
    if width == 2:
        newline = rb"\r\x00\n\x00|\r\x00|\n\x00" if is_low_first else rb"\x00\r\x00\n|\x00\r|\x00\n"
    for end in re.finditer(newline, data):
        if (end.start() - starts[0]) % width == 0:
            starts.append(end.end())
    if starts[-1] >= len(data) and len(starts) > 1:
        starts.pop()
    return tuple(starts)


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[:4096]
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    if max(low, high) < len(sample) // 8:
        return None
    return "utf-16-le" if low >= high else "utf-16-be"


def _best_reading(data: bytes) -> PlainText:
    """Try the encodings of old Vietnamese files on the beginning and keep the one that makes syllables."""
    if CONTROL.search(data[:4096].decode("latin-1")):
        raise refusal(NO_TEXT)
    readings: dict[str, Callable[[bytes], str]] = {
        "tcvn3": lambda raw: from_tcvn3(raw.decode("latin-1")),
        "vni": lambda raw: from_vni(raw.decode("cp1252", errors="replace")),
        "cp1258": lambda raw: unicodedata.normalize("NFC", raw.decode("cp1258", errors="replace")),
        "utf-8": lambda raw: raw.decode("utf-8", errors="replace"),
    }
    sample = data[:SAMPLE]
    scores = {encoding: vietnamese_score(read(sample)) for encoding, read in readings.items()}
    best = max(scores, key=scores.__getitem__)
    if scores[best] <= 0:
        raise refusal(NO_ENCODING)
    return PlainText(readings[best](data), best)


def _checked(text: str) -> str:
    sample = text[:SAMPLE]
    bad = len(CONTROL.findall(sample)) + sample.count("\ufffd")
    if bad > 2 + len(sample) // 200:
        raise refusal(NO_TEXT)
    return CONTROL.sub(" ", text)
