"""Notices leave the house: by which channel, how often tried, and what became of each."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Now
from django.urls import reverse
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from thidua.activity.channels import WAYS, Letter, NotSentError, closed_for
from thidua.activity.models import Delivery, Notice, Outlet
from thidua.activity.trail import Actor, notify, record
from thidua.core.errors import Blocker, refuse_if

MOST_TRIES = 5
FORGOTTEN = dt.timedelta(hours=1)  # after the longest pause between two tries: whose job may have died
SILENT = dt.timedelta(minutes=5)  # a worker that lives is heard of every few seconds
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
    """The owner reads which address it was; the trail, which keeps its sentences for good, does not."""
    channel = f"Không gửi được nhắc việc qua {delivery.get_channel_display()}"
    event = record("delivery.failed", f"{channel}: {delivery.reason}", by=None, about=delivery, at=at)
    told = f"{channel} ({delivery.address}): {delivery.reason}"
    notify(event, [delivery.notice.user_id], told, href=reverse("reminders"))


def resume_deliveries(*, at: dt.datetime) -> int:
    """Ask again for what still waits though its job has died; returns how many."""
    old = Delivery.objects.filter(state=Delivery.State.WAITING, made_at__lt=at - FORGOTTEN)
    untried = old.filter(Q(tried_at=None) | Q(tried_at__lt=at - FORGOTTEN))
    dead = untried.filter(~Exists(_jobs_alive().filter(key=OuterRef("pk")))).order_by("made_at", "pk")
    waiting: list[dict[str, Any]] = [{"delivery": key} for key in dead.values_list("pk", flat=True)[:5000]]
    if waiting:
        app.configure_task("activity.deliver").batch_defer(*waiting)
    return len(waiting)


def _jobs_alive() -> "QuerySet[Any, Any]":
    """Jobs of deliveries, each with the `key` of its delivery, that wait or are in the hands of a living worker.

    The beat of a worker is by the server's own clock, whatever day the installation shows. A job whose worker was
    killed stays as begun for ever, and counts as dead.
    """
    jobs = ProcrastinateJob.objects.filter(task_name="activity.deliver")
    begun = Q(status="doing", worker__last_heartbeat__gt=Now() - SILENT)
    key = Cast(KeyTextTransform("delivery", "args"), BigIntegerField())
    alive: QuerySet[Any, Any] = jobs.filter(Q(status="todo") | begun).annotate(key=key)
    return alive
