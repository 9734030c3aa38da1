"""A letter as an editable Word file: the words of `wording`, each cell with a named style of its own.

The page, the sizes and the rules come from `form`; changing a style in Word changes every such cell.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from thidua.documents.writing import form
from thidua.documents.writing.letter import Letter
from thidua.documents.writing.wording import Grid, Line, Sheet, Signing, sheet_of

ALIGNS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
STYLE_NAMES = {  # read in Word's gallery of styles
    "superior": "Cơ quan chủ quản",
    "issuer": "Cơ quan ban hành",
    "nation": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "number": "Số ký hiệu",
    "date": "Địa danh thời gian",
    "about": "Trích yếu công văn",
    "draft": "Dấu dự thảo",
    "kind": "Tên loại",
    "subject": "Trích yếu",
    "addressees": "Kính gửi",
    "addressees of many": "Kính gửi nhiều nơi",
    "addressee": "Nơi kính gửi",
    "last addressee": "Nơi kính gửi cuối",
    "authority": "Thẩm quyền ban hành",
    "basis": "Căn cứ",
    "heading1": "Mục cấp 1",
    "heading2": "Mục cấp 2",
    "heading3": "Mục cấp 3",
    "text": "Nội dung",
    "bullet": "Gạch đầu dòng",
    "subbullet": "Gạch đầu dòng cấp 2",
    "order": "Lệnh ban hành",
    "article": "Điều",
    "caption": "Tên bảng",
    "head cell": "Ô tiêu đề",
    "cell": "Ô chữ",
    "figure cell": "Ô số",
    "recipients title": "Nơi nhận",
    "recipient": "Dòng nơi nhận",
    "signer title": "Chức vụ người ký",
    "signer name": "Họ tên người ký",
    "page number": "Số trang",
}
ZIP_DAY = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the first day a zip can name: the file's bytes must not know when it was made
TWIPS_A_MM = 1440 / 25.4


def to_docx(letter: Letter) -> bytes:
    """The letter on A4 in the form of NĐ 30/2020; the same letter gives the same bytes."""
    sheet = sheet_of(letter)
    document = Document()
    _name(document, sheet, letter)
    _make_styles(document)
    _set_page(document)
    _header(document, sheet)
    for line in sheet.head:
        _write(document.add_paragraph(), line)
    _rule(document.add_paragraph(), sheet.subject_rule, form.PAGE.inner, after=10)
    for line in sheet.opening:
        _write(document.add_paragraph(), line)
    for part in sheet.body:
        _grid(document, part) if isinstance(part, Grid) else _write(document.add_paragraph(), part)
    if sheet.body:  # the last words stay with the signature: none stands alone on a page
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    _footer(document, sheet)
    return _sealed(document)


def _name(document: Any, sheet: Sheet, letter: Letter) -> None:
    """Core properties with nothing of the machine in them: title, issuer and the letter's own day."""
    day = datetime.combine(letter.day or form.UNDATED, datetime.min.time(), UTC).replace(tzinfo=None)
    core = document.core_properties
    core.title, core.author, core.last_modified_by = sheet.title[:255], sheet.issuers[-1].text[:255], ""
    core.comments, core.language, core.revision = "", "vi-VN", 1
    core.created = core.modified = day


def _set_page(document: Any) -> None:
    section = document.sections[0]
    page = form.PAGE
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance = Mm(9), Mm(9)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    """The PAGE field, centred in the top margin of every page but the first."""
    paragraph.style = STYLE_NAMES["page number"]
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._r.append(element)  # noqa: SLF001 python-docx has no call for fields


