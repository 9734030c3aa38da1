"""The library of rules: which papers lay something down, and which of them were in force on a day."""

import datetime as dt

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from thidua.documents.models import Paper
from thidua.documents.models.paper import NORMATIVE

IN_FORCE, ENDED, NOT_YET, NOT_STATED = "con", "het", "chua", "khong-ro"
STANDINGS = {
    IN_FORCE: "còn hiệu lực",
    ENDED: "hết hiệu lực",
    NOT_YET: "chưa có hiệu lực",
    NOT_STATED: "chưa ghi hiệu lực",
}


def library_of(
    seen: "QuerySet[Paper]", *, on: dt.date, kind: str = "", standing: str = ""
) -> "QuerySet[Paper]":
    """Laws, decrees, circulars, and every other paper whose time in force was kept, each with its `standing`.

    The last day out is `in_force_until`: on that day a paper no longer holds. One whose first day nobody has
    kept is neither in force nor ended: it says so.
    """
    held = seen.filter(
        Q(kind__in=NORMATIVE) | Q(in_force_from__isnull=False) | Q(in_force_until__isnull=False)
    )
    found = held.filter(issued_or_received()).annotate(standing=_standing(on))
    if kind:
        found = found.filter(kind=kind)
    if standing:
        found = found.filter(standing=standing)
    ordered = found.order_by(F("in_force_from").desc(nulls_last=True), F("day").desc(nulls_last=True), "-id")
    return ordered.select_related("superseded_by", "owner").defer(
        "source_lines", "reading", "superseded_by__source_lines", "superseded_by__reading"
    )


def issued_or_received() -> Q:
    """Papers that are out; a draft rules nothing."""
    return Q(state__in=[Paper.State.ISSUED, Paper.State.RECEIVED, Paper.State.WITHDRAWN])


def _standing(on: dt.date) -> Case:
    return Case(
        When(in_force_until__lte=on, then=Value(ENDED)),
        When(in_force_from__gt=on, then=Value(NOT_YET)),
        When(in_force_from=None, then=Value(NOT_STATED)),
        default=Value(IN_FORCE),
        output_field=CharField(),
    )


def may_supersede(paper: Paper, seen: "QuerySet[Paper]") -> "QuerySet[Paper]":
    """The filed papers that may have replaced one: of its register, not earlier than it."""
    found = seen.filter(owner=paper.owner).filter(issued_or_received()).exclude(pk=paper.pk)
    found = found.filter(day__gte=paper.day) if paper.day else found
    return found.defer("source_lines", "reading").order_by("-day", "-id")
