"""Sở Giáo dục và Đào tạo Hưng Yên: the plan that carries out 150, signed by a deputy; the joint plan with its union.

The facts are those of the real plans; whatever else is needed is a sample. The department works without script,
the joint paper goes out from phones.
"""

import datetime as dt

import pytest

from tests.journeys import inspecting, papers
from tests.journeys.line import press, sign_paper, text_of

pytestmark = pytest.mark.browser

HUNG_YEN = "002_282fc53550cdf8bc.txt"
JOINT = "004_027eddec4f99f457.txt"


@pytest.fixture
def installation(offices):
    """The offices; the department's two papers are its own, so the tests do not meet."""
    return offices


# Carrying out 150


def test_hung_yen_completes_and_issues_the_plan_that_carries_out_150(installation, visitor, seeds):
    clerk, deputy, director = (
        visitor(who, script=False).page for who in ("hy-vanthu", "hy-pho", "hy-giamdoc")
    )
    installation.on(dt.date(2021, 10, 4))
    superior = papers.receive(
        clerk, "Kế hoạch", "150/KH-UBND", "2021-09-29", "UBND tỉnh", "Phong trào đặc biệt của tỉnh"
    )
    assert "Cơ quan ban hành UBND tỉnh Ủy ban nhân dân tỉnh Hưng Yên" in papers.about(clerk, superior)

    paper = plan_of_the_department_is_read(clerk, seeds / HUNG_YEN)
    movement = papers.movement_of(clerk, paper)
    assert papers.against_launch(clerk, movement) == [
        "Đợt thi đua: văn bản không nêu và chưa ai quyết định.",
        "Thời hạn: văn bản không nêu và chưa ai quyết định.",
        "Việc “có biện pháp thực hiện”: đọc từ văn bản, chưa ai xác nhận.",
        "Việc “báo cáo kết quả”: đọc từ văn bản, chưa ai xác nhận.",
        "Chưa có chữ ký của Sở Giáo dục và Đào tạo Hưng Yên.",
        "Chưa có ký hiệu văn bản của đơn vị, ví dụ KH-THPTLT.",
        "Chưa có địa danh để ghi ở dòng ngày tháng.",
    ]
    papers.decide(director, movement, rounds="not_used", deadlines="not_used")
    assert papers.confirm_duties(director, movement) == 2
    papers.complete_head(clerk, paper, superior="UBND TỈNH HƯNG YÊN", symbol="KH-SGDĐT", place="Hưng Yên")
    roles_are_confirmed(clerk, paper)
    sign_paper(deputy, paper)
    papers.launch(clerk, movement, "2021-10-04")
    plan_1500_is_out(clerk, paper)

    school, division = (visitor(who, script=False).page for who in ("hy-d", "hy-gdtrh"))
    installation.on(dt.date(2021, 10, 11))
    inspecting.answer_by_measures(director, school, movement, "Trường THPT Mẫu D")
    a_division_inspects_in_its_field(installation, director, division, school, movement)
    owing, said = inspecting.urge_all(director, movement)
    assert [row for row in owing if "Trường THPT Mẫu E" in row] != []
    assert "Lê Mẫu Giám thay mặt Sở Giáo dục và Đào tạo Hưng Yên nhắc" in said


def a_division_inspects_in_its_field(installation, director, division, school, movement):
    """Phòng Giáo dục Trung học answers for upper secondary schools, and for nothing else (HY-59)."""
    inspecting.set_remit(director, movement, "Phòng Giáo dục Trung học", inspecting.SECONDARY)
    refused = inspecting.plan_visit(division, movement, "Trường THPT Mẫu D", inspecting.FINANCE, "2021-10-12")
    own_field = (
        "Phòng Giáo dục Trung học chỉ kiểm tra trong lĩnh vực phụ trách: giáo dục trung học phổ thông."
    )
    assert own_field in refused
    planned = inspecting.plan_visit(
        division, movement, "Trường THPT Mẫu D", inspecting.SECONDARY, "2021-10-12"
    )
    assert "Phòng Giáo dục Trung học" in planned
    address = division.url
    installation.on(dt.date(2021, 10, 12))
    division.goto(address)
    visit = inspecting.find_and_record(division, "2021-10-12", "2021-10-20")
    inspecting.put_right(division, school, visit)
    director.goto(f"/phong-trao/{movement}/kiem-tra/")
    assert any(inspecting.LACK in row for row in papers.rows_of(director))


