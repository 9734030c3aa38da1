"""What issuing will find, asked before anyone presses: the book, the reach, what is missing."""

import datetime as dt

from django.db.models import QuerySet

from thidua.core.errors import Blocker
from thidua.documents.models import NumberBook, Paper
from thidua.documents.queries.editing import missing_parts
from thidua.documents.queries.recipients import STAFF_GROUPS, Reached, addressable, reached_by
from thidua.documents.queries.signing import sides_of
from thidua.documents.rules import papers as rules
from thidua.documents.rules.books import blockers_to_bear
from thidua.org.models import Unit

__all__ = [
    "STAFF_GROUPS",
    "Reached",
    "addressable",
    "book_for",
    "books_in",
    "missing_to_issue",
    "paper_bearing",
    "reached_by",
]


def books_in(units: "QuerySet[Unit]") -> "QuerySet[NumberBook]":
    """The number books of these units, the newest year first."""
    return (
        NumberBook.objects.filter(unit__in=units)
        .select_related("unit")
        .order_by("-year", "unit__sort_key", "kind")
    )


def book_for(unit: Unit, year: int, kind: str) -> NumberBook | None:
    """The open book a paper of this kind is numbered in: its own, else the shared one."""
    books = NumberBook.objects.filter(unit=unit, year=year, kind__in=[kind, ""])
    return books.order_by("-kind").first()


def paper_bearing(owner: Unit, symbol: str, year: int, number: int) -> Paper | None:
    """The paper of a unit that already bears a number and symbol in a year."""
    out = [Paper.State.ISSUED, Paper.State.WITHDRAWN]
    same = Paper.objects.filter(owner=owner, symbol=symbol, number=number, day__year=year, state__in=out)
    return same.defer("source_lines", "reading").first()


def missing_to_issue(paper: Paper, *, day: dt.date, today: dt.date, route: str) -> list[Blocker]:
    """Everything a paper lacks before it may go out bearing `day`."""
    sides = sides_of(paper)
    book = book_for(paper.owner, day.year, paper.kind)
    waiting = paper.state in {Paper.State.DRAFT, Paper.State.PENDING, Paper.State.SIGNED}
    number = _against_number(paper, book, day.year) if book and waiting else []
    number += missing_parts(paper) if waiting else []
    return number + rules.blockers_to_issue(
        paper.state,
        unsigned=[str(unit) for unit in sides.unsigned],
        recipients=paper.recipients.count(),
        symbol=paper.symbol,
        place=paper.place,
        day=day,
        today=today,
        book=book,
        elsewhere="" if paper.route == route else paper.get_route_display(),
        untitled=sides.untitled,
        one_signer=sides.unconfirmed,
        lead=str(sides.lead),
    )


def _against_number(paper: Paper, book: NumberBook, year: int) -> list[Blocker]:
    """A number written in the draft that is another paper's is said so; else it must be the one the book gives.

    What the book itself gave cannot stand in its way: it has moved on by the time the number is taken.
    """
    if paper.number is not None:
        bearer = paper_bearing(paper.owner, paper.symbol, year, paper.number)
        if taken := blockers_to_bear(paper.number, paper.symbol, year, bearer):
            return taken
    bearer = paper_bearing(paper.owner, paper.symbol, year, book.next)
    foreign = bearer if bearer is None or bearer.book_id != book.pk else None
    given = blockers_to_bear(book.next, paper.symbol, year, foreign)
    return given + rules.blockers_to_number(paper.number, book.next)
