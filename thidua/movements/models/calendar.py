"""The calendar of a movement: its rounds, and the days it remembers."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from thidua.documents.models import Node
from thidua.movements.models.movement import Movement
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
