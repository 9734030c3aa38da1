"""Whom a paper goes to, said before it goes; who has confirmed, and who is reminded."""

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.documents.actions.filing import set_recipients
from thidua.documents.actions.recipients import confirm_roles, remind_recipients
from thidua.documents.forms.recipients import RecipientsForm, RolesForm
from thidua.documents.models import Paper
from thidua.documents.queries.pages import receiving_units
from thidua.documents.queries.receipts import receipts_of, receipts_rate, state_of, to_confirm, unread_since
from thidua.documents.queries.recipients import addressable, proposals_for, spread_of
from thidua.documents.rules import papers as rules
from thidua.org.access import Ability, Request, needs

PER_PAGE = 50
LATE_DAYS = (1, 3, 7, 15)
USUAL_DAYS = 3


@needs(Ability.PAPER_FILE)
def paper_recipients(request: Request, pk: int) -> HttpResponse:
    """Complete "Nơi nhận" and the archive line, and confirm the roles that are proposed."""
    found = get_object_or_404(Paper.objects.select_related("owner"), pk=pk, owner__in=request.units)
    day = found.day or request.access.day
    units = addressable(found.owner, on=day)
    form = RecipientsForm(request.POST or None, paper=found, units=units, on=day)
    if request.method == "POST" and form.is_valid():
        set_recipients(found, form.lines, archive=form.cleaned_data["archive"], by=request.user, at=now())
        messages.success(request, f"Đã ghi {len(form.lines)} nơi nhận.", "good")
        return redirect("paper_reach", found.pk)
    wrong = form.is_bound and not form.is_valid()
    context = {
        "form": form,
        "paper": found,
        "against": rules.blockers_to_address(found.state, found.code),
        "roles": RolesForm(None, proposals=proposals_for(found, on=day)),
    }
    return page(request, "documents/paper_recipients.html", context, status=422 if wrong else 200)


@needs(Ability.PAPER_FILE)
@require_POST
def paper_roles(request: Request, pk: int) -> HttpResponse:
    """Confirm the roles of lines whose text states none."""
    found = get_object_or_404(Paper.objects.select_related("owner"), pk=pk, owner__in=request.units)
    form = RolesForm(request.POST, proposals=proposals_for(found, on=found.day or request.access.day))
    form.is_valid()
    settled = confirm_roles(found, form.roles, by=request.user, at=now())
    messages.success(request, f"Đã xác nhận vai trò của {settled} nơi nhận.", "good")
    return redirect("paper_reach", found.pk)


@needs(Ability.PAPER_VIEW)
def paper_reach(request: Request, pk: int) -> HttpResponse:
    """Before the issue: everyone each line comes to on the day, once. After it: who has confirmed."""
    keepers = request.access.units(Ability.PAPER_FILE) | request.access.units(Ability.PAPER_SIGN)
    kept = Paper.objects.filter(Q(owner__in=keepers) | Q(issuers__unit__in=keepers)).distinct()
    found = get_object_or_404(kept.select_related("owner"), pk=pk, state__in=_OURS)
    may_remind = request.access.may(Ability.PAPER_FILE, found.owner)
    if found.issued_at:
        shown = Paginator(receipts_of(found), PER_PAGE).get_page(request.GET.get("trang"))
        rows = [(row, state_of(row)) for row in shown.object_list]
        context = {
            "paper": found,
            "page": shown,
            "rows": rows,
            "rate": receipts_rate(found),
            "may_file": may_remind,
        }
        return page(request, "documents/unread_paper.html", context)
    day = found.day or request.access.day
    context = {"paper": found, "day": day, "spreads": spread_of(found, on=day), "may_file": may_remind}
    return page(request, "documents/paper_recipients_reach.html", context)


_OURS = [state for state in Paper.State.values if state != Paper.State.RECEIVED]


@needs(Ability.PAPER_FILE)
@require_POST
def paper_remind(request: Request, pk: int) -> HttpResponse:
    """Remind everyone who has not confirmed an issued paper."""
    found = get_object_or_404(Paper, pk=pk, owner__in=request.units)
    places = remind_recipients(found, by=request.user, at=now())
    messages.success(request, f"Đã nhắc {places} nơi chưa xác nhận.", "good")
    return redirect("paper_reach", found.pk)


@needs(Ability.PAPER_VIEW)
def papers_unread(request: Request) -> HttpResponse:
    """What this person has still to confirm; and of the papers they send, those not confirmed after some days."""
    asked = request.GET.get("ngay", "")
    days = int(asked) if asked in {str(each) for each in LATE_DAYS} else USUAL_DAYS
    before = now() - dt.timedelta(days=days)
    sent = unread_since(request.access.units(Ability.PAPER_FILE), before=before)
    context = {
        "mine": list(to_confirm(request.access, receiving_units(request.access))[:PER_PAGE]),
        "page": Paginator(sent, PER_PAGE).get_page(request.GET.get("trang")),
        "days": days,
        "choices": LATE_DAYS,
        "may_file": request.access.has(Ability.PAPER_FILE),
    }
    return page(request, "documents/unread.html", context)
