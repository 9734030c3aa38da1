"""The import desk: one value of a reading put right; and the glossary of terms."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.actions.reading import correct_reading
from thidua.documents.actions.terms import confirm_shipped_term, confirm_term
from thidua.documents.forms.desk import ConfirmForm, CorrectionForm, TermSearch
from thidua.documents.models import Paper
from thidua.documents.queries.reading import correcting
from thidua.documents.queries.terms import glossary, shipped_entries, terms_seen_by
from thidua.org.access import Ability, Request, needs

PER_PAGE = 100


@needs(Ability.PAPER_FILE)
def desk_correct(request: Request, pk: int) -> HttpResponse:
    """Put one value right, beside what was read; everything that was put in before stays on the page."""
    papers = Paper.objects.exclude(source_lines=[]).select_related("owner")
    paper = get_object_or_404(papers, pk=pk, owner__in=request.units)
    about = correcting(paper, request.GET.get("cho", "metadata.number"))
    if about is None:
        raise Http404
    form = CorrectionForm(request.POST or None, place=about.place, holding=about.holding)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        row = correct_reading(paper, about.place.where, form.now, reason=reason, by=request.user, at=now())
        messages.success(request, f"Đã sửa: {about.place.label}. Giá trị đọc được vẫn giữ bên cạnh.", "good")
        return redirect("plan_reading", row.paper_id)
    context = {"about": about, "form": form}
    return page(request, "documents/desk_correct.html", context, status=422 if form.errors else 200)


@needs(Ability.PAPER_VIEW)
def terms(request: Request) -> HttpResponse:
    """The glossary: what each word means, where that is written, or who reads it so."""
    words = TermSearch(request.GET).words
    kept = glossary(request.access, words)
    shown = Paginator(kept, PER_PAGE).get_page(request.GET.get("trang"))
    taken = terms_seen_by(request.access).filter(paper=None).values_list("folded", flat=True)
    context = {
        "page": shown,
        "shipped": shipped_entries(words, taken) if shown.number == 1 else [],
        "words": words,
        "may_confirm": request.access.has(Ability.PAPER_FILE),
    }
    return page(request, "documents/desk_terms.html", context)


@needs(Ability.PAPER_FILE)
@require_POST
def term_confirm(request: Request) -> HttpResponse:
    """Vouch for an inferred word by name."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise Http404
    asked = form.cleaned_data
    if asked["term"]:
        seen = terms_seen_by(request.access).filter(paper__owner__in=request.units)
        term = get_object_or_404(seen, pk=asked["term"])
        confirmed = confirm_term(term, means=asked["means"], by=request.user, at=now())
    else:
        confirmed = confirm_shipped_term(asked["written"], by=request.user, at=now())
    messages.success(request, f"Đã xác nhận “{confirmed}”: {confirmed.means}.", "good")
    return redirect("terms")