def plan_of_the_department_is_read(clerk, path):
    paper = papers.read_own(clerk, path)
    said = papers.every_word(clerk)
    parts = ("cac-muc", "noi-dung-thi-dua", "giai-phap", "tieu-chi", "nhiem-vu", "noi-nhan", "bat-thuong")
    assert list(papers.counts(clerk, *parts).values()) == [24, 3, 4, 4, 13, 6, 13]
    assert "6 chương, 16 mục, 2 điểm" in said
    silent = clerk.locator("#phan-dau li", has_text="không nêu trong văn bản")
    assert [row.locator("small").first.inner_text() for row in silent.all()] == [
        "Số, ký hiệu",
        "Ngày văn bản",
        "Địa danh",
        "Cơ quan chủ quản",
    ]
    assert clerk.locator("#noi-nhan .said small").all_text_contents() == ["vai trò không nêu"] * 6
    assert [link.inner_text() for link in clerk.locator("#can-cu .said > a:not(.quiet)").all()] == [
        "Kế hoạch 150/KH-UBND"
    ]
    clerk.goto(f"/phong-trao/{papers.movement_of(clerk, paper)}/du-thao/")
    forms = clerk.locator("#khen-thuong li .said").all_inner_texts()
    assert [form.split("\n")[0] for form in forms] == [
        "Bằng khen của Chủ tịch UBND tỉnh",
        "Giấy khen của Giám đốc Sở",
    ]
    return paper


def roles_are_confirmed(clerk, paper):
    assert papers.suggested(clerk, paper) == [
        ("UBND tỉnh", "", "unit"),
        ("Ban TĐKT - sở Nội vụ", "", "unit"),
        ("Ban Giám đốc Sở", "", "leaders"),
        ("Công đoàn ngành GD tỉnh", "", "text"),
        ("Các đơn vị thuộc và trực thuộc", "", "within_attached"),
        ("Các Phòng GDĐT", "", "offices"),
    ]
    clerk.locator("[name=dong-3-reaches]").select_option("unit")
    clerk.locator("[name=dong-3-unit]").select_option(label="Công đoàn Giáo dục tỉnh Hưng Yên")
    press(clerk, "Lưu nơi nhận")
    assert text_of(clerk).count("không nêu trong văn bản") == 6
    assert papers.confirm_roles(clerk, paper) == [
        "report", "coordinate", "direct", "coordinate", "carry_out", "carry_out",
    ]  # fmt: skip
    assert text_of(clerk).count("cán bộ xác nhận, văn bản không nêu") == 6
    assert papers.spreads(clerk, paper) == (20, [1, 1, 2, 1, 5, 10])


def plan_1500_is_out(clerk, paper):
    assert papers.foot(clerk, paper)[-4:] == ["- Lưu: VT, VP.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đỗ Văn Khải"]
    printed = " | ".join(papers.lines_of_pdf(clerk, paper))
    for line in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đỗ Văn Khải", "Số: 1500/KH-SGDĐT", "- Lưu: VT, VP."):
        assert printed.count(line) == 1
    assert "Hưng Yên, ngày 04 tháng 10 năm 2021" in printed
    clerk.goto(f"/van-ban/{paper}/gui-toi/")
    places = [row.split(" Chưa xác nhận")[0] for row in papers.rows_of(clerk)]
    assert (len(places), len(set(places))) == (20, 20)
    assert sum(place.startswith("Phòng Giáo dục và Đào tạo ") for place in places) == 10
    assert {
        "Văn phòng Sở Giáo dục và Đào tạo Hưng Yên",
        "Phòng Giáo dục Trung học",
        "Phòng Tổ chức cán bộ",
        "Trường THPT Mẫu D",
        "Trường THPT Mẫu E",
    } <= set(places)
    assert papers.archived(clerk, "VP") == ["1500/KH-SGDĐT"]


