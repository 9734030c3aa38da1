"""Quick ways through a long text find exactly what the plain way finds."""

from hypothesis import example, given
from hypothesis import strategies as st

from thidua.documents.reading.abbreviations import CAPITALS, WORD
from thidua.documents.reading.anomalies import DASHED, _dashed
from thidua.documents.reading.lines import NEWLINE, TERMINAL, clean, ends_sentence, split_lines

PIECES = st.lists(
    st.sampled_from(["a", "bc", "Đ", "KH", "5", "x" * 31, " ", "-", "–", "&", "/", ".", "\n", "_", "”", ";"]),
    max_size=14,
).map("".join)
NOISY = st.lists(
    st.sampled_from(
        ["ý", "ơ", " ", "  ", "\t", "*", "|", "<b>", "&amp;", "# ", "\u200b", "\r\n", "\n", "\r"]
    ),
    max_size=24,
).map("".join)


def spans(found):
    return [each.span() for each in found]


@given(PIECES)
@example("a-b-c")
@example(f"{'x' * 31}-a – {'y' * 30} - b")
def test_words_joined_by_a_dash_are_those_of_the_pattern(text):
    assert spans(_dashed(text)) == spans(DASHED.finditer(text))


@given(PIECES)
@example("5K.KH 5KH AB-KH")
def test_abbreviations_known_by_a_capital_are_those_of_the_pattern(text):
    by_capital = [(end - max(end - start, 2), end) for start, end in spans(CAPITALS.finditer(text))]

    # A pattern that opens with a figure may begin inside a word; such places are set aside by what stands before.
    alone = [span for span in spans(WORD.finditer(text)) if not text[: span[0]][-1:].isalnum()]
    assert [span for span in by_capital if not text[: span[0]][-1:].isalnum()] == alone


@given(NOISY)
def test_lines_are_cleaned_as_one_by_one(text):
    raws = NEWLINE.split(text)
    raws = raws[:-1] if raws[-1] == "" else raws

    assert [(line.raw, line.text) for line in split_lines(text)] == [(raw, clean(raw)) for raw in raws]


@given(PIECES)
def test_a_sentence_ends_where_the_pattern_says(text):
    assert ends_sentence(text) == bool(TERMINAL.search(text[-8:]))
