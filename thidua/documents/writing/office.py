"""Word files from an office's own template, by the batch: its text with {{ places }} is compiled once.

The template's language is that of docxtpl (Jinja2 inside Word), so offices can go on using the files they have.
docxtpl opens, parses and writes the whole file for each person; here only the parts with places are set anew.
"""

import io
import re
import zipfile
from collections.abc import Mapping

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from thidua.core.errors import Blocker, Refused, refuse_if
from thidua.documents.writing.wording import clean

LIMIT = 20_000_000  # bytes of a template once unpacked
PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_LANGUAGE = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


class OfficeTemplate:
    """One template, ready to be filled any number of times; equal values give equal bytes."""

    def __init__(self, data: bytes) -> None:
        """Read a template.

        Refuses what is no Word file, one with macros, one that unpacks beyond the limit, and one whose places
        are not well formed.
        """
        refuse_if(_blockers_to_open(data))
        shared = io.BytesIO()
        self._parts: dict[str, Template] = {}
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(shared, "w") as target:
            for name in source.namelist():
                part = source.read(name)
                if PARTS.fullmatch(name) and b"{" in part:
                    self._parts[name] = _compiled(part.decode())
                else:
                    target.writestr(_entry(name), part)
        self._shared = shared.getvalue()

    def fill(self, values: Mapping[str, object]) -> bytes:
        """The Word file with every place filled. Refuses, naming it, a place for which there is no value."""
        file = io.BytesIO()
        file.write(self._shared)
        with zipfile.ZipFile(file, "a") as target:
            for name, part in self._parts.items():
                target.writestr(_entry(name), _rendered(part, values))
        return file.getvalue()


def _blockers_to_open(data: bytes) -> list[Blocker]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            sizes = [entry.file_size for entry in source.infolist()]
            names = source.namelist()
    except zipfile.BadZipFile:
        return [Blocker("Tệp mẫu không phải là tệp Word (.docx); hãy mở bằng Word và lưu lại dạng .docx.")]
    found = []
    if "word/document.xml" not in names:
        found.append(Blocker("Tệp mẫu không có phần chữ của Word; hãy lưu lại dạng .docx."))
    if "word/vbaProject.bin" in names:
        found.append(Blocker("Tệp mẫu có macro nên không dùng được; hãy lưu lại dạng .docx không macro."))
    if sum(sizes) > LIMIT:
        found.append(Blocker("Tệp mẫu lớn quá 20 MB khi mở ra; hãy bỏ bớt ảnh."))
    return found


def _compiled(part: str) -> Template:
    """A part of the file as a template: Word cuts a place into runs as it likes, docxtpl knows how to mend that."""
    patched: str = DocxTemplate(None).patch_xml(part)
    try:
        return _LANGUAGE.from_string(patched)
    except TemplateError as error:
        raise Refused(
            [Blocker(f"Chỗ điền trong tệp mẫu viết chưa đúng: {error}. Hãy xem lại các dấu {{{{ }}}}.")]
        ) from error


def _rendered(part: Template, values: Mapping[str, object]) -> bytes:
    try:
        return part.render({name: _printable(value) for name, value in values.items()}).encode()
    except TemplateError as error:
        raise Refused([Blocker(f"Tệp mẫu có chỗ điền chưa có dữ liệu: {error}.")]) from error


def _printable(value: object) -> object:
    """Texts as they may be printed: no control marks, which would break the file."""
    return clean(value) if isinstance(value, str) else value


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, ZIP_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
