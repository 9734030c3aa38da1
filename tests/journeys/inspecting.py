"""The steps of a visit and of urging, as a division, a school and their department take them in a browser."""

from tests.journeys import papers
from tests.journeys.line import press, text_of

MEASURES = "Có biện pháp thực hiện"
SECONDARY, FINANCE = "Giáo dục trung học phổ thông", "Kế hoạch, tài chính"
LACK = "Phòng cách ly tạm thời chưa có biển báo."


def address_of(page, movement, school, what):
    """The page of what one school was asked, from the map of the movement."""
    page.goto(f"/phong-trao/{movement}/do-phu/")
    heads = page.locator("main thead th").all_inner_texts()
    cell = page.locator("main tbody tr", has_text=school).locator("th, td").nth(heads.index(what))
    return cell.locator("a").first.get_attribute("href")


def answer_by_measures(watcher, school, movement, name):
    """A school writes its measures instead of a plan; the map tells one from the other."""
    school.goto(address_of(watcher, movement, name, MEASURES))
    press(school, "Xác nhận đã nhận việc")
    school.get_by_label("Biện pháp thực hiện").fill("Đo thân nhiệt ở cổng; mỗi lớp một tổ tự quản.")
    press(school, "Nộp")
    watcher.goto(f"/phong-trao/{movement}/do-phu/")
    row = next(row for row in papers.rows_of(watcher) if name in row)
    assert "biện pháp" in row.lower(), row


def set_remit(head, movement, division, field):
    """The head of the office says for what a division answers."""
    head.goto(f"/phong-trao/{movement}/kiem-tra/linh-vuc/")
    part = head.locator("section", has=head.get_by_role("heading", name=division, exact=True))
    for label in part.locator("label", has=head.locator("[type=checkbox]")).all():
        label.locator("[type=checkbox]").set_checked(label.inner_text().strip() == field)
    part.get_by_label("Căn cứ").fill("Quyết định mẫu 12/QĐ-SGDĐT")
    part.get_by_role("button", name="Ghi lĩnh vực").click()
    head.wait_for_load_state()


def plan_visit(division, movement, school, field, day):
    """A division puts a visit on the calendar; returns what the page says."""
    division.goto(f"/phong-trao/{movement}/kiem-tra/moi/")
    division.get_by_label("Kiểm tra ai").select_option(label=school)
    division.get_by_label("Ngày kiểm tra").fill(day)
    division.get_by_label(field, exact=True).check()
    press(division, "Lên lịch")
    return text_of(division)


def find_and_record(division, day, due):
    """One failing against a sentence of the plan, then the record is closed; returns the address of the visit."""
    visit = division.url
    division.get_by_role("link", name="Ghi một nội dung").click()
    division.get_by_label("Đối chiếu với").select_option(index=1)
    division.get_by_label("Điều đã thấy").fill(LACK)
    division.get_by_label("Còn tồn tại, cần khắc phục").check()
    division.get_by_label("Việc cần khắc phục").fill("Đặt biển báo")
    division.get_by_label("Hạn khắc phục").fill(due)
    press(division, "Ghi")
    division.get_by_label("Ngày đã kiểm tra").fill(day)
    division.get_by_label("Kết luận").fill("Trường thực hiện tốt, còn một việc.")
    press(division, "Chốt biên bản")
    return visit


def put_right(division, school, visit):
    """The school answers; only the inspectors can close; the failing stays on the list."""
    school.goto(visit)
    assert "Đặt biển báo" in text_of(school)
    school.get_by_label("Đã khắc phục thế nào").fill("Đã đặt biển ở cửa phòng.")
    press(school, "Báo đã khắc phục")
    assert school.get_by_role("button", name="Kết thúc", exact=True).count() == 0
    division.goto(visit)
    division.get_by_role("button", name="Kết thúc", exact=True).click()
    division.wait_for_load_state()
    assert "kết thúc ngày" in text_of(division)


def urge_all(watcher, movement):
    """One click for the whole list of what is still owed; the log names to whom and how many."""
    watcher.goto(f"/phong-trao/{movement}/don-doc/?loc=con-no")
    owing = papers.rows_of(watcher)
    watcher.get_by_role("button", name="Đôn đốc cả").first.click()
    watcher.wait_for_load_state()
    watcher.goto(f"/phong-trao/{movement}/don-doc/")
    return owing, text_of(watcher)
