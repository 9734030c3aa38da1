"""The body as a tree of numbered sections and the paragraphs under them, hard wraps joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from thidua.documents.reading.breaks import dash_goes_on, name_goes_on
from thidua.documents.reading.lines import (
    CONNECTORS,
    RULE_LINE,
    Block,
    Line,
    Wrapping,
    ends_sentence,
    hangs,
    join,
    starts_low,
)
from thidua.documents.reading.markers import (
    RANK_ARTICLE,
    RANK_LETTER,
    RANK_ROMAN,
    Marker,
    Numbering,
    other_readings,
    read_marker,
)
from thidua.documents.reading.structure import Paragraph, Section

CLOSING_OPENER = re.compile(
    r"(?:Trên đây|Trong quá trình|Nhận được|Đề nghị|Yêu cầu|Căn cứ (?:nội dung )?Kế hoạch này|Kế hoạch này)\b"
)
FIRM_OPENER = re.compile(r"(?:Trên đây là|Trong quá trình (?:triển khai|tổ chức|thực hiện))\b")
# The words of a decision that stand alone before its articles.
DECIDING = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|CHỈ THỊ|THÔNG TƯ|NGHỊ ĐỊNH)\s*:?$")
STARRED = re.compile(r"\s*\*\s?(?=[^\s*])")
ABOUT_THE_LIST = re.compile(r"(?:Trong đó|Ngoài ra)\b")
# What the title of an article opens with, also when it was typed with a stop or a colon after it.
ARTICLE_TITLE = re.compile(
    r"(?:Phạm vi|Đối tượng|Trách nhiệm|Hiệu lực|Tổ chức thực hiện|Giải thích|Nguyên tắc|Mục đích|Nhiệm vụ|"
    r"Quyền hạn|Điều khoản|Kinh phí|Tiêu chuẩn|Hình thức|Quy định (?:chung|chuyển tiếp|về)|Thẩm quyền|Hồ sơ)\b"
    r"(?![^.]*\b(?:có hiệu lực|chịu trách nhiệm|được|gồm)\b)[^.:]*[.:]?$"
)
LABEL = re.compile(r"([A-ZĐÀ-Ỹ][^:;,.]{1,28}):\s")
DASHES = ("-", "–", "—")
OPENING_QUOTES = ("“", '"')


class Piece(NamedTuple):
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


def read_outline(
    lines: Sequence[Line], wrapping: Wrapping, *, has_foot: bool, annex: Sequence[Line] = ()
) -> Outline:
    """Build the tree from the non-blank lines between the title and the foot, then from those of the annex.

    Paragraphs of the annex that stand under no heading are of the part "annex".
    """
    written = [line for line in lines if not RULE_LINE.match(line.text)]
    pieces, splits = _group(written, wrapping)
    closing_from = _closing_start(pieces, has_foot=has_foot)
    builder = _Builder()
    builder.add(pieces, closing_from)
    if annex:
        more, splits_of_annex = _group([line for line in annex if not RULE_LINE.match(line.text)], wrapping)
        builder.begin_annex()
        builder.add(more, len(more))
        splits += splits_of_annex
    return builder.outline(splits)


def _following(pieces: Sequence[Piece], at: int, closing_from: int) -> Piece | None:
    """The piece that may stand beneath this one; words that close the whole paper stand beneath nothing."""
    if at + 1 >= len(pieces):
        return None
    piece = pieces[at + 1]
    return piece if at + 1 < closing_from or not CLOSING_OPENER.match(piece.rest) else None


def _group(lines: Sequence[Line], wrapping: Wrapping) -> tuple[list[Piece], list[PageSplit]]:
    numbering = Numbering()
    pieces: list[Piece] = []
    splits: list[PageSplit] = []
    opened: Marker | None = None
    members: list[Line] = []
    for line in lines:
        marker = _accepted_marker(line, members[-1].text if members else "", numbering)
        if marker is None and members and _continues(opened, members, line, wrapping):
            last = members[-1]
            if line.no - last.no - 1 > 0 and not wrapping.is_hard:
                splits.append(PageSplit(last.no, line.no))
            members.append(line)
            continue
        if marker is not None and marker.is_section:
            numbering.take(marker)
        if members:
            pieces.append(Piece(opened, join(members)))
        opened, members = marker, [line]
    if members:
        pieces.append(Piece(opened, join(members)))
    return pieces, splits


def _accepted_marker(line: Line, before: str, numbering: Numbering) -> Marker | None:
    """The marker of a line, unless the line only looks marked because a sentence was wrapped there."""
    marker = read_marker(line.text)
    if marker is None or marker.is_section:
        return _section_of(line, marker, before, numbering)
    if marker.written in DASHES and dash_goes_on(before, line.text):
        return None
    return marker


def _section_of(line: Line, marker: Marker | None, before: str, numbering: Numbering) -> Marker | None:
    """The first reading of the line's head that opens or continues a list; None inside a sentence."""
    if len(before) > 40 and before.rsplit(" ", 1)[-1] in CONNECTORS:
        return None
    if marker is not None and numbering.accepts(marker):
        return marker
    if line.text[:1] not in "ivxlILHTU1|VX":
        return None
    readings = other_readings(line.text, numbering.following(RANK_ROMAN))
    return next((other for other in readings if numbering.accepts(other)), None)


