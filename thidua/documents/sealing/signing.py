"""Put a digital signature on a PDF: the signer's own, then the body's with its visible mark.

A person's and the body's signature together make an electronic original (NĐ 30/2020, Điều 5). The second
is added as an increment, so that the first stays whole.
"""

import datetime as dt
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from thidua.core.dates import ZONE
from thidua.core.errors import Blocker, Refused
from thidua.documents.sealing.keys import Holder, SigningKey
from thidua.documents.sealing.mark import HEIGHT, WIDTH, mark_of
from thidua.documents.writing.form import PAGE

POINTS = 72 / 25.4  # of a millimetre
TOP = 4.0  # millimetres from the upper edge: the mark stands in the margin, above Quốc hiệu

WHOLE = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MAX, margins=Margins(0, 0, 0, 0)
)  # at its own size: the decree's 10 points
PERSON = "NguoiKy"
BODY = "CoQuan"


def sign_as_person(pdf: bytes, key: SigningKey, *, at: dt.datetime, reason: str, place: str = "") -> bytes:
    """The same PDF with the signature of the person who signs; nothing is drawn, the page looks as before.

    Refuses a file that is no whole PDF.
    """
    return _sign(pdf, key, field=_next_field(pdf, PERSON), at=at, reason=reason, place=place, visible=False)


def sign_as_body(pdf: bytes, key: SigningKey, *, at: dt.datetime, reason: str, place: str = "") -> bytes:
    """The same PDF with the body's signature and its mark in the upper right corner of the first page."""
    return _sign(pdf, key, field=_next_field(pdf, BODY), at=at, reason=reason, place=place, visible=True)


def _next_field(pdf: bytes, name: str) -> str:
    """A joint paper is signed by several people and bodies: NguoiKy1, NguoiKy2, …"""
    order = 1
    while f"({name}{order})".encode() in pdf:
        order += 1
    return f"{name}{order}"


def _sign(
    pdf: bytes, key: SigningKey, *, field: str, at: dt.datetime, reason: str, place: str, visible: bool
) -> bytes:
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=place or None,
        name=key.holder.name,
    )
    spec = SigFieldSpec(field, on_page=0, box=_box(field) if visible else None)
    signer = _SignerAt(
        at,
        metadata,
        signer=key.signer,
        stamp_style=_stamp(key.holder, at) if visible else None,
        new_field_spec=spec,
    )
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        signed = signer.sign_pdf(writer)
    except PdfError as error:
        raise Refused([Blocker("Tệp PDF này hỏng hoặc không trọn vẹn nên không ký số được.")]) from error
    return bytes(signed.getvalue())


def _box(field: str) -> tuple[int, int, int, int]:
    """In points from the lower left corner; a second body's mark stands to the left of the first."""
    order = int(field.removeprefix(BODY)) - 1
    right = PAGE.width - PAGE.right - order * (WIDTH + 4)
    top = PAGE.height - TOP
    edges = (right - WIDTH, top - HEIGHT, right, top)
    return tuple(round(edge * POINTS) for edge in edges)  # type: ignore[return-value]


def _stamp(holder: Holder, at: dt.datetime) -> StaticStampStyle:
    lines = (
        f"Ký bởi: {holder.name}",
        f"Cơ quan: {holder.organisation}" if holder.organisation else "",
        f"Thời gian ký: {at.astimezone(ZONE):%d.%m.%Y %H:%M:%S %z}",
    )
    drawn = _Drawn(mark_of([line for line in lines if line]))
    return StaticStampStyle(border_width=0, background=drawn, background_opacity=1, background_layout=WHOLE)


class _SignerAt(PdfSigner):
    """A signer whose clock is the caller's: the moment in the file is the one in our own record of the act."""

    def __init__(self, at: dt.datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        """The session, at that moment."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


class _Drawn(PdfContent):
    """A page that the typesetter made, as the face of a signature field."""

    def __init__(self, page: bytes) -> None:
        super().__init__(box=BoxConstraints(width=round(WIDTH * POINTS), height=round(HEIGHT * POINTS)))
        self.page = page

    def render(self) -> bytes:
        """The page as one object of the file that is being signed."""
        writer = self._ensure_writer
        self.resources.xobject["/Mark"] = writer.import_page_as_xobject(PdfFileReader(BytesIO(self.page)))
        return b"/Mark Do"
