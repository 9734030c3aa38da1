"""A Word file reads as its page does: numbers that Word makes, columns, notes, boxes, changes, old faces."""

import io
import subprocess
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.documents.reading.intake import conversion
from thidua.documents.reading.intake.decode import decode_file
from thidua.documents.reading.intake.numbering import in_shape, roman

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def part(root, inside):
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMES}>{inside}</w:{root}>'


def word(body, **parts):
    """A Word file of this body, and of further parts by their kind (`numbering`, `styles`, `footnotes`, …)."""
    packed = io.BytesIO()
    links = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts
    )
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
        for kind, inside in parts.items():
            archive.writestr(f"word/{kind}.xml", part({"header": "hdr"}.get(kind, kind), inside))
    return packed.getvalue()


def lines(body, **parts):
    return decode_file(word(body, **parts), filename="a.docx").text.split("\n")


def p(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text, number="1", level=0):
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at, shape, text, more="", start=1):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*abstracts, nums=None):
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{each}</w:abstractNum>' for at, each in enumerate(abstracts)
    )
    return made + (
        nums
        or "".join(
            f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>'
            for at in range(len(abstracts))
        )
    )


PLAN_LIST = (
    level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")
    + level(3, "bullet", "-") + level(4, "decimal", "%2.%5.")
)  # fmt: skip


def test_the_levels_of_a_plan_are_numbered_as_word_prints_them():
    body = "".join(
        item(text, level=at)
        for text, at in (
            ("MỤC ĐÍCH", 0), ("Mục đích", 1), ("Yêu cầu", 1), ("một", 2), ("hai", 2), ("gạch", 3), ("sâu", 4),
            ("NỘI DUNG", 0), ("Một", 1), ("Hai", 1),
        )
    )  # fmt: skip

    assert lines(body, numbering=lists(PLAN_LIST)) == [
        "I. MỤC ĐÍCH", "1. Mục đích", "2. Yêu cầu", "a) một", "b) hai", "- gạch", "2.1. sâu",
        "II. NỘI DUNG", "1. Một", "2. Hai",
    ]  # fmt: skip


def test_two_lists_of_one_kind_go_on_and_an_override_begins_again():
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = "".join(
        item(text, number) for text, number in (("a", "1"), ("b", "2"), ("c", "3"), ("d", "3"), ("e", "1"))
    )

    assert lines(body, numbering=lists(level(0, "decimal", "%1)"), nums=nums)) == [
        "1) a",
        "2) b",
        "5) c",
        "6) d",
        "7) e",
    ]


def test_a_level_told_not_to_restart_goes_on_under_the_next_heading():
    listed = level(0, "upperRoman", "%1.") + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    body = item("A", level=0) + item("một", level=1) + item("B", level=0) + item("hai", level=1)

    assert lines(body, numbering=lists(listed)) == ["I. A", "Điều 1. một", "II. B", "Điều 2. hai"]


def test_legal_numbering_prints_roman_parents_as_figures():
    listed = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", "<w:isLgl/>")

    assert lines(item("A") + item("a", level=1), numbering=lists(listed)) == ["I. A", "1.1 a"]


def test_a_list_of_an_office_own_letters_is_followed():
    listed = level(0, "custom", "%1)").replace(
        'w:val="custom"', 'w:val="custom" w:format="a, b, c, d, đ, e, g, ..."'
    )

    assert lines("".join(item(text) for text in "123456"), numbering=lists(listed)) == [
        "a) 1", "b) 2", "c) 3", "d) 4", "đ) 5", "e) 6",
    ]  # fmt: skip


def test_numbers_carried_by_a_style_and_taken_off_a_paragraph():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Deep"><w:basedOn w:val="Base"/></w:style>'
    )
    listed = level(0, "decimal", "%1.", '<w:pStyle w:val="Base"/>') + level(
        1, "lowerRoman", "%2.", '<w:pStyle w:val="Deep"/>'
    )
    off = '<w:pStyle w:val="Base"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("một", '<w:pStyle w:val="Base"/>') + p("hai", '<w:pStyle w:val="Deep"/>') + p("ba", off)

    assert lines(body, numbering=lists(listed), styles=styles) == ["1. một", "i. hai", "ba"]


