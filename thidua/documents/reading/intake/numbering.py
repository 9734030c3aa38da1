"""The numbers that Word prints but does not store in the text: worked out from numbering.xml.

A label is what stands on the page ("I.", "2.1.", "a)", "-"). Restarts, start overrides, legal numbering and
lists carried by styles are followed; a number format that is not known prints as decimal, as Word does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 9
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Marks of the symbol faces, whose codes mean nothing outside them.
SYMBOL_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf02b": "+"}
LARGEST = 32_767  # Word stops counting here


@dataclass(frozen=True)
class Level:
    """How one level of a list prints."""

    shape: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    letters: tuple[str, ...] = ()


@dataclass
class Count:
    """Where the counting of one abstract list stands; None is "not begun"."""

    values: list[int | None] = field(default_factory=lambda: [None] * DEEPEST)


class Numbering:
    """The lists of one file and how far each has counted, in reading order."""

    def __init__(self, root: ET.Element | None, linked: dict[str, str]) -> None:
        """`linked` gives the list (numId) that a numbering style carries."""
        self._levels: dict[str, dict[int, Level]] = {}
        self._linked_style: dict[str, str] = {}
        self._abstract_of: dict[str, str] = {}
        self._changed: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, Count] = {}
        self._begun: set[str] = set()
        self._linked = linked
        for each in root if root is not None else ():
            if each.tag == f"{W}abstractNum":
                self._take_abstract(each)
            elif each.tag == f"{W}num":
                self._take_list(each)

    def _take_abstract(self, each: ET.Element) -> None:
        name = _value(each, "abstractNumId", own=True) or ""
        self._levels[name] = dict(_levels(each))
        if (style := _value(each, "numStyleLink")) is not None:
            self._linked_style[name] = style

    def _take_list(self, each: ET.Element) -> None:
        name = _value(each, "numId", own=True) or ""
        self._abstract_of[name] = _value(each, "abstractNumId") or ""
        self._changed[name], self._starts[name] = {}, {}
        for change in each.iterfind(f"{W}lvlOverride"):
            at = _number(_value(change, "ilvl", own=True), 0)
            self._changed[name].update(_levels(change))
            if (start := _value(change, "startOverride")) is not None:
                self._starts[name][at] = _number(start, 1)

    def _abstract(self, name: str) -> str:
        abstract = self._abstract_of.get(name, "")
        style = self._linked_style.get(abstract)
        if style is not None and (other := self._linked.get(style)) and other != name:
            return self._abstract_of.get(other, abstract)
        return abstract

    def level_of_style(self, name: str, style: str) -> int | None:
        """The level of a list that belongs to a paragraph style."""
        levels = self._levels.get(self._abstract(name), {}) | self._changed.get(name, {})
        return next((at for at, level in levels.items() if level.style == style), None)

    def label(self, name: str, at: int) -> str:
        """The mark of the next paragraph of this list at this level; "" when it prints none."""
        abstract = self._abstract(name)
        levels = self._levels.get(abstract, {}) | self._changed.get(name, {})
        level = levels.get(at)
        if level is None:
            return ""
        values = self._counts.setdefault(abstract, Count()).values
        if name not in self._begun:
            self._begun.add(name)
            for place, start in self._starts.get(name, {}).items():
                if 0 <= place < DEEPEST:
                    values[place] = start - 1
        _count(values, levels, at)
        if level.shape == "bullet":
            return "".join(SYMBOL_BULLETS.get(mark, mark) for mark in level.text).strip() or "•"
        return _printed(values, levels, level)


def _count(values: list[int | None], levels: dict[int, Level], at: int) -> None:
    """One further at this level; deeper levels begin again unless told not to."""
    now = values[at]
    values[at] = levels[at].start if now is None else min(now + 1, LARGEST)
    for above in range(at):
        if values[above] is None:
            values[above] = levels[above].start if above in levels else 1
    for below in range(at + 1, DEEPEST):
        restart = levels[below].restart if below in levels else None
        if restart is None or 0 < at + 1 <= restart:
            values[below] = None


def _printed(values: list[int | None], levels: dict[int, Level], level: Level) -> str:
    text = level.text
    for place in range(DEEPEST):
        mark = f"%{place + 1}"
        if mark in text:
            other = levels.get(place, Level())
            shape = "decimal" if level.legal else other.shape
            text = text.replace(mark, in_shape(values[place] or 0, shape, other.letters))
    return text.strip()


def in_shape(number: int, shape: str, letters: tuple[str, ...] = ()) -> str:
    """A number as a list prints it: roman, letters (those of the file when it names its own), or decimal."""
    if letters:
        return letters[number - 1] if 0 < number <= len(letters) else str(number)
    if shape == "none":
        return ""
    if shape == "decimalZero":
        return f"{number:02d}"
    if number > 0 and shape in {"upperRoman", "lowerRoman"}:
        return roman(number).upper() if shape == "upperRoman" else roman(number)
    if number > 0 and shape in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)
        return letter.upper() if shape == "upperLetter" else letter
    return str(number)


def roman(number: int) -> str:
    """A positive number in small roman numerals."""
    written = []
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        written.append(letters * count)
    return "".join(written)


def _levels(parent: ET.Element) -> Iterator[tuple[int, Level]]:
    for each in parent.iterfind(f"{W}lvl"):
        at = _number(_value(each, "ilvl", own=True), 0)
        if not 0 <= at < DEEPEST:
            continue
        restart = _value(each, "lvlRestart")
        yield (
            at,
            Level(
                shape=_shape(each),
                text=_value(each, "lvlText") or "",
                start=_number(_value(each, "start"), 1),
                restart=None if restart is None else _number(restart, 0),
                legal=each.find(f"{W}isLgl") is not None,
                style=_value(each, "pStyle"),
                letters=_own_letters(each),
            ),
        )


def _shape(level: ET.Element) -> str:
    """The number format, also when a newer one stands beside its fallback."""
    return next((found.get(f"{W}val", "decimal") for found in level.iter(f"{W}numFmt")), "decimal")


def _own_letters(level: ET.Element) -> tuple[str, ...]:
    """A format that lists its marks, as offices do for "a, b, c, d, đ, e": those marks; else none."""
    for found in level.iter(f"{W}numFmt"):
        listed = [mark.strip() for mark in found.get(f"{W}format", "").split(",")]
        marks = [mark for mark in listed if mark and not mark.startswith(("...", "…"))]
        if len(marks) >= 3 and not any(mark.isdigit() for mark in marks):
            return tuple(marks)
    return ()


def _value(parent: ET.Element, name: str, *, own: bool = False) -> str | None:
    """An attribute of the element itself, or the `val` of its child of that name."""
    if own:
        return parent.get(f"{W}{name}")
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _number(text: str | None, otherwise: int) -> int:
    """A whole number as Word writes it; a broken one is what Word would assume."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise
