"""The editor's pages: choosing a form, writing without script, refusals that keep what was typed."""

import pytest
from django.urls import reverse

from tests.documents.test_editing import NOON, above, derived  # noqa: F401 the same plan above and the plan under it
from thidua.documents.forms.editing import EditorForm, moved
from thidua.documents.models import Composition, Omission, Paper, Receipt
from thidua.documents.queries.editing import editor_page, group_plans, parts_in
from thidua.documents.writing.composing import Row
from thidua.documents.writing.parts import Part


def sent(paper, act="luu", **changes):
    """What a browser would send for the editor of a paper, with some boxes typed over."""
    data = {"lam": act}
    boxes = editor_page(paper).boxes
    for place, box in enumerate(boxes):
        part = box.row.part
        values = {
            "form": part.form, "key": part.key or "", "inherited": part.inherited or "", "level": part.level or 1,
            "title": part.title, "text": part.text, "note": part.note, "offered": "1" if box.row.offered else "",
        }  # fmt: skip
        data.update({f"muc-{place}-{name}": value for name, value in values.items()})
    return {**data, "muc-so": len(boxes), **changes}


def place_of(paper, title):
    return next(at for at, box in enumerate(editor_page(paper).boxes) if box.row.part.title == title)


@pytest.fixture
def address(derived):  # noqa: F811
    return reverse("paper_write", args=[derived.pk])


def test_a_paper_is_begun_from_a_form_and_opened_in_its_editor(world, enter, above):  # noqa: F811
    clerk = enter(world.huong)
    answer = clerk.post(
        reverse("paper_new"),
        {
            "unit": world.school.pk,
            "skeleton": "ke-hoach-so",
            "parent": above.pk,
            "subject": "Dạy tốt, học tốt",
        },
    )
    paper = Paper.objects.get(subject="Dạy tốt, học tốt")

    assert answer.url == reverse("paper_write", args=[paper.pk])
    assert Composition.objects.get(paper=paper).skeleton == "ke-hoach-so"
    assert clerk.get(answer.url).status_code == 200


def test_a_form_that_derives_from_nothing_is_not_begun_under_a_plan(world, enter, above):  # noqa: F811
    answer = enter(world.huong).post(
        reverse("paper_new"),
        {
            "unit": world.school.pk,
            "skeleton": "thong-bao",
            "parent": above.pk,
            "subject": "Lịch trực tuần này",
        },
    )

    assert answer.status_code == 422
    assert "Mẫu này không xây dựng theo kế hoạch cấp trên" in answer.content.decode()
    assert "Lịch trực tuần này" in answer.content.decode()


def test_saving_the_editor_untouched_changes_nothing(world, enter, derived, address):  # noqa: F811
    before = parts_in(derived)
    answer = enter(world.huong).post(address, sent(derived))

    assert answer.status_code == 302
    assert parts_in(derived) == before


def test_what_was_typed_is_kept_when_saving_is_refused(world, enter, derived, address):  # noqa: F811
    place = place_of(derived, "Đổi mới cách dạy")
    data = sent(derived, f"bo-{place}", **{"muc-1-text": "Câu vừa gõ chưa kịp lưu."})
    answer = enter(world.huong).post(address, data)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "Mục “Đổi mới cách dạy” tiếp nhận từ kế hoạch cấp trên; muốn bỏ phải ghi lý do." in text
    assert "Câu vừa gõ chưa kịp lưu." in text


def test_an_inherited_part_is_left_out_with_a_reason(world, enter, derived, address):  # noqa: F811
    place = place_of(derived, "Đổi mới cách dạy")
    key = editor_page(derived).boxes[place].row.part.inherited
    answer = enter(world.huong).post(address, sent(derived, f"bo-{place}", **{f"ly-do-{key}": "Đã làm xong"}))

    assert answer.status_code == 302
    assert list(Omission.objects.values_list("node_id", "reason")) == [(key, "Đã làm xong")]


def test_the_slogan_box_is_offered_empty_and_kept_once_filled(world, enter, derived, address):  # noqa: F811
    place = place_of(derived, "Khẩu hiệu thi đua")
    offered = editor_page(derived).boxes[place].row.offered
    enter(world.huong).post(address, sent(derived, **{f"muc-{place}-text": "“Dạy tốt, học tốt”"}))

    assert offered
    assert [p.text for p in parts_in(derived) if p.title == "Khẩu hiệu thi đua"] == ["“Dạy tốt, học tốt”"]


