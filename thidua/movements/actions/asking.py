"""Reports are asked for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.movements.models import Movement
from thidua.movements.queries.asking import owing
from thidua.movements.rules.duties import blockers_to_ask_reports
from thidua.org.models import Position, User
from thidua.org.queries.people import users_holding
from thidua.reporting.actions.forms import define_indicator, make_form, open_window
from thidua.reporting.models import FormVersion, Indicator, Window


@dataclass(frozen=True)
class NewIndicator:
    """An indicator that is asked for the first time."""

    code: str
    name: str
    unit_of_measure: str
    kind: str = Indicator.Kind.NUMBER
    base: str = ""


@transaction.atomic
def ask_for(
    movement: Movement,
    indicators: Sequence[Indicator],
    new: Sequence[NewIndicator],
    label: str,
    *,
    by: User,
    at: dt.datetime,
    **days: dt.date,
) -> Window:
    """Ask every unit that owes a report for these indicators, some of them new; `days` as in `ask_reports`.

    Refuses while the movement does not run, when nobody owes a report, and when nothing is asked.
    """
    movement = Movement.objects.select_for_update(of=("self",)).select_related("owner").get(pk=movement.pk)
    running = movement.state == Movement.State.RUNNING
    asked = len(indicators) + len(new)
    refuse_if(blockers_to_ask_reports(running=running, owing=owing(movement).count(), indicators=asked))
    made = [
        define_indicator(row.code, row.name, row.unit_of_measure, kind=row.kind, base=row.base, by=by, at=at)
        for row in new
    ]
    version = make_form(movement.owner, label, [*indicators, *made], by=by, at=at)
    return ask_reports(movement, version, label, by=by, at=at, **days)


@transaction.atomic
def ask_reports(
    movement: Movement,
    version: FormVersion,
    label: str,
    *,
    first: dt.date,
    last: dt.date,
    due: dt.date,
    closes: dt.date,
    by: User,
    at: dt.datetime,
) -> Window:
    """Open a reporting window for every team that owes this movement a report, and tell their leaders."""
    units = owing(movement)
    window = open_window(
        movement.owner,
        version,
        label,
        units,
        first=first,
        last=last,
        opens=day_of(at),
        due=due,
        closes=closes,
        by=by,
        at=at,
        about=movement,
    )
    event = record(
        "reports.asked", f"Mở đợt báo cáo {label}.", by=by, about=movement, unit=movement.owner, at=at
    )
    leaders = users_holding(units, [Position.LEADER], on=day_of(at))
    notify(event, leaders, f"Cần báo cáo: {label}, hạn {due:%d/%m/%Y}", href="/bao-cao/")
    return window
