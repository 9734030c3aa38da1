"""The words of papers: kept when a paper is read, vouched for by a person when they are only inferred."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import official
from thidua.core.errors import refuse_if
from thidua.core.text import fold
from thidua.documents.models import Paper, Term
from thidua.documents.rules import reading as rules
from thidua.org import terms as shipped
from thidua.org.models import User


def keep_terms(paper: Paper) -> int:
    """Keep the words that a paper's reading explains, each with its line; returns how many."""
    named = f"{paper}, {official(paper.day)}" if paper.day else str(paper)
    rows = [
        Term(
            paper=paper,
            written=term.written[:100],
            folded=fold(term.written)[:100],
            means=term.means,
            stated=term.stated,
            source=f"{named}: {term.source}"[:300],
            line=term.line,
        )
        for term in rules.terms_in(paper.reading)
    ]
    return len(Term.objects.bulk_create(rows, ignore_conflicts=True))


@transaction.atomic
def confirm_term(term: Term, *, by: User, at: dt.datetime, means: str = "") -> Term:
    """Vouch by name for what an inferred word means; the meaning given here is kept. Refuses one without a meaning."""
    term = Term.objects.select_for_update(of=("self",)).select_related("paper__owner").get(pk=term.pk)
    means = " ".join((means or term.means).split())
    refuse_if(rules.blockers_to_confirm(means=means, confirmed=term.stated or term.confirmed_at is not None))
    term.means, term.confirmed_by, term.confirmed_at = means, by, at
    term.save(update_fields=["means", "confirmed_by", "confirmed_at"])
    record(
        "term.confirmed",
        f"Xác nhận thuật ngữ “{term}”: {means}.",
        by=by,
        about=term,
        unit=term.paper.owner if term.paper else None,
        at=at,
    )
    return term


@transaction.atomic
def confirm_shipped_term(written: str, *, by: User, at: dt.datetime) -> Term:
    """Take a word of the shipped list into the installation's own, vouched for by name."""
    known = shipped.audience(written)
    row = Term.objects.filter(paper=None, folded=fold(written)).first()
    refuse_if(
        rules.blockers_to_confirm(
            means=known.means if known else "",
            confirmed=row is not None or (known is not None and not known.inferred),
        )
    )
    assert known is not None
    row = Term.objects.create(
        written=known.written,
        folded=fold(known.written),
        means=known.means,
        variants=list(known.variants),
        stated=False,
        source=known.source,
        confirmed_by=by,
        confirmed_at=at,
    )
    record("term.confirmed", f"Xác nhận thuật ngữ “{row}”: {row.means}.", by=by, about=row, at=at)
    return row
