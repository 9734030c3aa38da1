"""The calendar of a movement: looked at, planned, and spoken of by each unit."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import as_file, page
from thidua.core.text import as_key
from thidua.movements.actions.calendar import plan_activity, remove_activity, speak_of_days
from thidua.movements.forms.calendar import ActivityForm, DaysForm
from thidua.movements.icalendar import as_calendar
from thidua.movements.models import Movement, PlannedActivity
from thidua.movements.queries.calendar import calendar_of, entries_of, slots_in, units_to_speak_for
from thidua.movements.queries.drafts import rounds_of
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs
from thidua.org.models import Unit


def _seen(request: Request, pk: int) -> Movement:
    return get_object_or_404(movements_seen_by(request.access).select_related("owner", "plan"), pk=pk)


def _unit(request: Request, movement: Movement, units: list[Unit]) -> Unit:
    """The unit whose days are shown: the one asked for, else the first this person speaks for, else the owner."""
    asked = request.GET.get("don-vi", "")
    by_key = {str(unit.pk): unit for unit in units}
    if asked and asked not in by_key:
        raise Http404
    return by_key[asked] if asked else next(iter(units), movement.owner)


@needs(Ability.MOVEMENT_VIEW)
def calendar(request: Request, pk: int) -> HttpResponse:
    """Rounds, commemorations and activities of a movement, as one unit lives them."""
    movement = _seen(request, pk)
    units = units_to_speak_for(movement, request.access)
    about = calendar_of(movement, _unit(request, movement, units), request.access)
    return page(request, "movements/calendar.html", {"about": about, "movement": movement, "units": units})


@needs(Ability.MOVEMENT_VIEW)
def calendar_file(request: Request, pk: int) -> HttpResponse:
    """The same, as a file that the calendar of a phone reads."""
    movement = _seen(request, pk)
    units = units_to_speak_for(movement, request.access)
    about = calendar_of(movement, _unit(request, movement, units), request.access)
    text = as_calendar(movement.name, entries_of(about), stamp=now())
    return as_file(text.encode(), f"lich-phong-trao-{movement.pk}.ics", "text/calendar; charset=utf-8")


@needs(Ability.MOVEMENT_DECIDE)
def activity_new(request: Request, pk: int) -> HttpResponse:
    """Plan an activity of a movement."""
    rows = Movement.objects.select_related("owner", "plan")
    movement = get_object_or_404(rows, pk=pk, owner__in=request.units)
    form = ActivityForm(request.POST or None, movement=movement)
    if request.method == "POST" and form.is_valid():
        made = plan_activity(movement, by=request.user, at=now(), **form.values)
        messages.success(request, f"Đã đặt lịch: {made}.", "good")
        return redirect("calendar", movement.pk)
    context = {"movement": movement, "form": form}
    return page(request, "movements/activity_form.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def activity_remove(request: Request, pk: int) -> HttpResponse:
    """Take an activity out of the calendar."""
    found = get_object_or_404(PlannedActivity, pk=pk, movement__owner__in=request.units)
    movement = remove_activity(found, by=request.user, at=now())
    messages.success(request, "Đã bỏ hoạt động khỏi lịch.", "good")
    return redirect("calendar", movement.pk)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def activity_days(request: Request, pk: int) -> HttpResponse:
    """Say of days of an activity, in one's own unit, that they were held or are struck out and why."""
    seen = movements_seen_by(request.access)
    activity = get_object_or_404(PlannedActivity.objects.select_related("movement"), pk=pk, movement__in=seen)
    units = {unit.pk: unit for unit in units_to_speak_for(activity.movement, request.access)}
    unit = units.get(as_key(request.POST.get("unit", "")) or 0)
    if unit is None:
        raise Http404
    planned = slots_in(activity, unit, rounds_of(activity.movement), today=request.access.day)
    form = DaysForm(request.POST, offered=[slot.day.isoformat() for slot in planned])
    if not form.is_valid():
        raise Http404
    values = form.cleaned_data
    days = [dt.date.fromisoformat(day) for day in values["days"]]
    count = speak_of_days(
        activity, unit, days, values["state"], reason=values["reason"], by=request.user, at=now()
    )
    messages.success(request, f"Đã ghi {count} buổi của {unit}.", "good")
    return redirect(
        f"{reverse('calendar', args=[activity.movement_id])}?don-vi={unit.pk}#hoat-dong-{activity.pk}"
    )
