"""The register of directives: by kind and by body, with the work given from each and how it stands."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from thidua.core.text import fold
from thidua.documents.models import Paper
from thidua.documents.queries.papers import papers_seen_by
from thidua.movements.models import Assignment, Directive, Duty
from thidua.org.access import Ability, Access
from thidua.org.models import Unit
from thidua.org.queries.tree import children_of

_HEAVY = ("paper__source_lines", "paper__reading")
_BY_LABEL = {
    "chỉ thị": Directive.Kind.INSTRUCTION,
    "nghị quyết": Directive.Kind.RESOLUTION,
    "kết luận": Directive.Kind.CONCLUSION,
    "công điện": Directive.Kind.DISPATCH,
    "thông báo": Directive.Kind.NOTICE,
}


def kind_by_paper(paper: Paper) -> str:
    """The kind of directive that a kind of paper is; what has no name of its own is another directive."""
    label = paper.get_kind_display().lower()
    return next((kind for word, kind in _BY_LABEL.items() if label.startswith(word)), Directive.Kind.OTHER)


def units_beneath(unit: Unit, *, on: dt.date) -> "QuerySet[Unit]":
    """The units directly beneath one on a day that can be given work: classes of pupils are not."""
    return children_of(unit, on=on).exclude(kind=Unit.Kind.CLASS)


def work_seen_by(access: Access) -> "QuerySet[Duty]":
    """Work given from papers that this person may read, or that was given to a unit they may look into."""
    units = access.units(Ability.MOVEMENT_VIEW)
    given = Q(assignments__unit__in=units) | Q(paper__in=papers_seen_by(access).values("pk"))
    keys = Duty.objects.filter(given, movement=None).values("pk")
    return Duty.objects.filter(pk__in=keys)


def directives_in(access: Access, *, kind: str = "", body: str = "") -> "QuerySet[Directive]":
    """Directives within reach, the newest first, each with its work within reach: units, confirmed, done."""
    work = work_seen_by(access).values("paper")
    found = Directive.objects.filter(Q(paper__in=papers_seen_by(access).values("pk")) | Q(paper__in=work))
    if kind:
        found = found.filter(kind=kind)
    if body.strip():
        found = found.filter(folded__contains=fold(body))
    given = "paper__duties__assignments"
    within = Q(**{f"{given}__unit__in": access.units(Ability.MOVEMENT_VIEW)})
    counts = {
        "given": Count(given, filter=within),
        "confirmed": Count(given, filter=within & Q(**{f"{given}__confirmed_at__isnull": False})),
        "done": Count(given, filter=within & Q(**{f"{given}__state": Assignment.State.DONE})),
    }
    rows = found.annotate(**counts).select_related("paper__owner").defer(*_HEAVY)
    return rows.order_by("-paper__day", "-pk")


def bodies_in(access: Access) -> list[str]:
    """The bodies whose directives are within reach, for the filter."""
    seen = Directive.objects.filter(paper__in=papers_seen_by(access).values("pk"))
    return list(seen.order_by("body").values_list("body", flat=True).distinct())


@dataclass(frozen=True)
class Given:
    """One unit's share of some work, and what this person may do with it."""

    assignment: Assignment
    may_answer: bool


@dataclass(frozen=True)
class Work:
    """One piece of work given from a paper, unit by unit."""

    duty: Duty
    given: list[Given]
    confirmed: int
    done: int


@dataclass(frozen=True)
class DirectivePage:
    """One received paper as a directive: what was ordered of whom, and how it stands."""

    paper: Paper
    directive: Directive | None
    work: list[Work]
    units: list[Unit]
    may_give: bool
    may_enter: bool
    may_open: bool


def speaks_for(access: Access) -> "QuerySet[Unit]":
    """The units in whose name this person confirms and answers."""
    held = (Ability.REPORT_FILL, Ability.MOVEMENT_DECIDE, Ability.PAPER_FILE)
    first, *rest = (access.units(ability) for ability in held)
    for more in rest:
        first |= more
    return first


def given_work(access: Access) -> "QuerySet[Assignment]":
    """Work given from papers to the units this person speaks for, not yet done, the nearest due first."""
    rows = Assignment.objects.filter(duty__movement=None, state=Assignment.State.OPEN)
    rows = rows.filter(unit__in=speaks_for(access)).select_related("duty__paper", "unit")
    return rows.defer("duty__paper__source_lines", "duty__paper__reading").order_by("due", "id")


def directive_page(paper: Paper, access: Access) -> DirectivePage:
    """Gather the page in a fixed number of queries. Units see their own share; the keeper sees all."""
    reads = papers_seen_by(access).filter(pk=paper.pk).exists()
    rows = Assignment.objects.filter(duty__paper=paper).select_related("unit", "duty", "confirmed_by__person")
    if not reads:
        rows = rows.filter(unit__in=access.units(Ability.MOVEMENT_VIEW))
    own = set(speaks_for(access).filter(assignments__in=rows).values_list("pk", flat=True))
    work: dict[int, tuple[Duty, list[Given]]] = {}
    for row in rows.order_by("duty_id", "unit__sort_key"):
        given = Given(row, may_answer=row.unit_id in own)
        work.setdefault(row.duty_id, (row.duty, []))[1].append(given)
    received = paper.state == Paper.State.RECEIVED
    may_give = received and access.may(Ability.MOVEMENT_DECIDE, paper.owner)
    return DirectivePage(
        paper=paper,
        directive=Directive.objects.filter(paper=paper).select_related("entered_by__person").first(),
        work=[_work(duty, given) for duty, given in work.values()],
        units=list(units_beneath(paper.owner, on=access.day)) if may_give else [],
        may_give=may_give,
        may_enter=received and access.may(Ability.PAPER_FILE, paper.owner),
        may_open=reads,
    )


def _work(duty: Duty, given: list[Given]) -> Work:
    confirmed = sum(row.assignment.confirmed_at is not None for row in given)
    return Work(duty, given, confirmed, sum(row.assignment.state == Assignment.State.DONE for row in given))