def _make_styles(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(form.LOOKS["text"].size)
    normal.paragraph_format.space_after = Pt(0)
    _face(normal)
    for name, look in form.LOOKS.items():
        style = document.styles.add_style(STYLE_NAMES[name], WD_STYLE_TYPE.PARAGRAPH)
        style.element.styleId = "".join(word.title() for word in f"cell {name}".split())
        style.base_style = normal
        _dress(style, look)


def _face(style: Any) -> None:
    """Times New Roman for every script, and Vietnamese as the language to spell in."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), form.FACE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)


def _dress(style: Any, look: form.Look) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    shape = style.paragraph_format
    shape.alignment = ALIGNS[look.align]
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = look.line
    shape.keep_with_next = look.keep
    if look.align == "justify":
        shape.first_line_indent = Mm(look.indent)
    else:
        shape.left_indent = Mm(look.indent)
    if look.outline:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.outline - 1))
        style.element.get_or_add_pPr().append(level)


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


def _rule(paragraph: Any, length: float, room: float, *, after: float = 0) -> None:
    """A line `length` mm long in the middle of `room` mm: the border of an empty paragraph one point high."""
    side = Mm((room - length) / 2)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = side
    shape.line_spacing, shape.space_before, shape.space_after = Pt(3), Pt(0), Pt(after)
    if length:
        _border(paragraph, ("bottom",), 6)


def _border(paragraph: Any, sides: tuple[str, ...], eighths: int, space: int = 0) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", eighths), ("space", space), ("color", "000000")):
            edge.set(qn(f"w:{key}"), str(value))
        borders.append(edge)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 python-docx has no call for borders
    properties.insert_element_before(borders, *_AFTER_BORDER)


_AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")


def _plain_table(document: Any, rows: int, widths: tuple[float, ...]) -> Any:
    """A table without lines or inner margins that fills the text width: for a header or a footer."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _cell_margins(table, 0)
    _column_widths(table, widths)
    return table


def _column_widths(table: Any, widths: tuple[float, ...]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _cell_margins(table: Any, side: float) -> None:
    margins = OxmlElement("w:tblCellMar")
    for name in ("left", "right"):
        margin = OxmlElement(f"w:{name}")
        margin.set(qn("w:w"), str(round(side * TWIPS_A_MM)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")  # noqa: SLF001 no call for cell margins


def _header(document: Any, sheet: Sheet) -> None:
    """Cells 1 to 4: issuer and State side by side, then number and date."""
    left, right = form.HEADER_COLUMNS
    table = _plain_table(document, 2, form.HEADER_COLUMNS)
    issuer, nation, number, day = (cell for row in table.rows for cell in row.cells)
    _write_all(issuer, sheet.issuers)
    _rule(issuer.add_paragraph(), sheet.issuer_rule, left)
    _write_all(nation, sheet.nation)
    _rule(nation.add_paragraph(), sheet.motto_rule, right)
    _write_all(number, (sheet.number, *sheet.under_number))
    _write_all(day, (sheet.date,))
    for paragraph in number.paragraphs:
        if paragraph.style.name == STYLE_NAMES["draft"]:
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(20)
            _border(paragraph, ("top", "left", "bottom", "right"), 8, space=2)


def _grid(document: Any, grid: Grid) -> None:
    """A ruled table of the body: its header repeats on each page, and no row is split."""
    table = document.add_table(rows=0, cols=len(grid.widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _column_widths(table, grid.widths)
    for index, line in enumerate(grid.rows):
        row = table.add_row()
        _row_mark(row, "w:cantSplit")
        if index == 0:
            _row_mark(row, "w:tblHeader")
        for cell, words in zip(row.cells, line, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _write(cell.paragraphs[0], words)
    _gap(document, 6)


def _gap(document: Any, points: float) -> Any:
    """An empty paragraph of that height: Word wants one between tables, and after the last. Returns its shape."""
    shape = document.add_paragraph().paragraph_format
    shape.line_spacing = Pt(points)
    return shape


def _row_mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 no call for row marks


def _footer(document: Any, sheet: Sheet) -> None:
    """Cells 7 and 9b: recipients left, signature right; several signatures in pairs above the recipients."""
    _gap(document, 8).keep_with_next = True
    if len(sheet.signings) < 2:
        table = _plain_table(document, 1, form.FOOTER_COLUMNS)
        left, right = table.rows[0].cells
        _write_all(left, sheet.recipients)
        for signing in sheet.signings:
            _sign(right, signing)
    else:
        half = form.PAGE.inner / 2
        table = _plain_table(document, (len(sheet.signings) + 1) // 2, (half, half))
        for cell, signing in zip((c for row in table.rows for c in row.cells), sheet.signings, strict=False):
            _sign(cell, signing)
        _gap(document, 12)
        for line in sheet.recipients:
            _write(document.add_paragraph(), line)
    for row in table.rows:
        _row_mark(row, "w:cantSplit")
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
