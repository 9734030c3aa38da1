"""Programmes a movement calls for by name, who takes part in them, and mottos."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.programmes import (
    add_motto,
    enter_result,
    open_programme,
    place_programme,
    register_for,
)
from thidua.movements.forms.programmes import MottoForm, PlaceForm, RegisterForm, ResultForm
from thidua.movements.models import Movement, Programme, ProgrammeRegistration
from thidua.movements.queries.programmes import (
    mottos_seen_by,
    programme_page,
    programmes_in,
    programmes_seen_by,
)
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs
from thidua.org.models import Unit
from thidua.org.queries.people import counting_unit

PER_PAGE = 50


@needs(Ability.MOVEMENT_VIEW)
def programmes(request: Request, pk: int) -> HttpResponse:
    """The movements, campaigns and programmes of one plan by kind, and its mottos."""
    seen = movements_seen_by(request.access).select_related("owner", "plan")
    movement = get_object_or_404(seen, pk=pk)
    context = {
        "movement": movement,
        "about": programmes_in(movement, request.access),
        "form": MottoForm(None, movement=movement),
        "may_decide": request.access.may(Ability.MOVEMENT_DECIDE, movement.owner),
    }
    return page(request, "movements/programmes.html", context)


def _one(request: Request, pk: int) -> Programme:
    rows = programmes_seen_by(request.access).select_related(
        "movement__owner", "movement__plan", "owner", "basis"
    )
    return get_object_or_404(rows, pk=pk)


@needs(Ability.MOVEMENT_VIEW)
def programme(request: Request, pk: int) -> HttpResponse:
    """One programme: whose it is, who has registered; its owner's people also say whom it is for."""
    found = _one(request, pk)
    about = programme_page(found, request.access)
    form = (
        PlaceForm(request.POST or None, programme=found, on=request.access.day) if about.may_place else None
    )
    if request.method == "POST" and form is not None and form.is_valid():
        place_programme(found, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, "Đã ghi chủ quản và đối tượng.", "good")
        return redirect(found)
    context = {
        "about": about,
        "programme": found,
        "movement": found.movement,
        "form": form,
        "register": RegisterForm(None, offers=about.offers),
    }
    return page(request, "movements/programme.html", context, status=422 if form and form.errors else 200)


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def programme_open(request: Request, pk: int) -> HttpResponse:
    """Open registration; a union's programme is opened by the union's own people."""
    found = open_programme(_one(request, pk), by=request.user, at=now())
    messages.success(request, f"Đã mở đăng ký “{found}”.", "good")
    return redirect(found)


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def programme_register(request: Request, pk: int) -> HttpResponse:
    """Register oneself, or a body one leads, for this school year."""
    found = _one(request, pk)
    form = RegisterForm(request.POST, offers=programme_page(found, request.access).offers)
    if not form.is_valid():
        messages.error(request, "Ghi việc sẽ làm trong năm học. Chưa có gì được lưu.", "back")
        return redirect(found)
    who, target = form.cleaned_data["who"], form.cleaned_data["target"]
    kind, _, key = who.partition("-")
    person = request.user.person if kind == "self" else None
    unit = counting_unit(person, on=request.access.day) if person else Unit.objects.get(pk=int(key))
    assert unit is not None  # only who is counted somewhere is offered
    row = register_for(found, unit, person, target, by=request.user, at=now())
    messages.success(request, f"Đã đăng ký: {row}.", "good")
    return redirect(found)


@needs(Ability.MOVEMENT_VIEW)
@require_POST
def programme_result(request: Request, pk: int) -> HttpResponse:
    """Say what came of one's own registration."""
    row = get_object_or_404(ProgrammeRegistration.objects.select_related("programme"), pk=pk)
    found = _one(request, row.programme_id)
    mine = get_object_or_404(
        found.registrations.filter(pk__in=programme_page(found, request.access).mine), pk=pk
    )
    form = ResultForm(request.POST)
    if form.is_valid():
        enter_result(mine, form.cleaned_data["result"], by=request.user, at=now())
        messages.success(request, "Đã ghi kết quả.", "good")
    else:
        messages.error(request, "Ghi kết quả đã làm được. Chưa có gì được lưu.", "back")
    return redirect(found)


@needs(Ability.MOVEMENT_VIEW)
def mottos(request: Request) -> HttpResponse:
    """Mottos of every movement within reach, each under its own plan."""
    q = request.GET.get("q", "").strip()
    shown = Paginator(mottos_seen_by(request.access, q), PER_PAGE).get_page(request.GET.get("trang"))
    return page(request, "movements/mottos.html", {"page": shown, "q": q})


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def motto_new(request: Request, pk: int) -> HttpResponse:
    """Keep a motto that the unit itself sets."""
    movement = get_object_or_404(Movement.objects.select_related("owner"), pk=pk, owner__in=request.units)
    form = MottoForm(request.POST, movement=movement)
    if form.is_valid():
        add_motto(
            movement, form.cleaned_data["text"], form.cleaned_data["content"], by=request.user, at=now()
        )
        messages.success(request, "Đã thêm phương châm.", "good")
    else:
        messages.error(request, "Phương châm chưa có chữ nào. Chưa có gì được lưu.", "back")
    return redirect(f"{reverse('programmes', args=[movement.pk])}#phuong-cham")
