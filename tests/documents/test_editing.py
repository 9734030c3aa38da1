"""Papers composed from a skeleton, edited part by part, beside the plan they carry out."""

import datetime as dt

import pytest

from thidua.activity.models import Event
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.editing import compose_group_plan, compose_paper, edit_body
from thidua.documents.actions.filing import register_received
from thidua.documents.models import Composition, Node, Omission, Paper
from thidua.documents.queries.editing import (
    differences_of,
    editor_page,
    group_plans,
    missing_parts,
    parts_in,
    with_taken,
)
from thidua.documents.queries.papers import letter_of
from thidua.documents.queries.superiors import plan_above
from thidua.documents.reading import read_text
from thidua.documents.writing.parts import Part
from thidua.documents.writing.wording import sheet_of

NOON = at(ISSUED, 12)
ABOVE = """UBND TỈNH BÌNH PHƯỚC
SỞ GIÁO DỤC VÀ ĐÀO TẠO

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 3001/KH-SGDĐT

Đồng Xoài, ngày 10 tháng 9 năm 2021

KẾ HOẠCH

Phong trào thi đua dạy tốt, học tốt trong ngành Giáo dục

Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh, Sở xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Nâng cao chất lượng dạy và học trong toàn ngành.

II. NỘI DUNG THI ĐUA

1. Đổi mới cách dạy

- Mỗi giáo viên có một tiết dạy đổi mới trong học kỳ.

2. Giữ nền nếp học tập

- Học sinh đi học chuyên cần, đúng giờ.

III. GIẢI PHÁP THỰC HIỆN

1. Tuyên truyền trong phụ huynh và học sinh.

IV. TỔ CHỨC THỰC HIỆN

1. Các nhà trường: Kế hoạch của nhà trường phải nêu rõ nội dung, tiêu chí cụ thể và biện pháp thực hiện.

Trên đây là Kế hoạch phong trào thi đua dạy tốt, học tốt./.

Nơi nhận:
- Các đơn vị trực thuộc;
- Lưu: VT.

GIÁM ĐỐC

Trần Mẫu Đức
"""


@pytest.fixture
def above(world):
    """The superior's plan, received by the school: two contents, one measure, and three demanded parts."""
    return register_received(
        world.school,
        kind="KH",
        number=3001,
        symbol="KH-SGDĐT",
        day=dt.date(2021, 9, 10),
        issuer_written="SỞ GD&ĐT BÌNH PHƯỚC",
        subject="Phong trào thi đua dạy tốt, học tốt trong ngành Giáo dục",
        received_on=dt.date(2021, 9, 12),
        structure=read_text(ABOVE),
        by=world.huong,
        at=NOON,
    )


@pytest.fixture
def derived(world, above):
    """The school's own plan, just composed from the five-chapter form."""
    return compose_paper(
        world.school,
        "ke-hoach-truong",
        "Phát động phong trào dạy tốt, học tốt",
        parent=above,
        by=world.huong,
        at=NOON,
    )


def keys(parts):
    return {part.title or part.text: part for part in parts}


def test_a_derived_plan_takes_the_contents_of_its_parent_and_names_where_each_came_from(derived, above):
    theirs = keys(parts_in(above))
    taken = [(part.title, part.inherited) for part in parts_in(derived) if part.inherited]

    assert taken == [
        ("Đổi mới cách dạy", theirs["Đổi mới cách dạy"].key),
        ("Giữ nền nếp học tập", theirs["Giữ nền nếp học tập"].key),
        ("", theirs["Tuyên truyền trong phụ huynh và học sinh."].key),
    ]
    assert plan_above(derived) == above


def test_a_composed_plan_stands_in_the_head_and_cites_its_parent_in_full(derived, above):
    assert (derived.symbol, derived.place, derived.issuer_written) == (
        "KH-THPTLT",
        "Lộc Ninh",
        "TRƯỜNG THPT LỘC THÁI",
    )
    assert [(row.target, row.role) for row in derived.citations.all()] == [(above, "basis")]
    assert parts_in(derived)[0].text.startswith(
        "Thực hiện Kế hoạch số 3001/KH-SGDĐT ngày 10 tháng 9 năm 2021 của "
    )


