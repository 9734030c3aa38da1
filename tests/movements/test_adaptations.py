"""Teaching and activity plans fitted to what happens: every version stays, one is valid on a day; groups with plans."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from tests.movements.conftest import travel
from thidua.core.dates import period
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.editing import compose_group_plan
from thidua.movements.actions.adaptations import record_adaptation
from thidua.movements.models import Adaptation, Movement
from thidua.movements.queries.adaptations import adaptation_on, adaptations_page, valid_on
from thidua.org.access import Access

FIRST, SECOND = dt.date(2021, 9, 27), dt.date(2021, 11, 1)
NOON = at(FIRST, 12)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


@pytest.fixture
def running(planned):
    return Movement.objects.get(owner=planned.school)


@pytest.fixture
def both(planned, running):
    """Two versions of the maths group's teaching plan."""
    toan, khoa = planned.teams["TOAN"], planned.khoa
    return [
        record_adaptation(
            running, toan, "teaching", reason=reason, first=first, text="Dạy trực tuyến.", by=khoa, at=NOON
        )
        for first, reason in ((FIRST, "Vùng vàng."), (SECOND, "Vùng cam."))
    ]


def test_two_versions_are_kept_and_each_day_has_the_one_valid_then(planned, running, both):
    toan = planned.teams["TOAN"]

    valid = [
        adaptation_on(running, toan, "teaching", day)
        for day in (FIRST - dt.timedelta(days=1), FIRST, SECOND - dt.timedelta(days=1), SECOND)
    ]

    assert valid == [None, both[0], both[0], both[1]]
    assert adaptation_on(running, toan, "activity", SECOND) is None
    assert [(row.version, row.reason) for row in Adaptation.objects.order_by("version")] == [
        (1, "Vùng vàng."),
        (2, "Vùng cam."),
    ]


def test_a_version_for_some_days_gives_way_to_the_one_before_it(planned, running, both):
    toan = planned.teams["TOAN"]
    short = record_adaptation(
        running, toan, "teaching", reason="Cách ly.", first=SECOND, last=SECOND, text="Nghỉ.",
        by=planned.khoa, at=NOON,
    )  # fmt: skip

    after = SECOND + dt.timedelta(days=1)
    found = [adaptation_on(running, toan, "teaching", day) for day in (SECOND, after)]

    assert (found, short.last_day) == ([short, both[1]], SECOND)


def test_what_is_no_version_is_refused_with_every_reason(planned, running, both):
    with pytest.raises(Refused) as refused:
        record_adaptation(
            running, planned.department, "teaching", reason=" ", first=FIRST, last=FIRST - dt.timedelta(days=1),
            by=planned.khoa, at=NOON,
        )  # fmt: skip
    with pytest.raises(Refused) as earlier:
        record_adaptation(
            running, planned.teams["TOAN"], "teaching", reason="Đổi.", first=FIRST, text="Đổi.",
            by=planned.khoa, at=NOON,
        )  # fmt: skip

    assert said(refused) == [
        "Đơn vị này không thuộc đơn vị của phong trào.",
        "Ngày cuối đứng trước ngày đầu.",
        "Ghi lý do điều chỉnh.",
        "Ghi điều được điều chỉnh, hoặc kèm tệp kế hoạch.",
    ]
    assert said(earlier) == ["Bản trước có hiệu lực từ 01/11/2021; bản mới không thể bắt đầu trước ngày ấy."]


def test_a_movement_that_is_over_takes_no_version(planned, running):
    Movement.objects.filter(pk=running.pk).update(state="closed")

    with pytest.raises(Refused) as refused:
        record_adaptation(
            running, planned.teams["TOAN"], "teaching", reason="Đổi.", first=FIRST, text="Đổi.",
            by=planned.khoa, at=NOON,
        )  # fmt: skip

    assert said(refused) == ["Phong trào chưa phát động hoặc đã tổng kết, nên chưa ghi bản điều chỉnh được."]


@pytest.mark.parametrize(
    "change",
    [
        {"reason": ""},
        {"text": "", "file": None},
        {"during": period(None, SECOND)},
        {"version": 1},
    ],
)
def test_the_database_holds_a_version_to_its_word(both, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Adaptation.objects.filter(pk=both[1].pk).update(**change)


DAYS = some.dates(min_value=dt.date(2021, 1, 1), max_value=dt.date(2021, 12, 31))


@given(some.lists(some.tuples(DAYS, some.none() | DAYS), max_size=6), DAYS)
def test_of_the_versions_that_hold_on_a_day_the_latest_is_valid(spans, day):
    rows = [
        Adaptation(pk=nth, unit_id=1, kind="teaching", version=nth, during=period(first, until))
        for nth, (first, until) in enumerate(spans, start=1)
        if until is None or first < until
    ]

    holding = [
        row.pk for row in rows if row.during.lower <= day and (not row.during.upper or day < row.during.upper)
    ]

    assert valid_on(rows, day) == set(holding[-1:])


def test_groups_with_both_plans_with_one_and_without_any_are_counted_and_named(planned, running):
    toan, van = planned.teams["TOAN"], planned.teams["VAN"]
    for team, skeleton in (
        (toan, "ke-hoach-day-hoc"),
        (toan, "ke-hoach-hoat-dong"),
        (van, "ke-hoach-day-hoc"),
    ):
        compose_group_plan(team, running.plan, skeleton, by=planned.khoa, at=NOON)

    about = adaptations_page(running, Access(planned.lan, FIRST), on=FIRST)
    before = adaptations_page(running, Access(planned.lan, FIRST), on=ISSUED)

    teams = len(planned.teams)
    assert about.counts == {"both": 1, "one": 1, "none": teams - 2}
    assert sorted(about.missing) == sorted(
        str(team) for code, team in planned.teams.items() if code not in {"TOAN", "VAN"}
    )
    assert before.counts == {"both": 0, "one": 0, "none": teams}


def test_a_leader_records_a_version_with_its_file_and_the_page_says_which_is_valid(planned, running, client):
    client.force_login(planned.khoa, backend="thidua.org.backends.StaffBackend")
    new = reverse("adaptation_new", args=[running.pk])
    told = {"kind": "teaching", "first": "27/09/2021", "reason": "Vùng vàng.", "text": ""}

    with travel(NOON):
        empty = client.post(new, told)
        file = SimpleUploadedFile("ke-hoach.txt", "Tuần 4 dạy trực tuyến.".encode())
        made = client.post(new, told | {"file": file})
        row = Adaptation.objects.get()
        page = client.get(reverse("adaptations", args=[running.pk]), {"ngay": "2021-10-01"}).content.decode()
        kept = client.get(reverse("adaptation_file", args=[row.pk]))

    assert (empty.status_code, made.status_code, made.url) == (422, 302, row.get_absolute_url())
    assert "Ghi điều được điều chỉnh, hoặc kèm tệp kế hoạch." in empty.content.decode()
    assert (row.unit, row.version) == (planned.teams["TOAN"], 1)
    assert "Có hiệu lực ngày 01/10/2021" in page
    assert kept.content.decode() == "Tuần 4 dạy trực tuyến."


def test_who_speaks_for_no_group_records_nothing(planned, running, client):
    client.force_login(planned.hoa, backend="thidua.org.backends.StaffBackend")

    with travel(NOON):
        answer = client.get(reverse("adaptation_new", args=[running.pk]))

    assert answer.status_code == 404
