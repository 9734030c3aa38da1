"""Texts that a web page or a slide site has poured onto one line are cut again where lines must have begun.

The cut lines keep the number of the line they came from. Only a line that holds a letterhead and what comes
after it is taken for poured; an ordinary long paragraph is never cut.
"""

import re
from collections.abc import Iterator, Sequence

from thidua.documents.reading.folding import folded
from thidua.documents.reading.kinds import KINDS
from thidua.documents.reading.letterhead import NATIONAL_TITLE
from thidua.documents.reading.lines import Line

LONG = 160
_KINDS = "|".join(sorted((kind for kind in KINDS if " " in kind), key=len, reverse=True))
IN_HEAD = re.compile(
    rf"(?<=\S)\s*(?=CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập\s*[-–]|(?<![\w/])Số\s?:|Kính gửi\s*:|V/v\s|"
    rf"(?:{_KINDS})(?:\s?[:A-ZĐÀ-Ỹ]))"
)
IN_BODY = re.compile(
    r"\s+(?=[IVX]{1,5}\s?[.)/-]\s?[A-ZĐÀ-Ỹ]|Điều \d{1,3}\s?[.:]|Chương [IVX]{1,5}\s|Nơi nhận\s*:|"
    r"QUYẾT ĐỊNH\s?:"
    r"|(?:KT|TM|TL|TUQ)\.\s?[A-ZĐÀ-Ỹ]{2})"
    r"|(?<=[.;:])\s+(?=\d{1,2}(?:\.\d{1,2})?[.)/]\s?[A-ZĐÀ-Ỹ]|[a-zđ][.)]\s?[A-ZĐÀ-Ỹ]|[-–+•]\s?[A-ZĐÀ-Ỹ]|"
    r"Căn cứ |Thực hiện |"
    r"Theo đề nghị |Xét đề nghị |Trên đây )"
    r"|(?<=[A-ZĐÀ-Ỹ]{2})\s+(?=(?:\d{1,2}\.|[-–+])\s[A-ZĐÀ-Ỹ][a-zà-ỹ]|PHÓ (?:HIỆU|GIÁM|TRƯỞNG|CHỦ))"
    r"|(?<=[\w.])(?<!PHÓ)(?<!KT\.)(?<!P\.)(?<!TM\.)(?<!TL\.)\s+(?=(?:P\. ?)?(?:HIỆU TRƯỞNG|GIÁM ĐỐC|"
    r"TRƯỞNG PHÒNG|CHỦ TỊCH)\s+(?:\(|[A-ZĐ][a-zà-ỹ]))"
)
RECIPIENTS = re.compile(r"Nơi nhận\s*:\s*-")
# A slide site numbers its pages in front of the text: "1. UBND TỈNH …".
PAGE_IN_FRONT = re.compile(r"\d{1,3}\.\s+(?=[A-ZĐÀ-Ỹ]{2})")
TITLE_END = re.compile(r"\s+(?=(?:Căn cứ|Thực hiện|Kính gửi|Theo|Để|Nhằm|Trên cơ sở) [a-zđà-ỹA-ZĐ])")
OFFICE_AND_NAME = re.compile(
    r"^((?:(?:KT|TM|TL)\.\s?)?[A-ZĐÀ-Ỹ. ]*(?:TRƯỞNG|ĐỐC|TỊCH|PHÒNG))\s+(?=[A-ZĐ][a-zà-ỹ])"
)


def unrolled(lines: Sequence[Line]) -> list[Line]:
    """The same lines, those that hold a poured text cut; any other text comes back as it was."""
    poured = next((at for at, line in enumerate(lines[:40]) if _is_poured(line)), None)
    if poured is None:
        return list(lines)
    out = list(lines[:poured])
    for at, line in enumerate(lines[poured:]):
        is_long = len(line.text) >= LONG or RECIPIENTS.match(line.text)
        out += _cut(line, in_head=at == 0) if is_long else [line]
    return out


def _is_poured(line: Line) -> bool:
    if len(line.text) < LONG:
        return False
    first = line.text[:4000]
    return NATIONAL_TITLE.search(folded(first)) is not None and len(IN_HEAD.findall(first)) >= 3


def _cut(line: Line, *, in_head: bool) -> Iterator[Line]:
    parts = [line.text]
    if in_head:
        parts = [PAGE_IN_FRONT.sub("", line.text, count=1)]
        parts = [part for text in parts for part in _split(IN_HEAD, text)]
    parts = [part for text in parts for part in _split(IN_BODY, text)]
    for part in parts:
        pieces = _split(TITLE_END, part, once=True) if in_head and _is_kind(part) else [part]
        for piece in pieces:
            office = OFFICE_AND_NAME.match(piece)
            for text in (office[1], piece[office.end() :]) if office else (piece,):
                yield Line(line.no, text, text)


def _split(pattern: re.Pattern[str], text: str, *, once: bool = False) -> list[str]:
    cuts = [0]
    for found in pattern.finditer(text):
        cuts.append(found.end())
        if once:
            break
    ends = [*cuts[1:], len(text)]
    return [piece for start, end in zip(cuts, ends, strict=True) if (piece := text[start:end].strip())]


def _is_kind(text: str) -> bool:
    return bool(re.match(rf"(?:{_KINDS})", text))
