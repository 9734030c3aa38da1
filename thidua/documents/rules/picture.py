"""Boxes in rows and the lines between them, laid out so that no line runs through a box. Pure.

Every row is as high as its highest box, and between two rows lies a band without boxes. A line turns only in such
a band; past a row that lies between, it goes straight down a slot kept free for it. Lines that go to the same box
share their slots, as the branches of a tree share its trunk.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import fmean

from thidua.documents.rules.lettering import broken

Edge = tuple[str, str, bool]  # the lower box, the upper box, whether it is a mere mention
Point = tuple[int, int]

# In the picture's own units, one of which is a pixel of the screen.
WIDE = 188  # a box
PAD = 12  # between the edge of a box and its text
LEADING = 17  # from one line of text to the next
BESIDE = 16  # between two boxes or slots of a row
SLOT = 8
BAND = 40  # between two rows
MARGIN = 4
LARGE, SMALL = 12.5, 11.0  # the sizes of the text, as the style sheet has them
_PORT = 22  # at most, between two lines that meet one side of a box
_SWEEPS = 6


@dataclass(frozen=True)
class Label:
    """What a box says: its number or name, then whoever and whenever."""

    head: str
    notes: Sequence[str]

    def lines(self) -> list[tuple[str, bool]]:
        """The text in lines that fit a box, and whether each is of the head."""
        room = WIDE - 2 * PAD
        head = [(line, True) for line in broken(self.head, room, LARGE)]
        return head + [(line, False) for note in self.notes for line in broken(note, room, SMALL)]


@dataclass(frozen=True)
class Place:
    """Where one box stands, and the lines of its text with the foot of each."""

    key: str
    x: int
    y: int
    high: int
    lines: tuple[tuple[str, bool, int], ...]


@dataclass(frozen=True)
class Route:
    """The way of one line from box to box, from the upper row to the lower; a side line is a mere mention."""

    upper: str
    lower: str
    side: bool
    points: tuple[Point, ...]

    @property
    def pieces(self) -> list[str]:
        """Each step of the way, as a path of its own."""
        return [_piece(start, end) for start, end in pairwise(self.points)]


@dataclass(frozen=True)
class Picture:
    """The finished picture."""

    wide: int
    high: int
    places: Mapping[str, Place]
    routes: Sequence[Route]
    box_wide: int = WIDE
    pad: int = PAD

    @property
    def paths(self) -> list[tuple[str, bool]]:
        """Every piece once, and whether it is of a side line."""
        return list(dict.fromkeys((piece, route.side) for route in self.routes for piece in route.pieces))


def _piece(start: Point, end: Point) -> str:
    """A straight way down, a bend between two rows, or an arch over one row."""
    (x1, y1), (x2, y2) = start, end
    if x1 == x2:
        return f"M{x1} {y1}V{y2}"
    turn = (y1 + y2) // 2 if y1 != y2 else y1 - BAND // 2
    return f"M{x1} {y1}C{x1} {turn} {x2} {turn} {x2} {y2}"


def drawn(
    levels: Sequence[Sequence[str]],
    here: str,
    edges: Iterable[Edge],
    labels: Mapping[str, Label],
    *,
    abreast: int,
) -> Picture:
    """The picture of boxes level by level, the highest on top, at most so many abreast.

    A level too full for one row takes several, its first boxes nearest to the level of `here`. An edge whose boxes
    are not both in the picture, or that leads back to its own box, is not drawn.
    """
    rows, ways = _with_slots(_rows(levels, here, abreast), edges)
    near = _neighbours(ways)
    if abreast == 1:
        return _Sheet(rows, ways, _stacked(rows), labels).picture()
    _untangle(rows, near)
    return _Sheet(rows, ways, _spread(rows, near), labels).picture()


def _rows(levels: Sequence[Sequence[str]], here: str, abreast: int) -> list[list[str]]:
    rows: list[list[str]] = []
    above = any(here in level for level in levels)
    for level in levels:
        above = above and here not in level
        count = -(-len(level) // abreast)
        cuts = [number * len(level) // count for number in range(count + 1)] if count else []
        parts = [list(level[start:end]) for start, end in pairwise(cuts)]
        rows += reversed(parts) if above else parts
    return rows


@dataclass(frozen=True)
class _Spot:
    """A box, or a slot kept free in a row for the lines that pass it on their way to a box."""

    name: str
    row: int
    side: bool | None = None  # of a slot: which kind of line passes

    @property
    def wide(self) -> int:
        return WIDE if self.side is None else SLOT


_Rows = list[list[_Spot]]
_Ways = list[tuple[Edge, list[_Spot]]]
_Near = Mapping[_Spot, Sequence[_Spot]]


def _with_slots(boxes: Sequence[Sequence[str]], edges: Iterable[Edge]) -> tuple[_Rows, _Ways]:
    """The boxes and slots of each row, and for each edge the spots it passes, from the upper row down."""
    spots = {name: _Spot(name, number) for number, row in enumerate(boxes) for name in row}
    known = [edge for edge in edges if edge[0] in spots and edge[1] in spots and edge[0] != edge[1]]
    degrees = Counter(name for edge in known for name in edge[:2])
    ways: _Ways = []
    for edge in known:
        upper, lower = sorted((spots[edge[1]], spots[edge[0]]), key=lambda spot: spot.row)
        hub = max(edge[:2], key=lambda name: (degrees[name], name))
        passed = [_Spot(hub, row, edge[2]) for row in range(upper.row + 1, lower.row)]
        ways.append((edge, [upper, *passed, lower]))
    slots = dict.fromkeys(spot for _, way in ways for spot in way[1:-1])
    rows = [[spots[name] for name in row] for row in boxes]
    for slot in slots:
        rows[slot.row].append(slot)
    return rows, ways


def _neighbours(ways: _Ways) -> _Near:
    """For each spot those to which a line runs from it without passing another row."""
    near: dict[_Spot, dict[_Spot, None]] = defaultdict(dict)
    for _, way in ways:
        for upper, lower in pairwise(way):
            near[upper][lower] = near[lower][upper] = None
    return {spot: list(others) for spot, others in near.items()}


def _stacked(rows: _Rows) -> dict[_Spot, float]:
    """The middles when each row has one box: the boxes in a column, the slots of each line straight beside them.

    The shorter a line, the nearer its lane; two lines share a lane when no row has both.
    """
    lines: dict[tuple[str, bool | None], list[_Spot]] = defaultdict(list)
    for spot in (spot for row in rows for spot in row if spot.side is not None):
        lines[spot.name, spot.side].append(spot)
    lanes: list[set[int]] = []
    middles = {spot: 0.0 for row in rows for spot in row}
    for spots in sorted(lines.values(), key=len):
        passed = {spot.row for spot in spots}
        lane = next((number for number, taken in enumerate(lanes) if not taken & passed), len(lanes))
        if lane == len(lanes):
            lanes.append(set())
        lanes[lane] |= passed
        middles |= dict.fromkeys(spots, -(WIDE + SLOT) / 2 - BESIDE - lane * (SLOT + BESIDE))
    return middles


def _untangle(rows: _Rows, near: _Near) -> None:
    """Order each row by where its neighbours stand, a few times down and up, so that few lines cross."""
    for turn in range(_SWEEPS):
        for row in rows[:: -1 if turn % 2 else 1]:
            places = {spot: (order + 0.5) / len(each) for each in rows for order, spot in enumerate(each)}
            wanted = _wanted(row, near, places)
            order = sorted(range(len(row)), key=wanted.__getitem__)
            row[:] = [row[place] for place in order]


def _spread(rows: _Rows, near: _Near) -> dict[_Spot, float]:
    """The middle of each spot from the left: as near to its neighbours as its row has room."""
    middles = {
        spot: place for row in rows for spot, place in zip(row, _apart(row, [0.0] * len(row)), strict=True)
    }
    for turn in range(_SWEEPS):
        for row in rows[:: -1 if turn % 2 else 1]:
            middles |= zip(row, _apart(row, _wanted(row, near, middles)), strict=True)
    return middles


def _wanted(row: Sequence[_Spot], near: _Near, places: Mapping[_Spot, float]) -> list[float]:
    """For each spot the mean place of its neighbours; one without any wants to stay."""
    return [fmean(places[other] for other in near.get(spot, [spot])) for spot in row]


def _apart(row: Sequence[_Spot], wanted: Sequence[float]) -> list[float]:
    """The places nearest to the wanted ones (least squares) at which the spots keep order and distance.

    Without the distances this is a rising line through the wanted places: whoever would fall back is pooled with
    those before, and the pool stands at its mean.
    """
    steps = [(left.wide + right.wide) / 2 + BESIDE for left, right in pairwise(row)]
    shifts = list(accumulate(steps, initial=0.0))
    pools: list[tuple[float, int]] = []
    for want, shift in zip(wanted, shifts, strict=True):
        mean, size = want - shift, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, size = (mean * size + before * count) / (size + count), size + count
        pools.append((mean, size))
    level = [mean for mean, size in pools for _ in range(size)]
    return [place + shift for place, shift in zip(level, shifts, strict=True)]


class _Sheet:
    """The places worked out in whole units: tops of rows, lefts of boxes, the points of each line."""

    def __init__(
        self, rows: _Rows, ways: _Ways, middles: Mapping[_Spot, float], labels: Mapping[str, Label]
    ) -> None:
        left = min((middles[spot] - spot.wide / 2 for row in rows for spot in row), default=0.0)
        self.rows, self.ways = rows, ways
        self.middles = {spot: round(middle - left) + MARGIN for spot, middle in middles.items()}
        self.texts = {
            spot.name: labels[spot.name].lines() for row in rows for spot in row if spot.side is None
        }
        self.highs = [self._high(row) for row in rows]
        arched = any(way[0].row == way[-1].row == 0 for _, way in ways)
        first = MARGIN + (BAND // 2 if arched else 0)
        self.tops = list(accumulate((high + BAND for high in self.highs), initial=first))
        self.ports = self._ports()

    def _high(self, row: Sequence[_Spot]) -> int:
        return max(len(self.texts[spot.name]) for spot in row if spot.side is None) * LEADING + 2 * PAD - 4

    def _ports(self) -> dict[tuple[_Spot, _Spot], int]:
        """Where the line from one spot to a neighbour leaves it: side by side, in the order of the neighbours."""
        leaving: dict[tuple[_Spot, bool], list[_Spot]] = defaultdict(list)
        for spot, others in _neighbours(self.ways).items():
            for other in others:
                leaving[spot, other.row > spot.row].append(other)
        return {
            (spot, other): self.middles[spot] + shift
            for (spot, _), others in leaving.items()
            for other, shift in zip(
                sorted(others, key=self.middles.__getitem__), _shifts(len(others), spot.wide), strict=True
            )
        }

    def _route(self, edge: Edge, way: Sequence[_Spot]) -> Route:
        points: list[Point] = []
        for upper, lower in pairwise(way):
            beneath = self.tops[upper.row] + (self.highs[upper.row] if lower.row > upper.row else 0)
            points += [(self.ports[upper, lower], beneath), (self.ports[lower, upper], self.tops[lower.row])]
        return Route(way[0].name, way[-1].name, edge[2], tuple(points))

    def _place(self, spot: _Spot) -> Place:
        top, high = self.tops[spot.row], self.highs[spot.row]
        lines = self.texts[spot.name]
        feet = (top + PAD + 11 + LEADING * order for order in range(len(lines)))
        said = tuple((line, is_head, foot) for (line, is_head), foot in zip(lines, feet, strict=False))
        return Place(spot.name, self.middles[spot] - WIDE // 2, top, high, said)

    def picture(self) -> Picture:
        """All of it, as wide and as high as it came out."""
        right = max((middle + spot.wide // 2 for spot, middle in self.middles.items()), default=0)
        places = {spot.name: self._place(spot) for row in self.rows for spot in row if spot.side is None}
        routes = [self._route(edge, way) for edge, way in self.ways]
        return Picture(right + MARGIN, self.tops[-1] - BAND + MARGIN, places, routes)


def _shifts(count: int, wide: int) -> list[int]:
    """The places of so many lines along one side, from its middle; all in the middle of a slot."""
    step = min(_PORT, (wide - 2 * PAD) / max(count - 1, 1)) if wide > SLOT else 0
    return [round((order - (count - 1) / 2) * step) for order in range(count)]
