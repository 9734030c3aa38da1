import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.activity.models import Event
from thidua.core.errors import Refused
from thidua.demo.days import REPORTED, at
from thidua.demo.world import SINCE
from thidua.org.actions.tree import create_unit
from thidua.org.models import Unit
from thidua.reporting.actions.forms import define_indicator, make_form, open_window, slots_of
from thidua.reporting.actions.reports import (
    accept_report,
    return_report,
    save_answers,
    save_cell,
    submit_report,
)
from thidua.reporting.actions.totals import rebuild, refresh
from thidua.reporting.cells import Answer, CellState
from thidua.reporting.models import CellConflict, Mark, Report, Total
from thidua.reporting.queries.reports import cells_in, summary
from thidua.reporting.rollup import add_up

NOON = at(REPORTED, 12)
NUMBER, BLANK = CellState.NUMBER, CellState.BLANK
NONE, NOT = CellState.NONE_OCCURRED, CellState.NOT_APPLICABLE


def fill(report, by, *answers):
    rows = [
        Answer(slot, value, state, report.versions[slot], reason) for slot, value, state, reason in answers
    ]
    return save_answers(report, rows, by=by, at=NOON)


def filled(report, by, dosed=9, staff=9, lessons=4):
    return fill(report, by, (0, dosed, NUMBER, ""), (1, staff, NUMBER, ""), (2, lessons, NUMBER, ""))


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def test_an_answer_is_written_with_its_state_and_version(report, planned):
    saved = save_cell(report, 0, value=7, state=NUMBER, base=0, by=planned.khoa, at=NOON)

    assert (saved.values, saved.states, saved.versions) == ([7, None, None], [1, 0, 0], [1, 0, 0])


def test_none_occurred_and_not_applicable_carry_no_value(report, planned):
    saved = fill(report, planned.khoa, (0, 3, NONE, ""), (2, 5, NOT, " Tổ không dạy học. "))

    assert (saved.values, saved.states) == ([None] * 3, [2, 0, 3])
    assert saved.reasons == {"2": "Tổ không dạy học."}


def test_repeating_what_stands_changes_nothing_and_is_no_event(report, planned):
    filled(report, planned.khoa)
    before = Event.objects.count()

    again = save_cell(report, 0, value=9, state=NUMBER, base=0, by=planned.khoa, at=NOON)

    assert again.versions == [1, 1, 1]
    assert (Event.objects.count(), CellConflict.objects.count()) == (before, 0)


def test_a_stale_save_keeps_both_answers(report, planned):
    save_cell(report, 2, value=9, state=NUMBER, base=0, by=planned.khoa, at=NOON)

    late = save_cell(report, 2, value=8, state=NUMBER, base=0, by=planned.hoa, at=NOON)

    assert late.values[2] == 9
    beside = CellConflict.objects.get()
    assert (beside.value, beside.state, beside.by) == (8, 1, planned.hoa)
    assert [rival.said for rival in cells_in(late)[2].rivals] == ["8"]


def test_a_contested_report_cannot_be_sent_until_somebody_chooses(report, planned):
    filled(report, planned.khoa)
    save_cell(report, 2, value=8, state=NUMBER, base=0, by=planned.hoa, at=NOON)

    with pytest.raises(Refused) as refused:
        submit_report(report, by=planned.khoa, at=NOON)

    assert said(refused) == [
        (
            "Số bài giảng video đã hoàn thành: đang ghi “4”, còn “8” của Đặng Thị Mẫu Hoa chưa được ghi. "
            "Hãy chọn một rồi lưu lại ô này."
        )
    ]
    assert cells_in(Report.objects.get(pk=report.pk))[2].version == 2
    chosen = save_cell(report, 2, value=4, state=NUMBER, base=2, by=planned.khoa, at=NOON)
    assert cells_in(chosen)[2].rivals == ()
    assert submit_report(report, by=planned.khoa, at=NOON).state == "submitted"


def test_saving_the_whole_form_from_an_old_sight_settles_no_conflict(report, planned):
    filled(report, planned.khoa)
    save_cell(report, 2, value=8, state=NUMBER, base=0, by=planned.hoa, at=NOON)

    whole = [Answer(0, 9, NUMBER, 1), Answer(1, 9, NUMBER, 1), Answer(2, 4, NUMBER, 1)]
    report = save_answers(report, whole, by=planned.khoa, at=NOON)

    assert [rival.said for rival in cells_in(report)[2].rivals] == ["8"]


