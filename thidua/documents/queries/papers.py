"""Lists of papers, who may see them, and the paper as a letter that can be printed."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.core.dates import day_of
from thidua.core.lexemes import as_query, holding
from thidua.documents.models import Composition, Evidence, Node, Paper, PaperIssuer, Receipt, Recipient
from thidua.documents.queries.signing import Sides, sides_of
from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.letter import Annex, Block, Letter, Signature
from thidua.documents.writing.pdf import to_pdf
from thidua.documents.writing.skeletons import Skeleton, skeleton_of
from thidua.org.access import Ability, Access
from thidua.org.models import Unit, UnitName

_NOT_YET_OUT = [Paper.State.DRAFT, Paper.State.PENDING, Paper.State.SIGNED]


def papers_seen_by(access: Access) -> "QuerySet[Paper]":
    """The papers of the units this person may read in, and those that were sent to them.

    A decision not yet issued is seen only by who may see such drafts, or who prepares them.
    """
    units = access.units(Ability.PAPER_VIEW)
    sent = Receipt.objects.filter(paper=OuterRef("pk"))
    sent = sent.filter(Q(person_id=access.user.person_id) | Q(unit__in=units))
    joined = PaperIssuer.objects.filter(paper=OuterRef("pk"))
    drafters = access.units(Ability.SEE_DECISION_DRAFTS) | access.units(Ability.PAPER_FILE)
    hidden = Q(kind=Paper.Kind.DECISION, state__in=_NOT_YET_OUT) & ~Q(owner__in=drafters)
    # A joint paper that is not out is the business of its issuers alone, not of those above or sent to.
    own = [post.unit.pk for post in access.posts]
    unfinished = Q(state__in=_NOT_YET_OUT) & Exists(joined) & ~Exists(joined.filter(unit__in=own))
    seen = Q(owner__in=units) | Exists(sent) | Exists(joined.filter(unit__in=units))
    return Paper.objects.filter(seen).exclude(hidden).exclude(unfinished)


def papers_in(
    seen: "QuerySet[Paper]",
    *,
    search: str = "",
    state: str = "",
    kind: str = "",
    body: int | None = None,
    archive: str = "",
) -> "QuerySet[Paper]":
    """Of these papers those that match, newest first; each with how many of those it went to have opened it.

    What is searched for is compared word by word without marks, so that "thi dua" finds "thi đua". `body` is the
    unit that issued it, `archive` the code of a place where it is kept: a joint paper is in both archives.
    """
    asked: dict[str, Any] = {"state": state, "kind": kind, "issuer": body}
    found = seen.filter(**{name: value for name, value in asked.items() if value})
    if archive.strip():
        code = rf"(^|[,; ]){re.escape(archive.strip())}([,;. ]|$)"
        sides = PaperIssuer.objects.filter(paper=OuterRef("pk"), archive__iregex=code)
        found = found.filter(Q(archive__iregex=code) | Exists(sides))
    if search.strip():
        words = holding(search)
        found = found.filter(words=as_query(words)) if words else found.none()
    counts = {"sent": _receipts(), "opened": _receipts(received_at__isnull=False)}
    ordered = (
        found.annotate(**counts).select_related("owner").order_by(F("day").desc(nulls_first=True), "-id")
    )
    return ordered.defer("source_lines", "reading")


def issuers_among(seen: "QuerySet[Paper]") -> list[tuple[int, str]]:
    """The bodies whose papers stand in a register, for choosing one."""
    issuers = Unit.objects.filter(pk__in=seen.filter(issuer__isnull=False).order_by().values("issuer"))
    return list(issuers.order_by("sort_key").values_list("pk", "label")[:300])


def _receipts(**which: bool) -> Coalesce:
    rows = Receipt.objects.filter(paper=OuterRef("pk"), **which).order_by().values("paper")
    return Coalesce(Subquery(rows.annotate(total=Count("pk")).values("total")), 0)


def evidence_of(kind: str, key: int) -> "QuerySet[Evidence]":
    """What is offered as proof of one thing, with who checked it."""
    rows = Evidence.objects.filter(about_kind=kind, about_id=key)
    return rows.select_related("file", "owner__person", "checked_by__person").order_by("id")


_BLOCK_KINDS = {"item": "text", "plain": "text", "preamble": "text", "closing": "text"}


def letter_of(paper: Paper, *, nodes: list[Node] | None = None) -> Letter:
    """The paper, or only these parts of it, as plain data, ready to be written as DOCX or PDF."""
    sides = sides_of(paper)
    issuers = [paper.issuer_written]
    if sides.joint:
        issuers = _names([side.unit.pk for side in sides.sides], paper.day or day_of(paper.created_at))
    nodes = list(paper.nodes.all()) if nodes is None else nodes
    form = _form_of(paper)
    return Letter(
        kind=(form.prints if form and form.prints else paper.get_kind_display()).upper(),
        subject=paper.headline,
        governing_body=paper.superior_written or None,
        issuer=issuers[0],
        co_issuers=tuple(issuers[1:]),
        number=paper.number if paper.issued_at else None,
        symbol=paper.symbol,
        place=paper.place or None,
        day=paper.day if paper.issued_at else None,
        to=tuple(filter(None, [paper.addressee])),
        authority_line=paper.authority_written,
        body=tuple(_block(node) for node in nodes if node.kind != "annex"),
        annexes=tuple(_annex(node) for node in nodes if node.kind == "annex"),
        recipients=_bullets(paper.recipients.all()),
        archive=paper.archive,
        signatures=_signatures(sides, issuers),
        end_mark=True,
        draft=paper.issued_at is None,
        numbered=form is None or form.numbered,
        dated=form is None or form.dated,
        issuer_named=str(paper.issuer or "") if not sides.joint else "",
    )


def _form_of(paper: Paper) -> Skeleton | None:
    """The skeleton a paper was composed from: it may print another name of its kind, or no number or day."""
    name = Composition.objects.filter(paper=paper).values_list("skeleton", flat=True).first()
    return skeleton_of(name) if name else None


def _annex(node: Node) -> Annex:
    """A list that goes with the paper, on pages of its own."""
    rows = tuple(tuple(str(cell) for cell in row) for row in node.rows)
    table = (Block("table", rows=rows, widths=_widths(rows)),) if rows else ()
    return Annex(node.title, table)


def _names(units: list[int], day: dt.date) -> list[str]:
    """What the units were called on a day, in the order given; today's name where none was kept for that day."""
    then = dict(UnitName.objects.on(day).filter(unit__in=units).values_list("unit", "name"))
    newest = dict(Unit.objects.filter(pk__in=units).values_list("pk", "label"))
    return [then.get(pk) or newest[pk] for pk in units]


