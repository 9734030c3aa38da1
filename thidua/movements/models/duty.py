"""What a plan asks of units and people."""

from textwrap import shorten

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.documents.models import Node, Paper
from thidua.movements.models.movement import Movement
from thidua.org.models import Person, Unit, User

_TITLE = 120  # letters of a sentence that still read as a title


class Duty(models.Model):
    """One thing asked of everyone of a kind, or of chosen units: each unit or person gets its own assignment.

    It rests on a movement, or on a received paper alone (a directive that no movement stands on).
    """

    personal_data = ()

    class What(models.TextChoices):
        OWN_PLAN = "own_plan", "xây dựng kế hoạch"
        COMMUNICATION_PLAN = "communication_plan", "xây dựng kế hoạch truyền thông"
        GROUP_PLANS = "group_plans", "kế hoạch dạy học và kế hoạch hoạt động của tổ"
        SCENARIO = "scenario", "xây dựng phương án"
        MEASURES = "measures", "có biện pháp thực hiện"
        PLEDGE = "pledge", "đăng ký, ký giao ước"
        REPORT = "report", "báo cáo kết quả"
        DIRECTIVE = "directive", "thực hiện văn bản chỉ đạo"

    class Reaches(models.TextChoices):
        TEAMS = "teams", "từng tổ"
        STAFF = "staff", "từng người"
        UNITS = "units", "từng đơn vị trực thuộc"
        PAIRS = "pairs", "thủ trưởng cùng chủ tịch công đoàn đồng cấp"
        SCHOOLS = "schools", "từng trường, cơ sở giáo dục trên địa bàn"
        WHOLE = "whole", "từng đơn vị thuộc, trực thuộc và trường trên địa bàn"
        CHOSEN = "chosen", "những đơn vị được chọn"

    class Origin(models.TextChoices):
        STATED = "stated", "văn bản nêu"
        OFFICE = "office", "đơn vị đặt"
        COMPUTED = "computed", "hệ thống tính"

    movement = models.ForeignKey(Movement, models.CASCADE, null=True, related_name="duties")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="duties")
    what = models.CharField(max_length=18, choices=What)
    reaches = models.CharField(max_length=7, choices=Reaches)
    sentence = models.TextField()
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    mandatory_parts = ArrayField(models.CharField(max_length=60), default=list)
    parts_sentence = models.TextField(blank=True, default="")  # where the text demands those parts
    accepts_measures = models.BooleanField(default=False)  # measures do instead of a plan (HY-29)
    lines = models.JSONField(default=list)  # of a pledge: what is promised
    due = models.DateField(null=True)
    due_origin = models.CharField(max_length=8, choices=Origin, blank=True)
    due_words = models.CharField(max_length=200, blank=True, default="")  # the deadline as the text words it
    # Who said that this is asked; nobody yet for a duty that was only read out of the text.
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="duty_rests_on_a_sentence", condition=~Q(sentence="")),
            models.CheckConstraint(
                name="duty_confirmed_says_who_and_when",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
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

    @property
    def title(self) -> str:
        """What the work is called in a list: its kind where the words are a long sentence of a plan, else its words."""
        read = self.node_id is not None and self.what != Duty.What.DIRECTIVE
        kind = self.get_what_display()
        return kind[0].upper() + kind[1:] if read else shorten(self.sentence, _TITLE, placeholder="…")


class Assignment(models.Model):
    """One duty of one unit, or of one person in a unit; opened when the plan is issued, on that day's tree.

    What was handed in late stays late for ever. After a merger the work stands with the successor, `moved_from`
    names who had it; where the successor owed the same already, `merged_into` says which work goes on.
    """

    personal_data = ("person",)

    class State(models.TextChoices):
        OPEN = "open", "chưa làm"
        HANDED_IN = "handed_in", "đã nộp, chờ xem"
        RETURNED = "returned", "bị trả lại"
        DONE = "done", "đã làm"

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, null=True, db_index=False, related_name="assignments")
    due = models.DateField(null=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    # The unit says that it has received the work; of a pair this is the half of its head.
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    union_confirmed_at = models.DateTimeField(null=True)
    union_confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    # What was handed in
    answered_by = models.ForeignKey(Paper, models.PROTECT, null=True, db_index=False, related_name="answers")
    measures = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    handed_in_on = models.DateField(null=True)  # of a plan: the day it bears
    handed_in_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    late = models.BooleanField(default=False)
    late_days = models.PositiveSmallIntegerField(default=0)  # working days
    # What came of it; nobody returned it where the system did
    missing_parts = ArrayField(models.CharField(max_length=60), default=list)
    returned_reason = models.TextField(blank=True, default="")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    # A reorganisation
    moved_from = models.ForeignKey(Unit, models.PROTECT, null=True, db_index=False, related_name="+")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, db_index=False, related_name="merged_here"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["person", "state"],
                condition=Q(person__isnull=False),
                name="assignment_of_person",
            ),
            models.Index(
                fields=["answered_by"], condition=Q(answered_by__isnull=False), name="assignment_answered_by"
            ),
        ]
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
                condition=Q(state="done", done_at__isnull=False) | (~Q(state="done") & Q(done_at=None)),
            ),
            models.CheckConstraint(
                name="assignment_confirmed_says_who_and_when",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="assignment_union_half_says_who_and_when",
                condition=Q(union_confirmed_at=None, union_confirmed_by=None)
                | Q(union_confirmed_at__isnull=False, union_confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="assignment_handed_in_says_who_and_when",
                condition=Q(handed_in_on__isnull=False, handed_in_by__isnull=False)
                | (Q(handed_in_on=None, handed_in_by=None) & ~Q(state__in=["handed_in", "returned"])),
            ),
            models.CheckConstraint(
                name="assignment_returned_says_why_and_when",
                condition=~Q(state="returned") | (~Q(returned_reason="") & Q(returned_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="assignment_counts_late_days_when_late", condition=Q(late=True) | Q(late_days=0)
            ),
            models.CheckConstraint(
                name="assignment_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit}: {self.duty}"

    def get_absolute_url(self) -> str:
        """Its own page; work of a person, or from a paper alone, stands where what was asked is said."""
        if self.person_id is not None or self.duty.movement_id is None:
            return self.duty.get_absolute_url()
        return reverse("assignment", args=[self.pk])


class Cascade(models.Model):
    """The opening of one movement's assignments, on the tree of a day, chunk by chunk: how far it has come.

    `reached` keeps, for each word of reach, the last key that is through; what was broken off goes on from there.
    """

    personal_data = ()

    movement = models.OneToOneField(Movement, models.PROTECT, related_name="cascade")
    on = models.DateField()
    opened_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    opened = models.PositiveIntegerField(default=0)
    reached = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.movement}: {self.opened} trên {self.total} việc"
