"""Sheets of scores: everybody measured, and one sheet with its three columns side by side."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.core.dates import now
from thidua.core.http import page
from thidua.core.text import as_key
from thidua.movements.actions.scores import appraise, finalise, open_sheet, self_score
from thidua.movements.forms.scores import SheetForm
from thidua.movements.models import Movement, Round, Score
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.queries.score_pages import Sheet, person_within, scores_page, sheet_page, unit_within
from thidua.movements.queries.scores import Subject
from thidua.org.access import Ability, Request, needs

ENTER = {"self": self_score, "appraised": appraise, "final": finalise}


def _movement(request: Request, pk: int) -> Movement:
    seen = movements_seen_by(request.access).select_related("owner", "plan")
    return get_object_or_404(seen, pk=pk)


def _round(request: Request, movement: Movement) -> Round | None:
    """The round asked for; without one, the whole movement."""
    asked = request.GET.get("dot", "")
    if not asked:
        return None
    return get_object_or_404(movement.rounds, pk=as_key(asked) or 0)


@needs(Ability.MOVEMENT_VIEW)
def scores(request: Request, pk: int) -> HttpResponse:
    """Units and people measured, as far as this reader may see them."""
    movement = _movement(request, pk)
    during = _round(request, movement)
    number = request.GET.get("trang")
    about = scores_page(movement, request.access, during=during, number=number)
    return page(request, "movements/scores.html", {"about": about})


@needs(Ability.MOVEMENT_VIEW)
def sheet_of_unit(request: Request, pk: int, unit: int) -> HttpResponse:
    """The sheet of one unit."""
    movement = _movement(request, pk)
    during = _round(request, movement)
    found = unit_within(movement, request.access, unit, during=during)
    return _sheet(request, movement, found, during)


@needs(Ability.MOVEMENT_VIEW)
def sheet_of_person(request: Request, pk: int, person: int) -> HttpResponse:
    """The sheet of one person: theirs, or of somebody whom this reader leads or weighs."""
    movement = _movement(request, pk)
    during = _round(request, movement)
    found = person_within(movement, request.access, person, during=during)
    return _sheet(request, movement, found, during)


def _sheet(
    request: Request, movement: Movement, subject: Subject | None, during: Round | None
) -> HttpResponse:
    if subject is None:
        raise Http404
    if request.method == "POST" and request.POST.get("do") == "open":
        open_sheet(movement, subject, during=during, by=request.user, at=now())
        messages.success(request, f"Đã mở phiếu chấm của {subject.name}.", "good")
        return redirect(request.get_full_path())
    sheet = sheet_page(movement, subject, request.access, during=during)
    stage = _stage(request, sheet)
    filled = request.method == "POST" or not sheet.stages.get(stage, [stage])
    form = (
        SheetForm(request.POST or None, sheet=sheet, stage=stage)
        if stage and sheet.lines and filled
        else None
    )
    if request.method == "POST" and form is not None and form.is_valid():
        return _entered(request, form)
    context: dict[str, Any] = {"about": sheet, "form": form, "stage": stage, "stages": Score.STAGES}
    return page(request, "movements/score_sheet.html", context, status=422 if form and form.errors else 200)


def _stage(request: Request, sheet: Sheet) -> str:
    """The stage to fill: the one asked for, else the first that is open to this person; none: ""."""
    asked = request.POST.get("do") or request.GET.get("buoc", "")
    if asked in Score.STAGES:
        return asked
    return next((stage for stage, found in sheet.stages.items() if not found), "")


def _entered(request: Request, form: SheetForm) -> HttpResponse:
    marks = form.marks
    if marks:
        ENTER[form.stage](marks, by=request.user, at=now())
        messages.success(request, f"{Score.STAGES[form.stage]}: đã ghi {len(marks)} tiêu chí.", "good")
    else:
        messages.info(request, "Không có gì thay đổi.", "plain")
    return redirect(request.get_full_path())
