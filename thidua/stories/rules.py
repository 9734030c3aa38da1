"""How people are named in public. Pure."""

import datetime as dt

from thidua.core.text import initials

ADULT = 18  # years: below it a person is a minor (Bộ luật Dân sự 2015, Điều 21)


def is_minor(*, learner: bool, birth: dt.date | None, on: dt.date) -> bool:
    """Whether a person counts as a minor on a day; a learner whose birth date is not known does."""
    if birth is None:
        return learner
    grown = dt.date(birth.year + ADULT, 3, 1) if (birth.month, birth.day) == (2, 29) else None
    return on < (grown or birth.replace(year=birth.year + ADULT))


def public_name(
    name: str, *, learner: bool, birth: dt.date | None, consent_until: dt.date | None, on: dt.date
) -> str:
    """The name as the public may read it: a minor's initials, unless a guardian's consent lasts on that day.

    `consent_until` is the last day of the consent.
    """
    consented = consent_until is not None and on <= consent_until
    hidden = is_minor(learner=learner, birth=birth, on=on) and not consented
    return initials(name) if hidden else name
