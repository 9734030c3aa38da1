from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import segno

from thidua.core.errors import Refused
from thidua.documents.writing import ornament
from thidua.documents.writing.certificate import (
    CHUNK,
    SHEETS,
    CertificateFace,
    blockers_to_print,
    certificate_chunks,
    certificates_pdf,
)
from thidua.documents.writing.letter import Signature
from thidua.documents.writing.ornament import border_svg

FACE = CertificateFace(
    title="Giấy khen",
    granting_authority="Hiệu trưởng Trường THPT Lộc Thái",
    governing_body="Sở Giáo dục và Đào tạo Bình Phước",
    issuer="Trường THPT Lộc Thái",
    recipient_prefix="Em",
    recipient="Nguyễn Thị Ngọc Mẫu",
    recipient_detail="Học sinh lớp 11A1, năm học 2021-2022",
    merit="Đã có thành tích xuất sắc trong phong trào thi đua phòng, chống dịch Covid-19",
    decision_number="57/QĐ-THPTLT",
    decision_day=date(2022, 2, 25),
    book_number="07",
    place="Lộc Ninh",
    day=date(2022, 3, 8),
    signature=Signature("KT.", ("KT. Hiệu trưởng", "Phó Hiệu trưởng"), "Trần Văn Mẫu"),
    check_code="K7QF-2M9P",
    check_address="https://thidua.example.vn/kiem-tra/K7QF-2M9P/",
)
LONG_NAME = "Tập thể Tổ Khoa học Tự nhiên, Công nghệ và Giáo dục Thể chất"
LONG_MERIT = (
    "Đã có thành tích xuất sắc trong phong trào thi đua “Đoàn kết, chung sức, đồng lòng phòng, chống và "
    "chiến thắng đại dịch”"
)


def squashed(*texts):
    return "".join("".join(texts).split())


def ink_boxes(page):
    """The box of every letter on a page, in millimetres from the bottom left."""
    text = page.get_textpage()
    boxes = (text.get_charbox(index) for index in range(text.count_chars()))
    return [tuple(side / 72 * 25.4 for side in box) for box in boxes if box[0] < box[2]]


def dark_pixels(page, *, pixels_a_point):
    """Rows of booleans: where a page is nearly black."""
    bitmap = page.render(scale=pixels_a_point, grayscale=True)
    data = bytes(bitmap.buffer)
    return [
        [level < 90 for level in data[row * bitmap.stride : row * bitmap.stride + bitmap.width]]
        for row in range(bitmap.height)
    ]


def qr_on(page):
    """The modules of the code printed at the foot of a page, read from its pixels."""
    pixels = dark_pixels(page, pixels_a_point=6)
    left, right = round(len(pixels[0]) * 0.42), round(len(pixels[0]) * 0.58)
    zone = [row[left:right] for row in pixels[round(len(pixels) * 0.7) :]]
    first = next(index for index, row in enumerate(zone) if any(row))
    start = zone[first].index(True)
    side = len(zone[first]) - zone[first][::-1].index(True) - start
    finder = zone[first][start:].index(False)
    count = round(side / (finder / 7))
    step = side / count
    return [
        [zone[int(first + (row + 0.5) * step)][int(start + (column + 0.5) * step)] for column in range(count)]
        for row in range(count)
    ]


def test_words_stand_in_the_order_of_the_form(pdf_pages):
    assert pdf_pages(certificates_pdf([FACE])) == [
        squashed(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO BÌNH PHƯỚC",
            "HIỆU TRƯỞNG TRƯỜNG THPT LỘC THÁI",
            "TẶNG",
            "GIẤY KHEN",
            "Em: Nguyễn Thị Ngọc Mẫu",
            "Học sinh lớp 11A1, năm học 2021-2022",
            FACE.merit,
            "Quyết định số: 57/QĐ-THPTLT ngày 25 tháng 02 năm 2022",
            "Vào sổ khen thưởng số: 07",
            "K7QF-2M9P",
            "Lộc Ninh, ngày 08 tháng 3 năm 2022",
            "KT. HIỆU TRƯỞNG",
            "PHÓ HIỆU TRƯỞNG",
            "Trần Văn Mẫu",
        )
    ]


