"""Signals: what gives one, who sees it when, and that it decides nothing."""

import datetime as dt
import random

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.movements.guarding import (
    NOON,
    a_movement,
    a_text,
    head_of_the_other_school,
    two_schools_alike,
    words_of,
)
from thidua.activity.models import Event, Notice
from thidua.core.dates import days_inclusive
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.evidence import offer_evidence
from thidua.movements import jobs
from thidua.movements.actions.activations import activate_in_emergency
from thidua.movements.actions.calendar import plan_activity, speak_of_days
from thidua.movements.actions.scenarios import add_step, write_scenario
from thidua.movements.actions.signals import look_over, print_texts, reply_to_signal
from thidua.movements.actions.tasks import add_task, finish_task
from thidua.movements.models import Assignment, Round, Signal, SignalSight, Task
from thidua.movements.queries.signals import signal_page, signals_seen_by
from thidua.movements.queries.traces import silent_plans
from thidua.org.access import Access
from thidua.reporting.models import Expected, Form, FormVersion, Report, Window

OWN = words_of(0)
AFTER_DAYS = dt.date(2021, 9, 28)  # the five working days from Monday 20/9 end on 27/9
DAY = dt.timedelta(days=1)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


@pytest.fixture
def vy(world):
    """The head of the other school."""
    return head_of_the_other_school(world)


@pytest.fixture
def above(world):
    """The plan of the Sở, under which both schools stand."""
    return a_movement(world.department, world.son, a_text(random.Random(99), 20), number=3)


@pytest.fixture
def two_alike(world, vy):
    """Two schools that send the same paragraph, fingerprinted and signalled."""
    plans = two_schools_alike(world, vy)
    print_texts(at=NOON)
    return plans


def seen(user, day=ISSUED):
    return [(row.unit, row.kind) for row in signals_seen_by(Access(user, day)).order_by("pk")]


# Who sees what, and when


def test_the_unit_sees_its_signal_first_and_who_watches_over_it_only_after_its_days(world, vy, two_alike):
    assert seen(world.lan) == [(world.school, "copied")]
    assert seen(vy) == [(world.other_school, "copied")]
    for other in (world.son, world.minh, world.huong, world.hoa, world.tu, world.tam):
        assert seen(other) == []
    assert seen(world.son, AFTER_DAYS - DAY) == []
    assert seen(world.son, AFTER_DAYS) == [(world.school, "copied"), (world.other_school, "copied")]
    for other in (world.minh, world.huong, world.hoa, world.tu, world.tam):
        assert seen(other, AFTER_DAYS) == []


def test_with_the_reply_it_opens_at_once_and_the_watcher_is_told(world, two_alike):
    signal = Signal.objects.get(unit=world.school)
    moment = at(ISSUED, 15)

    reply_to_signal(signal, " Hai trường cùng soạn. ", by=world.lan, at=moment)

    signal.refresh_from_db()
    assert (signal.reply, signal.replied_by, signal.replied_at) == (
        "Hai trường cùng soạn.",
        world.lan,
        moment,
    )
    assert seen(world.son) == [(world.school, "copied")]
    assert Notice.objects.filter(user=world.son, href=signal.get_absolute_url()).count() == 1


def test_the_trail_does_not_tell_others_of_a_signal_before_the_unit_has_spoken(world, two_alike):
    rows = Event.objects.filter(verb="signal.found")

    assert {(row.unit_id, row.about_id, row.about_label) for row in rows} == {(None, None, "")}
    told = Notice.objects.filter(event__in=rows).values_list("user__username", flat=True)
    assert sorted(told) == ["binh", "lan", "m012", "vy"]  # heads and their deputies


