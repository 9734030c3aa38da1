"""Who is put forward for what, on which facts, with which verdict."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.documents.models import Paper
from thidua.movements.models import Movement
from thidua.org.models import Person, Unit, User


class Call(models.Model):
    """One time of proposing: for which awards, from when until when, on whose word, by which procedure."""

    personal_data = ()

    class Procedure(models.TextChoices):
        ORDINARY = "ordinary", "thủ tục chung"
        SIMPLIFIED = "simplified", "thủ tục đơn giản"

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="calls")
    movement = models.ForeignKey(Movement, models.PROTECT, null=True, related_name="calls")
    label = models.CharField(max_length=200)
    awards = ArrayField(models.CharField(max_length=40))
    procedure = models.CharField(max_length=10, choices=Procedure)
    basis = models.CharField(max_length=300)
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="call_closes_after_it_opens", condition=Q(opens_on__lte=F("closes_on"))
            )
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The call's page: its dossiers, sessions and papers."""
        return reverse("call", args=[self.pk])


class Nomination(models.Model):
    """One person or unit put forward for one award in one call. Outcomes are kept per level, not here."""

    personal_data = ("person", "achievement")

    class State(models.TextChoices):
        DRAFT = "draft", "đang lập hồ sơ"
        SUBMITTED = "submitted", "đã gửi hội đồng"
        WITHDRAWN = "withdrawn", "đã rút"

    call = models.ForeignKey(Call, models.PROTECT, related_name="nominations")
    award = models.CharField(max_length=40)  # id in the law data
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="nominations")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="nominations")  # a collective
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # where the subject works or learns
    subject_detail = models.CharField(max_length=200)  # as it was on the day: Giáo viên, Tổ Toán – Tin
    learner = models.BooleanField(default=False)
    achievement = models.TextField()
    proposer = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nomination_is_of_a_person_or_a_unit",
                condition=Q(person__isnull=False, unit=None) | Q(person=None, unit__isnull=False),
            ),
            models.CheckConstraint(
                name="nomination_submitted_says_who_and_when",
                condition=Q(state="submitted", submitted_at__isnull=False, submitted_by__isnull=False)
                | ~Q(state="submitted"),
            ),
            models.UniqueConstraint(
                fields=["call", "award", "person"],
                condition=Q(person__isnull=False) & ~Q(state="withdrawn"),
                name="nomination_once_for_a_person",
            ),
            models.UniqueConstraint(
                fields=["call", "award", "unit"],
                condition=Q(unit__isnull=False) & ~Q(state="withdrawn"),
                name="nomination_once_for_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.unit)

    def get_absolute_url(self) -> str:
        """The dossier."""
        return reverse("nomination", args=[self.pk])

    @property
    def subject_kind(self) -> str:
        """Individual or collective, as the law data names them."""
        return "individual" if self.person_id else "collective"


class Attestation(models.Model):
    """One fact that a named person vouches for in one dossier: a human judgement, with its words."""

    personal_data = ("note",)

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="attestations")
    fact = models.CharField(max_length=60)  # the key of the fact in the law data
    holds = models.BooleanField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attestation_against_gives_words", condition=Q(holds=True) | ~Q(note="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.fact}: {'có' if self.holds else 'không'}, {self.by}"


class Determination(models.Model):
    """One verdict as it was reached: the outcome tree with the hashes of rule and facts. Never changed."""

    personal_data = ("facts", "tree")

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="determinations")
    outcome = models.CharField(max_length=15)
    tree = models.JSONField()
    facts = models.JSONField()
    rule_hash = models.CharField(max_length=64)
    facts_hash = models.CharField(max_length=64)
    law_date = models.DateField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.nomination}: {self.outcome}"


class LevelOutcome(models.Model):
    """What one level did with a nomination: its council agreed or refused, its office sent it up, it was decided."""

    personal_data = ()

    class Level(models.TextChoices):
        COUNCIL = "council", "Hội đồng cơ sở"
        UNIT = "unit", "Thủ trưởng đơn vị"
        ABOVE = "above", "Cấp trên"

    class Outcome(models.TextChoices):
        AGREED = "agreed", "tán thành"
        REFUSED = "refused", "không tán thành"
        SENT = "sent", "đã trình"
        AWARDED = "awarded", "đã khen thưởng"

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="outcomes")
    level = models.CharField(max_length=8, choices=Level)
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "level"], name="outcome_once_at_a_level"),
            models.CheckConstraint(
                name="outcome_refused_gives_a_reason", condition=~Q(outcome="refused") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.get_outcome_display()}"
