"""What several bodies do with one paper, and what is done to a paper after its signature or issue."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import as_file, page
from thidua.documents.actions.copies import make_copy
from thidua.documents.actions.correcting import draft_replacement, withdraw_paper
from thidua.documents.actions.joint import (
    add_issuer,
    confirm_one_signer,
    remind_signers,
    remove_issuer,
    return_to_draft,
)
from thidua.documents.forms.joint import CopyForm, IssuerForm, ReturnForm, WithdrawForm
from thidua.documents.models import Paper, PaperCopy
from thidua.documents.queries.copies import copy_download
from thidua.documents.queries.papers import papers_seen_by
from thidua.documents.queries.signing import papers_issued_with, sides_of, units_to_sign_for
from thidua.documents.rules.signing import blockers_to_add_issuer
from thidua.org.access import Ability, Request, needs
from thidua.org.models import Unit


def _own(request: Request, pk: int) -> Paper:
    """A paper of a unit in reach, ready to be named."""
    return get_object_or_404(Paper.objects.select_related("owner"), pk=pk, owner__in=request.units)


@needs(Ability.PAPER_FILE)
def paper_issuers(request: Request, pk: int) -> HttpResponse:
    """The bodies that issue a paper, and a form to add one."""
    found = _own(request, pk)
    form = IssuerForm(request.POST or None, owner=found.owner, on=request.access.day)
    if request.method == "POST" and form.is_valid():
        joined = add_issuer(found, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, f"Đã thêm {joined}; bên ấy được báo để ký.", "good")
        return redirect("paper_issuers", pk)
    against = blockers_to_add_issuer(
        found.state, found.code, unit="", already=False, is_lead=False, archive="VT"
    )
    context = {"paper": found, "sides": sides_of(found), "form": form, "against": against}
    return page(request, "documents/joint.html", context, status=422 if form.errors else 200)


@needs(Ability.PAPER_FILE)
@require_POST
def issuer_remove(request: Request, pk: int, unit: int) -> HttpResponse:
    """A body leaves the paper."""
    left = remove_issuer(_own(request, pk), get_object_or_404(Unit, pk=unit), by=request.user, at=now())
    messages.success(request, "Đã bỏ cơ quan cùng ban hành.", "good")
    return redirect("paper_issuers", left.pk)


@needs(Ability.PAPER_FILE)
@require_POST
def signers_remind(request: Request, pk: int) -> HttpResponse:
    """Remind the sides that have not signed."""
    found = _own(request, pk)
    told = remind_signers(found, by=request.user, at=now())
    messages.success(request, f"Đã nhắc {told} người có thẩm quyền ký.", "good")
    return redirect(found)


@needs(Ability.PAPER_SIGN)
@require_POST
def one_signer_confirm(request: Request, pk: int) -> HttpResponse:
    """The head of the lead confirms that one person signs for two sides."""
    found = get_object_or_404(papers_issued_with(units_to_sign_for(request.access)), pk=pk)
    confirm_one_signer(found, by=request.user, at=now())
    messages.success(request, "Đã xác nhận một người ký cho hai bên.", "good")
    return redirect(found)


@needs(Ability.PAPER_FILE)
@require_POST
def paper_return(request: Request, pk: int) -> HttpResponse:
    """Give the signatures back so that the draft can change."""
    form = ReturnForm(request.POST)
    returned = return_to_draft(_own(request, pk), reason=form.text, by=request.user, at=now())
    messages.success(request, "Văn bản trở lại là dự thảo; người đã ký được báo.", "good")
    return redirect(returned)


@needs(Ability.PAPER_FILE)
@require_POST
def paper_replace(request: Request, pk: int) -> HttpResponse:
    """Draft the paper that will replace an issued one."""
    new = draft_replacement(_own(request, pk), by=request.user, at=now())
    messages.success(request, "Đã chép phần chữ sang bản thay thế; hãy sửa rồi trình ký.", "good")
    return redirect(new)


@needs(Ability.PAPER_FILE)
def paper_withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw an issued paper under a decision."""
    found = _own(request, pk)
    form = WithdrawForm(request.POST or None, paper=found)
    if request.method == "POST" and form.is_valid():
        withdraw_paper(found, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, f"Đã thu hồi {found}; các nơi nhận được báo.", "good")
        return redirect(found)
    context = {"paper": found, "form": form}
    return page(request, "documents/paper_withdraw.html", context, status=422 if form.errors else 200)


@needs(Ability.PAPER_SIGN)
def paper_copy(request: Request, pk: int) -> HttpResponse:
    """Make a numbered copy of a paper that a unit of one's own holds."""
    found = get_object_or_404(papers_seen_by(request.access), pk=pk)
    form = CopyForm(units_to_sign_for(request.access), request.POST or None, paper=found)
    if request.method == "POST" and form.is_valid():
        mark = form.cleaned_data["authority"]
        copy = make_copy(found, form.owner, form.order, by=request.user, at=now(), authority=mark)
        messages.success(request, f"Đã làm {copy}.", "good")
        return redirect(copy)
    context = {"paper": found, "form": form}
    return page(request, "documents/paper_copy.html", context, status=422 if form.errors else 200)


@needs(Ability.PAPER_VIEW)
def copy_file(request: Request, pk: int, form: str) -> HttpResponse:
    """A copy as a file: the copied text with the foot of the copy."""
    rows = PaperCopy.objects.filter(source__in=papers_seen_by(request.access).values("pk"))
    found = get_object_or_404(rows.select_related("source", "unit", "person"), pk=pk)
    download = copy_download(found, form)
    if download is None:
        raise Http404
    return as_file(download.data, download.name, download.kind)
