"""Digital signatures: signing an issued paper, and what the signatures of a received file prove."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.actions.sealing import seal_paper
from thidua.documents.forms.sealing import CheckPdfForm, SealForm
from thidua.documents.models import Paper
from thidua.documents.queries.papers import papers_seen_by
from thidua.documents.queries.sealing import findings_in, places_of_person, seal_page, trusted_roots
from thidua.org.access import Ability, Request, needs, signed_in


def _form(request: Request, paper: Paper) -> SealForm:
    mine = places_of_person(paper, request.access) if paper.is_ours else []
    places = [(place.key, place.who) for place in mine if place.signature is None]
    return SealForm(request.POST or None, request.FILES or None, places=places)


@sensitive_post_parameters("password")
@needs(Ability.PAPER_VIEW)
def paper_seal(request: Request, pk: int) -> HttpResponse:
    """The digital signatures of a paper; whose turn it is signs here."""
    found = papers_seen_by(request.access).select_related("owner", "file")
    paper = get_object_or_404(found, pk=pk)
    form = _form(request, paper)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        row = seal_paper(
            paper,
            given["place"],
            pkcs12=given["key"],
            password=given["password"],
            because=given["because"],
            by=request.user,
            at=now(),
        )
        messages.success(request, f"Đã ký số bằng chứng thư của {row.holder}.", "good")
        return redirect("paper_seal", pk)
    context = {**seal_page(paper, request.access, at=now()), "form": form}
    return page(request, "documents/seal.html", context, status=422 if form.errors else 200)


@signed_in
def signatures_check(request: Request) -> HttpResponse:
    """Check the signatures of a PDF received from anywhere; nothing of it is kept."""
    form = CheckPdfForm(request.POST or None, request.FILES or None)
    found, name = None, ""
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["file"]
        found = findings_in(data, at=now())
    context = {"form": form, "found": found, "name": name, "roots": trusted_roots()}
    return page(request, "documents/seal_check.html", context, status=422 if form.errors else 200)