def test_an_empty_paragraph_takes_no_number():
    assert lines(item("a") + item("") + item("b"), numbering=lists(level(0, "decimal", "%1."))) == [
        "1. a",
        "",
        "2. b",
    ]


@given(st.integers(min_value=1, max_value=3999))
def test_roman_numerals_read_back_to_their_number(number):
    values = [
        {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[letter] for letter in roman(number)
    ]

    assert sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)) == number


@pytest.mark.parametrize(
    ("number", "shape", "printed"),
    [
        (3, "decimalZero", "03"), (27, "lowerLetter", "aa"), (4, "upperRoman", "IV"),
        (7, "chineseCounting", "7"), (2, "none", ""),
    ],
)  # fmt: skip
def test_shapes_of_numbers(number, shape, printed):
    assert in_shape(number, shape) == printed


def table(*rows, ruled=False):
    line = (
        '<w:tblPr><w:tblBorders><w:insideV w:val="single"/></w:tblBorders></w:tblPr>'
        if ruled
        else "<w:tblPr/>"
    )
    return f"<w:tbl>{line}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(*texts, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(p, texts))}</w:tc>"


def test_a_letterhead_is_read_row_by_row_and_a_signature_column_by_column():
    head = table(
        cell("SỞ GD&amp;ĐT") + cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        cell("Số: 3/KH-SGDĐT") + cell("Hà Nội"),
    )
    foot = table(cell("Nơi nhận:") + cell("KT. GIÁM ĐỐC"), cell("- Lưu: VT.") + cell("Lê Văn Mẫu"))

    assert lines(head + foot) == [
        "SỞ GD&ĐT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 3/KH-SGDĐT", "Hà Nội",
        "Nơi nhận:", "- Lưu: VT.", "KT. GIÁM ĐỐC", "Lê Văn Mẫu",
    ]  # fmt: skip


def test_signatures_in_pairs_keep_each_name_under_its_office():
    pairs = table(
        cell("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH") + cell("GIÁM ĐỐC"), cell("Trần Thị Một") + cell("Lê Văn Hai"),
    )  # fmt: skip

    assert lines(pairs) == ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Trần Thị Một", "GIÁM ĐỐC", "Lê Văn Hai"]


def test_a_ruled_table_is_a_line_a_row_and_a_merged_cell_is_read_once():
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = table(
        cell("TT") + cell("Nội dung") + cell("Hạn"),
        cell("1", properties=down) + cell("Dạy", "và học") + cell("30/9"),
        cell("bỏ", properties=on) + cell("Thi đua") + cell("15/10"),
        ruled=True,
    )
    gap = " " * 8

    assert lines(rows) == [f"TT{gap}Nội dung{gap}Hạn", f"1{gap}Dạy và học{gap}30/9", f"Thi đua{gap}15/10"]


def test_breaks_tabs_hyphens_and_symbols_inside_a_paragraph():
    run = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
        '<w:t>e</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'
    )

    assert lines(f"<w:p>{run}</w:p>") == ["a\tb", "c-de☒•"]


def test_changes_under_tracking_are_taken_as_made():
    body = (
        f'<w:p>{r("Trường ")}<w:ins w:id="1">{r("THPT ")}</w:ins>'
        '<w:del w:id="2"><w:r><w:delText>cũ </w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="3">{r("đi ")}</w:moveFrom><w:moveTo w:id="3">{r("mới")}</w:moveTo></w:p>'
    )

    decoded = decode_file(word(body), filename="a.docx")

    assert (decoded.text, decoded.notes) == (
        "Trường THPT mới", ("Tệp còn dấu vết sửa chữa: chữ thêm vào được giữ, chữ đã xóa không được đọc.",),
    )  # fmt: skip


def test_controls_links_and_fields_are_read_through_and_field_codes_are_not():
    body = (
        f"<w:sdt><w:sdtContent><w:p><w:hyperlink>{r('một ')}</w:hyperlink>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f"{r('2')}</w:p></w:sdtContent></w:sdt>"
    )

    assert lines(body) == ["một 2"]


