"""Files, kept once by their hash, and what they are evidence of."""

from django.db import models
from django.db.models import F, Q

from thidua.org.models import Unit, User


class File(models.Model):
    """One sequence of bytes, stored once however often it is sent; the raw bytes are never changed."""

    personal_data = ("name",)

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=100)  # media type
    name = models.CharField(max_length=255)  # as first sent
    stored = models.FileField(upload_to="", max_length=200)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """A file, link or note offered as proof of one thing; verified or rejected by someone who does not own it."""

    personal_data = ("note",)

    class State(models.TextChoices):
        DRAFT = "draft", "chờ kiểm tra"
        VERIFIED = "verified", "đã kiểm tra"
        REJECTED = "rejected", "không chấp nhận"

    about_kind = models.CharField(max_length=80)
    about_id = models.BigIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="evidence")
    link = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["about_kind", "about_id"], name="evidence_about")]
        constraints = [
            models.CheckConstraint(
                name="evidence_checked_says_who_and_when",
                condition=Q(state="draft", checked_by=None, checked_at=None)
                | Q(state__in=["verified", "rejected"], checked_by__isnull=False, checked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_is_not_verified_by_its_owner",
                condition=Q(checked_by=None) | ~Q(checked_by=F("owner")),
            ),
            models.CheckConstraint(
                name="evidence_rejected_gives_a_reason", condition=~Q(state="rejected") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="evidence_holds_something", condition=Q(file__isnull=False) | ~Q(link="") | ~Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return self.note or self.link or str(self.file)
