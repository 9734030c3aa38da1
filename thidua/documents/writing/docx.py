"""A letter as an editable Word file: the words of `wording`, each cell with a named style of its own.

The page, the sizes and the rules come from `form`; changing a style in Word changes every such cell.
"""

import functools
import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt

from thidua.documents.writing import form
from thidua.documents.writing.letter import Letter
from thidua.documents.writing.word_form import (
    STYLE_NAMES,
    border,
    column_widths,
    make_styles,
    plain_table,
    row_mark,
    rule,
    set_page,
)
from thidua.documents.writing.wording import AnnexSheet, CopyFoot, Grid, Line, Sheet, Signing, clean, sheet_of

__all__ = ["STYLE_NAMES", "to_docx"]

ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the first day a zip can name: the file must not know when it was made
BOXED = {"draft", "urgency"}


def to_docx(letter: Letter) -> bytes:
    """The letter on A4 in the form of NĐ 30/2020; the same letter gives the same bytes."""
    sheet = sheet_of(letter)
    page = form.LYING if sheet.wide else form.PAGE
    document = Document(io.BytesIO(_blank()))
    _name(document, sheet, letter)
    set_page(document.sections[0], page)
    _header(document, sheet, page)
    for line in sheet.head:
        _write(document.add_paragraph(), line)
    rule(document.add_paragraph(), sheet.subject_rule, page.inner, after=10)
    for line in sheet.opening:
        _write(document.add_paragraph(), line)
    _body(document, sheet.body)
    if sheet.body:  # the last words stay with the signature: none stands alone on a page
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    _footer(document, sheet, page)
    if sheet.copying:
        _copy_foot(document, sheet.copying, page)
    for annex in sheet.annexes:
        _annex(document, annex)
    return _sealed(document)


@functools.cache
def _blank() -> bytes:
    """An empty file that knows every style of the form, made once: naming forty styles costs more than a letter."""
    document, file = Document(), io.BytesIO()
    make_styles(document)
    document.save(file)
    return file.getvalue()


def _body(document: Any, parts: tuple[Line | Grid, ...]) -> None:
    for part in parts:
        _grid(document, part) if isinstance(part, Grid) else _write(document.add_paragraph(), part)


def _annex(document: Any, annex: AnnexSheet) -> None:
    """An annex begins on a page of its own, in a section that counts its own pages."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, form.LYING if annex.wide else form.PAGE, first=False)
    for line in annex.head:
        _write(document.add_paragraph(), line)
    _body(document, annex.body)


def _name(document: Any, sheet: Sheet, letter: Letter) -> None:
    """Core properties with nothing of the machine in them: title, issuer and the letter's own day."""
    day = datetime.combine(letter.day or form.UNDATED, datetime.min.time(), UTC).replace(tzinfo=None)
    core = document.core_properties
    core.title, core.author, core.last_modified_by = (
        sheet.title[:255],
        clean(sheet.issuers[-1].text)[:255],
        "",
    )
    core.comments, core.language, core.revision = "", "vi-VN", 1
    core.created = core.modified = day


def _write(paragraph: Any, line: Line) -> None:
    paragraph.style = STYLE_NAMES[line.look]
    if line.lead:
        paragraph.add_run(line.lead).bold = True
        paragraph.add_run(" " if line.text else "")
    paragraph.add_run(line.text)


def _write_all(cell: Any, lines: tuple[Line, ...]) -> None:
    """Lines into a cell, whose first paragraph is already there."""
    for index, line in enumerate(lines):
        _write(cell.add_paragraph() if index else cell.paragraphs[0], line)


