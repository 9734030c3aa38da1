"""The index finds what a plain look at every text would find; a wording inside another is dropped."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.reading import read_text
from thidua.documents.reading.conduct import longest
from thidua.documents.reading.cues import Cues
from thidua.documents.reading.levels import issuer_level
from thidua.documents.reading.lines import Line, join
from thidua.documents.reading.quotes import is_quoted, pairs_of
from thidua.documents.reading.statements import Wording
from thidua.documents.reading.structure import Issuer

texts = st.lists(st.text("ab ệĐ“”", max_size=8).map(str.strip).filter(bool), max_size=8)


def blocks_of(texts):
    return [join([Line(no, text, text)]) for no, text in enumerate(texts, start=1)]


@given(texts, st.sampled_from(["a", "b a", "đ", "ệ"]))
def test_an_index_names_the_texts_that_hold_a_word(texts, word):
    cues = Cues(blocks_of(texts))

    assert cues.indexes(word) == [at for at, text in enumerate(texts) if word in text.lower()]


@given(texts.filter(bool))
def test_every_place_of_the_joined_text_leads_back_to_its_line(texts):
    cues = Cues(blocks_of(texts))

    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]

    assert [cues.line_at(start) for start in starts] == list(range(1, len(texts) + 1))


@given(st.lists(st.sampled_from(["a", "a b", "b", "a b c", "c"]), max_size=6))
def test_of_wordings_that_hold_one_another_the_longest_stay_once(said):
    kept = [each.text for each in longest([Wording(text, 1) for text in said])]

    inside = {text for text in said for other in said if text != other and f" {text} " in f" {other} "}
    assert kept == [text for text in dict.fromkeys(said) if text not in inside]


@given(st.text("ab“”", max_size=12))
def test_a_place_is_quoted_when_a_closed_pair_stands_around_it(text):
    pairs = pairs_of(text)

    plain = [any(opening < at < closing for opening, closing in pairs) for at in range(len(text))]

    assert [is_quoted(pairs, at) for at in range(len(text))] == plain


@pytest.mark.parametrize(
    ("name", "above", "level"),
    [
        ("BỘ GIÁO DỤC VÀ ĐÀO TẠO", None, "central"),
        ("CÔNG ĐOÀN GIÁO DỤC VIỆT NAM", None, "central"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "UBND TỈNH NGHỆ AN", "province"),
        ("CÔNG ĐOÀN GIÁO DỤC TỈNH", "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN GIANG", "province"),
        ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "UBND HUYỆN EA KAR", "district"),
        ("PHÒNG GIÁO DỤC TRUNG HỌC", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "province"),
        ("PHÒNG GD&ĐT THÀNH PHỐ TAM KỲ", None, "district"),
        ("UBND XÃ ĐẠ HUOAI", None, "commune"),
        ("TRƯỜNG THCS LÊ QUÝ ĐÔN", "UBND XÃ ĐẠ HUOAI", "school"),
        ("TRƯỜNG CAO ĐẲNG SƯ PHẠM", None, "higher_education"),
        ("CỤM THI ĐUA SỐ 3", None, "cluster"),
        ("BÁO VIỆT", None, None),
    ],
)
def test_the_name_of_the_issuer_tells_its_level(name, above, level):
    assert issuer_level([Issuer(name, "header", 1)], above) == level


@pytest.mark.parametrize(
    "unit",
    [
        "“a” 50% học sinh không chia sẻ b, ",
        "không để xảy ra ",
        "cán bộ, giáo viên, ",
        "ưu tiên khen thưởng ",
        "website của đơn vị, của ngành ",
        "Giấy khen của (ABC ",
    ],
)
def test_statements_are_read_in_step_with_the_length(unit):
    head = "KẾ HOẠCH\nThi đua\n\nI. Khen thưởng\n- a "

    def work(letters):
        text = head + unit * (letters // len(unit))
        before = time.process_time()
        read_text(text)
        return time.process_time() - before

    def least(letters):  # a busy machine only ever adds
        return min(work(letters) for _ in range(3))

    # Four times the text; a square law would take sixteen times as long.
    assert least(160_000) < 9 * least(40_000) + 0.2
