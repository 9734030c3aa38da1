"""Eligibility: `judge` gives a tree of findings, each with its article. Knows no Django."""

from thidua.commendation.eligibility.facts import FACT_KINDS, SUBJECTS, Fact, Facts, FactsInvalid, Subject
from thidua.commendation.eligibility.findings import (
    Determination,
    Finding,
    Missing,
    Outcome,
    render_judgement,
)
from thidua.commendation.eligibility.judge import judge

__all__ = [
    "FACT_KINDS",
    "SUBJECTS",
    "Determination",
    "Fact",
    "Facts",
    "FactsInvalid",
    "Finding",
    "Missing",
    "Outcome",
    "Subject",
    "judge",
    "render_judgement",
]
