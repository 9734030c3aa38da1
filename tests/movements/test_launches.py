"""What makes a movement active, whom its launch reached, and the settings its plan leaves open."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from thidua.core.dates import days_inclusive, period
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.reading import read_bytes
from thidua.movements.actions.gaps import decide_gap
from thidua.movements.actions.launches import Ceremony, record_launch
from thidua.movements.actions.launching import issue_plan
from thidua.movements.drafting import draft_from
from thidua.movements.models import Gap, Launch, Movement, Round
from thidua.movements.queries.card import (
    reached_by,
)
from thidua.movements.queries.gaps import checklist_of
from thidua.movements.rules.gaps import unstated_settings

NOON = at(ISSUED, 12)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


# Launches


def test_only_a_launch_on_record_makes_a_movement_active(world, ready):
    with pytest.raises(IntegrityError, match="movement_active_has_a_launch"), transaction.atomic():
        Movement.objects.filter(pk=ready.pk).update(
            state="running", launched_at=NOON, launched_by=world.lan.pk
        )

    movement = issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 9), day=ISSUED)

    [launch] = movement.launches.all()
    assert (launch, launch.form, launch.day) == (movement.first_launch, "paper", ISSUED)
    assert list(launch.papers.all()) == [ready.plan]
    assert movement.during == period(ISSUED)


def test_a_ceremony_is_refused_for_every_reason_at_once(world, ready):
    absent = [world.quan.person]
    held = Ceremony(day=dt.date(2021, 10, 1), place=" ", attendees=0, absent=absent)

    with pytest.raises(Refused) as refused:
        record_launch(ready, held, by=world.binh, at=NOON)

    assert said(refused) == [
        "Kế hoạch chưa phát hành; lễ phát động được ghi khi phát hành kế hoạch hoặc sau đó.",
        "Ngày 01/10/2021 chưa tới; lễ phát động được ghi sau khi đã tổ chức.",
        "Ghi nơi tổ chức lễ phát động.",
        "Lễ phát động phải có người dự; chưa rõ bao nhiêu thì để trống.",
        "Có tên người vắng thì đánh dấu là đã điểm danh.",
    ]
    assert Launch.objects.filter(movement=ready).count() == 0


def test_a_ceremony_keeps_who_came_and_names_who_was_not_reached(world, ready):
    issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 9), day=ISSUED)
    round_ = Round.objects.create(
        movement=ready, label="Đợt 1", during=days_inclusive(ISSUED, dt.date(2022, 1, 16))
    )
    held = Ceremony(
        day=ISSUED, place="Sân trường", attended="Toàn trường", attendees=900, roll=True,
        absent=[world.quan.person], round=round_, theme="Dạy tốt, học tốt", papers=[ready.plan],
    )  # fmt: skip

    launch = record_launch(ready, held, by=world.binh, at=NOON)

    reached = reached_by(launch)
    assert (reached.reached, reached.total, reached.missing) == (59, 60, ["Bùi Mẫu Quân"])
    assert (launch.round, launch.theme, list(launch.papers.all())) == (
        round_,
        "Dạy tốt, học tốt",
        [ready.plan],
    )
    assert reached_by(ready.launches.get(form="paper")) is None
    assert Movement.objects.get(pk=ready.pk).first_launch.form == "paper"


# Settings


@pytest.mark.parametrize(
    ("seed", "settings"),
    [
        ("002", ["quota", "scale", "report_date"]),
        ("004", ["award_forms", "standards", "quota", "report_date", "award_date"]),
        ("000", ["quota", "scale", "report_date", "award_date"]),
    ],
)
def test_the_checklist_lists_what_each_plan_does_not_state(seeds, seed, settings):
    path = next(seeds.glob(f"{seed}_*.txt"))
    structure = read_bytes(path.read_bytes(), filename=path.name)

    assert unstated_settings(structure.as_json(), gaps=draft_from(structure).gaps) == settings


def test_a_setting_is_decided_inherited_or_left_for_later_also_after_the_launch(world, ready):
    open_now = checklist_of(ready)
    assert [gap.what for gap in open_now.parts] == ["criteria", "award_forms", "rounds", "deadlines"]
    assert [gap.what for gap in open_now.undecided] == ["standards", "quota", "report_date", "award_date"]
    quota = next(gap for gap in open_now.settings if gap.what == "quota")
    decide_gap(quota, "inherit", by=world.binh, at=NOON)

    issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 13), day=ISSUED)

    rows = ready.gaps.filter(what__in=["standards", "quota", "report_date", "award_date"]).order_by("what")
    assert [(row.what, row.choice, row.decided_by) for row in rows] == [
        ("award_date", "later", world.huong), ("quota", "inherit", world.binh),
        ("report_date", "later", world.huong), ("standards", "later", world.huong),
    ]  # fmt: skip
    assert ready.gaps.get(what="quota").source == ready.basis
    decide_gap(rows[0], "own", text="Cuối năm học.", by=world.binh, at=at(ISSUED, 14))
    assert [gap.what for gap in checklist_of(ready).undecided] == ["standards", "report_date"]
    with pytest.raises(Refused) as refused:
        decide_gap(ready.gaps.get(what="rounds"), "later", by=world.binh, at=at(ISSUED, 14))
    assert said(refused) == [
        "Kế hoạch đã ban hành; thay đổi cần một văn bản mới.",
        "Phần này phải quyết định trước khi phát động, không để sau được.",
    ]


def test_answering_a_setting_twice_keeps_one_row(world, ready):
    for choice in ("later", "not_used"):
        quota = Gap(movement=ready, what="quota")
        decide_gap(quota, choice, by=world.binh, at=NOON)

    assert ready.gaps.get(what="quota").choice == "not_used"


def test_a_ceremony_is_entered_on_its_page(world, enter, ready, later):
    issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 9), day=ISSUED)
    client = enter(world.binh)
    address = reverse("launch_new", args=[ready.pk])
    data = {"day": "20/9/2021", "place": "Sân trường", "attendees": "60", "roll": "on",
            "absent": [world.quan.person_id], "papers": [ready.plan_id]}  # fmt: skip

    early = client.post(address, {**data, "day": "20/9/2031"})
    kept = client.post(address, data)
    page = client.get(reverse("movement_card", args=[ready.pk])).content.decode()

    assert (early.status_code, kept.status_code) == (422, 302)
    assert "59 trên 60" in page.replace("\xa0", " ")
    assert "98,3&nbsp;%" in page
    assert "Bùi Mẫu Quân" in page
    assert (
        "Bùi Mẫu Quân" not in enter(world.hoa).get(reverse("movement_card", args=[ready.pk])).content.decode()
    )


def test_settings_are_answered_on_the_page_of_gaps_and_asked_on_the_page_of_launch(world, enter, ready):
    client = enter(world.binh)
    address = reverse("gaps", args=[ready.pk])

    first = client.get(address).content.decode()
    client.post(address, {"gap": "quota", "quota-choice": "own", "quota-text": "Hai tập thể."})
    issue = enter(world.huong).get(reverse("plan_issue", args=[ready.pk])).content.decode()

    assert "còn 4 mục chưa quyết định" in first
    assert ready.gaps.get(what="quota").text == "Hai tập thể."
    assert "3 mục chưa quyết định" in issue
