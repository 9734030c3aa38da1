"""Who holds which post on a day, and how many people a unit counts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.org.access import Ability, Access
from thidua.org.models import Delegation, Person, Placement, Position, Post, Reach, Unit, User
from thidua.org.queries.tree import parts_of


def posts_in(unit: Unit, *, on: dt.date) -> "QuerySet[Post]":
    """Posts held in the unit itself on a day, with their people, leaders first."""
    rows = Post.objects.on(on).filter(unit=unit).select_related("person")
    return rows.order_by("-manager", "position", "person__sort_key")


def people_of(unit: Unit, *, on: dt.date, groups: Iterable[str] = ()) -> "QuerySet[Person]":
    """Everyone counted in the unit or beneath it on a day, once each, in name order."""
    return Person.objects.filter(pk__in=_counted(unit, on, groups).values("person")).order_by(
        "sort_key", "id"
    )


def head_count(unit: Unit, *, on: dt.date) -> dict[str, int]:
    """People by subject group in the unit and beneath it on a day; each person once, by the main post."""
    rows = _counted(unit, on, ()).values_list("group").annotate(people=Count("person", distinct=True))
    return dict(rows)


def _counted(unit: Unit, on: dt.date, groups: Iterable[str]) -> "QuerySet[Post]":
    below = Reach.objects.on(on).filter(ancestor=unit).values("descendant")
    rows = Post.objects.on(on).filter(unit__in=below, main=True)
    return rows.filter(group__in=list(groups)) if groups else rows


def holders(unit: Unit, positions: Iterable[str], *, on: dt.date) -> "QuerySet[Post]":
    """Posts of given kinds in one unit on a day."""
    return (
        Post.objects.on(on).filter(unit=unit, position__in=list(positions)).select_related("person", "unit")
    )


def users_of(people: "QuerySet[Person]") -> "QuerySet[User]":
    """The accounts of these people, where they have one."""
    return User.objects.filter(person__in=people, is_active=True)


def users_holding(units: "QuerySet[Unit]", positions: Iterable[str], *, on: dt.date) -> "QuerySet[User]":
    """The accounts of those who hold posts of given kinds in these units on a day."""
    posts = Post.objects.on(on).filter(unit__in=units, position__in=list(positions))
    return User.objects.filter(person__in=posts.values("person"), is_active=True)


def people_seen_by(access: Access) -> "QuerySet[Person]":
    """Those whose page this reader may open: people who hold or held a post where the reader sees staff; oneself."""
    units = access.units(Ability.STAFF_VIEW)
    held = Post.objects.filter(person=OuterRef("pk"), unit__in=units)
    return Person.objects.filter(Q(Exists(held)) | Q(pk=access.user.person_id))


def people_kept_in(units: "QuerySet[Unit]", *, on: dt.date) -> "QuerySet[Person]":
    """Those whose account is the business of these units: where they are counted, else where they hold a post."""
    posts = Post.objects.on(on).filter(person=OuterRef("pk"))
    counted_here = Exists(posts.filter(main=True, unit__in=units))
    only_posted_here = ~Exists(posts.filter(main=True)) & Exists(posts.filter(unit__in=units))
    return Person.objects.filter(Q(counted_here) | Q(only_posted_here))


def staff_of(unit: Unit, *, on: dt.date) -> "QuerySet[Post]":
    """Posts held on a day in the unit and the parts inside it, leaders first; pupils are not staff."""
    rows = Post.objects.on(on).filter(unit__in=parts_of(unit, on=on)).exclude(position=Position.PUPIL)
    return rows.select_related("person", "unit").order_by(
        "-manager", "unit__sort_key", "position", "person__sort_key"
    )


def people_with_accounts(unit: Unit, *, on: dt.date) -> "QuerySet[Person]":
    """The staff whose account this unit keeps, in itself and the parts inside it, each with the account or none."""
    pupils = Post.objects.on(on).filter(person=OuterRef("pk"), main=True, position=Position.PUPIL)
    kept = people_kept_in(parts_of(unit, on=on), on=on).exclude(Exists(pupils))
    return kept.select_related("user").order_by("sort_key", "id")


@dataclass(frozen=True)
class PersonPage:
    """What one reader may see of a person."""

    person: Person
    posts: list[Post]
    delegations: list[Delegation]
    personal: bool  # whether birth and ethnicity are shown
    account: User | None
    may_reset: bool
    may_edit: bool


def person_page(person: Person, access: Access) -> PersonPage:
    """A person's posts in time; restricted data only with its own ability where the person works today."""
    today = Post.objects.on(access.day).filter(person=person).values("unit")
    posts = Post.objects.filter(person=person).select_related("unit").order_by("-during", "-main")
    signing = Delegation.objects.filter(Q(giver__person=person) | Q(receiver__person=person))
    kept = people_kept_in(access.units(Ability.ACCOUNT_RESET), on=access.day)
    return PersonPage(
        person=person,
        posts=list(posts),
        delegations=list(
            signing.select_related("giver__person", "receiver__person", "giver__unit").order_by("-during")
        ),
        personal=access.user.person_id == person.pk
        or access.units(Ability.SEE_PERSONAL).filter(pk__in=today).exists(),
        account=User.objects.filter(person=person).first(),
        may_reset=access.has(Ability.ACCOUNT_RESET) and kept.filter(pk=person.pk).exists(),
        may_edit=access.units(Ability.STAFF_EDIT).filter(pk__in=today).exists(),
    )


def counting_unit(person: Person, *, on: dt.date) -> Unit | None:
    """Where a person is counted on a day, else where the first post is; None without any post."""
    post = Post.objects.on(on).filter(person=person).select_related("unit").order_by("-main", "id").first()
    return post.unit if post else None


def posts_to_hand_to(giver: Post, *, on: dt.date) -> "QuerySet[Post]":
    """Posts that may receive a right to sign: those in the giver's unit, and the leaders directly beneath it."""
    beneath = Placement.objects.on(on).filter(parent=giver.unit).values("unit")
    near = Q(unit=giver.unit) | Q(unit__in=beneath, position__in=[Position.HEAD, Position.DEPUTY])
    rows = Post.objects.on(on).filter(near).exclude(pk=giver.pk).exclude(position=Position.PUPIL)
    return rows.select_related("person", "unit").order_by("unit__sort_key", "person__sort_key")
