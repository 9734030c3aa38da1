"""64-bit hashes of a picture that change little when it is copied, scaled or compressed again.

dHash compares neighbouring grey values (N. Krawetz, "Kind of Like That", 2013); pHash keeps the signs of the
lowest frequencies of a cosine transform (C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash
Functions", 2010). Both are written out here, since the usual package brings three scientific libraries along.
"""

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

BITS = 64
NEAR = 6  # of 64 bits: a copy that was scaled, compressed or slightly cut stays within
APART = 12  # and the other hash must agree this far, or two plain walls would be called one photo
PLAIN = 4  # a hash with fewer bits set, or fewer unset, is that of an even surface and tells nothing
SIDE = 32  # pixels on which the transform is taken
LOW = 8  # frequencies kept in each direction

_COSINES = [
    [math.cos(math.pi * (2 * place + 1) * wave / (2 * SIDE)) for place in range(SIDE)] for wave in range(LOW)
]


def dhash64(picture: "Image") -> int:
    """One bit for each of 8 × 8 places: whether the picture grows lighter to the right."""
    from PIL.Image import Resampling

    grey = picture.convert("L").resize((LOW + 1, LOW), Resampling.LANCZOS).tobytes()
    rows = (grey[start : start + LOW + 1] for start in range(0, len(grey), LOW + 1))
    return _packed([right > left for row in rows for left, right in pairwise(row)])


def phash64(picture: "Image") -> int:
    """One bit for each of the 8 × 8 lowest frequencies: whether it is stronger than the median."""
    from PIL.Image import Resampling

    grey = picture.convert("L").resize((SIDE, SIDE), Resampling.LANCZOS).tobytes()
    rows = [_lowest(grey[start : start + SIDE]) for start in range(0, SIDE * SIDE, SIDE)]
    columns = [_lowest([row[wave] for row in rows]) for wave in range(LOW)]
    strengths = [columns[across][down] for down in range(LOW) for across in range(LOW)]
    ordered = sorted(strengths)
    median = (ordered[BITS // 2 - 1] + ordered[BITS // 2]) / 2
    return _packed([strength > median for strength in strengths])


def _lowest(values: "bytes | list[float]") -> list[float]:
    """The first frequencies of a cosine transform (DCT-II) of one row."""
    return [sum(value * cosine for value, cosine in zip(values, wave, strict=True)) for wave in _COSINES]


def _packed(bits: list[bool]) -> int:
    packed = 0
    for bit in bits:
        packed = packed << 1 | bit
    return packed


def tells_something(value: int) -> bool:
    """Whether a hash is more than that of an even surface."""
    return PLAIN <= value.bit_count() <= BITS - PLAIN


def is_near(ours: tuple[int, int], theirs: tuple[int, int]) -> bool:
    """Whether two pictures, each as dHash and pHash, look like copies of one. A signal, never a proof."""
    distances = [distance(one, other) for one, other in zip(ours, theirs, strict=True)]
    return min(distances) <= NEAR and max(distances) <= APART


def distance(one: int, other: int) -> int:
    """In how many bits two hashes differ."""
    return ((one ^ other) & (1 << BITS) - 1).bit_count()


def signed(value: int) -> int:
    """The same 64 bits as a signed number, as the database keeps them."""
    return value - (1 << BITS) if value >> BITS - 1 else value


def unsigned(value: int) -> int:
    """The 64 bits of a number from the database."""
    return value & (1 << BITS) - 1
