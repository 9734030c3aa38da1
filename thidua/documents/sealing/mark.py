"""The visible mark of a body's signature, set like everything else we print so that every letter has its face."""

from pathlib import Path

from thidua.documents.writing.typesetting import typeset

WIDTH = 78.0  # millimetres
HEIGHT = 14.0  # three lines of 10 points

TEMPLATE = Path(__file__).parent / "mark.typ"


def mark_of(lines: list[str]) -> bytes:
    """One PDF page of the mark's size with these lines; the same lines give the same bytes."""
    data = {"lines": lines, "width": WIDTH, "height": HEIGHT}
    return typeset(str(TEMPLATE), data, day=None)
