import io
import re
import zipfile
from dataclasses import replace

import docx
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.documents.writing import form
from thidua.documents.writing.docx import STYLE_NAMES, to_docx
from thidua.documents.writing.letter import Block
from thidua.documents.writing.wording import sheet_of


def opened(letter):
    return docx.Document(io.BytesIO(to_docx(letter)))


def styled(document):
    """Each printed paragraph's text with the look of its style."""
    looks = {name: look for look, name in STYLE_NAMES.items()}
    paragraphs = [
        docx.text.paragraph.Paragraph(node, document) for node in document.element.body.iter(qn("w:p"))
    ]
    return [(looks.get(paragraph.style.name), paragraph.text) for paragraph in paragraphs if paragraph.text]


def test_page_is_a4_with_the_margins_of_the_decree(plan):
    section = opened(plan).sections[0]

    page = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in (*page, *margins)] == [210, 297, 20, 20, 30, 15]


def test_page_number_is_a_field_in_the_header_of_all_pages_but_the_first(plan, docx_part):
    document = opened(plan)
    section = document.sections[0]

    assert section.different_first_page_header_footer
    assert [node.text for node in section.header._element.iter(qn("w:instrText"))] == [" PAGE "]
    assert list(section.first_page_header._element.iter(qn("w:instrText"))) == []
    assert section.header.paragraphs[0].style.name == STYLE_NAMES["page number"]


def test_every_script_is_set_in_times_new_roman(plan):
    fonts = opened(plan).styles["Normal"].element.rPr.rFonts

    assert dict(fonts.attrib) == {
        qn(f"w:{script}"): "Times New Roman" for script in ("ascii", "hAnsi", "cs", "eastAsia")
    }


def test_each_style_has_the_size_and_weight_of_its_cell(plan):
    styles = opened(plan).styles

    for name, look in form.LOOKS.items():
        font = styles[STYLE_NAMES[name]].font
        assert (name, font.size.pt, bool(font.bold), bool(font.italic)) == (
            name,
            look.size,
            look.bold,
            look.italic,
        )


