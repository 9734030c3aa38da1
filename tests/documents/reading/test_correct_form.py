"""A plan in the correct form of Nghị định 30/2020/NĐ-CP reads back to itself, and nothing is found amiss."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.reading import read_text

BODIES = (
    ("ỦY BAN NHÂN DÂN HUYỆN TRÀ LĨNH", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "PGDĐT", "Trà Lĩnh", "TRƯỞNG PHÒNG"),
    ("ỦY BAN NHÂN DÂN TỈNH HÀ NAM", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SGDĐT", "Hà Nam", "GIÁM ĐỐC"),
    ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG TRUNG HỌC PHỔ THÔNG PHÙ CỪ", "THPTPC", "Phù Cừ", "HIỆU TRƯỞNG"),
)
TITLES = (
    "Phát động phong trào thi đua “Mỗi thầy cô một việc tốt”",
    "Tổ chức phong trào thi đua năm học mới trong toàn đơn vị",
    "Triển khai phong trào thi đua “Trường đẹp, lớp vui”",
)
NAMES = ("Nguyễn Thị Hồng Hạnh", "Lê Văn Toàn", "Đặng Quốc Khánh", "Vi Thị Sen")
CONTENTS = (
    "Thi đua dạy tốt, học tốt trong từng tiết lên lớp.",
    "Thi đua giữ gìn trường lớp sạch đẹp, an toàn cho học sinh.",
    "Thi đua giúp đỡ học sinh có hoàn cảnh khó khăn đến trường đều.",
    "Thi đua ứng dụng công nghệ thông tin vào quản lý và dạy học.",
)
CRITERIA = (
    "Hoàn thành đầy đủ kế hoạch dạy học đã đăng ký.",
    "Không có học sinh bỏ học vì hoàn cảnh khó khăn.",
    "Hồ sơ, sổ sách được cập nhật đúng hạn.",
)
plans = st.fixed_dictionaries(
    {
        "body": st.sampled_from(BODIES),
        "serial": st.integers(10, 9_999),
        "day": st.dates(dt.date(2020, 4, 1), dt.date(2030, 12, 31)),
        "title": st.sampled_from(TITLES),
        "contents": st.lists(st.sampled_from(CONTENTS), min_size=2, max_size=4, unique=True),
        "criteria": st.lists(st.sampled_from(CRITERIA), min_size=2, max_size=3, unique=True),
        "parent": st.integers(10, 9_999),
        "name": st.sampled_from(NAMES),
    }
)


def setting(plan):
    """The plan as the decree sets it, its two columns one under the other."""
    above, issuer, code, place, office = plan["body"]
    day = plan["day"]
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    listed = "\n".join(f"{at}. {each}" for at, each in enumerate(plan["contents"], start=1))
    judged = "\n".join(f"{at}. {each}" for at, each in enumerate(plan["criteria"], start=1))
    return f"""{above}
{issuer}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {plan["serial"]}/KH-{code}

{place}, ngày {day.day:02} tháng {month} năm {day.year}

KẾ HOẠCH

{plan["title"]}

Thực hiện Kế hoạch số {plan["parent"]}/KH-UBND ngày {day:%d/%m/%Y} của Ủy ban nhân dân tỉnh về phong trào thi đua, \
đơn vị xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Tạo khí thế thi đua sôi nổi ngay từ đầu năm học.

2. Bảo đảm thiết thực, tránh hình thức, đúng quy định.

II. NỘI DUNG THI ĐUA

{listed}

III. TIÊU CHÍ THI ĐUA

{judged}

IV. KHEN THƯỞNG

1. Tập thể xuất sắc được đề nghị tặng Giấy khen.

2. Cá nhân xuất sắc được đề nghị tặng Giấy khen.

V. TỔ CHỨC THỰC HIỆN

1. Các tổ chuyên môn đăng ký thi đua trước ngày 30 tháng 9 năm {day.year}.

2. Bộ phận văn phòng tổng hợp, báo cáo kết quả trước ngày 15 tháng 5 năm {day.year + 1}.

Trên đây là Kế hoạch phong trào thi đua, yêu cầu các bộ phận nghiêm túc thực hiện./.

Nơi nhận:
- Ủy ban nhân dân (để báo cáo);
- Các bộ phận trực thuộc (để thực hiện);
- Lưu: VT, TĐ.

{office}

{plan["name"]}
"""


@given(plans)
def test_a_plan_in_correct_form_reads_back_to_itself(plan):
    above, issuer, code, place, office = plan["body"]

    structure = read_text(setting(plan))

    read = structure.metadata
    assert {
        "above": read.governing_body,
        "issuer": read.issuers,
        "number": read.number.normalized if read.number else None,
        "place": read.place,
        "day": read.date,
        "kind": read.doc_type,
        "title": read.title,
    } == {
        "above": above,
        "issuer": (issuer,),
        "number": f"{plan['serial']}/KH-{code}",
        "place": place,
        "day": plan["day"],
        "kind": "KẾ HOẠCH",
        "title": plan["title"],
    }
    assert [each.title for each in structure.sections if each.level == 1] == [
        "MỤC ĐÍCH, YÊU CẦU",
        "NỘI DUNG THI ĐUA",
        "TIÊU CHÍ THI ĐUA",
        "KHEN THƯỞNG",
        "TỔ CHỨC THỰC HIỆN",
    ]
    assert [each.text.split(" ", 1)[1] for each in structure.criteria] == plan["criteria"]
    assert [(each.number, each.date) for each in structure.citations] == [
        (f"{plan['parent']}/KH-UBND", plan["day"])
    ]
    assert [(each.name, each.role) for each in structure.recipients] == [
        ("Ủy ban nhân dân", "báo cáo"),
        ("Các bộ phận trực thuộc", "thực hiện"),
    ]
    assert [(each.title, each.name) for each in structure.signers] == [(office, plan["name"])]


@given(plans)
def test_a_plan_in_correct_form_has_nothing_amiss(plan):
    assert read_text(setting(plan)).anomalies == ()
