"""What a letterhead says comes back as it was put in, in one column or two."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.reading import read_text

ABOVE = ("UBND HUYỆN EA KAR", "SỞ GD&ĐT BÌNH PHƯỚC", "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN")
ISSUERS = ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT LỘC THÁI", "TRUNG TÂM GDTX HUYỆN LỘC NINH")
SYMBOLS = ("KH-THPTLT", "KH-PGDĐT", "KH-SGDĐT", "KH-UBND")
PLACES = ("Lộc Ninh", "Ea Kar", "Hưng Yên", "Thành phố Hồ Chí Minh")
TITLES = (
    "Phát động phong trào thi đua năm học 2021 - 2022",
    "Tổ chức phong trào thi đua “Dạy tốt, học tốt”",
    "Triển khai phong trào thi đua đặc biệt trong toàn ngành",
)
headers = st.fixed_dictionaries(
    {
        "above": st.none() | st.sampled_from(ABOVE),
        "issuer": st.sampled_from(ISSUERS),
        "serial": st.integers(1, 99_999),
        "symbol": st.sampled_from(SYMBOLS),
        "place": st.sampled_from(PLACES),
        "date": st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31)),
        "title": st.sampled_from(TITLES),
    }
)


def render(header, *, two_columns):
    day = header["date"]
    number = f"Số: {header['serial']}/{header['symbol']}"
    place_date = f"{header['place']}, ngày {day.day:02} tháng {day.month} năm {day.year}"
    left = [*([header["above"]] if header["above"] else []), header["issuer"]]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    if two_columns:
        left += [""] * (2 - len(left))
        rows = [f"{a:<40}{b}" for a, b in zip(left, right, strict=True)]
        top = "\n".join([*rows, f"{number:<40}{place_date}"])
    else:
        top = "\n\n".join(["\n".join(left), "\n".join(right), number, place_date])
    body = "Thực hiện nhiệm vụ năm học, đơn vị xây dựng kế hoạch như sau:\n\nI. MỤC ĐÍCH\n\n- Dạy tốt.\n"
    return f"{top}\n\nKẾ HOẠCH\n\n{header['title']}\n\n{body}"


@given(headers, st.booleans())
def test_header_survives_rendering_and_reading(header, two_columns):
    metadata = read_text(render(header, two_columns=two_columns)).metadata

    assert metadata.number is not None
    assert {
        "above": metadata.governing_body,
        "issuer": metadata.issuers[0],
        "serial": metadata.number.serial,
        "symbol": metadata.number.symbol,
        "place": metadata.place,
        "date": metadata.date,
        "title": metadata.title,
    } == header
    assert (metadata.doc_type, metadata.national_title, metadata.national_motto) == ("KẾ HOẠCH", True, True)


def test_columns_run_together_with_one_blank_are_parted():
    metadata = read_text(
        "SỞ GD&ĐT BÌNH PHƯỚC CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TRƯỜNG THPT LỘC THÁI Độc lập - Tự do - Hạnh phúc\n"
        "Số: 30/KH-THPTLT Lộc Ninh, ngày 20 tháng 9 năm 2021\nKẾ HOẠCH\nNăm học 2021-2022\n"
    ).metadata

    assert (metadata.governing_body, metadata.issuers) == ("SỞ GD&ĐT BÌNH PHƯỚC", ("TRƯỜNG THPT LỘC THÁI",))
    assert (metadata.place, metadata.date) == ("Lộc Ninh", dt.date(2021, 9, 20))


def test_number_and_day_left_open_stay_absent():
    structure = read_text(
        "SỞ GD&ĐT HƯNG YÊN\nSố:     /KH-SGDĐT\nHưng Yên, ngày   tháng 9 năm 2021\nKẾ HOẠCH\nThi đua\n"
    )

    assert (structure.metadata.number, structure.metadata.date) == (None, None)
    assert structure.metadata.place == "Hưng Yên"
    lines = {each.code: each.line for each in structure.anomalies}
    assert (lines["MISSING_NUMBER"], lines["MISSING_DATE"]) == (2, 3)


def test_a_day_no_calendar_has_is_not_a_date():
    structure = read_text("TRƯỜNG THPT A\nSố: 1/KH-A\nA Lưới, ngày 31 tháng 2 năm 2021\nKẾ HOẠCH\nThi đua\n")

    assert structure.metadata.date is None
    assert structure.metadata.date_raw == "ngày 31 tháng 2 năm 2021"


def test_union_beside_a_state_body_issues_jointly():
    metadata = read_text(
        "UBND TỈNH HƯNG YÊN\n"
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nCÔNG ĐOÀN GIÁO DỤC TỈNH\nSố: 5/KH-SGDĐT\nKẾ HOẠCH\nThi đua\n"
    ).metadata

    assert metadata.joint_issue is True
    assert metadata.governing_body == "UBND TỈNH HƯNG YÊN"
    assert metadata.issuers == ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "CÔNG ĐOÀN GIÁO DỤC TỈNH")


def first_page(*lines):
    return read_text(
        "\n".join(["SỞ GIÁO DỤC VÀ ĐÀO TẠO", *lines, "", "Nội dung như sau:", "I. MỘT", "- Việc."])
    ).metadata


@pytest.mark.parametrize(
    ("written", "number", "symbol"),
    [
        ("Số: 05/2021/TT-BGDĐT", "05/2021/TT-BGDĐT", "TT-BGDĐT"),
        ("Số 12 - KH/HU", "12-KH/HU", "KH/HU"),
        ("Số : 2917 /SGDĐT-VP", "2917/SGDĐT-VP", "SGDĐT-VP"),
        ("Số: l25/KH-SGDĐT", "125/KH-SGDĐT", "KH-SGDĐT"),
        ("SỐ: 33/SGDĐT-GDTrH", "33/SGDĐT-GDTrH", "SGDĐT-GDTrH"),
        ("Số: 7/QĐ–UBND", "7/QĐ-UBND", "QĐ-UBND"),
        ("Kế hoạch số: 9/KH-A", "9/KH-A", "KH-A"),
        ("So: 4/KH-SGDDT", "4/KH-SGDDT", "KH-SGDDT"),
    ],
)
def test_every_form_of_number_is_read(written, number, symbol):
    read = first_page(written, "KẾ HOẠCH", "Thi đua").number

    assert (read.normalized, read.symbol) == (number, symbol)


@pytest.mark.parametrize(
    ("written", "place", "day"),
    [
        ("TP. Hồ Chí Minh, ngày 5 tháng 9 năm 2021", "TP. Hồ Chí Minh", dt.date(2021, 9, 5)),
        ("Thành phố Huế, ngày 05/9/2021", "Thành phố Huế", dt.date(2021, 9, 5)),
        ("thị xã Buôn Hồ, ngày 05 tháng 09 năm 2021.", "thị xã Buôn Hồ", dt.date(2021, 9, 5)),
        ("Ea Kar ngày 26 tháng10 năm 2021", "Ea Kar", dt.date(2021, 10, 26)),
        ("Quận 8, ngày 1 tháng Mười hai năm 2022", "Quận 8", dt.date(2022, 12, 1)),
        ("Lộc Ninh, ngày l5 tháng 9 năm 2O21", "Lộc Ninh", dt.date(2021, 9, 15)),
        ("Hưng Yên, ngày … tháng … năm 2021", "Hưng Yên", None),
        ("……………, ngày     tháng 9 năm 2021", None, None),
    ],
)
def test_every_form_of_place_and_day_is_read(written, place, day):
    read = first_page("Số: 1/KH-SGDĐT", written, "KẾ HOẠCH", "Thi đua")

    assert (read.place, read.date) == (place, day)


def test_a_fact_left_open_is_blank_and_one_never_asked_for_is_absent():
    opened = first_page("Số: ……/KH-SGDĐT", "……, ngày … tháng … năm 20…", "KẾ HOẠCH", "Thi đua")
    bare = first_page("KẾ HOẠCH", "Thi đua")
    wrong = first_page("Số: 1/KH-A", "A Lưới, ngày 31 tháng 2 năm 2021", "KẾ HOẠCH", "Thi đua")

    assert (dict(opened.reasons), opened.symbol) == (
        {"number": "blank", "date": "blank", "place": "blank"},
        "KH-SGDĐT",
    )
    assert dict(bare.reasons) == {"number": "absent", "date": "absent", "place": "absent"}
    assert dict(wrong.reasons) == {"date": "unreadable"}


def test_a_letter_that_sends_a_plan_along_stays_a_letter():
    read = first_page(
        "Số: 5/SGDĐT-VP",
        "V/v gửi kế hoạch thi đua",
        "Kính gửi: Các phòng.",
        "Sở gửi kèm:",
        "KẾ HOẠCH",
        "Thi đua",
    )

    assert (read.doc_type, read.doc_type_line, read.title) == ("CÔNG VĂN", None, "gửi kế hoạch thi đua")


def test_the_symbol_tells_the_kind_when_the_type_line_is_lost():
    read = first_page(
        "Số: 24/CT-UBND", "Sơn La, ngày 24 tháng 7 năm 2021", "VỀ VIỆC PHÒNG DỊCH TRONG TRƯỜNG HỌC"
    )

    assert (read.doc_type, read.doc_type_line, read.title) == (
        "CHỈ THỊ",
        None,
        "VỀ VIỆC PHÒNG DỊCH TRONG TRƯỜNG HỌC",
    )


def test_the_body_who_decides_is_no_part_of_the_subject():
    read = first_page(
        "Số: 1/QĐ-SGDĐT",
        "QUYẾT ĐỊNH",
        "VỀ VIỆC KHEN THƯỞNG",
        "GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "Căn cứ Luật;",
    )

    assert read.title == "VỀ VIỆC KHEN THƯỞNG"


def test_a_date_inside_a_sentence_is_not_the_day_of_the_paper():
    read = first_page(
        "Số: 1/BB-A", "BIÊN BẢN", "Họp hội đồng", "Bắt đầu lúc 14 giờ ngày 08 tháng 01 năm 2024"
    )

    assert (read.place, read.date) == (None, None)


def test_a_union_that_numbers_its_own_paper_issues_it_alone():
    read = read_text(
        "TRƯỜNG THPT LỘC THÁI\nCÔNG ĐOÀN CƠ SỞ\nSố: 3/KH-CĐCS\nKẾ HOẠCH\nThi đua\n\nNhư sau:\nI. MỘT\n- Việc.\n"
    ).metadata

    assert (read.governing_body, read.issuers) == ("TRƯỜNG THPT LỘC THÁI", ("CÔNG ĐOÀN CƠ SỞ",))


@pytest.mark.parametrize(
    ("left", "above", "issuer"),
    [
        (["UBND HUYỆN ĐỨC CƠ", "PHÒNG VĂN HÓA - XÃ", "HỘI"], "UBND HUYỆN ĐỨC CƠ", "PHÒNG VĂN HÓA - XÃ HỘI"),
        (["UBND XÃ TÂN", "HỘI", "TRƯỜNG MẦM NON HOA SEN"], "UBND XÃ TÂN HỘI", "TRƯỜNG MẦM NON HOA SEN"),
        (["BẢO HIỂM XÃ", "HỘI TỈNH HÀ NAM"], None, "BẢO HIỂM XÃ HỘI TỈNH HÀ NAM"),
        (["TỈNH ỦY HÀ NAM", "SỞ GIÁO DỤC", "VÀ ĐÀO TẠO"], "TỈNH ỦY HÀ NAM", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
        (["ỦY BAN NHÂN DÂN", "XÃ HÒA BÌNH"], None, "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH"),
        (["HUYỆN ĐOÀN A LƯỚI", "BAN CHẤP HÀNH ĐOÀN", "XÃ HÒA BÌNH"], "HUYỆN ĐOÀN A LƯỚI",
         "BAN CHẤP HÀNH ĐOÀN XÃ HÒA BÌNH"),
        (["HUYỆN ĐOÀN A LƯỚI", "BAN CHẤP HÀNH ĐOÀN", "TRƯỜNG THPT SỐ 2"], "HUYỆN ĐOÀN A LƯỚI",
         "BAN CHẤP HÀNH ĐOÀN TRƯỜNG THPT SỐ 2"),
        (["SỞ NỘI VỤ HÀ NAM", "BAN THI ĐUA -", "KHEN THƯỞNG"], "SỞ NỘI VỤ HÀ NAM", "BAN THI ĐUA - KHEN THƯỞNG"),
        (["UBND XÃ BA VÌ", "TRƯỜNG TIỂU HỌC", "SỐ 1 BA VÌ"], "UBND XÃ BA VÌ", "TRƯỜNG TIỂU HỌC SỐ 1 BA VÌ"),
        (["MẶT TRẬN TỔ QUỐC VIỆT NAM", "XÃ HÒA BÌNH"], None, "MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ HÒA BÌNH"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("capitals", [True, False])
def test_a_name_broken_over_lines_is_one_name_and_invents_no_body_above(left, above, issuer, capitals):
    national = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    top = [*left, national] if capitals else [line.lower() for line in (*left, national)]

    metadata = read_text("\n".join([*top, "Số: 8/KH-X", "KẾ HOẠCH", "Thi đua", "I. Mục đích"])).metadata

    names = (above, [issuer]) if capitals else (above and above.lower(), [issuer.lower()])
    assert (metadata.governing_body, [*metadata.issuers]) == names
