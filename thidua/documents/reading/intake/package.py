"""The parts of a Word package, opened only after it has been found harmless.

Nothing outside the package is ever fetched: an external template, picture or object is a note for the reader.
"""

import io
import re
import zipfile
from posixpath import join, normpath
from typing import NamedTuple
from xml.etree import ElementTree as ET

from thidua.documents import limits
from thidua.documents.limits import refusal

XML_PART = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
XML_BOMB = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
STRICT = (b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/")
STRICT_NAMES = (
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
)
MAIN_TYPE = re.compile(r"/officeDocument$")
BENIGN_LINKS = re.compile(r"/(?:hyperlink|mailMergeSource)$")
CHUNK = 1 << 20

BROKEN = "Tệp Word bị hỏng nên không mở được. Hãy mở bằng Word, lưu lại rồi gửi lại."
TOO_LARGE = "Tệp Word bung ra quá lớn so với mức cho phép nên không được mở. Hãy tách tệp rồi gửi lại."
UNSAFE_XML = (
    "Tệp Word chứa khai báo XML không an toàn nên không được mở. Hãy mở bằng Word, lưu lại rồi gửi lại."
)
NOT_WORD = "Tệp nén này không phải là tệp Word. Hãy gửi tệp .docx."
TEMPLATE = "Tệp Word gắn với một mẫu nằm ngoài tệp; hệ thống không tải mẫu đó."
LINKS = "Tệp Word có hình hoặc đối tượng lấy từ nơi khác; hệ thống không tải về."

PACKAGE_ERRORS = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError, ET.ParseError,
)  # fmt: skip


class Relation(NamedTuple):
    """A link from one part to another, or out of the package."""

    kind: str
    target: str
    is_external: bool
    id: str = ""


class Package:
    """An opened Word file: its checked parts as XML. Raises `Refused` on a harmful or broken one."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._check()
            self.main = self._main()
        except PACKAGE_ERRORS as error:
            raise refusal(BROKEN) from error

    def _check(self) -> None:
        parts = self._zip.infolist()
        swollen = any(
            part.file_size > limits.RATIO_MATTERS_FROM
            and part.file_size > limits.MAX_RATIO * max(part.compress_size, 1)
            for part in parts
        )
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > limits.MAX_PARTS or unpacked > limits.MAX_UNPACKED or swollen:
            raise refusal(TOO_LARGE)
        self._names = {part.filename for part in parts}

    def _main(self) -> str:
        """The part that holds the text, by the package's own word; some programs do not call it document.xml."""
        for relation in self.relations(""):
            if MAIN_TYPE.search(relation.kind) and relation.target in self._names:
                return relation.target
        if "word/document.xml" not in self._names:
            raise refusal(NOT_WORD)
        return "word/document.xml"

    def size(self, name: str) -> int:
        """Unpacked bytes the directory claims for a part."""
        return self._zip.getinfo(name).file_size if name in self._names else 0

    def xml(self, name: str) -> ET.Element | None:
        """The root of a part, or None when there is no such part."""
        if name not in self._names:
            return None
        try:
            return ET.fromstring(self._checked(name))  # noqa: S314 no part with a DOCTYPE gets here
        except PACKAGE_ERRORS as error:
            raise refusal(BROKEN) from error

    def _checked(self, name: str) -> bytes:
        """Read a part with a limit, whatever size its header claims."""
        with self._zip.open(name) as stream:
            content = stream.read(limits.MAX_XML + 1)
        if len(content) > limits.MAX_XML or content.count(b"<") > 2 * limits.MAX_ELEMENTS:
            raise refusal(TOO_LARGE)
        plain = content.replace(b"\x00", b"") if b"\x00" in content[:CHUNK] else content
        if XML_BOMB.search(plain):
            raise refusal(UNSAFE_XML)
        if STRICT[0] in content[:CHUNK]:
            for old, new in STRICT_NAMES:
                content = content.replace(STRICT[0] + old, STRICT[1] + new)
        return content

    def picture(self, name: str) -> bytes:
        """The bytes of a picture, read with a limit, whatever size its header claims."""
        try:
            with self._zip.open(name) as stream:
                content = stream.read(limits.MAX_BYTES + 1)
        except PACKAGE_ERRORS as error:
            raise refusal(BROKEN) from error
        if len(content) > limits.MAX_BYTES:
            raise refusal(TOO_LARGE)
        return content

    def pictures(self) -> list[str]:
        """The names of the pictures that the text shows, in the order in which they stand, each once."""
        root = self.xml(self.main)
        inside = {
            each.id: each.target
            for each in self.relations(self.main)
            if each.kind.endswith("/image") and not each.is_external and each.target in self._names
        }
        shown = (
            inside[value]
            for element in ([] if root is None else root.iter())
            if element.tag.endswith(("}blip", "}imagedata"))
            for name, value in element.attrib.items()
            if name.endswith(("}embed", "}id")) and value in inside
        )
        return list(dict.fromkeys(shown))

    def relations(self, part: str) -> list[Relation]:
        """What a part points at; targets inside the package as names of parts."""
        folder, _, name = part.rpartition("/")
        root = self.xml(join(folder, "_rels", f"{name}.rels"))
        return [] if root is None else [self._relation(folder, each) for each in root]

    @staticmethod
    def _relation(folder: str, each: ET.Element) -> Relation:
        target = each.get("Target", "")
        external = each.get("TargetMode") == "External"
        inside = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        return Relation(each.get("Type", ""), target if external else inside, external, each.get("Id", ""))

    def related(self, ending: str) -> list[ET.Element]:
        """The parts of one kind that the main part points at (`numbering`, `styles`, `header`, …)."""
        found = (
            self.xml(each.target) for each in self.relations(self.main) if each.kind.endswith(f"/{ending}")
        )
        return [root for root in found if root is not None]

    def notes(self) -> list[str]:
        """What the file would fetch from elsewhere; what it could run is told by `sniffing`."""
        notes = []
        outside = [
            each
            for name in sorted(self._names)
            if name.startswith("word/") and name.endswith(".rels")
            for each in self.relations(name.replace("_rels/", "").removesuffix(".rels"))
            if each.is_external and not BENIGN_LINKS.search(each.kind)
        ]
        if any(each.kind.endswith("/attachedTemplate") for each in outside):
            notes.append(TEMPLATE)
        if any(not each.kind.endswith("/attachedTemplate") for each in outside):
            notes.append(LINKS)
        return notes