def test_a_new_box_stands_behind_the_one_that_was_pressed(world, enter, derived, address):  # noqa: F811
    place = place_of(derived, "Yêu cầu")
    clerk = enter(world.huong)
    answer = clerk.post(address, sent(derived, f"them-{place}"))
    text = clerk.get(answer.url.split("#")[0]).content.decode()

    assert answer.url == f"{address}?sau={place}#muc-{place + 1}"
    assert text.count("<textarea") == clerk.get(address).content.decode().count("<textarea") + 1


def test_a_section_moves_with_what_stands_under_it():
    rows = [
        Row(Part("section", level, title))
        for level, title in [(1, "A"), (2, "A1"), (1, "B"), (2, "B1"), (2, "B2")]
    ]

    def titles(found):
        return "".join(f"{row.part.title} " for row in found).split()

    assert titles(moved(rows, 2, up=True)) == ["B", "B1", "B2", "A", "A1"]
    assert titles(moved(rows, 0, up=False)) == ["B", "B1", "B2", "A", "A1"]
    assert titles(moved(rows, 4, up=True)) == ["A", "A1", "B", "B2", "B1"]
    assert titles(moved(rows, 0, up=True)) == titles(rows)
    assert titles(moved(rows, 9, up=True)) == titles(rows)


def test_a_hostile_form_says_nothing_it_was_not_asked():
    data = {
        "lam": "bo-99999999999", "muc-so": "999999999", "muc-0-form": "script", "muc-0-level": "7", "muc-0-text": "x",
        "muc-0-key": "9" * 40, "muc-0-inherited": "-1", "ly-do-abc": "y", "ly-do-99999999999": "z",
    }  # fmt: skip
    form = EditorForm(data, before=[], reasons={})

    assert (form.act, form.rows, form.reasons) == ("luu", [], {})
    one = EditorForm({**data, "muc-so": "1"}, before=[], reasons={})
    assert one.parts == [Part("section", 1, text="x")]


def test_an_unanswered_content_is_taken_over_with_its_button(world, enter, derived, address):  # noqa: F811
    place = place_of(derived, "Đổi mới cách dạy")
    key = editor_page(derived).boxes[place].row.part.inherited
    clerk = enter(world.huong)
    clerk.post(address, sent(derived, f"bo-{place}", **{f"ly-do-{key}": "Đã làm xong"}))
    clerk.post(address, sent(derived, f"lay-{key}"))

    assert [part.inherited for part in parts_in(derived)].count(key) == 1


def test_differences_are_told_by_words_and_not_by_colour_alone(world, enter, derived, address):  # noqa: F811
    place = place_of(derived, "Giữ nền nếp học tập")
    clerk = enter(world.huong)
    text = editor_page(derived).boxes[place].row.part.text.replace("đúng giờ", "đúng bảy giờ")
    clerk.post(address, sent(derived, **{f"muc-{place}-text": text}))
    page = clerk.get(reverse("paper_differences", args=[derived.pk])).content.decode()

    assert '<ins><span class="sr">thêm: </span>bảy</ins>' in page
    assert "Đã vận dụng" in page


def test_a_leader_begins_the_groups_plan_and_another_group_cannot(world, enter, above):  # noqa: F811
    mine = next(
        row.unit for row in group_plans(above, on=above.received_on) if row.unit == world.teams["TOAN"]
    )
    other = next(row.unit for row in group_plans(above, on=above.received_on) if row.unit != mine)
    leader = enter(world.khoa)
    body = {"skeleton": "ke-hoach-day-hoc"}
    Receipt.objects.create(paper=above, person=world.khoa.person, sent_at=NOON)

    made = leader.post(reverse("group_plan_new", args=[above.pk, mine.pk]), body)
    refused = leader.post(reverse("group_plan_new", args=[above.pk, other.pk]), body)

    paper = Paper.objects.get(owner=mine, subject__startswith="Dạy học linh hoạt")
    assert made.url == reverse("group_plan_write", args=[paper.pk])
    assert leader.get(made.url).status_code == 200
    assert refused.status_code == 404
    assert "Mới có kế hoạch dạy học" in leader.get(reverse("paper_groups", args=[above.pk])).content.decode()
