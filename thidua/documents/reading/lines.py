"""Physical lines, kept with their numbers, and how hand-wrapped lines join into one text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

NEWLINE = re.compile(r"\r\n|\r|\n")
TERMINAL = re.compile(r"[.;:!?…][\"”’)\]]*$|[.;:!?…][\"”’)\]]*\s*$|/\.$")


def words(text: str) -> frozenset[str]:
    """The words of a text as a set, for short lists that read better as prose."""
    return frozenset(text.split())


# Words after which a Vietnamese sentence cannot stop: the next line belongs to it whatever its first letter.
CONNECTORS = words(
    "của và các cho với về do theo ở trong những là tại từ đến đối bằng như hoặc hay để nhằm vì "
    "số mỗi được thuộc trên"
)
COLUMN_GAP = re.compile(r"\t+| {3,}|\s{4,}")


class Line(NamedTuple):
    """One physical line: `no` counts from 1, `text` has no asterisks and no runs of blanks."""

    no: int
    raw: str
    text: str


class Block(NamedTuple):
    """Lines joined into one text, with a way back from any place in it to the line it came from."""

    text: str
    offsets: tuple[int, ...]
    numbers: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """The number of the line that holds the character at `offset`."""
        return self.numbers[max(0, bisect_right(self.offsets, offset) - 1)]

    @property
    def first_line(self) -> int:
        return self.numbers[0]

    @property
    def last_line(self) -> int:
        return self.numbers[-1]


@dataclass(frozen=True)
class Wrapping:
    """How the text was broken into lines by hand: usual width, blank lines between, number seen.

    `is_hard` tells whether breaking by hand is the habit of this text or an accident of page breaks.
    """

    width: float
    gap: int
    is_hard: bool

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether the next word would not have fitted, so that the break means nothing."""
        if not self.is_hard or len(line.text) > 1.3 * self.width:
            return False
        first_word = following.text.split(" ", 1)[0]
        return len(line.text) + 1 + len(first_word) > 0.97 * self.width


def clean(raw: str) -> str:
    """The text of a line: asterisks dropped, runs of blanks made one, trimmed."""
    return " ".join(raw.replace("*", "").split())


def split_lines(text: str) -> tuple[Line, ...]:
    """Cut a text into numbered lines; a last line without a newline counts, an empty one does not."""
    raws = NEWLINE.split(text)
    if raws and raws[-1] == "":
        raws.pop()
    return tuple(Line(no, raw, clean(raw)) for no, raw in enumerate(raws, start=1))


def columns(raw: str) -> list[str]:
    """The cells of a line that two columns were flattened into; one cell for an ordinary line."""
    return [cell for cell in (clean(part) for part in COLUMN_GAP.split(raw.strip())) if cell]


def join(lines: Iterable[Line]) -> Block:
    """Join lines into one text with single blanks; `lines` must hold at least one."""
    lines = list(lines)
    if len(lines) == 1:
        return Block(lines[0].text, (0,), (lines[0].no,))
    texts, offsets, numbers, offset = [], [], [], 0
    for line in lines:
        texts.append(line.text)
        offsets.append(offset)
        numbers.append(line.no)
        offset += len(line.text) + 1
    return Block(" ".join(texts), tuple(offsets), tuple(numbers))


def ends_sentence(text: str) -> bool:
    """Whether the text closes with punctuation that may end a paragraph."""
    return bool(TERMINAL.search(text[-8:]))


def hangs(text: str) -> bool:
    """Whether the text stops at a comma, a dash or a word that must be followed by another."""
    return text[-1:] in {",", "-", "–", "(", "/", "“"} or text.rsplit(" ", 1)[-1].lower() in CONNECTORS


def starts_low(text: str) -> bool:
    """Whether the text opens inside a sentence: a small letter, a digit, a quotation or a bracket."""
    first = text[:1]
    return first.islower() or first.isdigit() or first in '“"(,;.:/&%)”…'


def measure(lines: Sequence[Line]) -> Wrapping:
    """Find out how these non-blank lines were wrapped, from the breaks that are certain.

    A break is certain when a line neither ends a sentence nor is followed by a capital.
    """
    widths, gaps = [], []
    for line, following in pairwise(lines):
        if following.text[:1].islower() and not ends_sentence(line.text) and not _is_list_letter(following):
            widths.append(len(line.text))
            gaps.append(following.no - line.no - 1)
    if not widths:
        return Wrapping(0, 0, is_hard=False)
    is_hard = len(widths) >= 3 and len(widths) >= 0.2 * len(lines)
    return Wrapping(median(widths), int(median(gaps)), is_hard)


def _is_list_letter(line: Line) -> bool:
    return line.text[1:2] in {".", ")"}
