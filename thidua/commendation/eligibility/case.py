"""One case as the predicates see it, and the small answers they give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from thidua.commendation.eligibility.facts import Fact, Held, Period, kind_of
from thidua.commendation.eligibility.findings import FactUse, Missing, Outcome, Truth, from_truth
from thidua.commendation.lawbook import AwardVersion, Gate, Lawbook


@dataclass(frozen=True)
class Answer:
    """What a predicate found: outcome, a sentence about this case, facts looked at, what is missing."""

    outcome: Outcome
    sentence: str
    keys: tuple[str, ...] = ()
    missing: str | None = None


def answer(truth: Truth, sentence: str, key: str, missing: str | None = None) -> Answer:
    """Met, unmet or unknown over one fact; an unknown names what is missing, by default a fuller fact."""
    return Answer(from_truth(truth), sentence, (key,), (missing or key) if truth is None else None)


@dataclass(frozen=True)
class Case:
    """The facts known, the law of the day, and, inside an all_of that counts from one, the base award."""

    book: Lawbook
    version: AwardVersion
    subject: str
    facts: Mapping[str, Fact]
    law_date: date
    readings: Mapping[str, Gate]
    base: Held | None = None
    looked_at: set[str] = field(default_factory=set)

    def value(self, key: str) -> Any:
        """The value of a fact, or None when it is not known."""
        self.looked_at.add(key)
        fact = self.facts.get(key)
        return None if fact is None else fact.value

    @property
    def period(self) -> Period | None:
        found: Period | None = self.value("period")
        return found

    @property
    def basis(self) -> str:
        return self.version.basis_for(self.value("grade"))

    def from_base(self, base: Held | None) -> "Case":
        return replace(self, base=base)

    def under(self, version: AwardVersion) -> "Case":
        """The same case under another award's standard."""
        return replace(self, version=version, base=None)

    def held(self) -> tuple[Held, ...] | None:
        """Awards decided by the law day, or None when the record is not known."""
        known: tuple[Held, ...] | None = self.value("awards")
        return None if known is None else tuple(row for row in known if row.on <= self.law_date)

    def uses(self, keys: Iterable[str]) -> tuple[FactUse, ...]:
        return tuple(FactUse.of(key, self.facts[key]) for key in keys if key in self.facts)

    def missing(self, key: str | None) -> Missing | None:
        kind = kind_of(key) if key else None
        return Missing(key, kind.label, kind.who) if key and kind else None

    def lacks(self, key: str) -> Answer:
        """Unknown, because this fact is not known."""
        missing = self.missing(key)
        return Answer(Outcome.UNKNOWN, f"Chưa có dữ kiện: {missing.label if missing else key}.", (key,), key)

    def lacks_base(self) -> Answer:
        """Unknown, because there is no award to count from."""
        said = "Chưa xác định được lần khen thưởng làm mốc nên chưa xét điều kiện này."
        return Answer(Outcome.UNKNOWN, said, ("awards",), "awards" if self.value("awards") is None else None)

    def word(self, word: str) -> str:
        """A word of the law data, or an award's id, in Vietnamese."""
        award = self.book.awards.get(word)
        return award.name if award else self.book.tables.scales.words.get(word, word)

    def words(self, words: Iterable[str]) -> str:
        return ", ".join(map(self.word, words))


def both(*truths: Truth) -> Truth:
    """Strong Kleene "and"."""
    if False in truths:
        return False
    return None if None in truths else True


def enough(truths: Iterable[Truth], needed: int) -> Truth:
    """Whether at least that many hold: True, False, or None when the unknown ones decide."""
    counted = list(truths)
    sure = counted.count(True)
    if sure >= needed:
        return True
    return None if sure + counted.count(None) >= needed else False


def years_before(day: date, years: int) -> date:
    """The same day that many years earlier; 28 February for a 29 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
