"""What is known of the file comes with what was read from it: fingerprint, encoding, pages, notes, absences."""

import hashlib
import io
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pypdfium2
import pytest
from PIL import Image

from thidua.core.errors import Refused
from thidua.documents.reading import read_bytes, read_text
from thidua.documents.reading.intake.legacy import TCVN3
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.documents.writing.pdf import to_pdf
from thidua.home.management.commands.read import in_words

PLAN = """SỞ GIÁO DỤC VÀ ĐÀO TẠO
TRƯỜNG THPT PHÙ CỪ
Số: 12/KH-THPTPC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Phù Cừ, ngày 05 tháng 9 năm 2022
KẾ HOẠCH
Phát động phong trào thi đua “Trường đẹp, lớp vui”

Nhà trường xây dựng kế hoạch như sau:
I. MỤC ĐÍCH
- Giữ gìn trường lớp sạch đẹp.
- Thi đua dạy tốt, học tốt trong từng tiết lên lớp.
"""
COMPARE = "Văn bản được đọc bằng nhận dạng chữ, cần đối chiếu với bản gốc."
HIDDEN = "Tệp có chữ ẩn, không hiện khi in; chữ ẩn không được đọc."
TEMPLATE = "Tệp Word gắn với một mẫu nằm ngoài tệp; hệ thống không tải mẫu đó."
OLD_TYPING = "Chữ trong tệp không ở bảng mã Unicode và đã được chuyển đổi; cần đối chiếu dấu và chữ hoa."
LETTER = Letter(
    kind="KẾ HOẠCH",
    subject="Phát động phong trào thi đua dạy tốt, học tốt",
    governing_body="Sở Giáo dục và Đào tạo",
    issuer="Trường THPT Mẫu",
    number=30,
    symbol="KH-THPTM",
    place="Lộc Ninh",
    day=date(2021, 10, 26),
    body=(Block("text", "", "Nhà trường phát động phong trào thi đua trong năm học mới như sau:"),),
    recipients=("Các tổ chuyên môn (thực hiện)",),
    archive="VT",
    signatures=(Signature("", ("HIỆU TRƯỞNG",), "Trần Văn Nam"),),
)


