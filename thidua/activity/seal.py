"""Chaining the trail, so that a changed or missing event shows.

Each link hashes the link before it and the whole event. Chaining inside the act's transaction would
make every writer wait for every other, so a sealer runs behind them, within a second, and takes
only events below the oldest transaction still running: nothing can appear behind it later.
An event restored from another server carries that server's transaction number, which may lie in our
future; whoever can see it knows that it is committed, so it is taken too.
The unsealed second is stated in docs/trust.md.
"""

import hashlib
import json
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from thidua.activity.models import ChainHead, ChainLink, Event

_OLDEST_RUNNING = RawSQL("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", [])
_NOT_YET_GIVEN = RawSQL("pg_snapshot_xmax(pg_current_snapshot())::text::bigint", [])
_OUR_OWN = RawSQL("pg_current_xact_id()::text::bigint", [])
_SETTLED = Q(transaction__lt=_OLDEST_RUNNING) | (
    Q(transaction__gte=_NOT_YET_GIVEN) & ~Q(transaction=_OUR_OWN)
)
_FIELDS = [field.attname for field in Event._meta.concrete_fields if field.attname != "transaction"]
_START = b"\x00" * 32


def digest_of(event: Event, before: bytes) -> bytes:
    """The hash of one event and of everything sealed before it (SHA-256, 32 bytes)."""
    values = {name: _plain(getattr(event, name)) for name in _FIELDS}
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(before + text.encode()).digest()


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def seal(limit: int = 5000) -> int:
    """Chain what can be chained now, at most `limit` events; returns how many were."""
    with transaction.atomic():
        ChainHead.objects.get_or_create(pk=1)
        head = ChainHead.objects.select_for_update().get(pk=1)
        sealed = Exists(ChainLink.objects.filter(event_id=OuterRef("pk")))
        waiting = Event.objects.filter(~sealed, _SETTLED).order_by("id")[:limit]
        links = []
        digest, number = bytes(head.digest), head.count
        for number, event in enumerate(waiting, start=head.count + 1):
            digest = digest_of(event, digest)
            links.append(ChainLink(number=number, event_id=event.pk, digest=digest))
        if links:
            ChainLink.objects.bulk_create(links, batch_size=1000)
            head.count, head.digest = number, digest
            head.save(update_fields=["count", "digest", "sealed_at"])
    return len(links)


def seal_all() -> int:
    """Chain everything that can be chained now."""
    total = 0
    while done := seal():
        total += done
    return total


def chain_faults() -> Iterator[str]:
    """Every place where the chain and the trail do not fit; nothing when all is as it was written."""
    head = ChainHead.objects.filter(pk=1).first()
    digest, expected = _START, 0
    for link in ChainLink.objects.order_by("number").iterator(chunk_size=2000):
        expected += 1
        if link.number != expected:
            yield f"Chuỗi nhật ký thiếu mắt xích số {expected}."
            expected = link.number
        event = Event.objects.filter(pk=link.event_id).first()
        if event is None:
            yield f"Sự kiện {link.event_id} (mắt xích {link.number}) đã bị xóa khỏi nhật ký."
        elif digest_of(event, digest) != bytes(link.digest):
            yield f"Sự kiện {link.event_id} (mắt xích {link.number}) không còn như lúc được niêm phong."
        digest = bytes(link.digest)
    if expected != (head.count if head else 0) or (head and digest != bytes(head.digest)):
        yield f"Đầu chuỗi ghi {head.count if head else 0} sự kiện, trong nhật ký có {expected} mắt xích khớp."
