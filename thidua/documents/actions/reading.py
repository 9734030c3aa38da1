"""People put a reading right, beside what was read. The reading itself stays as it is."""

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.documents.actions.filing import KINDS, find_cited
from thidua.documents.models import Correction, Paper
from thidua.documents.queries.reading import holding_at
from thidua.documents.rules import papers as paper_rules
from thidua.documents.rules import reading as rules
from thidua.org.models import User
from thidua.org.queries.tree import find_unit

_OPEN = {Paper.State.RECEIVED, Paper.State.DRAFT}


@transaction.atomic
def correct_reading(
    paper: Paper, where: str, now: str, *, reason: str, by: User, at: dt.datetime
) -> Correction:
    """Put one value of a reading right, beside what was read; empty means that the paper does not state it.

    While the paper is received or a draft, its own columns follow. Refuses a value that is not in the
    reading, that does not change, that is no such value (a number, a day), or that gives no reason; and a
    number that another received paper of that day already bears.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    place, was = rules.place_of(paper.reading, where), holding_at(paper, where)
    now = " ".join(now.split())
    refuse_if(rules.blockers_to_correct(place, was=was, now=now, reason=reason))
    assert place is not None
    if paper.state in _OPEN:
        _carry_over(paper, where, now)
    row = Correction.objects.create(
        paper=paper, where=where, was=was, now=now, reason=reason.strip()[:300], by=by, at=at
    )
    record(
        "reading.corrected",
        f"Sửa phần đọc được của {paper}. {place.label}: {_said(was)} thành {_said(now)}.",
        by=by,
        about=paper,
        unit=paper.owner,
        at=at,
        where=where,
    )
    return row


def _said(value: str) -> str:
    return f"“{value}”" if value else rules.ABSENT


def _carry_over(paper: Paper, where: str, now: str) -> None:
    """What a person puts right while the paper is open becomes what its columns say."""
    columns = _columns(paper, where, now)
    if columns:
        for name, value in columns.items():
            setattr(paper, name, value)
        if paper.state == Paper.State.RECEIVED and {"number", "day"} & set(columns):
            refuse_if(paper_rules.blockers_to_register(_twin(paper)))
        paper.save(update_fields=list(columns))
    elif where.startswith("cited_documents."):
        _correct_citation(paper, where, now)


def _twin(paper: Paper) -> Paper | None:
    """Another received paper with the number, symbol and day that this one would now bear."""
    if paper.number is None:
        return None
    same = Paper.objects.filter(
        owner=paper.owner,
        state=Paper.State.RECEIVED,
        number=paper.number,
        symbol=paper.symbol,
        day=paper.day,
    )
    return same.exclude(pk=paper.pk).first()


def _columns(paper: Paper, where: str, now: str) -> dict[str, Any]:
    """The columns of the paper that a value of its head fills."""
    if where == "metadata.doc_type":
        return {"kind": KINDS[now.lower()]} if now.lower() in KINDS else {}
    if where == "metadata.number":
        number, _, symbol = now.partition("/")
        return {"number": int(number) if number else None, "symbol": symbol.strip()}
    if where == "metadata.date":
        return {"day": dt.date.fromisoformat(now) if now else None}
    if where == "metadata.issuers":
        day = paper.day or paper.received_on or paper.created_at.date()
        issuer = paper.owner if paper.is_ours else find_unit(now, on=day)
        return {"issuer_written": now, "issuer": issuer}
    names = {
        "metadata.place": "place",
        "metadata.governing_body": "superior_written",
        "metadata.title": "subject",
    }
    return {names[where]: now} if where in names else {}


def _correct_citation(paper: Paper, where: str, now: str) -> None:
    """The citation follows, so that the paper it means can be found; its wording stays as written."""
    _, place, name = where.split(".")
    rows = list(paper.citations.order_by("id"))
    if int(place) >= len(rows) or name not in {"number", "date", "issuer"}:
        return
    row = rows[int(place)]
    if name == "number":
        row.code = now
    elif name == "date":
        row.day = dt.date.fromisoformat(now) if now else None
    else:
        row.issuer_written = now
    row.target = find_cited(paper.owner, row.code, row.day)
    row.save(update_fields=["code", "day", "issuer_written", "target"])
