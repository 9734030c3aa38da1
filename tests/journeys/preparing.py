"""The steps of a scenario as a school and its superiors take them in a browser."""

from tests.journeys.line import press, text_of


def write(head, movement, name, operating="", level=""):
    """A school writes a scenario; returns its address."""
    head.goto(f"/phong-trao/{movement}/phuong-an/")
    head.get_by_role("link", name="Lập phương án").first.click()
    head.get_by_label("Tên phương án").fill(name)
    if level:
        head.get_by_label("Cấp độ").select_option(label=level)
    head.get_by_label("Đơn vị chuyển sang").select_option(operating)
    head.get_by_label("Tình huống kích hoạt").fill("Có ca nhiễm trong trường.")
    press(head, "Ghi phương án")
    return head.url


def add_step(head, address, action, *, person="", days_before=0, counts=""):
    """One thing to be done when the scenario is set going, so many days before the switch."""
    head.goto(address)
    step = head.locator("#viec")
    step.get_by_label("Việc phải làm").fill(action)
    if person:
        step.get_by_label("Người chịu trách nhiệm").select_option(label=person)
    if days_before:
        step.get_by_label("Hạn tính từ ngày chuyển trạng thái").select_option("-1")
        step.get_by_label("Số ngày trước hoặc sau").fill(str(days_before))
    step.get_by_label("Số liệu cần trả lại, mỗi dòng một con số").fill(counts)
    press(head, "Thêm việc")


def submit(head, address, locality):
    """Send it to the commune and to the body above."""
    head.goto(address)
    head.locator("#trinh").get_by_label("Địa phương phê duyệt").fill(locality)
    press(head, "Trình phê duyệt")
    assert "Đã trình" in text_of(head)


def approve(person, address, body, number, day, paper=""):
    """Keep the word of one body: its number and its day, and the received paper it stands on where others note it."""
    person.goto(address)
    fold = person.locator("details", has_text=f"Ghi trả lời của {body}")
    fold.locator("summary").click()
    fold.get_by_label("Số văn bản phê duyệt").fill(number)
    fold.get_by_label("Ngày văn bản phê duyệt").fill(day)
    if paper:
        fold.get_by_label("Văn bản đến đã vào sổ").select_option(label=paper)
    press(person, "Ghi trả lời")


def make_ready(head, address, holder):
    """Somebody answers for everything on the lists; it is marked ready, line by line."""
    head.goto(address)
    lines = head.locator("#san-sang details:has(form[action*='/phuong-an/san-sang/'] input[name=ready])")
    for place in range(lines.count()):
        fold = lines.nth(place)
        fold.locator("summary").click()
        fold.locator("input[name=holder]").fill(holder)
        fold.locator("input[name=ready]").check()
        fold.get_by_role("button", name="Ghi", exact=True).click()
        head.wait_for_load_state()
