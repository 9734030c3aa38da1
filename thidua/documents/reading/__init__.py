"""The reader of plans: text in, structure out. Pure: no Django, no clock, no network."""

from dataclasses import replace

from thidua.documents.reading.intake.decode import decode_file
from thidua.documents.reading.intake.source import file_facts
from thidua.documents.reading.reader import read_text
from thidua.documents.reading.refusal import refuse_unless_paper
from thidua.documents.reading.structure import Structure

__all__ = ["Structure", "read_bytes", "read_text"]


def read_bytes(data: bytes, *, filename: str) -> Structure:
    """Read a paper from a file: Word, PDF, a scan or photo, plain text in any Vietnamese encoding.

    The facts of the file and the notes about it come with the structure. Refuses, with a sentence for the
    officer, what is empty, too large, unreadable, dangerous, or no administrative paper at all.
    """
    decoded = decode_file(data, filename=filename)
    structure = read_text(decoded.text, filename=filename, lines_are_paragraphs=decoded.lines_are_paragraphs)
    refuse_unless_paper(structure)
    return replace(structure, file=file_facts(decoded))
