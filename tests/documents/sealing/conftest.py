"""A certificate authority of the tests' own, the keys it issued, and a paper to sign. Nothing real."""

import datetime as dt
from dataclasses import dataclass

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from thidua.documents.writing.letter import Block, Letter, Signature
from thidua.documents.writing.pdf import to_pdf

PASSWORD = "mat-khau-mau"
START = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
END = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
SIGNED = dt.datetime(2021, 9, 20, 3, 0, tzinfo=dt.UTC)


@dataclass
class Authority:
    """A root that issues certificates."""

    name: str

    def __post_init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self._build(self.name, "", self.key.public_key(), authority=True)

    @property
    def root(self):
        return asn1.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))

    @property
    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def issue(self, name, organisation="", *, start=START, end=END, signs=True):
        """A PKCS#12 file for a holder, locked with the password above."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._build(name, organisation, key.public_key(), start=start, end=end, signs=signs)
        return serialize_key_and_certificates(
            b"mau", key, certificate, None, serialization.BestAvailableEncryption(PASSWORD.encode())
        )

    def _build(self, name, organisation, public, *, authority=False, start=START, end=END, signs=True):
        parts = [x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]
        if organisation:
            parts.append(x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, organisation))
        issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, self.name)])
        usage = x509.KeyUsage(
            digital_signature=signs, content_commitment=signs, key_encipherment=not signs,
            data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name(parts))
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(START if authority else start)
            .not_valid_after(dt.datetime(2031, 1, 1, tzinfo=dt.UTC) if authority else end)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .sign(self.key, hashes.SHA256())
        )


@pytest.fixture(scope="session")
def authority():
    return Authority("Tổ chức chứng thực mẫu")


@pytest.fixture(scope="session")
def stranger():
    return Authority("Tổ chức không ai biết (mẫu)")


@pytest.fixture(scope="session")
def paper():
    """A plan as PDF, ready to sign."""
    return to_pdf(
        Letter(
            kind="KẾ HOẠCH",
            subject="Phát động phong trào thi đua (mẫu)",
            governing_body="SỞ GD&ĐT MẪU",
            issuer="TRƯỜNG THPT MẪU",
            symbol="KH-THPTM",
            number=31,
            place="Lộc Ninh",
            day=dt.date(2021, 9, 20),
            body=(Block("text", text="Nhà trường phát động phong trào thi đua trong năm học."),),
            recipients=("Như trên",),
            archive="VT",
            signatures=(Signature("", ("HIỆU TRƯỞNG",), "Nguyễn Thị Mẫu Lan"),),
        )
    )
