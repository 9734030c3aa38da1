"""The printed words of a letter, cell by cell: the one reading that the DOCX and the PDF share.

Source: Nghị định 30/2020, Phụ lục I (cells) and II (capitals). Pure.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from thidua.documents.writing import form
from thidua.documents.writing.letter import Annex, Block, Copying, Letter, Signature
from thidua.documents.writing.phrases import kept_together
from thidua.documents.writing.sheet import AnnexSheet, CopyFoot, Grid, Line, Sheet, Signing

__all__ = ["AnnexSheet", "CopyFoot", "Grid", "Line", "Sheet", "Signing", "clean", "sheet_of", "upper"]

NUMBER_BLANK = " " * 6
UNFIT_FORMATS = frozenset(
    "\u200c\u200d"
)  # joiners carry spelling in some scripts; every other format mark hides
FIGURE = re.compile(r"[\d.,%/\- ]*\d[\d.,%/\- ]*")
WIDTH_UPPER, WIDTH_LOWER, MOTTO_WIDTH = 0.62, 0.44, 12.24  # bold Times, in ems; the motto measured exactly
POINT = 0.3528


@lru_cache(maxsize=4096)  # a run of certificates repeats most of its words on every page
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
    if not letter.numbered:
        return ""
    return _number(None if letter.draft else letter.number, letter.symbol)


def _number(number: int | None, symbol: str) -> str:
    return f"Số: {number:02d}/{clean(symbol)}" if number is not None else f"Số:{NUMBER_BLANK}/{clean(symbol)}"


def date_line(letter: Letter) -> str:
    """Cell 4: a comma after the place, no full stop; blank in a draft."""
    if not letter.dated:
        return ""
    return _place_and_day(letter.place, None if letter.draft else letter.day)


def _place_and_day(place: str | None, day: date | None) -> str:
    return f"{clean(place or '')}, {day_in_words(day)}".removeprefix(", ")


def day_in_words(day: date | None) -> str:
    """`ngày 05 tháng 02 năm 2021`: a zero before days below 10 and months 1 and 2 only (Phụ lục I)."""
    if day is None:
        return "ngày … tháng … năm …"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def sheet_of(letter: Letter) -> Sheet:
    """The printed words of a letter; the same letter always gives the same sheet."""
    issuers = _issuers(letter.governing_body, letter.issuer, *letter.co_issuers)
    subject = clean(letter.subject)
    page = form.LYING if letter.wide else form.PAGE
    named = not letter.is_official_letter
    return Sheet(
        title=_title(letter),
        issuers=issuers,
        nation=(Line("nation", form.NATION), Line("motto", form.MOTTO)),
        number=Line("number", number_line(letter)),
        under_number=tuple(_under_number(letter)),
        date=Line("date", date_line(letter)),
        issuer_rule=rule_length(issuers[-1].text, "issuer", form.HEADER_COLUMNS[0] - 4),
        motto_rule=round(MOTTO_WIDTH * form.LOOKS["motto"].size * POINT, 1),
        head=(Line("kind", upper(letter.kind)), Line("subject", subject)) if named else (),
        subject_rule=rule_length(subject, "subject", page.inner) if named else 0,
        opening=tuple(_opening(letter)),
        body=tuple(_body(letter, page)),
        signings=tuple(_signing(signature) for signature in letter.signatures),
        recipients=tuple(_recipients(letter.recipients, letter.archive)),
        copying=_copy_foot(letter.copying) if letter.copying else None,
        annexes=tuple(_annex(annex, letter) for annex in letter.annexes),
        wide=letter.wide,
    )


def _issuers(superior: str | None, *bodies: str) -> tuple[Line, ...]:
    """Cell 2. Bodies that issue together stand under one another, each but the last with a dash after it.

    A name too long for its column goes on in the next line between two phrases, never inside one.
    """
    *first, last = (upper(body) for body in bodies)
    above = [Line("superior", kept_together(upper(superior)))] if superior else []
    joint = (Line("issuer", kept_together(f"{body} -")) for body in first)
    return (*above, *joint, Line("issuer", kept_together(last)))


def _copy_foot(copying: Copying) -> CopyFoot:
    """Form 3.1 (Phụ lục III): the copying body and its number at the left, the way of copying and day at the right."""
    issuers = _issuers(copying.governing_body, copying.issuer)
    return CopyFoot(
        issuers=issuers,
        how=Line("copy form", copying.how),
        number=Line("number", _number(copying.number, copying.symbol)),
        date=Line("date", _place_and_day(copying.place, copying.day)),
        issuer_rule=rule_length(issuers[-1].text, "issuer", form.HEADER_COLUMNS[0] - 4),
        recipients=tuple(_recipients(copying.recipients, copying.archive)),
        signing=_signing(copying.signature),
    )


def _annex(annex: Annex, letter: Letter) -> AnnexSheet:
    """Its label, its title in capitals, and the paper it belongs to."""
    label = [Line("annex label", clean(annex.label))] if annex.label.strip() else []
    head = (*label, Line("annex title", upper(annex.title)), Line("annex source", attached_to(letter)))
    page = form.LYING if annex.is_wide else form.PAGE
    return AnnexSheet(
        head, tuple(part for block in annex.body for part in _parts(block, page)), annex.is_wide
    )


def attached_to(letter: Letter) -> str:
    """`(Kèm theo Quyết định số 57/QĐ-THPTLT ngày 25 tháng 02 năm 2022 của Trường THPT Lộc Thái)`."""
    draft = letter.draft or letter.number is None
    number = f"…/{clean(letter.symbol)}" if draft else number_line(letter).removeprefix("Số: ")
    kind = clean(letter.kind).capitalize()
    named = " và ".join(clean(name) for name in (letter.issuer_named or letter.issuer, *letter.co_issuers))
    what = f"{kind} số {number}" if letter.numbered else kind
    return f"(Kèm theo {what} {day_in_words(None if letter.draft else letter.day)} của {named})"


def _title(letter: Letter) -> str:
    """The document's name in its properties: kind, number, subject."""
    number = "" if letter.draft or letter.number is None else number_line(letter).removeprefix("Số: ")
    return clean(f"{letter.kind} {number} {letter.subject}")


