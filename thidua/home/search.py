"""Tra cứu: one box for terms, units, people, papers and movements, each only within the reader's reach."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.core.text import fold
from thidua.documents.queries.papers import papers_in, papers_seen_by
from thidua.movements.models import Assignment, Duty
from thidua.movements.queries.progress import movements_seen_by
from thidua.org.access import Ability, Access
from thidua.org.models import Person, Unit
from thidua.org.queries.people import head_count, people_of, people_seen_by, posts_in
from thidua.org.terms import Term, audience, terms_like
from thidua.reporting.models import Report
from thidua.reporting.queries.reports import cells_in

SHOWN = 12  # of each kind; more words narrow it down


@dataclass(frozen=True)
class Found:
    """What a search came to."""

    terms: list[Term]
    units: list[Unit]
    people: list[Person]
    papers: list[Any]
    movements: list[Any]
    counted: dict[str, int] | None  # of a term for people: how many, by subject group, in the reader's unit

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.terms or self.units or self.people or self.papers or self.movements)


def search(words: str, access: Access) -> Found:
    """Everything within reach whose name holds these words, with or without marks; one query a kind."""
    asked = fold(words)
    if not asked:
        return Found([], [], [], [], [], None)
    people = people_seen_by(access).filter(folded__contains=asked).order_by("sort_key")
    units = access.units(Ability.UNIT_VIEW).filter(folded__contains=asked).order_by("sort_key")
    return Found(
        terms=terms_like(words),
        units=list(units[:SHOWN]),
        people=list(people[:SHOWN]),
        papers=list(papers_in(papers_seen_by(access), search=words)[:SHOWN]),
        movements=list(movements_seen_by(access).filter(folded__contains=asked).order_by("-id")[:SHOWN]),
        counted=_counted(words, access),
    )


def _counted(words: str, access: Access) -> dict[str, int] | None:
    """How many people a term for people means in the reader's own unit today, by subject group."""
    term = audience(words)
    if term is None or not term.groups or not access.posts:
        return None
    counts = head_count(access.posts[0].unit, on=access.day)
    return {group.label: counts[group] for group in term.groups if group in counts}


def people_meant(written: str, unit: Unit, *, on: dt.date) -> "QuerySet[Person]":
    """The people of a unit that a term means on a day; nobody when it is no term for people."""
    term = audience(written)
    return people_of(unit, on=on, groups=term.groups) if term and term.groups else Person.objects.none()


def work_of(unit: Unit, access: Access) -> dict[str, Any]:
    """A unit's page of work: its members, what it was asked and has answered, its accepted figures (LT-59)."""
    asked = Assignment.objects.filter(unit=unit, person=None).select_related("duty__movement__plan")
    reports = Report.objects.filter(expected__unit=unit, state=Report.State.ACCEPTED)
    newest = reports.select_related("expected__window__form_version").order_by("-expected__window__due_on")
    rows = list(newest[:SHOWN])
    reported = {report.expected.window.about_id for report in rows}
    return {
        "unit": unit,
        "members": list(posts_in(unit, on=access.day)),
        "asked": [(row, _is_done(row, reported)) for row in asked.order_by("due", "id")[:50]],
        "results": [(report, cells_in(report)) for report in rows],
        "may_open": access.may(Ability.REPORT_VIEW, unit),
    }


def _is_done(row: Assignment, reported: set[int | None]) -> bool:
    """A report is owed until one is accepted; everything else until the unit says it is done."""
    if row.duty.what == Duty.What.REPORT:
        return row.duty.movement_id in reported
    return row.state == Assignment.State.DONE
