"""A finding of the linter: what is wrong, and the rule that says so. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.core.errors import Blocker


@dataclass(frozen=True)
class Finding(Blocker):
    """A fault of form or content, in a Vietnamese sentence, with the article or row it rests on."""

    source: str = ""


def sourced(source: str, found: Iterable[Blocker]) -> Iterator[Finding]:
    """The same faults, each with its rule; one that names its own rule keeps it."""
    for one in found:
        yield one if isinstance(one, Finding) else Finding(one.message, one.about, source)
