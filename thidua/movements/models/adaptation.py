"""How a unit fits its teaching plan and its activity plan to what happens, version by version (NH-27)."""

import datetime as dt

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.documents.models import File
from thidua.movements.models.movement import Movement
from thidua.org.models import Unit, User


class Adaptation(models.Model):
    """One version of a unit's teaching plan or activity plan under a movement: why it changed, when it holds.

    A version is never rewritten; a change is the next one. Of versions that hold on one day the latest is valid.
    """

    personal_data = ()

    class Kind(models.TextChoices):
        TEACHING = "teaching", "kế hoạch dạy học"
        ACTIVITY = "activity", "kế hoạch hoạt động"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="adaptations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="adaptations")
    kind = models.CharField(max_length=8, choices=Kind)
    version = models.PositiveSmallIntegerField()
    during = DateRangeField()  # no end: until the next version
    reason = models.TextField()
    text = models.TextField(blank=True)  # what changes, in words
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["unit", "kind", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "unit", "kind", "version"], name="adaptation_version_once"
            ),
            models.CheckConstraint(name="adaptation_gives_its_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="adaptation_has_words_or_a_file", condition=~Q(text="") | Q(file__isnull=False)
            ),
            models.CheckConstraint(
                name="adaptation_says_from_when",
                condition=Q(during__startswith__isnull=False)
                & (Q(during__endswith=None) | Q(during__endswith__gt=F("during__startswith"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} của {self.unit}, bản {self.version}"

    def get_absolute_url(self) -> str:
        """Its line among the versions of the movement."""
        return f"{reverse('adaptations', args=[self.movement_id])}#ban-{self.pk}"

    @property
    def last_day(self) -> dt.date | None:
        """The last day it was made for; None while that is open."""
        until: dt.date | None = self.during.upper
        return until - dt.timedelta(days=1) if until else None
