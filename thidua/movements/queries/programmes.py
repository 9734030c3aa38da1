"""Programmes of a movement: whose they are, whom they are for, who has registered; mottos across movements."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.core.dates import school_year
from thidua.core.text import fold
from thidua.movements.models import Content, Motto, Movement, Programme, ProgrammeRegistration
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.rules.programmes import likenesses
from thidua.movements.rules.reminders import horizon, result_due
from thidua.org.access import Ability, Access
from thidua.org.models import Group, Pairing, Person, Position, Post, Reach, Unit, User
from thidua.org.queries.people import counting_unit
from thidua.org.queries.tree import subtree_of
from thidua.org.speaking import MANAGING

_STAFF = [Group.CADRE, Group.CIVIL_SERVANT, Group.TEACHER, Group.STAFF, Group.WORKER]
_UNION_PEOPLE = [Position.UNION_CHAIR, Position.UNION_MEMBER]
FOR_BODIES = {*_UNION_PEOPLE, *MANAGING}  # who answers for a body that registered
OF_BODIES = {Programme.Base.UNIONS, Programme.Base.SCHOOLS}


def year_of(movement: Movement, day: dt.date) -> str:
    """The school year a registration counts for: the movement's own, else that of the day."""
    return movement.school_year or school_year(day)


def speaks_for(owner: Unit, user: User, *, on: dt.date) -> bool:
    """Whether a person leads the owner of a programme: for a union body its committee, else head and deputies."""
    wanted = _UNION_PEOPLE if owner.kind == Unit.Kind.UNION else MANAGING
    return Post.objects.on(on).filter(person=user.person_id, unit=owner, position__in=wanted).exists()


def people_in_base(programme: Programme, *, on: dt.date) -> "QuerySet[Post]":
    """The main posts of those a programme of persons is for, in the units of its movement on a day."""
    below = Reach.objects.on(on).filter(ancestor=programme.movement.owner_id).values("descendant")
    rows = Post.objects.on(on).filter(unit__in=below, main=True, group__in=_STAFF)
    if programme.base == Programme.Base.TEACHERS:
        return rows.filter(group=Group.TEACHER)
    if programme.base == Programme.Base.WOMEN:
        return rows.filter(person__gender=Person.Gender.FEMALE)
    return rows


def bodies_in_base(programme: Programme, *, on: dt.date) -> "QuerySet[Unit]":
    """The bodies a programme of bodies is for: unions paired with the movement's units, or its schools."""
    below = subtree_of(programme.movement.owner, on=on)
    if programme.base == Programme.Base.SCHOOLS:
        return below.filter(kind__in=Unit.SCHOOLS)
    paired = Pairing.objects.on(on).filter(unit__in=below)
    return Unit.objects.filter(pk__in=paired.values("union"))


def is_in_base(programme: Programme, unit: Unit, person: Person | None, *, on: dt.date) -> bool:
    """Whether a person, or a body, is one of those a programme is for."""
    if programme.base in OF_BODIES:
        return person is None and bodies_in_base(programme, on=on).filter(pk=unit.pk).exists()
    return person is not None and people_in_base(programme, on=on).filter(person=person).exists()


def base_count(programme: Programme, *, on: dt.date) -> int | None:
    """How many a programme is for; None while nobody has said whom."""
    if not programme.base:
        return None
    if programme.base in OF_BODIES:
        return bodies_in_base(programme, on=on).count()
    return people_in_base(programme, on=on).values("person").distinct().count()


@dataclass(frozen=True)
class Programmes:
    """What a movement calls for by name, by kind, and the likenesses that a person should look at."""

    kinds: list[tuple[str, list[Any]]]
    total: int
    alike: list[tuple[str, str]]
    mottos: list[Motto]
    contents: list[Content]


def programmes_in(movement: Movement, access: Access) -> Programmes:
    """The programmes of one movement, each with `registered` and `answered`, counted in one query."""
    rows = list(
        movement.programmes.select_related("owner", "basis").annotate(
            registered=Count("registrations"),
            answered=Count("registrations", filter=~Q(registrations__result="")),
        )
    )
    kinds: dict[str, list[Any]] = {str(label): [] for label in Programme.Kind.labels}
    for row in rows:
        kinds[row.get_kind_display()].append(row)
    others = Programme.objects.filter(movement__in=movements_seen_by(access)).exclude(movement=movement)
    names = set(others.order_by().values_list("name", flat=True)[:500])
    return Programmes(
        kinds=[(kind, found) for kind, found in kinds.items() if found],
        total=len(rows),
        alike=likenesses([row.name for row in rows], sorted(names)),
        mottos=list(movement.mottos.select_related("content")),
        contents=list(movement.contents.all()),
    )


