"""What a judgement finds: outcomes, their logic, the tree of findings and its Vietnamese text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from thidua.commendation.eligibility.facts import Fact
from thidua.commendation.lawbook import Prize

Truth: TypeAlias = bool | None


class Outcome(StrEnum):
    """What can be said of a requirement. Unknown never passes and never fails."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NO_RULE = "no_rule"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Outcome.MET: "đạt",
    Outcome.UNMET: "không đạt",
    Outcome.UNKNOWN: "chưa đủ căn cứ",
    Outcome.NOT_APPLICABLE: "không áp dụng",
    Outcome.NO_RULE: "không có quy định đang có hiệu lực",
}
_MARKS = {
    Outcome.MET: "✓",
    Outcome.UNMET: "✗",
    Outcome.UNKNOWN: "?",
    Outcome.NOT_APPLICABLE: "–",
    Outcome.NO_RULE: "∅",
}


def all_met(outcomes: Iterable[Outcome]) -> Outcome:
    """Strong Kleene "and" over the outcomes that apply; not applicable when none does."""
    return _combined(outcomes, Outcome.UNMET, Outcome.MET)


def any_met(outcomes: Iterable[Outcome]) -> Outcome:
    """Strong Kleene "or" over the outcomes that apply; not applicable when none does."""
    return _combined(outcomes, Outcome.MET, Outcome.UNMET)


def _combined(outcomes: Iterable[Outcome], decides: Outcome, otherwise: Outcome) -> Outcome:
    seen = set(outcomes) - {Outcome.NOT_APPLICABLE}
    if not seen:
        return Outcome.NOT_APPLICABLE
    if decides in seen:
        return decides
    return Outcome.UNKNOWN if Outcome.UNKNOWN in seen else otherwise


def from_truth(truth: Truth) -> Outcome:
    """True is met, False unmet, None unknown."""
    return Outcome.UNKNOWN if truth is None else Outcome.MET if truth else Outcome.UNMET


@dataclass(frozen=True)
class Missing:
    """A fact that is not known, and who can supply it."""

    fact: str
    label: str
    who: str

    @property
    def sentence(self) -> str:
        return f"Cần bổ sung: {self.label}. Người cung cấp: {self.who}."


@dataclass(frozen=True)
class FactUse:
    """A fact that was looked at."""

    key: str
    as_of: date
    source: str
    evidence: str | None
    verified: bool

    @classmethod
    def of(cls, key: str, fact: Fact) -> "FactUse":
        return cls(key, fact.as_of, fact.source, fact.evidence, fact.verified)


@dataclass(frozen=True)
class Finding:
    """One node of the verdict: what the law asks (`label`), what was found (`sentence`), by which article."""

    pred: str
    outcome: Outcome
    label: str
    sentence: str
    basis: str | None
    facts: tuple[FactUse, ...] = ()
    missing: Missing | None = None
    children: tuple["Finding", ...] = ()
    confidence: str | None = None
    id: str | None = None

    def leaves(self) -> Iterator["Finding"]:
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def open_leaves(self) -> Iterator["Finding"]:
        """The leaves that still stand between the case and the award: none beneath a knot that is met."""
        if not self.children:
            yield self
        elif self.outcome is not Outcome.MET:
            for child in self.children:
                yield from child.open_leaves()

    def as_dict(self) -> dict[str, object]:
        return {
            "pred": self.pred,
            "id": self.id,
            "outcome": self.outcome.value,
            "label": self.label,
            "sentence": self.sentence,
            "basis": self.basis,
            "confidence": self.confidence,
            "facts": [use.__dict__ | {"as_of": use.as_of.isoformat()} for use in self.facts],
            "missing": self.missing and self.missing.__dict__ | {"sentence": self.missing.sentence},
            "children": [child.as_dict() for child in self.children],
        }


@dataclass(frozen=True)
class Determination:
    """The whole verdict on one case, immutable: the tree, what it rests on, and the days asked about.

    `prize` is what the award would carry if decided on `law_date`. `unused`: facts no requirement looked for.
    """

    award: str
    name: str
    subject: str
    outcome: Outcome
    root: Finding
    law_date: date
    knowledge_date: date | None
    rule_hash: str
    facts_hash: str
    prize: Prize | None
    basis: str | None
    confidence: str | None
    checked_on: date | None
    unused: tuple[str, ...]

    def leaves(self) -> tuple[Finding, ...]:
        return tuple(self.root.leaves())

    def unmet(self) -> tuple[Finding, ...]:
        """The leaves not met, leaving out branches of an alternative that another branch has met."""
        return tuple(leaf for leaf in self.root.open_leaves() if leaf.outcome is Outcome.UNMET)

    def unknown(self) -> tuple[Finding, ...]:
        """The leaves not decided, each with what is missing; again without met alternatives."""
        return tuple(leaf for leaf in self.root.open_leaves() if leaf.outcome is Outcome.UNKNOWN)

    def as_json(self) -> dict[str, object]:
        """Plain data for `json.dumps`."""
        prize = self.prize
        return {
            "award": self.award,
            "name": self.name,
            "subject": self.subject,
            "outcome": self.outcome.value,
            "outcome_label": self.outcome.label,
            "law_date": self.law_date.isoformat(),
            "knowledge_date": self.knowledge_date and self.knowledge_date.isoformat(),
            "basis": self.basis,
            "confidence": self.confidence,
            "checked_on": self.checked_on and self.checked_on.isoformat(),
            "rule_hash": self.rule_hash,
            "facts_hash": self.facts_hash,
            "prize": prize and prize.__dict__ | {"multiple": prize.multiple and str(prize.multiple)},
            "unmet": [leaf.id or leaf.pred for leaf in self.unmet()],
            "unknown": [leaf.id or leaf.pred for leaf in self.unknown()],
            "unused_facts": list(self.unused),
            "root": self.root.as_dict(),
        }


def render_judgement(determination: Determination) -> str:
    """The verdict as Vietnamese text for people: an indented tree, each line with its article."""
    checked = determination.checked_on
    lines = [
        f"{determination.name}: {determination.outcome.label.upper()}",
        f"Xét theo quy định có hiệu lực ngày {_day(determination.law_date)}.",
    ]
    if determination.knowledge_date:
        lines.append(f"Chỉ tính dữ kiện đã biết đến hết ngày {_day(determination.knowledge_date)}.")
    if determination.basis:
        read = f"đối chiếu ngày {_day(checked)}" if checked else "chưa kiểm tra lại"
        lines.append(f"Căn cứ: {determination.basis} ({read}).")
    lines += ["", *_lines(determination.root, 0)]
    if determination.prize:
        lines += ["", f"Tiền thưởng: {determination.prize.sentence}", f"Căn cứ: {determination.prize.basis}."]
    if determination.unused:
        lines += ["", f"Dữ kiện không dùng đến: {', '.join(determination.unused)}."]
    return "\n".join(lines)


def _lines(finding: Finding, depth: int) -> Iterator[str]:
    pad = "  " * depth
    yield f"{pad}{_MARKS[finding.outcome]} {finding.label} [{finding.outcome.label}]"
    if finding.sentence:
        yield f"{pad}    {finding.sentence}"
    if finding.missing:
        yield f"{pad}    {finding.missing.sentence}"
    if finding.basis and not finding.children:
        yield f"{pad}    Căn cứ: {finding.basis}."
    for child in finding.children:
        yield from _lines(child, depth + 1)


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
