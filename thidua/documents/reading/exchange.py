"""The structure under the JSON keys of `seed-truth/1`."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from thidua.documents.reading.exchange_statements import awards_as_json, present, statements_as_json
from thidua.documents.reading.structure import (
    Citation,
    Commemoration,
    FileFacts,
    Metadata,
    Paragraph,
    Period,
    Phrase,
    Recipient,
    Round,
    Section,
    Signer,
    Structure,
    Task,
)

SCHEMA = "seed-truth/1"
FRIDAY = 4


def structure_as_json(structure: Structure) -> dict[str, Any]:
    """Everything read, ready for `json.dumps`; null means not in the text, [] looked for and none there."""
    return {
        "schema": SCHEMA,
        "file": _file(structure.source_lines, structure.file),
        "intake": _intake(structure.file),
        "metadata": _metadata(structure.metadata),
        "cited_documents": [_citation(each) for each in structure.citations],
        "sections": _sections(structure.sections, structure.paragraphs),
        "paragraphs": [_paragraph(each) for each in structure.paragraphs],
        "contents": list(structure.contents),
        "solutions": list(structure.solutions),
        "tasks": [_task(each) for each in structure.tasks],
        "criteria": [_plain(asdict(each)) for each in structure.criteria],
        "awards": awards_as_json(
            structure.award_forms, structure.award_reference, structure.statements.awards
        ),
        "rounds": [_round(each) for each in structure.rounds],
        "commemorations": [_commemoration(each) for each in structure.commemorations],
        "slogan": _plain(asdict(structure.slogan)) if structure.slogan else None,
        "mottos": [{"text": each.text, "line": each.line} for each in structure.mottos],
        "recipients": _recipients(structure),
        "signers": [_signer(each, joint=structure.metadata.joint_issue) for each in structure.signers],
        "signatures_missing_for": list(structure.signatures_missing_for),
        "dates": [asdict(each) for each in structure.dates],
        "quoted_phrases": [_quoted(each) for each in structure.quoted_phrases],
        "anomalies": [asdict(each) for each in structure.anomalies],
        **statements_as_json(structure.statements),
        "counts": counts_of(structure),
    }


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Tuples as lists and days in ISO form, all the way down."""
    return {key: _plain_value(value) for key, value in values.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _plain(value)
    if isinstance(value, tuple | list):
        return [_plain_value(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _file(lines: Sequence[str], facts: FileFacts | None) -> dict[str, Any]:
    return {
        **{key: getattr(facts, key, None) for key in ("sha256", "encoding", "unicode_form", "chars")},
        "lines": len(lines),
        "nonblank_lines": sum(bool(line.strip()) for line in lines),
        "words": sum(len(line.split()) for line in lines),
    }


def _intake(facts: FileFacts | None) -> dict[str, Any] | None:
    """What is known of the opened file beyond the figures of `seed-truth/1`; null for a text that was no file."""
    if facts is None:
        return None
    keys = ("media_type", "label", "page_lines", "recognised", "lines_are_paragraphs", "notes")
    return {key: _plain_value(getattr(facts, key)) for key in keys}


def _metadata(metadata: Metadata) -> dict[str, Any]:
    values = _plain(asdict(metadata))
    values["issuers"] = values.pop("issued_by")
    values["period"] = _period(metadata.period)
    values["absent"] = dict(values.pop("reasons"))
    return {**values, "joint_issue": metadata.joint_issue}


def _period(period: Period | None) -> dict[str, Any] | None:
    """Both days when rounds give them, else the first year and an open end."""
    if period is None:
        return None
    if period.start and period.end:
        days = {"start": period.start.isoformat(), "end": period.end.isoformat()}
        return {"text": period.text, **days, "from_rounds": True}
    return {"text": period.text, "start_year": period.start_year, "end": None}


def _citation(citation: Citation) -> dict[str, Any]:
    keys = ("number", "serial", "symbol", "stated_type", "issuer", "title")
    mismatch = citation.symbol_type if citation.symbol_type != citation.stated_type else None
    return {
        **{key: getattr(citation, key) for key in keys},
        "date": citation.date.isoformat() if citation.date else None,
        "issuer_resolved": citation.issuer_resolved,
        "role": citation.role,
        **present(term=citation.term, symbol_type=mismatch),
        "occurrences": [
            {
                "line": each.line,
                "section": each.section or each.part,
                **present(role=each.role, text=each.text, label_line=each.label_line),
            }
            for each in citation.occurrences
        ],
    }


def _sections(sections: Sequence[Section], paragraphs: Sequence[Paragraph]) -> list[dict[str, Any]]:
    children = Counter(section.parent for section in sections)
    own = Counter(paragraph.section for paragraph in paragraphs)
    total = Counter(own)
    for section in reversed(sections):
        if section.parent is not None:
            total[section.parent] += total[section.id]
    return [
        {
            "id": section.id,
            "level": section.level,
            "marker": section.marker,
            "title": section.title,
            "inline": section.inline,
            "line": section.line,
            "parent": section.parent,
            "children": children[section.id],
            "own_paragraphs": own[section.id],
            "total_paragraphs": total[section.id],
            **present(label=section.label),
        }
        for section in sections
    ]


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    words = paragraph.text.split(" ")
    after = paragraph.text[len(paragraph.marker or "") :].split()
    return {
        "no": paragraph.no,
        "section": paragraph.section or paragraph.part,
        "kind": paragraph.kind,
        "marker": paragraph.marker,
        "line_start": paragraph.line_start,
        "line_end": paragraph.line_end,
        "words": len(words),
        "chars": len(paragraph.text),
        "first_words": " ".join(after[:5]),
        "last_words": " ".join(words[-4:]),
        "sha256_16": hashlib.sha256(paragraph.text.encode()).hexdigest()[:16],
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "no": task.no,
        "section": task.section or task.part,
        "line": task.line,
        "responsible": list(task.responsible),
        "action": task.action,
        "deadline": task.deadline,
        "reports_to": task.reports_to,
        "responsible_source": task.responsible_source,
        **present(
            output=task.output,
            modality=task.modality,
            condition=task.condition,
            indicator=task.indicator,
            with_units=task.with_units,
            channel=task.channel,
            sub_actions=task.sub_actions,
            principles=task.principles,
            constrains=task.constrains,
            reports_to_source=task.reports_to_source,
        ),
    }


def _round(each: Round) -> dict[str, Any]:
    days = (each.end - each.start).days + 1
    span = (each.start + timedelta(days=n) for n in range(max(days, 0)))
    return {
        "no": each.no,
        "label": each.label,
        "start": each.start.isoformat(),
        "end": each.end.isoformat(),
        "days": days,
        "fridays": sum(day.weekday() == FRIDAY for day in span),
        "line": each.line,
        "target": each.target,
    }


def _commemoration(each: Commemoration) -> dict[str, Any]:
    return {
        "name": each.name,
        "day_month": f"{each.day}/{each.month}" if each.day and each.month else None,
        "round": each.round_no,
        "line": each.line,
        **present(years=each.years, count=each.count),
    }


def _recipients(structure: Structure) -> dict[str, Any]:
    archive = structure.archive
    return {
        "heading_line": structure.recipients_line,
        "items": [_recipient(each) for each in structure.recipients],
        "archive": _plain(asdict(archive)) if archive else None,
    }


def _recipient(each: Recipient) -> dict[str, Any]:
    return {**_plain(asdict(each)), "role_stated": each.role is not None}


def _signer(each: Signer, *, joint: bool) -> dict[str, Any]:
    """Of several issuers the one signed for is told from the office, which is no statement of the text."""
    source = "inferred" if joint and each.for_issuer else None
    return {**_plain(asdict(each)), **present(for_issuer_source=source)}


def _quoted(phrase: Phrase) -> dict[str, Any]:
    return {"text": phrase.text, "style": phrase.style, "line": phrase.line}


def counts_of(structure: Structure) -> dict[str, Any]:
    """Totals, always equal to the lengths of the lists."""
    levels = Counter(section.level for section in structure.sections)
    return {
        "sections": len(structure.sections),
        **{f"sections_level_{level}": levels[level] for level in (1, 2, 3)},
        "inline_sections": sum(section.inline for section in structure.sections),
        "paragraphs": len(structure.paragraphs),
        "paragraphs_by_kind": dict(Counter(each.kind for each in structure.paragraphs)),
        "paragraphs_in_sections": sum(each.section is not None for each in structure.paragraphs),
        "cited_documents": len(structure.citations),
        "cited_numbered": sum(each.number is not None for each in structure.citations),
        "citation_mentions": sum(len(each.occurrences) for each in structure.citations),
        "contents": len(structure.contents),
        "solutions": len(structure.solutions),
        "tasks": len(structure.tasks),
        "embedded_duties": len(structure.statements.duties),
        "criteria": len(structure.criteria),
        "programmes": len(structure.statements.programmes),
        "award_forms": len(structure.award_forms),
        "rounds": len(structure.rounds),
        "commemorations": len(structure.commemorations),
        "recipient_bullets": len(structure.recipients),
        "recipient_bodies": sum(len(each.bodies) for each in structure.recipients),
        "archive_codes": len(structure.archive.codes) if structure.archive else 0,
        "signers": len(structure.signers),
        "dates": len(structure.dates),
        "quoted_phrases": len(structure.quoted_phrases),
        "anomalies": len(structure.anomalies),
    }
