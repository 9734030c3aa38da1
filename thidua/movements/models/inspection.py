"""Visits: what a division may look into, who visits whom, what was found, and what was asked to be put right."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.movements.models.movement import Movement
from thidua.org.models import Person, Unit, User


class Field(models.TextChoices):
    """The fields of work by which divisions share the inspection of units (HY-59)."""

    PRESCHOOL = "preschool", "giáo dục mầm non"
    PRIMARY = "primary", "giáo dục tiểu học"
    LOWER_SECONDARY = "lower_secondary", "giáo dục trung học cơ sở"
    UPPER_SECONDARY = "upper_secondary", "giáo dục trung học phổ thông"
    CONTINUING = "continuing", "giáo dục thường xuyên"
    EMULATION = "emulation", "thi đua, khen thưởng"
    STAFF = "staff", "tổ chức, cán bộ"
    FINANCE = "finance", "kế hoạch, tài chính"
    PUPILS = "pupils", "chính trị, tư tưởng, học sinh"
    HEALTH = "health", "y tế trường học, phòng, chống dịch"


class Remit(models.Model):
    """The fields of work that a division answers for since a day; the newest one that has begun holds."""

    personal_data = ()

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="remits")
    since = models.DateField()
    fields = ArrayField(models.CharField(max_length=15, choices=Field))
    basis = models.CharField(max_length=300)  # the paper that says so, as written
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "since"], name="remit_once_a_day"),
            models.CheckConstraint(
                name="remit_names_fields_and_basis", condition=~Q(fields=[]) & ~Q(basis="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {', '.join(str(Field(field).label) for field in self.fields)}"


class Inspection(models.Model):
    """One visit of a body, alone or with others, to a unit or to one person in it: planned, then held or called off.

    Its findings are added while it is planned; the record closes the list, and only then does the unit see them.
    """

    personal_data = ("person", "attendees")

    class State(models.TextChoices):
        PLANNED = "planned", "đã lên lịch"
        HELD = "held", "đã kiểm tra"
        CANCELLED = "cancelled", "đã hủy"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="inspections")
    body = models.ForeignKey(Unit, models.PROTECT, related_name="inspections_led")
    joint = models.ManyToManyField(Unit, related_name="inspections_joined")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspections")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="inspections")
    fields = ArrayField(models.CharField(max_length=15, choices=Field), default=list)  # empty: not by field
    purpose = models.TextField(blank=True)
    planned_on = models.DateField()
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    # The record of the visit (biên bản kiểm tra)
    held_on = models.DateField(null=True)
    attendees = models.TextField(blank=True, default="")
    conclusion = models.TextField(blank=True, default="")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)
    cancelled_reason = models.TextField(blank=True, default="")
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="inspection_held_says_when_by_whom_and_what",
                condition=Q(
                    state="held",
                    held_on__isnull=False,
                    recorded_by__isnull=False,
                    recorded_at__isnull=False,
                    conclusion__gt="",
                )
                | (~Q(state="held") & Q(held_on=None, recorded_by=None, recorded_at=None)),
            ),
            models.CheckConstraint(
                name="inspection_cancelled_says_why_and_by_whom",
                condition=Q(
                    state="cancelled",
                    cancelled_by__isnull=False,
                    cancelled_at__isnull=False,
                    cancelled_reason__gt="",
                )
                | (~Q(state="cancelled") & Q(cancelled_by=None, cancelled_at=None)),
            ),
            models.CheckConstraint(
                name="inspection_of_a_body_is_not_by_itself",
                condition=Q(person__isnull=False) | ~Q(unit=models.F("body")),
            ),
        ]

    def __str__(self) -> str:
        return f"Kiểm tra {self.person or self.unit}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("inspection", args=[self.pk])


class Finding(models.Model):
    """One thing found on a visit, with the sentence it is held against; what fails asks for a correction by a day.

    A failing stays in the list after it was put right (EK-35). What was answered late stays late.
    """

    personal_data = ()

    class State(models.TextChoices):
        NOTED = "noted", "ghi nhận"
        ASKED = "asked", "chờ khắc phục"
        ANSWERED = "answered", "đã báo khắc phục, chờ xem"
        CLOSED = "closed", "đã khắc phục"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    order = models.PositiveSmallIntegerField()
    about_kind = models.CharField(max_length=40)  # what of the plan it is held against: a criterion, a task …
    about_id = models.PositiveBigIntegerField()
    sentence = models.TextField()  # its words on that day
    words = models.TextField()
    failing = models.BooleanField()
    correction = models.TextField(blank=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=State)
    answer = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    late_days = models.PositiveSmallIntegerField(default=0)  # working days
    returned_reason = models.TextField(blank=True, default="")
    closing = models.TextField(blank=True, default="")
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "order"], name="finding_order_once_in_a_visit"),
            models.CheckConstraint(
                name="finding_has_words_and_a_sentence", condition=~Q(words="") & ~Q(sentence="")
            ),
            models.CheckConstraint(
                name="finding_that_fails_asks_for_a_correction_by_a_day",
                condition=Q(failing=True, due__isnull=False, correction__gt="") & ~Q(state="noted")
                | Q(failing=False, due=None, correction="", state="noted"),
            ),
            models.CheckConstraint(
                name="finding_answered_says_who_and_when",
                condition=Q(answered_by=None, answered_at=None, answer="", state__in=["noted", "asked"])
                | Q(answered_by__isnull=False, answered_at__isnull=False, answer__gt=""),
            ),
            models.CheckConstraint(
                name="finding_closed_says_who_and_when",
                condition=Q(state="closed", closed_by__isnull=False, closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_by=None, closed_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.correction or self.words

    def get_absolute_url(self) -> str:
        """Its place on the page of the visit."""
        return f"{reverse('inspection', args=[self.inspection_id])}#noi-dung-{self.pk}"
