"""Writing the trail: one line per act, in the act's own transaction."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.db import models, transaction
from django.utils import timezone

from thidua.activity.models import Event, Notice


class Actor(Protocol):
    """Whoever acts: a signed-in user, named as the trail will keep it."""

    pk: Any

    def get_full_name(self) -> str:
        """The name as people write it."""
        ...


def record(
    verb: str,
    sentence: str,
    *,
    by: Actor | None,
    at: dt.datetime,
    about: models.Model | None = None,
    unit: models.Model | None = None,
    **detail: Any,
) -> Event:
    """Append one act to the trail. `sentence` is what people will read; `by` None is the system itself.

    Must be called inside the transaction of the act, so that either both exist or neither.
    """
    event = described(verb, sentence, by=by, at=at, about=about, unit=unit, **detail)
    return record_all([event])[0]


def described(
    verb: str,
    sentence: str,
    *,
    by: Actor | None,
    at: dt.datetime,
    about: models.Model | None = None,
    unit: models.Model | None = None,
    **detail: Any,
) -> Event:
    """One act as `record` would append it, not yet in the trail."""
    return Event(
        happened_at=at,
        verb=verb,
        sentence=sentence,
        actor_id=by.pk if by else None,
        actor_name=by.get_full_name() if by else "Hệ thống",
        unit_id=unit.pk if unit else None,
        unit_name=str(unit) if unit else "",
        about_kind=about._meta.label_lower if about else "",
        about_id=about.pk if about else None,
        about_label=str(about)[:500] if about else "",
        detail=detail,
    )


def record_all(events: Sequence[Event]) -> list[Event]:
    """Append several acts in one statement, inside the transaction of the act."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{events[0].verb} must be recorded inside its own transaction")
    return Event.objects.bulk_create(events)


def notify(event: Event, users: Iterable[Any], sentence: str, *, href: str = "") -> int:
    """Tell people of an event, each once however many ways they are concerned; returns how many were named.

    `users` are users or their keys.
    """
    keys = {getattr(user, "pk", user) for user in users}
    Notice.objects.bulk_create(
        [Notice(user_id=key, event=event, sentence=sentence[:500], href=href) for key in sorted(keys)],
        ignore_conflicts=True,
        batch_size=2000,
    )
    return len(keys)


def tell_each(notices: Iterable[Notice]) -> list[Notice]:
    """Tell people each in words of their own, made and not yet kept; returns the kept rows with their keys."""
    return Notice.objects.bulk_create(notices, batch_size=2000)


def mark_read(notices: "models.QuerySet[Notice]", *, at: dt.datetime) -> int:
    """The owner has seen these notices."""
    return notices.filter(read_at=None).update(read_at=at)


def trail_of(thing: models.Model) -> "models.QuerySet[Event]":
    """What happened to one thing, newest first."""
    return Event.objects.filter(about_kind=thing._meta.label_lower, about_id=thing.pk).order_by("-id")


def recorded_now() -> dt.datetime:
    """The real moment, for rows that say when the system wrote them, also on a demo day."""
    return timezone.now()
