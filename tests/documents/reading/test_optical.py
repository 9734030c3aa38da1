"""Scans and photos are read by Tesseract with its Vietnamese data, and never pass for certain.

Tesseract `vie` belongs to the set-up of the tests: where it is missing these tests fail.
"""

import io
from datetime import date

import pypdfium2
import pytest
from PIL import Image

from thidua.core.errors import Refused
from thidua.documents.reading import read_bytes
from thidua.documents.reading.intake import optical
from thidua.documents.reading.intake.decode import decode_file
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.documents.writing.pdf import to_pdf

COMPARE = "Văn bản được đọc bằng nhận dạng chữ, cần đối chiếu với bản gốc."


@pytest.fixture(scope="module")
def page():
    """The picture of a printed paper at 200 dpi, as an office scanner makes it."""
    letter = Letter(
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
    with pypdfium2.PdfDocument(to_pdf(letter)) as document:
        return document[0].render(scale=200 / 72, grayscale=True).to_pil()


def saved(picture, kind, **more):
    packed = io.BytesIO()
    picture.save(packed, kind, **more)
    return packed.getvalue()


def facts(data, filename):
    metadata = read_bytes(data, filename=filename).metadata
    return (
        metadata.doc_type,
        metadata.number.normalized,
        metadata.place,
        metadata.date.isoformat(),
        metadata.title,
    )


FACTS = (
    "KẾ HOẠCH", "30/KH-THPTM", "Lộc Ninh", "2021-10-26", "Phát động phong trào thi đua dạy tốt, học tốt",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "more"), [("JPEG", {"quality": 80}), ("PNG", {}), ("TIFF", {}), ("WEBP", {})]
)
def test_a_photo_of_a_paper_gives_the_facts_of_its_first_page(page, kind, more):
    assert facts(saved(page, kind, **more), f"a.{kind.lower()}") == FACTS


def test_a_scan_inside_a_pdf_gives_the_facts_of_its_first_page(page):
    assert facts(saved(page, "PDF", resolution=200), "a.pdf") == FACTS


def test_what_was_recognised_says_that_it_must_be_compared(page):
    decoded = decode_file(saved(page, "PNG"), filename="a.png")

    assert (decoded.recognised, decoded.notes) == (True, (COMPARE,))


def test_the_columns_of_a_scan_are_read_one_after_the_other(page):
    text = decode_file(saved(page, "PNG"), filename="a.png").text.split("\n")

    assert text[:6] == [
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "TRƯỜNG THPT MẪU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 30/KH-THPTM",
        "Lộc Ninh, ngày 26 tháng 10 năm 2021",
    ]


def test_a_phone_photo_turned_on_its_side_is_put_upright(page):
    turned = page.rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6

    assert facts(saved(turned, "JPEG", quality=85, exif=exif.tobytes()), "a.jpg") == FACTS


def test_pages_of_a_tiff_are_all_read(page):
    data = saved(page, "TIFF", save_all=True, append_images=[page])

    assert len(decode_file(data, filename="a.tiff").page_starts) == 2


def test_a_picture_without_words_is_refused():
    with pytest.raises(Refused) as refused:
        decode_file(saved(Image.new("L", (600, 600), 255), "PNG"), filename="a.png")

    assert [blocker.message for blocker in refused.value.blockers] == [
        "Không nhận ra chữ nào trong ảnh. Hãy chụp thẳng, đủ sáng, rõ nét rồi gửi lại."
    ]


def test_without_tesseract_a_picture_is_refused_with_what_to_install(page, monkeypatch):
    monkeypatch.setattr(optical, "is_installed", lambda: False)

    with pytest.raises(Refused) as refused:
        optical.read_picture(saved(page, "PNG"))

    sentence = (
        "Tệp là bản quét hoặc ảnh chụp mà máy chủ chưa cài bộ nhận dạng chữ Tesseract tiếng Việt "
        "(gói tesseract-ocr và tesseract-ocr-vie). Hãy cài bộ này, hoặc gửi tệp Word hay PDF có chữ."
    )
    assert [blocker.message for blocker in refused.value.blockers] == [sentence]
