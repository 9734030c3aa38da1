"""What the rules of scenarios refuse, and in which words: each reason once, without a database."""

import datetime as dt

import pytest

from thidua.movements.rules.scenarios import (
    Answer,
    Standing,
    Voice,
    blockers_to_activate,
    blockers_to_answer,
    blockers_to_confirm,
    blockers_to_end_activation,
    blockers_to_reopen,
    blockers_to_submit,
    blockers_to_withdraw,
    blockers_to_write,
    due_of,
    sides_of,
)

DAY = dt.date(2021, 10, 4)
CLOSED = "Phong trào đã tổng kết; phương án chỉ còn để xem."
READY = Standing(state="approved", unanswered=(), movement="running", active_since=None)


def words(blockers):
    return [blocker.message for blocker in blockers]


def test_a_scenario_of_a_closed_movement_is_not_written_without_a_name_or_under_a_used_one():
    assert words(blockers_to_write("approved", name=" ", same_name=False, closed=True)) == [
        "Phương án đã trình; muốn sửa hãy đưa về dự thảo và trình lại.",
        CLOSED,
        "Ghi tên phương án.",
    ]
    assert words(blockers_to_write("returned", name="A ", same_name=True, closed=False)) == [
        "Đơn vị đã có phương án tên “A” trong phong trào này."
    ]


def test_a_scenario_without_anything_to_do_is_not_sent():
    bodies = {"superior": "UBND tỉnh"}

    found = blockers_to_submit("draft", closed=False, trigger="Bão", steps=[], bodies=bodies)

    assert words(found) == ["Phương án chưa có việc nào phải làm."]
    assert (sides_of(school=True), sides_of(school=False)) == (("locality", "superior"), ("superior",))


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (None, ["Ghi ngày của văn bản phê duyệt."]),
        (DAY + dt.timedelta(days=1), ["Ngày phê duyệt (05/10/2021) chưa tới."]),
        (DAY - dt.timedelta(days=1), ["Ngày phê duyệt đứng trước ngày trình (04/10/2021)."]),
        (DAY, []),
    ],
)
def test_an_approval_has_a_day_between_the_sending_and_today(day, reasons):
    answer = Answer(approved=True, number="1", day=day)
    place = {"waiting": True, "side": "locality", "voice": Voice(itself=False, own=True)}

    assert words(blockers_to_answer(answer, **place, submitted=DAY, today=DAY)) == reasons


PAPER = "Cơ quan phê duyệt tự ghi trả lời của mình; ghi thay thì chọn văn bản đến đã vào sổ."
ELSEWHERE = "Trả lời của địa phương do đơn vị lập phương án, hoặc chính địa phương, ghi."


@pytest.mark.parametrize("approved", [True, False])
@pytest.mark.parametrize(
    ("voice", "superior", "locality"),
    [
        (Voice(itself=True, own=False), [], []),
        (Voice(itself=False, own=True), [PAPER], []),
        (Voice(itself=False, own=True, on_paper=True), [], []),
        (Voice(itself=False, own=False), [PAPER], [ELSEWHERE]),
        (Voice(itself=False, own=False, on_paper=True), [], [ELSEWHERE]),
    ],
)
def test_a_body_speaks_for_itself_or_through_a_paper_and_a_locality_through_the_school(
    voice, superior, locality, approved
):
    answer = Answer(approved=approved, number="1", day=DAY, reason="Thiếu đầu mối")
    given = {"waiting": True, "voice": voice, "submitted": DAY, "today": DAY}

    found = [words(blockers_to_answer(answer, side=side, **given)) for side in ("superior", "locality")]

    assert found == [superior, locality]


def test_a_draft_is_not_taken_back_to_a_draft():
    assert words(blockers_to_reopen("draft", reason="x", active=False)) == ["Phương án đang là dự thảo."]


def test_nothing_is_set_going_in_a_movement_that_does_not_run_not_even_in_an_emergency():
    idle = Standing(state="approved", unanswered=(), movement="draft", active_since=None)

    for emergency in (True, False):
        found = blockers_to_activate(idle, first=DAY, decided=DAY, emergency=emergency, head=True)
        assert words(found) == ["Phong trào chưa phát động hoặc đã tổng kết."]
    assert blockers_to_activate(READY, first=DAY, decided=DAY, emergency=False, head=False) == []


def test_a_step_that_lost_its_person_keeps_a_decision_waiting_and_not_an_emergency():
    unnamed = Standing(
        state="approved", unanswered=(), movement="running", active_since=None, unnamed=("Khử khuẩn",)
    )

    decided = blockers_to_activate(unnamed, first=DAY, decided=None, emergency=False, head=False)

    assert words(decided) == ["Việc “Khử khuẩn” chưa có người chịu trách nhiệm."]
    assert blockers_to_activate(unnamed, first=DAY, decided=None, emergency=True, head=True) == []


def test_only_an_emergency_that_waits_is_confirmed():
    given = {"emergency": False, "confirmed": True, "ended": True, "own": True, "approved": True}

    assert words(blockers_to_confirm(**given)) == [
        "Lần kích hoạt này đã có quyết định, không cần xác nhận.",
        "Lần kích hoạt khẩn cấp này đã được xác nhận.",
        "Lần kích hoạt này đã kết thúc.",
    ]


def test_an_end_lies_within_the_activation_and_a_withdrawal_before_it():
    before = DAY - dt.timedelta(days=1)

    ended = blockers_to_end_activation(first=DAY, planned_last=None, ended=False, last=before, reason="x")

    assert words(ended) == ["Phương án bắt đầu 04/10/2021; ngày cuối phải từ ngày ấy."]
    assert words(blockers_to_withdraw(first=DAY, ended=True, reason="x", today=before)) == [
        "Lần kích hoạt này đã kết thúc."
    ]


@pytest.mark.parametrize(
    ("days", "decided", "at_once"),
    [(None, None, None), (-2, dt.date(2021, 10, 2), DAY), (3, dt.date(2021, 10, 7), dt.date(2021, 10, 7))],
)
def test_a_due_day_is_told_from_the_switch_and_never_lies_before_an_emergency(days, decided, at_once):
    assert due_of(DAY, days, emergency=False) == decided
    assert due_of(DAY, days, emergency=True) == at_once