def test_what_is_not_known_is_dots_and_what_is_not_given_is_not_printed(pdf_pages):
    face = replace(
        FACE,
        governing_body=None,
        recipient_prefix="",
        decision_number="",
        decision_day=None,
        book_number="",
        day=None,
        check_code="",
        check_address="",
        signature=Signature("", ("Hiệu trưởng",), None),
    )

    assert pdf_pages(certificates_pdf([face])) == [
        squashed(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
            "HIỆU TRƯỞNG TRƯỜNG THPT LỘC THÁI TẶNG GIẤY KHEN",
            "Nguyễn Thị Ngọc Mẫu Học sinh lớp 11A1, năm học 2021-2022",
            FACE.merit,
            "Quyết định số: …… ngày … tháng … năm … Vào sổ khen thưởng số: ……",
            "Lộc Ninh, ngày … tháng … năm … HIỆU TRƯỞNG",
        )
    ]


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_one_landscape_page_for_each_face_in_order(paper, pdf_pages):
    faces = [replace(FACE, recipient=f"Người thứ {index}") for index in (3, 1, 2)]

    file = certificates_pdf(faces, paper=paper)

    with pypdfium2.PdfDocument(file) as pdf:
        sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pdf]
    assert sizes == [SHEETS[paper]] * 3
    assert [page.split("Em:")[1][:9] for page in pdf_pages(file)] == ["Ngườithứ3", "Ngườithứ1", "Ngườithứ2"]


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize(
    ("name", "merit", "detail"),
    [
        (LONG_NAME, LONG_MERIT, FACE.recipient_detail),
        ("Trường " * 17, "Thành tích " * 45, "Huyện " * 33),
        ("W" * 40, "WWWW " * 100, "W" * 60),
    ],
)
def test_long_names_and_merits_stay_whole_on_one_page_within_the_border(
    paper, name, merit, detail, pdf_pages
):
    face = replace(FACE, recipient=name, merit=merit, recipient_detail=detail)

    file = certificates_pdf([face], paper=paper)

    assert squashed(name, detail, merit) in pdf_pages(file)[0]
    scale = SHEETS[paper][0] / SHEETS["a4"][0]
    with pypdfium2.PdfDocument(file) as pdf:
        assert len(pdf) == 1
        boxes = ink_boxes(pdf[0])
    frame = 19.3 * scale
    assert min(box[0] for box in boxes) >= frame
    assert min(box[1] for box in boxes) >= frame
    assert max(box[2] for box in boxes) <= SHEETS[paper][0] - frame
    assert max(box[3] for box in boxes) <= SHEETS[paper][1] - frame


def test_the_long_samples_are_as_long_as_promised():
    assert (len(LONG_NAME), len(LONG_MERIT)) == (60, 120)


def test_the_code_on_the_page_is_the_code_of_the_address():
    addresses = [FACE.check_address, "https://thidua.example.vn/kiem-tra/ZZZZ-0001/"]

    with pypdfium2.PdfDocument(certificates_pdf([replace(FACE, check_address=a) for a in addresses])) as pdf:
        printed = [qr_on(page) for page in pdf]

    wanted = [
        [
            [bool(module) for module in row]
            for row in segno.make_qr(address, error="m", mask=3, mode="byte", boost_error=False).matrix
        ]
        for address in addresses
    ]
    assert printed == wanted
    assert wanted[0] != wanted[1]


def test_same_faces_give_the_same_bytes():
    assert certificates_pdf([FACE]) == certificates_pdf([FACE])
    assert certificates_pdf([FACE]) != certificates_pdf([replace(FACE, book_number="08")])


def test_chunks_joined_are_the_same_pages_and_the_same_bytes(monkeypatch, pdf_pages):
    monkeypatch.setattr("thidua.documents.writing.certificate.CHUNK", 2)
    monkeypatch.setattr(certificate_chunks, "__kwdefaults__", {"paper": "a4", "standard": None, "size": 2})
    faces = [replace(FACE, recipient=f"Người thứ {index}") for index in range(5)]
    chunks = list(certificate_chunks(faces, size=2))

    joined = certificates_pdf(faces)

    assert [len(pdf_pages(chunk)) for chunk in chunks] == [2, 2, 1]
    assert pdf_pages(joined) == [page for chunk in chunks for page in pdf_pages(chunk)]
    assert b"D:20220308000000+00'00'" in joined
    assert certificates_pdf(faces) == joined


def test_pages_of_a_run_share_one_border():
    one = len(certificates_pdf([FACE] * 2))
    many = len(certificates_pdf([FACE] * 22))

    assert (many - one) / 20 < 6_000


def test_archive_form_is_made_for_one_chunk_and_not_beyond():
    assert b"pdfaid:part" in certificates_pdf([FACE], standard="a-2b")
    with pytest.raises(ValueError, match="at most 250 certificates"):
        certificates_pdf([FACE] * (CHUNK + 1), standard="a-2b")


def test_nobody_to_print_for_is_refused():
    with pytest.raises(Refused) as refused:
        certificates_pdf([])

    assert [str(blocker) for blocker in refused.value.blockers] == [
        "Danh sách in chưa có ai: hãy chọn ít nhất một người hoặc một tập thể."
    ]


def test_a_text_longer_than_its_page_is_refused_by_name():
    long = replace(FACE, merit="a" * 501)

    blockers = blockers_to_print([FACE, long])

    assert [(str(blocker), blocker.about) for blocker in blockers] == [
        (
            (
                "Thành tích trên giấy khen của Nguyễn Thị Ngọc Mẫu dài 501 ký tự, quá 500 ký tự nên không in "
                "vừa một trang. Hãy viết gọn lại."
            ),
            long,
        )
    ]


def test_unknown_paper_is_an_error_of_the_caller():
    with pytest.raises(ValueError, match="no such paper: 'a5'"):
        certificates_pdf([FACE], paper="a5")


def test_markup_prints_as_it_was_typed(pdf_pages):
    face = replace(FACE, recipient="#panic() *đậm*", merit="- $x^2$ _y_ @z <a>")

    page = pdf_pages(certificates_pdf([face]))[0]

    assert squashed("#panic() *đậm*", FACE.recipient_detail, "- $x^2$ _y_ @z <a>") in page


def test_the_border_is_ours_and_keeps_to_its_sheet():
    drawing = border_svg(297, 210)

    assert drawing == border_svg(297, 210)
    assert drawing.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="210mm"')
    assert "image" not in drawing


def test_the_shipped_border_is_the_one_that_is_drawn():
    shipped = Path(ornament.__file__).with_name("border.svg").read_text(encoding="utf-8")

    assert shipped == border_svg(297, 210)
