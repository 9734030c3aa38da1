"""A body as boxes and back, what changed between two of them, and how parts are numbered."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.writing.composing import Row, binding_keys, composed, contents_of, laid_out, phrase
from thidua.documents.writing.differences import compared, copied_unchanged, word_runs
from thidua.documents.writing.parts import Part, cells_of, filled, numbered, parts_of, sentences_of, under
from thidua.documents.writing.skeletons import Place, skeleton_of, skeletons

WORDS = (
    st.text(alphabet="ăâđêôơưabc ", min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
LINES = st.lists(st.one_of(WORDS, WORDS.map(lambda w: f"- {w}"), WORDS.map(lambda w: f"+ {w}")), max_size=4)


def kept(rows):
    """The rows of a register as its sentences would come back."""
    return [
        SimpleNamespace(
            pk=row.get("key"), kind=row["kind"], level=row.get("level", 0), marker=row.get("marker", ""),
            title=row.get("title", ""), text=row.get("text", ""), rows=row.get("rows", []),
            inherited_from_id=row.get("inherited_from_id"), local_note=row.get("local_note", ""),
        )
        for row in rows
    ]  # fmt: skip


@st.composite
def bodies(draw):
    """An opening, sections whose levels never jump, and a closing: as the editor sends them."""
    parts = [Part("opening", text="\n".join(draw(st.lists(WORDS, min_size=1, max_size=2))), key=1)]
    level = 0
    for key in range(2, 2 + draw(st.integers(0, 8))):
        level = draw(st.integers(1, min(level + 1, 3)))
        title = draw(st.one_of(st.just(""), WORDS))
        lines = draw(LINES)
        text = "\n".join(lines if title else [draw(WORDS), *lines])
        inherited, note = (
            draw(st.one_of(st.none(), st.integers(100, 200))),
            draw(st.one_of(st.just(""), WORDS)),
        )
        parts.append(Part("section", level, title, text, note, key, inherited))
    return [*parts, Part("closing", text=draw(WORDS), key=99)]


@given(bodies())
def test_a_body_kept_and_read_again_is_the_same(parts):
    assert parts_of(kept(sentences_of(parts))) == parts


@given(bodies())
def test_markers_count_on_at_every_level(parts):
    counts = {}
    for one in numbered(parts):
        if one.part.form != "section":
            continue
        counts = {level: count for level, count in counts.items() if level <= one.part.level}
        counts[one.part.level] = counts.get(one.part.level, 0) + 1
        letters = "abcdđeghiklmnopqrstuvxy"
        roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
        right = {1: f"{roman[counts[one.part.level] - 1]}.", 2: f"{counts[one.part.level]}.",
                 3: f"{letters[counts[one.part.level] - 1]})"}  # fmt: skip
        assert one.marker == right[one.part.level]


def test_articles_are_counted_and_the_order_stands_before_the_first():
    rows = sentences_of(
        [Part("basis", text="Căn cứ Luật;"), Part("article", text="Tặng."), Part("article", text="Chi.")]
    )

    assert [(row["kind"], row["text"]) for row in rows] == [
        ("basis", "Căn cứ Luật;"), ("order", "QUYẾT ĐỊNH:"), ("article", "Điều 1. Tặng."), ("article", "Điều 2. Chi."),
    ]  # fmt: skip


def test_a_table_and_an_annex_are_typed_with_bars():
    table, annex = (
        Part("table", text="STT | Tên\n1 | An"),
        Part("annex", title="DANH SÁCH", text="STT | Tên\n1"),
    )
    rows = sentences_of([table, annex])

    assert [row["rows"] for row in rows] == [[["STT", "Tên"], ["1", "An"]], [["STT", "Tên"], ["1", ""]]]
    assert [(part.form, part.title) for part in parts_of(kept(rows))] == [
        ("table", ""),
        ("annex", "DANH SÁCH"),
    ]
    assert cells_of(["a|b|c", "d"]) == [["a", "b", "c"], ["d", "", ""]]


def test_a_part_without_title_or_text_is_nothing():
    assert filled([Part("section", 1), Part("section", 1, title="A"), Part("opening", text=" ")]) == [
        Part("section", 1, title="A")
    ]


def test_what_stands_under_a_section_ends_at_its_own_level():
    parts = [
        Part("section", 1, "A"),
        Part("section", 2, "B"),
        Part("table", text="x"),
        Part("section", 1, "C"),
    ]

    assert under(parts, 0) == parts[:3]


@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=12))
def test_runs_read_as_theirs_without_the_added_and_as_ours_without_the_removed(before, after):
    theirs, own = " ".join(before), " ".join(after)
    runs = word_runs(theirs, own)

    assert " ".join(run.text for run in runs if run.kind != "added") == theirs
    assert " ".join(run.text for run in runs if run.kind != "removed") == own


def test_a_very_long_text_is_shown_as_replaced_whole():
    runs = word_runs("a " * 3001, "b")

    assert [run.kind for run in runs] == ["removed", "added"]


def test_a_content_is_missing_until_it_is_taken_or_given_a_reason():
    theirs = [
        Part("section", 1, "Nội dung", key=1),
        Part("section", 2, "Dạy tốt", "x", key=2),
        Part("section", 2, "Học tốt", "y", key=3),
    ]
    binding = binding_keys(theirs)
    own = [Part("section", 1, "Dạy tốt", "x", inherited=2, key=9)]

    assert binding == {2, 3}
    assert [one.state for one in compared(theirs, own, {}, binding=binding)] == ["unchanged", "missing"]
    assert [one.state for one in compared(theirs, own, {3: "không có"}, binding=binding)] == [
        "unchanged",
        "dropped",
    ]
    assert copied_unchanged(own)
    assert not copied_unchanged([Part("section", 1, "Dạy tốt", "x", "làm ở tổ", inherited=2)])
    assert not copied_unchanged([Part("section", 1, "Dạy tốt", "x")])


def test_the_contents_of_a_topic_are_those_under_its_deepest_heading():
    parts = [
        Part("section", 1, "PHẠM VI VÀ NỘI DUNG", key=1), Part("section", 2, "Phạm vi", "x", key=2),
        Part("section", 2, "Nội dung thi đua", key=3), Part("section", 3, "", "Một", key=4),
        Part("section", 3, "", "Hai", key=5), Part("section", 1, "TIÊU CHÍ", "- Ba", key=6),
    ]  # fmt: skip

    assert [one.key for one in contents_of(parts, "contents")] == [4, 5]
    assert [one.key for one in contents_of(parts, "criteria")] == [6]


def test_the_four_plan_skeletons_have_the_chapters_of_the_four_seeds():
    def chapters(name, level=1):
        return [
            p for p in skeleton_of(name).places if p.form == "section" and p.level == level and not p.optional
        ]

    names = ("ke-hoach-huyen", "ke-hoach-truong", "ke-hoach-so", "ke-hoach-nam-hoc")
    assert [len(chapters(name)) for name in names] == [4, 4, 6, 3]
    assert [p.title for p in skeleton_of("ke-hoach-truong").places if p.optional] == [
        "Khẩu hiệu thi đua",
        "Tiêu chí thi đua",
    ]
    assert len(chapters("ke-hoach-huyen", 2)) == 7


def test_each_skeleton_begins_with_what_is_known_and_says_nothing_of_what_is_not():
    words = {"issuer": "Trường A", "kind": "Kế hoạch", "subject": "X", "subject_low": "x", "parent": ""}
    for skeleton in skeletons():
        parts = composed(skeleton, [], words)

        assert not any("{" in part.text for part in parts)
        assert not any(
            part.title == place.title
            for part in parts
            for place in skeleton.places
            if place.optional and place.title
        )
    assert phrase("Thực hiện {parent}, {issuer} lập", words) == ""


def test_empty_places_are_offered_where_they_belong_and_filled_ones_are_not():
    places = (
        Place(form="opening"),
        Place(title="A"),
        Place(title="Khẩu hiệu", optional=True),
        Place(title="B"),
        Place(form="closing"),
    )
    rows = laid_out([Part("section", 1, "A"), Part("section", 2, "A1"), Part("section", 1, "B")], places)

    assert [(row.part.form, row.part.title, row.offered) for row in rows] == [
        ("opening", "", True), ("section", "A", False), ("section", "A1", False), ("section", "Khẩu hiệu", True),
        ("section", "B", False), ("closing", "", True),
    ]  # fmt: skip
    assert rows[1] == Row(Part("section", 1, "A"), places[1])
