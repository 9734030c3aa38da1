"""The drafted parts of a movement: looked at, put right, added, taken back; all until the launch."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.models import Paper
from thidua.movements.actions.awards import enter_award_rules
from thidua.movements.actions.contents import answer_content, drop_content
from thidua.movements.actions.drafts import NAMES, PARTS, add_part, edit_part, remove_part
from thidua.movements.actions.register import enter_standing_movement
from thidua.movements.forms.drafts import FORMS, ContentForm, DropForm, PartForm, RulesForm, StandingForm
from thidua.movements.models import AwardRules, Content, Movement
from thidua.movements.queries.drafts import contents_above, drafts_of
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs


def _mine(request: Request, pk: int) -> Movement:
    """A movement of a unit in which this person decides."""
    return get_object_or_404(
        Movement.objects.select_related("plan", "basis", "owner"), pk=pk, owner__in=request.units
    )


def _back(movement: Movement, what: str) -> HttpResponse:
    return redirect(f"{reverse('drafts', args=[movement.pk])}#{what}")


@needs(Ability.MOVEMENT_VIEW)
def drafts(request: Request, pk: int) -> HttpResponse:
    """Everything drafted from the plan beside its lines, with what to look at before the launch."""
    seen = movements_seen_by(request.access).select_related("plan", "basis", "owner")
    movement = get_object_or_404(seen, pk=pk)
    about = drafts_of(movement)
    may_decide = request.access.may(Ability.MOVEMENT_DECIDE, movement.owner)
    context = {"about": about, "may_edit": may_decide and not about.locked, "may_decide": may_decide}
    return page(request, "movements/drafts.html", context)


@needs(Ability.MOVEMENT_DECIDE)
def part_new(request: Request, pk: int, what: str) -> HttpResponse:
    """Add one part that the unit itself sets."""
    movement = _mine(request, pk)
    form = _form(what)(request.POST or None, movement=movement)
    if request.method == "POST" and form.is_valid():
        row = add_part(movement, what, form.values, by=request.user, at=now())
        messages.success(request, f"Đã thêm {NAMES[what]}: {row}.", "good")
        return _back(movement, what)
    return _part_page(request, movement, form, what)


@needs(Ability.MOVEMENT_DECIDE)
def part_edit(request: Request, what: str, pk: int) -> HttpResponse:
    """Put one drafted part right."""
    row = _row(request, what, pk)
    form = _form(what)(request.POST or None, movement=row.movement, row=row)
    if request.method == "POST" and form.is_valid():
        kept = edit_part(row, what, form.values, by=request.user, at=now())
        messages.success(request, f"Đã sửa {NAMES[what]}: {kept}.", "good")
        return _back(row.movement, what)
    return _part_page(request, row.movement, form, what)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def part_remove(request: Request, what: str, pk: int) -> HttpResponse:
    """Take one drafted part back."""
    movement = remove_part(_row(request, what, pk), what, by=request.user, at=now())
    messages.success(request, f"Đã bỏ một {NAMES[what]}. Văn bản gốc và phần đã đọc vẫn giữ.", "good")
    return _back(movement, what)


def _form(what: str) -> type[PartForm]:
    if what not in FORMS:
        raise Http404
    return FORMS[what]


def _row(request: Request, what: str, pk: int) -> Any:
    model: Any = PARTS.get(what)
    if model is None:
        raise Http404
    rows = model.objects.select_related("movement__owner", "movement__plan")
    return get_object_or_404(rows, pk=pk, movement__owner__in=request.units)


def _part_page(request: Request, movement: Movement, form: PartForm, what: str) -> HttpResponse:
    context = {"movement": movement, "form": form, "what": what, "name": NAMES[what], "row": form.row}
    return page(request, "movements/draft_part.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
def award_rules(request: Request, pk: int) -> HttpResponse:
    """Which paper rules the awards, and its four parts as far as they are known."""
    movement = _mine(request, pk)
    kept = AwardRules.objects.filter(movement=movement).first()
    form = RulesForm(request.POST or None, rules_kept=kept)
    if request.method == "POST" and form.is_valid():
        written, day = form.cleaned_data["written"], form.cleaned_data["day"]
        row = enter_award_rules(movement, written, day, form.parts, by=request.user, at=now())
        messages.success(request, f"Quy định khen thưởng {row}.", "good")
        return _back(movement, "khen-thuong")
    context = {"movement": movement, "form": form, "kept": kept}
    return page(request, "movements/award_rules.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
def content_answer(request: Request, pk: int) -> HttpResponse:
    """Say how one content stands to a content of the plan above."""
    rows = Content.objects.select_related("movement__basis", "movement__owner", "movement__plan")
    content = get_object_or_404(rows, pk=pk, movement__owner__in=request.units)
    above = {node.pk: node for node in contents_above(content.movement.basis)}
    offered = [(key, f"{node.section}. {node.title or node.text}"[:160]) for key, node in above.items()]
    form = ContentForm(request.POST or None, content=content, above=offered)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        chosen = above[values["above"]] if values["above"] is not None else None
        answer_content(
            content, values["answer"], above=chosen, note=values["note"], by=request.user, at=now()
        )
        messages.success(request, f"Đã đối chiếu nội dung {content.place}.", "good")
        return _back(content.movement, "noi-dung-thi-dua")
    context = {"content": content, "form": form, "movement": content.movement}
    return page(request, "movements/content_answer.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def content_drop(request: Request, pk: int) -> HttpResponse:
    """Say that a content of the plan above is not taken over, and why."""
    movement = _mine(request, pk)
    form = DropForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Ghi lý do không đưa nội dung này vào. Chưa có gì thay đổi.", "back")
        return _back(movement, "noi-dung-thi-dua")
    above = {node.pk: node for node in contents_above(movement.basis)}
    if form.cleaned_data["above"] not in above:
        raise Http404
    chosen = above[form.cleaned_data["above"]]
    drop_content(movement, chosen, reason=form.cleaned_data["reason"], by=request.user, at=now())
    messages.success(request, "Đã ghi nội dung không đưa vào, kèm lý do.", "good")
    return _back(movement, "noi-dung-thi-dua")


@needs(Ability.PAPER_FILE)
def movement_standing(request: Request, pk: int) -> HttpResponse:
    """Enter a movement that already runs on a paper in the register."""
    paper = get_object_or_404(Paper.objects.select_related("owner"), pk=pk, owner__in=request.units)
    taken = Movement.objects.filter(plan=paper).first()
    form = StandingForm(request.POST or None, initial={"name": paper.subject, "first": paper.day})
    if request.method == "POST" and form.is_valid():
        made = enter_standing_movement(paper, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, f"Đã ghi nhận phong trào đang diễn ra: {made}.", "good")
        return redirect("movements")
    context = {"paper": paper, "form": form, "taken": taken}
    return page(request, "movements/movement_standing.html", context, status=422 if form.errors else 200)