# The joint paper


def test_a_joint_paper_waits_for_both_sides_and_stands_in_both_registers(installation, visitor, seeds):
    phone = {"width": 360, "height": 740}
    clerk, both, director = (visitor(who, **phone).page for who in ("hy-vanthu", "hy-pho", "hy-giamdoc"))
    union, school = (visitor(who, **phone).page for who in ("hy-cdn-vanthu", "hy-d"))
    installation.on(dt.date(2021, 10, 6))
    papers.receive(clerk, "Chỉ thị", "800/CT-BGDĐT", "2021-08-24", "Bộ GD&ĐT", "Nhiệm vụ năm học 2021-2022")
    congress = "Đại hội Đảng bộ tỉnh Hưng Yên lần thứ XIX"
    resolution = papers.receive(clerk, "Nghị quyết", "", "", congress, f"Nghị quyết {congress}")
    assert "Số, ký hiệu không nêu trong văn bản" in papers.about(clerk, resolution)

    paper = joint_plan_is_read(clerk, seeds / JOINT)
    resolution_is_linked(clerk, paper, congress)
    movement = papers.movement_of(clerk, paper)
    rounds_and_days(clerk, movement)
    papers.decide(director, movement, "Theo quy chế của ngành.", criteria="own", award_forms="own")
    papers.ask_units(director, movement, "đăng ký, ký giao ước", "Ký giao ước thi đua", "Dạy tốt, học tốt.")
    assert papers.confirm_duties(director, movement) == 1
    papers.complete_head(clerk, paper, symbol="KHLT-SGDĐT-CĐGD", place="Hưng Yên")
    papers.suggested(clerk, paper)
    press(clerk, "Lưu nơi nhận")
    papers.add_issuer(clerk, paper, "Công đoàn Giáo dục tỉnh Hưng Yên", "CĐN")
    one_signature_is_not_enough(clerk, both, school, paper, movement)
    one_person_for_two_sides(clerk, both, director, paper, movement)
    papers.launch(clerk, movement, "2021-10-06")
    both_sides_have_it(clerk, union, school, paper)


def joint_plan_is_read(clerk, path):
    paper = papers.read_own(clerk, path)
    said = papers.every_word(clerk)
    parts = ("cac-muc", "noi-dung-thi-dua", "giai-phap", "nhiem-vu", "dot", "ky-niem", "chuong-trinh")
    assert list(papers.counts(clerk, *parts).values()) == [15, 8, 4, 11, 2, 12, 13]
    assert papers.counts(clerk, "noi-nhan", "nguoi-ky", "bat-thuong") == {
        "noi-nhan": 8, "nguoi-ky": 1, "bat-thuong": 23,
    }  # fmt: skip
    assert "3 chương, 12 mục" in said
    assert "Ngày 17/01/2022 không thuộc đợt thi đua nào." in said
    assert "Một dòng Nơi nhận ghi nhiều nơi: Ban Giám đốc Sở; Thường trực CĐN." in said
    assert "nhưng thiếu chữ ký của Sở Giáo dục - Đào tạo." in said
    assert sum("*" in text for text in clerk.locator(".found").all_text_contents()) == 0
    assert papers.fits(clerk)
    clerk.goto(f"/van-ban/{paper}/")
    assert "*" not in clerk.locator(".letter").inner_text()
    assert len(clerk.locator("[aria-label='Về văn bản này'] li", has_text="vai trò không nêu").all()) == 10
    return paper


def resolution_is_linked(clerk, paper, congress):
    clerk.goto(f"/van-ban/{paper}/can-cu/")
    card = clerk.locator("#khong-so li", has_text=f"Nghị quyết {congress}")
    card.get_by_role("link").click()
    clerk.get_by_label("Văn bản trong sổ").select_option(label="Nghị quyết (chưa có số)")
    clerk.locator("main form[method=post]").get_by_role("button").first.click()
    assert "Đã nối với văn bản trong sổ." in text_of(clerk)
    assert clerk.locator("#khong-so li").count() == 2


