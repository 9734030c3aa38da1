"""The steps of the line as its people take them in a browser: each opens a page, does one thing, sees the answer."""

import re
from pathlib import Path

from thidua.demo import stages

TEXTS = Path(stages.__file__).parent / "plans"
SUPERIOR = TEXTS / "2786-kh-sgddt.txt"
OWN = TEXTS / "30-kh-thptlt.txt"


def press(page, name, *, exact=True):
    """Press the one button of this name."""
    page.get_by_role("button", name=name, exact=exact).first.click()
    page.wait_for_load_state()


def text_of(page):
    """What the page says, blanks joined."""
    return " ".join(page.locator("main").inner_text().split())


def upload(page, path, whose):
    """Send a plan's file."""
    page.goto("/phong-trao/nhap/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_label(whose).check()
    press(page, "Đọc kế hoạch")


def decide_gaps(page, movement):
    """Ban giám hiệu says what holds where the text is silent."""
    choices = {"criteria": "inherit", "award_forms": "inherit", "rounds": "not_used", "deadlines": "own"}
    for what, choice in choices.items():
        page.goto(f"/phong-trao/{movement}/phan-chua-neu/")
        part = page.locator(f"#phan-{what}")
        part.locator(f"input[value={choice}]").check()
        if choice == "own":
            part.locator("textarea").fill("Ký giao ước trước 30/9/2021; các tổ báo cáo trước 15/10/2021.")
        part.get_by_role("button", name=re.compile("Ghi quyết định")).click()
        page.wait_for_load_state()


def set_duties(page, movement):
    """A pledge for everyone, and dates for what the text asks of the teams."""
    page.goto(f"/phong-trao/{movement}/viec/")
    page.get_by_label("Việc", exact=True).select_option("pledge")
    page.get_by_label("Giao cho").select_option("staff")
    page.get_by_label("Nội dung việc").fill("Đăng ký và ký giao ước thi đua")
    page.get_by_label("Các điều cam kết").fill("\n".join(stages.PLEDGE_LINES))
    page.locator("#them").get_by_label("Hạn").fill("2021-09-30")
    press(page, "Đặt việc")
    for what in ("Kế hoạch dạy học", "Báo cáo kết quả"):
        line = page.locator("li", has=page.get_by_role("heading", name=re.compile(what)))
        line.locator("summary").click()
        line.get_by_label("Hạn").fill("2021-10-15")
        line.get_by_role("button", name="Đặt hạn").click()
        page.wait_for_load_state()


def set_recipients(page, paper):
    """The office completes what the text left empty."""
    page.goto(f"/van-ban/{paper}/noi-nhan/")
    lines = (
        ("Công đoàn trường", "coordinate", "text"),
        ("Các tổ chuyên môn, Tổ Văn phòng", "carry_out", "teams"),
        ("Toàn thể cán bộ, giáo viên, nhân viên", "carry_out", "staff"),
    )
    for order, (written, role, reaches) in enumerate(lines):
        page.locator(f"[name=dong-{order}-written]").fill(written)
        page.locator(f"[name=dong-{order}-role]").select_option(role)
        page.locator(f"[name=dong-{order}-reaches]").select_option(reaches)
    page.locator("[name=archive]").fill("VT, CĐ")
    page.locator("main form[method=post]").get_by_role("button").first.click()
    page.wait_for_load_state()


def sign_paper(page, paper):
    """The head signs."""
    page.goto(f"/van-ban/{paper}/")
    page.get_by_role("button", name=re.compile("^Ký")).first.click()
    page.wait_for_load_state()


def ask_reports(page, movement):
    """The union asks two figures of every team."""
    page.goto(f"/phong-trao/{movement}/bao-cao/mo/")
    page.locator("[name=label]").fill("Kết quả phong trào đến 15/10/2021")
    rows = page.locator("details.fold")
    asked = (
        ("Số người đã tiêm mũi 2", "người", "ratio", "cán bộ, giáo viên, nhân viên của tổ"),
        ("Số bài giảng video đã hoàn thành", "bài", "number", ""),
    )
    for order, (name, unit, kind, base) in enumerate(asked):
        row = rows.nth(order)
        if row.get_attribute("open") is None:
            row.locator("summary").click()
        row.get_by_label("Tên chỉ tiêu mới").fill(name)
        row.get_by_label("Đơn vị tính").fill(unit)
        row.get_by_label("Cách tính").select_option(kind)
        row.get_by_label("Trên tổng số").fill(base)
    days_of = {"first": "2021-09-20", "last": "2021-10-15", "due": "2021-10-15", "closes": "2021-10-20"}
    for name, day in days_of.items():
        page.locator(f"[name={name}]").fill(day)
    press(page, "Mở đợt báo cáo")


def fill_report(page, report, answers):
    """A team leader answers each figure in one of four ways, and sends."""
    page.goto(f"/bao-cao/{report}/")
    for slot, answer in enumerate(answers):
        cell = page.locator(f"#o-{slot}")
        if isinstance(answer, int):
            cell.locator("input[inputmode]").fill(str(answer))
        else:
            choose(page, slot, "none_occurred" if answer is None else "not_applicable")
        page.wait_for_load_state("networkidle")  # a cell saves itself as soon as it is left
        if answer == "na":
            cell.locator("[name$=-reason]").fill(stages.NOT_APPLICABLE_REASON)
            page.wait_for_load_state("networkidle")
    press(page, "Lưu tất cả các ô")
    press(page, "Gửi báo cáo")


def choose(page, slot, answer):
    """Choose one of the ways to answer; with script, wait until the cell has saved itself."""
    page.locator(f"#o-{slot} .segments label", has=page.locator(f"[value={answer}]")).click()
    if page.evaluate("'htmx' in window"):
        page.locator(f"#o-{slot}[data-state={answer}]").wait_for()


def open_call(page):
    """The union opens a time of proposing."""
    page.goto("/khen-thuong/dot/moi/")
    page.locator("[name=owner]").select_option(label="Trường THPT Lộc Thái")
    page.locator("[name=label]").fill("Khen thưởng phong trào, đợt tháng 10/2021")
    page.locator("[name=basis]").fill("Kế hoạch số 30/KH-THPTLT, mục V")
    page.locator("[name=movement]").select_option(index=1)
    for award in (stages.STAFF_AWARD, stages.PUPIL_AWARD):
        page.locator(f"[name=awards][value={award}]").check()
    page.locator("[name=opens]").fill("2021-10-18")
    page.locator("[name=closes]").fill("2021-10-22")
    press(page, "Mở đợt đề nghị")
    return key_in(page.url)


def key_in(address):
    """The key at the end of an address."""
    return int(re.findall(r"/(\d+)/", address)[-1])


def nominate(page, call, subject, award, merit):
    """Put one forward, with a proof; returns the dossier's key."""
    page.goto(f"/khen-thuong/dot/{call}/de-nghi/")
    wanted = page.locator("[name=subject] option", has_text=subject).first.get_attribute("value")
    page.locator("[name=subject]").select_option(wanted)
    page.locator("[name=award]").select_option(award)
    page.locator("[name=achievement]").fill(merit)
    press(page, "Lập hồ sơ")
    dossier = key_in(page.url)
    page.locator("[name=note]").first.fill(f"Xác nhận của tổ và số liệu đã duyệt: {merit}")
    press(page, "Thêm minh chứng")
    return dossier


def vouch(page, dossier, fact):
    """Vouch for one fact of a dossier by name."""
    page.goto(f"/khen-thuong/{dossier}/")
    page.locator(f"#xac-nhan-{fact}").get_by_role("button", name="Xác nhận: có").click()
    page.wait_for_load_state()


def check_proof(page, dossier):
    """Another than its owner checks the evidence."""
    page.goto(f"/khen-thuong/{dossier}/")
    press(page, "Đã kiểm tra, đúng")


def send_dossier(page, dossier):
    """To the council."""
    page.goto(f"/khen-thuong/{dossier}/")
    press(page, "Gửi hội đồng")


def open_session(page, call, dossiers):
    """The secretary opens the session on the staff's dossiers; returns its key."""
    page.goto(f"/khen-thuong/hoi-dong/moi/?dot={call}")
    page.locator("[name=place]").fill("phòng họp Trường THPT Lộc Thái")
    for box in page.locator("[name=dossiers]").all():
        box.set_checked(int(box.get_attribute("value")) in dossiers)
    press(page, "Khai mạc phiên họp")
    return key_in(page.url)


def take_attendance(page, session):
    """All but the last member are there."""
    page.goto(f"/khen-thuong/hoi-dong/{session}/")
    boxes = page.locator("[name=present]").all()
    for box in boxes:
        box.set_checked(box is not boxes[-1])
    press(page, "Ghi điểm danh")


def step_aside(page, session, order, reason="là người được xét"):
    """A member steps aside for one item."""
    page.goto(f"/khen-thuong/hoi-dong/{session}/")
    item = page.locator(f"#noi-dung-{order}")
    button = item.get_by_role("button", name="Ghi người rút")
    if not button.is_visible():
        item.locator("summary").first.click()
    item.locator("[name=reason]").fill(reason)
    button.click()
    page.wait_for_load_state()


def count(page, session, order, agree, disagree, reason=""):
    """The secretary enters the counts of one item."""
    page.goto(f"/khen-thuong/hoi-dong/{session}/")
    item = page.locator(f"#noi-dung-{order}")
    for name, number in (("agree", agree), ("disagree", disagree), ("abstain", 0)):
        item.locator(f"[name$=-{name}]").fill(str(number))
    if reason:
        item.locator("[name$=-reason]").fill(reason)
    item.get_by_role("button", name="Ghi kết quả").click()
    page.wait_for_load_state()


def send_paper(office, head, paper, written):
    """Recipients, signature, issue: a paper that commendation drafted goes out."""
    office.goto(f"/van-ban/{paper}/noi-nhan/")
    office.locator("[name=dong-0-written]").fill(written)
    office.locator("[name=archive]").fill("VT, TĐ")
    press(office, "Lưu nơi nhận")
    sign_paper(head, paper)
    office.goto(f"/khen-thuong/van-ban/{paper}/phat-hanh/")
    office.locator("main form[method=post]").get_by_role("button").last.click()
    office.wait_for_load_state()
