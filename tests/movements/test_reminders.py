"""Reminders by the clock: one digest a day, urgent tasks until they are closed, and never in quiet hours."""

import datetime as dt
from collections import Counter
from itertools import pairwise
from textwrap import shorten

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from thidua.activity.models import Delivery, Event, Notice
from thidua.core.dates import ZONE, day_of, is_working_day
from thidua.core.errors import Refused
from thidua.demo.days import at
from thidua.home.desk import desk_of
from thidua.movements import jobs
from thidua.movements.actions import reminders as acts
from thidua.movements.actions.pledges import sign_pledge
from thidua.movements.actions.reminders import (
    clear_own_hours,
    send_digests,
    send_urgent,
    set_own_hours,
    set_unit_hours,
    set_urgent_interval,
)
from thidua.movements.actions.tasks import add_task, finish_task
from thidua.movements.jobs import remind
from thidua.movements.models import (
    Assignment,
    Movement,
    Programme,
    ProgrammeRegistration,
    Reminder,
    ReminderHours,
    TaskPart,
    UrgentInterval,
)
from thidua.movements.queries.digests import due_of
from thidua.movements.queries.reminders import hours_of
from thidua.movements.rules.reminders import (
    HOUSE_HOURS,
    Due,
    Hours,
    blockers_to_set_hours,
    digest_goes,
    digest_lines,
    digest_sentence,
    horizon,
    is_quiet,
    quiet_begins,
    result_due,
    urgent_goes,
)
from thidua.org.access import Access
from thidua.org.models import Person, Post, User

MONDAY = dt.date(2021, 9, 27)  # three days before the pledges are due
TUESDAY, WEDNESDAY = MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=2)
SATURDAY = dt.date(2021, 9, 25)
PLEDGE = "Còn 3 ngày, hạn 30/09/2021: Đăng ký và ký giao ước thi đua"
EVENING = Hours(quiet_from=20, quiet_until=5, digest_hour=18)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def run(moment, *, people=500, tasks=200):
    """What the worker does every hour, at one moment."""
    for send, limit in ((send_urgent, tasks), (send_digests, people)):
        key = 0
        while key is not None:
            key = send(at=moment, after=key, limit=limit)


def told(user, **which):
    """What a person was reminded of, oldest first."""
    return list(Notice.objects.filter(user=user, reminder__isnull=False, **which).order_by("id"))


def a_task(movement, **values):
    """A task as one read out of the plan stands after the launch: it may have no person's name."""
    last = movement.tasks.order_by("-order").first()
    origin = "office" if values.get("due") else ""
    return movement.tasks.create(
        order=last.order + 1 if last else 1, responsible=[], stated=True, due_origin=origin, **values
    )


def urgent_words(user):
    return [notice.sentence for notice in told(user) if "Việc gấp" in notice.sentence]


@pytest.fixture
def movement(planned):
    return Movement.objects.get(owner=planned.school)


@pytest.fixture
def urgent(planned, movement):
    """An urgent task of Hoa's, asked for on Monday."""
    row = {"action": "Gửi danh sách tiêm chủng", "owner_person": planned.hoa.person, "urgent": True}
    return add_task(movement, row, by=planned.lan, at=at(MONDAY, 6))


# The clock, pure

HOURS = some.builds(
    Hours,
    quiet_from=some.integers(12, 23),
    quiet_until=some.integers(0, 11),
    digest_hour=some.integers(0, 23),
    rest_days=some.booleans(),
)
DAYS = some.dates(dt.date(2021, 1, 1), dt.date(2026, 12, 31))
MOMENTS = some.builds(at, DAYS, some.integers(0, 23), some.integers(0, 59))


@given(HOURS, MOMENTS)
def test_a_digest_never_goes_in_quiet_hours_before_its_hour_or_on_a_day_of_rest(hours, moment):
    goes = digest_goes(hours, moment)

    assert not (goes and is_quiet(hours, moment))
    assert not (goes and moment.hour < hours.digest_hour)
    assert not (goes and hours.rest_days and not is_working_day(moment.date()))


@given(HOURS, MOMENTS)
def test_what_goes_out_now_disturbs_from_the_moment_the_quiet_hours_begin(hours, moment):
    begins = quiet_begins(hours, moment)

    assert is_quiet(hours, begins)
    assert is_quiet(hours, moment) or (
        moment < begins and not is_quiet(hours, begins - dt.timedelta(minutes=1))
    )


