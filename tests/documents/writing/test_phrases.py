import io

import docx
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.documents.writing.pdf import to_pdf
from thidua.documents.writing.phrases import LONGEST, kept_together

JOINT = Letter(
    kind="KẾ HOẠCH",
    subject="Thi đua đặc biệt năm học 2021-2022",
    governing_body=None,
    issuer="Sở Giáo dục và Đào tạo Hưng Yên",
    co_issuers=("Công đoàn Giáo dục tỉnh Hưng Yên",),
    symbol="KHLT-SGDĐT-CĐGD",
    number=12,
    place="Hưng Yên",
    body=(Block("text", text="Nội dung."),),
    signatures=(Signature("", ("GIÁM ĐỐC",), "Lê Thị Mẫu"), Signature("", ("CHỦ TỊCH",), "Trần Văn Mẫu")),
)
NAMES = st.lists(
    st.sampled_from(
        [
            "SỞ",
            "GIÁO DỤC",
            "VÀ",
            "ĐÀO",
            "TẠO",
            "TRƯỜNG",
            "THPT",
            "TỈNH",
            "HƯNG",
            "YÊN",
            "THÀNH PHỐ",
            "-",
            "NGUYỄN",
        ]
    ),
    max_size=14,
).map(" ".join)


@pytest.mark.parametrize(
    ("name", "phrases"),
    [
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO HƯNG YÊN -", ["SỞ GIÁO DỤC", "VÀ ĐÀO TẠO", "HƯNG YÊN -"]),
        ("CÔNG ĐOÀN GIÁO DỤC TỈNH HƯNG YÊN", ["CÔNG ĐOÀN", "GIÁO DỤC", "TỈNH HƯNG YÊN"]),
        ("CÔNG ĐOÀN TRƯỜNG THPT LỘC THÁI", ["CÔNG ĐOÀN", "TRƯỜNG THPT LỘC THÁI"]),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO THỊ XÃ MỸ HÀO", ["PHÒNG GIÁO DỤC", "VÀ ĐÀO TẠO", "THỊ XÃ MỸ HÀO"]),
        ("LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HỒ CHÍ MINH", ["LIÊN ĐOÀN", "LAO ĐỘNG", "THÀNH PHỐ HỒ CHÍ MINH"]),
        ("", [""]),
    ],
)
def test_a_name_parts_only_between_its_phrases(name, phrases):
    assert kept_together(name).replace("\u00a0", "_").split(" ") == [
        each.replace(" ", "_") for each in phrases
    ]


@given(NAMES)
def test_only_blanks_change_and_no_phrase_outgrows_its_column(name):
    kept = kept_together(name)

    assert kept.replace("\u00a0", " ") == name
    assert [part for part in kept.split(" ") if len(part.rstrip("-\u00a0")) > LONGEST] == []


def test_the_letterhead_of_two_issuers_never_splits_a_name():
    with pypdfium2.PdfDocument(to_pdf(JOINT)) as pdf:
        lines = pdf[0].get_textpage().get_text_range().replace("\u00a0", " ").splitlines()

    assert [line.strip() for line in lines[:4]] == [
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "HƯNG YÊN -",
        "CÔNG ĐOÀN GIÁO DỤC",
        "TỈNH HƯNG YÊN",
    ]


def test_word_keeps_the_same_phrases_and_a_plain_name_in_the_properties():
    document = docx.Document(io.BytesIO(to_docx(JOINT)))

    assert [each.text for each in document.tables[0].rows[0].cells[0].paragraphs][:2] == [
        kept_together("SỞ GIÁO DỤC VÀ ĐÀO TẠO HƯNG YÊN -"),
        kept_together("CÔNG ĐOÀN GIÁO DỤC TỈNH HƯNG YÊN"),
    ]
    assert document.core_properties.author == "CÔNG ĐOÀN GIÁO DỤC TỈNH HƯNG YÊN"
