from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.text import initials
from thidua.stories.rules import is_minor, public_name

DAY = date(2021, 10, 25)
NAME = "Lý Thị Mẫu Ngân"


def named(**more):
    return public_name(
        NAME, **{"learner": True, "birth": date(2005, 3, 10), "consent_until": None, "on": DAY, **more}
    )


def test_a_minor_is_named_by_initials():
    assert named() == "L.T.M.N."


def test_a_learner_of_unknown_birth_counts_as_a_minor_and_a_teacher_does_not():
    assert (named(birth=None), named(birth=None, learner=False)) == ("L.T.M.N.", NAME)


def test_a_guardians_consent_names_a_minor_to_its_last_day():
    assert named(consent_until=DAY) == NAME
    assert named(consent_until=DAY - timedelta(days=1)) == "L.T.M.N."


def test_the_eighteenth_birthday_is_the_first_day_of_the_full_name():
    assert named(birth=date(2003, 10, 26)) == "L.T.M.N."
    assert named(birth=date(2003, 10, 25)) == NAME


def test_somebody_born_on_29_february_grows_up_on_1_march():
    assert is_minor(learner=True, birth=date(2004, 2, 29), on=date(2022, 2, 28)) is True
    assert is_minor(learner=True, birth=date(2004, 2, 29), on=date(2022, 3, 1)) is False


@given(st.dates(date(1990, 1, 1), date(2020, 12, 31)), st.dates(date(2021, 1, 1), date(2030, 12, 31)))
def test_no_minor_without_consent_is_ever_named(birth, on):
    shown = named(birth=birth, on=on)

    assert shown == (initials(NAME) if is_minor(learner=True, birth=birth, on=on) else NAME)
    assert is_minor(learner=True, birth=birth, on=on) == (
        (on.year - birth.year, (on.month, on.day)) < (18, (birth.month, birth.day))
    )
