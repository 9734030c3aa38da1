"""What a plan says of commendation: its forms, and the paper that rules them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from thidua.documents.models import Node, Paper
from thidua.movements.models.movement import Movement
from thidua.org.models import User


class AwardForm(models.Model):
    """One form of commendation that a plan names: what, by whose authority, for whom. Nothing is assumed."""

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="award_forms")
    order = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=200)
    authority = models.CharField(max_length=300, blank=True)
    subjects = ArrayField(models.CharField(max_length=200), default=list)
    note = models.TextField(blank=True)
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "order"], name="award_form_order_once_in_a_movement"),
            models.CheckConstraint(name="award_form_is_named", condition=~Q(form="")),
        ]

    def __str__(self) -> str:
        return f"{self.form} của {self.authority}" if self.authority else self.form


class AwardRules(models.Model):
    """The award rules that a plan leaves to another paper: four parts, each empty until entered (EK-101)."""

    personal_data = ()

    PARTS = ("forms", "standards", "dossier", "procedure")

    movement = models.OneToOneField(Movement, models.PROTECT, related_name="award_rules")
    written = models.CharField(max_length=100)  # 156/KH-UBND as the plan names it
    day = models.DateField(null=True)
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, related_name="+"
    )  # when it is in the register
    line = models.PositiveIntegerField(null=True)
    forms = models.TextField("Hình thức khen thưởng", blank=True)
    standards = models.TextField("Tiêu chuẩn khen thưởng", blank=True)
    dossier = models.TextField("Hồ sơ", blank=True)
    procedure = models.TextField("Thủ tục", blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="award_rules_name_their_source", condition=~Q(written="")),
            models.CheckConstraint(
                name="award_rules_entered_say_who_and_when",
                condition=Q(
                    forms="", standards="", dossier="", procedure="", entered_by=None, entered_at=None
                )
                | Q(entered_by__isnull=False, entered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"theo {self.written}, {self.standing}"

    @property
    def entered(self) -> int:
        """How many of the four parts hold words."""
        return sum(bool(getattr(self, part)) for part in self.PARTS)

    @property
    def standing(self) -> str:
        """How far the rules have been entered, in words."""
        return {0: "chưa nhập", 4: "đã nhập đủ bốn phần"}.get(
            self.entered, f"đã nhập {self.entered} trên 4 phần"
        )
