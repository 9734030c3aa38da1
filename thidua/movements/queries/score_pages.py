"""What the pages of scoring show: everybody measured, and one sheet with its three columns side by side."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from thidua.core.errors import Blocker
from thidua.documents.models import Evidence
from thidua.documents.queries.evidence import evidence_seen_by
from thidua.movements.models import Exemption, Movement, Round, Scale, Score, ScoreChange
from thidua.movements.queries.criteria import scale_of
from thidua.movements.queries.exemptions import exemptions_of, measured_time
from thidua.movements.queries.scores import (
    Subject,
    counted_in,
    evidence_of,
    lines_of,
    missing_to_open,
    people_measured,
    score_day,
    scores_of,
    totals_of,
    units_measured,
)
from thidua.movements.queries.weighing import units_weighed, weigher_of
from thidua.movements.rules.exemptions import touches
from thidua.movements.rules.scores import (
    Line,
    Total,
    blockers_to_weigh,
    gap_of,
    places,
    plain,
    total_of,
)
from thidua.org.access import Ability, Access
from thidua.org.models import Person, Post, Reach, Unit

PER_PAGE = 50


@dataclass(frozen=True)
class SheetRow:
    """One subject in the list: what the sheet came to at each stage, and its place where there is one."""

    subject: Subject
    totals: dict[str, Total] | None  # None: no sheet was opened
    place: int | None


@dataclass(frozen=True)
class ScoresPage:
    """Everybody whom a movement measures and this reader may see, in one round or in the whole of it."""

    movement: Movement
    scale: Scale | None
    rounds: list[Round]
    during: Round | None
    units: list[SheetRow]
    people: list[SheetRow]
    page: "Page[Any]"
    may_record: bool


def people_within(movement: Movement, access: Access, *, during: Round | None) -> "QuerySet[Person]":
    """The people measured whose scores this reader may see: oneself, and those one leads or weighs."""
    on = score_day(movement, during, access.day)
    led = Post.objects.on(on).filter(unit__in=units_weighed(access)).values("person")
    found = people_measured(movement, during=during, on=on)
    return found.filter(Q(pk=access.user.person_id) | Q(pk__in=led))


def units_within(movement: Movement, access: Access, *, during: Round | None) -> list[Unit]:
    """The units measured into which this reader may look."""
    on = score_day(movement, during, access.day)
    seen = set(access.units(Ability.MOVEMENT_VIEW).values_list("pk", flat=True))
    return [unit for unit in units_measured(movement, on=on) if unit.pk in seen]


def unit_within(movement: Movement, access: Access, pk: int, *, during: Round | None) -> Subject | None:
    """One unit measured, within the reader's reach."""
    units = units_within(movement, access, during=during)
    return next((Subject(unit) for unit in units if unit.pk == pk), None)


def person_within(movement: Movement, access: Access, pk: int, *, during: Round | None) -> Subject | None:
    """One person under the owner whose sheet this reader may see, measured or not: the page says what is missing."""
    on = score_day(movement, during, access.day)
    person = Person.objects.filter(pk=pk).first()
    where = counted_in([person], on=on).get(pk) if person else None
    if person is None or where is None or not _beneath(movement, where, on=on):
        return None
    led = units_weighed(access).filter(pk=where.pk).exists()
    return Subject(where, person) if led or pk == access.user.person_id else None


def _beneath(movement: Movement, unit: Unit, *, on: dt.date) -> bool:
    return Reach.objects.on(on).filter(ancestor=movement.owner_id, descendant=unit).exists()


def scores_page(movement: Movement, access: Access, *, during: Round | None, number: Any) -> ScoresPage:
    """The list of sheets; units are ranked among all the movement's units, and only on a scale of points."""
    on = score_day(movement, during, access.day)
    scale = scale_of(movement)
    of_units = totals_of(list(scores_of(movement, during=during).filter(person=None)))
    ranks = _ranks(of_units) if scale is not None and scale.by_points else {}
    shown = Paginator(people_within(movement, access, during=during), PER_PAGE).get_page(number)
    where = counted_in(shown.object_list, on=on)
    of_people = totals_of(list(scores_of(movement, during=during).filter(person__in=list(where))))
    return ScoresPage(
        movement=movement,
        scale=scale,
        rounds=list(movement.rounds.order_by("during")),
        during=during,
        units=[
            SheetRow(Subject(unit), of_units.get((unit.pk, None)), ranks.get((unit.pk, None)))
            for unit in units_within(movement, access, during=during)
        ],
        people=[
            SheetRow(Subject(where[person.pk], person), of_people.get((where[person.pk].pk, person.pk)), None)
            for person in shown
            if person.pk in where
        ],
        page=shown,
        may_record=access.has(Ability.MOVEMENT_DECIDE),
    )


