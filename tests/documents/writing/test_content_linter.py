"""The linter of content: each fault is found with its rule, and a paper in correct form has none."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.dates import official
from thidua.documents.writing.content_linter import Above, lint_content, report_due_of
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.documents.writing.linter import lint

BASE = Letter(
    kind="KẾ HOẠCH", subject="Phát động thi đua", issuer="Trường THPT Lộc Thái", symbol="KH-THPTLT", number=1,
    place="Lộc Ninh", day=date(2021, 9, 20), body=(), recipients=("Các tổ",), archive="VT",
    signatures=(Signature("", ("HIỆU TRƯỞNG",), "Nguyễn Thị Mẫu"),),
)  # fmt: skip


def said(*texts, above=None, **changes):
    body = tuple(one if isinstance(one, Block) else Block("text", text=one) for one in texts)
    return [found.message for found in lint_content(replace(BASE, body=body, **changes), above)]


def test_a_day_between_two_rounds_is_named():
    assert said("Đợt 1: Từ 05/9/2021 đến 16/01/2022.", "Đợt 2: Từ 18/01/2022 đến 25/5/2022.") == [
        "Giữa đợt 1 và đợt 2 hở ngày 17/01/2022; hãy nối liền hai đợt hoặc ghi rõ việc của khoảng đó."
    ]


def test_rounds_that_meet_overlap_or_run_backwards():
    assert said("Đợt 1: từ ngày 05/9/2021 đến 16/01/2022.", "Đợt 2: từ ngày 17/01/2022 đến 25/5/2022.") == []
    assert said("Đợt I: từ ngày 05/9/2021 đến 16/01/2022.", "Đợt II: từ ngày 16/01/2022 đến 25/5/2022.") == [
        "Đợt I và đợt II trùng ngày 16/01/2022; mỗi ngày thuộc một đợt."
    ]
    assert said("Đợt 1: từ 16/01/2022 đến 05/9/2021.") == [
        "Đợt 1 kết thúc trước khi bắt đầu; hãy xem lại hai ngày."
    ]


@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.lists(st.integers(1, 120), min_size=1, max_size=5))
def test_rounds_that_follow_one_another_have_no_fault(start, lengths):
    texts, first = [], start
    for number, days in enumerate(lengths, start=1):
        last = first + timedelta(days=days - 1)
        texts.append(f"Đợt {number}: từ ngày {official(first)} đến hết ngày {official(last)}.")
        first = last + timedelta(days=1)

    assert said(*texts) == []


def test_a_deadline_before_the_plan_above_or_after_its_reports_is_named():
    above = Above("Kế hoạch 2786/KH-SGDĐT", date(2021, 9, 8), date(2021, 10, 15))

    assert said("Các tổ hoàn thành trước ngày 01/9/2021.", above=above, day=None) == [
        "Thời hạn 01/9/2021 đứng trước ngày 08/9/2021 của Kế hoạch 2786/KH-SGDĐT."
    ]
    assert said("Gửi báo cáo chậm nhất ngày 20/10/2021.", above=above) == [
        "Hạn báo cáo 20/10/2021 muộn hơn hạn 15/10/2021 mà Kế hoạch 2786/KH-SGDĐT đặt ra."
    ]
    assert said("Nộp đăng ký trước ngày 20/10/2021.", above=above) == []
    assert said("Xong.", above=above, day=date(2021, 9, 1)) == [
        "Văn bản ghi ngày 01/9/2021, trước ngày 08/9/2021 của Kế hoạch 2786/KH-SGDĐT mà nó thực hiện."
    ]


def test_the_earliest_day_for_reports_is_read_from_the_plan_above():
    texts = [
        "Báo cáo trước ngày 31/5/2022.",
        "Gửi báo cáo chậm nhất ngày 15/10/2021.",
        "Họp trước ngày 01/10/2021.",
    ]

    assert report_due_of(texts) == date(2021, 10, 15)
    assert report_due_of(["Báo cáo kịp thời."]) is None
    assert report_due_of(["Báo cáo trước ngày 31/02/2022."]) is None


def grant(text, issuer="Trường THPT Lộc Thái", basis="Căn cứ Luật Thi đua, khen thưởng;"):
    body = (Block("basis", text=basis), Block("article", "Điều 1.", text))
    return [
        found.message for found in lint_content(replace(BASE, kind="QUYẾT ĐỊNH", issuer=issuer, body=body))
    ]


def test_a_decision_that_grants_rests_on_the_law_and_keeps_within_its_issuers_power():
    assert grant("Tặng Giấy khen cho 12 học sinh.") == []
    assert grant("Tặng Giấy khen cho 12 học sinh.", basis="Căn cứ Điều lệ trường;") == [
        "Quyết định khen thưởng chưa căn cứ Luật Thi đua, khen thưởng."
    ]
    (beyond,) = grant("Tặng Bằng khen cho ông Mẫu.")
    assert beyond == (
        "“Bằng khen” vượt thẩm quyền của Trường THPT Lộc Thái: Chủ tịch Ủy ban nhân dân cấp tỉnh, "
        "Bộ trưởng mới được tặng."
    )
    assert grant("Tặng Huân chương Lao động cho ông Mẫu.", issuer="Ủy ban nhân dân tỉnh") == [
        "“Huân chương” vượt thẩm quyền của Ủy ban nhân dân tỉnh: chỉ được trình cấp trên."
    ]
    assert grant("Tặng Giấy khen cho ông Mẫu.", issuer="Phòng Giáo dục và Đào tạo") == [
        "Phòng Giáo dục và Đào tạo không có thẩm quyền tặng Giấy khen; hãy trình Chủ tịch Ủy ban nhân dân cấp huyện."
    ]
    assert grant("Tặng Giấy khen cho ông Mẫu.", issuer="Sở Giáo dục và Đào tạo") == []


def marked(*markers):
    body = tuple(Block("text", marker, "Nội dung") for marker in markers)
    return [found.message for found in lint_content(replace(BASE, body=body))]


def test_a_letter_or_number_left_out_is_named():
    assert marked("a.", "b)", "c.", "d.", "e.", "h.") == [
        "Mục “e.” không nối tiếp: ở đây phải là “đ)”. Hãy đánh lại chữ cái.",
        "Mục “h.” không nối tiếp: ở đây phải là “g)”. Hãy đánh lại chữ cái.",
    ]
    assert marked("I.", "1.", "2.", "II.", "1.", "3.") == [
        "Mục “3.” không nối tiếp: ở đây phải là “2.”. Hãy đánh lại số."
    ]
    assert marked("I.", "III.") == ["Mục “III.” không nối tiếp: ở đây phải là “II.”. Hãy đánh lại số La Mã."]
    assert marked("I.", "1.", "a)", "b)", "2.", "a)", "-", "Điều 4.") == []


def test_the_end_mark_is_not_typed_inside():
    assert said("Một./.", "Hai.") == ["Dấu kết thúc “./.” đứng giữa văn bản; dấu này chỉ có một, ở cuối."]
    assert said("Hai./. ./.") == ["Dấu kết thúc “./.” ghi hơn một lần."]
    assert said("Một.", "Hai./.") == []


def test_capitals_of_the_decree():
    assert said("phục vụ nhân dân và nhà nước") == [
        "“nhân dân” viết hoa chưa đúng: viết “Nhân dân”.",
        "“nhà nước” viết hoa chưa đúng: viết “Nhà nước”.",
    ]
    assert said("Ủy ban nhân dân tỉnh, Quân đội nhân dân, Nhà giáo nhân dân, Nhân dân và Nhà nước") == []
    assert said("Huân chương Lao động hạng nhất") == [
        "“Huân chương Lao động hạng nhất” viết hoa chưa đúng: viết “hạng Nhất, hạng Nhì, hạng Ba”."
    ]
    assert said("theo Điểm a Khoản 2 Điều 103")[0].endswith("viết “điểm a khoản 2 Điều 103”.")
    assert said("theo điểm a khoản 2 Điều 103") == []


def test_a_number_with_blanks_about_its_stroke_is_named():
    assert said("Kế hoạch số 685 /KH-PGDĐT của Phòng") == [
        "Số, ký hiệu “685 /KH-PGDĐT” có khoảng trắng quanh dấu gạch chéo; hãy viết liền."
    ]
    assert said("Kế hoạch số 685/KH-PGDĐT, ngày 26/10/2021") == []


def test_every_finding_names_its_rule(plan):
    broken = replace(plan, symbol="", place=None, subject="V/v x.", recipients=(), archive="", signatures=())

    assert lint(broken)
    assert all(found.source.startswith(("NĐ ", "Luật ")) for found in lint(broken))
    assert {
        found.source for found in lint_content(replace(BASE, body=(Block("text", "c)", "nhân dân"),)))
    } == {
        "NĐ 30/2020, Phụ lục I, mục II",
        "NĐ 30/2020, Phụ lục II",
    }


def test_a_joint_paper_wants_a_signature_of_each_side(plan):
    found = lint(replace(plan, issuer="Sở A", co_issuers=("Công đoàn B",)))

    assert [one.message for one in found] == [
        "Văn bản liên tịch của Sở A và Công đoàn B phải đủ chữ ký của từng bên."
    ]


@given(
    st.lists(st.sampled_from(["Thi đua dạy tốt", "Giữ nền nếp", "Đổi mới cách học"]), min_size=1, max_size=6),
    st.dates(date(2020, 1, 1), date(2029, 1, 1)),
    st.integers(1, 2000),
)
def test_papers_in_correct_form_have_no_finding(items, day, number):
    def due(days):
        return official(day + timedelta(days=days))

    body = (
        Block("text", text="Thực hiện kế hoạch của cấp trên, nhà trường xây dựng kế hoạch như sau:"),
        Block("heading1", "I.", "NỘI DUNG"),
        *(Block("text", f"{n}.", f"{text}, xong trước ngày {due(n)}.") for n, text in enumerate(items, 1)),
        Block("heading1", "II.", "TỔ CHỨC THỰC HIỆN"),
        Block("text", text="Trên đây là Kế hoạch của nhà trường."),
    )  # fmt: skip
    letter = replace(BASE, body=body, day=day, number=number)

    assert lint(letter) == []
    assert lint_content(letter, Above("Kế hoạch 1/KH-SGDĐT", day)) == []
