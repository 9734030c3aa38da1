"""The calendar of a movement: its rounds, the days it remembers, and what it does again and again."""

import datetime as dt

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from thidua.core.dates import WEEKDAYS
from thidua.documents.models import Node
from thidua.movements.models.movement import Movement
from thidua.movements.models.programme import Programme
from thidua.org.models import Unit, User
from thidua.org.models.periods import DatedQuerySet, not_empty, one_at_a_time


class Commemoration(models.Model):
    """One anniversary named in the plan. Day and month as written; the count is compared with its years, not mended."""

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="commemorations")
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    day = models.PositiveSmallIntegerField(null=True)
    month = models.PositiveSmallIntegerField(null=True)
    since = models.PositiveSmallIntegerField(null=True)
    until = models.PositiveSmallIntegerField(null=True)
    count = models.PositiveSmallIntegerField(null=True)  # "190 năm" as written
    round_no = models.PositiveSmallIntegerField(null=True)  # None: the whole year
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "order"], name="commemoration_order_once_in_a_movement"
            ),
            models.CheckConstraint(name="commemoration_is_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="commemoration_day_comes_with_its_month",
                condition=Q(day=None, month=None) | Q(day__range=(1, 31), month__range=(1, 12)),
            ),
            models.CheckConstraint(
                name="commemoration_years_stand_in_order",
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def counted(self) -> int | None:
        """The years between the two years written; None where the text does not give both."""
        return self.until - self.since if self.since and self.until else None

    @property
    def disagrees(self) -> bool:
        """Whether the count written is not the difference of the years written."""
        return None not in (self.count, self.counted) and self.count != self.counted


class Round(models.Model):
    """One round (đợt) of a movement. Rounds of one movement never share a day."""

    personal_data = ()

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="rounds")
    label = models.CharField(max_length=100)
    during = DateRangeField()
    target = models.TextField(blank=True)
    line = models.PositiveIntegerField(null=True)  # of the plan; None: set by the unit

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            one_at_a_time("round_of_a_movement_shares_no_day", "movement_id"),
            not_empty("round_lasts_a_day"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def last_day(self) -> dt.date | None:
        """The last day that belongs to it, as people write it."""
        until: dt.date | None = self.during.upper
        return until - dt.timedelta(days=1) if until else None


class PlannedActivity(models.Model):
    """Something a movement plans to do: on one weekday all through its rounds, or on a single day.

    A single day that lies in no round carries a person's choice: the round it counts for, or none ("ngoài đợt").
    """

    personal_data = ()

    class Part(models.TextChoices):
        MORNING = "morning", "buổi sáng"
        AFTERNOON = "afternoon", "buổi chiều"
        WHOLE = "", "cả ngày"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="activities")
    name = models.CharField(max_length=300)
    weekday = models.PositiveSmallIntegerField(null=True, choices=list(enumerate(WEEKDAYS)))  # 0 is Monday
    day = models.DateField(null=True)
    part = models.CharField(max_length=9, choices=Part, blank=True)
    round = models.ForeignKey(Round, models.SET_NULL, null=True, related_name="activities")
    outside_rounds = models.BooleanField(default=False)
    commemoration = models.ForeignKey(Commemoration, models.SET_NULL, null=True, related_name="activities")
    programme = models.ForeignKey(Programme, models.SET_NULL, null=True, related_name="activities")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    cost_planned = models.PositiveBigIntegerField(null=True)  # đồng
    cost_real = models.PositiveBigIntegerField(null=True)
    thrift_note = models.TextField(blank=True, default="")
    cost_explanation = models.TextField(blank=True, default="")
    cost_closed_at = models.DateTimeField(null=True)
    cost_closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="activity_cost_closed_says_who_when_and_how_much",
                condition=Q(cost_closed_at=None, cost_closed_by=None)
                | Q(cost_closed_at__isnull=False, cost_closed_by__isnull=False, cost_real__isnull=False),
            ),
            models.CheckConstraint(name="activity_is_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="activity_recurs_or_has_one_day",
                condition=Q(weekday__range=(0, 6), day=None) | Q(weekday=None, day__isnull=False),
            ),
            models.CheckConstraint(
                name="activity_outside_the_rounds_has_no_round",
                condition=Q(outside_rounds=False) | Q(round=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Occasion(models.Model):
    """What one unit said about one day of an activity: held, or struck out and why. A day without a row is open."""

    personal_data = ()

    class State(models.TextChoices):
        HELD = "held", "đã làm"
        STRUCK = "struck", "không tổ chức"

    activity = models.ForeignKey(PlannedActivity, models.PROTECT, related_name="occasions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="occasions")
    day = models.DateField()
    state = models.CharField(max_length=6, choices=State)
    reason = models.CharField(max_length=300, blank=True)
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "unit", "day"], name="occasion_once_a_day_in_a_unit"),
            models.CheckConstraint(
                name="occasion_struck_out_says_why", condition=~Q(state="struck") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}, {self.day:%d/%m/%Y}: {self.get_state_display()}"
