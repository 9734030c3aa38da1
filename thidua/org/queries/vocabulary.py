"""Names, and the words in them: who may be meant, and what a mistyped word may have been. Of the whole installation
they are kept in the process.

Nothing leaves here by itself: a name or a guess only widens a search, which then finds rows within reach or nothing.
"""

import re
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from thidua.core.lexemes import SIGNS, Way, holding_any, ways_of, words_of

FRESH = 900  # seconds; a word first used later is found as written at once, with a slip after that
GUESSES = 24  # for one word
LONG = 7  # letters; a longer word may have two slips
MOST = 300_000  # different names; above it they are looked for among everybody within reach
UNDER_WAY = 1_000  # people of an import that had its keys but was not done when the names were read
FEW = 2_000  # names that one search looks up: more words narrow it down

_NAMES = "SELECT DISTINCT folded FROM org_person LIMIT %s"
_UNITS = "SELECT folded FROM org_unitname UNION SELECT folded FROM org_unitalias"
_WORDS = """
SELECT DISTINCT word FROM (SELECT DISTINCT folded FROM org_person) names,
regexp_split_to_table(folded, '[^a-z0-9]+') word WHERE word <> ''"""

Guess = tuple[str, ...]  # one word, or two that were typed as one


def period() -> int:
    """The key under which what is kept stays fresh."""
    return int(time.monotonic() // FRESH)


def near(words: Sequence[str], known: Collection[str] | None = None) -> str:
    """A search for these words, each as typed or one slip away from one in use; in names of people and units
    unless others are given.

    A slip is a letter more, less, other or swapped with its neighbour (two of them in a long word), or a blank
    forgotten or too many. Numbers are taken as typed.
    """
    use = words_in_use() if known is None else known
    readings = [
        holding_any([[" & ".join(guess) for guess in guesses(word, use)] for word in reading])
        for reading in _readings(words, use)
    ]
    return " | ".join(f"({reading})" for reading in readings if reading)


def guesses(word: str, known: Collection[str]) -> dict[Guess, int]:
    """What may have been meant by a word, each with its number of slips: the word itself with none."""
    if word.isdigit():
        return {(word,): 0}
    slips = 2 if len(word) > LONG else 1
    found: dict[Guess, int] = {
        (guess,): int(distance)
        for guess, distance, _ in process.extract(
            word, known, scorer=OSA.distance, score_cutoff=slips, limit=GUESSES
        )
    }
    for cut in range(1, len(word)):
        if word[:cut] in known and word[cut:] in known:
            found[word[:cut], word[cut:]] = 1
    return {**found, (word,): 0}


def _readings(words: Sequence[str], known: Collection[str]) -> list[list[str]]:
    """The words as typed, and with two neighbours joined where that makes a word in use."""
    pairs = range(len(words) - 1)
    joined = [
        [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]
        for at in pairs
        if words[at] + words[at + 1] in known
    ]
    return [list(words), *joined]


class Names:
    """Different names that people bore when they were read, and which words each holds."""

    def __init__(self, names: Iterable[str], newest: int = 0) -> None:
        self.names = sorted(names)
        self.newest = newest  # the key of a person; later ones may bear other names
        bearing: dict[str, set[int]] = defaultdict(set)
        for number, name in enumerate(self.names):
            for word in re.split(SIGNS, name):
                bearing[word].add(number)
        bearing.pop("", None)
        self.bearing = dict(bearing)
        self.words = sorted(self.bearing)
        self.known = frozenset(self.words)

    def holding(self, words: Sequence[str], *, most: int | None = FEW) -> list[str]:
        """The names that the search `core.lexemes.holding`, half typed, finds; in order, at most so many."""
        choices = [set().union(*map(self._bearing, ways)) for ways in ways_of(words, half_typed=True)]
        return self._listed(set.intersection(*choices), most)

    def near(self, words: Sequence[str], *, most: int | None = FEW) -> list[list[str]]:
        """The names a slip away: first those with the fewest slips, then those with one more, and so on.

        One empty list when there are none.
        """
        best: dict[int, int] = {}
        for reading in _readings(words, self.known):
            for number, slips in self._scores(reading).items():
                best[number] = min(slips, best.get(number, slips))
        levels: dict[int, set[int]] = defaultdict(set)
        for number, slips in best.items():
            levels[slips].add(number)
        return [self._listed(levels[slips], most) for slips in sorted(levels)] or [[]]

    def _listed(self, numbers: Iterable[int], most: int | None) -> list[str]:
        return [self.names[number] for number in sorted(numbers)[:most]]

    def _bearing(self, way: Way) -> set[int]:
        sets = [self.bearing.get(word, set()) for word in way.words]
        if way.begun:
            sets.append(set().union(*(self.bearing[word] for word in self._begun(way.begun))))
        return set.intersection(*sets)

    def _begun(self, start: str) -> list[str]:
        first = bisect_left(self.words, start)
        return self.words[first : bisect_left(self.words, start + "{", first)]  # "{" follows "z"

    def _scores(self, words: Sequence[str]) -> dict[int, int]:
        """The names in which every word may have been meant, each with its slips."""
        total: dict[int, int] | None = None
        for word in words:
            here: dict[int, int] = {}
            for guess, slips in sorted(guesses(word, self.known).items(), key=lambda item: -item[1]):
                bearers = set.intersection(*(self.bearing.get(part, set()) for part in guess))
                here.update(dict.fromkeys(bearers, slips))
            total = here if total is None else {n: total[n] + here[n] for n in total.keys() & here.keys()}
        return total or {}


def names_in_use() -> Names | None:
    """Every different name, or None when there are too many to keep."""
    return _names(period())


def words_in_use() -> frozenset[str]:
    """Every word in the names of people and units, numbers left out."""
    return _words(period())


@lru_cache(maxsize=1)
def _names(now: int) -> Names | None:  # noqa: ARG001 the key: another period reads them anew
    rows = _column(_NAMES, MOST + 1)
    if len(rows) > MOST:
        return None
    (newest,) = _column("SELECT coalesce(max(id), 0) FROM org_person")
    return Names(rows, newest - UNDER_WAY)


@lru_cache(maxsize=1)
def _words(now: int) -> frozenset[str]:
    names = _names(now)
    words = {*(names.words if names else _column(_WORDS))}.union(*map(words_of, _column(_UNITS)))
    return frozenset(word for word in words if not word.isdigit())


def _column(query: str, *given: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return [value for (value,) in cursor.fetchall()]
