"""What the signatures of a PDF prove: who signed, when, whether a byte was changed since, and who vouches for them.

Nothing is fetched from anywhere: only certificates the installation was given are trusted. An unknown root
is "chưa đủ căn cứ", never "hợp lệ" and never "giả".
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from thidua.core.errors import Blocker, Refused
from thidua.documents.sealing.keys import Holder, holder_of


class Verdict(StrEnum):
    """What may be said of one signature."""

    GOOD = "Hợp lệ: nội dung nguyên vẹn, chứng thư do tổ chức đã tin cậy cấp"
    UNKNOWN = (
        "Chưa đủ căn cứ: nội dung nguyên vẹn, nhưng tổ chức cấp chứng thư chưa có trong danh sách tin cậy"
    )
    CHANGED = "Không hợp lệ: nội dung đã bị thay đổi sau khi ký"
    EXPIRED = "Không hợp lệ: chứng thư không có hiệu lực vào lúc ký"
    BROKEN = "Không hợp lệ: không đọc được chữ ký"


@dataclass(frozen=True)
class Finding:
    """One signature of a file. `added_after` says that something lawful, such as another signature, came later."""

    field: str
    verdict: Verdict
    holder: Holder | None
    claimed_at: dt.datetime | None  # the signer's own clock; no time-stamping authority confirms it
    added_after: bool


def check_pdf(pdf: bytes, roots: Iterable[x509.Certificate], *, at: dt.datetime) -> list[Finding]:
    """Every signature of a PDF in the order they were made; an empty list says that there is none.

    Refuses a file that is no readable PDF.
    """
    try:
        reader = PdfFileReader(BytesIO(pdf))
        signatures = list(reader.embedded_regular_signatures)
    except (PdfError, ValueError, KeyError, RecursionError) as error:
        raise Refused(
            [
                Blocker(
                    "Không đọc được tệp PDF này: tệp hỏng, bị khóa hoặc không phải PDF. Hãy xin lại bản gốc."
                )
            ]
        ) from error
    trusted = list(roots)
    return [_finding(signature, trusted, at) for signature in signatures]


def certificates_in(data: bytes) -> list[x509.Certificate]:
    """The certificates of a .pem, .crt or .cer file, in text or binary form."""
    if not pem.detect(data):
        return [x509.Certificate.load(data)]
    return [x509.Certificate.load(found) for _, _, found in pem.unarmor(data, multiple=True)]


def _finding(signature: EmbeddedPdfSignature, roots: list[x509.Certificate], at: dt.datetime) -> Finding:
    holder = holder_of(signature.signer_cert) if signature.signer_cert else None
    claimed = signature.self_reported_timestamp
    status = _status(signature, roots, claimed or at)
    if status is None or holder is None:
        return Finding(signature.field_name, Verdict.BROKEN, holder, claimed, added_after=False)
    verdict = _verdict(status, holder, claimed or at)
    later = status.modification_level not in {None, ModificationLevel.NONE}
    return Finding(signature.field_name, verdict, holder, claimed, added_after=later)


def _status(
    signature: EmbeddedPdfSignature, roots: list[x509.Certificate], moment: dt.datetime
) -> PdfSignatureStatus | None:
    context = ValidationContext(
        trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail", moment=moment
    )
    try:
        return validate_pdf_signature(signature, context)
    except (SignatureValidationError, SigningError, PdfError, ValueError):
        return None


def _verdict(status: PdfSignatureStatus, holder: Holder, moment: dt.datetime) -> Verdict:
    changed = status.modification_level is ModificationLevel.OTHER
    if not (status.intact and status.valid) or changed or not status.docmdp_ok:
        return Verdict.CHANGED
    if not holder.since <= moment <= holder.until:
        return Verdict.EXPIRED
    return Verdict.GOOD if status.trusted else Verdict.UNKNOWN
