"""The steps of an office's papers as its people take them in a browser: file, read, complete, sign, issue, look."""

import re

import pypdfium2

from tests.journeys.line import key_in, press, text_of


def every_word(page):
    """What the page says, what is folded away included; blanks joined."""
    return " ".join(page.locator("main").text_content().split())


def rows_of(page, at="main"):
    """The rows of the tables, each as one text."""
    return [" ".join(row.inner_text().split()) for row in page.locator(f"{at} tbody tr").all()]


def receive(page, kind, code, day, issuer, subject):
    """Enter a superior's paper by its facts; returns its key."""
    page.goto("/van-ban/den/moi/")
    page.get_by_label("Loại văn bản", exact=True).select_option(label=kind)
    page.get_by_label("Số, ký hiệu").fill(code)
    page.get_by_label("Ngày văn bản").fill(day)
    page.get_by_label("Cơ quan ban hành").fill(issuer)
    page.get_by_label("Trích yếu").fill(subject)
    press(page, "Vào sổ")
    return key_in(page.url)


def read_own(page, path):
    """Send a plan's file; the issuer that is read decides whose it is. Returns the paper's key."""
    page.goto("/phong-trao/nhap/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_label("Theo cơ quan ban hành đọc được trong văn bản").check()
    press(page, "Đọc kế hoạch")
    return key_in(page.url)


def counts(page, *parts):
    """How many things the import desk lists in each of its parts."""
    return {part: page.locator(f"#{part} li").count() for part in parts}


def enter_standing(page, paper, name, first, last):
    """Say that a movement already runs on a received paper."""
    page.goto(f"/van-ban/{paper}/")
    page.get_by_role("link", name="Ghi nhận phong trào đang diễn ra").click()
    page.get_by_label("Tên phong trào").fill(name)
    page.get_by_label("Bắt đầu").fill(first)
    page.get_by_label("Kết thúc").fill(last)
    press(page, "Ghi nhận phong trào")


def movement_of(page, paper):
    """The key of the movement that a paper's plan drafted."""
    page.goto(f"/phong-trao/van-ban/{paper}/")
    return key_in(page.url)


def decide(page, movement, text="", **choices):
    """The head decides what the text leaves open."""
    for what, choice in choices.items():
        page.goto(f"/phong-trao/{movement}/phan-chua-neu/")
        part = page.locator(f"#phan-{what}")
        part.locator(f"input[value={choice}]").check()
        if choice == "own":
            part.locator("textarea").fill(text)
        part.get_by_role("button", name=re.compile("Ghi quyết định")).click()
        page.wait_for_load_state()


def ask_units(page, movement, what, sentence, lines=""):
    """Ask something of every unit directly attached."""
    page.goto(f"/phong-trao/{movement}/viec/")
    page.get_by_label("Việc", exact=True).select_option(label=what)
    page.get_by_label("Giao cho").select_option(label="từng đơn vị trực thuộc")
    page.get_by_label("Nội dung việc").fill(sentence)
    page.get_by_label("Các điều cam kết").fill(lines)
    press(page, "Đặt việc")


def confirm_duties(page, movement):
    """A named person stands for every duty that was read out of the text; returns how many there were."""
    page.goto(f"/phong-trao/{movement}/viec/")
    buttons = page.get_by_role("button", name="Xác nhận việc này", exact=True)
    for count in range(20):
        if not buttons.count():
            return count
        buttons.first.click()
        page.wait_for_load_state()
    raise AssertionError("a confirmed duty still asks to be confirmed")


def fill_own_plan(page, paper, due):
    """Open the page that makes a unit's plan from the plan above, and say what that plan leaves to the unit."""
    page.goto(f"/phong-trao/tu-ke-hoach/{paper}/")
    for box in page.locator("textarea[name^=phan-]").all():
        box.fill("Phát động ở từng lớp, từng tổ; mỗi tổ cử một người theo dõi hằng tuần.")
    page.locator("[name=duties]").first.check()
    page.locator("[name^=han-]").first.fill(due)
    for box in page.locator("select[name^=chua-]").all():
        box.select_option("not_used")


def complete_head(page, paper, **values):
    """Put in what the text left empty at its head."""
    labels = {"superior": "Cơ quan chủ quản", "symbol": "Ký hiệu", "place": "Địa danh"}
    page.goto(f"/van-ban/{paper}/phan-dau/")
    for name, value in values.items():
        page.get_by_label(labels[name]).fill(value)
    press(page, "Lưu")


def suggested(page, paper):
    """Whom each line of "Nơi nhận" would reach, as the page suggests and nobody has kept yet."""
    page.goto(f"/van-ban/{paper}/noi-nhan/")
    found = []
    for row in range(page.locator("[name$=-written]").count()):
        boxes = [page.locator(f"[name=dong-{row}-{name}]") for name in ("written", "role", "reaches")]
        if boxes[0].input_value():
            found.append(tuple(box.input_value() for box in boxes))
    return found


def confirm_roles(page, paper):
    """Accept the roles proposed for lines that state none; returns what was proposed, in order."""
    page.goto(f"/van-ban/{paper}/noi-nhan/")
    proposed = [box.input_value() for box in page.locator("select[name^=vai-]").all()]
    press(page, "Xác nhận các vai trò này")
    return proposed


def spreads(page, paper):
    """How many places each line will reach, and how many there are in all."""
    page.goto(f"/van-ban/{paper}/gui-toi/")
    total = int(re.search(r"Sẽ gửi tới (\d+) nơi", text_of(page)).group(1))
    return total, [int(row.split()[-1]) for row in rows_of(page)]


def about(page, paper):
    """What stands beside the sheet of a paper."""
    page.goto(f"/van-ban/{paper}/")
    return " ".join(page.get_by_label("Về văn bản này").inner_text().split())


def foot(page, paper):
    """The lines under a paper's text: signatures and recipients."""
    page.goto(f"/van-ban/{paper}/")
    return lines_in(page.locator(".letter-foot"))


def head(page, paper):
    """The lines over a paper's text: issuers, nation, number, place and date."""
    page.goto(f"/van-ban/{paper}/")
    return lines_in(page.locator(".letter-head"))


def lines_in(part):
    """The lines of a part of the page that say something, blanks joined, those that do not break included."""
    return [" ".join(line.split()) for line in part.inner_text().split("\n") if line.strip()]


def add_issuer(page, paper, unit, archive):
    """Another body issues the paper too."""
    page.goto(f"/van-ban/{paper}/cung-ban-hanh/")
    page.get_by_label("Cơ quan cùng ban hành", exact=True).fill(unit)
    page.get_by_label("Nơi lưu của cơ quan ấy").fill(archive)
    press(page, "Thêm cơ quan cùng ban hành")


def open_book(page, kind, *, year=2021):
    """The office opens a number book; it begins with the year."""
    page.goto("/so-so/mo/")
    page.locator("[name=year]").fill(str(year))
    page.get_by_label("Dùng cho").select_option(label=kind)
    page.locator("main form[method=post]").get_by_role("button").first.click()
    page.wait_for_load_state()


def against_launch(page, movement):
    """Every reason why the plan cannot go out yet; empty when it can."""
    page.goto(f"/phong-trao/{movement}/phat-dong/")
    return page.locator("#vuong li").all_inner_texts()


def launch(page, movement, day):
    """Number, send and launch."""
    page.goto(f"/phong-trao/{movement}/phat-dong/")
    page.locator("[name=day]").fill(day)
    press(page, "Phát hành và phát động")


def lines_of_pdf(page, paper):
    """The lines of the paper's PDF, blanks joined."""
    document = pypdfium2.PdfDocument(page.request.get(f"/van-ban/{paper}/tai/pdf/").body())
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    return [" ".join(line.split()) for line in "\n".join(pages).splitlines() if line.strip()]


def archived(page, code):
    """The numbers of the papers found under an archive's sign."""
    page.goto(f"/van-ban/?luu={code}&loai=issued")
    return [row.locator("td").first.inner_text() for row in page.locator("main tbody tr").all()]


def fits(page):
    """Whether nothing on the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
