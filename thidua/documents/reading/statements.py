"""What the running text of a plan states: whom it reaches, what it asks, names, forbids and measures.

Every wording is verbatim from the text, with blanks made single; `line` is the line on which it begins.
A fact the text does not state is None or an empty tuple.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Wording:
    """Words of the text; `line_end` is set when they run over into a later line."""

    text: str
    line: int
    line_end: int | None = None


@dataclass(frozen=True)
class Scope:
    """Where the movement is held and for whom; `also` are groups that later lists put beside them."""

    text: str | None
    line: int | None
    subjects: tuple[str, ...]
    subjects_line: int | None
    subjects_line_end: int | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class EmbeddedDuty:
    """A sentence outside the organisation chapter that tells a named actor to act.

    `line` is the line on which the act begins, not the actor.
    """

    section: str | None
    part: str
    line: int
    actor: str
    phrase: str


@dataclass(frozen=True)
class Indicator:
    """Something that can be counted. `target` is None when the text sets no figure; nought means "none"."""

    text: str
    line: int
    line_end: int | None = None
    target: float | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Programme:
    """A movement, campaign or programme named beside the plan's own movement.

    `kind` ∈ movement, campaign, programme, project, study_programme, year_theme, groups, model, club,
    contest, prize. `period` is "2020-2025" when the sentence gives one.
    """

    name: str
    kind: str
    line: int
    quoted: bool = True
    period: str | None = None
    recurrence: str | None = None


@dataclass(frozen=True)
class Channel:
    """A means of spreading information. `sense` ∈ use, risk (to be guarded against), task (to publish there)."""

    name: str
    line: int
    sense: str
    line_end: int | None = None


@dataclass(frozen=True)
class Term:
    """A shortened word and what it stands for.

    `source` ∈ stated (the text says so), inferred (words of the text fit its letters), known (an official
    abbreviation), unknown. `meaning` is None only when unknown.
    """

    short: str
    meaning: str | None
    source: str
    line: int


@dataclass(frozen=True)
class Eligible:
    """Who may be rewarded: `kind` ∈ collective, individual, any; `groups` as listed, and on what condition."""

    kind: str
    text: str
    line: int
    groups: tuple[str, ...] = ()
    condition: str | None = None


@dataclass(frozen=True)
class ReviewTime:
    """When rewards are considered: `kind` ∈ date, after_round, year_end, periodic, event, prompt, stated."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class AwardForm:
    """A form of commendation named in the plan, and who gives it, to whom, for what kinds of merit."""

    form: str
    authority: str | None
    line: int
    subjects: tuple[str, ...] = ()
    note: str | None = None
    contribution_kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class AwardRules:
    """What the plan says of rewards besides their forms."""

    eligible: tuple[Eligible, ...] = ()
    priority_groups: tuple[Wording, ...] = ()
    special_cases: tuple[Wording, ...] = ()
    time_of_review: ReviewTime | None = None
    proposer: str | None = None
    reviewer: str | None = None


@dataclass(frozen=True)
class Statements:
    """All statements of one paper."""

    scope: Scope | None = None
    duties: tuple[EmbeddedDuty, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    programmes: tuple[Programme, ...] = ()
    channels: tuple[Channel, ...] = ()
    principles: tuple[Wording, ...] = ()
    prohibitions: tuple[Wording, ...] = ()
    terms: tuple[Term, ...] = ()
    awards: AwardRules = field(default_factory=AwardRules)
