"""Sheets of scores: whom a movement measures, each line with its proof and exemption, and what a sheet comes to."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from thidua.core.errors import Blocker
from thidua.documents.models import Evidence
from thidua.documents.queries.evidence import standing_of
from thidua.documents.rules.evidence import Standing as Proof
from thidua.movements.models import Content, Criterion, Movement, Requisition, Round, Score
from thidua.movements.queries.criteria import measures_of, name_of, scale_of
from thidua.movements.queries.exemptions import exemptions_of, measured_time, requisitioned
from thidua.movements.rules.criteria import Measure, kinds_of_person, kinds_of_unit, measured
from thidua.movements.rules.exemptions import covers, touches
from thidua.movements.rules.scores import Line, Mark, Total, blockers_to_open_sheet, total_of
from thidua.org.models import Group, Person, Placement, Position, Post, Reach, Unit

SCORE = "movements.score"


def score_day(movement: Movement, during: Round | None, today: dt.date) -> dt.date:
    """The day on which posts and places are asked: today, or the nearest day of the time that is measured."""
    time = measured_time(movement, during)
    if time.upper is not None and today >= time.upper:
        last: dt.date = time.upper - dt.timedelta(days=1)
        return last
    return max(today, time.lower) if time.lower else today


# Whom a movement measures


def unit_items(movement: Movement, units: Sequence[Unit], *, on: dt.date) -> dict[int, list[Measure]]:
    """What each of these units is measured by; units that nothing measures are left out."""
    measures = measures_of(movement)
    attached = Placement.objects.on(on).filter(
        unit__in=units, parent=movement.owner_id, relation=Placement.Relation.ATTACHED
    )
    apart = set(attached.values_list("unit_id", flat=True))
    items = {row.pk: measured(measures, kinds_of_unit(row.kind, attached=row.pk in apart)) for row in units}
    return {key: rows for key, rows in items.items() if rows}


def units_measured(movement: Movement, *, on: dt.date) -> list[Unit]:
    """The owner itself and the units directly under it that some criterion measures, in dictionary order."""
    placed = Placement.objects.on(on).filter(parent=movement.owner_id).values("unit")
    near = list(Unit.objects.filter(Q(pk=movement.owner_id) | Q(pk__in=placed)).order_by("sort_key"))
    items = unit_items(movement, near, on=on)
    return [unit for unit in near if unit.pk in items]


def person_items(
    movement: Movement, people: Iterable[int], *, during: Round | None, on: dt.date
) -> dict[int, list[Measure]]:
    """What each of these people is measured by: the head's part for heads only, criterion d for those called away."""
    keys, measures = list(people), measures_of(movement)
    heads = Post.objects.on(on).filter(person__in=keys, position=Position.HEAD)
    heading = set(heads.values_list("person_id", flat=True))
    away = requisitioned(keys, measured_time(movement, during))
    return {
        key: measured(measures, kinds_of_person(heads=key in heading, requisitioned=key in away))
        for key in keys
    }


def people_measured(movement: Movement, *, during: Round | None, on: dt.date) -> "QuerySet[Person]":
    """The staff at and under the owner that some criterion of people measures, in name order."""
    kinds = {kind for row in measures_of(movement) for kind in row.kinds}
    below = Reach.objects.on(on).filter(ancestor=movement.owner_id).values("descendant")
    counted = Post.objects.on(on).filter(unit__in=below).exclude(group__in=[Group.PUPIL, Group.STUDENT])
    found = Q(pk__in=[])
    if "person" in kinds:
        found |= Q(pk__in=counted.filter(main=True).values("person"))
    if "head" in kinds:
        found |= Q(pk__in=counted.filter(position=Position.HEAD).values("person"))
    if "requisitioned" in kinds:
        away = Requisition.objects.filter(during__overlap=measured_time(movement, during))
        found |= Q(pk__in=counted.filter(main=True, person__in=away.values("person")).values("person"))
    return Person.objects.filter(found).order_by("sort_key", "id")


def counted_in(people: Iterable[Person], *, on: dt.date) -> dict[int, Unit]:
    """Where each of these people is counted on a day."""
    rows = Post.objects.on(on).filter(person__in=people, main=True).select_related("unit").order_by("id")
    return {row.person_id: row.unit for row in rows}


# Lines


def full_scores(rows: "QuerySet[Score]") -> "QuerySet[Score]":
    """Scores with all that a line needs, in the order of their criteria."""
    return rows.select_related(
        "criterion__content__node", "criterion__movement__owner", "unit", "person", "round", "exemption",
    ).order_by("criterion__order")  # fmt: skip


def lines_of(scores: Sequence[Score]) -> dict[int, Line]:
    """Each score as the rules see it, by key; a fixed number of queries however many there are."""
    proofs = standing_of(SCORE, [row.pk for row in scores])
    linked = linked_contents(scores)
    shared = standing_of("movements.content", {key for keys in linked.values() for key in keys})
    exempt = exemptions_of(
        {row.person_id for row in scores if row.person_id},
        {row.unit_id for row in scores if not row.person_id},
    )
    return {
        row.pk: _line(row, [proofs[row.pk], *(shared[key] for key in linked[row.pk])], exempt)
        for row in scores
    }


