"""The card of a movement: what it is, for whom, with whom, since when; its tree, its banner, its next year."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import as_file, page
from thidua.movements.actions.cloning import clone_movement, confirm_rounds
from thidua.movements.actions.launches import record_launch
from thidua.movements.actions.register import add_partner, edit_card, remove_partner, review_year
from thidua.movements.actions.roots import join_root
from thidua.movements.forms.register import CardForm, CeremonyForm, JoinForm, PartnerForm, ReviewForm
from thidua.movements.models import Movement, Partner
from thidua.movements.queries.banner import banner_pdf
from thidua.movements.queries.branches import tree_of
from thidua.movements.queries.card import card_of, launch_choices, reviews_asked
from thidua.movements.queries.cloning import next_year_of
from thidua.movements.queries.register import movements_seen_by, roots_to_join
from thidua.org.access import Ability, Request, needs

_WITH = ("plan", "basis", "owner", "root", "first_launch", "rooted_by__person", "cloned_from")


def _seen(request: Request, pk: int) -> Movement:
    return get_object_or_404(movements_seen_by(request.access).select_related(*_WITH), pk=pk)


def _mine(request: Request, pk: int) -> Movement:
    """A movement of a unit in which this person decides."""
    return get_object_or_404(Movement.objects.select_related(*_WITH), pk=pk, owner__in=request.units)


def _sheet(request: Request, name: str, form: Any, movement: Movement, **more: Any) -> HttpResponse:
    context = {"movement": movement, "form": form, **more}
    return page(request, f"movements/{name}.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_VIEW)
def movement_card(request: Request, pk: int) -> HttpResponse:
    """What the movement is, for whom, with whom and since when."""
    movement = _seen(request, pk)
    about = card_of(movement, request.access)
    context = {
        "movement": movement,
        "about": about,
        "partner": PartnerForm(None, movement=movement, today=request.access.day),
        "review": ReviewForm(None, asked=about.asked),
    }
    return page(request, "movements/movement_card.html", context)


@needs(Ability.MOVEMENT_DECIDE)
def movement_edit(request: Request, pk: int) -> HttpResponse:
    """Complete the card: kind, slogan, theme, scope, subjects."""
    movement = _mine(request, pk)
    form = CardForm(request.POST or None, movement=movement)
    if request.method == "POST" and form.is_valid():
        edit_card(movement, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, "Đã ghi hồ sơ phong trào.", "good")
        return redirect("movement_card", movement.pk)
    return _sheet(request, "movement_edit", form, movement)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def partner_add(request: Request, pk: int) -> HttpResponse:
    """Name a body that goes along with the movement."""
    movement = _mine(request, pk)
    form = PartnerForm(request.POST, movement=movement, today=request.access.day)
    if not form.is_valid():
        return _sheet(request, "partner_add", form, movement)
    partner = add_partner(movement, by=request.user, at=now(), **form.cleaned_data)
    messages.success(request, f"Đã thêm {partner} vào danh sách phối hợp.", "good")
    return redirect("movement_card", movement.pk)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def partner_remove(request: Request, pk: int) -> HttpResponse:
    """Take a body off the list."""
    partner = get_object_or_404(Partner, pk=pk, movement__owner__in=request.units)
    movement = remove_partner(partner, by=request.user, at=now())
    messages.success(request, "Đã bỏ khỏi danh sách phối hợp; nhật ký còn giữ.", "good")
    return redirect("movement_card", movement.pk)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def year_review(request: Request, pk: int) -> HttpResponse:
    """Answer the question an open movement asks at the end of a year."""
    movement = _mine(request, pk)
    form = ReviewForm(request.POST, asked=reviews_asked(movement, on=request.access.day))
    if not form.is_valid():
        return _sheet(request, "year_review", form, movement)
    review = review_year(movement, by=request.user, at=now(), **form.cleaned_data)
    messages.success(request, f"Đã ghi đánh giá năm {review.year}. Phong trào tiếp tục diễn ra.", "good")
    return redirect("movement_card", movement.pk)


@needs(Ability.MOVEMENT_DECIDE)
def launch_new(request: Request, pk: int) -> HttpResponse:
    """Record a launch ceremony: day, place, who came, papers, for which round or theme."""
    movement = _mine(request, pk)
    staff, papers = launch_choices(movement, request.access)
    form = CeremonyForm(
        request.POST or None, movement=movement, today=request.access.day, staff=staff, papers=papers
    )
    if request.method == "POST" and form.is_valid():
        launch = record_launch(movement, form.held, by=request.user, at=now())
        messages.success(request, f"Đã ghi {launch}.", "good")
        return redirect("movement_card", movement.pk)
    return _sheet(request, "launch_new", form, movement)


@needs(Ability.MOVEMENT_VIEW)
def movement_tree(request: Request, pk: int) -> HttpResponse:
    """The root of a movement with its branches by province, district, school."""
    movement = _seen(request, pk)
    owner = request.GET.get("q", "")
    tree = tree_of(movement.root, request.access, owner=owner) if movement.root else None
    may_join = request.access.may(Ability.MOVEMENT_DECIDE, movement.owner)
    context = {"movement": movement, "tree": tree, "q": owner, "may_join": may_join}
    return page(request, "movements/movement_tree.html", context)


@needs(Ability.MOVEMENT_DECIDE)
def movement_join(request: Request, pk: int) -> HttpResponse:
    """Decide that this movement is a branch of another root, and say why."""
    movement = _mine(request, pk)
    form = JoinForm(request.POST or None, movement=movement, roots=roots_to_join(movement, request.access))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        join_root(movement, form.roots[values["root"]], reason=values["reason"], by=request.user, at=now())
        messages.success(request, "Đã gắn phong trào vào gốc được chọn; lý do được giữ.", "good")
        return redirect("movement_tree", movement.pk)
    return _sheet(request, "movement_join", form, movement)


@needs(Ability.MOVEMENT_VIEW)
def banner(request: Request, pk: int) -> HttpResponse:
    """The slogan as a banner, letter for letter, to look at and to print."""
    return page(request, "movements/banner.html", {"movement": _seen(request, pk)})


@needs(Ability.MOVEMENT_VIEW)
def banner_file(request: Request, pk: int) -> HttpResponse:
    """The banner as PDF."""
    movement = _seen(request, pk)
    if not movement.slogan:
        raise Http404
    return as_file(banner_pdf(movement), f"bang-ron-{pk}.pdf", "application/pdf", inline=True)


@needs(Ability.MOVEMENT_DECIDE)
def movement_clone(request: Request, pk: int) -> HttpResponse:
    """What next year's draft will hold; then make it. Nothing is launched."""
    movement = _mine(request, pk)
    if request.method == "POST":
        made = clone_movement(movement, by=request.user, at=now())
        messages.success(
            request, f"Đã lập dự thảo năm học {made.school_year}. Chưa có gì được phát động.", "good"
        )
        return redirect("movement_card", made.pk)
    context = {"movement": movement, "about": next_year_of(movement)}
    return page(request, "movements/movement_clone.html", context)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def rounds_confirm(request: Request, pk: int) -> HttpResponse:
    """Confirm the rounds that were moved from last year."""
    movement = confirm_rounds(_mine(request, pk), by=request.user, at=now())
    messages.success(request, "Đã xác nhận các đợt của năm học này.", "good")
    return redirect("movement_card", movement.pk)
