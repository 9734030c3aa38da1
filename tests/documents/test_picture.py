"""The picture of who rests on whom: boxes apart, text inside, and no line through a box that is not its own."""

import itertools
import re
from importlib import resources

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.documents.rules import picture as rules
from thidua.documents.rules.lettering import broken, width_of
from thidua.documents.rules.picture import Label, drawn

LABEL = Label("1/KH", ["Nơi mẫu", "01/09/2021"])
LETTERS = "aàảãáạăâbcdđeêghiklmnoôơpqrstuưvxyABCDĐEGHIKLMNOÔƠPQRSTUƯVXY0123456789/-.,() "


@st.composite
def graphs(draw):
    """Up to six levels of up to twelve boxes, and any edges between them: upwards, back, along a level, to itself."""
    sizes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=6))
    levels = [[f"{level}.{box}" for box in range(size)] for level, size in enumerate(sizes)]
    names = [name for level in levels for name in level]
    edge = st.tuples(st.sampled_from(names), st.sampled_from(names), st.booleans())
    edges = draw(st.lists(edge, max_size=30))
    labels = draw(st.lists(st.text(LETTERS, max_size=60), min_size=len(names), max_size=len(names)))
    named = {name: Label(said, [said[::-1], "01/09/2021"]) for name, said in zip(names, labels, strict=True)}
    return levels, draw(st.sampled_from(names)), edges, named, draw(st.integers(1, 5))


def picture_of(graph):
    levels, here, edges, labels, abreast = graph
    return drawn(levels, here, edges, labels, abreast=abreast)


def box_of(place):
    return place.x, place.y, place.x + rules.WIDE, place.y + place.high


def flattened(path):
    """A drawn path as short straight steps, the way a browser draws it."""
    numbers = [float(word) for word in re.findall(r"-?\d+", path)]
    if "V" in path:
        x, y, end = numbers
        return [(x, y), (x, end)]
    x0, y0, x1, y1, x2, y2, x3, y3 = numbers
    parts = [step / 24 for step in range(25)]
    return [
        (
            (1 - t) ** 3 * x0 + 3 * (1 - t) ** 2 * t * x1 + 3 * (1 - t) * t**2 * x2 + t**3 * x3,
            (1 - t) ** 3 * y0 + 3 * (1 - t) ** 2 * t * y1 + 3 * (1 - t) * t**2 * y2 + t**3 * y3,
        )
        for t in parts
    ]


def runs_through(start, end, box):
    """Whether a straight step has more than a touch in common with the inside of a box (Liang and Barsky)."""
    left, top, right, bottom = box
    (x0, y0), (x1, y1) = start, end
    first, last = 0.0, 1.0
    for along, low, high in ((x1 - x0, left - x0, right - x0), (y1 - y0, top - y0, bottom - y0)):
        if along == 0:
            if low >= 0 or high <= 0:
                return False
            continue
        enter, leave = sorted((low / along, high / along))
        first, last = max(first, enter), min(last, leave)
    return last - first > 1e-9


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_no_two_boxes_overlap_and_all_stand_within_the_picture(graph):
    picture = picture_of(graph)

    boxes = [box_of(place) for place in picture.places.values()]
    assert sorted(picture.places) == sorted(name for level in graph[0] for name in level)
    assert all(min(x, y) >= 0 and right <= picture.wide and low <= picture.high for x, y, right, low in boxes)
    for one, other in itertools.combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_no_line_runs_through_any_box(graph):
    picture = picture_of(graph)

    boxes = [box_of(place) for place in picture.places.values()]
    for path, _ in picture.paths:
        steps = flattened(path)
        assert all(0 <= x <= picture.wide and 0 <= y <= picture.high for x, y in steps)
        for start, end in itertools.pairwise(steps):
            assert not any(runs_through(start, end, box) for box in boxes)


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_every_edge_is_one_unbroken_way_from_the_side_of_one_box_to_the_side_of_the_other(graph):
    picture = picture_of(graph)

    kept = [(lower, upper, side) for lower, upper, side in graph[2] if lower != upper]
    assert [({route.lower, route.upper}, route.side) for route in picture.routes] == [
        ({lower, upper}, side) for lower, upper, side in kept
    ]
    for route in picture.routes:
        (x1, y1), (x2, y2) = route.points[0], route.points[-1]
        upper, lower = box_of(picture.places[route.upper]), box_of(picture.places[route.lower])
        same_row = upper[1] == lower[1]
        assert (y1, y2) == (upper[1] if same_row else upper[3], lower[1])
        assert upper[0] < x1 < upper[2]
        assert lower[0] < x2 < lower[2]


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_the_text_of_a_box_stands_inside_it(graph):
    picture = picture_of(graph)

    for place in picture.places.values():
        for text, is_head, foot in place.lines:
            assert width_of(text, rules.LARGE if is_head else rules.SMALL) <= rules.WIDE - 2 * rules.PAD
            assert place.y + 11 <= foot <= place.y + place.high - 4