@pytest.mark.parametrize(
    ("hour", "quiet"), [(5, True), (6, False), (20, False), (21, True), (23, True), (0, True)]
)
def test_the_house_is_quiet_from_21_to_6(hour, quiet):
    assert is_quiet(HOUSE_HOURS, at(MONDAY, hour, 59)) is quiet


@given(HOURS)
def test_hours_that_are_accepted_let_a_digest_through_on_every_working_day(hours):
    accepted = blockers_to_set_hours(hours) == []

    assert digest_goes(hours, at(MONDAY, hours.digest_hour)) is accepted


def test_a_digest_looks_three_days_on_and_over_days_of_rest_to_the_next_working_day():
    assert horizon(MONDAY) == dt.date(2021, 9, 30)
    assert horizon(dt.date(2022, 1, 28)) == dt.date(2022, 2, 7)  # the eve of the Tết holidays of 2022


def working_days(first, last):
    """How many lie after one day up to another."""
    return sum(is_working_day(first + dt.timedelta(days=step)) for step in range(1, (last - first).days + 1))


@given(DAYS, some.integers(1, 5))
def test_between_two_reminders_of_an_urgent_task_lie_as_many_working_days_as_were_set(first, every):
    sent, last = [], None
    for nth in range(21):
        day = first + dt.timedelta(days=nth)
        if urgent_goes(today=day, due=None, last=last, every=every):
            sent.append(day)
            last = day

    assert all(is_working_day(day) for day in sent)
    assert [working_days(*pair) for pair in pairwise(sent)] == [every] * (len(sent) - 1)


def test_an_urgent_task_due_on_a_day_of_rest_is_reminded_of_that_day_and_no_other_is():
    assert urgent_goes(today=SATURDAY, due=SATURDAY, last=None)
    assert not urgent_goes(today=SATURDAY, due=MONDAY, last=None)


def test_a_digest_says_how_much_is_due_and_then_each_thing_the_longest_overdue_first():
    items = [
        Due("Ký giao ước", dt.date(2021, 9, 30)),
        Due("Báo cáo", MONDAY, "Tổ Toán – Tin"),
        Due("Nộp kế hoạch", dt.date(2021, 9, 24)),
        Due("12/CV", None),
    ]

    assert digest_sentence(items, MONDAY) == (
        "Một việc đã quá hạn, một việc đến hạn hôm nay, một việc sắp đến hạn, một văn bản chờ xác nhận."
    )
    assert digest_lines(items, MONDAY).splitlines() == [
        "Trễ 3 ngày, hạn 24/09/2021: Nộp kế hoạch",
        "Hôm nay, hạn 27/09/2021: Báo cáo (Tổ Toán – Tin)",
        "Còn 3 ngày, hạn 30/09/2021: Ký giao ước",
        "Chờ xác nhận: 12/CV",
    ]


def test_a_long_digest_says_how_many_lines_it_leaves_to_the_desk():
    items = [Due(f"Việc {nth:03}", MONDAY) for nth in range(43)]

    lines = digest_lines(items, MONDAY).splitlines()

    assert (len(lines), lines[-1]) == (41, "Và 3 việc nữa ở trang Việc của tôi.")


# The digest


def test_a_teacher_is_told_once_of_the_pledge_three_days_before(planned):
    run(at(MONDAY, 8))

    [notice] = told(planned.hoa)
    assert notice.lines.splitlines()[0] == PLEDGE
    assert notice.sentence == "Một việc sắp đến hạn, một văn bản chờ xác nhận."
    assert [(row.channel, row.state) for row in notice.deliveries.all()] == [("in_app", "sent")]
    assert (notice.reminder.kind, notice.reminder.on) == ("digest", MONDAY)


def test_run_twice_in_the_same_hour_or_again_later_that_day_nothing_is_said_twice(planned, urgent):
    run(at(MONDAY, 8))
    before = (
        Notice.objects.count(),
        Reminder.objects.count(),
        Event.objects.count(),
        Delivery.objects.count(),
    )

    run(at(MONDAY, 8))
    run(at(MONDAY, 15))

    after = (
        Notice.objects.count(),
        Reminder.objects.count(),
        Event.objects.count(),
        Delivery.objects.count(),
    )
    assert after == before


