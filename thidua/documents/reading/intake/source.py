"""What is known of the file a text came from, as the reading keeps it."""

from thidua.documents.reading.intake.decode import Decoded
from thidua.documents.reading.structure import FileFacts


def file_facts(decoded: Decoded) -> FileFacts:
    """The facts and notes of an opened file; lines counted from 1, as everywhere in a reading."""
    return FileFacts(
        sha256=decoded.sha256,
        media_type=decoded.media_type,
        label=decoded.label,
        encoding=decoded.encoding,
        unicode_form=decoded.unicode_form,
        chars=len(decoded.text),
        page_lines=tuple(at + 1 for at in decoded.page_starts),
        recognised=decoded.recognised,
        lines_are_paragraphs=decoded.lines_are_paragraphs,
        notes=decoded.notes,
    )
