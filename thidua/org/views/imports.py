"""Sheets of units and staff: sent up, checked, confirmed, loaded."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page, render_block
from thidua.core.sheets import write_sheet
from thidua.org.access import Ability, Request, needs, signed_in
from thidua.org.actions.importing import KINDS, confirm_import, drop_import, receive_sheet
from thidua.org.forms import SheetForm
from thidua.org.models import ImportRun
from thidua.org.queries.imports import sample_rows

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _send_up(request: Request, what: str) -> HttpResponse:
    form = SheetForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        return redirect(receive_sheet(file.read(), file.name, what, by=request.user, at=now()))
    context = {"form": form, "what": what, "columns": KINDS[ImportRun.What(what)].columns}
    return page(request, "org/import_new.html", context, status=422 if form.errors else 200)


@needs(Ability.UNIT_EDIT)
def unit_import(request: Request) -> HttpResponse:
    """Send up a sheet of units."""
    return _send_up(request, "units")


@needs(Ability.STAFF_EDIT)
def staff_import(request: Request) -> HttpResponse:
    """Send up a sheet of staff."""
    return _send_up(request, "staff")


@needs(Ability.UNIT_EDIT)
def unit_sample(request: Request) -> HttpResponse:
    """A sheet of units to fill in: the headings, and rows of invented examples."""
    del request
    return _sample("units")


@needs(Ability.STAFF_EDIT)
def staff_sample(request: Request) -> HttpResponse:
    """A sheet of staff to fill in: the headings, and rows of invented examples."""
    del request
    return _sample("staff")


def _sample(what: str) -> HttpResponse:
    columns = [column.heading for column in KINDS[ImportRun.What(what)].columns]
    answer = HttpResponse(write_sheet(columns, sample_rows(what)), content_type=_SHEET)
    answer["Content-Disposition"] = f'attachment; filename="mau-{what}.xlsx"'
    return answer


@signed_in
def import_run(request: Request, pk: int) -> HttpResponse:
    """How one of my sheets is doing."""
    run = get_object_or_404(ImportRun, pk=pk, by=request.user)
    if request.htmx:
        return HttpResponse(render_block(request, "org/import_run.html", "progress", {"run": run}))
    return page(request, "org/import_run.html", {"run": run})


@signed_in
@require_POST
def import_confirm(request: Request, pk: int) -> HttpResponse:
    """Let a checked sheet in."""
    run = get_object_or_404(ImportRun, pk=pk, by=request.user)
    return redirect(confirm_import(run, by=request.user, at=now()))


@signed_in
@require_POST
def import_drop(request: Request, pk: int) -> HttpResponse:
    """Throw one of my sheets away."""
    run = get_object_or_404(ImportRun, pk=pk, by=request.user)
    drop_import(run, by=request.user, at=now())
    messages.success(request, "Đã bỏ bảng này; chưa có gì được nhập.", "good")
    return redirect("units")
