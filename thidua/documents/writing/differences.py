"""What a derived plan changed of its parent: word by word, and content by content. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from thidua.documents.writing.parts import Part

State = Literal["unchanged", "adapted", "added", "missing", "dropped"]
LONGEST = 3000  # words compared one by one; a longer text is shown as replaced whole


@dataclass(frozen=True)
class Run:
    """Words in a row that are the same in both texts, only in ours ("added") or only in theirs ("removed")."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True)
class Difference:
    """One content of the parent, of ours, or of both, and what became of it; `reason` is why it was dropped."""

    state: State
    theirs: Part | None
    own: Part | None
    runs: tuple[Run, ...] = ()
    reason: str = ""


def word_runs(theirs: str, own: str) -> tuple[Run, ...]:
    """Both texts as one row of runs: without "added" it reads as theirs, without "removed" as ours."""
    before, after = theirs.split(), own.split()
    if max(len(before), len(after)) > LONGEST:
        return _kept([Run("removed", " ".join(before)), Run("added", " ".join(after))])
    runs: list[Run] = []
    for act, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            runs.append(Run("same", " ".join(before[a:b])))
        else:
            runs += [Run("removed", " ".join(before[a:b])), Run("added", " ".join(after[c:d]))]
    return _kept(runs)


def _kept(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.text)


def compared(
    theirs: Sequence[Part], own: Sequence[Part], dropped: dict[int, str], *, binding: frozenset[int]
) -> list[Difference]:
    """Each content of the parent in its order, then what we wrote of our own (bare headings aside).

    `binding` are the keys of the parent's contents that ask for an answer; `dropped` gives the reason of each
    that was left out. A binding content that is neither taken nor dropped is "missing".
    """
    taken = {part.inherited: part for part in own if part.inherited is not None}
    found = [_answered(part, taken, dropped) for part in theirs if part.key in binding or part.key in taken]
    ours = (part for part in own if part.form == "section" and not part.inherited and not part.is_blank)
    added = [Difference("added", None, part) for part in ours]
    return found + added


def _answered(theirs: Part, taken: dict[int, Part], dropped: dict[int, str]) -> Difference:
    key = theirs.key or 0
    own = taken.get(key)
    if own is None:
        reason = dropped.get(key, "")
        return Difference("dropped" if reason else "missing", theirs, None, reason=reason)
    runs = word_runs(said(theirs), said(own))
    same = all(run.kind == "same" for run in runs)
    return Difference("unchanged" if same else "adapted", theirs, own, runs)


def said(part: Part) -> str:
    """Title and text as one run of words."""
    return " ".join(f"{part.title} {part.text}".split())


def copied_unchanged(own: Sequence[Part]) -> bool:
    """Whether a derived plan took contents over and noted no local fitting on any of them (matrix NH-24)."""
    taken = [part for part in own if part.inherited is not None]
    return bool(taken) and not any(part.note.strip() for part in taken)
