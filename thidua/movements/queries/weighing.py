"""Who may see scores, and who may give which mark: the person, their head, the appraiser; nobody else."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.movements.models import Movement, Score
from thidua.movements.rules.scores import Weigher
from thidua.org.access import Ability, Access, Where
from thidua.org.models import Person, Position, Post, Reach, Unit, User

OFFICE_HEADS = (Position.HEAD, Position.LEADER)  # who is weighed from above alone, and checks no own unit


def units_above_which(access: Access) -> "QuerySet[Unit]":
    """Units that this person watches over from a unit above them."""
    roots = access.roots(Ability.MOVEMENT_WATCH)[Where.SUBTREE]
    below = Reach.objects.on(access.day).filter(ancestor__in=roots, depth__gt=0)
    return Unit.objects.filter(pk__in=below.values("descendant"))


def units_weighed(access: Access) -> "QuerySet[Unit]":
    """Units whose people's scores this person sees: those led or watched over by office, not by pairing."""
    roots = access.roots(Ability.MOVEMENT_WATCH)
    own = roots[Where.OWN] | roots[Where.SUBTREE]
    return Unit.objects.filter(Q(pk__in=own) | Q(pk__in=units_above_which(access).values("pk")))


def units_spoken_for(access: Access) -> "QuerySet[Unit]":
    """Units for which this person gives the self figures."""
    return access.units(Ability.REPORT_FILL) | access.units(Ability.MOVEMENT_DECIDE)


def scores_seen_by(access: Access) -> "QuerySet[Score]":
    """Scores of units within reach; of people only their own, of those one leads or weighs, or has weighed."""
    own = Q(person_id=access.user.person_id) | Q(appraised_by=access.user) | Q(final_by=access.user)
    units = Q(person=None, unit__in=access.units(Ability.MOVEMENT_VIEW))
    return Score.objects.filter(own | units | Q(unit__in=units_weighed(access)))


def scores_told_by(access: Access) -> "QuerySet[Score]":
    """Scores that this person speaks for: their own, and those of the units they speak for."""
    own = Q(person_id=access.user.person_id)
    return Score.objects.filter(own | Q(person=None, unit__in=units_spoken_for(access)))


def scores_to_weigh_by(access: Access) -> "QuerySet[Score]":
    """Scores that this person may appraise: never their own, and those of units and heads only from above."""
    heads = Post.objects.on(access.day).filter(
        person=OuterRef("person"), unit=OuterRef("unit"), position__in=OFFICE_HEADS
    )
    above = Q(unit__in=units_above_which(access))
    plain = Q(unit__in=units_weighed(access), person__isnull=False) & ~Exists(heads)
    return Score.objects.filter(above | plain).exclude(person_id=access.user.person_id)


def leads(person: Person, unit: Unit, *, on: dt.date) -> bool:
    """Whether a person heads a unit on a day."""
    return Post.objects.on(on).filter(person=person, unit=unit, position__in=OFFICE_HEADS).exists()


def weigher_of(
    movement: Movement, unit: Unit, person: Person | None, user: User, *, on: dt.date, self_scored: bool
) -> Weigher:
    """One person as the rules of weighing see them, before one subject, on a day."""
    access = Access(user, on)
    from_above = units_above_which(access).filter(pk=unit.pk).exists()
    is_subject = person is not None and person.pk == user.person_id
    spoken = person is None and units_spoken_for(access).filter(pk=unit.pk).exists()
    return Weigher(
        is_subject=is_subject,
        speaks=is_subject or spoken,
        self_scored=self_scored,
        watches=units_weighed(access).filter(pk=unit.pk).exists(),
        decides=from_above or access.may(Ability.MOVEMENT_DECIDE, movement.owner),
        from_above=from_above,
        of_head_or_unit=person is None or leads(person, unit, on=on),
    )
