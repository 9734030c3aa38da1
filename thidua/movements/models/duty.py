"""What a plan asks of units and people."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.documents.models import Node, Paper
from thidua.movements.models.movement import Movement
from thidua.org.models import Person, Unit, User


class Duty(models.Model):
    """One thing asked of everyone of a kind, or of chosen units: each unit or person gets its own assignment.

    It rests on a movement, or on a received paper alone (a directive that no movement stands on).
    """

    personal_data = ()

    class What(models.TextChoices):
        OWN_PLAN = "own_plan", "xây dựng kế hoạch"
        MEASURES = "measures", "có biện pháp thực hiện"
        PLEDGE = "pledge", "đăng ký, ký giao ước"
        REPORT = "report", "báo cáo kết quả"
        DIRECTIVE = "directive", "thực hiện văn bản chỉ đạo"

    class Reaches(models.TextChoices):
        TEAMS = "teams", "từng tổ"
        STAFF = "staff", "từng người"
        UNITS = "units", "từng đơn vị trực thuộc"
        CHOSEN = "chosen", "những đơn vị được chọn"

    class Origin(models.TextChoices):
        STATED = "stated", "văn bản nêu"
        OFFICE = "office", "đơn vị đặt"
        COMPUTED = "computed", "hệ thống tính"

    movement = models.ForeignKey(Movement, models.CASCADE, null=True, related_name="duties")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="duties")
    what = models.CharField(max_length=10, choices=What)
    reaches = models.CharField(max_length=6, choices=Reaches)
    sentence = models.TextField()
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    mandatory_parts = ArrayField(models.CharField(max_length=60), default=list)
    lines = models.JSONField(default=list)  # of a pledge: what is promised
    due = models.DateField(null=True)
    due_origin = models.CharField(max_length=8, choices=Origin, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="duty_rests_on_a_movement_or_on_a_paper",
                condition=Q(movement__isnull=False, paper=None) | Q(movement=None, paper__isnull=False),
            ),
            models.CheckConstraint(
                name="duty_due_says_where_it_comes_from",
                condition=Q(due=None, due_origin="") | (Q(due__isnull=False) & ~Q(due_origin="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.sentence[:80]}"

    def get_absolute_url(self) -> str:
        """The page of the movement, or of the work given from the paper."""
        if self.movement_id is not None:
            return reverse("movement", args=[self.movement_id])
        return reverse("directive", args=[self.paper_id])


class Assignment(models.Model):
    """One duty of one unit, or of one person in a unit; opened when the plan is issued, on that day's tree."""

    personal_data = ("person",)

    class State(models.TextChoices):
        OPEN = "open", "chưa làm"
        DONE = "done", "đã làm"

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="assignments")
    due = models.DateField(null=True)
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)  # the unit says that it has received the work
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="assignment_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "unit"], condition=Q(person=None), name="assignment_once_for_a_unit"
            ),
            models.UniqueConstraint(
                fields=["duty", "person"],
                condition=Q(person__isnull=False),
                name="assignment_once_for_a_person",
            ),
            models.CheckConstraint(
                name="assignment_done_says_when",
                condition=Q(state="open", done_at=None) | Q(state="done", done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="assignment_confirmed_says_who_and_when",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit}: {self.duty}"

    def get_absolute_url(self) -> str:
        """Where what was asked is said."""
        return self.duty.get_absolute_url()