@pytest.mark.parametrize(
    "moment", [at(MONDAY, 6), at(MONDAY, 21, 1), at(SATURDAY, 9), at(dt.date(2021, 9, 3), 9)]
)
def test_nobody_gets_a_digest_before_its_hour_at_night_on_a_saturday_or_on_a_holiday(planned, moment):
    send_digests(at=moment)

    assert list(Reminder.objects.all()) == []


def test_what_is_done_is_not_in_the_digest_and_who_owes_nothing_gets_none(planned, movement):
    sign_pledge(movement, by=planned.hoa, at=at(MONDAY, 7))
    movement.plan.receipts.update(received_at=at(MONDAY, 7))

    run(at(MONDAY, 8))

    assert told(planned.hoa) == []
    assert [notice.lines for notice in told(planned.quan)] == [PLEDGE]


def test_nothing_is_said_of_a_movement_that_is_closed(planned, movement, urgent):
    Movement.objects.filter(pk=movement.pk).update(state="closed")
    movement.plan.receipts.update(received_at=at(MONDAY, 7))

    run(at(MONDAY, 8))

    assert list(Reminder.objects.all()) == []


def test_a_run_killed_half_way_and_begun_again_misses_nobody_and_doubles_nothing(planned, monkeypatch):
    sound = acts.tell_each
    calls = []

    def dying(notices):
        calls.append(len(notices))
        if len(calls) == 3:
            raise ConnectionError("the machine stopped here")
        return sound(notices)

    monkeypatch.setattr(acts, "tell_each", dying)
    with pytest.raises(ConnectionError):
        run(at(MONDAY, 8), people=10)
    half = Reminder.objects.count()
    monkeypatch.setattr(acts, "tell_each", sound)

    run(at(MONDAY, 9), people=10)

    people = due_of(list(User.objects.filter(is_active=True)), on=MONDAY)
    assert half == calls[0] + calls[1]
    assert Counter(Reminder.objects.values_list("user", flat=True)) == Counter(people.keys())


@pytest.mark.parametrize("days", [0, 3, 11, 14, 25])
def test_the_digest_says_of_everybody_what_their_desk_says(planned, movement, days):
    day = MONDAY + dt.timedelta(days=days)
    team = planned.teams["TOAN"]
    for row in (
        {"action": "Làm bảng tin", "unit": team, "owner_positions": ["leader"], "due": day},
        {"action": "Chăm vườn", "unit": team, "owner_positions": [], "due": day},
        {"action": "Viết bài", "owner_person": planned.hoa.person, "due": MONDAY},
        {"action": "Xa xôi", "owner_person": planned.hoa.person, "due": day + dt.timedelta(days=30)},
    ):
        task = a_task(movement, **row)
    TaskPart.objects.create(task=task, order=1, written="Quân", person=planned.quan.person)
    users = list(User.objects.filter(is_active=True).select_related("person"))

    due = due_of(users, on=day)

    for user in users:
        desk = desk_of(Access(user, day))
        shown = [(shorten(work.title, 120), work.day) for work in (*desk.owed, *desk.returned)]
        shown = [(title.casefold(), due_on) for title, due_on in shown if due_on and due_on <= horizon(day)]
        mine = [(item.words.casefold(), item.day) for item in due.get(user.pk, []) if item.day]
        assert sorted(mine) == sorted(shown), user


def test_ten_people_and_five_hundred_cost_the_same_number_of_statements(planned, movement):
    [duty] = movement.duties.filter(what="pledge")
    made = Person.objects.bulk_create(
        Person(code=f"X{nth}", name=f"Người {nth}", folded=f"nguoi {nth}", sort_key=f"{nth:03}")
        for nth in range(600)
    )
    User.objects.bulk_create(
        User(username=f"x{person.pk}", person=person, must_change=False) for person in made
    )
    Post.objects.bulk_create(
        Post(
            person=person, unit=planned.school, position="teacher", title="Giáo viên", group="teacher", main=True,
            during=DateRange(dt.date(2021, 1, 1), None),
        )
        for person in made
    )  # fmt: skip
    Assignment.objects.bulk_create(
        Assignment(duty=duty, unit=planned.school, person=person, due=duty.due, opened_at=at(MONDAY))
        for person in made
    )
    first = User.objects.order_by("-pk")[599].pk - 1
    counts = []

    for limit in (10, 500):
        with transaction.atomic(), CaptureQueriesContext(connection) as seen:
            send_digests(at=at(MONDAY, 8), after=first, limit=limit)
        counts.append((len(seen), Reminder.objects.count()))

    assert counts[0][1] == 10
    assert counts[1][1] == 510
    assert counts[0][0] == counts[1][0]
    assert counts[0][0] < 25


