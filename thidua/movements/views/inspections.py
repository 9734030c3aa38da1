"""Visits: the list of a movement, one visit with its record, what was found, and the fields of divisions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.forms import Form
from thidua.core.http import page
from thidua.movements.actions.inspections import (
    add_finding,
    answer_correction,
    cancel_inspection,
    close_correction,
    plan_inspection,
    record_inspection,
    remove_finding,
    return_correction,
    set_remit,
)
from thidua.movements.forms.inspections import (
    AnswerForm,
    ClosingForm,
    FindingForm,
    ReasonForm,
    RecordForm,
    RemitForm,
    VisitForm,
)
from thidua.movements.models import Finding, Inspection, Movement
from thidua.movements.queries.inspections import (
    candidates_of,
    findings_seen_by,
    held_against,
    inspection_page,
    inspections_page,
    remit_rows,
    visits_of_team,
    visits_seen_by,
)
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs


def _movement(request: Request, pk: int) -> Movement:
    return get_object_or_404(movements_seen_by(request.access).select_related("owner", "plan"), pk=pk)


def _visit(request: Request, pk: int) -> Inspection:
    rows = visits_seen_by(request.access).select_related(
        "movement__owner", "movement__plan", "body", "unit", "person", "planned_by__person", "recorded_by__person",
        "cancelled_by__person",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)


def _finding(request: Request, pk: int) -> Finding:
    return get_object_or_404(findings_seen_by(request.access), pk=pk)


@needs(Ability.MOVEMENT_VIEW)
def inspections(request: Request, pk: int) -> HttpResponse:
    """The visits of one movement as far as they are the reader's business, and every failing that they named."""
    movement = _movement(request, pk)
    about = inspections_page(movement, request.access, request.GET.get("trang"))
    return page(request, "movements/inspections.html", {"movement": movement, "about": about})


@needs(Ability.MOVEMENT_WATCH)
def inspection_new(request: Request, pk: int) -> HttpResponse:
    """Plan a visit."""
    movement = _movement(request, pk)
    form = VisitForm(request.POST or None, offered=candidates_of(request.access))
    if request.method == "POST" and form.is_valid():
        made = plan_inspection(movement, form.plan, by=request.user, at=now())
        messages.success(request, "Đã lên lịch; bên được kiểm tra đã được báo.", "good")
        return redirect(made)
    context = {"movement": movement, "form": form}
    return page(request, "movements/inspection_new.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_VIEW)
def inspection(request: Request, pk: int) -> HttpResponse:
    """One visit: its plan, what was found, its record, and what is still to be put right."""
    found = _visit(request, pk)
    context = {
        "movement": found.movement,
        "visit": found,
        "about": inspection_page(found, request.access),
        "forms": {
            "record": RecordForm(initial={"held_on": found.planned_on}),
            "answer": _numbered(AnswerForm),
            "closing": _numbered(ClosingForm),
            "reason": _numbered(ReasonForm),
        },
    }
    return page(request, "movements/inspection.html", context)


def _numbered(form: type[Form]) -> Callable[[int], Form]:
    """The same short form several times on one page, each with ids of its own."""
    return lambda key: form(auto_id=f"id_{key}_%s")


@needs(Ability.MOVEMENT_WATCH)
def finding_new(request: Request, pk: int) -> HttpResponse:
    """Note one thing found."""
    found = get_object_or_404(visits_of_team(request.access).select_related("movement"), pk=pk)
    form = FindingForm(request.POST or None, sentences=held_against(found.movement))
    if request.method == "POST" and form.is_valid():
        add_finding(found, form.found, by=request.user, at=now())
        messages.success(request, "Đã ghi một nội dung kiểm tra.", "good")
        return redirect(found)
    context = {"movement": found.movement, "visit": found, "form": form}
    return page(request, "movements/finding_new.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def finding_remove(request: Request, pk: int) -> HttpResponse:
    """Take back what was noted."""
    return redirect(remove_finding(_finding(request, pk), by=request.user, at=now()))


def _acted(
    request: Request, form: Form, to: Inspection | Finding, act: Callable[..., Any], said: str
) -> HttpResponse:
    """Do what a short form asks, or say on the page that a box was left empty; nothing is stored then."""
    if form.is_valid():
        act(to, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, said, "good")
    else:
        messages.error(
            request, " ".join(str(error) for errors in form.errors.values() for error in errors), "back"
        )
    return redirect(to)


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def inspection_record(request: Request, pk: int) -> HttpResponse:
    """Close the record of a visit."""
    said = "Đã chốt biên bản; bên được kiểm tra đã được báo."
    return _acted(request, RecordForm(request.POST), _visit(request, pk), record_inspection, said)


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def inspection_cancel(request: Request, pk: int) -> HttpResponse:
    """Call a visit off."""
    return _acted(request, ReasonForm(request.POST), _visit(request, pk), cancel_inspection, "Đã hủy lịch.")


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def correction_answer(request: Request, pk: int) -> HttpResponse:
    """Say how a failing was put right."""
    said = "Đã báo kết quả; đoàn kiểm tra sẽ xem."
    return _acted(request, AnswerForm(request.POST), _finding(request, pk), answer_correction, said)


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def correction_return(request: Request, pk: int) -> HttpResponse:
    """Ask once more for what was not put right."""
    said = "Đã trả lại, kèm lý do."
    return _acted(request, ReasonForm(request.POST), _finding(request, pk), return_correction, said)


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def correction_close(request: Request, pk: int) -> HttpResponse:
    """Close a correction."""
    said = "Đã kết thúc việc khắc phục; tồn tại này vẫn nằm trong danh sách."
    return _acted(request, ClosingForm(request.POST), _finding(request, pk), close_correction, said)


@needs(Ability.MOVEMENT_DECIDE)
def remits(request: Request, pk: int) -> HttpResponse:
    """The fields of work that the divisions of the movement's office answer for."""
    movement = get_object_or_404(
        Movement.objects.select_related("owner", "plan"), pk=pk, owner__in=request.units
    )
    rows = remit_rows(movement.owner, on=request.access.day)
    forms = [
        RemitForm(request.POST if f"p{row.unit.pk}-unit" in request.POST else None, row=row) for row in rows
    ]
    for form in forms:
        if form.is_bound and form.is_valid():
            given = form.cleaned_data
            set_remit(form.row.unit, fields=given["areas"], basis=given["basis"], by=request.user, at=now())
            messages.success(request, f"Đã ghi lĩnh vực phụ trách của {form.row.unit}.", "good")
            return redirect("remits", movement.pk)
    wrong = any(form.errors for form in forms)
    context = {"movement": movement, "forms": forms}
    return page(request, "movements/remits.html", context, status=422 if wrong else 200)
