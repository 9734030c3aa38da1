"""Tables of a Word file as lines: a layout is read column by column, a table of data row by row.

Offices set the letterhead and the signatures in a table without lines; its cells are columns of a page, so
they are read one after the other. In a ruled table a row is one line, its cells apart by a wide space.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOLDERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag")}
COLUMN_SPACE = " " * 8
LETTERHEAD = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|Độc\s+lập\s*[-–—]", re.IGNORECASE)
FOOT = re.compile(r"^\s*(?:Nơi\s+nhận|(?:TM|KT|TL|TUQ|Q)\s?\.)", re.MULTILINE)
NO_LINE = frozenset({None, "none", "nil"})
MOST_LAYOUT_ROWS, MOST_LAYOUT_COLUMNS = 12, 4

Cell = list[str]
Row = list[Cell]


def table_lines(table: ET.Element, read_cell: Callable[[ET.Element], list[str]]) -> Iterator[str]:
    """The lines of a table; `read_cell` gives those of one cell. A merged cell is read once."""
    rows = [[[] if _continues(cell) else read_cell(cell) for cell in _cells(row)] for row in _rows(table)]
    text = "\n".join(line for row in rows for cell in row for line in cell)
    small = len(rows) <= MOST_LAYOUT_ROWS and max(map(len, rows), default=0) <= MOST_LAYOUT_COLUMNS
    if max(map(len, rows), default=0) <= 1 or (small and LETTERHEAD.search(text)):
        yield from _in_rows(rows)
    elif small and (FOOT.search(text) or not _is_ruled(table)):
        yield from _in_rows(rows) if _rows_begin_anew(rows) else _in_columns(rows)
    else:
        yield from (_flat(row) for row in rows)


def _in_rows(rows: list[Row]) -> Iterator[str]:
    """Row by row, in each the cells one after the other."""
    yield from (line for row in rows for cell in row for line in cell)


def _in_columns(rows: list[Row]) -> Iterator[str]:
    """Each column from top to bottom, the left one first."""
    for column in range(max(map(len, rows), default=0)):
        yield from (line for row in rows if column < len(row) for line in row[column])


def _rows_begin_anew(rows: list[Row]) -> bool:
    """Whether every later row opens blocks of its own, as pairs of signatures under one another do."""
    heads = [_first(cell) for row in rows[1:] for cell in row]
    return any(heads) and all(head.isupper() for head in heads if head)


def _first(cell: Cell) -> str:
    return next((line.strip() for line in cell if line.strip()), "")


def _flat(row: Row) -> str:
    """One row of data as one line."""
    cells = (" ".join(line.strip() for line in cell if line.strip()) for cell in row)
    return COLUMN_SPACE.join(cells).strip().replace("\f", "")


def _children(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in HOLDERS:
            yield from _children(child, tag)


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    """The rows that stand; those deleted under tracking are gone."""
    for row in _children(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _cells(row: ET.Element) -> Iterator[ET.Element]:
    yield from _children(row, f"{W}tc")


def _continues(cell: ET.Element) -> bool:
    """Whether a cell only goes on with the one merged from above: it keeps its place and says nothing."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val") != "restart"


def _is_ruled(table: ET.Element) -> bool:
    """Whether lines are drawn between the cells: by the table itself, its cells, or a style that is no plain one."""
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    if borders is not None:
        return any(_is_drawn(borders.find(f"{W}{side}")) for side in ("insideH", "insideV"))
    if any(_is_drawn(each) for edges in table.iter(f"{W}tcBorders") for each in edges):
        return True
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return style is not None and style.get(f"{W}val") not in {"TableNormal", "NormalTable", "Normal Table"}


def _is_drawn(edge: ET.Element | None) -> bool:
    return edge is not None and edge.get(f"{W}val") not in NO_LINE
