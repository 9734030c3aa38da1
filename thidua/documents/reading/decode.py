"""Bytes to text, with every limit that a file from outside has to keep (DESIGN 8.4).

A refusal is one sentence saying what is wrong with the file and what to do.
"""

import re
import unicodedata

from thidua.core.errors import Blocker, Refused
from thidua.documents.reading.legacy import from_tcvn3, from_vni, vietnamese_score

MAX_BYTES = 20 * 1024 * 1024
MAX_PDF_PAGES = 500
MAX_TEXT = 30_000_000
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
ZIP, OLE, PDF, RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf"
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def decode(data: bytes, *, filename: str) -> str:
    """The text of a file. Raises `Refused` when it is empty, over 20 MB, binary or dangerous."""
    if not data.strip(b"\x00 \t\r\n"):
        raise refusal("Tệp rỗng, không có chữ nào để đọc. Hãy chọn lại tệp văn bản.")
    if len(data) > MAX_BYTES:
        raise refusal("Tệp lớn hơn 20 MB. Hãy bỏ bớt hình ảnh hoặc tách tệp rồi gửi lại.")
    text = _by_kind(data, filename)
    if not text.strip():
        raise refusal("Tệp không có chữ nào đọc được, có thể là bản quét. Hãy gửi tệp Word hoặc PDF có chữ.")
    if len(text) > MAX_TEXT:
        raise refusal("Văn bản dài quá mức có thể đọc. Hãy tách thành nhiều tệp rồi gửi lại.")
    return text


def refusal(sentence: str) -> Refused:
    """A refusal with one blocker."""
    return Refused([Blocker(sentence)])


def _by_kind(data: bytes, filename: str) -> str:
    """Choose by what the bytes are; the name only matters when it promises something else."""
    head = data[:1024].lstrip()
    name = filename.lower()
    if data.startswith(ZIP):
        from thidua.documents.reading.word import docx_text

        return docx_text(data)
    if data.startswith(OLE):
        raise refusal("Tệp là bản Word cũ (.doc) hoặc có mật khẩu. Hãy lưu lại thành .docx không mật khẩu.")
    if PDF in head:
        return _pdf_text(data)
    if head.startswith(RTF):
        raise refusal("Tệp ở định dạng RTF. Hãy mở bằng Word và lưu lại thành .docx.")
    if data.startswith(PICTURES):
        raise refusal("Tệp là hình ảnh nên chưa có chữ để đọc. Hãy gửi tệp Word hoặc PDF có chữ.")
    if name.endswith((".docx", ".docm", ".pdf")):
        raise refusal("Nội dung tệp không đúng với phần mở rộng của tên tệp. Hãy kiểm tra và gửi lại.")
    return plain_text(data)


def plain_text(data: bytes) -> str:
    """Text from UTF-8, UTF-16, cp1258, TCVN3 or VNI bytes; refuses bytes that are no text at all."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"))
    if b"\x00" in data[:4096] and (text := _unmarked_utf16(data)) is not None:
        return _checked(text)
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_one_byte_text(data))


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[:4096]
    encoding = "utf-16-le" if sample[1::2].count(0) >= sample[0::2].count(0) else "utf-16-be"
    zeros = max(sample[0::2].count(0), sample[1::2].count(0))
    if zeros < len(sample) // 8:
        return None
    return data.decode(encoding, errors="replace")


def _one_byte_text(data: bytes) -> str:
    """Try the encodings of old Vietnamese files and keep the one that makes everyday words."""
    as_latin = data.decode("latin-1")
    candidates = [from_tcvn3(as_latin), from_vni(data.decode("cp1252", errors="replace"))]
    candidates.append(data.decode("cp1258", errors="replace"))
    if CONTROL.search(as_latin[:4096]):
        raise refusal("Tệp không phải là văn bản. Hãy gửi tệp Word, PDF có chữ hoặc tệp văn bản thuần.")
    scored = [(vietnamese_score(unicodedata.normalize("NFC", text)), text) for text in candidates]
    score, text = max(scored, key=lambda pair: pair[0])
    if score == 0:
        raise refusal("Không nhận ra bảng mã chữ Việt của tệp. Hãy lưu lại tệp ở dạng UTF-8.")
    return text


def _checked(text: str) -> str:
    controls = len(CONTROL.findall(text[:100_000]))
    replaced = text[:100_000].count("\ufffd")
    if controls + replaced > 2 + len(text[:100_000]) // 200:
        raise refusal("Tệp không phải là văn bản. Hãy gửi tệp Word, PDF có chữ hoặc tệp văn bản thuần.")
    return CONTROL.sub(" ", text)


def _pdf_text(data: bytes) -> str:
    """The text layer of a PDF, page after page with an empty line between."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise refusal("Tệp PDF hỏng hoặc có mật khẩu. Hãy xuất lại tệp rồi gửi lại.") from error
    try:
        if len(document) > MAX_PDF_PAGES:
            raise refusal(f"Tệp PDF dài hơn {MAX_PDF_PAGES} trang. Hãy tách tệp rồi gửi lại.")
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return "\n\n".join(page.replace("\r\n", "\n") for page in pages)
