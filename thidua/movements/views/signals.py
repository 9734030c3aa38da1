"""Signals: read by the unit first, answered by it, then read by who watches over it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.signals import ask_to_look_over, reply_to_signal, see_signal
from thidua.movements.forms.signals import ReplyForm
from thidua.movements.models import Movement
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.queries.signals import signal_page, signals_page, signals_seen_by
from thidua.org.access import Ability, Request, needs

_WITH = ("movement__owner", "movement__plan", "unit", "text__movement", "other__movement", "other__unit")


@needs(Ability.MOVEMENT_VIEW)
def signals(request: Request, pk: int) -> HttpResponse:
    """The signals of a movement and its branches that this reader may see."""
    seen = movements_seen_by(request.access).select_related("owner", "plan")
    movement = get_object_or_404(seen, pk=pk)
    context = {
        "movement": movement,
        "about": signals_page(movement, request.access, number=request.GET.get("trang")),
        "may_look": request.access.may(Ability.MOVEMENT_WATCH, movement.owner),
    }
    return page(request, "movements/signals.html", context)


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def signals_look(request: Request, pk: int) -> HttpResponse:
    """Have a movement looked over now, as is done every night; asked for again meanwhile, it is done once."""
    movement = get_object_or_404(Movement, pk=pk, owner__in=request.units)
    ask_to_look_over(movement)
    messages.success(request, "Đang rà soát; tín hiệu mới sẽ được gửi cho đơn vị.", "good")
    return redirect("signals", movement.pk)


@needs(Ability.MOVEMENT_VIEW)
def signal(request: Request, pk: int) -> HttpResponse:
    """One signal with both texts or the cases behind it; that it was opened is kept."""
    found = get_object_or_404(signals_seen_by(request.access).select_related(*_WITH), pk=pk)
    see_signal(found, by=request.user, at=now())
    context = {"about": signal_page(found, request.access), "form": ReplyForm()}
    return page(request, "movements/signal.html", context)


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def signal_reply(request: Request, pk: int) -> HttpResponse:
    """Keep what the unit says to a signal."""
    found = get_object_or_404(signals_seen_by(request.access).select_related(*_WITH), pk=pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        context = {"about": signal_page(found, request.access), "form": form}
        return page(request, "movements/signal.html", context, status=422)
    replied = reply_to_signal(found, form.cleaned_data["reply"], by=request.user, at=now())
    messages.success(request, "Đã ghi lời trả lời. Người theo dõi cấp trên sẽ đọc cùng tín hiệu.", "good")
    return redirect(replied)
