"""Movements, campaigns and programmes that a plan calls for by name, who has registered for them, and mottos."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.documents.models import Node, Paper
from thidua.movements.models.content import Content
from thidua.movements.models.movement import Movement
from thidua.org.models import Person, Unit, User


class Programme(models.Model):
    """One movement, campaign or programme that the plan calls for by name, as written.

    Its owner opens registration; where that is a union body, only the union's own people do (NH-32).
    """

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

    class Base(models.TextChoices):
        """Who may register: what the share is a share of."""

        STAFF = "staff", "cán bộ, giáo viên, nhân viên, người lao động"
        WOMEN = "women", "nữ cán bộ, giáo viên, nhân viên, người lao động"
        TEACHERS = "teachers", "giáo viên"
        UNIONS = "unions", "tổ chức công đoàn"
        SCHOOLS = "schools", "trường học"
        NOT_STATED = "", "chưa quyết định"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="programmes")
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    kind = models.CharField(max_length=15, choices=Kind, blank=True)
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField(null=True)
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="programmes_owned")
    basis = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="programmes_based_on")
    base = models.CharField(max_length=8, choices=Base, blank=True, default="")
    theme = models.CharField(max_length=300, blank=True, default="")
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "order"], name="programme_order_once_in_a_movement"),
            models.CheckConstraint(name="programme_is_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="programme_opened_says_who_when_for_whom",
                condition=Q(opened_at=None, opened_by=None)
                | (Q(opened_at__isnull=False, opened_by__isnull=False, owner__isnull=False) & ~Q(base="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("programme", args=[self.pk])


class ProgrammeRegistration(models.Model):
    """One person or one body that takes part in a programme for one school year, and what came of it (NH-28)."""

    personal_data = ("person", "target", "result")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="registrations")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+"
    )  # the body, or where the person is counted
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    school_year = models.CharField(max_length=9)
    target = models.TextField()  # the deeds they mean to do
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    result = models.TextField(blank=True)
    result_at = models.DateTimeField(null=True)
    result_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "unit", "school_year"],
                condition=Q(person=None),
                name="registration_once_a_year_for_a_unit",
            ),
            models.UniqueConstraint(
                fields=["programme", "person", "school_year"],
                condition=Q(person__isnull=False),
                name="registration_once_a_year_for_a_person",
            ),
            models.CheckConstraint(
                name="registration_result_says_who_and_when",
                condition=Q(result="", result_at=None, result_by=None)
                | (~Q(result="") & Q(result_at__isnull=False, result_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit}, {self.school_year}"


class Motto(models.Model):
    """One line to live by, as one plan words it; another plan's wording is another row (EK-78, LT-43)."""

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="mottos")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    folded = models.TextField(db_collation="C")
    content = models.ForeignKey(Content, models.SET_NULL, null=True, related_name="mottos")
    node = models.ForeignKey(Node, models.SET_NULL, null=True, related_name="+")
    line = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "order"], name="motto_order_once_in_a_movement"),
            models.CheckConstraint(name="motto_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text
