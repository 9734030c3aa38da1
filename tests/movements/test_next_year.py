"""Last year's movement carried on: anniversaries counted anew, rounds moved and waiting, history kept."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.dates import days_inclusive
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.filing import write_paper
from thidua.movements.actions.cloning import clone_movement, confirm_rounds
from thidua.movements.actions.launches import activate
from thidua.movements.actions.register import (
    add_partner,
)
from thidua.movements.actions.roots import settle_root
from thidua.movements.cloning import a_year_on, carried_on, next_anniversary, next_school_year, speaks_of
from thidua.movements.models import Launch, Movement
from thidua.movements.queries.cloning import next_year_of
from thidua.movements.queries.launching import missing_to_launch

NOON = at(ISSUED, 12)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


# The next year


@pytest.fixture
def year(world):
    """A school-year movement with two rounds, three anniversaries, a criterion, a partner; launched."""
    plan = write_paper(
        world.school, "KH", "phát động phong trào thi đua năm học 2021 - 2022",
        nodes=[{"kind": "plain", "text": "Năm học 2021-2022, kỷ niệm 39 năm (20/11/1982 - 20/11/2021)."}],
        symbol="KH-THPTLT", place="Lộc Ninh", issuer_written="TRƯỜNG THPT LỘC THÁI", superior_written="SỞ GD&ĐT",
        by=world.huong, at=NOON,
    )  # fmt: skip
    movement = Movement.objects.create(
        owner=world.school, kind="school_year", name="Phong trào thi đua năm học 2021 - 2022", folded="x",
        school_year="2021-2022", subjects=["teacher"], plan=plan, created_at=NOON,
        during=days_inclusive(dt.date(2021, 9, 5), dt.date(2022, 5, 25)),
    )  # fmt: skip
    settle_root(movement)
    for label, first, last in (
        ("Đợt 1", dt.date(2021, 9, 5), dt.date(2022, 1, 16)),
        ("Đợt 2", dt.date(2022, 1, 18), dt.date(2022, 5, 25)),
    ):
        movement.rounds.create(label=label, during=days_inclusive(first, last), target="Năm học 2021 - 2022")
    for order, row in enumerate(
        (
            {
                "name": "ngày Nhà giáo Việt Nam",
                "day": 20,
                "month": 11,
                "since": 1982,
                "until": 2021,
                "count": 39,
            },
            {"name": "ngày giải phóng", "day": 30, "month": 4, "since": 1975, "until": 2022, "count": 47},
            {"name": "ngày Quốc tế Phụ nữ", "day": 8, "month": 3},
        ),
        start=1,
    ):
        movement.commemorations.create(order=order, **row)
    movement.criteria.create(order=1, marker="a", text="Tiêu chí a")
    movement.gaps.create(what="criteria")
    movement.duties.create(
        what="report", reaches="teams", sentence="Báo cáo", due=ISSUED, due_origin="office"
    )
    add_partner(movement, "party", "Chi bộ", "Lãnh đạo", by=world.lan, at=NOON)
    activate(movement, Launch.Form.PAPER, day=dt.date(2021, 9, 5), papers=[plan], by=world.lan, at=NOON)
    return movement


def test_the_next_year_counts_anniversaries_anew_and_moves_rounds_to_be_confirmed(world, year):
    before = [(row.label, row.during) for row in year.rounds.order_by("during")]

    new = clone_movement(year, by=world.binh, at=NOON)

    assert (new.name, new.school_year) == ("Phong trào thi đua năm học 2022 - 2023", "2022-2023")
    assert [(row.name, row.until, row.count) for row in new.commemorations.all()] == [
        ("ngày Nhà giáo Việt Nam", 2022, 40),
        ("ngày giải phóng", 2023, 48),
        ("ngày Quốc tế Phụ nữ", None, None),
    ]
    assert [
        (row.label, row.during.lower, row.last_day, row.target) for row in new.rounds.order_by("during")
    ] == [
        ("Đợt 1", dt.date(2022, 9, 5), dt.date(2023, 1, 16), "Năm học 2022 - 2023"),
        ("Đợt 2", dt.date(2023, 1, 18), dt.date(2023, 5, 25), "Năm học 2022 - 2023"),
    ]
    assert (new.state, new.rounds_confirmed, new.first_launch, new.cloned_from) == (
        "draft",
        False,
        None,
        year,
    )
    assert (new.plan.state, new.plan.number, new.plan.day) == ("draft", None, None)
    assert [(row.what, row.due) for row in new.duties.all()] == [("report", None)]
    assert [gap.what for gap in new.gaps.filter(choice="")] == ["criteria"]
    assert [str(row) for row in new.partners.all()] == ["Chi bộ"]
    assert new.root == year.root
    assert [(row.label, row.during) for row in year.rounds.order_by("during")] == before
    assert Movement.objects.get(pk=year.pk).state == "running"


def test_moved_rounds_hold_the_launch_until_somebody_confirms_them(world, year):
    new = clone_movement(year, by=world.binh, at=NOON)
    waiting = "Các đợt chuyển từ năm trước chưa ai xác nhận."
    bears = dt.date(2022, 9, 5)

    assert waiting in [blocker.message for blocker in missing_to_launch(new, bears=bears)]
    confirmed = confirm_rounds(new, by=world.lan, at=NOON)
    assert waiting not in [blocker.message for blocker in missing_to_launch(confirmed, bears=bears)]
    with pytest.raises(Refused) as refused:
        confirm_rounds(new, by=world.lan, at=NOON)
    assert said(refused) == ["Các đợt của phong trào này không chờ xác nhận."]


def test_a_year_is_carried_on_once_and_only_from_a_launched_own_plan(world, year, ready):
    made = clone_movement(year, by=world.binh, at=NOON)
    ready.school_year = ""
    ready.save(update_fields=["school_year"])

    with pytest.raises(Refused) as twice:
        clone_movement(year, by=world.binh, at=NOON)
    with pytest.raises(Refused) as early:
        clone_movement(ready, by=world.binh, at=NOON)

    assert said(twice) == [f"Đã lập dự thảo năm sau: {made}."]
    assert said(early) == [
        "Phong trào chưa phát động; hãy sửa chính dự thảo này.",
        "Phong trào không gắn với một năm học, nên không có năm sau để chuyển sang.",
    ]


def test_the_preview_says_what_the_draft_then_holds(world, year):
    about = next_year_of(year)
    new = clone_movement(year, by=world.binh, at=NOON)

    assert (about.school_year, about.stale) == ("2022-2023", 1)
    assert [(row.first, row.last) for row in about.rounds] == [
        (row.during.lower, row.last_day) for row in new.rounds.order_by("during")
    ]
    assert [row.then for row in about.anniversaries] == [row.count for row in new.commemorations.all()]


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("năm học 2021 - 2022", "năm học 2022 - 2023"), ("2021-2022", "2022-2023"), ("2021–2022", "2022–2023"),
        ("giai đoạn 2020-2025", "giai đoạn 2020-2025"), ("(20/11/1982 - 20/11/2021)", "(20/11/1982 - 20/11/2021)"),
    ],
)  # fmt: skip
def test_only_the_school_year_moves_in_words(text, carried):
    assert carried_on(text, "2021-2022") == carried
    assert speaks_of(text, "2021-2022") == ("20/11/2021" in text)


@given(since=st.integers(1800, 2021), until=st.integers(2021, 2100))
def test_the_next_anniversary_is_one_year_more_and_agrees_with_its_years(since, until):
    then, count = next_anniversary(since, until)

    assert (then, count) == (until + 1, then - since)


@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), year=st.integers(2015, 2098))
def test_a_year_on_keeps_day_and_month_and_school_years_follow_each_other(day, year):
    moved = a_year_on(day)

    assert moved.year == day.year + 1
    assert (moved.month, moved.day) == (day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
    assert next_school_year(f"{year}-{year + 1}") == f"{year + 1}-{year + 2}"


def test_the_next_year_is_made_and_its_rounds_confirmed_on_their_pages(world, enter, year):
    client = enter(world.binh)

    preview = client.get(reverse("movement_clone", args=[year.pk])).content.decode()
    made = client.post(reverse("movement_clone", args=[year.pk]))
    new = Movement.objects.get(cloned_from=year)
    card = client.get(made.url).content.decode()
    client.post(reverse("rounds_confirm", args=[new.pk]))

    assert ("40 năm" in preview, "05/09/2022 đến 16/01/2023" in preview) == (True, True)
    assert "Xác nhận các đợt" in card
    assert Movement.objects.get(pk=new.pk).rounds_confirmed
