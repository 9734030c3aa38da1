"""What was decided, and the certificate anyone can check. Nothing is edited: a new decision revokes the old."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.commendation.models.nomination import Nomination
from thidua.core.lexemes import words_column, words_index
from thidua.documents.models import Paper
from thidua.org.models import Person, Unit, User


class Listing(models.Model):
    """One nomination's line in a submission or a decision, with the award it is listed for."""

    personal_data = ()

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="listings")
    order = models.PositiveSmallIntegerField()
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="listings")
    award = models.CharField(max_length=40)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "order"], name="listing_order_once_in_a_paper"),
            models.UniqueConstraint(fields=["nomination", "award", "paper"], name="listing_once_in_a_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.nomination}"


class Award(models.Model):
    """One award as it was given: a line of the ledger. Names are copied as they stood on the day."""

    personal_data = ("person", "recipient", "merit", "words")

    listing = models.OneToOneField(Listing, models.PROTECT, related_name="given")
    award = models.CharField(max_length=40)
    award_name = models.CharField(max_length=300)
    statutory = models.BooleanField()
    granted_by = models.ForeignKey(Unit, models.PROTECT, related_name="awards_granted")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="awards")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="awards")
    recipient = models.CharField(max_length=300)
    recipient_detail = models.CharField(max_length=300)
    learner = models.BooleanField()
    merit = models.TextField()
    decision = models.ForeignKey(Paper, models.PROTECT, related_name="awards")
    decided_on = models.DateField()
    prize_vnd = models.PositiveIntegerField(null=True)
    basis = models.CharField(max_length=300)
    words = words_column("award_name", "recipient", folded=False)

    class Meta:
        indexes = [words_index("award_words")]
        constraints = [
            models.CheckConstraint(
                name="award_is_of_a_person_or_a_unit",
                condition=Q(person__isnull=False, unit=None) | Q(person=None, unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_name}: {self.recipient}"

    @property
    def is_revoked(self) -> bool:
        """Whether a later decision took it back; read with `revocation` selected."""
        return hasattr(self, "revocation")


class Certificate(models.Model):
    """The diploma of one award: its number in the book of honour and the code that the public page confirms."""

    personal_data = ()

    award = models.OneToOneField(Award, models.PROTECT, related_name="certificate")
    book_number = models.PositiveIntegerField()
    book_year = models.PositiveSmallIntegerField()
    granted_by = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    check_code = models.CharField(max_length=14, unique=True)  # XXXX-XXXX-XXXX
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["granted_by", "book_year", "book_number"], name="certificate_number_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.book_number:02}/{self.book_year}"

    def get_absolute_url(self) -> str:
        """The public page that confirms it."""
        return reverse("certificate", args=[self.check_code])


class Revocation(models.Model):
    """A later decision that took an award back; the ledger keeps both."""

    personal_data = ()

    award = models.OneToOneField(Award, models.PROTECT, related_name="revocation")
    decision_written = models.CharField(max_length=300)
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.award}: {self.decision_written}"