def test_a_reply_lists_every_reason_against_it(world, two_alike):
    signal = Signal.objects.get(unit=world.school)
    reply_to_signal(signal, "Rồi.", by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        reply_to_signal(signal, "  ", by=world.hoa, at=NOON)

    assert said(refused) == [
        "Chỉ người đại diện đơn vị trả lời được tín hiệu của đơn vị.",
        "Đơn vị đã trả lời tín hiệu này; lời trả lời được giữ nguyên.",
        "Hãy nhập nội dung trả lời.",
    ]


def test_the_page_puts_the_sentences_side_by_side_and_keeps_who_opened_it(world, two_alike, enter):
    signal = Signal.objects.get(unit=world.school)

    page = enter(world.lan).get(signal.get_absolute_url()).content.decode()
    enter(world.lan).get(signal.get_absolute_url())

    assert all(line in page for line in OWN.split("\n"))
    assert "văn bản của một đơn vị khác" in page
    assert "Mẫu Khác" not in page
    [sight] = SignalSight.objects.all()
    assert (sight.signal, sight.user) == (signal, world.lan)
    assert enter(world.son).get(signal.get_absolute_url()).status_code == 404


def test_the_watcher_reads_the_reply_and_the_other_name_only_once_the_other_has_spoken_too(
    world, vy, two_alike, enter, clock
):
    signal, mirror = Signal.objects.get(unit=world.school), Signal.objects.get(unit=world.other_school)
    clock.move_to(NOON.astimezone(dt.UTC), tick=False)
    answer = enter(world.lan).post(
        reverse("signal_reply", args=[signal.pk]), {"reply": "Hai trường cùng soạn."}
    )
    assert answer.status_code == 302

    before = enter(world.son).get(signal.get_absolute_url()).content.decode()
    reply_to_signal(mirror, "Cùng soạn.", by=vy, at=NOON)
    after = enter(world.son).get(signal.get_absolute_url()).content.decode()

    assert "Hai trường cùng soạn." in before
    assert "văn bản của một đơn vị khác" in before
    assert ("Mẫu Khác" in before, "Trường THPT Mẫu Khác" in after) == (False, True)
    assert [(before.count(line), after.count(line) > 1) for line in OWN.split("\n")] == [(1, True)] * 8
    assert "Gửi lời trả lời" not in after


def test_above_the_sentences_of_the_other_open_with_its_own_days_and_the_unit_always_reads_both(
    world, two_alike
):
    signal = reply_to_signal(Signal.objects.get(unit=world.school), "Rồi.", by=world.lan, at=NOON)

    def read(user, day):
        about = signal_page(signal, Access(user, day))
        return about.reads_other, {bool(pair.other) for pair in about.likeness.pairs}, bool(about.other)

    assert read(world.son, AFTER_DAYS - DAY) == (False, {False}, False)
    assert read(world.son, AFTER_DAYS) == (True, {True}, True)
    assert read(world.lan, ISSUED) == (True, {True}, False)


def test_an_empty_reply_is_refused_on_the_page(world, two_alike, enter):
    signal = Signal.objects.get(unit=world.school)

    answer = enter(world.lan).post(reverse("signal_reply", args=[signal.pk]), {"reply": ""})

    assert answer.status_code == 422
    assert "Chưa nhập Lời trả lời của đơn vị." in answer.content.decode()


def test_the_list_shows_each_reader_only_their_part(world, two_alike, enter, clock):
    mine, theirs = two_alike
    first, second = Signal.objects.get(unit=world.school), Signal.objects.get(unit=world.other_school)
    clock.move_to(at(AFTER_DAYS, 9).astimezone(dt.UTC), tick=False)

    def listed(user, movement):
        page = enter(user).get(reverse("signals", args=[movement.pk])).content.decode()
        return [row for row in (first, second) if row.get_absolute_url() in page]

    assert listed(world.lan, mine) == [first]
    assert listed(world.hoa, mine) == []
    assert listed(world.son, mine) == listed(world.son, theirs) == [first, second]


def test_signals_stop_nothing(world, two_alike):
    """A unit that is signalled goes on finishing its work."""
    task = add_task(two_alike[0], {"action": "Làm", "owner_person": world.lan.person}, by=world.lan, at=NOON)

    assert finish_task(task, by=world.lan, at=NOON).state == "done"


def test_looking_over_now_is_asked_of_the_worker_once_and_nothing_is_looked_at_in_the_request(
    world, running, enter
):
    three_tasks_done(running, world.lan)
    address = reverse("signals_look", args=[running.pk])

    pages = [enter(world.lan).post(address, follow=True).content.decode() for _ in range(2)]

    said = "Đang rà soát; tín hiệu mới sẽ được gửi cho đơn vị."
    assert [said in page for page in pages] == [True, True]
    asked = ProcrastinateJob.objects.filter(task_name="movements.look_over")
    assert (list(asked.values_list("args", flat=True)), Signal.objects.count()) == (
        [{"movement": running.pk}], 0,
    )  # fmt: skip
    assert (jobs.look_over_one(**asked.get().args), Signal.objects.count()) == (1, 1)


# What was done, and how


@pytest.fixture
def running(world):
    return a_movement(world.school, world.lan, "Một kế hoạch.")


def three_tasks_done(running, by):
    for order in range(3):
        task = add_task(running, {"action": f"Việc {order}", "owner_person": by.person}, by=by, at=NOON)
        finish_task(task, by=by, at=NOON)


def test_work_said_to_be_done_without_any_proof_is_signalled_and_lifted_once_it_is_proved(world, running):
    three_tasks_done(running, world.lan)

    assert look_over(running, at=NOON) == 1
    signal = Signal.objects.get()
    assert (signal.kind, signal.unit, signal.sentence) == (
        "unproved",
        world.school,
        "3 trên 3 việc ghi là đã xong chưa có minh chứng nào.",
    )
    assert look_over(running, at=NOON) == 0
    for task in running.tasks.all():
        offer_evidence(task, world.school, by=world.lan, at=NOON, note="Ảnh ở phòng truyền thống.")
    look_over(running, at=at(AFTER_DAYS))

    signal.refresh_from_db()
    assert signal.lifted_at == at(AFTER_DAYS)
    assert seen(world.lan, AFTER_DAYS) == [(world.school, "unproved")]
    assert seen(world.son, AFTER_DAYS + 30 * DAY) == []


def test_a_signal_that_holds_again_is_shown_again_with_the_reply_it_had(world, running):
    three_tasks_done(running, world.lan)
    look_over(running, at=NOON)
    signal = reply_to_signal(Signal.objects.get(), "Sẽ bổ sung.", by=world.lan, at=NOON)
    Signal.objects.update(lifted_at=NOON)
    add_task(running, {"action": "Thêm", "owner_person": world.lan.person}, by=world.lan, at=NOON)
    finish_task(running.tasks.get(action="Thêm"), by=world.lan, at=NOON)

    look_over(running, at=at(AFTER_DAYS))

    kept = Signal.objects.get()
    assert (kept.lifted_at, kept.reply, kept.sentence) == (None, "Sẽ bổ sung.", signal.sentence)


def test_a_signal_that_comes_back_unanswered_is_told_again_and_is_the_units_alone_for_its_days_anew(
    world, running
):
    three_tasks_done(running, world.lan)
    look_over(running, at=NOON)
    Signal.objects.update(lifted_at=at(ISSUED + DAY))
    back = at(dt.date(2021, 11, 22))
    last = dt.date(2021, 11, 29)  # the fifth working day after that Monday

    look_over(running, at=back)
    look_over(running, at=back + DAY)

    signal = Signal.objects.get()
    assert (signal.lifted_at, signal.found_at, signal.reply_by) == (None, back, last)
    assert (seen(world.son, back.date()), seen(world.son, last)) == ([], [])
    assert seen(world.son, last + DAY) == [(world.school, "unproved")]
    assert Notice.objects.filter(user=world.lan, href=signal.get_absolute_url()).count() == 2


def test_tasks_that_a_schools_scenario_opened_are_the_schools_work_and_not_the_offices(world, above):
    values = {"name": "Dạy trực tuyến", "operating": "online", "trigger": "Có ca nhiễm"}
    made = write_scenario(above, world.school, values, by=world.lan, at=NOON)
    for order in range(3):
        add_step(made, f"Bước {order}", person=world.huong.person, days=0, by=world.lan, at=NOON)
    activate_in_emergency(made, "Dịch lan nhanh.", by=world.lan, at=NOON)
    for task in above.tasks.all():
        finish_task(task, by=world.lan, at=NOON)

    look_over(above, at=NOON)

    assert list(Signal.objects.values_list("unit", "kind")) == [(world.school.pk, "unproved")]


def test_one_movement_that_breaks_off_stops_no_other_and_the_night_says_so(world, monkeypatch):
    broken, whole = (a_movement(world.school, world.lan, "Một.", number=number) for number in (7, 8))
    problem, looked = ValueError("lạ"), []

    def look(movement, *, at):
        if movement == broken:
            raise problem
        looked.append(movement)
        return 1

    monkeypatch.setattr(jobs, "look_over", look)

    with pytest.raises(ExceptionGroup) as raised:
        jobs.look_for_signals(0)

    assert (looked, raised.value.exceptions) == ([whole], (problem,))


def test_texts_that_cannot_be_fingerprinted_keep_no_movement_from_being_looked_over(
    world, running, monkeypatch
):
    problem, looked = ValueError("lạ"), []

    def fail(**_):
        raise problem

    monkeypatch.setattr(jobs, "print_texts", fail)
    monkeypatch.setattr(jobs, "look_over", lambda movement, **_: looked.append(movement) or 0)

    with pytest.raises(ExceptionGroup) as raised:
        jobs.look_for_signals(0)

    assert (looked, raised.value.exceptions) == ([running], (problem,))


def test_days_written_down_long_after_them_are_signalled(world, running):
    Round.objects.create(
        movement=running, label="Đợt 1", during=days_inclusive(dt.date(2021, 9, 20), dt.date(2021, 11, 21))
    )
    activity = plan_activity(running, "Thứ Sáu xanh", weekday=4, by=world.lan, at=NOON)
    fridays = [dt.date(2021, 9, 24) + 7 * week * DAY for week in range(4)]
    speak_of_days(activity, world.school, fridays, "held", by=world.lan, at=at(dt.date(2021, 11, 5)))

    look_over(running, at=at(dt.date(2021, 11, 6)))

    signal = Signal.objects.get(kind="backfilled")
    assert signal.sentence == "4 trên 4 lần ghi được nhập sau ngày diễn ra hơn 14 ngày."
    assert signal.lines[0] == "Thứ Sáu xanh: ngày 24/09/2021, ghi ngày 05/11/2021"


def test_a_unit_whose_whole_round_lies_in_its_last_week_is_signalled_the_day_after(world, running):
    first, last = dt.date(2021, 9, 20), dt.date(2021, 10, 17)
    Round.objects.create(movement=running, label="Đợt 1", during=days_inclusive(first, last))
    late_team, even_team = world.teams["TOAN"], world.teams["VAN"]
    for day in [first, *(last - back * DAY for back in reversed(range(5)))]:
        activity = plan_activity(running, f"Ngày {day:%d}", day=day, by=world.lan, at=NOON)
        for unit in (even_team, *([late_team] if day != first else [])):
            speak_of_days(activity, unit, [day], "held", by=world.lan, at=at(last))

    look_over(running, at=at(last))
    during = Signal.objects.filter(kind="bunched").count()
    look_over(running, at=at(last + DAY))

    signal = Signal.objects.get(kind="bunched")
    assert (during, signal.unit) == (0, late_team)
    assert signal.sentence == (
        "Cả 5 hoạt động ghi trong Đợt 1 đều nằm trong tuần cuối của đợt, từ 11/10/2021 đến 17/10/2021."
    )


def test_a_plan_without_any_activity_after_thirty_days_is_signalled_until_there_is_one(world, running):
    on_time, after = at(ISSUED + 30 * DAY), at(ISSUED + 31 * DAY)

    assert look_over(running, at=on_time) == 0
    assert look_over(running, at=after) == 1
    assert Signal.objects.get().sentence == (
        "Kế hoạch có từ ngày 20/09/2021, sau 31 ngày chưa ghi hoạt động nào."
    )
    task = add_task(running, {"action": "Làm", "owner_person": world.lan.person}, by=world.lan, at=after)
    finish_task(task, by=world.lan, at=after)
    look_over(running, at=after)

    assert Signal.objects.get(kind="silent").lifted_at == after


def test_the_red_cell_marks_a_school_with_a_plan_and_nothing_done_after_thirty_days(
    world, above, enter, clock
):
    duty = above.duties.create(what="own_plan", reaches="schools", sentence="Xây dựng kế hoạch.")
    own = a_movement(world.school, world.lan, "Một kế hoạch.", parent=above)
    Assignment.objects.create(
        duty=duty, unit=world.school, opened_at=NOON, state="done", handed_in_on=ISSUED, handed_in_by=world.lan,
        answered_by=own.plan, done_at=NOON,
    )  # fmt: skip
    on_time, after = ISSUED + 30 * DAY, ISSUED + 31 * DAY

    assert list(silent_plans(above, on=on_time)) == []
    assert [row.unit for row in silent_plans(above, on=after)] == [world.school]
    clock.move_to(at(after).astimezone(dt.UTC), tick=False)
    page = enter(world.son).get(reverse("coverage", args=[above.pk])).content.decode()
    assert "Chưa có hoạt động sau 30 ngày" in page
    task = Task.objects.create(
        movement=own,
        order=1,
        action="Làm",
        responsible=[],
        stated=True,
        state="done",
        done_at=NOON,
        done_by=world.lan,
    )
    assert task.pk
    assert list(silent_plans(above, on=after)) == []


def test_a_report_at_100_percent_everywhere_without_proof_is_signalled_to_the_team_and_then_to_the_school(
    world, running
):
    team = world.teams["TOAN"]
    slots = [f"{code}.{part}" for code in ("A", "B", "C") for part in ("part", "whole")]
    form = FormVersion.objects.create(
        form=Form.objects.create(owner=world.school, name="Mẫu"),
        number=1,
        indicators=["A", "B", "C"],
        slots=slots,
    )
    window = Window.objects.create(
        owner=world.school, form_version=form, label="Tháng 9", covers=days_inclusive(ISSUED, ISSUED),
        opens_on=ISSUED, due_on=ISSUED, closes_on=ISSUED, about_kind="movements.movement", about_id=running.pk,
    )  # fmt: skip
    report = Report.objects.create(
        expected=Expected.objects.create(window=window, unit=team, unit_name=str(team)), state="submitted",
        values=[7] * 6, states=[1] * 6, versions=[1] * 6, submitted_at=NOON, submitted_by=world.khoa,
    )  # fmt: skip

    look_over(running, at=NOON)

    assert Signal.objects.get().sentence == (
        "Tháng 9: cả 3 tỉ lệ đều là 100 % và báo cáo không kèm minh chứng nào."
    )
    assert (seen(world.khoa), seen(world.lan), seen(world.lan, AFTER_DAYS)) == (
        [(team, "all_full")], [], [(team, "all_full")],
    )  # fmt: skip
    offer_evidence(report, team, by=world.khoa, at=NOON, note="Danh sách ký tên.")
    look_over(running, at=NOON)
    assert Signal.objects.get().lifted_at == NOON


def test_work_done_by_its_groups_is_activity_of_a_school_and_a_pledge_is_none(world, running):
    after = at(ISSUED + 31 * DAY)
    for what in ("pledge", "group_plans"):
        Assignment.objects.create(
            duty=running.duties.create(what=what, reaches="teams", sentence="Làm."), unit=world.teams["TOAN"],
            opened_at=NOON, state="open",
        )  # fmt: skip
    given = Assignment.objects.filter(duty__movement=running)

    given.filter(duty__what="pledge").update(state="done", done_at=NOON)
    assert look_over(running, at=after) == 1
    given.filter(duty__what="group_plans").update(state="done", done_at=NOON)
    look_over(running, at=after)

    assert Signal.objects.get(kind="silent").lifted_at == after


def test_looking_over_many_units_asks_no_more_than_looking_over_one(world, above):
    duty = above.duties.create(what="measures", reaches="schools", sentence="Có biện pháp.")

    def given(unit):
        Assignment.objects.create(
            duty=duty, unit=unit, opened_at=NOON, state="done", handed_in_on=ISSUED, handed_in_by=world.lan,
            done_at=NOON, note="Xong.",
        )  # fmt: skip

    given(world.school)
    look_over(above, at=NOON)
    with CaptureQueriesContext(connection) as one:
        look_over(above, at=NOON)
    for unit in world.teams.values():
        given(unit)
    with CaptureQueriesContext(connection) as many:
        look_over(above, at=NOON)

    assert len(many) == len(one)


def test_a_movement_is_held_only_by_whoever_may_print_so_that_no_two_wait_for_each_other(running):
    with CaptureQueriesContext(connection) as asked:
        look_over(running, at=NOON)

    waits = [row["sql"] for row in asked if "advisory" in row["sql"] or "FOR UPDATE" in row["sql"]]
    assert ["advisory" in sql for sql in waits[:2]] == [True, False]


# The database


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"sentence": ""}, "signal_says_what_was_seen"),
        ({"reply": "Rồi."}, "signal_reply_says_who_and_when"),
        ({"kind": "copied"}, "signal_of_likeness_names_both_texts"),
    ],
)
def test_the_database_holds_a_signal_to_its_facts(world, running, values, constraint):
    row = {"movement": running, "unit": world.school, "kind": "silent", "sentence": "Một câu."}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Signal.objects.create(found_at=NOON, reply_by=ISSUED, **{**row, **values})


def test_a_signal_is_given_once_and_a_sight_kept_once(world, running):
    row = {"movement": running, "unit": world.school, "kind": "silent", "sentence": "Một câu."}
    signal = Signal.objects.create(found_at=NOON, reply_by=ISSUED, **row)
    SignalSight.objects.create(signal=signal, user=world.lan, seen_at=NOON)

    with pytest.raises(IntegrityError, match="signal_is_given_once_to_a_unit"), transaction.atomic():
        Signal.objects.create(found_at=NOON, reply_by=ISSUED, **row)
    with pytest.raises(IntegrityError, match="signal_sight_is_kept_once_for_a_person"), transaction.atomic():
        SignalSight.objects.create(signal=signal, user=world.lan, seen_at=NOON)
