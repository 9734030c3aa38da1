"""Spreadsheets in and out, with limits.

In: .xlsx, .xls, .ods and .csv, known by their content and not by their name. Columns are found by their
headings, wherever they stand, in whichever visible sheet has them. Cells are data: a formula is never
evaluated, only the value that was saved beside it is read. Out: .xlsx, every text written as text.
"""

import io
import marshal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from thidua.core.errors import Blocker, Refused
from thidua.core.sheet_reader import RECORD, UNIT
from thidua.core.text import fold, thousands

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
MAX_PARTS = 2_000
MAX_ROWS = 120_000
MAX_COLUMNS = 100

_READER = Path(__file__).with_name("sheet_reader.py")
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = "Tệp này hỏng, có mật khẩu, hoặc không phải bảng tính; hãy mở bằng Excel rồi lưu lại thành .xlsx."


@dataclass(frozen=True)
class Column:
    """A column that is looked for: its heading, other wordings of it, and whether the sheet must have it."""

    heading: str
    required: bool = True
    also: tuple[str, ...] = ()


Line = tuple[int, list[str]]  # the row's number as the spreadsheet shows it, and the asked cells in order


@dataclass(frozen=True)
class Sheet:
    """A sheet whose headings were found; its rows are read once, in parcels."""

    letters: list[str]  # where each asked column stands; "" for an optional one that is absent
    rows: int  # at most so many follow the headings
    parcels: Iterator[list[Line]]

    def address(self, column: int, number: int) -> str:
        """ "B7" for the second asked column in row 7; only the row when the column is absent."""
        return f"{self.letters[column]}{number}" if self.letters[column] else f"dòng {number}"


@contextmanager
def open_sheet(content: bytes, columns: Sequence[Column]) -> Iterator[Sheet]:
    """Open a spreadsheet and find the columns by their headings.

    Raises:
        Refused: too big, not a spreadsheet, wrong headings, merged cells among the data, too many rows or columns.
    """
    kind = kind_of(content)
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as file:
        file.write(content)
        file.flush()
        command = [sys.executable, "-I", str(_READER), file.name, "csv" if kind == "csv" else "book"]
        reader = subprocess.Popen(  # noqa: S603 our own script
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=1 << 20,  # the reader works ahead while rows are checked here
        )
        with reader:
            try:
                yield _found(reader, columns)
            finally:
                reader.kill()


def _found(reader: "subprocess.Popen[bytes]", columns: Sequence[Column]) -> Sheet:
    assert reader.stdin
    assert reader.stdout
    heads = _received(reader.stdout)
    which, top, places = _headings(heads, columns)
    _, first, height, width, merged, _ = heads[which]
    _refuse_shape(height - top, width, merged, top)
    # An absent column is asked far beyond the last one, where every row is empty.
    marshal.dump((which, top, [at if at is not None else 1 << 20 for at in places]), reader.stdin)
    reader.stdin.flush()
    letters = [letter(first + at) if at is not None else "" for at in places]
    return Sheet(letters, max(height - top, 0), _parcels(reader.stdout))


def kind_of(content: bytes) -> str:
    """xlsx, ods, xls or csv, by content. Refuses everything else, and containers that unpack beyond the limit."""
    if len(content) > MAX_BYTES:
        raise _refusal(f"Tệp lớn hơn {MAX_BYTES // 2**20} MB; hãy chia thành nhiều tệp.")
    if not content.strip(b"\x00 \r\n\t"):
        raise _refusal("Tệp trống, không có gì để đọc.")
    if content.startswith(_ZIP):
        return _kind_of_container(content)
    if content.startswith(_OLD_EXCEL):
        return "xls"
    return _kind_of_text(content)


def _kind_of_container(content: bytes) -> str:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as problem:
        raise _refusal(_BROKEN) from problem
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _refusal("Tệp phình quá lớn khi giải nén, nên không được mở.")
    names = {part.filename for part in parts}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    raise _refusal(_BROKEN)


def _kind_of_text(content: bytes) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _refusal(
            "Tệp không phải bảng tính, hoặc là văn bản không theo bảng mã Unicode (UTF-8); "
            "hãy mở bằng Excel rồi lưu lại thành .xlsx."
        ) from problem
    if "\x00" in text or text.lstrip().startswith(("<", "%PDF", "{")):
        raise _refusal(_BROKEN)
    return "csv"


def _received(pipe: IO[bytes]) -> Any:
    """The next value from the reader. A reader that is gone met a broken file, or one made to exhaust it."""
    try:
        return marshal.load(pipe)  # noqa: S302 from our own process
    except (EOFError, ValueError, TypeError) as problem:
        raise _refusal(_BROKEN) from problem


