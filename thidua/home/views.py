"""The desk, the notices, the trail."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.activity.models import Notice
from thidua.activity.trail import mark_read
from thidua.core.dates import now, with_weekday
from thidua.core.http import page
from thidua.home.desk import desk_of
from thidua.home.queries import trail_seen_by
from thidua.home.search import begun, search
from thidua.home.unit_work import work_of
from thidua.org.access import Ability, Request, needs, public, signed_in


@signed_in
def desk(request: Request) -> HttpResponse:
    """What I owe, what waits for me, what came back and why."""
    work = desk_of(request.access)
    first, piles = work.laid_out()
    context = {
        "desk": work,
        "next": first,
        "piles": piles,
        "lead": work.in_words(),
        "today": with_weekday(request.access.day),
    }
    return page(request, "home/desk.html", context)


@signed_in
def notices(request: Request) -> HttpResponse:
    """What I was told, newest first."""
    mine = Notice.objects.filter(user=request.user).select_related("event").order_by("-id")
    return page(
        request, "home/notices.html", {"page": Paginator(mine, 50).get_page(request.GET.get("trang"))}
    )


@signed_in
@require_POST
def notices_read(request: Request) -> HttpResponse:
    """All of mine are read."""
    mark_read(Notice.objects.filter(user=request.user), at=now())
    return redirect("notices")


@signed_in
def trail(request: Request) -> HttpResponse:
    """What happened in my units; without such a post, what I did myself."""
    events = trail_seen_by(request.access)
    return page(
        request, "home/trail.html", {"page": Paginator(events, 50).get_page(request.GET.get("trang"))}
    )


@signed_in
def search_page(request: Request) -> HttpResponse:
    """One box for terms, units, people, papers and movements within reach."""
    words = request.GET.get("q", "")[:200]
    return page(request, "home/search.html", {"words": words, "found": search(words, request.access)})


@signed_in
def search_begun(request: Request) -> HttpResponse:
    """People and units whose names begin so, while one types."""
    words = request.GET.get("q", "")[:200]
    return page(request, "home/search_begun.html", {"rows": begun(words, request.access)})


@needs(Ability.UNIT_VIEW)
def unit_work(request: Request, pk: int) -> HttpResponse:
    """A unit's members, what it was asked, and what it came to."""
    unit = get_object_or_404(request.units, pk=pk)
    return page(request, "home/unit_work.html", work_of(unit, request.access))


@public
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build pages; only on a demo installation."""
    if not settings.DEMO:
        raise Http404
    return page(request, "core/components.html", {})
