"""What the units of a movement left behind of their work, read for signs in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from thidua.activity.models import Event
from thidua.core.dates import day_of
from thidua.documents.queries.evidence import lacking_evidence
from thidua.movements.models import Assignment, Duty, Launch, Movement, Occasion, Task
from thidua.movements.rules.signals import (
    SILENT_AFTER,
    Entry,
    RoundOf,
    Sign,
    all_full,
    backfilled,
    bunched,
    irregular,
    silent,
    unproved,
)
from thidua.reporting.models import Report

_PROVED_OTHERWISE = (Duty.What.PLEDGE, Duty.What.REPORT)  # by a signature, by figures: promised and told


@dataclass
class Trace:
    """What one unit left: activities, papers handed in, things done and those of them without proof, reports."""

    activities: list[Entry] = field(default_factory=list)
    handed_in: list[Entry] = field(default_factory=list)
    done: int = 0
    lacking: list[str] = field(default_factory=list)
    reports: list[tuple[str, int, list[tuple[int, int]], bool]] = field(default_factory=list)


def signs_in(movement: Movement, *, today: dt.date) -> dict[int, list[Sign]]:
    """The signs of every unit of a movement, by the unit's key."""
    rounds = [
        RoundOf(row.pk, row.label, row.during.lower, row.last_day)
        for row in movement.rounds.all()
        if row.during.lower and row.last_day
    ]
    traces = _traces(movement)
    found = {unit: list(_signs(trace, rounds, today)) for unit, trace in traces.items()}
    running = movement.state == Movement.State.RUNNING
    active = any(trace.activities or trace.done for trace in traces.values())
    sign = silent(movement.plan.day if running else None, active=active, today=today)
    if sign is not None:
        found.setdefault(movement.owner_id, []).append(sign)
    return {unit: signs for unit, signs in found.items() if signs}


def _signs(trace: Trace, rounds: list[RoundOf], today: dt.date) -> Iterator[Sign]:
    seen = [unproved(trace.done, trace.lacking), backfilled([*trace.activities, *trace.handed_in])]
    seen += [all_full(name, key, ratios, proved=proved) for name, key, ratios, proved in trace.reports]
    for held in rounds:
        seen += [
            bunched(trace.activities, held, today=today),
            irregular(trace.activities, held, today=today),
        ]
    yield from (sign for sign in seen if sign is not None)


def _traces(movement: Movement) -> dict[int, Trace]:
    traces: dict[int, Trace] = defaultdict(Trace)
    _tasks(movement, traces)
    _launches(movement, traces[movement.owner_id])
    rows = Occasion.objects.filter(activity__movement=movement, state=Occasion.State.HELD)
    for row in rows.select_related("activity").order_by("day"):
        entry = Entry(row.activity.name, row.day, day_of(row.said_at))
        traces[row.unit_id].activities.append(entry)
    _assignments(movement, traces)
    _reports(movement, traces)
    return traces


def _tasks(movement: Movement, traces: dict[int, Trace]) -> None:
    """Tasks that are done, on the day somebody said so.

    Those that a scenario opened are work of the unit whose scenario it is, all others of the owner.
    """
    rows = movement.tasks.filter(state=Task.State.DONE)
    done = list(rows.annotate(scenario_of=F("activation__activation__scenario__unit")))
    lacking = set(lacking_evidence("movements.task", [task.pk for task in done]))
    for task in done:
        trace = traces[task.scenario_of or movement.owner_id]
        trace.done += 1
        day = day_of(task.done_at) if task.done_at else None
        if day is not None:
            trace.activities.append(Entry(f"Nhiệm vụ {task.order}", day, day))
        if task.pk in lacking:
            trace.lacking.append(f"Nhiệm vụ {task.order}: {task.action}")


def _launches(movement: Movement, trace: Trace) -> None:
    for launch in movement.launches.filter(form=Launch.Form.CEREMONY):
        trace.activities.append(Entry("Lễ phát động", launch.day, day_of(launch.recorded_at)))


