"""The council's session: who is there, who steps aside, what was counted, the minutes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.commendation.actions.council import (
    close_session,
    enter_count,
    open_session,
    recuse,
    take_attendance,
)
from thidua.commendation.forms import AttendanceForm, CountForm, RecusalForm, SessionForm
from thidua.commendation.models import Session
from thidua.commendation.queries.minutes import minutes_letter
from thidua.commendation.queries.sessions import (
    calls_to_weigh,
    convene_page,
    dossiers_to_weigh,
    items_in,
    members_of,
    session_page,
    sessions_in,
    weighing_of,
)
from thidua.core.dates import now
from thidua.core.http import as_file, page
from thidua.core.text import as_key
from thidua.documents.writing.docx import to_docx
from thidua.documents.writing.pdf import to_pdf
from thidua.org.access import Ability, Request, needs
from thidua.org.models import Person

WRITERS = {
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (to_pdf, "application/pdf"),
}


@needs(Ability.COUNCIL_RECORD)
def session_new(request: Request) -> HttpResponse:
    """Open a session on the dossiers of a call that wait for one."""
    calls = calls_to_weigh(request.units, on=request.access.day)
    asked = as_key(request.GET.get("dot", ""))
    call = get_object_or_404(calls, pk=asked) if asked else calls.first()
    if call is None:
        return page(request, "commendation/session_form.html", {"call": None})
    waiting = dossiers_to_weigh(call)
    form = SessionForm(
        request.POST or None, dossiers=waiting, initial={"dossiers": [row.pk for row in waiting]}
    )
    context = convene_page(call, request.units, list(waiting), on=request.access.day)
    if request.method == "POST" and form.is_valid():
        chosen, place = list(form.cleaned_data["dossiers"]), form.cleaned_data["place"]
        return redirect(
            open_session(context["council"], call, chosen, place=place, by=request.user, at=now())
        )
    context |= {"form": form, "calls": calls}
    return page(request, "commendation/session_form.html", context, status=422 if form.errors else 200)


def _session(request: Request, row: Session, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"typed": {}, "aside": {}, **session_page(row, request.access), **more}
    return page(request, "commendation/session.html", context, status=status)


@needs(Ability.COUNCIL_VIEW)
def session(request: Request, pk: int) -> HttpResponse:
    """One session: members, quorum, rule, items and their results."""
    return _session(request, get_object_or_404(sessions_in(request.units), pk=pk))


@needs(Ability.COUNCIL_RECORD)
@require_POST
def session_attend(request: Request, pk: int) -> HttpResponse:
    """Say who is there."""
    row = get_object_or_404(sessions_in(request.units), pk=pk)
    form = AttendanceForm(request.POST, members=members_of(row))
    if not form.is_valid():
        return _session(request, row, status=422)
    take_attendance(row, form.cleaned_data["present"], absence=form.absence, by=request.user, at=now())
    return redirect(f"{row.get_absolute_url()}#co-mat")


@needs(Ability.COUNCIL_RECORD)
@require_POST
def session_recuse(request: Request, pk: int) -> HttpResponse:
    """Record that a member steps aside for one item."""
    item = get_object_or_404(items_in(request.units), pk=pk)
    members = members_of(item.session)
    form = RecusalForm(request.POST, people=[(key, str(key)) for key in members])
    if not form.is_valid():
        return _session(request, item.session, aside={item.pk: form}, status=422)
    person = get_object_or_404(Person, pk=form.cleaned_data["person"])
    recuse(item, person, form.cleaned_data["reason"], by=request.user, at=now())
    return redirect(item)


@needs(Ability.COUNCIL_RECORD)
@require_POST
def item_count(request: Request, pk: int) -> HttpResponse:
    """Enter the counts of one item; wrong ones come back as they were typed, with what is wrong."""
    item = get_object_or_404(items_in(request.units), pk=pk)
    form = CountForm(request.POST, case=weighing_of(item), prefix=str(item.pk))
    if not form.is_valid():
        return _session(request, item.session, typed={item.pk: form}, status=422)
    enter_count(item, **form.cleaned_data, by=request.user, at=now())
    return redirect(item)


@needs(Ability.COUNCIL_RECORD)
@require_POST
def session_close(request: Request, pk: int) -> HttpResponse:
    """Close the session: the minutes are final."""
    row = get_object_or_404(sessions_in(request.units), pk=pk)
    return redirect(close_session(row, by=request.user, at=now()))


@needs(Ability.COUNCIL_VIEW)
def minutes(request: Request, pk: int, kind: str) -> HttpResponse:
    """The minutes as a document; a draft until the session is closed."""
    row = get_object_or_404(sessions_in(request.units), pk=pk)
    write, media = WRITERS[kind]
    name = f"bien-ban-hoi-dong-{row.pk}.{kind}"
    return as_file(write(minutes_letter(row)), name, media, inline=kind != "docx")
