"""The tree on any day: nothing is rewritten, nothing overlaps, and the unfolded tree tells what a walk would."""

import datetime as dt
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.activity.models import Event
from thidua.core.dates import at_noon, period
from thidua.core.errors import Refused
from thidua.org.actions.people import add_person, appoint, delegate
from thidua.org.actions.reach import reach_faults, rebuild_all_reach
from thidua.org.actions.tree import (
    add_alias,
    create_unit,
    end_unit,
    flag_area,
    merge_units,
    move_unit,
    pair_union,
    pass_on_unit,
    rename_unit,
    set_guidance,
)
from thidua.org.models import Area, Delegation, Lineage, Pairing, Placement, Post, Reach, Unit, UnitName
from thidua.org.queries.people import head_count
from thidua.org.queries.tree import (
    ancestors_of,
    children_of,
    find_unit,
    name_on,
    parts_of,
    subtree_of,
    union_of,
)

FIRST, TURN = dt.date(2020, 1, 1), dt.date(2022, 1, 1)
NOON = at_noon(dt.date(2021, 10, 15))

pytestmark = pytest.mark.django_db


def unit(code, parent=None, *, kind="primary", since=FIRST, **more):
    return create_unit(code, kind, f"Đơn vị {code}", parent=parent, since=since, by=None, at=NOON, **more)


def reasons(refused):
    return [str(blocker) for blocker in refused.value.blockers]


def walked(root, day):
    """The subtree by walking the placements of a day, one level after another."""
    places = list(Placement.objects.on(day).values_list("unit", "parent"))
    found = {child for child, _ in places if child == root.pk}
    while True:
        more = {child for child, parent in places if parent in found} | found
        if more == found:
            return found
        found = more


