"""How the house says no: a list of sentences, each with the thing it is about."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Blocker:
    """One reason why an act cannot be done.

    `message` is a whole Vietnamese sentence: what is wrong, where, and what to do.
    `about` is the thing to open to put it right; the page makes the link from its
    `get_absolute_url`, so rules need not know addresses.
    """

    message: str
    about: object | None = None

    def __str__(self) -> str:
        return self.message


class Refused(Exception):  # noqa: N818 a refusal is an answer, not a fault
    """An act was refused; every reason is listed, never only the first."""

    def __init__(self, blockers: Iterable[Blocker]) -> None:
        self.blockers = tuple(blockers)
        super().__init__("; ".join(blocker.message for blocker in self.blockers))


def refuse_if(blockers: Iterable[Blocker | None]) -> None:
    """Raise `Refused` with every blocker there is; do nothing when there is none."""
    found = [blocker for blocker in blockers if blocker is not None]
    if found:
        raise Refused(found)
