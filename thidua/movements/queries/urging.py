"""Who is behind with what in a movement as one reader may urge it, and the log of who was urged over it."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Prefetch, Q, QuerySet

from thidua.core.text import as_key
from thidua.movements.models import Movement, UrgedDebt, Urging
from thidua.movements.queries.coverage import watches_over
from thidua.movements.queries.debts import Rows, debt_of, debts_of
from thidua.movements.queries.inspections import bodies_of, body_for, fields_of
from thidua.movements.rules.inspections import kinds_of
from thidua.movements.rules.urging import Debt
from thidua.org.access import Ability, Access
from thidua.org.models import Placement, Unit

PER_PAGE = 60
NOTES, SHOWN = 20, 40  # urging notes that the log shows, and debts of each
LATE, OWING, PLEDGES = "", "con-no", "giao-uoc"


def reach_of(movement: Movement, access: Access) -> "QuerySet[Unit] | None":
    """The units this person may urge in a movement; None: all that it asks.

    A division of the movement's office urges by function: the units that its fields are about (HY-59).
    """
    if watches_over(movement, access):
        return None
    found = access.units(Ability.MOVEMENT_WATCH)
    for body in bodies_of(access):
        fields = fields_of(body, on=access.day)
        if fields and Placement.objects.on(access.day).filter(unit=body, parent=movement.owner_id).exists():
            kinds = kinds_of(sorted(fields))
            found |= Unit.objects.all() if kinds is None else Unit.objects.filter(kind__in=kinds)
    return found


def owed_to(
    movement: Movement, access: Access, which: str, keys: "Mapping[str, Collection[int]] | None" = None
) -> Rows:
    """The rows of the late list that this person may urge, or of all that is owed, or of unsigned pledges.

    `keys`: only these things, by kind.
    """
    return debts_of(
        movement,
        reach_of(movement, access),
        on=access.day,
        late=which == LATE,
        pledges=which == PLEDGES,
        keys=keys,
    )


def debts_chosen(
    movement: Movement, access: Access, which: str, chosen: Collection[str] | None
) -> list[Debt]:
    """The debts of a list, or those of them that were ticked; what is out of reach is none of them."""
    keys = None if chosen is None else _keys_in(chosen)
    if keys == {}:
        return []
    found = [debt_of(row, access.day) for row in owed_to(movement, access, which, keys)]
    return found if chosen is None else [debt for debt in found if debt.mark in chosen]


def _keys_in(marks: Collection[str]) -> dict[str, set[int]]:
    """What marks name, by kind; what is no mark is left out."""
    found: dict[str, set[int]] = {}
    for kind, key, _ in (parts for mark in marks if len(parts := mark.split(":")) == 3):
        if (number := as_key(key)) is not None:
            found.setdefault(kind, set()).add(number)
    return found


@dataclass(frozen=True)
class Urged:
    """One debt of the list, and how often and when last its debtor was urged over it."""

    debt: Debt
    times: int
    last: dt.datetime | None


@dataclass(frozen=True)
class Note:
    """One urging note of the log, with the first of the debts that it named."""

    urging: Urging
    debts: int
    shown: list[UrgedDebt]
    may_draft: bool


@dataclass(frozen=True)
class UrgingPage:
    """The late list of a movement for one reader, and the notes that were sent."""

    which: str
    page: "Page[Any]"
    rows: list[Urged]
    body: Unit | None
    notes: list[Note]
    today: int  # notes sent today


def urging_page(movement: Movement, access: Access, which: str, number: str | None) -> UrgingPage:
    """Gather the page; the same number of queries for three debts as for one.

    Who watches over nobody sees no list; the log is of one's own bodies, of movements one watches, and for who
    drafts the office's letters.
    """
    bodies = bodies_of(access)
    rows = owed_to(movement, access, which) if bodies else Urging.objects.none()
    page: Page[Any] = Paginator(rows, PER_PAGE).get_page(number)
    notes = _notes(movement, access)
    return UrgingPage(
        which=which,
        page=page,
        rows=_urged(movement, [debt_of(row, access.day) for row in page.object_list]),
        body=body_for(movement, access),
        notes=notes,
        today=sum(note.urging.urged_on == access.day for note in notes),
    )


def _urged(movement: Movement, debts: list[Debt]) -> list[Urged]:
    units = {debt.unit_id for debt in debts}
    counted = UrgedDebt.objects.filter(urging__movement=movement, unit__in=units).order_by()
    rows = counted.values_list("kind", "about_id", "unit_id").annotate(Count("pk"), Max("urging__urged_at"))
    past = {f"{kind}:{key}:{unit}": (times, last) for kind, key, unit, times, last in rows}
    return [Urged(debt, *past.get(debt.mark, (0, None))) for debt in debts]


def notes_seen_by(access: Access) -> "QuerySet[Urging]":
    """The urging notes that this person may read and draft letters from."""
    units = access.units(Ability.MOVEMENT_WATCH) | access.units(Ability.PAPER_FILE)
    mine = Q(body__in=[body.pk for body in bodies_of(access)])
    return Urging.objects.filter(mine | Q(movement__owner__in=units))


def _notes(movement: Movement, access: Access) -> list[Note]:
    """The newest notes, each with as many of its debts as a page can hold."""
    first = UrgedDebt.objects.select_related("unit").order_by("unit__sort_key", "due", "pk")[:SHOWN]
    rows = notes_seen_by(access).filter(movement=movement).annotate(named=Count("debts"))
    rows = rows.select_related("body", "urged_by__person", "letter", "movement__owner").order_by("-urged_at")
    found = list(rows.prefetch_related(Prefetch("debts", first, to_attr="shown"))[:NOTES])
    owners = {letter_owner(row).pk for row in found}
    mine = set(access.units(Ability.PAPER_FILE).filter(pk__in=owners).values_list("pk", flat=True))
    return [Note(row, row.named, row.shown, letter_owner(row).pk in mine) for row in found]


def letter_owner(urging: Urging) -> Unit:
    """Whose letter an urging note becomes: a union's or an office's own; what is part of an office writes by it."""
    own = urging.body.kind not in {Unit.Kind.DIVISION, Unit.Kind.TEAM}
    return urging.body if own else urging.movement.owner
