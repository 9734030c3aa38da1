"""The import desk: the source of a paper by lines, everything read from it, and what people put right."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from thidua.core.dates import official
from thidua.documents.models import Citation, Correction, Irregularity, Node, Paper, Term
from thidua.documents.queries.desk_parts import ONLY_IN_PLANS, OPTIONAL, Part, PartsRead
from thidua.documents.queries.papers import papers_seen_by
from thidua.documents.rules import reading as rules
from thidua.documents.rules.advice import what_to_do
from thidua.org.access import Ability, Access


@dataclass(frozen=True)
class Note:
    """An irregularity beside its line, or a word about the file: what was seen, and what to do about it."""

    code: str
    line: int | None
    sentence: str
    advice: str


@dataclass(frozen=True)
class SourceLine:
    """One written line of the source, with the notes in its margin."""

    no: int
    text: str
    notes: list[Note]


@dataclass(frozen=True)
class Fact:
    """One value of the head: what was read, what a person put in its place, or how and why it is absent."""

    place: rules.Place
    read: str
    now: str
    line: int | None
    lights: str
    correction: Correction | None
    absence: str
    reason: str

    @property
    def shown(self) -> str:
        """The value that holds, a day as documents write it."""
        return (
            official(dt.date.fromisoformat(self.now)) if self.place.typed == "day" and self.now else self.now
        )


def holding_at(paper: Paper, where: str) -> str:
    """The value that holds at a path: the newest correction, else what was read; empty means not stated."""
    newest = paper.corrections.filter(where=where).order_by("-id").first()
    return newest.now if newest else rules.text_at(paper.reading, where)


class Desk:
    """One paper on the desk. Everything is gathered in a fixed number of queries, however long the text is."""

    def __init__(self, paper: Paper, access: Access) -> None:
        self.paper, self.access = paper, access
        self.read: dict[str, Any] = paper.reading
        self.nodes: list[Node] = list(paper.nodes.exclude(line=None))
        self.irregularities: list[Irregularity] = list(paper.irregularities.all())
        self.citations: list[Citation] = list(paper.citations.select_related("target").order_by("id"))
        self.terms: list[Term] = list(paper.terms.select_related("confirmed_by__person"))
        self.corrections: list[Correction] = list(paper.corrections.select_related("by__person"))
        spans = [(node.line or 0, node.line_end or node.line or 0) for node in self.nodes]
        self.blocks = rules.Blocks(spans)

    @cached_property
    def may_correct(self) -> bool:
        """Whether this person keeps the papers of the unit."""
        return self.access.may(Ability.PAPER_FILE, self.paper.owner)

    @cached_property
    def reachable(self) -> set[int]:
        """Which of the papers named here this person may open."""
        targets = [row.target_id for row in self.citations if row.target_id]
        return set(papers_seen_by(self.access).filter(pk__in=targets).values_list("pk", flat=True))

    @cached_property
    def newest(self) -> dict[str, Correction]:
        """The correction that holds at each path."""
        return {row.where: row for row in self.corrections}

    @cached_property
    def file_notes(self) -> list[Note]:
        """What is odd about the file itself, which concerns every line of it."""
        return [Note("FILE", None, said, what_to_do("FILE")) for said in rules.file_notes(self.read)]

    @cached_property
    def notes(self) -> list[Note]:
        """What is odd about the file, then all irregularities, each with what to do."""
        rows = self.irregularities
        return self.file_notes + [
            Note(row.code, row.line, row.sentence, what_to_do(row.code)) for row in rows
        ]

    @cached_property
    def lines(self) -> list[SourceLine]:
        """The written lines of the source; an empty one is left out and keeps its number."""
        beside: dict[int, list[Note]] = defaultdict(list)
        for note in self.notes:
            beside[note.line or 0].append(note)
        rows = enumerate(self.paper.source_lines, start=1)
        return [SourceLine(no, text, beside.get(no, [])) for no, text in rows if text.strip()]

    def lights(self, line: int | None, words: str = "") -> str:
        """The ids of the lines over which the sentence that begins on a line runs."""
        if not line:
            return ""
        last = self.blocks.last_line(line)
        return " ".join(f"d{no}" for no in rules.extent(self.paper.source_lines, line, last, words))

    def absent(self, where: str) -> str:
        """Why a part or value is not there."""
        return rules.reason_absent(where, [(row.code, row.sentence) for row in self.irregularities])

    @cached_property
    def head(self) -> list[Fact]:
        """The values of the first page; those that only a plan has are left out where nothing was read."""
        facts = [self._fact(place) for place in rules.HEAD]
        extra = {"metadata.movement_name", "metadata.school_year", "metadata.period"}
        return [fact for fact in facts if fact.place.where not in extra or fact.read or fact.correction]

    def _fact(self, place: rules.Place) -> Fact:
        read = rules.text_at(self.read, place.where)
        row = self.newest.get(place.where)
        line = rules.line_at(self.read, place.where)
        last = _last_title_line(self.read) if place.where == "metadata.title" else line
        lines = rules.extent(self.paper.source_lines, line, last or line, read) if line else []
        now = row.now if row else read
        return Fact(
            place=place,
            read=read,
            now=now,
            line=line,
            lights=" ".join(f"d{no}" for no in lines),
            correction=row,
            absence=rules.ABSENT if row else rules.absence(self.read, place.where),
            reason="" if now else self.absent(place.where),
        )

    @cached_property
    def parts(self) -> list[Part]:
        """Every part of the structure in the order of reading; those only a plan has are left out elsewhere."""
        is_plan = (
            bool(self.read.get("metadata", {}).get("movement_kind")) or self.paper.kind == Paper.Kind.PLAN
        )
        made = PartsRead(self.read, self.nodes, self.lights, self.absent).all()
        hidden = OPTIONAL if is_plan else OPTIONAL | ONLY_IN_PLANS
        return [part for part in made if part.items or part.key not in hidden]

    @cached_property
    def tabs(self) -> list[tuple[str, str, bool, int]]:
        """The way to each part, with how many things it holds."""
        shown = [(part.title, f"#{part.key}", False, len(part.items)) for part in self.parts]
        return [
            ("Căn cứ", "#can-cu", False, len(self.citations)),
            *shown,
            ("Thuật ngữ", "#thuat-ngu", False, len(self.terms)),
            ("Điểm bất thường", "#bat-thuong", False, len(self.notes)),
        ]

    def label(self, where: str) -> str:
        """What a corrected value is called."""
        place = rules.place_of(self.read, where)
        return place.label if place else where


def _last_title_line(read: dict[str, Any]) -> int | None:
    lines: Sequence[int] = read.get("metadata", {}).get("title_lines") or ()
    return lines[-1] if lines else None


def corrections_of(paper: Paper, where: str) -> "QuerySet[Correction]":
    """Every correction of one value, the newest first."""
    return paper.corrections.filter(where=where).select_related("by__person").order_by("-id")


@dataclass(frozen=True)
class Correcting:
    """One value about to be put right: what was read, what holds now, its source lines, and its history."""

    paper: Paper
    place: rules.Place
    read: str
    holding: str
    lines: list[tuple[int, str]]
    history: list[Correction]


def correcting(paper: Paper, where: str) -> Correcting | None:
    """Everything about one value of a reading; None when the reading has no such value."""
    place = rules.place_of(paper.reading, where)
    if place is None:
        return None
    line = rules.line_at(paper.reading, where)
    around = range(max(line - 1, 1), line + 3) if line else range(1, 9)
    source = paper.source_lines
    history = list(corrections_of(paper, where))
    read = rules.text_at(paper.reading, where)
    return Correcting(
        paper=paper,
        place=place,
        read=read,
        holding=history[0].now if history else read,
        lines=[(no, source[no - 1]) for no in around if no <= len(source) and source[no - 1].strip()],
        history=history,
    )
