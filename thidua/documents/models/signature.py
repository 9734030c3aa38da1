"""Who issues a paper together, who signs for each of them, with what authority, and when."""

from django.db import models
from django.db.models import Q

from thidua.documents.models.paper import Paper
from thidua.org.models import Person, Unit, User


class SignatureBlock(models.Model):
    """One block at the foot of a paper. A joint paper needs every issuer's block signed."""

    personal_data = ("person",)

    class Authority(models.TextChoices):
        NONE = "", "người đứng đầu ký"
        TM = "TM.", "thay mặt tập thể"
        KT = "KT.", "ký thay"
        TL = "TL.", "thừa lệnh"
        TUQ = "TUQ.", "thừa ủy quyền"
        Q = "Q.", "quyền"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="signatures")
    for_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    authority = models.CharField(max_length=4, choices=Authority, blank=True)
    lines = models.JSONField(default=list)  # the printed lines above the name
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "for_unit"], name="signature_once_for_each_issuer"),
            models.CheckConstraint(name="signature_prints_a_title", condition=~Q(lines=[])),
        ]

    def __str__(self) -> str:
        return f"{' / '.join(self.lines)}: {self.person.name}"


class PaperIssuer(models.Model):
    """One of the bodies that issue a joint paper; the first is its owner, who numbers it.

    A paper of one body has no rows here. When one person signs for two of them, the head of the lead
    confirms it, on the lead's row (matrix NH-104).
    """

    personal_data = ()

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="issuers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    archive = models.CharField(max_length=100, blank=True)  # where this side keeps its copy: VT, CĐN
    one_signer_confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    one_signer_confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "unit"], name="issuer_once_in_a_paper"),
            models.UniqueConstraint(fields=["paper", "order"], name="issuer_order_once_in_a_paper"),
            models.CheckConstraint(
                name="issuer_one_signer_confirmed_says_who_and_when",
                condition=Q(one_signer_confirmed_by=None, one_signer_confirmed_at=None)
                | Q(one_signer_confirmed_by__isnull=False, one_signer_confirmed_at__isnull=False, order=1),
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)
