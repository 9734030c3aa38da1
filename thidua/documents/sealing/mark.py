"""The visible mark of a body's signature, set like everything else we print so that every letter has its face."""

from thidua.documents.writing.typesetting import typeset

WIDTH = 78.0  # millimetres
HEIGHT = 14.0  # three lines of 10 points


def mark_of(lines: list[str]) -> bytes:
    """One PDF page of the mark's size with these lines; the same lines give the same bytes."""
    data = {"lines": lines, "width": WIDTH, "height": HEIGHT}
    return typeset("mark.typ", data, day=None)
