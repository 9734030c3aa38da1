"""The chain is made behind the writers: none waits, none is skipped, and what restores bring in is taken too.

Real commits on two connections; the base world is built again afterwards.
"""

import datetime as dt
import threading
import time
from queue import Queue

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from thidua.activity.jobs import keep_sealing
from thidua.activity.models import ChainHead, ChainLink, Event
from thidua.activity.seal import chain_faults, digest_of, seal, seal_all
from thidua.activity.trail import record
from thidua.core.dates import ZONE

NOON = dt.datetime(2021, 9, 20, 12, tzinfo=ZONE)
PATIENCE = 100  # seconds; tests beside us hold transactions of the same server open for a while

pytestmark = [pytest.mark.commits, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def _world_again(django_db_setup, django_db_blocker):
    """These tests leave an empty database; the tests that follow find the base world."""
    from thidua.demo.world import build

    yield
    with django_db_blocker.unblock():
        build()


@pytest.fixture(autouse=True)
def _empty(_world_again, transactional_db):
    call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def writer():
    """Another connection with a transaction of its own: told step by step what to do."""
    made = Writer()
    yield made
    made.end()


class Writer(threading.Thread):
    """Runs each step it is sent inside one transaction, and commits when told."""

    def __init__(self):
        super().__init__(daemon=True)
        self.steps, self.done = Queue(), Queue()
        self.start()

    def run(self):
        try:
            with transaction.atomic():
                while (step := self.steps.get()) is not None:
                    self.done.put(step())
            self.done.put("committed")
        finally:
            connection.close()

    def ask(self, step):
        self.steps.put(step)
        return self.done.get(timeout=20)

    def end(self):
        if self.is_alive():
            self.steps.put(None)
            self.done.get(timeout=20)
            self.join(timeout=20)


def written(sentence):
    return record("unit.seen", sentence, by=None, at=NOON).pk


def committed(sentence):
    with transaction.atomic():
        return written(sentence)


def own_number():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return cursor.fetchone()[0]


def chain():
    return list(ChainLink.objects.order_by("number").values_list("number", "event_id"))


def seal_until(count):
    """Seal until so many are chained; nothing else can hold them back for ever."""
    deadline = time.monotonic() + PATIENCE
    while ChainLink.objects.count() < count and time.monotonic() < deadline:
        seal_all()
        time.sleep(0.05)
    return chain()


def test_each_link_hashes_the_whole_event_and_the_link_before_it():
    keys = [committed(sentence) for sentence in ("một", "hai", "ba")]

    assert seal_until(3) == list(enumerate(keys, start=1))

    before, links = bytes(32), list(ChainLink.objects.order_by("number"))
    for link, event in zip(links, Event.objects.order_by("id"), strict=True):
        before = digest_of(event, before)
        assert bytes(link.digest) == before
    head = ChainHead.objects.get()
    assert (head.count, bytes(head.digest)) == (3, before)
    assert list(chain_faults()) == []


def test_sealing_again_changes_nothing():
    committed("một")
    seal_until(1)

    assert (seal(), chain()) == (0, [(1, Event.objects.get().pk)])


def test_an_event_of_an_older_transaction_still_running_waits_and_is_sealed_after_it_ends(writer):
    older = writer.ask(lambda: written("chậm"))
    newer = committed("nhanh")

    assert (seal(), chain()) == (0, [])
    writer.end()

    assert seal_until(2) == [(1, older), (2, newer)]
    assert list(chain_faults()) == []


def test_an_event_that_took_its_number_early_and_committed_late_is_sealed_later_never_skipped(writer):
    with transaction.atomic():
        first = own_number()
        assert writer.ask(own_number) > first
        early = writer.ask(lambda: written("số nhỏ, ghi sau"))
        late = written("số lớn, ghi trước")
    assert early < late

    assert seal_until(1) == [(1, late)]
    writer.end()

    assert seal_until(2) == [(1, late), (2, early)]
    assert list(chain_faults()) == []


def test_an_event_rolled_back_leaves_no_gap_in_the_chain():
    first = committed("một")
    with transaction.atomic():
        written("không thành")
        transaction.set_rollback(True)
    third = committed("ba")

    assert seal_until(2) == [(1, first), (2, third)]
    assert third - first == 2


def test_events_restored_from_a_server_with_greater_transaction_numbers_are_sealed():
    with transaction.atomic():
        event = record("unit.seen", "từ máy chủ cũ", by=None, at=NOON)
        restored = Event.objects.create(
            happened_at=NOON, actor_name="Hệ thống", verb="unit.seen", sentence="cũ", transaction=2**40
        )

    assert sorted(key for _, key in seal_until(2)) == [event.pk, restored.pk]


def test_two_sealers_at_once_make_one_chain():
    keys = [committed(f"{number}") for number in range(40)]
    threads = [threading.Thread(target=_seal_and_close) for _ in range(3)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert seal_until(40) == list(enumerate(keys, start=1))
    assert list(chain_faults()) == []


def _seal_and_close():
    try:
        seal(limit=7)
        seal_all()
    finally:
        connection.close()


def test_the_worker_seals_within_a_second_until_it_is_told_to_stop():
    stop = threading.Event()
    sealer = threading.Thread(target=_keep_sealing_and_close, args=(stop,))
    sealer.start()

    committed("một")
    deadline = time.monotonic() + PATIENCE
    while not chain() and time.monotonic() < deadline:
        time.sleep(0.05)
    stop.set()
    sealer.join(timeout=10)

    assert (len(chain()), sealer.is_alive()) == (1, False)


def _keep_sealing_and_close(stop):
    try:
        keep_sealing(stop, every=0.05)
    finally:
        connection.close()