def test_footnotes_stand_at_the_end_with_the_mark_of_their_place():
    cite = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p>{r('Theo quy định')}{cite.format(2)}{r(', nhà trường')}{cite.format(3)}</w:p>" + p("Hết")
    notes = "".join(
        f'<w:footnote w:id="{at}">{p(text)}</w:footnote>'
        for at, text in ((2, "Luật số 15"), (3, "Sau đây gọi tắt"))
    )

    assert lines(body, footnotes=notes) == [
        "Theo quy định[1], nhà trường[2]", "Hết", "[1] Luật số 15", "[2] Sau đây gọi tắt",
    ]  # fmt: skip


def test_a_title_is_not_marked_with_its_footnote():
    body = f'<w:p>{r("KẾ HOẠCH")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'

    assert lines(body, footnotes=f'<w:footnote w:id="2">{p("Ghi chú")}</w:footnote>') == [
        "KẾ HOẠCH",
        "[1] Ghi chú",
    ]


def test_a_text_box_is_read_once_whatever_alternatives_the_file_keeps():
    box = f"<w:txbxContent>{p('Số: 5/KH-UBND')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )

    assert lines(f"<w:p>{r('UBND HUYỆN')}<w:r>{drawing}</w:r></w:p>") == ["UBND HUYỆN", "Số: 5/KH-UBND"]


def test_capitals_that_are_only_a_look_are_capitals_and_hidden_words_are_not_read():
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:caps/></w:rPr></w:style>'
    plain = r(" nhỏ", '<w:caps w:val="0"/>')
    hidden = r(" ẩn", "<w:vanish/>")
    body = f'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{r("Kế hoạch")}{hidden}{plain}</w:p>'

    assert lines(body, styles=styles) == ["KẾ HOẠCH nhỏ"]


def test_faces_of_the_nineties_are_read_by_their_own_table():
    def face(name):
        return f'<w:rFonts w:ascii="{name}"/>'

    body = (
        f"<w:p>{r('céng hßa', face('.VnTimeH'))}</w:p><w:p>{r('tr­êng häc', face('.VnTime'))}</w:p>"
        f"<w:p>{r('keá hoaïch', face('VNI-Times'))}</w:p><w:p>{r('Trường đã Unicode', face('.VnTime'))}</w:p>"
    )

    assert lines(body) == ["CỘNG HÒA", "trường học", "kế hoạch", "Trường đã Unicode"]


def test_a_page_begins_with_a_form_feed():
    body = (
        p("một") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("hai") + p("ba", "<w:pageBreakBefore/>")
        + p("bốn", "<w:sectPr/>") + p("năm") + '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'
    )  # fmt: skip

    assert [line for line in lines(body) if line] == ["một", "\fhai", "\fba", "bốn", "\fnăm"]


def test_a_running_header_is_left_out_unless_it_is_the_letterhead():
    assert lines(p("nội dung"), header=p("Trang 2")) == ["nội dung"]
    assert lines(p("nội dung"), header=p("Số: 4/KH-THPT")) == ["Số: 4/KH-THPT", "nội dung"]


def test_a_strict_document_under_another_name_is_read():
    strict = part("document", f"<w:body>{p('một')}</w:body>").replace(
        W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document2.xml", strict)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Type="{OFFICE}/officeDocument" '
            'Target="/word/document2.xml"/></Relationships>',
        )

    assert decode_file(packed.getvalue(), filename="a.docx").text == "một"


@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_older_formats_are_read_through_libreoffice(ending, tmp_path):
    document = docx.Document()
    for text in ("KẾ HOẠCH", "Thi đua dạy tốt, học tốt"):
        document.add_paragraph(text)
    document.save(tmp_path / "a.docx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", ending, "--outdir", tmp_path, tmp_path / "a.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    decoded = decode_file((tmp_path / f"a.{ending}").read_bytes(), filename=f"a.{ending}")

    assert decoded.text.split() == ["KẾ", "HOẠCH", "Thi", "đua", "dạy", "tốt,", "học", "tốt"]


def test_without_libreoffice_an_old_file_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(conversion.shutil, "which", lambda _: None)

    with pytest.raises(Refused) as refused:
        decode_file(b"{\\rtf1 Ke hoach}", filename="a.rtf")

    assert [blocker.message for blocker in refused.value.blockers] == [
        "Máy chủ chưa cài LibreOffice nên chưa đọc được văn bản RTF. Hãy mở bằng Word, lưu lại thành .docx rồi gửi lại."
    ]
