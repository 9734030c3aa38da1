"""Which paper may stand above another, which one does, and which superiors' plans still wait for an answer."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from thidua.core.dates import day_of
from thidua.core.errors import Blocker
from thidua.documents.models import Paper
from thidua.documents.queries.recipients import units_above
from thidua.documents.rules import graph as rules
from thidua.documents.rules.papers import blockers_to_edit
from thidua.org.models import Guidance, Placement, Unit

LIGHT = ("source_lines", "reading")


# What may stand above


def against_parent(paper: Paper, parent: Paper | None, *, at: dt.datetime) -> list[Blocker]:
    """Every reason why this paper cannot be said to carry out that one; taking it back is only barred by the lock."""
    locked = bool(paper.is_ours and blockers_to_edit(paper.state, paper.code))
    if parent is None:
        return (
            [Blocker(f"{paper} đã khóa, nên văn bản cấp trên của nó không đổi được nữa.")] if locked else []
        )
    day = paper.day or day_of(at)
    return rules.blockers_to_parent(
        paper,
        parent,
        issuer=paper.issuer,
        parent_issuer=parent.issuer,
        parent_written=parent.issuer_written,
        above=units_above(paper.issuer, on=day) if paper.issuer else [],
        day=day,
        parent_day=parent.day,
        locked=locked,
        loops=_stands_under(parent, paper),
    )


def _stands_under(paper: Paper, other: Paper) -> bool:
    """Whether a paper is the other one, or carries it out over any number of steps."""
    seen: set[int] = set()
    step: Paper | None = paper
    while step is not None and step.pk not in seen:
        if step.pk == other.pk:
            return True
        seen.add(step.pk)
        step = (
            Paper.objects.filter(pk=step.parent_id).only("pk", "parent_id").first()
            if step.parent_id
            else None
        )
    return False


def superiors_papers(paper: Paper, seen: "QuerySet[Paper]", *, on: dt.date) -> "QuerySet[Paper]":
    """The filed papers that this one may carry out: of a unit above its issuer, not later than it."""
    above = units_above(paper.issuer, on=paper.day or on) if paper.issuer else []
    found = (
        seen.filter(issuer__in=above).exclude(pk=paper.pk).filter(Q(day=None) | Q(day__lte=paper.day or on))
    )
    return found.defer(*LIGHT).order_by("-day", "-id")


def plan_above(paper: Paper) -> Paper | None:
    """The paper this one carries out: as stated, else the cited one of the unit directly above, else the first cited.

    Of several plans that a text rests on, the direct superior's is the parent (traceability E.1).
    """
    if paper.parent is not None:
        return paper.parent
    rows = paper.citations.exclude(target=None).select_related("target__issuer").order_by("line", "id")
    cited = [row.target for row in rows if row.target]
    direct = {unit.pk for unit in direct_superiors(paper.issuer, on=paper.day)} if paper.issuer else set()
    return next((target for target in cited if target.issuer_id in direct), cited[0] if cited else None)


def direct_superiors(unit: Unit, *, on: dt.date | None) -> list[Unit]:
    """The units directly above: the parent in the tree, and who guides it; on a day, or ever when it is not known."""
    placed, guided = Placement.objects.filter(unit=unit), Guidance.objects.filter(unit=unit)
    if on is not None:
        placed, guided = placed.filter(during__contains=on), guided.filter(during__contains=on)
    return list(Unit.objects.filter(Q(pk__in=placed.values("parent")) | Q(pk__in=guided.values("by"))))


# The plans that are owed


@dataclass(frozen=True)
class Owed:
    """A plan of the direct superior that asks this office for one of its own, and the one that answers it."""

    asked: Paper
    answer: Paper | None
    on: dt.date

    @property
    def days(self) -> int | None:
        """Days from the superior's plan to the answer, else to the day asked about; None when the plan has no day."""
        until = self.answer.day if self.answer and self.answer.day else self.on
        return (until - self.asked.day).days if self.asked.day else None

    @property
    def open(self) -> bool:
        """Whether a plan is still to be written."""
        return self.answer is None and not self.asked.plan_waived


def plans_owed(
    units: "QuerySet[Unit]", *, on: dt.date, received: "QuerySet[Paper] | None" = None
) -> list[Owed]:
    """Superiors' plans in the registers of these units with the plans that answer them, open ones first.

    Only the plan of a unit directly above opens the duty: the plan of one farther up is the superior's to answer.
    Documents keep facts alone; nothing is stored, so an answer found later closes the duty at once.
    """
    held = received if received is not None else Paper.objects.all()
    plans = held.filter(
        owner__in=units, state=Paper.State.RECEIVED, kind=Paper.Kind.PLAN, issuer__isnull=False
    ).select_related("owner", "issuer")
    rows = [plan for plan in plans.defer(*LIGHT).order_by("-day", "-id") if plan.issuer_id]
    direct = _direct_pairs({plan.owner_id for plan in rows})
    asked = [
        plan
        for plan in rows
        if any(
            plan.issuer_id == above and (plan.received_on or on) in during
            for above, during in direct.get(plan.owner_id, [])
        )
    ]
    answers = _answers(asked)
    found = [Owed(plan, answers.get(plan.pk), on) for plan in asked]
    return sorted(found, key=lambda owed: not owed.open)


def _direct_pairs(owners: set[int]) -> dict[int, list[tuple[int, "_Days"]]]:
    """Who stood directly above each owner and when: by the tree and by guidance."""
    found: dict[int, list[tuple[int, _Days]]] = {}
    placed = Placement.objects.filter(unit__in=owners, parent__isnull=False).values_list(
        "unit", "parent", "during"
    )
    guided = Guidance.objects.filter(unit__in=owners).values_list("unit", "by", "during")
    for unit, above, during in (*placed, *guided):
        found.setdefault(unit, []).append((above, _Days(during.lower, during.upper)))
    return found


@dataclass(frozen=True)
class _Days:
    first: dt.date | None
    until: dt.date | None

    def __contains__(self, day: dt.date) -> bool:
        return (self.first is None or self.first <= day) and (self.until is None or day < self.until)


def _answers(asked: list[Paper]) -> dict[int, Paper]:
    """The first issued plan of the same owner that carries out or rests on each of the plans."""
    keys = [plan.pk for plan in asked]
    rests = Q(parent__in=keys) | Q(citations__target__in=keys)
    own = Paper.objects.filter(rests, state=Paper.State.ISSUED, kind=Paper.Kind.PLAN).distinct()
    owner_of = {plan.pk: plan.owner_id for plan in asked}
    found: dict[int, Paper] = {}
    for plan in own.defer(*LIGHT).prefetch_related("citations").order_by("day", "id"):
        meant = {plan.parent_id, *(row.target_id for row in plan.citations.all())} & owner_of.keys()
        for key in meant:
            if key is not None and owner_of[key] == plan.owner_id:
                found.setdefault(key, plan)
    return found


def owed_for(paper: Paper) -> Owed | None:
    """Whether this received plan asks its owner for a plan, and the one that answers it."""
    day = paper.received_on or paper.created_at.date()
    rows = plans_owed(
        Unit.objects.filter(pk=paper.owner_id), on=day, received=Paper.objects.filter(pk=paper.pk)
    )
    return rows[0] if rows else None
