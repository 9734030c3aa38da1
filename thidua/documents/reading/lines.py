"""Physical lines, kept with their numbers, and how hand-wrapped lines join into one text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import count, pairwise
from statistics import median
from typing import NamedTuple

from thidua.documents.reading.furniture import furniture_of

NEWLINE = re.compile(r"\r\n|\r|\n")
STOPS = frozenset(".;:!?…")
TERMINAL = re.compile(r"[.;:!?…][\"”’)\]]*$|[.;:!?…][\"”’)\]]*\s*$|/\.$")


def words(text: str) -> frozenset[str]:
    """The words of a text as a set, for short lists that read better as prose."""
    return frozenset(text.split())


# Words after which a Vietnamese sentence cannot stop: the next line belongs to it whatever its first letter.
CONNECTORS = words(
    "của và các cho với về do theo ở trong những là tại từ đến đối bằng như hoặc hay để nhằm vì "
    "số mỗi được thuộc trên"
)
HANGING = frozenset(",-–(/“")
COLUMN_GAP = re.compile(r"\t+| {3,}|\s{4,}|\s?\|\s?")
# What editors, web pages and broken fonts leave in a text: marks without width, tags, entities, table bars.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2061\ufeff\ufffc]")
LEFTOVER = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|&(?:nbsp|amp|quot|lt|gt|#\d{1,6}|[a-zA-Z]{2,8});")
MARKDOWN_HEADING = re.compile(r"\s{0,3}(?:#{1,6}|>+)\s+")
SCANNED_ROMAN = re.compile(r"\s*(\|{1,3})(?=\s?[.)]\s)")
_NOISE = r"|<&#>\u00ad\u01a2\u01a3\u200b-\u200f\u202a-\u202e\u2060\u2061\ufeff\ufffc"
NOISY = re.compile(f"[{_NOISE}]")
UNTIDY = re.compile(f"[*{_NOISE}]")
RULE_LINE = re.compile(r"[\s\-–—_=.*⎯─━~+:|•·]+$")


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

    `is_hard` tells whether breaking by hand is the habit of this text or an accident of page breaks;
    `is_seen` whether breaks inside sentences show it, and not only lines of equal length.
    """

    width: float
    gap: int
    is_hard: bool
    is_seen: bool = True

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether the next word would not have fitted, so that the break means nothing."""
        if not self.is_hard or len(line.text) > 1.3 * self.width:
            return False
        first_word = following.text.split(" ", 1)[0]
        return len(line.text) + 1 + len(first_word) > 0.97 * self.width


def clean(raw: str) -> str:
    """The text of a line: asterisks and leftovers of other formats dropped, runs of blanks made one, trimmed."""
    if NOISY.search(raw):
        raw = without_noise(raw).replace("|", " ")
    return " ".join(raw.replace("*", "").split())


def without_noise(raw: str) -> str:
    """The line without tags, entities and marks that have no width; table bars are kept."""
    raw = INVISIBLE.sub("", raw).replace("\u01a3", "ư").replace("\u01a2", "Ư")
    if "<" in raw or "&" in raw:
        raw = LEFTOVER.sub(lambda found: unescape(found[0]) if found[0][0] == "&" else " ", raw)
    if "#" in raw or ">" in raw:
        raw = MARKDOWN_HEADING.sub("", raw, count=1) if MARKDOWN_HEADING.match(raw) else raw
    return SCANNED_ROMAN.sub(lambda found: "I" * len(found[1]), raw, count=1) if "|" in raw else raw


def split_lines(text: str) -> tuple[Line, ...]:
    """Cut a text into numbered lines; a last line without a newline counts, an empty one does not.

    Furniture of the page keeps its number and its raw text, and has an empty `text`.
    """
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if raws[-1] == "":
        raws.pop()
    texts = [_spaced(raw) for raw in raws]
    for at in _untidy(raws):
        texts[at] = clean(raws[at])
    for at in furniture_of(texts):
        texts[at] = ""
    return tuple(map(Line, count(1), raws, texts))


def _spaced(raw: str) -> str:
    """The line with single blanks; the very same string where nothing changes, so that it is kept once."""
    text = " ".join(raw.split())
    return raw if text == raw else text


def _untidy(raws: Sequence[str]) -> Iterator[int]:
    """Indexes of the lines that need more than blanks made one: few in most texts, so all are searched at once."""
    text = "\n".join(raws)
    at = start = 0
    while start >= 0 and (found := UNTIDY.search(text, start)):
        at += text.count("\n", start, found.start())
        yield at
        start = text.find("\n", found.start())


def columns(raw: str) -> list[str]:
    """The cells of a line that two columns were flattened into; one cell for an ordinary line."""
    raw = without_noise(raw) if NOISY.search(raw) else raw
    return [cell for cell in (clean(part) for part in COLUMN_GAP.split(raw.strip())) if cell]


def join(lines: Sequence[Line]) -> Block:
    """Join lines into one text with single blanks; `lines` must hold at least one."""
    if len(lines) == 1:
        no, _, text = lines[0]
        return Block(text, (0,), (no,))
    texts, offsets, numbers, offset = [], [], [], 0
    for line in lines:
        texts.append(line.text)
        offsets.append(offset)
        numbers.append(line.no)
        offset += len(line.text) + 1
    return Block(" ".join(texts), tuple(offsets), tuple(numbers))


def ends_sentence(text: str) -> bool:
    """Whether the text closes with punctuation that may end a paragraph."""
    last = text[-1:]
    return last in STOPS or (not last.isalnum() and bool(TERMINAL.search(text[-8:])))


def hangs(text: str) -> bool:
    """Whether the text stops at a comma, a dash or a word that must be followed by another."""
    last = text[-1:]
    if not last.isalpha():
        return last in HANGING
    return text[text.rfind(" ") + 1 :].lower() in CONNECTORS


def starts_low(text: str) -> bool:
    """Whether the text opens inside a sentence: a small letter, a digit, a quotation or a bracket."""
    first = text[:1]
    return first.islower() or first.isdigit() or first in '“"(,;.:/&%)”…'


def measure(lines: Sequence[Line], *, lines_are_paragraphs: bool = False) -> Wrapping:
    """Find out how these non-blank lines were wrapped, from the breaks that are certain.

    A break is certain when a line neither ends a sentence nor is followed by a capital. Without any, lines of
    one length show a column, unless the file itself says that its lines are paragraphs.
    """
    widths, gaps = [], []
    for line, following in pairwise(lines):
        if following.text[:1].islower() and not ends_sentence(line.text) and not _is_list_letter(following):
            widths.append(len(line.text))
            gaps.append(following.no - line.no - 1)
    is_hard = len(widths) >= 3 and len(widths) >= 0.2 * len(lines)
    if is_hard or (widths and median(gaps) > 0):
        return Wrapping(median(widths), int(median(gaps)), is_hard)
    width = None if lines_are_paragraphs else _even_width(lines)
    return Wrapping(width or (median(widths) if widths else 0), 0, is_hard=width is not None, is_seen=False)


def _even_width(lines: Sequence[Line]) -> float | None:
    """The width of a column in which several lines are equally long, most of them without a stop at their end."""
    sizes = sorted(len(line.text) for line in lines)
    if len(sizes) < 4:
        return None
    longest = sizes[-1 - len(sizes) // 20]
    full = [line for line in lines if 0.86 * longest <= len(line.text) <= longest]
    is_open = sum(not ends_sentence(line.text) for line in full) > len(full) / 2
    is_column = 58 <= longest <= 112 and len(full) >= max(2, 0.12 * len(sizes)) and sizes[-1] <= 1.6 * longest
    return median(len(line.text) for line in full) if is_column and is_open else None


def _is_list_letter(line: Line) -> bool:
    return line.text[1:2] in {".", ")"}
