"""How many hours a plan costs: all lines, and the estimate of one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.burden import estimate_burden
from thidua.movements.forms.burden import EstimateForm
from thidua.movements.models import Duty, PlannedActivity, Task
from thidua.movements.queries.burden import burden_of
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs

THINGS: dict[str, Any] = {"viec": Duty, "nhiem-vu": Task, "hoat-dong": PlannedActivity}


@needs(Ability.MOVEMENT_VIEW)
def burden(request: Request, pk: int) -> HttpResponse:
    """Every duty, task and activity of a plan with its hours, or "chưa ước lượng"."""
    seen = movements_seen_by(request.access).select_related("owner", "plan")
    movement = get_object_or_404(seen, pk=pk)
    context = {
        "movement": movement,
        "about": burden_of(movement, on=movement.plan.day or request.access.day),
        "may_decide": movement.state != movement.State.CLOSED
        and request.access.may(Ability.MOVEMENT_DECIDE, movement.owner),
    }
    return page(request, "movements/burden.html", context)


@needs(Ability.MOVEMENT_DECIDE)
def burden_estimate(request: Request, what: str, pk: int) -> HttpResponse:
    """Say how long one line takes and how that is known."""
    if what not in THINGS:
        raise Http404
    rows = THINGS[what].objects.select_related("movement__owner", "movement__plan", "burden")
    thing = get_object_or_404(rows, pk=pk, movement__owner__in=request.units)
    form = EstimateForm(request.POST or None, kept=getattr(thing, "burden", None))
    if request.method == "POST" and form.is_valid():
        estimate_burden(thing, form.estimate, by=request.user, at=now())
        messages.success(request, "Đã ghi ước lượng giờ công.", "good")
        return redirect("burden", thing.movement_id)
    context = {"movement": thing.movement, "thing": thing, "form": form, "what": what}
    return page(request, "movements/burden_estimate.html", context, status=422 if form.errors else 200)
