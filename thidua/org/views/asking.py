"""The two shapes that most pages here share: a form that asks, and a day that was asked for."""

import datetime as dt

from django.forms import Form
from django.http import HttpResponse

from thidua.core.http import HasAddress, page
from thidua.org.access import Request
from thidua.org.forms import DayForm


def ask(
    request: Request, form: Form, title: str, act: str, *, back: HasAddress, lead: str = ""
) -> HttpResponse:
    """A page with one form and one act; 422 when something in it is to be put right."""
    context = {"form": form, "title": title, "act": act, "lead": lead, "back": back}
    return page(request, "org/ask.html", context, status=422 if form.errors else 200)


def asked_day(request: Request) -> tuple[DayForm, dt.date]:
    """The day in the address, else today; a day that cannot be read is shown as an error beside its box."""
    form = DayForm(request.GET if "ngay" in request.GET else None, initial={"ngay": request.access.day})
    day = form.cleaned_data["ngay"] if form.is_bound and form.is_valid() else None
    return form, day or request.access.day
