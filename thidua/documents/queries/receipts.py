"""Who has confirmed an issued paper, who has not yet, and whose turn it is."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.documents.models import Paper, Receipt
from thidua.org.access import Access
from thidua.org.models import Position, Post, Unit, User

_RECEIVERS = (Position.HEAD, Position.CLERK, Position.LEADER, Position.UNION_CHAIR)

WAITING, HALF, DONE = "waiting", "half", "done"


def receipts_of(paper: Paper) -> "QuerySet[Receipt]":
    """Everyone an issued paper went to, those who are waited for first; a pair is one row, the head's."""
    rows = paper.receipts.filter(head_half=None).select_related("unit", "person", "union_half__unit")
    done = Q(received_at__isnull=False) & (Q(union_half=None) | Q(union_half__received_at__isnull=False))
    return rows.annotate(done=done).order_by("done", "unit__sort_key", "person__sort_key", "id")


def state_of(receipt: Receipt) -> str:
    """waiting, half (one of head and union chair has confirmed) or done."""
    halves = [receipt, receipt.union_half] if receipt.union_half else [receipt]
    said = sum(half.received_at is not None for half in halves)
    return DONE if said == len(halves) else HALF if said else WAITING


@dataclass(frozen=True)
class Rate:
    """How many places an issued paper went to, and how many have confirmed it.

    A unit and its union body are two places; what is said of them as a pair stands apart.
    """

    sent: int
    done: int
    pairs: int  # lines of the list that stand for two places
    half: int  # of these, how many have confirmed only by one side


def receipts_rate(paper: Paper) -> Rate:
    """The count that every page about a paper shows: one query."""
    half = Q(union_half__isnull=False) & (
        Q(received_at=None, union_half__received_at__isnull=False)
        | Q(received_at__isnull=False, union_half__received_at=None)
    )
    counted = paper.receipts.aggregate(
        sent=Count("pk"),
        done=Count("pk", filter=Q(received_at__isnull=False)),
        pairs=Count("union_half"),
        half=Count("pk", filter=half),
    )
    return Rate(**counted)


def unread_since(units: "QuerySet[Unit]", *, before: dt.datetime) -> "QuerySet[Paper]":
    """Issued papers of these units that somebody has not confirmed though they were sent before a moment.

    Each carries `waiting` and `sent`, how many have not confirmed and how many got it, and `since`.
    """
    open_rows = Receipt.objects.filter(paper=OuterRef("pk"), received_at=None)
    late = open_rows.filter(sent_at__lt=before)
    found = Paper.objects.filter(Exists(late), owner__in=units, state=Paper.State.ISSUED)
    counted = found.annotate(
        waiting=_count(received_at=None), sent=_count(), reminded=_last_reminder(), since=F("issued_at")
    )
    return counted.select_related("owner").defer("source_lines", "reading").order_by("issued_at", "id")


def _count(**which: Any) -> Coalesce:
    rows = Receipt.objects.filter(paper=OuterRef("pk"), **which).order_by().values("paper")
    return Coalesce(Subquery(rows.annotate(total=Count("pk")).values("total")), 0)


def _last_reminder() -> Subquery:
    rows = Receipt.objects.filter(paper=OuterRef("pk"), reminded_at__isnull=False).order_by("-reminded_at")
    return Subquery(rows.values("reminded_at")[:1])


def to_confirm(access: Access, units: "QuerySet[Unit]") -> "QuerySet[Receipt]":
    """The receipts this person has still to confirm, for themselves and for the units they receive for."""
    mine = Q(person_id=access.user.person_id) | Q(unit__in=units)
    rows = Receipt.objects.filter(mine, received_at=None, paper__state=Paper.State.ISSUED)
    return (
        rows.select_related("paper__owner", "unit")
        .defer("paper__source_lines", "paper__reading")
        .order_by("sent_at", "id")
    )


def users_waited_for(paper: Paper, *, on: dt.date) -> "QuerySet[User]":
    """The accounts of those who can still confirm a paper: the people named, and who receives for the units."""
    waiting = paper.receipts.filter(received_at=None)
    posts = Post.objects.on(on).filter(unit__in=waiting.values("unit"), position__in=_RECEIVERS)
    people = Q(person__in=waiting.values("person")) | Q(person__in=posts.values("person"))
    return User.objects.filter(people, is_active=True).distinct()
