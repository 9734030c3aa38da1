"""The register: what came in, what went out, which superiors' plans are owed an answer, the library of rules."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.actions.citing import set_validity, waive_plan
from thidua.documents.actions.filing import receive_paper
from thidua.documents.forms.recipients import ValidityForm, WaiveForm
from thidua.documents.forms.register import LibrarySearch, PaperSearch, ReceivedForm
from thidua.documents.models import Paper
from thidua.documents.queries.library import library_of, may_supersede
from thidua.documents.queries.papers import issuers_among, papers_in, papers_seen_by
from thidua.documents.queries.superiors import plans_owed
from thidua.org.access import Ability, Request, needs

PER_PAGE = 50


def _kept(request: Request, *without: str) -> str:
    """What the address asks for except some boxes, ready for more to be added behind it."""
    asked = request.GET.copy()
    for box in without:
        asked.pop(box, None)
    words = asked.urlencode()
    return f"{words}&" if words else ""


@needs(Ability.PAPER_VIEW)
def papers(request: Request) -> HttpResponse:
    """The register: received, drafted and issued papers, newest first, narrowed by kind, body and archive."""
    seen = papers_seen_by(request.access)
    form = PaperSearch(request.GET, issuers=issuers_among(seen))
    found = papers_in(seen, **form.asked)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("trang")),
        "form": form,
        "asked": form.asked,
        "states": Paper.State.choices,
        "words": _kept(request, "loai", "trang"),
        "narrowed": any(form.asked[name] for name in ("kind", "body", "archive")),
        "may_file": request.access.has(Ability.PAPER_FILE),
    }
    return page(request, "documents/papers.html", context)


@needs(Ability.PAPER_FILE)
def paper_received(request: Request) -> HttpResponse:
    """Enter a superior's paper by its facts, numbered or not."""
    form = ReceivedForm(
        request.units,
        request.POST or None,
        request.FILES or None,
        initial={"received_on": request.access.day},
    )
    if request.method == "POST" and form.is_valid():
        received = receive_paper(form.owner, by=request.user, at=now(), **form.facts)
        messages.success(request, f"Đã vào sổ {received}.", "good")
        return redirect(received)
    return page(request, "documents/paper_received.html", {"form": form}, status=422 if form.errors else 200)


@needs(Ability.PAPER_VIEW)
def papers_owed(request: Request) -> HttpResponse:
    """The plans of direct superiors in the register, and which plan of ours answers each, with the days between."""
    access = request.access
    keeps = access.units(Ability.PAPER_FILE) | access.units(Ability.PAPER_SIGN)
    rows = plans_owed(keeps, on=access.day, received=papers_seen_by(access))
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("trang")),
        "may_file": request.access.has(Ability.PAPER_FILE),
        "open": sum(row.open for row in rows),
    }
    return page(request, "documents/papers_owed.html", context)


@needs(Ability.PAPER_FILE)
@require_POST
def plan_waive(request: Request, pk: int) -> HttpResponse:
    """Say that a superior's plan asks no plan of this unit, and why."""
    found = get_object_or_404(Paper, pk=pk, owner__in=request.units)
    form = WaiveForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    waived = waive_plan(found, reason=reason, by=request.user, at=now())
    messages.success(request, f"Đã ghi: không phải xây dựng kế hoạch theo {waived}.", "good")
    return redirect("papers_owed")


@needs(Ability.PAPER_VIEW)
def library(request: Request) -> HttpResponse:
    """The rules on file, and which of them were in force on a chosen day."""
    form = LibrarySearch(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    day = asked.get("ngay") or request.access.day
    found = library_of(
        papers_seen_by(request.access),
        on=day,
        kind=asked.get("ten_loai", ""),
        standing=asked.get("hieu_luc", ""),
    )
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("trang")),
        "form": LibrarySearch({**request.GET.dict(), "ngay": day.isoformat()}) if not form.errors else form,
        "day": day,
        "base": f"?{_kept(request, 'trang')}",
        "may_file": request.access.has(Ability.PAPER_FILE),
    }
    return page(request, "documents/library.html", context)


@needs(Ability.PAPER_FILE)
def paper_validity(request: Request, pk: int) -> HttpResponse:
    """Keep from when to when a paper is in force, and what replaced it."""
    rows = Paper.objects.select_related("owner", "superseded_by")
    found = get_object_or_404(rows, pk=pk, owner__in=request.units)
    choices = may_supersede(found, papers_seen_by(request.access))
    form = ValidityForm(request.POST or None, paper=found, choices=choices)
    if request.method == "POST" and form.is_valid():
        set_validity(found, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, f"Đã ghi hiệu lực của {found}.", "good")
        return redirect("library")
    context = {"form": form, "paper": found}
    return page(request, "documents/library_validity.html", context, status=422 if form.errors else 200)
