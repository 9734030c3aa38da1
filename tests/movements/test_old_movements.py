"""Movements kept before launches and roots existed get them from what they hold."""

import importlib

import pytest
from django.db import connection

from thidua.demo.days import ISSUED
from thidua.movements.models import Launch, Movement, MovementRoot

MIGRATION = importlib.import_module(
    "thidua.movements.migrations.0004_running_movements_have_launches_and_roots"
)


@pytest.fixture
def old(planned):
    """The movement of plan 30 as the release before kept it: running, without a launch and without a root."""
    mine = Movement.objects.get(owner=planned.school, plan__number=30)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in ("movement_active_has_a_launch", "movement_root_says_why_it_is_the_root"):
            cursor.execute(f"ALTER TABLE movements_movement DROP CONSTRAINT {name}")
    Movement.objects.update(first_launch=None, root=None, rooted="")
    Launch.objects.all().delete()
    MovementRoot.objects.all().delete()
    return mine


def rerun():
    with connection.cursor() as cursor:
        cursor.execute(MIGRATION.LAUNCHES)
        cursor.execute(MIGRATION.ROOTS)


def test_a_running_movement_gets_the_launch_of_its_plan(old):
    rerun()

    old.refresh_from_db()
    assert (old.first_launch.form, old.first_launch.day) == ("paper", ISSUED)
    assert (old.first_launch.recorded_at, old.first_launch.recorded_by_id) == (
        old.launched_at,
        old.launched_by_id,
    )


def test_every_movement_hangs_on_a_root_and_a_second_run_changes_nothing(old):
    rerun()
    once = list(Movement.objects.order_by("id").values_list("root__name", "rooted", "first_launch"))

    rerun()

    assert once == list(Movement.objects.order_by("id").values_list("root__name", "rooted", "first_launch"))
    assert (old.name, "own") in [row[:2] for row in once]
    assert Launch.objects.count() == Movement.objects.exclude(state="draft").count()
