"""What a letterhead says comes back as it was put in, in one column or two."""

import datetime as dt

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
