"""Digital signatures put on the PDF of an issued paper."""

from django.db import models
from django.db.models import Q

from thidua.documents.models.file import File
from thidua.documents.models.paper import Paper
from thidua.org.models import Unit, User


class DigitalSignature(models.Model):
    """One digital signature on an issued paper: whose certificate, when, and the PDF as it was after signing.

    First the person's, then the body's (NĐ 30/2020, Điều 5 khoản 2). The key itself is never kept.
    """

    personal_data = ("holder",)

    class Role(models.TextChoices):
        PERSON = "person", "người ký văn bản"
        BODY = "body", "cơ quan ban hành"

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="digital_signatures")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    role = models.CharField(max_length=6, choices=Role)
    for_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    holder = models.CharField(max_length=300)
    organisation = models.CharField(max_length=300, blank=True)
    serial = models.CharField(max_length=80)
    issuer = models.CharField(max_length=300, blank=True)
    differs_because = models.CharField(
        max_length=300, blank=True
    )  # the holder is not named as printed, and why
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "role", "for_unit"], name="seal_once_by_each_person_and_body"
            ),
            models.UniqueConstraint(
                fields=["paper", "issuer", "serial"], name="seal_once_with_a_certificate"
            ),
            models.CheckConstraint(
                name="seal_names_its_certificate", condition=~Q(holder="") & ~Q(serial="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} ({self.get_role_display()})"
