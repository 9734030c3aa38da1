"""Accounts by the list: made from the staff, their one-time codes printed once and kept only hashed."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from thidua.activity.trail import Actor, record
from thidua.core.errors import refuse_if
from thidua.org import rules
from thidua.org.actions.people import reset_account
from thidua.org.codes import hashed, new_code
from thidua.org.models import Person, Unit, User


@dataclass(frozen=True)
class Slip:
    """What is printed for one person, and stored nowhere."""

    name: str
    username: str
    code: str
    unit: str


@transaction.atomic
def open_accounts(people: list[Person], unit: Unit, *, by: Actor | None, at: dt.datetime) -> list[Slip]:
    """Make an account for each of these who has none, named after the person's code; one line in the trail.

    Refuses, naming each, the people whose code is already somebody else's sign-in name.
    """
    waiting = [person for person in people if not hasattr(person, "user")]
    names = [person.code.lower() for person in waiting]
    taken = set(User.objects.filter(username__in=names).values_list("username", flat=True))
    refuse_if(
        [
            *rules.blockers_to_open_accounts(unit, waiting=len(waiting)),
            *(
                blocker
                for name in names
                for blocker in rules.blockers_to_account(name, taken=name in taken, has_one=False)
            ),
        ]
    )
    slips = [Slip(person.name, person.code.lower(), new_code(), str(unit)) for person in waiting]
    User.objects.bulk_create(
        [
            User(username=slip.username, person=person, password=hashed(slip.code))
            for slip, person in zip(slips, waiting, strict=True)
        ],
        batch_size=1000,
    )
    told = f"Lập {len(slips)} tài khoản cho {unit}, in phiếu mã lần đầu."
    record("account.opened_by_list", told, by=by, about=unit, unit=unit, at=at, usernames=names)
    return slips


def reset_by_slip(user: User, unit: Unit | None, *, by: Actor, at: dt.datetime) -> list[Slip]:
    """Give a new one-time code on a slip, without e-mail; the old password stops working at once."""
    code = reset_account(user, by=by, at=at)
    return [Slip(user.person.name, user.username, code, str(unit or ""))]
