"""Number books: the next number of a unit's papers, taken under a lock."""

from django.db import models
from django.db.models import F, Q

from thidua.documents.models.paper import Kind
from thidua.org.models import Unit


class NumberBook(models.Model):
    """One running series of one unit in one year: for a kind of paper, or shared by all (kind empty).

    NĐ 30/2020, Điều 15: from 01 on 1 January; single or per kind as the head decides. A book that starts
    in mid-year carries the last number used outside the system, with the reason.
    """

    personal_data = ()

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="number_books")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, blank=True)
    opening = models.PositiveIntegerField(default=0)
    opening_reason = models.CharField(max_length=300, blank=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "kind"], name="number_book_once_a_year"),
            models.CheckConstraint(name="number_book_runs_forward", condition=Q(last__gte=F("opening"))),
            models.CheckConstraint(
                name="number_book_opened_late_says_why", condition=Q(opening=0) | ~Q(opening_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"Sổ số {self.kind or 'chung'} {self.year}, {self.unit}"

    @property
    def kind_label(self) -> str:
        """What is numbered here, in words."""
        if not self.kind:
            return "Chung cho mọi loại văn bản"
        return dict(Kind.choices).get(self.kind, f"Dãy số {self.kind}")

    @property
    def next(self) -> int:
        """The number the next paper will get."""
        return self.last + 1
