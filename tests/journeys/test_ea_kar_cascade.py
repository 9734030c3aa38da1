"""Plan 685 of Phòng GDĐT Ea Kar comes down to its three schools, and their plans go up: two in time, one late.

The facts are those of the real plan; the schools, their plans and the dates that the office sets are samples.
"""

import datetime as dt
import io
import re

import docx
import pytest

from tests.journeys import papers, preparing
from tests.journeys.line import key_in, press, sign_paper, text_of
from tests.journeys.newcomer import Steps

pytestmark = pytest.mark.browser

EA_KAR = "000_88ccc941bc631286.txt"
OWN_PLAN, TALK = "Xây dựng kế hoạch", "Xây dựng kế hoạch truyền thông"
A, B, C = "Trường Tiểu học Mẫu A", "Trường THCS Mẫu B", "Trường Mầm non Mẫu C"
LACKING = """\
PHÒNG GDĐT HUYỆN EA KAR          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG MẦM NON MẪU C          Độc lập - Tự do - Hạnh phúc
Số:      /KH-MNMC          Ea Kar, ngày 05 tháng 11 năm 2021

KẾ HOẠCH
Hưởng ứng phong trào thi đua đặc biệt phòng, chống dịch Covid-19

Theo yêu cầu của Phòng Giáo dục và Đào tạo huyện Ea Kar, nhà trường xây dựng kế hoạch như sau:

I. NỘI DUNG THI ĐUA
1. Giữ trường học an toàn
Cô và trẻ cùng thực hiện các biện pháp phòng dịch ở từng lớp.
II. HÌNH THỨC TỔ CHỨC
Phát động ở từng lớp; tuyên dương vào sáng thứ Hai.
III. BIỆN PHÁP THỰC HIỆN
Mỗi lớp cử một cô theo dõi hằng tuần.
"""


@pytest.fixture
def installation(offices_with_staff):
    """The offices; what Ea Kar does here meets nobody else."""
    return offices_with_staff


def test_two_of_three_schools_answer_plan_685_in_time(installation, visitor, seeds, tmp_path):
    clerk, chief = visitor("ek-vanthu").page, visitor("ek-truong").page
    installation.on(dt.date(2021, 10, 26))
    paper = papers.read_own(clerk, seeds / EA_KAR)
    movement = papers.movement_of(clerk, paper)
    the_office_sets_09_11(chief, movement)
    plan_685_goes_out(clerk, chief, paper, movement)
    installation.on(dt.date(2021, 11, 2))
    school_answers(visitor("ek-b").page, visitor("ek-b-vanthu").page, paper, "2021-11-02")
    installation.on(dt.date(2021, 11, 5))
    head, office = visitor("ek-c").page, visitor("ek-c-vanthu").page
    a_plan_without_criteria_comes_back(chief, head, office, movement, tmp_path)
    installation.on(dt.date(2021, 11, 8))
    school = visitor("ek-a").page
    a_newcomer_answers(school, visitor("ek-a-vanthu").page, (seeds / EA_KAR).read_text("utf-8"))
    a_school_is_ready_for_a_level(chief, clerk, school, movement)
    installation.on(dt.date(2021, 11, 10))
    one_school_is_late(chief, movement)
    installation.on(dt.date(2021, 11, 15))
    school_answers(head, office, paper, "2021-11-15")
    two_of_three_were_in_time(chief, movement)


# The office asks


def the_office_sets_09_11(chief, movement):
    papers.decide(chief, movement, rounds="not_used", deadlines="not_used")
    chief.goto(f"/phong-trao/{movement}/viec/")
    for what in (OWN_PLAN, TALK):
        duty = duty_on(chief, what)
        duty.locator("summary").click()
        duty.get_by_label("Hạn").fill("2021-11-09")
        duty.get_by_role("button", name="Đặt hạn").click()
        chief.wait_for_load_state()
        said = " ".join(duty_on(chief, what).inner_text().split())
        assert "Hạn: đơn vị đặt, không có trong văn bản." in said
    assert "Phần bắt buộc: nội dung, tiêu chí, hình thức, biện pháp." in text_of(chief)
    assert papers.confirm_duties(chief, movement) == 1


def duty_on(page, what):
    """The line of one duty on the page that sets them."""
    heading = page.get_by_role("heading", name=re.compile(f"^{what},"))
    return page.locator("li", has=heading)


