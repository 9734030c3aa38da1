"""The body as a tree of numbered sections and the paragraphs under them, hard wraps joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.documents.reading.lines import (
    Block,
    Line,
    Wrapping,
    ends_sentence,
    hangs,
    join,
    starts_low,
)
from thidua.documents.reading.markers import RANK_LETTER, RANK_ROMAN, Marker, Numbering, read_marker
from thidua.documents.reading.structure import Paragraph, Section

CLOSING_OPENER = re.compile(
    r"(?:Trên đây|Trong quá trình|Nhận được|Đề nghị|Yêu cầu|Căn cứ (?:nội dung )?Kế hoạch này|Kế hoạch này)\b"
)
FIRM_OPENER = re.compile(r"(?:Trên đây là|Trong quá trình (?:triển khai|tổ chức|thực hiện))\b")
ABOUT_THE_LIST = re.compile(r"(?:Trong đó|Ngoài ra)\b")
LABEL = re.compile(r"([A-ZĐÀ-Ỹ][^:;,.]{1,28}):\s")
DASHES = ("-", "–", "—")
OPENING_QUOTES = ("“", '"')


@dataclass(frozen=True)
class Piece:
    """Lines that belong together, with the marker they open with."""

    marker: Marker | None
    block: Block

    @property
    def rest(self) -> str:
        """The text after the marker."""
        return self.block.text[self.marker.end :] if self.marker else self.block.text


@dataclass(frozen=True)
class PageSplit:
    """A sentence that a page break cut: the lines on both sides."""

    line: int
    continues_on: int


@dataclass(frozen=True)
class Outline:
    """Sections and paragraphs, with the joined block of every paragraph and heading."""

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]
    headings: tuple[Block, ...]
    page_splits: tuple[PageSplit, ...]


def read_outline(lines: Sequence[Line], wrapping: Wrapping, *, has_foot: bool) -> Outline:
    """Build the tree from the non-blank lines between the title and the foot."""
    pieces, splits = _group(lines, wrapping)
    closing_from = _closing_start(pieces, has_foot=has_foot)
    builder = _Builder()
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < closing_from else None
        builder.add(piece, following, in_closing=at >= closing_from)
    return builder.outline(splits)


def _group(lines: Sequence[Line], wrapping: Wrapping) -> tuple[list[Piece], list[PageSplit]]:
    numbering = Numbering()
    groups: list[tuple[Marker | None, list[Line]]] = []
    splits: list[PageSplit] = []
    for line in lines:
        marker = _accepted_marker(line, groups, numbering)
        if marker is None and groups and _continues(groups[-1], line, wrapping):
            last = groups[-1][1][-1]
            if line.no - last.no - 1 > 0 and not wrapping.is_hard:
                splits.append(PageSplit(last.no, line.no))
            groups[-1][1].append(line)
            continue
        if marker is not None and marker.is_section:
            numbering.take(marker)
        groups.append((marker, [line]))
    return [Piece(marker, join(members)) for marker, members in groups], splits


def _accepted_marker(
    line: Line, groups: Sequence[tuple[Marker | None, list[Line]]], numbering: Numbering
) -> Marker | None:
    """The marker of a line, unless the line only looks marked because a sentence was wrapped there."""
    marker = read_marker(line.text)
    if marker is None:
        return None
    if marker.is_section:
        return marker if numbering.accepts(marker) else None
    if groups and marker.written in DASHES:
        last = groups[-1][1][-1].text
        rest = line.text[marker.end :]
        wrapped_dash = not ends_sentence(last) and (rest[:1].isdigit() or last.endswith("Thi đua"))
        if wrapped_dash and groups[-1][0] is not None:
            return None
    return marker


def _continues(group: tuple[Marker | None, list[Line]], line: Line, wrapping: Wrapping) -> bool:
    """Whether an unmarked line goes on with the group before it."""
    marker, members = group
    last = members[-1]
    gap = line.no - last.no - 1
    if FIRM_OPENER.match(line.text) and (ends_sentence(last.text) or gap > 0):
        return False
    full = wrapping.is_full(last, line) and gap <= wrapping.gap
    if ends_sentence(last.text):
        return _continues_after_stop(last, line, gap, wrapping) or full
    if hangs(last.text):
        return True
    if marker is not None and marker.rank <= RANK_ROMAN:
        return (last.text.isupper() and line.text.isupper()) or line.text[:1].islower()
    if starts_low(line.text):
        return line.text[:1] not in OPENING_QUOTES or gap <= wrapping.gap
    return full


def _continues_after_stop(last: Line, line: Line, gap: int, wrapping: Wrapping) -> bool:
    """After a full stop only a small letter goes on ("facebook…" / "tuyên truyền"); after ";" nothing."""
    if last.text.endswith(";") or (last.text.endswith(":") and gap > wrapping.gap):
        return False
    return line.text[:1].islower()


def _closing_start(pieces: Sequence[Piece], *, has_foot: bool) -> int:
    """Index of the closing paragraph: the last plain one before the foot, which binds every unit."""
    end = len(pieces)
    if end == 0 or pieces[-1].marker is not None:
        return end
    if not any(piece.marker is not None and piece.marker.is_section for piece in pieces):
        return end
    if not has_foot and not CLOSING_OPENER.match(pieces[-1].rest):
        return end
    start = end - 1
    while start > 1 and pieces[start - 1].marker is None and CLOSING_OPENER.match(pieces[start - 1].rest):
        start -= 1
    return start


class _Builder:
    """Hangs pieces on the tree, one after the other."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, Section]] = []
        self._ids: dict[str, int] = {}
        self._sections: list[Section] = []
        self._paragraphs: list[Paragraph] = []
        self._blocks: list[Block] = []
        self._headings: list[Block] = []

    def add(self, piece: Piece, following: Piece | None, *, in_closing: bool) -> None:
        if in_closing:
            self._paragraph(piece, None, "closing", "plain")
        elif piece.marker is not None and piece.marker.is_section:
            self._section(piece, piece.marker, following)
        else:
            kind = piece.marker.kind if piece.marker else "plain"
            section = self._owner(piece)
            self._paragraph(piece, section, "body" if section else "preamble", kind)

    def _owner(self, piece: Piece) -> str | None:
        """The section a paragraph belongs to; "Trong đó…" after a lettered list is about the list."""
        if not self._stack:
            return None
        rank, section = self._stack[-1]
        about_list = piece.marker is None and rank == RANK_LETTER and ABOUT_THE_LIST.match(piece.rest)
        return section.parent if about_list and section.parent else section.id

    def _section(self, piece: Piece, marker: Marker, following: Piece | None) -> None:
        while self._stack and self._stack[-1][0] >= marker.rank:
            self._stack.pop()
        parent = self._stack[-1][1] if self._stack else None
        heading = is_heading(piece, following)
        label = None if heading else LABEL.match(piece.rest)
        section = Section(
            id=self._id(parent, marker),
            level=len(self._stack) + 1,
            marker=marker.written,
            title=piece.rest.rstrip(" :") if heading else None,
            inline=not heading,
            line=piece.block.first_line,
            parent=parent.id if parent else None,
            label=label[1] if label else None,
        )
        self._stack.append((marker.rank, section))
        self._sections.append(section)
        if heading:
            self._headings.append(piece.block)
        else:
            self._paragraph(piece, section.id, "body", "item")

    def _id(self, parent: Section | None, marker: Marker) -> str:
        """The path of labels; a list that starts anew under the same node gets a count after it."""
        path = f"{parent.id}.{marker.label}" if parent else marker.label
        seen = self._ids[path] = self._ids.get(path, 0) + 1
        return path if seen == 1 else f"{path}({seen})"

    def _paragraph(self, piece: Piece, section: str | None, part: str, kind: str) -> None:
        self._paragraphs.append(
            Paragraph(
                no=len(self._paragraphs) + 1,
                section=section,
                part=part,
                kind=kind,
                marker=piece.marker.written if piece.marker else None,
                line_start=piece.block.first_line,
                line_end=piece.block.last_line,
                text=piece.block.text,
            )
        )
        self._blocks.append(piece.block)

    def outline(self, splits: Sequence[PageSplit]) -> Outline:
        return Outline(
            tuple(self._sections),
            tuple(self._paragraphs),
            tuple(self._blocks),
            tuple(self._headings),
            tuple(splits),
        )


def is_heading(piece: Piece, following: Piece | None) -> bool:
    """Whether a numbered piece is a title with something beneath it, and not running text."""
    assert piece.marker is not None
    words = piece.rest.count(" ") + 1
    if piece.marker.rank <= RANK_ROMAN:
        return words <= 60
    if following is None or words > 40 or not _is_beneath(following, piece.marker):
        return False
    if piece.rest.endswith(":"):
        return words <= 20
    if ends_sentence(piece.rest):
        return words <= 8 and following.marker is not None
    return not hangs(piece.rest)


def _is_beneath(piece: Piece, marker: Marker) -> bool:
    return piece.marker is None or piece.marker.rank > marker.rank