def _ranks(totals: dict[Any, dict[str, Total]]) -> dict[Any, int]:
    """Places of the sheets whose results are complete; an unfinished one has none."""
    whole = [(key, rows["final"].share) for key, rows in totals.items() if rows["final"].is_complete]
    found = zip([key for key, _ in whole], places([share for _, share in whole]), strict=True)
    return {key: place for key, place in found if place is not None}


@dataclass(frozen=True)
class SheetLine:
    """One criterion of a sheet: its three marks, its proof, and how far self and appraisal lie apart."""

    score: Score
    line: Line
    evidence: list[Evidence]
    gap: Decimal | None
    apart: bool  # the gap is above what the owner set

    @property
    def said_gap(self) -> str:
        """The gap as people write it."""
        return plain(self.gap) if self.gap is not None else ""

    @property
    def said_most(self) -> str:
        """The points at most, as people write them."""
        return plain(self.line.most) if self.line.most is not None else ""


@dataclass(frozen=True)
class Sheet:
    """One subject's sheet, as one reader may see and fill it."""

    movement: Movement
    scale: Scale | None
    subject: Subject
    during: Round | None
    rounds: list[Round]
    lines: list[SheetLine]
    totals: dict[str, Total]
    exemptions: list[Exemption]
    stages: dict[str, list[Blocker]]  # what stands in the way of each stage for this reader
    to_open: list[Blocker]
    may_open: bool
    may_prove: bool
    watches: bool

    @property
    def offered(self) -> list[str]:
        """The stages that this reader may fill; to who follows the unit also the appraisal, to say why it is closed."""
        return [
            stage
            for stage, found in self.stages.items()
            if not found or (stage == "appraised" and self.watches)
        ]

    @property
    def changes(self) -> list[tuple[ScoreChange, str]]:
        """Marks that were replaced, each with the name of its criterion."""
        return [(change, row.line.name) for row in self.lines for change in row.score.changes.all()]

    @property
    def said_result(self) -> str:
        """The result on the full mark; empty where there is no scale or nothing to count."""
        found = self.totals["final"].on(self.scale.full) if self.scale and self.scale.full else None
        return plain(found) if found is not None else ""


def sheet_page(movement: Movement, subject: Subject, access: Access, *, during: Round | None) -> Sheet:
    """Gather one sheet. Scores of people are opened by their own page only, so the caller has checked the reach."""
    own = scores_of(movement, during=during).filter(unit=subject.unit, person=subject.person)
    named = own.select_related("self_by__person", "appraised_by__person", "final_by__person")
    scores = list(named.prefetch_related("changes__changed_by__person"))
    scale = scale_of(movement)
    on = score_day(movement, during, access.day)
    who = weigher_of(
        movement,
        subject.unit,
        subject.person,
        access.user,
        on=access.day,
        self_scored=any(row.self_by_id == access.user.pk for row in scores),
    )
    rows = _sheet_lines(scores, access, scale)
    return Sheet(
        movement=movement,
        scale=scale,
        subject=subject,
        during=during,
        rounds=list(movement.rounds.order_by("during")),
        lines=rows,
        totals={stage: total_of([row.line for row in rows], stage) for stage in Score.STAGES},
        exemptions=_exemptions(movement, subject, during),
        stages={stage: blockers_to_weigh(stage, who) for stage in Score.STAGES},
        to_open=missing_to_open(movement, subject, during=during, on=on),
        may_open=who.speaks or who.watches or who.decides,
        may_prove=who.speaks,
        watches=who.watches,
    )


def _sheet_lines(scores: Sequence[Score], access: Access, scale: Scale | None) -> list[SheetLine]:
    lines = lines_of(scores)
    proofs = evidence_of(scores, evidence_seen_by(access).select_related("file"))
    limit = scale.gap if scale else None
    gaps = {row.pk: gap_of(lines[row.pk]) for row in scores}
    return [
        SheetLine(
            row, lines[row.pk], proofs[row.pk], gap, limit is not None and gap is not None and gap > limit
        )
        for row in scores
        for gap in (gaps[row.pk],)
    ]


def _exemptions(movement: Movement, subject: Subject, during: Round | None) -> list[Exemption]:
    """The exemptions that touch the time measured, for whom the sheet is about."""
    person = subject.person
    found = exemptions_of([person.pk] if person else [], [] if person else [subject.unit.pk])
    time = measured_time(movement, during)
    return [row for rows in found.values() for row in rows if touches(row.during, time)]
