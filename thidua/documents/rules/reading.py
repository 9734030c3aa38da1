"""What a reading may be corrected in, what its irregularities ask of an officer, which words it explains. Pure."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.core.errors import Blocker
from thidua.core.text import as_key, fold

ABSENT = "không nêu trong văn bản"
ABSENCES = {"blank": "để trống trong văn bản", "unreadable": "không đọc được", "absent": ABSENT}


@dataclass(frozen=True)
class Place:
    """One value of a reading that a person may put right: its path, its label, and how it is typed."""

    where: str
    label: str
    typed: str = "text"  # text, number, day, kind


HEAD = (
    Place("metadata.doc_type", "Tên loại", "kind"),
    Place("metadata.number", "Số, ký hiệu", "number"),
    Place("metadata.date", "Ngày văn bản", "day"),
    Place("metadata.place", "Địa danh"),
    Place("metadata.governing_body", "Cơ quan chủ quản"),
    Place("metadata.issuers", "Cơ quan ban hành"),
    Place("metadata.title", "Trích yếu"),
    Place("metadata.movement_name", "Tên phong trào"),
    Place("metadata.school_year", "Năm học"),
    Place("metadata.period", "Thời gian"),
)
_ITEMS = {
    "cited_documents": {
        "number": ("Số, ký hiệu của văn bản được nhắc", "text"),
        "date": ("Ngày của văn bản được nhắc", "day"),
        "issuer": ("Cơ quan ban hành văn bản được nhắc", "text"),
        "title": ("Trích yếu của văn bản được nhắc", "text"),
    },
    "recipients.items": {"name": ("Nơi nhận", "text"), "role": ("Vai trò của nơi nhận", "text")},
    "signers": {"name": ("Người ký", "text"), "title": ("Chức vụ người ký", "text")},
}
_ITEM = re.compile(r"(cited_documents|recipients\.items|signers)\.([0-9]{1,4})\.([a-z_]+)")


def place_of(reading: Mapping[str, Any], where: str) -> Place | None:
    """The value a path means; None when a reading has no such value, or it is not one to be put right."""
    head = next((place for place in HEAD if place.where == where), None)
    if head is not None:
        return head
    found = _ITEM.fullmatch(where)
    if found is None:
        return None
    label, typed = _ITEMS[found[1]].get(found[3], ("", ""))
    rows = _walk(reading, found[1])
    within = isinstance(rows, list) and int(found[2]) < len(rows)
    return Place(where, label, typed) if label and within else None


def _walk(reading: Mapping[str, Any], where: str) -> Any:
    value: Any = reading
    for part in where.split("."):
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, list) and (place := as_key(part)) is not None and place < len(value):
            value = value[place]
        else:
            return None
    return value


def text_at(reading: Mapping[str, Any], where: str) -> str:
    """What was read at a path, as one line of text; empty when the text does not state it."""
    value = _walk(reading, where)
    if isinstance(value, Mapping):
        value = value.get("normalized") or value.get("text")
    if isinstance(value, list):
        value = " và ".join(str(row["name"]) for row in value)
    return "" if value is None else str(value)


def line_at(reading: Mapping[str, Any], where: str) -> int | None:
    """The line on which a value of the reading stands, as far as the reading says."""
    if where.startswith("metadata."):
        return _head_line(_mapping(reading.get("metadata")), where.removeprefix("metadata."))
    row = _mapping(_walk(reading, where.rpartition(".")[0]))
    first: Mapping[str, Any] = next(iter(row.get("occurrences") or ()), {})
    line = row.get("line") or row.get("name_line") or first.get("line")
    return line if isinstance(line, int) else None


def _head_line(head: Mapping[str, Any], name: str) -> int | None:
    value = head.get(name)
    if isinstance(value, Mapping) and "line" in value:
        return int(value["line"])
    if name == "issuers" and value:
        return int(value[0]["line"])
    lines = head.get("title_lines") or [None]
    known = {
        "doc_type": head.get("doc_type_line"),
        "date": head.get("place_date_line"),
        "place": head.get("place_date_line"),
        "title": lines[0],
        "movement_name": lines[0],
    }
    line = known.get(name)
    return line if value and isinstance(line, int) else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def blockers_to_correct(place: Place | None, *, was: str, now: str, reason: str) -> list[Blocker]:
    """A correction names a value of the reading, changes it, is typed as such a value is, and gives its reason."""
    if place is None:
        return [Blocker("Không có giá trị nào như vậy trong phần đã đọc.")]
    found = []
    if was == now:
        found.append(Blocker(f"{place.label}: giá trị mới giống hệt giá trị đang dùng."))
    if place.typed == "number" and now and not re.fullmatch(r"\d{1,6}/\S.*", now):
        found.append(Blocker("Số, ký hiệu viết như 30/KH-THPTLT; văn bản không có số thì để trống."))
    if place.typed == "day" and now and _day(now) is None:
        found.append(Blocker(f"{place.label} phải là một ngày, ví dụ 20/9/2021."))
    if not reason.strip():
        found.append(Blocker("Hãy ghi lý do sửa, ví dụ: bản giấy ghi rõ ngày 20/9/2021."))
    return found


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


# Which irregularity says why a part is missing.
_REASONS = {
    "metadata.number": ("MISSING_NUMBER",),
    "metadata.date": ("MISSING_DATE",),
    "metadata.place": ("MISSING_DATE",),
    "metadata.issuers": ("MISSING_ISSUER_HEADER",),
    "metadata.governing_body": ("MISSING_ISSUER_HEADER",),
    "criteria": ("NO_CRITERIA",),
    "awards": ("AWARD_RULES_BY_REFERENCE", "NO_AWARD_FORMS"),
    "deadlines": ("NO_DEADLINE",),
    "recipients": ("EMPTY_RECIPIENTS",),
    "signers": ("MISSING_SIGNER",),
}


# Under which key the reader says why a value of the first page is missing.
_ABSENT_AT = {
    "metadata.doc_type": "kind",
    "metadata.number": "number",
    "metadata.date": "date",
    "metadata.place": "place",
    "metadata.issuers": "issuer",
    "metadata.title": "title",
}


def absence(reading: Mapping[str, Any], where: str) -> str:
    """How a value that was not read is absent: a place was left open for it, it is unreadable, or nothing is said."""
    said = _mapping(_mapping(reading.get("metadata")).get("absent"))
    return ABSENCES[said.get(_ABSENT_AT.get(where, ""), "absent")]


def file_notes(reading: Mapping[str, Any]) -> list[str]:
    """What is odd about the file that was read (macros, hidden text, an old encoding, recognised print)."""
    return [str(note) for note in _mapping(reading.get("intake")).get("notes") or ()]


def reason_absent(where: str, anomalies: Iterable[tuple[str, str]]) -> str:
    """Why a value is not there, in the reader's own words (code, sentence); else that nothing was found."""
    said = dict(reversed(list(anomalies)))
    wanted = _REASONS.get(where, ())
    return next((said[code] for code in wanted if code in said), "Đã tìm mà không thấy trong văn bản.")


