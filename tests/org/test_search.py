"""Who is found, however large the reach: the way to look decides how quickly, never who."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.core.lexemes import as_query, words_of
from thidua.core.text import fold
from thidua.demo.days import AWARDED
from thidua.demo.national import build_national
from thidua.org.access import Ability, Access
from thidua.org.actions.people import add_person, appoint, open_account
from thidua.org.models import Person, Unit, User
from thidua.org.queries import search, vocabulary
from thidua.org.queries.search import people_begun, people_like, units_like
from thidua.org.queries.vocabulary import Names, guesses, near

AT = dt.datetime(2021, 8, 1, tzinfo=dt.UTC)
SINCE, UNTIL = dt.date(2018, 8, 1), dt.date(2025, 7, 1)
IN_THE_DATABASE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMES = Names(["hoang mau khoa", "le mau minh", "ngo mau an", "h'mau nie", "ngo mau anh"])


def test_names_are_known_by_their_words_in_any_order_the_last_only_begun():
    assert NAMES.holding(["mau", "ngo"]) == ["ngo mau an", "ngo mau anh"]
    assert NAMES.holding(["ngo", "an"]) == ["ngo mau an", "ngo mau anh"]
    assert NAMES.holding(["nie", "h"]) == ["h'mau nie"]
    assert NAMES.holding(["an", "mau", "zz"]) == []


@pytest.mark.parametrize(
    ("typed", "closest"),
    [
        ("hoang mau koa", ["hoang mau khoa"]),
        ("haong mau khoa", ["hoang mau khoa"]),
        ("hoangmau khoa", ["hoang mau khoa"]),
        ("hoang mau kh oa", ["hoang mau khoa"]),
        ("ngo mau n", ["ngo mau an"]),
        ("h'au nie", ["h'mau nie"]),
        ("le mau minhh", ["le mau minh"]),
        ("tran van tuan", []),
    ],
)
def test_the_names_with_the_fewest_slips_come_first(typed, closest):
    assert NAMES.near(words_of(typed))[0] == closest


def test_a_word_as_typed_has_no_slip_and_a_number_is_never_guessed():
    known = {"mau", "mai", "khoa", "685"}

    assert guesses("mau", known) == {("mau",): 0, ("mai",): 1}
    assert guesses("maukhoa", known) == {("maukhoa",): 0, ("mau", "khoa"): 1}
    assert guesses("686", known) == {("686",): 0}


def test_a_search_for_what_is_near_is_one_the_database_reads():
    assert near(["mua", "khoa"], {"mau", "khoa"}) == "((mau | mua) & (khoa))"
    assert near(["kh", "oa"], {"khoa"}) == "((kh) & (oa)) | ((khoa))"


KEPT = (search._posts_within, vocabulary._names, vocabulary._words)


@pytest.fixture(autouse=True)
def undecided():
    """Which way to look is decided anew for each test, and names in use are read anew."""
    for kept in KEPT:
        kept.cache_clear()
    yield
    for kept in KEPT:
        kept.cache_clear()


@pytest.fixture
def country(db):
    """A small country, and a reader of one province, of half the country, and of one school."""
    built = build_national(schools=60, staff=900)
    desks = {"top": built.provinces[:1], "half": built.provinces[::2], "school": built.schools[50:51]}
    return {desk: Access(reader(desk, units), AWARDED) for desk, units in desks.items()}


def reader(desk, units):
    person = add_person(f"DESK{desk}", "Người Tra Cứu", by=None, at=AT)
    for number, where in enumerate(Unit.objects.filter(pk__in=units)):
        appoint(
            person, where, "head", "Thủ trưởng", since=SINCE, until=UNTIL, by=None, at=AT, group="cadre",
            main=number == 0,
        )  # fmt: skip
    return open_account(person, f"desk{desk}", by=None, at=AT)[0]


def within(access):
    """Everybody of the reader's units, asked plainly."""
    units = access.units(Ability.STAFF_VIEW)
    return Person.objects.filter(posts__unit__in=units).distinct()


@pytest.mark.parametrize("wide", [10_000, -1])
@pytest.mark.parametrize("desk", ["top", "school"])
def test_both_ways_find_the_same_people_and_nobody_outside(country, desk, wide, monkeypatch):
    monkeypatch.setattr(search, "WIDE", wide)
    access = country[desk]
    everybody = Person.objects.order_by("folded").distinct("folded").values_list("folded", flat=True)

    for name in list(everybody)[:25]:
        first, *_, last = name.split()
        expected = {p.pk for p in within(access) if {first, last} <= set(p.folded.split())}
        hits = people_like(f"{first} {last}", access, limit=1000)
        exact = {p.pk for p in hits.rows if {first, last} <= set(p.folded.split())}

        assert exact == expected
        assert {p.pk for p in hits.rows} <= {p.pk for p in within(access)}


