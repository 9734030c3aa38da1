"""The sheet of criteria of one movement: taken over, made concrete, completed, given a scale, put to use."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.criteria import (
    activate_criteria,
    add_criterion,
    answer_criterion,
    edit_criterion,
    inherit_criteria,
    remove_criterion,
    set_scale,
)
from thidua.movements.forms.criteria import AnswerForm, CriterionForm, ScaleForm
from thidua.movements.models import Criterion, Movement
from thidua.movements.queries.criteria import criteria_page, criteria_waiting, name_of, scale_of
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs


@needs(Ability.MOVEMENT_VIEW)
def criteria(request: Request, pk: int) -> HttpResponse:
    """What a movement measures, whom, by what proof; what waits of the movement above; the scale."""
    seen = movements_seen_by(request.access).select_related("owner", "plan", "parent__owner")
    movement = get_object_or_404(seen, pk=pk)
    return page(request, "movements/criteria.html", {"about": criteria_page(movement, request.access)})


def _mine(request: Request, pk: int) -> Movement:
    rows = Movement.objects.select_related("owner", "plan", "parent__owner")
    return get_object_or_404(rows, pk=pk, owner__in=request.units)


def _row(request: Request, pk: int) -> Criterion:
    rows = Criterion.objects.select_related("movement__owner", "movement__plan", "above", "under", "content")
    return get_object_or_404(rows, pk=pk, movement__owner__in=request.units)


@needs(Ability.MOVEMENT_DECIDE)
def criterion_new(request: Request, pk: int) -> HttpResponse:
    """Add a criterion of the unit's own."""
    movement = _mine(request, pk)
    form = CriterionForm(request.POST or None, movement=movement, row=None, words=True)
    if request.method == "POST" and form.is_valid():
        row = add_criterion(movement, form.values, by=request.user, at=now())
        messages.success(request, f"Đã thêm {name_of(row)}, riêng của đơn vị.", "good")
        return redirect(row)
    return _form(request, movement, form)


@needs(Ability.MOVEMENT_DECIDE)
def criterion(request: Request, pk: int) -> HttpResponse:
    """Put a criterion right, or say how it is measured."""
    row = _row(request, pk)
    words = row.line is None or row.movement.state == Movement.State.DRAFT
    form = CriterionForm(request.POST or None, movement=row.movement, row=row, words=words)
    if request.method == "POST" and form.is_valid():
        kept = edit_criterion(row, form.values, by=request.user, at=now())
        messages.success(request, f"Đã ghi {name_of(kept)}.", "good")
        return redirect(kept)
    return _form(request, row.movement, form)


def _form(request: Request, movement: Movement, form: CriterionForm) -> HttpResponse:
    context = {"movement": movement, "form": form, "row": form.row}
    return page(request, "movements/criterion.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def criterion_remove(request: Request, pk: int) -> HttpResponse:
    """Take back a criterion of the unit's own."""
    movement = remove_criterion(_row(request, pk), by=request.user, at=now())
    messages.success(request, "Đã bỏ tiêu chí. Văn bản gốc vẫn giữ nguyên.", "good")
    return redirect("criteria", movement.pk)


@needs(Ability.MOVEMENT_DECIDE)
def criterion_answer(request: Request, pk: int) -> HttpResponse:
    """Say how a criterion stands to one of the movement above."""
    row = _row(request, pk)
    form = AnswerForm(request.POST or None, row=row, waiting=criteria_waiting(row.movement))
    if request.method == "POST" and form.is_valid():
        kept = answer_criterion(row, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, f"Đã đối chiếu {name_of(kept)}: {kept.get_answer_display()}.", "good")
        return redirect("criteria", kept.movement_id)
    context = {"movement": row.movement, "form": form, "row": row}
    return page(request, "movements/criterion_answer.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def criteria_inherit(request: Request, pk: int) -> HttpResponse:
    """Take over what the movement above measures."""
    made = inherit_criteria(_mine(request, pk), by=request.user, at=now())
    messages.success(request, f"Đã kế thừa {len(made)} tiêu chí, giữ nguyên ký hiệu.", "good")
    return redirect("criteria", pk)


@needs(Ability.MOVEMENT_DECIDE)
def scale(request: Request, pk: int) -> HttpResponse:
    """Decide how the movement is scored."""
    movement = _mine(request, pk)
    form = ScaleForm(request.POST or None, scale=scale_of(movement))
    if request.method == "POST" and form.is_valid():
        kept = set_scale(movement, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, f"Đã quyết định: {kept}.", "good")
        return redirect("criteria", movement.pk)
    context = {"movement": movement, "form": form}
    return page(request, "movements/scale.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def criteria_activate(request: Request, pk: int) -> HttpResponse:
    """Put the set to use."""
    activate_criteria(_mine(request, pk), by=request.user, at=now())
    messages.success(request, "Bộ tiêu chí đã được đưa vào chấm.", "good")
    return redirect("scores", pk)
