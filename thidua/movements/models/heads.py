"""What a plan lays on the head of a unit, sentence by sentence; who the head was, the posts say on any day."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.documents.models import Node, Paper
from thidua.movements.models.content import Content
from thidua.movements.models.movement import Movement
from thidua.org.models import User


class HeadDuty(models.Model):
    """One sentence of the plan, or of the plan above, that a named person counts among the duties of the head (LT-66).

    It belongs to the post, not to a person: whoever heads the unit on a day answers for it on that day. Where the
    sentence is a content of the movement, the proof of that content is its proof too (EK-84).
    """

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="head_duties")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")  # the plan that says so
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    place = models.CharField(max_length=20, blank=True)  # II.1 as the text numbers it
    line = models.PositiveIntegerField(null=True)
    text = models.TextField()
    content = models.ForeignKey(Content, models.PROTECT, null=True, related_name="head_duties")
    settled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "node"], name="head_duty_once_for_a_sentence"),
            models.CheckConstraint(name="head_duty_rests_on_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.text[:80]}".strip()

    def get_absolute_url(self) -> str:
        """Its place on the card of the head."""
        return f"{reverse('heads', args=[self.movement_id])}#viec-{self.pk}"
