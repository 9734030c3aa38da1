"""Scores: what a subject says of itself, what it is appraised at, and what holds; three columns, never one."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.movements.models.calendar import Round
from thidua.movements.models.criterion import Criterion
from thidua.movements.models.exemption import Exemption
from thidua.org.models import Person, Unit, User


class Standing(models.TextChoices):
    """What one figure of a score is; zero points is a figure, and none of the other three."""

    NOT_SCORED = "", "chưa chấm"
    SCORED = "scored", "đã chấm"
    NOT_APPLICABLE = "not_applicable", "không áp dụng"
    EXEMPTED = "exempted", "được miễn"


def _state() -> "models.CharField[str, str]":
    return models.CharField(max_length=14, choices=Standing, blank=True)


def _figure() -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=6, decimal_places=2, null=True)


def _teller() -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(User, models.PROTECT, null=True, related_name="+")


def _told(stage: str) -> models.CheckConstraint:
    """A figure is there exactly when scored; whatever was said has its who and when, and a "no" its reason."""
    said = Q(**{f"{stage}_by__isnull": False, f"{stage}_at__isnull": False})
    none, figure = (
        Q(**{f"{stage}_figure": None}),
        Q(**{f"{stage}_figure__isnull": False, f"{stage}_figure__gte": 0}),
    )
    untold = Q(**{f"{stage}_state": "", f"{stage}_reason": "", f"{stage}_by": None, f"{stage}_at": None})
    why = ~Q(**{f"{stage}_reason": ""})
    return models.CheckConstraint(
        name=f"score_{stage}_is_one_of_four_answers",
        condition=(untold & none)
        | (Q(**{f"{stage}_state": "scored"}) & figure & said)
        | (Q(**{f"{stage}_state": "not_applicable"}) & none & said & why)
        | (Q(**{f"{stage}_state": "exempted"}) & none & said & Q(exemption__isnull=False)),
    )


def _differs_with_reason(stage: str, before: str) -> models.CheckConstraint:
    same = Q(**{f"{stage}_figure": F(f"{before}_figure")}) | Q(**{f"{stage}_figure": None})
    return models.CheckConstraint(
        name=f"score_{stage}_unlike_{before}_says_why",
        condition=~Q(**{f"{stage}_state": "scored", f"{before}_state": "scored"})
        | same
        | ~Q(**{f"{stage}_reason": ""}),
    )


class Score(models.Model):
    """One criterion measured on one unit, or on one person of a unit, in a round or in the whole movement."""

    personal_data = (
        "person",
        "self_figure",
        "self_reason",
        "appraised_figure",
        "appraised_reason",
        "final_figure",
        "final_reason",
        "exemption",
    )

    STAGES = {"self": "Tự chấm", "appraised": "Thẩm định", "final": "Kết quả"}

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="+")
    exemption = models.ForeignKey(Exemption, models.PROTECT, null=True, related_name="+")

    self_state, self_figure = _state(), _figure()
    self_reason = models.TextField(blank=True)
    self_by, self_at = _teller(), models.DateTimeField(null=True)
    appraised_state, appraised_figure = _state(), _figure()
    appraised_reason = models.TextField(blank=True)
    appraised_by, appraised_at = _teller(), models.DateTimeField(null=True)
    final_state, final_figure = _state(), _figure()
    final_reason = models.TextField(blank=True)
    final_by, final_at = _teller(), models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "person"], name="score_of_a_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "unit", "person", "round"],
                nulls_distinct=False,
                name="score_once_for_a_subject_and_round",
            ),
            _told("self"),
            _told("appraised"),
            _told("final"),
            _differs_with_reason("appraised", "self"),
            _differs_with_reason("final", "appraised"),
            models.CheckConstraint(
                name="score_final_follows_an_appraisal",
                condition=Q(final_state="") | ~Q(appraised_state=""),
            ),
            models.CheckConstraint(
                name="score_is_not_appraised_by_who_scored_themself",
                condition=Q(self_by=None) | Q(appraised_by=None) | ~Q(self_by=F("appraised_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit}: {self.criterion}"

    def get_absolute_url(self) -> str:
        """The sheet it stands on."""
        movement = self.criterion.movement_id
        if self.person_id:
            sheet = reverse("sheet_of_person", args=[movement, self.person_id])
        else:
            sheet = reverse("sheet_of_unit", args=[movement, self.unit_id])
        return f"{sheet}?dot={self.round_id}" if self.round_id else sheet


class ScoreChange(models.Model):
    """A mark that another replaced: what stood, what came, why, by whom. Appended, never changed."""

    personal_data = ("was_figure", "figure", "reason")

    score = models.ForeignKey(Score, models.PROTECT, related_name="changes")
    stage = models.CharField(max_length=9)
    was_state, was_figure = _state(), _figure()
    new_state, figure = _state(), _figure()
    reason = models.TextField()
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="score_change_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{Score.STAGES[self.stage]} {self.score}"
