"""Whom an urging reaches: who answers for a unit, who owes a thing, and where each makes it good."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from django.urls import reverse

from thidua.movements.models import Assignment, Duty, Finding, Movement, Task, TaskPart
from thidua.movements.queries.assignments import OWED
from thidua.movements.rules.urging import Debt
from thidua.org.models import Pairing, Position, Post, User
from thidua.org.speaking import SPEAKING, speaking_for

_PAGES = {"people": "movement", "part": "task", "receipt": "paper", "correction": "inspection"}


def speakers_of(units: Iterable[int], *, on: dt.date) -> dict[int, set[int]]:
    """The accounts of those who answer for each unit: whoever heads it; without one, the deputies."""
    posts = Post.objects.on(on).filter(
        unit__in=list(units), position__in=SPEAKING, person__user__is_active=True
    )
    first: dict[int, set[int]] = {}
    second: dict[int, set[int]] = {}
    rows = posts.values_list("unit_id", "unit__kind", "position", "person__user")
    for unit, kind, position, user in rows:
        if position in speaking_for(kind):
            (second if position == Position.DEPUTY else first).setdefault(unit, set()).add(user)
    return {**second, **first}


def told_of(debts: Collection[Debt], *, on: dt.date) -> dict[str, set[int]]:
    """The accounts that each debt is told to, by its mark: the person, else who speaks for the unit.

    Of a duty laid on a head and the union chair of the level, both; of one laid on people, those who owe it.
    """
    persons = _users_of({debt.person_id for debt in debts if debt.person_id})
    bodies = {debt.unit_id for debt in debts if not debt.person_id and debt.kind != "people"}
    chairs = _chairs_of([debt.key for debt in debts if debt.kind == "assignment"], on)
    speakers = speakers_of(bodies | set(chairs.values()), on=on)
    owing = _owing(debts)
    holding = _holding([debt.key for debt in debts if debt.kind == "task" and not debt.person_id], on)
    return {
        debt.mark: _told(debt, persons, owing, holding)
        or speakers.get(debt.unit_id, set()) | speakers.get(chairs.get(debt.unit_id, 0), set())
        for debt in debts
    }


def _told(
    debt: Debt,
    persons: Mapping[int, set[int]],
    owing: Mapping[tuple[int, int], set[int]],
    holding: Mapping[int, set[int]],
) -> set[int]:
    if debt.kind == "people":
        return owing.get((debt.key, debt.unit_id), set())
    if debt.person_id:
        return persons.get(debt.person_id, set())
    return holding.get(debt.key, set()) if debt.kind == "task" else set()


def _users_of(people: Collection[int]) -> dict[int, set[int]]:
    rows = User.objects.filter(person__in=people, is_active=True).values_list("person_id", "pk")
    return {person: {user} for person, user in rows}


def _owing(debts: Collection[Debt]) -> dict[tuple[int, int], set[int]]:
    """Those who owe a duty that was laid on each person, by duty and unit."""
    duties = {debt.key for debt in debts if debt.kind == "people"}
    units = {debt.unit_id for debt in debts if debt.kind == "people"}
    rows = Assignment.objects.filter(
        duty__in=duties, unit__in=units, state__in=OWED, person__user__is_active=True
    )
    found: dict[tuple[int, int], set[int]] = {}
    for duty, unit, user in rows.values_list("duty_id", "unit_id", "person__user"):
        found.setdefault((duty, unit), set()).add(user)
    return found


def _chairs_of(assignments: Collection[int], on: dt.date) -> dict[int, int]:
    """Of units whose work is laid on a pair, the union body of the level."""
    paired = Assignment.objects.filter(pk__in=assignments, duty__reaches=Duty.Reaches.PAIRS)
    rows = Pairing.objects.on(on).filter(unit__in=paired.values("unit"))
    return dict(rows.values_list("unit_id", "union_id"))


def _holding(tasks: Collection[int], on: dt.date) -> dict[int, set[int]]:
    """Of tasks given to the holders of posts, those holders."""
    rows = list(Task.objects.filter(pk__in=tasks).exclude(owner_positions=[]))
    posts = Post.objects.on(on).filter(unit__in={row.unit_id for row in rows}, person__user__is_active=True)
    held = list(posts.values_list("unit_id", "position", "person__user"))
    return {
        row.pk: {user for unit, post, user in held if unit == row.unit_id and post in row.owner_positions}
        for row in rows
    }


def addresses_of(movement: Movement, debts: Collection[Debt]) -> dict[str, str]:
    """Where each debt is made good, by its mark."""
    pledges = set(movement.duties.filter(what=Duty.What.PLEDGE).values_list("pk", flat=True))
    findings = Finding.objects.filter(pk__in={debt.key for debt in debts if debt.kind == "correction"})
    parts = TaskPart.objects.filter(pk__in={debt.key for debt in debts if debt.kind == "part"})
    visits = dict(findings.values_list("pk", "inspection_id"))
    shared = dict(parts.values_list("pk", "task_id"))
    held: dict[str, Mapping[int, int]] = {
        "people": dict.fromkeys((debt.key for debt in debts), movement.pk),
        "receipt": dict.fromkeys((debt.key for debt in debts), movement.plan_id),
        "correction": visits,
        "part": shared,
    }
    return {
        debt.mark: reverse(
            "pledge" if debt.kind == "people" and debt.key in pledges else _PAGES.get(debt.kind, debt.kind),
            args=[held[debt.kind][debt.key] if debt.kind in held else debt.key],
        )
        for debt in debts
    }
