"""Thin drafts of what a plan says beside its tasks: contents, criteria, awards, programmes, commemorations.

Every row keeps the wording of the plan and the line it stands on; a row without a line was set by the unit.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from thidua.documents.models import Node, Paper
from thidua.movements.models.movement import Movement
from thidua.org.models import User


class Content(models.Model):
    """One content of a movement and how it answers a content of the plan above (EK-09); a dropped one is kept too."""

    personal_data = ()

    class Answer(models.TextChoices):
        NOT_COMPARED = "", "chưa đối chiếu"
        TAKEN = "taken", "giữ như cấp trên"
        ADAPTED = "adapted", "cụ thể hóa"
        ADDED = "added", "thêm so với cấp trên"
        DROPPED = "dropped", "không đưa vào"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="contents")
    order = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=30, blank=True)  # II.2.a as the text numbers it
    text = models.TextField()
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField(null=True)
    above = models.ForeignKey(Node, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    note = models.TextField(blank=True)  # the local adaptation, or why it was added or dropped

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "order"], name="content_order_once_in_a_movement"),
            models.CheckConstraint(
                name="content_taken_from_above_names_its_source",
                condition=~Q(answer__in=["taken", "adapted", "dropped"]) | Q(above__isnull=False),
            ),
            models.CheckConstraint(
                name="content_that_differs_says_why",
                condition=~Q(answer__in=["adapted", "added", "dropped"]) | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.text[:80]}".strip()


class Criterion(models.Model):
    """One criterion of a movement, with its marker as the plan writes it: letters are never renumbered (EK-100)."""

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    marker = models.CharField(max_length=12, blank=True)
    text = models.TextField()
    subject = models.CharField(max_length=300, blank=True)  # whom it measures, as written; empty: not stated
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "order"], name="criterion_order_once_in_a_movement"),
            models.CheckConstraint(name="criterion_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.marker} {self.text[:80]}".strip()


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


class Programme(models.Model):
    """One movement, campaign or programme that the plan calls for by name, as written."""

    personal_data = ()

    class Kind(models.TextChoices):
        MOVEMENT = "movement", "phong trào"
        CAMPAIGN = "campaign", "cuộc vận động"
        PROGRAMME = "programme", "chương trình"
        PROJECT = "project", "đề án"
        STUDY_PROGRAMME = "study_programme", "chương trình giáo dục"
        YEAR_THEME = "year_theme", "chủ đề năm học"
        GROUPS = "groups", "nhóm, tổ"
        MODEL = "model", "mô hình"
        CLUB = "club", "câu lạc bộ"
        CONTEST = "contest", "hội thi, cuộc thi"
        PRIZE = "prize", "giải thưởng"
        NOT_STATED = "", "không nêu loại"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="programmes")
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    kind = models.CharField(max_length=15, choices=Kind, blank=True)
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "order"], name="programme_order_once_in_a_movement"),
            models.CheckConstraint(name="programme_is_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Commemoration(models.Model):
    """One anniversary named in the plan. Day and month as written; the count is compared with its years, not mended."""

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="commemorations")
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    day = models.PositiveSmallIntegerField(null=True)
    month = models.PositiveSmallIntegerField(null=True)
    since = models.PositiveSmallIntegerField(null=True)
    until = models.PositiveSmallIntegerField(null=True)
    count = models.PositiveSmallIntegerField(null=True)  # "190 năm" as written
    round_no = models.PositiveSmallIntegerField(null=True)  # None: the whole year
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "order"], name="commemoration_order_once_in_a_movement"
            ),
            models.CheckConstraint(name="commemoration_is_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="commemoration_day_comes_with_its_month",
                condition=Q(day=None, month=None) | Q(day__range=(1, 31), month__range=(1, 12)),
            ),
            models.CheckConstraint(
                name="commemoration_years_stand_in_order",
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def counted(self) -> int | None:
        """The years between the two years written; None where the text does not give both."""
        return self.until - self.since if self.since and self.until else None

    @property
    def disagrees(self) -> bool:
        """Whether the count written is not the difference of the years written."""
        return None not in (self.count, self.counted) and self.count != self.counted
