"""Sheets of units and staff, checked cell by cell. Pure: rows in, drafts and errors out; no database, no clock.

Every error of the file is found, not only the first; each names its cell as the spreadsheet does. What needs
the stored data (does the unit stand on that day, is the person counted elsewhere) is asked by the action.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from thidua.core.sheets import Column
from thidua.core.text import fold, sort_key

Row = tuple[int, list[str]]  # the number in the sheet, and the cells in the order of the columns asked for

STAFF_COLUMNS = (
    Column("Mã nhân sự", also=("Mã định danh", "Mã cán bộ", "Mã giáo viên")),
    Column("Họ và tên", also=("Họ tên",)),
    Column("Giới tính", required=False),
    Column("Dân tộc", required=False),
    Column("Ngày sinh", required=False, also=("Ngày tháng năm sinh",)),
    Column("Mã đơn vị", also=("Mã trường",)),
    Column("Chức danh", also=("Chức vụ",)),
    Column("Loại chức vụ", also=("Vị trí việc làm",)),
    Column("Nhóm đối tượng", also=("Đối tượng",)),
    Column("Cán bộ quản lý", required=False, also=("Quản lý",)),
    Column("Từ ngày", also=("Ngày bắt đầu",)),
)
UNIT_COLUMNS = (
    Column("Mã đơn vị", also=("Mã trường",)),
    Column("Tên đơn vị", also=("Tên trường",)),
    Column("Loại đơn vị", also=("Loại hình",)),
    Column("Mã đơn vị cấp trên", also=("Mã cấp trên",)),
    Column("Quan hệ", required=False),
    Column("Tên viết tắt", required=False),
    Column("Ký hiệu văn bản", required=False),
    Column("Địa danh", required=False),
    Column("Từ ngày", also=("Ngày bắt đầu", "Ngày thành lập")),
)
_GENDERS = {"": "", "nu": "female", "nam": "male"}
_YES_NO = {"": "f", "co": "t", "x": "t", "khong": "f"}
# Nearly every cell is plain; one match in C tells, and only the others are asked what is wrong with them.
_PLAIN_CODE = re.compile(r"[A-Za-z0-9][\w.\-/]{0,39}").fullmatch
_PLAIN_NAME = re.compile(r"[^\W\d_][^\W\d_ ]*(?: [^\W\d_ ]+){0,7}").fullmatch
_FORMULA = ("=", "+", "-", "@")
_FIRST_DAY, _LAST_DAY = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
_EPOCH = dt.date(1899, 12, 30)  # day 0 of a spreadsheet's day numbers


class CellError(NamedTuple):
    """What is wrong with one cell."""

    cell: str
    message: str


class StaffRow(NamedTuple):
    """One person and the post that counts, ready to be staged. A blank means "as it is"."""

    row: int
    code: str
    name: str
    folded: str
    sort_key: str
    gender: str
    ethnicity: str
    birth: str
    unit: str
    title: str
    position: str
    group: str
    manager: str
    since: str


class UnitRow(NamedTuple):
    """One unit and its place, ready to be staged. A blank means "as it is"."""

    row: int
    code: str
    name: str
    folded: str
    sort_key: str
    kind: str
    parent: str
    relation: str
    short: str
    symbol: str
    seat: str
    since: str


@dataclass
class Checked:
    """What a sheet turned out to hold, gathered while it is read."""

    address: Callable[[int, int], str]  # the cell of a column in a row
    errors: list[CellError] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)  # each code, and the row it stands in
    rows: int = 0

    def wrong(self, column: int, row: int, message: str) -> None:
        """Note an error of one cell."""
        self.errors.append(CellError(self.address(column, row), message))


@dataclass(frozen=True)
class StaffWords:
    """The words a staff sheet may use, folded, and the units within reach by their codes."""

    positions: Mapping[str, str]
    groups: Mapping[str, str]
    units: Mapping[str, int]


@dataclass(frozen=True)
class UnitWords:
    """The words a unit sheet may use, folded, and the codes of units within reach."""

    kinds: Mapping[str, str]
    relations: Mapping[str, str]
    codes: frozenset[str]


@lru_cache(maxsize=20_000)
def _folded_word(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=20_000)
def _keyed_word(word: str) -> str:
    return sort_key(word)


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """`core.text.fold`, remembered: a sheet says the same few words a hundred thousand times."""
    return fold(text)


@lru_cache(maxsize=20_000)
def day_of(text: str) -> str | None:
    """The day a cell means, as ISO: 5/9/2021, 2021-09-05 or a spreadsheet's day number; None when it is no day."""
    if text.isascii() and text.isdigit():
        return _plausible(_EPOCH + dt.timedelta(days=int(text))) if len(text) == 5 else None
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return _plausible(dt.datetime.strptime(text, form).date())  # noqa: DTZ007 a date has no zone
        except ValueError:
            continue
    return None


