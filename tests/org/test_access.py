"""Who may do what, where, on which day: the table, and each page against it."""

import datetime as dt

import pytest
from django.urls import reverse

from thidua.core.dates import at_noon
from thidua.org.access import ROLES, Ability, Access, Where
from thidua.org.actions.people import add_person, appoint, end_post, open_account
from thidua.org.actions.tree import create_unit, move_unit
from thidua.org.models import Position, Unit, User

DAY = dt.date(2021, 10, 15)
NOON = at_noon(DAY)
A = Ability

pytestmark = pytest.mark.django_db

# Abilities that change the organisation or open restricted data: exactly who holds them, and how far.
HELD_BY = {
    A.UNIT_EDIT: {("admin", "subtree")},
    A.STAFF_EDIT: {("admin", "subtree")},
    A.ACCOUNT_RESET: {("admin", "subtree")},
    A.SEE_PERSONAL: {("head", "own"), ("deputy", "own")},
    A.SEE_HEALTH: {("head", "own"), ("deputy", "own")},
    A.SEE_RELATIVES: {("head", "own"), ("deputy", "own")},
    A.SEE_INCIDENTS: {("head", "own"), ("deputy", "own")},
    A.SEE_DECISION_DRAFTS: {("head", "own"), ("deputy", "own")},
    A.SEE_HARDSHIP: {("head", "own"), ("deputy", "own"), ("homeroom", "own")},
    A.AWARD_DECIDE: {("head", "own"), ("deputy", "own")},
    A.NOMINATE_PUPIL: {("homeroom", "own")},
    A.NOMINATE: {("union_chair", "paired")},
    A.COUNCIL_RECORD: {("council_secretary", "own")},
    A.PAPER_SIGN: {("head", "own"), ("deputy", "own"), ("union_chair", "own")},
}


@pytest.mark.parametrize("ability", HELD_BY, ids=lambda ability: ability.name)
def test_each_weighty_ability_is_held_by_exactly_these_posts(ability):
    held = {(role, place.value) for role, abilities in ROLES.items() for place in abilities.get(ability, ())}

    assert held == HELD_BY[ability]


def test_every_position_has_a_row_and_pupils_hold_nothing():
    assert set(ROLES) == set(Position)
    assert ROLES[Position.PUPIL] == {}
    assert {
        place for abilities in ROLES.values() for places in abilities.values() for place in places
    } == set(Where)


def reach(user, ability, *, on=DAY, ever=False):
    return sorted(Access(user, on).units(ability, ever=ever).values_list("code", flat=True))


def test_reach_follows_post_subtree_and_pairing(world):
    below = sorted(
        Unit.objects.filter(code__contains="LOCTHAI").exclude(kind="union").values_list("code", flat=True)
    )

    assert reach(world.tam, A.STAFF_EDIT) == below
    assert reach(world.minh, A.NOMINATE) == below
    assert reach(world.lan, A.AWARD_DECIDE) == ["LOCTHAI"]
    assert reach(world.quan, A.STAFF_EDIT) == []
    assert "MAU-KHAC" in reach(world.son, A.STAFF_VIEW)


def test_a_post_that_ended_opens_nothing_from_that_day(world):
    person = add_person("NS9", "Lê Mẫu An", by=None, at=NOON)
    post = appoint(person, world.school, "admin", "Quản trị", since=dt.date(2021, 1, 1), by=None, at=NOON)
    user, _ = open_account(person, "NS9", by=None, at=NOON)

    end_post(post, on=DAY, by=None, at=NOON)

    assert "LOCTHAI" in reach(user, A.UNIT_EDIT, on=dt.date(2021, 10, 14))
    assert reach(user, A.UNIT_EDIT) == []


def test_a_unit_that_moved_away_can_be_read_still_but_not_changed(world):
    team, elsewhere = world.teams["TOAN"], world.other_school
    move_unit(team, elsewhere, on=DAY, basis="QĐ mẫu", by=None, at=NOON)

    assert "LOCTHAI-TOAN" not in reach(world.tam, A.UNIT_EDIT)
    assert "LOCTHAI-TOAN" not in reach(world.tam, A.UNIT_VIEW)
    assert "LOCTHAI-TOAN" in reach(world.tam, A.UNIT_VIEW, ever=True)


def as_user(client, user):
    client.force_login(user, backend="thidua.org.backends.StaffBackend")
    return client


