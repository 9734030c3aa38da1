"""What a plan says, as frozen facts: the answer of the reader.

Absent is None, "looked for and none there" is an empty tuple, and nothing is ever filled in.
The reading rules and the names of the JSON keys follow the truth schema `seed-truth/1`.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from thidua.documents.reading.statements import AwardForm, Statements


@dataclass(frozen=True)
class Number:
    """The number of a paper: `raw` as typed, `normalized` without stray blanks."""

    raw: str
    normalized: str
    serial: int
    symbol: str
    line: int


@dataclass(frozen=True)
class Issuer:
    """A body that issues the paper; `source` says whether the letterhead or the preamble names it."""

    name: str
    source: str
    line: int


@dataclass(frozen=True)
class Period:
    """The time the movement runs, as far as the text says; both ends may be absent."""

    text: str
    start: dt.date | None
    end: dt.date | None
    start_year: int | None


@dataclass(frozen=True)
class Inferred:
    """A value the text does not state of itself but shows, and the line that shows it."""

    value: str
    from_line: int


@dataclass(frozen=True)
class FileFacts:
    """The file as it came: fingerprint of its bytes, how its characters were written, and what is odd about it.

    `encoding` is None for packed formats. `page_lines` are the lines in which a page begins, from 1.
    `recognised`: read from pictures, so never certain. `label` and `notes` are for the officer.
    """

    sha256: str
    media_type: str
    label: str
    encoding: str | None
    unicode_form: str
    chars: int
    page_lines: tuple[int, ...] = (1,)
    recognised: bool = False
    lines_are_paragraphs: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Metadata:
    """The facts of the first page.

    `symbol` is also known when the number was left open. `reasons` says why number, date, place, kind, issuer
    or title is missing: blank (a place was left for it), unreadable (what stands there is no value) or absent.
    """

    doc_type: str | None = None
    doc_type_line: int | None = None
    governing_body: str | None = None
    issued_by: tuple[Issuer, ...] = ()
    number: Number | None = None
    place: str | None = None
    date: dt.date | None = None
    date_raw: str | None = None
    place_date_line: int | None = None
    national_title: bool = False
    national_motto: bool = False
    subject_prefix: str | None = None
    title: str | None = None
    title_lines: tuple[int, int] | None = None
    movement_name: str | None = None
    movement_kind: str | None = None
    school_year: str | None = None
    period: Period | None = None
    end_mark: str | None = None
    closing_lines: tuple[int, int] | None = None
    issuer_level: str | None = None
    province_inferred: Inferred | None = None
    symbol: str | None = None
    reasons: tuple[tuple[str, str], ...] = ()

    @property
    def issuers(self) -> tuple[str, ...]:
        """Names of the issuing bodies, as written, the lead issuer first."""
        return tuple(issuer.name for issuer in self.issued_by)

    @property
    def joint_issue(self) -> bool:
        """Two or more bodies issue the paper together."""
        return len(self.issued_by) > 1


@dataclass(frozen=True)
class Section:
    """A numbered node. `inline` means the marker stands before running text and there is no title."""

    id: str
    level: int
    marker: str
    title: str | None
    inline: bool
    line: int
    parent: str | None
    label: str | None = None


class Paragraph(NamedTuple):
    """One logical block of running text, hard wraps joined, marker included.

    `section` is None for the preamble and the closing; `part` says which.
    """

    no: int
    section: str | None
    part: str
    kind: str
    marker: str | None
    line_start: int
    line_end: int
    text: str


@dataclass(frozen=True)
class Occurrence:
    """One place where a paper is cited. `label_line` is set when the type stands on an earlier line.

    `text` is the wording of this place when it differs from the title of the entry.
    """

    line: int
    section: str | None
    part: str
    role: str | None = None
    label_line: int | None = None
    text: str | None = None


@dataclass(frozen=True)
class Citation:
    """A paper named in the text, once, with every place that names it.

    `issuer_resolved` names the body in full ("UBND huyện" of a plan of Ea Kar is "UBND huyện Ea Kar");
    `role` is what the paper is to this one (basis_direct_superior, basis_higher, …), or None.
    """

    number: str | None
    serial: int | None
    symbol: str | None
    date: dt.date | None
    stated_type: str
    symbol_type: str | None
    issuer: str | None
    title: str | None
    term: str | None
    occurrences: tuple[Occurrence, ...]
    issuer_resolved: str | None = None
    role: str | None = None


@dataclass(frozen=True)
class Task:
    """One act ordered of one owner in the organisation chapter or the closing paragraph.

    `output` is what the act must bring forth (plan, report, pledge, nomination, …); `constrains` is the
    number of the earlier task whose product this one rules.
    """

    no: int
    section: str | None
    part: str
    line: int
    responsible: tuple[str, ...]
    action: str
    responsible_source: str
    deadline: str | None = None
    reports_to: str | None = None
    modality: str | None = None
    condition: str | None = None
    with_units: tuple[str, ...] = ()
    output: str | None = None
    indicator: str | None = None
    channel: str | None = None
    sub_actions: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    constrains: int | None = None
    reports_to_source: str | None = None


@dataclass(frozen=True)
class Criterion:
    """One thing the plan says the movement is judged by.

    `text` is the whole paragraph, `key` its first act and `line` the line of that act; `subject` is whom
    it measures, when its sentence says so.
    """

    marker: str | None
    section: str
    line: int
    text: str
    key: str = ""
    subject: str | None = None


@dataclass(frozen=True)
class AwardReference:
    """The plan leaves its commendation rules to another paper; `parts` are the rules left to it."""

    number: str
    date: dt.date | None
    line: int
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Round:
    """One stretch of the movement; both days belong to it."""

    no: int
    label: str
    start: dt.date
    end: dt.date
    line: int
    target: str | None


@dataclass(frozen=True)
class Commemoration:
    """An anniversary named in the plan. `round_no` is None when it belongs to the whole year."""

    name: str
    day: int | None
    month: int | None
    round_no: int | None
    line: int
    years: tuple[int, int] | None
    count: int | None


@dataclass(frozen=True)
class Slogan:
    """The slogan of a chapter called "Khẩu hiệu"."""

    text: str
    section: str
    lines: tuple[int, int]


@dataclass(frozen=True)
class Phrase:
    """Words of the text and the line on which they begin; `style` is the kind of quotation mark."""

    text: str
    line: int
    style: str


@dataclass(frozen=True)
class DateMention:
    """A date token: `kind` in date, day_month, school_year, year_range, year."""

    raw: str
    value: str
    kind: str
    line: int


@dataclass(frozen=True)
class Recipient:
    """One line of "Nơi nhận"; `role` is None unless the line states it."""

    raw: str
    line: int
    name: str
    role: str | None
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class Archive:
    """The line "Lưu: …"."""

    raw: str
    line: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Signer:
    """One signature block. KT. carries `for_title`, TM. carries `collective_body`.

    A draft gives the office and leaves the name open (None).
    """

    authority: str | None
    authority_line: int | None
    collective_body: str | None
    for_title: str | None
    title: str | None
    title_line: int | None
    name: str | None
    name_line: int | None
    for_issuer: str | None

    @property
    def first_line(self) -> int:
        """The line on which the block begins."""
        return min(line for line in (self.authority_line, self.title_line, self.name_line) if line)

    @property
    def office(self) -> str:
        """The office signed in, as nearly as the block tells; empty when it gives only a name."""
        return self.title or self.for_title or self.collective_body or ""


@dataclass(frozen=True)
class Anomaly:
    """An irregularity; `line` is None when it is about the whole text. `detail` is for the officer."""

    code: str
    line: int | None
    detail: str


@dataclass(frozen=True)
class Structure:
    """Everything the reader found in one paper."""

    filename: str
    source_lines: tuple[str, ...]
    metadata: Metadata
    citations: tuple[Citation, ...] = ()
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    contents: tuple[str, ...] = ()
    solutions: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    award_forms: tuple[AwardForm, ...] = ()
    award_reference: AwardReference | None = None
    rounds: tuple[Round, ...] = ()
    commemorations: tuple[Commemoration, ...] = ()
    slogan: Slogan | None = None
    mottos: tuple[Phrase, ...] = ()
    quoted_phrases: tuple[Phrase, ...] = ()
    dates: tuple[DateMention, ...] = ()
    recipients_line: int | None = None
    recipients: tuple[Recipient, ...] = ()
    archive: Archive | None = None
    signers: tuple[Signer, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    statements: Statements = field(default_factory=Statements)
    file: FileFacts | None = None

    @property
    def signatures_missing_for(self) -> tuple[str, ...]:
        """Issuers with no signature block in the text."""
        signed = {signer.for_issuer for signer in self.signers if signer.name}
        return tuple(name for name in self.metadata.issuers if name not in signed)

    def as_json(self) -> dict[str, Any]:
        """The same facts under the keys of `seed-truth/1`."""
        from thidua.documents.reading.exchange import structure_as_json

        return structure_as_json(self)
