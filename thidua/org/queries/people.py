"""Who holds which post on a day, and how many people a unit counts."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, QuerySet

from thidua.org.models import Person, Post, Reach, Unit, User


def posts_in(unit: Unit, *, on: dt.date) -> "QuerySet[Post]":
    """Posts held in the unit itself on a day, with their people, leaders first."""
    rows = Post.objects.on(on).filter(unit=unit).select_related("person")
    return rows.order_by("-manager", "position", "person__sort_key")


def people_of(unit: Unit, *, on: dt.date, groups: Iterable[str] = ()) -> "QuerySet[Person]":
    """Everyone counted in the unit or beneath it on a day, once each, in name order."""
    return Person.objects.filter(pk__in=_counted(unit, on, groups).values("person")).order_by("sort_key", "id")


def head_count(unit: Unit, *, on: dt.date) -> dict[str, int]:
    """People by subject group in the unit and beneath it on a day; each person once, by the main post."""
    rows = _counted(unit, on, ()).values_list("group").annotate(people=Count("person", distinct=True))
    return dict(Counter({group: people for group, people in rows}))


def _counted(unit: Unit, on: dt.date, groups: Iterable[str]) -> "QuerySet[Post]":
    below = Reach.objects.on(on).filter(ancestor=unit).values("descendant")
    rows = Post.objects.on(on).filter(unit__in=below, main=True)
    return rows.filter(group__in=list(groups)) if groups else rows


def holders(unit: Unit, positions: Iterable[str], *, on: dt.date) -> "QuerySet[Post]":
    """Posts of given kinds in one unit on a day."""
    return Post.objects.on(on).filter(unit=unit, position__in=list(positions)).select_related("person", "unit")


def users_of(people: "QuerySet[Person]") -> "QuerySet[User]":
    """The accounts of these people, where they have one."""
    return User.objects.filter(person__in=people, is_active=True)


def users_holding(units: "QuerySet[Unit]", positions: Iterable[str], *, on: dt.date) -> "QuerySet[User]":
    """The accounts of those who hold posts of given kinds in these units on a day."""
    posts = Post.objects.on(on).filter(unit__in=units, position__in=list(positions))
    return User.objects.filter(person__in=posts.values("person"), is_active=True)
