"""Urging: the late list of a movement, one note to those on it, and the log."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.urging import draft_urging_letter, urge
from thidua.movements.forms.urging import UrgeForm
from thidua.movements.models import Movement
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.queries.urging import LATE, OWING, PLEDGES, letter_owner, notes_seen_by, urging_page
from thidua.movements.rules.urging import blockers_to_urge
from thidua.org.access import Ability, Request, needs

WORDS = "Đề nghị hoàn thành việc còn nợ của phong trào và báo lại kết quả."


def _movement(request: Request, pk: int) -> Movement:
    return get_object_or_404(movements_seen_by(request.access).select_related("owner", "plan"), pk=pk)


@needs(Ability.MOVEMENT_VIEW)
def urging(request: Request, pk: int) -> HttpResponse:
    """Who is behind with what, as far as the reader watches over it; everything owed on request."""
    which = OWING if request.GET.get("loc") == OWING else LATE
    return page(
        request,
        "movements/urging.html",
        _about(request, _movement(request, pk), which, UrgeForm(initial={"sentence": WORDS})),
    )


def _about(request: Request, movement: Movement, which: str, form: UrgeForm) -> dict[str, Any]:
    about = urging_page(movement, request.access, which, request.GET.get("trang"))
    running = movement.state == Movement.State.RUNNING
    against = blockers_to_urge(running=running, debts=about.page.paginator.count, sentence=WORDS)
    return {"movement": movement, "about": about, "form": form, "against": against}


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def urge_those_behind(request: Request, pk: int) -> HttpResponse:
    """Send one note to those on a list, or to those ticked; from the page of pledges, to those who have not signed."""
    movement = _movement(request, pk)
    which = request.POST.get("loc", LATE)
    which = which if which in {LATE, OWING, PLEDGES} else LATE
    form = UrgeForm(request.POST)
    if not form.is_valid():
        return page(request, "movements/urging.html", _about(request, movement, which, form), status=422)
    whole = which == PLEDGES or "ca-danh-sach" in request.POST
    made = urge(
        movement, form.cleaned_data["sentence"], by=request.user, at=now(), which=which,
        chosen=None if whole else request.POST.getlist("viec"),
    )  # fmt: skip
    messages.success(request, f"Đã nhắc {made.people} người.", "good")
    return redirect("pledges", pk) if which == PLEDGES else redirect(made)


@needs(Ability.PAPER_FILE)
@require_POST
def urging_letter(request: Request, pk: int) -> HttpResponse:
    """Draft the letter of one urging note."""
    rows = notes_seen_by(request.access).select_related("body", "movement__owner")
    note = get_object_or_404(rows, pk=pk)
    get_object_or_404(request.units, pk=letter_owner(note).pk)
    paper = draft_urging_letter(note, by=request.user, at=now())
    messages.success(
        request, "Đã soạn dự thảo công văn đôn đốc; số, ngày và người ký ghi khi trình ký.", "good"
    )
    return redirect(paper)
