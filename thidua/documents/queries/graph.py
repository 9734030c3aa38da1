"""Who rests on whom: the picture of one paper's neighbourhood, with the days between."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from thidua.core.dates import short
from thidua.documents.models import Citation, Paper
from thidua.documents.rules.picture import Label, Picture, drawn

UP, DOWN, MOST = 3, 2, 12  # how many levels the picture shows, and how many papers a level
ABREAST = 4  # boxes in a row of the wide picture; the narrow one, for a phone, stacks them
LIGHT = ("source_lines", "reading")


@dataclass(frozen=True)
class Box:
    """One paper in the picture: filed and open to the reader, or known only by how another writes it."""

    key: str
    code: str
    who: str
    day: dt.date | None
    level: int
    paper: Paper | None
    said: str  # what the table says of it
    days: int | None  # from this paper to the one the page is about, or from that one to this
    citation: Citation | None = None

    @property
    def filed(self) -> bool:
        """Whether the paper stands in a register that the reader may open."""
        return self.paper is not None

    @property
    def label(self) -> Label:
        """What the picture says in the box."""
        apart = f" · {self.days} ngày" if self.filed and self.days is not None else ""
        when = f"{short(self.day) if self.day else 'không nêu ngày'}{apart}"
        where = [] if self.filed else [self.said]
        return Label(self.code, [self.who or "không nêu cơ quan", when, *where])


@dataclass
class Graph:
    """The neighbourhood of one paper: its boxes, the picture of them for a desk and for a phone, what is left out."""

    boxes: list[Box]
    wide: Picture
    narrow: Picture
    left_out: int

    def at_level(self, *, above: bool) -> list[Box]:
        """The papers above (or below) the one the page is about, nearest first."""
        rows = [box for box in self.boxes if (box.level < 0) == above and box.level]
        return sorted(rows, key=lambda box: abs(box.level))


@dataclass
class _Walk:
    """What has been found while walking up and down from the first paper."""

    seen: "QuerySet[Paper]"
    first: Paper
    boxes: dict[str, Box] = field(default_factory=dict)
    edges: dict[tuple[str, str], bool] = field(default_factory=dict)
    left_out: int = 0

    def add(self, box: Box) -> bool:
        """Keep a box, farther off than before when a longer way leads to it; a full level counts what it leaves out."""
        known = self.boxes.get(box.key)
        if known is not None and (abs(known.level) >= abs(box.level) or not known.level):
            return False
        if sum(other.level == box.level for other in self.boxes.values()) >= MOST:
            self.left_out += known is None
            return False
        self.boxes[box.key] = replace(known, level=box.level) if known else box
        return True

    def join(self, lower: str, upper: str, *, side: bool) -> None:
        """Note that one box rests on another; the stronger of two reasons holds."""
        if {lower, upper} <= self.boxes.keys():
            kept = self.edges.get((lower, upper), True)
            self.edges[lower, upper] = kept and side

    def lines(self) -> list[tuple[str, str, bool]]:
        """The lines to draw: one that a longer way already tells is left to the table."""
        ways = {lower: {upper for low, upper in self.edges if low == lower} for lower, _ in self.edges}
        return [
            (lower, upper, side)
            for (lower, upper), side in self.edges.items()
            if not any(upper in ways.get(between, ()) for between in ways[lower] - {upper})
        ]

    def of_paper(self, paper: Paper, level: int, said: str) -> Box:
        """The box of a filed paper."""
        near, far = (paper.day, self.first.day) if level < 0 else (self.first.day, paper.day)
        days = (far - near).days if near and far and level else None
        who = str(paper.issuer) if paper.issuer else paper.issuer_written
        code = paper.code or paper.headline
        return Box(f"p{paper.pk}", code, who, paper.day, level, paper, said, days)


def graph_of(paper: Paper, seen: "QuerySet[Paper]") -> Graph:
    """What a paper rests on, up to three steps, and what rests on it, up to two; only papers within `seen`."""
    walk = _Walk(seen.select_related("issuer").defer(*LIGHT), paper)
    walk.add(walk.of_paper(paper, 0, "văn bản này"))
    above = [paper]
    for level in range(-1, -UP - 1, -1):
        above = _one_up(walk, above, level)
    below = [paper]
    for level in range(1, DOWN + 1):
        below = _one_down(walk, below, level)
    return Graph(
        list(walk.boxes.values()), _drawn(walk, abreast=ABREAST), _drawn(walk, abreast=1), walk.left_out
    )


def _drawn(walk: _Walk, *, abreast: int) -> Picture:
    levels = [
        [key for key, box in walk.boxes.items() if box.level == level] for level in range(-UP, DOWN + 1)
    ]
    labels = {key: box.label for key, box in walk.boxes.items()}
    return drawn(levels, f"p{walk.first.pk}", walk.lines(), labels, abreast=abreast)


def _one_up(walk: _Walk, papers: list[Paper], level: int) -> list[Paper]:
    """The papers these rest on: the stated parent first, then the cited ones; unfiled ones as they are written."""
    cited = Citation.objects.filter(paper__in=papers).order_by("line", "id")
    rows = list(cited)
    keys = {row.target_id for row in rows if row.target_id} | {
        each.parent_id for each in papers if each.parent_id
    }
    found = {each.pk: each for each in walk.seen.filter(pk__in=keys)}
    added = []
    for paper in papers:
        if paper.parent_id in found:
            added += _rests(walk, paper, found[paper.parent_id], level, "văn bản cấp trên", side=False)
    for row in rows:
        side = row.role != "basis"
        target = found.get(row.target_id) if row.target_id else None
        if target is not None:
            said = "được nhắc tới" if side else "căn cứ"
            added += _rests(walk, row.paper, target, level, said, side=side)
        elif level == -1:
            _unfiled(walk, row, level, side=side)
    return added


def _rests(walk: _Walk, lower: Paper, upper: Paper, level: int, said: str, *, side: bool) -> list[Paper]:
    """Note that one paper rests on another; returns the upper one when it is new, or stands higher than thought."""
    new = walk.add(walk.of_paper(upper, level, said))
    walk.join(f"p{lower.pk}", f"p{upper.pk}", side=side)
    return [upper] if new else []


def _unfiled(walk: _Walk, row: Citation, level: int, *, side: bool) -> None:
    where = "Có trong sổ của đơn vị giữ văn bản" if row.target_id else "Chưa có trong sổ"
    day, first = row.day, walk.first.day
    days = (first - day).days if day and first else None
    key = f"c{row.pk}"
    if walk.add(Box(key, row.code or row.written, row.issuer_written, day, level, None, where, days, row)):
        walk.join(f"p{row.paper_id}", key, side=side)


def _one_down(walk: _Walk, papers: list[Paper], level: int) -> list[Paper]:
    """The papers that carry these out or cite them."""
    keys = [each.pk for each in papers]
    by_key = {each.pk: each for each in papers}
    rows = list(walk.seen.filter(parent__in=keys).order_by("day", "id"))
    added: list[Paper] = []
    for lower in rows:
        added += _below(walk, lower, by_key[lower.parent_id or 0], level, "thực hiện", side=False)
    cited = Citation.objects.filter(target__in=keys, paper__in=walk.seen).select_related("paper__issuer")
    for row in cited.defer(*(f"paper__{name}" for name in LIGHT)).order_by("paper__day", "paper_id"):
        side = row.role != "basis"
        said = "nhắc tới" if side else "căn cứ vào"
        added += _below(walk, row.paper, by_key[row.target_id or 0], level, said, side=side)
    return added


def _below(walk: _Walk, lower: Paper, upper: Paper, level: int, said: str, *, side: bool) -> list[Paper]:
    new = walk.add(walk.of_paper(lower, level, said))
    walk.join(f"p{lower.pk}", f"p{upper.pk}", side=side)
    return [lower] if new else []


def unlinked(paper: Paper) -> Iterable[Citation]:
    """The citations without a number whose paper nobody has named yet."""
    return paper.citations.filter(target=None, code="").order_by("line", "id")
