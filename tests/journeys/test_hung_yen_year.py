"""The school year of the joint plan of Sở Giáo dục và Đào tạo Hưng Yên and its union, from its rounds to the next year.

The facts are those of the real plan; the schools, their staff and their dates are samples.
"""

import datetime as dt
import re

import pytest
from PIL import Image

from tests.journeys import offices, papers
from tests.journeys.line import key_in, press, sign_paper, text_of
from tests.journeys.offices import LATE_SIGNER

pytestmark = pytest.mark.browser

JOINT = "004_027eddec4f99f457.txt"
UNION = "Công đoàn Giáo dục tỉnh Hưng Yên"
FRIDAY = "Chiều thứ Sáu Xanh – Sạch – Đẹp"
DEPARTMENT = "Sở Giáo dục và Đào tạo Hưng Yên"
SCHOOL_D, SCHOOL_X, SCHOOL_Y = "Trường THPT Mẫu D", "Trường Mầm non Mẫu X", "Trường Mầm non Mẫu Y"
MERGE = "import datetime; from tests.journeys.offices import merge_preschools as m; m(datetime.date(2021, 12, 28))"
TARGET = "Tiết dạy khá, tốt: 90 %"


@pytest.fixture
def installation(offices_with_staff):
    """The offices with the staff of their schools; the sector's year is their own."""
    return offices_with_staff


@pytest.fixture
def photo(tmp_path):
    """A photo of a list signed on paper."""
    path = tmp_path / "danh-sach-ky.png"
    Image.new("RGB", (640, 480), "white").save(path)
    return path


def test_the_sector_lives_through_its_school_year(installation, visitor, seeds, photo):
    clerk, both, director = (visitor(who).page for who in ("hy-vanthu", "hy-pho", "hy-giamdoc"))
    installation.on(dt.date(2021, 10, 6))
    paper = papers.read_own(clerk, seeds / JOINT)
    movement = papers.movement_of(clerk, paper)
    rounds_have_134_and_128_days(clerk, movement)
    an_overlap_of_two_days_is_refused(director, movement)
    days_are_remembered_with_their_years(clerk, movement)
    thirteen_programmes_are_called_for(director, movement)
    the_year_is_launched(clerk, both, director, paper, movement)
    head = visitor("hy-d").page
    a_pair_confirms_by_halves(director, head, visitor("hy-d-congdoan").page, movement)
    fridays_of_the_year(director, head, movement)
    the_union_opens_its_own_programme(director, both, movement)
    plan, own = criteria_are_made_concrete(director, head, movement, paper)
    the_school_reaches_everyone(head, visitor("hy-d-vanthu").page, plan, own)
    everyone_but_one_has_signed(installation, director, head, movement, photo)
    the_last_one_signs_late(installation, visitor("hy-d-gv").page, director, movement)
    two_schools_become_one_within_the_round(installation, director, movement)
    next_year_is_drafted(installation, director, movement)


# Rounds and days


def rounds_have_134_and_128_days(clerk, movement):
    clerk.goto(f"/phong-trao/{movement}/lich/")
    said = text_of(clerk)
    assert "05/09/2021 đến 16/01/2022, 134 ngày." in said
    assert "18/01/2022 đến 25/05/2022, 128 ngày." in said
    assert "Ngày 17/01/2022 không thuộc đợt nào" in said
    assert "Máy không tự xếp vào đợt nào" in said


def an_overlap_of_two_days_is_refused(director, movement):
    director.goto(f"/phong-trao/{movement}/du-thao/")
    line = director.locator("#dot li", has_text="Đợt 2")
    line.locator("summary").click()
    line.get_by_role("link", name="Sửa", exact=True).click()
    assert director.get_by_label("Từ ngày").input_value() == "2022-01-18"
    director.get_by_label("Từ ngày").fill("2022-01-15")
    press(director, "Ghi vào dự thảo")
    refused = "Đợt 2 trùng 2 ngày (15 và 16/01/2022) với Đợt 1 (05/09/2021 đến 16/01/2022)."
    assert text_of(director).count(refused) >= 1
    director.goto(f"/phong-trao/{movement}/du-thao/")
    assert "18/01/2022 đến 25/05/2022" in director.locator("#dot").inner_text()


def days_are_remembered_with_their_years(clerk, movement):
    clerk.goto(f"/phong-trao/{movement}/lich/")
    assert remembered(clerk, "Đợt 1") == [("20/10", None), ("20/11", 39), ("22/12", None), ("22/12", None)]
    assert remembered(clerk, "Đợt 2") == [
        ("03/02", None),
        ("08/03", None),
        ("26/03", None),
        ("30/04", 47),
        ("19/05", 132),
    ]
    assert [years for _, years in remembered(clerk, "Trong cả năm")] == [190, 80, 25]
    assert "12 ngày kỷ niệm, rơi vào 8 ngày trên lịch." in text_of(clerk)


