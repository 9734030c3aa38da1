"""The border of a certificate, drawn by ourselves: bands of twisted lines, a drum star in each corner.

The star is that of the Đông Sơn drums; there is no national emblem, which a giấy khen does not carry
(NĐ 85/2014 keeps it for bằng khen and above). Lengths are millimetres on A4; a larger sheet is scaled.
"""

from collections.abc import Iterator
from math import cos, pi, sin

DEEP, GOLD, PALE = "#8A5A18", "#B8892F", "#FBF3E0"
INSET, BAND = 8.0, 10.0  # from the paper's edge to the outer line; between outer and inner line
RAYS = 12
PEAK = 0.3642  # where a Bezier's handles lie so that it follows a sine from crest to trough


def border_svg(width: float, height: float) -> str:
    """The whole border of a sheet `width` by `height` mm, with a faint star in the middle, as one SVG."""
    drawing = "".join((*_watermark(width / 2, height / 2), *_frames(width, height), *_bands(width, height)))
    corners = "".join(_star(x, y, BAND * 0.42, GOLD, 0.16) for x, y in _corners(width, height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}" fill="none">{drawing}{corners}</svg>'
    )


def _frames(width: float, height: float) -> Iterator[str]:
    """Three nested lines: strong outside, fine inside, and a hair's breadth within."""
    for inset, weight, colour in (
        (INSET - 1.4, 0.2, GOLD),
        (INSET, 0.6, DEEP),
        (INSET + BAND, 0.35, DEEP),
        (INSET + BAND + 1.3, 0.15, GOLD),
    ):
        yield (
            f'<rect x="{inset}" y="{inset}" width="{width - 2 * inset}" height="{height - 2 * inset}" '
            f'stroke="{colour}" stroke-width="{weight}"/>'
        )
    for x, y in _corners(width, height):
        yield (
            f'<rect x="{x - BAND / 2}" y="{y - BAND / 2}" width="{BAND}" height="{BAND}" '
            f'stroke="{DEEP}" stroke-width="0.35"/>'
        )


def _corners(width: float, height: float) -> list[tuple[float, float]]:
    middle = INSET + BAND / 2
    return [(x, y) for x in (middle, width - middle) for y in (middle, height - middle)]


def _bands(width: float, height: float) -> Iterator[str]:
    start, middle = INSET + BAND, INSET + BAND / 2
    for y in (middle, height - middle):
        yield from (_path(points) for points in _twist(start, width - start, y))
    for x in (middle, width - middle):
        upright = _twist(start, height - start, x)
        yield from (_path([(across, along) for along, across in points]) for points in upright)


def _twist(start: float, end: float, middle: float) -> Iterator[list[tuple[float, float]]]:
    """Waves that cross one another from `start` to `end`, a whole number of them, as Bezier points."""
    halves = 2 * round((end - start) / 18)
    step = (end - start) / halves
    for height in (3.9, 2.3):
        for side in (height, -height):
            points = [(start, middle + side)]
            for turn in range(halves):
                here, there = (side, -side) if turn % 2 == 0 else (-side, side)
                left = start + turn * step
                points += [
                    (left + PEAK * step, middle + here),
                    (left + (1 - PEAK) * step, middle + there),
                    (left + step, middle + there),
                ]
            yield points


def _path(points: list[tuple[float, float]]) -> str:
    first, *rest = (f"{x:.2f} {y:.2f}" for x, y in points)
    return f'<path d="M{first}C{" ".join(rest)}" stroke="{GOLD}" stroke-width="0.22"/>'


def _star(x: float, y: float, radius: float, colour: str, weight: float) -> str:
    """A drum star: rays about a centre, rings about the rays."""
    tips = [
        _at(x, y, radius * (0.7 if turn % 2 == 0 else 0.3), turn * pi / RAYS - pi / 2)
        for turn in range(2 * RAYS)
    ]
    rings = "".join(
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius * share:.2f}" '
        f'stroke="{colour}" stroke-width="{weight}"/>'
        for share in (1, 0.88)
    )
    return f'<path d="M{"L".join(tips)}Z" fill="{colour}"/>{rings}'


def _at(x: float, y: float, radius: float, angle: float) -> str:
    return f"{x + radius * cos(angle):.2f} {y + radius * sin(angle):.2f}"


def _watermark(x: float, y: float) -> Iterator[str]:
    """A pale star behind the words, within two rings of petals."""
    yield _star(x, y, 34, PALE, 0.6)
    for ring, petals in ((40.0, 24), (48.0, 32)):
        for phase in (0, pi):
            yield f'<path d="{_petals(x, y, ring, petals, phase)}Z" stroke="{PALE}" stroke-width="0.6"/>'


def _petals(x: float, y: float, ring: float, petals: int, phase: float) -> str:
    """A circle that swings three millimetres in and out, `petals` times round: two curves to a petal.

    The handles lie along the circle where the swing turns, so each curve follows half a wave.
    """
    step = pi / petals
    points: list[str] = []
    for turn in range(2 * petals):
        here, there = turn * step - phase / petals, (turn + 1) * step - phase / petals
        near, far = (ring + 3, ring - 3) if turn % 2 == 0 else (ring - 3, ring + 3)
        if not points:
            points.append(f"M{_at(x, y, near, here)}")
        points.append(
            f"C{_at(x, y, near, here + PEAK * step)} {_at(x, y, far, there - PEAK * step)} {_at(x, y, far, there)}"
        )
    return "".join(points)
