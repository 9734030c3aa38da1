"""The reader of plans: text in, structure out. Pure: no Django, no clock, no network."""

from thidua.documents.reading.decode import decode
from thidua.documents.reading.reader import read_text
from thidua.documents.reading.structure import Structure

__all__ = ["Structure", "read_bytes", "read_text"]


def read_bytes(data: bytes, *, filename: str) -> Structure:
    """Read a plan from a file (docx, text PDF, plain text in any Vietnamese encoding).

    Refuses, with a sentence for the officer, what is empty, too large, unreadable or dangerous.
    """
    return read_text(decode(data, filename=filename), filename=filename)
