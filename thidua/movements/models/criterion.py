"""Criteria of a movement, as the plan words them."""

from django.db import models
from django.db.models import Q

from thidua.documents.models import Node
from thidua.movements.models.movement import Movement


class Criterion(models.Model):
    """One criterion of a movement, with its marker as the plan writes it: letters are never renumbered (EK-100)."""

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    marker = models.CharField(max_length=12, blank=True)
    text = models.TextField()
    subject = models.CharField(max_length=300, blank=True)  # whom it measures, as written; empty: not stated
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "order"], name="criterion_order_once_in_a_movement"),
            models.CheckConstraint(name="criterion_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.marker} {self.text[:80]}".strip()
