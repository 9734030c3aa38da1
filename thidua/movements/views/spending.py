"""What a movement costs, and the spendings disclosed for it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.spending import close_cost, disclose_spending, record_cost, strike_spending
from thidua.movements.forms.spending import CostForm, SpendingForm, StrikeForm
from thidua.movements.models import Movement, PlannedActivity, Spending, Task
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.queries.spending import costs_of
from thidua.org.access import Ability, Request, needs

THINGS: dict[str, Any] = {"nhiem-vu": Task, "hoat-dong": PlannedActivity}


@needs(Ability.MOVEMENT_VIEW)
def costs(request: Request, pk: int) -> HttpResponse:
    """Costs of tasks and activities, and every disclosed spending, open to all who may look into the movement."""
    seen = movements_seen_by(request.access).select_related("owner", "plan")
    return _shown(request, get_object_or_404(seen, pk=pk))


def _shown(request: Request, movement: Movement, sent: tuple[int, StrikeForm] | None = None) -> HttpResponse:
    """The page of costs; `sent` is the spending whose form came back with errors, and that form."""
    at_fault, form = sent or (0, None)
    context = {
        "movement": movement,
        "about": costs_of(movement),
        "may_decide": request.access.may(Ability.MOVEMENT_DECIDE, movement.owner),
        "sent": form,
        "strike": lambda key: form if key == at_fault else _strike_form(key),
    }
    return page(request, "movements/costs.html", context, status=422 if form else 200)


def _strike_form(key: int, data: Any = None) -> StrikeForm:
    """The same short form beside each spending, with ids of its own."""
    return StrikeForm(data, auto_id=f"id_{key}_%s")


@needs(Ability.MOVEMENT_DECIDE)
def cost_edit(request: Request, what: str, pk: int) -> HttpResponse:
    """Record what one task or activity was to cost and did cost."""
    if what not in THINGS:
        raise Http404
    rows = THINGS[what].objects.select_related("movement__owner", "movement__plan")
    thing = get_object_or_404(rows, pk=pk, movement__owner__in=request.units)
    form = CostForm(request.POST or None, thing=thing)
    if request.method == "POST" and form.is_valid():
        movement = record_cost(thing, form.cost, by=request.user, at=now())
        messages.success(request, "Đã ghi chi phí.", "good")
        return redirect("costs", movement.pk)
    context = {"movement": thing.movement, "thing": thing, "form": form, "what": what}
    return page(request, "movements/cost_form.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def cost_close(request: Request, pk: int) -> HttpResponse:
    """Close the cost of an activity."""
    found = get_object_or_404(PlannedActivity, pk=pk, movement__owner__in=request.units)
    closed = close_cost(found, by=request.user, at=now())
    messages.success(request, f"Đã chốt chi phí của hoạt động: {closed}.", "good")
    return redirect("costs", closed.movement_id)


@needs(Ability.MOVEMENT_DECIDE)
def spending_new(request: Request, pk: int) -> HttpResponse:
    """Disclose a purchase or a gift."""
    rows = Movement.objects.select_related("owner", "plan")
    movement = get_object_or_404(rows, pk=pk, owner__in=request.units)
    form = SpendingForm(request.POST or None, movement=movement, on=request.access.day)
    if request.method == "POST" and form.is_valid():
        made = disclose_spending(movement, form.spent, by=request.user, at=now())
        messages.success(request, f"Đã công khai khoản chi: {made}.", "good")
        return redirect("costs", movement.pk)
    context = {"movement": movement, "form": form}
    return page(request, "movements/spending_form.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def spending_strike(request: Request, pk: int) -> HttpResponse:
    """Strike out a spending that was disclosed in error."""
    rows = Spending.objects.select_related("movement__owner", "movement__plan")
    found = get_object_or_404(rows, pk=pk, movement__owner__in=request.units)
    form = _strike_form(pk, request.POST)
    if not form.is_valid():
        return _shown(request, found.movement, (pk, form))
    struck = strike_spending(found, form.cleaned_data["reason"], by=request.user, at=now())
    messages.success(request, f"Đã gạch bỏ khoản chi: {struck}. Dòng cũ vẫn còn để đọc.", "good")
    return redirect("costs", struck.movement_id)
