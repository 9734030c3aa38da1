"""Whom the duties of a movement reach on a day, as queries that the opening turns into rows."""

import datetime as dt

from django.db.models import Q, QuerySet

from thidua.movements.models import Duty, Movement
from thidua.org.models import Guidance, Placement, Post, Reach, Unit
from thidua.org.queries.tree import children_of

STAFF = ["cadre", "civil_servant", "teacher", "staff", "worker"]


WITHIN = [Unit.Kind.TEAM, Unit.Kind.DIVISION]


def units_in_scope(owner: Unit, reaches: str, *, on: dt.date) -> "QuerySet[Unit]":
    """The units a word of reach means for the issuing unit on a day, each once.

    Beneath an office stand those attached to it in the tree and those it guides (a Phòng GDĐT was run by UBND
    huyện and guided by Sở), and the schools beneath either.
    """
    teams = children_of(owner, on=on, kinds=WITHIN).order_by().values("pk")
    if reaches == Duty.Reaches.TEAMS:
        return Unit.objects.filter(pk__in=teams)
    if reaches in {Duty.Reaches.UNITS, Duty.Reaches.PAIRS}:
        return Unit.objects.filter(_attached(owner, on))
    if reaches == Duty.Reaches.SCHOOLS:
        return Unit.objects.filter(_schools(owner, on))
    if reaches == Duty.Reaches.WHOLE:
        return Unit.objects.filter(Q(pk__in=teams) | _attached(owner, on) | _schools(owner, on))
    return Unit.objects.none()


def _guided(owner: Unit, on: dt.date) -> "QuerySet[Guidance]":
    return Guidance.objects.on(on).filter(by=owner)


def _attached(owner: Unit, on: dt.date) -> Q:
    """Units with a standing of their own directly beneath; bodies inside the owner, groups and classes are none."""
    placed = Placement.objects.on(on).filter(parent=owner).exclude(relation=Placement.Relation.WITHIN)
    here = Q(pk__in=placed.values("unit")) & ~Q(kind__in=[*WITHIN, Unit.Kind.CLASS])
    return here | Q(pk__in=_guided(owner, on).values("unit"))


def _schools(owner: Unit, on: dt.date) -> Q:
    """Schools anywhere beneath the owner, or beneath an office that the owner guides."""
    below = Reach.objects.on(on)
    tree = below.filter(ancestor=owner, depth__gt=0).values("descendant")
    guided = below.filter(ancestor__in=_guided(owner, on).values("unit")).values("descendant")
    return Q(kind__in=Unit.SCHOOLS) & (Q(pk__in=tree) | Q(pk__in=guided))


def people_in_scope(owner: Unit, *, on: dt.date) -> "QuerySet[Post]":
    """The staff counted in the owner or beneath it on a day, each person once, in the unit of the main post."""
    below = Reach.objects.on(on).filter(ancestor=owner).values("descendant")
    posts = Post.objects.on(on).filter(unit__in=below, main=True, group__in=STAFF)
    return posts.order_by("person_id", "id").distinct("person_id")


def count_in_scope(movement: Movement, *, on: dt.date) -> dict[str, int]:
    """How many units or people each word of reach in the movement's duties means on a day."""
    found = {}
    for reaches in sorted(set(movement.duties.values_list("reaches", flat=True))):
        people = reaches == Duty.Reaches.STAFF
        rows = (
            people_in_scope(movement.owner, on=on)
            if people
            else units_in_scope(movement.owner, reaches, on=on)
        )
        found[reaches] = rows.count()
    return found