def _header(document: Any, sheet: Sheet, page: form.Page) -> None:
    """Cells 1 to 4: issuer and State side by side, then number and date."""
    left, right = columns = form.fitted(form.HEADER_COLUMNS, page)
    table = plain_table(document, 2, columns)
    issuer, nation, number, day = (cell for row in table.rows for cell in row.cells)
    _write_all(issuer, sheet.issuers)
    rule(issuer.add_paragraph(), sheet.issuer_rule, left)
    _write_all(nation, sheet.nation)
    rule(nation.add_paragraph(), sheet.motto_rule, right)
    _write_all(number, (sheet.number, *sheet.under_number))
    _write_all(day, (sheet.date,))
    for paragraph, line in zip(number.paragraphs[1:], sheet.under_number, strict=True):
        if line.look in BOXED:
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(20)
            border(paragraph, ("top", "left", "bottom", "right"), 8, space=2)


def _grid(document: Any, grid: Grid) -> None:
    """A ruled table of the body: its header repeats on each page, and no row is split."""
    table = document.add_table(rows=0, cols=len(grid.widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    column_widths(table, grid.widths)
    for index, line in enumerate(grid.rows):
        row = table.add_row()
        row_mark(row, "w:cantSplit")
        if index == 0:
            row_mark(row, "w:tblHeader")
        for cell, words in zip(row.cells, line, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _write(cell.paragraphs[0], words)
    _gap(document, 6)


def _gap(document: Any, points: float) -> Any:
    """An empty paragraph of that height: Word wants one between tables, and after the last. Returns its shape."""
    shape = document.add_paragraph().paragraph_format
    shape.line_spacing = Pt(points)
    return shape


def _footer(document: Any, sheet: Sheet, page: form.Page) -> None:
    """Cells 7 and 9b: recipients left, signature right; several signatures in pairs above the recipients."""
    if not sheet.signings and not sheet.recipients:
        return
    _gap(document, 8).keep_with_next = True
    if len(sheet.signings) < 2:
        table = _foot(document, sheet.recipients, sheet.signings, page)
    else:
        half = page.inner / 2
        table = plain_table(document, (len(sheet.signings) + 1) // 2, (half, half))
        for cell, signing in zip((c for row in table.rows for c in row.cells), sheet.signings, strict=False):
            _sign(cell, signing)
        _gap(document, 12)
        for line in sheet.recipients:
            _write(document.add_paragraph(), line)
    for row in table.rows:
        row_mark(row, "w:cantSplit")
    _gap(document, 1)


def _foot(document: Any, recipients: tuple[Line, ...], signings: tuple[Signing, ...], page: form.Page) -> Any:
    """Recipients at the left, one signature or none at the right. Returns the table."""
    table = plain_table(document, 1, form.fitted(form.FOOTER_COLUMNS, page))
    left, right = table.rows[0].cells
    _write_all(left, recipients)
    for signing in signings:
        _sign(right, signing)
    return table


def _copy_foot(document: Any, copying: CopyFoot, page: form.Page) -> None:
    """Under the copied text a rule across the page, then who copied it (form 3.1)."""
    rule(document.add_paragraph(), page.inner, page.inner, after=6)
    left, _ = columns = form.fitted(form.HEADER_COLUMNS, page)
    table = plain_table(document, 2, columns)
    issuer, how, number, day = (cell for row in table.rows for cell in row.cells)
    _write_all(issuer, copying.issuers)
    rule(issuer.add_paragraph(), copying.issuer_rule, left)
    _write_all(how, (copying.how,))
    _write_all(number, (copying.number,))
    _write_all(day, (copying.date,))
    _gap(document, 6).keep_with_next = True
    row_mark(_foot(document, copying.recipients, (copying.signing,), page).rows[0], "w:cantSplit")
    _gap(document, 1)


def _sign(cell: Any, signing: Signing) -> None:
    _write_all(cell, signing.titles)
    space = cell.add_paragraph()
    space.paragraph_format.line_spacing = Mm(form.SIGNING_SPACE)
    space.paragraph_format.keep_with_next = True
    _write(cell.add_paragraph(), signing.name)


def _sealed(document: Any) -> bytes:
    """The file's bytes with every zip time fixed, so that equal letters are equal files."""
    made, sealed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(sealed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return sealed.getvalue()
