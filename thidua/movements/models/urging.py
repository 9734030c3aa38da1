"""Urging notes: who urged whom, over what, in which words. What was owed is kept as it stood on that day."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.core.dates import day_of
from thidua.documents.models import Paper
from thidua.movements.models.movement import Movement
from thidua.org.models import Unit, User


class Urging(models.Model):
    """One urging note, sent inside the system in the name of a body; later perhaps also drafted as a letter."""

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="urgings")
    body = models.ForeignKey(Unit, models.PROTECT, related_name="urgings_sent")
    sentence = models.TextField()
    people = models.PositiveIntegerField()  # how many were told, each once
    urged_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    urged_at = models.DateTimeField()
    letter = models.ForeignKey(Paper, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="urging_says_something_to_somebody", condition=~Q(sentence="") & Q(people__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} đôn đốc: {self.sentence[:80]}"

    def get_absolute_url(self) -> str:
        """Its place in the log of its movement."""
        return f"{reverse('urging', args=[self.movement_id])}#don-doc-{self.pk}"

    @property
    def urged_on(self) -> dt.date:
        """The day on which it was sent."""
        return day_of(self.urged_at)


class UrgedDebt(models.Model):
    """One thing that was owed when a unit was urged: what, by when, how many days late, how many were told of it."""

    personal_data = ()

    urging = models.ForeignKey(Urging, models.PROTECT, related_name="debts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="urged_debts")
    kind = models.CharField(max_length=10)
    about_id = models.PositiveBigIntegerField()
    what = models.TextField()
    due = models.DateField(null=True)
    days_late = models.PositiveSmallIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["urging", "kind", "about_id", "unit"], name="urged_debt_once_in_a_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.what[:80]}"
