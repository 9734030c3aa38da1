"""Pledges: what can be measured, and signing: once, by who is asked, late or not, for oneself or a body."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.movements.pledge_steps import (
    AFTER,
    DUE,
    GOOD,
    MORNING,
    said,
)
from thidua.activity.models import Event
from thidua.activity.trail import record
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.movements.actions.duties import set_due
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.pledges import (
    sign_for_unit,
    sign_pledge,
    tell_change,
)
from thidua.movements.actions.pledging import (
    set_pledge_terms,
)
from thidua.movements.models import Assignment, Duty, Movement, Pledge
from thidua.movements.queries.pledges import pledge_share
from thidua.movements.rules import pledges as rules
from thidua.movements.rules.pledges import Target, carried, proposed_due, read_target


@pytest.fixture
def asked(world, ready):
    """The movement with a day for its pledge, still a draft."""
    set_due(ready.duties.get(what="pledge"), DUE, by=world.binh, at=at(dt.date(2021, 9, 14), 13))
    return ready


@pytest.fixture
def running(world, asked):
    """The movement, launched on 20/9/2021; everybody's pledge is due on 30/9."""
    return issue_plan(asked.plan, by=world.huong, at=MORNING, day=ISSUED)


# What can be measured


@pytest.mark.parametrize(
    ("line", "words", "number", "unit"),
    [
        ("Học sinh khá, giỏi: 97,8 %", "Học sinh khá, giỏi", "97.8", "%"),
        ("Giáo viên giỏi cấp trường 12 người", "Giáo viên giỏi cấp trường", "12", "người"),
        ("100% giáo viên tự học", "giáo viên tự học", "100", "%"),
        ("Lớp 11A1 quyên góp: 1.200 quyển vở", "Lớp 11A1 quyên góp", "1200", "quyển vở"),
        ("Bài giảng 2 bài.", "Bài giảng", "2", "bài"),
    ],
)
def test_a_target_is_read_as_people_write_it(line, words, number, unit):
    assert read_target(line) == Target(words, Decimal(number), unit)


@pytest.mark.parametrize("line", ["Dạy tốt, học tốt", "12 người", "Giáo viên giỏi: 12", "", "7"])
def test_a_line_without_words_a_number_and_a_unit_is_no_target(line):
    assert read_target(line) is None


@given(
    words=st.sampled_from(["Học sinh giỏi", "Lớp 11A1 đạt", "Bài giảng số hóa"]),
    number=st.decimals(min_value=0, max_value=9999, places=1, allow_nan=False),
    unit=st.sampled_from(["%", "người", "bài giảng"]),
)
def test_a_target_written_out_reads_back_the_same(words, number, unit):
    target = Target(words, number, unit)

    assert read_target(str(target)) == target
    assert rules.target_of(target.row) == target


def test_from_the_start_of_the_school_year_proposes_the_end_of_september():
    sentence = "ký giao ước thi đua ngay từ đầu năm học đến 100% CBNGNLD"

    assert proposed_due(sentence, "2021-2022") == DUE
    assert proposed_due("ký giao ước thi đua", "2021-2022") is None
    assert proposed_due(sentence, "") is None


def test_a_unit_is_carried_through_mergers_to_the_day_and_a_split_is_not_followed():
    passed = {1: [(dt.date(2022, 1, 1), 3)], 3: [(dt.date(2023, 1, 1), 5)], 7: [(DUE, 8), (DUE, 9)]}

    assert [carried(1, passed, dt.date(year, 1, 1)) for year in (2021, 2022, 2023)] == [1, 3, 5]
    assert carried(7, passed, dt.date(2022, 1, 1)) == 7
    assert carried(1, {1: [(DUE, 2)], 2: [(DUE, 1)]}, DUE) == 2


# Signing


def test_signing_takes_one_statement_and_its_line_in_the_trail(world, running, django_assert_num_queries):
    with django_assert_num_queries(1):
        sign_pledge(running, by=world.hoa, at=AFTER, target="Giúp ba học sinh.")

    kept = running.pledges.get()
    assert (kept.person, kept.unit, kept.lines) == (
        world.hoa.person,
        world.teams["TOAN"],
        ["Một điều.", "Hai điều."],
    )
    assert (kept.way, kept.late, kept.signed_at, kept.target) == ("self", False, AFTER, "Giúp ba học sinh.")
    work = Assignment.objects.get(duty__what="pledge", person=world.hoa.person)
    assert (work.state, work.done_at, work.late) == ("done", AFTER, False)


def test_the_line_in_the_trail_is_the_one_that_record_writes(world, running):
    sign_pledge(running, by=world.hoa, at=AFTER)
    sentence = f"{world.hoa.get_full_name()} ký giao ước thi đua."
    usual = record("pledge.signed", sentence, by=world.hoa, about=running, unit=world.teams["TOAN"], at=AFTER)

    ours = Event.objects.filter(verb="pledge.signed").earliest("id")
    own = {"id", "recorded_at", "transaction"}
    columns = [field.attname for field in Event._meta.concrete_fields if field.name not in own]
    assert [getattr(ours, name) for name in columns] == [getattr(usual, name) for name in columns]
    assert None not in {ours.recorded_at, ours.transaction}