def test_an_empty_slogan_section_prints_nothing_and_a_filled_one_prints(world, derived):
    def headings():
        return [
            line.text for line in sheet_of(letter_of(derived)).body if getattr(line, "look", "") == "heading1"
        ]

    before = headings()
    parts = parts_in(derived)
    place = next(i for i, part in enumerate(parts) if part.title == "Giải pháp thực hiện")
    slogan = Part("section", 1, "Khẩu hiệu thi đua", "“Dạy tốt, học tốt”")
    edit_body(derived, [*parts[:place], slogan, *parts[place:]], dropped={}, by=world.huong, at=NOON)

    assert before == [
        "I. Mục đích, yêu cầu", "II. Nội dung thi đua", "III. Giải pháp thực hiện", "IV. Tổ chức thực hiện",
    ]  # fmt: skip
    assert headings() == [
        "I. Mục đích, yêu cầu", "II. Nội dung thi đua", "III. Khẩu hiệu thi đua", "IV. Giải pháp thực hiện",
        "V. Tổ chức thực hiện",
    ]  # fmt: skip


def test_the_body_ends_with_the_end_mark_once(derived):
    words = " ".join(sheet_of(letter_of(derived)).words())

    assert words.count("./.") == 1


def test_dropping_an_inherited_content_needs_a_reason(world, derived):
    parts = [part for part in parts_in(derived) if part.title != "Đổi mới cách dạy"]

    with pytest.raises(Refused) as refused:
        edit_body(derived, parts, dropped={}, by=world.huong, at=NOON)

    assert [b.message for b in refused.value.blockers] == [
        "Mục “Đổi mới cách dạy” tiếp nhận từ kế hoạch cấp trên; muốn bỏ phải ghi lý do."
    ]
    assert Omission.objects.count() == 0


def test_a_dropped_content_keeps_its_reason_and_taking_it_back_removes_it(world, derived):
    parts = parts_in(derived)
    gone = keys(parts)["Đổi mới cách dạy"].inherited
    left = [part for part in parts if part.inherited != gone]

    edit_body(derived, left, dropped={gone: "Đã làm từ học kỳ trước"}, by=world.huong, at=NOON)
    states = {one.theirs.title: (one.state, one.reason) for one in _differences(derived) if one.theirs}
    edit_body(derived, with_taken(derived, parts_in(derived), gone), dropped={}, by=world.huong, at=NOON)

    assert states["Đổi mới cách dạy"] == ("dropped", "Đã làm từ học kỳ trước")
    assert Omission.objects.count() == 0
    assert "Đổi mới cách dạy" in keys(parts_in(derived))


def _differences(paper):
    return differences_of(paper, parts_in(paper), plan_above(paper))


def test_differences_name_what_was_kept_fitted_and_added(world, derived):
    parts = [
        Part(**{**vars(part), "text": part.text.replace("một tiết", "hai tiết")})
        if part.title == "Đổi mới cách dạy"
        else part
        for part in parts_in(derived)
    ]
    edit_body(
        derived, [*parts, Part("section", 2, "Bảo vệ", "- Trực cổng.")], dropped={}, by=world.huong, at=NOON
    )
    found = {(one.own or one.theirs).title: one for one in _differences(derived)}

    assert found["Giữ nền nếp học tập"].state == "unchanged"
    assert found["Bảo vệ"].state == "added"
    assert [(run.kind, run.text) for run in found["Đổi mới cách dạy"].runs if run.kind != "same"] == [
        ("removed", "một"), ("added", "hai"),
    ]  # fmt: skip


def test_a_plan_without_a_local_note_is_warned_of_as_copied_unchanged(world, derived):
    before = [one.message for one in editor_page(derived).warnings]
    parts = [
        Part(**{**vars(part), "note": "Làm ở tổ"}) if part.inherited else part for part in parts_in(derived)
    ]
    edit_body(derived, parts, dropped={}, by=world.huong, at=NOON)

    (warning,) = before
    assert warning == (
        "Kế hoạch chép nguyên nội dung cấp trên: chưa mục nào có ghi chú cách vận dụng ở đơn vị. "
        "Hãy ghi ở ít nhất một nội dung điều làm khác, làm thêm ở nơi mình."
    )
    assert editor_page(derived).warnings == []


def test_a_plan_without_the_criteria_its_parent_demands_names_them(derived):
    assert [b.message.split(":")[0] for b in missing_parts(derived)] == ["Kế hoạch còn thiếu phần tiêu chí"]


def test_a_plan_with_every_demanded_part_lacks_none(world, derived):
    parts = parts_in(derived)
    place = next(i for i, part in enumerate(parts) if part.title == "Giải pháp thực hiện")
    criteria = Part("section", 1, "Tiêu chí thi đua", "- Mỗi tổ có hai tiết dạy đổi mới.")
    edit_body(derived, [*parts[:place], criteria, *parts[place:]], dropped={}, by=world.huong, at=NOON)

    assert missing_parts(derived) == []


