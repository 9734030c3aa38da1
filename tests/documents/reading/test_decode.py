"""Files as offices send them: any Vietnamese encoding is read, any dangerous file is refused in words."""

import hashlib
import io
import unicodedata
import zipfile

import docx
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.documents.reading import read_bytes
from thidua.documents.reading.intake.charsets import as_unicode
from thidua.documents.reading.intake.decode import decode, decode_file

LINES = (
    "KẾ HOẠCH",
    "Phát động phong trào thi đua của trường",
    "Cán bộ, giáo viên thực hiện nhiệm vụ được giao.",
)
TEXT = "\n".join(LINES)
TOO_LARGE = "Tệp Word bung ra quá lớn so với mức cho phép nên không được mở. Hãy tách tệp rồi gửi lại."
XML_UNSAFE = (
    "Tệp Word chứa khai báo XML không an toàn nên không được mở. Hãy mở bằng Word, lưu lại rồi gửi lại."
)
NOT_A_PAPER = "Tệp là {}, không phải văn bản để đọc. Hãy gửi tệp Word, PDF hoặc văn bản thuần."
NO_PROGRAMS = (
    "Tệp này là chương trình chạy được nên không được nhận. Hãy gửi văn bản, bảng tính hoặc hình ảnh."
)
OLD_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_XML = (
    '<?xml version="1.0"?>{}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>a</w:t></w:r></w:p></w:body></w:document>"
)


def refusal(data, filename="ke-hoach.txt"):
    with pytest.raises(Refused) as refused:
        read_bytes(data, filename=filename)
    return [blocker.message for blocker in refused.value.blockers]


def lines_of(data):
    """The lines of a plain text file in composed Unicode."""
    return tuple(as_unicode(decode(data, filename="a.txt")).split("\n"))


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

    assert lines_of(decomposed.encode("cp1258")) == ("Thực hiện nhiệm vụ của trường",)


def test_tcvn3_bytes_are_read_by_table():
    old = "Céng hßa x· héi chñ nghÜa ViÖt Nam, kÕ ho¹ch n¨m häc cña tr­êng".encode("latin-1")

    assert lines_of(old) == ("Cộng hòa xã hội chủ nghĩa Việt Nam, kế hoạch năm học của trường",)


def test_vni_letters_inside_a_unicode_file_are_read_by_table():
    old = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, keá hoaïch naêm hoïc cuûa tröôøng"

    assert lines_of(old.encode()) == ("Cộng hòa xã hội chủ nghĩa Việt Nam, kế hoạch năm học của trường",)


def test_the_two_columns_of_a_word_letterhead_are_read_one_after_the_other():
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

    assert decode(pdf, filename="ke-hoach.pdf").split("\n") == list(LINES)


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
    assert refusal(bomb, "ke-hoach.docx") == [TOO_LARGE]


def test_an_xml_bomb_is_refused():
    bomb = package(word__document_xml=WORD_XML.format('<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>'))

    assert refusal(bomb, "ke-hoach.docx") == [XML_UNSAFE]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (OLD_MARK + b"\x00" * 64, NOT_A_PAPER.format("tệp Office đời cũ")),
        (OLD_MARK + b"\x00" * 64 + "EncryptedPackage".encode("utf-16-le") + b"\x00\x00",
         "Tệp có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi gửi lại."),
        (b"%PDF-1.7 broken", "Tệp PDF hỏng hoặc có mật khẩu. Hãy xuất lại tệp không mật khẩu rồi gửi lại."),
        (b"\x89PNG\r\n\x1a\n1234", "Tệp ảnh hỏng nên không mở được. Hãy chụp hoặc quét lại rồi gửi lại."),
        (b"PK\x05\x06" + b"\x00" * 18, "Tệp nén này không phải là tệp Word. Hãy gửi tệp .docx."),
        (b"Rar!\x1a\x07\x00 and so on", NOT_A_PAPER.format("tệp nén RAR")),
        (b"\x7fELF" + b"\x00" * 64, NO_PROGRAMS),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_what_to_do(data, sentence):
    assert refusal(data, "ke-hoach") == [sentence]


NATION_OLD = "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM"
PLAN_OLD = "Sè: 12/KH-UBND\nKÕ ho¹ch n¨m häc cña tr­êng, thùc hiÖn nhiÖm vô ®­îc giao"


def test_capitals_of_the_old_face_come_back_and_a_number_line_keeps_its_small_letters():
    assert lines_of(f"{NATION_OLD}\n{PLAN_OLD}".encode("latin-1")) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/KH-UBND",
        "Kế hoạch năm học của trường, thực hiện nhiệm vụ được giao",
    )


def test_viqr_is_read_and_sentence_ends_stay_ends():
    old = "Co^ng hoa` xa~ ho^.i chu? nghi~a Vie^.t Nam. DDo^.c la^.p - Tu+. do - Ha.nh phu'c. Vu. ddu+o+.c giao."

    assert lines_of(old.encode()) == (
        "Công hoà xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. Vụ được giao.",
    )


@pytest.mark.parametrize("read_as", ["latin-1", "cp1252"])
@pytest.mark.parametrize("times", [1, 2])
def test_utf8_that_was_encoded_again_is_undone(read_as, times):
    spoilt = TEXT.replace("Á", "Ạ")
    for _ in range(times):
        spoilt = "".join(one_byte(byte, read_as) for byte in spoilt.encode())

    assert lines_of(spoilt.encode()) == LINES


def one_byte(byte, encoding):
    """Windows leaves five bytes without a letter; programs keep them as they are."""
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def test_text_without_accents_and_text_in_another_language_are_left_alone():
    plain = "KE HOACH\nPhat dong phong trao thi dua. Don't go to? It's a.m. (a) o' clock"

    assert lines_of(plain.encode()) == tuple(plain.split("\n"))


def test_a_letterhead_pasted_from_an_old_file_is_mended_and_the_rest_left():
    mixed = f"{NATION_OLD}\n" + "Cán bộ, giáo viên thực hiện nhiệm vụ ở 37°C, giá 5£.\n" * 40

    lines = lines_of(mixed.encode())

    assert lines[:2] == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Cán bộ, giáo viên thực hiện nhiệm vụ ở 37°C, giá 5£.",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_line_knows_its_place_in_the_file(encoding):
    data = "\r\n".join((*LINES, "")).encode(encoding)
    bare = encoding.removesuffix("-sig") if encoding != "utf-16" else "utf-16-le"

    decoded = decode_file(data, filename="a.txt")

    ends = (*decoded.line_starts[1:], len(data))
    pieces = [data[start:end] for start, end in zip(decoded.line_starts, ends, strict=True)]
    assert [piece.decode(bare).rstrip() for piece in pieces] == list(LINES)


def test_facts_of_the_file_are_kept_beside_its_text():
    data = unicodedata.normalize("NFD", TEXT).encode()

    decoded = decode_file(data, filename="a.txt")

    assert (decoded.sha256, decoded.encoding, decoded.unicode_form, decoded.notes) == (
        hashlib.sha256(data).hexdigest(), "utf-8", "NFD", (),
    )  # fmt: skip


def test_an_old_encoding_leaves_a_note():
    decoded = decode_file(PLAN_OLD.encode("latin-1"), filename="a.txt")

    assert (decoded.encoding, decoded.notes) == (
        "tcvn3",
        ("Chữ trong tệp không ở bảng mã Unicode và đã được chuyển đổi; cần đối chiếu dấu và chữ hoa.",),
    )


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậếềểễệộợựỹ ÁÀĐ,.\n"))
def test_vietnamese_in_unicode_is_never_changed(text):
    assert as_unicode(text) == text