def test_the_same_words_sent_again_are_the_same_pledge_and_other_words_are_refused(world, running):
    first = sign_pledge(running, by=world.hoa, at=AFTER, target="Giúp ba học sinh.", targets=[GOOD])
    again = sign_pledge(running, by=world.hoa, at=AFTER, target="Giúp ba học sinh. ", targets=[GOOD])

    with pytest.raises(Refused) as refused:
        sign_pledge(running, by=world.hoa, at=AFTER, target="Giúp ba học sinh.")

    assert again.pk == first.pk
    assert said(refused) == ["Bạn đã ký giao ước này; bản đã ký vẫn được giữ nguyên."]
    assert Event.objects.filter(verb="pledge.signed").count() == 1


def test_one_who_signs_after_the_due_day_counts_and_is_marked_late(world, running):
    sign_pledge(running, by=world.hoa, at=at(DUE, 23))
    sign_pledge(running, by=world.khoa, at=at(DUE + dt.timedelta(days=1), 0))

    share = pledge_share(running)
    assert (share.done, share.total, share.late) == (2, 60, 1)
    assert running.pledges.get(late=True).person == world.khoa.person
    assert Assignment.objects.get(duty__what="pledge", person=world.khoa.person).late is True


def test_a_school_year_pledge_without_anything_measurable_is_refused(world, running):
    Movement.objects.filter(pk=running.pk).update(kind="school_year")

    with pytest.raises(Refused) as refused:
        sign_pledge(running, by=world.hoa, at=AFTER)
    signed = sign_pledge(running, by=world.hoa, at=AFTER, targets=[GOOD])

    assert said(refused) == [
        "Giao ước năm học cần ít nhất một chỉ tiêu đo được: việc gì, con số và đơn vị tính."
    ]
    assert Pledge.objects.get(pk=signed.pk).targets == [GOOD.row]


def test_common_targets_make_one_tap_enough(world, asked):
    Movement.objects.filter(pk=asked.pk).update(kind="school_year")
    terms = {"lines": ["Dạy tốt."], "targets": [GOOD], "head_signs": True, "union_signs": True}
    set_pledge_terms(asked, **terms, by=world.binh, at=at(dt.date(2021, 9, 14), 14))
    issue_plan(asked.plan, by=world.huong, at=MORNING, day=ISSUED)

    signed = Pledge.objects.get(pk=sign_pledge(asked, by=world.hoa, at=AFTER).pk)

    assert (signed.lines, signed.targets) == (["Dạy tốt."], [GOOD.row])


def test_who_was_not_asked_is_told_every_reason_before_the_launch(world, asked):
    with pytest.raises(Refused) as refused:
        sign_pledge(asked, by=world.tu, at=MORNING)

    assert said(refused) == [
        "Phong trào chưa phát động hoặc đã tổng kết, nên chưa ký giao ước được.",
        "Bạn không có tên trong danh sách đăng ký của phong trào này.",
    ]


def test_the_words_are_set_until_somebody_has_signed_them(world, running):
    sign_pledge(running, by=world.hoa, at=AFTER)
    terms = {"targets": [], "head_signs": False, "union_signs": False, "by": world.binh, "at": AFTER}

    with pytest.raises(Refused) as refused:
        set_pledge_terms(running, lines=[" "], **terms)

    assert said(refused) == [
        "Đã có 1 bản được ký; lời giao ước được giữ nguyên như lúc ký.",
        "Bản giao ước cần ít nhất một điều cam kết.",
    ]
    assert running.duties.get(what="pledge").lines == ["Một điều.", "Hai điều."]


def test_the_year_end_tells_what_became_of_the_change_promised(world, running):
    sign_pledge(running, by=world.hoa, at=AFTER, change="Dùng học liệu số mỗi tuần.")
    sign_pledge(running, by=world.khoa, at=AFTER)

    tell_change(running, result="Đã làm 30 tuần.", by=world.hoa, at=at(dt.date(2022, 5, 25)))
    with pytest.raises(Refused) as refused:
        tell_change(running, result=" ", by=world.khoa, at=AFTER)

    kept = running.pledges.get(person=world.hoa.person)
    assert (kept.change, kept.change_result) == ("Dùng học liệu số mỗi tuần.", "Đã làm 30 tuần.")
    assert len(said(refused)) == 2


# Bodies


def test_a_body_pledges_once_with_contents_and_targets_beside_the_list_of_people(world, asked):
    Duty.objects.create(
        movement=asked, what="pledge", reaches="teams", sentence="Các tổ ký giao ước", lines=["Tổ"],
        confirmed_by=world.binh, confirmed_at=AFTER,
    )  # fmt: skip
    issue_plan(asked.plan, by=world.huong, at=MORNING, day=ISSUED)
    team = world.teams["TOAN"]

    with pytest.raises(Refused) as refused:
        sign_for_unit(asked, team, lines=[], targets=[], by=world.khoa, at=AFTER)
    sign_for_unit(asked, team, lines=["Cả tổ dạy tốt."], targets=[GOOD], by=world.khoa, at=AFTER)
    with pytest.raises(Refused) as twice:
        sign_for_unit(asked, team, lines=["Khác."], targets=[GOOD], by=world.khoa, at=AFTER)

    bodies, people = pledge_share(asked, people=False), pledge_share(asked, people=True)
    assert ((bodies.done, bodies.total), (people.done, people.total)) == ((1, 8), (0, 60))
    assert said(refused) == [
        "Bản giao ước cần ít nhất một nội dung thi đua.",
        "Giao ước của tập thể cần ít nhất một chỉ tiêu đo được: việc gì, con số, đơn vị tính.",
    ]
    assert said(twice) == ["Tổ Toán – Tin đã ký giao ước này; bản đã ký vẫn được giữ nguyên."]
