"""How wide a text will be, guessed from its letters on the generous side, and how it breaks within a width. Pure.

A picture drawn on the server cannot ask the browser. The guess is never below what the screen's own face needs
(a test measures that face), and has some air left for the face that stands in when ours does not load.
"""

import unicodedata
from collections.abc import Iterator

# Shares of the size of the letters; a sign that is not named is as wide as the widest.
_SHARES = (
    ("iIl.,:;'!·’", 0.36),
    (" ", 0.3),
    ("fjrt()[]“”|", 0.5),
    ("/", 0.55),
    ("-", 0.65),
    ("abcdeghknopqsuvxyzđ?", 0.7),
    ("0123456789", 0.74),
    ("ABCDEFGHJKLNOPQRSTUVXYZĐ–…", 0.86),
    ("mwM", 0.94),
)
_WIDTHS = {letter: share for letters, share in _SHARES for letter in letters}
_WIDEST = 1.1
BREAKS = "/-– "  # a line may end after one of these


def width_of(text: str, size: float) -> float:
    """An upper guess of the width of a line, in the units of `size`; marks above and below a letter take no room."""
    plain = unicodedata.normalize("NFD", text)
    return size * sum(_WIDTHS.get(sign, _WIDEST) for sign in plain if not unicodedata.combining(sign))


def broken(text: str, wide: float, size: float, *, most: int = 2) -> list[str]:
    """The text in at most so many lines, none wider than `wide`; what does not fit ends with an ellipsis.

    Lines end after a blank, a dash or a stroke; only a part that is too long by itself is cut inside.
    """
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most - 1:
        head = _head(rest, wide, size)
        lines.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return [*lines, _cut(rest, wide, size)] if rest else lines


def _head(text: str, wide: float, size: float) -> str:
    """As much of the text as stands on one line; at least one letter."""
    if width_of(text, size) <= wide:
        return text
    fitting = [end for end in _ends(text) if width_of(text[:end].rstrip(), size) <= wide]
    return text[: fitting[-1]] if fitting else _fitting(text, wide, size)


def _ends(text: str) -> Iterator[int]:
    """The places after which a line may end, from the left."""
    return (place + 1 for place, sign in enumerate(text) if sign in BREAKS)


def _fitting(text: str, wide: float, size: float) -> str:
    longest = 1
    while longest < len(text) and width_of(text[: longest + 1], size) <= wide:
        longest += 1
    return text[:longest]


def _cut(text: str, wide: float, size: float) -> str:
    if width_of(text, size) <= wide:
        return text
    return _fitting(text, wide - width_of("…", size), size).rstrip(" ,;-–/") + "…"
