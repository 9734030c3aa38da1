"""Two texts side by side: how much of one's own words stand in the other, and which sentences. Pure.

The marks to look from are those measured on the four plans the system was built on; they order what people read and
decide nothing. Containment is used rather than a ratio of whole texts: a text pasted into a longer one stays visible.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.movements.guard.shingles import Sentence, sentences_in, set_forms

LOOK, STRONG = 0.30, 0.60  # of the own shingles; unrelated plans share 0.04 at most, of one campaign 0.18
RUN = 3  # sentences running
PASSAGE = 40  # shingles in sentences running: about a paragraph
ENOUGH = 100  # own shingles from which a large share means anything
FEWEST = 30  # own shingles from which most of a short text does
_SAME = 0.5  # of the shingles of a sentence: how many make it the same sentence, two words changed


@dataclass(frozen=True)
class Pair:
    """A sentence of one text and the sentence of the other that says the same."""

    mine: str
    other: str
    share: float


@dataclass(frozen=True)
class Likeness:
    """How one text stands in another: the share of its own shingles, the longest passage, the sentences."""

    own: int
    shared: int
    passage: int  # own shingles shared in the longest row of sentences
    run: int  # sentences in that row
    pairs: tuple[Pair, ...]

    @property
    def containment(self) -> float:
        """The share of own shingles that the other text has too."""
        return self.shared / self.own if self.own else 0.0

    @property
    def is_seen(self) -> bool:
        """Whether a person should look: a large share of a text long enough for it, or a passage taken whole."""
        large = self.own >= ENOUGH and self.containment >= LOOK
        most = self.own >= FEWEST and self.containment >= STRONG
        row = self.passage >= PASSAGE or (self.run >= RUN and self.passage >= PASSAGE // 2)
        return large or most or row


def likeness(mine: str, other: str, granted: frozenset[int]) -> Likeness:
    """Compare the own words of one text with another; `granted` are the shingles either had the right to use."""
    known = granted | set_forms()
    theirs = sentences_in(other)
    shingles = frozenset(shingle for sentence in theirs for shingle in sentence.shingles) - known
    own = shared = 0
    rows: list[tuple[int, Pair | None]] = []
    for sentence in sentences_in(mine):
        left = [shingle for shingle in sentence.shingles if shingle not in known]
        hits = sum(shingle in shingles for shingle in left)
        own, shared = own + len(left), shared + hits
        if left:
            same = hits >= _SAME * len(left)
            rows.append((hits, _pair(sentence, theirs, known) if same else None))
    passage, run = _longest(rows)
    return Likeness(own, shared, passage, run, tuple(pair for _, pair in rows if pair is not None))


def _pair(sentence: Sentence, theirs: Sequence[Sentence], known: frozenset[int]) -> Pair:
    mine = frozenset(sentence.shingles) - known
    best = max(theirs, key=lambda each: len(mine.intersection(each.shingles)))
    return Pair(sentence.text, best.text, len(mine.intersection(best.shingles)) / len(mine))


def _longest(rows: Sequence[tuple[int, Pair | None]]) -> tuple[int, int]:
    """The most shingles shared by sentences running, and how many sentences that row has."""
    best, here = (0, 0), (0, 0)
    for hits, pair in rows:
        here = (here[0] + hits, here[1] + 1) if pair is not None else (0, 0)
        best = max(best, here)
    return best
