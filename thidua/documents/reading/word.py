"""The text of a Word file, opened only after the package has been found harmless."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from thidua.core.errors import Blocker, Refused

MAX_PARTS = 3_000
MAX_UNPACKED = 120 * 1024 * 1024
MAX_XML = 30 * 1024 * 1024
MAX_RATIO = 200
RATIO_MATTERS_FROM = 2 * 1024 * 1024
MAX_TABLE_DEPTH = 4
MACRO_PARTS = re.compile(r"vbaProject|vbaData|activeX|\.bin$", re.IGNORECASE)
XML_PART = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
XML_BOMB = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
COLUMN_SPACE = " " * 8


def docx_text(data: bytes) -> str:
    """Paragraphs as lines; the cells of a table row side by side, so that two columns stay two columns.

    Refuses what is no Word file, unpacks to too much, declares XML entities or carries macros.
    """
    _check_package(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:
        raise _refusal(
            "Tệp Word bị hỏng nên không mở được. Hãy mở bằng Word, lưu lại rồi gửi lại."
        ) from error
    return "\n".join(_lines(document, 0))


def _refusal(sentence: str) -> Refused:
    return Refused([Blocker(sentence)])


def _check_package(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_parts(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _refusal(
            "Tệp Word bị hỏng nên không mở được. Hãy mở bằng Word, lưu lại rồi gửi lại."
        ) from error


def _check_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        raise _refusal("Tệp nén này không phải là tệp Word. Hãy gửi tệp .docx.")
    if any(MACRO_PARTS.search(name) for name in names):
        raise _refusal("Tệp Word có macro nên không được nhận. Hãy lưu lại thành .docx không có macro.")
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > RATIO_MATTERS_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or swollen:
        raise _refusal("Tệp Word bung ra quá lớn so với mức cho phép nên không được mở.")
    for part in parts:
        if XML_PART.search(part.filename):
            _check_xml(package, part)


def _check_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read a part with a limit, whatever size its header claims."""
    with package.open(part) as stream:
        content = stream.read(MAX_XML + 1)
    if len(content) > MAX_XML:
        raise _refusal("Tệp Word bung ra quá lớn so với mức cho phép nên không được mở.")
    if XML_BOMB.search(content) or XML_BOMB.search(content.replace(b"\x00", b"")):
        raise _refusal("Tệp Word chứa khai báo XML không an toàn nên không được mở.")


def _lines(container: Any, depth: int) -> Iterator[str]:
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            if depth < MAX_TABLE_DEPTH:
                yield from _table_lines(block, depth)
        else:
            yield from str(block.text).split("\n")


def _table_lines(table: Any, depth: int) -> Iterator[str]:
    for row in table.rows:
        cells: list[list[str]] = []
        seen: set[Any] = set()
        for cell in row.cells:
            if cell._tc not in seen:  # noqa: SLF001 a merged cell is given once for each column it spans
                seen.add(cell._tc)  # noqa: SLF001
                cells.append(list(_lines(cell, depth + 1)))
        for line in zip_longest(*cells, fillvalue=""):
            yield COLUMN_SPACE.join(line).rstrip() if any(line) else ""
