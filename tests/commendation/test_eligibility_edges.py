"""Edges of the verdict that the shipped law data reaches rarely or not at all."""

import shutil
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from thidua.commendation.eligibility import Facts, judge, render_judgement
from thidua.commendation.eligibility.case import both, enough, years_before
from thidua.commendation.lawbook import load
from thidua.commendation.lawbook.book import SHIPPED

DAY = date(2021, 11, 20)
TODAY = date(2025, 11, 20)


@pytest.fixture
def changed(tmp_path):
    """Load a copy of the law data with one passage changed."""

    def change(name, old, new):
        folder = Path(shutil.copytree(SHIPPED, tmp_path / "law"))
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        return load(folder)

    return change


def facts(**values):
    return Facts.from_dict({"as_of": "2021-01-01", "source": "hồ sơ", "facts": values})


def leaf(found, pred):
    return next(leaf for leaf in found.leaves() if leaf.pred == pred)


def test_an_article_read_on_a_day_shows_that_day(changed):
    book = changed("awards/bieu_duong.yaml", "checked_on: null", 'checked_on: "2026-05-01"')

    found = judge("bieu_duong", facts(), subject="individual", law_date=DAY, lawbook=book)

    assert "(đối chiếu ngày 01/05/2026)" in render_judgement(found)
    assert found.as_json()["checked_on"] == "2026-05-01"


def test_a_standard_leaned_on_without_a_rule_is_unknown(changed):
    book = changed("awards/ldtt.yaml", "status: partly_verified", "status: no_rule_in_force")

    found = leaf(
        judge("cstdcs", facts(), subject="individual", law_date=TODAY, lawbook=book), "meets_standard_of"
    )

    assert (found.outcome, found.sentence) == (
        "unknown", "Danh hiệu này không có quy định đang có hiệu lực vào ngày xét.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("service", "outcome"), [(None, "unknown"), ({"years": 20}, "met"), ({"years": 19}, "unmet")]
)
def test_years_of_service_without_a_group_of_people(changed, service, outcome):
    book = changed("awards/knc_vsngd.yaml", "count_study_and_military: true, who: [in_sector]}", "count_study_and_military: true}")  # fmt: skip  # noqa: E501
    known = facts(service=service) if service else facts()

    found = judge("knc_vsngd", known, subject="individual", law_date=DAY, lawbook=book)

    assert leaf(found, "service_years").outcome == outcome


@pytest.mark.parametrize(
    ("level", "ends_on", "outcome"),
    [("buoc_thoi_viec", "2015-01-01", "unknown"), ("khien_trach", "2015-01-01", "met")],
)
def test_the_wait_after_discipline_says_nothing_of_dismissal(level, ends_on, outcome):
    known = facts(disciplines=[{"level": level, "on": "2014-01-01", "ends_on": ends_on}])

    found = judge("knc_vsngd", known, subject="individual", law_date=DAY)

    assert leaf(found, "wait_after_discipline").outcome == outcome


def test_a_discipline_without_a_period_under_review_cannot_be_placed():
    known = facts(disciplines=[{"level": "khien_trach", "on": "2021-03-01"}])

    found = leaf(judge("ldtt", known, subject="individual", law_date=DAY), "no_discipline")

    assert (found.outcome, found.missing.fact) == ("unknown", "period")


def test_an_award_decided_after_the_law_day_does_not_count():
    known = facts(
        period={"from": "2020-07-01", "to": "2021-06-30"},
        awards=[{"award": "ldtt", "year": 2021, "on": "2021-11-21"}],
    )

    assert (
        leaf(judge("cstdcs", known, subject="individual", law_date=DAY), "title_same_period").outcome
        == "unmet"
    )


@pytest.mark.parametrize(("kind", "outcome"), [(None, "unknown"), ("cong_trang", "unmet")])
def test_a_state_form_of_the_same_year_counts_by_its_kind(kind, outcome):
    held = {"award": "hcld_3", "year": 2021, "on": "2021-05-01"} | ({"kind": kind} if kind else {})
    known = facts(awards=[held], commendation_kind="cong_trang")

    assert (
        leaf(judge("bk_ttg", known, subject="individual", law_date=DAY), "state_once_a_year").outcome
        == outcome
    )


def test_a_second_state_form_needs_to_know_the_kind_proposed():
    known = facts(awards=[{"award": "hcld_3", "year": 2021, "on": "2021-05-01", "kind": "cong_trang"}])

    found = leaf(judge("bk_ttg", known, subject="individual", law_date=DAY), "state_once_a_year")

    assert (found.outcome, found.missing.fact) == ("unknown", "commendation_kind")


def test_years_back_from_a_leap_day_end_on_28_february():
    assert (years_before(date(2024, 2, 29), 1), years_before(date(2024, 2, 29), 4)) == (
        date(2023, 2, 28), date(2020, 2, 29),
    )  # fmt: skip


def test_three_valued_counting():
    assert [both(True, None), both(None, False), both()] == [None, False, True]
    assert [enough([True, None], 2), enough([True, False], 2), enough([True, None, True], 2)] == [
        None,
        False,
        True,
    ]


@pytest.mark.skipif(sys.gettrace() is not None, reason="measuring coverage slows each line several times")
def test_one_verdict_takes_less_than_a_millisecond():
    book = load()
    known = facts(
        period={"from": "2020-07-01", "to": "2021-06-30"},
        awards=[
            {"award": "bk_ct_ubnd_tinh", "year": y, "on": f"{y}-08-15", "kind": "cong_trang"}
            for y in (2014, 2016)
        ],
        ratings=[{"year": y, "value": "hoan_thanh_xuat_sac"} for y in range(2015, 2022)],
    )

    def once():
        start = time.process_time()
        judge("bk_ttg", known, subject="collective", law_date=DAY, lawbook=book)
        return time.process_time() - start

    assert min(once() for _ in range(20)) < 0.001
