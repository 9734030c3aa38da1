"""What number books hold: which paper bears each number, which numbers nobody bears, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max, Model, QuerySet

from thidua.documents.models import NumberBook, NumberGap, Paper, PaperCopy
from thidua.documents.models.number_book import ARRIVALS, COPIES
from thidua.documents.rules.books import unexplained
from thidua.org.models import Unit

# Series kept by papers and copies. Other rooms keep books of their own, such as the golden book of awards.
OF_PAPERS = ("", ARRIVALS, COPIES, *Paper.Kind.values)
# Every number given by a book of papers is borne by a paper or a copy, or explained; fsck asks the same.
GAPS = """
SELECT u.label, b.kind, b.year, n.number FROM documents_numberbook b
JOIN org_unit u ON u.id = b.unit_id
CROSS JOIN LATERAL generate_series(b.opening + 1, b.last) AS n (number)
WHERE b.kind = ANY (%s)
  AND NOT EXISTS (SELECT 1 FROM documents_numbergap g WHERE g.book_id = b.id AND g.number = n.number)
  AND NOT EXISTS (SELECT 1 FROM documents_papercopy c WHERE c.book_id = b.id AND c.number = n.number)
  AND NOT EXISTS (
      SELECT 1 FROM documents_paper p WHERE p.book_id = b.id
        AND CASE WHEN b.kind = 'ĐẾN' THEN p.arrival ELSE p.number END = n.number
        AND p.state IN ('issued', 'withdrawn', 'received')
  )
ORDER BY 1, 2, 3, 4
"""


def gap_faults() -> Iterator[str]:
    """A sentence for each number that was given and that nothing accounts for; none when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(GAPS, [list(OF_PAPERS)])
        for label, kind, year, number in cursor.fetchall():
            yield f"Sổ {kind or 'chung'} năm {year} của {label}: số {number:02} không có văn bản và chưa giải trình."


def last_of_kind(unit: Unit, year: int, kind: str) -> int:
    """The highest number that a unit's papers of a kind bear in a year, in whatever book; 0 when there is none."""
    out = [Paper.State.ISSUED, Paper.State.WITHDRAWN]
    papers = Paper.objects.filter(owner=unit, day__year=year, state__in=out, kind=kind)
    top: int | None = papers.aggregate(top=Max("number"))["top"]
    return top or 0


def bearer_of(book: NumberBook, number: int) -> Model | None:
    """The paper or copy that bears a number of a book."""
    column = "arrival" if book.kind == ARRIVALS else "number"
    paper = book.papers.filter(**{column: number}).defer("source_lines", "reading").first()
    return paper or book.copies.filter(number=number).first()


@dataclass(frozen=True)
class BookPage:
    """One book: what bears its numbers, what was explained, and what still has to be."""

    book: NumberBook
    papers: "QuerySet[Paper]"
    copies: "QuerySet[PaperCopy]"
    gaps: list[NumberGap]
    unexplained: list[int]


def book_page(book: NumberBook) -> BookPage:
    """Gather a book's page."""
    column = "arrival" if book.kind == ARRIVALS else "number"
    papers = book.papers.select_related("owner").defer("source_lines", "reading").order_by(f"-{column}")
    copies = book.copies.select_related("source", "person").defer("source__source_lines", "source__reading")
    gaps = list(book.gaps.select_related("by__person"))
    borne = {*book.papers.values_list(column, flat=True), *book.copies.values_list("number", flat=True)}
    explained = {gap.number for gap in gaps}
    holes = unexplained(book.opening + 1, book.last, borne=borne, explained=explained)
    return BookPage(book, papers, copies.order_by("-number"), gaps, holes)


def book_for_copies(unit: Unit, year: int) -> NumberBook | None:
    """The one series that all copies of a unit share in a year."""
    return NumberBook.objects.filter(unit=unit, year=year, kind=COPIES).first()
