"""From text to structure: the steps of the reading, in order."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from thidua.documents.reading.anomalies import Reading, find_anomalies
from thidua.documents.reading.citations import read_citations
from thidua.documents.reading.content import (
    item_ids,
    period_of,
    read_awards,
    read_commemorations,
    read_criteria,
    read_rounds,
    read_slogan,
    school_year_of,
)
from thidua.documents.reading.dates import read_dates
from thidua.documents.reading.header import Head, issuers_of_letterhead, issuers_of_preamble, read_head
from thidua.documents.reading.legacy import repair
from thidua.documents.reading.lines import Block, Line, join, measure, split_lines
from thidua.documents.reading.outline import Outline, read_outline
from thidua.documents.reading.people import Foot, find_foot, read_signers
from thidua.documents.reading.quotes import read_quotes
from thidua.documents.reading.structure import Metadata, Structure
from thidua.documents.reading.tasks import read_tasks

QUOTED_NAME = re.compile(r"[“\"]([^“”\"]+)")
END_MARK = re.compile(r"\./\.$")


def read_text(text: str, *, filename: str = "") -> Structure:
    """Read the text of a plan. Never fails and never invents: what is not in the text is None.

    Time grows in step with the length of the text.
    """
    lines = split_lines(unicodedata.normalize("NFC", repair(text)))
    written = [line for line in lines if line.text]
    head = read_head(written)
    foot = find_foot(written, head.body_start)
    body = written[head.body_start : foot.start]
    wrapping = measure(body)
    outline = read_outline(body, wrapping, has_foot=foot.start < len(written))
    structure = _structure(lines, head, foot, outline, filename)
    blocks = _reading_order(head, outline)
    phrases, mottos, unbalanced = read_quotes(blocks)
    structure = replace(structure, quoted_phrases=phrases, mottos=mottos)
    reading = Reading(written, head, outline, foot, wrapping, unbalanced, structure)
    return replace(structure, anomalies=find_anomalies(reading))


def _reading_order(head: Head, outline: Outline) -> list[Block]:
    """Title, headings and paragraphs as joined blocks, in the order of the page."""
    blocks = [*([head.title] if head.title else []), *outline.headings, *outline.blocks]
    return sorted(blocks, key=lambda block: block.first_line)


def _structure(lines: Sequence[Line], head: Head, foot: Foot, outline: Outline, filename: str) -> Structure:
    sections, paragraphs, blocks = outline.sections, outline.paragraphs, outline.blocks
    metadata = _metadata(head, outline)
    letterhead = [join([line]) for line in lines if line.no == head.place_date_line]
    dates = read_dates([*letterhead, *_reading_order(head, outline)])
    rounds = read_rounds(paragraphs, blocks)
    first_chapter_end = next(
        (section.line for section in sections if section.level == 1 and section is not sections[0]),
        len(lines) + 1,
    )
    year = school_year_of(dates, metadata.title_lines, first_chapter_end)
    period = period_of(year, dates, rounds, blocks)
    forms, reference = read_awards(sections, paragraphs, blocks)
    return Structure(
        filename=filename,
        source_lines=tuple(line.raw for line in lines),
        metadata=replace(metadata, school_year=year, period=period),
        citations=read_citations(paragraphs, blocks, sections),
        sections=sections,
        paragraphs=paragraphs,
        contents=item_ids(sections, paragraphs, r"nội dung"),
        solutions=item_ids(sections, paragraphs, r"giải pháp|biện pháp"),
        tasks=read_tasks(sections, paragraphs, blocks),
        criteria=read_criteria(sections, paragraphs),
        award_forms=forms,
        award_reference=reference,
        rounds=rounds,
        commemorations=read_commemorations(blocks, rounds),
        slogan=read_slogan(sections, paragraphs),
        dates=dates,
        recipients_line=foot.heading_line,
        recipients=tuple(foot.recipients),
        archive=foot.archive,
        signers=read_signers(foot.signature, metadata.issued_by),
    )


def _metadata(head: Head, outline: Outline) -> Metadata:
    governing, issued_by = issuers_of_letterhead(head)
    preamble = [
        block
        for paragraph, block in zip(outline.paragraphs, outline.blocks, strict=True)
        if paragraph.part == "preamble"
    ]
    closing = [paragraph for paragraph in outline.paragraphs if paragraph.part == "closing"]
    last_text = outline.paragraphs[-1].text if outline.paragraphs else ""
    title = head.title
    return Metadata(
        doc_type=head.doc_type,
        doc_type_line=head.doc_type_line,
        governing_body=governing,
        issued_by=issued_by or issuers_of_preamble(preamble[-1] if preamble else None),
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
    )


def _movement_name(title: Block | None) -> str | None:
    """The quoted name in the title, also when its quotation was never closed."""
    if title is None or "thi đua" not in title.text.lower():
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
