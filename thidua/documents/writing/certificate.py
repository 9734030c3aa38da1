"""Certificates (giấy khen) by the thousand: one landscape page each, with its number, QR and check code.

The order of the text is that of the forms since NĐ 85/2014 (law-2021 §8.1.2). The size and border of a giấy
khen are not prescribed (§8.1.6), so the paper is a parameter and the border our own.
"""

import functools
import hashlib
import io
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pypdfium2 as pdfium

from thidua.core.errors import Blocker, refuse_if
from thidua.documents.writing import form, qr
from thidua.documents.writing.letter import Signature
from thidua.documents.writing.typesetting import typeset, widest
from thidua.documents.writing.wording import MOTTO_WIDTH, POINT, clean, day_in_words, upper

Paper = Literal["a4", "a3"]
SHEETS: dict[str, tuple[float, float]] = {"a4": (297, 210), "a3": (420, 297)}
CHUNK = 250  # pages set at once: memory follows the chunk, not the whole run
BLANK = "……"
MADE_AT = re.compile(rb"/CreationDate\(D:\d{14}\+00'00'\)")
RANDOM_ID = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\](?=>>\s+startxref)")
ROOM = {  # the longest texts, in letters, that keep within one page
    "granting_authority": ("Tên người có thẩm quyền", 120),
    "recipient": ("Tên người hoặc tập thể được tặng", 120),
    "recipient_detail": ("Dòng đơn vị, chức vụ", 200),
    "merit": ("Thành tích", 500),
}

FITS = {  # room in mm and size in points: a text sure to keep within it is not measured again by the typesetter
    "governing_body": (190, 12.5, 0),
    "granting_authority": (235, 17, 0),
    "title": (235, 46, 3),
    "recipient": (225, 25, 0),
    "detail": (225, 15, 0),
    "merit": (215, 16, 0),
}

PDFIUM = threading.Lock()  # the library that joins files must be used by one thread at a time


@dataclass(frozen=True)
class CertificateFace:
    """What one certificate says.

    `title` is the form of commendation ("GIẤY KHEN"), `granting_authority` who grants it. The governing
    body is printed above the authority when there is one; `issuer` names the file's author.
    `recipient_prefix` is "Em", "Tập thể" or "Ông/Bà". Numbers and days that are absent print as dots.
    `check_address` is what the QR says, `check_code` is printed under it; both empty: no QR.
    """

    title: str
    granting_authority: str
    governing_body: str | None
    issuer: str
    recipient_prefix: str
    recipient: str
    recipient_detail: str
    merit: str
    decision_number: str
    decision_day: date | None
    book_number: str
    place: str
    day: date | None
    signature: Signature
    check_code: str
    check_address: str


def certificates_pdf(
    faces: Sequence[CertificateFace], *, paper: Paper = "a4", standard: str | None = None
) -> bytes:
    """One landscape page for each face, in their order; equal faces give equal bytes.

    `standard="a-2b"` gives an archive file of at most `CHUNK` pages: joining chunks would lose the standard.
    Refuses when there is no face to print, or a text is too long for its page.
    """
    if standard is not None and len(faces) > CHUNK:
        raise ValueError(f"an archive file holds at most {CHUNK} certificates")
    chunks = list(certificate_chunks(faces, paper=paper, standard=standard))
    return chunks[0] if len(chunks) == 1 else _joined(chunks, faces[0].day)


def certificate_chunks(
    faces: Sequence[CertificateFace], *, paper: Paper = "a4", standard: str | None = None, size: int = CHUNK
) -> Iterator[bytes]:
    """The same pages as files of at most `size` pages, made one after another as they are asked for."""
    if paper not in SHEETS:
        raise ValueError(f"no such paper: {paper!r}")
    refuse_if(blockers_to_print(faces))
    for start in range(0, len(faces), size):
        yield _typeset(faces[start : start + size], paper, standard)


def blockers_to_print(faces: Sequence[CertificateFace]) -> list[Blocker]:
    """Why these certificates cannot be printed: nobody to print for, or a text longer than its page."""
    if not faces:
        return [Blocker("Danh sách in chưa có ai: hãy chọn ít nhất một người hoặc một tập thể.")]
    return [
        Blocker(
            f"{name} trên {face.title.lower()} của {face.recipient[:60]} dài {len(getattr(face, field))} "
            f"ký tự, quá {longest} ký tự nên không in vừa một trang. Hãy viết gọn lại.",
            about=face,
        )
        for face in faces
        for field, (name, longest) in ROOM.items()
        if len(getattr(face, field)) > longest
    ]


