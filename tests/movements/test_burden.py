"""Staff-hours of a plan before it is issued: estimated line by line, never filled in, shown with what is missing."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from tests.movements.guarding import NOON, a_movement
from thidua.activity.trail import trail_of
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED
from thidua.movements.actions.burden import estimate_burden
from thidua.movements.actions.duties import remove_duty
from thidua.movements.models import BurdenEstimate, Movement
from thidua.movements.queries.burden import burden_of
from thidua.movements.rules.burden import Burden, Estimate, Line, hours

TRIED = Estimate(minutes=90, staff=2, times=3, source="Bấm giờ thử ở Tổ Toán – Tin.")


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


@pytest.fixture
def asked(world):
    """A plan of the Sở that asks two schools for a plan, and has one task."""
    movement = a_movement(world.department, world.son, "Một kế hoạch.")
    movement.duties.create(what="own_plan", reaches="schools", sentence="Xây dựng kế hoạch.")
    movement.tasks.create(order=1, action="Tổng hợp.", responsible=[], stated=True)
    return movement


def test_what_nobody_estimated_has_no_hours_and_is_counted_as_missing(asked):
    burden = burden_of(asked, on=ISSUED)

    assert [(line.what, line.units, line.hours) for line in burden.lines] == [
        ("duty", 2, "—"),
        ("task", 1, "—"),
    ]
    assert (burden.minutes, burden.missing, burden.per_school) == (0, 2, 0)


def test_hours_are_minutes_of_each_at_work_in_each_unit_each_time(world, asked):
    estimate_burden(asked.duties.get(), TRIED, by=world.son, at=NOON)

    burden = burden_of(asked, on=ISSUED)

    assert (burden.minutes, burden.hours) == (90 * 2 * 3 * 2, "18")
    assert (burden.per_school, burden.hours_per_school) == (90 * 2 * 3, "9")
    assert (len(burden.known), burden.missing) == (1, 1)


def test_an_estimate_said_again_replaces_the_first_and_both_stand_in_the_trail(world, asked):
    duty = asked.duties.get()
    estimate_burden(duty, TRIED, by=world.son, at=NOON)

    estimate_burden(duty, Estimate(30, 1, 1, "Đo lại."), by=world.son, at=NOON)

    row = BurdenEstimate.objects.get()
    assert (row.duty, row.minutes, row.source, row.set_by) == (duty, 30, "Đo lại.", world.son)
    assert trail_of(asked).filter(verb="burden.estimated").count() == 2


def test_an_estimate_of_nothing_from_nowhere_lists_every_reason(world, asked):
    Movement.objects.filter(pk=asked.pk).update(state="closed")

    with pytest.raises(Refused) as refused:
        estimate_burden(asked.duties.get(), Estimate(0, 1, 1, " "), by=world.son, at=NOON)

    assert said(refused) == [
        "Phong trào đã tổng kết; ước lượng chỉ còn để xem.",
        "Số phút, số người và số lần đều phải từ 1 trở lên.",
        "Cần ghi nguồn của số phút, ví dụ: bấm giờ thử ở một tổ.",
    ]
    assert list(BurdenEstimate.objects.all()) == []


def test_the_estimate_goes_with_the_duty_it_is_of(world, draft):
    duty = draft.duties.create(what="measures", reaches="teams", sentence="Có biện pháp.")
    estimate_burden(duty, TRIED, by=world.binh, at=NOON)

    remove_duty(duty, by=world.binh, at=NOON)

    assert list(BurdenEstimate.objects.all()) == []


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"minutes": 0}, "burden_counts_something"),
        ({"source": ""}, "burden_names_its_source"),
        ({"duty": None}, "burden_is_of_one_duty_task_or_activity"),
    ],
)
def test_the_database_holds_an_estimate_to_its_facts(world, asked, values, constraint):
    row = {
        "movement": asked,
        "duty": asked.duties.get(),
        "minutes": 5,
        "staff": 1,
        "times": 1,
        "source": "Đo.",
    }

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        BurdenEstimate.objects.create(set_at=NOON, set_by=world.son, **{**row, **values})


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0"), (2, "dưới 0,1"), (3, "0,1"), (60, "1"), (90, "1,5"), (60_000_000, "1.000.000")],
)
def test_hours_are_written_to_a_tenth(minutes, words):
    assert hours(minutes) == words


counts = some.integers(1, 10**4)
lines = some.builds(
    Line,
    what=some.just("duty"), key=counts, words=some.just(""), asked_of=some.just(""), units=some.integers(0, 10**5),
    each=some.booleans(),
    estimate=some.none() | some.builds(Estimate, counts, counts, counts, some.just("Đo.")),
)  # fmt: skip


@given(some.lists(lines, max_size=8), some.lists(lines, max_size=8))
def test_the_burden_of_two_plans_is_the_sum_of_their_burdens(one, other):
    both, first, second = Burden([*one, *other]), Burden(one), Burden(other)

    assert both.minutes == first.minutes + second.minutes
    assert both.per_school == first.per_school + second.per_school
    assert both.missing == first.missing + second.missing


# Pages


def test_the_launch_page_shows_the_hours_and_what_is_not_estimated(world, ready, enter):
    address = reverse("plan_issue", args=[ready.pk])
    count = ready.duties.count() + ready.tasks.count()
    before = enter(world.huong).get(address).content.decode()
    estimate_burden(ready.duties.get(what="pledge"), Estimate(10, 1, 1, "Ký thử."), by=world.binh, at=NOON)

    after = enter(world.huong).get(address).content.decode()

    assert f"{count} dòng chưa ước lượng không được tính" in before
    assert f"{count - 1} dòng chưa ước lượng không được tính" in after
    assert "<b>10</b>" in after.split('id="gio-cong"')[1]  # sixty people of ten minutes


def test_a_line_is_estimated_on_its_page_by_who_decides(world, ready, enter):
    duty = ready.duties.get(what="pledge")
    address = reverse("burden_estimate", args=["viec", duty.pk])
    typed = {"minutes": "10", "staff": "1", "times": "1", "source": "Ký thử ở hai tổ."}

    answers = [
        enter(world.binh).post(address, {**typed, "source": ""}).status_code,
        enter(world.binh).post(address, typed).status_code,
        enter(world.hoa).post(address, typed).status_code,
        enter(world.binh).get(reverse("burden_estimate", args=["khac", duty.pk])).status_code,
    ]

    assert answers == [422, 302, 403, 404]
    page = enter(world.binh).get(reverse("burden", args=[ready.pk])).content.decode()
    assert "10 phút × 1 người × 1 lần" in page
    assert "Nguồn: Ký thử ở hai tổ." in page
    assert "Chưa ước lượng" in page
