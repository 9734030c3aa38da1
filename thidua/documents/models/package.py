"""Issued papers handed to a document-management system, as packages."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.documents.models.file import File
from thidua.documents.models.paper import Paper
from thidua.org.models import User


class Transfer(models.Model):
    """One package of an issued paper: prepared, handed over to a system, received there under that system's code."""

    personal_data = ()

    class State(models.TextChoices):
        PREPARED = "prepared", "đã đóng gói"
        HANDED = "handed", "đã chuyển"
        RECEIVED = "received", "đã tiếp nhận"

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="transfers")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    handed_to = models.CharField(max_length=200, blank=True)  # which system, or whom
    handed_at = models.DateTimeField(null=True)
    handed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    received_code = models.CharField(max_length=100, blank=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # who noted it here

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="transfer_handed_says_to_whom_by_whom_and_when",
                condition=Q(state="prepared", handed_to="", handed_at=None, handed_by=None)
                | (
                    Q(state__in=["handed", "received"], handed_at__isnull=False, handed_by__isnull=False)
                    & ~Q(handed_to="")
                ),
            ),
            models.CheckConstraint(
                name="transfer_received_gives_its_code",
                condition=(~Q(state="received") & Q(received_code="", received_at=None, received_by=None))
                | (
                    Q(state="received", received_at__isnull=False, received_by__isnull=False)
                    & ~Q(received_code="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Gói {self.paper}, {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        """Where the packages of the paper are listed."""
        return reverse("packages", args=[self.paper_id])
