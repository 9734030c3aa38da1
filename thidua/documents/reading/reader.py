"""From text to structure: the steps of the reading, in order."""

import gc
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace

from thidua.documents.reading.annex import annex_after
from thidua.documents.reading.anomalies import Reading, find_anomalies
from thidua.documents.reading.awards import read_award_forms
from thidua.documents.reading.citations import CUES as CITATION_CUES
from thidua.documents.reading.citations import read_citations
from thidua.documents.reading.content import (
    item_ids,
    period_of,
    read_commemorations,
    read_criteria,
    read_rounds,
    read_slogan,
    school_year_of,
)
from thidua.documents.reading.cues import Cues, Passages
from thidua.documents.reading.dates import read_dates
from thidua.documents.reading.header import Head, issuers_of_letterhead, issuers_of_preamble, read_head
from thidua.documents.reading.intake.legacy import repair
from thidua.documents.reading.levels import issuer_level, province_shown
from thidua.documents.reading.lines import Block, Line, join, measure, split_lines
from thidua.documents.reading.outline import Outline, read_outline
from thidua.documents.reading.outputs import with_details
from thidua.documents.reading.people import Foot, find_foot, read_signers
from thidua.documents.reading.quotes import read_quotes
from thidua.documents.reading.resolving import with_resolved_issuers
from thidua.documents.reading.roles import with_roles
from thidua.documents.reading.stating import read_statements
from thidua.documents.reading.structure import (
    Citation,
    DateMention,
    Metadata,
    Round,
    Section,
    Structure,
)
from thidua.documents.reading.tasks import organisation_of, read_tasks
from thidua.documents.reading.unrolling import unrolled

QUOTED_NAME = re.compile(r"[“\"]([^“”\"]+)")
OF_A_MOVEMENT = re.compile(r"(?<!\w)(?:thi đua|phong trào|cuộc vận động)(?!\w)", re.IGNORECASE)
YEARS = re.compile(r"[12]\d{3} {0,3}[-–—] {0,3}[12]\d{3}")
LONG = 200_000
END_MARK = re.compile(r"\./\.$")


def read_text(text: str, *, filename: str = "", lines_are_paragraphs: bool = False) -> Structure:
    """Read the text of a plan. Never fails and never invents: what is not in the text is None.

    With `lines_are_paragraphs` evenly long lines mean nothing: no column of paper broke them. Time grows in
    step with the length of the text.
    """
    with _undisturbed() if len(text) > LONG else nullcontext():
        return _read(
            unicodedata.normalize("NFC", repair(text)), filename, lines_are_paragraphs=lines_are_paragraphs
        )


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the collector of cycles, which would visit a long text's millions of lines again and again.

    Reading makes no cycles. Of readings at the same time the one that switched it off switches it on.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(text: str, filename: str, *, lines_are_paragraphs: bool) -> Structure:
    lines = split_lines(text)
    written = unrolled([line for line in lines if line.text])
    head = read_head(written)
    foot = find_foot(written, head.body_start)
    body = written[head.body_start : foot.start]
    wrapping = measure(body, lines_are_paragraphs=lines_are_paragraphs)
    annex = annex_after(written, foot.end)
    outline = read_outline(body, wrapping, has_foot=foot.start < len(written), annex=annex)
    cues = Cues(_reading_order(head, outline))
    passages = Passages(outline.paragraphs, outline.blocks)
    phrases, mottos, unbalanced = read_quotes(cues.holding("“", "”", '"'))
    structure = replace(
        _structure(lines, head, foot, outline, cues=cues, passages=passages),
        filename=filename,
        quoted_phrases=phrases,
    )
    slogan = structure.slogan.text if structure.slogan else None
    structure = replace(structure, mottos=tuple(motto for motto in mottos if motto.text != slogan))
    reading = Reading(written, head, outline, foot, wrapping, unbalanced, structure, cues, passages)
    return replace(structure, anomalies=find_anomalies(reading))


def _reading_order(head: Head, outline: Outline) -> list[Block]:
    """Title, headings and paragraphs as joined blocks, in the order of the page."""
    blocks = [*([head.title] if head.title else []), *outline.headings, *outline.blocks]
    return sorted(blocks, key=lambda block: block.first_line)


