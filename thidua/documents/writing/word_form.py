"""The Word side of the form: named styles, the sheet, rules, borders and tables that python-docx has no call for."""

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from thidua.documents.writing import form

TWIPS_A_MM = 1440 / 25.4
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
    "urgency": "Độ khẩn",
    "kind": "Tên loại",
    "subject": "Trích yếu",
    "addressees": "Kính gửi",
    "addressees of many": "Kính gửi nhiều nơi",
    "addressee": "Nơi kính gửi",
    "last addressee": "Nơi kính gửi cuối",
    "authority": "Thẩm quyền ban hành",
    "basis": "Căn cứ",
    "chapter number": "Số chương",
    "chapter title": "Tên chương",
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
    "dense head": "Ô tiêu đề bảng rộng",
    "dense cell": "Ô chữ bảng rộng",
    "dense figure": "Ô số bảng rộng",
    "annex label": "Số phụ lục",
    "annex title": "Tên phụ lục",
    "annex source": "Kèm theo",
    "copy form": "Hình thức sao",
    "recipients title": "Nơi nhận",
    "recipient": "Dòng nơi nhận",
    "signer title": "Chức vụ người ký",
    "signer name": "Họ tên người ký",
    "page number": "Số trang",
}


def set_page(section: Any, page: form.Page, *, first: bool = True) -> None:
    """The sheet of a section. Each counts its own pages from 1 and hides the number on its first."""
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance = Mm(9), Mm(9)
    section.different_first_page_header_footer = True
    if first:
        _page_number(section.header.paragraphs[0])
    else:
        for copied in section._sectPr.xpath("./w:pgNumType"):  # noqa: SLF001 a new section repeats the last one
            copied.getparent().remove(copied)
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn("w:start"), "1")
        section._sectPr.insert_element_before(numbering, *_AFTER_NUMBERING)  # noqa: SLF001 no call for page numbering


_AFTER_NUMBERING = ("w:cols", "w:vAlign", "w:titlePg", "w:textDirection", "w:docGrid")


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


def make_styles(document: Any) -> None:
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


def rule(paragraph: Any, length: float, room: float, *, after: float = 0) -> None:
    """A line `length` mm long in the middle of `room` mm: the border of an empty paragraph one point high."""
    side = Mm((room - length) / 2)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = side
    shape.line_spacing, shape.space_before, shape.space_after = Pt(3), Pt(0), Pt(after)
    if length:
        border(paragraph, ("bottom",), 6)


def border(paragraph: Any, sides: tuple[str, ...], eighths: int, space: int = 0) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", eighths), ("space", space), ("color", "000000")):
            edge.set(qn(f"w:{key}"), str(value))
        borders.append(edge)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 python-docx has no call for borders
    properties.insert_element_before(borders, *_AFTER_BORDER)


_AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")


def plain_table(document: Any, rows: int, widths: tuple[float, ...]) -> Any:
    """A table without lines or inner margins that fills the text width: for a header or a footer."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _cell_margins(table, 0)
    column_widths(table, widths)
    return table


def column_widths(table: Any, widths: tuple[float, ...]) -> None:
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


def row_mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 no call for row marks
