"""Days as Vietnamese offices count and write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core import dates

DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "written", "in_words"),
    [
        (dt.date(2021, 9, 8), "08/9/2021", "ngày 08 tháng 9 năm 2021"),
        (dt.date(2022, 1, 16), "16/01/2022", "ngày 16 tháng 01 năm 2022"),
        (dt.date(2022, 5, 25), "25/5/2022", "ngày 25 tháng 5 năm 2022"),
        (dt.date(2021, 10, 26), "26/10/2021", "ngày 26 tháng 10 năm 2021"),
        (dt.date(2021, 2, 5), "05/02/2021", "ngày 05 tháng 02 năm 2021"),
    ],
)
def test_documents_write_a_zero_before_small_days_and_before_january_and_february(day, written, in_words):
    assert (dates.official(day), dates.in_words(day)) == (written, in_words)


def test_screens_write_two_figures_each():
    assert dates.short(dt.date(2021, 9, 8)) == "08/09/2021"


def test_a_date_line_names_its_weekday():
    assert dates.with_weekday(dt.date(2021, 10, 15)) == "Thứ Sáu, ngày 15/10/2021"
    assert dates.with_weekday(dt.date(2021, 10, 17)) == "Chủ nhật, ngày 17/10/2021"


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (dt.date(2021, 7, 31), "2020-2021"),
        (dt.date(2021, 8, 1), "2021-2022"),
        (dt.date(2021, 12, 31), "2021-2022"),
        (dt.date(2022, 1, 1), "2021-2022"),
    ],
)
def test_the_school_year_turns_on_the_first_of_august(day, year):
    assert dates.school_year(day) == year


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (dt.date(2021, 10, 16), "Saturday"),
        (dt.date(2021, 9, 2), "National Day"),
        (dt.date(2021, 9, 3), "the second day of National Day, since 2021"),
        (dt.date(2022, 2, 1), "Tết"),
        (dt.date(2021, 4, 21), "Hùng kings"),
        (dt.date(2021, 5, 3), "in lieu of a 1 May on a Saturday"),
    ],
)
def test_offices_are_closed_on_weekends_and_public_holidays(day, why):
    assert dates.is_working_day(day) is False, why


def test_ten_working_days_reach_over_weekends_and_the_national_holiday():
    assert dates.add_working_days(dt.date(2021, 9, 1), 1) == dt.date(2021, 9, 6)
    assert dates.add_working_days(dt.date(2021, 9, 20), 10) == dt.date(2021, 10, 4)


def test_a_swapped_day_is_turned_over_both_ways():
    worked_saturday, free_monday = dt.date(2024, 5, 4), dt.date(2024, 5, 6)
    swapped = frozenset({worked_saturday, free_monday})

    assert dates.is_working_day(worked_saturday, swapped) is True
    assert dates.is_working_day(free_monday, swapped) is False
    assert dates.add_working_days(dt.date(2024, 5, 3), 2, swapped) == dt.date(2024, 5, 7)


@given(day=DAYS, count=st.integers(1, 60))
def test_exactly_that_many_working_days_lie_between(day, count):
    reached = dates.add_working_days(day, count)

    between = [day + dt.timedelta(days=step) for step in range(1, (reached - day).days + 1)]
    assert sum(dates.is_working_day(each) for each in between) == count
    assert dates.is_working_day(reached)


def test_a_moment_belongs_to_its_day_in_vietnam():
    late_in_london = dt.datetime(2021, 10, 15, 17, 30, tzinfo=dt.UTC)

    assert dates.day_of(late_in_london) == dt.date(2021, 10, 16)
    assert dates.day_of(late_in_london - dt.timedelta(hours=1)) == dt.date(2021, 10, 15)


@given(first=DAYS, length=st.integers(0, 400))
def test_a_period_written_with_both_ends_has_both_days_in_and_the_next_one_out(first, length):
    last = first + dt.timedelta(days=length)

    during = dates.days_inclusive(first, last)

    assert (first in during, last in during, last + dt.timedelta(days=1) in during) == (True, True, False)
    assert (during.upper - during.lower).days == length + 1


def test_the_two_rounds_of_the_seed_leave_one_day_in_neither():
    first = dates.days_inclusive(dt.date(2021, 9, 5), dt.date(2022, 1, 16))
    second = dates.days_inclusive(dt.date(2022, 1, 18), dt.date(2022, 5, 25))

    assert [(during.upper - during.lower).days for during in (first, second)] == [134, 128]
    assert (second.lower - first.upper).days == 1


def test_a_real_installation_lives_on_the_real_day(settings, tmp_path, time_machine):
    settings.VAR, settings.DEMO = tmp_path, False
    (tmp_path / "demo").write_text("2021-10-15")
    time_machine.move_to(dt.datetime(2026, 3, 1, 20, 0, tzinfo=dt.UTC), tick=False)

    assert dates.today() == dt.date(2026, 3, 2)
    assert dates.demo_day() is None


def test_a_demo_installation_lives_on_the_demo_day_at_the_real_hour(settings, tmp_path, time_machine):
    settings.VAR, settings.DEMO = tmp_path, False
    time_machine.move_to(dt.datetime(2026, 3, 1, 20, 0, tzinfo=dt.UTC), tick=False)

    dates.set_demo_day(dt.date(2021, 10, 15))

    assert settings.DEMO is True
    assert dates.now() == dt.datetime(2021, 10, 15, 3, 0, tzinfo=dates.ZONE)
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_noon_is_noon_in_vietnam():
    assert dates.at_noon(dt.date(2021, 10, 15)) == dt.datetime(2021, 10, 15, 5, 0, tzinfo=dt.UTC)
