"""Files, kept once by their hash, and what they are evidence of."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.org.models import Unit, User


class File(models.Model):
    """One sequence of bytes, stored once however often it is sent; the raw bytes are never changed."""

    personal_data = ("name",)

    class Scan(models.TextChoices):
        NONE = "", "chưa quét vi-rút"
        CLEAN = "clean", "đã quét, không thấy vi-rút"
        INFECTED = "infected", "có vi-rút"

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=100)  # media type, told by the content
    name = models.CharField(max_length=255)  # as first sent
    stored = models.FileField(upload_to="", max_length=200)
    kept_at = models.DateTimeField()
    # What was found when it came in. The display copy carries none of the raw file's metadata.
    shown = models.FileField(upload_to="", max_length=200, blank=True)
    width = models.PositiveIntegerField(null=True)  # pixels
    height = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    warnings = models.JSONField(default=list)  # sentences
    # Hashes that survive copying, signed 64 bits, and their bands for looking them up (`imaging.bands`).
    dhash = models.BigIntegerField(null=True)
    phash = models.BigIntegerField(null=True)
    words = models.BigIntegerField(null=True)
    bands = ArrayField(models.IntegerField(), default=list)
    scan = models.CharField(max_length=10, choices=Scan, blank=True, default="")
    scanned_at = models.DateTimeField(null=True)
    scan_found = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [GinIndex(fields=["bands"], name="file_bands", fastupdate=False)]
        constraints = [
            models.CheckConstraint(
                name="file_scan_says_when_and_what",
                condition=Q(scan="", scanned_at=None, scan_found="")
                | Q(scan="clean", scanned_at__isnull=False, scan_found="")
                | (Q(scan="infected", scanned_at__isnull=False) & ~Q(scan_found="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether it is made of pixels; a drawing in SVG is not."""
        return self.kind.startswith("image/") and self.kind != "image/svg+xml"


class Evidence(models.Model):
    """Something offered as proof of one thing; verified or rejected by someone who does not own it.

    The proof is a file, a link, a note, or a record that the installation already holds; one file may
    prove many things, each by a row of its own.
    """

    personal_data = ("note",)

    class State(models.TextChoices):
        DRAFT = "draft", "chờ kiểm tra"
        VERIFIED = "verified", "đã kiểm tra"
        REJECTED = "rejected", "không chấp nhận"

    class DataClass(models.TextChoices):
        """What the proof speaks of; each class but the first needs its own ability to be opened."""

        ORDINARY = "", "thông thường"
        HEALTH = "health", "sức khỏe"
        HARDSHIP = "hardship", "hoàn cảnh khó khăn"
        RELATIVES = "relatives", "thân nhân"
        INCIDENTS = "incidents", "sự việc an ninh, an toàn"
        PERSONAL = "personal", "ngày sinh, dân tộc"

    about_kind = models.CharField(max_length=80)
    about_id = models.BigIntegerField()
    about_label = models.CharField(max_length=300, blank=True, default="")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="evidence")
    file_name = models.CharField(max_length=255, blank=True, default="")  # as sent this time
    link = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    record_kind = models.CharField(max_length=80, blank=True, default="")
    record_id = models.BigIntegerField(null=True)
    record_label = models.CharField(max_length=300, blank=True, default="")
    data_class = models.CharField(max_length=10, choices=DataClass, blank=True, default="")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["about_kind", "about_id"], name="evidence_about"),
            models.Index(fields=["state", "unit"], name="evidence_waiting", condition=Q(state="draft")),
        ]
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
                name="evidence_holds_something",
                condition=Q(file__isnull=False) | ~Q(link="") | ~Q(note="") | Q(record_id__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_record_is_named_whole",
                condition=Q(record_kind="", record_id=None, record_label="")
                | (Q(record_id__isnull=False) & ~Q(record_kind="") & ~Q(record_label="")),
            ),
            models.CheckConstraint(
                name="evidence_does_not_prove_itself",
                condition=Q(record_id=None) | ~Q(record_kind=F("about_kind")) | ~Q(record_id=F("about_id")),
            ),
            models.UniqueConstraint(
                fields=["about_kind", "about_id", "file"],
                condition=Q(file__isnull=False) & ~Q(state="rejected"),
                name="evidence_file_is_offered_once_for_a_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.note or self.link or self.record_label or self.file_name or str(self.file)

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("evidence", args=[self.pk])
