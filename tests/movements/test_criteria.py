"""A set of criteria: letters kept, taken over from above, made concrete, never without what is mandatory, then used."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.movements.scoring import NOON, a_movement, criteria, launched, put_to_use, said
from thidua.core.errors import Refused
from thidua.demo.days import DECIDED
from thidua.movements.actions.criteria import (
    activate_criteria,
    add_criterion,
    answer_criterion,
    edit_criterion,
    inherit_criteria,
    remove_criterion,
    set_scale,
)
from thidua.movements.models import Criterion
from thidua.movements.queries.criteria import criteria_page, criteria_waiting, missing_to_activate
from thidua.movements.queries.scores import scale_decided
from thidua.movements.rules.criteria import ONLY_EPIDEMIC
from thidua.org.access import Access

OWN = {"marker": "g.", "text": "Mỗi tổ một sáng kiến", "subject_kinds": ["team"], "most": None, "base": None}


@pytest.fixture
def above(world):
    """A movement of the department with the six letters of its plan; e is mandatory, b has a head's part."""
    made = a_movement(world.department, world.son, running=True, name="Thi đua của Sở")
    rows = criteria(
        made,
        ("a.", "school", {"evidence_needed": "Danh mục nhiệm vụ và kết quả"}),
        ("b)", "party_cell board head", {}),
        ("c.", "school", {}),
        ("d.", "requisitioned", {}),
        ("e.", "school person", {"mandatory": True}),
        ("h.", "school", {}),
    )
    criteria(made, ("b.1", "head", {"under": rows[1]}))
    return made


@pytest.fixture
def own(world, above):
    """The school's own movement beneath it, still a draft."""
    return a_movement(world.school, world.lan, parent=above)


@pytest.fixture
def taken(world, own):
    return {row.marker: row for row in inherit_criteria(own, by=world.lan, at=NOON)}


def markers(movement):
    return [row.marker for row in movement.criteria.all()]


# Taken over and answered


def test_letters_are_kept_with_everything_that_was_said_of_each(own, taken, above):
    assert sorted(markers(own)) == sorted(["a.", "b)", "b.1", "c.", "d.", "e.", "h."])
    assert taken["a."].evidence_needed == "Danh mục nhiệm vụ và kết quả"
    assert taken["b.1"].under == taken["b)"]
    assert {row.answer for row in taken.values()} == {"taken"}
    assert [row.marker for row in taken.values() if row.mandatory] == ["e."]
    assert criteria_waiting(own) == []


def test_taking_over_twice_changes_nothing(world, own, taken):
    with pytest.raises(Refused) as refused:
        inherit_criteria(own, by=world.lan, at=NOON)

    assert said(refused) == ["Mọi tiêu chí của cấp trên đã có trong bảng; không còn gì để kế thừa."]
    assert len(markers(own)) == 7


def test_a_movement_without_one_above_has_nothing_to_take_over(world):
    with pytest.raises(Refused) as refused:
        inherit_criteria(a_movement(world.school, world.lan), by=world.lan, at=NOON)

    assert said(refused) == [
        "Phong trào này chưa gắn với phong trào của cấp trên, nên chưa có tiêu chí để kế thừa."
    ]


def test_dropping_a_mandatory_criterion_is_refused_with_all_reasons(world, taken):
    with pytest.raises(Refused) as refused:
        answer_criterion(taken["e."], "dropped", by=world.lan, at=NOON)

    assert said(refused) == [
        "Tiêu chí bắt buộc của cấp trên không được bỏ: e. Nội dung e..",
        "Ghi cách cụ thể hóa ở đơn vị, hoặc lý do không đưa vào.",
    ]
    taken["e."].refresh_from_db()
    assert taken["e."].answer == "taken"


def test_another_is_dropped_with_a_reason_and_stays_in_the_list(world, own, taken):
    answer_criterion(
        taken["d."], "dropped", note="Trường không có người được trưng dụng.", by=world.lan, at=NOON
    )

    about = criteria_page(own, Access(world.lan, DECIDED))

    assert [row.marker for row in about.dropped] == ["d."]
    assert "d." not in [row.criterion.marker for row in about.rows]
    assert about.waiting == []