def _line(score: Score, proofs: list[Proof], exempt: dict[tuple[str, int], Any]) -> Line:
    criterion = score.criterion
    subject = ("person", score.person_id) if score.person_id else ("unit", score.unit_id)
    time = measured_time(criterion.movement, score.round)
    rows = exempt.get(subject, [])
    return Line(
        name=name_of(criterion),
        marks={stage: mark_of(score, stage) for stage in Score.STAGES},
        most=criterion.most,
        base=criterion.base,
        needs_evidence=criterion.needs_evidence,
        lacking=all(proof.is_lacking for proof in proofs),
        verified=any(proof.verified for proof in proofs),
        exempted=any(touches(row.during, time) for row in rows),
        exempted_whole=any(covers(row.during, time) for row in rows),
    )


def mark_of(score: Score, stage: str) -> Mark:
    """What one stage of a score says."""
    return Mark(*(getattr(score, f"{stage}_{column}") for column in ("state", "figure", "reason")))


def linked_contents(scores: Sequence[Score]) -> dict[int, list[int]]:
    """The contents whose proof serves each score too: the criterion's own, or the unit's answer to it (EK-84, E 44)."""
    wanted = {row.criterion.content_id for row in scores if row.criterion.content_id}
    nodes = {row.criterion.content.node_id for row in scores if row.criterion.content} - {None}
    contents = Content.objects.filter(
        Q(pk__in=wanted) | Q(above__in=nodes), movement__owner__in={row.unit_id for row in scores}
    )
    kept = list(contents.values_list("pk", "above_id", "movement__owner_id")) if wanted else []
    return {
        row.pk: [
            pk for pk, above, owner in kept if owner == row.unit_id and _serves(row.criterion, pk, above)
        ]
        for row in scores
    }


def _serves(criterion: Criterion, content: int, above: int | None) -> bool:
    own = criterion.content
    return own is not None and (own.pk == content or (above is not None and above == own.node_id))


def evidence_of(scores: Sequence[Score], seen: "QuerySet[Evidence]") -> dict[int, list[Evidence]]:
    """The evidence of each score that a reader may open, linked contents included."""
    linked = linked_contents(scores)
    keys = {key for each in linked.values() for key in each}
    about = Q(about_kind=SCORE, about_id__in=[row.pk for row in scores])
    rows = list(seen.filter(about | Q(about_kind="movements.content", about_id__in=keys)).order_by("id"))
    return {
        score.pk: [
            row
            for row in rows
            if (row.about_kind == SCORE and row.about_id == score.pk)
            or (row.about_kind != SCORE and row.about_id in linked[score.pk])
        ]
        for score in scores
    }


@dataclass(frozen=True)
class Subject:
    """Whom a sheet measures: a unit, or a person where they are counted."""

    unit: Unit
    person: Person | None = None

    @property
    def name(self) -> str:
        """As the sheet is headed."""
        return str(self.person or self.unit)


def scores_of(movement: Movement, *, during: Round | None) -> "QuerySet[Score]":
    """Every score of one movement in one round, or in the whole of it."""
    rows = Score.objects.filter(criterion__movement=movement, round=during)
    return full_scores(rows.exclude(criterion__answer=Criterion.Answer.DROPPED))


def totals_of(scores: Sequence[Score]) -> dict[tuple[int, int | None], dict[str, Total]]:
    """What each subject's sheet comes to at each stage, by (unit, person)."""
    lines = lines_of(scores)
    sheets: dict[tuple[int, int | None], list[Line]] = {}
    for row in scores:
        sheets.setdefault((row.unit_id, row.person_id), []).append(lines[row.pk])
    return {key: {stage: total_of(rows, stage) for stage in Score.STAGES} for key, rows in sheets.items()}


def scale_decided(movement: Movement) -> bool:
    """Whether somebody has said how this movement is scored (HY-78)."""
    return scale_of(movement) is not None


def items_of(movement: Movement, subject: Subject, *, during: Round | None, on: dt.date) -> list[Measure]:
    """What one subject is measured by in one round, or in the whole movement."""
    if subject.person is not None:
        return person_items(movement, [subject.person.pk], during=during, on=on)[subject.person.pk]
    return unit_items(movement, [subject.unit], on=on).get(subject.unit.pk, [])


def missing_to_open(
    movement: Movement, subject: Subject, *, during: Round | None, on: dt.date
) -> list[Blocker]:
    """What stands in the way of opening one sheet."""
    scale = scale_of(movement)
    called = any("requisitioned" in row.kinds for row in measures_of(movement))
    person = subject.person
    away = requisitioned([person.pk] if person else [], measured_time(movement, during))
    return blockers_to_open_sheet(
        running=movement.state == Movement.State.RUNNING,
        active=scale is not None and scale.activated_at is not None,
        items=len(items_of(movement, subject, during=during, on=on)),
        requisition_lacking=called and person is not None and not away,
    )