steps = st.lists(
    st.tuples(
        st.sampled_from(["move", "end", "merge", "found"]),
        st.integers(0, 6),
        st.integers(0, 6),
        st.integers(1, 900),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_after_any_reorganisation_every_past_day_has_its_own_tree(story):
    with transaction.atomic():
        units = [unit(f"G{order}") for order in range(2)]
        units += [unit(f"N{order}", units[order % 2]) for order in range(5)]
        for order, (act, first, second, days) in enumerate(story):
            reorganise(act, units, units[first % len(units)], units[second % len(units)], days, order)

        assert reach_faults() == 0
        for one in units:
            stands = [row.during for row in Placement.objects.filter(unit=one).order_by("during")]
            assert all(a.upper is not None and a.upper <= b.lower for a, b in pairwise(stands))
        for day in (FIRST, dt.date(2020, 9, 1), dt.date(2023, 1, 1)):
            for root in units[:5]:
                assert set(subtree_of(root, on=day).values_list("pk", flat=True)) == walked(root, day)
        transaction.set_rollback(True)


def reorganise(act, units, one, other, days, order):
    """One step of a story; a step that the rules refuse changes nothing."""
    day = FIRST + dt.timedelta(days=days)
    told = {"on": day, "basis": "QĐ mẫu", "by": None, "at": NOON}
    try:
        with transaction.atomic():
            if act == "move":
                move_unit(one, other, **told)
            elif act == "end":
                end_unit(one, **told)
            elif act == "merge":
                merge_units([one], other, **told)
            else:
                units.append(unit(f"M{order}", other, since=day))
    except Refused:
        return


def test_a_merge_on_new_years_day_leaves_the_past_under_the_old_names():
    office = unit("P", kind="district_office")
    old, new = [unit("X", office), unit("Y", office)], unit("XY", office, since=TURN)
    for number, school in enumerate(old):
        person = add_person(f"NS{number}", "Lê Mẫu An", by=None, at=NOON)
        appoint(
            person, school, "teacher", "Giáo viên", since=FIRST, by=None, at=NOON, main=True, group="teacher"
        )

    merge_units(old, new, on=TURN, basis="QĐ 01 mẫu", by=None, at=NOON)

    last_day = dt.date(2021, 12, 31)
    assert [str(child) for child in children_of(office, on=last_day)] == ["Đơn vị X", "Đơn vị Y"]
    assert [str(child) for child in children_of(office, on=TURN)] == ["Đơn vị XY"]
    assert [head_count(school, on=last_day) for school in old] == [{"teacher": 1}, {"teacher": 1}]
    assert [head_count(new, on=TURN), head_count(office, on=last_day), head_count(office, on=TURN)] == [
        {"teacher": 2},
        {"teacher": 2},
        {"teacher": 2},
    ]
    assert [(row.predecessor, row.share_part, row.share_whole) for row in Lineage.objects.all()] == [
        (old[0], 1, 1),
        (old[1], 1, 1),
    ]
    assert (
        Event.objects.get(verb="unit.merged").sentence
        == "Sáp nhập Đơn vị X, Đơn vị Y vào Đơn vị XY từ 01/01/2022."
    )


def test_leaders_need_a_new_decision_after_a_merge():
    old, new = unit("X"), unit("XY")
    head = add_person("NS1", "Lê Mẫu An", by=None, at=NOON)
    appoint(head, old, "head", "Hiệu trưởng", since=FIRST, by=None, at=NOON, main=True, group="cadre")

    merge_units([old], new, on=TURN, basis="QĐ 01 mẫu", by=None, at=NOON)

    assert list(Post.objects.on(TURN).filter(person=head)) == []
    assert [str(post.during.upper) for post in Post.objects.filter(person=head)] == ["2022-01-01"]


def test_a_share_nobody_knows_is_kept_as_unknown():
    district, heirs = unit("H"), [unit("A", since=TURN), unit("B", since=TURN)]

    pass_on_unit(
        district, dict.fromkeys(heirs), Lineage.Kind.SPLIT, on=TURN, basis="Không có nguồn", by=None, at=NOON
    )

    assert [(row.successor, row.share_part, row.share_whole) for row in Lineage.objects.order_by("id")] == [
        (heirs[0], None, None),
        (heirs[1], None, None),
    ]


def test_ending_a_unit_ends_everything_said_of_it_and_keeps_the_past():
    office, union = unit("P", kind="department"), unit("CD", kind="union")
    giver, receiver = (add_person(code, "Lê Mẫu An", by=None, at=NOON) for code in ("N1", "N2"))
    posts = [
        appoint(person, office, "officer", "Chuyên viên", since=FIRST, by=None, at=NOON)
        for person in (giver, receiver)
    ]
    delegate(*posts, "TL.", since=FIRST, until=None, basis="QĐ mẫu", by=None, at=NOON)
    pair_union(office, union, since=FIRST, by=None, at=NOON)

    end_unit(office, on=TURN, basis="QĐ 02 mẫu", by=None, at=NOON)

    rows = [
        *Post.objects.filter(unit=office),
        *Delegation.objects.all(),
        *Pairing.objects.filter(unit=office),
    ]
    assert {row.during for row in [*rows, *UnitName.objects.filter(unit=office)]} == {period(FIRST, TURN)}
    assert (name_on(office, FIRST).name, name_on(office, TURN), union_of(office, on=TURN)) == (
        "Đơn vị P",
        None,
        None,
    )


def test_a_unit_is_found_by_the_name_it_had_on_the_day():
    province = unit("T", kind="province")
    rename_unit(province, "UBND thành phố Mẫu", on=TURN, basis="NQ mẫu", by=None, at=NOON)
    add_alias(province, "UBND tp. Mẫu", since=TURN, by=None, at=NOON)

    assert [find_unit("don vi t", on=day) for day in (FIRST, TURN)] == [province, None]
    assert [find_unit("UBND THÀNH PHỐ MẪU", on=day) for day in (FIRST, TURN)] == [None, province]
    assert [find_unit("ubnd tp. mau", on=day) for day in (FIRST, TURN)] == [None, province]
    assert Unit.objects.get(pk=province.pk).label == "UBND thành phố Mẫu"


def test_a_correction_of_the_past_leaves_the_label_alone():
    school = unit("S")
    rename_unit(school, "Tên mới", on=TURN, basis="QĐ mẫu", by=None, at=NOON)

    rename_unit(school, "Tên giữa", on=dt.date(2021, 1, 1), basis="QĐ mẫu", by=None, at=NOON)

    assert [name_on(school, day).name for day in (FIRST, dt.date(2021, 6, 1), TURN)] == [
        "Đơn vị S",
        "Tên giữa",
        "Tên mới",
    ]
    assert Unit.objects.get(pk=school.pk).label == "Tên mới"


def test_parts_inside_a_unit_leave_out_what_stands_on_its_own():
    department = unit("SO", kind="department")
    division = unit("VP", department, kind="division", relation="within")
    school = unit("TR", department, kind="upper_secondary")
    unit("TO", school, kind="team", relation="within")

    assert set(parts_of(department, on=FIRST)) == {department, division}


def test_a_unit_that_came_back_has_no_tree_in_between():
    school = unit("S", unit("P"))
    end_unit(school, on=TURN, basis="QĐ mẫu", by=None, at=NOON)
    again = dt.date(2023, 1, 1)
    Placement.objects.create(unit=school, relation="root", during=period(again))

    rebuild_all_reach()

    between = dt.date(2022, 6, 1)
    assert list(Reach.objects.on(between).filter(descendant=school)) == []
    assert [row.depth for row in Reach.objects.on(again).filter(descendant=school)] == [0]


def test_a_changed_unfolded_tree_is_found():
    school = unit("S", unit("P"))
    before = reach_faults()
    Reach.objects.filter(descendant=school, depth=1).delete()

    assert (before, reach_faults()) == (0, 1)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda a, b: unit("A"), "Mã A đã có đơn vị khác dùng; mã không bao giờ dùng lại."),
        (
            lambda a, b: unit("C", a, since=dt.date(2019, 1, 1)),
            "Đơn vị A chưa có, hoặc không còn, trong suốt thời gian này.",
        ),
        (
            lambda a, b: unit("C", until=FIRST),
            "Ngày kết thúc 01/01/2020 phải sau ngày bắt đầu 01/01/2020.",
        ),
        (
            lambda a, b: rename_unit(a, "X", on=FIRST, basis="q", by=None, at=NOON),
            "Đơn vị A vừa nhận tên hiện nay trong chính ngày 01/01/2020.",
        ),
        (
            lambda a, b: rename_unit(a, "X", on=dt.date(2019, 1, 1), basis="q", by=None, at=NOON),
            "Đơn vị A không có tên vào ngày 01/01/2019, nên không đổi tên được.",
        ),
        (
            lambda a, b: move_unit(a, b, on=TURN, basis="q", by=None, at=NOON),
            "Đơn vị B đang ở dưới Đơn vị A; chuyển như vậy sẽ thành vòng.",
        ),
        (
            lambda a, b: move_unit(b, a, on=FIRST, basis="q", by=None, at=NOON),
            "Đơn vị B vừa được đặt chỗ trong chính ngày 01/01/2020.",
        ),
        (
            lambda a, b: end_unit(a, on=TURN, basis="q", by=None, at=NOON),
            "Đơn vị B vẫn đang ở dưới Đơn vị A; hãy chuyển hoặc kết thúc trước.",
        ),
        (
            lambda a, b: merge_units([], a, on=TURN, basis="q", by=None, at=NOON),
            "Chưa chọn đơn vị nào để sáp nhập.",
        ),
        (
            lambda a, b: merge_units([b], b, on=TURN, basis="q", by=None, at=NOON),
            "Đơn vị B là đơn vị nhận, không thể đồng thời là đơn vị bị sáp nhập.",
        ),
        (
            lambda a, b: pair_union(a, b, since=FIRST, by=None, at=NOON),
            "Đơn vị B không phải tổ chức công đoàn.",
        ),
        (
            lambda a, b: set_guidance(a, a, since=FIRST, by=None, at=NOON),
            "Đơn vị A không tự hướng dẫn chuyên môn cho mình.",
        ),
    ],
)
def test_each_refusal_says_why_and_writes_nothing(act, sentence):
    above = unit("A")
    below = unit("B", above)
    events = Event.objects.count()

    with pytest.raises(Refused) as refused:
        act(above, below)

    assert reasons(refused) == [sentence]
    assert Event.objects.count() == events


