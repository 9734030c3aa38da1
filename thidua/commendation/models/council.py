"""The council meets: who was there, who stepped aside, what was counted. No row links a member to a vote."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.commendation.models.nomination import Call, Nomination
from thidua.org.models import Person, Unit, User


class CouncilRule(models.Model):
    """How a council decides, by the quy chế of its unit: fractions in words "a/b", with their source."""

    personal_data = ()

    council = models.ForeignKey(Unit, models.PROTECT, related_name="council_rules")
    quorum = models.CharField(max_length=10)  # of all members
    threshold = models.CharField(max_length=10)
    of = models.CharField(max_length=15)  # total_members, present, valid
    source = models.CharField(max_length=300)
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "since"], name="council_rule_once_a_day"),
            models.CheckConstraint(name="council_rule_names_its_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.threshold} trên {self.of}, {self.source}"


class Session(models.Model):
    """One meeting of one council on one call. Members and rule are frozen when it opens."""

    personal_data = ()

    class State(models.TextChoices):
        OPEN = "open", "đang họp"
        CLOSED = "closed", "đã bế mạc"

    council = models.ForeignKey(Unit, models.PROTECT, related_name="sessions")
    call = models.ForeignKey(Call, models.PROTECT, related_name="sessions")
    rule = models.ForeignKey(CouncilRule, models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    members = models.PositiveSmallIntegerField()  # in the founding decision: the legal denominator
    chair = models.ForeignKey(Person, models.PROTECT, related_name="+")
    secretary = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_closed_says_who_and_when",
                condition=Q(state="open", closed_at=None, closed_by=None)
                | Q(state="closed", closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Phiên họp {self.council}, {self.call}"

    def get_absolute_url(self) -> str:
        """The session's page."""
        return reverse("session", args=[self.pk])


class Attendance(models.Model):
    """One member of the council at one session: there, or away with a reason."""

    personal_data = ("person", "reason")

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    present = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="attendance_once_in_a_session")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {'có mặt' if self.present else 'vắng'}"


class Item(models.Model):
    """One nomination before the council, and the counts of an open show of hands. Counts only, never names."""

    personal_data = ()

    session = models.ForeignKey(Session, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="item")
    agree = models.PositiveSmallIntegerField(null=True)
    disagree = models.PositiveSmallIntegerField(null=True)
    abstain = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)
    reason = models.TextField(blank=True)  # why the council refused
    counted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    counted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["session", "order"], name="item_order_once_in_a_session"),
            models.CheckConstraint(
                name="item_counted_whole_or_not_at_all",
                condition=Q(
                    agree=None, disagree=None, abstain=None, passed=None, counted_by=None, counted_at=None
                )
                | Q(
                    agree__isnull=False,
                    disagree__isnull=False,
                    abstain__isnull=False,
                    passed__isnull=False,
                    counted_by__isnull=False,
                    counted_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="item_refused_gives_a_reason", condition=~Q(passed=False) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.nomination}"

    def get_absolute_url(self) -> str:
        """Its place on the session's page."""
        return f"{reverse('session', args=[self.session_id])}#noi-dung-{self.order}"


class Recusal(models.Model):
    """A member who steps aside for one item, named in the minutes with the reason."""

    personal_data = ("person", "reason")

    item = models.ForeignKey(Item, models.PROTECT, related_name="recusals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="recusal_once_for_an_item"),
            models.CheckConstraint(name="recusal_gives_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.reason}"
