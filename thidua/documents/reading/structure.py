"""What a plan says, as frozen facts: the answer of the reader.

Absent is None, "looked for and none there" is an empty tuple, and nothing is ever filled in.
The reading rules and the names of the JSON keys follow the truth schema `seed-truth/1`.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any


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
class Metadata:
    """The facts of the first page."""

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


@dataclass(frozen=True)
class Paragraph:
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
    """One place where a paper is cited. `label_line` is set when the type stands on an earlier line."""

    line: int
    section: str | None
    part: str
    role: str | None = None
    label_line: int | None = None


@dataclass(frozen=True)
class Citation:
    """A paper named in the text, once, with every place that names it."""

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


@dataclass(frozen=True)
class Task:
    """One act ordered of one owner in the organisation chapter or the closing paragraph."""

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


@dataclass(frozen=True)
class Criterion:
    """One thing the plan says the movement is judged by."""

    marker: str | None
    section: str
    line: int
    text: str


@dataclass(frozen=True)
class AwardForm:
    """A form of commendation named in the plan, and who gives it."""

    form: str
    authority: str | None
    line: int


@dataclass(frozen=True)
class AwardReference:
    """The plan leaves its commendation rules to another paper."""

    number: str
    date: dt.date | None
    line: int


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
    """One signature block. KT. carries `for_title`, TM. carries `collective_body`."""

    authority: str | None
    authority_line: int | None
    collective_body: str | None
    for_title: str | None
    title: str | None
    title_line: int | None
    name: str
    name_line: int
    for_issuer: str | None

    @property
    def first_line(self) -> int:
        """The line on which the block begins."""
        return min(line for line in (self.authority_line, self.title_line, self.name_line) if line)


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

    @property
    def signatures_missing_for(self) -> tuple[str, ...]:
        """Issuers with no signature block in the text."""
        signed = {signer.for_issuer for signer in self.signers}
        return tuple(name for name in self.metadata.issuers if name not in signed)

    def as_json(self) -> dict[str, Any]:
        """The same facts under the keys of `seed-truth/1`; keys that are not read yet are left out."""
        from thidua.documents.reading.exchange import structure_as_json

        return structure_as_json(self)
