"""Pages of reporting: what I owe, what I review, what it adds up to."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page, show
from thidua.org.access import Ability, Request, needs
from thidua.reporting.actions.reports import accept_report, return_report, save_answers, submit_report
from thidua.reporting.forms import AnswerForm, AnswersForm, ReturnForm
from thidua.reporting.models import Report
from thidua.reporting.queries.pages import report_page, rows_of_tab, tabs_for, window_page
from thidua.reporting.queries.reports import cells_in, reports_in, windows_in

PAGE = 50


def _page_of(request: Request, row: Report, **more: Any) -> dict[str, Any]:
    """A block rendered alone gets no key for its forms from the engine, so it comes with the rest."""
    around = {"form": ReturnForm(), "slot": None}
    return {**around, **report_page(row, request.access, **more)}


@needs(Ability.REPORT_VIEW)
def reports(request: Request) -> HttpResponse:
    """What I have to report, what waits for my review, the windows of my units."""
    tab, tabs = tabs_for(request.access, request.GET.get("muc", ""))
    rows = Paginator(rows_of_tab(request.access, tab), PAGE).get_page(request.GET.get("trang"))
    return page(
        request,
        "reporting/reports.html",
        {"tab": tab, "tabs": tabs, "rows": rows, "today": request.access.day},
    )


@needs(Ability.REPORT_VIEW)
def report(request: Request, pk: int) -> HttpResponse:
    """One report, to fill in, to review or to read."""
    row = get_object_or_404(reports_in(request.units), pk=pk)
    return page(request, "reporting/report.html", _page_of(request, row))


@needs(Ability.REPORT_FILL)
@require_POST
def cell_save(request: Request, pk: int, slot: int) -> HttpResponse:
    """Keep one answer as soon as its cell is left; the cell and the state of the whole come back."""
    row = get_object_or_404(reports_in(request.units), pk=pk, values__len__gt=slot)
    form = AnswerForm(request.POST, cells_in(row)[slot])
    if not form.is_valid():
        context = _page_of(request, row, typed={slot: form.typed}, slot=slot)
        if not request.htmx:
            return page(request, "reporting/report.html", context, status=422)
        return show(request, "reporting/report.html#saved", context, to=row)
    row = save_answers(row, [form.answer], by=request.user, at=now())
    context = _page_of(request, row, slot=slot)
    return show(request, "reporting/report.html#saved", context, to=f"{row.get_absolute_url()}#o-{slot}")


@needs(Ability.REPORT_FILL)
@require_POST
def report_save(request: Request, pk: int) -> HttpResponse:
    """Keep all answers at once. What cannot be read is shown again as it was typed, and nothing is kept."""
    row = get_object_or_404(reports_in(request.units), pk=pk)
    form = AnswersForm(request.POST, cells_in(row))
    if not form.is_valid():
        context = _page_of(request, row, typed=form.typed)
        return page(request, "reporting/report.html", context, status=422)
    save_answers(row, form.answers, by=request.user, at=now())
    return redirect(row)


@needs(Ability.REPORT_FILL)
@require_POST
def report_submit(request: Request, pk: int) -> HttpResponse:
    """Send the report up."""
    row = get_object_or_404(reports_in(request.units), pk=pk)
    submit_report(row, by=request.user, at=now())
    return redirect(row)


@needs(Ability.REPORT_ACCEPT)
@require_POST
def report_accept(request: Request, pk: int) -> HttpResponse:
    """Accept what was sent."""
    row = get_object_or_404(reports_in(request.units), pk=pk)
    accept_report(row, by=request.user, at=now())
    return redirect(row)


@needs(Ability.REPORT_ACCEPT)
@require_POST
def report_return(request: Request, pk: int) -> HttpResponse:
    """Send it back with the reason."""
    row = get_object_or_404(reports_in(request.units), pk=pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        context = _page_of(request, row, form=form)
        return page(request, "reporting/report.html", context, status=422)
    return_report(row, form.cleaned_data["reason"], by=request.user, at=now())
    return redirect(row)


@needs(Ability.REPORT_VIEW)
def window(request: Request, pk: int) -> HttpResponse:
    """How many of how many have reported, who is missing, and what it adds up to."""
    row = get_object_or_404(windows_in(request.units), pk=pk)
    reports = reports_in(request.units, window=row)
    rows = Paginator(reports, PAGE).get_page(request.GET.get("trang"))
    return page(request, "reporting/window.html", {**window_page(row), "rows": rows})
