"""A 64-bit fingerprint of a text that changes little when a few words do.

Simhash over runs of three words without marks or case (M. Charikar, "Similarity Estimation Techniques from
Rounding Algorithms", 2002; G. Manku and others, "Detecting Near-Duplicates for Web Crawling", 2007).
"""

import hashlib
import re
import unicodedata
from collections import Counter

from thidua.documents.imaging.hashes import BITS
from thidua.documents.reading.folding import folded

RUN = 3  # words
FEWEST = 30  # words; shorter texts are alike by chance
MOST = 20_000  # words looked at; enough to tell any two papers apart
WORD = re.compile(r"[a-z0-9]+")


def words_hash(text: str) -> int | None:
    """The fingerprint of a text; None when it is too short to have one."""
    words = WORD.findall(folded(unicodedata.normalize("NFC", text)))[:MOST]
    if len(words) < FEWEST:
        return None
    runs = Counter(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    weights = [0] * BITS
    for run, times in runs.items():
        value = int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest())
        for bit in range(BITS):
            weights[bit] += times if value >> bit & 1 else -times
    return sum(1 << bit for bit, weight in enumerate(weights) if weight > 0)
