"""The text layer of a PDF in reading order, by the places of its letters.

Scripts, launch commands and attachments are never run or opened; they are notes for the officer.
Runs in a confined process (`confined`), since the parser is given bytes of strangers.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

from thidua.documents import limits
from thidua.documents.limits import refusal
from thidua.documents.reading.intake.placed import Piece, pages_to_lines

BROKEN = "Tệp PDF hỏng hoặc có mật khẩu. Hãy xuất lại tệp không mật khẩu rồi gửi lại."
LOCKED = "Tệp PDF có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi gửi lại."
TOO_MANY_PAGES = f"Tệp PDF dài hơn {limits.MAX_PDF_PAGES} trang. Hãy tách tệp rồi gửi lại."
NOT_UNICODE = "Tệp PDF dùng bộ chữ không ghi rõ ký tự; cần đối chiếu chữ đọc được với bản gốc."
SOFT_HYPHENS = {"\u00ad", "\ufffe", "\x02"}


def open_pdf(data: bytes) -> Any:
    """The document, its pages counted. Raises `Refused` when locked, broken or beyond the page limit."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise refusal(LOCKED if "password" in str(error).lower() else BROKEN) from error
    if pages == 0:
        raise refusal(BROKEN)
    if pages > limits.MAX_PDF_PAGES:
        raise refusal(TOO_MANY_PAGES)
    return document


def read_pages(data: bytes) -> dict[str, Any]:
    """Lines, page count and how many letters there were, so that the caller can tell a scan."""
    document = open_pdf(data)
    pages, letters = [], 0
    for page in document:
        pieces = list(_pieces(page))
        letters += sum(len(piece.text) for piece in pieces)
        if letters > limits.MAX_TEXT:
            raise refusal("Văn bản dài quá mức có thể đọc. Hãy tách thành nhiều tệp rồi gửi lại.")
        pages.append(pieces)
        page.close()
    return {"lines": pages_to_lines(pages), "pages": len(pages), "letters": letters}


def _pieces(page: Any) -> Iterator[Piece]:
    """Runs of letters on one line of the page, cut where the typesetter jumped; y grows downwards."""
    height = page.get_height()
    text_page = page.get_textpage()
    run: list[tuple[str, tuple[float, float, float, float]]] = []
    for letter, box in _letters(text_page):
        if letter in "\r\n" or (run and _is_jump(run[-1][1], box, letter)):
            yield from _closed(run, height)
            run = []
        if letter not in "\r\n":
            run.append((letter, box))
    yield from _closed(run, height)
    text_page.close()


def _letters(text_page: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Each letter with its loose box (left, bottom, right, top), as wide as the letter sets."""
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(text_page)
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    broken_word = False
    for at in range(count):
        code = raw.FPDFText_GetUnicode(text_page, at)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if letter in SOFT_HYPHENS:
            broken_word = True
            continue
        if broken_word and letter in "\r\n":
            continue
        broken_word = False
        raw.FPDFText_GetLooseCharBox(text_page, at, pointer)
        if letter:
            yield letter, (box.left, box.bottom, box.right, box.top)


def _is_jump(last: tuple[float, ...], box: tuple[float, ...], letter: str) -> bool:
    """Whether this letter does not follow on the last one: another height, or far to the side."""
    if letter == " " or box[2] <= box[0]:
        return False
    height = max(last[3] - last[1], box[3] - box[1], 1.0)
    return abs(box[1] - last[1]) > 0.6 * height or not -0.5 * height < box[0] - last[2] < 0.3 * height


def _closed(run: list[tuple[str, tuple[float, float, float, float]]], page_height: float) -> Iterator[Piece]:
    """The piece that a run makes, blanks at its ends left off; nothing for a blank run."""
    text = "".join(letter for letter, _ in run)
    boxes = [box for letter, box in run if not letter.isspace() and box[2] > box[0]]
    if not text.strip() or not boxes:
        return
    low, high = min(box[1] for box in boxes), max(box[3] for box in boxes)
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    yield Piece(text.strip(), left, page_height - high, right, page_height - low)