def test_made_concrete_says_how(world, taken):
    with pytest.raises(Refused) as refused:
        answer_criterion(taken["a."], "adapted", by=world.lan, at=NOON)
    kept = answer_criterion(taken["a."], "adapted", note="Theo từng tổ.", by=world.lan, at=NOON)

    assert said(refused) == ["Ghi cách cụ thể hóa ở đơn vị, hoặc lý do không đưa vào."]
    assert (kept.answer, kept.note) == ("adapted", "Theo từng tổ.")


def test_one_drafted_from_the_units_own_text_answers_one_above(world, own, above):
    local = add_criterion(own, {**OWN, "marker": "a."}, by=world.lan, at=NOON)

    kept = answer_criterion(
        local, "adapted", above=above.criteria.get(marker="e."), note="Theo tổ.", by=world.lan, at=NOON
    )

    assert (kept.above.marker, kept.mandatory) == ("e.", True)
    assert [row.marker for row in criteria_waiting(own)] == ["a.", "b)", "c.", "d.", "h.", "b.1"]


def test_a_local_one_is_added_and_marked_local_and_may_go_again(world, own, taken):
    row = add_criterion(own, OWN, by=world.lan, at=NOON)

    assert row.get_answer_display() == "riêng của đơn vị"
    remove_criterion(row, by=world.lan, at=NOON)
    assert "g." not in markers(own)


def test_an_inherited_one_is_not_deleted(world, taken):
    with pytest.raises(Refused) as refused:
        remove_criterion(taken["e."], by=world.lan, at=NOON)

    assert said(refused) == [
        "Tiêu chí e là của cấp trên nên không xóa; nếu không dùng, đối chiếu là “không đưa vào” kèm lý do."
    ]


def test_an_inherited_one_stays_mandatory_whatever_is_sent(world, taken):
    kept = edit_criterion(taken["e."], {"text": "Chấp hành", "mandatory": False}, by=world.lan, at=NOON)

    assert kept.mandatory


# What is locked when


def test_after_the_launch_the_words_of_the_plan_stay_and_all_else_may_be_settled(world, own):
    (stated,) = criteria(own, ("x.", "", {"line": 12}))
    launched(own, world.lan)
    refusals = []
    for act in (
        lambda: edit_criterion(stated, {"text": "Khác"}, by=world.lan, at=NOON),
        lambda: remove_criterion(stated, by=world.lan, at=NOON),
    ):
        with pytest.raises(Refused) as refused:
            act()
        refusals += said(refused)
    kept = edit_criterion(
        stated, {"subject_kinds": ["team"], "evidence_needed": "Sổ trực"}, by=world.lan, at=NOON
    )
    inherited = inherit_criteria(own, by=world.lan, at=NOON)
    local = add_criterion(own, OWN, by=world.lan, at=NOON)

    assert refusals == 2 * ["Tiêu chí này là lời của kế hoạch đã phát động; thay đổi cần một văn bản mới."]
    assert (kept.text, kept.subject_kinds) == ("Nội dung x.", ["team"])
    assert (len(inherited), local.answer) == (7, "added")


def test_a_set_in_use_does_not_change(world, own, taken):
    put_to_use(own, world.lan, full=None)

    with pytest.raises(Refused) as edited:
        edit_criterion(taken["a."], {"subject_kinds": ["team"]}, by=world.lan, at=NOON)
    with pytest.raises(Refused) as rescaled:
        set_scale(own, "points", full=100, source="QĐ", by=world.lan, at=NOON)

    assert said(edited) == ["Bộ tiêu chí đã đưa vào chấm; thay đổi bây giờ sẽ làm sai các phiếu đã chấm."]
    assert said(rescaled) == ["Bộ tiêu chí đã đưa vào chấm; không đổi thang chấm giữa chừng."]


