"""Who is not to be measured for a time, and who was called away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.exemptions import end_exemption, record_exemption, record_requisition
from thidua.movements.forms.exemptions import EndForm, ExemptionForm, RequisitionForm
from thidua.movements.models import Exemption
from thidua.movements.queries.exemptions import (
    exemptions_page,
    people_in_charge,
    requisitions_page,
    with_parts,
)
from thidua.org.access import Ability, Request, needs


@needs(Ability.MOVEMENT_DECIDE)
def exemptions(request: Request) -> HttpResponse:
    """Exemptions of the units in one's charge; one more can be recorded."""
    form = ExemptionForm(request.POST or None, people=people_in_charge(request.access))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person, kind = given.pop("person"), given.pop("kind")
        record_exemption(person, kind, **given, by=request.user, at=now())
        messages.success(request, f"Đã ghi một lần miễn của {person}. Mọi phiếu chấm tự theo.", "good")
        return redirect("exemptions")
    context = {"rows": exemptions_page(request.access), "form": form, "end": EndForm()}
    return page(request, "movements/exemptions.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def exemption_end(request: Request, pk: int) -> HttpResponse:
    """End an exemption earlier than was thought."""
    row = get_object_or_404(Exemption, pk=pk, unit__in=with_parts(request.units, on=request.access.day))
    form = EndForm(request.POST)
    if form.is_valid():
        end_exemption(row, form.cleaned_data["last"], by=request.user, at=now())
        messages.success(request, "Đã ghi ngày cuối của lần miễn.", "good")
    else:
        messages.error(request, "Ngày cuối phải là một ngày, ví dụ 20/9/2021. Chưa có gì thay đổi.", "back")
    return redirect("exemptions")


@needs(Ability.MOVEMENT_DECIDE)
def requisitions(request: Request) -> HttpResponse:
    """Orders that called people away; one more can be recorded."""
    form = RequisitionForm(request.POST or None, people=people_in_charge(request.access))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person = given.pop("person")
        record_requisition(person, **given, by=request.user, at=now())
        messages.success(request, f"Đã ghi lệnh trưng dụng của {person}.", "good")
        return redirect("requisitions")
    context = {"rows": requisitions_page(request.access), "form": form}
    return page(request, "movements/requisitions.html", context, status=422 if form.errors else 200)
