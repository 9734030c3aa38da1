"""How a unit works on a day, and how it has worked: for any past day, with the decision behind it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from django.conf import settings

from thidua.core.errors import Blocker
from thidua.org.models import Placement, Reach, Unit
from thidua.org.queries.tree import parts_of
from thidua.reporting.models import OperatingState
from thidua.reporting.operating import (
    Span,
    StateKind,
    blockers_to_gather,
    blockers_to_switch,
    days_by_name,
    days_of,
    read_states,
)

_SHIPPED = Path(__file__).parents[1] / "operating_states.yaml"


@cache
def states() -> dict[str, StateKind]:
    """The list of states: the installation's own in its var folder, else the shipped one."""
    own = Path(settings.VAR) / "operating_states.yaml"
    return read_states((own if own.exists() else _SHIPPED).read_text(encoding="utf-8"))


def span_of(row: OperatingState) -> Span:
    """A recorded state as the pure rules read it."""
    return Span(row.name, row.during.lower, row.last)


def against_switch(unit: Unit, code: str, first: dt.date, last: dt.date | None) -> list[Blocker]:
    """What bars putting a unit into a state on these days, the facts of the decision apart."""
    kind = states().get(code)
    own = OperatingState.objects.filter(unit=unit, aspect=kind.aspect if kind else "").order_by("during")
    return blockers_to_switch(kind, first, last, recorded=[span_of(row) for row in own])


def free_until(unit: Unit, code: str, first: dt.date) -> dt.date | None:
    """The last day before what is already planned for a unit after `first`; None when nothing is planned.

    A state that was taken out of the list has no plans; `against_switch` says that it is gone.
    """
    kind = states().get(code)
    later = OperatingState.objects.filter(
        unit=unit, aspect=kind.aspect if kind else "", during__startswith__gt=first
    )
    days = [row.during.lower for row in later]
    return min(days) - dt.timedelta(days=1) if days else None


@dataclass(frozen=True)
class Operating:
    """How a unit works on one day. None: nobody has recorded it, which is not "as usual"."""

    mode: OperatingState | None
    regime: OperatingState | None

    @property
    def words(self) -> str:
        """Both in words, as a list shows them."""
        return ", ".join(row.name for row in (self.mode, self.regime) if row is not None) or "chưa ghi"

    @property
    def barring(self) -> list[tuple[str, str]]:
        """What keeps people from gathering at the place, and on which decision."""
        rows = [row for row in (self.mode, self.regime) if row is not None]
        return [(row.name, row.basis) for row in rows if not row.on_site]


def operating_on(unit: Unit, day: dt.date) -> Operating:
    """How a unit works on a day; a class or group that says nothing of its own follows the unit it is part of."""
    way = _parts_up_to_the_unit(unit, day)
    found: dict[str, OperatingState] = {}
    rows = OperatingState.objects.on(day).filter(unit__in=way)
    for row in sorted(rows, key=lambda each: way.index(each.unit_id)):
        found.setdefault(row.aspect, row)
    return Operating(found.get("mode"), found.get("regime"))


def _parts_up_to_the_unit(unit: Unit, day: dt.date) -> list[int]:
    """The keys from a part up to the unit that stands on its own, which is the last."""
    steps = Reach.objects.on(day).filter(descendant=unit, ancestor__placements__during__contains=day)
    placed = list(steps.order_by("depth").values_list("ancestor_id", "ancestor__placements__relation"))
    inside = [key for key, _ in takewhile(lambda step: step[1] == Placement.Relation.WITHIN, placed)]
    return [*inside, *(key for key, _ in placed[len(inside) : len(inside) + 1])]


def operating_of(units: Iterable[int], day: dt.date) -> dict[int, Operating]:
    """How each of these units works on a day, by what was recorded for the unit itself: one query."""
    found: dict[int, dict[str, OperatingState]] = {}
    for row in OperatingState.objects.on(day).filter(unit__in=list(units)):
        found.setdefault(row.unit_id, {})[row.aspect] = row
    return {key: Operating(rows.get("mode"), rows.get("regime")) for key, rows in found.items()}


def against_gathering(unit: Unit, day: dt.date) -> list[Blocker]:
    """Why an activity at the place cannot be held by a unit on a day; empty when nothing recorded bars it."""
    return blockers_to_gather(day, operating_on(unit, day).barring)


@dataclass(frozen=True)
class HistoryRow:
    """One recorded state with its length up to the day asked about."""

    state: OperatingState
    days: int
    ahead: bool  # it begins only after that day


@dataclass(frozen=True)
class History:
    """How a unit and the classes inside it have worked up to a day."""

    on: dt.date
    now: Operating
    modes: dict[str, int]  # days of the calendar in each
    regimes: dict[str, int]
    rows: list[HistoryRow]
    parts: list[HistoryRow]  # of classes and groups that were switched by themselves


def history_of(unit: Unit, on: dt.date) -> History:
    """Everything recorded of a unit and its parts, the newest first, counted up to and with a day."""
    found = OperatingState.objects.filter(unit__in=parts_of(unit, on=on)).select_related("unit")
    rows = [
        HistoryRow(row, days_of(span_of(row), on), ahead=row.during.lower > on)
        for row in found.order_by("-during", "-id")
    ]
    own = [row for row in rows if row.state.unit_id == unit.pk]
    return History(
        on=on,
        now=operating_on(unit, on),
        modes=days_by_name(_spans(own, "mode"), on),
        regimes=days_by_name(_spans(own, "regime"), on),
        rows=own,
        parts=[row for row in rows if row.state.unit_id != unit.pk],
    )


def _spans(rows: Iterable[HistoryRow], aspect: str) -> list[Span]:
    return [span_of(row.state) for row in rows if row.state.aspect == aspect]
