"""The titles that the signatures of a paper print."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.actions.titles import state_title
from thidua.documents.forms.titles import TitleForm
from thidua.documents.queries.signing import papers_issued_with, sides_of
from thidua.documents.queries.titles import posts_that_print, untitled_posts
from thidua.documents.rules.signing import blockers_to_title_on
from thidua.org.access import Ability, Request, needs


@needs(Ability.PAPER_FILE)
def signer_titles(request: Request, pk: int) -> HttpResponse:
    """Who may sign a paper with which title, and a form for those of one's own units who have none."""
    found = get_object_or_404(papers_issued_with(request.units).select_related("owner"), pk=pk)
    sides, on = [side.unit for side in sides_of(found).sides], request.access.day
    own = set(request.units.values_list("pk", flat=True))
    posts = untitled_posts([unit for unit in sides if unit.pk in own], on=on)
    form = TitleForm(request.POST or None, posts=posts)
    if request.method == "POST" and form.is_valid():
        titled = state_title(found, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, f"Đã ghi chức vụ của {titled.person.name}: {titled.title}.", "good")
        return redirect("signer_titles", pk)
    context = {
        "paper": found,
        "signers": list(posts_that_print(sides, on=on)),
        "waiting": posts.exists(),
        "form": form,
        "against": blockers_to_title_on(found.state, found.code),
    }
    return page(request, "documents/signer_titles.html", context, status=422 if form.errors else 200)