def test_cells_of_a_decision_wear_their_looks(decision):
    assert styled(opened(decision)) == [
        ("superior", "SỞ\u00a0GIÁO\u00a0DỤC VÀ\u00a0ĐÀO\u00a0TẠO BÌNH\u00a0PHƯỚC"),
        ("issuer", "TRƯỜNG THPT LỘC THÁI"),
        ("nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("motto", "Độc lập - Tự do - Hạnh phúc"),
        ("number", "Số: 57/QĐ-THPTLT"),
        ("date", "Lộc Ninh, ngày 25 tháng 02 năm 2022"),
        ("kind", "QUYẾT ĐỊNH"),
        ("subject", "Về việc tặng Giấy khen cho tập thể, cá nhân có thành tích xuất sắc"),
        ("authority", "HIỆU TRƯỞNG TRƯỜNG THPT LỘC THÁI"),
        ("basis", "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;"),
        ("basis", "Theo đề nghị của Hội đồng Thi đua - Khen thưởng nhà trường."),
        ("order", "QUYẾT ĐỊNH:"),
        ("article", "Điều 1. Tặng Giấy khen cho 03 tập thể và 12 cá nhân (có danh sách kèm theo)."),
        ("article", "Điều 2. Quyết định có hiệu lực kể từ ngày ký./."),
        ("recipients title", "Nơi nhận:"),
        ("recipient", "- Như Điều 1;"),
        ("recipient", "- Lưu: VT, TĐKT."),
        ("signer title", "HIỆU TRƯỞNG"),
        ("signer name", "Trần Văn Mẫu"),
    ]


def test_an_articles_number_is_bold_and_its_text_is_not(decision):
    article = next(p for p in opened(decision).paragraphs if p.text.startswith("Điều 1."))

    assert [(run.text, bool(run.bold)) for run in article.runs] == [
        ("Điều 1.", True),
        (" ", False),
        ("Tặng Giấy khen cho 03 tập thể và 12 cá nhân (có danh sách kèm theo).", False),
    ]


def test_header_and_footer_stand_in_two_columns_that_fill_the_page(plan):
    header, _, footer = opened(plan).tables

    assert [round(column.width.mm) for column in header.columns] == list(form.HEADER_COLUMNS)
    assert [round(column.width.mm) for column in footer.columns] == list(form.FOOTER_COLUMNS)
    assert header.rows[0].cells[1].text.strip() == f"{form.NATION}\n{form.MOTTO}"
    assert footer.rows[0].cells[1].paragraphs[0].text == "KT. HIỆU TRƯỞNG"


def test_rules_are_drawn_under_issuer_motto_and_subject(plan):
    rules = list(opened(plan).element.body.iter(qn("w:pBdr")))

    sheet = sheet_of(plan)
    lengths = []
    for rule in rules:
        indent = rule.getparent().find(qn("w:ind"))
        room = {0: form.HEADER_COLUMNS[0], 1: form.HEADER_COLUMNS[1], 2: form.PAGE.inner}[len(lengths)]
        lengths.append(round(room - 2 * int(indent.get(qn("w:left"))) / 1440 * 25.4, 1))
    assert lengths == [sheet.issuer_rule, sheet.motto_rule, sheet.subject_rule]


def test_rows_of_a_table_are_whole_and_its_header_repeats(plan):
    table = opened(plan).tables[1]

    marks = [[mark.tag.split("}")[1] for mark in row._tr.trPr] for row in table.rows]
    assert marks == [["cantSplit", "tblHeader"], ["cantSplit"], ["cantSplit"]]
    assert [cell.text for cell in table.rows[1].cells] == [
        "1",
        "Tuyên truyền trong toàn trường",
        "Đoàn trường",
        "30/9/2021",
    ]
    assert sum(column.width for column in table.columns) // 100_000 == Mm(form.PAGE.inner) // 100_000


def test_headings_show_in_the_navigation_pane(plan, docx_part):
    styles = docx_part(to_docx(plan), "word/styles.xml")

    levels = re.findall(r'w:styleId="CellHeading(\d)".*?<w:outlineLvl w:val="(\d)"', styles, re.DOTALL)
    assert levels == [("1", "0"), ("2", "1"), ("3", "2")]


def test_a_draft_is_boxed_and_says_so_once(minutes, docx_part):
    body = docx_part(to_docx(minutes), "word/document.xml")

    assert body.count("DỰ THẢO") == 1
    box = re.search(r"<w:pBdr>((?:(?!</w:pBdr>).)*)</w:pBdr>(?:(?!</w:p>).)*DỰ THẢO", body, re.DOTALL)
    assert re.findall(r"<w:(top|left|bottom|right) ", box[1]) == ["top", "left", "bottom", "right"]


def test_same_letter_gives_the_same_bytes_and_no_clock(letters):
    for letter in letters:
        first = to_docx(letter)

        assert to_docx(letter) == first
        entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_name_the_letter_and_nothing_of_the_machine(plan):
    core = opened(plan).core_properties

    assert (core.title, core.author, core.language) == (
        f"KẾ HOẠCH 03/KH-THPTLT {plan.subject}",
        "TRƯỜNG THPT LỘC THÁI",
        "vi-VN",
    )
    assert (core.created.date(), core.modified.date(), core.last_modified_by) == (plan.day, plan.day, "")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), marker=st.text(max_size=6), cell=st.text(max_size=20))
def test_any_text_at_all_can_be_written_and_read_back(submission, docx_words, text, marker, cell):
    body = (Block("article", marker, text), Block("table", "", text, ((cell,),)))
    letter = replace(submission, subject=text, issuer=cell, body=body, recipients=(text,))

    assert docx_words(to_docx(letter)) == sheet_of(letter).words()


def test_three_signatures_stand_in_pairs_above_the_recipients(minutes, docx_words):
    third = replace(minutes.signatures[0], lines=("NGƯỜI CHỨNG KIẾN",), name="Phạm Văn Mẫu")
    letter = replace(minutes, signatures=(*minutes.signatures, third))

    words = docx_words(to_docx(letter))

    assert words == sheet_of(letter).words()
    assert words[-8:] == (
        "THƯ KÝ",
        "Lê Thị Mẫu",
        "CHỦ TỌA",
        "NGƯỜI CHỨNG KIẾN",
        "Phạm Văn Mẫu",
        "Nơi nhận:",
        "- Thành viên Hội đồng;",
        "- Lưu: VT, HĐ.",
    )
