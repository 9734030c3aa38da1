"""Who may see, add and check the proof of a report's figures."""

from typing import Any

from django.db.models import QuerySet

from thidua.documents.queries.proving import Provable, can_be_proved
from thidua.org.access import Ability, Access
from thidua.org.models import Unit
from thidua.reporting.models import Report


def _of(ability: Ability, access: Access) -> "QuerySet[Report]":
    return Report.objects.filter(expected__unit__in=access.units(ability))


def _seen(access: Access) -> "QuerySet[Report]":
    return _of(Ability.REPORT_VIEW, access)


def _filled(access: Access) -> "QuerySet[Report]":
    return _of(Ability.REPORT_FILL, access)


def _accepted(access: Access) -> "QuerySet[Report]":
    return _of(Ability.REPORT_ACCEPT, access)


def _unit(report: Any) -> Unit:
    unit: Unit = report.expected.unit
    return unit


can_be_proved(Provable("reporting.report", seen=_seen, proved=_filled, checked=_accepted, unit_of=_unit))
