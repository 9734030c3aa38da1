"""Sign, number, issue, receive. The number is taken under a lock and never twice."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.models import NumberBook, Paper, Receipt, SignatureBlock
from thidua.documents.queries.issuing import book_for, missing_to_issue, missing_to_sign, reached_by, signing
from thidua.documents.rules import papers as rules
from thidua.org.models import Unit, User


@transaction.atomic
def open_book(
    unit: Unit, year: int, kind: str, *, opening: int, reason: str, by: User, at: dt.datetime
) -> NumberBook:
    """Open the number book of a kind (empty: shared by all) for a year; a late start states the last number and why."""
    opened = NumberBook.objects.filter(unit=unit, year=year, kind=kind).exists()
    refuse_if(rules.blockers_to_open_book(opened=opened, opening=opening, reason=reason))
    book = NumberBook.objects.create(
        unit=unit, year=year, kind=kind, opening=opening, last=opening, opening_reason=reason
    )
    record(
        "book.opened",
        f"Mở {book}, số cuối đã dùng {opening}.",
        by=by,
        about=book,
        unit=unit,
        at=at,
        reason=reason,
    )
    return book


@transaction.atomic
def sign_paper(paper: Paper, *, by: User, at: dt.datetime, authority: str = "") -> Paper:
    """Sign for the paper's owner with an authority held on that very day.

    Refuses someone whose post does not stand on the day, however lately it ended.
    """
    paper = Paper.objects.select_for_update().select_related("owner").get(pk=paper.pk)
    found = signing(paper.owner, by.person_id, authority, day_of(at))
    refuse_if(missing_to_sign(paper, found))
    SignatureBlock.objects.create(
        paper=paper,
        for_unit=paper.owner,
        authority=authority,
        lines=found.lines,
        person_id=by.person_id,
        signed_at=at,
        signed_by=by,
    )
    paper.state = Paper.State.SIGNED
    paper.save(update_fields=["state"])
    record("paper.signed", f"{by.get_full_name()} ký {paper}.", by=by, about=paper, unit=paper.owner, at=at)
    return paper


@transaction.atomic
def issue_paper(
    paper: Paper, *, by: User, at: dt.datetime, day: dt.date | None = None, route: str = Paper.Route.PAPER
) -> Paper:
    """Number, date and send a signed paper; from then on its text is locked.

    `day` is the date the paper bears; without one it bears the date it already has, else the day of issue.
    `route` says from where: a plan or a decision is issued only together with what it sets off.
    Refuses, listing everything that is missing. The next number waits for whoever is taking one now.
    """
    paper = Paper.objects.select_for_update().select_related("owner").get(pk=paper.pk)
    bears = day or paper.day or day_of(at)
    refuse_if(missing_to_issue(paper, day=bears, today=day_of(at), route=route))
    book = book_for(paper.owner, bears.year, paper.kind)
    assert book is not None
    number = take_number(book)
    refuse_if(rules.blockers_to_number(paper.number, number))  # another paper may have taken it just now
    paper.number, paper.day = number, bears
    paper.state, paper.issued_at, paper.issued_by = Paper.State.ISSUED, at, by
    paper.save(update_fields=["number", "day", "state", "issued_at", "issued_by"])
    sent = _send(paper, on=bears, at=at)
    record(
        "paper.issued", f"Ban hành {paper}, gửi {sent} nơi nhận.", by=by, about=paper, unit=paper.owner, at=at
    )
    return paper


def take_number(book: NumberBook) -> int:
    """The next number of a book; two who ask at once get two numbers, one after the other."""
    held = NumberBook.objects.select_for_update().get(pk=book.pk)
    held.last += 1
    held.save(update_fields=["last"])
    return held.last


def _send(paper: Paper, *, on: dt.date, at: dt.datetime) -> int:
    """Give the paper to everyone its recipients come to on the day; each unit and person gets it once."""
    reached = reached_by(paper, on=on)
    Receipt.objects.bulk_create(
        [
            *(Receipt(paper=paper, unit_id=key, sent_at=at) for key in sorted(reached.units)),
            *(Receipt(paper=paper, person_id=key, sent_at=at) for key in sorted(reached.people)),
        ],
        batch_size=2000,
    )
    return reached.total


@transaction.atomic
def acknowledge(paper: Paper, *, by: User, at: dt.datetime, units: "QuerySet[Unit] | None" = None) -> bool:
    """A recipient says the paper has arrived; the first time counts. Returns whether it was the first time.

    `units` are those for which this person may receive, besides themselves. Refuses whom it did not go to.
    """
    addressed = Q(person_id=by.person_id)
    if units is not None:
        addressed |= Q(unit__in=units)
    mine = Receipt.objects.filter(addressed, paper=paper)
    refuse_if(rules.blockers_to_acknowledge(addressed=mine.exists()))
    first = mine.filter(received_at=None).update(received_at=at)
    if first:
        record(
            "paper.opened",
            f"{by.get_full_name()} đã nhận {paper}.",
            by=by,
            about=paper,
            unit=paper.owner,
            at=at,
        )
    return bool(first)
