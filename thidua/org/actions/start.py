"""The first unit of an installation, and the person who will set up the rest."""

import datetime as dt

from django.db import transaction

from thidua.core.errors import Blocker, refuse_if
from thidua.core.text import fold
from thidua.org.actions.people import add_person, appoint, open_account
from thidua.org.actions.tree import create_unit
from thidua.org.models import Position, Unit, User


@transaction.atomic
def start_installation(
    name: str, code: str, kind: str, admin: str, username: str, *, since: dt.date, at: dt.datetime
) -> tuple[User, str]:
    """Found the first unit with its administrator; returns the account and its one-time code.

    Refuses an installation that has a unit already.
    """
    stands = Unit.objects.exists()
    refuse_if([Blocker("Hệ thống đã có đơn vị; hãy thêm đơn vị khác từ trang Đơn vị.")] if stands else [])
    initials = "".join(word[0] for word in fold(name).split()).upper()
    unit = create_unit(code or initials, kind, name, since=since, by=None, at=at)
    person = add_person("QT-001", admin, by=None, at=at)
    appoint(person, unit, Position.ADMIN, "Quản trị hệ thống", since=since, by=None, at=at)
    return open_account(person, username, by=None, at=at)
