"""A letter as PDF, or PDF/A for the archive: the words of `wording`, set by the typesetter."""

from dataclasses import asdict

from thidua.documents.writing import form
from thidua.documents.writing.letter import Letter
from thidua.documents.writing.typesetting import typeset
from thidua.documents.writing.wording import sheet_of


def to_pdf(letter: Letter, *, standard: str | None = None) -> bytes:
    """The letter on A4 in the form of NĐ 30/2020, faces embedded; the same letter gives the same bytes.

    `standard="a-2b"` gives PDF/A, and refuses a letter of the alphabet that no face can print.
    """
    page = form.LYING if letter.wide else form.PAGE
    data = {
        "sheet": asdict(sheet_of(letter)),
        "looks": {name: asdict(look) for name, look in form.LOOKS.items()},
        "page": asdict(page),
        "upright": asdict(form.PAGE),
        "lying": asdict(form.LYING),
        "columns": {
            "header": form.fitted(form.HEADER_COLUMNS, page),
            "footer": form.fitted(form.FOOTER_COLUMNS, page),
        },
        "signing_space": form.SIGNING_SPACE,
    }
    return typeset("letter.typ", data, day=letter.day, standard=standard)
