"""Notices leave the house: by which channel, how often tried, and what became of each."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django import app

from thidua.activity.channels import WAYS, Letter, NotSentError, closed_for
from thidua.activity.models import Delivery, Notice, Outlet
from thidua.activity.trail import Actor, notify, record
from thidua.core.errors import Blocker, refuse_if

MOST_TRIES = 5
FORGOTTEN = dt.timedelta(hours=1)  # after the longest pause between two tries: whose job has died
_LATE = "Đã vào giờ yên tĩnh. Bản nhắc sau sẽ nói lại điều còn phải làm."


@transaction.atomic
def set_outlet(user: Actor, *, email: str, webhook: str, by: Actor, at: dt.datetime) -> Outlet:
    """Say where else one wants to be told. Refuses a target the operator has not named."""
    unknown = webhook and webhook not in settings.WEBHOOKS
    refuse_if([Blocker("Kênh này không có trong danh sách của người quản trị.")] if unknown else [])
    kept = {"email": email, "webhook": webhook, "set_at": at}
    outlet, _ = Outlet.objects.update_or_create(user_id=user.pk, defaults=kept)
    record("outlet.set", "Đổi nơi nhận nhắc việc.", by=by, about=outlet, at=at)
    return outlet


@transaction.atomic
def hand_over(notices: Sequence[Notice], *, at: dt.datetime, until: Mapping[int, dt.datetime]) -> int:
    """Put notices on their way: in the house at once, and by each person's own channels as jobs of the worker.

    `until` says for each user when it would disturb. A fixed number of statements, however many the notices;
    returns how many are to leave the house.
    """
    outlets = {row.user_id: row for row in Outlet.objects.filter(user__in={row.user_id for row in notices})}
    rows = [
        Delivery(
            notice=row, channel=Delivery.Channel.IN_APP, state=Delivery.State.SENT, made_at=at, tried_at=at
        )
        for row in notices
    ]
    for notice in notices:
        outlet = outlets.get(notice.user_id)
        for channel, address in _ways(outlet) if outlet else ():
            rows.append(
                Delivery(
                    notice=notice,
                    channel=channel,
                    address=address,
                    made_at=at,
                    until=until.get(notice.user_id),
                )
            )
    kept = Delivery.objects.bulk_create(rows, batch_size=2000)
    leaving: list[dict[str, Any]] = [
        {"delivery": row.pk} for row in kept if row.state == Delivery.State.WAITING
    ]
    if leaving:
        app.configure_task("activity.deliver").batch_defer(*leaving)  # by name: jobs stand above actions
    return len(leaving)


def _ways(outlet: Outlet) -> list[tuple[str, str]]:
    ways = [(Delivery.Channel.EMAIL, outlet.email), (Delivery.Channel.WEBHOOK, outlet.webhook)]
    return [(channel, address) for channel, address in ways if address]


@transaction.atomic
def try_delivery(key: int, *, at: dt.datetime) -> Delivery:
    """Send one delivery that waits; sent ones are left alone. What failed for good is told to its owner.

    The row is locked while the other side answers, so two workers cannot send it at once.
    """
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("notice__user")
    delivery = rows.get(pk=key)
    if delivery.state != Delivery.State.WAITING:
        return delivery
    delivery.tried_at = at
    closed = closed_for(delivery.channel, delivery.address)
    if delivery.until is not None and at >= delivery.until:
        delivery.state, delivery.reason = Delivery.State.SKIPPED, _LATE
    elif closed:
        delivery.state, delivery.reason = Delivery.State.SKIPPED, closed
    else:
        _send(delivery)
    delivery.save(update_fields=["state", "reason", "tries", "tried_at"])
    if delivery.state == Delivery.State.FAILED:
        _tell_owner(delivery, at=at)
    return delivery


def _send(delivery: Delivery) -> None:
    delivery.tries += 1
    try:
        WAYS[delivery.channel](_letter(delivery), delivery.address)
    except NotSentError as problem:
        delivery.reason = str(problem)
        if not problem.again or delivery.tries >= MOST_TRIES:
            delivery.state = Delivery.State.FAILED
    else:
        delivery.state, delivery.reason = Delivery.State.SENT, ""


def _letter(delivery: Delivery) -> Letter:
    notice = delivery.notice
    return Letter(
        number=delivery.pk,
        name=notice.user.get_full_name(),
        sentence=notice.sentence,
        lines=tuple(notice.lines.splitlines()),
        href=f"{settings.SITE_ADDRESS}{notice.href or '/'}",
    )


def _tell_owner(delivery: Delivery, *, at: dt.datetime) -> None:
    said = f"Không gửi được nhắc việc qua {delivery.get_channel_display()} ({delivery.address}): {delivery.reason}"
    event = record("delivery.failed", said, by=None, about=delivery, at=at)
    notify(event, [delivery.notice.user_id], said, href=reverse("reminders"))


def resume_deliveries(*, at: dt.datetime) -> int:
    """Ask again for what still waits though its job must have died; returns how many."""
    old = Delivery.objects.filter(state=Delivery.State.WAITING, made_at__lt=at - FORGOTTEN)
    waiting: list[dict[str, Any]] = [
        {"delivery": row.pk}
        for row in old.order_by("made_at")[:5000]
        if row.tried_at is None or row.tried_at < at - FORGOTTEN
    ]
    if waiting:
        app.configure_task("activity.deliver").batch_defer(*waiting)
    return len(waiting)
