"""The log of what units do together with others: the union, the commune, the health sector, families."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.documents.models import Paper
from thidua.movements.models.content import Content
from thidua.movements.models.launch import Partner
from thidua.movements.models.movement import Movement
from thidua.movements.models.task import Task
from thidua.org.models import Unit, User


class Coordination(models.Model):
    """One thing that a unit did on a day together with a partner it names, and whether the partner confirmed it."""

    personal_data = ("confirmed_name",)

    class How(models.TextChoices):
        """How the partner confirmed."""

        PERSON = "person", "người đại diện xác nhận"
        PAPER = "paper", "bằng văn bản"
        PHOTO = "photo", "bằng ảnh, tệp kèm theo"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="coordinations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="coordinations")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Partner.Kind)
    partner = models.CharField(max_length=300)  # the body or people, as named
    partner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    what = models.TextField()
    result = models.TextField(blank=True)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="coordinations")
    content = models.ForeignKey(Content, models.PROTECT, null=True, related_name="coordinations")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    confirmed_how = models.CharField(max_length=6, choices=How, blank=True)
    confirmed_name = models.CharField(max_length=200, blank=True)  # who spoke for the partner
    confirmed_paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # who entered it
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["unit", "day"], name="coordination_of_unit")]
        constraints = [
            models.CheckConstraint(name="coordination_names_its_partner", condition=~Q(partner="")),
            models.CheckConstraint(name="coordination_says_what_was_done", condition=~Q(what="")),
            models.CheckConstraint(
                name="coordination_confirmed_says_how_who_and_when",
                condition=Q(
                    confirmed_how="",
                    confirmed_name="",
                    confirmed_paper=None,
                    confirmed_on=None,
                    confirmed_by=None,
                    confirmed_at=None,
                )
                | (
                    Q(confirmed_on__isnull=False, confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & (
                        (Q(confirmed_how="person", confirmed_paper=None) & ~Q(confirmed_name=""))
                        | Q(confirmed_how="paper", confirmed_paper__isnull=False)
                        | Q(confirmed_how="photo", confirmed_paper=None)
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what[:80]}, cùng {self.partner}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("coordination_entry", args=[self.pk])
