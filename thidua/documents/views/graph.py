"""Who rests on whom: the picture, the superior's paper that is carried out, and citations without a number."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.actions.citing import link_citation, state_parent
from thidua.documents.forms.recipients import CitationForm, ParentForm
from thidua.documents.models import Citation, Paper
from thidua.documents.queries.graph import LIGHT, graph_of, unlinked
from thidua.documents.queries.papers import papers_seen_by
from thidua.documents.queries.superiors import against_parent, owed_for, superiors_papers
from thidua.org.access import Ability, Request, needs


@needs(Ability.PAPER_VIEW)
def paper_graph(request: Request, pk: int) -> HttpResponse:
    """What a paper rests on and what rests on it, as a picture with its table, and the days between."""
    seen = papers_seen_by(request.access)
    found = get_object_or_404(seen.select_related("owner", "issuer", "parent"), pk=pk)
    may_file = request.access.may(Ability.PAPER_FILE, found.owner)
    choices = superiors_papers(found, seen, on=request.access.day)
    context = {
        "paper": found,
        "graph": graph_of(found, seen),
        "owed": owed_for(found),
        "may_file": may_file,
        "form": ParentForm(None, choices=choices, parent=found.parent) if may_file else None,
        "may_choose": may_file and (found.parent_id is not None or choices.exists()),
        "against": against_parent(found, None, at=now()),
        "unlinked": list(unlinked(found)) if may_file else [],
    }
    return page(request, "documents/graph.html", context)


@needs(Ability.PAPER_FILE)
@require_POST
def paper_parent(request: Request, pk: int) -> HttpResponse:
    """Say which superior's paper this one carries out, or take it back."""
    found = get_object_or_404(Paper, pk=pk, owner__in=request.units)
    form = ParentForm(request.POST, choices=papers_seen_by(request.access).defer(*LIGHT), parent=found.parent)
    form.is_valid()
    stated = state_parent(found, form.cleaned_data.get("parent"), by=request.user, at=now())
    messages.success(request, f"Đã ghi: {stated} thực hiện {stated.parent or 'không văn bản nào'}.", "good")
    return redirect("paper_graph", found.pk)


@needs(Ability.PAPER_FILE)
def citation_link(request: Request, pk: int) -> HttpResponse:
    """Say which filed paper a citation without a number means."""
    rows = Citation.objects.select_related("paper__owner").filter(code="")
    found = get_object_or_404(rows, pk=pk, paper__owner__in=request.units)
    choices = papers_seen_by(request.access).filter(number=None).exclude(pk=found.paper_id).defer(*LIGHT)
    form = CitationForm(request.POST or None, choices=choices.order_by("-id"))
    if request.method == "POST" and form.is_valid():
        link_citation(found, form.cleaned_data["target"], by=request.user, at=now())
        messages.success(request, "Đã nối với văn bản trong sổ.", "good")
        return redirect("paper_graph", found.paper_id)
    context = {"form": form, "citation": found, "paper": found.paper}
    return page(request, "documents/graph_citation.html", context, status=422 if form.errors else 200)
