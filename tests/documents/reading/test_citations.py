"""One citation grammar: every form of number, day and owner that officers write, each paper listed once."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.reading import read_text
from thidua.documents.reading.citing import cited_in, laws_in
from thidua.documents.reading.resolving import resolved

SYMBOLS = ("KH-UBND", "CT-BGDĐT", "SGDĐT-GDTrH", "UBND-KGVX", "QĐ-TTg", "TTr-PGDĐT", "HD-LĐLĐ")
OWNERS = ("UBND tỉnh", "Bộ Giáo dục và Đào tạo", "Thủ tướng Chính phủ", "Sở GD&ĐT Hà Nam")


def cited(text):
    return [
        (each.stated_type, each.number, each.day and each.day.isoformat(), each.issuer)
        for each in cited_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Công văn số 123/SGDĐT-VP", ("Công văn", "123/SGDĐT-VP", None, None)),
        ("QĐ 12/2020/QĐ-UBND ngày 5.9.2021", ("Quyết định", "12/2020/QĐ-UBND", "2021-09-05", None)),
        ("Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ",
         ("Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ")),
        ("Kết luận số 51-KL/TW, ngày 30/5/2019 của Ban Bí thư", ("Kết luận", "51-KL/TW", "2019-05-30", "Ban Bí thư")),
        ("Nghị quyết số 29 - NQ/TW", ("Nghị quyết", "29-NQ/TW", None, None)),
        ("Kế hoạch số 298 KH/TWĐTN ngày 14/7/2011", ("Kế hoạch", "298-KH/TWĐTN", "2011-07-14", None)),
        ("Thông tư liên tịch số 09/2013/TTLT-BGDĐT-BTC", ("Thông tư liên tịch", "09/2013/TTLT-BGDĐT-BTC", None, None)),
        ("Kế hoạch số: 45 /KH-PGD&ĐT ngày 05-09-2021", ("Kế hoạch", "45/KH-PGD&ĐT", "2021-09-05", None)),
        ("Luật Thi đua, khen thưởng số 15/2003/QH11", ("Luật", "15/2003/QH11", None, None)),
        ("Kế hoạch số 12/KH-UBND ngày   tháng 9 năm 2021 của UBND xã", ("Kế hoạch", "12/KH-UBND", None, "UBND xã")),
        ("Công văn của Sở Nội vụ số 77/SNV-TĐKT", ("Công văn", "77/SNV-TĐKT", None, "Sở Nội vụ")),
        ("Kế hoạch 5/KH-UBND của UBND xã ngày 1/2/2022", ("Kế hoạch", "5/KH-UBND", "2022-02-01", "UBND xã")),
        ("Thông báo số 8/TB-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch về hội thi",
         ("Thông báo", "8/TB-BVHTTDL", None, "Bộ Văn hóa, Thể thao và Du lịch")),
        ("Kế hoạch số 12/KH-\nUBND".replace("\n", " "), ("Kế hoạch", "12/KH-UBND", None, None)),
        ("Ke hoach so 9/KH-UBND ngay 1/2/2010 cua UBND xa", ("Kế hoạch", "9/KH-UBND", "2010-02-01", "UBND xa")),
    ],
)  # fmt: skip
def test_every_form_is_read(text, wanted):
    assert cited(f"Theo {text}") == [wanted]


def test_several_numbers_share_one_kind_word_owner_and_day():
    text = "các Công văn số 12/SGDĐT-VP, số 13/SGDĐT-VP và 15/SGDĐT-TC ngày 05/9/2021 của Sở GDĐT"

    assert cited(text) == [
        ("Công văn", "12/SGDĐT-VP", "2021-09-05", "Sở GDĐT"),
        ("Công văn", "13/SGDĐT-VP", "2021-09-05", "Sở GDĐT"),
        ("Công văn", "15/SGDĐT-TC", "2021-09-05", "Sở GDĐT"),
    ]


def test_the_same_day_is_the_day_of_the_paper_before():
    text = "Chỉ thị số 5/CT-UBND ngày 02/3/2020 và Công văn số 61/UBND-VX cùng ngày của UBND tỉnh"

    assert [day for _, _, day, _ in cited(text)] == ["2020-03-02", "2020-03-02"]


@pytest.mark.parametrize(
    "text",
    [
        "đạt tỷ lệ 12/15 lớp và 24/7",
        "học sinh lớp 12/A và 3/4 số phiếu",
        "từ ngày 5/9/2021 đến 30/9/2021",
        "thu 20.000 đồng/HS mỗi tháng",
        "sĩ số 35/GV",
    ],
)
def test_fractions_days_and_rates_are_no_papers(text):
    assert cited(text) == []


def test_a_law_named_by_year_or_day_has_no_number():
    text = "Căn cứ Luật Thi đua, khen thưởng năm 2003; Luật Giáo dục ngày 14 tháng 6 năm 2019;"

    assert [(law.name, law.day) for law in laws_in(text, [])] == [
        ("Luật Thi đua, khen thưởng năm 2003", None),
        ("Luật Giáo dục", dt.date(2019, 6, 14)),
    ]


def test_one_number_of_two_years_is_two_papers_and_own_number_is_none():
    structure = read_text(
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 7/KH-SGDĐT\nKẾ HOẠCH\nThi đua\n\n"
        "Theo Kế hoạch số 9/KH-UBND ngày 1/2/2020 và Kế hoạch số 9/KH-UBND ngày 3/2/2021 của UBND tỉnh.\n"
        "I. NỘI DUNG\n- Kế hoạch số 7/KH-SGDĐT này thay thế Kế hoạch số 2/KH-SGDĐT ngày 5/1/2019.\n"
    )

    assert [(each.number, each.date and each.date.year) for each in structure.citations] == [
        ("9/KH-UBND", 2020),
        ("9/KH-UBND", 2021),
        ("2/KH-SGDĐT", 2019),
    ]
    assert structure.citations[2].occurrences[0].role == "replaces"


def test_the_subject_and_the_headings_cite_too():
    structure = read_text(
        "KẾ HOẠCH\nThực hiện Chỉ thị số 3/CT-UBND của UBND tỉnh\n\nNhà trường xây dựng kế hoạch như sau:\n"
        "I. THỰC HIỆN NGHỊ QUYẾT SỐ 29-NQ/TW\n- Học tập.\n"
    )

    assert [each.number for each in structure.citations] == ["3/CT-UBND", "29-NQ/TW"]


@pytest.mark.parametrize(
    ("issuer", "wanted"),
    [
        ("UBND huyện", "UBND huyện Ea Kar"),
        ("Ủy ban nhân dân huyện Ea Kar", "UBND huyện Ea Kar"),
        ("Phòng GDĐT", "Phòng GDĐT Ea Kar"),
        ("UBND tỉnh", None),
        ("Bộ trưởng Bộ Giáo dục và Đào tạo", "Bộ trưởng Bộ Giáo dục và Đào tạo"),
        (None, None),
    ],
)
def test_a_short_name_is_resolved_only_by_the_papers_own_area(issuer, wanted):
    assert resolved(issuer, {"district": "Ea Kar"}) == wanted


@given(
    st.integers(1, 99_999),
    st.sampled_from(SYMBOLS),
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31)),
    st.sampled_from(OWNERS),
    st.sampled_from(
        ["ngày {d}/{m}/{y}", ", ngày {d:02}/{m:02}/{y}", "ngày {d} tháng {m} năm {y}", "ngày {d}-{m}-{y}"]
    ),
    st.booleans(),
)
def test_a_citation_written_is_read_back(serial, symbol, day, owner, form, owner_first):
    when = form.format(d=day.day, m=day.month, y=day.year)
    tail = f"của {owner} {when.lstrip(', ')}" if owner_first else f"{when} của {owner}"
    text = f"Thực hiện Công văn số {serial}/{symbol} {tail} về công tác thi đua; nhà trường triển khai."

    assert cited(text) == [("Công văn", f"{serial}/{symbol}", day.isoformat(), owner)]


@pytest.mark.parametrize(
    ("owner", "after"),
    [
        ("Giám đốc Sở GD&ĐT Phú Yên", " về việc thi đua"),
        ("Trường THPT Lý Thường Kiệt", " và Biên bản họp Hội đồng"),
        ("UBND tỉnh Phú Yên", " và hướng dẫn của Sở Nội vụ"),
        ("UBND TP. Huế", " về việc thi đua"),
        ("Công đoàn Giáo dục huyện Lý Sơn", " xây dựng kế hoạch"),
        ("Sở Xây dựng", " nhân dịp khai giảng"),
        ("Bộ Văn hóa, Thể thao và Du lịch", " quy định"),
        ("Sở Khoa học và công nghệ", "; các trường báo cáo"),
    ],
)
def test_the_issuer_is_the_whole_name_and_stops_before_what_follows(owner, after):
    (cited,) = cited_in(f"Căn cứ Quyết định số 12/QĐ-X ngày 05/9/2021 của {owner}{after}")

    assert cited.issuer == owner


def test_an_issuer_is_shared_only_with_a_number_of_the_same_letters():
    owners = [
        [each.issuer for each in cited_in(f"Căn cứ {text} ngày 06/4/2017 của Sở Nội vụ.")]
        for text in (
            "Công văn số 12/SNV-TĐKT và số 13/SNV-VP",
            "Nghị định số 91/2017/NĐ-CP và Quyết định số 56/QĐ-SNV",
        )
    ]

    assert owners == [["Sở Nội vụ", "Sở Nội vụ"], [None, "Sở Nội vụ"]]


@pytest.mark.parametrize(
    ("head", "tail"),
    [("Sở GDĐT", "Hà Nội"), ("Chủ tịch", "UBND huyện Ba Vì"), ("Ủy ban Trung ương", "MTTQ Việt Nam")],
)
def test_an_issuer_broken_over_two_lines_is_read_whole(head, tail):
    text = f"KẾ HOẠCH\nThi đua\nCăn cứ Công văn số 7/X-VP ngày 06/4/2017 của {head}\n{tail}; theo đề nghị.\nI. Mục đích"

    assert [each.issuer for each in read_text(text).citations] == [f"{head} {tail}"]


def test_a_place_keeps_its_own_wording_when_it_names_the_paper_otherwise():
    text = (
        "KẾ HOẠCH\nThi đua\nI. Mục đích\n"
        "- Theo Quyết định số 7/QĐ-X ngày 06/4/2017 của Sở Nội vụ về tặng cờ.\n"
        "- Quyết định số 7/QĐ-X ngày 06/4/2017 của Sở Nội vụ về việc Tặng cờ.\n"
        "- Quyết định số 7/QĐ-X ngày 06/4/2017 của Sở Nội vụ về khen thưởng.\n"
    )

    (cited,) = read_text(text).citations

    assert cited.title == "về tặng cờ"
    assert [place.text for place in cited.occurrences] == [None, None, "về khen thưởng"]
