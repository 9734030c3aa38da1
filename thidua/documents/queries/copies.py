"""Copies of a paper, and what stands in the way of making one."""

import datetime as dt
from dataclasses import replace
from typing import Protocol

from django.db.models import QuerySet

from thidua.core.errors import Blocker
from thidua.documents.models import Node, Paper, PaperCopy, PaperIssuer, Receipt
from thidua.documents.queries.books import book_for_copies
from thidua.documents.queries.papers import DOCX, Download, letter_of
from thidua.documents.rules import correcting as rules
from thidua.documents.rules.correcting import sections_named
from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.letter import Copying, Letter, Signature
from thidua.documents.writing.pdf import to_pdf
from thidua.org.models import Unit
from thidua.org.queries.tree import name_on


class Order(Protocol):
    """What copy is wanted."""

    @property
    def how(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def sent_to(self) -> str: ...
    @property
    def sheets(self) -> int: ...
    @property
    def made_from(self) -> PaperCopy | None: ...


def copies_of(paper: Paper) -> "QuerySet[PaperCopy]":
    """The copies made of a paper, in the order they were made."""
    return paper.copies.select_related("unit", "person", "made_from").order_by("made_at", "id")


def holds(unit: Unit, paper: Paper) -> bool:
    """Whether a unit has the paper itself: it issued or registered it, or it was sent to it."""
    joined = PaperIssuer.objects.filter(paper=paper, unit=unit).exists()
    return paper.owner_id == unit.pk or joined or Receipt.objects.filter(paper=paper, unit=unit).exists()


def missing_to_copy(paper: Paper, unit: Unit, order: Order, day: dt.date) -> list[Blocker]:
    """Every reason why a unit cannot make this copy on a day."""
    name, base = name_on(unit, day), order.made_from
    same = base is not None and base.source_id == paper.pk
    return rules.blockers_to_copy(
        paper.state,
        held=holds(unit, paper),
        symbol=name.symbol if name else "",
        place=name.seat if name else "",
        book=book_for_copies(unit, day.year),
    ) + rules.blockers_to_order_copy(
        order.how,
        part=order.part,
        base_how=base.how if base is not None and same else "",
        sent_to=order.sent_to,
        sheets=order.sheets,
    )


def copied_letter(copy: PaperCopy) -> Letter | None:
    """The copied text with the foot of the copy beneath it (NĐ 30/2020, form 3.1).

    None when it cannot be set from its words: the paper is kept only as a file, or no part of the text
    bears the number that an extract names.
    """
    paper = copy.source
    nodes = list(paper.nodes.all())
    if copy.how == PaperCopy.How.PART:
        nodes = _part(nodes, copy.part)
    if not nodes:
        return None
    name = name_on(copy.unit, copy.day)
    foot = Copying(
        how=copy.get_how_display().upper(),  # type: ignore[arg-type]
        issuer=name.name if name else str(copy.unit),
        symbol=copy.symbol,
        signature=Signature(copy.authority, tuple(copy.lines), copy.person.name),  # type: ignore[arg-type]
        number=copy.number,
        day=copy.day,
        place=copy.place,
        recipients=(copy.sent_to,),
        archive="VT",
    )
    whole = letter_of(paper, nodes=nodes)
    return replace(whole, draft=False, number=paper.number, day=paper.day, copying=foot)


def _part(nodes: list[Node], written: str) -> list[Node]:
    """The sections that an extract names, with everything beneath them."""
    named = sections_named(written, [node.section for node in nodes])
    return [node for node in nodes if any(f"{node.section}.".startswith(f"{one}.") for one in named)]


def copy_download(copy: PaperCopy, form: str) -> Download | None:
    """The copy as "docx" or "pdf"; None when there is no such file."""
    letter = copied_letter(copy) if form in {"docx", "pdf"} else None
    if letter is None:
        return None
    stem = copy.code.replace("/", "-")
    if form == "docx":
        return Download(to_docx(letter), f"{stem}.docx", DOCX)
    return Download(to_pdf(letter), f"{stem}.pdf", "application/pdf")
