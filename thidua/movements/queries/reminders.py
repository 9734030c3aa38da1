"""When reminders may reach each of many people, which urgent tasks are reminded of today, and whom they concern."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q

from thidua.activity.models import Delivery, Outlet
from thidua.movements.models import Movement, Reminder, ReminderHours, Task, TaskPart, UrgentInterval
from thidua.movements.queries.digests import Roll, doers_of
from thidua.movements.queries.tasks import owner_words
from thidua.movements.rules.reminders import COPIED_ON, HOUSE_HOURS, Hours, urgent_goes
from thidua.org.access import Ability, Access
from thidua.org.models import Position, Post, Reach, Unit, User
from thidua.org.speaking import LEADING


def users_after(key: int, *, on: dt.date, limit: int) -> list[User]:
    """The next active accounts by key that have had no digest on a day."""
    had = Reminder.objects.filter(user=OuterRef("pk"), on=on, kind=Reminder.Kind.DIGEST)
    rows = User.objects.filter(~Exists(had), pk__gt=key, is_active=True)
    return list(rows.order_by("pk")[:limit])


def hours_of(users: Collection[User], *, on: dt.date) -> dict[int, Hours]:
    """The hours of each: their own, else of the nearest unit above where they are counted, else the house's."""
    own = ReminderHours.objects.filter(user__in=[user.pk for user in users])
    found = {row.user_id: _hours(row) for row in own}
    people = {user.person_id: user.pk for user in users if user.pk not in found}
    posts = Post.objects.on(on).filter(person__in=people).order_by("-main", "id")
    counted: dict[int, int] = {}
    for person, unit in posts.values_list("person_id", "unit_id"):
        counted.setdefault(people[person], unit)
    of_units = unit_hours(set(counted.values()), on=on)
    return {
        user.pk: found.get(user.pk) or of_units.get(counted.get(user.pk, 0), HOUSE_HOURS) for user in users
    }


def unit_hours(units: Collection[int], *, on: dt.date) -> dict[int, Hours]:
    """The hours that hold in these units: of the unit itself, else of the nearest above that has set any."""
    above = Reach.objects.on(on).filter(descendant__in=units, ancestor__reminder_hours__isnull=False)
    columns = [f"ancestor__reminder_hours__{name}" for name in vars(HOUSE_HOURS)]
    found: dict[int, Hours] = {}
    for unit, *hours in above.order_by("depth").values_list("descendant_id", *columns):
        found.setdefault(unit, Hours(*hours))
    return found


def _hours(row: ReminderHours) -> Hours:
    return Hours(row.quiet_from, row.quiet_until, row.digest_hour, row.rest_days)


@dataclass(frozen=True)
class Urgent:
    """One urgent task to be reminded of today, for the how manieth time, and who is told."""

    task: Task
    nth: int
    owner: str
    doers: list[User]  # where nobody with an account has it to do, the head
    heads: list[User]  # told as well, once a doer has been; nobody when that was done on an earlier day


def urgent_tasks(*, on: dt.date, after: int, limit: int) -> tuple[list[Urgent], int | None]:
    """Of the next open urgent tasks by key, those to be reminded of on a day; and the last key looked at, if any.

    The head of the unit whose movement it is, else the deputies, are told with the second reminder, once (LT-25);
    with the next one when nobody could be told that day.
    """
    earlier = Q(reminders__on__lt=on, reminders__kind=Reminder.Kind.URGENT)
    copied = Reminder.objects.filter(task=OuterRef("pk"), kind=Reminder.Kind.COPY, on__lt=on)
    rows = Task.objects.filter(
        pk__gt=after, urgent=True, state=Task.State.OPEN, movement__state=Movement.State.RUNNING
    )
    rows = rows.annotate(
        last=Max("reminders__on", filter=earlier),
        days=Count("reminders__on", filter=earlier, distinct=True),
        copied=Exists(copied),
        every=F("movement__urgent_interval__working_days"),
    )
    looked = list(rows.select_related("movement__owner", "unit", "owner_person").order_by("pk")[:limit])
    goes = [
        task for task in looked if urgent_goes(today=on, due=task.due, last=task.last, every=task.every or 1)
    ]
    return _with_people(goes, on), looked[-1].pk if looked else None


