"""A launch whose worker is killed at any point and started again: nothing is doubled, nothing is missing."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

from thidua.activity.models import Notice
from thidua.demo.days import ISSUED, at
from thidua.documents.models import Paper
from thidua.movements.actions.cascading import begin_cascade, open_chunk
from thidua.movements.actions.launches import activate
from thidua.movements.models import Assignment, Cascade, Duty, Launch, Movement

OPENED = at(ISSUED, 9)
WHATS = ("own_plan", "measures", "report")

pytestmark = [pytest.mark.commits, pytest.mark.django_db(transaction=True)]

# The worker's own loop, telling after each chunk that it is through; then, inside a chunk, it waits to be killed.
WORKER = """
import sys, time
import django
django.setup()
from django.db import connection, transaction
from thidua.demo.days import ISSUED, at
from thidua.movements.actions.cascading import open_chunk
from thidua.movements.models import Cascade
cascade = Cascade.objects.get()
for _ in range(int(sys.argv[1])):
    open_chunk(cascade, at=at(ISSUED, 9), size=2)
    print("through", flush=True)
with transaction.atomic():
    open_chunk(cascade, at=at(ISSUED, 9), size=2)
    print("within", flush=True)
    time.sleep(60)
"""


@pytest.fixture(scope="module", autouse=True)
def _world_again(django_db_setup, django_db_blocker):
    """These tests leave an empty database; the tests that follow find the base world."""
    from thidua.demo.world import build

    yield
    with django_db_blocker.unblock():
        build()


@pytest.fixture
def begun():
    """A movement of the school that asks three things of its teams and a pledge of its staff, just launched."""
    from thidua.demo.world import build

    world = build()
    plan = Paper.objects.create(
        owner=world.school, kind="KH", state="draft", subject="Mẫu", issuer_written="Trường",
        created_at=OPENED, created_by=world.lan,
    )  # fmt: skip
    movement = Movement.objects.create(
        owner=world.school, kind="special", name="Mẫu", folded="mau", plan=plan, created_at=OPENED,
    )  # fmt: skip
    activate(movement, Launch.Form.PAPER, day=ISSUED, by=world.lan, at=OPENED)
    for what in WHATS:
        Duty.objects.create(movement=movement, what=what, reaches="teams", sentence="Mẫu")
    Duty.objects.create(movement=movement, what="pledge", reaches="staff", sentence="Ký", lines=["Một"])
    return begin_cascade(movement, on=ISSUED, at=OPENED)


def killed_after(chunks):
    """A real worker process, killed while it holds the chunk after these."""
    place = connection.settings_dict
    url = f"postgresql://{place['USER']}@/{place['NAME']}?host={place['HOST']}&port={place['PORT']}"
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "thidua.settings",
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(chunks)], env=environment, stdout=subprocess.PIPE, text=True
    )
    said = [worker.stdout.readline().strip() for _ in range(chunks + 1)]
    worker.send_signal(signal.SIGKILL)
    worker.wait(timeout=10)
    worker.stdout.close()
    return said, worker.returncode


def pairs():
    return list(Assignment.objects.values_list("duty", "unit", "person").order_by("duty", "unit", "person"))


def test_a_worker_killed_twice_leaves_what_one_unbroken_run_would(begun):
    for chunks in (1, 6):
        said, code = killed_after(chunks)
        assert (said, code) == (["through"] * chunks + ["within"], -signal.SIGKILL)
    part = Assignment.objects.count()
    begun.refresh_from_db()
    assert (begun.opened, begun.finished_at) == (part, None)
    assert 0 < part < begun.total

    while open_chunk(begun, at=OPENED, size=2):
        pass

    found = pairs()
    assert len({unit for _, unit, person in found if person is None}) == 8
    assert len(found) == len(set(found)) == begun.total == 8 * len(WHATS) + 60
    begun.refresh_from_db()
    assert (begun.opened, begun.finished_at) == (begun.total, OPENED)
    assert Notice.objects.filter(sentence__startswith="Phong trào mới").count() == 60


def test_a_launch_that_is_through_is_not_opened_again(begun):
    while open_chunk(begun, at=OPENED):
        pass
    before = pairs()

    assert open_chunk(Cascade.objects.get(pk=begun.pk), at=OPENED) is False

    assert pairs() == before