def _plausible(day: dt.date) -> str | None:
    return day.isoformat() if _FIRST_DAY <= day <= _LAST_DAY else None


@lru_cache(maxsize=20_000)
def fault_of_text(text: str, longest: int) -> str:
    """What is wrong with a text cell: too long, control characters, or the look of a formula; "" when nothing."""
    if len(text) > longest:
        return f"dài {len(text)} ký tự, nhiều nhất {longest}."
    if text.startswith(_FORMULA):
        return f"bắt đầu bằng “{text[0]}” như một công thức; hãy ghi giá trị."
    if not text.isprintable() or "\\" in text or "\ufffd" in text:
        return "có ký tự điều khiển, xuống dòng hoặc chữ không đọc được; hãy gõ lại."
    return ""


def staff_rows(rows: Iterable[Row], words: StaffWords, checked: Checked) -> Iterator[StaffRow]:
    """The sound rows of a staff sheet; what is wrong with the others is noted in `checked`, cell by cell."""
    for number, cells in rows:
        checked.rows += 1
        before = len(checked.errors)
        made = _staff_row(number, cells, words, checked)
        if len(checked.errors) == before:
            yield made


def _staff_row(number: int, cells: list[str], words: StaffWords, checked: Checked) -> StaffRow:
    code, name, gender, ethnicity, birth, unit, title, position, group, manager, since = cells
    _check_code(checked, number, code, "Mã nhân sự")
    plain = title and len(name) <= 200 and _PLAIN_NAME(name)
    if not plain or fault_of_text(title, 120) or fault_of_text(ethnicity, 60):
        _check_texts(
            checked, number, ((1, name, 200, True), (3, ethnicity, 60, False), (6, title, 120, True))
        )
    parts = name.split()
    given_first = [parts[-1], *parts[:-1]] if parts else []
    return StaffRow(
        number,
        code,
        " ".join(parts),
        " ".join([_folded_word(part) for part in parts]),
        " ".join([_keyed_word(part) for part in given_first]),
        _word(checked, 2, number, gender, _GENDERS, "Nam hoặc Nữ"),
        ethnicity,
        _day(checked, 4, number, birth, required=False),
        _unit(checked, number, unit, words.units),
        title,
        _word(checked, 7, number, position, words.positions, "một loại chức vụ trong bảng mẫu"),
        _word(checked, 8, number, group, words.groups, "một nhóm đối tượng trong bảng mẫu"),
        _word(checked, 9, number, manager, _YES_NO, "Có hoặc Không"),
        _day(checked, 10, number, since, required=True),
    )


def _check_code(checked: Checked, number: int, code: str, label: str) -> None:
    if not code:
        checked.wrong(0, number, f"Chưa có {label.lower()}.")
    elif not _PLAIN_CODE(code) and (fault := fault_of_text(code, 40)):
        checked.wrong(0, number, f"{label} {fault}")
    elif (first := checked.seen.setdefault(code, number)) != number:
        checked.wrong(0, number, f"{label} {code} đã có ở dòng {first}.")


