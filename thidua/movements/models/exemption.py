"""When somebody is not to be measured, and who was called away: each recorded once, with its basis."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.org.models import Person, Unit, User
from thidua.org.models.periods import DatedQuerySet, as_range, not_empty


class Exemption(models.Model):
    """A time in which a person, or a unit as a whole, is not measured; recorded once, respected by all scoring.

    Only the class of the cause is kept. Which class, where it tells of health, and the words are read by holders
    of SEE_HEALTH and by the person; everybody else sees "được miễn" and the days.
    """

    personal_data = ("person", "kind", "reason")

    class Kind(models.TextChoices):
        ILLNESS = "illness", "nghỉ ốm đau"
        MATERNITY = "maternity", "nghỉ thai sản"
        EPIDEMIC = "epidemic", "cách ly, điều trị hoặc ngừng hoạt động vì dịch"
        COVERING = "covering", "làm thay đồng nghiệp"
        LONG_LEAVE = "long_leave", "nghỉ dài hạn theo quyết định"

    OF_HEALTH = (Kind.ILLNESS, Kind.MATERNITY, Kind.EPIDEMIC)

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="exemptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # itself, or where the person is counted
    kind = models.CharField(max_length=10, choices=Kind)
    during = DateRangeField()
    basis = models.CharField(max_length=300)  # the paper that it rests on, as written
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            not_empty("exemption_lasts_a_day"),
            models.CheckConstraint(name="exemption_names_its_basis", condition=~Q(basis="")),
            ExclusionConstraint(
                name="exemption_of_a_person_is_recorded_once",
                expressions=[
                    (as_range("person_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(person__isnull=False),
            ),
            ExclusionConstraint(
                name="exemption_of_a_unit_is_recorded_once",
                expressions=[
                    (as_range("unit_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(person=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit} được miễn"

    def get_absolute_url(self) -> str:
        """Its place in the list."""
        return f"{reverse('exemptions')}#mien-{self.pk}"

    @property
    def last(self) -> dt.date | None:
        """The last day as people write it; None while it goes on."""
        return self.during.upper - dt.timedelta(days=1) if self.during.upper else None

    @property
    def openly(self) -> str:
        """The cause as everybody may read it: nothing of anyone's health."""
        return "được miễn" if self.kind in self.OF_HEALTH else str(self.get_kind_display())


class Requisition(models.Model):
    """An order that called one person away, or a place in an epidemic team: it opens criterion d to them (EK-91)."""

    personal_data = ("person",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="requisitions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    body = models.CharField(max_length=300)  # who called
    number = models.CharField(max_length=100, blank=True)
    day = models.DateField(null=True)  # of the order
    team = models.CharField(max_length=200, blank=True)
    during = DateRangeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            not_empty("requisition_lasts_a_day"),
            models.CheckConstraint(
                name="requisition_names_its_order_or_team",
                condition=~Q(body="") & (~Q(number="") | ~Q(team="")),
            ),
            models.UniqueConstraint(
                fields=["person", "body", "number", "team", "during"], name="requisition_is_recorded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.team} của {self.body}"

    @property
    def last(self) -> dt.date | None:
        """The last day as people write it; None while it goes on."""
        return self.during.upper - dt.timedelta(days=1) if self.during.upper else None