def test_a_registration_without_a_result_is_on_the_list_at_the_end_of_the_year(planned, movement):
    programme = Programme.objects.create(movement=movement, order=99, name="Học tập và làm theo Bác")
    row = ProgrammeRegistration.objects.create(
        programme=programme, unit=planned.teams["TOAN"], person=planned.hoa.person, school_year="2021-2022",
        target="Mỗi tuần một việc tốt", registered_at=at(MONDAY), registered_by=planned.hoa,
    )  # fmt: skip

    def lines(day):
        return [
            item.words
            for item in due_of([planned.hoa], on=day).get(planned.hoa.pk, [])
            if "Bác" in item.words
        ]

    words = "Ghi kết quả năm học: Học tập và làm theo Bác"
    days = [dt.date(2022, 5, 27), dt.date(2022, 5, 30), dt.date(2022, 7, 31), dt.date(2022, 8, 1)]
    assert [lines(day) for day in days] == [[], [words], [words], []]
    assert result_due("2021-2022") == dt.date(2022, 5, 31)

    ProgrammeRegistration.objects.filter(pk=row.pk).update(
        result="Đã làm 30 việc", result_at=at(MONDAY), result_by=planned.hoa
    )
    assert lines(dt.date(2022, 5, 30)) == []


# Hours: the person's own, the unit's, the house's


def test_one_has_ones_own_hours_else_the_nearest_units_else_the_houses(planned):
    school, team = Hours(digest_hour=9), Hours(digest_hour=10)
    set_unit_hours(planned.school, school, by=planned.lan, at=at(MONDAY))
    set_unit_hours(planned.teams["TOAN"], team, by=planned.khoa, at=at(MONDAY))
    set_own_hours(planned.hoa, EVENING, by=planned.hoa, at=at(MONDAY))

    found = hours_of([planned.hoa, planned.khoa, planned.quan, planned.son], on=MONDAY)

    assert found == {
        planned.hoa.pk: EVENING,
        planned.khoa.pk: team,
        planned.quan.pk: school,
        planned.son.pk: HOUSE_HOURS,
    }


def test_a_persons_hours_move_their_digest_and_clearing_them_moves_it_back(planned):
    set_own_hours(planned.hoa, EVENING, by=planned.hoa, at=at(MONDAY))

    run(at(MONDAY, 8))
    assert (len(told(planned.hoa)), len(told(planned.quan))) == (0, 1)

    clear_own_hours(planned.hoa, by=planned.hoa, at=at(MONDAY, 9))
    run(at(MONDAY, 10))
    assert len(told(planned.hoa)) == 1


def test_who_wants_it_gets_the_digest_on_a_saturday_too(planned):
    set_own_hours(planned.hoa, Hours(rest_days=False), by=planned.hoa, at=at(MONDAY))
    Assignment.objects.filter(person=planned.hoa.person).update(due=SATURDAY)

    run(at(SATURDAY, 8))

    assert [row.user for row in Reminder.objects.all()] == [planned.hoa]


def test_hours_that_let_nothing_through_are_refused_with_every_reason(planned):
    with pytest.raises(Refused) as refused:
        set_own_hours(planned.hoa, Hours(9, 15, 22), by=planned.hoa, at=at(MONDAY))

    assert said(refused) == [
        "Giờ bắt đầu yên tĩnh phải từ 12 giờ đến 23 giờ.",
        "Giờ kết thúc yên tĩnh phải từ 0 giờ đến 11 giờ.",
        "Giờ nhận bản tin phải nằm ngoài giờ yên tĩnh.",
    ]
    assert list(ReminderHours.objects.all()) == []


def test_who_follows_the_unit_already_is_told_so(planned):
    with pytest.raises(Refused) as refused:
        clear_own_hours(planned.hoa, by=planned.hoa, at=at(MONDAY))

    assert said(refused) == ["Anh/chị đang theo giờ chung của đơn vị."]


# Urgent tasks


