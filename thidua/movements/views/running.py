"""Movements while they run: how they stand, pledges, tasks, reports asked for."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements import rules
from thidua.movements.actions.running import answer_assignment, ask_for, finish_task, sign_pledge, urge
from thidua.movements.drafting import kind_beside_symbol
from thidua.movements.forms.running import AskForm, PledgeForm, UrgeForm
from thidua.movements.models import Movement, Task
from thidua.movements.queries.pages import answerable_by, movement_page, pledge_page
from thidua.movements.queries.progress import (
    movements_in,
    movements_seen_by,
    owing,
    pledge_share,
    pledges_of,
    unsigned_users,
)
from thidua.org.access import Ability, Request, needs

PER_PAGE = 50
REMINDER = "Anh/chị chưa ký giao ước thi đua; xin mở phong trào, đọc và ký khi thuận tiện."


@needs(Ability.MOVEMENT_VIEW)
def movements(request: Request) -> HttpResponse:
    """Movements of my units and those that ask something of me, newest first."""
    found = movements_in(movements_seen_by(request.access))
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": shown,
        "named_apart": {
            row.pk: kind_beside_symbol(row.plan.get_kind_display(), row.plan.symbol) for row in shown
        },
        "may_file": request.access.has(Ability.PAPER_FILE),
    }
    return page(request, "movements/movements.html", context)


@needs(Ability.MOVEMENT_VIEW)
def movement(request: Request, pk: int) -> HttpResponse:
    """One movement: what it asks, who has answered, what it came to."""
    seen = movements_seen_by(request.access).select_related("owner", "plan", "basis")
    found = get_object_or_404(seen, pk=pk)
    return page(request, "movements/movement.html", {"about": movement_page(found, request.access)})


@needs(Ability.PLEDGE_SIGN)
def pledge(request: Request, pk: int) -> HttpResponse:
    """Read the pledge, add a target of one's own, sign; later, the signed pledge to print."""
    seen = movements_seen_by(request.access).select_related("owner", "plan")
    found = get_object_or_404(seen, pk=pk)
    form = PledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sign_pledge(found, by=request.user, at=now(), target=form.cleaned_data["target"])
        messages.success(request, "Anh/chị đã ký giao ước. Bản đã ký được giữ nguyên.", "good")
        return redirect("pledge", found.pk)
    context = {"about": pledge_page(found, request.access), "form": form, "today": request.access.day}
    return page(request, "movements/pledge.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_WATCH)
def pledges(request: Request, pk: int) -> HttpResponse:
    """Who has signed and who has not, for those who watch over the movement."""
    found = get_object_or_404(
        Movement.objects.select_related("owner", "plan"), pk=pk, owner__in=request.units
    )
    return page(
        request, "movements/pledges.html", _pledges(request, found, UrgeForm(initial={"sentence": REMINDER}))
    )


def _pledges(request: Request, found: Movement, form: UrgeForm) -> dict[str, object]:
    share = pledge_share(found)
    running = found.state == Movement.State.RUNNING
    return {
        "movement": found,
        "share": share,
        "page": Paginator(pledges_of(found), PER_PAGE).get_page(request.GET.get("trang")),
        "form": form,
        "against": rules.blockers_to_urge(running=running, users=len(share.missing), sentence=REMINDER),
    }


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def urge_signing(request: Request, pk: int) -> HttpResponse:
    """Remind everyone who has not signed; nobody is signed for."""
    found = get_object_or_404(
        Movement.objects.select_related("owner", "plan"), pk=pk, owner__in=request.units
    )
    form = UrgeForm(request.POST)
    if not form.is_valid():
        return page(request, "movements/pledges.html", _pledges(request, found, form), status=422)
    users = list(unsigned_users(found).values_list("pk", flat=True))
    told = urge(found, users, form.cleaned_data["sentence"], by=request.user, at=now())
    messages.success(request, f"Đã nhắc {told} người.", "good")
    return redirect("pledges", found.pk)


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def assignment_answer(request: Request, pk: int) -> HttpResponse:
    """A unit says that it has done what was asked of it."""
    found = get_object_or_404(answerable_by(request.access), pk=pk)
    answered = answer_assignment(found, by=request.user, at=now())
    messages.success(request, f"Đã ghi: {answered.unit} đã làm.", "good")
    return redirect("movement", answered.duty.movement_id)


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def task_done(request: Request, pk: int) -> HttpResponse:
    """Say that a task of the plan is done."""
    found = get_object_or_404(Task, pk=pk, movement__owner__in=request.units)
    done = finish_task(found, by=request.user, at=now())
    messages.success(request, f"Đã ghi: nhiệm vụ {done.order} đã xong.", "good")
    return redirect(done.get_absolute_url())


@needs(Ability.REPORT_ACCEPT)
def reports_ask(request: Request, pk: int) -> HttpResponse:
    """Open a time of reporting: which indicators, over which days, by when."""
    found = get_object_or_404(
        Movement.objects.select_related("owner", "plan"), pk=pk, owner__in=request.units
    )
    day, units = request.access.day, list(owing(found))
    running = found.state == Movement.State.RUNNING
    first = found.plan.day or day
    initial = {"label": f"Kết quả phong trào đến {day:%d/%m/%Y}", "first": first, "last": day}
    form = AskForm(request.POST or None, initial=initial, owing=len(units), running=running, today=day)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        window = ask_for(
            found, values["indicators"], form.new, values["label"], by=request.user, at=now(), **form.days
        )
        messages.success(request, f"Đã mở đợt báo cáo “{window.label}” cho {len(units)} đơn vị.", "good")
        return redirect("window", window.pk)
    against = rules.blockers_to_ask_reports(running=running, owing=len(units), indicators=1)
    context = {"movement": found, "form": form, "units": units, "against": against}
    return page(request, "movements/reports_ask.html", context, status=422 if form.is_bound else 200)