# Who opens which page of their own school, and of another: 200 shown, 403 no such post, 404 out of reach.
PAGES = {
    "units": {"tam": 200, "lan": 200, "quan": 200, "son": 200, "tu": 200},
    "unit": {"tam": 200, "lan": 200, "quan": 404, "son": 200, "tu": 404},
    "staff": {"tam": 200, "lan": 200, "quan": 403, "son": 200, "tu": 403},
    "person_new": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
    "unit_new": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
    "unit_area": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
    "unit_rename": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
    "unit_move": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
    "unit_merge": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
    "unit_end": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
    "accounts": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
    "staff_import": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
    "unit_import": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
    "staff_sample": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
    "unit_sample": {"tam": 200, "lan": 403, "quan": 403, "son": 403, "tu": 403},
}


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_to_exactly_these_people(client, world, name):
    args = (
        []
        if name in {"units", "staff_import", "unit_import", "staff_sample", "unit_sample"}
        else [world.school.pk]
    )

    answers = {
        who: as_user(client, getattr(world, who)).get(reverse(name, args=args)).status_code
        for who in PAGES[name]
    }
    client.logout()
    stranger = client.get(reverse(name, args=args))

    assert answers == PAGES[name]
    assert stranger.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "name",
    ["unit_area", "unit_rename", "unit_move", "unit_merge", "unit_end", "unit_new", "accounts", "person_new"],
)
def test_an_admin_reaches_no_other_school(client, world, name):
    assert as_user(client, world.tam).get(reverse(name, args=[world.other_school.pk])).status_code == 404


def test_a_page_of_a_person_opens_to_themselves_and_to_those_who_see_staff(client, world):
    address = world.quan.person.get_absolute_url()

    answers = {
        who: as_user(client, getattr(world, who)).get(address).status_code
        for who in ("quan", "tam", "lan", "tu")
    }

    assert answers == {"quan": 200, "tam": 200, "lan": 200, "tu": 404}


def test_birth_and_ethnicity_show_only_where_that_ability_is_held(client, world):
    person = add_person("NS8", "Lê Mẫu An", birth=dt.date(1979, 3, 9), ethnicity="Ba Na", by=None, at=NOON)
    appoint(person, world.school, "staff", "Nhân viên", since=DAY, by=None, at=NOON, main=True, group="staff")

    texts = {
        who: as_user(client, getattr(world, who)).get(person.get_absolute_url()).content.decode()
        for who in ("lan", "tam", "son")
    }

    assert {who: ("09/03/1979" in text, "Ba Na" in text) for who, text in texts.items()} == {
        "lan": (True, True),
        "tam": (False, False),
        "son": (False, False),
    }


def test_lists_and_searches_show_nothing_out_of_reach(client, world):
    found = {
        who: as_user(client, getattr(world, who))
        .get(reverse("units"), {"q": "mau khac"})
        .content.decode()
        .count("THPT Mẫu Khác</a></th>")
        for who in ("tam", "son", "tu")
    }

    assert found == {"tam": 0, "son": 1, "tu": 1}


def test_a_reset_reaches_only_those_who_are_counted_here(client, world):
    appoint(world.tu.person, world.council, "council_member", "Ủy viên", since=DAY, by=None, at=NOON)
    as_user(client, world.tam)

    guest = client.post(reverse("account_reset", args=[world.tu.person_id]))
    own = client.post(reverse("account_reset", args=[world.quan.person_id]))

    assert (guest.status_code, own.status_code) == (404, 200)
    assert User.objects.get(pk=world.quan.pk).must_change is True
    assert User.objects.get(pk=world.tu.pk).must_change is False


@pytest.mark.parametrize("name", ["units", "staff"])
def test_a_list_asks_as_many_questions_for_one_row_as_for_many(
    client, world, django_assert_max_num_queries, name
):
    as_user(client, world.tam)
    args = [world.school.pk] if name == "staff" else []
    counts = []
    for extra in (0, 3):
        for number in range(extra):
            made = create_unit(
                f"T9{number}",
                "team",
                f"Tổ Thêm {number}",
                since=DAY,
                parent=world.school,
                relation="within",
                by=None,
                at=NOON,
            )
            person = add_person(f"NS7{number}", "Lê Mẫu An", by=None, at=NOON)
            appoint(
                person, made, "teacher", "Giáo viên", since=DAY, by=None, at=NOON, main=True, group="teacher"
            )
        client.get(reverse(name, args=args))  # the place in the tree is kept for a minute
        with django_assert_max_num_queries(12) as asked:
            client.get(reverse(name, args=args))
        counts.append(len(asked))

    assert counts[0] == counts[1]
