"""What a paper issues along with itself and prints after its own foot: a regulation, a plan, a programme."""

import re
from collections.abc import Sequence

from thidua.documents.reading.folding import folded
from thidua.documents.reading.kinds import kind_of_line
from thidua.documents.reading.lines import Line
from thidua.documents.reading.markers import RANK_ARTICLE, RANK_CHAPTER, read_marker

# Forms and tables are not text of the paper: an annex ends where they begin.
FORMS = re.compile(
    r"(?:phu luc|mau (?:so )?\d|mau [a-z]?\d|bieu (?:mau|so|\d)|danh sach|bang tong hop|bieu tong hop)\b"
)
WITHIN = 12


def annex_after(lines: Sequence[Line], start: int) -> Sequence[Line]:
    """The lines of the annex that opens soon after index `start`; none when forms or nothing follow the foot."""
    for at in range(start, min(start + WITHIN, len(lines))):
        text = lines[at].text
        if FORMS.match(folded(text[:40])):
            return ()
        named = kind_of_line(text)
        marker = read_marker(text)
        opens = marker is not None and (
            marker.rank <= RANK_CHAPTER or (marker.rank == RANK_ARTICLE and marker.ordinal == 1)
        )
        if opens or (named is not None and named.in_capitals):
            return lines[at : _forms_at(lines, at + 1)]
    return ()


def _forms_at(lines: Sequence[Line], start: int) -> int:
    for at in range(start, len(lines)):
        text = lines[at].text
        if (
            text[:1] in "PpMmBbDd"
            and len(text) <= 120
            and FORMS.match(folded(text[:40]))
            and text[:2].isupper()
        ):
            return at
    return len(lines)
