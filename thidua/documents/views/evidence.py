"""Evidence: one's own, what waits for one's word, one piece with its preview, and its file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.actions.evidence import add_proof
from thidua.documents.actions.files import check_evidence
from thidua.documents.forms.evidence import JudgeForm, ProofForm
from thidua.documents.models import Evidence
from thidua.documents.queries.evidence import (
    evidence_of_person,
    evidence_page,
    evidence_seen_by,
    evidence_to_check_by,
    file_to_open,
    files_of_person,
    named,
    next_to_check,
    thing_to_prove,
)
from thidua.documents.queries.papers import papers_seen_by
from thidua.org.access import Request, signed_in

PER_PAGE = 50
# Kinds a browser would run as a page of ours if it were let; they go out as plain bytes.
ACTIVE = {"text/html", "text/xml", "image/svg+xml", "application/x-executable"}


@signed_in
def evidence_mine(request: Request) -> HttpResponse:
    """What this person offered, and how it fared."""
    rows = Paginator(evidence_of_person(request.access), PER_PAGE).get_page(request.GET.get("trang"))
    waiting = evidence_to_check_by(request.access).count()
    return page(request, "documents/evidence_list.html", {"rows": rows, "waiting": waiting, "mine": True})


@signed_in
def evidence_waiting(request: Request) -> HttpResponse:
    """What waits for this person's word, the oldest first."""
    found = evidence_to_check_by(request.access)
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {"rows": rows, "waiting": rows.paginator.count, "mine": False}
    return page(request, "documents/evidence_list.html", context)


@signed_in
def evidence_offer(request: Request, kind: str, pk: int) -> HttpResponse:
    """Add evidence about something this person may prove."""
    found = thing_to_prove(kind, pk, request.access)
    if found is None:
        raise Http404
    known, thing = found
    form = ProofForm(
        request.POST or None,
        request.FILES or None,
        files=files_of_person(request.access),
        papers=papers_seen_by(request.access),
    )
    if request.method == "POST" and form.is_valid():
        row = add_proof(thing, known.unit_of(thing), form.proof, by=request.user, at=now())
        messages.success(request, "Đã thêm minh chứng.", "good")
        return redirect(row)
    context = {"form": form, "thing": thing}
    return page(request, "documents/evidence_offer.html", context, status=422 if form.errors else 200)


def _within_reach(request: Request, pk: int) -> Evidence:
    return get_object_or_404(named(evidence_seen_by(request.access)), pk=pk)


@signed_in
def evidence(request: Request, pk: int) -> HttpResponse:
    """One piece: what it is, what to know before opening it, and the word on it."""
    row = _within_reach(request, pk)
    return page(
        request, "documents/evidence.html", {**evidence_page(row, request.access), "form": JudgeForm()}
    )


@signed_in
@require_POST
def evidence_judge(request: Request, pk: int) -> HttpResponse:
    """Verify or reject, and go on to the next that waits."""
    row = get_object_or_404(named(evidence_to_check_by(request.access)), pk=pk)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        context = {**evidence_page(row, request.access), "form": form}
        return page(request, "documents/evidence.html", context, status=422)
    checked = check_evidence(row, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Minh chứng vừa rồi: {checked.get_state_display()}.", "good")
    following = next_to_check(request.access, pk)
    return redirect(following) if following else redirect("evidence_waiting")


@signed_in
def evidence_file(request: Request, pk: int) -> HttpResponse:
    """The raw file, to be kept and never shown in place."""
    file = file_to_open(_within_reach(request, pk))
    if file is None:
        raise Http404
    kind = "application/octet-stream" if file.kind in ACTIVE else file.kind
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    with file.stored.open("rb") as kept:
        return HttpResponse(
            kept.read(), content_type=kind, headers={"Content-Disposition": disposition or "attachment"}
        )


@signed_in
def evidence_shown(request: Request, pk: int) -> HttpResponse:
    """The display copy: our own picture of the file, without the metadata of the original."""
    file = file_to_open(_within_reach(request, pk))
    if file is None or not file.shown:
        raise Http404
    with file.shown.open("rb") as kept:
        return HttpResponse(kept.read(), content_type="image/webp")
