"""Sign, number, issue, receive. The number is taken under a lock and never twice."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.actions.recipients import deliver
from thidua.documents.models import NumberBook, Paper, Receipt, SignatureBlock
from thidua.documents.queries.books import last_of_kind
from thidua.documents.queries.issuing import book_for, missing_to_issue
from thidua.documents.queries.signing import missing_to_sign, sides_of, signers_of, signing, users_reached
from thidua.documents.rules import papers as rules
from thidua.documents.rules.books import blockers_to_open_book
from thidua.org.models import Unit, User


@transaction.atomic
def open_book(
    unit: Unit, year: int, kind: str, *, opening: int, reason: str, by: User, at: dt.datetime
) -> NumberBook:
    """Open the number book of a kind (empty: shared by all) for a year; a late start states the last number and why."""
    opened = NumberBook.objects.filter(unit=unit, year=year, kind=kind).exists()
    used = last_of_kind(unit, year, kind)
    refuse_if(blockers_to_open_book(opened=opened, opening=opening, reason=reason, used=used, year=year))
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
def sign_paper(
    paper: Paper,
    *,
    by: User,
    at: dt.datetime,
    authority: str = "",
    body: str = "",
    for_unit: Unit | None = None,
) -> Paper:
    """Sign for one of the paper's issuers (unset: its owner) with an authority held on that very day.

    A joint paper waits, without number and unsent, until every side has signed; the others are told.
    `body` is the collective that TM. names. Refuses someone whose post does not stand on the day,
    however lately it ended.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    unit = for_unit or paper.owner
    found = signing(unit, by.person_id, authority, day_of(at), body=body)
    refuse_if(missing_to_sign(paper, found, unit))
    SignatureBlock.objects.create(
        paper=paper,
        for_unit=unit,
        authority=authority,
        lines=found.lines,
        person_id=by.person_id,
        signed_at=at,
        signed_by=by,
    )
    waiting = sides_of(paper).unsigned
    paper.state = Paper.State.PENDING if waiting else Paper.State.SIGNED
    paper.save(update_fields=["state"])
    event = record("paper.signed", f"{by.get_full_name()} ký {paper}.", by=by, about=paper, unit=unit, at=at)
    told = signers_of(waiting, on=day_of(at))
    notify(event, told, f"{unit} đã ký, chờ đơn vị ký: {paper.headline}", href=paper.get_absolute_url())
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
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    bears = day or paper.day or day_of(at)
    book = _held(book_for(paper.owner, bears.year, paper.kind))  # what is asked next stays true until the end
    refuse_if(missing_to_issue(paper, day=bears, today=day_of(at), route=route))
    assert book is not None
    number = take_number(book)
    paper.number, paper.day, paper.book = number, bears, book
    paper.state, paper.issued_at, paper.issued_by = Paper.State.ISSUED, at, by
    paper.save(update_fields=["number", "day", "book", "state", "issued_at", "issued_by"])
    sent = deliver(paper, on=bears, at=at)
    record(
        "paper.issued", f"Ban hành {paper}, gửi {sent} nơi nhận.", by=by, about=paper, unit=paper.owner, at=at
    )
    if paper.replaces is not None:
        _tell_of_replacement(paper.replaces, paper, by=by, at=at)
    return paper


def _tell_of_replacement(old: Paper, new: Paper, *, by: User, at: dt.datetime) -> None:
    """Those who have the old paper learn which one stands in its place."""
    event = record("paper.replaced", f"{old} được thay bằng {new}.", by=by, about=old, unit=old.owner, at=at)
    notify(event, users_reached(old, on=day_of(at)), event.sentence, href=new.get_absolute_url())


def _held(book: NumberBook | None) -> NumberBook | None:
    """The book, locked: nobody else takes a number from it until this transaction ends."""
    return None if book is None else NumberBook.objects.select_for_update().get(pk=book.pk)


def take_number(book: NumberBook) -> int:
    """The next number of a book; two who ask at once get two numbers, one after the other."""
    held = NumberBook.objects.select_for_update().get(pk=book.pk)
    held.last += 1
    held.save(update_fields=["last"])
    return held.last


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
