"""Units receive and answer what was asked of them; whoever asked looks at it and sees where it died."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.assignments import (
    accept_assignment,
    answer_assignment,
    confirm_receipt,
    hand_in,
    move_to_successors,
    return_assignment,
)
from thidua.movements.forms.assignments import HandInForm, ReturnForm
from thidua.movements.models import Assignment, Movement
from thidua.movements.queries.assignment_page import assignment_page
from thidua.movements.queries.assignments import answerable_by, assignments_seen_by
from thidua.movements.queries.coverage import coverage_page, watches_over
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs


@needs(Ability.MOVEMENT_VIEW)
def coverage(request: Request, pk: int) -> HttpResponse:
    """The coverage map of a movement: fifty units a page, totals over all, narrowed to what needs somebody."""
    movement = get_object_or_404(Movement.objects.select_related("owner", "cascade").defer("words"), pk=pk)
    if not watches_over(movement, request.access):
        get_object_or_404(movements_seen_by(request.access), pk=pk)
    asked = request.GET
    about = coverage_page(movement, request.access, which=asked.get("loc", ""), number=asked.get("trang"))
    reported = any(cell.report for row in about.rows for cell in row.cells if cell)
    context = {
        "movement": movement,
        "about": about,
        "may_decide": bool(about.stranded) and request.access.may(Ability.MOVEMENT_DECIDE, movement.owner),
        "may_see_reports": reported and request.access.may(Ability.REPORT_VIEW, movement.owner),
    }
    return page(request, "movements/coverage.html", context)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def assignments_move(request: Request, pk: int) -> HttpResponse:
    """Move the open work of units that have ended to those that carry them on."""
    movement = get_object_or_404(Movement, pk=pk, owner__in=request.units)
    moved = move_to_successors(movement=movement, by=request.user, at=now())
    said = (
        f"Đã chuyển {moved} việc sang đơn vị kế thừa."
        if moved
        else "Chưa có quyết định nêu một đơn vị kế thừa."
    )
    messages.success(request, said, "good" if moved else "late")
    return redirect("coverage", movement.pk)


def _seen(request: Request, pk: int) -> Assignment:
    rows = assignments_seen_by(request.access).select_related(
        "unit", "duty__node", "duty__movement__owner", "duty__movement__plan", "answered_by", "moved_from"
    )
    return get_object_or_404(
        rows.defer("duty__movement__plan__source_lines", "duty__movement__plan__reading"), pk=pk
    )


def _shown(
    request: Request,
    found: Assignment,
    handing: HandInForm | None = None,
    returning: ReturnForm | None = None,
) -> HttpResponse:
    """The page of one assignment; a form that was refused keeps what was typed."""
    about = assignment_page(found, request.access)
    context = {
        "about": about,
        "handing": handing or HandInForm(None, assignment=found),
        "returning": returning or ReturnForm(None, assignment=found),
    }
    wrong = bool((handing and handing.errors) or (returning and returning.errors))
    return page(request, "movements/assignment.html", context, status=422 if wrong else 200)


@needs(Ability.MOVEMENT_VIEW)
def assignment(request: Request, pk: int) -> HttpResponse:
    """What is asked of a unit, on which sentence, by when; what was handed in, and its history."""
    return _shown(request, _seen(request, pk))


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def assignment_confirm(request: Request, pk: int) -> HttpResponse:
    """A unit, or one half of a pair, says that it has received the work."""
    found = confirm_receipt(_seen(request, pk), by=request.user, at=now())
    messages.success(request, f"Đã ghi: {found.unit} xác nhận nhận việc.", "good")
    return redirect("assignment", found.pk)


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def assignment_hand_in(request: Request, pk: int) -> HttpResponse:
    """A unit hands in what was asked."""
    found = get_object_or_404(answerable_by(request.access).select_related("unit", "duty"), pk=pk)
    form = HandInForm(request.POST, assignment=found)
    if not form.is_valid():
        return _shown(request, _seen(request, pk), handing=form)
    found = hand_in(found, by=request.user, at=now(), **form.cleaned_data)
    if found.state == Assignment.State.RETURNED:
        messages.error(request, found.returned_reason, "back")
    else:
        messages.success(request, "Đã nộp; người theo dõi phong trào sẽ xem.", "good")
    return redirect("assignment", found.pk)


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def assignment_return(request: Request, pk: int) -> HttpResponse:
    """Send back what was handed in, with the part and the reason."""
    found = get_object_or_404(_watched(request), pk=pk)
    form = ReturnForm(request.POST, assignment=found)
    if not form.is_valid():
        return _shown(request, _seen(request, pk), returning=form)
    values = form.cleaned_data
    return_assignment(
        found, missing=values.get("missing", []), reason=values["reason"], by=request.user, at=now()
    )
    messages.success(request, f"Đã trả lại cho {found.unit}, kèm phần cần sửa và lý do.", "good")
    return redirect("assignment", found.pk)


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def assignment_accept(request: Request, pk: int) -> HttpResponse:
    """Say that what was handed in meets what was asked."""
    found = accept_assignment(get_object_or_404(_watched(request), pk=pk), by=request.user, at=now())
    messages.success(request, f"Đã chấp nhận phần của {found.unit}.", "good")
    return redirect("assignment", found.pk)


def _watched(request: Request) -> "QuerySet[Assignment]":
    """Work of movements that this person watches over, not merely of units beneath them."""
    rows = Assignment.objects.filter(person=None, duty__movement__owner__in=request.units)
    return rows.select_related("unit", "duty")


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def assignment_answer(request: Request, pk: int) -> HttpResponse:
    """A unit says that it has done light work that nobody reviews."""
    found = get_object_or_404(answerable_by(request.access), pk=pk)
    answered = answer_assignment(found, by=request.user, at=now())
    messages.success(request, f"Đã ghi: {answered.unit} đã làm.", "good")
    return redirect("movement", answered.duty.movement_id)
