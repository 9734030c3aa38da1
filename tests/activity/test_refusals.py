"""A refusal is an answer: shown with every reason, recorded after the rollback, repeats counted."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from thidua.activity.models import Event, Refusal
from thidua.core.dates import ZONE
from thidua.movements.models import Movement, Pledge

SIGNING = {"target": ""}
OTHER_WORDS = {"target": "lần hai"}  # under a pledge that stands: the same words would be the same pledge
MOMENT = dt.datetime(2021, 9, 21, 8, 0, 30, tzinfo=ZONE)


@pytest.fixture
def clock(time_machine):
    """The pages live on the day after the plan was issued."""
    time_machine.move_to(MOMENT, tick=False)
    return time_machine


@pytest.fixture
def address(planned, clock):
    return reverse("pledge", args=[Movement.objects.get(owner=planned.school).pk])


def refusals():
    return Event.objects.filter(verb__startswith="refused.").order_by("id")


def test_signing_twice_is_refused_in_words_and_the_first_signature_stands(client, planned, address):
    client.force_login(planned.khoa)
    client.post(address, SIGNING)

    answer = client.post(address, OTHER_WORDS)

    reason = "Bạn đã ký giao ước này; bản đã ký vẫn được giữ nguyên."
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert list(Pledge.objects.filter(person=planned.khoa.person).values_list("target", flat=True)) == [""]
    [event] = refusals()
    assert (event.verb, event.sentence) == ("refused.pledge", f"Từ chối: {reason}")
    assert (event.actor_name, event.happened_at) == ("Hoàng Mẫu Khoa", MOMENT)
    assert event.detail == {"path": address, "reasons": [reason]}


def test_repeats_within_a_minute_are_one_event_with_a_count(client, planned, address, clock):
    client.force_login(planned.khoa)
    client.post(address, SIGNING)
    for _ in range(3):
        client.post(address, OTHER_WORDS)
    clock.move_to(MOMENT + dt.timedelta(seconds=29), tick=False)
    client.post(address, OTHER_WORDS)

    [event] = refusals()
    assert list(Refusal.objects.values_list("event_id", "count")) == [(event.pk, 4)]


def test_the_next_minute_and_another_person_are_events_of_their_own(client, planned, address, clock):
    for user in (planned.khoa, planned.hoa):
        client.force_login(user)
        client.post(address, SIGNING)
        client.post(address, OTHER_WORDS)
    clock.move_to(MOMENT + dt.timedelta(seconds=30), tick=False)
    client.post(address, OTHER_WORDS)

    assert list(refusals().values_list("actor_name", flat=True)) == [
        "Hoàng Mẫu Khoa",
        "Đặng Thị Mẫu Hoa",
        "Đặng Thị Mẫu Hoa",
    ]
    assert list(Refusal.objects.order_by("id").values_list("count", flat=True)) == [1, 1, 1]


def test_htmx_gets_the_reasons_alone_aimed_at_the_notice(client, planned, address):
    client.force_login(planned.khoa)
    client.post(address, SIGNING)

    answer = client.post(address, OTHER_WORDS, headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (422, "#notice", "innerHTML")
    assert "1 điều vướng" in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/phong-trao/?trang=2", "/phong-trao/"),
        ("http://elsewhere.example/phong-trao/", "/"),
        ("http://testserver//elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_never_leaves_the_site(client, planned, address, came_from, back):
    client.force_login(planned.khoa)
    client.post(address, SIGNING)

    answer = client.post(address, OTHER_WORDS, headers={"Referer": came_from})

    assert re.findall(r'<a[^>]*href="([^"]*)"[^>]*>Quay lại trang trước', answer.content.decode()) == [back]


def test_another_error_is_not_a_refusal(client, planned, clock):
    client.force_login(planned.khoa)

    answer = client.get(reverse("movement", args=[10**9]))

    assert answer.status_code == 404
    assert list(refusals()) == []
