"""Every date token of the text, with the line it begins on."""

import re
from collections.abc import Iterable

from thidua.documents.reading.lines import Block
from thidua.documents.reading.placedate import calendar_day
from thidua.documents.reading.structure import DateMention

DATE_TOKEN = re.compile(
    r"(?=[nN\d])(?:(?P<long>(?:[Nn]gày|NGÀY)\s+(?P<ld>\d{1,2})\s+(?:tháng|"
    r"THÁNG)\s+(?P<lm>\d{1,2})\s+(?:năm|NĂM)\s+(?P<ly>\d{4}))"
    r"|(?<![\d/])(?P<full>(?P<fd>\d{1,2})(?:\s?/\s?|[-.])(?P<fm>\d{1,2})(?:\s?/\s?|"
    r"[-.])(?P<fy>\d{4}))(?![\d/])"
    r"|(?<![\d/])(?P<short>(?P<sd>\d{1,2})/(?P<sm>\d{1,2}))(?![\d/]|\s?%)"
    r"|(?P<school>(?:[Nn]ăm học|Năm Học|NĂM HỌC)\s+(?P<s1>\d{4})\s*[-–—]\s*(?P<s2>\d{4}))"
    r"|(?<![\d/])(?P<range>(?P<r1>[12]\d{3})\s*[-–—]\s*(?P<r2>[12]\d{3}))(?![\d/])"
    r"|(?P<year>(?<!\w)(?:[Nn]ăm|NĂM)\s+(?P<y>[12]\d{3}))(?!\s*[-–—]\s*[12]\d{3})(?!\d))"
)


def read_dates(blocks: Iterable[Block]) -> tuple[DateMention, ...]:
    """Dates, day-and-months, school years, year ranges and years, in reading order, duplicates kept."""
    return tuple(mention for block in blocks for mention in _of_block(block))


def _of_block(block: Block) -> Iterable[DateMention]:
    for found in DATE_TOKEN.finditer(block.text):
        kind, value = _meaning(found)
        if value is not None:
            yield DateMention(found[0], value, kind, block.line_at(found.start()))


def _meaning(found: re.Match[str]) -> tuple[str, str | None]:
    """The kind and the ISO value of a token; a day that no calendar has gives None."""
    if found["long"]:
        return "date", _iso(found["ly"], found["lm"], found["ld"])
    if found["full"]:
        return "date", _iso(found["fy"], found["fm"], found["fd"])
    if found["short"]:
        leap = _iso("2000", found["sm"], found["sd"])
        return "day_month", f"-{leap[4:]}" if leap else None
    if found["school"]:
        return "school_year", f"{found['s1']}-{found['s2']}"
    if found["range"]:
        return "year_range", f"{found['r1']}-{found['r2']}"
    return "year", found["y"]


def _iso(year: str, month: str, day: str) -> str | None:
    known = calendar_day(year, month, day)
    return known.isoformat() if known else None
