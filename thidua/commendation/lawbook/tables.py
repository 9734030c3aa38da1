"""The shapes of the tables beside the awards: acts, money, votes, authorities, gates, dossiers, clocks."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from thidua.commendation.lawbook.shapes import Confidence, Node, Ratio, Shape, Span, Text


class Sourced(Span):
    """A dated rule with its article and how sure we are of it."""

    basis: Text
    confidence: Confidence
    source: tuple[str, ...] = ()
    note: str | None = None


class Predicate(Shape):
    """One word of the vocabulary: its sentence for screens and the keys it takes."""

    id: Text
    label: Text
    note: Text
    params: dict[str, str]


class Scales(Shape):
    """Names of the words and the orders they stand in."""

    words: dict[str, Text]
    ratings: tuple[str, ...]
    disciplines: tuple[str, ...]
    influence: tuple[tuple[str, ...], ...]
    launchers: dict[str, tuple[str, ...]]


class GateScope(Shape):
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()


class Gate(Sourced):
    """A rule over all awards; with role `verdict`, its check is part of each verdict it applies to."""

    id: Text
    label: Text
    role: Literal["verdict", "reading", "ranking", "quota", "dossier", "procedure", "repealed"]
    only: GateScope | None = None
    check: Node | None = None
    ratio: Ratio | None = None
    floor: str | None = None


class Instrument(Span):
    id: Text
    number: Text
    issued: date | None
    confidence: Confidence
    source: tuple[str, ...]
    amends: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    amended_by: str | None = None
    amended_on: date | None = None
    residual_until: date | None = None
    note: str | None = None


class Transition(Shape):
    id: Text
    label: Text
    effect: Text
    basis: Text
    confidence: Confidence
    source: tuple[str, ...]


class Pending(Shape):
    id: Text
    status: Text
    note: Text


class BaseSalary(Sourced):
    vnd: int = Field(gt=0)


class PrizeRule(Sourced):
    """How a multiple becomes money: whose day's base salary, which step, which way."""

    base_salary_day: Literal["decision_date"]
    step: int = Field(gt=0)
    mode: Literal["ceil"]
    collective: Literal["multiply_then_round_once"]
    collective_confidence: Confidence


class Stacking(Sourced):
    label: Text
    pay: Literal["max", "sum"]


class Payer(Sourced):
    label: Text
    pays: Text


class FundCap(Sourced):
    who: Text
    label: Text
    max_ratio: Ratio | None = None
    of: str | None = None


class VoteProfile(Sourced):
    """How a council votes; a null threshold means the locality's own rule is needed."""

    id: Text
    method: Literal["secret_ballot", "ballot", "unspecified", "local_rule", "none"]
    threshold: Ratio | None
    of: Literal["total_members"] | None
    absent: Literal["written_opinion", "local_rule"] | None
    council: tuple[str, ...]
    meeting_quorum: Ratio | None = None
    meeting_quorum_of: str | None = None


class Quorum(Sourced):
    council: tuple[str, ...]
    ratio: Ratio | None
    of: Literal["total_members"] | None
    chair_votes: bool | None = None
    for_ahld: Ratio | None = None
    absent: str | None = None


class Level(Shape):
    id: Text
    name: Text
    until: date | None


class Authority(Shape):
    """A person who may decide, and the kind of body that person heads."""

    id: Text
    name: Text
    level: Text
    unit_kind: Text
    until: date | None
    also: str | None = None


class Route(Sourced):
    """Who proposes and who decides for the units under one body."""

    subject_under: Text
    proposes: str | None
    decides: Text
    only: tuple[str, ...]
    schools: tuple[str, ...] = ()
    advises: str | None = None


class CommendationKind(Sourced):
    """A kind of commendation; null `counts_as_prior_award` means not known."""

    id: Text
    name: Text
    counts_as_prior_award: bool | None
    in_scope: bool


