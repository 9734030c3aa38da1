"""Number books: the next number of a unit's papers, taken under a lock, and why a number is borne by none."""

from django.db import models
from django.db.models import F, Q

from thidua.documents.models.paper import Kind
from thidua.org.models import Unit, User

ARRIVALS, COPIES = "ĐẾN", "SAO"  # series that are of no kind of own paper
SERIES = {"": "Chung cho mọi loại văn bản", ARRIVALS: "Số đến của văn bản đến", COPIES: "Bản sao các loại"}


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
        return SERIES.get(self.kind) or dict(Kind.choices).get(self.kind, f"Dãy số {self.kind}")

    @property
    def next(self) -> int:
        """The number the next paper will get."""
        return self.last + 1


class NumberGap(models.Model):
    """One number of a book that no paper of the system bears, and who said why.

    A number kept by hand for a paper made outside, one given and cancelled, one lost with a paper book.
    """

    personal_data = ()

    book = models.ForeignKey(NumberBook, models.PROTECT, related_name="gaps")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="number_gap_is_explained_once"),
            models.CheckConstraint(name="number_gap_gives_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"Số {self.number:02}: {self.reason}"
