"""A person's own pledge, a body's, and the paper of each."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import as_file, page
from thidua.core.text import fold
from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.pdf import to_pdf
from thidua.movements.actions.pledges import (
    Own,
    confirm_entry,
    deny_entry,
    sign_at_once,
    sign_for_unit,
    sign_pledge,
    tell_change,
)
from thidua.movements.forms.pledges import ChangeForm, DenyForm, PledgeForm, UnitPledgeForm
from thidua.movements.models import Movement
from thidua.movements.queries.pledge_papers import paper_of
from thidua.movements.queries.pledges import (
    asked_to_pledge,
    pledge_page,
    pledges_seen_by,
    unit_pledge_page,
    units_to_sign_for,
)
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs, signed_in
from thidua.org.models import Unit

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _seen(request: Request, pk: int) -> Movement:
    seen = movements_seen_by(request.access).select_related("owner", "plan")
    return get_object_or_404(seen.defer("plan__source_lines", "plan__reading"), pk=pk)


@signed_in
def pledge(request: Request, pk: int) -> HttpResponse:
    """Read the pledge, add a target of one's own, sign; later, the signed pledge to print.

    The one tap of a whole sector in one night: it looks nothing up unless nothing could be signed.
    """
    form = PledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not sign_at_once(pk, Own(**form.cleaned_data), by=request.user, at=now()):
            sign_pledge(_seen(request, pk), by=request.user, at=now(), **form.cleaned_data)
        return redirect("pledge", pk)
    context = {
        "about": pledge_page(_seen(request, pk), request.access),
        "form": form,
        "change_form": ChangeForm(),
        "deny_form": DenyForm(),
    }
    return page(request, "movements/pledge.html", context, status=422 if form.errors else 200)


@needs(Ability.PLEDGE_SIGN)
@require_POST
def pledge_confirm(request: Request, pk: int) -> HttpResponse:
    """Say that one did sign the list on paper."""
    found = _seen(request, pk)
    confirm_entry(found, by=request.user, at=now())
    messages.success(request, "Anh/chị đã xác nhận chữ ký của mình trong danh sách giấy.", "good")
    return redirect("pledge", found.pk)


@needs(Ability.PLEDGE_SIGN)
@require_POST
def pledge_deny(request: Request, pk: int) -> HttpResponse:
    """Say that one did not sign the list on paper; the pledge counts no more."""
    found, form = _seen(request, pk), DenyForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    deny_entry(found, by=request.user, at=now(), reason=reason)
    messages.success(
        request, "Đã bỏ bản giao ước này khỏi số đã ký. Anh/chị vẫn tự ký được nếu muốn.", "good"
    )
    return redirect("pledge", found.pk)


@needs(Ability.PLEDGE_SIGN)
@require_POST
def pledge_change(request: Request, pk: int) -> HttpResponse:
    """Tell what became of the one change promised for the year."""
    found, form = _seen(request, pk), ChangeForm(request.POST)
    result = form.cleaned_data["result"] if form.is_valid() else ""
    tell_change(found, result=result, by=request.user, at=now())
    messages.success(request, "Đã ghi kết quả của điều anh/chị hứa thay đổi.", "good")
    return redirect("pledge", found.pk)


@needs(Ability.PLEDGE_SIGN)
def unit_pledge(request: Request, pk: int, unit: int) -> HttpResponse:
    """Read the pledge of a body, or sign it for the body that one speaks for."""
    found = _seen(request, pk)
    asked = asked_to_pledge(found, people=False).values("unit")
    body = get_object_or_404(Unit, pk=unit, pk__in=asked)
    form = UnitPledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mine = next((one for one in units_to_sign_for(found, request.access) if one.pk == body.pk), None)
        if mine is None:
            raise Http404
        sign_for_unit(found, mine, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, f"{mine} đã ký giao ước. Bản đã ký được giữ nguyên.", "good")
        return redirect("unit_pledge", found.pk, mine.pk)
    context = {"about": unit_pledge_page(found, body, request.access), "form": form}
    return page(request, "movements/unit_pledge.html", context, status=422 if form.errors else 200)


@needs(Ability.PLEDGE_SIGN)
def pledge_paper(request: Request, pk: int, kind: str) -> HttpResponse:
    """A signed pledge as Word or PDF; with `chung`, everything its signer pledged to the owner on one paper."""
    if kind not in {"docx", "pdf"}:
        raise Http404
    rows = pledges_seen_by(request.access).select_related(
        "movement__owner", "movement__plan", "person", "unit"
    )
    found = get_object_or_404(rows, pk=pk)
    letter = paper_of(found, shared="chung" in request.GET)
    name = f"giao-uoc-{slugify(fold(str(found.person or found.unit)))}.{kind}"
    if kind == "docx":
        return as_file(to_docx(letter), name, WORD)
    return as_file(to_pdf(letter), name, "application/pdf")
