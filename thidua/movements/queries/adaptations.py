"""Versions of teaching and activity plans, which was valid on a day, and groups with both plans (NH-27, LT-61)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.core.dates import day_of
from thidua.documents.models import Paper
from thidua.documents.queries.editing import GroupPlans, group_plans
from thidua.movements.models import Adaptation, Movement
from thidua.org.access import Ability, Access
from thidua.org.models import Unit
from thidua.org.queries.tree import subtree_of


def adaptation_on(movement: Movement, unit: Unit, kind: str, day: dt.date) -> Adaptation | None:
    """The version that was valid on a day: of those that hold, the latest; None when none did."""
    rows = Adaptation.objects.filter(movement=movement, unit=unit, kind=kind, during__contains=day)
    return rows.order_by("-version").first()


def valid_on(versions: Sequence[Adaptation], day: dt.date) -> set[int]:
    """The keys of the versions that were valid on a day, one for each unit and kind."""
    latest: dict[tuple[int, str], Adaptation] = {}
    for row in sorted(versions, key=lambda row: row.version):
        until = row.during.upper
        if row.during.lower <= day and (until is None or day < until):
            latest[row.unit_id, row.kind] = row
    return {row.pk for row in latest.values()}


def may_adapt(access: Access, movement: Movement) -> "QuerySet[Unit]":
    """The units for which this person may record a version: the movement's own and those beneath it."""
    mine = access.units(Ability.REPORT_FILL) | access.units(Ability.MOVEMENT_DECIDE)
    return mine.filter(pk__in=subtree_of(movement.owner, on=access.day).values("pk")).distinct()


def adaptations_seen_by(access: Access, movement: Movement) -> "QuerySet[Adaptation]":
    """The versions of the units one may look into."""
    rows = Adaptation.objects.filter(movement=movement)
    return rows.filter(unit__in=access.units(Ability.MOVEMENT_VIEW))


@dataclass(frozen=True)
class AdaptationsPage:
    """The versions of one movement, the one valid on the day asked, and the light plans of the groups."""

    movement: Movement
    on: dt.date
    versions: list[tuple[Adaptation, bool]]  # whether it was valid on that day
    groups: list[GroupPlans]
    missing: list[str]  # groups without any of the two plans
    counts: dict[str, int]  # both, one, none
    may_record: bool


def adaptations_page(movement: Movement, access: Access, *, on: dt.date) -> AdaptationsPage:
    """Gather the page for one reader; `on` is the day asked about."""
    rows = list(adaptations_seen_by(access, movement).select_related("unit", "file", "recorded_by__person"))
    valid = valid_on(rows, on)
    groups = _groups(movement, on)
    counts = {"both": 0, "one": 0, "none": 0}
    for row in groups:
        counts[("none", "one", "both")[len(row.plans)]] += 1
    return AdaptationsPage(
        movement=movement,
        on=on,
        versions=[(row, row.pk in valid) for row in rows],
        groups=groups,
        missing=[str(row.unit) for row in groups if not row.plans],
        counts=counts,
        may_record=movement.state == Movement.State.RUNNING and may_adapt(access, movement).exists(),
    )


def _groups(movement: Movement, on: dt.date) -> list[GroupPlans]:
    """The groups with the light plans that were begun by the day asked."""
    found = []
    for row in group_plans(movement.plan, on=on):
        plans = {kind: paper for kind, paper in row.plans.items() if _begun(paper) <= on}
        found.append(GroupPlans(row.unit, plans))
    return found


def _begun(paper: Paper) -> dt.date:
    return paper.day or day_of(paper.created_at)
