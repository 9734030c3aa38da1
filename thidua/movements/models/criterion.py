"""Criteria of a movement as the plan words them, how they are answered below, and the scale that measures them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.documents.models import Node
from thidua.movements.models.content import Content
from thidua.movements.models.movement import Movement
from thidua.org.models import User


class Criterion(models.Model):
    """One criterion of a movement, with its marker as the plan writes it: letters are never renumbered (EK-100).

    A unit's own criterion names the one `above` that it takes, adapts or drops; a sub-criterion stands `under`
    another of the same movement. What nobody stated stays empty until a person decides it.
    """

    personal_data = ()

    class Subject(models.TextChoices):
        """Whom a criterion measures; one criterion may measure several kinds (E.3 no. 42, HY-38)."""

        COLLECTIVE = "collective", "mọi tập thể"
        SCHOOL = "school", "nhà trường"
        BOARD = "board", "ban giám hiệu"
        PARTY_CELL = "party_cell", "chi bộ"
        DIVISION = "division", "phòng, ban thuộc cơ quan"
        DISTRICT_OFFICE = "district_office", "Phòng GDĐT"
        ATTACHED = "attached", "đơn vị trực thuộc"
        TEAM = "team", "tổ chuyên môn"
        PERSON = "person", "từng cán bộ, viên chức"
        HEAD = "head", "riêng người đứng đầu"
        REQUISITIONED = "requisitioned", "người được trưng dụng, tổ phòng chống dịch"

    class Answer(models.TextChoices):
        NOT_COMPARED = "", "chưa đối chiếu"
        TAKEN = "taken", "giữ như cấp trên"
        ADAPTED = "adapted", "cụ thể hóa"
        ADDED = "added", "riêng của đơn vị"
        DROPPED = "dropped", "không đưa vào"

    class Axis(models.TextChoices):
        NOT_STATED = "", "chưa phân loại"
        REGULAR = "regular", "nhiệm vụ thường xuyên"
        EPIDEMIC = "epidemic", "phòng, chống dịch"
        BOTH = "both", "cả hai (mục tiêu kép)"

    class Focus(models.TextChoices):
        """The five focuses of the sector's movement, as headings (NH-11)."""

        NONE = "", "không xếp"
        TEACHING = "teaching", "dạy tốt"
        LEARNING = "learning", "học tốt"
        WORK = "work", "công tác tốt"
        DYNAMIC = "dynamic", "năng động"
        CREATIVE = "creative", "sáng tạo"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    marker = models.CharField(max_length=12, blank=True)
    text = models.TextField()
    subject = models.CharField(max_length=300, blank=True)  # whom it measures, as written; empty: not stated
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField(null=True)
    subject_kinds = ArrayField(models.CharField(max_length=15, choices=Subject), default=list)
    mandatory = models.BooleanField(default=False)
    needs_evidence = models.BooleanField(default=True)
    evidence_needed = models.TextField(blank=True)  # what proves it, in words
    focus = models.CharField(max_length=8, choices=Focus, blank=True)
    axis = models.CharField(max_length=8, choices=Axis, blank=True)
    most = models.DecimalField(max_digits=6, decimal_places=2, null=True)  # points at most, on a scale
    base = models.DecimalField(max_digits=6, decimal_places=2, null=True)  # above it only with checked proof
    content = models.ForeignKey(
        Content, models.PROTECT, null=True, related_name="criteria"
    )  # one proof, E 44
    under = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    note = models.TextField(blank=True)  # how it was made concrete, or why it was dropped

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "order"], name="criterion_order_once_in_a_movement"),
            models.UniqueConstraint(fields=["movement", "above"], name="criterion_above_is_answered_once"),
            models.CheckConstraint(name="criterion_has_words", condition=~Q(text="")),
            models.CheckConstraint(
                name="criterion_answering_names_what_it_answers",
                condition=Q(answer__in=["", "added"], above=None)
                | Q(answer__in=["taken", "adapted", "dropped"], above__isnull=False),
            ),
            models.CheckConstraint(
                name="criterion_that_differs_says_how",
                condition=~Q(answer__in=["adapted", "dropped"]) | ~Q(note=""),
            ),
            models.CheckConstraint(
                name="criterion_that_is_mandatory_is_not_dropped",
                condition=Q(mandatory=False) | ~Q(answer="dropped"),
            ),
            models.CheckConstraint(
                name="criterion_points_stand_in_order",
                condition=(Q(most=None) | Q(most__gt=0))
                & (Q(base=None) | Q(most=None) | Q(base__gte=0, base__lte=F("most"))),
            ),
            models.CheckConstraint(name="criterion_is_no_part_of_itself", condition=~Q(under=F("id"))),
        ]

    def __str__(self) -> str:
        return f"{self.marker} {self.text[:80]}".strip()

    def get_absolute_url(self) -> str:
        """Its place on the sheet of criteria."""
        return f"{reverse('criteria', args=[self.movement_id])}#tieu-chi-{self.order}"

    @property
    def measures(self) -> str:
        """Whom it measures, in words; empty while nobody has said."""
        return ", ".join(str(self.Subject(kind).label) for kind in self.subject_kinds)


class Scale(models.Model):
    """How one movement is scored, once its owner decided it: by four levels, or by points (E.3 no. 41).

    Figures are points of `full`, or steps 1 to 4 of the levels. No row: nobody has decided (HY-78).
    """

    personal_data = ()

    class Kind(models.TextChoices):
        LEVELS = "levels", "xếp bốn mức, không tính điểm"
        POINTS = "points", "chấm điểm"

    LEVELS = {4: "hoàn thành xuất sắc", 3: "hoàn thành tốt", 2: "hoàn thành", 1: "chưa hoàn thành"}

    movement = models.OneToOneField(Movement, models.PROTECT, related_name="scale")
    kind = models.CharField(max_length=6, choices=Kind)
    full = models.PositiveSmallIntegerField(null=True)
    gap = models.DecimalField(max_digits=6, decimal_places=2, null=True)  # shown above it (EK-59)
    source = models.TextField()  # whose decision, in words
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    activated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    activated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="scale_of_points_has_a_full_mark",
                condition=Q(kind="levels", full=None) | Q(kind="points", full__isnull=False, full__gt=0),
            ),
            models.CheckConstraint(name="scale_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="scale_activated_says_who_and_when",
                condition=Q(activated_by=None, activated_at=None)
                | Q(activated_by__isnull=False, activated_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"thang {self.full} điểm" if self.full else str(self.get_kind_display())

    @property
    def by_points(self) -> bool:
        """Whether figures are points, so that totals and ranks have a meaning."""
        return self.kind == self.Kind.POINTS
