"""A PDF with a text layer reads in the order of the page: columns, paragraphs, pages, nothing of the margins."""

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.documents.reading.intake.decode import decode_file
from thidua.documents.reading.intake.placed import Piece, pages_to_lines, rows_of

SENTENCE = (
    "Cán bộ, giáo viên, nhân viên và học sinh trong toàn trường tích cực hưởng ứng phong trào thi đua, hoàn thành tốt "
    "nhiệm vụ của năm học trong điều kiện vừa dạy học vừa phòng, chống dịch, giữ trường lớp an toàn"
)


def lines(source):
    return decode_file(typst.compile(source.encode()), filename="a.pdf").text.split("\n")


INDENT = "#set par(first-line-indent: (amount: 1cm, all: true), justify: true)\n"
ITEMS = [f"{letter}) {SENTENCE}, đợt {letter}." for letter in "abcd"]


def test_a_paragraph_that_the_margin_broke_is_one_line_again():
    assert lines(INDENT + "\n\n".join(ITEMS)) == ITEMS


def test_lines_hanging_under_their_marker_are_one_line_again():
    numbered = [f"{at}. {SENTENCE}, đợt {at}." for at in range(1, 5)]

    assert lines("#set par(justify: true)\n" + "\n\n".join(numbered)) == numbered


def test_a_paragraph_goes_on_over_a_page_and_the_page_is_still_known():
    page = '#set page(height: 8cm, numbering: "1", margin: 2cm)\n'
    item = f"a) {', '.join([SENTENCE] * 6)}."

    decoded = decode_file(typst.compile((page + INDENT + item).encode()), filename="a.pdf")

    assert decoded.text.replace("\f", " ") == item
    assert decoded.page_starts == (0, 0)


def test_running_heads_and_page_numbers_are_left_out():
    header, footer = "[Kế hoạch thi đua năm học]", "context [Trang #counter(page).display()]"
    pages = [f"Trang này nói về việc {word}." for word in ("một", "hai", "ba", "bốn")]

    read = lines(f"#set page(height: 6cm, header: {header}, footer: {footer})\n" + "#pagebreak()".join(pages))

    assert read == [pages[0], *(f"\f{page}" for page in pages[1:])]


def test_a_number_alone_in_the_text_is_no_page_number():
    assert lines("Mở đầu\n\n2021\n\nKết thúc") == ["Mở đầu", "2021", "Kết thúc"]


LETTERHEAD = """
#set text(size: 13pt)
#grid(columns: (44%, 56%), align: center,
  [UBND HUYỆN EA KAR \\ PHÒNG GIÁO DỤC VÀ ĐÀO TẠO \\ Số: 685/KH-PGDĐT],
  [CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \\ Độc lập - Tự do - Hạnh phúc \\ #v(3pt) Ea Kar, ngày 26 tháng 10 năm 2021])
#align(center)[KẾ HOẠCH \\ Phát động phong trào thi đua]
"""


def test_the_two_columns_of_a_letterhead_are_not_mixed():
    assert lines(LETTERHEAD) == [
        "UBND HUYỆN EA KAR",
        "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 685/KH-PGDĐT",
        "Ea Kar, ngày 26 tháng 10 năm 2021",
        "KẾ HOẠCH",
        "Phát động phong trào thi đua",
    ]


def test_columns_that_all_but_touch_are_parted_at_the_national_title():
    source = """#set text(size: 12pt)
#set page(margin: 2cm)
#grid(columns: (auto, auto), column-gutter: 5pt, [SỞ GIÁO DỤC VÀ ĐÀO TẠO ĐẮK LẮK], [CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM])
#v(1cm)
Nội dung"""

    assert lines(source) == [
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO ĐẮK LẮK",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Nội dung",
    ]


def test_recipients_and_signature_are_two_columns():
    source = """Trên đây là kế hoạch của Phòng.
#grid(columns: (50%, 50%), [Nơi nhận: \\ \\- Các trường; \\ \\- Lưu: VT.],
  align(center)[KT. TRƯỞNG PHÒNG \\ PHÓ TRƯỞNG PHÒNG \\ #v(1cm) Lê Thị Mẫu])"""

    assert lines(source) == [
        "Trên đây là kế hoạch của Phòng.",
        "Nơi nhận:",
        "- Các trường;",
        "- Lưu: VT.",
        "KT. TRƯỞNG PHÒNG",
        "PHÓ TRƯỞNG PHÒNG",
        "Lê Thị Mẫu",
    ]


def test_a_table_of_data_stays_in_rows():
    cells = ("TT", "Nội dung", "Hạn", "1", "Dạy tốt", "30/9", "2", "Học tốt", "15/10")
    source = f"#table(columns: (2cm, 6cm, 4cm), {', '.join(f'[{cell}]' for cell in cells)})"
    gap = " " * 8

    assert lines(source) == [
        f"TT{gap}Nội dung{gap}Hạn",
        f"1{gap}Dạy tốt{gap}30/9",
        f"2{gap}Học tốt{gap}15/10",
    ]


def test_a_word_broken_by_a_soft_hyphen_is_whole_again():
    source = "#set page(width: 6cm, margin: 1cm)\nThi đua interna#sym.hyph.soft;tionalization"

    assert "".join(lines(source)).replace(" ", "") == "Thiđuainternationalization"


placed = st.builds(
    lambda text, left, top, width: Piece(text, left, top, left + width, top + 10),
    st.text(alphabet="aăâKẾ HOẠCH.12-", min_size=1, max_size=12).filter(str.strip),
    st.integers(0, 500), st.integers(0, 700), st.integers(1, 300),
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(placed, max_size=25))
def test_no_words_are_lost_or_doubled_by_the_order_of_reading(pieces):
    on_page = "".join(piece.text for row in rows_of(pieces) for piece in row.cells)

    assert sorted("".join(on_page.split())) == sorted(
        "".join("".join(piece.text for piece in pieces).split())
    )


@settings(max_examples=200)
@given(
    st.lists(
        placed.filter(lambda piece: not piece.text.strip(" -.12").isdigit() and "K" in piece.text),
        max_size=25,
    )
)
def test_the_lines_of_a_page_hold_every_word_of_it(pieces):
    read = "".join("".join(pages_to_lines([pieces])).split())

    assert sorted(read) == sorted("".join("".join(piece.text for piece in pieces).split()))


def test_an_empty_page_is_no_paper():
    with pytest.raises(Refused) as refused:
        decode_file(typst.compile(b"#box(width: 1cm)"), filename="a.pdf")

    assert [each.message for each in refused.value.blockers] == [
        "Không nhận ra chữ nào trong ảnh. Hãy chụp thẳng, đủ sáng, rõ nét rồi gửi lại."
    ]