def test_a_move_that_would_loop_only_later_is_refused_too():
    a, b = unit("A"), unit("B")
    move_unit(b, a, on=TURN, basis="q", by=None, at=NOON)

    with pytest.raises(Refused) as refused:
        move_unit(a, b, on=dt.date(2021, 1, 1), basis="q", by=None, at=NOON)

    assert reasons(refused) == ["Đơn vị B đang ở dưới Đơn vị A; chuyển như vậy sẽ thành vòng."]


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        (
            lambda a, b: Placement(unit=b, parent=a, relation="attached", during=period(TURN)),
            "one_parent_at_a_time",
        ),
        (
            lambda a, b: Placement(unit=b, parent=b, relation="attached", during=period(None, FIRST)),
            "not_under_itself",
        ),
        (
            lambda a, b: Placement(unit=b, relation="attached", during=period(None, FIRST)),
            "root_has_no_parent",
        ),
        (
            lambda a, b: Placement(unit=b, relation="root", during=period(FIRST, FIRST)),
            "placement_lasts_a_day",
        ),
        (lambda a, b: UnitName(unit=b, name="x", folded="x", during=period(TURN)), "one_name_at_a_time"),
        (
            lambda a, b: Lineage(
                predecessor=a, successor=b, kind="merge", share_part=3, share_whole=2, on=TURN
            ),
            "share_is_at_most_the_whole",
        ),
        (
            lambda a, b: Lineage(
                predecessor=a, successor=b, kind="merge", share_part=None, share_whole=2, on=TURN
            ),
            "share_is_at_most_the_whole",
        ),
        (lambda a, b: Lineage(predecessor=a, kind="merge", on=TURN), "names_a_successor_unless_dissolved"),
    ],
)
def test_the_database_itself_holds_the_promise(row, constraint):
    above = unit("A")
    below = unit("B", above)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row(above, below).save()


def test_ancestors_carry_the_names_of_the_day():
    province = unit("T", kind="province")
    school = unit("S", province)
    rename_unit(province, "UBND thành phố Mẫu", short="UBND TP", on=TURN, basis="NQ mẫu", by=None, at=NOON)

    assert [step.label for step in ancestors_of(school, on=FIRST)] == ["Đơn vị S", "Đơn vị T"]
    assert [step.label for step in ancestors_of(school, on=TURN)] == ["Đơn vị S", "UBND TP"]


def test_an_area_flag_answers_by_day(world):
    flag_area(
        world.school,
        Area.Flag.MINORITY,
        since=dt.date(2021, 6, 4),
        until=dt.date(2025, 7, 1),
        by=None,
        at=at_noon(dt.date(2021, 6, 4)),
    )

    assert Area.objects.on(dt.date(2021, 6, 3)).filter(unit=world.school).count() == 0
    assert Area.objects.on(dt.date(2021, 10, 26)).get(unit=world.school).flag == "minority"
    assert Area.objects.on(dt.date(2025, 7, 1)).filter(unit=world.school).count() == 0