@dataclass(frozen=True)
class ProgrammePage:
    """One programme, who has registered for it this year, and what this person may do here."""

    programme: Programme
    school_year: str
    rows: list[ProgrammeRegistration]
    base: int | None
    ungendered: (
        int  # people of a women's programme whose gender is not stated, and who are therefore not counted
    )
    mine: set[int]  # registrations this person answers for
    offers: list[tuple[str, str]]  # whom this person may register: key, words
    opens: bool  # whether this person leads the programme's owner
    may_place: bool

    @property
    def without_result(self) -> list[ProgrammeRegistration]:
        """Those who have not said what came of it: the reminder list at the end of the year (NH-28)."""
        return [row for row in self.rows if not row.result]


def programme_page(programme: Programme, access: Access) -> ProgrammePage:
    """Gather the page of one programme for one person on the day of their access."""
    day, user = access.day, access.user
    year = year_of(programme.movement, day)
    found = programme.registrations.filter(school_year=year).select_related("person", "unit")
    rows = list(found.order_by("person__sort_key", "unit__sort_key", "id"))
    own = {post.unit.pk for post in access.posts if post.position in FOR_BODIES}
    mine = {
        row.pk
        for row in rows
        if row.person_id == user.person_id or (row.person is None and row.unit_id in own)
    }
    placer = access.may(Ability.MOVEMENT_DECIDE, programme.movement.owner)
    leads = programme.owner is not None and speaks_for(programme.owner, user, on=day)
    return ProgrammePage(
        programme=programme,
        school_year=year,
        rows=rows,
        base=base_count(programme, on=day),
        ungendered=_ungendered(programme, day),
        mine=mine,
        offers=_offers(programme, access, rows) if programme.opened_at else [],
        opens=leads,
        may_place=programme.opened_at is None and (placer or leads),
    )


def _ungendered(programme: Programme, day: dt.date) -> int:
    if programme.base != Programme.Base.WOMEN:
        return 0
    below = Reach.objects.on(day).filter(ancestor=programme.movement.owner_id).values("descendant")
    rows = Post.objects.on(day).filter(unit__in=below, main=True, group__in=_STAFF)
    return rows.filter(person__gender=Person.Gender.UNSTATED).values("person").distinct().count()


def _offers(programme: Programme, access: Access, rows: list[ProgrammeRegistration]) -> list[tuple[str, str]]:
    """Oneself, or the bodies one leads, as far as the programme is for them and they have not registered."""
    if programme.base in OF_BODIES:
        led = [post.unit for post in access.posts if post.position in FOR_BODIES]
        taken = {row.unit_id for row in rows if row.person_id is None}
        meant = set(bodies_in_base(programme, on=access.day).values_list("pk", flat=True))
        return [(f"unit-{unit.pk}", str(unit)) for unit in led if unit.pk in meant - taken]
    person = access.user.person
    if person is None or any(row.person_id == person.pk for row in rows):
        return []
    unit = counting_unit(person, on=access.day)
    meant_too = unit is not None and is_in_base(programme, unit, person, on=access.day)
    return [("self", f"Bản thân tôi, {unit}")] if meant_too else []


def results_owed(*, on: dt.date) -> "QuerySet[ProgrammeRegistration]":
    """This year's registrations for programmes of running movements that have not said what came of it (NH-28)."""
    rows = ProgrammeRegistration.objects.filter(school_year=school_year(on), result="")
    return rows.filter(programme__movement__state=Movement.State.RUNNING).select_related("programme", "unit")


def results_of(access: Access) -> list[tuple[ProgrammeRegistration, dt.date]]:
    """What one person, or a body they answer for, has still to say of this year, once its end is near; and by when."""
    due = result_due(school_year(access.day))
    if due > horizon(access.day):
        return []
    led = [post.unit.pk for post in access.posts if post.position in FOR_BODIES]
    mine = Q(person_id=access.user.person_id) | Q(person=None, unit__in=led)
    return [(row, due) for row in results_owed(on=access.day).filter(mine).order_by("id")]


def programmes_seen_by(access: Access) -> "QuerySet[Programme]":
    """Programmes of the movements this person sees, and those owned by a union body in which they serve."""
    served = [post.unit.pk for post in access.posts]
    return Programme.objects.filter(Q(movement__in=movements_seen_by(access)) | Q(owner__in=served))


def mottos_seen_by(access: Access, q: str = "") -> "QuerySet[Motto]":
    """Mottos of the movements this person sees, each under its own plan; `q` finds with and without diacritics."""
    rows = Motto.objects.filter(movement__in=movements_seen_by(access))
    for word in fold(q).split():
        rows = rows.filter(folded__contains=word)
    return rows.select_related("movement__plan", "movement__owner", "content").order_by("movement", "order")


def mottos_of(movement: Movement) -> list[str]:
    """The mottos of one movement in their order, as a pledge prints them (LT-51)."""
    return list(movement.mottos.values_list("text", flat=True))