def _structure(
    lines: Sequence[Line], head: Head, foot: Foot, outline: Outline, *, cues: Cues, passages: Passages
) -> Structure:
    sections, paragraphs, blocks = outline.sections, outline.paragraphs, outline.blocks
    rounds = read_rounds(passages)
    dated = {*cues.indexes("/", "năm "), *cues.matching(YEARS)}
    letterhead = [join([line]) for line in lines if line.no == head.place_date_line]
    dates = read_dates([*letterhead, *cues.at(sorted(dated))])
    metadata = _with_period(_metadata(head, outline, cues), sections, dates, rounds, blocks)
    cited = with_resolved_issuers(_cited(head, outline, passages), metadata)
    citations = with_roles(cited, metadata, blocks)
    tasks = with_details(read_tasks(sections, paragraphs, blocks))
    forms, reference = read_award_forms(sections, passages)
    return Structure(
        filename="",
        source_lines=tuple(line.raw for line in lines),
        metadata=metadata,
        citations=citations,
        sections=sections,
        paragraphs=paragraphs,
        contents=item_ids(sections, paragraphs, r"nội dung"),
        solutions=item_ids(sections, paragraphs, r"giải pháp|biện pháp"),
        tasks=tasks,
        criteria=read_criteria(sections, paragraphs, blocks),
        award_forms=forms,
        award_reference=reference,
        rounds=rounds,
        commemorations=read_commemorations(passages.cues.holding(" năm ", "/"), rounds),
        slogan=read_slogan(sections, passages),
        dates=dates,
        recipients_line=foot.heading_line,
        recipients=tuple(foot.recipients),
        archive=foot.archive,
        signers=read_signers(foot.signature, metadata.issued_by),
        statements=read_statements(
            head,
            foot,
            sections,
            passages,
            cues,
            organisation={section.id for section in organisation_of(sections)},
            own_name=metadata.movement_name,
            tasks=tasks,
            citations=citations,
            reference=reference,
        ),
    )


def _cited(head: Head, outline: Outline, passages: Passages) -> tuple[Citation, ...]:
    naming = passages.holding(*CITATION_CUES)
    own = head.number.normalized.upper() if head.number else None
    return read_citations(
        [paragraph for paragraph, _ in naming],
        [block for _, block in naming],
        outline.sections,
        own_number=own,
        title=head.title,
        headings=outline.headings,
    )


def _with_period(
    metadata: Metadata,
    sections: Sequence[Section],
    dates: Sequence[DateMention],
    rounds: Sequence[Round],
    blocks: Sequence[Block],
) -> Metadata:
    """School year and period; the year of the purpose counts only before the second chapter begins."""
    chapters = [section.line for section in sections if section.level == 1]
    before = chapters[1] if len(chapters) > 1 else blocks[-1].last_line + 1 if blocks else 1
    year = school_year_of(dates, metadata.title_lines, before)
    return replace(metadata, school_year=year, period=period_of(year, dates, rounds, blocks))


def _metadata(head: Head, outline: Outline, cues: Cues) -> Metadata:
    governing, in_letterhead = issuers_of_letterhead(head)
    parts = [paragraph.part for paragraph in outline.paragraphs]
    preamble = [block for part, block in zip(parts, outline.blocks, strict=True) if part == "preamble"]
    closing = [paragraph for paragraph in outline.paragraphs if paragraph.part == "closing"]
    last_text = next((each.text for each in reversed(outline.paragraphs) if each.part != "annex"), "")
    issued_by = in_letterhead or issuers_of_preamble(preamble[-1] if preamble else None)
    title = head.title
    return Metadata(
        doc_type=head.doc_type,
        doc_type_line=head.doc_type_line,
        governing_body=governing,
        issued_by=issued_by,
        number=head.number,
        place=head.place,
        date=head.day,
        date_raw=head.date_raw,
        place_date_line=head.place_date_line,
        national_title=head.national_title,
        national_motto=head.national_motto,
        subject_prefix=head.subject_prefix,
        title=title.text if title else None,
        title_lines=(title.first_line, title.last_line) if title else None,
        movement_name=_movement_name(title),
        movement_kind=_movement_kind(title),
        end_mark="./." if END_MARK.search(last_text) else None,
        closing_lines=(closing[0].line_start, closing[-1].line_end) if closing else None,
        issuer_level=issuer_level(issued_by, governing),
        province_inferred=province_shown(issued_by, head.place, cues),
        symbol=head.symbol,
        reasons=tuple((what, why) for what, why in head.reasons.items() if what != "issuer" or not issued_by),
    )


def _movement_name(title: Block | None) -> str | None:
    """The quoted name in the title, also when its quotation was never closed."""
    if title is None or not OF_A_MOVEMENT.search(title.text):
        return None
    found = QUOTED_NAME.search(title.text)
    return found[1].strip() if found else None


def _movement_kind(title: Block | None) -> str | None:
    """special, school_year or thematic, only when the title says so."""
    words = title.text.lower() if title else ""
    if "thi đua" not in words:
        return None
    if "đặc biệt" in words:
        return "special"
    if "năm học" in words:
        return "school_year"
    return "thematic" if "chuyên đề" in words else None
