"""One paper, and what is done with it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import as_file, page
from thidua.documents.actions.filing import complete_paper, leave_number
from thidua.documents.actions.issuing import acknowledge, issue_paper, sign_paper
from thidua.documents.forms.papers import (
    HeadForm,
    IssueForm,
    SignForm,
)
from thidua.documents.models import Paper
from thidua.documents.queries.pages import paper_page, receiving_units
from thidua.documents.queries.papers import download_of, papers_seen_by
from thidua.documents.queries.signing import papers_issued_with, units_to_sign_for
from thidua.documents.rules import papers as rules
from thidua.org.access import Ability, Request, needs


@needs(Ability.PAPER_VIEW)
def paper(request: Request, pk: int) -> HttpResponse:
    """One paper: its sheet or its source, who signed, whom it went to, what is next."""
    found = get_object_or_404(papers_seen_by(request.access).select_related("owner", "file", "issuer"), pk=pk)
    about = paper_page(found, request.access)
    return page(
        request, "documents/paper.html", {"about": about, "form": IssueForm(initial={"day": about.bears})}
    )


@needs(Ability.PAPER_FILE)
def paper_edit(request: Request, pk: int) -> HttpResponse:
    """Put right the head of an own draft."""
    found = get_object_or_404(Paper, pk=pk, owner__in=request.units)
    fields = HeadForm.base_fields
    form = HeadForm(request.POST or None, initial={name: getattr(found, name) for name in fields})
    if request.method == "POST" and form.is_valid():
        complete_paper(found, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, "Đã sửa phần đầu của văn bản.", "good")
        return redirect(found)
    against = rules.blockers_to_edit(found.state, found.code)
    context = {"form": form, "paper": found, "against": against}
    return page(request, "documents/paper_edit.html", context, status=422 if form.errors else 200)


@needs(Ability.PAPER_FILE)
@require_POST
def paper_number(request: Request, pk: int) -> HttpResponse:
    """Leave the number to the book: what the draft's text proposed is dropped."""
    found = leave_number(get_object_or_404(Paper, pk=pk, owner__in=request.units), by=request.user, at=now())
    messages.success(request, "Đã bỏ số ghi trong dự thảo; sổ sẽ cấp số khi phát hành.", "good")
    return redirect("plan_of_paper" if found.route == Paper.Route.PLAN else "paper", found.pk)


@needs(Ability.PAPER_SIGN)
@require_POST
def paper_sign(request: Request, pk: int) -> HttpResponse:
    """Sign for one of the paper's issuers, with the authority chosen."""
    found = get_object_or_404(papers_issued_with(units_to_sign_for(request.access)), pk=pk)
    form = SignForm(request.POST)
    seat = get_object_or_404(units_to_sign_for(request.access), pk=form.seat or found.owner_id)
    signed = sign_paper(found, by=request.user, at=now(), authority=form.mark, body=form.body, for_unit=seat)
    messages.success(request, f"Đã ký {signed}.", "good")
    return redirect(signed)


@needs(Ability.PAPER_FILE)
@require_POST
def paper_issue(request: Request, pk: int) -> HttpResponse:
    """Number, date and send a paper that is issued from its own page."""
    found = get_object_or_404(Paper.objects.select_related("owner"), pk=pk, owner__in=request.units)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return page(
            request,
            "documents/paper.html",
            {"about": paper_page(found, request.access), "form": form},
            status=422,
        )
    issued = issue_paper(found, by=request.user, at=now(), day=form.cleaned_data["day"])
    messages.success(request, f"Đã phát hành {issued}.", "good")
    return redirect(issued)


@needs(Ability.PAPER_VIEW)
@require_POST
def paper_acknowledge(request: Request, pk: int) -> HttpResponse:
    """Say that the paper has arrived, for oneself and for the units one may receive for."""
    found = get_object_or_404(papers_seen_by(request.access), pk=pk)
    acknowledge(found, by=request.user, at=now(), units=receiving_units(request.access))
    messages.success(request, f"Đã ghi nhận: anh/chị đã nhận {found}.", "good")
    return redirect(found)


@needs(Ability.PAPER_VIEW)
def paper_file(request: Request, pk: int, form: str) -> HttpResponse:
    """The paper as a file: Word, PDF, or as it came."""
    found = get_object_or_404(papers_seen_by(request.access).select_related("file"), pk=pk)
    download = download_of(found, form)
    if download is None:
        raise Http404
    return as_file(download.data, download.name, download.kind)
