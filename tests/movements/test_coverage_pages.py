"""The pages of the cascade: the map, one unit's work, a launch that goes on behind the page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some
from procrastinate.contrib.django.models import ProcrastinateJob

from thidua.core.dates import add_working_days, is_working_day
from thidua.demo.days import ISSUED, at
from thidua.movements import jobs
from thidua.movements.actions import cascading
from thidua.movements.actions.launching import issue_plan
from thidua.movements.cascade import days_late, heir, proposed_due
from thidua.movements.models import Assignment, Cascade

MORNING = at(ISSUED, 9)
DAYS = some.dates(min_value=ISSUED.replace(year=2020), max_value=ISSUED.replace(year=2024))


@pytest.fixture
def running(world, ready, later):
    """Plan 30 of the school is out; the clock stands on the day after."""
    return issue_plan(ready.plan, by=world.huong, at=MORNING, day=ISSUED)


@pytest.fixture
def work(running, world):
    """The group plans of Tổ Toán – Tin."""
    return Assignment.objects.get(duty__what="group_plans", unit=world.teams["TOAN"])


def test_the_map_costs_as_many_queries_for_eight_teams_as_for_one(running, world, enter):
    client, address = enter(world.lan), reverse("coverage", args=[running.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as eight:
        assert client.get(address).content.count("Tổ Toán".encode()) >= 1
    Assignment.objects.filter(person=None).exclude(unit=world.teams["TOAN"]).delete()

    with CaptureQueriesContext(connection) as one:
        client.get(address)

    assert len(one) == len(eight)


def test_a_big_launch_is_left_to_the_worker_and_the_page_follows_it(world, ready, later, enter, monkeypatch):
    monkeypatch.setattr(cascading, "AT_ONCE", 10)

    movement = issue_plan(ready.plan, by=world.huong, at=MORNING, day=ISSUED)

    cascade = Cascade.objects.get(movement=movement)
    assert (cascade.opened, cascade.total, Assignment.objects.count()) == (0, 76, 0)
    job = ProcrastinateJob.objects.get(task_name="movements.open_assignments")
    assert job.args == {"cascade": cascade.pk}
    client, address = enter(world.lan), reverse("coverage", args=[movement.pk])
    assert "Đang giao việc tới từng đơn vị: 0 trên 76" in client.get(address).content.decode()
    jobs.resume_cascades(0)
    assert "Đang giao việc" not in client.get(address).content.decode()
    assert Assignment.objects.count() == 76


def test_a_refused_answer_keeps_what_was_typed(work, world, enter):
    work.duty.__class__.objects.filter(pk=work.duty_id).update(what="own_plan", reaches="units")

    answer = enter(world.khoa).post(
        reverse("assignment_hand_in", args=[work.pk]), {"note": "Đã làm xong tháng Mười."}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Chọn kế hoạch đã ban hành của đơn vị." in text
    assert "Đã làm xong tháng Mười." in text


def test_a_leader_hands_in_and_whoever_watches_returns_or_accepts(work, world, enter):
    page = reverse("assignment", args=[work.pk])
    client = enter(world.khoa)
    client.post(reverse("assignment_confirm", args=[work.pk]))
    client.post(reverse("assignment_hand_in", args=[work.pk]), {"note": "Hai kế hoạch đã có."})
    assert "Xem phần đã nộp" not in client.get(page).content.decode()
    assert client.post(reverse("assignment_accept", args=[work.pk])).status_code == 404

    client = enter(world.lan)
    assert "Xem phần đã nộp" in client.get(page).content.decode()
    assert client.post(reverse("assignment_return", args=[work.pk]), {"reason": ""}).status_code == 422
    client.post(reverse("assignment_return", args=[work.pk]), {"reason": "Thiếu kế hoạch hoạt động."})
    work.refresh_from_db()
    assert (work.state, work.returned_reason, work.confirmed_by) == (
        "returned",
        "Thiếu kế hoạch hoạt động.",
        world.khoa,
    )

    enter(world.khoa).post(reverse("assignment_hand_in", args=[work.pk]), {"note": "Đã bổ sung."})
    enter(world.lan).post(reverse("assignment_accept", args=[work.pk]))

    work.refresh_from_db()
    assert (work.state, work.done_by) == ("done", world.lan)
    history = enter(world.lan).get(page).content.decode()
    assert [
        history.count(said) for said in ("xác nhận đã nhận việc", "nộp kết quả", "Đã xem và chấp nhận")
    ] == [
        1,
        2,
        1,
    ]


def test_another_teams_leader_cannot_open_the_work(work, world, enter):
    assert enter(world.thanh).get(reverse("assignment", args=[work.pk])).status_code == 404


def test_the_proposal_becomes_a_deadline_only_when_it_is_pressed(draft, world, enter):
    duty = draft.duties.get(what="group_plans")
    address = reverse("duties", args=[draft.pk])

    text = enter(world.binh).get(address).content.decode()

    assert "Đặt theo đề xuất" in text
    proposal = proposed_due(draft.plan.day)
    duty.refresh_from_db()
    assert (duty.due, duty.confirmed_at) == (None, None)
    enter(world.binh).post(reverse("duty_due", args=[duty.pk]), {"due": proposal.day.isoformat()})
    duty.refresh_from_db()
    assert (duty.due, duty.due_origin, duty.confirmed_by) == (proposal.day, "office", world.binh)
    five = enter(world.binh).get(address, {"days": "5"}).content.decode()
    assert "5 ngày làm việc sau ngày" in five


# Days and heirs, whatever they are


@given(DAYS, some.integers(1, 30))
def test_a_proposal_lies_that_many_working_days_ahead_and_is_a_working_day(issued, count):
    proposal = proposed_due(issued, working_days=count)

    assert is_working_day(proposal.day)
    assert days_late(issued, proposal.day) == count


@given(DAYS, some.integers(0, 40))
def test_late_days_are_the_working_days_after_the_deadline(due, count):
    assert days_late(due, due) == 0
    assert days_late(None, due) == 0
    assert days_late(due, add_working_days(due, count)) == count


def test_from_the_start_of_the_school_year_means_the_end_of_september_while_it_is_ahead():
    words = "ngay từ đầu năm học"

    assert proposed_due(ISSUED.replace(day=1), words).day == ISSUED.replace(day=30)
    assert proposed_due(ISSUED.replace(month=10, day=4), words).day == ISSUED.replace(month=10, day=18)
    assert proposed_due(None, words) is None


@pytest.mark.parametrize(
    ("heirs", "standing", "found"),
    [
        ({1: [2]}, {2}, 2),
        ({1: [2], 2: [3]}, {3}, 3),
        ({}, {2}, None),
        ({1: [2, 3]}, {2, 3}, None),
        ({1: [2], 2: [1]}, set(), None),
        ({}, {1}, 1),
    ],
)
def test_the_work_of_an_ended_unit_has_one_heir_or_waits(heirs, standing, found):
    assert heir(1, heirs, standing.__contains__) == found