def extent(lines: Sequence[str], start: int, last: int, words: str = "") -> list[int]:
    """The lines (from 1) over which a phrase that begins on line `start` runs, blank lines left out.

    Where the wording is not found as it stands, the sentence: up to a line that ends one, at most `last`.
    """
    wanted = "".join(words.split())
    gathered, taken = "", []
    for no in range(start, min(max(last, start), len(lines)) + 1):
        text = lines[no - 1].strip()
        if not text:
            continue
        gathered += "".join(text.replace("*", "").split())
        taken.append(no)
        if wanted and wanted in gathered:
            return taken
        if not wanted and text.endswith((".", ";", ":", "!", "?")):
            return taken
    return extent(lines, start, last) if wanted else taken


class Blocks:
    """The stretches of a text, asked by line: which block of lines a line belongs to."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def last_line(self, line: int) -> int:
        """The last line of the block in which a line stands; the line itself when it stands in none."""
        place = bisect_right(self.starts, line) - 1
        return max(line, self.spans[place][1]) if place >= 0 else line


# Words that a text explains


@dataclass(frozen=True)
class Explained:
    """One word of a text: what it means, whether the text itself says so, and on which line."""

    written: str
    means: str
    stated: bool
    line: int
    source: str


_SOURCES = {
    "stated": "văn bản nêu",
    "inferred": "suy ra từ chữ trong văn bản",
    "known": "chữ viết tắt thông dụng",
}


def terms_in(reading: Mapping[str, Any]) -> list[Explained]:
    """The words of a reading's glossary, each wording once, those that the text itself explains first."""
    found = [_explained(row) for row in reading.get("glossary") or ()]
    kept: dict[str, Explained] = {}
    for term in sorted(found, key=lambda term: not term.stated):
        kept.setdefault(fold(term.written), term)
    return [term for key, term in kept.items() if key]


def _explained(row: Mapping[str, Any]) -> Explained:
    means, source = row.get("meaning") or "", str(row.get("source") or "")
    stated = source == "stated" and bool(means)
    return Explained(row["term"], means, stated, int(row["line"]), _SOURCES.get(source, "không rõ nghĩa"))


def blockers_to_confirm(*, means: str, confirmed: bool) -> list[Blocker]:
    """A term is confirmed once, and only with a meaning."""
    if confirmed:
        return [Blocker("Thuật ngữ này đã có người xác nhận.")]
    return [] if means.strip() else [Blocker("Hãy ghi thuật ngữ này nghĩa là gì trước khi xác nhận.")]
