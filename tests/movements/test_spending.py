"""Costs against their plan, and spendings disclosed: approved by another, explained where they went over."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from tests.movements.guarding import NOON, a_movement
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED
from thidua.movements.actions.calendar import plan_activity
from thidua.movements.actions.spending import (
    Cost,
    Spent,
    close_cost,
    disclose_spending,
    record_cost,
    strike_spending,
)
from thidua.movements.actions.tasks import add_task, finish_task, remove_task
from thidua.movements.models import Movement, PlannedActivity, Spending
from thidua.movements.queries.spending import costs_of
from thidua.movements.rules.spending import blockers_to_overspend, is_over

OVER = "Đã chi 1.101.000 đồng, vượt dự kiến 1.000.000 đồng hơn 10 %; cần ghi giải trình trước khi khép lại."


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


@pytest.fixture
def running(world):
    return a_movement(world.school, world.lan, "Một kế hoạch.")


@pytest.fixture
def task(world, running):
    values = {"action": "Tổng vệ sinh", "owner_person": world.huong.person}
    return add_task(running, values, by=world.lan, at=NOON)


@pytest.fixture
def activity(world, running):
    return plan_activity(running, "Hội thi", day=ISSUED, outside_rounds=True, by=world.lan, at=NOON)


def spent(world, **changes):
    row = {
        "kind": "purchase", "item": "Dung dịch khử khuẩn", "amount": 450_000, "source": "Quỹ thi đua của trường",
        "spent_on": ISSUED, "spender": world.huong.person, "approver": world.lan.person,
    }  # fmt: skip
    return Spent(**{**row, **changes})


# Costs


def test_a_task_over_its_plan_by_more_than_a_tenth_is_finished_only_when_explained(world, task):
    record_cost(task, Cost(planned=1_000_000, real=1_101_000), by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        finish_task(task, by=world.lan, at=NOON)

    assert said(refused) == [OVER]
    explained = Cost(1_000_000, 1_101_000, "Dùng lại cờ năm trước.", "Giá hóa chất tăng.")
    record_cost(task, explained, by=world.lan, at=NOON)
    assert finish_task(task, by=world.lan, at=NOON).state == "done"


def test_a_task_a_tenth_over_its_plan_needs_no_word(world, task):
    record_cost(task, Cost(planned=1_000_000, real=1_100_000), by=world.lan, at=NOON)

    assert finish_task(task, by=world.lan, at=NOON).state == "done"


def test_the_cost_of_an_activity_is_closed_once_with_its_figure_and_its_word(world, activity):
    with pytest.raises(Refused) as refused:
        close_cost(activity, by=world.lan, at=NOON)
    assert said(refused) == ["Chưa ghi chi phí thực tế; không tốn tiền thì ghi 0."]
    record_cost(activity, Cost(planned=1_000_000, real=1_101_000), by=world.lan, at=NOON)
    with pytest.raises(Refused) as refused:
        close_cost(activity, by=world.lan, at=NOON)
    assert said(refused) == [OVER]

    record_cost(activity, Cost(1_000_000, 1_101_000, "", "Thuê thêm loa."), by=world.lan, at=NOON)
    closed = close_cost(activity, by=world.lan, at=NOON)

    assert (closed.cost_closed_by, closed.cost_closed_at) == (world.lan, NOON)
    with pytest.raises(Refused) as refused:
        close_cost(activity, by=world.lan, at=NOON)
    assert said(refused) == ["Chi phí của hoạt động này đã được chốt."]


def test_the_plan_figure_is_not_raised_after_the_money_is_spent(world, task):
    record_cost(task, Cost(planned=1_000_000, real=1_500_000), by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        record_cost(task, Cost(planned=1_500_000), by=world.lan, at=NOON)

    assert said(refused) == [
        "Đã có chi phí thực tế nên dự kiến ban đầu được giữ nguyên để đối chiếu.",
        "Chi phí thực tế đã ghi không bỏ trống lại được; ghi số đúng thay vào.",
    ]


def test_the_cost_of_what_is_finished_may_be_corrected_but_not_left_unexplained(world, task):
    record_cost(task, Cost(planned=1_000_000, real=1_000_000), by=world.lan, at=NOON)
    finish_task(task, by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        record_cost(task, Cost(planned=1_000_000, real=1_101_000), by=world.lan, at=NOON)

    assert said(refused) == [OVER]


@given(some.integers(0, 10**9), some.integers(0, 10**9))
def test_a_cost_is_over_exactly_when_it_is_more_than_eleven_tenths_of_its_plan(planned, real):
    assert is_over(planned, real) == (10 * real > 11 * planned)
    assert blockers_to_overspend(planned, real, "Vì sao.") == []
    assert is_over(None, real) is is_over(planned, None) is False


# Spendings


def test_a_spending_approved_by_the_spender_is_refused_with_every_other_reason(world, running):
    Movement.objects.filter(pk=running.pk).update(
        state="draft", launched_at=None, launched_by=None, first_launch=None
    )
    wrong = spent(world, approver=world.huong.person, amount=0, spent_on=ISSUED + dt.timedelta(days=1))

    with pytest.raises(Refused) as refused:
        disclose_spending(running, wrong, by=world.lan, at=NOON)

    assert said(refused) == [
        "Phong trào chưa phát động nên chưa có khoản chi nào để công khai.",
        "Người duyệt chi phải khác người chi.",
        "Số tiền, giá trị phải lớn hơn 0 đồng.",
        "Ngày chi 21/09/2021 chưa tới.",
    ]
    assert list(Spending.objects.all()) == []


def test_the_database_refuses_an_approver_who_is_the_spender(world, running):
    same = vars(spent(world, approver=world.huong.person))

    with (
        pytest.raises(IntegrityError, match="spending_is_approved_by_another_than_the_spender"),
        transaction.atomic(),
    ):
        Spending.objects.create(movement=running, disclosed_at=NOON, disclosed_by=world.lan, **same)


def test_sums_hold_what_was_disclosed_and_not_what_was_struck_out(world, running, task, activity):
    record_cost(task, Cost(planned=500_000), by=world.lan, at=NOON)
    record_cost(activity, Cost(planned=1_000_000, real=700_000), by=world.lan, at=NOON)
    disclose_spending(running, spent(world, task=task), by=world.lan, at=NOON)
    gift = spent(world, kind="gift", item="Bánh", amount=200_000, activity=activity)
    wrong = disclose_spending(running, gift, by=world.lan, at=NOON)

    strike_spending(wrong, "Ghi nhầm đơn vị.", by=world.lan, at=NOON)

    costs = costs_of(running)
    assert (costs.planned, costs.real, costs.disclosed, costs.unknown) == (1_500_000, 700_000, 450_000, 1)
    assert [(row.what, row.disclosed) for row in costs.rows] == [("task", 450_000), ("activity", 0)]
    assert len(costs.spendings) == 2


def test_a_spending_is_struck_out_once_and_says_why(world, running):
    row = disclose_spending(running, spent(world), by=world.lan, at=NOON)
    strike_spending(row, "Ghi nhầm.", by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        strike_spending(row, " ", by=world.lan, at=NOON)

    assert said(refused) == [
        "Khoản chi này đã được gạch bỏ.",
        "Gạch bỏ một khoản chi đã công khai thì cần ghi lý do.",
    ]


def test_a_spending_outlives_the_drafted_task_it_was_for(world, running, task):
    row = disclose_spending(running, spent(world, task=task), by=world.lan, at=NOON)
    Movement.objects.filter(pk=running.pk).update(
        state="draft", launched_at=None, launched_by=None, first_launch=None
    )

    remove_task(task, by=world.lan, at=NOON)

    row.refresh_from_db()
    assert (row.task, row.movement) == (None, running)


# Pages


def test_the_head_discloses_a_spending_and_every_teacher_reads_it(world, running, enter):
    address = reverse("spending_new", args=[running.pk])
    typed = {
        "kind": "purchase", "item": "Dung dịch khử khuẩn", "amount": "450000", "source": "Quỹ thi đua",
        "spent_on": "13/9/2021", "spender": world.huong.person_id, "approver": world.huong.person_id,
    }  # fmt: skip

    refused = enter(world.lan).post(address, typed)
    kept = enter(world.lan).post(address, {**typed, "approver": world.lan.person_id})

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert "Người duyệt chi phải khác người chi." in refused.content.decode()
    page = enter(world.hoa).get(reverse("costs", args=[running.pk])).content.decode()
    assert all(words in page for words in ("Dung dịch khử khuẩn", "450.000", "Quỹ thi đua"))
    assert "Công khai một khoản" not in page


def test_costs_are_typed_closed_and_struck_on_their_pages(world, running, activity, enter):
    client = enter(world.lan)
    row = disclose_spending(running, spent(world), by=world.lan, at=NOON)
    edit = reverse("cost_edit", args=["hoat-dong", activity.pk])

    assert client.get(edit).status_code == 200
    assert (
        client.post(
            edit, {"cost_planned": "1000000", "cost_real": "900000", "thrift_note": "Mượn loa."}
        ).status_code
        == 302
    )
    assert client.post(reverse("cost_close", args=[activity.pk])).status_code == 302
    assert client.post(reverse("spending_strike", args=[row.pk]), {"reason": "Nhầm."}).status_code == 302
    assert client.get(reverse("cost_edit", args=["viec", activity.pk])).status_code == 404

    kept = PlannedActivity.objects.get(pk=activity.pk)
    assert (kept.cost_planned, kept.cost_real, kept.thrift_note, kept.cost_closed_by) == (
        1_000_000, 900_000, "Mượn loa.", world.lan,
    )  # fmt: skip
    page = client.get(reverse("costs", args=[running.pk])).content.decode()
    assert "gạch bỏ ngày" in page
    assert "đã chốt chi phí" in page


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [("x" * 301, "300"), ("Nhầm\0", "Lý do gạch bỏ"), (" ", "Chưa nhập Lý do gạch bỏ.")],
)
def test_a_reason_that_cannot_be_kept_is_refused_beside_its_box(world, running, enter, typed, wrong):
    row = disclose_spending(running, spent(world), by=world.lan, at=NOON)

    answer = enter(world.lan).post(reverse("spending_strike", args=[row.pk]), {"reason": typed})

    page = answer.content.decode()
    assert (answer.status_code, 'role="alert"' in page, f'id="id_{row.pk}_reason_error"' in page) == (
        422, True, True,
    )  # fmt: skip
    assert wrong in page
    row.refresh_from_db()
    assert row.struck_at is None


def test_the_page_of_costs_asks_as_many_questions_for_many_rows_as_for_one(world, running, task, enter):
    client, address = enter(world.lan), reverse("costs", args=[running.pk])
    disclose_spending(running, spent(world, task=task), by=world.lan, at=NOON)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for order in range(3):
        add_task(
            running, {"action": f"Việc {order}", "owner_person": world.lan.person}, by=world.lan, at=NOON
        )
        disclose_spending(running, spent(world, task=task), by=world.lan, at=NOON)

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(one)
