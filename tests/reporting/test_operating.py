"""How units work from day to day: switched by decision, never overwritten, askable for any past day."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from thidua.core.dates import days_inclusive, period
from thidua.core.errors import Refused
from thidua.demo.days import at
from thidua.reporting.actions.operating import end_state, settle_emergency, switch_state, withdraw_state
from thidua.reporting.models import OperatingState
from thidua.reporting.operating import Decision, Span, days_by_name, days_of, read_states
from thidua.reporting.queries.operating import (
    against_gathering,
    free_until,
    history_of,
    operating_of,
    operating_on,
)

SEPTEMBER, NOVEMBER = dt.date(2021, 9, 6), dt.date(2021, 11, 1)
NOON = at(dt.date(2021, 11, 16), 12)
ORDER = Decision("UBND huyện", "2150/QĐ-UBND", dt.date(2021, 10, 31), "Có ca lây nhiễm trong xã")


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


@pytest.fixture
def open_school(world):
    """The school works on site since 06/9."""
    decision = Decision("Sở GD&ĐT", "2786/KH-SGDĐT", dt.date(2021, 9, 1), "Khai giảng")
    switch_state(world.school, "on_site", decision, first=SEPTEMBER, by=world.lan, at=NOON)
    return world.school


def lock_down(world, **days):
    span = {"first": NOVEMBER, "last": dt.date(2021, 11, 14)} | days
    return switch_state(world.school, "lockdown", ORDER, **span, by=world.lan, at=NOON)


def test_a_lockdown_from_the_first_to_the_fourteenth_lasts_fourteen_days(world, open_school):
    lock_down(world)
    switch_state(
        open_school, "online", ORDER, first=NOVEMBER, last=dt.date(2021, 11, 14), by=world.lan, at=NOON
    )

    history = history_of(open_school, dt.date(2021, 11, 30))

    assert history.regimes == {"phong tỏa": 14}
    assert history.modes == {"trực tiếp": 56, "trực tuyến": 14}
    assert [(row.state.name, row.state.during.lower, row.days) for row in history.rows] == [
        ("trực tuyến", NOVEMBER, 14),
        ("phong tỏa", NOVEMBER, 14),
        ("trực tiếp", SEPTEMBER, 56),
    ]
    assert history.now.words == "chưa ghi"


def test_any_past_day_says_how_the_school_worked_and_a_day_nobody_recorded_says_so(world, open_school):
    lock_down(world)

    def words(*day):
        return operating_on(open_school, dt.date(*day)).words

    assert words(2021, 9, 5) == "chưa ghi"
    assert words(2021, 10, 31) == "trực tiếp"
    assert words(2021, 11, 14) == "trực tiếp, phong tỏa"
    assert words(2021, 11, 15) == "trực tiếp"


def test_nobody_gathers_on_a_day_of_the_lockdown_and_the_decision_is_named(world, open_school):
    lock_down(world)

    barred = against_gathering(open_school, dt.date(2021, 11, 5))

    why = "“phong tỏa” (2150/QĐ-UBND ngày 31/10/2021 của UBND huyện)"
    told = f"Ngày 05/11/2021 đơn vị ở trạng thái {why}; không tổ chức hoạt động tập trung."
    assert [blocker.message for blocker in barred] == [told]
    assert against_gathering(open_school, dt.date(2021, 11, 15)) == []


def test_a_class_follows_its_school_until_it_is_switched_by_itself(world, open_school):
    room, day = world.classes["11A1"], dt.date(2021, 10, 4)
    assert operating_on(room, day).words == "trực tiếp"

    one = Decision("Trường", "12/QĐ", dt.date(2021, 10, 3), "Một học sinh là F1")
    switch_state(room, "online", one, first=day, by=world.lan, at=NOON)

    assert operating_on(room, day).words == "trực tuyến"
    assert operating_on(world.classes["11A2"], day).words == "trực tiếp"
    assert operating_of([open_school.pk], day)[open_school.pk].words == "trực tiếp"
    switch_state(open_school, "mixed", ORDER, first=NOVEMBER, by=world.lan, at=NOON)
    assert operating_on(room, NOVEMBER).words == "kết hợp trực tiếp và trực tuyến"
    parts = history_of(open_school, NOVEMBER).parts
    assert [(row.state.unit, row.days) for row in parts] == [(room, 28)]


def test_an_office_in_lockdown_does_not_lock_the_schools_beneath_it(world):
    switch_state(world.department, "lockdown", ORDER, first=NOVEMBER, by=world.son, at=NOON)

    assert operating_on(world.school, NOVEMBER).words == "chưa ghi"


def test_a_switch_refuses_with_every_reason(world, open_school):
    with pytest.raises(Refused) as refused:
        switch_state(
            open_school,
            "on_site",
            Decision(" ", "", None, ""),
            first=SEPTEMBER,
            last=dt.date(2021, 9, 1),
            by=world.lan,
            at=NOON,
        )
    assert said(refused) == [
        "Ngày cuối đứng trước ngày đầu.",
        "Từ 06/09/2021 đã ghi trạng thái “trực tiếp”; lịch sử không ghi đè.",
        "Ghi cơ quan, đơn vị ra quyết định.",
        "Ghi số của quyết định.",
        "Ghi ngày của quyết định.",
        "Ghi lý do chuyển trạng thái.",
    ]

    late = Decision("Sở", "1", dt.date(2021, 11, 17), "x")
    with pytest.raises(Refused) as refused:
        switch_state(open_school, "bay", late, first=NOVEMBER, by=world.lan, at=NOON)
    assert said(refused) == [
        "Chọn một trạng thái trong danh mục.",
        "Ngày của quyết định (17/11/2021) chưa tới.",
    ]


def test_a_state_ends_within_its_days_and_is_never_lengthened(world):
    row = lock_down(world)

    for last, reason in (
        (dt.date(2021, 10, 31), "Trạng thái “phong tỏa” bắt đầu 01/11/2021; ngày cuối phải từ ngày ấy."),
        (
            dt.date(2021, 11, 15),
            "Trạng thái “phong tỏa” đã hết từ 14/11/2021; muốn kéo dài cần ghi mới.",
        ),
    ):
        with pytest.raises(Refused) as refused:
            end_state(row, last, by=world.lan, at=NOON)
        assert said(refused) == [reason]

    assert end_state(row, dt.date(2021, 11, 10), by=world.lan, at=NOON).last == dt.date(2021, 11, 10)


def test_only_what_has_not_begun_is_withdrawn(world, open_school):
    with pytest.raises(Refused) as refused:
        withdraw_state(OperatingState.objects.get(), by=world.lan, at=NOON)
    assert said(refused) == ["Trạng thái “trực tiếp” đã bắt đầu 06/09/2021; chỉ kết thúc được."]

    planned = switch_state(open_school, "online", ORDER, first=dt.date(2021, 11, 17), by=world.lan, at=NOON)
    assert free_until(open_school, "mixed", dt.date(2021, 11, 16)) == dt.date(2021, 11, 16)
    withdraw_state(planned, by=world.lan, at=NOON)

    assert [row.name for row in OperatingState.objects.all()] == ["trực tiếp"]
    assert free_until(open_school, "mixed", dt.date(2021, 11, 16)) is None


def test_an_emergency_begins_without_a_decision_and_is_given_it_later(world):
    begun = Decision("Trường THPT Lộc Thái", "", None, "Ca bệnh trong trường", emergency=True)
    row = switch_state(world.school, "online", begun, first=NOVEMBER, by=world.lan, at=NOON)
    assert row.basis == "Trường THPT Lộc Thái, chưa có quyết định"

    with pytest.raises(Refused) as refused:
        settle_emergency(row, Decision("Sở", "", None, "x"), by=world.son, at=NOON)
    assert said(refused) == ["Ghi số của quyết định.", "Ghi ngày của quyết định."]

    assert settle_emergency(row, ORDER, by=world.son, at=NOON).basis == (
        "2150/QĐ-UBND ngày 31/10/2021 của UBND huyện"
    )


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({}, "operating_mode_one_at_a_time_in_a_unit"),
        ({"during": period(NOVEMBER, NOVEMBER)}, "operating_state_lasts_a_day"),
        ({"reason": ""}, "operating_state_says_what_who_and_why"),
        ({"number": ""}, "operating_state_decision_has_number_and_day"),
    ],
)
def test_the_database_keeps_the_promises_of_a_state(world, open_school, change, name):
    row = OperatingState.objects.get(unit=open_school)
    row.pk, row.recorded_at = None, NOON
    for column, value in change.items():
        setattr(row, column, value)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save(force_insert=True)


def test_the_database_keeps_one_regime_at_a_time(world):
    row = lock_down(world)
    row.pk, row.during = None, days_inclusive(dt.date(2021, 11, 14), dt.date(2021, 11, 20))

    with pytest.raises(IntegrityError, match="operating_regime_one_at_a_time"), transaction.atomic():
        row.save(force_insert=True)


def test_a_list_without_one_of_the_three_modes_or_with_a_strange_key_is_refused():
    entry = "- {{code: {0}, name: {0}, aspect: mode, on_site: true}}\n"
    three = "".join(entry.format(code) for code in ("on_site", "online", "mixed"))

    assert list(read_states(three)) == ["on_site", "online", "mixed"]
    for wrong in (entry.format("on_site"), three + "- {code: x}\n", three + entry.format("mixed")):
        with pytest.raises(ValueError, match="operating states"):
            read_states(wrong)


DAYS = some.dates(min_value=dt.date(2021, 1, 1), max_value=dt.date(2022, 12, 31))


@given(first=DAYS, length=some.integers(1, 60), cut=some.integers(1, 59), until=DAYS)
def test_days_do_not_depend_on_how_a_time_is_cut(first, length, cut, until):
    day = dt.timedelta(days=1)
    last = first + (length - 1) * day
    whole = Span("trực tuyến", first, last)
    middle = first + min(cut, length) * day - day
    parts = [Span("trực tuyến", first, middle), Span("trực tuyến", middle + day, last)]

    assert sum(days_of(part, until) for part in parts) == days_of(whole, until)
    assert days_by_name(parts, until) == days_by_name([whole], until)