def plan_685_goes_out(clerk, chief, paper, movement):
    papers.suggested(clerk, paper)
    press(clerk, "Lưu nơi nhận")
    clerk.goto(f"/van-ban/{paper}/")
    clerk.get_by_role("link", name="Ghi chức vụ người ký").click()
    clerk.get_by_label("Chức vụ in dưới chữ ký").fill("Trưởng phòng")
    clerk.get_by_label("Căn cứ").fill("Quyết định bổ nhiệm mẫu số 01/QĐ-UBND ngày 01/8/2018")
    press(clerk, "Ghi chức vụ")
    sign_paper(chief, paper)
    assert papers.against_launch(clerk, movement) == []
    papers.launch(clerk, movement, "2021-10-26")
    assert set(states(chief, movement)) == {A, B, C}


# The schools answer


def school_answers(head, office, paper, day):
    """A head makes the school's plan from plan 685, item by item; the office of the school sends it out."""
    papers.fill_own_plan(head, paper, "2021-11-30")
    press(head, "Lập kế hoạch")
    assert "Đã lập kế hoạch của đơn vị; xem lại, ký, rồi phát hành." in text_of(head)
    own = key_in(head.url)
    sign_paper(head, own)
    movement = papers.movement_of(office, own)
    no_book = "Chưa mở sổ số cho loại văn bản này trong năm; hãy mở sổ và ghi số cuối đã dùng."
    if papers.against_launch(office, movement) == [no_book]:  # the first plan of the school in the system
        papers.open_book(office, "Kế hoạch")
    assert papers.against_launch(office, movement) == []
    papers.launch(office, movement, day)


def a_newcomer_answers(head, office, parent):
    """From the desk to the plan that has gone out: six pages, at most twelve boxes, no sentence typed again."""
    papers.open_book(
        office, "Kế hoạch"
    )  # where the office opened its book before, as for every paper it sends
    steps = Steps()
    head.goto("/")
    steps.follow(head)
    asked = head.get_by_role("heading", name=OWN_PLAN, exact=True)
    head.locator("section.card, main li", has=asked).get_by_role("link").first.click()
    head.get_by_role("link", name="Lập kế hoạch").click()
    for box in head.locator("textarea[name^=phan-]").all():
        box.fill("Phát động ở từng điểm trường; mỗi tổ cử một người theo dõi hằng tuần.")
    head.locator("[name=duties]").first.check()
    head.locator("[name^=han-]").first.fill("2021-11-30")
    for box in head.locator("select[name^=chua-]").all():
        box.select_option("not_used")
    steps.keep(head)
    press(head, "Lập kế hoạch")
    own = key_in(head.url)
    head.get_by_role("button", name=re.compile("^Ký")).first.click()
    head.wait_for_load_state()
    office.goto("/")
    steps.follow(office)
    office.locator(f"main a[href*='/{own}/']").first.click()
    steps.keep(office)
    press(office, "Phát hành và phát động")
    assert "Đang diễn ra" in text_of(office)
    assert len(steps.pages) - 1 <= 6, steps.pages  # the last is the movement that runs
    assert len(steps.typed) <= 12, steps.typed
    assert [typed for typed in steps.typed.values() if len(typed) > 20 and typed in parent] == []
    word = docx.Document(io.BytesIO(office.request.get(f"/van-ban/{own}/tai/docx/").body()))
    cells = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert "01/KH-THMA" in cells


def a_school_is_ready_for_a_level(chief, clerk, head, movement):
    """A scenario for one level, approved by commune and district with number and day; "4 tại chỗ" 4/4.

    The district's word is noted by the office from the decision that its clerk has entered as received.
    """
    chief.goto(f"/phong-trao/{movement}/phuong-an/")
    chief.locator("summary", has_text="Đặt quy ước").click()
    chief.get_by_label("Các cấp độ, mỗi dòng một cấp").fill("Cấp độ 1\nCấp độ 2")
    press(chief, "Đặt quy ước")
    scenario = preparing.write(head, movement, "Lớp học khi có ca nhiễm", "online", level="Cấp độ 2")
    preparing.add_step(head, scenario, "Chuyển lớp sang học trực tuyến", person="H'Mẫu Êban")
    preparing.make_ready(head, scenario, "Tổ phòng, chống dịch của trường")
    assert "4 tại chỗ: 4/4" in text_of(head)
    preparing.submit(head, scenario, "UBND xã mẫu")
    preparing.approve(head, scenario, "UBND xã mẫu", "12/UBND", "2021-11-08")
    district, decision = "Ủy ban nhân dân huyện Ea Kar", "2180/QĐ-UBND"
    papers.receive(clerk, "Quyết định", decision, "2021-11-08", district, "Phê duyệt phương án của trường")
    word = f"Quyết định {decision}"
    preparing.approve(chief, scenario, district, decision, "2021-11-08", paper=word)
    said = text_of(chief)
    assert "Đã phê duyệt" in said
    for approved in ("12/UBND, 08/11/2021", "2180/QĐ-UBND, 08/11/2021"):
        assert approved in said


