"""Files as offices send them: any Vietnamese encoding is read, any dangerous file is refused in words."""

import io
import zipfile

import docx
import pytest
import typst

from thidua.core.errors import Refused
from thidua.documents.reading import read_bytes
from thidua.documents.reading.decode import decode

LINES = (
    "KẾ HOẠCH",
    "Phát động phong trào thi đua của trường",
    "Cán bộ, giáo viên thực hiện nhiệm vụ được giao.",
)
TEXT = "\n".join(LINES)
OLD_WORD = "Tệp là bản Word cũ (.doc) hoặc có mật khẩu. Hãy lưu lại thành .docx không mật khẩu."
TOO_LARGE = "Tệp Word bung ra quá lớn so với mức cho phép nên không được mở."
XML_UNSAFE = "Tệp Word chứa khai báo XML không an toàn nên không được mở."
PICTURE = "Tệp là hình ảnh nên chưa có chữ để đọc. Hãy gửi tệp Word hoặc PDF có chữ."
WORD_XML = (
    '<?xml version="1.0"?>{}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>a</w:t></w:r></w:p></w:body></w:document>"
)


def refusal(data, filename="ke-hoach.txt"):
    with pytest.raises(Refused) as refused:
        read_bytes(data, filename=filename)
    return [blocker.message for blocker in refused.value.blockers]


def package(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return packed.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_files_are_read(encoding):
    assert decode(TEXT.encode(encoding), filename="a.txt") == TEXT


def test_windows_1258_with_combining_accents_becomes_composed():
    decomposed = "Th\u01b0\u0323c hi\u00ea\u0323n nhi\u00ea\u0323m vu\u0323 cu\u0309a tr\u01b0\u01a1\u0300ng"

    structure = read_bytes(decomposed.encode("cp1258"), filename="a.txt")

    assert structure.source_lines == ("Thực hiện nhiệm vụ của trường",)


def test_tcvn3_bytes_are_read_by_table():
    old = "Céng hßa x· héi chñ nghÜa ViÖt Nam, kÕ ho¹ch n¨m häc cña tr­êng".encode("latin-1")

    assert read_bytes(old, filename="a.txt").source_lines == (
        "Cộng hòa xã hội chủ nghĩa Việt Nam, kế hoạch năm học của trường",
    )


def test_vni_letters_inside_a_unicode_file_are_read_by_table():
    old = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, keá hoaïch naêm hoïc cuûa tröôøng"

    assert read_bytes(old.encode(), filename="a.txt").source_lines == (
        "Cộng hòa xã hội chủ nghĩa Việt Nam, kế hoạch năm học của trường",
    )


def test_word_file_keeps_two_columns_side_by_side():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "SỞ GD&ĐT BÌNH PHƯỚC\nTRƯỜNG THPT LỘC THÁI"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    for line in LINES:
        document.add_paragraph(line)
    saved = io.BytesIO()
    document.save(saved)

    metadata = read_bytes(saved.getvalue(), filename="ke-hoach.docx").metadata

    assert (metadata.governing_body, metadata.issuers) == ("SỞ GD&ĐT BÌNH PHƯỚC", ("TRƯỜNG THPT LỘC THÁI",))
    assert (metadata.national_title, metadata.title) == (True, LINES[1])


def test_text_of_a_pdf_is_read():
    pdf = typst.compile(" \\\n".join(LINES).encode())

    structure = read_bytes(pdf, filename="ke-hoach.pdf")

    assert [line for line in structure.source_lines if line.strip()] == list(LINES)


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n ", b"\x00\x00\x00"])
def test_an_empty_file_is_refused(data):
    assert refusal(data) == ["Tệp rỗng, không có chữ nào để đọc. Hãy chọn lại tệp văn bản."]


def test_a_file_over_twenty_megabytes_is_refused():
    assert refusal(b"a" * (20 * 1024 * 1024 + 1)) == [
        "Tệp lớn hơn 20 MB. Hãy bỏ bớt hình ảnh hoặc tách tệp rồi gửi lại."
    ]


def test_binary_bytes_are_refused():
    assert refusal(bytes(range(1, 256)) * 40) == [
        "Tệp không phải là văn bản. Hãy gửi tệp Word, PDF có chữ hoặc tệp văn bản thuần."
    ]


def test_a_docx_that_is_no_zip_is_refused():
    assert refusal(b"not a package at all", "ke-hoach.docx") == [
        "Nội dung tệp không đúng với phần mở rộng của tên tệp. Hãy kiểm tra và gửi lại."
    ]


def test_a_broken_zip_is_refused():
    assert refusal(b"PK\x03\x04 and then nothing of use", "ke-hoach.docx") == [
        "Tệp Word bị hỏng nên không mở được. Hãy mở bằng Word, lưu lại rồi gửi lại."
    ]


def test_a_zip_that_is_no_word_file_is_refused():
    assert refusal(package(note_xml="a"), "ke-hoach.docx") == [
        "Tệp nén này không phải là tệp Word. Hãy gửi tệp .docx."
    ]


def test_a_zip_bomb_is_refused_before_it_is_opened():
    bomb = package(word__document_xml=WORD_XML.format("") + " " * 30_000_000)

    assert len(bomb) < 100_000
    assert refusal(bomb, "ke-hoach.docx") == [
        "Tệp Word bung ra quá lớn so với mức cho phép nên không được mở."
    ]


def test_an_xml_bomb_is_refused():
    bomb = package(word__document_xml=WORD_XML.format('<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>'))

    assert refusal(bomb, "ke-hoach.docx") == [XML_UNSAFE]


def test_a_word_file_with_macros_is_refused():
    macros = package(word__document_xml=WORD_XML.format(""), **{"word/vbaProject.bin": "x"})

    assert refusal(macros, "ke-hoach.docx") == [
        "Tệp Word có macro nên không được nhận. Hãy lưu lại thành .docx không có macro."
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 64, OLD_WORD),
        (b"{\\rtf1 a}", "Tệp ở định dạng RTF. Hãy mở bằng Word và lưu lại thành .docx."),
        (b"%PDF-1.7 broken", "Tệp PDF hỏng hoặc có mật khẩu. Hãy xuất lại tệp rồi gửi lại."),
        (b"\x89PNG\r\n\x1a\n1234", PICTURE),
    ],
)  # fmt: skip
def test_other_formats_are_refused_with_what_to_do(data, sentence):
    assert refusal(data, "ke-hoach") == [sentence]
