"""A text as shingles of five syllables, folded, and the few of them that are kept as fingerprints. Pure.

Shingles never cross the end of a sentence: sentences taken over from a plan above leave no trace, in whatever order
they stand and whatever was left out between them. Two texts that share `WIDTH + WINDOW - 1` syllables running, within
a sentence, share a fingerprint.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from thidua.core.text import fold

WIDTH = 5  # syllables in a shingle
WINDOW = 8  # of so many shingles running, one at least is kept
_SENTENCE = re.compile(r"(?<=[.;!?…])\s+|\n+")
_SYLLABLE = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Sentence:
    """One sentence as written, and its shingles as signed 64-bit hashes, in order."""

    text: str
    shingles: tuple[int, ...]


def syllables_of(text: str) -> list[str]:
    """The syllables without marks, case and signs: the same however the text was typed."""
    return _SYLLABLE.findall(fold(text))


def shingles_of(text: str) -> tuple[int, ...]:
    """The shingles of one sentence; a shorter one has none."""
    words = syllables_of(text)
    return tuple(_hashed(" ".join(words[at : at + WIDTH])) for at in range(len(words) - WIDTH + 1))


def _hashed(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)


def sentences_in(text: str) -> list[Sentence]:
    """The sentences of a text that are long enough to be compared."""
    found = (Sentence(part.strip(), shingles_of(part)) for part in _SENTENCE.split(text))
    return [sentence for sentence in found if sentence.shingles]


def shingle_set(texts: Iterable[str]) -> frozenset[int]:
    """Every shingle of these texts: what is taken out of a text that had the right to use them."""
    return frozenset(
        shingle for text in texts for sentence in sentences_in(text) for shingle in sentence.shingles
    )


@cache
def set_forms() -> frozenset[int]:
    """The shingles of the phrases that plans are bound to use."""
    text = files("thidua.movements.guard").joinpath("set_forms.txt").read_text(encoding="utf-8")
    return shingle_set([text])


def own_runs(sentences: Iterable[Sentence], granted: frozenset[int]) -> Iterator[list[int]]:
    """The stretches of shingles that are neither granted nor of a set form."""
    known = granted | set_forms()
    for sentence in sentences:
        run: list[int] = []
        for shingle in sentence.shingles:
            if shingle in known:
                if run:
                    yield run
                run = []
            else:
                run.append(shingle)
        if run:
            yield run


@dataclass(frozen=True)
class Print:
    """What is kept of a text: how many shingles are its own, and the fingerprints among them."""

    own: int
    kept: frozenset[int]


def print_of(text: str, granted: frozenset[int]) -> Print:
    """Fingerprint the words of a text that are not granted to it."""
    runs = list(own_runs(sentences_in(text), granted))
    return Print(
        sum(len(run) for run in runs), frozenset(shingle for run in runs for shingle in winnowed(run))
    )


def winnowed(run: list[int]) -> set[int]:
    """The least of every window of a run; of a run shorter than a window its least."""
    if len(run) <= WINDOW:
        return {min(run)}
    return {min(run[at : at + WINDOW]) for at in range(len(run) - WINDOW + 1)}
