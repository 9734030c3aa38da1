"""Vietnamese text: found without marks, sorted as the dictionary does, read out, and never rounded up to the whole."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core import text

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
DIGITS = {"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}
NUMBER_WORDS = DIGITS | {"mốt", "tư", "lăm", "mười", "mươi", "linh", "trăm", "nghìn", "triệu", "tỷ"}
SYLLABLES = st.text("aàảãáạăằâầbdđeêềghiknoôơớquưừxyÀĐ ", max_size=12)


def backwards(words):
    """The same words in the order furthest from the one expected."""
    return list(reversed(words))


# Folding


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Phòng GDĐT huyện Ea Kar", "phong gddt huyen ea kar"),
        ("  ĐỘC   LẬP\n", "doc lap"),
        ("Thị Mẫu Ngân", "thi mau ngan"),
        (unicodedata.normalize("NFD", "Trường THPT Lộc Thái"), "truong thpt loc thai"),
        ("", ""),
    ],
)
def test_what_a_hurried_officer_types_finds_what_was_written(written, typed):
    assert text.fold(written) == typed


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(written):
    once = text.fold(written)

    assert text.fold(once) == once


@given(SYLLABLES)
def test_composed_and_decomposed_text_fold_and_sort_alike(written):
    composed, apart = (unicodedata.normalize(form, written) for form in ("NFC", "NFD"))

    assert text.fold(composed) == text.fold(apart)
    assert text.sort_key(composed) == text.sort_key(apart)


# Sorting


def test_letters_stand_in_the_order_of_the_vietnamese_alphabet():
    assert sorted(backwards(LETTERS), key=text.sort_key) == list(LETTERS)


@pytest.mark.parametrize("letter", list("aăâeêioôơuưy"))
def test_tones_stand_as_level_falling_hook_tilde_rising_heavy(letter):
    toned = [unicodedata.normalize("NFC", letter + tone) for tone in TONES]

    assert sorted(backwards(toned), key=text.sort_key) == toned


@pytest.mark.parametrize(
    "ordered",
    [
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mái", "man"],  # letters first, then tones
        ["bạn", "băn", "bân"],
        ["cá", "căn", "cân"],
        ["dương", "đa", "đường", "em"],  # đ is a letter after d
        ["an", "An Bình", "An Giang", "ăn"],  # syllable by syllable
        ["Lớp 10A1", "Lớp 10A2"],
    ],
)
def test_the_dictionary_order(ordered):
    assert sorted(backwards(ordered), key=text.sort_key) == ordered


@given(SYLLABLES, SYLLABLES)
def test_only_words_that_read_alike_share_a_key(one, other):
    def said(written):
        return " ".join(unicodedata.normalize("NFC", written).lower().split())

    assert (text.sort_key(one) == text.sort_key(other)) == (said(one) == said(other))


@given(st.lists(SYLLABLES, max_size=8))
def test_the_order_does_not_depend_on_how_the_list_arrived(words):
    ordered = sorted(words, key=text.sort_key)

    assert [text.sort_key(word) for word in sorted(backwards(words), key=text.sort_key)] == [
        text.sort_key(word) for word in ordered
    ]
    assert sorted(ordered, key=text.sort_key) == ordered


@given(st.text(max_size=30))
def test_any_text_has_a_key_of_as_many_words(written):
    assert len(text.sort_key(written).split()) == len(written.lower().split())


def test_people_are_listed_by_given_name_then_from_the_family_name():
    names = ["Trần Mẫu Bình", "Nguyễn Văn An", "Lê Thị Ánh", "Đỗ Văn An", "Phạm Đức", "Vũ Dũng"]

    assert sorted(names, key=text.name_key) == [
        "Đỗ Văn An",
        "Nguyễn Văn An",
        "Lê Thị Ánh",
        "Trần Mẫu Bình",
        "Vũ Dũng",
        "Phạm Đức",
    ]
    assert text.name_key("  ") == ""


# Numbers


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (12_345, "mười hai nghìn ba trăm bốn mươi lăm"),
        (1_000_001, "một triệu không trăm linh một"),
        (1_490_000, "một triệu bốn trăm chín mươi nghìn"),
        (2_000_000_000, "hai tỷ"),
        (2_050_000_000, "hai tỷ không trăm năm mươi triệu"),
    ],
)
def test_numbers_are_read_as_money_is_written(number, words):
    assert text.in_words(number) == words


@pytest.mark.parametrize("number", [-1, 10**12])
def test_a_number_out_of_range_is_refused_in_words(number):
    with pytest.raises(ValueError) as refused:
        text.in_words(number)

    assert str(refused.value) == f"Không đọc được số {number}: chỉ từ 0 đến 999.999.999.999."


def test_no_two_numbers_below_ten_thousand_are_read_alike():
    read = [text.in_words(number) for number in range(10_000)]

    assert len(set(read)) == 10_000


@given(st.integers(0, 10**12 - 1))
def test_a_reading_is_made_of_number_words_only(number):
    assert set(text.in_words(number).split()) <= NUMBER_WORDS


def test_thousands_are_parted_by_dots():
    assert [text.thousands(number) for number in (0, 999, 1_234_567)] == ["0", "999", "1.234.567"]


# Shares


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (58, 60, "96,7 %"),
        (57, 60, "95,0 %"),
        (60, 60, "100,0 %"),
        (9_999, 10_000, "99,9 %"),
        (0, 60, "0,0 %"),
        (1, 3, "33,3 %"),
        (2, 3, "66,7 %"),
        (0, 0, "không tính được"),
    ],
)
def test_a_share_has_one_decimal(part, whole, shown):
    assert text.percent(part, whole) == shown


@given(whole=st.integers(1, 10**9), missing=st.integers(1, 10**9))
def test_only_the_whole_is_ever_a_hundred_per_cent(whole, missing):
    assert text.percent(whole, whole) == "100,0 %"
    assert text.percent(max(whole - missing, 0), whole) != "100,0 %"


@given(whole=st.integers(1, 10**6), data=st.data())
def test_a_share_is_never_further_off_than_its_last_figure(whole, data):
    part = data.draw(st.integers(0, whole))

    shown = float(text.percent(part, whole).removesuffix(" %").replace(",", "."))

    assert abs(shown - 100 * part / whole) <= 0.1 + 1e-9


# Names of minors


def test_a_minor_is_named_by_initials():
    assert [text.initials(name) for name in ("Nguyễn Mẫu An", "điểu  mẫu hạnh", "")] == [
        "N.M.A.",
        "Đ.M.H.",
        "",
    ]


def test_every_pair_of_letters_and_tones_has_its_own_place():
    toned = [
        unicodedata.normalize("NFC", letter + tone)
        for letter, tone in itertools.product("aăâeêioôơuưy", TONES)
    ]

    assert len({text.sort_key(each) for each in toned}) == len(toned) == 72


# Keys in addresses


@pytest.mark.parametrize(
    ("typed", "key"),
    [("7", 7), ("007", 7), ("999999999", 999_999_999), *(
        (odd, None) for odd in ("", " 7", "-7", "1.0", "²", "٣", "7\0", "1000000000", "9" * 5000)
    )],
)  # fmt: skip
def test_a_key_is_read_only_from_plain_figures_that_some_row_may_have(typed, key):
    assert text.as_key(typed) == key
