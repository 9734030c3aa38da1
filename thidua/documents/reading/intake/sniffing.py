"""What a file really is, told by its bytes and never by its name, and what in it may do harm.

Only signatures and short scans: nothing is unpacked, decoded or run here, so any bytes are safe to ask about.
"""

import io
import re
import zipfile
from dataclasses import dataclass

HEAD = 4096
TAIL = 70_000  # the end of a zip lies within 65,557 bytes of the end of the file
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
OLE, LOCKED = "application/x-ole-storage", "application/x-encrypted-office"
ODT, RTF, PDF, ZIP = (
    "application/vnd.oasis.opendocument.text",
    "application/rtf",
    "application/pdf",
    "application/zip",
)
PROGRAM, EMPTY, UNKNOWN, TEXT = (
    "application/x-executable", "application/x-empty", "application/octet-stream", "text/plain",
)  # fmt: skip

LABELS = {
    EMPTY: "tệp rỗng",
    PDF: "tệp PDF",
    DOCX: "tệp Word (.docx)",
    XLSX: "bảng tính Excel (.xlsx)",
    PPTX: "bản trình chiếu PowerPoint (.pptx)",
    DOC: "tệp Word cũ (.doc)",
    XLS: "bảng tính Excel cũ (.xls)",
    PPT: "bản trình chiếu PowerPoint cũ (.ppt)",
    OLE: "tệp Office đời cũ",
    LOCKED: "tệp Office có mật khẩu",
    ODT: "văn bản OpenDocument (.odt)",
    "application/vnd.oasis.opendocument.spreadsheet": "bảng tính OpenDocument (.ods)",
    "application/vnd.oasis.opendocument.presentation": "bản trình chiếu OpenDocument (.odp)",
    RTF: "văn bản RTF",
    ZIP: "tệp nén ZIP",
    "application/vnd.rar": "tệp nén RAR",
    "application/x-7z-compressed": "tệp nén 7z",
    "application/gzip": "tệp nén GZIP",
    PROGRAM: "tệp chương trình",
    "image/jpeg": "ảnh JPEG",
    "image/png": "ảnh PNG",
    "image/gif": "ảnh GIF",
    "image/tiff": "ảnh TIFF",
    "image/webp": "ảnh WebP",
    "image/bmp": "ảnh BMP",
    "image/heic": "ảnh HEIC",
    "image/svg+xml": "hình vẽ SVG",
    "video/mp4": "video MP4",
    "video/webm": "video WebM",
    "video/x-msvideo": "video AVI",
    "audio/mpeg": "âm thanh MP3",
    "audio/wav": "âm thanh WAV",
    "audio/ogg": "âm thanh OGG",
    "text/html": "trang HTML",
    "text/xml": "tệp XML",
    TEXT: "văn bản thuần",
    UNKNOWN: "tệp không rõ định dạng",
}

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x7fELF", PROGRAM),
    (b"#!/", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"{\\rtf", RTF),
)
RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"}
HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|iframe)\b", re.IGNORECASE | re.DOTALL
)
SVG = re.compile(rb"<svg\b", re.IGNORECASE)
MARKUP_INSIDE = re.compile(rb"<(?:script|html|iframe|!doctype html)\b", re.IGNORECASE)
PLAIN_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

OLE_STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", PPT),
)
PACKAGES = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
MACRO_PART = re.compile(r"vbaProject|vbaData|activeX", re.IGNORECASE)
NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
PDF_DANGERS = (
    (re.compile(rb"/(?:JavaScript|JS)\b"), "Tệp PDF có mã JavaScript; hệ thống không chạy mã này."),
    (re.compile(rb"/Launch\b"), "Tệp PDF có lệnh mở chương trình khác; hệ thống không thực hiện lệnh này."),
    (
        re.compile(rb"/EmbeddedFiles?\b"),
        "Tệp PDF có tệp khác đính kèm bên trong; hệ thống không mở tệp đính kèm.",
    ),
)
MACROS = "Tệp có macro; hệ thống không chạy macro. Chỉ mở tệp này bằng Office khi đã tin người gửi."
TWO_FACED = (
    "Tệp vừa là {first} vừa chứa {second}, có thể dùng để lừa trình đọc. Hãy xuất lại tệp rồi gửi lại."
)
NO_PROGRAMS = (
    "Tệp này là chương trình chạy được nên không được nhận. Hãy gửi văn bản, bảng tính hoặc hình ảnh."
)
ESCAPING_NAME = (
    "Tệp nén chứa tên đường dẫn trỏ ra ngoài thư mục nên không an toàn. Hãy tạo lại tệp rồi gửi lại."
)
SCRIPTED_PICTURE = "Hình vẽ hoặc trang này có mã chạy được; hệ thống không hiển thị trực tiếp."


@dataclass(frozen=True)
class Sniffed:
    """What the bytes are. `label` and `warnings` are Vietnamese; a dangerous file must not be kept or opened."""

    media_type: str
    label: str
    warnings: tuple[str, ...] = ()
    is_dangerous: bool = False

    @property
    def is_image(self) -> bool:
        """A picture made of pixels; a drawing in SVG is not."""
        return self.media_type.startswith("image/") and self.media_type != "image/svg+xml"


def sniff(data: bytes) -> Sniffed:
    """Tell the type of a file by its content. Never fails; what is not known is `application/octet-stream`."""
    media_type = _media_type(data)
    dangers = tuple(_dangers(data, media_type))
    warnings = tuple(_warnings(data, media_type))
    return Sniffed(media_type, LABELS[media_type], (*dangers, *warnings), bool(dangers))


