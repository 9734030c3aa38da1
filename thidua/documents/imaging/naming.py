"""What a file's name claims, compared with what its bytes are. A disagreement is told, never a reason to refuse."""

from thidua.documents.reading.intake.sniffing import (
    DOC,
    DOCX,
    LABELS,
    LOCKED,
    ODT,
    OLE,
    PDF,
    PPT,
    PPTX,
    RTF,
    TEXT,
    UNKNOWN,
    XLS,
    XLSX,
    ZIP,
)

ENDINGS = {
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif"), "image/jpeg"),
    **{kind: f"image/{kind}" for kind in ("png", "gif", "webp", "bmp", "heic", "tiff")},
    "tif": "image/tiff",
    "heif": "image/heic",
    "pdf": PDF,
    "docx": DOCX,
    "xlsx": XLSX,
    "pptx": PPTX,
    "doc": DOC,
    "xls": XLS,
    "ppt": PPT,
    "odt": ODT,
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "rtf": RTF,
    "zip": ZIP,
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    **dict.fromkeys(("txt", "csv", "md", "log"), TEXT),
    **dict.fromkeys(("htm", "html"), "text/html"),
    "mp4": "video/mp4",
    "webm": "video/webm",
    "avi": "video/x-msvideo",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
}
# What the bytes alone do not tell apart from what the name says.
SAME = {LOCKED: {DOCX, XLSX, PPTX}, OLE: {DOC, XLS, PPT}, UNKNOWN: set(ENDINGS.values())}


def disagreement(name: str, media_type: str) -> str:
    """A sentence when the name claims another type than the bytes show; empty when they agree or nothing is claimed."""
    stem, dot, ending = name.rpartition(".")
    claimed = ENDINGS.get(ending.lower()) if dot and stem else None
    if claimed in {None, media_type} or claimed in SAME.get(media_type, ()):
        return ""
    return f"Tên tệp có đuôi .{ending.lower()} nhưng nội dung là {LABELS.get(media_type, LABELS[UNKNOWN])}."
