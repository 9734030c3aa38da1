"""Who a paper is sent to, as written and as it turned out on the day of issue."""

from django.db import models
from django.db.models import F, Q

from thidua.documents.models.paper import Paper
from thidua.org.models import Person, Unit, User


class Recipient(models.Model):
    """One body or group under "Nơi nhận", printed as written. A role the text does not state stays "không nêu".

    A role that an officer confirmed carries who and when, so that it is never taken for one the text states.
    A bullet that names two bodies is two rows: the second one is `joined` to the first by what stands between.
    """

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
        LEADERS = "leaders", "lãnh đạo đơn vị"
        TEAMS = "teams", "các tổ, phòng, bộ phận bên trong"
        ATTACHED = "attached", "các đơn vị trực thuộc"
        WITHIN_ATTACHED = "within_attached", "các đơn vị thuộc và trực thuộc"
        SCHOOLS = "schools", "các trường trực thuộc"
        OFFICES = "offices", "các Phòng GDĐT"
        UNIONS = "unions", "công đoàn cơ sở của các đơn vị trực thuộc"
        CLASSES = "classes", "các lớp"
        STAFF = "staff", "toàn thể cán bộ, giáo viên, nhân viên"
        TEXT = "text", "chỉ in trên văn bản"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="recipients")
    order = models.PositiveSmallIntegerField()
    written = models.CharField(max_length=300)
    joined = models.CharField(max_length=3, blank=True)  # "; " or ", ": in one bullet with the row before
    role = models.CharField(max_length=12, choices=Role, blank=True)
    role_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    role_at = models.DateTimeField(null=True)
    reaches = models.CharField(max_length=20, choices=Reaches, default=Reaches.TEXT)
    # Also the union body of the same level of each unit: head and union chair confirm together.
    with_union = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "order"], name="recipient_order_once_in_a_paper"),
            models.CheckConstraint(
                name="recipient_of_a_unit_names_it", condition=~Q(reaches="unit") | Q(unit__isnull=False)
            ),
            models.CheckConstraint(
                name="recipient_role_confirmed_says_who_and_when",
                condition=Q(role_by=None, role_at=None)
                | (Q(role_by__isnull=False, role_at__isnull=False) & ~Q(role="")),
            ),
            models.CheckConstraint(
                name="recipient_joined_follows_another", condition=Q(joined="") | Q(order__gt=1)
            ),
        ]

    def __str__(self) -> str:
        return self.written

    @property
    def role_stated(self) -> bool:
        """Whether the role stands in the text, and is printed with it."""
        return bool(self.role) and self.role_by_id is None


class Receipt(models.Model):
    """One unit or person to whom an issued paper went on the day of issue, and when they opened it.

    `union_half` is the receipt of the union body of the same level: the two are confirmed only together.
    """

    personal_data = ("person",)

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="receipts")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="receipts")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="receipts")
    union_half = models.OneToOneField("self", models.PROTECT, null=True, related_name="head_half")
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)  # the last time

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "unit"], name="receipt_once_for_a_unit"),
            models.UniqueConstraint(fields=["paper", "person"], name="receipt_once_for_a_person"),
            models.CheckConstraint(
                name="receipt_is_for_a_unit_or_a_person",
                condition=Q(unit__isnull=False, person=None) | Q(unit=None, person__isnull=False),
            ),
            models.CheckConstraint(
                name="receipt_pair_is_of_units", condition=Q(union_half=None) | Q(unit__isnull=False)
            ),
            models.CheckConstraint(
                name="receipt_is_not_its_own_half", condition=Q(union_half=None) | ~Q(union_half=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.person)