def a_plan_without_criteria_comes_back(chief, head, office, movement, folder):
    """The school sends out a plan of its own making and hands it in; the office need not even look at it."""
    path = folder / "ke-hoach-mau-c.txt"
    path.write_text(LACKING, "utf-8")
    own = papers.read_own(office, path)
    lacking = papers.movement_of(office, own)
    papers.open_book(office, "Kế hoạch")
    head.goto(f"/phong-trao/{lacking}/phan-chua-neu/")
    silent = [part.get_attribute("id").removeprefix("phan-") for part in head.locator("[id^=phan-]").all()]
    assert "criteria" in silent
    papers.decide(head, lacking, **dict.fromkeys(silent, "not_used"))
    ask_pledges(head, lacking)
    papers.complete_head(office, own, symbol="KH-MNMC")
    office.goto(f"/van-ban/{own}/noi-nhan/")
    office.locator("[name=dong-0-written]").fill("Toàn thể giáo viên, nhân viên")
    office.locator("[name=dong-0-role]").select_option("carry_out")
    office.locator("[name=dong-0-reaches]").select_option("staff")
    office.locator("[name=archive]").fill("VT")
    press(office, "Lưu nơi nhận")
    sign_paper(head, own)
    assert papers.against_launch(office, lacking) == []
    papers.launch(office, lacking, "2021-11-05")

    chief.goto(f"/phong-trao/{movement}/do-phu/")
    address = chief.locator("tr", has_text=C).locator("a[href*=viec-duoc-giao]").first.get_attribute("href")
    head.goto(address)
    press(head, "Xác nhận đã nhận việc")
    head.get_by_label("Văn bản của đơn vị").select_option(index=1)
    press(head, "Nộp")
    said = text_of(head)
    assert "Hệ thống trả lại: kế hoạch thiếu phần bắt buộc tiêu chí." in said
    assert "Bị trả lại, phần cần sửa: tiêu chí" in said
    assert "thiếu: tiêu chí" in states(chief, movement)[C]


def ask_pledges(head, movement):
    head.goto(f"/phong-trao/{movement}/viec/")
    head.get_by_label("Việc", exact=True).select_option("pledge")
    head.get_by_label("Giao cho").select_option("staff")
    head.get_by_label("Nội dung việc").fill("Ký giao ước thi đua")
    head.get_by_label("Các điều cam kết").fill("Giữ lớp học an toàn.")
    press(head, "Đặt việc")


# The map


def states(page, movement):
    """What the map says of each school about its own plan."""
    page.goto(f"/phong-trao/{movement}/do-phu/")
    heads = page.locator("main thead th").all_inner_texts()
    place = heads.index(OWN_PLAN)
    rows = page.locator("main tbody tr").all()
    cells = [row.locator("th, td").all_inner_texts() for row in rows]
    return {cell[0].strip(): " ".join(cell[place].split()) for cell in cells}


def one_school_is_late(chief, movement):
    """The day after the deadline, and from then on."""
    assert states(chief, movement) == {
        A: "Đã nộp, chờ xem kế hoạch 08/11/2021",
        B: "Đã nộp, chờ xem kế hoạch 02/11/2021",
        C: "Bị trả lại hạn 09/11/2021, trễ 1 ngày làm việc thiếu: tiêu chí",
    }


def two_of_three_were_in_time(chief, movement):
    assert states(chief, movement)[C] == "Đã nộp, chờ xem kế hoạch 15/11/2021, trễ 4 ngày làm việc"
    figures = [papers.lines_in(figure) for figure in chief.locator(".figure").all()]
    own_plans = next(said for said in figures if said[0] == OWN_PLAN)
    assert own_plans[1:] == ["2 trên 3 · 66,7 %", "đúng hạn, 3 đã nộp, 1 trễ"]
    chief.locator("tr", has_text=C).locator("a[href*=viec-duoc-giao]").first.click()
    press(chief, "Đạt, mọi phần đủ")
    assert states(chief, movement)[C] == "Đã làm kế hoạch 15/11/2021, trễ 4 ngày làm việc"
