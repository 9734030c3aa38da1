"""Trường THPT Lộc Thái keeps its movement apart from the nation's, prepares, goes online and comes back.

The plan is the shipped text; the scenarios, their numbers and the days are samples.
"""

import datetime as dt

import pytest

from tests.journeys import papers, preparing
from tests.journeys.line import key_in, press, text_of

pytestmark = pytest.mark.browser

STAGE = "planned"
OFFICE = "Phạm Thị Mẫu Hương"
SLOGAN = (
    "Ngành Giáo dục và Đào tạo đoàn kết, chung sức, đồng lòng thi đua phòng, chống góp phần chiến thắng "
    "đại dịch Covid-19"
)
NATION = "Cả nước đoàn kết, chung sức, đồng lòng thi đua phòng, chống và chiến thắng đại dịch Covid-19"
MODES = (("Dạy trực tiếp", "on_site"), ("Dạy trực tuyến", "online"), ("Dạy kết hợp", "mixed"))
SENT, ANSWERED = dt.date(2021, 9, 27), dt.date(2021, 9, 30)
ONLINE, BACK = dt.date(2021, 10, 4), dt.date(2021, 10, 25)


def test_the_school_is_ready_goes_online_and_comes_back(installation, visitor):
    head, office, above = (visitor(who).page for who in ("lan", "huong", "son"))
    installation.on(SENT)
    head.goto("/phong-trao/")
    head.locator("main a[href^='/phong-trao/']", has_text="Ngành Giáo dục").first.click()
    movement = key_in(head.url)
    a_movement_of_nearly_the_same_name_is_kept_apart(head, office, movement)
    groups_that_owe_their_plans_are_named(head, movement)
    made = three_modes_are_prepared(head, movement)
    test_before_the_return = "Xét nghiệm cho người trở lại trường"
    each_says_what_is_done(head, made, test_before_the_return)
    nothing_unapproved_is_set_going(head, made["Dạy trực tuyến"])
    for name, _ in MODES:
        both_sides_approve(installation, head, above, made[name])
    installation.on(ONLINE)
    the_school_goes_online(head, movement, made["Dạy trực tuyến"])
    installation.on(BACK - dt.timedelta(days=5))
    the_school_comes_back(head, made["Dạy trực tiếp"], test_before_the_return)
    installation.on(BACK)
    the_history_tells_days_and_decisions(head, movement)


def a_movement_of_nearly_the_same_name_is_kept_apart(head, office, movement):
    """The slogan stands letter for letter; a look-alike with another root is named, and nobody joins the two."""
    assert SLOGAN in text_of(head)
    paper = papers.receive(
        office, "Quyết định", "1497/QĐ-TTg", "2021-09-10", "Thủ tướng Chính phủ", "Phong trào mẫu"
    )
    papers.enter_standing(office, paper, NATION, "2021-09-10", "2022-12-31")
    head.goto(f"/phong-trao/{movement}/")
    said = text_of(head)
    assert "Tên gần giống, gốc khác" in said
    assert "Hai phong trào được giữ riêng; chỉ gắn chung khi có người quyết định" in said
    head.goto("/phong-trao/")
    said = text_of(head)
    assert (SLOGAN in said, NATION in said) == (True, True)


def groups_that_owe_their_plans_are_named(head, movement):
    """Every group owes its plans for teaching and activities; the map names those that have not answered."""
    head.goto(f"/phong-trao/{movement}/do-phu/")
    heads = head.locator("main thead th").all_inner_texts()
    place = heads.index("Kế hoạch dạy học và kế hoạch hoạt động của tổ")
    cells = [row.locator("th, td").all_inner_texts() for row in head.locator("main tbody tr").all()]
    owing = [cell[0].strip() for cell in cells if "Chưa làm" in cell[place]]
    assert len(owing) == 8


# Scenarios


