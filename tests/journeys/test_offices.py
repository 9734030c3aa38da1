"""Phòng GDĐT Ea Kar answers two superiors with plan 685; and what the register of a school refuses to believe.

The facts are those of the real plans; whatever else is needed is a sample.
"""

import datetime as dt

import pytest

from tests.journeys import papers
from tests.journeys.line import press, sign_paper, text_of

pytestmark = pytest.mark.browser

EA_KAR = "000_88ccc941bc631286.txt"
LOC_THAI = "001_c5405d88a93fe8a3.txt"
EVERYONE = "Cả nước đoàn kết, chung sức, đồng lòng thi đua phòng, chống và chiến thắng đại dịch Covid-19"


@pytest.fixture
def installation(offices):
    """The offices; each test works in one of its own, so the tests do not meet."""
    return offices


# Ea Kar


def test_ea_kar_answers_two_superiors_with_plan_685(installation, visitor, seeds, tmp_path):
    clerk, chief = visitor("ek-vanthu").page, visitor("ek-truong").page

    installation.on(dt.date(2021, 10, 18))
    two_superiors_are_filed(clerk)
    two_movements_already_run(clerk)
    installation.on(dt.date(2021, 10, 22))
    paper = plan_685_is_read(clerk, seeds / EA_KAR)
    movement = papers.movement_of(clerk, paper)
    papers.decide(chief, movement, rounds="not_used", deadlines="not_used")
    assert papers.confirm_duties(chief, movement) == 3
    recipients_are_suggested(clerk, paper)
    installation.on(dt.date(2021, 10, 26))
    signer_without_title(clerk, chief, paper, movement)
    second_issuer_by_mistake(clerk, chief, visitor("ek-a").page, paper, movement)
    only_a_deputy_signs_for_the_head(chief, paper)
    assert papers.against_launch(clerk, movement) == []
    plan_685_goes_out(clerk, paper, movement)
    second_685_is_refused(clerk, chief, seeds, tmp_path)
    schools_have_it([visitor(who).page for who in ("ek-a", "ek-b", "ek-c")], paper)


def two_superiors_are_filed(clerk):
    above = papers.receive(
        clerk, "Kế hoạch", "10060/KH-UBND", "2021-10-15", "UBND tỉnh Đắk Lắk", "Phong trào đặc biệt của tỉnh"
    )
    direct = papers.receive(
        clerk, "Kế hoạch", "156/KH-UBND", "2021-10-18", "UBND huyện Ea Kar", "Phong trào đặc biệt của huyện"
    )
    clerk.goto(f"/van-ban/{direct}/can-cu/")
    clerk.locator("[name=parent]").select_option(label="Kế hoạch 10060/KH-UBND")
    press(clerk, "Ghi văn bản cấp trên")
    assert "Đã ghi: Kế hoạch 156/KH-UBND thực hiện Kế hoạch 10060/KH-UBND." in text_of(clerk)
    assert [row.split()[0] for row in papers.rows_of(clerk)] == ["10060/KH-UBND"]

    clerk.goto("/van-ban/")
    assert [row.locator("td").first.inner_text() for row in clerk.locator("main tbody tr").all()] == [
        "156/KH-UBND",
        "10060/KH-UBND",
    ]
    clerk.goto("/van-ban/can-ke-hoach/")
    register = "Ủy ban nhân dân huyện Ea Kar; sổ của Phòng Giáo dục và Đào tạo huyện Ea Kar"
    assert papers.rows_of(clerk) == [f"Kế hoạch 156/KH-UBND {register} 18/10/2021 chưa có 0 Đang mở"]
    clerk.goto("/")
    said = "Kế hoạch 156/KH-UBND ngày 18/10/2021: đơn vị chưa có kế hoạch triển khai."
    assert f"Xây dựng kế hoạch {said}" in text_of(clerk)
    assert papers.about(clerk, above).count("10060/KH-UBND") == 1


def two_movements_already_run(clerk):
    goals = papers.receive(
        clerk, "Công văn", "1764/UBND-TĐKT", "2020-12-31", "UBND huyện Ea Kar", "Phát động thi đua năm 2021"
    )
    own = papers.receive(
        clerk, "Công văn", "761/KH-PGDĐT", "2020-12-23", "Phòng GDĐT huyện Ea Kar", "Phong trào 2020-2025"
    )
    papers.enter_standing(clerk, goals, "Nhiệm vụ năm 2021", "2020-12-31", "2021-12-31")
    papers.enter_standing(
        clerk, own, "Đổi mới, sáng tạo trong quản lý, giảng dạy và học tập", "2020-12-23", "2025-12-31"
    )
    rows = papers.rows_of(clerk)
    assert [row.endswith("chưa giao Đang diễn ra") for row in rows] == [True, True]
    assert ["Công văn / KH" in row for row in rows] == [True, False]
    assert "từ 23/12/2020 đến 31/12/2025" in rows[0]