def test_an_urgent_task_is_reminded_of_each_working_day_and_the_head_is_told_on_the_second(planned, urgent):
    friday = dt.date(2021, 10, 1)
    for day in (MONDAY, TUESDAY, WEDNESDAY, friday, dt.date(2021, 10, 2), dt.date(2021, 10, 4)):
        run(at(day, 8))
        run(at(day, 16))

    words = "Gửi danh sách tiêm chủng."
    assert urgent_words(planned.hoa) == [f"Việc gấp, nhắc lần {nth}: {words}" for nth in (1, 2, 3, 4, 5)]
    days = (
        Reminder.objects.filter(user=planned.hoa, kind="urgent").order_by("on").values_list("on", flat=True)
    )
    assert list(days) == [MONDAY, TUESDAY, WEDNESDAY, friday, dt.date(2021, 10, 4)]
    [copy] = Reminder.objects.filter(kind="copy")
    assert (copy.user, copy.on) == (planned.lan, TUESDAY)
    assert copy.notice.sentence == f"Việc gấp đã nhắc 2 lần chưa xong (Đặng Thị Mẫu Hoa): {words}"
    assert copy.notice.href == urgent.get_absolute_url()


def test_after_a_task_is_closed_nothing_more_is_said_of_it(planned, urgent):
    run(at(MONDAY, 8))
    finish_task(urgent, by=planned.hoa, at=at(MONDAY, 17))

    run(at(TUESDAY, 8))

    assert [row.on for row in Reminder.objects.filter(task=urgent)] == [MONDAY]


def test_an_urgent_task_is_not_in_the_digest_as_well(planned, urgent):
    urgent.due, urgent.due_origin = MONDAY, "office"
    urgent.save()

    run(at(MONDAY, 8))

    assert [row.kind for row in Reminder.objects.filter(user=planned.hoa).order_by("kind")] == [
        "digest",
        "urgent",
    ]
    assert "tiêm chủng" not in told(planned.hoa, reminder__kind="digest")[0].lines


def test_the_head_who_has_the_task_to_do_gets_no_copy_of_their_own_reminder(planned, movement, urgent):
    urgent.owner_person = planned.lan.person
    urgent.save()

    for day in (MONDAY, TUESDAY):
        run(at(day, 8))

    assert [
        (row.kind, row.on) for row in Reminder.objects.filter(user=planned.lan, task=urgent).order_by("on")
    ] == [
        ("urgent", MONDAY),
        ("urgent", TUESDAY),
    ]


def test_without_a_head_the_deputies_are_told(planned, urgent):
    Post.objects.filter(unit=planned.school, position="head").update(position="teacher")

    for day in (MONDAY, TUESDAY):
        run(at(day, 8))

    deputies = Post.objects.on(TUESDAY).filter(unit=planned.school, position="deputy")
    copied = set(Reminder.objects.filter(kind="copy").values_list("user__person", flat=True))
    assert copied == set(deputies.values_list("person", flat=True))


def test_an_urgent_task_that_is_nobodys_is_said_to_the_head_from_the_first_day(planned, movement):
    task = a_task(movement, action="Khử khuẩn", urgent=True)

    for day in (MONDAY, TUESDAY):
        run(at(day, 8))

    rows = Reminder.objects.filter(task=task).order_by("on")
    assert [(row.user, row.kind, row.on) for row in rows] == [
        (planned.lan, "urgent", MONDAY),
        (planned.lan, "urgent", TUESDAY),
    ]


def test_the_head_hears_of_a_second_reminder_only_once_it_has_gone(planned, urgent):
    run(at(MONDAY, 8))
    set_own_hours(planned.hoa, Hours(quiet_until=11, digest_hour=11), by=planned.hoa, at=at(MONDAY, 9))

    run(at(TUESDAY, 8))
    before = Reminder.objects.filter(kind="copy").count()
    run(at(TUESDAY, 11))

    assert (before, [row.user for row in Reminder.objects.filter(kind="copy")]) == (0, [planned.lan])


def test_a_head_who_could_not_be_told_on_the_second_day_is_told_on_the_third_and_once(planned, urgent):
    late = Hours(quiet_until=11, digest_hour=11)
    run(at(MONDAY, 8))
    set_own_hours(planned.lan, late, by=planned.lan, at=at(MONDAY, 9))

    run(at(TUESDAY, 8))  # and the worker is down for the rest of the day
    for day in (WEDNESDAY, dt.date(2021, 9, 30)):
        run(at(day, 11))

    [copy] = Reminder.objects.filter(kind="copy")
    assert (copy.user, copy.on) == (planned.lan, WEDNESDAY)
    assert copy.notice.sentence.startswith("Việc gấp đã nhắc 3 lần chưa xong")


