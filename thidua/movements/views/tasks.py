"""Tasks of a plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.movements.actions.tasks import finish_task
from thidua.movements.models import Task
from thidua.org.access import Ability, Request, needs


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def task_done(request: Request, pk: int) -> HttpResponse:
    """Say that a task of the plan is done."""
    found = get_object_or_404(Task, pk=pk, movement__owner__in=request.units)
    done = finish_task(found, by=request.user, at=now())
    messages.success(request, f"Đã ghi: nhiệm vụ {done.order} đã xong.", "good")
    return redirect(done.get_absolute_url())
