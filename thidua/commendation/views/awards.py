"""From agreement to paper, certificates, the ledger and its corrections."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.commendation.actions.decide import (
    issue_award_paper,
    prepare_decision,
    prepare_submission,
    revoke,
)
from thidua.commendation.forms import PaperForm, RevokeForm
from thidua.commendation.models import Award, Call
from thidua.commendation.queries.authority import PRAISE
from thidua.commendation.queries.calls import dossiers_to_list
from thidua.commendation.queries.certificates import decisions_in, faces_of, issue_page, ledger
from thidua.core.dates import now
from thidua.core.http import as_file, page
from thidua.documents.writing.certificate import certificates_pdf
from thidua.org.access import Ability, Request, Where, needs

PAGE = 50


def _chosen(request: Request, call: Call) -> PaperForm:
    return PaperForm(request.POST, awards=[*call.awards, PRAISE], dossiers=dossiers_to_list(call))


@needs(Ability.PAPER_FILE)
@require_POST
def submission_new(request: Request, pk: int) -> HttpResponse:
    """Draft the tờ trình of agreed dossiers to whoever may decide."""
    call = get_object_or_404(Call, pk=pk, owner__in=request.units)
    form = _chosen(request, call)
    if not form.is_valid():
        return redirect(call)
    award, rows = form.cleaned_data["award"], list(form.cleaned_data["dossiers"])
    return redirect("awards_issue", prepare_submission(call.owner, award, rows, by=request.user, at=now()).pk)


@needs(Ability.PAPER_FILE)
@require_POST
def decision_new(request: Request, pk: int) -> HttpResponse:
    """Draft the unit's own decision; an award it may not give is refused with the article."""
    call = get_object_or_404(Call, pk=pk, owner__in=request.units)
    form = _chosen(request, call)
    if not form.is_valid():
        return redirect(call)
    award, rows = form.cleaned_data["award"], list(form.cleaned_data["dossiers"])
    return redirect("awards_issue", prepare_decision(call.owner, award, rows, by=request.user, at=now()).pk)


@needs(Ability.PAPER_FILE)
def awards_issue(request: Request, pk: int) -> HttpResponse:
    """What a paper about awards still lacks, and its issue with everything that follows from it."""
    paper = get_object_or_404(decisions_in(request.units), pk=pk)
    if request.method == "POST":
        issue_award_paper(paper, by=request.user, at=now())
        return redirect("awards_issue", pk)
    return page(request, "commendation/awards_issue.html", issue_page(paper, request.access))


@needs(Ability.AWARD_VIEW)
def certificates(request: Request, pk: int) -> HttpResponse:
    """All certificates of a decision in one file, a page each."""
    paper = get_object_or_404(decisions_in(request.units), pk=pk)
    return as_file(certificates_pdf(faces_of(paper)), f"giay-khen-{pk}.pdf", "application/pdf", inline=True)


@needs(Ability.AWARD_VIEW)
def award_ledger(request: Request) -> HttpResponse:
    """Every award my units gave, with its certificate and whether it still stands."""
    search = request.GET.get("q", "")
    rows = Paginator(ledger(request.units, search=search), PAGE).get_page(request.GET.get("trang"))
    context = {
        "rows": rows,
        "search": search,
        "deciding": request.access.roots(Ability.AWARD_DECIDE)[Where.OWN],
    }
    return page(request, "commendation/ledger.html", context)


@needs(Ability.AWARD_DECIDE)
def award_revoke(request: Request, pk: int) -> HttpResponse:
    """Take an award back by a later decision."""
    award = get_object_or_404(
        Award.objects.select_related("revocation", "decision"), pk=pk, granted_by__in=request.units
    )
    form = RevokeForm(request.POST or None, initial={"on": request.access.day})
    if request.method == "POST" and form.is_valid():
        revoke(award, **form.cleaned_data, by=request.user, at=now())
        return redirect("ledger")
    return page(
        request,
        "commendation/revoke_form.html",
        {"award": award, "form": form},
        status=422 if form.errors else 200,
    )
