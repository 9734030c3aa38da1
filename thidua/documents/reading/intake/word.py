"""The text of a Word file as it stands on the page: one line for a paragraph, in reading order.

Numbers that Word makes are written out; deleted text, hidden text, comments and running headers are left
out; footnotes stand at the end with the mark of their place. A page break is a form feed at the head of a line.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from thidua.documents import limits
from thidua.documents.confined import apart
from thidua.documents.reading.intake.legacy import from_old_face
from thidua.documents.reading.intake.numbering import Numbering
from thidua.documents.reading.intake.package import BROKEN, Package
from thidua.documents.reading.intake.word_styles import Look, Styles, paragraph_look, run_look, value
from thidua.documents.reading.intake.word_tables import table_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WRAPPERS = {
    f"{W}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "dir", "bdo")
}  # fmt: skip
PIECES = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}  # fmt: skip
PAGE_BREAK = "\f"
SYMBOLS = {0xF02D: "-", 0xF02B: "+", 0xF0A8: "□", 0xF0FE: "☒", 0xF0FC: "✓", 0xF0E0: "→", 0xF0AE: "→"}
LETTERHEAD = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|\bSố\s*:", re.IGNORECASE)
NOTE_MARK = re.compile(r"\[\d{1,4}\]")
TRACKED = "Tệp còn dấu vết sửa chữa: chữ thêm vào được giữ, chữ đã xóa không được đọc."
HIDDEN = "Tệp có chữ ẩn, không hiện khi in; chữ ẩn không được đọc."
SAME_PAGE = frozenset({"continuous", "nextColumn"})
FOOTNOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


def read_word(data: bytes) -> tuple[list[str], list[str]]:
    """Lines and notes of a .docx or .docm; a large one is read in a process of its own.

    Raises `Refused` for what is no Word file, is broken, unpacks to too much or declares XML entities.
    """
    package = Package(data)
    if package.size(package.main) > limits.LARGE_XML:
        answer, _ = apart("read word", data, seconds=limits.READ_SECONDS, broken=BROKEN)
    else:
        answer = _read(package)
    return answer["lines"], answer["notes"]


def read_package(data: bytes) -> dict[str, Any]:
    """The same answer, worked out in this process."""
    return _read(Package(data))


def _read(package: Package) -> dict[str, Any]:
    root = package.xml(package.main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise limits.refusal(BROKEN)
    paper = _Paper(package, body)
    try:
        lines = [*paper.letterhead(), *paper.lines(body), *paper.footnotes()]
    except RecursionError as error:  # boxes within boxes beyond all use
        raise limits.refusal(BROKEN) from error
    tracked = any(True for name in ("ins", "del", "moveTo", "moveFrom") for _ in body.iter(f"{W}{name}"))
    notes = [*package.notes(), *([TRACKED] if tracked else []), *([HIDDEN] if paper.has_hidden else [])]
    return {"lines": lines, "notes": notes}


class _Paper:
    """One file on its way to lines: its styles, its lists, and how far they have counted."""

    def __init__(self, package: Package, body: ET.Element) -> None:
        self._package = package
        self._styles = Styles(next(iter(package.related("styles")), None))
        self._lists = Numbering(next(iter(package.related("numbering")), None), self._styles.lists)
        self._sections_passed = 0
        self._sections_on_new_pages = frozenset(
            place
            for place, each in enumerate(body.iter(f"{W}sectPr"))
            if value(each, "type") not in SAME_PAGE
        )
        self._new_page = False
        self._cited: list[tuple[str, str]] = []
        self.has_hidden = False

    def letterhead(self) -> list[str]:
        """The running header, only when the office put its letterhead there."""
        for root in self._package.related("header"):
            lines = list(self.lines(root))
            if any(LETTERHEAD.search(line) for line in lines):
                return lines
        return []

    def lines(self, container: ET.Element, depth: int = 0) -> Iterator[str]:
        """Every paragraph and table row beneath a container, in reading order."""
        for block in blocks(container):
            if block.tag == f"{W}p":
                yield from self._paragraph(block, depth)
            elif depth < limits.MAX_TABLE_DEPTH:
                yield from table_lines(block, lambda cell: list(self.lines(cell, depth + 1)))

    def _paragraph(self, block: ET.Element, depth: int) -> Iterator[str]:
        shape = block.find(f"{W}pPr")
        style = self._styles.look(None if shape is None else value(shape, "pStyle"))
        look = paragraph_look(shape).over(style)
        if self._begins_page(shape):
            self._new_page = True
        boxes: list[ET.Element] = []
        text = "".join(self._words(block, look, boxes))
        label = self._label(shape, look) if text.strip() else ""
        yield from self._broken(f"{label} {text.lstrip()}" if label else text, look)
        if shape is not None and shape.find(f"{W}sectPr") is not None:
            self._sections_passed += 1
            self._new_page = self._sections_passed in self._sections_on_new_pages
        if depth < limits.MAX_TABLE_DEPTH:
            for box in boxes:
                yield from self.lines(box, depth + 1)

    @staticmethod
    def _begins_page(shape: ET.Element | None) -> bool:
        found = None if shape is None else shape.find(f"{W}pageBreakBefore")
        return found is not None and found.get(f"{W}val", "1") not in {"0", "false"}

    def _broken(self, text: str, look: Look) -> Iterator[str]:
        """A paragraph's own lines; notes are not marked in titles, which are matched as wholes."""
        is_title = look.centred or text.isupper()
        for line in text.split("\n"):
            mark = PAGE_BREAK if (self._new_page and line.strip()) or PAGE_BREAK in line else ""
            bare = line.replace(PAGE_BREAK, "")
            self._new_page = bool(mark and not bare.strip()) or (self._new_page and not mark)
            yield (mark if bare.strip() else "") + (NOTE_MARK.sub("", bare) if is_title else bare)

    def _label(self, shape: ET.Element | None, look: Look) -> str:
        """The mark that the list prints before this paragraph."""
        if look.list_name in {None, "0"}:
            return ""
        assert look.list_name is not None
        at = look.list_level
        style = None if shape is None else value(shape, "pStyle")
        if at is None and style is not None:
            at = self._lists.level_of_style(look.list_name, style)
        return self._lists.label(look.list_name, min(at or 0, 8))

    def _words(self, parent: ET.Element, look: Look, boxes: list[ET.Element]) -> Iterator[str]:
        """The text under an element that may hold runs; text boxes met on the way go to `boxes`."""
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child, look, boxes)
            elif child.tag in WRAPPERS:
                yield from self._words(child, look, boxes)
            elif child.tag == f"{MC}AlternateContent":
                yield from self._words(_choice(child), look, boxes)
            elif child.tag.endswith("}oMath") or child.tag.endswith("}oMathPara"):
                yield "".join(each.text or "" for each in child.iter() if each.tag.endswith("}t"))

    def _run(self, run: ET.Element, look: Look, boxes: list[ET.Element]) -> Iterator[str]:
        shape = run.find(f"{W}rPr")
        style = self._styles.character(None if shape is None else value(shape, "rStyle"))
        look = run_look(shape).over(style).over(look)
        if look.hidden:
            self.has_hidden |= any((each.text or "").strip() for each in run.iter(f"{W}t"))
            return
        for child in run:
            words = self._piece(child, boxes)
            if child.tag == f"{W}t" and look.face is not None:
                words = from_old_face(words, look.face)
            yield words.upper() if look.caps else words

    def _piece(self, child: ET.Element, boxes: list[ET.Element]) -> str:
        if child.tag == f"{W}t":
            return (child.text or "").replace("\n", " ")
        if child.tag == f"{W}br" and child.get(f"{W}type") in {"page", "column"}:
            return f"\n{PAGE_BREAK}" if child.get(f"{W}type") == "page" else "\n"
        if child.tag in PIECES:
            return PIECES[child.tag]
        if child.tag == f"{W}sym":
            code = child.get(f"{W}char", "")
            return _symbol(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
        if child.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            return self._cite(child)
        if child.tag == f"{MC}AlternateContent":
            boxes.extend(_boxes(_choice(child)))
        elif child.tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
            boxes.extend(_boxes(child))
        return ""

    def _cite(self, child: ET.Element) -> str:
        kind = "footnote" if child.tag.endswith("}footnoteReference") else "endnote"
        self._cited.append((kind, child.get(f"{W}id", "")))
        return f"[{len(self._cited)}]"

    def footnotes(self) -> Iterator[str]:
        """The notes that the text cites, in the order of their marks."""
        found: dict[tuple[str, str], ET.Element] = {}
        for part, kind in FOOTNOTES:
            for root in self._package.related(part):
                found |= {(kind, each.get(f"{W}id", "")): each for each in root.iterfind(f"{W}{kind}")}
        for place, cited in enumerate(tuple(self._cited), start=1):
            if cited in found:
                lines = [line.strip() for line in self.lines(found[cited], 1) if line.strip()]
                yield f"[{place}] {' '.join(lines)}"


def blocks(container: ET.Element) -> Iterator[ET.Element]:
    """Paragraphs and tables in order, through content controls and kept changes, past deleted ones."""
    for child in container:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in WRAPPERS:
            yield from blocks(child)
        elif child.tag == f"{MC}AlternateContent":
            yield from blocks(_choice(child))


def _choice(alternate: ET.Element) -> ET.Element:
    """The one branch of an alternate content that is read: the first choice, else the fallback."""
    return next(iter(alternate), alternate)


def _boxes(drawing: ET.Element) -> Iterable[ET.Element]:
    """The text boxes inside a drawing, each once whatever alternatives the file keeps of it."""
    if drawing.tag == f"{W}txbxContent":
        yield drawing
        return
    for child in drawing:
        yield from _boxes(_choice(child) if child.tag == f"{MC}AlternateContent" else child)


def _symbol(code: int) -> str:
    """A character of a symbol face; a bullet when the face alone knows what it shows."""
    if code in SYMBOLS:
        return SYMBOLS[code]
    return "•" if 0xF000 <= code <= 0xF0FF else chr(code)
