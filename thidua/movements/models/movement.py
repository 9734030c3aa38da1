"""The movement itself, and the parts its plan left open."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.core.lexemes import words_column, words_index
from thidua.documents.models import Paper
from thidua.org.models import Unit, User


class Movement(models.Model):
    """One emulation movement as one unit runs it, resting on that unit's plan. The period may have no end."""

    personal_data = ()

    class Kind(models.TextChoices):
        SPECIAL = "special", "đặc biệt"
        SCHOOL_YEAR = "school_year", "năm học"
        THEMATIC = "thematic", "chuyên đề"

    class State(models.TextChoices):
        DRAFT = "draft", "đang chuẩn bị"
        RUNNING = "running", "đang diễn ra"
        CLOSED = "closed", "đã tổng kết"

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    name = models.TextField()
    folded = models.TextField(db_collation="C")
    words = words_column("folded")
    slogan = models.TextField(blank=True)
    school_year = models.CharField(max_length=9, blank=True)
    subjects = ArrayField(models.CharField(max_length=15), default=list)  # subject groups
    during = DateRangeField(null=True)
    plan = models.OneToOneField(Paper, models.PROTECT, related_name="movement")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    basis = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="movements_based_on")
    created_at = models.DateTimeField()
    launched_at = models.DateTimeField(null=True)
    launched_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [words_index("movement_words")]
        constraints = [
            models.CheckConstraint(
                name="movement_launched_says_who_and_when",
                condition=Q(state="draft", launched_at=None, launched_by=None)
                | (~Q(state="draft") & Q(launched_at__isnull=False, launched_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The movement's page."""
        return reverse("movement", args=[self.pk])

    @property
    def last_day(self) -> dt.date | None:
        """The last day of its time as people write it; None while the end is open or not stated."""
        until = self.during.upper if self.during else None
        return until - dt.timedelta(days=1) if until else None


class Gap(models.Model):
    """A part the plan's text does not state, and what a named person decided about it. Nothing is filled silently."""

    personal_data = ()

    class What(models.TextChoices):
        CRITERIA = "criteria", "Tiêu chí thi đua"
        AWARD_FORMS = "award_forms", "Hình thức khen thưởng"
        ROUNDS = "rounds", "Đợt thi đua"
        DEADLINES = "deadlines", "Thời hạn"

    class Choice(models.TextChoices):
        INHERIT = "inherit", "theo kế hoạch cấp trên"
        OWN = "own", "quy định riêng"
        NOT_USED = "not_used", "không dùng"

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="gaps")
    what = models.CharField(max_length=12, choices=What)
    choice = models.CharField(max_length=8, choices=Choice, blank=True)
    text = models.TextField(blank=True)
    source = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "what"], name="gap_once_in_a_movement"),
            models.CheckConstraint(
                name="gap_decided_says_who_and_when",
                condition=Q(choice="", decided_by=None, decided_at=None)
                | (~Q(choice="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(name="gap_own_rule_has_words", condition=~Q(choice="own") | ~Q(text="")),
            models.CheckConstraint(
                name="gap_inherited_names_its_source",
                condition=~Q(choice="inherit") | Q(source__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.get_choice_display() or 'chưa quyết định'}"
