"""Scenarios of the units of a movement: written, kept ready, sent for approval, answered, looked at again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.scenarios import (
    add_step,
    answer_scenario,
    edit_scenario,
    keep_item,
    remove_item,
    remove_step,
    reopen_scenario,
    review_scenario,
    set_scenario_terms,
    submit_scenario,
    write_scenario,
)
from thidua.movements.forms.scenarios import (
    AnswerForm,
    ConfirmForm,
    CountsForm,
    EndForm,
    ItemForm,
    ReasonForm,
    ScenarioForm,
    StepForm,
    SubmitForm,
    TermsForm,
)
from thidua.movements.models import Movement, ReadinessItem, Scenario, ScenarioApproval, ScenarioStep
from thidua.movements.queries.activations import scenario_page
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.queries.scenarios import (
    bodies_to_ask,
    papers_of_answer,
    scenarios_decided_by,
    scenarios_page,
    scenarios_seen_by,
    terms_of,
    voice_of,
)
from thidua.movements.rules.scenarios import Voice
from thidua.org.access import Ability, Request, needs


def _scenarios(request: Request, pk: int, *, failed: TermsForm | None = None) -> HttpResponse:
    seen = movements_seen_by(request.access).select_related("owner", "parent")
    movement = get_object_or_404(seen, pk=pk)
    about = scenarios_page(movement, request.access, request.GET.get("trang"))
    context = {
        "movement": movement,
        "about": about,
        "form": failed or TermsForm(None, terms=about.terms),
        "may_decide": request.access.may(Ability.MOVEMENT_DECIDE, movement.owner),
    }
    return page(request, "movements/scenarios.html", context, status=422 if failed else 200)


@needs(Ability.MOVEMENT_VIEW)
def scenarios(request: Request, pk: int) -> HttpResponse:
    """The scenarios of a movement's units, and what each unit lacks."""
    return _scenarios(request, pk)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def scenario_terms(request: Request, pk: int) -> HttpResponse:
    """Set the levels scenarios are made for, and the days within which people act."""
    movement = get_object_or_404(Movement, pk=pk, owner__in=request.units)
    form = TermsForm(request.POST)
    if not form.is_valid():
        return _scenarios(request, pk, failed=form)
    set_scenario_terms(movement, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Đã đặt quy ước về phương án.", "good")
    return redirect("scenarios", pk)


@needs(Ability.MOVEMENT_DECIDE)
def scenario_new(request: Request, pk: int, unit: int) -> HttpResponse:
    """Begin a scenario of one's unit."""
    movement = get_object_or_404(movements_seen_by(request.access).select_related("owner"), pk=pk)
    owner = get_object_or_404(request.units, pk=unit)
    form = ScenarioForm(request.POST or None, terms=terms_of(movement))
    if request.method == "POST" and form.is_valid():
        made = write_scenario(movement, owner, form.cleaned_data, by=request.user, at=now())
        messages.success(request, "Đã lập phương án. Thêm việc phải làm rồi trình phê duyệt.", "good")
        return redirect(made)
    context = {"movement": movement, "unit": owner, "scenario": None, "form": form}
    return page(request, "movements/scenario_form.html", context, status=422 if form.errors else 200)


def _seen(request: Request, pk: int) -> Scenario:
    rows = scenarios_seen_by(request.access).select_related(
        "unit", "movement__owner", "movement__plan", "reviewed_by__person", "submitted_by__person"
    )
    return get_object_or_404(rows.defer("movement__plan__source_lines", "movement__plan__reading"), pk=pk)


def own_scenario(request: Request, pk: int) -> Scenario:
    """A scenario of a unit in which this person decides; else 404."""
    rows = Scenario.objects.select_related("unit", "movement__owner", "movement__plan")
    return get_object_or_404(rows, pk=pk, unit__in=request.units)


def shown(request: Request, pk: int, **failed: Any) -> HttpResponse:
    """The page of one scenario; a form that was refused keeps what was typed."""
    found = _seen(request, pk)
    about = scenario_page(found, request.access)
    forms: dict[str, Any] = {
        "step": StepForm(None, unit=found.unit, on=request.access.day),
        "item": ItemForm(None),
        "submit": SubmitForm(None, bodies=bodies_to_ask(found.unit, on=request.access.day)),
        "answers": _answer_forms(request, about.waiting),
        "reason": ReasonForm(None),
        "withdraw": ReasonForm(None),
        "confirm": ConfirmForm(None),
        "end": EndForm(None),
        "counts": {
            task.row.pk: CountsForm(None, row=task.row) for row in about.activations for task in row.tasks
        },
    }
    context = {"about": about, "scenario": found, "movement": found.movement, "forms": {**forms, **failed}}
    return page(request, "movements/scenario.html", context, status=422 if failed else 200)


def _answer_forms(request: Request, waiting: list[ScenarioApproval]) -> dict[int, AnswerForm]:
    """A form for each side whose word this person may note; the locality's is not for those above."""
    found = {row.pk: (row, voice_of(row, request.user, on=request.access.day)) for row in waiting}
    return {
        key: _answer_form(None, row, request, voice)
        for key, (row, voice) in found.items()
        if row.side == ScenarioApproval.Side.SUPERIOR or voice.own or voice.itself
    }


def _answer_form(data: Any, row: ScenarioApproval, request: Request, voice: Voice) -> AnswerForm:
    """The body itself needs no paper; whoever notes its word chooses one."""
    papers = papers_of_answer(row.scenario.unit, request.user, on=request.access.day)
    return AnswerForm(data, prefix=row.side, papers=None if voice.itself else papers)


@needs(Ability.MOVEMENT_VIEW)
def scenario(request: Request, pk: int) -> HttpResponse:
    """One scenario: when it holds, what is done, what is ready, who approved, when it was set going."""
    return shown(request, pk)


@needs(Ability.MOVEMENT_DECIDE)
def scenario_edit(request: Request, pk: int) -> HttpResponse:
    """Put a drafted or returned scenario right."""
    found = own_scenario(request, pk)
    form = ScenarioForm(request.POST or None, terms=terms_of(found.movement), scenario=found)
    if request.method == "POST" and form.is_valid():
        edit_scenario(found, form.cleaned_data, by=request.user, at=now())
        messages.success(request, "Đã sửa phương án.", "good")
        return redirect(found)
    context = {"movement": found.movement, "unit": found.unit, "scenario": found, "form": form}
    return page(request, "movements/scenario_form.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def scenario_step_add(request: Request, pk: int) -> HttpResponse:
    """Add one thing to be done."""
    found = own_scenario(request, pk)
    form = StepForm(request.POST, unit=found.unit, on=request.access.day)
    if not form.is_valid():
        return shown(request, pk, step=form)
    add_step(found, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Đã thêm việc vào phương án.", "good")
    return redirect(f"{found.get_absolute_url()}#viec")


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def scenario_step_remove(request: Request, pk: int) -> HttpResponse:
    """Take a thing to be done out again."""
    step = get_object_or_404(ScenarioStep, pk=pk, scenario__unit__in=request.units)
    found = remove_step(step, by=request.user, at=now())
    messages.success(request, "Đã bỏ việc khỏi phương án.", "good")
    return redirect(f"{found.get_absolute_url()}#viec")


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def scenario_item_add(request: Request, pk: int) -> HttpResponse:
    """Add a line of readiness."""
    found = own_scenario(request, pk)
    form = ItemForm(request.POST)
    if not form.is_valid():
        return shown(request, pk, item=form)
    ready = form.cleaned_data.pop("ready")
    keep_item(found, form.cleaned_data, ready=ready, by=request.user, at=now())
    return redirect(f"{found.get_absolute_url()}#san-sang")


def _item(request: Request, pk: int) -> ReadinessItem:
    rows = ReadinessItem.objects.select_related("scenario__unit")
    return get_object_or_404(rows, pk=pk, scenario__unit__in=request.units)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def scenario_item(request: Request, pk: int) -> HttpResponse:
    """Say who answers for a line of readiness, and whether it is ready."""
    item = _item(request, pk)
    form = ItemForm(request.POST)
    if not form.is_valid():
        return shown(request, item.scenario_id, item=form)
    ready = form.cleaned_data.pop("ready")
    keep_item(item.scenario, form.cleaned_data, ready=ready, item=item, by=request.user, at=now())
    return redirect(f"{item.scenario.get_absolute_url()}#san-sang")


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def scenario_item_remove(request: Request, pk: int) -> HttpResponse:
    """Take a line of readiness out again."""
    found = remove_item(_item(request, pk), by=request.user, at=now())
    return redirect(f"{found.get_absolute_url()}#san-sang")


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def scenario_submit(request: Request, pk: int) -> HttpResponse:
    """Send a scenario to the bodies that approve it."""
    found = own_scenario(request, pk)
    form = SubmitForm(request.POST, bodies=bodies_to_ask(found.unit, on=request.access.day))
    if not form.is_valid():
        return shown(request, pk, submit=form)
    submit_scenario(found, form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Đã trình phương án.", "good")
    return redirect(found)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def scenario_answer(request: Request, pk: int) -> HttpResponse:
    """Note what one body said: the superior itself or from its paper, the unit for its locality."""
    rows = ScenarioApproval.objects.select_related("scenario__unit", "scenario__movement")
    row = get_object_or_404(rows, pk=pk, scenario__in=scenarios_decided_by(request.access))
    form = _answer_form(request.POST, row, request, voice_of(row, request.user, on=request.access.day))
    if not form.is_valid():
        return shown(request, row.scenario_id, answers={row.pk: form})
    paper = form.cleaned_data.get("paper")
    found = answer_scenario(row, form.said, paper=paper, by=request.user, at=now())
    messages.success(request, f"Đã ghi trả lời của {row.body}.", "good")
    return redirect(found)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def scenario_reopen(request: Request, pk: int) -> HttpResponse:
    """Take a scenario back to a draft."""
    found = own_scenario(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return shown(request, pk, reason=form)
    reopen_scenario(found, form.cleaned_data["reason"], by=request.user, at=now())
    messages.success(request, "Phương án đã về dự thảo; sửa xong cần trình lại.", "good")
    return redirect(found)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def scenario_review(request: Request, pk: int) -> HttpResponse:
    """Say that a scenario was looked at again and still holds."""
    found = review_scenario(own_scenario(request, pk), by=request.user, at=now())
    messages.success(request, "Đã ghi ngày rà soát.", "good")
    return redirect(found)
