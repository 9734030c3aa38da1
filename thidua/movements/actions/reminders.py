"""Reminders go out by the clock: a digest a day, urgent tasks every working day; and people set their hours."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from thidua.activity.actions import hand_over
from thidua.activity.models import Event, Notice
from thidua.activity.trail import described, record, record_all, tell_each
from thidua.core.dates import ZONE, day_of, short
from thidua.core.errors import Blocker, refuse_if
from thidua.movements.actions.locks import locked
from thidua.movements.models import Movement, Reminder, ReminderHours, UrgentInterval
from thidua.movements.queries.digests import due_of, title
from thidua.movements.queries.reminders import Urgent, hours_of, urgent_tasks, users_after
from thidua.movements.rules.reminders import (
    Hours,
    blockers_to_set_hours,
    digest_goes,
    digest_lines,
    digest_sentence,
    is_quiet,
    quiet_begins,
)
from thidua.org.models import Unit, User

PEOPLE = 500  # looked at in one transaction
TASKS = 200
_LOCK = 5_501  # of the whole database: one run of reminders at a time


@transaction.atomic
def send_digests(*, at: dt.datetime, after: int = 0, limit: int = PEOPLE) -> int | None:
    """Give the next people by key their digest of the day, where its hour has come and something is due.

    Returns the last key looked at, None when nobody is left. Run again, by anybody, it says nothing twice: who was
    reminded is kept in the same transaction as the notice.
    """
    _alone()
    at, today = at.astimezone(ZONE), day_of(at)
    users = users_after(after, on=today, limit=limit)
    hours = hours_of(users, on=today)
    ready = [user for user in users if digest_goes(hours[user.pk], at)]
    due = due_of(ready, on=today) if ready else {}
    if due:
        event = record("reminders.digest", f"Gửi bản tin việc đến hạn cho {len(due)} người.", by=None, at=at)
        notices = [
            Notice(
                user_id=user,
                event=event,
                sentence=digest_sentence(items, today),
                lines=digest_lines(items, today),
                href="/",
            )
            for user, items in due.items()
        ]
        _send(notices, [(Reminder.Kind.DIGEST, None)] * len(notices), hours, at)
    return users[-1].pk if users else None


@transaction.atomic
def send_urgent(*, at: dt.datetime, after: int = 0, limit: int = TASKS) -> int | None:
    """Remind of the next open urgent tasks by key whom they concern, outside each one's quiet hours.

    As `send_digests`: returns the last key looked at, and run again says nothing twice in a day.
    """
    _alone()
    at, today = at.astimezone(ZONE), day_of(at)
    urgent, last = urgent_tasks(on=today, after=after, limit=limit)
    users = {user.pk: user for row in urgent for user in (*row.doers, *row.heads)}
    hours = hours_of(users.values(), on=today)
    told = set(
        Reminder.objects.filter(on=today, task__in=[row.task for row in urgent]).values_list("user", "task")
    )
    rows = [(row, open_to) for row in urgent if (open_to := _open_to(row, told, hours, at))]
    if rows:
        events = record_all([_event(row, len(open_to), at) for row, open_to in rows])
        notices = [
            _notice(row, user, kind, event)
            for (row, open_to), event in zip(rows, events, strict=True)
            for user, kind in open_to
        ]
        _send(notices, [(kind, row.task.pk) for row, open_to in rows for _, kind in open_to], hours, at)
    return last


def _alone() -> None:
    """Two runs at once wait for each other, so each sees whom the other has reminded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _open_to(
    row: Urgent, told: set[tuple[int, int]], hours: dict[int, Hours], at: dt.datetime
) -> list[tuple[User, str]]:
    """Whom a task is still to be said to today and can be now, and how; the head after a doer, never before."""
    doers, heads = (
        [
            (user, kind.value)
            for user in people
            if (user.pk, row.task.pk) not in told and not is_quiet(hours[user.pk], at)
        ]
        for people, kind in ((row.doers, Reminder.Kind.URGENT), (row.heads, Reminder.Kind.COPY))
    )
    reached = doers or any((user.pk, row.task.pk) in told for user in row.doers)
    return [*doers, *heads] if reached else []


