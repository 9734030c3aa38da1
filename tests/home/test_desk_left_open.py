"""What running movements still leave open waits on the desk of whoever decides: settings, years, results."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.demo.days import at
from thidua.home.desk import desk_of
from thidua.movements.models import Gap, Movement, Programme, ProgrammeRegistration
from thidua.movements.queries.card import reviews_owed
from thidua.movements.queries.gaps import checklist_of, settings_left
from thidua.movements.rules.gaps import LATER
from thidua.org.access import Access
from thidua.org.models import Unit

DAY = dt.date(2021, 9, 21)
NEW_YEAR = dt.date(2022, 1, 4)


def waiting(user, day=DAY):
    return [(work.title, work.go, work.href) for work in desk_of(Access(user, day)).waiting]


@pytest.fixture
def movement(planned):
    return Movement.objects.get(owner=planned.school)


def test_settings_nobody_has_decided_wait_for_whoever_decides_until_they_are(planned, movement):
    Gap.objects.filter(movement=movement, what__in=LATER).delete()
    left = checklist_of(movement).undecided
    words = {1: "một", 2: "hai", 3: "ba", 4: "bốn", 5: "năm"}[len(left)]
    line = (
        f"Quyết định {words} phần còn để ngỏ của {movement.plan.code}",
        "Quyết định",
        reverse("gaps", args=[movement.pk]),
    )

    assert [row for row in waiting(planned.lan) if row[1] == "Quyết định"] == [line]
    assert [row for row in waiting(planned.hoa) if row[1] == "Quyết định"] == []

    for gap in left:
        Gap.objects.create(
            movement=movement, what=gap.what, choice="not_used", decided_by=planned.lan, decided_at=at(DAY)
        )
    assert [row for row in waiting(planned.lan) if row[1] == "Quyết định"] == []


def test_a_year_that_is_over_without_a_review_waits_for_whoever_decides(planned, movement):
    Movement.objects.filter(pk=movement.pk).update(school_year="", during=(dt.date(2021, 9, 20), None))
    line = (
        f"Đánh giá năm 2021 của {movement.plan.code}",
        "Đánh giá",
        reverse("movement_card", args=[movement.pk]),
    )

    assert line not in waiting(planned.lan, DAY)
    assert line in waiting(planned.lan, NEW_YEAR)
    assert line not in waiting(planned.hoa, NEW_YEAR)

    movement.reviews.create(year=2021, text="Tốt.", reviewed_by=planned.lan, reviewed_at=at(NEW_YEAR))
    assert line not in waiting(planned.lan, NEW_YEAR)


def test_what_is_left_open_is_asked_in_two_statements_each_however_many_movements(planned, movement):
    units = Unit.objects.filter(pk=planned.school.pk)
    with CaptureQueriesContext(connection) as seen:
        settings_left(units)
        reviews_owed(units, on=NEW_YEAR)

    assert len(seen) <= 4


def test_a_registration_without_a_result_is_owed_by_its_holder_at_the_end_of_the_year(planned, movement):
    programme = Programme.objects.create(movement=movement, order=99, name="Học tập và làm theo Bác")
    ProgrammeRegistration.objects.create(
        programme=programme, unit=planned.teams["TOAN"], person=planned.hoa.person, school_year="2021-2022",
        target="Mỗi tuần một việc tốt", registered_at=at(DAY), registered_by=planned.hoa,
    )  # fmt: skip

    def lines(user, day):
        owed = desk_of(Access(user, day)).owed
        return [
            (work.day, work.caption, work.go) for work in owed if work.href == programme.get_absolute_url()
        ]

    assert lines(planned.hoa, dt.date(2022, 5, 20)) == []
    assert lines(planned.hoa, dt.date(2022, 5, 30)) == [(dt.date(2022, 5, 31), "Còn 1 ngày", "Ghi")]
    assert lines(planned.hoa, dt.date(2022, 6, 2)) == [(dt.date(2022, 5, 31), "Trễ 2 ngày", "Ghi")]
    assert lines(planned.quan, dt.date(2022, 5, 30)) == []
