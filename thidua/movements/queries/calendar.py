"""The calendar of a movement: rounds, commemorations by the year, activities, and what a unit said of their days."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.core.dates import holiday_on
from thidua.core.errors import Blocker
from thidua.movements.drafting import days_between
from thidua.movements.models import Commemoration, Movement, Occasion, PlannedActivity, Round
from thidua.movements.month_grid import Month, months_of
from thidua.movements.rules.anniversaries import falls_on, mismatch, years_since
from thidua.movements.rules.calendar import ONLINE_INSTEAD, gathers
from thidua.movements.rules.recurring import HELD, MISSED, OPEN, STRUCK, Slot, slots_of, spoken_for
from thidua.movements.rules.rounds import praise_due, round_holding
from thidua.org.access import Ability, Access
from thidua.org.models import Unit
from thidua.org.queries.tree import subtree_of
from thidua.reporting.queries.operating import against_gathering

Span = tuple[str, dt.date, dt.date]


def round_on(movement: Movement, day: dt.date) -> Round | None:
    """The round in which a day lies; None in a gap or outside, where a person chooses (E.31), nothing else does."""
    return movement.rounds.filter(during__contains=day).first()


def against_holding(unit: Unit, name: str, days: Iterable[dt.date]) -> list[Blocker]:
    """Why a unit cannot hold an activity on these days: a state of it keeps people from gathering (EK-53, EK-95)."""
    if not gathers(name):
        return []
    found = [blocker for day in sorted(set(days)) for blocker in against_gathering(unit, day)]
    return [*found, ONLINE_INSTEAD] if found else []


def slots_in(activity: PlannedActivity, unit: Unit, rounds: Sequence[Span], *, today: dt.date) -> list[Slot]:
    """The days of an activity in one unit, each with what the unit said of it."""
    rows = Occasion.objects.filter(activity=activity, unit=unit)
    said = {row.day: (str(row.state), row.reason) for row in rows}
    return _slots(activity, rounds, said, today)


def _slots(
    activity: PlannedActivity, rounds: Sequence[Span], said: dict[dt.date, tuple[str, str]], today: dt.date
) -> list[Slot]:
    if activity.weekday is not None:
        planned = slots_of(activity.weekday, rounds, holiday_on)
    else:
        day = activity.day
        assert day is not None
        planned = [Slot(day, round_words(activity, rounds), holiday_on(day))]
    return spoken_for(planned, said, today=today)


def round_words(activity: PlannedActivity, rounds: Sequence[Span]) -> str:
    """The round of a single day: the one it lies in, else the one a person chose, else "ngoài đợt"."""
    held = round_holding(activity.day, rounds) if activity.day else None
    return held or (str(activity.round) if activity.round else "ngoài đợt")


@dataclass(frozen=True)
class Remembered:
    """A commemoration in the year of the movement."""

    row: Commemoration
    day: dt.date | None  # None: the whole year
    years: int | None
    warning: str
    activities: list[str]


@dataclass(frozen=True)
class RoundPart:
    """One round with what lies in it, in the order of days."""

    round: Round
    first: dt.date
    last: dt.date
    days: int
    praise_due: dt.date
    remembered: list[Remembered]
    slots: list[tuple[PlannedActivity, int]]


@dataclass(frozen=True)
class ActivityRow:
    """One activity in one unit: its days and their figures."""

    activity: PlannedActivity
    slots: list[Slot]

    def count(self, state: str) -> int:
        """How many of its days are in this state."""
        return sum(slot.state == state for slot in self.slots)

    @property
    def proposed(self) -> list[Slot]:
        """The days on official holidays that the unit has not spoken of."""
        return [slot for slot in self.slots if slot.proposed]

    @property
    def by_round(self) -> list[tuple[str, list[Slot]]]:
        """Its days under the label of their round."""
        found: dict[str, list[Slot]] = {}
        for slot in self.slots:
            found.setdefault(slot.round_label, []).append(slot)
        return list(found.items())


@dataclass(frozen=True)
class Calendar:
    """The calendar of one movement as one unit lives it."""

    movement: Movement
    unit: Unit
    rounds: list[RoundPart]
    between: list[Span]
    year_wide: list[Remembered]
    outside: list[Remembered]  # their day lies in no round
    activities: list[ActivityRow]
    months: list[Month]
    may_decide: bool  # plan activities of the movement
    may_speak: bool  # strike out and confirm the unit's own days

    @property
    def days(self) -> int:
        """On how many different days something is remembered; two names on one day are one day (NH-92)."""
        held = [each.day for part in self.rounds for each in part.remembered]
        return len({day for day in [*held, *(each.day for each in self.outside)] if day})

    @property
    def remembered(self) -> int:
        """How many commemorations there are."""
        return sum(len(part.remembered) for part in self.rounds) + len(self.outside) + len(self.year_wide)


def calendar_of(movement: Movement, unit: Unit, access: Access) -> Calendar:
    """Gather the calendar in a fixed number of queries."""
    rows = [row for row in movement.rounds.order_by("during") if row.during.upper]
    spans = [(row.label, row.during.lower, row.during.upper - dt.timedelta(days=1)) for row in rows]
    activities = _activities(movement, unit, spans, access.day)
    remembered = _remembered(movement, spans, activities)
    return Calendar(
        movement=movement,
        unit=unit,
        rounds=[_part(row, span, remembered, activities) for row, span in zip(rows, spans, strict=True)],
        between=days_between(spans),
        year_wide=[each for each in remembered if each.day is None],
        outside=[each for each in remembered if each.day and round_holding(each.day, spans) is None],
        activities=activities,
        months=months_of(spans, _marks(remembered, activities)),
        may_decide=access.may(Ability.MOVEMENT_DECIDE, movement.owner),
        may_speak=access.may(Ability.MOVEMENT_DECIDE, unit),
    )


def _activities(movement: Movement, unit: Unit, spans: Sequence[Span], today: dt.date) -> list[ActivityRow]:
    rows = list(movement.activities.select_related("round", "commemoration", "programme"))
    said: dict[int, dict[dt.date, tuple[str, str]]] = {}
    for row in Occasion.objects.filter(activity__in=rows, unit=unit):
        said.setdefault(row.activity_id, {})[row.day] = (str(row.state), row.reason)
    return [ActivityRow(row, _slots(row, spans, said.get(row.pk, {}), today)) for row in rows]


def _remembered(
    movement: Movement, spans: Sequence[Span], activities: Sequence[ActivityRow]
) -> list[Remembered]:
    window = _window(movement, spans)
    tied: dict[int | None, list[str]] = {}
    for each in activities:
        tied.setdefault(each.activity.commemoration_id, []).append(each.activity.name)
    found = [
        _in_year(row, day, tied.get(row.pk, []))
        for row in movement.commemorations.all()
        for day in _days(row, window)
    ]
    return sorted(found, key=lambda each: (each.day is None, each.day or dt.date.max, each.row.order))


def _days(row: Commemoration, window: tuple[dt.date, dt.date] | None) -> Sequence[dt.date | None]:
    if row.day is None or row.month is None or window is None:
        return [None]
    return falls_on(row.day, row.month, *window) or [None]


def _window(movement: Movement, spans: Sequence[Span]) -> tuple[dt.date, dt.date] | None:
    """From the first day of the first round to the last of the last; without rounds, the movement's own time."""
    if spans:
        return spans[0][1], max(last for _, _, last in spans)
    last = movement.last_day
    return (movement.during.lower, last) if movement.during and movement.during.lower and last else None


