"""Lists of papers, what a paper rests on, and the paper as a letter that can be printed."""

from django.db.models import Count, Q, QuerySet

from thidua.documents.models import Evidence, Node, Paper, Recipient
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.org.models import Unit


def papers_in(units: "QuerySet[Unit]", *, search: str = "", state: str = "") -> "QuerySet[Paper]":
    """Papers kept by these units, newest first; with how many of those they went to have opened them."""
    found = Paper.objects.filter(owner__in=units).select_related("owner")
    if state:
        found = found.filter(state=state)
    if search:
        found = found.filter(Q(subject__icontains=search) | Q(symbol__icontains=search) | Q(issuer_written__icontains=search))
    return found.order_by("-day", "-id").defer("source_lines", "reading")


def receipt_rate(paper: Paper) -> tuple[int, int]:
    """How many of those the paper went to have opened it, and how many there are."""
    row = paper.receipts.aggregate(opened=Count("pk", filter=Q(received_at__isnull=False)), sent=Count("pk"))
    return row["opened"], row["sent"]


def evidence_of(kind: str, key: int) -> "QuerySet[Evidence]":
    """What is offered as proof of one thing, with who checked it."""
    rows = Evidence.objects.filter(about_kind=kind, about_id=key)
    return rows.select_related("file", "owner__person", "checked_by__person").order_by("id")


_BLOCK_KINDS = {"item": "text", "plain": "text", "preamble": "text", "closing": "text"}


def letter_of(paper: Paper) -> Letter:
    """The paper as plain data, ready to be written as DOCX or PDF."""
    nodes = list(paper.nodes.all())
    recipients = [_line(line) for line in paper.recipients.all()]
    signatures = [
        Signature(authority=block.authority, lines=tuple(block.lines), name=block.person.name)
        for block in paper.signatures.select_related("person")
    ]
    return Letter(
        kind=paper.get_kind_display().upper(),
        subject=paper.subject,
        governing_body=paper.superior_written or None,
        issuer=paper.issuer_written,
        number=paper.number if paper.issued_at else None,
        symbol=paper.symbol,
        place=paper.place or None,
        day=paper.day if paper.issued_at else None,
        to=tuple(filter(None, [paper.addressee])),
        authority_line=paper.authority_written,
        body=tuple(_block(node) for node in nodes),
        recipients=tuple(recipients),
        archive=paper.archive,
        signatures=tuple(signatures),
        end_mark=True,
        draft=paper.issued_at is None,
    )


def _line(line: Recipient) -> str:
    role = line.get_role_display() if line.role else ""
    return f"{line.written} ({role})" if role else line.written


def _block(node: Node) -> Block:
    if node.kind == "heading":
        return Block(kind=f"heading{node.level or 1}", marker=node.marker, text=node.title)
    rows = tuple(tuple(row) for row in node.rows)
    return Block(kind=_BLOCK_KINDS.get(node.kind, node.kind), marker=node.marker, text=node.text, rows=rows)
