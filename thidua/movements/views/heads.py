"""Heads of units: the card of one by period, and the list for the level above."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.heads import settle_head_duties, unsettle_head_duty
from thidua.movements.forms.heads import HeadDutiesForm
from thidua.movements.models import HeadDuty, Movement
from thidua.movements.queries.heads import head_card, sentences_waiting
from thidua.movements.queries.heads_below import heads_page
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs


@needs(Ability.MOVEMENT_VIEW)
def heads(request: Request, pk: int) -> HttpResponse:
    """Who headed the unit and when, what the text and the tasks lay on the head, and what came of it."""
    seen = movements_seen_by(request.access).select_related("owner", "plan", "parent")
    movement = get_object_or_404(seen, pk=pk)
    about = head_card(movement, request.access, number=request.GET.get("ky", ""))
    context = {
        "movement": movement,
        "about": about,
        "form": HeadDutiesForm(None, waiting=about.waiting),
        "may_list": request.access.has(Ability.MOVEMENT_WATCH),
    }
    return page(request, "movements/heads.html", context)


@needs(Ability.MOVEMENT_WATCH)
def heads_below(request: Request) -> HttpResponse:
    """Every head directly beneath, with the count of open overdue tasks."""
    about = heads_page(request.access, number=request.GET.get("trang"))
    return page(request, "movements/heads_below.html", {"about": about, "on": request.access.day})


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def head_duties_settle(request: Request, pk: int) -> HttpResponse:
    """Count the chosen sentences among the duties of the head."""
    rows = Movement.objects.select_related("owner", "plan", "parent")
    movement = get_object_or_404(rows, pk=pk, owner__in=request.units)
    form = HeadDutiesForm(request.POST, waiting=sentences_waiting(movement))
    chosen = form.cleaned_data["sentences"] if form.is_valid() else []
    settled = settle_head_duties(movement, chosen, by=request.user, at=now())
    messages.success(request, f"Đã ghi {len(settled)} câu là việc của người đứng đầu.", "good")
    return redirect("heads", movement.pk)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def head_duty_drop(request: Request, pk: int) -> HttpResponse:
    """Take one sentence off the list."""
    duty = get_object_or_404(HeadDuty, pk=pk, movement__owner__in=request.units)
    movement = unsettle_head_duty(duty, by=request.user, at=now())
    messages.success(request, "Đã bỏ một câu khỏi việc của người đứng đầu; văn bản không đổi.", "good")
    return redirect("heads", movement.pk)