def test_saving_keeps_the_rows_that_stayed_and_writes_one_line_in_the_trail(world, derived):
    before = dict(derived.nodes.values_list("pk", "text"))
    parts = parts_in(derived)
    edit_body(derived, [*parts[:3], *parts[4:]], dropped={}, by=world.huong, at=NOON)
    after = dict(derived.nodes.values_list("pk", "text"))

    assert {pk for pk in before if pk not in after} == {parts[3].key}
    assert list(derived.nodes.values_list("order", flat=True)) == list(range(1, len(after) + 1))
    assert Event.objects.filter(verb="paper.edited").count() == 1


def test_what_was_saved_reads_back_the_same(world, derived):
    parts = parts_in(derived)
    edit_body(derived, parts, dropped={}, by=world.huong, at=NOON)

    assert parts_in(derived) == parts


def test_a_foreign_origin_is_not_kept(world, derived, write):
    stranger = Node.objects.create(paper=write(), order=9, kind="plain", text="Việc khác")
    edit_body(
        derived, [*parts_in(derived), Part("section", 1, "Mục lạ", "x", inherited=stranger.pk)],
        dropped={stranger.pk: "không dùng"}, by=world.huong, at=NOON,
    )  # fmt: skip

    assert keys(parts_in(derived))["Mục lạ"].inherited is None
    assert Omission.objects.count() == 0


def test_a_signed_paper_and_a_body_without_words_are_refused(world, derived):
    with pytest.raises(Refused) as empty:
        edit_body(derived, [], dropped={}, by=world.huong, at=NOON)
    Paper.objects.filter(pk=derived.pk).update(state=Paper.State.SIGNED)
    with pytest.raises(Refused) as signed:
        edit_body(derived, parts_in(derived), dropped={}, by=world.huong, at=NOON)

    assert (
        empty.value.blockers[0].message == "Văn bản chưa có chữ nào; hãy ghi ít nhất một mục trước khi lưu."
    )
    assert [b.message for b in signed.value.blockers] == [
        "Văn bản đã ký, không sửa được nữa; muốn sửa hãy hủy bản đã ký và soạn lại."
    ]


def test_composing_refuses_an_unknown_form_a_draft_parent_and_a_form_that_derives_from_none(world, derived):
    def reasons(skeleton, parent):
        with pytest.raises(Refused) as refused:
            compose_paper(world.school, skeleton, "Việc gì đó", parent=parent, by=world.huong, at=NOON)
        return [b.message for b in refused.value.blockers]

    assert reasons("khong-co", None) == ["Chưa có mẫu nào mang tên đó; hãy chọn lại mẫu văn bản."]
    assert reasons("thong-bao", derived) == [
        "Mẫu này không xây dựng theo kế hoạch cấp trên; hãy bỏ chọn kế hoạch.",
        "Kế hoạch được chọn còn là dự thảo; chỉ dựa trên văn bản đã ban hành hoặc đã nhận.",
    ]
    assert Composition.objects.count() == 1


def test_groups_have_both_plans_one_or_none(world, above):
    plan = above
    first, second = [row.unit for row in group_plans(plan, on=ISSUED)][:2]
    compose_group_plan(first, plan, "ke-hoach-day-hoc", by=world.khoa, at=NOON)
    compose_group_plan(first, plan, "ke-hoach-hoat-dong", by=world.khoa, at=NOON)
    compose_group_plan(second, plan, "ke-hoach-day-hoc", by=world.khoa, at=NOON)
    states = {row.unit.pk: row.state for row in group_plans(plan, on=ISSUED)}

    assert (states.pop(first.pk), states.pop(second.pk)) == ("Có cả hai kế hoạch", "Mới có kế hoạch dạy học")
    assert set(states.values()) == {"Chưa có kế hoạch nào"}


def test_a_group_plan_is_refused_twice_for_strangers_and_in_another_form(world, above):
    group = group_plans(above, on=ISSUED)[0].unit
    compose_group_plan(group, above, "ke-hoach-day-hoc", by=world.khoa, at=NOON)

    def reasons(unit, skeleton):
        with pytest.raises(Refused) as refused:
            compose_group_plan(unit, above, skeleton, by=world.khoa, at=NOON)
        return [b.message for b in refused.value.blockers]

    assert reasons(group, "ke-hoach-day-hoc") == ["Tổ đã có kế hoạch này rồi; hãy mở kế hoạch đã có để sửa."]
    assert reasons(world.other_school, "thong-bao") == [
        "Tổ chỉ lập kế hoạch dạy học hoặc kế hoạch hoạt động; hãy chọn một trong hai mẫu.",
        "Tổ này không thuộc đơn vị ban hành kế hoạch, nên không lập kế hoạch theo văn bản này.",
    ]
