"""Sentences and clauses as stretches of a text, by offset."""

import re
from collections.abc import Iterator

SENTENCE = re.compile(r"(?<=[a-zà-ỹđ0-9”\")])\.\s+(?=[A-ZĐÀ-Ỹ])")
SEMICOLON = re.compile(r";\s+")
CLAUSE_END = re.compile(rf"{SENTENCE.pattern}|{SEMICOLON.pattern}")


def parts(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The stretches between the matches of `pattern`, each with the offset at which it begins."""
    for found in pattern.finditer(text, start, end):
        if found.start() > start:
            yield start, text[start : found.start()]
        start = found.end()
    if start < end:
        yield start, text[start:end]


def sentences(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """The sentences from `start` on."""
    return parts(SENTENCE, text, start, len(text))


def clauses(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """Sentences cut further at every semicolon."""
    for at, sentence in sentences(text, start):
        yield from parts(SEMICOLON, text, at, at + len(sentence))


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Where the sentence that holds offset `at` begins and ends, searched within 700 characters each way."""
    return _stretch_around(SENTENCE, text, at)


def clause_around(text: str, at: int) -> tuple[int, int]:
    """The same for the clause, which a semicolon ends too."""
    return _stretch_around(CLAUSE_END, text, at)


def _stretch_around(pattern: re.Pattern[str], text: str, at: int) -> tuple[int, int]:
    start, end = max(0, at - 700), min(len(text), at + 700)
    for found in pattern.finditer(text, start, end):
        if found.end() <= at:
            start = found.end()
        elif found.start() >= at:
            end = found.start()
            break
    return start, end
