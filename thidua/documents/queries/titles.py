"""Whose title a signature prints, and who of them has none stated anywhere."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery

from thidua.documents.queries.signing import HEADS, SIGNERS
from thidua.org.models import Delegation, Post, Unit


def posts_that_print(units: Iterable[Unit], *, on: dt.date) -> "QuerySet[Post]":
    """The posts whose title a signature for these units may print on a day.

    Those who may sign, those to whom signing was handed, and the head, or the last one, for whom they sign.
    """
    keys = [unit.pk for unit in units]
    held = Post.objects.on(on)
    own = held.filter(unit__in=keys, position__in={*SIGNERS, *HEADS})
    handed = Delegation.objects.on(on).filter(giver__unit__in=keys).values("receiver")
    heads = Post.objects.filter(unit=OuterRef("pk"), position__in=HEADS).order_by("-during")
    last = Unit.objects.filter(pk__in=keys).annotate(head=Subquery(heads.values("pk")[:1]))
    found = Post.objects.filter(
        Q(pk__in=own.values("pk"))
        | Q(pk__in=held.filter(pk__in=handed).values("pk"))
        | Q(pk__in=last.values("head"))
    )
    return found.select_related("person", "unit").order_by("unit__sort_key", "-manager", "id")


def untitled_posts(units: Iterable[Unit], *, on: dt.date) -> "QuerySet[Post]":
    """Those of them for which no title is recorded, so that nothing they sign could print one."""
    return posts_that_print(units, on=on).filter(title__regex=r"^\s*$")
