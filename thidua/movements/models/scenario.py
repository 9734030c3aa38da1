"""Scenarios: what a unit does at which level, what it keeps ready, who approved, and when it was set going."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.documents.models import Paper
from thidua.movements.models.movement import Movement
from thidua.movements.models.task import Task
from thidua.org.models import Person, Unit, User
from thidua.org.models.periods import DatedQuerySet, as_range, not_empty
from thidua.reporting.models import OperatingState


class ScenarioTerms(models.Model):
    """What the unit that runs a movement wants of scenarios: their levels, and the days within which to act.

    No text states them, so nothing holds until a named person has set it; null days are "chưa đặt".
    """

    personal_data = ()

    movement = models.OneToOneField(Movement, models.PROTECT, related_name="scenario_terms")
    levels = ArrayField(models.CharField(max_length=60), default=list)
    # Days after which a scenario is to be looked at again; working days to confirm an emergency or end it.
    review_days = models.PositiveSmallIntegerField(null=True)
    confirm_days = models.PositiveSmallIntegerField(null=True)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.movement}: {', '.join(self.levels) or 'chưa đặt cấp độ'}"


class Scenario(models.Model):
    """One answer of one unit to one situation: when it holds, what is done, and how the unit then works.

    `version` grows each time it goes out for approval anew; approvals of earlier versions stay as history.
    """

    personal_data = ()

    class State(models.TextChoices):
        DRAFT = "draft", "dự thảo"
        SUBMITTED = "submitted", "đã trình, chưa được phê duyệt"
        APPROVED = "approved", "đã phê duyệt"
        RETURNED = "returned", "bị trả lại"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="scenarios")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=300)
    level = models.CharField(max_length=60, blank=True)  # one of the movement's levels; empty: none stated
    trigger = models.TextField(blank=True)
    # What is counted and from which number on, where the trigger can be counted at all.
    measure = models.CharField(max_length=200, blank=True)
    threshold = models.PositiveIntegerField(null=True)
    operating = models.CharField(max_length=30, blank=True)  # code of the mode it switches to; empty: none
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField(null=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["level", "id"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit", "name"], name="scenario_name_once_in_a_unit"),
            models.CheckConstraint(name="scenario_is_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="scenario_submitted_says_who_and_when",
                condition=Q(state="draft", submitted_at=None, submitted_by=None)
                | Q(
                    state__in=["submitted", "approved", "returned"],
                    submitted_at__isnull=False,
                    submitted_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="scenario_threshold_says_what_is_counted",
                condition=Q(threshold=None) | ~Q(measure=""),
            ),
            models.CheckConstraint(
                name="scenario_reviewed_says_who_and_when",
                condition=Q(reviewed_on=None, reviewed_by=None)
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.level})" if self.level else self.name

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("scenario", args=[self.pk])


class ScenarioStep(models.Model):
    """One thing done when a scenario is set going: it becomes a task of a named person.

    `days` places its due day: -1 is the day before the unit switches, 0 that day, null none stated. `counts` are the
    numbers to be given back ("số người được xét nghiệm"); numbers only, never names.
    """

    personal_data = ("person",)

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    action = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    days = models.SmallIntegerField(null=True)
    counts = ArrayField(models.CharField(max_length=200), default=list)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "order"], name="step_order_once_in_a_scenario"),
            models.CheckConstraint(name="step_has_words", condition=~Q(action="")),
        ]

    def __str__(self) -> str:
        return self.action

    @property
    def due_words(self) -> str:
        """When it is due, told from the day of the switch."""
        if self.days is None:
            return ""
        if self.days == 0:
            return "trong ngày chuyển trạng thái"
        return f"{abs(self.days)} ngày {'trước' if self.days < 0 else 'sau'} ngày chuyển trạng thái"


class ReadinessItem(models.Model):
    """One thing a scenario needs at hand, under one of the four parts "tại chỗ" or of the five K, and who holds it."""

    personal_data = ("holder",)

    class Part(models.TextChoices):
        COMMAND = "command", "Chỉ huy tại chỗ"
        FORCES = "forces", "Lực lượng tại chỗ"
        MEANS = "means", "Phương tiện, vật tư tại chỗ"
        LOGISTICS = "logistics", "Hậu cần tại chỗ"
        FIVE_K = "five_k", "5K"

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="items")
    part = models.CharField(max_length=9, choices=Part)
    what = models.CharField(max_length=300)
    holder = models.CharField(max_length=300, blank=True)  # who answers for it and how to reach them
    ready_on = models.DateField(null=True)
    ready_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="readiness_item_has_words", condition=~Q(what="")),
            models.CheckConstraint(
                name="readiness_item_ready_says_who_and_when",
                condition=Q(ready_on=None, ready_by=None)
                | (Q(ready_on__isnull=False, ready_by__isnull=False) & ~Q(holder="")),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class ScenarioApproval(models.Model):
    """What one side said of one version of a scenario: the locality, or the superior (EK-110)."""

    personal_data = ()

    class Side(models.TextChoices):
        LOCALITY = "locality", "Địa phương"
        SUPERIOR = "superior", "Cấp trên"

    class State(models.TextChoices):
        WAITING = "waiting", "chưa phê duyệt"
        APPROVED = "approved", "đã phê duyệt"
        RETURNED = "returned", "trả lại"

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="approvals")
    version = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=8, choices=Side)
    body = models.CharField(max_length=300)  # the approving body, as written
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    number = models.CharField(max_length=100, blank=True)
    day = models.DateField(null=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)  # of a return
    said_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-version", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "version", "side"], name="approval_once_a_side_for_a_version"
            ),
            models.CheckConstraint(name="approval_names_its_body", condition=~Q(body="")),
            models.CheckConstraint(
                name="approval_says_who_when_and_on_what",
                condition=Q(state="waiting", said_by=None, said_at=None)
                | (
                    Q(state="approved", said_by__isnull=False, said_at__isnull=False, day__isnull=False)
                    & ~Q(number="")
                )
                | (Q(state="returned", said_by__isnull=False, said_at__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_state_display()}"


class Activation(models.Model):
    """One time a scenario was set going: by a decision, or by the head in an emergency until it is confirmed.

    `open_items` keeps what was not yet ready at that moment. A day in `during` is a day on which it holds, unless
    it was `withdrawn` before its first day came.
    """

    personal_data = ()

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="activations")
    emergency = models.BooleanField(default=False)
    number = models.CharField(max_length=100, blank=True)
    day = models.DateField(null=True)
    reason = models.TextField()
    during = DateRangeField()
    states = models.ManyToManyField(OperatingState, related_name="+")
    open_items = ArrayField(models.CharField(max_length=400), default=list)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            not_empty("activation_lasts_a_day"),
            ExclusionConstraint(
                name="activation_of_a_scenario_one_at_a_time",
                expressions=[
                    (as_range("scenario_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn=False),
            ),
            models.CheckConstraint(
                name="activation_withdrawn_says_who_when_and_why",
                condition=Q(withdrawn=False) | Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(name="activation_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="activation_rests_on_a_decision_or_is_an_emergency",
                condition=(Q(number="", day=None) & Q(emergency=True))
                | (~Q(number="") & Q(day__isnull=False)),
            ),
            models.CheckConstraint(
                name="activation_confirmed_says_who_and_when",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(emergency=True, confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="activation_ended_says_who_when_and_why",
                condition=Q(ended_by=None, ended_at=None, end_reason="")
                | (Q(ended_by__isnull=False, ended_at__isnull=False) & ~Q(end_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scenario}, từ {self.during.lower:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Its place on the page of the scenario."""
        return f"{reverse('scenario', args=[self.scenario_id])}#kich-hoat-{self.pk}"

    @property
    def last(self) -> dt.date | None:
        """The last day as people write it; None while it goes on."""
        return self.during.upper - dt.timedelta(days=1) if self.during.upper else None


class ActivationTask(models.Model):
    """A task opened by an activation, and the numbers it gave back: counts only, a number not given is null."""

    personal_data = ()

    activation = models.ForeignKey(Activation, models.PROTECT, related_name="tasks")
    task = models.OneToOneField(Task, models.PROTECT, related_name="activation")
    labels = ArrayField(models.CharField(max_length=200), default=list)
    counts = ArrayField(models.PositiveIntegerField(null=True), default=list)
    counted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    counted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="activation_task_counts_say_who_and_when",
                condition=Q(counts=[], counted_by=None, counted_at=None)
                | Q(counted_by__isnull=False, counted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.task)
