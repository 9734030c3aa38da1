"""What belongs to the page or the web site is passed over, and nothing else is."""

import pytest

from thidua.documents.reading import read_text
from thidua.documents.reading.furniture import furniture_of
from thidua.documents.reading.lines import clean, split_lines


def kept(text):
    return [line.text for line in split_lines(text) if line.text]


@pytest.mark.parametrize(
    "line",
    ["2", "- 3 -", "Trang 2/9", "Page 2 of 5", "Trang chủ > Văn bản > Kế hoạch", "Tải về", "Lượt xem: 31",
     "www.vidu.vn", "Chia sẻ", "12 CÔNG BÁO/Số 34 + 35/Ngày 12-3-2020"],
)  # fmt: skip
def test_a_line_of_the_page_is_dropped(line):
    assert kept(f"Đoạn thứ nhất của văn bản.\n{line}\nĐoạn thứ hai.") == [
        "Đoạn thứ nhất của văn bản.",
        "Đoạn thứ hai.",
    ]


@pytest.mark.parametrize(
    "text",
    ["Thực hiện Điều\n5", "trong năm học 2020 -\n2021 nhà trường", "Trang bị thêm 12 máy tính", "Tải trọng xe: 5 tấn",
     "Xem xét, đánh giá từng đơn vị", "Người ký: hiệu trưởng các trường"],
)  # fmt: skip
def test_words_of_the_paper_are_kept(text):
    assert kept(text) == text.split("\n")


def test_a_signature_banner_is_dropped_as_a_whole():
    banner = (
        "Ký bởi: UBND tỉnh\nEmail: a@vidu.vn\nCơ quan: Tỉnh Ví Dụ\nThời gian ký: 05.09.2021 10:11:12 +07:00"
    )

    assert kept(f"{banner}\nKẾ HOẠCH\nCơ quan: phòng Hành chính") == ["KẾ HOẠCH", "Cơ quan: phòng Hành chính"]


def test_a_running_header_stays_on_the_first_page_only():
    page = "\n".join(f"Câu thứ {n} của trang này." for n in range(14))
    text = "\n".join(f"Trường Tiểu học Kim Đồng\n{page.replace('này', str(n))}" for n in range(4))

    assert kept(text).count("Trường Tiểu học Kim Đồng") == 1


def test_the_table_of_a_portal_is_dropped_only_as_a_table():
    assert furniture_of(["Số hiệu: 1/KH", "Người ký: A", "Nội dung"]) == {0, 1}
    assert furniture_of(["Lĩnh vực: giáo dục", "Nội dung"]) == frozenset()


def test_leftovers_of_other_formats_leave_the_words():
    assert clean("<p>GD&amp;ĐT&nbsp;<b>huyện</b></p>") == "GD&ĐT huyện"
    assert clean("## **KẾ HOẠCH**") == "KẾ HOẠCH"
    assert clean("| Số: 5/KH | Ea Kar |") == "Số: 5/KH Ea Kar"
    assert clean("th\u200bi\u00ad đua, khen th\u01a3ởng") == "thi đua, khen thưởng".replace("ưởng", "ưởng")
    assert clean("dưới < 5 điểm & trên 8") == "dưới < 5 điểm & trên 8"


def test_lines_keep_their_numbers_when_furniture_is_dropped():
    structure = read_text("KẾ HOẠCH\nThi đua\n\nNhư sau:\nI. MỘT\n- Việc.\nTrang 1/2\nII. HAI\n- Việc.\n")

    assert [(section.id, section.line) for section in structure.sections] == [("I", 5), ("II", 8)]
    assert structure.source_lines[6] == "Trang 1/2"
