"""A launched movement comes down to its units: assignments are opened in sets, a chunk of units each."""

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F, QuerySet
from procrastinate.contrib.django import app

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.movements.models import Assignment, Cascade, Duty, Movement
from thidua.movements.queries.cascade import count_in_scope, people_in_scope, units_in_scope
from thidua.org.models import Person, Position, Unit
from thidua.org.queries.people import users_holding, users_of

CHUNK = 5_000  # units or people
AT_ONCE = 5_000  # assignments opened within the act of issuing; more are opened by the worker

# Every duty of one reach meets every unit or person of the chunk; a pair that is there already is left alone.
_OPEN = """
WITH chosen AS ({chosen}), opened AS (
  INSERT INTO movements_assignment (duty_id, unit_id, person_id, due, opened_at, state, measures, note, late,
    late_days, missing_parts, returned_reason)
  SELECT duty.id, chosen.unit_id, chosen.person_id, duty.due, %s, 'open', '', '', false, 0, '{{}}', ''
  FROM chosen CROSS JOIN movements_duty duty WHERE duty.movement_id = %s AND duty.reaches = %s
  ON CONFLICT DO NOTHING)
SELECT count(*), max(coalesce(chosen.person_id, chosen.unit_id)) FROM chosen
"""


def begin_cascade(movement: Movement, *, on: dt.date, at: dt.datetime) -> Cascade:
    """Say how many assignments the movement's duties will open on the tree of a day. Called once, at the launch."""
    scope = count_in_scope(movement, on=on)
    asked = movement.duties.values_list("reaches").annotate(Count("pk"))
    total = sum(scope[reaches] * duties for reaches, duties in asked)
    return Cascade.objects.create(movement=movement, on=on, opened_at=at, total=total)


def hand_down(cascade: Cascade, *, at: dt.datetime) -> None:
    """Open what was begun: a few at once, many by the worker after the commit."""
    if cascade.total > AT_ONCE:
        app.configure_task("movements.open_assignments").defer(cascade=cascade.pk)  # jobs stand above actions
        return
    while open_chunk(cascade, at=at):
        pass


@transaction.atomic
def open_chunk(cascade: Cascade, *, at: dt.datetime, size: int = CHUNK) -> bool:
    """Open the assignments of the next chunk and say whether there may be more.

    Rows and progress are kept together or not at all, so whoever goes on after a crash doubles nothing and leaves
    nothing out; two who work at once take turns.
    """
    cascade = (
        Cascade.objects.select_for_update(of=("self",)).select_related("movement__owner").get(pk=cascade.pk)
    )
    if cascade.finished_at:
        return False
    asked = cascade.movement.duties.values_list("reaches").annotate(Count("pk")).order_by("reaches")
    for reaches, duties in asked:
        after = cascade.reached.get(reaches, 0)
        if after is None:  # this reach is through
            continue
        seen, last = _open(cascade, reaches, after, size)
        cascade.reached[reaches] = last if seen == size else None
        cascade.opened += seen * duties
        cascade.save(update_fields=["reached", "opened"])
        return True
    _finish(cascade, at=at)
    return False


def _open(cascade: Cascade, reaches: str, after: int, size: int) -> tuple[int, int | None]:
    """How many units or people were met, and the last key among them."""
    chosen, values = _chosen(cascade, reaches, after, size)
    with connection.cursor() as cursor:
        cursor.execute(
            _OPEN.format(chosen=chosen), [*values, cascade.opened_at, cascade.movement_id, reaches]
        )
        seen, last = cursor.fetchone()
    return seen, last


def _chosen(cascade: Cascade, reaches: str, after: int, size: int) -> tuple[str, tuple[Any, ...]]:
    """The next units or people in order of their keys, as SQL."""
    owner, on = cascade.movement.owner, cascade.on
    if reaches == Duty.Reaches.STAFF:
        posts = people_in_scope(owner, on=on).filter(person_id__gt=after)
        sql, values = posts.values("unit_id", "person_id")[:size].query.sql_with_params()
        return sql, values
    units = units_in_scope(owner, reaches, on=on).filter(pk__gt=after).order_by("pk")
    sql, values = units.values(unit_id=F("pk"))[:size].query.sql_with_params()
    return f"SELECT found.unit_id, NULL::bigint AS person_id FROM ({sql}) found", values  # noqa: S608 our own words


def _finish(cascade: Cascade, *, at: dt.datetime) -> None:
    """Everything is opened: say so, and tell those who must act, each once."""
    movement = cascade.movement
    Cascade.objects.filter(pk=cascade.pk).update(finished_at=at)
    event = record(
        "movement.handed_down",
        f"Đã giao {cascade.opened} việc của phong trào {movement}.",
        by=None,
        about=movement,
        unit=movement.owner,
        at=at,
        opened=cascade.opened,
    )
    told: set[int] = set()
    for users in _told(movement, on=day_of(at)):
        told.update(users.values_list("pk", flat=True))
    notify(event, told, f"Phong trào mới: {movement}", href=movement.get_absolute_url())


def _told(movement: Movement, *, on: dt.date) -> "list[QuerySet[Any]]":
    """The people asked, those who lead the units asked, and the union chairs of pairs."""
    asked = Assignment.objects.filter(duty__movement=movement)
    units = Unit.objects.filter(pk__in=asked.filter(person=None).values("unit"))
    paired = asked.filter(duty__reaches=Duty.Reaches.PAIRS).values("unit")
    unions = Unit.objects.filter(
        paired_units__unit__in=paired, paired_units__during__contains=on, kind=Unit.Kind.UNION
    )
    return [
        users_of(Person.objects.filter(pk__in=asked.filter(person__isnull=False).values("person"))),
        users_holding(units, [Position.LEADER, Position.HEAD], on=on),
        users_holding(unions, [Position.UNION_CHAIR], on=on),
    ]
