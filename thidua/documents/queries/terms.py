"""The glossary: words that papers explain, words officers read so, and the shipped list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from thidua.core.text import fold
from thidua.documents.models import Term
from thidua.documents.queries.papers import papers_seen_by
from thidua.org.access import Access
from thidua.org.terms import TERMS, terms_like
from thidua.org.terms import Term as Shipped


def terms_seen_by(access: Access) -> "QuerySet[Term]":
    """The installation's own words, and those of the papers this person may read."""
    return Term.objects.filter(Q(paper=None) | Q(paper__in=papers_seen_by(access).values("pk")))


@dataclass(frozen=True)
class Entry:
    """One line of the glossary: a kept term, or one of the shipped list that nobody has taken over yet."""

    written: str
    means: str
    variants: Sequence[str]
    stated: bool
    source: str
    term: Term | None

    @property
    def confirmed(self) -> bool:
        """Whether a person vouches for it."""
        return self.term is not None and self.term.confirmed_at is not None


def shipped_entries(words: str, kept: Iterable[str]) -> list[Entry]:
    """The shipped words that match and are not taken over under the same wording."""
    taken = set(kept)
    found: Iterable[Shipped] = terms_like(words) if words.strip() else TERMS
    return [
        Entry(term.written, term.means, term.variants, not term.inferred, term.source, None)
        for term in found
        if fold(term.written) not in taken
    ]


def glossary(access: Access, words: str) -> "QuerySet[Term]":
    """Kept terms whose wording, variants or meaning hold these words, in order of wording."""
    found = terms_seen_by(access).select_related("paper", "confirmed_by__person")
    asked = fold(words)
    if asked:
        found = found.filter(
            Q(folded__contains=asked)
            | Q(means__icontains=words.strip())
            | Q(variants__icontains=words.strip())
        )
    return found.defer("paper__source_lines", "paper__reading").order_by("folded", "id")
