"""Directives: received papers that order something, kept by kind and by the body that gave them."""

from django.db import models

from thidua.documents.models import Paper
from thidua.org.models import User


class Directive(models.Model):
    """One received paper that a person entered in the register of directives, with the kind it is kept under."""

    personal_data = ()

    class Kind(models.TextChoices):
        POLICY = "policy", "chủ trương"
        RESOLUTION = "resolution", "nghị quyết"
        INSTRUCTION = "instruction", "chỉ thị"
        CONCLUSION = "conclusion", "kết luận"
        DISPATCH = "dispatch", "công điện"
        NOTICE = "notice", "thông báo"
        OTHER = "other", "văn bản chỉ đạo khác"

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="directive")
    kind = models.CharField(max_length=11, choices=Kind)
    body = models.CharField(max_length=300)  # who gave it, as the paper names itself
    folded = models.CharField(max_length=300, db_collation="C")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["folded"], name="directive_by_body")]
        constraints = [
            models.CheckConstraint(name="directive_names_its_body", condition=~models.Q(body="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} {self.paper.code or self.paper.subject[:60]}"
