"""Reads across rooms for the pages that belong to everyone."""

from django.db.models import Q, QuerySet

from thidua.activity.models import Event
from thidua.org.access import Ability, Access


def trail_seen_by(access: Access) -> "QuerySet[Event]":
    """Events of the units whose trail this person may see, and this person's own acts, newest first."""
    seen = Q(actor_id=access.user.pk)
    if access.has(Ability.TRAIL_VIEW):
        seen |= Q(unit_id__in=access.units(Ability.TRAIL_VIEW).values("pk"))
    return Event.objects.filter(seen).order_by("-id")
