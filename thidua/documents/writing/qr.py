"""QR codes by the thousand: the first of a length is made in full, the others from what differs.

Pure. A code of settled length, correction and mask is an affine map of its text over bits: changing one bit of
the text flips a fixed set of modules, whatever the other bits are. So the modules that one bit flips are found
once, and every further address is a few exclusive-ors of whole codes (a hundred times faster than encoding).
"""

import functools

import segno

MASK = 3  # settled, not sought among eight: readers take any, and the search costs five times the rest
CORRECTION = "m"
LARGEST = 177  # modules on a side
_PIECES = {"1" * run: f"v{run}" for run in range(1, LARGEST + 1)} | {
    "0" * run: f"m0 {run}" for run in range(1, LARGEST + 1)
}


def modules(text: str) -> tuple[int, int]:
    """The code of a text as (side, modules): one bit a module, row by row, the first the highest.

    The text is ASCII, as an address is.

    Raises:
        ValueError: the text holds another letter, or is too long for a code.
    """
    if not text.isascii():
        raise ValueError(f"an address is plain ASCII: {text!r}")
    side, base, first = _first(len(text))
    found = base
    for place, (letter, other) in enumerate(zip(text.encode(), first.encode(), strict=True)):
        changed, bit = letter ^ other, 0
        while changed:
            if changed & 1:
                found ^= _flips(len(text), place, bit)
            changed, bit = changed >> 1, bit + 1
    return side, found


def _encoded(text: str) -> tuple[int, int]:
    try:
        code = segno.make_qr(text, error=CORRECTION, mask=MASK, mode="byte", boost_error=False)
    except segno.DataOverflowError as error:
        raise ValueError(f"too long for a code: {len(text)} letters") from error
    bits = "".join("1" if module else "0" for row in code.matrix for module in row)
    return len(code.matrix), int(bits, 2)


@functools.cache
def _first(length: int) -> tuple[int, int, str]:
    """Any text of a length, with its side and modules: what the others are measured from."""
    text = "a" * length
    return (*_encoded(text), text)


@functools.cache
def _flips(length: int, place: int, bit: int) -> int:
    """The modules that change when one bit of the text does."""
    _, base, text = _first(length)
    changed = chr(ord(text[place]) ^ (1 << bit))
    return _encoded(text[:place] + changed + text[place + 1 :])[1] ^ base


def svg(text: str) -> str:
    """The code as one path of strokes, with no margin: the page leaves the quiet zone.

    Strokes run down the columns: what the addresses of one site share stands in whole columns.
    """
    side, found = modules(text)
    bits = f"{found:0{side * side}b}"
    strokes = "".join([f"M{column}.5 0{_strokes(bits[column::side])}" for column in range(side)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path d="{strokes}" stroke="#000"/></svg>'
    )


@functools.lru_cache(maxsize=8192)
def _strokes(column: str) -> str:
    """One column as strokes over the dark modules and moves over the light ones."""
    runs = column.rstrip("0").replace("10", "1 0").replace("01", "0 1").split()
    return "".join(map(_PIECES.__getitem__, runs))