def remembered(page, part):
    """The days remembered in one part of the calendar: when, and how many years."""
    section = page.locator("main section", has=page.get_by_role("heading", name=part, exact=True))
    rows = section.locator("ul.found > li").all()
    found = []
    for row in rows:
        years = re.search(r", (\d+) năm", row.locator(".said").inner_text())
        found.append((row.locator(".at").inner_text(), int(years.group(1)) if years else None))
    return found


# Programmes


def thirteen_programmes_are_called_for(director, movement):
    director.goto(f"/phong-trao/{movement}/chuong-trinh/")
    assert len(papers.rows_of(director)) == 13
    heads = director.locator("main .section-head").all_inner_texts()
    assert [" ".join(head.split()) for head in heads[:3]] == [
        "Phong trào 6",
        "Cuộc vận động 4",
        "Chương trình giáo dục 1",
    ]


def the_union_opens_its_own_programme(director, both, movement):
    director.goto(f"/phong-trao/{movement}/chuong-trinh/")
    director.get_by_role("link", name=re.compile("Giỏi việc trường")).click()
    director.get_by_label("Đơn vị chủ quản").select_option(label=UNION)
    director.get_by_label("Đối tượng đăng ký").select_option("women")
    press(director, "Ghi")
    assert f"Chỉ người của {UNION} mở được đăng ký" in text_of(director)
    assert director.get_by_role("button", name="Mở đăng ký").count() == 0
    both.goto(director.url)
    press(both, "Mở đăng ký")
    assert "Đang mở đăng ký" in text_of(both)
    both.goto(f"/phong-trao/{movement}/chuong-trinh/")
    row = next(row for row in papers.rows_of(both) if "Giỏi việc trường" in row)
    assert UNION in row


# Launch


def the_year_is_launched(clerk, both, director, paper, movement):
    papers.decide(director, movement, "Theo quy chế của ngành.", criteria="own", award_forms="own")
    ask_pledges(director, movement)
    papers.confirm_duties(director, movement)
    papers.complete_head(clerk, paper, symbol="KHLT-SGDĐT-CĐGD", place="Hưng Yên")
    papers.suggested(clerk, paper)
    press(clerk, "Lưu nơi nhận")
    papers.add_issuer(clerk, paper, UNION, "CĐN")
    for signer in (director, both):
        sign_paper(signer, paper)
    assert papers.against_launch(clerk, movement) == []
    papers.launch(clerk, movement, "2021-10-06")


def ask_pledges(director, movement):
    """Everyone signs; what is promised can be measured; the day is set by the two issuers."""
    director.goto(f"/phong-trao/{movement}/viec/")
    director.get_by_label("Việc", exact=True).select_option("pledge")
    director.get_by_label("Giao cho").select_option(label="từng người")
    director.get_by_label("Nội dung việc").fill("Ký giao ước thi đua năm học 2021-2022")
    director.get_by_label("Các điều cam kết").fill("Dạy tốt, học tốt.")
    director.locator("#them").get_by_label("Hạn").fill("2021-10-15")
    press(director, "Đặt việc")
    director.goto(f"/phong-trao/{movement}/giao-uoc/loi/")
    director.get_by_label("Chỉ tiêu chung của mọi người").fill(TARGET)
    press(director, "Lưu lời giao ước")


def a_pair_confirms_by_halves(director, head, chair, movement):
    """What is asked of a head and the union's chair stands half confirmed until both have confirmed."""
    assert received(director, movement) == "Chưa xác nhận"
    director.locator("tr", has_text=SCHOOL_D).locator("a[href*=viec-duoc-giao]").first.click()
    address = director.url
    for person, button, seen in (
        (head, "Xác nhận đã nhận việc", "Đã xác nhận một nửa"),
        (chair, "Xác nhận phần của công đoàn", "Đã nhận"),
    ):
        person.goto(address)
        press(person, button)
        assert received(director, movement) == seen
    assert "Phòng Giáo dục và Đào tạo huyện Ân Thi" in text_of(
        director
    )  # among those with no union of their level


def received(page, movement):
    """Whether one school has taken what it was asked."""
    page.goto(f"/phong-trao/{movement}/do-phu/")
    return page.locator("tbody tr", has_text=SCHOOL_D).locator("td").first.inner_text().strip()


