"""Units answer what was asked of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.movements.actions.assignments import answer_assignment
from thidua.movements.queries.assignments import answerable_by
from thidua.org.access import Ability, Request, needs


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def assignment_answer(request: Request, pk: int) -> HttpResponse:
    """A unit says that it has done what was asked of it."""
    found = get_object_or_404(answerable_by(request.access), pk=pk)
    answered = answer_assignment(found, by=request.user, at=now())
    messages.success(request, f"Đã ghi: {answered.unit} đã làm.", "good")
    return redirect("movement", answered.duty.movement_id)
