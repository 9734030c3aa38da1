"""Everything the page of one paper says, gathered once."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from thidua.core.errors import Blocker
from thidua.documents.models import Citation, Irregularity, Paper, PaperCopy, Receipt, Recipient
from thidua.documents.queries.copies import copies_of
from thidua.documents.queries.issuing import book_for, missing_to_issue
from thidua.documents.queries.papers import letter_of, papers_seen_by
from thidua.documents.queries.receipts import Rate, receipts_rate
from thidua.documents.queries.signing import (
    Sides,
    Signing,
    authorities_of,
    is_head_of,
    missing_to_sign,
    sides_of,
    units_to_sign_for,
)
from thidua.documents.queries.titles import untitled_posts
from thidua.documents.rules import papers as rules
from thidua.documents.rules.correcting import OUT
from thidua.documents.rules.signing import one_signer_sentence
from thidua.documents.writing.wording import Sheet, sheet_of
from thidua.org.access import Ability, Access
from thidua.org.models import Unit

Step = tuple[str, str, str]
_UNSIGNED = frozenset({Paper.State.DRAFT, Paper.State.PENDING})


@dataclass(frozen=True)
class Seat:
    """One side for which this person may sign, in which ways, and what stands in the way or should be known first."""

    unit: Unit
    authorities: list[Signing]
    against: list[Blocker]
    warning: str


@dataclass(frozen=True)
class Acts:
    """What this person may do with the paper now, and what stands in the way."""

    may_file: bool
    may_keep: bool  # the register of received papers in which this one stands
    may_confirm: bool  # that one person signs for two sides
    may_correct: bool  # replace or withdraw
    may_copy: bool
    may_title: bool  # state the title of a signer who has none
    untitled: list[str]  # those signers, by name
    seats: list[Seat]
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
    sides: Sides
    copies: list[PaperCopy]
    replacement: Paper | None  # which stands, or will stand, in place of this one
    rate: Rate
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
    rate = receipts_rate(paper)
    citations = list(paper.citations.select_related("target").order_by("line", "id"))
    cited_by = list(
        papers_seen_by(access).filter(citations__target=paper).distinct().defer("source_lines", "reading")
    )
    sides = sides_of(paper)
    recipients = list(paper.recipients.select_related("unit"))
    irregularities = list(paper.irregularities.all())
    bears = paper.day or access.day
    book = book_for(paper.owner, bears.year, paper.kind) if paper.is_ours else None
    targets = [row.target_id for row in citations if row.target_id]
    acts = _acts(paper, access, bears, sides)
    newer = papers_seen_by(access).filter(replaces=paper).exclude(state=Paper.State.WITHDRAWN)
    return PaperPage(
        paper=paper,
        sheet=sheet_of(letter_of(paper)) if paper.is_ours else None,
        marks=[{"line": row.line, "text": row.sentence, "code": row.code} for row in irregularities],
        irregularities=irregularities,
        citations=citations,
        cited_by=cited_by,
        reachable=set(papers_seen_by(access).filter(pk__in=targets).values_list("pk", flat=True)),
        recipients=recipients,
        sides=sides,
        copies=list(copies_of(paper)),
        replacement=newer.defer("source_lines", "reading").first(),
        rate=rate,
        waiting=_waiting(paper) if acts.may_file or access.may(Ability.PAPER_SIGN, paper.owner) else [],
        next_number=book.last + 1 if book else None,
        bears=bears,
        steps=_steps(paper, sides, addressed=bool(recipients), sent=rate.sent),
        acts=acts,
    )


def _acts(paper: Paper, access: Access, bears: dt.date, sides: Sides) -> Acts:
    person = access.user.person_id
    mine = Receipt.objects.filter(paper=paper, received_at=None)
    own = mine.filter(person_id=person) | mine.filter(unit__in=receiving_units(access))
    may_confirm = bool(sides.unconfirmed) and paper.issued_at is None
    keeps = access.may(Ability.PAPER_FILE, paper.owner)
    may_file = paper.is_ours and keeps
    unsigned = sides.unsigned if paper.state in _UNSIGNED else []
    untitled = [post.person.name for post in untitled_posts(unsigned, on=access.day)] if unsigned else []
    return Acts(
        untitled=untitled,
        may_title=any(access.may(Ability.PAPER_FILE, unit) for unit in unsigned) if untitled else False,
        may_file=may_file,
        may_keep=keeps and not paper.is_ours,
        may_correct=may_file and paper.state == Paper.State.ISSUED,
        may_copy=paper.state in OUT and units_to_sign_for(access).exists(),
        may_confirm=may_confirm and is_head_of(sides.lead, person, on=access.day),
        seats=_seats(paper, access, sides) if paper.state in _UNSIGNED else [],
        against_issuing=missing_to_issue(paper, day=bears, today=access.day, route=paper.route),
        against_editing=rules.blockers_to_edit(paper.state, paper.code),
        against_addressing=rules.blockers_to_address(paper.state, paper.code),
        to_acknowledge=["anh/chị" if row.person_id else str(row.unit) for row in own.select_related("unit")],
    )


def _seats(paper: Paper, access: Access, sides: Sides) -> list[Seat]:
    """The sides that still lack a signature this person may give."""
    mine = set(units_to_sign_for(access).values_list("pk", flat=True)) if sides.unsigned else set()
    person = access.user.person_id
    signed_for = [str(side.unit) for side in sides.sides if side.block and side.block.person_id == person]
    found = []
    for unit in sides.unsigned:
        if unit.pk in mine:
            ways = authorities_of(unit, person, on=access.day)
            name = access.user.get_full_name()
            warning = one_signer_sentence(name, [*signed_for, str(unit)]) if signed_for else ""
            found.append(Seat(unit, ways, missing_to_sign(paper, ways[0], unit), warning))
    return found


def _waiting(paper: Paper) -> list[str]:
    """Who has not opened the paper yet, units first, by name; at most forty."""
    rows = paper.receipts.filter(received_at=None).select_related("unit", "person")
    ordered = rows.order_by("person__sort_key", "unit__sort_key")[:40]
    units = [str(row.unit) for row in ordered if row.unit_id]
    return [*units, *(row.person.name for row in ordered if row.person is not None)]


def _steps(paper: Paper, sides: Sides, *, addressed: bool, sent: int) -> list[Step]:
    """The path of an own paper from its draft to those who receive it; a received one has none."""
    if not paper.is_ours:
        return []
    issued, left = paper.issued_at is not None, len(sides.unsigned)
    total = len(sides.sides)
    signed = f"{total - left} trên {total} bên" if sides.joint and left else "Chưa ký" if left else "Đã ký"
    done = [True, addressed, not left, issued]
    notes = ["", "Đã ghi" if addressed else "Chưa ghi", signed, f"{sent} nơi" if issued else ""]
    names = ["Dự thảo", "Nơi nhận", "Ký", "Phát hành"]
    now = done.index(False) if False in done else None
    states = ["done" if ready else "now" if place == now else "todo" for place, ready in enumerate(done)]
    return list(zip(names, states, notes, strict=True))
