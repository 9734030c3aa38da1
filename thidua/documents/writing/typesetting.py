"""The typesetter: one set of faces per process, one compiler per thread, data never read as markup.

Never call `os.fork` after anything here has run: the typesetter's threads do not survive it, and the child
hangs. Threads and fresh processes are safe.
"""

import functools
import json
import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, cast, get_args

import typst
from fontTools.ttLib import TTFont

from thidua.core.errors import Blocker, Refused
from thidua.documents.writing import form

TEMPLATES = Path(__file__).parent
PREFERRED = ("Times New Roman", "Liberation Serif", "Tinos", "Libertinus Serif")
Standard = Literal["a-1b", "a-2a", "a-2b", "a-2u", "a-3b", "ua-1"]
VIETNAMESE = frozenset(
    "aáàảãạăắằẳẵặâấầẩẫậeéèẻẽẹêếềểễệiíìỉĩịoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵđ"
    "AÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬEÉÈẺẼẸÊẾỀỂỄỆIÍÌỈĨỊOÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢUÚÙỦŨỤƯỨỪỬỮỰYÝỲỶỸỴĐ₫…“”–"
)
MISSING_GLYPH = re.compile(r'text `"?(?P<text>.+?)"?` could not be displayed')

_of_thread = threading.local()


@dataclass(frozen=True)
class Faces:
    """The faces found on this machine: loaded fonts, and the families to try in their order."""

    fonts: typst.Fonts
    families: tuple[str, ...]


def typeset(
    template: str,
    data: Mapping[str, object],
    *,
    day: date | None,
    standard: str | None = None,
) -> bytes:
    """The PDF of a template beside this file, filled with `data` as JSON; equal data gives equal bytes.

    `day` is the day of the document's properties. `standard` asks for an archive form ("a-2b").
    Refuses, naming the text, when that standard forbids a letter no face on the machine can print.
    """
    if standard is not None and standard not in get_args(Standard):
        raise ValueError(f"no such PDF standard: {standard!r}")
    moment = datetime.combine(day or form.UNDATED, datetime.min.time(), UTC)
    filled = {**data, "families": faces().families}
    try:
        pdf = _compiler().compile(
            input=_source(template, filled),
            format="pdf",
            pdf_standards=[cast("Standard", standard)] if standard else [],
            timestamp=int(moment.timestamp()),
        )
    except typst.TypstError as error:
        found = MISSING_GLYPH.search(str(error))
        if found is None:
            raise
        raise Refused([_unprintable(found["text"])]) from error
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single file")
    return pdf


def _unprintable(text: str) -> Blocker:
    """A letter no face has is the author's to mend; any other fault of the typesetter is ours."""
    return Blocker(
        f"Phông chữ trên máy chủ không in được “{text}”, nên chưa tạo được bản PDF lưu trữ. "
        "Hãy thay ký tự đó, hoặc nhờ quản trị viên cài thêm phông chữ."
    )


def _source(template: str, data: Mapping[str, object]) -> bytes:
    """The whole document: one call of the template, with its data as a string.

    Data given as the compiler's inputs would be part of its library, and every file would be laid out from
    nothing; so given, what one file shares with the last is laid out once (twice as fast). Inside a string only
    the quotation mark and the backslash mean anything, and both are escaped.
    """
    text = json.dumps(data, ensure_ascii=False).replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "/{template}": render\n#render(json(bytes("{text}")))\n'.encode()


def _compiler() -> typst.Compiler:
    """This thread's compiler: one cannot be used by two threads at once, while the faces are shared."""
    if not hasattr(_of_thread, "compiler"):
        _of_thread.compiler = typst.Compiler(root=str(TEMPLATES), font_paths=faces().fonts)
    compiler: typst.Compiler = _of_thread.compiler
    return compiler


@functools.cache
def faces() -> Faces:
    """Times New Roman when the machine has it, else a free face that can print Vietnamese.

    Folders holding a copy of a preferred face without Vietnamese letters are passed over: Debian's older
    Liberation Serif prints boxes for them, and hides a good copy installed beside it.
    """
    found = [
        (Path(font.path), font) for font in typst.Fonts(include_embedded_fonts=False).fonts() if font.path
    ]
    poor = {
        path for path, font in found if font.family in PREFERRED and not _has_vietnamese(path, font.index)
    }
    folders = _folders_without(poor, (path for path, _ in found))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders])
    present = frozenset(fonts.families())
    return Faces(fonts, tuple(family for family in PREFERRED if family in present))


def widest(text: str) -> float:
    """An upper bound of a text's width in ems of its size: its letters in bold, the widest of the faces."""
    advances = _advances()
    return sum(advances.get(ord(letter), 1.0) for letter in text)


@functools.cache
def _advances() -> dict[int, float]:
    """The width of each letter in ems, in the bold face of the first family; none known when it has no file."""
    found = faces()
    family = found.families[0] if found.families else ""
    bold = [
        font for font in found.fonts.fonts() if font.family == family and font.weight >= 700 and font.path
    ]
    upright = next((font for font in bold if font.style == "normal"), None)
    if upright is None or upright.path is None:
        return {}
    with TTFont(upright.path, fontNumber=upright.index) as face:
        em, metrics = face["head"].unitsPerEm, face["hmtx"].metrics
        return {code: metrics[name][0] / em for code, name in face.getBestCmap().items()}


def _has_vietnamese(path: Path, index: int) -> bool:
    with TTFont(path, fontNumber=index, lazy=True) as face:
        return VIETNAMESE.issubset(map(chr, face.getBestCmap()))


def _folders_without(poor: Iterable[Path], every: Iterable[Path]) -> list[Path]:
    """The folders of `every` file, without those that hold a `poor` one at any depth."""
    shunned = {folder for path in poor for folder in path.parents}
    return sorted({path.parent for path in every} - shunned)