def the_school_reaches_everyone(head, office, plan, own):
    """The school sends its plan out and holds its ceremony; the roll is called: 46 of 46 are reached."""
    papers.open_book(office, "Kế hoạch")
    sign_paper(head, plan)
    assert papers.against_launch(office, own) == []
    papers.launch(office, own, "2021-10-06")
    head.goto(f"/phong-trao/{own}/le-phat-dong/")
    head.get_by_label("Ngày tổ chức").fill("2021-10-06")
    head.get_by_label("Nơi tổ chức").fill("Sân trường THPT Mẫu D")
    head.get_by_label("Số người dự").fill("46")
    head.locator("[name=roll]").check()
    press(head, "Ghi lễ phát động")
    assert head.get_by_role("img", name="46 trên 46").count() == 1


# Fridays


def fridays_of_the_year(director, head, movement):
    director.goto(f"/phong-trao/{movement}/lich/hoat-dong/moi/")
    director.get_by_label("Hoạt động").fill(FRIDAY)
    director.get_by_label("Lặp lại hằng tuần vào").select_option(label="thứ Sáu")
    director.get_by_label("Buổi").select_option("afternoon")
    press(director, "Đặt lịch")
    assert f"{FRIDAY}: 19 buổi." in text_of(director)

    head.goto(f"/phong-trao/{movement}/lich/")
    said = text_of(head)
    assert "37 buổi (Đợt 1 19, Đợt 2 18)" in said
    assert "Đề xuất bỏ 1 buổi vào ngày nghỉ lễ 04/02/2022" in said
    head.get_by_label("Lý do không tổ chức").fill("Nghỉ Tết Nguyên đán")
    press(head, "Xác nhận bỏ")
    said = text_of(head)
    assert "không tổ chức 1, " in said
    assert "Đề xuất bỏ" not in said


# Criteria


def criteria_are_made_concrete(director, head, movement, paper):
    """What is mandatory above is made concrete and never dropped; the rest may be left out with a reason."""
    for marker, words in (("1", "Không để xảy ra bạo lực học đường"), ("2", "Mỗi lớp có một góc đọc sách")):
        director.goto(f"/phong-trao/{movement}/tieu-chi/moi/")
        director.get_by_label("Ký hiệu").fill(marker)
        director.get_by_label("Tiêu chí", exact=True).fill(words)
        director.get_by_label("nhà trường", exact=True).check()
        director.get_by_label("Bắt buộc, cấp dưới không được bỏ").set_checked(marker == "1")
        press(director, "Ghi tiêu chí")
    papers.fill_own_plan(head, paper, "2021-10-30")
    for label in ("Tiêu chí 1", "Tiêu chí 2"):
        answer(head, label, "dropped", "Trường đã làm từ năm trước.")
    press(head, "Lập kế hoạch")
    assert "Tiêu chí 1: bắt buộc ở cấp trên, cụ thể hóa được, bỏ thì không." in text_of(head)
    assert "Tiêu chí 2: bắt buộc" not in text_of(head)
    answer(head, "Tiêu chí 1", "adapted", "Mỗi lớp có tổ hòa giải của học sinh.")
    press(head, "Lập kế hoạch")
    plan = key_in(head.url)
    own = papers.movement_of(head, plan)
    head.goto(f"/phong-trao/{own}/tieu-chi/")
    kept = " ".join(head.locator("#tieu-chi-1").inner_text().split())
    assert "1 Không để xảy ra bạo lực học đường Của cấp trên, đã cụ thể hóa. Bắt buộc" in kept
    assert "Ở đơn vị Mỗi lớp có tổ hòa giải của học sinh." in kept
    assert "2 Mỗi lớp có một góc đọc sách Lý do: Trường đã làm từ năm trước." in text_of(head)
    return plan, own


def answer(page, label, choice, note):
    """Answer one item of the plan above."""
    part = page.locator("fieldset.part", has=page.locator("legend", has_text=label))
    part.locator("select[name$=-answer]").select_option(choice)
    part.locator("[name$=-note]").fill(note)


# Pledges


def everyone_but_one_has_signed(installation, director, head, movement, photo):
    """The schools enter their lists signed on paper; one name is on none of them."""
    installation.on(dt.date(2021, 10, 12))
    for leader in (director, head):
        leader.goto(f"/phong-trao/{movement}/giao-uoc/")
        press(leader, "Tôi ký giao ước")
    said = enter_list(head, movement, photo, but=LATE_SIGNER)
    assert "Đã nhập 44 chữ ký giấy; từng người được báo để xác nhận." in said
    for unit, count in ((SCHOOL_X, 14), (SCHOOL_Y, 16), ("Trường THPT Mẫu E", 1), (DEPARTMENT, 1)):
        assert f"Đã nhập {count} chữ ký giấy" in enter_list(director, movement, photo, unit=unit)

    assert shares_of(director, movement) == {
        DEPARTMENT: ("2", "2", "100,0 %"),
        SCHOOL_X: ("14", "14", "100,0 %"),
        SCHOOL_Y: ("16", "16", "100,0 %"),
        SCHOOL_D: ("45", "46", "97,8 %"),
        "Trường THPT Mẫu E": ("1", "1", "100,0 %"),
    }
    assert director.locator("#chua-ky li").all_inner_texts() == [LATE_SIGNER]
    assert "78 trên 79 · 98,7 %" in text_of(director).replace("\xa0", " ")


