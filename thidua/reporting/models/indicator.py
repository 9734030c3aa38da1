"""Indicators, asked once and reused, and the forms that ask them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from thidua.org.models import Unit


class Indicator(models.Model):
    """One thing that is counted, the same for everyone and for ever; only its wording may change.

    A ratio takes two slots in a report: what was reached, and of how many. `scale` is the number of
    decimals that the whole-number values carry (fixed point): 0 counts things, 2 counts hundredths.
    """

    personal_data = ()

    class Kind(models.TextChoices):
        NUMBER = "number", "số lượng"
        RATIO = "ratio", "tỷ lệ"

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    unit_of_measure = models.CharField(max_length=60)
    kind = models.CharField(max_length=6, choices=Kind)
    base = models.CharField(max_length=200, blank=True)  # of whom: who is in the denominator
    scale = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=5)  # what answering it costs, for the burden figure

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="indicator_ratio_names_its_base", condition=Q(kind="number") | ~Q(base="")
            )
        ]

    def __str__(self) -> str:
        return self.name


class Form(models.Model):
    """A report form of one unit, known by its name; its versions say what is asked."""

    personal_data = ()

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="forms")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class FormVersion(models.Model):
    """What a form asks from one version on. `slots` are fixed: a ratio takes two, `.part` then `.whole`."""

    personal_data = ()

    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    indicators = ArrayField(models.CharField(max_length=40))
    slots = ArrayField(models.CharField(max_length=50))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="form_version_once")]

    def __str__(self) -> str:
        return f"{self.form} ({self.number})"