def _parcels(pipe: IO[bytes]) -> Iterator[list[Line]]:
    while (parcel := _received(pipe)) is not None:
        lines = [line.split(UNIT) for line in parcel.split(RECORD)]
        yield [(int(line[0]), line[1:]) for line in lines]


def _headings(heads: list[Any], columns: Sequence[Column]) -> tuple[int, int, list[int | None]]:
    """Which sheet, after how many rows, and where each column is; the row that names most of them decides."""
    best: tuple[int, int, int, list[int | None], list[str]] | None = None
    for which, (*_, rows) in enumerate(heads):
        for top, row in enumerate(rows, start=1):
            places = _places(row, columns)
            score = sum(at is not None for at in places)
            if score and (best is None or score > best[0]):
                best = score, which, top, places, [cell for cell in row if cell]
    if best is None:
        wanted = ", ".join(column.heading for column in columns if column.required)
        raise _refusal(f"Không thấy dòng tiêu đề nào có các cột: {wanted}. Hãy dùng bảng mẫu.")
    _, which, top, places, found = best
    missing = [
        column.heading for column, at in zip(columns, places, strict=True) if column.required and at is None
    ]
    if missing:
        raise _refusal(
            f"Bảng thiếu cột: {', '.join(missing)}. Dòng tiêu đề đọc được (dòng {top}): {', '.join(found)}."
        )
    _refuse_doubles(heads[which][5][top - 1], columns)
    return which, top, places


def _places(row: list[str], columns: Sequence[Column]) -> list[int | None]:
    stands: dict[str, int] = {}
    for at, cell in enumerate(row):
        stands.setdefault(_heading(cell), at)
    return [
        next((stands[name] for name in map(_heading, (column.heading, *column.also)) if name in stands), None)
        for column in columns
    ]


def _heading(cell: str) -> str:
    """A heading as it is compared: folded, without the star or bracket that marks it as required."""
    return fold(cell.split("(", maxsplit=1)[0]).rstrip(" *:")


def _refuse_doubles(row: list[str], columns: Sequence[Column]) -> None:
    seen = [_heading(cell) for cell in row]
    doubled = [column.heading for column in columns if seen.count(_heading(column.heading)) > 1]
    if doubled:
        raise _refusal(f"Cột {', '.join(doubled)} có nhiều hơn một trong dòng tiêu đề; hãy bỏ bớt.")


def _refuse_shape(rows: int, width: int, merged: list[Any], top: int) -> None:
    """Refuse too much, and merged cells in the headings or beneath them: what they mean is a guess."""
    found = []
    if rows > MAX_ROWS:
        found.append(f"Bảng có {thousands(rows)} dòng; mỗi lần nhập nhiều nhất {thousands(MAX_ROWS)} dòng.")
    if width > MAX_COLUMNS:
        found.append(f"Bảng có {width} cột; nhiều nhất {MAX_COLUMNS} cột.")
    areas = [f"{_cell(start)}:{_cell(end)}" for start, end in merged if end[0] >= top - 1]
    if areas:
        shown = ", ".join(areas[:10]) + (f" và {len(areas) - 10} vùng khác" if len(areas) > 10 else "")
        found.append(f"Bảng có ô gộp ({shown}); hãy bỏ gộp ô rồi điền đủ từng ô.")
    if found:
        raise Refused([Blocker(sentence) for sentence in found])


def _cell(place: tuple[int, int]) -> str:
    return f"{letter(place[1])}{place[0] + 1}"


def letter(column: int) -> str:
    """0 → "A", 26 → "AA": how a spreadsheet names its columns."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _refusal(sentence: str) -> Refused:
    return Refused([Blocker(sentence)])


def write_sheet(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, name: str = "Danh sách") -> bytes:
    """An .xlsx of one sheet with bold headings that stay in sight.

    Texts are written as texts, also those that begin like a formula (= + - @): nothing in them is ever run.
    """
    import rustpy_xlsxwriter

    made = io.BytesIO()
    records = (dict(zip(columns, row, strict=True)) for row in rows)
    rustpy_xlsxwriter.write_worksheet(
        _with_headings(records, columns),
        made,
        sheet_name=name,
        freeze_row=1,
        bold_headers=True,
        datetime_format="dd/mm/yyyy",
        column_widths={column: max(12.0, len(column) + 4.0) for column in columns},
    )
    return made.getvalue()


def _with_headings(records: Iterator[dict[str, Any]], columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The records, or one empty one: the writer takes its headings from the first."""
    first = next(records, dict.fromkeys(columns))
    yield first
    yield from records