def three_modes_are_prepared(head, movement):
    """The library says what is lacking until each way of working has its scenario; returns their addresses."""
    made = {}
    for name, operating in MODES:
        head.goto(f"/phong-trao/{movement}/phuong-an/")
        assert "Còn thiếu phương án" in text_of(head)
        made[name] = preparing.write(head, movement, name, operating)
    head.goto(f"/phong-trao/{movement}/phuong-an/")
    assert "Còn thiếu phương án" not in text_of(head)
    return made


def each_says_what_is_done(head, made, testing):
    """A scenario is no scenario until it says what is to be done; testing comes a day before the return."""
    for name in ("Dạy trực tuyến", "Dạy kết hợp"):
        preparing.add_step(head, made[name], "Báo phụ huynh và học sinh", person=OFFICE)
    preparing.add_step(
        head, made["Dạy trực tiếp"], testing, person=OFFICE, days_before=1, counts="số người được xét nghiệm"
    )


def nothing_unapproved_is_set_going(head, address):
    head.goto(f"{address}kich-hoat/")
    said = text_of(head)
    assert "Chưa kích hoạt được, vì:" in said
    assert head.get_by_role("button", name="Kích hoạt theo quyết định").is_disabled()


def both_sides_approve(installation, head, above, address):
    """Sent to the commune and to the department; each answers with a number and a day."""
    installation.on(SENT)
    preparing.submit(head, address, "UBND xã Lộc Thái")
    installation.on(ANSWERED)
    for person, body, number in ((head, "UBND xã Lộc Thái", "15/UBND"), (above, "Sở", "2900/SGDĐT")):
        preparing.approve(person, address, body, number, ANSWERED.isoformat())
    assert "2900/SGDĐT, 30/09/2021" in text_of(above)


def the_school_goes_online(head, movement, address):
    """By a decision with number, day and reason; what is not ready is listed, what is not known is not called none."""
    head.goto(f"{address}kich-hoat/")
    said = text_of(head)
    assert "mục chưa sẵn sàng" in said
    assert "chưa theo dõi" in said
    decide(head, "51/QĐ-THPTLT", ONLINE, ONLINE, "Lộc Thái có ca nhiễm trong cộng đồng.")
    head.goto(address)
    said = text_of(head)
    assert "51/QĐ-THPTLT, 04/10/2021" in said
    assert "Chưa sẵn sàng lúc kích hoạt" in said


def decide(head, number, day, first, reason):
    head.get_by_label("Số quyết định").fill(number)
    head.get_by_label("Ngày quyết định").fill(day.isoformat())
    head.get_by_label("Thực hiện từ ngày").fill(first.isoformat())
    head.get_by_label("Lý do", exact=True).fill(reason)
    press(head, "Kích hoạt theo quyết định")


def the_school_comes_back(head, address, action):
    """Decided five days ahead: the testing is due the day before, owned by name, and gives back numbers alone."""
    head.goto(f"{address}kich-hoat/")
    decide(head, "55/QĐ-THPTLT", BACK - dt.timedelta(days=5), BACK, "Địa phương đã kiểm soát được dịch.")
    head.goto(address)
    said = text_of(head)
    assert f"{action} {OFFICE}, hạn 24/10/2021, hệ thống tính" in said
    assert "số người được xét nghiệm: chưa có" in said
    head.locator("summary", has_text="Ghi số liệu").click()
    head.get_by_label("số người được xét nghiệm").fill("58")
    press(head, "Ghi số liệu")
    assert "số người được xét nghiệm: 58" in text_of(head)


def the_history_tells_days_and_decisions(head, movement):
    head.goto(f"/phong-trao/{movement}/phuong-an/")
    head.locator("main a[href*='/phuong-an/don-vi/']").first.click()
    rows = papers.rows_of(head)
    assert any(
        row.startswith("Trực tuyến") and "từ 04/10/2021 đến hết 24/10/2021 21 " in row for row in rows
    ), rows
    assert any(row.startswith("Trực tiếp") and "từ 25/10/2021" in row for row in rows), rows
    head.goto(f"{head.url}?ngay=2021-10-10")
    assert "trực tuyến, từ 04/10/2021" in text_of(head)
