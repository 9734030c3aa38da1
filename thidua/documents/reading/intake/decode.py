"""A file to text, with every limit that a file from outside has to keep (DESIGN 8.4).

What the file is, its bytes tell and not its name. A refusal is one sentence saying what is wrong with the
file and what to do; what is odd but harmless is a note.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

from thidua.core.errors import Refused
from thidua.documents import limits
from thidua.documents.confined import apart
from thidua.documents.limits import refusal
from thidua.documents.reading.intake import sniffing
from thidua.documents.reading.intake.charsets import (
    NO_TEXT,
    PlainText,
    as_unicode,
    line_starts,
    plain_text,
    unicode_form,
)
from thidua.documents.reading.intake.conversion import to_docx
from thidua.documents.reading.intake.package import Package
from thidua.documents.reading.intake.sniffing import Sniffed, sniff
from thidua.documents.reading.lines import NEWLINE

EMPTY = "Tệp rỗng, không có chữ nào để đọc. Hãy chọn lại tệp văn bản."
TOO_BIG = f"Tệp lớn hơn {limits.MAX_BYTES // limits.MB} MB. Hãy bỏ bớt hình ảnh hoặc tách tệp rồi gửi lại."
NO_LETTERS = "Tệp không có chữ nào đọc được. Hãy gửi tệp Word, PDF có chữ hoặc bản quét rõ nét."
TOO_LONG_TEXT = "Văn bản dài quá mức có thể đọc. Hãy tách thành nhiều tệp rồi gửi lại."
WRONG_NAME = "Nội dung tệp không đúng với phần mở rộng của tên tệp. Hãy kiểm tra và gửi lại."
LOCKED = "Tệp có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi gửi lại."
NOT_A_PAPER = "Tệp là {label}, không phải văn bản để đọc. Hãy gửi tệp Word, PDF hoặc văn bản thuần."
TYPED_IN_OLD_WAY = (
    "Chữ trong tệp không ở bảng mã Unicode và đã được chuyển đổi; cần đối chiếu dấu và chữ hoa."
)
UNREAD_PICTURES = "Tệp có hình mà không nhận dạng được chữ trong hình; hãy xem hình trong tệp gốc."
ENDINGS = {sniffing.DOC: "doc", sniffing.RTF: "rtf", sniffing.ODT: "odt"}
NAMES_OF_OTHER_KINDS = (".docx", ".docm", ".pdf", ".odt")


@dataclass(frozen=True)
class Decoded:
    """The text of a file, and what is known of the file itself.

    `label` says what the file is, `notes` are sentences; both are for the officer. `line_starts` gives, for
    plain text only, the byte at which each line begins in the file. `lines_are_paragraphs` when the file
    itself shows where paragraphs end, Word by its marks and a PDF by its margins: that its lines are equally
    long means nothing. `text` is as written; `charsets.as_unicode` composes it.
    """

    text: str
    media_type: str
    sha256: str
    label: str = ""
    encoding: str | None = None
    unicode_form: str = "NFC"
    notes: tuple[str, ...] = ()
    line_starts: tuple[int, ...] = ()
    recognised: bool = False
    lines_are_paragraphs: bool = False

    @property
    def page_starts(self) -> tuple[int, ...]:
        """Indexes of the lines in which a page begins, for a file that marks its pages; else only line 0.

        A mark after the last words begins no page.
        """
        written = self.text.rstrip()
        if "\f" not in written:
            return (0,)
        lines = NEWLINE.split(written)
        return (0, *(at for at, line in enumerate(lines) for _ in range(line.count("\f"))))


def decode(data: bytes, *, filename: str) -> str:
    """The text of a file. Raises `Refused` when it is empty, too large, no text or dangerous."""
    return decode_file(data, filename=filename).text


def decode_file(data: bytes, *, filename: str) -> Decoded:
    """The text of a file with its facts and notes. Raises `Refused` as `decode` does."""
    if len(data) > limits.MAX_BYTES:
        raise refusal(TOO_BIG)
    found = sniff(data)
    if found.media_type == sniffing.EMPTY:
        raise refusal(EMPTY)
    if found.is_dangerous:
        raise refusal(found.warnings[0])
    decoded = _reading(found, filename)(data, found)
    if not decoded.text.strip():
        raise refusal(NO_LETTERS)
    if len(decoded.text) > limits.MAX_TEXT:
        raise refusal(TOO_LONG_TEXT)
    form = unicode_form(decoded.text)
    notes = tuple(dict.fromkeys((*decoded.notes, *found.warnings)))
    if as_unicode(decoded.text[: limits.MB]) != _composed(decoded.text[: limits.MB]):
        notes = (*notes, TYPED_IN_OLD_WAY)
    fingerprint = sha256(data).hexdigest()
    return replace(decoded, sha256=fingerprint, label=found.label, unicode_form=form, notes=notes)


def _composed(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)


def _reading(found: Sniffed, filename: str) -> Callable[[bytes, Sniffed], Decoded]:
    """How a file of this kind is read. Raises `Refused` for kinds that hold no paper."""
    kind = found.media_type
    if kind in {sniffing.DOCX, sniffing.ZIP}:
        return _word
    if kind in ENDINGS:
        return _converted
    if kind == sniffing.PDF:
        return _pdf
    if kind == sniffing.LOCKED:
        raise refusal(LOCKED)
    if found.is_image and kind != "image/heic":
        return _picture
    if kind == sniffing.UNKNOWN:
        raise refusal(NO_TEXT)
    if kind in {sniffing.TEXT, "text/xml", "text/html"}:
        if filename.lower().endswith(NAMES_OF_OTHER_KINDS):
            raise refusal(WRONG_NAME)
        return _plain
    raise refusal(NOT_A_PAPER.format(label=found.label))


def _plain(data: bytes, found: Sniffed) -> Decoded:
    plain: PlainText = plain_text(data)
    notes = (TYPED_IN_OLD_WAY,) if plain.encoding in {"tcvn3", "vni"} else ()
    return Decoded(
        plain.text,
        found.media_type,
        "",
        encoding=plain.encoding,
        notes=notes,
        line_starts=line_starts(data, plain),
    )


def _word(data: bytes, found: Sniffed) -> Decoded:
    from thidua.documents.reading.intake.word import read_word

    lines, notes = read_word(data)
    typed = Decoded("\n".join(lines), found.media_type, "", notes=tuple(notes), lines_are_paragraphs=True)
    letters = sum(letter.isalnum() for letter in typed.text)
    if letters >= limits.SHORTEST_TEXT_LAYER * limits.MAX_SCANNED_PAGES:
        return typed
    pictures = len(Package(data).pictures())
    return _with_pictures(data, found, typed) if letters < limits.SHORTEST_TEXT_LAYER * pictures else typed


def _with_pictures(data: bytes, found: Sniffed, typed: Decoded) -> Decoded:
    """A Word file that holds hardly more than pictures: what is recognised in them follows what was typed.

    Raises `Refused` only when nothing was typed either.
    """
    try:
        recognised = _recognised("read pasted", data, found)
    except Refused:
        if not typed.text.strip():
            raise
        return replace(typed, notes=(*typed.notes, UNREAD_PICTURES))
    above = [line for line in typed.text.split("\n") if line.strip()]
    text = "\n".join([*above, recognised.text])
    return replace(recognised, text=text, notes=(*typed.notes, *recognised.notes))


def _converted(data: bytes, found: Sniffed) -> Decoded:
    return _word(to_docx(data, ending=ENDINGS[found.media_type], label=found.label), found)


def _pdf(data: bytes, found: Sniffed) -> Decoded:
    from thidua.documents.reading.intake.portable import BROKEN

    answer, _ = apart("read pdf", data, seconds=limits.READ_SECONDS, broken=BROKEN)
    if answer["letters"] < limits.SHORTEST_TEXT_LAYER * answer["pages"]:
        return _recognised("read scan", data, found)
    return Decoded("\n".join(answer["lines"]), found.media_type, "", lines_are_paragraphs=True)


def _picture(data: bytes, found: Sniffed) -> Decoded:
    return _recognised("read picture", data, found)


def _recognised(task: str, data: bytes, found: Sniffed) -> Decoded:
    from thidua.documents.reading.intake.optical import BROKEN_PICTURE, COMPARE

    answer, _ = apart(task, data, seconds=limits.SCAN_SECONDS, broken=BROKEN_PICTURE)
    return Decoded("\n".join(answer["lines"]), found.media_type, "", notes=(COMPARE,), recognised=True)