def _event(row: Urgent, people: int, at: dt.datetime) -> Event:
    movement = row.task.movement
    said = f"Nhắc việc gấp lần {row.nth}, nhiệm vụ {row.task.order}, {people} người."
    return described(
        "reminders.urgent", said, by=None, at=at, about=movement, unit=movement.owner, task=row.task.pk
    )


def _notice(row: Urgent, user: User, kind: str, event: Event) -> Notice:
    due = f", hạn {short(row.task.due)}" if row.task.due else ""
    words = f"{title(row.task.action)}{due}."
    sentence = f"Việc gấp, nhắc lần {row.nth}: {words}"
    if kind == Reminder.Kind.COPY:
        owner = row.owner or "văn bản không nêu người chịu trách nhiệm"
        sentence = f"Việc gấp đã nhắc {row.nth} lần chưa xong ({owner}): {words}"
    href = row.task.get_absolute_url()
    return Notice(user_id=user.pk, event=event, sentence=sentence[:500], href=href)


def _send(
    notices: list[Notice], kinds: Sequence[tuple[str, int | None]], hours: dict[int, Hours], at: dt.datetime
) -> None:
    kept = tell_each(notices)
    Reminder.objects.bulk_create(
        [
            Reminder(user_id=notice.user_id, on=day_of(at), kind=kind, task_id=task, notice=notice)
            for notice, (kind, task) in zip(kept, kinds, strict=True)
        ],
        batch_size=2000,
    )
    hand_over(kept, at=at, until={user: quiet_begins(hours[user], at) for user in hours})


@transaction.atomic
def set_own_hours(user: User, hours: Hours, *, by: User, at: dt.datetime) -> ReminderHours:
    """Say when reminders may reach oneself. Refuses a digest within the quiet hours."""
    return _keep({"user": user}, hours, "Đặt giờ nhắc việc của mình.", by=by, at=at)


@transaction.atomic
def set_unit_hours(unit: Unit, hours: Hours, *, by: User, at: dt.datetime) -> ReminderHours:
    """Say when reminders may reach a unit's people who have not chosen themselves. Refuses as `set_own_hours`."""
    return _keep({"unit": unit}, hours, f"Đặt giờ nhắc việc chung của {unit}.", by=by, at=at, about=unit)


def _keep(
    whose: dict[str, Any], hours: Hours, said: str, *, by: User, at: dt.datetime, about: Unit | None = None
) -> ReminderHours:
    refuse_if(blockers_to_set_hours(hours))
    values = {**vars(hours), "set_by": by, "set_at": at}
    row, _ = ReminderHours.objects.update_or_create(**whose, defaults=values)
    record("reminders.hours_set", said, by=by, about=about or row, unit=about, at=at, **vars(hours))
    return row


@transaction.atomic
def clear_own_hours(user: User, *, by: User, at: dt.datetime) -> None:
    """Follow the unit's hours again. Refuses when nothing was chosen."""
    row = ReminderHours.objects.select_for_update().filter(user=user).first()
    refuse_if([] if row else [Blocker("Anh/chị đang theo giờ chung của đơn vị.")])
    if row:
        record("reminders.hours_cleared", "Theo lại giờ nhắc việc chung của đơn vị.", by=by, about=row, at=at)
        row.delete()


@transaction.atomic
def set_urgent_interval(
    movement: Movement, working_days: int, *, by: User, at: dt.datetime
) -> UrgentInterval:
    """Set every how many working days, 1 to 5, a movement's urgent tasks are reminded of (HY-20).

    Refuses another number, and after the movement is closed.
    """
    movement = locked(movement)
    found = []
    if not 1 <= working_days <= 5:
        found.append(Blocker("Khoảng nhắc việc gấp là 1 đến 5 ngày làm việc."))
    if movement.state == Movement.State.CLOSED:
        found.append(Blocker("Phong trào đã tổng kết.", about=movement))
    refuse_if(found)
    kept = {"working_days": working_days, "set_by": by, "set_at": at}
    interval, _ = UrgentInterval.objects.update_or_create(movement=movement, defaults=kept)
    said = f"Đặt nhắc việc gấp {working_days} ngày làm việc một lần."
    record(
        "reminders.interval_set", said, by=by, about=movement, unit=movement.owner, at=at, every=working_days
    )
    return interval
