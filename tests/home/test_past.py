"""A reorganisation in mid-year loses nothing that was true before it."""

import datetime as dt

from thidua.demo.days import at
from thidua.home.fsck import faults
from thidua.org.actions.tree import create_unit, merge_units, move_unit
from thidua.org.models import Unit
from thidua.org.queries.people import head_count
from thidua.org.queries.tree import ancestors_of, children_of, name_on, successors_of
from thidua.reporting.actions.totals import rebuild
from thidua.reporting.models import Expected, Report, Window
from thidua.reporting.queries.reports import summary

MERGED = dt.date(2022, 1, 1)
NOVEMBER = dt.date(2021, 11, 15)
AFTER = dt.date(2022, 3, 1)
BASIS = "Quyết định mẫu số 01/QĐ-UBND về sáp nhập trường"


def merge(world):
    """Two schools become one on 01/01/2022; groups, classes and councils move with their people."""
    made = at(dt.date(2021, 12, 20))
    act = {"by": world.tam, "at": made}
    new = create_unit(
        "MAU-MOI",
        Unit.Kind.UPPER_SECONDARY,
        "Trường THPT Mẫu Mới",
        parent=world.department,
        since=MERGED,
        **act,
    )
    for school in (world.school, world.other_school):
        for child in list(children_of(school, on=MERGED)):
            move_unit(child, new, on=MERGED, basis=BASIS, **act)
    merge_units([world.school, world.other_school], new, on=MERGED, basis=BASIS, **act)
    return new


def figures(window, unit):
    return [(figure.value, figure.whole) for figure in summary(window, unit).figures]


def test_november_keeps_its_figures_and_its_name_after_the_merge_of_january(reported):
    window = Window.objects.get()
    before = figures(window, reported.school)

    merge(reported)
    rebuild(window)

    assert before == [(57, 60), (14, None)]
    assert figures(window, reported.school) == before
    assert figures(window, reported.department) == before
    assert name_on(reported.school, NOVEMBER).name == "Trường THPT Lộc Thái"
    assert set(Expected.objects.values_list("unit_name", flat=True)) == {
        str(team) for team in reported.teams.values()
    }


def test_the_tree_answers_by_day_on_both_sides_of_the_merge(reported):
    new = merge(reported)
    team = reported.teams["TOAN"]

    assert [step.label for step in ancestors_of(team, on=NOVEMBER)] == [
        "Tổ Toán – Tin",
        "THPT Lộc Thái",
        "Sở GDĐT",
        "UBND tỉnh",
    ]
    assert [step.label for step in ancestors_of(team, on=AFTER)][1] == "Trường THPT Mẫu Mới"
    assert name_on(reported.school, AFTER) is None
    assert name_on(new, NOVEMBER) is None
    assert [row.successor for row in successors_of(reported.school, on=AFTER)] == [new]


def test_people_are_counted_where_they_were_on_each_day(reported):
    new = merge(reported)

    assert sum(head_count(reported.school, on=NOVEMBER).values()) == 63  # 60 staff and the three named pupils
    assert head_count(reported.school, on=AFTER) == {}
    assert head_count(new, on=AFTER)["teacher"] == 53  # 52 of Lộc Thái and Tú of the other school


def test_the_merge_leaves_nothing_for_the_self_check(reported):
    merge(reported)

    assert [fault for fault in faults() if fault.check != "chain"] == []
    assert Report.objects.filter(state="accepted").count() == 8
