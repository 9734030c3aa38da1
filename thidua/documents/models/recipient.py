"""Who a paper is sent to, as written and as it turned out on the day of issue."""

from django.db import models
from django.db.models import Q

from thidua.documents.models.paper import Paper
from thidua.org.models import Person, Unit


class Recipient(models.Model):
    """One line under "Nơi nhận", printed as written. A role the text does not state stays "không nêu"."""

    personal_data = ()

    class Role(models.TextChoices):
        REPORT = "report", "báo cáo"
        DIRECT = "direct", "chỉ đạo"
        COORDINATE = "coordinate", "phối hợp"
        CARRY_OUT = "carry_out", "thực hiện"
        KNOW = "know", "để biết"
        FILE = "file", "lưu"
        NOT_STATED = "", "không nêu"

    class Reaches(models.TextChoices):
        UNIT = "unit", "một đơn vị"
        TEAMS = "teams", "các tổ, bộ phận"
        STAFF = "staff", "toàn thể cán bộ, giáo viên, nhân viên"
        TEXT = "text", "chỉ in trên văn bản"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="recipients")
    order = models.PositiveSmallIntegerField()
    written = models.CharField(max_length=300)
    role = models.CharField(max_length=12, choices=Role, blank=True)
    reaches = models.CharField(max_length=6, choices=Reaches, default=Reaches.TEXT)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "order"], name="recipient_order_once_in_a_paper"),
            models.CheckConstraint(
                name="recipient_of_a_unit_names_it", condition=~Q(reaches="unit") | Q(unit__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.written


class Receipt(models.Model):
    """One unit or person to whom an issued paper went on the day of issue, and when they opened it."""

    personal_data = ("person",)

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="receipts")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="receipts")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="receipts")
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "unit"], name="receipt_once_for_a_unit"),
            models.UniqueConstraint(fields=["paper", "person"], name="receipt_once_for_a_person"),
            models.CheckConstraint(
                name="receipt_is_for_a_unit_or_a_person",
                condition=Q(unit__isnull=False, person=None) | Q(unit=None, person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.person)