class Dossier(Sourced):
    id: Text
    sets: int | None
    parts: tuple[str, ...] | None
    plus_if: dict[str, str] | str | None = None
    plus_if_relied_on: str | None = None
    made_by: dict[str, str] | None = None
    requires_all: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()
    form: str | None = None
    or_: str | None = Field(default=None, alias="or")
    by: str | None = None
    fallback_parts: tuple[str, ...] = ()
    fallback_until: date | None = None
    fallback_confidence: Confidence | None = None


class ReportForm(Sourced):
    id: Text
    for_: Text = Field(alias="for")
    kind: str | None
    award: str | None


class Opinion(Sourced):
    whose: tuple[str, ...]
    for_: tuple[str, ...] = Field(alias="for")


class Clock(Sourced):
    """Working days of one step; null days means the locality's own rule is needed."""

    id: Text
    days: int | None
    days_high_awards: int | None = None
    days_with_hiep_y: int | None = None
    days_if_100_or_more: int | None = None
    on_silence: str | None = None
    on_silence_applies_to: str | None = None
    only: tuple[str, ...] = ()
    must_state: str | None = None
    op: str | None = None
    for_: tuple[str, ...] = Field(default=(), alias="for")
    where: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    outcome_in: str | None = None
    not_for: str | None = None
    what: tuple[str, ...] = ()


class CalendarDay(Sourced):
    """A month-day by which something is due each year."""

    label: Text
    before: str | None = None
    by: str | None = None
    at: tuple[str, ...] = ()
    else_before: str | None = None
    year: str | None = None


class RevocationGround(Sourced):
    id: Text
    label: Text


class StudentTitle(Sourced):
    """A title or form for learners; null grades means the text does not state them."""

    id: Text
    name: Text
    grades: tuple[int, ...] | None
    label: Text
    authority: tuple[str, ...]
    award: str | None = None


class StudentRecord(Sourced):
    id: Text
    label: Text


class RatingRule(Sourced):
    """What limits the yearly rating in a span of days."""

    cap_rating: Text
    cap_max_ratio: Ratio
    cap_of: Text
    cap_since: date | None = None
    cap_confidence: Confidence | None = None
    cap_raised_to: Ratio | None = None
    cap_raised_if: str | None = None
    cap_per: tuple[str, ...] = ()
    bands: tuple[dict[str, Any], ...] = ()
    parts_common: int | None = None
    parts_results: int | None = None
    min_months: int | None = None
    head_not_above_unit: bool | None = None
    discipline_effect_months: int | None = None
    own_rule_due: date | None = None
    unit_rated_by: tuple[dict[str, str], ...] = ()


class Tables(Shape):
    """Every table of the folder, read and checked."""

    sources: dict[str, Text]
    predicates: tuple[Predicate, ...]
    scales: Scales
    gates: tuple[Gate, ...]
    instruments: tuple[Instrument, ...]
    transitions: tuple[Transition, ...]
    pending: tuple[Pending, ...]
    base_salary: tuple[BaseSalary, ...]
    prize_rules: tuple[PrizeRule, ...]
    stacking: tuple[Stacking, ...]
    payers: tuple[Payer, ...]
    fund_caps: tuple[FundCap, ...]
    profiles: tuple[VoteProfile, ...]
    quorums: tuple[Quorum, ...]
    levels: tuple[Level, ...]
    authorities: tuple[Authority, ...]
    routes: tuple[Route, ...]
    kinds: tuple[CommendationKind, ...]
    dossiers: tuple[Dossier, ...]
    report_forms: tuple[ReportForm, ...]
    opinions: tuple[Opinion, ...]
    clocks: tuple[Clock, ...]
    calendar: tuple[CalendarDay, ...]
    revocation_grounds: tuple[RevocationGround, ...]
    titles: tuple[StudentTitle, ...]
    records: tuple[StudentRecord, ...]
    ratings: tuple[RatingRule, ...]
