"""How units work from day to day: on site, online, locked down; by whose decision, and why."""

import datetime as dt
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from thidua.org.models import Unit, User
from thidua.org.models.periods import DatedQuerySet, as_range, not_empty


def _one_at_a_time(name: str, aspect: str) -> ExclusionConstraint:
    expressions: list[Any] = [
        (as_range("unit_id"), RangeOperators.OVERLAPS),
        ("during", RangeOperators.OVERLAPS),
    ]
    return ExclusionConstraint(name=name, expressions=expressions, condition=Q(aspect=aspect))


class OperatingState(models.Model):
    """One state in which a unit, or one class of it, worked for a time, and the decision it rests on.

    A unit has one mode (on site, online, …) and one regime (distancing, lockdown) at a time. Name and `on_site`
    are kept as the list had them on the day of recording, so that a later change of the list rewrites no past. A row
    whose first day has not come is a plan, and may still be withdrawn.
    """

    personal_data = ()

    class Aspect(models.TextChoices):
        MODE = "mode", "cách hoạt động"
        REGIME = "regime", "chế độ phòng, chống dịch"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="operating_states")
    aspect = models.CharField(max_length=6, choices=Aspect)
    state = models.CharField(max_length=30)  # its code in the list of operating states
    name = models.CharField(max_length=100)
    on_site = models.BooleanField()  # whether people may gather at the place
    during = DateRangeField()
    body = models.CharField(max_length=300)  # who decided, as written
    number = models.CharField(max_length=100, blank=True)  # of the decision; empty in an emergency
    day = models.DateField(null=True)
    reason = models.TextField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            not_empty("operating_state_lasts_a_day"),
            _one_at_a_time("operating_mode_one_at_a_time_in_a_unit", "mode"),
            _one_at_a_time("operating_regime_one_at_a_time_in_a_unit", "regime"),
            models.CheckConstraint(
                name="operating_state_says_what_who_and_why",
                condition=~Q(state="") & ~Q(name="") & ~Q(body="") & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="operating_state_decision_has_number_and_day",
                condition=Q(number="", day=None) | (~Q(number="") & Q(day__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.name} từ {self.during.lower:%d/%m/%Y}"

    @property
    def last(self) -> dt.date | None:
        """The last day as people write it; None while it goes on."""
        return self.during.upper - dt.timedelta(days=1) if self.during.upper else None

    @property
    def basis(self) -> str:
        """The decision in words; an emergency has none yet."""
        if not self.number or self.day is None:
            return f"{self.body}, chưa có quyết định"
        return f"{self.number} ngày {self.day:%d/%m/%Y} của {self.body}"