def _signatures(sides: Sides, issuers: list[str]) -> tuple[Signature, ...]:
    """A place to sign for each side; a joint paper names the body above each and keeps the place of who is absent."""
    found = []
    for side, name in zip(sides.sides, issuers, strict=True):
        above = name if sides.joint else ""
        if side.block is not None:
            mark, lines = side.block.authority, tuple(side.block.lines)
            found.append(Signature(mark, lines, side.block.person.name, above))  # type: ignore[arg-type]
        elif sides.joint:
            found.append(Signature("", (), None, above))
    return tuple(found)


def _bullets(lines: Iterable[Recipient]) -> tuple[str, ...]:
    """The lines as printed: two bodies of one bullet together, and only a role that the text itself states."""
    found: list[str] = []
    for line in lines:
        role = f" ({line.get_role_display()})" if line.role_stated else ""
        if line.joined and found:
            found[-1] = f"{found[-1].removesuffix(role)}{line.joined}{line.written}{role}"
        else:
            found.append(f"{line.written}{role}")
    return tuple(found)


def _block(node: Node) -> Block:
    """A node as a block: its text keeps the marker it was written with, which the block prints by itself."""
    if node.kind == "heading":
        return Block(kind=f"heading{node.level or 1}", marker=node.marker, text=node.title)  # type: ignore[arg-type]
    rows = tuple(tuple(str(cell) for cell in row) for row in node.rows)
    text = node.text.removeprefix(node.marker).lstrip() if node.marker else node.text
    kind = _BLOCK_KINDS.get(node.kind, node.kind)
    return Block(kind=kind, marker=node.marker, text=text, rows=rows, widths=_widths(rows))  # type: ignore[arg-type]


def _widths(rows: tuple[tuple[str, ...], ...]) -> tuple[float, ...]:
    """Columns grow with their longest text, but slower, so that an ordinal stays narrow and a name on one line."""
    return tuple(min(max(*map(len, column), 4), 45) ** 0.7 for column in zip(*rows, strict=True))


@dataclass(frozen=True)
class Download:
    """A paper as a file to take away."""

    data: bytes
    name: str
    kind: str


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download_of(paper: Paper, form: str) -> Download | None:
    """The paper as "docx" or "pdf" when it is our own, or the original file as it came ("goc"); else None."""
    stem = (paper.code or f"van-ban-{paper.pk}").replace("/", "-")
    if form == "goc" and paper.file is not None:
        with paper.file.stored.open("rb") as kept:
            return Download(kept.read(), paper.file.name, "application/octet-stream")
    if not paper.is_ours or form not in {"docx", "pdf"}:
        return None
    signed = paper.digital_signatures.select_related("file").last() if form == "pdf" else None
    if signed is not None:  # from the first digital signature on, the signed file is the paper's PDF
        with signed.file.stored.open("rb") as kept:
            return Download(kept.read(), f"{stem}.pdf", "application/pdf")
    letter = letter_of(paper)
    if form == "docx":
        return Download(to_docx(letter), f"{stem}.docx", DOCX)
    return Download(to_pdf(letter), f"{stem}.pdf", "application/pdf")
