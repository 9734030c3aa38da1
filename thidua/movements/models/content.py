"""Contents of a movement and how each answers the plan above; every row keeps the line of the plan it stands on."""

from django.db import models
from django.db.models import Q

from thidua.documents.models import Node
from thidua.movements.models.movement import Movement


class Content(models.Model):
    """One content of a movement and how it answers a content of the plan above (EK-09); a dropped one is kept too."""

    personal_data = ()

    class Answer(models.TextChoices):
        NOT_COMPARED = "", "chưa đối chiếu"
        TAKEN = "taken", "giữ như cấp trên"
        ADAPTED = "adapted", "cụ thể hóa"
        ADDED = "added", "thêm so với cấp trên"
        DROPPED = "dropped", "không đưa vào"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="contents")
    order = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=30, blank=True)  # II.2.a as the text numbers it
    text = models.TextField()
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField(null=True)
    above = models.ForeignKey(Node, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    note = models.TextField(blank=True)  # the local adaptation, or why it was added or dropped
    mandatory = models.BooleanField(default=False)  # no unit beneath may leave it out

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "order"], name="content_order_once_in_a_movement"),
            models.CheckConstraint(
                name="content_taken_from_above_names_its_source",
                condition=~Q(answer__in=["taken", "adapted", "dropped"]) | Q(above__isnull=False),
            ),
            models.CheckConstraint(
                name="content_that_differs_says_why",
                condition=~Q(answer__in=["adapted", "added", "dropped"]) | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.text[:80]}".strip()
