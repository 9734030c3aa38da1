"""Refusals are answers, and part of the trail: shown with every reason, and recorded on their own."""

import datetime as dt
import hashlib
from typing import Any
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from thidua.activity.models import Refusal
from thidua.activity.trail import record
from thidua.core.dates import now
from thidua.core.errors import Blocker, Refused
from thidua.core.http import Handler, page, render_block


class RefusalMiddleware:
    """Turns `Refused` into a page (or, for htmx, the notice block) that lists every reason, status 422.

    The act's own transaction is already rolled back; the refusal is recorded in a new one, and
    repeats within a minute are one event with a count.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other exception alone."""
        if not isinstance(problem, Refused):
            return None
        record_refusal(request, problem, at=now())
        context = {"blockers": [shown(blocker) for blocker in problem.blockers], "back": _back(request)}
        if getattr(request, "htmx", False):
            answer = HttpResponse(render_block(request, "core/refused.html", "reasons", context), status=422)
            answer["HX-Retarget"], answer["HX-Reswap"] = "#notice", "innerHTML"
            return answer
        return page(request, "core/refused.html", context, status=422)


def shown(blocker: Blocker) -> dict[str, Any]:
    """A blocker as a page shows it: the sentence, and the address where it is put right."""
    address = getattr(blocker.about, "get_absolute_url", None)
    return {"message": blocker.message, "href": address() if address else None}


def _back(request: HttpRequest) -> str:
    """Where the person came from, if that was here; "//elsewhere" would lead away and counts as not here."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    here = came_from.netloc == request.get_host() and not came_from.path.startswith("//")
    return came_from.path if here and came_from.path else "/"


def record_refusal(request: HttpRequest, refused: Refused, *, at: dt.datetime) -> None:
    """Append the refusal to the trail, once a minute for the same person, place and reasons."""
    user = request.user if getattr(request, "user", None) and request.user.is_authenticated else None
    place = request.resolver_match.view_name if request.resolver_match else request.path
    reasons = [blocker.message for blocker in refused.blockers]
    key = hashlib.sha256(repr((user and user.pk, place, request.path, reasons)).encode()).hexdigest()
    with transaction.atomic():
        if _is_first_this_minute(key, at.replace(second=0, microsecond=0)):
            event = record(
                f"refused.{place}",
                "Từ chối: " + " ".join(reasons),
                by=user,
                at=at,
                path=request.path,
                reasons=reasons,
            )
            Refusal.objects.filter(key=key, event_id=None).update(event_id=event.pk)


def _is_first_this_minute(key: str, minute: dt.datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO activity_refusal (key, minute, count) VALUES (%s, %s, 1) "
            "ON CONFLICT (key, minute) DO UPDATE SET count = activity_refusal.count + 1 RETURNING count",
            [key, minute],
        )
        row = cursor.fetchone()
    return bool(row and row[0] == 1)
