"""A plan before it goes out: imported, read, decided where it is silent, launched."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.queries.papers import papers_seen_by
from thidua.movements.actions.gaps import decide_gap
from thidua.movements.actions.importing import import_plan
from thidua.movements.actions.launching import issue_plan
from thidua.movements.forms.plans import GapForm, LaunchForm, PlanForm
from thidua.movements.models import Movement
from thidua.movements.queries.burden import burden_of
from thidua.movements.queries.gaps import checklist_of
from thidua.movements.queries.launching import launch_of
from thidua.movements.queries.reading import reading_of
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.queries.tasks import warnings_at_launch
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
    """From a plan's paper to its movement: for the office that sends the plan out, to the page that launches it."""
    movement = get_object_or_404(movements_seen_by(request.access).select_related("owner"), plan_id=pk)
    waits = movement.state == Movement.State.DRAFT and request.access.may(Ability.PAPER_FILE, movement.owner)
    return redirect("plan_issue" if waits else "movement", movement.pk)


@needs(Ability.MOVEMENT_DECIDE)
def gaps(request: Request, pk: int) -> HttpResponse:
    """Decide each part the plan does not state: as the plan above, an own rule, or not used."""
    movement = get_object_or_404(
        Movement.objects.select_related("plan", "basis", "owner"), pk=pk, owner__in=request.units
    )
    open_now = checklist_of(movement)
    parts = [GapForm(request.POST or None, gap=gap, movement=movement) for gap in open_now.parts]
    settings = [GapForm(request.POST or None, gap=gap, movement=movement) for gap in open_now.settings]
    sent = next((form for form in [*parts, *settings] if form.is_bound), None)
    if sent is not None and sent.is_valid():
        values = sent.cleaned_data
        gap = decide_gap(sent.gap, values["choice"], text=values["text"], by=request.user, at=now())
        messages.success(request, f"Đã quyết định. {gap}.", "good")
        return redirect("gaps", movement.pk)
    context = {
        "movement": movement,
        "forms": parts,
        "settings": settings,
        "locked": movement.state != Movement.State.DRAFT,
    }
    return page(request, "movements/gaps.html", context, status=422 if sent is not None else 200)


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
    context = {
        "about": about,
        "form": form,
        "settings": checklist_of(movement).undecided,
        "warnings": warnings_at_launch(movement),
        "burden": burden_of(movement, on=about.bears),
    }
    return page(request, "movements/plan_issue.html", context, status=422 if form.errors else 200)