def test_a_sent_report_takes_no_answer(report, planned):
    filled(report, planned.khoa)
    submit_report(report, by=planned.khoa, at=NOON)

    with pytest.raises(Refused) as refused:
        save_cell(report, 0, value=1, state=NUMBER, base=1, by=planned.khoa, at=NOON)

    assert said(refused) == ["Báo cáo đã gửi; muốn sửa hãy đề nghị người duyệt trả lại."]


def test_submit_refuses_and_names_every_empty_cell(report, planned):
    save_cell(report, 0, value=9, state=NUMBER, base=0, by=planned.khoa, at=NOON)

    with pytest.raises(Refused) as refused:
        submit_report(report, by=planned.khoa, at=NOON)

    empty = "chưa trả lời. Nhập số, hoặc chọn “không phát sinh” hay “không áp dụng”."
    assert said(refused) == [
        f"Trong tổng số cán bộ, giáo viên, nhân viên của tổ: {empty}",
        f"Số bài giảng video đã hoàn thành: {empty}",
    ]
    assert [blocker.about.get_absolute_url() for blocker in refused.value.blockers] == [
        f"/bao-cao/{report.pk}/#o-1",
        f"/bao-cao/{report.pk}/#o-2",
    ]


def test_submit_refuses_a_part_larger_than_its_whole(report, planned):
    filled(report, planned.khoa, dosed=10, staff=9)

    with pytest.raises(Refused) as refused:
        submit_report(report, by=planned.khoa, at=NOON)

    assert said(refused) == ["Số người đã tiêm mũi 2: 10 nhiều hơn tổng số 9; một trong hai số chưa đúng."]


def test_submit_refuses_after_the_window_has_closed(report, planned):
    filled(report, planned.khoa)

    with pytest.raises(Refused) as refused:
        submit_report(report, by=planned.khoa, at=NOON + dt.timedelta(days=6))

    assert said(refused) == ["Đợt báo cáo đã khóa từ 20/10/2021; hãy xin gia hạn ở nơi nhận báo cáo."]


def test_a_submission_keeps_what_was_sent(report, planned):
    filled(report, planned.khoa)

    sent = submit_report(report, by=planned.khoa, at=NOON)

    kept = sent.submissions.get()
    assert kept.snapshot == {"values": [9, 9, 4], "states": [1, 1, 1], "reasons": {}}
    assert len(kept.sha256) == 64


def test_the_sender_does_not_accept_their_own_report(report, planned):
    filled(report, planned.minh)
    submit_report(report, by=planned.minh, at=NOON)

    with pytest.raises(Refused) as refused:
        accept_report(report, by=planned.minh, at=NOON)

    assert said(refused) == ["Người gửi báo cáo không tự duyệt báo cáo của mình."]


def test_a_return_keeps_the_figures_and_its_reason(report, planned):
    filled(report, planned.khoa)
    submit_report(report, by=planned.khoa, at=NOON)

    with pytest.raises(Refused) as refused:
        return_report(report, " ", by=planned.minh, at=NOON)
    back = return_report(report, "Sai số bài giảng.", by=planned.minh, at=NOON)

    assert said(refused) == ["Trả lại báo cáo thì cần ghi lý do."]
    assert (back.state, back.values) == ("returned", [9, 9, 4])
    assert back.submissions.get().reviews.get().reason == "Sai số bài giảng."


def test_an_accepted_report_enters_the_totals_above_it(report, planned):
    filled(report, planned.khoa)
    submit_report(report, by=planned.khoa, at=NOON)

    accept_report(report, by=planned.minh, at=NOON)

    before = summary(report.expected.window, planned.school)
    assert (before.stale, before.accepted, before.made_at) == (True, 0, None)
    assert refresh(at=NOON) == 1
    after = summary(report.expected.window, planned.school)
    assert (after.stale, after.accepted, after.expected, len(after.missing)) == (False, 1, 8, 7)
    assert [(row.value, row.whole, row.reports) for row in after.figures] == [(9, 9, 1), (4, None, 1)]


