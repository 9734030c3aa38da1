"""Movements, campaigns and programmes that a plan calls for by name."""

from django.db import models
from django.db.models import Q

from thidua.documents.models import Node
from thidua.movements.models.movement import Movement


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