def enter_list(page, movement, photo, *, unit="", but=""):
    """Enter one list signed on paper; everybody who is offered has signed it, `but` one."""
    page.goto(f"/phong-trao/{movement}/giao-uoc/nhap-danh-sach/")
    if unit:
        page.get_by_label("Chọn đơn vị").get_by_role("link", name=unit, exact=True).click()
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_label("Ngày ký ghi trên giấy").fill("2021-10-11")
    for label in page.locator("label", has=page.locator("[name=people]")).all():
        if not but or but not in label.inner_text():
            label.locator("[name=people]").check()
    press(page, "Nhập danh sách")
    return text_of(page)


def shares_of(page, movement):
    """Signed, asked and share of each unit, as the list of pledges tells them today."""
    page.goto(f"/phong-trao/{movement}/giao-uoc/danh-sach/")
    return shares_in(page.get_by_role("table", name="Đã ký theo đơn vị", include_hidden=True))


def shares_in(table):
    rows = [row.locator("th, td").all_text_contents() for row in table.locator("tbody tr").all()]
    return {row[0].strip(): tuple(cell.replace("\xa0", " ").strip() for cell in row[1:]) for row in rows}


def the_last_one_signs_late(installation, teacher, director, movement):
    installation.on(dt.date(2021, 10, 20))
    teacher.goto(f"/phong-trao/{movement}/giao-uoc/")
    assert "ký sau ngày này vẫn được tính và được ghi là muộn" in text_of(teacher)
    press(teacher, "Tôi ký giao ước")
    assert "Muộn" in teacher.locator(".pledge-sheet").inner_text()
    assert shares_of(director, movement)[SCHOOL_D] == ("46", "46", "100,0 %")
    assert "1 người ký sau hạn 15/10/2021: vẫn được tính và được ghi là muộn." in text_of(director)


def two_schools_become_one_within_the_round(installation, director, movement):
    installation.run("shell", "-v0", "-c", MERGE)
    installation.on(dt.date(2022, 1, 20))
    now = shares_of(director, movement)
    assert now[offices.MERGED_SCHOOL] == ("30", "30", "100,0 %")
    assert sum(int(signed) for signed, _, _ in now.values()) == 79
    assert not {SCHOOL_X, SCHOOL_Y} & now.keys()

    fold = director.locator("details", has_text="Đợt 1: trước và sau khi sáp nhập")
    before = shares_in(fold.get_by_role("table", name="Từ 05/09/2021 đến 31/12/2021"))
    after = shares_in(fold.get_by_role("table", name="Từ 01/01/2022 đến 16/01/2022"))
    assert (before[SCHOOL_X], before[SCHOOL_Y]) == (("14", "14", "100,0 %"), ("16", "16", "100,0 %"))
    assert after[offices.MERGED_SCHOOL] == ("30", "30", "100,0 %")
    assert [sum(int(row[1]) for row in each.values()) for each in (before, after)] == [79, 79]
    assert "Bản đã ký ở đơn vị cũ theo người về đơn vị mới, không phải ký lại." in fold.inner_text()


# The next year


def next_year_is_drafted(installation, director, movement):
    installation.on(dt.date(2022, 6, 1))
    director.goto(f"/phong-trao/{movement}/ho-so/")
    director.get_by_role("link", name="Lập dự thảo năm học sau").click()
    shown = papers.rows_of(director)
    assert "Đợt 1 05/09/2021 đến 16/01/2022 05/09/2022 đến 16/01/2023" in shown
    assert [row[-13:] for row in shown if "20/11" in row] == ["39 năm 40 năm"]
    press(director, "Lập dự thảo năm học 2022–2023")
    said = text_of(director)
    assert "Các đợt đã được chuyển sang năm sau và chờ người xác nhận" in said
    following = key_in(director.url)
    director.goto(f"/phong-trao/{following}/lich/")
    assert remembered(director, "Đợt 1")[1] == ("20/11", 40)
    director.goto(f"/phong-trao/{movement}/lich/")
    assert remembered(director, "Đợt 1")[1] == ("20/11", 39)