def test_a_window_refuses_dates_out_of_order_and_nobody_to_report(planned):
    lessons = define_indicator("X", "Số bài", "bài", by=planned.minh, at=NOON)
    version = make_form(planned.school, "Mẫu", [lessons], by=planned.minh, at=NOON)
    day = REPORTED

    with pytest.raises(Refused) as refused:
        open_window(
            planned.school, version, "Kỳ", planned.council.__class__.objects.none(), first=day, last=day, opens=day,
            due=day - dt.timedelta(days=1), closes=day, by=planned.minh, at=NOON,
        )  # fmt: skip

    assert said(refused) == [
        "Không có đơn vị nào phải báo cáo trong đợt này.",
        "Ba ngày của đợt báo cáo phải theo thứ tự: mở, hạn, khóa.",
    ]


def test_an_indicator_asked_for_again_is_the_same_one(planned):
    first = define_indicator("Y", "Số bài", "bài", by=planned.minh, at=NOON)
    second = define_indicator("Y", "Tên khác", "bài", by=planned.minh, at=NOON)

    assert (first.pk, second.name, slots_of(first)) == (second.pk, "Số bài", ["Y"])


ANSWER = st.tuples(st.sampled_from([1, 2, 3]), st.integers(0, 999))
# One row a unit: under which earlier unit it stands, whether its report was accepted, its three answers.
TREES = st.lists(st.tuples(st.integers(0, 9), st.booleans(), ANSWER, ANSWER, ANSWER), min_size=1, max_size=7)


def plant(planned, rows):
    """A random tree under a school of its own; each unit with the rows of its subtree that were accepted."""
    base = {"since": SINCE, "by": None, "at": NOON}
    top = create_unit("CAY", Unit.Kind.DEPARTMENT, "Cây mẫu", **base)
    units, parents = [top], [None]
    for order, row in enumerate(rows):
        above = row[0] % len(units)
        parents.append(above)
        name = f"Nhánh {order}"
        units.append(create_unit(f"CAY-{order}", Unit.Kind.DIVISION, name, parent=units[above], **base))
    return units, parents


def accepted_beneath(parents, rows):
    """For each unit the values of the accepted reports at or beneath it, by plain recursion over the parents."""
    found = {place: [] for place in range(len(parents))}
    for order, (_, taken, *answers) in enumerate(rows, start=1):
        place = order
        while taken and place is not None:
            found[place].append([value if state == 1 else None for state, value in answers])
            place = parents[place]
    return found


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TREES)
def test_the_totals_of_the_database_are_those_of_ten_pure_lines_on_any_tree(planned, rows):
    with transaction.atomic():
        units, parents = plant(planned, rows)
        window = window_of(planned, units[0], Unit.objects.filter(pk__in=[unit.pk for unit in units[1:]]))
        for unit, (_, taken, *answers) in zip(units[1:], rows, strict=True):
            settle(window, unit, planned, taken, answers)

        rebuild(window)

        totals = {total.unit_id: total for total in Total.objects.filter(window=window)}
        for place, given_rows in accepted_beneath(parents, rows).items():
            expected, total = add_up(given_rows, 3), totals[units[place].pk]
            assert (tuple(total.sums), tuple(total.numbers), total.accepted) == (
                expected.sums,
                expected.numbers,
                expected.accepted,
            )
        transaction.set_rollback(True)


def window_of(planned, owner, units):
    """A window with three plain figures over these units."""
    asked = [define_indicator(f"CAY_{name}", name, "bài", by=planned.minh, at=NOON) for name in "ABC"]
    version = make_form(owner, "Mẫu", asked, by=planned.minh, at=NOON)
    days = dict.fromkeys(("first", "last", "opens", "due", "closes"), REPORTED)
    return open_window(owner, version, "Kỳ", units, **days, by=planned.minh, at=NOON)


def settle(window, unit, planned, taken, answers):
    """One unit's report as it stands in the end: accepted, or only sent."""
    review = (
        {"accepted_at": NOON, "accepted_by": planned.minh, "state": "accepted"}
        if taken
        else {"state": "submitted"}
    )
    Report.objects.filter(expected__window=window, expected__unit=unit).update(
        values=[value if state == 1 else None for state, value in answers],
        states=[state for state, _ in answers],
        submitted_at=NOON,
        submitted_by=planned.khoa,
        **review,
    )


def test_a_mark_is_taken_once(report, planned):
    Mark.objects.create(window_id=report.expected.window_id, unit_id=planned.teams["TOAN"].pk)

    assert (refresh(at=NOON), refresh(at=NOON)) == (1, 0)