def packed(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def saved(picture):
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def typed(text):
    """A Word file with a paragraph for each line."""
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    return document


def with_parts(data, **parts):
    """A Word file with further parts in its package."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        for name, content in parts.items():
            archive.writestr(f"word/_rels/{name}.xml.rels", content)
    return file.getvalue()


@pytest.fixture(scope="module")
def scan():
    """The picture of a printed paper at 200 dpi."""
    with pypdfium2.PdfDocument(to_pdf(LETTER)) as document:
        return document[0].render(scale=200 / 72, grayscale=True).to_pil()


# Fingerprint, encoding, counts


@pytest.mark.parametrize(
    ("encoding", "form", "named"),
    [("utf-8", "NFC", "utf-8"), ("utf-8-sig", "NFC", "utf-8-sig"), ("utf-16", "NFC", "utf-16"),
     ("utf-8", "NFD", "utf-8")],
)  # fmt: skip
def test_the_figures_of_a_text_file_are_those_of_its_bytes(encoding, form, named):
    text = unicodedata.normalize(form, PLAN)
    data = text.encode(encoding)

    assert read_bytes(data, filename="a.txt").as_json()["file"] == {
        "sha256": hashlib.sha256(data).hexdigest(),
        "encoding": named,
        "unicode_form": form,
        "lines": 13,
        "nonblank_lines": 12,
        "chars": len(text),
        "words": len(PLAN.split()),
    }


def test_a_word_file_says_that_its_lines_are_paragraphs_and_has_no_encoding():
    read = read_bytes(packed(typed(PLAN)), filename="a.docx").as_json()

    assert (read["file"]["encoding"], read["file"]["lines"]) == (None, 13)
    assert read["intake"] == {
        "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "label": "tệp Word (.docx)",
        "page_lines": [1],
        "recognised": False,
        "lines_are_paragraphs": True,
        "notes": [],
    }


def test_a_text_that_was_no_file_has_its_counts_and_no_fingerprint():
    read = read_text(PLAN).as_json()

    assert (read["intake"], read["file"]["sha256"], read["file"]["nonblank_lines"]) == (None, None, 12)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_pages_begin_at_the_lines_that_say_so(newline):
    text = PLAN.replace("I. MỤC", "\fI. MỤC").replace("\n", newline) + "\f"

    assert read_bytes(text.encode(), filename="a.txt").file.page_lines == (1, 11)


def test_every_page_of_a_pdf_is_known_by_the_line_in_which_it_begins():
    listed = (f"Việc thứ {at}: các tổ chuyên môn thực hiện đúng tiến độ." for at in range(60))
    long = replace(LETTER, body=LETTER.body + tuple(Block("text", "", text) for text in listed))

    read = read_bytes(to_pdf(long), filename="a.pdf")

    assert (len(read.file.page_lines), read.file.page_lines[0]) == (3, 1)
    assert ["\f" in read.source_lines[no - 1] for no in read.file.page_lines[1:]] == [True, True]


# Notes


def test_hidden_words_are_not_read_and_the_file_says_that_it_has_some():
    document = typed(PLAN)
    document.paragraphs[11].add_run(" Chữ không hiện.").font.hidden = True

    read = read_bytes(packed(document), filename="a.docx")

    assert read.file.notes == (HIDDEN,)
    assert read.as_json()["intake"]["notes"] == [HIDDEN]
    assert [line for line in read.source_lines if "không hiện" in line] == []


def test_a_hidden_blank_is_no_hidden_word():
    document = typed(PLAN)
    document.paragraphs[11].add_run("  ").font.hidden = True

    assert read_bytes(packed(document), filename="a.docx").file.notes == ()


def test_a_template_from_outside_is_told_with_what_was_read():
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://example.org/mau.dotm" TargetMode="External"/></Relationships>'
    )

    read = read_bytes(with_parts(packed(typed(PLAN)), settings=link), filename="a.docx")

    assert (read.file.notes, read.metadata.number.normalized) == ((TEMPLATE,), "12/KH-THPTPC")


def test_a_file_typed_in_an_old_way_is_told_with_what_was_read():
    codes = {letter: code for code, letter in TCVN3.items()}
    old = "".join(codes.get(letter, codes.get(letter.lower(), letter)) for letter in PLAN)

    read = read_bytes(old.encode("latin-1", errors="replace"), filename="a.txt")

    assert (read.file.encoding, read.file.notes) == ("tcvn3", (OLD_TYPING,))
    assert (read.metadata.date, read.metadata.number.normalized) == (date(2022, 9, 5), "12/KH-THPTPC")


# Scans pasted into a Word file


def test_a_word_file_that_holds_only_pasted_scans_is_recognised(scan):
    document = docx.Document()
    document.add_picture(io.BytesIO(saved(scan)))

    read = read_bytes(packed(document), filename="a.docx")

    found = read.metadata
    assert (found.doc_type, found.number.normalized, found.place, found.date) == (
        "KẾ HOẠCH", "30/KH-THPTM", "Lộc Ninh", date(2021, 10, 26),
    )  # fmt: skip
    assert (read.file.recognised, read.file.lines_are_paragraphs, read.file.notes) == (
        True,
        False,
        (COMPARE,),
    )


def test_words_typed_above_a_pasted_scan_are_kept(scan):
    document = docx.Document()
    document.add_paragraph("Bản quét kèm theo")
    document.add_picture(io.BytesIO(saved(scan)))

    read = read_bytes(packed(document), filename="a.docx")

    assert read.source_lines[0] == "Bản quét kèm theo"
    assert read.metadata.number.normalized == "30/KH-THPTM"


def test_a_paper_with_an_emblem_is_not_recognised_but_read():
    document = typed(PLAN)
    document.add_picture(io.BytesIO(saved(Image.new("L", (900, 900), 200))))

    read = read_bytes(packed(document), filename="a.docx")

    assert (read.file.recognised, read.file.notes) == (False, ())


def test_few_words_beside_a_picture_without_words_are_still_read():
    document = typed("Số: 5/GM-A\nGIẤY MỜI\nI. A\n")
    for shade in (180, 200):
        document.add_picture(io.BytesIO(saved(Image.new("L", (900, 900), shade))))

    read = read_bytes(packed(document), filename="a.docx")

    assert read.metadata.number.normalized == "5/GM-A"
    assert read.file.notes == (
        "Tệp có hình mà không nhận dạng được chữ trong hình; hãy xem hình trong tệp gốc.",
    )


@pytest.mark.parametrize("size", [(900, 900), (120, 90)])
def test_a_word_file_of_pictures_without_words_is_refused(size):
    document = docx.Document()
    document.add_picture(io.BytesIO(saved(Image.new("L", size, 200))))

    with pytest.raises(Refused) as refused:
        read_bytes(packed(document), filename="a.docx")

    assert [blocker.message for blocker in refused.value.blockers] == [
        "Không nhận ra chữ nào trong ảnh. Hãy chụp thẳng, đủ sáng, rõ nét rồi gửi lại."
    ]


def test_a_word_file_of_nothing_at_all_is_refused_for_that():
    with pytest.raises(Refused) as refused:
        read_bytes(packed(docx.Document()), filename="a.docx")

    assert [blocker.message for blocker in refused.value.blockers] == [
        "Tệp không có chữ nào đọc được. Hãy gửi tệp Word, PDF có chữ hoặc bản quét rõ nét."
    ]


# Lines that are paragraphs

EVEN = """SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: 7/TB-SGDĐT
THÔNG BÁO
Về việc đăng ký danh hiệu thi đua

Sở thông báo các đơn vị đăng ký
Trường Trung học phổ thông Nguyễn Trãi, thành phố Lai Châu, cụm số Một
Trường Trung học phổ thông Trần Hưng Đạo, huyện Tam Đường, cụm số Hai
Trường Trung học phổ thông Quang Trung, huyện Phong Thổ, cụm số Hai
Trường Phổ thông dân tộc nội trú Sìn Hồ, huyện Sìn Hồ, cụm số Ba
"""


def test_lines_of_one_length_are_a_column_only_where_lines_are_no_paragraphs():
    column, paragraphs = (read_text(EVEN, lines_are_paragraphs=are) for are in (False, True))

    assert (len(column.paragraphs), len(paragraphs.paragraphs)) == (2, 5)
    assert [[each.code for each in read.anomalies].count("HARD_WRAP") for read in (column, paragraphs)] == [
        1,
        0,
    ]


@pytest.mark.parametrize("bullet", ["➢", "◦", "▪", "●", "✓", "–", "•", "►", "❖", "✔", "-"])
def test_every_usual_bullet_opens_a_paragraph_of_its_own(bullet):
    text = PLAN.replace("- Giữ", f"{bullet} Giữ").replace("- Thi", f"{bullet}Thi")

    listed = [(each.kind, each.marker) for each in read_text(text).paragraphs[-2:]]

    assert listed == [("bullet", bullet), ("bullet", bullet)]


# Subject prefix

OFFICIAL_LETTER = """SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: 5/SGDĐT-VP
V/v đăng ký danh hiệu thi đua
Lào Cai, ngày 05 tháng 9 năm 2022
Kính gửi: Các phòng giáo dục.
Sở đề nghị các đơn vị gửi bản đăng ký về văn phòng.
"""


def test_the_prefix_of_a_subject_belongs_on_an_official_letter_and_not_on_a_plan():
    plan = PLAN.replace("Phát động phong", "V/v phát động phong")

    found = [
        (read.metadata.subject_prefix, [each.code for each in read.anomalies].count("SUBJECT_PREFIX_ON_PLAN"))
        for read in map(read_text, (OFFICIAL_LETTER, plan))
    ]

    assert found == [("V/v", 0), ("V/v", 1)]


# Why a value is absent


@pytest.mark.parametrize(
    ("number", "day", "absent", "told"),
    [
        ("Số: 12/KH-THPTPC", "Phù Cừ, ngày 05 tháng 9 năm 2022", {}, ["12/KH-THPTPC", "05/09/2022", "Phù Cừ"]),
        ("Số: ……/KH-THPTPC", "Phù Cừ, ngày … tháng 9 năm 2022", {"number": "blank", "date": "blank"},
         ["để trống trong văn bản", "để trống trong văn bản", "Phù Cừ"]),
        ("Số: 12/KH-THPTPC", "Phù Cừ, ngày 31 tháng 9 năm 2022", {"date": "unreadable"},
         ["12/KH-THPTPC", "không đọc được", "Phù Cừ"]),
        ("", "", {"number": "absent", "date": "absent", "place": "absent"}, ["không nêu trong văn bản"] * 3),
    ],
)  # fmt: skip
def test_an_absent_value_says_how_it_is_absent(number, day, absent, told):
    text = PLAN.replace("Số: 12/KH-THPTPC", number).replace("Phù Cừ, ngày 05 tháng 9 năm 2022", day)

    read = read_bytes(text.encode(), filename="a.txt")

    assert read.as_json()["metadata"]["absent"] == absent
    wrong = [
        each.detail
        for each in read.anomalies
        if each.code == "MISSING_DATE" and "Không đọc được" in each.detail
    ]
    assert len(wrong) == list(absent.values()).count("unreadable")
    words = dict(line.split(": ", 1) for line in in_words(read) if ": " in line)
    assert [words[label] for label in ("Số, ký hiệu", "Ngày", "Địa danh")] == told


def test_an_issuer_named_in_the_preamble_is_not_absent():
    text = PLAN.replace("SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG THPT PHÙ CỪ\n", "")
    text = text.replace("Nhà trường xây dựng kế hoạch", "Trường THPT Phù Cừ xây dựng kế hoạch")

    read = read_text(text)

    assert (read.metadata.issuers, read.as_json()["metadata"]["absent"]) == (("Trường THPT Phù Cừ",), {})


# In words


def test_the_file_and_its_notes_are_told_in_words(scan):
    document = docx.Document()
    document.add_picture(io.BytesIO(saved(scan)))
    data = packed(document)

    recognised = in_words(read_bytes(data, filename="quet.docx"))
    plain = in_words(read_bytes(PLAN.encode(), filename="a.txt"))

    at = next(no for no, line in enumerate(recognised) if line.startswith("Tệp: "))
    assert recognised[at].startswith("Tệp: quet.docx (tệp Word (.docx), ")
    assert recognised[at + 1 : at + 4] == [
        f"Mã SHA-256: {hashlib.sha256(data).hexdigest()}",
        "Lưu ý về tệp:",
        f"  cả văn bản  {COMPARE}",
    ]
    assert [line for line in plain if line.startswith(("Tệp: ", "Lưu ý"))] == [
        "Tệp: a.txt (văn bản thuần, bảng mã utf-8, 13 dòng)",
        "Lưu ý về tệp: không có",
    ]