def _media_type(data: bytes) -> str:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return EMPTY
    head = data[:HEAD]
    for signature, media_type in SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_type(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_type(data)
    if b"%PDF-" in head[:1024]:
        return PDF
    return _boxed_type(head) or _text_type(head)


def _boxed_type(head: bytes) -> str | None:
    """Formats whose mark stands inside their first block."""
    if head.startswith(b"RIFF"):
        return RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in HEIC_BRANDS else "video/mp4"
    if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00":
        return "image/bmp"
    if head.startswith(b"MZ") and PLAIN_CONTROLS.search(head):
        return PROGRAM
    if head[:1] == b"\xff" and len(head) > 2 and head[1] & 0xE6 == 0xE2:
        return "audio/mpeg"
    return None


def _text_type(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TEXT
    if HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "text/html"
    controls = len(PLAIN_CONTROLS.findall(head))
    if controls > 2 + len(head) // 200:
        return TEXT if _is_wide_text(head) else UNKNOWN
    if head.lstrip().startswith((b"<?xml", b"<svg")):
        return "image/svg+xml" if SVG.search(head) else "text/xml"
    return TEXT


def _is_wide_text(head: bytes) -> bool:
    """UTF-16 without its mark: many zero bytes in one half, and printable letters when read as such."""
    low, high = head[1::2].count(0), head[0::2].count(0)
    if max(low, high) < len(head) // 8:
        return False
    text = head[: len(head) // 2 * 2].decode("utf-16-le" if low >= high else "utf-16-be", errors="replace")
    unfit = sum(not (letter.isprintable() or letter.isspace()) for letter in text)
    return unfit + text.count("\ufffd") <= 2 + len(text) // 100


def _names(data: bytes) -> list[str]:
    """Names in a zip's directory, as they stand; none when the directory cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return [part.orig_filename for part in package.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        return []


def _package_type(data: bytes) -> str:
    if data[30:38] == b"mimetype" and OPEN_DOCUMENT in data[38:160]:
        kind = data[data.index(OPEN_DOCUMENT) + len(OPEN_DOCUMENT) :][:12]
        for word, ending in ((b"spreadsheet", "spreadsheet"), (b"presentation", "presentation")):
            if kind.startswith(word):
                return f"application/vnd.oasis.opendocument.{ending}"
        return ODT
    names = _names(data)
    if "[Content_Types].xml" in names or any(name.startswith("_rels/") for name in names):
        for folder, media_type in PACKAGES:
            if any(name.startswith(folder) for name in names):
                return media_type
    return ZIP


def _ole_type(data: bytes) -> str:
    """Old Office files are told apart by the names of their streams, which are kept in UTF-16."""
    for name, media_type in OLE_STREAMS:
        if name.encode("utf-16-le") + b"\x00\x00" in data:
            return media_type
    return OLE


def _dangers(data: bytes, media_type: str) -> list[str]:
    """Reasons for which the file must not be taken at all."""
    if media_type == PROGRAM:
        return [NO_PROGRAMS]
    found = []
    if second := _second_face(data, media_type):
        found.append(TWO_FACED.format(first=LABELS[media_type], second=second))
    if data.startswith(b"PK") and any(_escapes(name) for name in _names(data)):
        found.append(ESCAPING_NAME)
    return found


def _second_face(data: bytes, media_type: str) -> str | None:
    """The other format that the same bytes can be opened as, or None."""
    picture_or_pdf = media_type == PDF or media_type.startswith("image/")
    if picture_or_pdf and b"PK\x05\x06" in data[-TAIL:] and b"PK\x03\x04" in data and _names(data):
        return "tệp nén ZIP"
    if media_type != PDF and b"%PDF-" in data[:1024] and media_type != TEXT:
        return "tệp PDF"
    if media_type == PDF and _foreign_head(data):
        return "định dạng khác ở đầu tệp"
    if media_type in {"image/gif", "image/bmp", "image/png", "image/jpeg"} and _has_markup(data):
        return "trang HTML"
    return None


def _foreign_head(data: bytes) -> bool:
    """Whether something other than blanks or a byte order mark stands before the PDF."""
    before = data[: data.find(b"%PDF-", 0, 1024)].strip(b"\x00 \t\r\n\xef\xbb\xbf")
    return bool(MARKUP_INSIDE.search(before) or before.startswith((b"MZ", b"#!")))


def _has_markup(data: bytes) -> bool:
    """A page hidden at the beginning or the end of a picture, where a browser would look for one."""
    return bool(MARKUP_INSIDE.search(data[:HEAD]) or MARKUP_INSIDE.search(data[-HEAD:]))


def _escapes(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]


def _warnings(data: bytes, media_type: str) -> list[str]:
    """What the file holds besides its words; it may be kept, and none of it is ever run."""
    if media_type == PDF:
        names = NAME_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data)
        return [sentence for pattern, sentence in PDF_DANGERS if pattern.search(names)]
    if media_type in {DOCX, XLSX, PPTX} and any(MACRO_PART.search(name) for name in _names(data)):
        return [MACROS]
    if media_type in {DOC, XLS, PPT, OLE} and "_VBA_PROJECT".encode("utf-16-le") in data:
        return [MACROS]
    if media_type in {"text/html", "image/svg+xml"} and re.search(
        rb"<script\b|\son\w+\s*=", data, re.IGNORECASE
    ):
        return [SCRIPTED_PICTURE]
    return []