def test_a_way_past_other_rows_goes_straight_down_beside_their_boxes():
    picture = drawn(
        [["a"], ["b"], ["c"]],
        "c",
        [("b", "a", False), ("c", "a", False)],
        dict.fromkeys("abc", LABEL),
        abreast=1,
    )

    around = picture.routes[1].points
    assert len(around) == 4
    assert around[1][0] == around[2][0]
    assert not picture.places["b"].x <= around[1][0] <= picture.places["b"].x + rules.WIDE


def test_the_ways_of_many_boxes_to_one_share_their_slots():
    names = [f"b{number}" for number in range(12)]
    edges = [(name, "a", False) for name in names]

    picture = drawn([["a"], names], "a", edges, dict.fromkeys(["a", *names], LABEL), abreast=1)

    straight = {path for path, _ in picture.paths if "V" in path}
    assert picture.wide < rules.WIDE + 60
    assert len({re.match(r"M(\d+) (\d+)", path)[2] for path in straight}) == len(straight)  # one slot a row


def test_a_full_level_above_keeps_its_first_boxes_nearest_and_one_below_too():
    labels = dict.fromkeys(["a", "b", "c", "d", "here", "x", "y", "z"], LABEL)

    picture = drawn([["a", "b", "c", "d"], ["here"], ["x", "y", "z"]], "here", [], labels, abreast=2)

    tops = {name: place.y for name, place in picture.places.items()}
    assert [sorted(row) for _, row in itertools.groupby(sorted(tops, key=tops.get), key=tops.get)] == [
        ["c", "d"],
        ["a", "b"],
        ["here"],
        ["x"],
        ["y", "z"],
    ]


# The width of text


@pytest.mark.parametrize(("style", "size"), [("SemiBold", rules.LARGE), ("Regular", rules.SMALL)])
@given(st.text(LETTERS, min_size=1, max_size=80))
@settings(max_examples=60, deadline=None)
def test_the_guessed_width_is_never_below_what_the_screen_face_needs(style, size, text):
    advances, signs, em = face(style)

    assert width_of(text, size) >= size * sum(advances[signs[ord(sign)]][0] for sign in text) / em


FACES = {}


def face(style):
    """Advances by glyph, glyphs by sign, and the units of an em of one weight of Be Vietnam Pro."""
    if style not in FACES:
        found = resources.files("fontpkg_be_vietnam_pro").rglob(f"BeVietnamPro-{style}.ttf")
        font = TTFont(next(iter(found)))
        FACES[style] = (font["hmtx"], font.getBestCmap(), font["head"].unitsPerEm)
    return FACES[style]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("30/KH-THPTLT", ["30/KH-THPTLT"]),
        ("1234/HD-BTĐKT-CĐGDVN-SGDĐT", ["1234/HD-BTĐKT-", "CĐGDVN-SGDĐT"]),
        ("", []),
        ("Phòng Giáo dục và Đào tạo", ["Phòng Giáo dục và", "Đào tạo"]),
    ],
)
def test_a_long_code_breaks_after_a_dash_or_a_blank(text, lines):
    assert broken(text, rules.WIDE - 2 * rules.PAD, rules.LARGE) == lines


def test_what_does_not_fit_two_lines_ends_with_an_ellipsis():
    lines = broken("Ủy ban nhân dân huyện " * 6, 140, rules.SMALL)

    assert (len(lines), lines[1][-1]) == (2, "…")
    assert all(width_of(line, rules.SMALL) <= 140 for line in lines)
