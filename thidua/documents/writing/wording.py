"""The printed words of a letter, cell by cell: the one reading that the DOCX and the PDF share.

Source: Nghị định 30/2020, Phụ lục I (cells) and II (capitals). Pure.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.documents.writing import form
from thidua.documents.writing.letter import Block, Letter, Signature

NUMBER_BLANK = " " * 6
UNFIT_FORMATS = frozenset(
    "\u200c\u200d"
)  # joiners carry spelling in some scripts; every other format mark hides
FIGURE = re.compile(r"[\d.,%/\- ]*\d[\d.,%/\- ]*")
WIDTH_UPPER, WIDTH_LOWER, MOTTO_WIDTH = 0.62, 0.44, 12.24  # bold Times, in ems; the motto measured exactly
POINT = 0.3528


@dataclass(frozen=True)
class Line:
    """One paragraph: its look, what leads it in bold, and its text."""

    look: str
    text: str
    lead: str = ""

    @property
    def whole(self) -> str:
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True)
class Grid:
    """One table of the body: lines by row, header first; `widths` in millimetres fill the page."""

    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Signing:
    """One place to sign: the lines above the space, and the name below it ("" leaves it blank)."""

    titles: tuple[Line, ...]
    name: Line


@dataclass(frozen=True)
class Sheet:
    """A letter as it will be printed; rules are the lengths of the lines drawn under their cells, in mm."""

    title: str
    issuers: tuple[Line, ...]
    nation: tuple[Line, ...]
    under_number: tuple[Line, ...]
    number: Line
    date: Line
    issuer_rule: float
    motto_rule: float
    head: tuple[Line, ...]
    subject_rule: float
    opening: tuple[Line, ...]
    body: tuple[Line | Grid, ...]
    signings: tuple[Signing, ...]
    recipients: tuple[Line, ...]

    def words(self) -> tuple[str, ...]:
        """Every printed paragraph once, in reading order; empty ones left out."""
        return tuple(line.whole for line in self._lines() if line.whole)

    def _lines(self) -> Iterator[Line]:
        yield from (*self.issuers, *self.nation, self.number, *self.under_number, self.date)
        yield from (*self.head, *self.opening)
        for part in self.body:
            if isinstance(part, Line):
                yield part
            else:
                yield from (cell for row in part.rows for cell in row)
        if len(self.signings) < 2:
            yield from self.recipients
        for signing in self.signings:
            yield from (*signing.titles, signing.name)
        if len(self.signings) >= 2:
            yield from self.recipients


def clean(text: str) -> str:
    """Text fit to print: NFC, one space between words, no control or hidden marks.

    Bidirectional overrides and zero-width marks go because two different papers could look the same.
    """
    kept = (
        mark if _is_printable(mark) else " " * mark.isspace() for mark in unicodedata.normalize("NFC", text)
    )
    return " ".join("".join(kept).split())


def _is_printable(mark: str) -> bool:
    if mark in UNFIT_FORMATS:
        return True
    unfit = unicodedata.category(mark) in {"Cc", "Cf", "Cs"} or ord(mark) & 0xFFFE == 0xFFFE
    return not unfit


def upper(text: str) -> str:
    """Clean text in capitals, as cells 1, 2, 5a and 7a are printed."""
    return clean(clean(text).upper())


def number_line(letter: Letter) -> str:
    """Cell 3. Below 10 takes a leading zero; a draft or an unnumbered paper leaves room to write."""
    if letter.draft or letter.number is None:
        return f"Số:{NUMBER_BLANK}/{clean(letter.symbol)}"
    return f"Số: {letter.number:02d}/{clean(letter.symbol)}"


def date_line(letter: Letter) -> str:
    """Cell 4: a comma after the place, no full stop; blank in a draft."""
    day = None if letter.draft else letter.day
    return f"{clean(letter.place or '')}, {day_in_words(day)}".removeprefix(", ")


def day_in_words(day: date | None) -> str:
    """`ngày 05 tháng 02 năm 2021`: a zero before days below 10 and months 1 and 2 only (Phụ lục I)."""
    if day is None:
        return "ngày … tháng … năm …"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def sheet_of(letter: Letter) -> Sheet:
    """The printed words of a letter; the same letter always gives the same sheet."""
    superior = [Line("superior", upper(letter.governing_body))] if letter.governing_body else []
    issuer = Line("issuer", upper(letter.issuer))
    subject = clean(letter.subject)
    return Sheet(
        title=_title(letter),
        issuers=(*superior, issuer),
        nation=(Line("nation", form.NATION), Line("motto", form.MOTTO)),
        number=Line("number", number_line(letter)),
        under_number=tuple(_under_number(letter)),
        date=Line("date", date_line(letter)),
        issuer_rule=rule_length(issuer.text, "issuer", form.HEADER_COLUMNS[0] - 4),
        motto_rule=round(MOTTO_WIDTH * form.LOOKS["motto"].size * POINT, 1),
        head=()
        if letter.is_official_letter
        else (Line("kind", upper(letter.kind)), Line("subject", subject)),
        subject_rule=0 if letter.is_official_letter else rule_length(subject, "subject", form.PAGE.inner),
        opening=tuple(_opening(letter)),
        body=tuple(_body(letter)),
        signings=tuple(_signing(signature) for signature in letter.signatures),
        recipients=tuple(_recipients(letter)),
    )


def _title(letter: Letter) -> str:
    """The document's name in its properties: kind, number, subject."""
    number = "" if letter.draft or letter.number is None else number_line(letter).removeprefix("Số: ")
    return clean(f"{letter.kind} {number} {letter.subject}")