def plan_685_is_read(clerk, path):
    paper = papers.read_own(clerk, path)
    said = papers.every_word(clerk)
    assert "Văn bản của đơn vị" in said
    assert papers.counts(
        clerk, "cac-muc", "noi-dung-thi-dua", "tieu-chi", "nhiem-vu", "noi-nhan", "bat-thuong", "can-cu"
    ) == {
        "cac-muc": 25, "noi-dung-thi-dua": 8, "tieu-chi": 6, "nhiem-vu": 8, "noi-nhan": 4, "bat-thuong": 17,
        "can-cu": 4,
    }  # fmt: skip
    assert "4 chương, 7 mục, 14 điểm" in said
    assert "ký hiệu như trong văn bản: a b c d e h" in said
    roles = clerk.locator("#noi-nhan .said small").all_text_contents()
    assert roles == ["báo cáo", "chỉ đạo", "thực hiện", "thực hiện"]
    assert "Không ghi chức vụ của Nguyễn Thanh Dương." in said
    typed = [" ".join(line.split()) for line in path.read_text("utf-8").split("\n") if line.strip()]
    shown = clerk.locator("#van-ban-goc .said > p").all_text_contents()
    assert [" ".join(line.split()) for line in shown] == typed  # nothing is rewritten
    assert clerk.locator("#can-cu small").all_inner_texts()[0].endswith("Có trong sổ văn bản.")
    return paper


def recipients_are_suggested(clerk, paper):
    assert papers.suggested(clerk, paper) == [
        ("UBND huyện Ea Kar", "report", "unit"),
        ("Lãnh đạo PGD", "direct", "leaders"),
        ("Các trường trực thuộc", "carry_out", "schools"),
        ("Các bộ phận CMPGD", "carry_out", "teams"),
    ]
    press(clerk, "Lưu nơi nhận")
    assert papers.spreads(clerk, paper) == (8, [1, 2, 3, 2])


def second_issuer_by_mistake(clerk, chief, school, paper, movement):
    papers.add_issuer(clerk, paper, "Hội đồng nhân dân huyện Ea Kar", "VT")
    sign_paper(chief, paper)
    assert papers.against_launch(clerk, movement) == ["Chưa có chữ ký của Hội đồng nhân dân huyện Ea Kar."]
    school.goto("/van-ban/")
    assert "Chưa có văn bản nào." in text_of(school)
    assert school.goto(f"/van-ban/{paper}/").status == 404

    clerk.goto(f"/van-ban/{paper}/cung-ban-hanh/")
    press(clerk, "Bỏ bên này")
    assert papers.against_launch(clerk, movement) == [
        "Chưa có chữ ký của Phòng Giáo dục và Đào tạo huyện Ea Kar."
    ]


def signer_without_title(clerk, chief, paper, movement):
    """Neither the text nor the staff list gives a title: no signature before the clerk has stated it."""
    who, where = "Nguyễn Thanh Dương", "Phòng Giáo dục và Đào tạo huyện Ea Kar"
    chief.goto(f"/van-ban/{paper}/")
    said = f"{who} chưa có chức vụ ghi ở {where}; văn bản của đơn vị phải in chức vụ người ký."
    assert chief.locator("[id^=vuong-ky-] li").all_inner_texts() == [said]
    assert f"{who} chưa có chức vụ để in dưới chữ ký. Văn thư ghi chức vụ ở trang văn bản này." in text_of(
        chief
    )
    assert papers.against_launch(clerk, movement) == [f"Chưa có chữ ký của {where}."]

    clerk.goto(f"/van-ban/{paper}/")
    clerk.get_by_role("link", name="Ghi chức vụ người ký").click()
    assert papers.rows_of(clerk) == [
        f"{who} Chưa ghi {where}",
        f"Trần Thị Mẫu Duyên Phó Trưởng phòng {where}",
    ]
    assert clerk.get_by_label("Chức vụ in dưới chữ ký").input_value() == ""  # nothing is guessed
    clerk.get_by_label("Chức vụ in dưới chữ ký").fill("Trưởng phòng")
    clerk.get_by_label("Căn cứ").fill("Quyết định bổ nhiệm mẫu số 01/QĐ-UBND ngày 01/8/2018")
    press(clerk, "Ghi chức vụ")
    assert papers.rows_of(clerk)[0] == f"{who} Trưởng phòng {where}"
    assert clerk.get_by_label("Chức vụ in dưới chữ ký").count() == 0


def only_a_deputy_signs_for_the_head(chief, paper):
    chief.goto(f"/van-ban/{paper}/")
    chief.locator("input[name=authority]").evaluate("box => box.value = 'KT.'")
    press(chief, "Ký văn bản")
    assert "Ký KT. cần là cấp phó của đơn vị trong ngày ký." in text_of(chief)
    sign_paper(chief, paper)


