"""Everything that is found out about a file when it first comes in: what it is, and whether it may be kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from thidua.core.errors import Blocker, Refused
from thidua.documents.confined import apart
from thidua.documents.imaging.bands import Family, bands_of
from thidua.documents.imaging.containers import refuse_bomb
from thidua.documents.imaging.fingerprints import words_hash
from thidua.documents.imaging.hashes import signed
from thidua.documents.imaging.pictures import BROKEN_PICTURE
from thidua.documents.limits import SHOW_SECONDS
from thidua.documents.reading.intake.charsets import plain_text
from thidua.documents.reading.intake.package import Package
from thidua.documents.reading.intake.portable import BROKEN as BROKEN_PDF
from thidua.documents.reading.intake.portable import LOCKED as LOCKED_PDF
from thidua.documents.reading.intake.sniffing import DOCX, PDF, TEXT, sniff
from thidua.documents.reading.intake.word import read_word

HEIC = "image/heic"
NO_PREVIEW = "Ảnh HEIC chưa xem trước được ở đây; hãy tải tệp gốc về để xem."
UNSEEN_PDF = "Tệp PDF hỏng hoặc có mật khẩu nên không xem trước được; người kiểm tra cần mở được tệp."


@dataclass(frozen=True)
class Examined:
    """What was found: the type by content, sentences to be shown, sizes, hashes, and a copy to show (WebP)."""

    kind: str
    warnings: tuple[str, ...] = ()
    shown: bytes = b""
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    dhash: int | None = None  # unsigned, as all hashes here
    phash: int | None = None
    words: int | None = None

    @property
    def bands(self) -> list[int]:
        """What the file is found again by."""
        hashes = (
            (self.dhash, Family.DIFFERENCES),
            (self.phash, Family.FREQUENCIES),
            (self.words, Family.WORDS),
        )
        return [band for value, family in hashes if value is not None for band in bands_of(value, family)]

    @property
    def signed_hashes(self) -> dict[str, int | None]:
        """The hashes as the database keeps them."""
        found = {"dhash": self.dhash, "phash": self.phash, "words": self.words}
        return {name: None if value is None else signed(value) for name, value in found.items()}


def examine(data: bytes) -> Examined:
    """Look at a file of a stranger. Raises `Refused`, with every reason, when it must not be kept."""
    found = sniff(data)
    if found.is_dangerous:
        raise Refused([Blocker(sentence) for sentence in found.warnings])
    known = Examined(found.media_type, found.warnings)
    if data.startswith(b"PK"):
        refuse_bomb(data)
    if found.is_image:
        return _picture(data, known)
    return _LOOKS.get(found.media_type, _as_it_is)(data, known)


def _as_it_is(_: bytes, known: Examined) -> Examined:
    return known


def _picture(data: bytes, known: Examined) -> Examined:
    if known.kind == HEIC:
        return replace(known, warnings=(*known.warnings, NO_PREVIEW))
    facts, shown = apart("show picture", data, seconds=SHOW_SECONDS, broken=BROKEN_PICTURE)
    more = tuple(facts.pop("warnings"))
    return replace(known, warnings=(*known.warnings, *more), shown=shown, **facts)


def _pdf(data: bytes, known: Examined) -> Examined:
    """A PDF that does not open is kept, with a warning: offices lock theirs; one beyond the limits is refused."""
    try:
        facts, shown = apart("show pdf", data, seconds=SHOW_SECONDS, broken=BROKEN_PDF)
    except Refused as refused:
        if refused.blockers[0].message not in {BROKEN_PDF, LOCKED_PDF}:
            raise
        return replace(known, warnings=(*known.warnings, UNSEEN_PDF))
    return replace(known, shown=shown, **facts)


def _word(data: bytes, known: Examined) -> Examined:
    """A Word file that the reader cannot open is kept with the reader's own words as a warning."""
    try:
        notes = Package(data).notes()
        lines, _ = read_word(data)
    except Refused as refused:
        return replace(known, warnings=(*known.warnings, refused.blockers[0].message))
    return replace(known, warnings=(*known.warnings, *notes), words=words_hash("\n".join(lines)))


def _text(data: bytes, known: Examined) -> Examined:
    try:
        return replace(known, words=words_hash(plain_text(data).text))
    except Refused:
        return known


_LOOKS: dict[str, Callable[[bytes, Examined], Examined]] = {PDF: _pdf, DOCX: _word, TEXT: _text}