def _continues(marker: Marker | None, members: Sequence[Line], line: Line, wrapping: Wrapping) -> bool:
    """Whether an unmarked line goes on with the lines before it, which open with `marker`."""
    last = members[-1]
    gap = line.no - last.no - 1
    if _opens_anew(last, line, gap):
        return False
    if dash_goes_on(last.text, line.text):
        return True
    if marker is not None and marker.rank <= RANK_ARTICLE and marker.end >= len(members[0].text):
        return len(members) == 1 or _is_title_going_on(last, line)
    full = wrapping.is_full(last, line) and gap <= wrapping.gap
    if ends_sentence(last.text):
        return _continues_after_stop(last, line, gap, wrapping) or (full and wrapping.is_seen)
    return _continues_open_line(marker, last, line, wrapping) or full


def _opens_anew(last: Line, line: Line, gap: int) -> bool:
    """Words that always begin a block: the deciding words, a starred item, the closing of the paper."""
    if DECIDING.match(line.text) or DECIDING.match(last.text) or STARRED.match(line.raw):
        return True
    return bool(FIRM_OPENER.match(line.text)) and (ends_sentence(last.text) or gap > 0)


def _continues_open_line(marker: Marker | None, last: Line, line: Line, wrapping: Wrapping) -> bool:
    """After a line without a stop: a hanging word, a small letter or an unfinished title asks for more."""
    is_whole = _is_short_heading(marker, last, line, wrapping)
    if hangs(last.text) and not is_whole:
        return True
    if line.no - last.no - 1 <= wrapping.gap and name_goes_on(last.text, line.text):
        return True
    if marker is not None and marker.rank <= RANK_ROMAN:
        return _is_title_going_on(last, line)
    if not starts_low(line.text) or (line.text[:1].isdigit() and is_whole):
        return False
    return line.text[:1] not in OPENING_QUOTES or line.no - last.no - 1 <= wrapping.gap


def _is_short_heading(marker: Marker | None, last: Line, line: Line, wrapping: Wrapping) -> bool:
    """ "1. Duy trì sĩ số" is whole although "số" asks for more: it is marked, short, and a capital follows."""
    if (
        marker is None
        or not marker.is_section
        or not (line.text[:1].isupper() or line.text[:1].isdigit())
        or last.text[-1:] in ",-–(/“"
    ):
        return False
    return (
        len(last.text) < (0.6 * wrapping.width if wrapping.is_hard else 60) and " " in last.text[marker.end :]
    )


def _is_title_going_on(last: Line, line: Line) -> bool:
    return (last.text.isupper() and line.text.isupper()) or line.text[:1].islower()


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
    if _is_text_of_article(pieces):
        return end
    start = end - 1
    while start > 1 and pieces[start - 1].marker is None and CLOSING_OPENER.match(pieces[start - 1].rest):
        start -= 1
    return start


def _is_text_of_article(pieces: Sequence[Piece]) -> bool:
    """Whether the last paragraph is all that a titled article says ("Điều 5. Hiệu lực thi hành")."""
    above = pieces[-2].marker if len(pieces) > 1 else None
    if above is None or above.rank != RANK_ARTICLE or FIRM_OPENER.match(pieces[-1].rest):
        return False
    return is_heading(pieces[-2], pieces[-1])


class _Builder:
    """Hangs pieces on the tree, one after the other."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, Section]] = []
        self._ids: dict[str, int] = {}
        self._sections: list[Section] = []
        self._paragraphs: list[Paragraph] = []
        self._blocks: list[Block] = []
        self._headings: list[Block] = []
        self._part_above = "preamble"

    def begin_annex(self) -> None:
        """What follows hangs under no section of the paper itself."""
        self._stack = []
        self._part_above = "annex"

    def add(self, pieces: Sequence[Piece], closing_from: int) -> None:
        """Hang all pieces; those from `closing_from` on close the paper."""
        for at, piece in enumerate(pieces):
            marker = piece.marker
            if at >= closing_from:
                self._paragraph(piece, None, "closing", "plain")
            elif marker is not None and marker.is_section:
                self._section(piece, marker, _following(pieces, at, closing_from))
            else:
                section = self._owner(piece)
                kind = marker.kind if marker else "plain"
                self._paragraph(piece, section, "body" if section else self._part_above, kind)

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
            title=piece.rest.strip(" :") if heading else None,
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
        marker, block = piece
        written = marker.written if marker else None
        text, _, lines = block
        # By position: a long text has hundreds of thousands of these.
        self._paragraphs.append(
            Paragraph(len(self._paragraphs) + 1, section, part, kind, written, lines[0], lines[-1], text)
        )
        self._blocks.append(block)

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
    if piece.rest.endswith((".", ":")) and piece.marker.rank == RANK_ARTICLE:
        is_title = ARTICLE_TITLE.match(piece.rest) is not None
        return is_title or (words <= 8 and following.marker is not None and piece.rest.endswith("."))
    if piece.rest[-1:] in ",-–(/“":
        return False
    if ends_sentence(piece.rest):
        return words <= 20 if piece.rest.endswith(":") else words <= 8 and following.marker is not None
    return words <= 12 or not hangs(piece.rest)


def _is_beneath(piece: Piece, marker: Marker) -> bool:
    return piece.marker is None or piece.marker.rank > marker.rank