def test_a_head_appointed_after_the_second_day_is_told_of_what_is_still_open(planned, urgent):
    leaders = Post.objects.on(MONDAY).filter(unit=planned.school, position__in=["head", "deputy"])
    posts = dict(leaders.values_list("pk", "position"))
    Post.objects.filter(pk__in=posts).update(position="teacher")
    for day in (MONDAY, TUESDAY):
        run(at(day, 8))
    for pk, position in posts.items():
        Post.objects.filter(pk=pk).update(position=position)

    for day in (WEDNESDAY, dt.date(2021, 9, 30)):
        run(at(day, 8))

    assert [(row.user, row.on) for row in Reminder.objects.filter(kind="copy")] == [(planned.lan, WEDNESDAY)]


def test_a_deputy_whose_quiet_hours_end_later_is_told_the_same_day_and_not_the_next(planned, urgent):
    Post.objects.filter(unit=planned.school, position="head").update(position="teacher")
    deputies = Post.objects.on(TUESDAY).filter(unit=planned.school, position="deputy").values("person")
    first, second = User.objects.filter(person__in=deputies).order_by("id")[:2]
    set_own_hours(second, Hours(quiet_until=11, digest_hour=11), by=second, at=at(MONDAY, 6))

    run(at(MONDAY, 8))
    for day in (TUESDAY, WEDNESDAY):
        run(at(day, 8))
        run(at(day, 11))

    told_on = Reminder.objects.filter(kind="copy", user__in=[first, second]).values_list("user", "on")
    assert sorted(told_on) == [(first.pk, TUESDAY), (second.pk, TUESDAY)]


def test_the_posts_a_task_is_given_to_and_who_shares_it_are_reminded_and_nobody_else(planned, movement):
    row = {
        "action": "Khử khuẩn",
        "unit": planned.teams["TOAN"],
        "owner_positions": ["leader"],
        "urgent": True,
    }
    task = a_task(movement, **row)
    TaskPart.objects.create(task=task, order=1, written="Quân", person=planned.quan.person)

    run(at(MONDAY, 8))

    assert {row.user for row in Reminder.objects.filter(task=task)} == {planned.khoa, planned.quan}


def test_the_interval_a_movement_has_set_is_kept(planned, movement, urgent):
    set_urgent_interval(movement, 3, by=planned.lan, at=at(MONDAY))

    for step in range(12):
        run(at(MONDAY + dt.timedelta(days=step), 8))

    days = Reminder.objects.filter(task=urgent, kind="urgent").order_by("on").values_list("on", flat=True)
    assert list(days) == [MONDAY, dt.date(2021, 9, 30), dt.date(2021, 10, 5), dt.date(2021, 10, 8)]


def test_an_interval_out_of_range_or_of_a_closed_movement_is_refused_with_both_reasons(planned, movement):
    Movement.objects.filter(pk=movement.pk).update(state="closed")

    with pytest.raises(Refused) as refused:
        set_urgent_interval(movement, 6, by=planned.lan, at=at(MONDAY))

    assert said(refused) == ["Khoảng nhắc việc gấp là 1 đến 5 ngày làm việc.", "Phong trào đã tổng kết."]
    assert list(UrgentInterval.objects.all()) == []


def test_urgent_tasks_of_ten_people_and_of_a_hundred_cost_the_same_number_of_statements(planned, movement):
    people = list(Person.objects.filter(user__isnull=False).exclude(pk=planned.lan.person_id)[:10])
    counts = []

    for copies in (1, 10):
        for nth in range(copies):
            for person in people:
                row = {"action": f"Việc {copies} {nth}", "owner_person": person, "urgent": True}
                add_task(movement, row, by=planned.lan, at=at(MONDAY, 6))
        with CaptureQueriesContext(connection) as seen:
            send_urgent(at=at(MONDAY, 8))
        counts.append(len(seen))

    assert Reminder.objects.count() == 110
    assert counts[0] == counts[1]


