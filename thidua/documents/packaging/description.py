"""What a package says of the paper inside it: the facts of its first page, and the hash of every file."""

import datetime as dt
from typing import Literal
from xml.etree import ElementTree as ET

from pydantic import BaseModel, ConfigDict, Field

SCHEMA: Literal["thidua-goi-van-ban/1"] = "thidua-goi-van-ban/1"
JSON_NAME = "metadata.json"
XML_NAME = "metadata.xml"
SAFE_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PackedFile(_Part):
    """One file of the package, with the hash by which it is checked."""

    name: str = Field(pattern=SAFE_NAME)
    role: Literal["pdf", "docx", "xml"]
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=0)
    signatures: int = Field(default=0, ge=0)  # digital ones, as the sender counted them


class Signer(_Part):
    """Whose name stands at the foot, and the lines above it."""

    name: str = Field(max_length=200)
    lines: tuple[str, ...] = ()


class Description(_Part):
    """The paper of a package. What its text does not state is null or empty."""

    made_as: Literal["thidua-goi-van-ban/1"] = SCHEMA
    kind: str = Field(max_length=10)
    kind_name: str = Field(max_length=100)
    number: int | None = Field(ge=0, le=2_000_000_000)
    symbol: str = Field(max_length=60)
    day: dt.date | None
    place: str = Field(max_length=100)
    subject: str = Field(min_length=1, max_length=5_000)
    issuers: tuple[str, ...] = Field(min_length=1, max_length=20)
    signers: tuple[Signer, ...] = Field(max_length=20)
    recipients: tuple[str, ...] = Field(max_length=500)
    issued_at: dt.datetime
    files: tuple[PackedFile, ...] = Field(default=(), max_length=10)


def as_json(description: Description) -> bytes:
    """The description that is read back."""
    return description.model_dump_json(indent=2).encode() + b"\n"


def as_xml(description: Description) -> bytes:
    """The same facts for systems that read XML; of the files only those it comes with."""
    root = ET.Element("goiVanBan", phienBan=SCHEMA)
    _fill(root, description.model_dump(mode="json", exclude={"made_as"}))
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _fill(parent: ET.Element, values: dict[str, object]) -> None:
    for name, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            element = ET.SubElement(parent, name)
            if isinstance(each, dict):
                _fill(element, each)
            elif each is not None:
                element.text = str(each)