def _in_year(row: Commemoration, day: dt.date | None, tied: list[str]) -> Remembered:
    year = day.year if day else row.until
    years = years_since(row.since, year) if year else None
    return Remembered(row, day, years, mismatch(row.name, row.count, years), tied)


def _part(
    row: Round, span: Span, remembered: Iterable[Remembered], activities: Iterable[ActivityRow]
) -> RoundPart:
    label, first, last = span
    counts = [(each.activity, sum(slot.round_label == label for slot in each.slots)) for each in activities]
    return RoundPart(
        round=row,
        first=first,
        last=last,
        days=(last - first).days + 1,
        praise_due=praise_due(last),
        remembered=[each for each in remembered if each.day and first <= each.day <= last],
        slots=[(activity, count) for activity, count in counts if count],
    )


_SAID = {OPEN: "", HELD: "đã làm", STRUCK: "không tổ chức", MISSED: "chưa ghi là đã làm"}


def _marks(
    remembered: Iterable[Remembered], activities: Iterable[ActivityRow]
) -> dict[dt.date, tuple[str, str]]:
    """What the picture shows on each day; a commemoration stands before an activity."""
    found: dict[dt.date, tuple[str, str]] = {}
    for each in activities:
        for slot in each.slots:
            words = f"{each.activity.name} {_SAID[slot.state]}".strip()
            found[slot.day] = (slot.state, _joined(found.get(slot.day), words))
    for kept in remembered:
        if kept.day:
            found[kept.day] = ("star", _joined(found.get(kept.day), kept.row.name))
    return found


def _joined(before: tuple[str, str] | None, words: str) -> str:
    return f"{before[1]}, {words}" if before else words


def entries_of(calendar: Calendar) -> list[tuple[str, dt.date, dt.date, str]]:
    """Everything with a day, as a calendar program takes it: rounds, commemorations, the days of activities."""
    name = f"phong-trao-{calendar.movement.pk}"
    rounds = [
        (f"{name}-dot-{part.round.pk}", part.first, part.last, str(part.round)) for part in calendar.rounds
    ]
    kept = [*(each for part in calendar.rounds for each in part.remembered), *calendar.outside]
    days = [
        (f"{name}-ky-niem-{each.row.pk}", each.day, each.day, words_of(each)) for each in kept if each.day
    ]
    slots = [
        (f"{name}-{row.activity.pk}-{slot.day}", slot.day, slot.day, row.activity.name)
        for row in calendar.activities
        for slot in row.slots
        if slot.state != STRUCK
    ]
    return [*rounds, *days, *slots]


def words_of(each: Remembered) -> str:
    """ "Ngày Nhà giáo Việt Nam, 39 năm"."""
    name = f"{each.row.name[0].upper()}{each.row.name[1:]}"
    return f"{name}, {each.years} năm" if each.years else name


def units_to_speak_for(movement: Movement, access: Access) -> list[Unit]:
    """The units of the movement in whose name this person strikes out and confirms days: its owner's first."""
    below = subtree_of(movement.owner, on=access.day)
    led = access.units(Ability.MOVEMENT_DECIDE).filter(pk__in=below.values("pk")).order_by("sort_key")[:20]
    return sorted(led, key=lambda unit: unit.pk != movement.owner_id)
