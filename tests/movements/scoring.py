"""Movements with criteria, made directly: what the tests of criteria, scores and pages stand on."""

import datetime as dt
from decimal import Decimal

from thidua.core.dates import days_inclusive
from thidua.core.text import fold
from thidua.demo.days import DECIDED, at
from thidua.documents.actions.evidence import Proof, add_proof
from thidua.documents.actions.files import check_evidence
from thidua.documents.models import Paper
from thidua.movements.actions.criteria import activate_criteria, set_scale
from thidua.movements.actions.scores import open_sheet
from thidua.movements.models import Criterion, Launch, Movement
from thidua.movements.queries.scores import Subject
from thidua.movements.rules.scores import Mark
from thidua.org.models import Person

NOON = at(DECIDED, 12)
YEAR = days_inclusive(dt.date(2021, 9, 1), dt.date(2022, 5, 31))


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def a_movement(owner, by, *, running=False, parent=None, name="Thi đua đặc biệt"):
    """A movement of a unit that runs through the school year, with a plan that says no more than its name."""
    plan = Paper.objects.create(
        owner=owner,
        kind="KH",
        state="draft",
        subject=name,
        issuer_written=str(owner),
        created_at=NOON,
        created_by=by,
    )
    made = Movement.objects.create(
        owner=owner,
        kind="special",
        name=name,
        folded=fold(name),
        during=YEAR,
        plan=plan,
        parent=parent,
        created_at=NOON,
    )
    return launched(made, by) if running else made


def launched(movement, by):
    """The same movement, running."""
    movement.first_launch = Launch.objects.create(
        movement=movement, form="paper", day=DECIDED, recorded_at=NOON, recorded_by=by
    )
    movement.state, movement.launched_at, movement.launched_by = "running", NOON, by
    movement.save()
    return movement


def criteria(movement, *rows):
    """Criteria of a movement: each row is a marker, the kinds it measures, and further columns."""
    first = movement.criteria.count() + 1
    return [
        Criterion.objects.create(
            movement=movement,
            order=order,
            marker=marker,
            text=f"Nội dung {marker}",
            subject_kinds=kinds.split(),
            **more,
        )
        for order, (marker, kinds, more) in enumerate(rows, start=first)
    ]


def put_to_use(movement, by, *, full=100, gap=None):
    """Decide the scale and activate; `full` None means four levels."""
    kind = "points" if full else "levels"
    set_scale(movement, kind, full=full, gap=gap, source="Quyết định 12/QĐ", by=by, at=NOON)
    return activate_criteria(movement, by=by, at=NOON)


def sheet(movement, user, *, unit=None, by=None):
    """Open the sheet of a user's person where they are counted, or of a unit; scores by marker."""
    person = None if unit else Person.objects.get(pk=user.person_id)
    where = unit or person.posts.get(main=True).unit
    scores = open_sheet(movement, Subject(where, person), by=by or user, at=NOON)
    return {score.criterion.marker: score for score in scores}


def points(figure, reason=""):
    return Mark("scored", Decimal(figure), reason)


def proved(score, owner, checker, note="Ảnh buổi trực"):
    """Offer proof for a score and have it checked."""
    row = add_proof(score, score.unit, Proof(note=note), by=owner, at=NOON)
    return check_evidence(row, accept=True, reason="", by=checker, at=NOON) if checker else row
