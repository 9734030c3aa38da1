"""Calls and dossiers: put forward, prove, vouch, send."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.commendation.actions.nominate import attest, nominate, open_call, submit_nomination
from thidua.commendation.actions.prove import add_evidence
from thidua.commendation.forms import AttestForm, CallForm, NominationForm
from thidua.commendation.models import Nomination
from thidua.commendation.queries.authority import awards_to_call
from thidua.commendation.queries.calls import (
    call_page,
    calls_above,
    calls_to_nominate_in,
    nominate_page,
    nominees,
    owners_for_call,
    proposer_of,
)
from thidua.commendation.queries.dossier import (
    dossier_page,
    dossiers_in,
    dossiers_to_complete,
    dossiers_to_vouch,
    evidence_to_check,
    list_page,
    narrowed,
)
from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.actions.files import check_evidence
from thidua.documents.forms.evidence import JudgeForm, ProofForm
from thidua.documents.queries.evidence import files_of_person
from thidua.documents.queries.papers import papers_seen_by
from thidua.org.access import Ability, Request, needs

PAGE = 50


@needs(Ability.NOMINATION_VIEW)
def nominations(request: Request) -> HttpResponse:
    """All dossiers within reach, each with its verdict."""
    asked = {key: request.GET.get(key, "") for key in ("dot", "hinh-thuc", "ket-luan")}
    found = narrowed(dossiers_in(request.units, on=request.access.day), asked)
    rows = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    return page(request, "commendation/nominations.html", {"rows": rows, **list_page(asked, request.access)})


@needs(Ability.NOMINATE)
def call_new(request: Request) -> HttpResponse:
    """Open a time of proposing."""
    owners = owners_for_call(request.access)
    first = {"owner": owners.first(), "opens": request.access.day}
    form = CallForm(
        request.POST or None, owners=owners, awards=awards_to_call(request.access.day), initial=first
    )
    if request.method == "POST" and form.is_valid():
        call = open_call(**form.cleaned_data, by=request.user, at=now())
        return redirect(call)
    return page(request, "commendation/call_form.html", {"form": form}, status=422 if form.errors else 200)


@needs(Ability.NOMINATION_VIEW)
def call(request: Request, pk: int) -> HttpResponse:
    """One call: its dossiers by award, its sessions, its papers."""
    row = get_object_or_404(calls_above(request.access, Ability.NOMINATION_VIEW), pk=pk)
    return page(request, "commendation/call.html", call_page(row, request.access))


@needs(Ability.NOMINATION_VIEW)
def nomination_new(request: Request, pk: int) -> HttpResponse:
    """Put somebody forward in a call."""
    call = get_object_or_404(calls_to_nominate_in(request.access), pk=pk)
    context = nominate_page(call, request.access)
    form = NominationForm(
        request.POST or None, awards=context["awards"], subjects=nominees(call, request.access)
    )
    if request.method == "POST" and form.is_valid():
        proposer = proposer_of(form.cleaned_data["subject"], request.access)
        row = nominate(call, **form.cleaned_data, proposer=proposer, by=request.user, at=now())
        return redirect(row)
    context["form"] = form
    return page(request, "commendation/nomination_form.html", context, status=422 if form.errors else 200)


def _proof_form(request: Request, *sent: Any) -> ProofForm:
    """The form of the evidence pages: empty, or with what was sent."""
    access = request.access
    return ProofForm(*sent, files=files_of_person(access), papers=papers_seen_by(access))


def _dossier(request: Request, row: Nomination, *, status: int = 200, **forms: Any) -> HttpResponse:
    found = dossier_page(row, request.access)
    form = _proof_form(request) if found["completing"] else None
    context = {"evidence_form": form, "wrong": None, **found, **forms}
    return page(request, "commendation/nomination.html", context, status=status)


@needs(Ability.NOMINATION_VIEW)
def nomination(request: Request, pk: int) -> HttpResponse:
    """One dossier: what it holds, what the law finds in it, how each level decided."""
    return _dossier(request, get_object_or_404(dossiers_in(request.units, on=request.access.day), pk=pk))


@needs(Ability.NOMINATION_VIEW)
@require_POST
def nomination_submit(request: Request, pk: int) -> HttpResponse:
    """Send a dossier to the council's standing body."""
    row = get_object_or_404(dossiers_to_complete(request.access), pk=pk)
    return redirect(submit_nomination(row, by=request.user, at=now()))


@needs(Ability.NOMINATION_VIEW)
@require_POST
def nomination_attest(request: Request, pk: int) -> HttpResponse:
    """Vouch for one fact of a dossier by name."""
    form = AttestForm(request.POST)
    row = get_object_or_404(dossiers_to_vouch(request.access, form.data.get("fact", "")), pk=pk)
    if not form.is_valid():
        return _dossier(request, row, wrong=form, status=422)
    attest(row, **form.cleaned_data, by=request.user, at=now())
    return redirect(f"{row.get_absolute_url()}#kiem-tra")


@needs(Ability.NOMINATION_VIEW)
@require_POST
def evidence_add(request: Request, pk: int) -> HttpResponse:
    """Add proof to a dossier."""
    row = get_object_or_404(dossiers_to_complete(request.access), pk=pk)
    form = _proof_form(request, request.POST, request.FILES)
    if not form.is_valid():
        return _dossier(request, row, evidence_form=form, status=422)
    add_evidence(row, form.proof, by=request.user, at=now())
    return redirect(f"{row.get_absolute_url()}#minh-chung")


@needs(Ability.ATTEST)
@require_POST
def evidence_check(request: Request, pk: int) -> HttpResponse:
    """Verify or reject a piece of evidence that somebody else offered."""
    evidence = get_object_or_404(evidence_to_check(request.access), pk=pk)
    row = get_object_or_404(Nomination, pk=evidence.about_id)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        return _dossier(request, row, wrong=form, status=422)
    check_evidence(evidence, **form.cleaned_data, by=request.user, at=now())
    return redirect(f"{row.get_absolute_url()}#minh-chung")
