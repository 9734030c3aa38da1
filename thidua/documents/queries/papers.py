"""Lists of papers, who may see them, and the paper as a letter that can be printed."""

from dataclasses import dataclass

from django.db.models import CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from thidua.core.text import fold
from thidua.documents.models import Evidence, Node, Paper, Receipt, Recipient
from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.documents.writing.pdf import to_pdf
from thidua.org.access import Ability, Access

_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_PLAIN = "".join(fold(letter) for letter in _MARKED)
_NOT_YET_OUT = [Paper.State.DRAFT, Paper.State.SIGNED]


def papers_seen_by(access: Access) -> "QuerySet[Paper]":
    """The papers of the units this person may read in, and those that were sent to them.

    A decision not yet issued is seen only by who may see such drafts, or who prepares them.
    """
    units = access.units(Ability.PAPER_VIEW)
    sent = Receipt.objects.filter(paper=OuterRef("pk"))
    sent = sent.filter(Q(person_id=access.user.person_id) | Q(unit__in=units))
    drafters = access.units(Ability.SEE_DECISION_DRAFTS) | access.units(Ability.PAPER_FILE)
    hidden = Q(kind=Paper.Kind.DECISION, state__in=_NOT_YET_OUT) & ~Q(owner__in=drafters)
    return Paper.objects.filter(Q(owner__in=units) | Exists(sent)).exclude(hidden)


def papers_in(seen: "QuerySet[Paper]", *, search: str = "", state: str = "") -> "QuerySet[Paper]":
    """Of these papers those that match, newest first; each with how many of those it went to have opened it.

    What is searched for is compared without marks, so that "thi dua" finds "thi đua".
    """
    found = seen.filter(state=state) if state else seen
    if search.strip():
        words = Func(
            Lower(F("subject")), Value(_MARKED), Value(_PLAIN), function="translate", output_field=CharField()
        )
        number, _, symbol = search.strip().partition("/")
        matches = (
            Q(words__contains=fold(search))
            | Q(symbol__icontains=search)
            | Q(issuer_written__icontains=search)
        )
        if number.isdigit() and len(number) < 9:
            matches |= Q(number=int(number), symbol__icontains=symbol)
        found = found.annotate(words=words).filter(matches)
    counts = {"sent": _receipts(), "opened": _receipts(received_at__isnull=False)}
    ordered = (
        found.annotate(**counts).select_related("owner").order_by(F("day").desc(nulls_first=True), "-id")
    )
    return ordered.defer("source_lines", "reading")


def _receipts(**which: bool) -> Coalesce:
    rows = Receipt.objects.filter(paper=OuterRef("pk"), **which).order_by().values("paper")
    return Coalesce(Subquery(rows.annotate(total=Count("pk")).values("total")), 0)


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
    signatures = [
        Signature(authority=block.authority, lines=tuple(block.lines), name=block.person.name)  # type: ignore[arg-type]
        for block in paper.signatures.select_related("person")
    ]
    return Letter(
        kind=paper.get_kind_display().upper(),
        subject=paper.headline,
        governing_body=paper.superior_written or None,
        issuer=paper.issuer_written,
        number=paper.number if paper.issued_at else None,
        symbol=paper.symbol,
        place=paper.place or None,
        day=paper.day if paper.issued_at else None,
        to=tuple(filter(None, [paper.addressee])),
        authority_line=paper.authority_written,
        body=tuple(_block(node) for node in paper.nodes.all()),
        recipients=tuple(_line(line) for line in paper.recipients.all()),
        archive=paper.archive,
        signatures=tuple(signatures),
        end_mark=True,
        draft=paper.issued_at is None,
    )


def _line(line: Recipient) -> str:
    role = line.get_role_display() if line.role else ""
    return f"{line.written} ({role})" if role else line.written


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


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download_of(paper: Paper, form: str) -> Download | None:
    """The paper as "docx" or "pdf" when it is our own, or the original file as it came ("goc"); else None."""
    stem = (paper.code or f"van-ban-{paper.pk}").replace("/", "-")
    if form == "goc" and paper.file is not None:
        with paper.file.stored.open("rb") as kept:
            return Download(kept.read(), paper.file.name, "application/octet-stream")
    if not paper.is_ours or form not in {"docx", "pdf"}:
        return None
    letter = letter_of(paper)
    if form == "docx":
        return Download(to_docx(letter), f"{stem}.docx", _DOCX)
    return Download(to_pdf(letter), f"{stem}.pdf", "application/pdf")