def _check_texts(checked: Checked, number: int, asked: Iterable[tuple[int, str, int, bool]]) -> None:
    for column, text, longest, required in asked:
        if required and not text:
            checked.wrong(column, number, "Ô này chưa có gì.")
        elif text and (fault := fault_of_text(text, longest)):
            checked.wrong(column, number, f"Ô này {fault}")


def _word(  # noqa: PLR0917 a cell is a place, a text and what it may be
    checked: Checked, column: int, number: int, text: str, words: Mapping[str, str], wanted: str
) -> str:
    found = words.get(folded(text))
    if found is None:
        checked.wrong(column, number, f"“{text}” không phải {wanted}." if text else f"Chưa ghi {wanted}.")
        return ""
    return found


def _day(checked: Checked, column: int, number: int, text: str, *, required: bool) -> str:
    if not text:
        if required:
            checked.wrong(column, number, "Chưa ghi ngày.")
        return ""
    found = day_of(text)
    if found is None:
        checked.wrong(column, number, f"“{text}” không phải một ngày; hãy ghi như 05/09/2021.")
        return ""
    return found


def _unit(checked: Checked, number: int, code: str, units: Mapping[str, int]) -> str:
    key = units.get(code)
    if key is None:
        said = f"Không có đơn vị mã “{code}” trong phạm vi của anh/chị." if code else "Chưa có mã đơn vị."
        checked.wrong(5, number, said)
        return ""
    return str(key)


def unit_rows(rows: Iterable[Row], words: UnitWords, checked: Checked) -> list[UnitRow]:
    """The sound rows of a unit sheet, parents before children; errors are noted in `checked`, cell by cell."""
    made: list[UnitRow] = []
    for number, cells in rows:
        checked.rows += 1
        before = len(checked.errors)
        row = _unit_row(number, cells, words, checked)
        if len(checked.errors) == before:
            made.append(row)
    return _parents_first(made, words, checked)


def _unit_row(number: int, cells: list[str], words: UnitWords, checked: Checked) -> UnitRow:
    code, name, kind, parent, relation, short, symbol, seat, since = cells
    _check_code(checked, number, code, "Mã đơn vị")
    texts = ((1, name, 300, True), (3, parent, 40, True), (5, short, 100, False))
    _check_texts(checked, number, (*texts, (6, symbol, 60, False), (7, seat, 100, False)))
    name = " ".join(name.split())
    return UnitRow(
        number,
        code,
        name,
        folded(name),
        sort_key(name),
        _word(checked, 2, number, kind, words.kinds, "một loại đơn vị trong bảng mẫu"),
        parent,
        _word(checked, 4, number, relation, words.relations, "“trực thuộc” hoặc “thuộc”"),
        short,
        symbol,
        seat,
        _day(checked, 8, number, since, required=True),
    )


def _parents_first(made: list[UnitRow], words: UnitWords, checked: Checked) -> list[UnitRow]:
    """Rows in an order in which each parent stands before its children; parents unknown or in a ring are errors."""
    by_code = {row.code: row for row in made}
    done: dict[str, UnitRow] = {}
    for row in made:
        path: list[UnitRow] = []
        step: UnitRow | None = row
        while step is not None and step.code not in done and step not in path:
            path.append(step)
            step = by_code.get(step.parent)
        if step is not None and step.code not in done:
            ring = path[path.index(step) :]
            _note_ring(ring, checked)
        for one in reversed(path):
            done[one.code] = one
            if one.parent not in by_code and one.parent not in words.codes and one.parent not in checked.seen:
                said = f"Không có đơn vị cấp trên mã “{one.parent}”, cả trong bảng lẫn trong phạm vi của anh/chị."
                checked.wrong(3, one.row, said)
    return list(done.values())


def _note_ring(ring: list[UnitRow], checked: Checked) -> None:
    codes = " → ".join([row.code for row in ring] + [ring[0].code])
    for row in ring:
        checked.wrong(3, row.row, f"Các đơn vị nằm dưới nhau thành vòng: {codes}.")
