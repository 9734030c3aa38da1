"""The register of movements and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from thidua.core.http import page
from thidua.movements.drafting import kind_beside_symbol
from thidua.movements.queries.branches import roots_named, same_root_counts
from thidua.movements.queries.pages import movement_page
from thidua.movements.queries.register import movements_in, movements_seen_by
from thidua.org.access import Ability, Request, needs

PER_PAGE = 50


@needs(Ability.MOVEMENT_VIEW)
def movements(request: Request) -> HttpResponse:
    """Movements of my units and those that ask something of me, newest first; those found by name, by their roots."""
    q = request.GET.get("q", "")
    seen = movements_seen_by(request.access)
    shown = Paginator(movements_in(seen), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": shown,
        "named_apart": {
            row.pk: kind_beside_symbol(row.plan.get_kind_display(), row.plan.symbol) for row in shown
        },
        "alike": same_root_counts(shown, seen),
        "may_file": request.access.has(Ability.PAPER_FILE),
        "q": q,
        "trees": roots_named(q, request.access) if q.strip() else [],
    }
    return page(request, "movements/movements.html", context)


@needs(Ability.MOVEMENT_VIEW)
def movement(request: Request, pk: int) -> HttpResponse:
    """One movement: what it asks, who has answered, what it came to."""
    seen = movements_seen_by(request.access).select_related("owner", "plan", "basis", "parent__owner")
    found = get_object_or_404(seen, pk=pk)
    return page(request, "movements/movement.html", {"about": movement_page(found, request.access)})