def _typeset(faces: Sequence[CertificateFace], paper: Paper, standard: str | None) -> bytes:
    width, height = SHEETS[paper]
    shared = standard is None and len(faces) > 1
    data = {
        "title": f"{upper(faces[0].title)} ({len(faces)})",
        "author": clean(faces[0].issuer),
        "sheet": {"width": width, "height": height, "scale": width / SHEETS["a4"][0]},
        "border": list(_border_pdf()) if shared else None,
        "motto_rule": MOTTO_WIDTH * 14 * POINT,
        "faces": [{**words, "sure": surely_fit(words)} for words in map(face_words, faces)],
    }
    return typeset("certificate.typ", data, day=faces[0].day, standard=standard)


@functools.cache
def _border_pdf() -> bytes:
    """The border as a page of its own: every certificate then shares one copy of it (1 kB a page, not 30).

    An archive file may not hold another file, so there the drawing is repeated.
    """
    width, height = SHEETS["a4"]
    return typeset("border.typ", {"width": width, "height": height}, day=None)


def face_words(face: CertificateFace) -> dict[str, object]:
    """The printed words of one certificate, clean and in the case each cell is printed in, and its QR."""
    signature = face.signature
    return {
        "nation": form.NATION,
        "motto": form.MOTTO,
        "governing_body": upper(face.governing_body or ""),
        "granting_authority": upper(face.granting_authority),
        "grants": "TẶNG",
        "title": upper(face.title),
        "prefix": clean(face.recipient_prefix),
        "recipient": clean(face.recipient),
        "detail": clean(face.recipient_detail),
        "merit": clean(face.merit),
        "decision": decision_line(face),
        "book": f"Vào sổ khen thưởng số: {clean(face.book_number) or BLANK}",
        "date": f"{clean(face.place)}, {day_in_words(face.day)}".removeprefix(", "),
        "signer_titles": [upper(line) for line in (signature.for_issuer, *signature.lines) if line],
        "signer_name": clean(signature.name or ""),
        "code": clean(face.check_code),
        "qr": qr.svg(face.check_address) if face.check_address else "",
    }


def surely_fit(words: Mapping[str, object]) -> list[str]:
    """The texts that keep on one line at their full size whatever the face: measuring costs a second layout."""
    return [
        name
        for name, (room, size, tracking) in FITS.items()
        if _width(
            f"{words['prefix']}: {words[name]}" if name == "recipient" else str(words[name]), size, tracking
        )
        <= room
    ]


@functools.lru_cache(maxsize=4096)
def _width(text: str, size: float, tracking: float) -> float:
    """An upper bound in mm, with two hundredths for what a face may add between letters."""
    return (widest(text) * size * 1.02 + len(text) * tracking) * POINT


def decision_line(face: CertificateFace) -> str:
    """`Quyết định số: 57/QĐ-THPTLT ngày 25 tháng 02 năm 2022`."""
    return f"Quyết định số: {clean(face.decision_number) or BLANK} {day_in_words(face.decision_day)}"


def _joined(chunks: list[bytes], day: date | None) -> bytes:
    """The chunks' pages in one file, in order."""
    with PDFIUM:
        whole = pdfium.PdfDocument.new()
        for chunk in chunks:
            part = pdfium.PdfDocument(chunk)
            whole.import_pages(part)
            part.close()
        joined = io.BytesIO()
        whole.save(joined)
        whole.close()
    return _settled(joined.getvalue(), day or form.UNDATED)


def _settled(pdf: bytes, day: date) -> bytes:
    """The file without the clock and the chance its writer put in, so that equal runs are equal files."""
    dated = MADE_AT.sub(f"/CreationDate(D:{day:%Y%m%d}000000+00'00')".encode(), pdf, count=1)
    mark = hashlib.sha256(RANDOM_ID.sub(b"", dated)).hexdigest()[:32].upper().encode()
    return RANDOM_ID.sub(b"/ID[<" + mark + b"><" + mark + b">]", dated)
