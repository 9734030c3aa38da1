"""A paper is filed as it was read: its sentences, what it rests on, what looks irregular. Nothing is invented."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from thidua.activity.trail import record
from thidua.core.dates import official
from thidua.core.errors import Refused, refuse_if
from thidua.core.text import as_key
from thidua.documents.actions.books import arrivals_book
from thidua.documents.actions.files import keep_file
from thidua.documents.actions.issuing import take_number
from thidua.documents.actions.recipients import remember_name
from thidua.documents.actions.terms import keep_terms
from thidua.documents.models import Citation, File, Irregularity, Node, Paper, Receipt, Recipient
from thidua.documents.queries.recipients import meant_unit
from thidua.documents.reading import Structure, read_bytes
from thidua.documents.rules import papers as rules
from thidua.documents.rules.recipients import joined_bodies
from thidua.org.models import Unit, User

# The longest name first: "thông tư liên tịch" is not a "thông tư".
KINDS = dict(
    sorted(((str(label).lower(), code) for code, label in Paper.Kind.choices), key=lambda kind: -len(kind[0]))
)


@transaction.atomic
def register_received(
    owner: Unit,
    *,
    kind: str,
    number: int | None,
    symbol: str,
    day: dt.date | None,
    issuer_written: str,
    subject: str,
    received_on: dt.date,
    by: User,
    at: dt.datetime,
    kind_written: str = "",
    file: File | None = None,
    structure: Structure | None = None,
) -> Paper:
    """Enter a superior's paper in the register of received papers, numbered or not, of whatever kind.

    Refuses one that is there already: the same number, symbol and day.
    """
    refuse_if(rules.blockers_to_register(_twin(owner, number, symbol, day)))
    book = arrivals_book(owner, received_on.year)
    paper = Paper.objects.create(
        owner=owner,
        kind=kind,
        state=Paper.State.RECEIVED,
        number=number,
        symbol=symbol,
        day=day,
        subject=subject,
        kind_written=_kind_written(kind, kind_written, structure),
        issuer=meant_unit(owner, issuer_written, on=day or received_on),
        issuer_written=issuer_written,
        file=file,
        received_on=received_on,
        book=book,
        arrival=take_number(book),
        created_by=by,
        created_at=at,
    )
    if structure:
        _keep_reading(paper, structure)
    _link_citations_to(paper)
    record("paper.received", f"Vào sổ văn bản đến: {paper}.", by=by, about=paper, unit=owner, at=at)
    return paper


@transaction.atomic
def leave_number(paper: Paper, *, by: User, at: dt.datetime) -> Paper:
    """Drop the number that a draft's text proposes, so that the book gives it; also after the signature."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    refuse_if(rules.blockers_to_address(paper.state, paper.code))
    written, paper.number = paper.code, None
    paper.save(update_fields=["number"])
    record(
        "paper.number_left",
        f"Bỏ số {written} ghi trong dự thảo, để sổ cấp số.",
        by=by,
        about=paper,
        unit=paper.owner,
        at=at,
    )
    return paper


def kind_of(structure: Structure) -> str:
    """The kind of paper that was read; `OTHER` for one the register has no abbreviation for."""
    written = (structure.metadata.doc_type or "").lower()
    return next((code for label, code in KINDS.items() if written.startswith(label)), Paper.Kind.OTHER)


def _kind_written(kind: str, written: str, structure: Structure | None) -> str:
    """How a paper of an unlisted kind names itself; a listed kind needs no second name."""
    if kind != Paper.Kind.OTHER:
        return ""
    read = structure.metadata.doc_type if structure else None
    return (written.strip() or (read or "").capitalize())[:100]


def _twin(owner: Unit, number: int | None, symbol: str, day: dt.date | None) -> Paper | None:
    """The received paper that bears the same number, symbol and day; an unnumbered one has none."""
    if number is None:
        return None
    same = Paper.objects.filter(
        owner=owner, state=Paper.State.RECEIVED, number=number, symbol=symbol, day=day
    )
    return same.first()


@transaction.atomic
def receive_paper(
    owner: Unit, *, upload: tuple[str, bytes] | None = None, by: User, at: dt.datetime, **facts: Any
) -> Paper:
    """Enter a superior's paper by its facts, with its file (name and bytes) kept as it came, if there is one."""
    file = keep_file(upload[1], upload[0], "application/octet-stream", at=at) if upload else None
    structure = _read_if_it_can_be(*upload) if upload else None
    return register_received(owner, file=file, structure=structure, by=by, at=at, **facts)


