"""Numbers that no paper of the system bears, and the series of arrivals."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.documents.actions.issuing import take_number
from thidua.documents.models import NumberBook, NumberGap
from thidua.documents.models.number_book import ARRIVALS
from thidua.documents.queries.books import bearer_of
from thidua.documents.rules import books as rules
from thidua.org.models import Unit, User


@transaction.atomic
def reserve_number(book: NumberBook, *, reason: str, by: User, at: dt.datetime) -> NumberGap:
    """Take the next number for a paper made outside the system, such as one written by hand; the reason explains it."""
    refuse_if(rules.blockers_to_reserve(reason=reason))
    gap = NumberGap.objects.create(book=book, number=take_number(book), reason=reason.strip(), by=by, at=at)
    _record_gap(gap, "book.number_reserved", f"Giữ số {gap.number:02} của {book}: {gap.reason}")
    return gap


@transaction.atomic
def explain_gap(book: NumberBook, number: int, *, reason: str, by: User, at: dt.datetime) -> NumberGap:
    """Say why a number that was given is borne by no paper.

    Refuses a number outside the book, one that a paper bears, and one already explained.
    """
    book = NumberBook.objects.select_for_update(of=("self",)).select_related("unit").get(pk=book.pk)
    refuse_if(
        rules.blockers_to_explain(
            number,
            first=book.opening + 1,
            last=book.last,
            borne_by=bearer_of(book, number),
            explained=book.gaps.filter(number=number).exists(),
            reason=reason,
        )
    )
    gap = NumberGap.objects.create(book=book, number=number, reason=reason.strip(), by=by, at=at)
    _record_gap(gap, "book.gap_explained", f"Giải trình số {number:02} của {book}: {gap.reason}")
    return gap


def _record_gap(gap: NumberGap, verb: str, sentence: str) -> None:
    record(verb, sentence, by=gap.by, about=gap.book, unit=gap.book.unit, at=gap.at, reason=gap.reason)


def arrivals_book(unit: Unit, year: int) -> NumberBook:
    """The series of arrivals of a unit in a year; it opens by itself with 01 (NĐ 30/2020, Điều 22)."""
    book, _ = NumberBook.objects.get_or_create(unit=unit, year=year, kind=ARRIVALS)
    return book
