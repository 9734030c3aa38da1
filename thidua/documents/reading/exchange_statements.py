"""The statements of a paper under the JSON keys of `seed-truth/1`."""

from typing import Any

from thidua.documents.reading.abbreviations import is_abbreviation
from thidua.documents.reading.statements import (
    AwardForm,
    AwardRules,
    Channel,
    Eligible,
    EmbeddedDuty,
    Indicator,
    Programme,
    Scope,
    Statements,
    Wording,
)
from thidua.documents.reading.structure import AwardReference


def present(**optional: Any) -> dict[str, Any]:
    """Only the optional keys that have something to say; tuples as lists."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in optional.items()
        if value not in (None, (), "")
    }


def statements_as_json(statements: Statements) -> dict[str, Any]:
    """Scope, duties, figures, names, manners and words; `glossary` says where each meaning comes from."""
    return {
        "scope": _scope(statements.scope),
        "embedded_duties": [_duty(each) for each in statements.duties],
        "indicators": [_indicator(each) for each in statements.indicators],
        "programmes": [_programme(each) for each in statements.programmes],
        "channels": [_channel(each) for each in statements.channels],
        "principles": [wording(each) for each in statements.principles],
        "prohibitions": [wording(each) for each in statements.prohibitions],
        "abbreviations": {
            term.short: term.meaning for term in statements.terms if is_abbreviation(term.short)
        },
        "glossary": [
            {"term": term.short, "meaning": term.meaning, "source": term.source, "line": term.line}
            for term in statements.terms
        ],
    }


def awards_as_json(
    forms: tuple[AwardForm, ...], reference: AwardReference | None, rules: AwardRules
) -> dict[str, Any]:
    """The chapter on rewards; `lines` of the lists of words stand beside them."""
    review = rules.time_of_review
    return {
        "forms": [_form(each) for each in forms],
        "rules_by_reference": _reference(reference) if reference else None,
        "eligible": [_eligible(each) for each in rules.eligible],
        "priority_groups": [each.text for each in rules.priority_groups],
        "special_cases": [each.text for each in rules.special_cases],
        "time_of_review": {"kind": review.kind, "text": review.text, "line": review.line} if review else None,
        "proposer": rules.proposer,
        **present(reviewer=rules.reviewer),
    }


def wording(each: Wording) -> dict[str, Any]:
    """Words with the line on which they begin."""
    return {"text": each.text, "line": each.line, **present(line_end=each.line_end)}


def _scope(scope: Scope | None) -> dict[str, Any] | None:
    if scope is None:
        return None
    return {
        "text": scope.text,
        "line": scope.line,
        "subjects": list(scope.subjects),
        "subjects_line": scope.subjects_line,
        **present(subjects_line_end=scope.subjects_line_end, also=scope.also),
    }


def _duty(duty: EmbeddedDuty) -> dict[str, Any]:
    return {
        "section": duty.section or duty.part,
        "line": duty.line,
        "actor": duty.actor,
        "phrase": duty.phrase,
    }


def _indicator(each: Indicator) -> dict[str, Any]:
    return {
        "text": each.text,
        "line": each.line,
        "target": each.target,
        **present(line_end=each.line_end, unit=each.unit),
    }


def _programme(each: Programme) -> dict[str, Any]:
    unquoted = {} if each.quoted else {"quoted": False}
    return {
        "name": each.name,
        "kind": each.kind,
        "line": each.line,
        **unquoted,
        **present(period=each.period, recurrence=each.recurrence),
    }


def _channel(each: Channel) -> dict[str, Any]:
    return {"name": each.name, "line": each.line, "sense": each.sense, **present(line_end=each.line_end)}


def _form(each: AwardForm) -> dict[str, Any]:
    return {
        "form": each.form,
        "authority": each.authority,
        "line": each.line,
        "subjects": list(each.subjects),
        **present(note=each.note, contribution_kinds=each.contribution_kinds),
    }


def _reference(reference: AwardReference) -> dict[str, Any]:
    return {
        "number": reference.number,
        "date": reference.date.isoformat() if reference.date else None,
        "line": reference.line,
        **present(parts=reference.parts),
    }


def _eligible(each: Eligible) -> dict[str, Any] | str:
    """A listed group with its condition; words in passing as they stand."""
    if not each.groups:
        return each.text
    return {
        "kind": each.kind,
        "line": each.line,
        "list": list(each.groups),
        "condition": each.condition,
        "text": each.text,
    }
