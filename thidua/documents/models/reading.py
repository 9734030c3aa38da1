"""What people made of a reading: values put right beside what was read, and the words a text explains."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from thidua.documents.models.paper import Paper
from thidua.org.models import User


class Correction(models.Model):
    """One value of a paper's reading as a person put it right. The reading itself is never overwritten.

    `where` is the path of the value in the reading; the newest row of a path holds, and a new row undoes it.
    """

    personal_data = ()

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="corrections")
    where = models.CharField(max_length=80)
    was = models.TextField(blank=True)  # as it stood just before; empty is "không nêu trong văn bản"
    now = models.TextField(blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["paper", "where"], name="correction_of_paper")]
        constraints = [
            models.CheckConstraint(name="correction_gives_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="correction_says_where", condition=~Q(where="")),
        ]

    def __str__(self) -> str:
        return f"{self.where}: {self.now or 'không nêu'}"


class Term(models.Model):
    """One word, alias or abbreviation of one paper, or of the whole installation when it names no paper.

    Either the text itself says what it means ("nêu trong văn bản"), or officers read it so ("suy ra") until a
    named person confirms it (traceability E.14).
    """

    personal_data = ()

    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="terms")
    written = models.CharField(max_length=100)
    folded = models.CharField(max_length=100, db_collation="C")
    means = models.TextField(blank=True)  # empty: used in the text and explained nowhere
    variants = ArrayField(models.CharField(max_length=100), default=list)
    stated = models.BooleanField()
    source = models.CharField(max_length=300, blank=True)
    line = models.PositiveIntegerField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["folded", "id"]
        indexes = [models.Index(fields=["folded"], name="term_by_wording")]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "folded"], nulls_distinct=False, name="term_once_in_a_paper"
            ),
            models.CheckConstraint(
                name="term_confirmed_says_who_and_when",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="term_that_is_known_has_a_meaning",
                condition=Q(stated=False, confirmed_at=None) | ~Q(means=""),
            ),
            models.CheckConstraint(
                name="term_stated_in_a_paper_names_its_line",
                condition=Q(stated=False) | Q(paper=None) | Q(line__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.written
