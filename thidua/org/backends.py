"""How a signed-in person is read: session, account, person and unread notices, in two fixed statements.

Every page of every person begins with these two; composing them anew each time cost more than running them.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from thidua.org.models import Person, User

_OF_USER = [field.attname for field in User._meta.concrete_fields]
# What the database derives from the name serves searches; it is read only if somebody asks for it.
_OF_PERSON = [field.attname for field in Person._meta.concrete_fields if not field.generated]
_COLUMNS = [f'u."{name}"' for name in _OF_USER] + [f'p."{name}"' for name in _OF_PERSON]
_ACCOUNT = f"""
SELECT (SELECT count(*) FROM activity_notice n WHERE n.user_id = u.id AND n.read_at IS NULL), {", ".join(_COLUMNS)}
FROM org_user u JOIN org_person p ON p.id = u.person_id WHERE u.id = %s
"""  # noqa: S608 our own words
_SESSION = """
SELECT session_key, session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > %s
"""


class StaffBackend(ModelBackend):
    """Passwords as Django keeps them; the account comes with its person and its count of unread notices."""

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session, or None when it was closed."""
        row = _row(_ACCOUNT, [user_id])
        user = _account(row) if row else None
        return user if user and self.user_can_authenticate(user) else None


def _account(row: tuple[Any, ...]) -> User:
    unread, *columns = row
    user = User.from_db(connection.alias, _OF_USER, columns[: len(_OF_USER)])
    user.person = Person.from_db(connection.alias, _OF_PERSON, columns[len(_OF_USER) :])
    user.__dict__["unread"] = unread
    return user


class SessionStore(db.SessionStore):
    """Sessions in the database, as Django keeps them."""

    def _get_session_from_db(self) -> Session | None:
        row = _row(_SESSION, [self.session_key, timezone.now()])
        if row:
            key, data, until = row
            return Session(session_key=key, session_data=data, expire_date=until)
        self._session_key = None  # as Django forgets a key that leads nowhere
        return None


def _row(statement: str, values: list[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
