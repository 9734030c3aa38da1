"""Directives: the register by kind and body, and the work given from a paper to units that confirm it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.models import Paper
from thidua.documents.queries.papers import papers_seen_by
from thidua.movements.actions.assignments import answer_assignment
from thidua.movements.actions.directives import confirm_assignment, enter_directive, give_work
from thidua.movements.forms.directives import DirectiveSearch, EnterForm, WorkForm
from thidua.movements.models import Assignment, Directive
from thidua.movements.queries.directives import (
    bodies_in,
    directive_page,
    directives_in,
    kind_by_paper,
    speaks_for,
    units_beneath,
    work_seen_by,
)
from thidua.org.access import Ability, Request, needs

PER_PAGE = 50


@needs(Ability.PAPER_VIEW)
def directives(request: Request) -> HttpResponse:
    """The register of directives, narrowed by kind and by body, each with how its work stands."""
    asked = DirectiveSearch(request.GET).asked
    found = directives_in(request.access, **asked)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("trang")),
        "asked": asked,
        "kinds": Directive.Kind.choices,
        "bodies": bodies_in(request.access),
    }
    return page(request, "movements/directives.html", context)


def _seen(request: Request, pk: int) -> Paper:
    """A paper this person may read, or from which work was given to their units."""
    given = work_seen_by(request.access).values("paper")
    seen = Q(pk__in=papers_seen_by(request.access).values("pk")) | Q(pk__in=given)
    return get_object_or_404(Paper.objects.filter(seen).select_related("owner"), pk=pk)


@needs(Ability.PAPER_VIEW)
def directive(request: Request, pk: int) -> HttpResponse:
    """One paper as a directive: its work unit by unit; those who decide give more."""
    paper = _seen(request, pk)
    about = directive_page(paper, request.access)
    units = units_beneath(paper.owner, on=request.access.day)
    received = paper.state == Paper.State.RECEIVED
    form = WorkForm(request.POST or None, units=units, received=received, today=request.access.day)
    if request.method == "POST" and about.may_give and form.is_valid():
        values = form.cleaned_data
        given = list(values["units"])
        give_work(paper, given, values["sentence"], due=values["due"], by=request.user, at=now())
        messages.success(request, f"Đã giao việc cho {len(given)} đơn vị; từng đơn vị phải xác nhận.", "good")
        return redirect("directive", paper.pk)
    kept = about.directive
    enter = EnterForm(
        initial={
            "kind": kept.kind if kept else kind_by_paper(paper),
            "body": kept.body if kept else paper.issuer_written,
        }
    )
    context = {"about": about, "form": form, "enter": enter}
    return page(request, "movements/directive.html", context, status=422 if form.errors else 200)


@needs(Ability.PAPER_FILE)
@require_POST
def directive_enter(request: Request, pk: int) -> HttpResponse:
    """Keep a received paper in the register of directives under a kind and a body."""
    paper = get_object_or_404(Paper, pk=pk, owner__in=request.units)
    form = EnterForm(request.POST)
    if form.is_valid():
        row = enter_directive(paper, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, f"Đã vào sổ chỉ đạo: {row}.", "good")
    else:
        messages.error(request, "Chọn loại chỉ đạo và ghi cơ quan chỉ đạo. Chưa có gì thay đổi.", "back")
    return redirect("directive", paper.pk)


@needs(Ability.PAPER_VIEW)
@require_POST
def work_confirm(request: Request, pk: int) -> HttpResponse:
    """A unit says that it has received the work."""
    rows = Assignment.objects.filter(duty__movement=None, unit__in=speaks_for(request.access))
    row = confirm_assignment(get_object_or_404(rows, pk=pk), by=request.user, at=now())
    messages.success(request, f"Đã ghi: {row.unit} xác nhận nhận việc.", "good")
    return redirect("directive", row.duty.paper_id)


@needs(Ability.PAPER_VIEW)
@require_POST
def work_done(request: Request, pk: int) -> HttpResponse:
    """A unit says that it has done the work."""
    rows = Assignment.objects.filter(duty__movement=None, unit__in=speaks_for(request.access))
    row = answer_assignment(get_object_or_404(rows, pk=pk), by=request.user, at=now())
    messages.success(request, f"Đã ghi: {row.unit} đã làm.", "good")
    return redirect("directive", row.duty.paper_id)