def rounds_and_days(clerk, movement):
    clerk.goto(f"/phong-trao/{movement}/du-thao/")
    said = text_of(clerk)
    assert "Ngày 17/01/2022 không thuộc đợt nào" in said
    assert "Đợt 1: 05/09/2021 đến 16/01/2022 134 ngày." in said
    assert "Đợt 2: 18/01/2022 đến 25/05/2022 128 ngày." in said
    for day in ("1982–2021. 39 năm. Đợt 1.", "1975–2022. 47 năm. Đợt 2.", "1890–2022. 132 năm. Đợt 2."):
        assert day in said
    assert papers.fits(clerk)


def one_signature_is_not_enough(clerk, both, school, paper, movement):
    both.goto(f"/van-ban/{paper}/")
    side = both.locator("[id^=ky-]", has=both.get_by_role("heading", name="Ký cho Công đoàn"))
    side.get_by_label("TM. BAN THƯỜNG VỤ / CHỦ TỊCH").check()
    side.get_by_role("button", name="Ký văn bản").click()
    both.wait_for_load_state()
    assert papers.against_launch(clerk, movement) == ["Chưa có chữ ký của Sở Giáo dục và Đào tạo Hưng Yên."]
    assert "Kế hoạch (chưa có số)" in text_of_title(clerk, paper)
    school.goto("/van-ban/?q=năm học 2021")
    assert papers.rows_of(school) == []
    school.goto("/tra-cuu/?q=phát động phong trào thi đua năm học")
    assert "Không tìm thấy" in text_of(school)
    assert school.goto(f"/van-ban/{paper}/").status == 404


def text_of_title(page, paper):
    page.goto(f"/van-ban/{paper}/")
    return page.title()


def one_person_for_two_sides(clerk, both, director, paper, movement):
    warning = "Một người ký cho hai bên: Đỗ Văn Khải ký cho cả {} và {}."
    union, department = "Công đoàn Giáo dục tỉnh Hưng Yên", "Sở Giáo dục và Đào tạo Hưng Yên"
    assert warning.format(union, department) in papers.about(both, paper)
    sign_paper(both, paper)
    assert papers.against_launch(clerk, movement) == [
        f"{warning.format(department, union)} Cần người đứng đầu {department} xác nhận trước khi phát hành."
    ]
    director.goto("/")
    assert "một người ký cho hai bên, chờ anh/chị xác nhận" in text_of(director)
    director.goto(f"/van-ban/{paper}/")
    press(director, "Tôi xác nhận")
    assert "Lê Mẫu Giám đã xác nhận" in papers.about(director, paper)
    assert papers.against_launch(clerk, movement) == []


def both_sides_have_it(clerk, union, school, paper):
    clerk.goto(f"/van-ban/{paper}/")
    number = clerk.locator("h1").inner_text().removeprefix("Kế hoạch ")
    assert number.endswith("/KHLT-SGDĐT-CĐGD")
    recipients = papers.foot(clerk, paper)
    assert recipients[:8] == [
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO HƯNG YÊN", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đỗ Văn Khải",
        "CÔNG ĐOÀN GIÁO DỤC TỈNH HƯNG YÊN", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Đỗ Văn Khải",
    ]  # fmt: skip
    assert recipients[8] == "Nơi nhận:"
    assert (len(recipients[9:-1]), recipients[-1]) == (8, "- Lưu: VT, CĐN.")
    for office in (clerk, union):
        office.goto("/so-van-ban/di/")
        row = next(row for row in papers.rows_of(office) if row.startswith(number))
        assert "Liên tịch: Sở Giáo dục và Đào tạo Hưng Yên, Công đoàn Giáo dục tỉnh Hưng Yên" in row
        assert papers.archived(office, "CĐN") == [number]
        office.goto(f"/van-ban/{paper}/")
        assert f"Kế hoạch {number}" in office.title()
    assert number in papers.archived(clerk, "VT")
    school.goto("/van-ban/?q=năm học 2021")
    assert [row.locator("td").first.inner_text() for row in school.locator("main tbody tr").all()] == [number]
