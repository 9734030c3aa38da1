"""A plan before it goes out: imported, read, decided where it is silent, launched."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.queries.papers import papers_seen_by
from thidua.movements import rules
from thidua.movements.actions.plans import add_duty, decide_gap, import_plan, issue_plan, remove_duty, set_due
from thidua.movements.forms.plans import DueForm, DutyForm, GapForm, LaunchForm, PlanForm
from thidua.movements.models import Duty, Movement
from thidua.movements.queries.plans import duties_of, gaps_of, launch_of, reading_of
from thidua.movements.queries.progress import movements_seen_by
from thidua.org.access import Ability, Request, needs


@needs(Ability.PAPER_FILE)
def plan_import(request: Request) -> HttpResponse:
    """Upload a plan; it is read and filed, then shown beside its source."""
    form = PlanForm(request.units, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["file"]
        paper = import_plan(form.owner, data, name, by=request.user, at=now(), own=form.own)
        messages.success(request, f"Đã đọc và giữ {paper}. Tệp gốc được giữ nguyên.", "good")
        return redirect("plan_reading", paper.pk)
    return page(request, "movements/plan_import.html", {"form": form}, status=422 if form.errors else 200)


@needs(Ability.PAPER_VIEW)
def plan_reading(request: Request, pk: int) -> HttpResponse:
    """The source on one side, what was read from it on the other."""
    seen = papers_seen_by(request.access).exclude(source_lines=[]).select_related("owner", "file", "issuer")
    paper = get_object_or_404(seen, pk=pk)
    about = reading_of(paper, request.access)
    return page(request, "movements/plan_reading.html", {"about": about, "desk": about.desk})


@needs(Ability.PAPER_VIEW)
def plan_of_paper(request: Request, pk: int) -> HttpResponse:
    """From a plan's paper to the page that launches its movement."""
    movement = get_object_or_404(movements_seen_by(request.access), plan_id=pk)
    return redirect("plan_issue" if movement.state == Movement.State.DRAFT else "movement", movement.pk)


@needs(Ability.MOVEMENT_DECIDE)
def gaps(request: Request, pk: int) -> HttpResponse:
    """Decide each part the plan does not state: as the plan above, an own rule, or not used."""
    movement = get_object_or_404(
        Movement.objects.select_related("plan", "basis", "owner"), pk=pk, owner__in=request.units
    )
    forms = [GapForm(request.POST or None, gap=gap, movement=movement) for gap in gaps_of(movement)]
    sent = next((form for form in forms if form.is_bound), None)
    if sent is not None and sent.is_valid():
        values = sent.cleaned_data
        gap = decide_gap(sent.gap, values["choice"], text=values["text"], by=request.user, at=now())
        messages.success(request, f"Đã quyết định. {gap}.", "good")
        return redirect("gaps", movement.pk)
    context = {"movement": movement, "forms": forms, "locked": movement.state != Movement.State.DRAFT}
    return page(request, "movements/gaps.html", context, status=422 if sent is not None else 200)


@needs(Ability.MOVEMENT_DECIDE)
def duties(request: Request, pk: int) -> HttpResponse:
    """What the movement asks of whom, and by when; more can be added until the launch."""
    movement = get_object_or_404(
        Movement.objects.select_related("plan", "owner"), pk=pk, owner__in=request.units
    )
    form = DutyForm(request.POST or None, movement=movement, today=request.access.day)
    if request.method == "POST" and form.is_valid():
        add_duty(movement, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, "Đã đặt thêm một việc.", "good")
        return redirect("duties", movement.pk)
    against = rules.blockers_to_remove_duty(running=movement.state != Movement.State.DRAFT)
    context = {"movement": movement, "duties": list(duties_of(movement)), "form": form, "against": against}
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
def duty_remove(request: Request, pk: int) -> HttpResponse:
    """Take back a duty before the launch."""
    duty = get_object_or_404(Duty, pk=pk, movement__owner__in=request.units)
    movement = remove_duty(duty, by=request.user, at=now())
    messages.success(request, "Đã bỏ việc này khỏi phong trào.", "good")
    return redirect("duties", movement.pk)


@needs(Ability.PAPER_FILE)
def plan_issue(request: Request, pk: int) -> HttpResponse:
    """Everything that is missing and everything that will happen; then number, send and launch."""
    movement = get_object_or_404(
        Movement.objects.select_related("plan__owner", "owner"), pk=pk, owner__in=request.units
    )
    about = launch_of(movement, today=request.access.day)
    form = LaunchForm(request.POST or None, initial={"day": about.bears})
    if request.method == "POST" and form.is_valid():
        launched = issue_plan(movement.plan, by=request.user, at=now(), day=form.cleaned_data["day"])
        messages.success(request, "Đã phát hành kế hoạch và phát động phong trào.", "good")
        return redirect(reverse("movement", args=[launched.pk]))
    context = {"about": about, "form": form}
    return page(request, "movements/plan_issue.html", context, status=422 if form.errors else 200)
