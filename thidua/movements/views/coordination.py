"""The coordination log of a movement: what was done with whom, and the partners' word on it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.coordination import (
    confirm_coordination,
    edit_coordination,
    log_coordination,
    remove_coordination,
)
from thidua.movements.forms.coordination import ConfirmationForm, CoordinationForm
from thidua.movements.models import Coordination, Movement
from thidua.movements.queries.coordination import (
    entries_confirmable_by,
    entries_seen_by,
    entries_told_by,
    entry_page,
    log_page,
    papers_to_confirm_with,
    proofs_offered,
    units_to_log_for,
)
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs

_WITH = ("movement__owner", "unit", "partner_unit", "task", "content", "recorded_by__person")


def _movement(request: Request, pk: int) -> Movement:
    seen = movements_seen_by(request.access).select_related("owner", "plan", "parent")
    return get_object_or_404(seen, pk=pk)


@needs(Ability.MOVEMENT_VIEW)
def coordination(request: Request, pk: int) -> HttpResponse:
    """What was done together with others, by kind of partner, by commune, by unit."""
    movement = _movement(request, pk)
    kind, area = request.GET.get("loai", ""), request.GET.get("vung", "")
    number = request.GET.get("trang")
    about = log_page(movement, request.access, kind=kind, area=area, number=number)
    return page(request, "movements/coordination.html", {"movement": movement, "about": about})


@needs(Ability.MOVEMENT_VIEW)
def coordination_new(request: Request, pk: int) -> HttpResponse:
    """Write one more thing done together, for a unit one speaks for."""
    movement = _movement(request, pk)
    units = units_to_log_for(movement, request.access)
    get_object_or_404(units[:1])
    form = CoordinationForm(request.POST or None, movement=movement, units=units, today=request.access.day)
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data["unit"]
        made = log_coordination(movement, unit, form.cleaned_data, by=request.user, at=now())
        messages.success(request, f"Đã ghi một việc phối hợp với {made.partner}.", "good")
        return redirect(made)
    return _form_page(request, movement, form)


def _form_page(
    request: Request, movement: Movement, form: CoordinationForm, entry: Coordination | None = None
) -> HttpResponse:
    context = {"movement": movement, "form": form, "entry": entry}
    return page(request, "movements/coordination_form.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_VIEW)
def coordination_entry(request: Request, pk: int) -> HttpResponse:
    """One entry, its proof, and the partner's confirmation."""
    seen = entries_seen_by(request.access).select_related(*_WITH, "confirmed_paper", "confirmed_by__person")
    entry = get_object_or_404(seen, pk=pk)
    return _entry(request, entry, None)


def _entry(request: Request, entry: Coordination, form: ConfirmationForm | None) -> HttpResponse:
    context = {
        "movement": entry.movement,
        "entry": entry,
        "about": entry_page(entry, request.access),
        "form": form or _confirmation(request, entry, None),
    }
    status = 422 if form is not None else 200
    return page(request, "movements/coordination_entry.html", context, status=status)


def _confirmation(request: Request, entry: Coordination, data: object) -> ConfirmationForm:
    papers, proofs = papers_to_confirm_with(entry, request.access), proofs_offered(entry)
    return ConfirmationForm(data, entry=entry, papers=papers, proofs=proofs, today=request.access.day)


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def coordination_confirm(request: Request, pk: int) -> HttpResponse:
    """Keep how the partner confirmed: by the unit's side, or by who speaks for the partner."""
    rows = entries_confirmable_by(request.access).select_related(*_WITH)
    entry = get_object_or_404(rows, pk=pk)
    form = _confirmation(request, entry, request.POST)
    if not form.is_valid():
        return _entry(request, entry, form)
    given = form.cleaned_data
    confirm_coordination(entry, given.pop("how"), **given, by=request.user, at=now())
    messages.success(request, f"Đã ghi xác nhận của {entry.partner}.", "good")
    return redirect(entry)


@needs(Ability.MOVEMENT_VIEW)
def coordination_edit(request: Request, pk: int) -> HttpResponse:
    """Put an entry right, or add its result, until it is confirmed."""
    entry = get_object_or_404(entries_told_by(request.access).select_related(*_WITH), pk=pk)
    units = units_to_log_for(entry.movement, request.access)
    form = CoordinationForm(
        request.POST or None, movement=entry.movement, units=units, today=request.access.day, entry=entry
    )
    if request.method == "POST" and form.is_valid():
        edit_coordination(entry, form.cleaned_data, by=request.user, at=now())
        messages.success(request, "Đã sửa việc phối hợp.", "good")
        return redirect(entry)
    return _form_page(request, entry.movement, form, entry)


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def coordination_remove(request: Request, pk: int) -> HttpResponse:
    """Take back an entry made by mistake."""
    entry = get_object_or_404(entries_told_by(request.access), pk=pk)
    movement = remove_coordination(entry, by=request.user, at=now())
    messages.success(request, "Đã bỏ một việc phối hợp ghi nhầm; nhật ký còn giữ.", "good")
    return redirect("coordination", movement.pk)
