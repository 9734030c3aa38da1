"""Copies of papers: each a numbered record of its own that points at the paper it was made from."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.documents.models.number_book import NumberBook
from thidua.documents.models.paper import Paper
from thidua.documents.models.signature import SignatureBlock
from thidua.org.models import Person, Unit, User


class PaperCopy(models.Model):
    """One copy that a unit made of a paper it holds, with the copy's own number, day and signature.

    NĐ 30/2020, Điều 25 and 26: sao y of the paper itself, sao lục of a sao y, trích sao of a part; all
    three share one series of numbers in the year (Phụ lục I, phần II).
    """

    personal_data = ("person",)

    class How(models.TextChoices):
        WHOLE = "SY", "Sao y"
        AGAIN = "SL", "Sao lục"
        PART = "TrS", "Trích sao"

    source = models.ForeignKey(Paper, models.PROTECT, related_name="copies")
    made_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")
    how = models.CharField(max_length=3, choices=How)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    book = models.ForeignKey(NumberBook, models.PROTECT, related_name="copies")
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=60)
    day = models.DateField()
    place = models.CharField(max_length=100)
    part = models.TextField(blank=True)  # of a trích sao: which part
    sent_to = models.CharField(max_length=300)
    sheets = models.PositiveIntegerField(default=1)  # how many were made
    authority = models.CharField(max_length=4, choices=SignatureBlock.Authority, blank=True)
    lines = models.JSONField(default=list)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="copy_number_once_in_a_book"),
            models.CheckConstraint(name="copy_of_a_part_says_which", condition=~Q(how="TrS") | ~Q(part="")),
            models.CheckConstraint(
                name="copy_again_is_made_from_a_copy",
                condition=Q(how="SL", made_from__isnull=False) | ~Q(how="SL") & Q(made_from=None),
            ),
            models.CheckConstraint(name="copy_prints_a_title", condition=~Q(lines=[])),
            models.CheckConstraint(name="copy_is_made_at_least_once", condition=Q(sheets__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()} {self.code}"

    def get_absolute_url(self) -> str:
        """Where the copy is listed: on the page of the paper."""
        return f"{reverse('paper', args=[self.source_id])}#ban-sao"

    @property
    def code(self) -> str:
        """Number and symbol as written: 02/SY-THPTLT."""
        return f"{self.number:02}/{self.symbol}"