@pytest.fixture
def names(country):
    return list(Person.objects.order_by("id").values_list("name", flat=True))


@IN_THE_DATABASE
@given(data=st.data())
def test_both_ways_give_the_same_answer_whatever_is_typed(country, names, data):
    access = country[data.draw(st.sampled_from(["half", "school"]))]
    typed = data.draw(typings(names))

    few, many = (answer(typed, access, wide) for wide in (10_000, -1))

    assert few == many
    assert few[1] <= {person.pk for person in within(access)}


def answer(typed, access, wide):
    """Whether it was guessed, and who was found, looked for as if those within reach were few, or many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "WIDE", wide)
        hits = people_like(typed, access, limit=2000)
    return bool(hits.rows) and hits.near, {person.pk for person in hits.rows}


@st.composite
def typings(draw, names):
    """Words of somebody's name in any order, the last perhaps only begun; or the name with a slip somewhere."""
    name = draw(st.sampled_from(names))
    at = draw(st.integers(0, len(name) - 1))
    words = draw(st.permutations(name.split()))[: draw(st.integers(1, 4))]
    begun = " ".join(words)[: len(" ".join(words)) - draw(st.integers(0, 2))]
    letter = draw(st.sampled_from("aeghinotuxy "))
    slips = [name[:at] + name[at + 1 :], name[:at] + letter + name[at + 1 :], name[:at] + letter + name[at:]]
    return draw(st.sampled_from([name, fold(name), begun or name, *slips]))


@pytest.mark.parametrize("desk", ["half", "school"])
def test_while_typing_all_who_begin_so_are_listed_and_nobody_else(country, desk):
    access = country[desk]

    for start in ("ng", "h", "an", "duc", "an ngo", "zz"):
        expected = {
            p.pk for p in within(access) if p.folded.startswith(start) or p.given_first.startswith(start)
        }

        assert {person.pk for person in people_begun(start, access, limit=1000)} == expected


@pytest.mark.parametrize("desk", ["half", "school"])
def test_while_typing_in_a_crowd_the_list_may_be_short_but_holds_nobody_else(country, desk, monkeypatch):
    monkeypatch.setattr(search, "CROWD", -1)
    access = country[desk]

    for start in ("ng", "h", "an", "duc", "zz"):
        begun = {
            p.pk for p in within(access) if p.folded.startswith(start) or p.given_first.startswith(start)
        }
        found = {person.pk for person in people_begun(start, access, limit=6)}

        assert (found - begun, bool(found)) == (set(), bool(begun))


@pytest.mark.parametrize("wide", [-1, 10_000])
@pytest.mark.parametrize("depth", [1, 5])
def test_who_stands_behind_thousands_of_the_same_name_elsewhere_is_still_found(
    country, depth, wide, monkeypatch
):
    monkeypatch.setattr(search, "WIDE", wide)
    monkeypatch.setattr(search, "DEPTH", depth)
    access = country["school"]

    missing = [
        person for person in within(access) if person not in people_like(person.name, access, limit=1000).rows
    ]

    assert missing == []


@pytest.mark.parametrize("wide", [-1, 10_000])
def test_a_word_in_more_names_than_are_looked_up_finds_everybody_who_bears_it(country, wide, monkeypatch):
    monkeypatch.setattr(search, "WIDE", wide)
    monkeypatch.setattr(search, "FEW", 1)
    access = country["school"]

    assert {*people_like("mau", access, limit=1000).rows} == {*within(access).filter(words=as_query("mau"))}


def test_a_name_nobody_bore_before_is_found_at_once(country, monkeypatch):
    monkeypatch.setattr(search, "WIDE", -1)
    access = country["school"]
    people_like("mau", access, limit=12)
    person = add_person("NEW1", "Quách Mẫu Xuyên", by=None, at=AT)
    where = Unit.objects.get(pk=access.posts[0].unit.pk)
    appoint(
        person, where, "member", "Giáo viên", since=SINCE, until=None, by=None, at=AT, group="teacher", main=True
    )  # fmt: skip

    assert people_like("xuyen quach", access, limit=12).rows == [person]


def test_every_reader_finds_the_readers_own_name(awarded):
    readers = [Access(user, AWARDED) for user in User.objects.select_related("person")]
    readers = [access for access in readers if access.has(Ability.STAFF_VIEW)]

    missing = [
        access.user.username
        for access in readers
        if access.user.person not in people_like(access.user.person.name, access, limit=12).rows
    ]

    assert (len(readers) > 3, missing) == (True, [])


def test_a_unit_is_found_by_its_code_and_by_a_slip(awarded):
    access = Access(awarded.son, AWARDED)

    assert [unit.code for unit in units_like("locthai", access, limit=3).rows] == ["LOCTHAI"]
    hits = units_like("truong loc thia", access, limit=3)
    assert hits.near
    assert awarded.school in hits.rows
