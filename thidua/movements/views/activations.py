"""Scenarios are set going, confirmed and ended; how a unit has worked from day to day."""

import datetime as dt

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.activations import (
    activate_in_emergency,
    activate_scenario,
    confirm_activation,
    end_activation,
    give_counts,
    record_order,
    withdraw_activation,
)
from thidua.movements.forms.scenarios import (
    ActivateForm,
    ConfirmForm,
    CountsForm,
    EmergencyForm,
    EndForm,
    OrderForm,
    ReasonForm,
)
from thidua.movements.models import Activation, ActivationTask, Scenario
from thidua.movements.queries.activations import scenario_page
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.queries.scenarios import scenarios_decided_by, units_seen_by, units_to_order
from thidua.movements.views.scenarios import own_scenario, shown
from thidua.org.access import Ability, Request, needs
from thidua.reporting.queries.operating import history_of


def _activating(
    request: Request, found: Scenario, decided: ActivateForm | None, urgent: EmergencyForm | None
) -> HttpResponse:
    day = request.access.day
    context = {
        "about": scenario_page(found, request.access),
        "scenario": found,
        "movement": found.movement,
        "form": decided or ActivateForm(None, scenario=found, on=day),
        "urgent": urgent or EmergencyForm(None, scenario=found, on=day),
    }
    failed = decided is not None or urgent is not None
    return page(request, "movements/scenario_activate.html", context, status=422 if failed else 200)


@needs(Ability.MOVEMENT_DECIDE)
def scenario_activate(request: Request, pk: int) -> HttpResponse:
    """Set an approved scenario going by a decision."""
    found = own_scenario(request, pk)
    if request.method != "POST":
        return _activating(request, found, None, None)
    form = ActivateForm(request.POST, scenario=found, on=request.access.day)
    if not form.is_valid():
        return _activating(request, found, form, None)
    made = activate_scenario(found, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Đã kích hoạt phương án, từ {made.during.lower:%d/%m/%Y}.", "good")
    return redirect(made)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def scenario_emergency(request: Request, pk: int) -> HttpResponse:
    """The head sets a scenario going at once; the office above is told."""
    found = own_scenario(request, pk)
    form = EmergencyForm(request.POST, scenario=found, on=request.access.day)
    if not form.is_valid():
        return _activating(request, found, None, form)
    made = activate_in_emergency(found, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Đã kích hoạt khẩn cấp và báo cơ quan cấp trên; chờ xác nhận.", "late")
    return redirect(made)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def activation_confirm(request: Request, pk: int) -> HttpResponse:
    """Confirm an emergency by a decision."""
    row = get_object_or_404(Activation, pk=pk, scenario__in=scenarios_decided_by(request.access))
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return shown(request, row.scenario_id, confirm=form)
    confirmed = confirm_activation(row, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Đã xác nhận lần kích hoạt khẩn cấp.", "good")
    return redirect(confirmed)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def activation_end(request: Request, pk: int) -> HttpResponse:
    """End what was set going."""
    row = get_object_or_404(Activation, pk=pk, scenario__in=scenarios_decided_by(request.access))
    form = EndForm(request.POST)
    if not form.is_valid():
        return shown(request, row.scenario_id, end=form)
    ended = end_activation(
        row, form.cleaned_data["last"], form.cleaned_data["reason"], by=request.user, at=now()
    )
    messages.success(request, "Đã kết thúc phương án. Sau ngày ấy chưa ghi trạng thái nào.", "good")
    return redirect(ended)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def activation_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back what was to begin and has not."""
    row = get_object_or_404(Activation, pk=pk, scenario__in=scenarios_decided_by(request.access))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return shown(request, row.scenario_id, withdraw=form)
    withdrawn = withdraw_activation(row, form.cleaned_data["reason"], by=request.user, at=now())
    messages.success(request, "Đã hủy lần kích hoạt; các nhiệm vụ đã mở vẫn còn.", "good")
    return redirect(withdrawn)


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def activation_count(request: Request, pk: int) -> HttpResponse:
    """Give the numbers a task was asked for: its owner, or those who decide in the unit."""
    mine = Q(task__owner_person_id=request.user.person_id)
    led = Q(activation__scenario__unit__in=request.access.units(Ability.MOVEMENT_DECIDE))
    rows = ActivationTask.objects.filter(mine | led).select_related("activation__scenario__unit", "task")
    row = get_object_or_404(rows, pk=pk)
    form = CountsForm(request.POST, row=row)
    if not form.is_valid():
        return shown(request, row.activation.scenario_id, counts={row.pk: form})
    give_counts(row, form.counts, by=request.user, at=now())
    messages.success(request, "Đã ghi số liệu.", "good")
    return redirect(row.activation)


@needs(Ability.MOVEMENT_VIEW)
def operating(request: Request, pk: int, unit: int) -> HttpResponse:
    """How a unit has worked up to a day, with the decisions; an order of an authority can be noted."""
    movement = get_object_or_404(movements_seen_by(request.access).select_related("owner"), pk=pk)
    found = get_object_or_404(units_seen_by(request.access), pk=unit)
    may_order = units_to_order(request.access).filter(pk=found.pk).exists()
    form = OrderForm(request.POST or None)
    if request.method == "POST":
        if not may_order:
            raise Http404
        if form.is_valid():
            given = form.cleaned_data
            span = {"first": given["first"], "last": given["last"]}
            record_order(found, given["state"], form.decision, **span, by=request.user, at=now())
            messages.success(request, "Đã ghi trạng thái theo quyết định.", "good")
            return redirect("operating", pk, unit)
    context = {
        "movement": movement,
        "unit": found,
        "about": history_of(found, _day_asked(request)),
        "form": form if may_order else None,
    }
    return page(request, "movements/operating.html", context, status=422 if form.errors else 200)


def _day_asked(request: Request) -> dt.date:
    """The past or present day the reader asks about; today when it is no day."""
    try:
        return dt.date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return request.access.day
