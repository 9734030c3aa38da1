"""Signature blocks: who signs, with what authority, and when."""

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
