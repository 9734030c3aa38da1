"""The editor of own papers: choose a form, write part by part, see what differs from the plan above."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.actions.editing import compose_group_plan, compose_paper, edit_body
from thidua.documents.forms.editing import ComposeForm, EditorForm
from thidua.documents.models import Paper
from thidua.documents.queries.editing import (
    differences_of,
    editor_page,
    group_plans,
    parents_for,
    parts_in,
    with_new_box,
    with_taken,
)
from thidua.documents.queries.papers import papers_seen_by
from thidua.documents.queries.superiors import plan_above
from thidua.documents.writing.skeletons import FAMILIES, skeletons
from thidua.org.access import Ability, Request, needs


@needs(Ability.PAPER_FILE)
def paper_new(request: Request) -> HttpResponse:
    """Begin an own paper: its form, whose it is, and the plan it carries out."""
    started = {
        name: request.GET[key]
        for name, key in (("skeleton", "mau"), ("parent", "ke-hoach"))
        if key in request.GET
    }
    form = ComposeForm(request.units, parents_for(request.access), request.POST or None, initial=started)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("skeleton", "subject", "parent")}
        paper = compose_paper(form.owner, by=request.user, at=now(), **values)
        messages.success(request, "Đã tạo dự thảo. Ghi nội dung vào từng mục, rồi lưu.", "good")
        return redirect("paper_write", paper.pk)
    context = {"form": form, "skeletons": skeletons(), "families": FAMILIES}
    return page(request, "documents/skeleton_choose.html", context, status=422 if form.errors else 200)


@needs(Ability.PAPER_FILE)
def paper_write(request: Request, pk: int) -> HttpResponse:
    """Write a draft part by part; each button saves what was typed."""
    found = get_object_or_404(Paper.objects.select_related("owner", "issuer"), pk=pk, owner__in=request.units)
    return _written(request, found, reverse("paper_write", args=[pk]))


def _written(request: Request, found: Paper, address: str) -> HttpResponse:
    """The editor at its address: shown, or saved and shown again where the button was."""
    if request.method != "POST":
        about = with_new_box(editor_page(found), request.GET.get("sau", ""))
        return page(request, "documents/edit.html", {"about": about, "form": None, "address": address})
    reasons = dict(found.omissions.values_list("node_id", "reason"))
    form = EditorForm(request.POST, before=parts_in(found), reasons=reasons)
    if not form.is_valid():
        context = {"about": editor_page(found, form.rows), "form": form, "address": address}
        return page(request, "documents/edit.html", context, status=422)
    parts = with_taken(found, form.parts, form.place) if form.act == "lay" else form.parts
    edit_body(found, parts, dropped=form.reasons, by=request.user, at=now())
    messages.success(request, "Đã lưu nội dung.", "good")
    return redirect(_next(address, form))


def _next(address: str, form: EditorForm) -> str:
    """Back to the box that was pressed, or to a new one after it."""
    if form.act == "them":
        return f"{address}?sau={form.after}#muc-{form.after + 1}"
    if form.act in {"len", "xuong"}:
        return f"{address}#muc-{max(form.place - (form.act == 'len'), 0)}"
    return address


@needs(Ability.PAPER_VIEW)
def paper_differences(request: Request, pk: int) -> HttpResponse:
    """A derived plan beside its parent: taken over, fitted, added, left out and why."""
    found = get_object_or_404(papers_seen_by(request.access).select_related("owner"), pk=pk)
    parent = plan_above(found)
    context = {
        "paper": found,
        "parent": parent,
        "differences": differences_of(found, parts_in(found), parent),
    }
    return page(request, "documents/edit_differences.html", context)


@needs(Ability.PAPER_VIEW)
def paper_groups(request: Request, pk: int) -> HttpResponse:
    """The light plans of a unit's groups under one plan: both, one or none."""
    found = get_object_or_404(papers_seen_by(request.access).select_related("owner"), pk=pk)
    writes = request.access.units(Ability.REPORT_FILL).values_list("pk", flat=True)
    light = [one for one in skeletons() if one.light]
    context = {
        "paper": found,
        "rows": group_plans(found, on=request.access.day),
        "writes": set(writes),
        "light": light,
    }
    return page(request, "documents/edit_groups.html", context)


@needs(Ability.REPORT_FILL)
@require_POST
def group_plan_new(request: Request, pk: int, unit: int) -> HttpResponse:
    """Begin a group's light plan under its unit's plan."""
    plan = get_object_or_404(papers_seen_by(request.access), pk=pk)
    group = get_object_or_404(request.units, pk=unit)
    found = compose_group_plan(group, plan, request.POST.get("skeleton", ""), by=request.user, at=now())
    messages.success(request, "Đã tạo kế hoạch của tổ. Ghi nội dung vào từng mục, rồi lưu.", "good")
    return redirect("group_plan_write", found.pk)


@needs(Ability.REPORT_FILL)
def group_plan_write(request: Request, pk: int) -> HttpResponse:
    """Write a group's own light plan."""
    names = [one.id for one in skeletons() if one.light]
    mine = Paper.objects.select_related("owner", "issuer").filter(owner__in=request.units)
    found = get_object_or_404(mine.filter(composition__skeleton__in=names), pk=pk)
    return _written(request, found, reverse("group_plan_write", args=[pk]))
