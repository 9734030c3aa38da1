"""Tasks of a movement: the list, one task, its owners, and that it is done."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.core.text import as_key
from thidua.movements.actions.tasks import (
    add_task,
    edit_task,
    finish_part,
    finish_task,
    remove_task,
    set_link_limit,
)
from thidua.movements.forms.reminders import IntervalForm
from thidua.movements.forms.tasks import LimitForm, TaskForm
from thidua.movements.models import Movement, Round, Task
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.queries.reminders import reminded_of
from thidua.movements.queries.tasks import (
    parts_answerable_by,
    task_page,
    tasks_answerable_by,
    tasks_in,
    tasks_seen_by,
)
from thidua.movements.rules.rounds import praise_due
from thidua.org.access import Ability, Request, needs

_WITH = ("movement__owner", "movement__plan", "unit", "owner_person", "node", "content")


def _mine(request: Request, pk: int) -> Movement:
    rows = Movement.objects.select_related("owner", "plan")
    return get_object_or_404(rows, pk=pk, owner__in=request.units)


@needs(Ability.MOVEMENT_VIEW)
def tasks(request: Request, pk: int) -> HttpResponse:
    """The tasks of one movement, by tag and state; urgent and overdue ones first."""
    seen = movements_seen_by(request.access).select_related("owner", "plan")
    movement = get_object_or_404(seen, pk=pk)
    tag, state = request.GET.get("nhan", ""), request.GET.get("trang-thai", "")
    context = {
        "movement": movement,
        "about": tasks_in(movement, today=request.access.day, tag=tag, state=state),
        "tag": tag,
        "state": state,
        "form": LimitForm(),
        "interval": IntervalForm(movement=movement),
        "may_decide": request.access.may(Ability.MOVEMENT_DECIDE, movement.owner)
        and movement.state != Movement.State.CLOSED,
    }
    return page(request, "movements/tasks.html", context)


@needs(Ability.MOVEMENT_VIEW)
def task(request: Request, pk: int) -> HttpResponse:
    """One task: who answers for it, by when, on what it rests, what proves it."""
    found = get_object_or_404(tasks_seen_by(request.access).select_related(*_WITH, "done_by__person"), pk=pk)
    context = {
        "about": task_page(found, request.access),
        "task": found,
        "reminded": reminded_of(found) if found.urgent else None,
    }
    return page(request, "movements/task.html", context)


@needs(Ability.MOVEMENT_DECIDE)
def task_new(request: Request, pk: int) -> HttpResponse:
    """One more task that the unit itself sets; from a round, the list of those to be praised after it."""
    movement = _mine(request, pk)
    praise = _praise(movement, request.GET.get("dot", ""))
    content = as_key(request.GET.get("noi-dung", ""))
    asked = {**praise, **({"content": content} if content else {})}
    form = TaskForm(request.POST or None, movement=movement, on=request.access.day, initial=asked)
    if request.method == "POST" and form.is_valid():
        origin = "computed" if praise.get("due") == form.cleaned_data["due"] else "office"
        made = add_task(movement, form.values, parts=form.parts, by=request.user, at=now(), due_origin=origin)
        messages.success(request, f"Đã thêm nhiệm vụ {made.order}.", "good")
        return redirect(made)
    return _form_page(request, movement, form)


def _praise(movement: Movement, key: str) -> dict[str, Any]:
    """What is proposed for after a round: the praise list, due fifteen days later (E.28)."""
    row = Round.objects.filter(movement=movement, pk=as_key(key) or 0).first()
    if row is None or row.last_day is None:
        return {}
    return {
        "action": f"Lập danh sách biểu dương tập thể, cá nhân có thành tích xuất sắc sau {row.label}",
        "due": praise_due(row.last_day),
        "due_words": "15 ngày sau đợt",
    }


@needs(Ability.MOVEMENT_DECIDE)
def task_edit(request: Request, pk: int) -> HttpResponse:
    """Say who answers for a task, who shares it, by when and on what it rests."""
    found = get_object_or_404(Task.objects.select_related(*_WITH), pk=pk, movement__owner__in=request.units)
    form = TaskForm(request.POST or None, movement=found.movement, on=request.access.day, task=found)
    if request.method == "POST" and form.is_valid():
        parts = form.parts if "joint" in form.changed_data else None
        edit_task(found, form.values, parts=parts, by=request.user, at=now())
        messages.success(request, f"Đã ghi nhiệm vụ {found.order}.", "good")
        return redirect(found)
    return _form_page(request, found.movement, form, found)


def _form_page(
    request: Request, movement: Movement, form: TaskForm, found: Task | None = None
) -> HttpResponse:
    context = {"movement": movement, "form": form, "task": found}
    return page(request, "movements/task_form.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def task_remove(request: Request, pk: int) -> HttpResponse:
    """Take a drafted task back."""
    found = get_object_or_404(
        Task.objects.select_related("movement"), pk=pk, movement__owner__in=request.units
    )
    movement = remove_task(found, by=request.user, at=now())
    messages.success(request, "Đã bỏ một nhiệm vụ. Văn bản gốc và phần đã đọc vẫn giữ.", "good")
    return redirect("tasks", movement.pk)


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def task_done(request: Request, pk: int) -> HttpResponse:
    """Say that a task is done: its owner, whoever speaks for its group, or who watches over the movement."""
    found = get_object_or_404(tasks_answerable_by(request.access), pk=pk)
    done = finish_task(found, by=request.user, at=now())
    messages.success(request, f"Đã ghi: nhiệm vụ {done.order} đã xong.", "good")
    return redirect(done)


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def task_part_done(request: Request, pk: int) -> HttpResponse:
    """Say that one's own part of a shared task is done."""
    found = get_object_or_404(parts_answerable_by(request.access), pk=pk)
    done = finish_part(found, by=request.user, at=now())
    messages.success(request, f"Đã ghi: phần của {done.written} đã xong.", "good")
    return redirect(done)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def task_limit(request: Request, pk: int) -> HttpResponse:
    """Set how large a share of the tasks is to rest on professional duties."""
    movement = _mine(request, pk)
    form = LimitForm(request.POST)
    if form.is_valid():
        set_link_limit(movement, form.cleaned_data["percent"], by=request.user, at=now())
        messages.success(request, "Đã đặt ngưỡng gắn với nhiệm vụ chuyên môn.", "good")
    else:
        messages.error(request, "Ngưỡng là một số từ 1 đến 100. Chưa có gì thay đổi.", "back")
    return redirect("tasks", movement.pk)
