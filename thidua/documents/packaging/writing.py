"""Pack a paper: its files, and what they are. The same paper gives the same bytes."""

import hashlib
import io
import zipfile
from typing import Literal, NamedTuple

from thidua.documents.packaging.description import (
    JSON_NAME,
    XML_NAME,
    Description,
    PackedFile,
    as_json,
    as_xml,
)

_READABLE = 0o644 << 16


class Enclosed(NamedTuple):
    """One file to be packed."""

    name: str
    role: Literal["pdf", "docx"]
    data: bytes
    signatures: int = 0


def write_package(description: Description, enclosed: list[Enclosed]) -> bytes:
    """A zip with the files, the description as XML and JSON, and the SHA-256 of each file in the description."""
    listed = tuple(_listed(file) for file in enclosed)
    xml = as_xml(description.model_copy(update={"files": listed}))
    of_xml = PackedFile(name=XML_NAME, role="xml", sha256=_hash(xml), size=len(xml))
    json = as_json(description.model_copy(update={"files": (*listed, of_xml)}))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (
            (JSON_NAME, json),
            (XML_NAME, xml),
            *((file.name, file.data) for file in enclosed),
        ):
            package.writestr(_entry(name, description), data)
    return stream.getvalue()


def _entry(name: str, description: Description) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, description.issued_at.timetuple()[:6])
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _READABLE
    return entry


def _listed(file: Enclosed) -> PackedFile:
    return PackedFile(
        name=file.name,
        role=file.role,
        sha256=_hash(file.data),
        size=len(file.data),
        signatures=file.signatures,
    )


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
