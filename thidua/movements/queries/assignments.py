"""What people and units still owe."""

from typing import Any

from django.db.models import QuerySet

from thidua.movements.models import Assignment, Duty
from thidua.org.access import Ability, Access
from thidua.org.models import User


def open_assignments(user: User) -> "QuerySet[Assignment]":
    """What a person still owes across all movements, the nearest due first (LT-53)."""
    own = Assignment.objects.filter(person_id=user.person_id, state="open", duty__movement__state="running")
    return own.select_related("duty__movement__plan", "unit").order_by("due", "id")


def answerable_by(access: Access) -> "Any":
    """Open assignments of units, other than reports, for which this person speaks today."""
    units = access.units(Ability.REPORT_FILL) | access.units(Ability.MOVEMENT_DECIDE)
    own = Assignment.objects.filter(person=None, unit__in=units, state=Assignment.State.OPEN)
    return own.exclude(duty__what__in=[Duty.What.REPORT, Duty.What.DIRECTIVE])
