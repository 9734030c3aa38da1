"""The card of a movement (hồ sơ phong trào): what it is, for whom, with whom, since when, and what it waits for."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.documents.models import Paper
from thidua.documents.queries.papers import papers_seen_by
from thidua.movements.models import Launch, Movement, Partner, YearReview
from thidua.movements.queries.branches import light, since
from thidua.movements.rules.register import blockers_to_clone, years_to_review
from thidua.org.access import Ability, Access
from thidua.org.models import Person, Unit
from thidua.org.queries.people import people_of
from thidua.org.queries.tree import subtree_of

STAFF = ("cadre", "civil_servant", "teacher", "staff", "worker")
# A worker is everybody on the staff list whom no narrower word of the plan names.
_COVERED = {"worker": ("staff", "worker"), "cadre": ("cadre", "civil_servant")}
SHOWN = 300
ROLL = 300  # people: a longer list of names is no way to call a roll


@dataclass(frozen=True)
class Count:
    """How many people of one subject group a movement counts."""

    group: str
    people: int


@dataclass(frozen=True)
class Reached:
    """Whom a ceremony reached: of the staff list of that day, all but those named."""

    reached: int
    total: int
    missing: list[str]


def registration_base(movement: Movement) -> list[Count]:
    """People by subject group on the day of the first launch, in the plan's groups only; empty before it (LT-10)."""
    launch = movement.first_launch
    return counted(launch.base, movement.subjects) if launch else []


def counted(base: dict[str, int], subjects: Iterable[str]) -> list[Count]:
    """Counts in the groups of a movement. Each person once: a group takes in another only if that one is not named."""
    asked = [
        group for group in Movement.Subject if group in subjects and group != Movement.Subject.COLLECTIVE
    ]
    found = []
    for group in asked:
        takes = [each for each in _COVERED.get(group, (group,)) if each == group or each not in asked]
        found.append(Count(group.label, sum(base.get(each, 0) for each in takes)))
    return found


def reached_by(launch: Launch) -> Reached | None:
    """Of those on the staff list on the launch day, how many were reached; None when no roll was called (NH-78)."""
    if not launch.roll_taken:
        return None
    total = sum(launch.base.get(group, 0) for group in STAFF)
    missing = [person.name for person in launch.absent.all()]
    return Reached(total - len(missing), total, missing)


def scope_of(movement: Movement, *, on: dt.date | None = None) -> "QuerySet[Unit]":
    """The schools in the owner's subtree on the launch day, or on another day asked about (EK-41)."""
    day = on or (movement.first_launch.day if movement.first_launch else since(movement))
    return subtree_of(movement.owner, on=day).filter(kind__in=Unit.SCHOOLS).order_by("sort_key")


def reviews_asked(movement: Movement, *, on: dt.date) -> list[int]:
    """The years whose review an open movement still waits for on a day."""
    if movement.state != Movement.State.RUNNING or movement.school_year or movement.last_day:
        return []
    return years_to_review(
        (movement.during.lower if movement.during else None, None),
        school_year=movement.school_year,
        reviewed={review.year for review in movement.reviews.all()},
        on=on,
    )


def reviews_owed(units: "QuerySet[Unit]", *, on: dt.date) -> list[tuple[Movement, list[int]]]:
    """The open movements of these units that wait for the review of a year, and of which: two queries (EK-20)."""
    found = Movement.objects.filter(owner__in=units, state=Movement.State.RUNNING, school_year="")
    rows = light(found).prefetch_related("reviews").order_by("id")
    asked = [(row, reviews_asked(row, on=on)) for row in rows]
    return [(row, years) for row, years in asked if years]


def running_movements(units: "QuerySet[Unit]", *, on: dt.date) -> "QuerySet[Movement]":
    """What these units run on a day: several at once is usual, and starting one ends no other (EK-22, NH-76)."""
    found = Movement.objects.filter(owner__in=units, state=Movement.State.RUNNING, during__contains=on)
    return light(found).order_by("pk")


def launch_choices(movement: Movement, access: Access) -> "tuple[QuerySet[Person] | None, QuerySet[Paper]]":
    """The staff whose names can be called at a ceremony, None when they are too many; and the papers to tie to it."""
    staff = people_of(movement.owner, on=access.day, groups=STAFF)
    papers = papers_seen_by(access).filter(owner=movement.owner).defer("source_lines", "reading")
    newest = list(papers.order_by("-day", "-pk").values_list("pk", flat=True)[:30])
    return (staff if staff.count() <= ROLL else None), papers.filter(pk__in=newest).order_by("-day", "-pk")


@dataclass(frozen=True)
class Launched:
    """One launch, its papers, and whom it reached."""

    launch: Launch
    reached: Reached | None


@dataclass(frozen=True)
class Card:
    """The card of one movement as its page shows it."""

    movement: Movement
    subjects: list[str]
    base: list[Count]
    scope: list[Unit]
    scope_day: dt.date
    scope_size: int
    launches: list[Launched]
    partners: list[Partner]
    mottos: list[Any]
    reviews: list[YearReview]
    asked: list[int]
    beside: list[Movement]
    next_year: Movement | None
    may_decide: bool
    may_clone: bool


def card_of(movement: Movement, access: Access) -> Card:
    """Gather the card of a movement in a fixed number of queries."""
    units = scope_of(movement)
    scope = list(units[:SHOWN])
    launches = movement.launches.select_related("round", "recorded_by__person")
    own = Unit.objects.filter(pk=movement.owner_id)
    next_year = Movement.objects.filter(cloned_from=movement).first()
    may_decide = access.may(Ability.MOVEMENT_DECIDE, movement.owner)
    return Card(
        movement=movement,
        subjects=[group.label for group in Movement.Subject if group in movement.subjects],
        base=registration_base(movement),
        scope=scope,
        scope_day=movement.first_launch.day if movement.first_launch else since(movement),
        scope_size=len(scope) if len(scope) < SHOWN else units.count(),
        launches=[Launched(row, reached_by(row)) for row in launches.prefetch_related("papers", "absent")],
        partners=list(movement.partners.select_related("unit")),
        mottos=list(movement.mottos.all()),
        reviews=list(movement.reviews.select_related("reviewed_by__person", "paper")),
        asked=reviews_asked(movement, on=access.day),
        beside=list(running_movements(own, on=access.day).exclude(pk=movement.pk)),
        next_year=next_year,
        may_decide=may_decide,
        may_clone=may_decide and not against_clone(movement, made=next_year),
    )


def against_clone(movement: Movement, *, made: Movement | None) -> list[Any]:
    """What stands in the way of carrying a movement on into the next school year."""
    return blockers_to_clone(
        active=movement.state != Movement.State.DRAFT,
        school_year=movement.school_year,
        own_plan=movement.plan.is_ours,
        made=made,
    )
