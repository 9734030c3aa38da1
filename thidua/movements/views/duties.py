"""What a movement asks of whom, and by when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.duties import add_duty, confirm_duty, remove_duty, set_due
from thidua.movements.forms.duties import DueForm, DutyForm, ProposalForm
from thidua.movements.models import Duty, Movement
from thidua.movements.queries.launching import duties_asked
from thidua.movements.rules.duties import blockers_to_remove_duty
from thidua.org.access import Ability, Request, needs


@needs(Ability.MOVEMENT_DECIDE)
def duties(request: Request, pk: int) -> HttpResponse:
    """What the movement asks of whom, and by when; more can be added until the launch."""
    movements = Movement.objects.select_related("plan", "owner", "basis")
    movement = get_object_or_404(movements, pk=pk, owner__in=request.units)
    form = DutyForm(request.POST or None, movement=movement, today=request.access.day)
    if request.method == "POST" and form.is_valid():
        add_duty(movement, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, "Đã đặt thêm một việc.", "good")
        return redirect("duties", movement.pk)
    proposing = ProposalForm(request.GET if "days" in request.GET else None)
    context = {
        "movement": movement,
        "asked": duties_asked(movement, today=request.access.day, working_days=proposing.working_days),
        "form": form,
        "proposing": proposing,
        "against": blockers_to_remove_duty(running=movement.state != Movement.State.DRAFT),
    }
    return page(request, "movements/duties.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def duty_due(request: Request, pk: int) -> HttpResponse:
    """Give a duty the date its sentence does not state."""
    duty = get_object_or_404(Duty, pk=pk, movement__owner__in=request.units)
    form = DueForm(request.POST)
    if form.is_valid():
        set_due(duty, form.cleaned_data["due"], by=request.user, at=now())
        messages.success(request, "Đã đặt hạn; hạn này hiện là “đơn vị đặt”.", "good")
    else:
        messages.error(request, "Hạn phải là một ngày, ví dụ 20/9/2021. Chưa có gì thay đổi.", "back")
    return redirect("duties", duty.movement_id)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def duty_confirm(request: Request, pk: int) -> HttpResponse:
    """A person stands for what was read out of the text."""
    duty = confirm_duty(
        get_object_or_404(Duty, pk=pk, movement__owner__in=request.units), by=request.user, at=now()
    )
    messages.success(request, f"Đã xác nhận việc {duty.get_what_display()}.", "good")
    return redirect("duties", duty.movement_id)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def duty_remove(request: Request, pk: int) -> HttpResponse:
    """Take back a duty before the launch."""
    duty = get_object_or_404(Duty, pk=pk, movement__owner__in=request.units)
    movement = remove_duty(duty, by=request.user, at=now())
    messages.success(request, "Đã bỏ việc này khỏi phong trào.", "good")
    return redirect("duties", movement.pk)