def _under_number(letter: Letter) -> Iterator[Line]:
    if letter.is_official_letter:
        yield Line("about", clean(f"V/v {letter.subject}"))
    if letter.draft:
        yield Line("draft", form.DRAFT_MARK)


def rule_length(text: str, look: str, widest: float) -> float:
    """Length in mm of the rule under a centred cell: 0,4 of its line (the decree: a third to a half)."""
    em = WIDTH_UPPER if text == text.upper() else WIDTH_LOWER
    line = min(len(text) * em * form.LOOKS[look].size * POINT, widest)
    return round(0.4 * line, 1)


def _opening(letter: Letter) -> Iterator[Line]:
    """Kính gửi and the authority line. One addressee shares the line; several get a dash each."""
    addressees = [_bare(name) for name in letter.to]
    if len(addressees) == 1:
        yield Line("addressees", f"Kính gửi: {addressees[0]}")
    elif addressees:
        *texts, last = _dashed(addressees)
        yield Line("addressees of many", "Kính gửi:")
        yield from (Line("addressee", text) for text in texts)
        yield Line("last addressee", last)
    if letter.authority_line:
        yield Line("authority", upper(letter.authority_line))


def _recipients(letter: Letter) -> Iterator[Line]:
    """Cell 9b: a dash each, semicolons, the archive line last with a full stop."""
    names = [_bare(name) for name in letter.recipients]
    if letter.archive:
        names.append(f"Lưu: {_bare(letter.archive)}")
    if names:
        yield Line("recipients title", form.RECIPIENTS_TITLE)
        yield from (Line("recipient", text) for text in _dashed(names))


def _bare(name: str) -> str:
    """A name without the dash and end mark its author may have typed: the form puts its own."""
    return clean(name).removeprefix("- ").rstrip(";., ")


def _dashed(names: list[str]) -> list[str]:
    return [f"- {name};" for name in names[:-1]] + [f"- {names[-1]}."]


def _body(letter: Letter) -> Iterator[Line | Grid]:
    parts = [part for block in letter.body for part in _parts(block)]
    if not letter.end_mark or not parts:
        yield from parts
    elif isinstance(last := parts[-1], Line):
        yield from (*parts[:-1], Line(last.look, closed(last.text), last.lead))
    else:
        yield from (*parts, Line("text", form.END_MARK))


def closed(text: str) -> str:
    """The last sentence of a paper with its end mark, once."""
    return text.removesuffix(form.END_MARK).rstrip().removesuffix(".") + form.END_MARK


def _parts(block: Block) -> Iterator[Line | Grid]:
    text, marker = clean(block.text), clean(block.marker)
    match block.kind:
        case "table":
            if text:
                yield Line("caption", text)
            yield _grid(block)
        case "article":
            yield Line("article", text, lead=marker)
        case "bullet" | "subbullet":
            yield Line(block.kind, f"{marker or ('-' if block.kind == 'bullet' else '+')} {text}".strip())
        case _:
            yield Line(block.kind, f"{marker} {text}".strip())


def _grid(block: Block) -> Grid:
    shares = block.widths or (1.0,) * len(block.rows[0])
    widths = tuple(round(form.PAGE.inner * share / sum(shares), 2) for share in shares)
    header, *rest = block.rows
    return Grid(
        rows=(
            tuple(Line("head cell", clean(cell)) for cell in header),
            *(tuple(map(_cell, row)) for row in rest),
        ),
        widths=widths,
    )


def _cell(text: str) -> Line:
    """A cell of figures is centred, a cell of words starts at the left."""
    words = clean(text)
    return Line("figure cell" if FIGURE.fullmatch(words) else "cell", words)


def _signing(signature: Signature) -> Signing:
    above = [signature.for_issuer] if signature.for_issuer else []
    titles = tuple(Line("signer title", upper(line)) for line in (*above, *signature.lines))
    return Signing(titles, Line("signer name", clean(signature.name or "")))
