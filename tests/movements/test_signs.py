"""What counts as a sign, and from how much on: beneath that every test is silent."""

import datetime as dt

import pytest

from thidua.demo.days import ISSUED
from thidua.movements.rules.signals import (
    Entry,
    RoundOf,
    all_full,
    backfilled,
    bunched,
    irregular,
    silent,
    unproved,
)

LONG = RoundOf(7, "đợt 1", dt.date(2021, 9, 1), dt.date(2021, 10, 31))
DAY = dt.timedelta(days=1)


def entries(*days, written=None):
    return [Entry("Việc", day, written or day) for day in days]


def october(*days):
    return [dt.date(2021, 10, day) for day in days]


@pytest.mark.parametrize(
    ("done", "lacking", "signalled"),
    [(2, 2, False), (3, 3, True), (6, 3, True), (7, 3, False), (0, 0, False)],
)
def test_missing_proof_is_a_signal_from_three_things_and_half_of_all(done, lacking, signalled):
    assert (unproved(done, [str(each) for each in range(lacking)]) is not None) == signalled


@pytest.mark.parametrize(
    ("ratios", "proved", "signalled"),
    [
        ([(45, 45)] * 3, False, True),
        ([(45, 45)] * 3, True, False),
        ([(45, 45)] * 2, False, False),
        ([(45, 45), (45, 45), (44, 45)], False, False),
        ([(45, 45), (45, 45), (0, 0)], False, False),
        ([], False, False),
    ],
)
def test_a_report_whole_in_every_ratio_is_a_signal_only_without_proof(ratios, proved, signalled):
    assert (all_full("Báo cáo", 1, ratios, proved=proved) is not None) == signalled


def test_entries_are_back_filled_when_half_of_them_came_more_than_fourteen_days_late():
    late = entries(*october(1, 2, 3), written=dt.date(2021, 10, 18))
    timely = entries(*october(10, 11, 12, 13))

    assert backfilled(late).lines[-1] == "Việc: ngày 03/10/2021, ghi ngày 18/10/2021"
    assert backfilled([*late, *timely]) is None
    assert backfilled(late[:2]) is None
    assert backfilled(entries(*october(1, 2, 3), written=dt.date(2021, 10, 15))) is None


def test_a_long_round_with_everything_in_its_last_week_is_bunched():
    last_week = entries(*october(25, 26, 27, 28, 31))
    today = LONG.last + DAY

    assert bunched(last_week, LONG, today=today).sentence == (
        "Cả 5 hoạt động ghi trong đợt 1 đều nằm trong tuần cuối của đợt, từ 25/10/2021 đến 31/10/2021."
    )
    assert bunched(last_week, LONG, today=LONG.last) is None
    assert bunched(last_week[:4], LONG, today=today) is None
    assert bunched([*last_week, *entries(*october(24))], LONG, today=today) is None
    short = RoundOf(8, "đợt 2", dt.date(2021, 10, 20), dt.date(2021, 10, 31))
    assert bunched(last_week, short, today=today) is None


def test_a_round_with_entries_on_two_days_only_is_not_regular():
    today = LONG.last + DAY

    assert irregular(entries(*october(1, 1, 1, 20, 20)), LONG, today=today).lines == (
        "01/10/2021: 3 hoạt động",
        "20/10/2021: 2 hoạt động",
    )
    assert irregular(entries(*october(1, 1, 1, 20, 21)), LONG, today=today) is None
    assert irregular(entries(*october(1, 1, 1, 20)), LONG, today=today) is None


def test_silence_begins_after_the_thirtieth_day():
    assert silent(ISSUED, active=False, today=ISSUED + 30 * DAY) is None
    assert silent(ISSUED, active=False, today=ISSUED + 31 * DAY) is not None
    assert silent(ISSUED, active=True, today=ISSUED + 31 * DAY) is None
    assert silent(None, active=False, today=ISSUED) is None
