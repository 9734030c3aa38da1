"""A signing certificate as it comes from its holder: a PKCS#12 file and its password. Read, used, never kept."""

import datetime as dt
from dataclasses import dataclass

from asn1crypto import x509
from pyhanko.sign.signers import SimpleSigner

from thidua.core.errors import Blocker, Refused, refuse_if

UNOPENED = (
    "Không mở được tệp chứng thư số: mật khẩu không đúng hoặc tệp hỏng. "
    "Hãy nhập lại mật khẩu, hoặc chọn đúng tệp .p12/.pfx do nhà cung cấp chứng thư giao."
)
NON_REPUDIATION = {"digital_signature", "non_repudiation"}


@dataclass(frozen=True)
class Holder:
    """Whom a certificate names, who issued it, and the first and last moment it stands."""

    name: str
    organisation: str
    issuer: str
    serial: str
    since: dt.datetime
    until: dt.datetime


@dataclass(frozen=True)
class SigningKey:
    """A certificate with its private key, ready to sign; lives only as long as the request that brought it."""

    holder: Holder
    signer: SimpleSigner


def open_key(pkcs12: bytes, password: str, *, at: dt.datetime) -> SigningKey:
    """The key inside a PKCS#12 file.

    Refuses, naming each reason: a wrong password or a broken file, a certificate that does not stand at `at`,
    and one that is not meant for signing.
    """
    try:
        signer = SimpleSigner.load_pkcs12_data(pkcs12, [], password.encode())
    except ValueError as error:
        raise Refused([Blocker(UNOPENED)]) from error
    if signer.signing_cert is None:
        raise Refused([Blocker(UNOPENED)])
    holder = holder_of(signer.signing_cert)
    refuse_if(_reasons_against(signer.signing_cert, holder, at))
    return SigningKey(holder, signer)


def holder_of(certificate: x509.Certificate) -> Holder:
    """What a certificate says about its holder; empty where it says nothing."""
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return Holder(
        name=_said(subject, "common_name"),
        organisation=_said(subject, "organization_name"),
        issuer=_said(issuer, "common_name") or _said(issuer, "organization_name"),
        serial=f"{certificate.serial_number:X}",
        since=certificate.not_valid_before,
        until=certificate.not_valid_after,
    )


def _said(name: dict[str, object], part: str) -> str:
    value = name.get(part, "")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _reasons_against(certificate: x509.Certificate, holder: Holder, at: dt.datetime) -> list[Blocker]:
    found = []
    if not holder.since <= at <= holder.until:
        found.append(
            Blocker(
                f"Chứng thư số của {holder.name} chỉ có hiệu lực từ {holder.since:%d/%m/%Y} "
                f"đến {holder.until:%d/%m/%Y}; hãy dùng chứng thư còn hiệu lực."
            )
        )
    usage = certificate.key_usage_value
    if usage is not None and not NON_REPUDIATION & set(usage.native):
        found.append(
            Blocker(f"Chứng thư số của {holder.name} không được cấp để ký; hãy chọn chứng thư dùng để ký số.")
        )
    return found
