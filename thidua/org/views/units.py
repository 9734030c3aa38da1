"""Units: the list, and one unit on a day."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from thidua.core.http import page
from thidua.org.access import Ability, Request, needs
from thidua.org.forms import UnitListForm
from thidua.org.queries.people import staff_of
from thidua.org.queries.units import unit_page, units_listed
from thidua.org.views.asking import asked_day


@needs(Ability.UNIT_VIEW)
def units(request: Request) -> HttpResponse:
    """Every unit this person may see on a day, by name, code or kind."""
    form = UnitListForm({"ngay": request.access.day, **request.GET.dict()})
    asked = form.cleaned_data if form.is_valid() else {}
    on = asked.get("ngay") or request.access.day
    found = units_listed(
        request.access.units(Ability.UNIT_VIEW, ever=True),
        q=asked.get("q", ""),
        kind=asked.get("loai", ""),
        on=on,
    )
    kept = request.GET.copy()
    kept.pop("trang", None)
    context = {
        "form": form,
        "page": Paginator(found, 50).get_page(request.GET.get("trang")),
        "base": f"?{kept.urlencode()}&" if kept else "?",
        "on": on,
        "may_import": request.access.has(Ability.UNIT_EDIT),
    }
    return page(request, "org/units.html", context)


@needs(Ability.UNIT_VIEW)
def unit(request: Request, pk: int) -> HttpResponse:
    """One unit as it was on a day, and what became of it."""
    seen = request.access.units(Ability.UNIT_VIEW, ever=True)
    found = get_object_or_404(seen, pk=pk)
    form, on = asked_day(request)
    context = {
        "form": form,
        "this": unit_page(found, on=on, seen=seen),
        "may_edit": request.access.may(Ability.UNIT_EDIT, found),
        "may_see_staff": request.access.may(Ability.STAFF_VIEW, found),
        "may_edit_staff": request.access.may(Ability.STAFF_EDIT, found),
        "may_reset": request.access.may(Ability.ACCOUNT_RESET, found),
    }
    return page(request, "org/unit.html", context)


@needs(Ability.STAFF_VIEW)
def staff(request: Request, pk: int) -> HttpResponse:
    """Who holds which post in one unit on a day."""
    found = get_object_or_404(request.units, pk=pk)
    form, on = asked_day(request)
    context = {
        "form": form,
        "on": on,
        "unit": found,
        "page": Paginator(staff_of(found, on=on), 50).get_page(request.GET.get("trang")),
        "base": f"?ngay={on:%Y-%m-%d}&",
        "may_edit": request.access.may(Ability.STAFF_EDIT, found),
    }
    return page(request, "org/staff.html", context)
