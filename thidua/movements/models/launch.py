"""What makes a movement active, who goes along with it, and the yearly look at one that has no end."""

from django.db import models
from django.db.models import Q

from thidua.documents.models import Paper
from thidua.movements.models.movement import Movement
from thidua.org.models import Person, Unit, User


class Launch(models.Model):
    """One launch of a movement: by the issue of its plan, by a ceremony, or found running when it was entered.

    `base` counts the people by subject group beneath the owner on that day, kept as the base of all shares.
    With the roll taken, everybody on the staff list but those named absent was reached (traceability E.36).
    """

    personal_data = ("absent",)

    class Form(models.TextChoices):
        PAPER = "paper", "ban hành kế hoạch"
        CEREMONY = "ceremony", "lễ phát động"
        EARLIER = "earlier", "đã phát động từ trước"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="launches")
    form = models.CharField(max_length=8, choices=Form)
    day = models.DateField()
    place = models.CharField(max_length=300, blank=True)
    attended = models.TextField(blank=True)  # who came, in words
    attendees = models.PositiveIntegerField(null=True)
    roll_taken = models.BooleanField(default=False)
    absent = models.ManyToManyField(Person, related_name="+")
    round = models.ForeignKey("movements.Round", models.PROTECT, null=True, related_name="launches")
    theme = models.TextField(blank=True)
    papers = models.ManyToManyField(Paper, related_name="+")
    base = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="launch_ceremony_names_its_place", condition=~Q(form="ceremony") | ~Q(place="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display().capitalize()} ngày {self.day:%d/%m/%Y}"


class Partner(models.Model):
    """A body that goes along with a movement, and in what role (EK-10)."""

    personal_data = ()

    class Kind(models.TextChoices):
        PARTY = "party", "tổ chức Đảng"
        GOVERNMENT = "government", "chính quyền địa phương"
        UNION = "union", "công đoàn"
        YOUTH = "youth", "Đoàn, Hội, Đội"
        HEALTH = "health", "ngành y tế"
        FAMILY = "family", "cha mẹ học sinh"
        OTHER = "other", "tổ chức khác"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="partners")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=300)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "name"], name="partner_named_once_in_a_movement"),
            models.CheckConstraint(name="partner_has_a_name_and_a_role", condition=~Q(name="") & ~Q(role="")),
        ]

    def __str__(self) -> str:
        return self.name


class YearReview(models.Model):
    """The look at an open movement at the end of one year; it goes on until a closing paper (EK-20)."""

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    text = models.TextField()
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "year"], name="year_review_once_a_year"),
            models.CheckConstraint(name="year_review_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Đánh giá năm {self.year}"