@settings(
    max_examples=15,
    phases=[Phase.generate],  # each example is hours of a worker on a real database: none is shrunk
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    moments=some.lists(
        some.builds(
            at,
            some.dates(SATURDAY, dt.date(2021, 10, 5)),
            some.integers(0, 23),
            some.integers(0, 59),
        ),
        min_size=4,
        max_size=9,
    ),
    hours=HOURS.filter(lambda hours: not blockers_to_set_hours(hours)),
    closed=some.dates(MONDAY, dt.date(2021, 10, 4)),
)
def test_whenever_the_worker_runs_nothing_is_doubled_nothing_disturbs_nothing_follows_a_closing(
    planned, movement, urgent, moments, hours, closed
):
    with transaction.atomic():
        set_own_hours(planned.hoa, hours, by=planned.hoa, at=at(MONDAY))
        for moment in sorted(moments):
            urgent.refresh_from_db()
            if urgent.state == "open" and day_of(moment) > closed:
                finish_task(urgent, by=planned.hoa, at=moment)
            run(moment)

        rows = list(Reminder.objects.select_related("notice__event"))
        keys = [(row.user_id, row.on, row.task_id) for row in rows]
        assert len(keys) == len(set(keys))
        for row in rows:
            moment = row.notice.event.happened_at.astimezone(ZONE)
            own = hours if row.user_id == planned.hoa.pk else HOUSE_HOURS
            assert not is_quiet(own, moment)
            assert row.task_id is None or row.on <= closed
        seen = sorted({row.on for row in rows if row.kind == "urgent"})
        copies = [row.on for row in rows if row.kind == "copy"]
        assert len(copies) <= 1
        assert all(day in seen[1:] for day in copies)
        transaction.set_rollback(True)


# What the database itself holds


def test_two_digests_on_a_day_two_reminders_of_a_task_and_a_digest_of_a_task_cannot_be_kept(planned, urgent):
    run(at(MONDAY, 8))
    event = Reminder.objects.get(user=planned.hoa, kind="digest").notice.event

    def kept(kind, task):
        notice = Notice.objects.create(
            user=planned.hoa, event=Event.objects.exclude(pk=event.pk).first(), sentence="x"
        )
        return Reminder.objects.create(user=planned.hoa, on=MONDAY, kind=kind, task=task, notice=notice)

    for kind, about, name in (
        ("digest", None, "reminder_digest_once_a_day"),
        ("copy", urgent, "reminder_of_a_task_once_a_day"),
        ("digest", urgent, "reminder_digest_is_of_no_one_task"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            kept(kind, about)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"unit": None, "user": None}, "reminder_hours_are_of_a_unit_or_of_a_person"),
        ({"quiet_from": 11}, "reminder_hours_are_hours_of_a_day"),
        ({"digest_hour": 22}, "reminder_digest_is_not_in_quiet_hours"),
    ],
)
def test_hours_of_nobody_or_hours_that_are_none_cannot_be_kept(planned, values, name):
    row = {
        "unit": planned.school,
        "user": None,
        **vars(HOUSE_HOURS),
        "set_by": planned.lan,
        "set_at": at(MONDAY),
    }

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ReminderHours.objects.create(**{**row, **values})


def test_an_interval_of_six_days_cannot_be_kept(planned, movement):
    with pytest.raises(IntegrityError, match="urgent_interval_is_a_week_at_most"), transaction.atomic():
        UrgentInterval.objects.create(
            movement=movement, working_days=6, set_by=planned.lan, set_at=at(MONDAY)
        )


def test_the_worker_reminds_at_the_moment_it_runs(planned, urgent, time_machine):
    time_machine.move_to(at(MONDAY, 8), tick=False)

    remind(0)

    assert {row.kind for row in Reminder.objects.filter(user=planned.hoa)} == {"digest", "urgent"}


def test_digests_go_out_though_urgent_tasks_break_off_and_the_worker_says_so(
    planned, urgent, time_machine, monkeypatch, caplog
):
    time_machine.move_to(at(MONDAY, 8), tick=False)

    def dying(*, at, after):
        raise ValueError("an odd row")

    dying.__name__ = "send_urgent"
    monkeypatch.setattr(jobs, "send_urgent", dying)
    with pytest.raises(ExceptionGroup) as broken:
        remind(0)

    assert [str(problem) for problem in broken.value.exceptions] == ["an odd row"]
    assert [row.getMessage() for row in caplog.records if row.name == "thidua.movements.jobs"] == [
        "reminders broke off after key 0 of send_urgent"
    ]
    assert {row.kind for row in Reminder.objects.filter(user=planned.hoa)} == {"digest"}
