"""Everything the page of one paper says, gathered once."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from thidua.core.errors import Blocker
from thidua.documents.models import Citation, Irregularity, Paper, Receipt, Recipient, SignatureBlock
from thidua.documents.queries.issuing import (
    Signing,
    authorities_of,
    book_for,
    missing_to_issue,
    missing_to_sign,
)
from thidua.documents.queries.papers import letter_of, papers_seen_by, receipt_rate
from thidua.documents.rules import papers as rules
from thidua.documents.writing.wording import Sheet, sheet_of
from thidua.org.access import Ability, Access

Step = tuple[str, str, str]


@dataclass(frozen=True)
class Acts:
    """What this person may do with the paper now, and what stands in the way."""

    may_file: bool
    may_sign: bool
    authorities: list[Signing]
    against_signing: list[Blocker]
    against_issuing: list[Blocker]
    against_editing: list[Blocker]
    against_addressing: list[Blocker]
    to_acknowledge: list[str]  # in whose name the paper can be said to have arrived


@dataclass(frozen=True)
class PaperPage:
    """One paper as its page shows it."""

    paper: Paper
    sheet: Sheet | None
    marks: list[dict[str, Any]]
    irregularities: list[Irregularity]
    citations: list[Citation]
    cited_by: list[Paper]
    reachable: set[int]
    recipients: list[Recipient]
    signatures: list[SignatureBlock]
    opened: int
    sent: int
    waiting: list[str]
    next_number: int | None
    bears: dt.date
    steps: list[Step]
    acts: Acts

    @property
    def stated(self) -> dict[str, Any]:
        """The first page's facts as the reader found them; empty for a paper that was never read."""
        found: dict[str, Any] = self.paper.reading.get("metadata", {})
        return found


def receiving_units(access: Access) -> Any:
    """The units for which this person may say that a paper has arrived."""
    held = (Ability.PAPER_FILE, Ability.MOVEMENT_DECIDE, Ability.REPORT_FILL)
    first, *rest = (access.units(ability) for ability in held)
    for more in rest:
        first |= more
    return first


def paper_page(paper: Paper, access: Access) -> PaperPage:
    """Gather the page of a paper for one person on the day of their access."""
    opened, sent = receipt_rate(paper)
    citations = list(paper.citations.select_related("target").order_by("line", "id"))
    cited_by = list(
        papers_seen_by(access).filter(citations__target=paper).distinct().defer("source_lines", "reading")
    )
    signatures = list(paper.signatures.select_related("person").order_by("id"))
    recipients = list(paper.recipients.select_related("unit"))
    irregularities = list(paper.irregularities.all())
    bears = paper.day or access.day
    book = book_for(paper.owner, bears.year, paper.kind) if paper.is_ours else None
    targets = [row.target_id for row in citations if row.target_id]
    acts = _acts(paper, access, bears)
    return PaperPage(
        paper=paper,
        sheet=sheet_of(letter_of(paper)) if paper.is_ours else None,
        marks=[{"line": row.line, "text": row.sentence, "code": row.code} for row in irregularities],
        irregularities=irregularities,
        citations=citations,
        cited_by=cited_by,
        reachable=set(papers_seen_by(access).filter(pk__in=targets).values_list("pk", flat=True)),
        recipients=recipients,
        signatures=signatures,
        opened=opened,
        sent=sent,
        waiting=_waiting(paper) if acts.may_file or acts.may_sign else [],
        next_number=book.last + 1 if book else None,
        bears=bears,
        steps=_steps(paper, signed=bool(signatures), addressed=bool(recipients), sent=sent),
        acts=acts,
    )


def _acts(paper: Paper, access: Access, bears: dt.date) -> Acts:
    may_sign = paper.is_ours and access.may(Ability.PAPER_SIGN, paper.owner)
    authorities = authorities_of(paper.owner, access.user.person_id, on=access.day) if may_sign else []
    route = paper.route
    mine = Receipt.objects.filter(paper=paper, received_at=None)
    own = mine.filter(person_id=access.user.person_id) | mine.filter(unit__in=receiving_units(access))
    return Acts(
        may_file=paper.is_ours and access.may(Ability.PAPER_FILE, paper.owner),
        may_sign=may_sign,
        authorities=authorities,
        against_signing=missing_to_sign(paper, authorities[0]) if authorities else [],
        against_issuing=missing_to_issue(paper, day=bears, today=access.day, route=route),
        against_editing=rules.blockers_to_edit(paper.state, paper.code),
        against_addressing=rules.blockers_to_address(paper.state, paper.code),
        to_acknowledge=["anh/chị" if row.person_id else str(row.unit) for row in own.select_related("unit")],
    )


def _waiting(paper: Paper) -> list[str]:
    """Who has not opened the paper yet, units first, by name; at most forty."""
    rows = paper.receipts.filter(received_at=None).select_related("unit", "person")
    ordered = rows.order_by("person__sort_key", "unit__sort_key")[:40]
    units = [str(row.unit) for row in ordered if row.unit_id]
    return [*units, *(row.person.name for row in ordered if row.person is not None)]


def _steps(paper: Paper, *, signed: bool, addressed: bool, sent: int) -> list[Step]:
    """The path of an own paper from its draft to those who receive it; a received one has none."""
    if not paper.is_ours:
        return []
    issued = paper.issued_at is not None
    done = [True, addressed, signed, issued]
    notes = [
        "",
        "Đã ghi" if addressed else "Chưa ghi",
        "Đã ký" if signed else "Chưa ký",
        f"{sent} nơi" if issued else "",
    ]
    names = ["Dự thảo", "Nơi nhận", "Ký", "Phát hành"]
    now = done.index(False) if False in done else None
    states = ["done" if ready else "now" if place == now else "todo" for place, ready in enumerate(done)]
    return list(zip(names, states, notes, strict=True))
