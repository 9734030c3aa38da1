"""The criteria of a movement: whom they measure, what of the movement above waits, how far they are proved."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from thidua.core.errors import Blocker
from thidua.documents.models import Evidence
from thidua.movements.models import Criterion, Movement, Scale
from thidua.movements.queries.weighing import scores_seen_by
from thidua.movements.rules.criteria import Measure, blockers_to_activate, warnings_of
from thidua.movements.rules.scores import plain
from thidua.org.access import Ability, Access


def name_of(criterion: Criterion) -> str:
    """What people call it: by its marker, else by its place."""
    marker = criterion.marker.strip(" .)-–")
    return f"Tiêu chí {marker}" if marker else f"Tiêu chí thứ {criterion.order}"


def measure_of(criterion: Criterion) -> Measure:
    """A criterion as the arithmetic of a set needs it."""
    return Measure(
        key=criterion.pk,
        name=name_of(criterion),
        kinds=frozenset(criterion.subject_kinds),
        under=criterion.under_id,
        most=criterion.most,
        axis=criterion.axis,
    )


def measures_of(movement: Movement) -> list[Measure]:
    """What the movement measures with: its criteria but those that were dropped."""
    return [measure_of(row) for row in movement.criteria.exclude(answer=Criterion.Answer.DROPPED)]


def criteria_waiting(movement: Movement) -> list[Criterion]:
    """The criteria of the movement above that no criterion of this one answers yet, in their order."""
    if movement.parent_id is None:
        return []
    above = Criterion.objects.filter(movement_id=movement.parent_id).exclude(answer="dropped")
    return list(above.exclude(below__movement=movement))


def scale_of(movement: Movement) -> Scale | None:
    """How the movement is scored; None while nobody has decided it."""
    rows = Scale.objects.select_related("decided_by__person", "activated_by__person")
    return rows.filter(movement=movement).first()


def missing_to_activate(movement: Movement) -> list[Blocker]:
    """What a set of criteria lacks before it may be put to use."""
    scale = scale_of(movement)
    return blockers_to_activate(
        measures_of(movement),
        decided=scale is not None,
        active=scale is not None and scale.activated_at is not None,
        full=scale.full if scale else None,
        waiting=[row for row in criteria_waiting(movement) if row.mandatory],
    )


@dataclass(frozen=True)
class CriterionRow:
    """One criterion as its sheet shows it: how many sheets hold it, and how many of those are proved."""

    criterion: Criterion
    name: str
    held: int
    proved: int
    issued: bool  # its words are those of a plan that was issued

    @property
    def points(self) -> str:
        """The points it may bring, in words; empty while nobody has set them."""
        row = self.criterion
        if row.most is None:
            return ""
        return plain(row.most) + (f", mức nền {plain(row.base)}" if row.base is not None else "")


@dataclass(frozen=True)
class CriteriaPage:
    """The sheet of criteria of one movement."""

    movement: Movement
    rows: list[CriterionRow]
    dropped: list[Criterion]
    waiting: list[Criterion]
    scale: Scale | None
    blockers: list[Blocker]
    warnings: list[str]
    may_decide: bool

    @property
    def gap(self) -> str:
        """Above what the gap between self and appraisal is shown, in words."""
        return plain(self.scale.gap) if self.scale and self.scale.gap is not None else ""

    @property
    def active(self) -> bool:
        """Whether the set is in use, so that nothing of it changes."""
        return self.scale is not None and self.scale.activated_at is not None

    @property
    def open(self) -> bool:
        """Whether this reader may still settle something of the set."""
        return self.may_decide and not self.active


def criteria_page(movement: Movement, access: Access) -> CriteriaPage:
    """Gather the sheet for one reader: counts of proof reach as far as the scores they may see."""
    rows = list(movement.criteria.select_related("above", "content", "under"))
    kept = [row for row in rows if row.answer != Criterion.Answer.DROPPED]
    counts = _proved(movement, access)
    return CriteriaPage(
        movement=movement,
        rows=[_row(row, movement, *counts.get(row.pk, (0, 0))) for row in in_order(kept)],
        dropped=[row for row in rows if row.answer == Criterion.Answer.DROPPED],
        waiting=criteria_waiting(movement),
        scale=scale_of(movement),
        blockers=missing_to_activate(movement),
        warnings=warnings_of(measures_of(movement)),
        may_decide=access.may(Ability.MOVEMENT_DECIDE, movement.owner),
    )


def _row(row: Criterion, movement: Movement, held: int, proved: int) -> CriterionRow:
    issued = row.line is not None and movement.state != Movement.State.DRAFT
    return CriterionRow(row, name_of(row), held, proved, issued)


def in_order(rows: Iterable[Criterion]) -> list[Criterion]:
    """Each criterion, then its parts."""
    every = list(rows)
    keys = {row.pk for row in every}
    tops = [row for row in every if row.under_id not in keys]
    return [each for top in tops for each in (top, *(row for row in every if row.under_id == top.pk))]


def _proved(movement: Movement, access: Access) -> dict[int, tuple[int, int]]:
    proof = Evidence.objects.filter(about_kind="movements.score", about_id=OuterRef("pk"), state="verified")
    seen = scores_seen_by(access).filter(criterion__movement=movement).annotate(has_proof=Exists(proof))
    counts = seen.values("criterion").annotate(held=Count("pk"), proved=Count("pk", filter=Q(has_proof=True)))
    return {row["criterion"]: (row["held"], row["proved"]) for row in counts.order_by()}
