"""How a signed-in person is read: with their name and unread notices, in one query."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import IntegerField
from django.db.models.expressions import RawSQL

from thidua.org.models import User

_UNREAD = "SELECT count(*) FROM activity_notice n WHERE n.user_id = org_user.id AND n.read_at IS NULL"


class StaffBackend(ModelBackend):
    """Passwords as Django keeps them; the account comes with its person and its count of unread notices."""

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session, or None when it was closed."""
        unread = RawSQL(_UNREAD, [], output_field=IntegerField())  # noqa: S611 our own words
        user = User.objects.select_related("person").annotate(unread=unread).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
