"""Copies of papers, each numbered in the unit's series of copies."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.actions.issuing import take_number
from thidua.documents.models import Paper, PaperCopy
from thidua.documents.queries.books import book_for_copies
from thidua.documents.queries.copies import missing_to_copy
from thidua.documents.queries.signing import signing
from thidua.org.models import Unit, User
from thidua.org.queries.tree import name_on


@dataclass(frozen=True)
class CopyOrder:
    """What copy is wanted: how it is made, of which part, for whom, how many, and from which copy a sao lục."""

    how: str
    sent_to: str
    sheets: int = 1
    part: str = ""
    made_from: PaperCopy | None = None


@transaction.atomic
def make_copy(
    paper: Paper,
    unit: Unit,
    order: CopyOrder,
    *,
    by: User,
    at: dt.datetime,
    authority: str = "",
    body: str = "",
) -> PaperCopy:
    """Number and sign a copy of a paper that the unit holds (NĐ 30/2020, Điều 25 and 26).

    Refuses, listing everything that is missing: the authority to sign, the paper's state, what the order lacks.
    """
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    day = day_of(at)
    found = signing(unit, by.person_id, authority, day, body=body)
    refuse_if(found.blockers + missing_to_copy(paper, unit, order, day))
    book, name = book_for_copies(unit, day.year), name_on(unit, day)
    assert book is not None
    assert name is not None
    copy = PaperCopy.objects.create(
        source=paper,
        made_from=order.made_from,
        how=order.how,
        unit=unit,
        book=book,
        number=take_number(book),
        symbol=f"{order.how}-{name.symbol}",
        day=day,
        place=name.seat,
        part=order.part.strip(),
        sent_to=order.sent_to.strip(),
        sheets=order.sheets,
        authority=authority,
        lines=found.lines,
        person_id=by.person_id,
        made_at=at,
        made_by=by,
    )
    record("paper.copied", f"{copy} từ {paper}, gửi {copy.sent_to}.", by=by, about=paper, unit=unit, at=at)
    return copy
