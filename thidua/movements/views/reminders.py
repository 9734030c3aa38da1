"""How one is reminded: one's own hours and channels, a unit's common hours, a movement's urgent interval."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.activity.actions import set_outlet
from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.reminders import (
    clear_own_hours,
    set_own_hours,
    set_unit_hours,
    set_urgent_interval,
)
from thidua.movements.forms.reminders import HoursForm, IntervalForm, OutletForm
from thidua.movements.models import Movement
from thidua.movements.queries.reminders import reminder_page, unit_hours
from thidua.movements.rules.reminders import HOUSE_HOURS
from thidua.org.access import Ability, Request, needs, signed_in


def _own_page(
    request: Request, *, form: HoursForm | None = None, outlet: OutletForm | None = None
) -> HttpResponse:
    about = reminder_page(request.access)
    context = {
        "about": about,
        "form": form or HoursForm(now=about.hours),
        "outlet_form": outlet or OutletForm(now=about.outlet),
    }
    return page(request, "movements/reminders.html", context, status=422 if form or outlet else 200)


@signed_in
def reminders(request: Request) -> HttpResponse:
    """My own hours and channels, and what became of what was sent."""
    return _own_page(request)


@signed_in
@require_POST
def reminder_hours(request: Request) -> HttpResponse:
    """Choose my own hours."""
    form = HoursForm(request.POST, now=HOUSE_HOURS)
    if not form.is_valid():
        return _own_page(request, form=form)
    set_own_hours(request.user, form.hours, by=request.user, at=now())
    messages.success(request, "Đã đặt giờ nhắc việc của anh/chị.", "good")
    return redirect("reminders")


@signed_in
@require_POST
def reminder_hours_clear(request: Request) -> HttpResponse:
    """Follow my unit's hours again."""
    clear_own_hours(request.user, by=request.user, at=now())
    messages.success(request, "Từ nay nhắc việc theo giờ chung của đơn vị.", "good")
    return redirect("reminders")


@signed_in
@require_POST
def reminder_outlet(request: Request) -> HttpResponse:
    """Say where else my reminders go."""
    form = OutletForm(request.POST, now=None)
    if not form.is_valid():
        return _own_page(request, outlet=form)
    set_outlet(request.user, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Đã ghi nơi nhận nhắc việc.", "good")
    return redirect("reminders")


@needs(Ability.MOVEMENT_DECIDE)
def unit_reminder_hours(request: Request, pk: int) -> HttpResponse:
    """The hours that hold for a unit's people who have not chosen themselves."""
    unit = get_object_or_404(request.units, pk=pk)
    hours = unit_hours([unit.pk], on=request.access.day).get(unit.pk, HOUSE_HOURS)
    form = HoursForm(request.POST or None, now=hours)
    if request.method == "POST" and form.is_valid():
        set_unit_hours(unit, form.hours, by=request.user, at=now())
        messages.success(request, f"Đã đặt giờ nhắc việc chung của {unit}.", "good")
        return redirect("reminders")
    context = {"unit": unit, "form": form}
    return page(request, "movements/unit_reminders.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def urgent_interval(request: Request, pk: int) -> HttpResponse:
    """Set every how many working days a movement's urgent tasks are reminded of."""
    movement = get_object_or_404(Movement, pk=pk, owner__in=request.units)
    form = IntervalForm(request.POST, movement=movement)
    if form.is_valid():
        set_urgent_interval(movement, form.cleaned_data["working_days"], by=request.user, at=now())
        messages.success(request, "Đã đặt khoảng nhắc việc gấp.", "good")
    else:
        messages.error(request, "Chọn một khoảng trong danh sách. Chưa có gì thay đổi.", "back")
    return redirect("tasks", movement.pk)