def _read_if_it_can_be(name: str, data: bytes) -> Structure | None:
    """The structure of an attached file; None where it cannot be read, for the file itself is kept either way."""
    try:
        return read_bytes(data, filename=name)
    except Refused:
        return None


@transaction.atomic
def complete_paper(
    paper: Paper,
    *,
    subject: str,
    symbol: str,
    place: str,
    day: dt.date | None,
    superior_written: str,
    addressee: str,
    by: User,
    at: dt.datetime,
) -> Paper:
    """Put right what stands at the head of an own draft; refuses once it is signed."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    refuse_if(rules.blockers_to_edit(paper.state, paper.code))
    paper.subject, paper.symbol, paper.place, paper.day = subject, symbol, place, day
    paper.superior_written, paper.addressee = superior_written, addressee
    paper.save(update_fields=["subject", "symbol", "place", "day", "superior_written", "addressee"])
    record("paper.completed", f"Sửa phần đầu của {paper}.", by=by, about=paper, unit=paper.owner, at=at)
    return paper


@transaction.atomic
def draft_from(structure: Structure, owner: Unit, *, file: File | None, by: User, at: dt.datetime) -> Paper:
    """Keep a plan that this unit itself wrote as its draft; number, day and place stay proposals of the text."""
    read, kind = structure.metadata, kind_of(structure)
    paper = Paper.objects.create(
        owner=owner,
        kind=kind,
        kind_written=_kind_written(kind, "", structure),
        state=Paper.State.DRAFT,
        number=read.number.serial if read.number else None,
        symbol=read.number.symbol if read.number else "",
        day=read.date,
        place=read.place or "",
        subject=read.title or "",
        issuer=owner,
        issuer_written=" và ".join(read.issuers),
        superior_written=read.governing_body or "",
        file=file,
        route=Paper.Route.PLAN if kind == Paper.Kind.PLAN else Paper.Route.PAPER,
        created_by=by,
        created_at=at,
    )
    _keep_reading(paper, structure)
    archive = structure.archive
    if archive:
        paper.archive = ", ".join(archive.codes)
        paper.save(update_fields=["archive"])
    Recipient.objects.bulk_create(_recipients(paper, structure))
    record(
        "paper.drafted",
        f"Nhập dự thảo {paper.code or paper.subject[:60]} từ tệp.",
        by=by,
        about=paper,
        unit=owner,
        at=at,
    )
    return paper


def _recipients(paper: Paper, structure: Structure) -> list[Recipient]:
    """A row for each body; two bodies of one bullet stay in one bullet, and share the role it states."""
    bodies = [
        (body, joined, _role(item.role))
        for item in structure.recipients
        for body, joined in joined_bodies(item.name, item.bodies or (item.name,))
    ]
    return [
        Recipient(paper=paper, order=order, written=body, joined=joined, role=role)
        for order, (body, joined, role) in enumerate(bodies, start=1)
    ]


def _role(written: str | None) -> str:
    return next((code for code, label in Recipient.Role.choices if code and label == written), "")


def _keep_reading(paper: Paper, structure: Structure) -> None:
    paper.source_lines, paper.reading = list(structure.source_lines), structure.as_json()
    paper.save(update_fields=["source_lines", "reading"])
    Node.objects.bulk_create(
        Node(paper=paper, order=order, **values) for order, values in enumerate(_nodes(structure), start=1)
    )
    Citation.objects.bulk_create(_citation(paper, found) for found in structure.citations)
    Irregularity.objects.bulk_create(
        Irregularity(paper=paper, code=found.code, line=found.line, sentence=found.detail)
        for found in structure.anomalies
    )
    for citation in paper.citations.filter(target=None).exclude(code=""):
        citation.target = find_cited(paper.owner, citation.code, citation.day)
        citation.save(update_fields=["target"])
    keep_terms(paper)


def _nodes(structure: Structure) -> list[dict[str, Any]]:
    """Headings and paragraphs in the order of their lines."""
    headings = [
        {
            "section": found.id,
            "level": found.level,
            "kind": "heading",
            "marker": found.marker,
            "title": found.title,
            "line": found.line,
            "line_end": found.line,
        }
        for found in structure.sections
        if not found.inline
    ]
    levels = {found.id: found.level for found in structure.sections}
    running = [
        {
            "section": found.section or "",
            "level": levels.get(found.section or "", 0) if found.kind == "item" else 0,
            "kind": found.kind,
            "marker": found.marker or "",
            "text": found.text,
            "line": found.line_start,
            "line_end": found.line_end,
        }
        for found in structure.paragraphs
    ]
    return sorted(headings + running, key=lambda node: (node["line"], node["kind"] != "heading"))


def _citation(paper: Paper, found: Any) -> Citation:
    first = found.occurrences[0] if found.occurrences else None
    day = f"ngày {official(found.date)}" if found.date else ""
    issuer = f"của {found.issuer}" if found.issuer else ""
    kind, title = found.stated_type, found.title
    if found.number is None and kind and title and title.startswith(kind):
        kind = issuer = ""  # "Nghị quyết Đại hội …" names its kind and its body itself
    named = " ".join(filter(None, [kind, found.number and f"số {found.number}", day, issuer, title]))
    return Citation(
        paper=paper,
        written=named[:500],
        code=found.number or "",
        day=found.date,
        issuer_written=found.issuer or "",
        role=(first.role if first else "") or ("basis" if first and first.part == "preamble" else "mention"),
        line=first.line if first else None,
    )


def find_cited(owner: Unit, code: str, day: dt.date | None) -> Paper | None:
    """The filed paper a citation means: the same number and symbol, and the same day where both state one.

    It stands in the owner's own register, or was sent to the owner by a body that issued it here.
    """
    number, _, symbol = code.partition("/")
    wanted = as_key(number.strip())
    if wanted is None:
        return None
    sent = Receipt.objects.filter(paper=OuterRef("pk"), unit=owner)
    found = Paper.objects.filter(Q(owner=owner) | Exists(sent), number=wanted, symbol=symbol.strip())
    found = found.filter(day=day) if day else found
    return found.annotate(mine=Q(owner=owner)).order_by("-mine", "id").first()


def _link_citations_to(paper: Paper) -> None:
    """Papers that cited this one before it was filed now find it."""
    if paper.number is None:
        return
    waiting = Citation.objects.filter(paper__owner=paper.owner, target=None, code__endswith=paper.symbol)
    for citation in waiting.exclude(code="").exclude(paper=paper):
        citation.target = find_cited(paper.owner, citation.code, citation.day)
        citation.save(update_fields=["target"])


@transaction.atomic
def write_paper(
    owner: Unit,
    kind: str,
    subject: str,
    *,
    nodes: list[dict[str, Any]],
    symbol: str,
    place: str,
    issuer_written: str,
    superior_written: str,
    by: User,
    at: dt.datetime,
    addressee: str = "",
    authority_written: str = "",
    archive: str = "VT",
    route: str = Paper.Route.PAPER,
) -> Paper:
    """Draft an own paper from given paragraphs (a submission, a decision, minutes). No number or day yet."""
    paper = Paper.objects.create(
        owner=owner,
        kind=kind,
        state=Paper.State.DRAFT,
        symbol=symbol,
        place=place,
        subject=subject,
        issuer=owner,
        issuer_written=issuer_written,
        superior_written=superior_written,
        addressee=addressee,
        authority_written=authority_written,
        archive=archive,
        route=route,
        created_by=by,
        created_at=at,
    )
    Node.objects.bulk_create(
        Node(paper=paper, order=order, **node) for order, node in enumerate(nodes, start=1)
    )
    record(
        "paper.drafted",
        f"Soạn {paper.get_kind_display().lower()}: {subject[:80]}.",
        by=by,
        about=paper,
        unit=owner,
        at=at,
    )
    return paper


@transaction.atomic
def set_recipients(
    paper: Paper, lines: list[dict[str, Any]], *, archive: str, by: User, at: dt.datetime
) -> Paper:
    """Complete "Nơi nhận" and the archive line. Each line: written, role, reaches, unit, joined, with_union.

    With `remember`, its wording is kept as a name of its unit. A role confirmed before stays confirmed.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    refuse_if(rules.blockers_to_address(paper.state, paper.code))
    lines = [dict(line) for line in lines]
    confirmed = {(row.written, row.role): row for row in paper.recipients.exclude(role_by=None)}
    remembered = [line for line in lines if line.pop("remember", False)]
    rows = [Recipient(paper=paper, order=order, **line) for order, line in enumerate(lines, start=1)]
    for row in rows:
        if kept := confirmed.get((row.written, row.role)):
            row.role_by_id, row.role_at = kept.role_by_id, kept.role_at
    paper.recipients.all().delete()
    Recipient.objects.bulk_create(rows)
    for line in remembered:
        unit = Unit.objects.get(pk=line["unit_id"])
        remember_name(line["written"], unit, owner=paper.owner, by=by, at=at)
    paper.archive = archive
    paper.save(update_fields=["archive"])
    record("paper.recipients_set", f"Ghi nơi nhận của {paper}.", by=by, about=paper, unit=paper.owner, at=at)
    return paper