def _assignments(movement: Movement, traces: dict[int, Trace]) -> None:
    """Work of units in the movement: when it was handed in, and what is done without a paper or any proof."""
    rows = Assignment.objects.filter(duty__movement=movement, person=None, merged_into=None)
    given = list(rows.exclude(state=Assignment.State.OPEN).select_related("duty"))
    kept = Event.objects.filter(
        verb="assignment.handed_in", about_kind="movements.assignment", about_id__in=rows.values("pk")
    )
    written = dict(kept.order_by("id").values_list("about_id", "happened_at"))
    bare = [row for row in given if _is_bare(row)]
    lacking = set(lacking_evidence("movements.assignment", [row.pk for row in bare]))
    for row in given:
        trace, name = traces[row.unit_id], row.duty.get_what_display()
        if row.handed_in_on and row.pk in written:
            trace.handed_in.append(Entry(name, row.handed_in_on, day_of(written[row.pk])))
        trace.done += row.state == Assignment.State.DONE and row.duty.what not in _PROVED_OTHERWISE
        if row.pk in lacking:
            trace.lacking.append(name[:1].upper() + name[1:])


def _is_bare(row: Assignment) -> bool:
    done = row.state == Assignment.State.DONE and row.answered_by_id is None
    return done and row.duty.what not in _PROVED_OTHERWISE


def _reports(movement: Movement, traces: dict[int, Trace]) -> None:
    """Reports that were sent in the windows of the movement, each with its ratios."""
    about = {
        "expected__window__about_kind": movement._meta.label_lower,
        "expected__window__about_id": movement.pk,
    }
    sent = Report.objects.filter(state__in=[Report.State.SUBMITTED, Report.State.ACCEPTED], **about)
    rows = list(sent.select_related("expected__window__form_version"))
    lacking = set(lacking_evidence("reporting.report", [row.pk for row in rows]))
    for row in rows:
        window = row.expected.window
        ratios = _ratios(window.form_version.slots, row.values)
        said = (str(window), row.pk, ratios, row.pk not in lacking)
        traces[row.expected.unit_id].reports.append(said)


def _ratios(slots: list[str], values: list[int | None]) -> list[tuple[int, int]]:
    """(part, whole) of every ratio that was answered with figures."""
    said = dict(zip(slots, values, strict=True))
    parts = [code.removesuffix(".part") for code in slots if code.endswith(".part")]
    pairs = ((said[f"{code}.part"], said[f"{code}.whole"]) for code in parts)
    return [(part, whole) for part, whole in pairs if part is not None and whole is not None]


def silent_plans(movement: Movement, *, on: dt.date) -> "QuerySet[Assignment]":
    """Own plans handed in to a movement more than thirty days ago, whose units have written down no activity (EK-29).

    An activity is a day held, a task or given work done, or a ceremony, in this movement or in the one that the
    unit's plan launched; a signed pledge and a report are none.
    """
    before = on - dt.timedelta(days=SILENT_AFTER)
    plan = OuterRef("answered_by")
    here = Q(unit=OuterRef("unit"), activity__movement=movement)
    held = Occasion.objects.filter(here | Q(activity__movement__plan=plan), state=Occasion.State.HELD)
    done = Task.objects.filter(movement__plan=plan, state=Task.State.DONE)
    given = Assignment.objects.filter(duty__movement__plan=plan, state=Assignment.State.DONE)
    given = given.exclude(duty__what__in=_PROVED_OTHERWISE)
    ceremony = Launch.objects.filter(movement__plan=plan, form=Launch.Form.CEREMONY)
    owed = {"duty__movement": movement, "duty__what": Duty.What.OWN_PLAN, "person": None, "merged_into": None}
    rows = Assignment.objects.filter(handed_in_on__lt=before, **owed)
    rows = rows.filter(state__in=[Assignment.State.HANDED_IN, Assignment.State.DONE])
    return rows.filter(~Exists(held), ~Exists(done), ~Exists(given), ~Exists(ceremony))
