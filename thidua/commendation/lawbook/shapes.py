"""The shape of an award in the law data: what a version must say, and nothing else."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Confidence = Literal["high", "medium", "low"]
Status = Literal["in_force", "verified", "partly_verified", "unknown", "no_rule_in_force"]
Text = Annotated[str, Field(min_length=1)]


class LawError(ValueError):
    """The law data is wrong; the message names the file, the place and the fault."""


def read_ratio(value: object) -> Fraction:
    """An exact share between 0 and 1, written as text "numerator/denominator"."""
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d+/[1-9]\d*", value):
        raise ValueError(f'tỷ lệ {value!r} phải viết dạng phân số trong ngoặc kép, ví dụ "7/10"')
    ratio = Fraction(value)
    if not 0 < ratio <= 1:
        raise ValueError(f"tỷ lệ {value!r} phải lớn hơn 0 và không quá 1")
    return ratio


def read_decimal(value: object) -> Decimal:
    """An exact multiple, written as text so that no binary float comes between."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d+(\.\d+)?", value):
        raise ValueError(f'hệ số {value!r} phải viết trong ngoặc kép, ví dụ "0.3"')
    return Decimal(value)


Ratio = Annotated[Fraction, BeforeValidator(read_ratio)]
Multiple = Annotated[Decimal, BeforeValidator(read_decimal)]


class Shape(BaseModel):
    """Frozen data without unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Span(Shape):
    """Days from `since` to the day before `until`; null means without bound on that side."""

    since: date | None
    until: date | None

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.since and self.until and self.since >= self.until:
            raise ValueError(f"since {self.since} phải trước until {self.until}")
        return self

    def covers(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Node(Shape):
    """One requirement: a predicate with its parameters, or a knot of requirements.

    `label` is the sentence people read; `basis` the article, where it is narrower than the version's.
    """

    pred: Text
    id: str | None = None
    label: str | None = None
    basis: str | None = None
    confidence: Confidence | None = None
    reason: str | None = None
    note: str | None = None
    only_for: tuple[str, ...] = ()
    only_if: str | None = None
    learner: bool | None = None
    of: tuple["Node", ...] = ()
    params: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _gather_params(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "params" in data:
            return data
        own = cls.model_fields.keys()
        rest = {key: value for key, value in data.items() if key not in own}
        return {key: value for key, value in data.items() if key in own} | {"params": rest}


class Decider(Shape):
    """Who may decide an award, over which units, on which days."""

    id: Text
    scope: str | None = None
    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Quota(Shape):
    """A cap that a later, explained allocation applies; never part of a verdict."""

    max_ratio: Ratio | None = None
    max_count: int | None = None
    of: str | None = None
    per: str | None = None
    share_of: str | None = None
    scope: str | None = None
    if_bodies_gte: int | None = None
    then_max_count: int | None = None
    rounding: str | None = None
    may_be_lowered_by: tuple[str, ...] = ()
    basis: str | None = None
    confidence: Confidence | None = None
    note: str | None = None


class Vote(Shape):
    """Names of the vote profiles: the usual one, the ministry's, the simplified procedure's."""

    profile: Text
    ministry_profile: str | None = None
    simplified_profile: str | None = None
    note: str | None = None


class PrizeTerms(Shape):
    """Multiples of the base salary by subject; a list is one multiple per class, highest first."""

    individual: Multiple | tuple[Multiple, ...] | None = None
    collective: Multiple | tuple[Multiple, ...] | None = None
    household: Multiple | tuple[Multiple, ...] | None = None
    commune: Multiple | None = None
    village: Multiple | None = None
    bound: Literal["max"] | None = None


class GradeBasis(Shape):
    """The assessment rule that covers some grades."""

    grades: tuple[int, ...]
    basis: Text
    confidence: Confidence


class AwardVersion(Span):
    """One award as one set of texts had it, on the days of its span.

    `checked_on` is the day someone read the article, or null, shown as "chưa kiểm tra lại".
    """

    since: date
    award: Text
    kind: Text
    hash: Text
    checked_on: date | None
    name: Text
    regime: Text
    status: Status
    confidence: Confidence
    source: tuple[str, ...]
    basis: Text
    criteria_basis: str | None = None
    statutory: bool | None
    gates: Literal["all", "none"] = "all"
    learner: bool = False
    only_for: tuple[str, ...] = ()
    levels: tuple[str, ...]
    authority: tuple[Decider, ...]
    reason: str | None = None
    requires: Literal["unknown"] | dict[str, tuple[Node, ...]]
    quota: tuple[Quota, ...] = ()
    vote: Vote
    timing: dict[str, Any]
    kinds: tuple[str, ...] = ()
    prize: PrizeTerms | None = None
    prize_confidence: Confidence | None = None
    goods: tuple[str, ...] | str = ()
    dossier: str | None = None
    dossier_simplified: str | None = None
    report: dict[str, Any] | None = None
    publication: str | None = None
    edge_rules: tuple[dict[str, Any], ...] = ()
    transition: tuple[str, ...] = ()
    confidence_detail: dict[str, Confidence] = Field(default_factory=dict)
    text_verified_before: date | None = None
    in_scope: bool = True
    basis_by_grade: tuple[GradeBasis, ...] = ()
    note: str | None = None

    def basis_for(self, grade: int | None) -> str:
        """The articles of the criteria; for a learner, those of the grade."""
        for row in self.basis_by_grade:
            if grade in row.grades:
                return row.basis
        return self.criteria_basis or self.basis


class Award(Shape):
    """A title, a form of commendation or a public praise, with every version known of it."""

    id: Text
    name: Text
    kind: Literal["title", "form", "praise"]
    subject: tuple[str, ...]
    versions: tuple[AwardVersion, ...] = Field(min_length=1)

    def version(self, on: date) -> AwardVersion | None:
        """The version of that day, or None: no rule is known, never a default."""
        return next((version for version in self.versions if version.covers(on)), None)
