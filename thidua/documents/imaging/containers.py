"""What a packed file would unpack to, read from its directory and never by unpacking it."""

import io
import re
import zipfile

from thidua.documents import limits
from thidua.documents.limits import refusal

TOO_LARGE = (
    "Tệp nén bung ra quá lớn so với mức cho phép nên không được nhận. Hãy tách thành nhiều tệp rồi gửi lại."
)
UNSAFE_XML = (
    "Tệp chứa khai báo XML không an toàn nên không được nhận. "
    "Hãy mở bằng Word hoặc Excel, lưu lại rồi gửi lại."
)
XML_PART = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
HEAD = 4096  # bytes; a declaration stands before the first element
_UNREADABLE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError)


def refuse_bomb(data: bytes) -> None:
    """Raise `Refused` when a zip, or an Office file, which is one, would unpack beyond the limits or holds an XML bomb.

    A zip that cannot be read is left to whoever opens it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if _is_swollen(parts):
                raise refusal(TOO_LARGE)
            if any(_declares(package, part) for part in parts if XML_PART.search(part.filename)):
                raise refusal(UNSAFE_XML)
    except _UNREADABLE:
        return


def _is_swollen(parts: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(part.file_size for part in parts)
    ratio = any(
        part.file_size > limits.RATIO_MATTERS_FROM
        and part.file_size > limits.MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    return ratio or unpacked > limits.MAX_UNPACKED or len(parts) > limits.MAX_PARTS


def _declares(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with package.open(part) as stream:
        return bool(DECLARES.search(stream.read(HEAD).replace(b"\x00", b"")))
