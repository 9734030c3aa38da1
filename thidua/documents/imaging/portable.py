"""A PDF as evidence: how many pages it has, what the first one looks like, what it says. Runs in a process apart."""

from typing import Any

from thidua.documents.imaging.fingerprints import words_hash
from thidua.documents.imaging.pictures import shown
from thidua.documents.reading.intake.portable import open_pdf

LONGEST = 1400  # pixels of the first page
MOST_SCALE = 2.0
PAGES_READ = 60  # for the fingerprint; enough to tell any two papers apart


def examine_pdf(data: bytes) -> tuple[dict[str, Any], bytes]:
    """The number of pages, the fingerprint of the text, and the first page as a picture.

    Refuses a PDF that is locked, broken or beyond the page limit.
    """
    document = open_pdf(data)
    first = document[0]
    longest = max(first.get_width(), first.get_height(), 1)
    picture = first.render(scale=min(LONGEST / longest, MOST_SCALE)).to_pil()
    pages = range(min(len(document), PAGES_READ))
    text = " ".join(document[page].get_textpage().get_text_range() for page in pages)
    return {"pages": len(document), "words": words_hash(text)}, shown(picture)
