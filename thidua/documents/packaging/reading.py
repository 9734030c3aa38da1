"""Open a package of a stranger: nothing is written to disk, every limit is asked first, every hash is compared."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass

from pydantic import ValidationError

from thidua.core.errors import Blocker, refuse_if
from thidua.documents.limits import MB, refusal
from thidua.documents.packaging.description import JSON_NAME, SAFE_NAME, Description, PackedFile

MOST_FILES = 12
MOST_UNPACKED = 60 * MB
MOST_DESCRIPTION = MB

NO_PACKAGE = "Tệp này không phải gói văn bản (tệp .zip) hoặc đã hỏng. Hãy xin lại gói từ nơi gửi."
UNSAFE_NAME = (
    "Gói chứa tên tệp không an toàn (“{name}”) nên không được nhận. Hãy yêu cầu nơi gửi đóng gói lại."
)
LOCKED = "Gói có mật khẩu nên không mở được. Hãy xin gói không đặt mật khẩu."
TOO_LARGE = "Gói bung ra quá lớn hoặc có quá nhiều tệp so với mức cho phép nên không được nhận."
TWICE = "Gói có hai tệp cùng tên “{name}” nên không rõ tệp nào là thật; không được nhận."
NO_DESCRIPTION = (
    f"Gói thiếu phần mô tả {JSON_NAME} nên không biết là văn bản nào. Hãy vào sổ văn bản bằng tay."
)
BAD_DESCRIPTION = "Phần mô tả của gói sai hoặc thiếu mục {fields}. Hãy yêu cầu nơi gửi đóng gói lại."
CHANGED = "Tệp {name} không khớp mã băm ghi trong gói: tệp đã bị thay đổi sau khi đóng gói. Hãy xin lại gói từ nơi gửi."
MISSING = "Gói thiếu tệp {name} có ghi trong phần mô tả. Hãy xin lại gói từ nơi gửi."
UNLISTED = "Gói có tệp {name} không được ghi trong phần mô tả nên không được nhận."
NO_PAPER = "Gói không có bản PDF nào của văn bản."
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError)


@dataclass(frozen=True)
class Package:
    """A package whose every file is what its description says."""

    description: Description
    pdf: tuple[str, bytes]


def read_package(data: bytes) -> Package:
    """The paper inside a package.

    Refuses, in clear words: no zip, names that lead elsewhere, a bomb, a locked one, a description that is
    missing or wrong, and every file that is absent, unlisted or changed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _refuse_unsafe(entries)
            files = {entry.filename: _content(package, entry) for entry in entries}
    except _BROKEN as error:
        raise refusal(NO_PACKAGE) from error
    description = _description(files.pop(JSON_NAME, None))
    refuse_if(_differences(description.files, files))
    pdf = next((file.name for file in description.files if file.role == "pdf"), None)
    if pdf is None:
        raise refusal(NO_PAPER)
    return Package(description, (pdf, files[pdf]))


def _refuse_unsafe(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise refusal(TOO_LARGE)
    names: set[str] = set()
    for entry in entries:
        if not re.fullmatch(SAFE_NAME, entry.orig_filename) or ".." in entry.orig_filename:
            raise refusal(UNSAFE_NAME.format(name=entry.orig_filename[:80]))
        if entry.filename in names:
            raise refusal(TWICE.format(name=entry.filename))
        if entry.flag_bits & 1:
            raise refusal(LOCKED)
        names.add(entry.filename)


def _content(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What is really inside, never more than its entry claims and the limit allows."""
    most = MOST_DESCRIPTION if entry.filename == JSON_NAME else entry.file_size
    with package.open(entry) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise refusal(TOO_LARGE)
    return content


def _description(data: bytes | None) -> Description:
    if data is None:
        raise refusal(NO_DESCRIPTION)
    try:
        return Description.model_validate_json(data)
    except ValidationError as error:
        fields = sorted({".".join(map(str, fault["loc"])) or JSON_NAME for fault in error.errors()})
        raise refusal(BAD_DESCRIPTION.format(fields=", ".join(fields[:8]))) from error


def _differences(listed: tuple[PackedFile, ...], files: dict[str, bytes]) -> list[Blocker]:
    found = [
        Blocker(MISSING.format(name=file.name))
        if file.name not in files
        else Blocker(CHANGED.format(name=file.name))
        for file in listed
        if file.name not in files or hashlib.sha256(files[file.name]).hexdigest() != file.sha256
    ]
    names = {file.name for file in listed}
    return found + [Blocker(UNLISTED.format(name=name)) for name in sorted(files) if name not in names]
