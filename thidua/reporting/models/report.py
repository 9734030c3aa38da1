"""Windows, who is expected to report in them, and the reports."""

import datetime as dt
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from thidua.org.models import Unit, User
from thidua.reporting.cells import CellState, figure
from thidua.reporting.models.indicator import FormVersion


class Window(models.Model):
    """One time of reporting: what period it covers, and its three dates: opens, due, closes."""

    personal_data = ()

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="windows")
    form_version = models.ForeignKey(FormVersion, models.PROTECT, related_name="windows")
    label = models.CharField(max_length=200)
    covers = DateRangeField()
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()
    # What the window is for, named from above by those who know: "movements.movement", 12.
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["about_kind", "about_id"], name="window_about")]
        constraints = [
            models.CheckConstraint(
                name="window_dates_in_order",
                condition=Q(opens_on__lte=F("due_on"), due_on__lte=F("closes_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The window's page: who has reported, and what it adds up to."""
        return reverse("window", args=[self.pk])

    @property
    def last_day(self) -> dt.date:
        """The last day of the period covered, itself in it."""
        until: dt.date = self.covers.upper
        return until - dt.timedelta(days=1)


class Expected(models.Model):
    """A unit that owes a report in a window: frozen at opening, so that completeness has a denominator."""

    personal_data = ()

    window = models.ForeignKey(Window, models.PROTECT, related_name="expected")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=300)  # as it was called on the day the window opened

    class Meta:
        constraints = [models.UniqueConstraint(fields=["window", "unit"], name="expected_once_in_a_window")]

    def __str__(self) -> str:
        return f"{self.unit_name}, {self.window}"


class Report(models.Model):
    """One unit's answer in one window: whole arrays, one place per slot of the form version.

    `states`: 0 blank, 1 number, 2 none occurred, 3 not applicable; never confused. A value stands exactly
    where the state is "number". `versions` counts the changes of each slot, so that a stale save is seen.
    """

    personal_data = ("reasons",)

    class State(models.TextChoices):
        DRAFT = "draft", "đang nhập"
        SUBMITTED = "submitted", "đã gửi"
        RETURNED = "returned", "bị trả lại"
        ACCEPTED = "accepted", "đã duyệt"

    expected = models.OneToOneField(Expected, models.PROTECT, related_name="report")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    values = ArrayField(models.BigIntegerField(null=True))
    states = ArrayField(models.SmallIntegerField())
    versions = ArrayField(models.IntegerField())
    reasons = models.JSONField(default=dict)  # slot → why it does not apply
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="report_submitted_says_who_and_when",
                condition=Q(state__in=["draft", "returned"], submitted_at=None, submitted_by=None)
                | Q(
                    state__in=["submitted", "accepted"],
                    submitted_at__isnull=False,
                    submitted_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="report_accepted_says_who_and_when",
                condition=(~Q(state="accepted") & Q(accepted_at=None, accepted_by=None))
                | Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="report_values_stand_where_the_state_is_number",
                condition=Q(
                    Func(
                        F("values"),
                        F("states"),
                        function="reporting_fits",
                        output_field=models.BooleanField(),
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.expected)

    def get_absolute_url(self) -> str:
        """The report's page."""
        return reverse("report", args=[self.pk])

    def said(self, place: int, scale: int) -> int | Decimal | str:
        """The answer in one slot as a list shows it: a figure, or the word of its state."""
        state = CellState(self.states[place])
        shown = figure(self.values[place], scale)
        return state.label if shown is None else shown


class CellConflict(models.Model):
    """One answer that lost a race: two people answered the same cell from the same sight of it.

    The cell keeps the first; this row keeps the other. `found` is the version of the cell it met: the
    conflict waits until somebody saves that cell again, and stays here as history afterwards.
    """

    personal_data = ("reason",)

    report = models.ForeignKey(Report, models.PROTECT, related_name="conflicts")
    slot = models.PositiveSmallIntegerField()
    value = models.BigIntegerField(null=True)
    state = models.SmallIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    base = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="conflict_value_stands_where_the_state_is_number",
                condition=Q(state=1, value__isnull=False) | (~Q(state=1) & Q(value=None)),
            ),
            models.CheckConstraint(name="conflict_rests_on_another_version", condition=~Q(base=F("found"))),
        ]

    def __str__(self) -> str:
        return f"{self.report}, ô {self.slot}"


class Submission(models.Model):
    """What exactly was sent up: a copy and its hash, so that a reviewer's act names what it saw."""

    personal_data = ("snapshot",)

    report = models.ForeignKey(Report, models.PROTECT, related_name="submissions")
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.report}, {self.sha256[:8]}"


class ReviewAct(models.Model):
    """One reviewer's word on one submission: accepted, or returned with a reason."""

    personal_data = ()

    class Act(models.TextChoices):
        ACCEPT = "accept", "duyệt"
        RETURN = "return", "trả lại"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reviews")
    act = models.CharField(max_length=6, choices=Act)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_return_gives_a_reason", condition=~Q(act="return") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.submission}"
