"""The registers of outgoing and incoming papers in the ten columns of NĐ 30/2020, Phụ lục IV."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.core.dates import day_of, official, short
from thidua.core.sheets import write_sheet
from thidua.documents.models import NumberGap, Paper, PaperCopy, PaperIssuer, Receipt
from thidua.documents.queries.papers import Download
from thidua.documents.writing.letter import Block, Letter
from thidua.documents.writing.pdf import to_pdf
from thidua.org.models import Unit
from thidua.org.queries.tree import name_on, parent_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (13.0, 12.0, 34.0, 15.0, 23.0, 9.0, 8.0, 13.0, 9.0, 17.0)


@dataclass(frozen=True)
class Way:
    """One of the two registers: its title and its columns."""

    title: str
    columns: tuple[str, ...]
    stem: str
    widths: tuple[float, ...]


WAYS = {
    "di": Way(
        "Sổ đăng ký văn bản đi",
        (
            *("Số, ký hiệu", "Ngày văn bản", "Tên loại và trích yếu", "Người ký", "Nơi nhận"),
            *("Nơi lưu", "Số lượng", "Ngày chuyển", "Ký nhận", "Ghi chú"),
        ),
        "so-van-ban-di",
        WIDTHS,
    ),
    "den": Way(
        "Sổ đăng ký văn bản đến",
        (
            *("Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày văn bản"),
            *("Tên loại và trích yếu", "Đơn vị nhận", "Ngày chuyển", "Ký nhận", "Ghi chú"),
        ),
        "so-van-ban-den",
        (13.0, 8.0, 21.0, 15.0, 12.0, 33.0, 17.0, 12.0, 9.0, 14.0),
    ),
}


@dataclass(frozen=True)
class Entry:
    """One line of a register: the day it stands under, its number there, its ten cells, and its page if it has one."""

    day: dt.date
    number: int
    cells: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True)
class Register:
    """A unit's register of a period, first day and last in."""

    way: Way
    unit: Unit
    first: dt.date
    last: dt.date
    entries: list[Entry]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The ten cells of each line."""
        return [entry.cells for entry in self.entries]


def register_page(way: str, unit: Unit, first: dt.date, last: dt.date) -> Register:
    """A register of a unit for a period: "di" outgoing, "den" incoming. A fixed number of queries."""
    entries = outgoing(unit, first, last) if way == "di" else incoming(unit, first, last)
    return Register(WAYS[way], unit, first, last, sorted(entries, key=attrgetter("day", "number")))


def outgoing(unit: Unit, first: dt.date, last: dt.date) -> Iterator[Entry]:
    """Papers a unit issued, alone or with others, its copies, and the numbers kept for papers outside the system."""
    joined = PaperIssuer.objects.filter(unit=unit).values("paper")
    out = [Paper.State.ISSUED, Paper.State.WITHDRAWN]
    papers = Paper.objects.filter(Q(owner=unit) | Q(pk__in=joined), state__in=out, day__range=(first, last))
    for paper in _whole(papers):
        yield Entry(paper.day or first, paper.number or 0, _sent(paper, unit), paper.get_absolute_url())
    copies = PaperCopy.objects.filter(unit=unit, day__range=(first, last)).select_related("source", "person")
    for copy in copies.defer("source__source_lines", "source__reading"):
        yield Entry(copy.day, copy.number, _copied(copy), copy.get_absolute_url())
    gaps = NumberGap.objects.filter(book__unit=unit, at__date__range=(first, last)).select_related("book")
    for gap in gaps.exclude(book__kind="ĐẾN"):
        words = (f"{gap.number:02}", "", f"({gap.book.kind_label})", *[""] * 6, gap.reason)
        yield Entry(day_of(gap.at), gap.number, words)


def _whole(papers: "QuerySet[Paper]") -> "QuerySet[Paper]":
    """Papers with everything a line of a register says of them."""
    sent = Receipt.objects.filter(paper=OuterRef("pk")).order_by().values("paper")
    counts = {
        "sent": Coalesce(Subquery(sent.annotate(total=Count("pk")).values("total")), 0),
        "opened": Coalesce(Subquery(sent.annotate(total=Count("received_at")).values("total")), 0),
    }
    whole = papers.annotate(**counts).select_related("owner", "replaces", "withdrawn_under")
    parts = ("recipients", "issuers__unit", "signatures__person")
    return whole.prefetch_related(*parts).defer("source_lines", "reading", "replaces__source_lines")


def _sent(paper: Paper, unit: Unit) -> tuple[str, ...]:
    people = {block.person_id: block.person.name for block in paper.signatures.all()}
    mine = next((row.archive for row in paper.issuers.all() if row.unit_id == unit.pk), "")
    opened, sent = int(paper.opened), int(paper.sent)  # type: ignore[attr-defined]
    return (
        paper.code,
        official(paper.day) if paper.day else "",
        f"{paper.get_kind_display()}: {paper.headline}",
        "; ".join(people.values()),  # one person may sign for two sides
        "; ".join(line.written for line in paper.recipients.all()),
        mine or paper.archive,
        str(sent or ""),
        short_day(paper.issued_at),
        f"{opened}/{sent}" if sent else "",
        "; ".join(_notes(paper)),
    )


def _notes(paper: Paper) -> Iterator[str]:
    issuers = [str(row.unit) for row in paper.issuers.all()]
    if issuers:
        yield f"Liên tịch: {', '.join(issuers)}"
    if paper.replaces is not None:
        yield f"Thay {paper.replaces.code}"
    if paper.withdrawn_under is not None:
        yield f"Thu hồi theo {paper.withdrawn_under.code}"


def _copied(copy: PaperCopy) -> tuple[str, ...]:
    return (
        copy.code,
        official(copy.day),
        f"{copy.get_how_display()}: {copy.source}",
        copy.person.name,
        copy.sent_to,
        "VT",
        str(copy.sheets),
        short(copy.day),
        "",
        copy.part,
    )


def incoming(unit: Unit, first: dt.date, last: dt.date) -> Iterator[Entry]:
    """Papers a unit entered as received, in the order of arrival."""
    papers = Paper.objects.filter(owner=unit, state=Paper.State.RECEIVED, received_on__range=(first, last))
    for paper in papers.select_related("owner").defer("source_lines", "reading"):
        came = paper.received_on or first
        cells = (
            short(came),
            f"{paper.arrival:02}" if paper.arrival else "",
            paper.issuer_written,
            paper.code,
            official(paper.day) if paper.day else "",
            f"{paper.get_kind_display()}: {paper.headline}",
            *[""] * 4,
        )
        yield Entry(came, paper.arrival or 0, cells, paper.get_absolute_url())


def short_day(moment: dt.datetime | None) -> str:
    """The Vietnamese day of a moment, or nothing."""
    return short(day_of(moment)) if moment else ""


# Printed


def printed(register: Register, kind: str) -> Download | None:
    """The register as "xlsx" or "pdf"; None for any other form."""
    stem = f"{register.way.stem}-{register.first:%Y%m%d}-{register.last:%Y%m%d}"
    if kind == "xlsx":
        data = write_sheet(register.way.columns, register.rows, name=register.way.title)
        return Download(data, f"{stem}.xlsx", XLSX)
    if kind == "pdf":
        return Download(to_pdf(letter_of_register(register)), f"{stem}.pdf", "application/pdf")
    return None


def letter_of_register(register: Register) -> Letter:
    """The register laid across the sheet, under the head of its unit."""
    name, above = name_on(register.unit, register.last), parent_of(register.unit, on=register.last)
    rows = register.rows or [("",) * len(register.way.columns)]
    table = Block(kind="table", rows=(register.way.columns, *rows), widths=register.way.widths)
    return Letter(
        kind=register.way.title.upper(),
        subject=f"Từ ngày {short(register.first)} đến ngày {short(register.last)}",
        governing_body=str(above) if above else None,
        issuer=name.name if name else str(register.unit),
        symbol="",
        body=(table,),
        end_mark=False,
        numbered=False,
        dated=False,
        wide=True,
    )
