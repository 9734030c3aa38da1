"""All statements of the running text, gathered from the readers of each kind."""

from collections.abc import Collection, Sequence

from thidua.documents.reading.abbreviations import read_terms
from thidua.documents.reading.awards import read_award_rules
from thidua.documents.reading.channels import read_channels
from thidua.documents.reading.conduct import read_principles, read_prohibitions
from thidua.documents.reading.cues import Cues, Passages
from thidua.documents.reading.duties import read_duties
from thidua.documents.reading.header import Head
from thidua.documents.reading.indicators import read_indicators
from thidua.documents.reading.people import Foot
from thidua.documents.reading.programmes import read_programmes
from thidua.documents.reading.scope import read_scope
from thidua.documents.reading.statements import Statements
from thidua.documents.reading.structure import AwardReference, Citation, Section, Task


def read_statements(
    head: Head,
    foot: Foot,
    sections: Sequence[Section],
    passages: Passages,
    cues: Cues,
    *,
    organisation: Collection[str],
    own_name: str | None,
    tasks: Sequence[Task],
    citations: Sequence[Citation],
    reference: AwardReference | None,
) -> Statements:
    """What the text states besides its skeleton.

    `passages` are the paragraphs, `cues` an index over title, headings and paragraphs; `organisation` holds
    the ids of the sections whose sentences are tasks.
    """
    return Statements(
        scope=read_scope(sections, passages),
        duties=read_duties(sections, passages, organisation),
        indicators=read_indicators(passages),
        programmes=read_programmes(cues, own_name),
        channels=read_channels(passages, organisation),
        principles=read_principles(passages),
        prohibitions=read_prohibitions(passages),
        terms=read_terms(cues, _foot_lines(foot), _symbols(head, citations)),
        awards=read_award_rules(sections, passages, tasks, reference),
    )


def _foot_lines(foot: Foot) -> list[tuple[str, int]]:
    lines = [(recipient.raw, recipient.line) for recipient in foot.recipients]
    return [*lines, (foot.archive.raw, foot.archive.line)] if foot.archive else lines


def _symbols(head: Head, citations: Sequence[Citation]) -> list[tuple[str, int]]:
    own = [(head.number.normalized, head.number.line)] if head.number else []
    return own + [(each.number, each.occurrences[0].line) for each in citations if each.number]
