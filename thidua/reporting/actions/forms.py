"""What is asked, and when: indicators, forms and windows."""

import datetime as dt
from typing import Any

from django.db import models, transaction

from thidua.activity.trail import Actor, record
from thidua.core.dates import days_inclusive
from thidua.core.errors import refuse_if
from thidua.org.models import Unit, User
from thidua.org.queries.tree import with_names
from thidua.reporting import rules
from thidua.reporting.models import Expected, Form, FormVersion, Indicator, Report, Window


@transaction.atomic
def define_indicator(
    code: str,
    name: str,
    unit_of_measure: str,
    *,
    by: Actor | None,
    at: dt.datetime,
    kind: str = "number",
    base: str = "",
    minutes: int = 5,
) -> Indicator:
    """Define an indicator once; asked for again under the same code, it is the same one."""
    indicator, new = Indicator.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "unit_of_measure": unit_of_measure,
            "kind": kind,
            "base": base,
            "minutes": minutes,
        },
    )
    if new:
        record("indicator.defined", f"Đặt chỉ tiêu {name}.", by=by, about=indicator, at=at)
    return indicator


@transaction.atomic
def make_form(
    owner: Unit, name: str, indicators: list[Indicator], *, by: Actor | None, at: dt.datetime
) -> FormVersion:
    """Make a form of these indicators; its slots are fixed from now on."""
    form = Form.objects.create(owner=owner, name=name)
    slots = [slot for indicator in indicators for slot in slots_of(indicator)]
    version = FormVersion.objects.create(
        form=form, number=1, indicators=[indicator.code for indicator in indicators], slots=slots
    )
    record("form.made", f"Lập mẫu báo cáo {name}.", by=by, about=form, unit=owner, at=at)
    return version


def slots_of(indicator: Indicator) -> list[str]:
    """The places an indicator takes in a report's arrays."""
    if indicator.kind == Indicator.Kind.RATIO:
        return [f"{indicator.code}.part", f"{indicator.code}.whole"]
    return [indicator.code]


@transaction.atomic
def open_window(
    owner: Unit,
    version: FormVersion,
    label: str,
    units: "models.QuerySet[Unit]",
    *,
    first: dt.date,
    last: dt.date,
    opens: dt.date,
    due: dt.date,
    closes: dt.date,
    by: User,
    at: dt.datetime,
    about: models.Model | None = None,
) -> Window:
    """Open a time of reporting: who is expected is frozen now, each with an empty report."""
    named: list[Any] = list(with_names(units, on=opens))  # each carries the name of the day
    refuse_if(rules.blockers_to_open_window(len(named), opens=opens, due=due, closes=closes))
    window = Window.objects.create(
        owner=owner,
        form_version=version,
        label=label,
        covers=days_inclusive(first, last),
        opens_on=opens,
        due_on=due,
        closes_on=closes,
        about_kind=about._meta.label_lower if about else "",
        about_id=about.pk if about else None,
    )
    expected = Expected.objects.bulk_create(
        Expected(window=window, unit=unit, unit_name=unit.name_then) for unit in named
    )
    width = len(version.slots)
    Report.objects.bulk_create(
        [
            Report(expected=row, values=[None] * width, states=[0] * width, versions=[0] * width)
            for row in expected
        ]
    )
    record(
        "window.opened",
        f"Mở đợt báo cáo {label}: {len(expected)} đơn vị.",
        by=by,
        about=window,
        unit=owner,
        at=at,
    )
    return window
