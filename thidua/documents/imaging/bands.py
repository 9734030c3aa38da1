"""How hashes are found again among a million: each is cut into four bands of 16 bits, kept as whole numbers.

Two hashes that differ in at most 7 bits differ in at most one bit in one of their four bands (the pigeonhole
principle). So it is enough to look up each band as it is and with one bit turned: 68 exact questions to an
index, and every near hash is among the answers.
"""

from enum import IntEnum

WIDTH = 16
BANDS = 4


class Family(IntEnum):
    """Which hash a band belongs to; bands of different hashes never meet."""

    DIFFERENCES = 0
    FREQUENCIES = 1
    WORDS = 2


def bands_of(value: int, family: Family) -> list[int]:
    """The four bands of a hash, each a number that names the hash, the band and its 16 bits."""
    return [_named(family, band, _cut(value, band)) for band in range(BANDS)]


def probes_of(value: int, family: Family) -> list[list[int]]:
    """What a hash within 7 bits could have in common, band by band: ours, and ours with one bit turned."""
    return [
        [_named(family, band, own ^ turn) for turn in (0, *(1 << bit for bit in range(WIDTH)))]
        for band in range(BANDS)
        for own in [_cut(value, band)]
    ]


def _cut(value: int, band: int) -> int:
    return value >> band * WIDTH & (1 << WIDTH) - 1


def _named(family: Family, band: int, bits: int) -> int:
    return (family * BANDS + band) << WIDTH | bits
