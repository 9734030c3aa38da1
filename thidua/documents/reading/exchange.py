"""The structure under the JSON keys of `seed-truth/1`. A key that is not read yet is left out."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from thidua.documents.reading.structure import (
    Citation,
    Commemoration,
    Metadata,
    Paragraph,
    Phrase,
    Recipient,
    Round,
    Section,
    Structure,
    Task,
)

SCHEMA = "seed-truth/1"
FRIDAY = 4


def structure_as_json(structure: Structure) -> dict[str, Any]:
    """Everything read, ready for `json.dumps`; null means not in the text, [] looked for and none there."""
    return {
        "schema": SCHEMA,
        "file": _file(structure.source_lines),
        "metadata": _metadata(structure.metadata),
        "cited_documents": [_citation(each) for each in structure.citations],
        "sections": _sections(structure.sections, structure.paragraphs),
        "paragraphs": [_paragraph(each) for each in structure.paragraphs],
        "contents": list(structure.contents),
        "solutions": list(structure.solutions),
        "tasks": [_task(each) for each in structure.tasks],
        "criteria": [_plain(asdict(each)) for each in structure.criteria],
        "awards": _awards(structure),
        "rounds": [_round(each) for each in structure.rounds],
        "commemorations": [_commemoration(each) for each in structure.commemorations],
        "slogan": _plain(asdict(structure.slogan)) if structure.slogan else None,
        "mottos": [{"text": each.text, "line": each.line} for each in structure.mottos],
        "recipients": _recipients(structure),
        "signers": [_plain(asdict(each)) for each in structure.signers],
        "signatures_missing_for": list(structure.signatures_missing_for),
        "dates": [asdict(each) for each in structure.dates],
        "quoted_phrases": [_quoted(each) for each in structure.quoted_phrases],
        "anomalies": [asdict(each) for each in structure.anomalies],
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


def _present(**optional: Any) -> dict[str, Any]:
    """Only the optional keys that have something to say."""
    return {key: _plain_value(value) for key, value in optional.items() if value not in (None, (), "")}


def _file(lines: Sequence[str]) -> dict[str, int]:
    return {
        "lines": len(lines),
        "nonblank_lines": sum(bool(line.strip()) for line in lines),
        "words": sum(len(line.split()) for line in lines),
    }


def _metadata(metadata: Metadata) -> dict[str, Any]:
    values = _plain(asdict(metadata))
    values["issuers"] = values.pop("issued_by")
    period = values["period"]
    if period is not None:
        values["period"] = {key: value for key, value in period.items() if key == "end" or value is not None}
    return {**values, "joint_issue": metadata.joint_issue}


def _citation(citation: Citation) -> dict[str, Any]:
    keys = ("number", "serial", "symbol", "stated_type", "issuer", "title")
    mismatch = citation.symbol_type if citation.symbol_type != citation.stated_type else None
    return {
        **{key: getattr(citation, key) for key in keys},
        "date": citation.date.isoformat() if citation.date else None,
        **_present(term=citation.term, symbol_type=mismatch),
        "occurrences": [
            {
                "line": each.line,
                "section": each.section or each.part,
                **_present(role=each.role, label_line=each.label_line),
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
            **_present(label=section.label),
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
        **_present(modality=task.modality, condition=task.condition, with_units=task.with_units),
    }


def _awards(structure: Structure) -> dict[str, Any]:
    reference = structure.award_reference
    return {
        "forms": [asdict(each) for each in structure.award_forms],
        "rules_by_reference": _plain(asdict(reference)) if reference else None,
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
        **_present(years=each.years, count=each.count),
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
        "criteria": len(structure.criteria),
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
