"""One line per act, in the act's own transaction, and nothing that can change it afterwards."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from thidua.activity.models import Event, Notice
from thidua.activity.trail import mark_read, notify, record, trail_of
from thidua.core.dates import ZONE
from thidua.org.actions.tree import rename_unit
from thidua.org.models import UnitName

NOON = dt.datetime(2021, 9, 20, 12, tzinfo=ZONE)


def test_an_act_cannot_be_recorded_outside_its_transaction():
    with pytest.raises(RuntimeError) as refused:
        record("paper.signed", "Ký văn bản.", by=None, at=NOON)

    assert str(refused.value) == "paper.signed must be recorded inside its own transaction"


def test_an_event_copies_the_names_it_speaks_of(world):
    event = record(
        "unit.seen", "Xem đơn vị.", by=world.lan, about=world.school, unit=world.school, at=NOON, pages=3
    )

    event.refresh_from_db()
    assert (event.actor_id, event.actor_name) == (world.lan.pk, "Nguyễn Thị Mẫu Lan")
    assert (event.unit_id, event.unit_name) == (world.school.pk, "Trường THPT Lộc Thái")
    assert (event.about_kind, event.about_id, event.about_label) == (
        "org.unit",
        world.school.pk,
        "Trường THPT Lộc Thái",
    )
    assert (event.happened_at, event.detail) == (NOON, {"pages": 3})


def test_an_act_of_nobody_is_an_act_of_the_system(world):
    event = record("trail.checked", "Tự kiểm.", by=None, at=NOON)

    assert (event.actor_id, event.actor_name) == (None, "Hệ thống")


@transaction.atomic
def rename_and_stop(world):
    before = Event.objects.count()
    rename_unit(world.school, "Trường THPT Lộc Thái 1", on=NOON.date(), basis="Mẫu", by=world.tam, at=NOON)
    assert Event.objects.count() == before + 1
    raise ConnectionError("the machine stopped here")


def test_an_act_that_is_rolled_back_leaves_neither_itself_nor_its_event(world):
    before = Event.objects.count()

    with pytest.raises(ConnectionError):
        rename_and_stop(world)

    assert Event.objects.count() == before
    assert list(UnitName.objects.filter(unit=world.school).values_list("name", flat=True)) == [
        "Trường THPT Lộc Thái"
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE activity_event SET sentence = 'khác' WHERE id = %s",
        "UPDATE activity_event SET recorded_at = now() WHERE id = %s",
        "DELETE FROM activity_event WHERE id = %s",
    ],
)
def test_the_database_refuses_to_change_or_remove_an_event(world, change):
    event = record("unit.seen", "Xem đơn vị.", by=world.lan, at=NOON)

    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change, [event.pk])

    assert f"the trail is append-only: event {event.pk} cannot be changed or removed" in str(refused.value)
    assert Event.objects.get(pk=event.pk).sentence == "Xem đơn vị."


def test_the_trail_of_a_thing_is_its_own_newest_first(world):
    for sentence, thing in (("một", world.school), ("khác", world.union), ("hai", world.school)):
        record("unit.seen", sentence, by=world.lan, about=thing, at=NOON)

    assert [event.sentence for event in trail_of(world.school)[:2]] == ["hai", "một"]
    assert {event.about_id for event in trail_of(world.school)} == {world.school.pk}


def test_a_person_concerned_in_two_ways_is_told_once(world):
    event = record("plan.issued", "Phát hành kế hoạch.", by=world.huong, at=NOON)

    told = notify(event, [world.khoa, world.hoa.pk, world.khoa.pk, world.hoa], "Có kế hoạch mới.", href="/")

    assert told == 2
    assert list(event_notices(event)) == [(world.khoa.pk, "/"), (world.hoa.pk, "/")]


def event_notices(event):
    return Notice.objects.filter(event=event).order_by("id").values_list("user_id", "href")


def test_telling_the_same_event_again_adds_nothing(world):
    event = record("plan.issued", "Phát hành kế hoạch.", by=world.huong, at=NOON)
    notify(event, [world.khoa], "Có kế hoạch mới.")

    notify(event, [world.khoa], "Có kế hoạch mới, lần nữa.")

    assert list(Notice.objects.filter(event=event).values_list("sentence", flat=True)) == ["Có kế hoạch mới."]


def test_reading_keeps_the_moment_of_the_first_time(world):
    event = record("plan.issued", "Phát hành kế hoạch.", by=world.huong, at=NOON)
    notify(event, [world.khoa, world.hoa], "Có kế hoạch mới.")
    mine = Notice.objects.filter(event=event, user=world.khoa)

    first = mark_read(mine, at=NOON)
    second = mark_read(mine, at=NOON + dt.timedelta(hours=1))

    assert (first, second) == (1, 0)
    assert list(Notice.objects.filter(event=event).order_by("id").values_list("read_at", flat=True)) == [
        NOON,
        None,
    ]
