"""Pledges: what one person signed to do. Taking part is voluntary; nobody signs for another."""

from django.db import models

from thidua.movements.models.movement import Movement
from thidua.org.models import Person, Unit


class Pledge(models.Model):
    """One person's signed pledge in one movement, with the lines as they read on that day."""

    personal_data = ("person", "target")

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="pledges")
    person = models.ForeignKey(Person, models.PROTECT, related_name="pledges")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    lines = models.JSONField()
    target = models.TextField(blank=True)  # what the person adds of their own
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "person"], name="pledge_once_in_a_movement"),
            models.CheckConstraint(name="pledge_promises_something", condition=~models.Q(lines=[])),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.movement}"
