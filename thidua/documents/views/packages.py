"""Packages for document-management systems: out, handed over, received; and in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.actions.packing import hand_over, note_receipt, prepare_package, receive_package
from thidua.documents.forms.sealing import HandOverForm, PackageForm, ReceiptForm
from thidua.documents.models import Paper, Transfer
from thidua.documents.rules.sealing import blockers_of_state
from thidua.org.access import Ability, Request, needs


@needs(Ability.PAPER_FILE)
def packages(request: Request, pk: int) -> HttpResponse:
    """The packages of one paper; a POST prepares a new one."""
    paper = get_object_or_404(Paper.objects.select_related("owner"), pk=pk, owner__in=request.units)
    if request.method == "POST":
        row = prepare_package(paper, by=request.user, at=now())
        messages.success(request, "Đã đóng gói; tải gói về rồi nạp vào hệ thống quản lý văn bản.", "good")
        return redirect(row)
    rows = paper.transfers.select_related("file", "prepared_by__person", "handed_by__person")
    context = {"paper": paper, "rows": rows, "against": blockers_of_state(paper.state, "đóng gói")}
    return page(request, "documents/package.html", context)


def _transfer(request: Request, pk: int) -> Transfer:
    rows = Transfer.objects.select_related("file", "paper")
    return get_object_or_404(rows, pk=pk, paper__owner__in=request.units)


@needs(Ability.PAPER_FILE)
def package_file(request: Request, pk: int) -> HttpResponse:
    """The package as a file."""
    row = _transfer(request, pk)
    name = f"goi-van-ban-{row.paper_id}.zip"
    with row.file.stored.open("rb") as kept:
        return HttpResponse(
            kept.read(),
            content_type="application/zip",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


@needs(Ability.PAPER_FILE)
@require_POST
def package_hand(request: Request, pk: int) -> HttpResponse:
    """Say where a package went."""
    form = HandOverForm(request.POST)
    to = form.cleaned_data["to"] if form.is_valid() else ""
    row = hand_over(_transfer(request, pk), to=to, by=request.user, at=now())
    messages.success(request, f"Đã ghi: gói chuyển tới {row.handed_to}.", "good")
    return redirect(row)


@needs(Ability.PAPER_FILE)
@require_POST
def package_received(request: Request, pk: int) -> HttpResponse:
    """Keep the code of the system that received it."""
    form = ReceiptForm(request.POST)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    row = note_receipt(_transfer(request, pk), code=code, by=request.user, at=now())
    messages.success(request, f"Đã ghi mã tiếp nhận {row.received_code}.", "good")
    return redirect(row)


@needs(Ability.PAPER_FILE)
def package_import(request: Request) -> HttpResponse:
    """File the paper of a package as received."""
    first = {"received_on": request.access.day}
    form = PackageForm(request.units, request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        day = given["received_on"]
        paper = receive_package(form.owner, given["file"][1], received_on=day, by=request.user, at=now())
        messages.success(request, f"Đã vào sổ {paper}, các tệp khớp mã băm ghi trong gói.", "good")
        return redirect(paper)
    return page(request, "documents/package_import.html", {"form": form}, status=422 if form.errors else 200)
