"""Scanned papers and photos, read by Tesseract with its Vietnamese data when the machine has them.

What is recognised is never certain: the result always carries the note that a person must compare it.
Runs in a confined process (`confined`); Tesseract itself inherits the same ceilings.
"""

import io
import os
import shutil
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from thidua.documents import limits
from thidua.documents.limits import refusal
from thidua.documents.reading.intake.package import Package
from thidua.documents.reading.intake.placed import Piece, pages_to_lines
from thidua.documents.reading.intake.portable import open_pdf

if TYPE_CHECKING:
    from PIL.Image import Image

COMPARE = "Văn bản được đọc bằng nhận dạng chữ, cần đối chiếu với bản gốc."
NOT_INSTALLED = (
    "Tệp là bản quét hoặc ảnh chụp mà máy chủ chưa cài bộ nhận dạng chữ Tesseract tiếng Việt "
    "(gói tesseract-ocr và tesseract-ocr-vie). Hãy cài bộ này, hoặc gửi tệp Word hay PDF có chữ."
)
BROKEN_PICTURE = "Tệp ảnh hỏng nên không mở được. Hãy chụp hoặc quét lại rồi gửi lại."
TOO_MANY_PIXELS = (
    f"Ảnh lớn hơn {limits.MAX_PIXELS // 1_000_000} triệu điểm ảnh nên không được mở. Hãy quét lại ở 300 dpi."
)
TOO_MANY_SCANS = f"Bản quét dài hơn {limits.MAX_SCANNED_PAGES} trang. Hãy tách tệp rồi gửi lại."
NOTHING_READ = "Không nhận ra chữ nào trong ảnh. Hãy chụp thẳng, đủ sáng, rõ nét rồi gửi lại."
LEAST_SURE = 20  # of 100: below, Tesseract reads stains and stamps
LANGUAGE = "vie"
POINTS_AN_INCH = 72
SMALLEST_PAGE = 300  # pixels of the shorter side; below, a picture in a text is an emblem or a stamp
DRAWN = frozenset({"WMF", "EMF"})  # drawings of lines, which are no scans and which only Windows can open
LONGEST_SIDE = 4_200  # pixels; A4 at 300 dpi is 3,508 long, and more costs time without reading better


@lru_cache(maxsize=1)
def is_installed() -> bool:
    """Whether this machine can recognise Vietnamese print."""
    import pytesseract

    if shutil.which("tesseract") is None:
        return False
    try:
        return LANGUAGE in pytesseract.get_languages()
    except (pytesseract.TesseractError, OSError):
        return False


def read_picture(data: bytes) -> dict[str, Any]:
    """The lines of a photo or a scan, which may hold several pages (TIFF)."""
    return _answer(_pages_of(data))


def read_pasted(data: bytes) -> dict[str, Any]:
    """The lines of a Word file whose pages are pictures pasted into it; small and drawn pictures are left out."""
    package = Package(data)
    names = [name for name in package.pictures() if _is_page(package.picture(name))]
    if len(names) > limits.MAX_SCANNED_PAGES:
        raise refusal(TOO_MANY_SCANS)
    return _answer([page for name in names for page in _pages_of(package.picture(name))])


def _is_page(data: bytes) -> bool:
    """Whether a pasted picture is large enough to be a page, and made of points."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return min(picture.size) >= SMALLEST_PAGE and picture.format not in DRAWN
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return False


def _pages_of(data: bytes) -> list[list[Piece]]:
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = None  # ours is checked on the header, before anything is decoded
    pages = []
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > limits.MAX_PIXELS:
                raise refusal(TOO_MANY_PIXELS)
            if getattr(picture, "n_frames", 1) > limits.MAX_SCANNED_PAGES:
                raise refusal(TOO_MANY_SCANS)
            _need_tesseract()
            for frame in ImageSequence.Iterator(picture):
                if frame.width * frame.height > limits.MAX_PIXELS:
                    raise refusal(TOO_MANY_PIXELS)
                pages.append(_recognised(ImageOps.exif_transpose(_grey(frame))))
                if picture.format != "TIFF":
                    break
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise refusal(BROKEN_PICTURE) from error
    return pages


def read_scan(data: bytes) -> dict[str, Any]:
    """The lines of a PDF that holds pictures of pages and no text."""
    document = open_pdf(data)
    if len(document) > limits.MAX_SCANNED_PAGES:
        raise refusal(TOO_MANY_SCANS)
    _need_tesseract()
    pages = []
    for page in document:
        width, height = page.get_size()
        scale = min(limits.SCAN_DPI / POINTS_AN_INCH, LONGEST_SIDE / max(width, height, 1))
        pages.append(_recognised(page.render(scale=scale, grayscale=True).to_pil()))
        page.close()
    return _answer(pages)


def _need_tesseract() -> None:
    if not is_installed():
        raise refusal(NOT_INSTALLED)


def _answer(pages: list[list[Piece]]) -> dict[str, Any]:
    lines = pages_to_lines(pages)
    if not any(line.strip() for line in lines):
        raise refusal(NOTHING_READ)
    return {"lines": lines, "pages": len(pages)}


def _grey(frame: "Image") -> "Image":
    """A frame in grey on white, no larger than reading needs, small photos enlarged to 300 dpi of an A4."""
    from PIL import Image

    if frame.mode in {"RGBA", "LA", "PA"} or "transparency" in frame.info:
        sheet = Image.new("RGBA", frame.size, "white")
        sheet.alpha_composite(frame.convert("RGBA"))
        frame = sheet
    grey = frame.convert("L")
    longest = max(grey.size)
    scale = LONGEST_SIDE / longest if longest > LONGEST_SIDE else 2 if longest < LONGEST_SIDE // 2 else 1
    if scale == 1:
        return grey
    return grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))))


def _recognised(picture: "Image") -> list[Piece]:
    """The words Tesseract sees, where it sees them; stains and frames left out."""
    import pytesseract

    os.environ["OMP_THREAD_LIMIT"] = "1"  # more threads only wait for each other on a page
    try:
        found = pytesseract.image_to_data(
            picture, lang=LANGUAGE, config=f"--dpi {limits.SCAN_DPI}", timeout=limits.PAGE_SECONDS,
            output_type=pytesseract.Output.DICT,
        )  # fmt: skip
    except RuntimeError as late:  # how pytesseract says that the time is over, and that the program failed
        raise refusal(limits.TOO_LONG if "timeout" in str(late).lower() else limits.TOO_HEAVY) from late
    pieces = []
    rows = zip(
        found["text"],
        found["conf"],
        found["left"],
        found["top"],
        found["width"],
        found["height"],
        strict=True,
    )
    for text, sure, left, top, width, height in rows:
        if (
            text.strip()
            and float(sure) >= LEAST_SURE
            and any(letter.isalnum() or letter in "-+" for letter in text)
        ):
            pieces.append(Piece(text.strip(), left, top, left + width, top + height))
    return pieces
