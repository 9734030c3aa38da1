"""The calendar of a movement: rounds and their gaps, anniversaries by year, the Fridays of the school year."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from thidua.core.dates import holiday_on
from thidua.core.errors import Refused
from thidua.demo.days import DECIDED, at
from thidua.movements.actions.calendar import plan_activity, remove_activity, speak_of_days
from thidua.movements.actions.drafts import edit_part
from thidua.movements.actions.importing import import_plan
from thidua.movements.icalendar import as_calendar
from thidua.movements.models import Commemoration, Occasion, PlannedActivity
from thidua.movements.month_grid import months_of
from thidua.movements.queries.calendar import calendar_of, entries_of, round_on, slots_in
from thidua.movements.queries.drafts import rounds_of
from thidua.movements.queries.tasks import task_page
from thidua.movements.rules.anniversaries import falls_on, mismatch, years_since
from thidua.movements.rules.recurring import days_of, slots_of, spoken_for
from thidua.movements.rules.rounds import blockers_to_round, praise_due, round_holding, shared_days
from thidua.org.access import Access
from thidua.reporting.actions.operating import switch_state
from thidua.reporting.operating import Decision

NOON = at(DECIDED, 12)
SPRING = dt.date(2022, 2, 14)
FRIDAY = 4
R1 = ("Đợt 1", dt.date(2021, 9, 5), dt.date(2022, 1, 16))
R2 = ("Đợt 2", dt.date(2022, 1, 18), dt.date(2022, 5, 25))
GAP = dt.date(2022, 1, 17)
TET = dt.date(2022, 2, 4)
NAME = "Chiều thứ Sáu Xanh- Sạch- Đẹp"


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def text(answer):
    return answer.content.decode()


@pytest.fixture
def year(world, seeds):
    """The school-year movement of the real plan with two rounds, kept by the school as its own."""
    data = next(seeds.glob("004_*.txt")).read_bytes()
    return import_plan(world.school, data, "004.txt", by=world.huong, at=NOON, own=True).movement


@pytest.fixture
def friday(world, year):
    return plan_activity(year, NAME, weekday=FRIDAY, part="afternoon", by=world.binh, at=NOON)


def seen(world, movement, day=DECIDED):
    return calendar_of(movement, world.school, Access(world.binh, day))


# Rounds


def test_the_rounds_of_the_year_have_134_and_128_days_and_17_january_lies_in_none(world, year):
    about = seen(world, year)

    assert [(part.round.label, part.first, part.last, part.days) for part in about.rounds] == [
        (*R1, 134),
        (*R2, 128),
    ]
    assert about.between == [("Đợt 1", GAP, GAP)]
    assert round_on(year, GAP) is None
    assert [round_on(year, day).label for day in (R1[2], R2[1])] == ["Đợt 1", "Đợt 2"]
    assert [part.praise_due for part in about.rounds] == [dt.date(2022, 1, 31), dt.date(2022, 6, 9)]
    assert [part.round.target for part in about.rounds] == [
        "Hoàn thành tốt nhiệm vụ học kỳ I năm học 2021 - 2022",
        "hoàn thành xuất sắc nhiệm vụ năm học 2021 - 2022",
    ]


def test_a_second_round_from_15_january_shares_two_days_with_the_first(world, year):
    second = year.rounds.get(label="Đợt 2")
    values = {"label": "Đợt 2", "first": dt.date(2022, 1, 15), "last": R2[2], "target": ""}

    with pytest.raises(Refused) as refused:
        edit_part(second, "dot", values, by=world.binh, at=NOON)

    assert said(refused) == ["Đợt 2 trùng 2 ngày (15 và 16/01/2022) với Đợt 1 (05/09/2021 đến 16/01/2022)."]
    assert rounds_of(year) == [R1, R2]


def test_shared_days_are_said_in_words():
    day = dt.date

    assert shared_days(day(2022, 1, 16), day(2022, 1, 20), *R1[1:]) == "1 ngày (16/01/2022)"
    assert shared_days(day(2022, 1, 10), day(2022, 1, 20), *R1[1:]) == (
        "7 ngày (từ 10/01/2022 đến 16/01/2022)"
    )
    assert shared_days(day(2021, 9, 30), day(2021, 10, 1), *R1[1:]) == (
        "2 ngày (từ 30/09/2021 đến 01/10/2021)"
    )
    assert shared_days(GAP, GAP, *R1[1:]) == ""
    assert blockers_to_round("Đợt 2", GAP, R2[2], [R1]) == []


# Anniversaries


def test_anniversaries_stand_in_the_order_of_days_with_their_years(world, year):
    about = seen(world, year)

    first, second = about.rounds
    assert [(each.day, each.years) for each in first.remembered] == [
        (dt.date(2021, 10, 20), None),
        (dt.date(2021, 11, 20), 39),
        (dt.date(2021, 12, 22), None),
        (dt.date(2021, 12, 22), None),
    ]
    assert [(each.day, each.years) for each in second.remembered] == [
        (dt.date(2022, 2, 3), None),
        (dt.date(2022, 3, 8), None),
        (dt.date(2022, 3, 26), None),
        (dt.date(2022, 4, 30), 47),
        (dt.date(2022, 5, 19), 132),
    ]
    assert [each.years for each in about.year_wide] == [190, 80, 25]
    assert (about.remembered, about.days) == (12, 8)
    assert [each.warning for part in about.rounds for each in part.remembered if each.warning] == []


def test_a_count_that_is_not_the_years_is_named_beside_the_printed_one(world, year):
    Commemoration.objects.filter(movement=year, since=1831).update(until=2020)
    Commemoration.objects.filter(movement=year, since=1982).update(count=40)

    about = seen(world, year)

    assert about.year_wide[0].warning == (
        "thành lập tỉnh: văn bản ghi 190 năm, tính ra 189 năm. Chữ trong văn bản giữ nguyên."
    )
    assert [each.warning for each in about.rounds[0].remembered][1] == (
        "ngày Nhà giáo Việt Nam: văn bản ghi 40 năm, tính ra 39 năm. Chữ trong văn bản giữ nguyên."
    )


@pytest.mark.parametrize(
    ("since", "year_of_it", "years"),
    [(1831, 2021, 190), (1941, 2021, 80), (1997, 2022, 25), (1982, 2021, 39), (1982, 2022, 40), (1975, 2022, 47),
     (1975, 2023, 48), (1890, 2022, 132), (None, 2022, None), (2023, 2022, None)],
)  # fmt: skip
def test_years_are_counted_from_the_founding_year(since, year_of_it, years):
    assert years_since(since, year_of_it) == years
    assert mismatch("x", years, years) == mismatch("x", None, years) == ""


@given(some.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)), some.integers(0, 1500), some.dates())
def test_a_day_is_remembered_on_every_such_date_of_the_window_and_on_no_other(first, length, day):
    last = first + dt.timedelta(days=length)

    found = falls_on(day.day, day.month, first, last)

    every = [first + dt.timedelta(days=count) for count in range(length + 1)]
    assert found == [each for each in every if (each.day, each.month) == (day.day, day.month)]


# Fridays


def test_the_school_year_has_19_and_18_fridays_and_tet_is_only_proposed(world, year, friday):
    [row] = seen(world, year).activities

    assert [(label, len(slots)) for label, slots in row.by_round] == [("Đợt 1", 19), ("Đợt 2", 18)]
    assert len(row.slots) == 37
    assert [(slot.day, slot.holiday, slot.state) for slot in row.proposed] == [
        (TET, "Mùng bốn Tết Nguyên Đán", "open")
    ]
    assert [part.slots for part in seen(world, year).rounds] == [[(friday, 19)], [(friday, 18)]]


def test_a_holiday_is_struck_out_only_by_the_unit_and_with_a_reason(world, year, friday):
    with pytest.raises(Refused) as refused:
        speak_of_days(friday, world.school, [TET], "struck", by=world.binh, at=NOON)
    assert said(refused) == ["Ghi lý do không tổ chức; máy không tự gạch ngày nào."]

    speak_of_days(friday, world.school, [TET], "struck", reason="Nghỉ Tết", by=world.binh, at=NOON)

    [row] = seen(world, year).activities
    assert (row.proposed, row.count("struck"), row.count("open"), row.count("missed")) == ([], 1, 35, 1)
    [elsewhere] = calendar_of(year, world.other_school, Access(world.binh, DECIDED)).activities
    assert elsewhere.count("struck") == 0


def test_what_was_said_last_stands_and_weeks_without_a_word_are_missed(world, year, friday):
    days = [dt.date(2021, 9, 10), dt.date(2021, 9, 17), dt.date(2021, 9, 24)]
    late = at(dt.date(2021, 9, 25))
    speak_of_days(friday, world.school, days[:2], "held", by=world.binh, at=late)
    speak_of_days(friday, world.school, days[:1], "struck", reason="Mưa bão", by=world.binh, at=late)
    speak_of_days(friday, world.school, days[1:2], "open", by=world.binh, at=late)

    slots = slots_in(friday, world.school, rounds_of(year), today=late.date())

    assert [(slot.state, slot.reason) for slot in slots[:4]] == [
        ("struck", "Mưa bão"),
        ("missed", ""),
        ("missed", ""),
        ("open", ""),
    ]


def test_days_that_are_not_planned_or_have_not_come_are_refused_with_every_reason(world, friday):
    days = [dt.date(2021, 9, 11), dt.date(2021, 9, 17)]

    with pytest.raises(Refused) as refused:
        speak_of_days(friday, world.school, days, "held", by=world.binh, at=at(dt.date(2021, 9, 14)))
    assert said(refused) == [
        "Ngày 11/09/2021 không có buổi nào của hoạt động này.",
        "Ngày 17/09/2021 chưa tới.",
    ]
    with pytest.raises(Refused) as refused:
        speak_of_days(friday, world.school, [], "held", by=world.binh, at=NOON)
    assert said(refused) == ["Chọn ít nhất một buổi."]
    assert Occasion.objects.count() == 0


def test_an_activity_is_taken_back_until_a_unit_has_spoken_of_it(world, year, friday):
    speak_of_days(friday, world.school, [TET], "struck", reason="Nghỉ Tết", by=world.binh, at=NOON)

    with pytest.raises(Refused) as refused:
        remove_activity(friday, by=world.binh, at=NOON)

    assert said(refused) == ["Đã có 1 buổi được ghi là đã làm hoặc không tổ chức; lịch sử được giữ."]
    speak_of_days(friday, world.school, [TET], "open", by=world.binh, at=NOON)
    remove_activity(friday, by=world.binh, at=NOON)
    assert not year.activities.exists()


LOCKED, CLEAR = dt.date(2021, 11, 5), dt.date(2021, 11, 15)
BARRED = [
    (
        "Ngày 05/11/2021 đơn vị ở trạng thái “phong tỏa” (2150/QĐ-UBND ngày 31/10/2021 của UBND huyện); "
        "không tổ chức hoạt động tập trung."
    ),
    "Tổ chức trực tuyến thì đặt lịch một hoạt động ghi rõ “trực tuyến” trong tên.",
]


@pytest.fixture
def locked_down(world):
    """The school is locked down from 01/11 to 14/11/2021."""
    order = Decision("UBND huyện", "2150/QĐ-UBND", dt.date(2021, 10, 31), "Có ca lây nhiễm")
    span = {"first": dt.date(2021, 11, 1), "last": dt.date(2021, 11, 14)}
    switch_state(world.school, "lockdown", order, **span, by=world.lan, at=at(CLEAR))


@pytest.mark.usefixtures("locked_down")
def test_nothing_is_planned_at_the_place_for_a_day_of_a_lockdown(world, year):
    with pytest.raises(Refused) as refused:
        plan_activity(year, "Hội thi", day=LOCKED, by=world.binh, at=NOON)
    assert said(refused) == BARRED

    plan_activity(year, "Hội thi", day=CLEAR, by=world.binh, at=NOON)
    plan_activity(year, "Sinh hoạt lớp TRỰC TUYẾN", day=LOCKED, by=world.binh, at=NOON)

    assert [row.day for row in year.activities.order_by("day")] == [LOCKED, CLEAR]


@pytest.mark.usefixtures("locked_down")
def test_a_friday_in_a_lockdown_was_not_held_and_may_be_struck_out(world, year, friday):
    late, days = at(dt.date(2021, 11, 20)), [dt.date(2021, 10, 29), LOCKED, dt.date(2021, 11, 19)]

    with pytest.raises(Refused) as refused:
        speak_of_days(friday, world.school, days, "held", by=world.binh, at=late)

    assert said(refused) == BARRED
    assert Occasion.objects.count() == 0
    speak_of_days(friday, world.school, [LOCKED], "struck", reason="Phong tỏa", by=world.binh, at=late)
    speak_of_days(friday, world.school, [days[0], days[2]], "held", by=world.binh, at=late)
    assert list(Occasion.objects.values_list("day", "state")) == [
        (days[0], "held"),
        (LOCKED, "struck"),
        (days[2], "held"),
    ]


@pytest.mark.usefixtures("locked_down")
def test_the_page_keeps_what_was_typed_for_a_day_of_a_lockdown(client, world, year):
    client.force_login(world.binh, backend="thidua.org.backends.StaffBackend")

    answer = client.post(reverse("activity_new", args=[year.pk]), {"name": "Hội thi", "day": "2021-11-05"})

    assert answer.status_code == 422
    assert [words in text(answer) for words in (*BARRED, 'value="Hội thi"')] == [True] * 3


ROUNDS = some.lists(some.tuples(some.integers(0, 1000), some.integers(0, 200)), min_size=1, max_size=4).map(
    lambda rows: [
        (
            f"Đợt {no}",
            dt.date(2021, 1, 1) + dt.timedelta(begin),
            dt.date(2021, 1, 1) + dt.timedelta(begin + length),
        )
        for no, (begin, length) in enumerate(rows)
    ]
)


@given(some.integers(0, 6), ROUNDS)
def test_slots_are_exactly_the_weekdays_of_the_rounds(weekday, rounds):
    slots = slots_of(weekday, rounds, lambda _: "")

    expected = [
        (label, first + dt.timedelta(days=count))
        for label, first, last in rounds
        for count in range((last - first).days + 1)
        if (first + dt.timedelta(days=count)).weekday() == weekday
    ]
    assert [(slot.round_label, slot.day) for slot in slots] == expected
    assert all(days_of(weekday, slot.day, slot.day) == [slot.day] for slot in slots)


@given(some.integers(0, 6), ROUNDS, some.dates(dt.date(2020, 12, 1), dt.date(2025, 1, 1)), some.data())
def test_speaking_of_some_days_changes_those_and_no_other(weekday, rounds, today, data):
    slots = slots_of(weekday, rounds, holiday_on)
    days = {slot.day for slot in slots}
    told = (
        data.draw(some.dictionaries(some.sampled_from(sorted(days)), some.just(("struck", "lý do"))))
        if days
        else {}
    )

    after = spoken_for(slots, told, today=today)

    assert [slot.day for slot in after] == [slot.day for slot in slots]
    assert {slot.day for slot in after if slot.state == "struck"} == set(told)
    assert all((slot.state == "missed") == (slot.day < today) for slot in after if slot.day not in told)
    assert not any(slot.proposed for slot in after if slot.day in told)


# A day in no round


def test_an_activity_on_17_january_needs_a_choice_and_is_never_placed_silently(world, year):
    with pytest.raises(Refused) as refused:
        plan_activity(year, "Hội thao", day=GAP, by=world.binh, at=NOON)
    assert said(refused) == ["Ngày 17/01/2022 không thuộc đợt nào: chọn một đợt, hoặc “ngoài đợt”."]

    second = year.rounds.get(label="Đợt 2")
    plan_activity(year, "Hội thao", day=GAP, round=second, by=world.binh, at=NOON)
    plan_activity(year, "Sơ kết", day=GAP, outside_rounds=True, by=world.binh, at=NOON)

    rows = seen(world, year).activities
    assert [(row.activity.name, row.slots[0].round_label) for row in rows] == [
        ("Hội thao", "Đợt 2"),
        ("Sơ kết", "ngoài đợt"),
    ]


def test_a_task_due_on_17_january_is_said_to_be_in_no_round(world, year):
    task = year.tasks.order_by("order").first()

    within = []
    for day in (R1[1], GAP, None):
        task.due = day
        within.append(task_page(task, Access(world.binh, DECIDED)).within)

    assert within == ["trong Đợt 1", "ngoài các đợt thi đua", ""]


def test_a_day_inside_a_round_takes_no_other_round(world, year):
    second = year.rounds.get(label="Đợt 2")

    with pytest.raises(Refused) as refused:
        plan_activity(year, "Hội thao", day=R1[1], round=second, by=world.binh, at=NOON)

    assert said(refused) == ["Ngày 05/09/2021 nằm trong Đợt 1; để trống phần chọn đợt."]


def test_an_activity_recurs_or_has_one_day_and_recurs_only_within_rounds(world, draft):
    with pytest.raises(Refused) as refused:
        plan_activity(draft, "Hội thao", by=world.binh, at=NOON)
    assert said(refused) == ["Chọn một trong hai: lặp lại vào một thứ trong tuần, hoặc một ngày nhất định."]
    with pytest.raises(Refused) as refused:
        plan_activity(draft, "Hội thao", weekday=FRIDAY, by=world.binh, at=NOON)
    assert said(refused) == ["Chưa có đợt thi đua nào, nên chưa biết lặp lại từ ngày nào đến ngày nào."]
    made = plan_activity(draft, "Hội thao", day=GAP, by=world.binh, at=NOON)
    with pytest.raises(IntegrityError, match="activity_recurs_or_has_one_day"), transaction.atomic():
        PlannedActivity.objects.filter(pk=made.pk).update(weekday=FRIDAY)
    assert seen(world, draft).activities[0].slots[0].round_label == "ngoài đợt"


@given(some.dates(dt.date(2021, 8, 1), dt.date(2022, 7, 1)))
def test_a_day_lies_in_the_round_that_holds_it_or_in_none(day):
    expected = next((label for label, first, last in (R1, R2) if first <= day <= last), None)

    assert round_holding(day, [R1, R2]) == expected
    assert praise_due(day) - day == dt.timedelta(days=15)


# On screen, and as a file


def test_the_calendar_shows_rounds_commemorations_and_what_is_proposed(world, enter, year, friday):
    page = text(enter(world.binh).get(reverse("calendar", args=[year.pk])))

    for words in (
        "05/09/2021 đến 16/01/2022</b>, 134 ngày.", "18/01/2022 đến 25/05/2022</b>, 128 ngày.",
        "Ngày 17/01/2022 không thuộc đợt nào", "39 năm", "132 năm", "37 buổi (Đợt 1 19, Đợt 2 18)",
        "Đề xuất bỏ 1 buổi vào ngày nghỉ lễ", "04/02/2022, Mùng bốn Tết Nguyên Đán", "Tháng 5/2022",
        "12 ngày kỷ niệm, rơi vào 8 ngày trên lịch",
    ):  # fmt: skip
        assert words in page


def test_a_unit_confirms_the_proposal_on_the_page(world, enter, year, friday):
    client = enter(world.binh)
    sent = {"unit": world.school.pk, "state": "struck", "days": [TET.isoformat()]}
    address = reverse("activity_days", args=[friday.pk])

    assert client.post(address, sent).status_code == 422
    assert client.post(address, {**sent, "reason": "Nghỉ Tết Nguyên đán"}).status_code == 302
    assert client.post(address, {**sent, "unit": world.other_school.pk}).status_code == 404

    row = Occasion.objects.get()
    assert (row.day, row.state, row.reason, row.unit) == (TET, "struck", "Nghỉ Tết Nguyên đán", world.school)


def test_an_activity_is_planned_on_its_form(world, enter, year):
    client, address = enter(world.binh), reverse("activity_new", args=[year.pk])
    teachers = year.commemorations.get(since=1982)

    wrong = client.post(address, {"name": "Hội thao", "day": "17/1/2022"})
    right = client.post(
        address, {"name": "Hội giảng", "day": "15/11/2021", "commemoration": teachers.pk, "place": ""}
    )
    chosen = client.post(address, {"name": "Hội thao", "day": "17/1/2022", "place": "ngoai"})

    assert [answer.status_code for answer in (wrong, right, chosen)] == [422, 302, 302]
    assert "không thuộc đợt nào: chọn một đợt" in text(wrong)
    kept = seen(world, year).rounds[0].remembered[1]
    assert (kept.row, kept.activities) == (teachers, ["Hội giảng"])
    assert year.activities.get(day=GAP).outside_rounds


def test_the_praise_list_after_a_round_becomes_a_task_with_a_computed_due_day(world, enter, year):
    first = year.rounds.get(label="Đợt 1")
    address = f"{reverse('task_new', args=[year.pk])}?dot={first.pk}"
    client = enter(world.binh)
    page = text(client.get(address))
    assert "Lập danh sách biểu dương tập thể, cá nhân có thành tích xuất sắc sau Đợt 1" in page

    client.post(
        address, {"action": "Lập danh sách biểu dương", "due": "31/1/2022", "due_words": "15 ngày sau đợt"}
    )

    task = year.tasks.get(action="Lập danh sách biểu dương")
    assert (task.due, task.due_origin, task.due_words) == (
        dt.date(2022, 1, 31),
        "computed",
        "15 ngày sau đợt",
    )


def test_the_calendar_goes_to_a_phone_as_a_file(world, enter, year, friday):
    speak_of_days(friday, world.school, [TET], "struck", reason="Nghỉ Tết", by=world.binh, at=NOON)

    answer = enter(world.binh).get(reverse("calendar_file", args=[year.pk]))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert text(answer).count("BEGIN:VEVENT") == 2 + 9 + 36
    assert "SUMMARY:Ngày Nhà giáo Việt Nam\\, 39 năm" in text(answer)
    assert len(entries_of(seen(world, year))) == 47


@given(
    some.lists(
        some.tuples(some.text(min_size=1, max_size=80), some.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
    )
)
def test_no_line_of_the_file_is_longer_than_75_octets(rows):
    entries = [(f"k{place}", day, day, title) for place, (title, day) in enumerate(rows)]

    made = as_calendar("Lịch", entries, stamp=NOON)

    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    assert made.count("BEGIN:VEVENT") == len(rows)


def test_months_hold_every_day_once_in_its_column():
    months = months_of([R1, R2], {GAP: ("open", "Sơ kết")})

    assert [(month.year, month.month) for month in months] == [
        *((2021, month) for month in range(9, 13)),
        *((2022, month) for month in range(1, 6)),
    ]
    january = months[4]
    assert [day.number for day in january.days] == list(range(1, 32))
    assert [day.round_no for day in january.days] == [1] * 16 + [0] + [2] * 14
    assert (january.days[16].mark, january.days[16].column, january.said) == ("open", 0, "17/01: Sơ kết")
    assert months_of([], {GAP: ("open", "x")}) == []


def test_the_calendar_asks_the_database_no_more_for_three_activities_than_for_one(
    world, enter, year, friday, django_assert_max_num_queries
):
    client, address = enter(world.binh), reverse("calendar", args=[year.pk])
    client.get(address)
    with django_assert_max_num_queries(40) as first:
        client.get(address)
    for weekday in (0, 2):
        plan_activity(year, f"Việc {weekday}", weekday=weekday, by=world.binh, at=NOON)

    with django_assert_max_num_queries(len(first)):
        client.get(address)


def test_an_occasion_struck_out_says_why(world, friday):
    with pytest.raises(IntegrityError, match="occasion_struck_out_says_why"), transaction.atomic():
        Occasion.objects.create(
            activity=friday, unit=world.school, day=TET, state="struck", said_by=world.binh, said_at=NOON
        )
