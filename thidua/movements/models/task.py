"""Tasks with named owners."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.documents.models import Node
from thidua.movements.models.duty import Duty
from thidua.movements.models.movement import Movement
from thidua.org.models import User


class Task(models.Model):
    """One act with a named owner, taken from a sentence of the plan or set by the unit."""

    personal_data = ()

    class State(models.TextChoices):
        OPEN = "open", "chưa xong"
        DONE = "done", "đã xong"

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField()
    action = models.TextField()
    responsible = ArrayField(models.CharField(max_length=200))  # as written; the first is the owner
    stated = models.BooleanField()  # False: "suy ra", from the nearest heading
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="tasks")
    line = models.PositiveIntegerField(null=True)
    due = models.DateField(null=True)
    due_origin = models.CharField(max_length=8, choices=Duty.Origin, blank=True)
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "order"], name="task_order_once_in_a_movement"),
            models.CheckConstraint(
                name="task_done_says_who_and_when",
                condition=Q(state="open", done_at=None, done_by=None)
                | Q(state="done", done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.action

    def get_absolute_url(self) -> str:
        """Its place on the movement's page."""
        return f"{reverse('movement', args=[self.movement_id])}#nhiem-vu-{self.order}"
