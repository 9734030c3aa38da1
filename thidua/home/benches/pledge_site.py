"""The addresses of the site and two more, mounted by the benchmark `pledges` only.

`bare` is the limit: a signed-in POST behind the same middleware that inserts one row and answers. `composed` is the
peer: the pledge written as Django's own `update_or_create` writes it.
"""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.movements.models import Pledge
from thidua.org.access import Request, signed_in
from thidua.urls import handler403, handler404, handler500
from thidua.urls import urlpatterns as of_the_site

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


@require_POST
@signed_in
def bare(request: Request, pk: int) -> HttpResponse:
    """One row."""
    with connection.cursor() as cursor:
        row = [pk, request.user.person_id]
        cursor.execute("INSERT INTO bench_row (movement, person) VALUES (%s, %s)", row)
    return redirect("pledge", pk)


@require_POST
@signed_in
def composed(request: Request, pk: int) -> HttpResponse:
    """The pledge in the usual way, without closing the work and without the trail."""
    unit = request.access.posts[0].unit
    Pledge.objects.update_or_create(
        movement_id=pk,
        person_id=request.user.person_id,
        defaults={"unit": unit, "lines": ["Một"], "signed_at": now()},
    )
    return redirect("pledge", pk)


urlpatterns = [
    *of_the_site,
    path("do/mot-dong/<int:pk>/", bare),
    path("do/hai-cau/<int:pk>/", composed),
]
