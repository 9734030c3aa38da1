"""The drafted parts of a movement, with what a person should look at before the launch."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from thidua.documents.models import Node, Paper
from thidua.movements.drafting import days_between
from thidua.movements.models import AwardRules, Commemoration, Content, Movement, Round


def rounds_of(movement: Movement, *, but: int | None = None) -> list[tuple[str, dt.date, dt.date]]:
    """The rounds with an end, in order of time: (label, first day, last day)."""
    rows = movement.rounds.exclude(pk=but or 0).order_by("during")
    return [
        (row.label, row.during.lower, row.during.upper - dt.timedelta(days=1))
        for row in rows
        if row.during.upper
    ]


@dataclass(frozen=True)
class RoundRow:
    """One round as its page shows it: both days belong to it."""

    round: Round
    first: dt.date
    last: dt.date
    days: int


@dataclass(frozen=True)
class Drafts:
    """Everything drafted for one movement, and the signals about it."""

    movement: Movement
    contents: list[Content]
    criteria: list[Any]
    award_forms: list[Any]
    award_rules: AwardRules | None
    programmes: list[Any]
    commemorations: list[Commemoration]
    rounds: list[RoundRow]
    between: list[tuple[str, dt.date, dt.date]]
    tasks: list[Any]
    above: list[Node]  # contents of the plan above that no content answers yet

    @property
    def locked(self) -> bool:
        """Whether the movement is launched, so that nothing here changes any more."""
        return self.movement.state != Movement.State.DRAFT

    @property
    def disagreeing(self) -> list[Commemoration]:
        """Anniversaries whose count is not the difference of their years."""
        return [row for row in self.commemorations if row.disagrees]


def drafts_of(movement: Movement) -> Drafts:
    """Gather the drafted parts in a fixed number of queries."""
    contents = list(movement.contents.select_related("node", "above"))
    rounds = list(movement.rounds.order_by("during"))
    ended = [(row.label, row.during.lower, _last(row)) for row in rounds if row.during.upper]
    return Drafts(
        movement=movement,
        contents=contents,
        criteria=list(movement.criteria.all()),
        award_forms=list(movement.award_forms.all()),
        award_rules=AwardRules.objects.filter(movement=movement)
        .select_related("paper", "entered_by__person")
        .first(),
        programmes=list(movement.programmes.all()),
        commemorations=list(movement.commemorations.all()),
        rounds=[_row(row) for row in rounds if row.during.upper],
        between=days_between(ended),
        tasks=list(movement.tasks.all()),
        above=unanswered(movement.basis, contents),
    )


def _last(row: Round) -> dt.date:
    last: dt.date = row.during.upper - dt.timedelta(days=1)
    return last


def _row(row: Round) -> RoundRow:
    first, last = row.during.lower, _last(row)
    return RoundRow(row, first, last, (last - first).days + 1)


def unanswered(basis: Paper | None, contents: list[Content]) -> list[Node]:
    """The contents of the plan above that no content of this plan answers, by its own reading."""
    answered = {row.above_id for row in contents if row.above_id}
    return [node for node in contents_above(basis) if node.pk not in answered]


def contents_above(basis: Paper | None) -> list[Node]:
    """The sentences of the plan above that are its contents: as it was read, or as it was composed here."""
    if basis is None:
        return []
    wanted = basis.reading.get("contents", [])
    if not wanted:
        kept = Content.objects.filter(movement__plan=basis, node__isnull=False).exclude(answer="dropped")
        return [row.node for row in kept.select_related("node") if row.node]
    first: dict[str, Node] = {}
    for node in basis.nodes.filter(section__in=[place.partition(" bullet ")[0] for place in wanted]):
        first.setdefault(node.section, node)
    return [first[place] for place in wanted if place in first]
