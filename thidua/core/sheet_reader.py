"""Reads one spreadsheet in a process of its own, with a ceiling on memory and time.

Run by `core.sheets` as a script and isolated: it imports nothing of ours, so that a file made to exhaust
the machine ends this process and nothing else, and so that reading runs beside checking on another core.
It writes marshalled values to its output: first what every sheet begins with, then, once told which sheet,
first row and columns are wanted, the rows in parcels and None at the end. A parcel is one text: rows parted
by RECORD, the row's number and its normalised cells by UNIT, which costs half of what lists of cells do.
"""

import csv
import datetime as dt
import io
import itertools
import marshal
import resource
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

MEMORY = 1_536 * 1024 * 1024  # bytes of address space
SECONDS = 60
HEAD = 20  # rows among which the headings are looked for
PARCEL = 2_000  # rows sent at a time
RECORD, UNIT = "\x1e", "\x1f"

Table = tuple[
    str, int, int, int, list[Any], Iterable[list[Any]]
]  # name, first column, rows, columns, merged, rows


def text_of(cell: Any) -> str:
    """A cell as people would type it: whole numbers without a point, days as ISO, text in NFC without borders."""
    if isinstance(cell, str):
        plain = cell if cell.isascii() else unicodedata.normalize("NFC", cell)
        return plain.strip()
    if isinstance(cell, bool):
        return "Có" if cell else "Không"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, (dt.date, dt.time)) else str(cell)


def book(path: str) -> Iterator[Table]:
    """The visible sheets of an Excel or OpenDocument file."""
    import python_calamine

    with open(path, "rb") as file:  # noqa: PTH123 a start-up kept short
        opened = python_calamine.CalamineWorkbook.from_filelike(file)
        for about in opened.sheets_metadata:
            if "Visible" not in str(about.visible) or "WorkSheet" not in str(about.typ):
                continue
            sheet = opened.get_sheet_by_name(about.name)
            first = sheet.start[1] if sheet.start else 0
            last_row, last_column = sheet.end or (-1, -1)
            merged = list(sheet.merged_cell_ranges or [])
            yield about.name, first, last_row + 1, last_column + 1, merged, sheet.iter_rows()


def plain(path: str) -> Iterator[Table]:
    """A text file of separated values: UTF-8 or UTF-16, the separator being whichever the first line uses most."""
    with open(path, "rb") as file:  # noqa: PTH123
        raw = file.read()
    text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    yield "", 0, len(rows), max(map(len, rows), default=0), [], rows


def send(value: Any) -> None:
    """One value to whoever started this process."""
    marshal.dump(value, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def send_rows(rows: Iterable[list[Any]], skip: int, columns: list[int]) -> None:
    """The rows after the headings, parcel by parcel; empty rows are left out."""
    wanted = [(at, at + 1) for at in columns]
    parcel: list[str] = []
    for number, row in enumerate(rows, start=1):
        if number <= skip:
            continue
        cells = [text_of(row[at]) if end <= len(row) else "" for at, end in wanted]
        if not any(cells):
            continue
        parcel.append(line_of(number, cells))
        if len(parcel) == PARCEL:
            send(RECORD.join(parcel))
            parcel = []
    if parcel:
        send(RECORD.join(parcel))
    send(None)


def line_of(number: int, cells: list[str]) -> str:
    """A row as one text; a cell that holds a separator has it replaced by the sign for an unreadable letter."""
    line = UNIT.join(cells)
    if line.count(UNIT) != len(cells) - 1 or RECORD in line:
        line = UNIT.join([cell.replace(UNIT, "\ufffd").replace(RECORD, "\ufffd") for cell in cells])
    return f"{number}{UNIT}{line}"


def main() -> None:
    """Show the heads, wait for the choice, send the rows."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    path, kind = sys.argv[1:]
    heads, bodies = [], []
    for name, first, height, width, merged, rows in plain(path) if kind == "csv" else book(path):
        body = iter(rows)
        head = [row for _, row in zip(range(HEAD), body, strict=False)]
        heads.append((name, first, height, width, merged, [[text_of(cell) for cell in row] for row in head]))
        bodies.append((head, body))
    send(heads)
    which, skip, columns = marshal.load(sys.stdin.buffer)  # noqa: S302 from our own process
    head, body = bodies[which]
    send_rows(itertools.chain(head, body), skip, columns)


if __name__ == "__main__":
    main()
