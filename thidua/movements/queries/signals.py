"""Signals as each person may see them: the unit's own first, a verifier's after the reply or the days for it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet

from thidua.documents.queries.papers import papers_seen_by
from thidua.movements.guard.comparing import Likeness, likeness
from thidua.movements.models import Movement, PrintedText, Signal, SignalSight
from thidua.movements.queries.likeness import PLAN, granted_to, right_of, texts_printed
from thidua.movements.queries.weighing import units_above_which, units_spoken_for
from thidua.org.access import Access
from thidua.org.models import Unit, User

PER_PAGE = 50


def speaks_for(user: User, unit: Unit, *, on: dt.date) -> bool:
    """Whether a person speaks for a unit on a day."""
    return units_spoken_for(Access(user, on)).filter(pk=unit.pk).exists()


def signals_seen_by(access: Access) -> "QuerySet[Signal]":
    """Signals of the units this person speaks for; of units beneath theirs, those that opened to them. No others.

    One opens with the reply, or when the unit's days are over; one that was lifted within them never does.
    """
    own = Q(unit__in=units_spoken_for(access).values("pk"))
    opened = Q(replied_at__isnull=False) | Q(lifted_at=None, reply_by__lt=access.day)
    return Signal.objects.filter(own | (opened & Q(unit__in=units_above_which(access).values("pk"))))


@dataclass(frozen=True)
class SignalsPage:
    """The signals of a movement, and of the movements of its root, that one person may see."""

    own: list[Signal]  # of the units this person speaks for
    others: "Page[Signal]"  # of the units this person watches over
    seen: set[int]  # those of both that this person has opened
    speaks: bool


def signals_page(movement: Movement, access: Access, *, number: str | int | None = 1) -> SignalsPage:
    """Gather them, the unanswered first, fifty of other units a page."""
    about = Q(movement=movement)
    if movement.root_id is not None:
        about |= Q(movement__root=movement.root_id)
    waiting_first = (F("lifted_at").asc(nulls_first=True), F("replied_at").asc(nulls_first=True), "-pk")
    rows = signals_seen_by(access).filter(about).select_related("unit").order_by(*waiting_first)
    spoken = list(units_spoken_for(access).values_list("pk", flat=True))
    own = list(rows.filter(unit__in=spoken))
    others = Paginator(rows.exclude(unit__in=spoken), PER_PAGE).get_page(number)
    sights = SignalSight.objects.filter(signal__in=[*own, *others], user=access.user)
    return SignalsPage(own, others, set(sights.values_list("signal_id", flat=True)), bool(spoken))


@dataclass(frozen=True)
class SignalPage:
    """One signal as its page shows it to one person."""

    signal: Signal
    likeness: Likeness | None  # the sentences of the other unit are empty where `reads_other` is not
    reads_other: bool
    other: str  # how the other text may be named to this reader
    other_href: str
    sights: Sequence[SignalSight]
    may_reply: bool


def signal_page(signal: Signal, access: Access) -> SignalPage:
    """Gather the page of one signal, which the reader was allowed to open.

    The other unit of a likeness is named only to who may open its own signal too. Without its name the unit itself
    reads what it is held against; anybody above reads nothing of a unit that has not spoken yet.
    """
    speaks = speaks_for(access.user, signal.unit, on=access.day)
    is_open = _mirrors(signal, access).exists() if signal.other else False
    name, href = _named(signal.other, access) if signal.other and is_open else ("", "")
    return SignalPage(
        signal=signal,
        likeness=_likeness(signal, reads_other=speaks or is_open),
        reads_other=speaks or is_open,
        other=name,
        other_href=href,
        sights=list(signal.sights.select_related("user__person")),
        may_reply=speaks and signal.replied_at is None,
    )


def _mirrors(signal: Signal, access: Access) -> "QuerySet[Signal]":
    """The same likeness as it was told to the other unit, if it is open to this reader."""
    return signals_seen_by(access).filter(kind=signal.kind, text=signal.other, other=signal.text)


def _likeness(signal: Signal, *, reads_other: bool) -> Likeness | None:
    """Both texts as they stand today, side by side, or only what the unit itself wrote."""
    if signal.text is None or signal.other is None:
        return None
    written = texts_printed([signal.text, signal.other])
    granted = granted_to([right_of(signal.text), right_of(signal.other)])
    found = likeness(written[signal.text.pk], written[signal.other.pk], frozenset().union(*granted.values()))
    if reads_other:
        return found
    return replace(found, pairs=tuple(replace(pair, other="") for pair in found.pairs))


def _named(text: PrintedText, access: Access) -> tuple[str, str]:
    """Whose text it is, for who may look into it; to anybody else it is "một đơn vị khác"."""
    if text.about_kind == PLAN:
        paper = papers_seen_by(access).filter(pk=text.about_id).select_related("owner").first()
        return (f"{paper} của {paper.owner}", paper.get_absolute_url()) if paper else ("", "")
    within = units_above_which(access).filter(pk=text.unit_id).exists()
    return (f"biện pháp của {text.unit}", "") if within else ("", "")
