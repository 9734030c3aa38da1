"""The movement itself, and the parts its plan left open."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.core.lexemes import words_column, words_index
from thidua.documents.models import Paper
from thidua.org.models import Unit, User


class MovementRoot(models.Model):
    """One movement as everybody knows it, whoever runs it: each unit's own movement is a branch of a root.

    Roots with like names stay apart; a unit moves its own branch to another only by decision, with a reason (LT-09).
    """

    personal_data = ()

    name = models.TextField()
    folded = models.TextField(db_collation="C", db_index=True)

    def __str__(self) -> str:
        return self.name


class Movement(models.Model):
    """One emulation movement as one unit runs it, resting on that unit's plan. The period may have no end."""

    personal_data = ()

    class Kind(models.TextChoices):
        SPECIAL = "special", "đặc biệt"
        SCHOOL_YEAR = "school_year", "năm học"
        THEMATIC = "thematic", "chuyên đề"
        BY_ROUND = "by_round", "theo đợt"

    class Subject(models.TextChoices):
        """Whom a movement is for: the groups of people of the plans, and collectives."""

        COLLECTIVE = "collective", "tập thể"
        CADRE = "cadre", "cán bộ"
        CIVIL_SERVANT = "civil_servant", "công chức"
        TEACHER = "teacher", "giáo viên"
        STAFF = "staff", "nhân viên"
        WORKER = "worker", "người lao động"
        PUPIL = "pupil", "học sinh"
        STUDENT = "student", "sinh viên"

    class Rooted(models.TextChoices):
        """Why a movement is a branch of its root."""

        OWN = "own", "khởi đầu ở đây"
        PARENT = "parent", "theo phong trào cấp trên"
        CITED = "cited", "theo văn bản mà kế hoạch căn cứ"
        NAME = "name", "cùng tên phong trào đặc biệt"
        DECIDED = "decided", "theo quyết định của đơn vị"

    class State(models.TextChoices):
        DRAFT = "draft", "đang chuẩn bị"
        RUNNING = "running", "đang diễn ra"
        CLOSED = "closed", "đã tổng kết"

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    name = models.TextField()
    folded = models.TextField(db_collation="C")
    words = words_column("folded")
    slogan = models.TextField(blank=True)
    theme = models.TextField(blank=True)  # of the year (chủ đề năm học)
    scope = models.TextField(blank=True)  # as the plan words it; who that is, the tree of the launch day says
    school_year = models.CharField(max_length=9, blank=True)
    subjects = ArrayField(models.CharField(max_length=15), default=list)  # subject groups
    during = DateRangeField(null=True)
    plan = models.OneToOneField(Paper, models.PROTECT, related_name="movement")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    basis = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="movements_based_on")
    root = models.ForeignKey(MovementRoot, models.PROTECT, null=True, related_name="branches")
    rooted = models.CharField(max_length=7, choices=Rooted, blank=True)
    rooted_reason = models.TextField(blank=True)
    rooted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    rooted_at = models.DateTimeField(null=True)
    cloned_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="next_year")
    rounds_confirmed = models.BooleanField(
        default=True
    )  # not so while a clone's shifted rounds await a person
    first_launch = models.OneToOneField("Launch", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    launched_at = models.DateTimeField(null=True)
    launched_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [words_index("movement_words")]
        constraints = [
            models.CheckConstraint(
                name="movement_launched_says_who_and_when",
                condition=Q(state="draft", launched_at=None, launched_by=None)
                | (~Q(state="draft") & Q(launched_at__isnull=False, launched_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="movement_active_has_a_launch",
                condition=Q(state="draft", first_launch=None)
                | (~Q(state="draft") & Q(first_launch__isnull=False)),
            ),
            models.CheckConstraint(
                name="movement_root_says_why_it_is_the_root",
                condition=Q(root=None, rooted="") | (Q(root__isnull=False) & ~Q(rooted="")),
            ),
            models.CheckConstraint(
                name="movement_root_decided_says_who_when_and_why",
                condition=(~Q(rooted="decided") & Q(rooted_reason="", rooted_by=None, rooted_at=None))
                | (
                    Q(rooted="decided", rooted_by__isnull=False, rooted_at__isnull=False)
                    & ~Q(rooted_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The movement's page."""
        return reverse("movement", args=[self.pk])

    @property
    def last_day(self) -> dt.date | None:
        """The last day of its time as people write it; None while the end is open or not stated."""
        until = self.during.upper if self.during else None
        return until - dt.timedelta(days=1) if until else None


class Gap(models.Model):
    """A part the plan's text does not state, and what a named person decided about it. Nothing is filled silently.

    The parts of the plan are kept from the reading on and decided before the launch. The settings (award standards,
    quota, scale, dates) get a row when somebody answers, at the launch at the latest, where they may be left for later.
    """

    personal_data = ()

    class What(models.TextChoices):
        CRITERIA = "criteria", "Tiêu chí thi đua"
        AWARD_FORMS = "award_forms", "Hình thức khen thưởng"
        ROUNDS = "rounds", "Đợt thi đua"
        DEADLINES = "deadlines", "Thời hạn"
        STANDARDS = "standards", "Tiêu chuẩn khen thưởng"
        QUOTA = "quota", "Số lượng được đề nghị khen"
        SCALE = "scale", "Thang điểm"
        REPORT_DATE = "report_date", "Kỳ báo cáo, ngày báo cáo"
        AWARD_DATE = "award_date", "Thời gian khen thưởng"

    class Choice(models.TextChoices):
        INHERIT = "inherit", "theo kế hoạch cấp trên"
        OWN = "own", "quy định riêng"
        NOT_USED = "not_used", "không dùng"
        LATER = "later", "để sau"

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="gaps")
    what = models.CharField(max_length=12, choices=What)
    choice = models.CharField(max_length=8, choices=Choice, blank=True)
    text = models.TextField(blank=True)
    source = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "what"], name="gap_once_in_a_movement"),
            models.CheckConstraint(
                name="gap_decided_says_who_and_when",
                condition=Q(choice="", decided_by=None, decided_at=None)
                | (~Q(choice="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(name="gap_own_rule_has_words", condition=~Q(choice="own") | ~Q(text="")),
            models.CheckConstraint(
                name="gap_inherited_names_its_source",
                condition=~Q(choice="inherit") | Q(source__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.get_choice_display() or 'chưa quyết định'}"
