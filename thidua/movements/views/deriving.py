"""One page from the plan above to the unit's own plan."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.core.dates import now
from thidua.core.http import page
from thidua.core.text import as_key
from thidua.documents.models import Paper
from thidua.movements.actions.deriving import derive_plan
from thidua.movements.forms.deriving import DeriveForm
from thidua.movements.queries.deriving import copy_held, plans_to_derive, source_of, units_beneath
from thidua.movements.rules.contents import COPIED, copied_unchanged
from thidua.org.access import Ability, Request, needs
from thidua.org.models import Unit


@needs(Ability.MOVEMENT_DECIDE)
def plan_derive(request: Request, pk: int) -> HttpResponse:
    """Answer the plan above item by item; the unit's plan and its movement are drafted in one act."""
    plan = get_object_or_404(plans_to_derive(request.access).select_related("owner", "issuer"), pk=pk)
    unit = _unit(request, plan)
    plan = copy_held(plan, unit)
    source = source_of(plan, unit, on=request.access.day)
    form = DeriveForm(request.POST or None, source=source, today=request.access.day)
    if request.method == "POST" and form.is_valid():
        made = derive_plan(unit, plan, form.choices, by=request.user, at=now())
        messages.success(request, "Đã lập kế hoạch của đơn vị; xem lại, ký, rồi phát hành.", "good")
        if copied_unchanged([(one.reply.answer, one.reply.note) for one in form.choices.answers]):
            messages.success(request, COPIED, "late")
        return redirect(made.plan)
    context = {"source": source, "form": form}
    return page(request, "movements/plan_derive.html", context, status=422 if form.errors else 200)


def _unit(request: Request, plan: Paper) -> Unit:
    """The unit that makes the plan: who received the paper, else the one chosen, else the first this person leads."""
    wanted = as_key(request.GET.get("don-vi", "")) or plan.owner_id
    mine = units_beneath(plan, request.units, on=request.access.day)
    found = next((unit for unit in mine if unit.pk == wanted), mine[0] if mine else None)
    if found is None:
        raise Http404
    return found