def _with_people(tasks: Sequence[Any], on: dt.date) -> list[Urgent]:
    users = {user.pk: user for user in _concerned(tasks, on)}
    doers = doers_of(tasks, Roll(users.values(), on=on))
    led = [task for task in tasks if _is_copied(task) or not doers[task.pk]]
    heads = heads_of({task.movement.owner_id for task in led}, on=on)
    found = []
    for task in tasks:
        mine = [users[key] for key in sorted(doers[task.pk])]
        above = [user for user in heads.get(task.movement.owner_id, []) if user.pk not in doers[task.pk]]
        copied = above if mine and _is_copied(task) else []
        found.append(Urgent(task, task.days + 1, owner_words(task), mine or above, copied))
    return found


def _is_copied(task: Any) -> bool:
    return task.days + 1 >= COPIED_ON and not task.copied


def _concerned(tasks: Sequence[Task], on: dt.date) -> list[User]:
    """Everybody who may have one of these tasks to do."""
    parts = TaskPart.objects.filter(task__in=tasks, state=Task.State.OPEN)
    shared = list(parts.values_list("person_id", "unit_id"))
    people = {task.owner_person_id for task in tasks} | {person for person, _ in shared}
    units = {task.unit_id for task in tasks if task.owner_person_id is None} | {unit for _, unit in shared}
    positions = {*LEADING}.union(*(task.owner_positions for task in tasks))
    posts = Post.objects.on(on).filter(unit__in=units - {None}, position__in=positions).values("person")
    rows = User.objects.filter(Q(person__in=people - {None}) | Q(person__in=posts), is_active=True)
    return list(rows.select_related("person"))


def heads_of(units: Collection[int], *, on: dt.date) -> dict[int, list[User]]:
    """The accounts of the head of each unit, else of its deputies."""
    posts = Post.objects.on(on).filter(unit__in=units, position__in=[Position.HEAD, Position.DEPUTY])
    found: dict[int, dict[str, list[User]]] = {}
    rows = posts.filter(person__user__is_active=True).select_related("person__user").order_by("id")
    for post in rows:
        found.setdefault(post.unit_id, {}).setdefault(post.position, []).append(post.person.user)
    return {unit: by.get(Position.HEAD) or by[Position.DEPUTY] for unit, by in found.items()}


@dataclass(frozen=True)
class ReminderPage:
    """How one person is reminded, where else that goes, and what became of what left the house."""

    hours: Hours
    own: bool  # chosen by the person, not the unit's or the house's
    outlet: Outlet | None
    deliveries: list[Delivery]
    units: list[Unit]  # whose common hours this person may set
    mail: bool  # whether this installation can send any


def reminder_page(access: Access) -> ReminderPage:
    """Gather the page of one's own reminders."""
    user = access.user
    left = Delivery.objects.filter(notice__user=user).exclude(channel=Delivery.Channel.IN_APP)
    own = ReminderHours.objects.filter(user=user).first()
    return ReminderPage(
        hours=_hours(own) if own else hours_in_common(access),
        own=own is not None,
        outlet=Outlet.objects.filter(user=user).first(),
        deliveries=list(left.select_related("notice").order_by("-id")[:10]),
        units=list(access.units(Ability.MOVEMENT_DECIDE).order_by("sort_key")),
        mail=bool(settings.EMAIL_HOST),
    )


def hours_in_common(access: Access) -> Hours:
    """The hours that hold for a person who has chosen none: of their unit, else the house's."""
    unit = access.posts[0].unit.pk if access.posts else 0
    return unit_hours([unit], on=access.day).get(unit, HOUSE_HOURS)


def every_of(movement: Movement) -> int:
    """Every how many working days a movement's urgent tasks are reminded of."""
    kept = UrgentInterval.objects.filter(movement=movement).values_list("working_days", flat=True).first()
    return kept or 1


@dataclass(frozen=True)
class Reminded:
    """How often an urgent task was reminded of, when last, and when the head was told."""

    times: int
    last: dt.date | None
    copied: dt.date | None


def reminded_of(task: Task) -> Reminded:
    """What the reminders of one task come to."""
    urgent, copy = Q(kind=Reminder.Kind.URGENT), Q(kind=Reminder.Kind.COPY)
    counted = task.reminders.aggregate(
        times=Count("on", filter=urgent, distinct=True),
        last=Max("on", filter=urgent),
        copied=Min("on", filter=copy),
    )
    return Reminded(**counted)