def _under_number(letter: Letter) -> Iterator[Line]:
    if letter.is_official_letter:
        yield Line("about", clean(f"V/v {letter.subject}"))
    if letter.urgency:
        yield Line("urgency", letter.urgency)
    if letter.draft:
        yield Line("draft", form.DRAFT_MARK)


def rule_length(text: str, look: str, widest: float) -> float:
    """Length in mm of the rule under a centred cell: 0,4 of its line (the decree: a third to a half)."""
    em = WIDTH_UPPER if text == text.upper() else WIDTH_LOWER
    line = min(len(text) * em * form.LOOKS[look].size * POINT, widest)
    return round(0.4 * line, 1)


def _opening(letter: Letter) -> Iterator[Line]:
    """Whom it goes to (an invitation invites) and the authority line.

    One addressee shares the line; several get a dash each.
    """
    greeting = "Kính mời:" if letter.kind.strip().upper() == "GIẤY MỜI" else "Kính gửi:"
    addressees = [_bare(name) for name in letter.to]
    if len(addressees) == 1:
        yield Line("addressees", f"{greeting} {addressees[0]}")
    elif addressees:
        *texts, last = _dashed(addressees)
        yield Line("addressees of many", greeting)
        yield from (Line("addressee", text) for text in texts)
        yield Line("last addressee", last)
    if letter.authority_line:
        yield Line("authority", upper(letter.authority_line))


def _recipients(recipients: tuple[str, ...], archive: str) -> Iterator[Line]:
    """Cell 9b: a dash each, semicolons, the archive line last with a full stop."""
    names = [_bare(name) for name in recipients]
    if archive:
        names.append(f"Lưu: {_bare(archive)}")
    if names:
        yield Line("recipients title", form.RECIPIENTS_TITLE)
        yield from (Line("recipient", text) for text in _dashed(names))


def _bare(name: str) -> str:
    """A name without the dash and end mark its author may have typed: the form puts its own."""
    return clean(name).removeprefix("- ").rstrip(";., ")


def _dashed(names: list[str]) -> list[str]:
    return [f"- {name};" for name in names[:-1]] + [f"- {names[-1]}."]


def _body(letter: Letter, page: form.Page) -> Iterator[Line | Grid]:
    parts = [part for block in letter.body for part in _parts(block, page)]
    if not letter.end_mark or not parts:
        yield from parts
    elif isinstance(last := parts[-1], Line):
        yield from (*parts[:-1], Line(last.look, closed(last.text), last.lead))
    else:
        yield from (*parts, Line("text", form.END_MARK))


def closed(text: str) -> str:
    """The last sentence of a paper with its end mark, once."""
    return text.removesuffix(form.END_MARK).rstrip().removesuffix(".") + form.END_MARK


def _parts(block: Block, page: form.Page) -> Iterator[Line | Grid]:
    text, marker = clean(block.text), clean(block.marker)
    match block.kind:
        case "table":
            if text:
                yield Line("caption", text)
            yield _grid(block, page)
        case "chapter":
            yield Line("chapter number", marker)
            yield Line("chapter title", upper(text))
        case "article":
            yield Line("article", text, lead=marker)
        case "bullet" | "subbullet":
            yield Line(block.kind, f"{marker or ('-' if block.kind == 'bullet' else '+')} {text}".strip())
        case _:
            yield Line(block.kind, f"{marker} {text}".strip())


def _grid(block: Block, page: form.Page) -> Grid:
    """A table as wide as its page; one of many columns is set smaller."""
    shares = block.widths or (1.0,) * len(block.rows[0])
    widths = tuple(round(page.inner * share / sum(shares), 2) for share in shares)
    dense = len(widths) >= form.DENSE_TABLE
    header, *rest = block.rows
    head_look = "dense head" if dense else "head cell"
    return Grid(
        rows=(
            tuple(Line(head_look, clean(cell)) for cell in header),
            *(tuple(_cell(cell, dense=dense) for cell in row) for row in rest),
        ),
        widths=widths,
    )


def _cell(text: str, *, dense: bool) -> Line:
    """A cell of figures is centred, a cell of words starts at the left."""
    words = clean(text)
    plain, figure = ("dense cell", "dense figure") if dense else ("cell", "figure cell")
    return Line(figure if FIGURE.fullmatch(words) else plain, words)


def _signing(signature: Signature) -> Signing:
    above = [kept_together(upper(signature.for_issuer))] if signature.for_issuer else []
    titles = tuple(Line("signer title", line) for line in (*above, *map(upper, signature.lines)))
    return Signing(titles, Line("signer name", clean(signature.name or "")))
