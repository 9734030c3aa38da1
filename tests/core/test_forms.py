"""Fields of the house: a date as people type it, within the years that may be meant."""

import datetime as dt

import pytest

from thidua.core.forms import DayField, Form


class Asked(Form):
    day = DayField(label="Ngày tổ chức", required=False)


def errors(typed):
    return Asked({"day": typed}).errors.get("day", [])


@pytest.mark.parametrize("typed", ["1/1/1900", "31/12/2200", "2021-10-15", "15.10.2021", ""])
def test_a_day_of_these_three_centuries_is_taken(typed):
    assert errors(typed) == []


@pytest.mark.parametrize("typed", ["31/12/1899", "1/1/0001", "1/1/2201", "9999-12-31"])
def test_a_day_that_can_only_be_a_slip_is_refused_with_the_years_that_are_taken(typed):
    assert errors(typed) == ["Ngày phải trong khoảng từ năm 1900 đến năm 2200."]


def test_a_day_that_is_none_still_says_how_one_is_written():
    assert errors("30/2/2021") == ["Ngày tổ chức phải là một ngày, ví dụ 20/9/2021."]


def test_a_taken_day_is_a_date():
    form = Asked({"day": "15/10/2021"})

    assert (form.is_valid(), form.cleaned_data) == (True, {"day": dt.date(2021, 10, 15)})
