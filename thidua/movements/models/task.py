"""Tasks with named owners, the parts of those who share them, and how many must rest on a professional duty."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.documents.models import Node, Paper
from thidua.movements.models.content import Content
from thidua.movements.models.duty import Duty
from thidua.movements.models.movement import Movement
from thidua.org.models import Person, Position, Unit, User


class Task(models.Model):
    """One act with a named owner, taken from a sentence of the plan or set by the unit.

    The owner is a person, the holders of posts in a unit, a whole unit, or only the words of the plan.
    `owner_inferred` marks an owner that was worked out from the words and that nobody has confirmed.
    """

    personal_data = ("owner_person",)

    class State(models.TextChoices):
        OPEN = "open", "chưa xong"
        DONE = "done", "đã xong"

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField()
    action = models.TextField()
    responsible = ArrayField(models.CharField(max_length=200))  # as written; the first is the owner
    stated = models.BooleanField()  # False: "suy ra", from the nearest heading
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="tasks")
    line = models.PositiveIntegerField(null=True)
    content = models.ForeignKey(Content, models.SET_NULL, null=True, related_name="tasks")
    directive = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="tasks_ordered")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="tasks")
    moved_from = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="tasks_passed_on")
    owner_positions = ArrayField(models.CharField(max_length=20, choices=Position), default=list)
    owner_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="tasks")
    owner_inferred = models.BooleanField(default=False)
    reports_to = models.CharField(max_length=200, blank=True, default="")
    channel = models.CharField(max_length=200, blank=True, default="")
    tags = ArrayField(models.CharField(max_length=100), default=list)
    urgent = models.BooleanField(default=False)
    professional_duty = models.CharField(max_length=300, blank=True, default="")
    professional_source = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    cost_planned = models.PositiveBigIntegerField(null=True)  # đồng
    cost_real = models.PositiveBigIntegerField(null=True)
    thrift_note = models.TextField(blank=True, default="")
    cost_explanation = models.TextField(blank=True, default="")  # why it cost more than planned (EK-74)
    due = models.DateField(null=True)
    due_origin = models.CharField(max_length=8, choices=Duty.Origin, blank=True)
    due_words = models.CharField(max_length=200, blank=True, default="")  # "ngay từ đầu năm học", as written
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["order"]
        indexes = [
            models.Index(fields=["owner_person", "state"], name="task_of_person"),
            models.Index(fields=["unit", "state"], name="task_of_unit"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["movement", "order"], name="task_order_once_in_a_movement"),
            models.CheckConstraint(
                name="task_done_says_who_and_when",
                condition=Q(state="open", done_at=None, done_by=None)
                | Q(state="done", done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="task_given_to_posts_names_their_unit",
                condition=Q(owner_positions=[]) | Q(unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.action

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("task", args=[self.pk])


class TaskPart(models.Model):
    """What one of those who share a task has to do in it, and whether that is done (LT-74)."""

    personal_data = ("person",)

    task = models.ForeignKey(Task, models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    written = models.CharField(max_length=200)  # who, as the plan or the unit names them
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="task_parts")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="task_parts")
    inferred = models.BooleanField(default=False)
    part = models.TextField(blank=True)
    state = models.CharField(max_length=5, choices=Task.State, default=Task.State.OPEN)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["task", "order"], name="task_part_order_once_in_a_task"),
            models.CheckConstraint(name="task_part_names_somebody", condition=~Q(written="")),
            models.CheckConstraint(
                name="task_part_done_says_who_and_when",
                condition=Q(state="open", done_at=None, done_by=None)
                | Q(state="done", done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.written}: {self.part or self.task}"

    def get_absolute_url(self) -> str:
        """The page of the task it belongs to."""
        return reverse("task", args=[self.task_id])


class LinkLimit(models.Model):
    """How large a share of a movement's tasks its unit wants tied to professional duties (HY-12, NH-74)."""

    personal_data = ()

    movement = models.OneToOneField(Movement, models.PROTECT, related_name="link_limit")
    percent = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="link_limit_is_a_share", condition=Q(percent__range=(1, 100))),
        ]

    def __str__(self) -> str:
        return f"ít nhất {self.percent} % nhiệm vụ gắn nhiệm vụ chuyên môn"