def test_nothing_is_used_before_somebody_decided_the_scale_and_took_over_the_mandatory(world, own):
    add_criterion(own, {**OWN, "subject_kinds": []}, by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        activate_criteria(own, by=world.lan, at=NOON)

    assert said(refused) == [
        "Chưa có ai quyết định thang chấm.",
        "Tiêu chí g: chưa ghi xét ai.",
        "Tiêu chí bắt buộc của cấp trên chưa có trong bảng: e. Nội dung e..",
    ]
    assert not scale_decided(own)


def test_a_set_about_the_epidemic_only_is_warned_of_and_may_still_be_used(world, own, taken):
    own.criteria.update(axis="epidemic")

    about = criteria_page(own, Access(world.lan, DECIDED))

    assert about.warnings == [ONLY_EPIDEMIC]
    assert put_to_use(own, world.lan, full=None).activated_by == world.lan
    assert [blocker.message for blocker in missing_to_activate(own)] == ["Bộ tiêu chí này đã đưa vào chấm."]


# What the database holds


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"answer": "dropped", "note": ""}, "criterion_that_differs_says_how"),
        ({"answer": "taken", "above": None}, "criterion_answering_names_what_it_answers"),
        ({"answer": "dropped", "note": "x", "mandatory": True}, "criterion_that_is_mandatory_is_not_dropped"),
        ({"most": 10, "base": 11}, "criterion_points_stand_in_order"),
        ({"text": ""}, "criterion_has_words"),
    ],
)
def test_the_database_refuses_what_no_rule_may_pass(taken, columns, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Criterion.objects.filter(pk=taken["a."].pk).update(**columns)


def test_one_criterion_above_is_answered_once(taken):
    with pytest.raises(IntegrityError, match="criterion_above_is_answered_once"), transaction.atomic():
        Criterion.objects.filter(pk=taken["a."].pk).update(above=taken["e."].above)


# Pages


def test_a_person_takes_over_completes_and_uses_a_set_without_script(world, own, enter):
    client = enter(world.lan)
    address = reverse("criteria", args=[own.pk])

    assert "7 tiêu chí của cấp trên chưa có trong bảng" in client.get(address).content.decode()
    client.post(reverse("criteria_inherit", args=[own.pk]))
    client.post(
        reverse("criterion_new", args=[own.pk]),
        {"marker": "g.", "text": "Sáng kiến", "subject_kinds": ["team", "person"], "focus": "creative",
         "axis": "regular", "most": "7,5"},
    )  # fmt: skip
    client.post(reverse("scale", args=[own.pk]), {"kind": "levels", "source": "Quyết định 12/QĐ"})
    client.post(reverse("criteria_activate", args=[own.pk]))

    added = own.criteria.get(marker="g.")
    assert (str(added.most), added.needs_evidence, added.answer) == ("7.50", False, "added")
    shown = client.get(address).content.decode()
    assert "Riêng của đơn vị" in shown
    assert "Sang phiếu chấm" in shown


def test_the_builder_offers_the_five_focuses(world, own, enter):
    shown = enter(world.lan).get(reverse("criterion_new", args=[own.pk])).content.decode()

    for focus in ("dạy tốt", "học tốt", "công tác tốt", "năng động", "sáng tạo"):
        assert f">{focus}</option>" in shown


def test_a_refusal_on_the_page_keeps_what_was_typed(world, taken, enter):
    client = enter(world.lan)
    row = taken["e."]

    answer = client.post(
        reverse("criterion_answer", args=[row.pk]),
        {"answer": "dropped", "above": row.above_id, "note": "Không hợp với trường"},
    )

    assert answer.status_code == 422
    assert "Tiêu chí bắt buộc của cấp trên không được bỏ" in answer.content.decode()
    assert "Không hợp với trường" in answer.content.decode()


def test_the_sheet_of_the_real_plan_has_its_six_letters(world, seeds, enter):
    from thidua.movements.actions.importing import import_plan

    data = next(seeds.glob("000_*.txt")).read_bytes()
    movement = import_plan(world.school, data, "000.txt", by=world.huong, at=NOON, own=True).movement

    shown = enter(world.lan).get(reverse("criteria", args=[movement.pk])).content.decode()

    assert [row.marker.strip(".)") for row in movement.criteria.all()] == list("abcdeh")
    assert shown.count("Chưa ai quyết định") == 6


def test_the_number_of_questions_does_not_grow_with_the_criteria(
    world, own, taken, django_assert_max_num_queries
):
    access = Access(world.lan, DECIDED)
    with django_assert_max_num_queries(20) as few:
        criteria_page(own, access)
    criteria(own, *((f"x{number}", "team", {}) for number in range(5)))

    with django_assert_max_num_queries(len(few)):
        criteria_page(own, Access(world.lan, DECIDED))
