"""Words and ways of writing them: what officers type finds what was written, and the database agrees with us."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from thidua.core.abbreviations import SAME, slots
from thidua.core.lexemes import as_query, holding, holding_any, words_of
from thidua.core.text import fold
from thidua.documents.models import Paper
from thidua.org.models import Person
from thidua.org.queries.vocabulary import Names

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
NAMES = st.text(VIETNAMESE + VIETNAMESE.upper() + " '-&/0123456789", min_size=1, max_size=60)
IN_THE_DATABASE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("685/KH-PGDĐT", ["685", "kh", "pgddt"]),
        ("thầy - trò", ["thay", "tro"]),
        ("H'Mẫu Niê", ["h", "mau", "nie"]),
        ("GD&ĐT", ["gd", "dt"]),
        ("GDĐT", ["gddt"]),
        ("  \x00 … ", []),
    ],
)
def test_words_are_what_lies_between_signs(text, words):
    assert words_of(text) == words


@given(NAMES)
def test_words_are_the_same_however_the_marks_are_composed(text):
    assert words_of(unicodedata.normalize("NFD", text)) == words_of(unicodedata.normalize("NFC", text))


def test_the_longest_known_way_is_taken_and_other_words_stand_alone():
    office = next(group for group in SAME if "pgddt" in group)

    found = list(slots(["phong", "giao", "duc", "va", "dao", "tao", "ea", "kar"]))

    assert found == [tuple(tuple(way.split()) for way in office), (("ea",),), (("kar",),)]


@given(st.lists(st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True), max_size=8))
def test_slots_keep_every_word_in_order(words):
    left = list(words)

    for ways in slots(words):
        taken = next(way for way in sorted(ways, key=len, reverse=True) if tuple(left[: len(way)]) == way)
        del left[: len(taken)]

    assert left == []


@pytest.mark.parametrize(
    ("asked", "search"),
    [
        ("mau kho", "(mau) & (kho:*)"),
        ("mau k", "(mau) & (k)"),
        ("68", "(68)"),
        ("05", "(05 | 5)"),
        ("GV", "(gv | (giao & vien))"),
        ("", ""),
        ("-", ""),
    ],
)
def test_the_last_word_may_be_begun_but_neither_a_number_nor_a_single_letter(asked, search):
    assert holding(asked) == search


def test_a_term_too_may_be_the_beginning_of_a_name():
    assert holding("ngo th", half_typed=True) == "(ngo) & (th:* | (tieu & hoc))"
    assert holding("ngo th") == "(ngo) & (th | (tieu & hoc))"


def test_one_word_of_each_choice_is_enough():
    assert holding_any([["mau", "mai"], ["an"]]) == "(mau | mai) & (an)"


def bears(text, search):
    """Whether the database says that a text, folded into words, answers a search."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_to_tsvector(%s) @@ to_tsquery('simple', %s)", [words_of(text), search])
        return cursor.fetchone()[0]


@IN_THE_DATABASE
@given(st.text(max_size=60))
@example("a' | !(b):* & \\")
@example("5e3 0x1f 12a1 a1b2 1.5")
def test_every_text_makes_a_search_that_the_database_takes_and_that_finds_the_text(db, text):
    whole = holding(text)

    if words_of(text):
        assert bears(text, whole)
    else:
        assert whole == ""


SYLLABLES = st.sampled_from(
    ["mau", "mai", "ma", "thao", "th", "giao", "vien", "gv", "5", "05", "68", "685", "h", "d'a"]
)


@IN_THE_DATABASE
@given(st.lists(SYLLABLES, min_size=1, max_size=4), st.lists(SYLLABLES, min_size=1, max_size=3))
@example(["giao", "vien"], ["gv"])
@example(["5"], ["05"])
@example(["thao"], ["th"])
def test_names_kept_in_the_process_answer_as_the_database_does(db, name, asked):
    held = Names([" ".join(name)]).holding(words_of(" ".join(asked)))

    assert bool(held) == bears(" ".join(name), holding(" ".join(asked), half_typed=True))


@IN_THE_DATABASE
@given(NAMES)
def test_the_column_holds_the_words_that_we_make_of_a_name_in_either_composition(db, name):
    for form in ("NFC", "NFD"):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO org_person (code, name, folded, sort_key, gender, ethnicity) "
                "VALUES (%s, 'x', %s, '', '', '') RETURNING tsvector_to_array(words)",
                [f"L{form}{name}"[:40], fold(unicodedata.normalize(form, name))],
            )
            (words,) = cursor.fetchone()
        assert words == sorted(set(words_of(name)), key=lambda word: word.encode())
        Person.objects.filter(code=f"L{form}{name}"[:40]).delete()


@IN_THE_DATABASE
@given(NAMES)
def test_the_database_folds_what_is_not_folded_as_we_do(awarded, name):
    plan = Paper.objects.get(owner=awarded.school, number=30)
    for form in ("NFC", "NFD"):
        plan.subject = unicodedata.normalize(form, name)
        plan.save(update_fields=["subject"])

        found = Paper.objects.filter(pk=plan.pk, words=as_query(" & ".join(words_of(name) or ["30"])))

        assert list(found) == [plan]


def test_a_word_of_three_thousand_letters_is_kept_by_its_beginning(awarded):
    plan = Paper.objects.get(owner=awarded.school, number=30)
    plan.subject = "ă" * 3000

    plan.save(update_fields=["subject"])

    assert list(Paper.objects.filter(words=as_query(holding("ă" * 3000)))) == [plan]