def plan_685_goes_out(clerk, paper, movement):
    papers.launch(clerk, movement, "2021-10-26")
    clerk.goto(f"/phong-trao/{movement}/do-phu/")
    assert [" ".join(row.split()[:5]) for row in papers.rows_of(clerk)] == [
        "Trường THCS Mẫu B Chưa",
        "Trường Mầm non Mẫu C",
        "Trường Tiểu học Mẫu A",
    ]  # and nothing is asked of UBND huyện
    assert papers.head(clerk, paper) == [
        "UBND HUYỆN EA KAR",
        "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 685/KH-PGDĐT",
        "Ea Kar, ngày 26 tháng 10 năm 2021",
    ]
    assert papers.foot(clerk, paper)[-4:] == [
        "- Các bộ phận CMPGD (thực hiện);",
        "- Lưu: VT, TĐ.",
        "TRƯỞNG PHÒNG",
        "Nguyễn Thanh Dương",
    ]
    clerk.goto("/van-ban/can-ke-hoach/")
    assert papers.rows_of(clerk)[0].endswith("18/10/2021 Kế hoạch 685/KH-PGDĐT 8 Đã đóng sau 8 ngày")
    clerk.goto(f"/van-ban/{paper}/can-cu/")
    assert [row.split()[0] for row in papers.rows_of(clerk)] == [
        "156/KH-UBND",
        "1764/UBND-TĐKT",
        "761/KH-PGDĐT",
        "10060/KH-UBND",
    ]
    clerk.goto("/so-van-ban/di/")
    assert [row.split()[0] for row in papers.rows_of(clerk)] == ["685/KH-PGDĐT"]
    assert papers.archived(clerk, "VT") == papers.archived(clerk, "TĐ") == ["685/KH-PGDĐT"]
    clerk.goto(f"/van-ban/{paper}/phan-dau/")
    locked = "Văn bản 685/KH-PGDĐT đã khóa; muốn thay đổi hãy ban hành văn bản mới."
    assert locked in text_of(clerk)
    assert clerk.get_by_role("button", name="Lưu", exact=True).is_disabled()


def second_685_is_refused(clerk, chief, seeds, tmp_path):
    again = tmp_path / "685-lan-hai.txt"
    again.write_text((seeds / EA_KAR).read_text("utf-8").replace("tghầy", "thầy"), "utf-8")
    paper = papers.read_own(clerk, again)
    movement = papers.movement_of(clerk, paper)
    papers.decide(chief, movement, rounds="not_used", deadlines="not_used")
    assert papers.confirm_duties(chief, movement) == 3
    sign_paper(chief, paper)
    assert papers.against_launch(clerk, movement) == [
        "Số 685/KH-PGDĐT năm 2021 đã cấp cho một văn bản khác; mỗi số chỉ cấp một lần trong năm."
    ]


def schools_have_it(heads, paper):
    for head in heads:
        assert "Ba việc phải làm, một văn bản mới đến." in text_of(head)
        head.goto("/van-ban/")
        assert [row.locator("td").first.inner_text() for row in head.locator("main tbody tr").all()] == [
            "685/KH-PGDĐT"
        ]
        head.goto(f"/van-ban/{paper}/")
        press(head, "Tôi đã nhận văn bản")


# What could go wrong


def test_a_look_alike_movement_is_named_and_a_wrong_parent_refused(installation, visitor, seeds):
    clerk = visitor("huong").page
    installation.on(dt.date(2021, 9, 13))
    root = papers.receive(
        clerk,
        "Quyết định",
        "1497/QĐ-TTg",
        "2021-09-10",
        "Thủ tướng Chính phủ",
        "Phát động phong trào đặc biệt",
    )
    papers.enter_standing(clerk, root, EVERYONE, "2021-09-10", "")
    papers.receive(
        clerk, "Kế hoạch", "2786/KH-SGDĐT", "2021-09-08", "Sở GD&ĐT Bình Phước", "Phong trào của ngành"
    )
    district = papers.receive(
        clerk, "Kế hoạch", "77/KH-UBND", "2021-09-09", "UBND huyện Lộc Ninh", "Phong trào trên địa bàn huyện"
    )
    paper = papers.read_own(clerk, seeds / LOC_THAI)
    said = text_of(clerk)
    assert f"Tên gần giống, gốc khác {EVERYONE} của Trường THPT Lộc Thái, gốc Quyết định 1497/QĐ-TTg" in said
    assert "Các phong trào được giữ riêng; chỉ gộp khi có người quyết định." in said
    clerk.goto("/phong-trao/")
    assert len(papers.rows_of(clerk)) == 2

    clerk.goto(f"/van-ban/{paper}/can-cu/")
    choices = clerk.locator("[name=parent] option").all_inner_texts()
    assert choices == ["chưa ghi", "Kế hoạch 2786/KH-SGDĐT"]
    clerk.locator("[name=parent]").evaluate(
        "(box, key) => { box.add(new Option('khác', key)); box.value = key; }", str(district)
    )
    press(clerk, "Ghi văn bản cấp trên")
    refused = (
        "Ủy ban nhân dân huyện Lộc Ninh không phải cấp trên của Trường THPT Lộc Thái vào ngày 20/09/2021"
    )
    assert f"{refused}; cấp trên là Sở GD&ĐT Bình Phước" in text_of(clerk)
