"""Totals are derived: they may be dropped and rebuilt from the accepted reports, and fsck compares."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from thidua.org.models import Unit
from thidua.reporting.models.report import Window


class Total(models.Model):
    """One unit's sums over a window: everything accepted in it or beneath it, slot by slot.

    A slot's sum is null when no accepted report gave a number there: nothing is not nought.
    """

    personal_data = ()

    window = models.ForeignKey(Window, models.PROTECT, related_name="totals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sums = ArrayField(models.BigIntegerField(null=True))
    numbers = ArrayField(models.IntegerField())  # how many reports gave a number in each slot
    accepted = models.IntegerField()
    expected = models.IntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["window", "unit"], name="total_once_in_a_window")]

    def __str__(self) -> str:
        return f"{self.unit}, {self.window}: {self.accepted} trên {self.expected}"


class Mark(models.Model):
    """A note that a unit's totals in a window are stale. Appended, never updated: no change is lost."""

    personal_data = ()

    window_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.window_id}, {self.unit_id}"
