"""How an own paper came to its words: its skeleton, and what it leaves out of the plan it carries out."""

from django.db import models
from django.db.models import Q

from thidua.documents.models.paper import Node, Paper
from thidua.org.models import User


class Composition(models.Model):
    """The skeleton one own paper was composed from; the plan it carries out is `Paper.parent`."""

    personal_data = ()

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="composition")
    skeleton = models.CharField(max_length=40)  # the name of a file in skeletons/

    class Meta:
        constraints = [
            models.CheckConstraint(name="composition_names_its_skeleton", condition=~Q(skeleton="")),
        ]

    def __str__(self) -> str:
        return f"{self.paper}: {self.skeleton}"


class Omission(models.Model):
    """One content of the parent plan that this paper leaves out, and why (matrix EK-09)."""

    personal_data = ()

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="omissions")
    node = models.ForeignKey(Node, models.PROTECT, related_name="omitted_in")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "node"], name="omission_once_for_a_content"),
            models.CheckConstraint(name="omission_gives_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.node}: {self.reason}"
