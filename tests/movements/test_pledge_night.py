"""A bounded night of pledges with real commits: none lost, none doubled, against the server as it runs."""

import threading

import pytest
from django.db import connection

from thidua.activity.models import Event
from thidua.home.benches.pledge_night import gather, own_page, post_all, served
from thidua.movements.actions.pledges import sign_pledge
from thidua.movements.models import Assignment, Movement, Pledge
from thidua.org.models import User

PEOPLE, CLIENTS, TAPS = 60, 12, 3

pytestmark = [pytest.mark.commits, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _world_again(django_db_setup, django_db_blocker):
    """These tests leave an empty database; the tests that follow find the base world."""
    from thidua.demo.world import build

    yield
    with django_db_blocker.unblock():
        build()


@pytest.fixture
def crowd():
    """People with sessions, asked by one movement; the table of the bare page goes again."""
    yield gather(PEOPLE, 1)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_row")


def test_everybody_taps_three_times_at_once_and_has_one_pledge_and_one_line_in_the_trail(crowd):
    movement = crowd.movements[0]

    with served(1) as port:
        night = post_all(crowd, own_page(movement), port, clients=CLIENTS, taps=TAPS)

    signed = Pledge.objects.filter(movement=movement).values_list("person", flat=True)
    assert (night.good, night.others) == (PEOPLE * TAPS, {})
    assert sorted(signed) == sorted(crowd.people)
    assert Event.objects.filter(verb="pledge.signed", about_id=movement).count() == PEOPLE
    assert Assignment.objects.filter(duty__movement=movement, state="done").count() == PEOPLE


def test_two_hands_on_one_account_at_the_same_moment_make_one_pledge(crowd):
    movement = Movement.objects.get(pk=crowd.movements[0])
    user = User.objects.select_related("person").get(username="dem0")
    keys, problems = [], []

    def tap():
        try:
            keys.append(sign_pledge(movement, by=user, at=movement.launched_at).pk)
        except Exception as problem:  # noqa: BLE001 told below
            problems.append(problem)
        finally:
            connection.close()

    taps = [threading.Thread(target=tap) for _ in range(4)]
    for one in taps:
        one.start()
    for one in taps:
        one.join(60)

    assert (problems, len(keys), len(set(keys))) == ([], 4, 1)
    assert Pledge.objects.filter(movement=movement).count() == 1
