"""The pledges of a movement as the unit keeps them: who has signed, paper lists, the other side, the words."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import as_file, page
from thidua.core.sheets import write_sheet
from thidua.movements.actions.pledging import (
    Votes,
    countersign,
    enter_paper_list,
    record_adoption,
    set_pledge_terms,
)
from thidua.movements.forms.pledges import AdoptionForm, PaperListForm, TermsForm
from thidua.movements.forms.urging import UrgeForm
from thidua.movements.models import Movement
from thidua.movements.queries.pledge_coverage import COLUMNS, list_rows, people_to_enter
from thidua.movements.queries.pledge_pages import pledges_page
from thidua.movements.queries.pledges import asked_to_pledge, pledge_duty, terms_of
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.rules.pledges import blockers_to_terms, proposed_due
from thidua.movements.views.register import PER_PAGE
from thidua.org.access import Ability, Request, needs
from thidua.org.models import Unit

REMINDER = "Anh/chị chưa ký giao ước thi đua; xin mở phong trào, đọc và ký khi thuận tiện."
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTED = 300  # people of one list to enter


def _within_reach(request: Request, pk: int) -> Movement:
    rows = Movement.objects.select_related("owner", "plan").defer("plan__source_lines", "plan__reading")
    return get_object_or_404(rows, pk=pk, owner__in=request.units)


@needs(Ability.MOVEMENT_WATCH)
def pledges(request: Request, pk: int) -> HttpResponse:
    """Who has signed and who has not, for those who watch over the movement."""
    form = UrgeForm(initial={"sentence": REMINDER})
    return page(request, "movements/pledges.html", _pledges(request, _within_reach(request, pk), form))


def _pledges(request: Request, found: Movement, form: UrgeForm) -> dict[str, Any]:
    about = pledges_page(found, request.access, reminder=REMINDER)
    rows = Paginator(about.rows, PER_PAGE).get_page(request.GET.get("trang"))
    return {"about": about, "movement": found, "share": about.share, "page": rows, "form": form}


@needs(Ability.MOVEMENT_WATCH)
def pledges_sheet(request: Request, pk: int) -> HttpResponse:
    """The whole list as a spreadsheet."""
    found = _within_reach(request, pk)
    data = write_sheet(COLUMNS, list_rows(found), name="Giao ước")
    return as_file(data, f"giao-uoc-phong-trao-{found.pk}.xlsx", EXCEL)


@needs(Ability.MOVEMENT_WATCH)
def pledge_list_enter(request: Request, pk: int) -> HttpResponse:
    """Enter a list signed on paper, of one unit within reach, with its photo."""
    seen = movements_seen_by(request.access).select_related("owner", "plan")
    found = get_object_or_404(seen, pk=pk)
    waiting = people_to_enter(found, request.units).exclude(person=request.user.person_id)
    keys = waiting.order_by().values_list("unit", flat=True).distinct()
    units = list(Unit.objects.filter(pk__in=keys).order_by("sort_key"))
    asked = request.GET.get("don-vi", "")
    only = units[0] if len(units) == 1 else None
    chosen = next((unit for unit in units if str(unit.pk) == asked), only)
    rows = list((waiting.filter(unit=chosen) if chosen else waiting)[:LISTED])
    form = PaperListForm(
        [(row.person_id or 0, f"{row.person}, {row.unit}") for row in rows],
        request.POST or None,
        request.FILES or None,
    )
    if request.method == "POST" and form.is_valid():
        return _entered(request, found, chosen, form)
    context = {
        "movement": found,
        "units": units,
        "chosen": chosen,
        "form": form,
        "shown": len(rows),
        "cut": len(rows) == LISTED,
        "asked": asked_to_pledge(found).filter(unit__in=request.units).exists(),
    }
    return page(request, "movements/pledge_list_enter.html", context, status=422 if form.errors else 200)


def _entered(request: Request, found: Movement, chosen: Unit | None, form: PaperListForm) -> HttpResponse:
    given = form.cleaned_data
    made = enter_paper_list(
        found,
        chosen or found.owner,
        people=given["people"],
        signed_on=given["signed_on"],
        proof=(given["file"].read(), given["file"].name),
        by=request.user,
        at=now(),
    )
    count = len(given["people"])
    messages.success(request, f"Đã nhập {count} chữ ký giấy; từng người được báo để xác nhận.", "good")
    return redirect("pledge_list_enter", made.movement_id)


@needs(Ability.PLEDGE_SIGN)
@require_POST
def pledges_countersign(request: Request, pk: int, side: str) -> HttpResponse:
    """Sign as the other side everything that waits for it."""
    found = get_object_or_404(movements_seen_by(request.access), pk=pk)
    signed = countersign(found, side, by=request.user, at=now())
    messages.success(request, f"Anh/chị đã ký cùng {signed} bản giao ước.", "good")
    return redirect("pledges", found.pk)


@needs(Ability.MOVEMENT_DECIDE)
def pledge_terms(request: Request, pk: int) -> HttpResponse:
    """Set the words of the pledge, its common targets and its other side, until somebody has signed."""
    found = _within_reach(request, pk)
    duty, terms = pledge_duty(found), terms_of(found)
    due = duty.due if duty else None
    proposal = proposed_due(duty.sentence, found.school_year) if duty and not due else None
    initial = {
        "lines": "\n".join(terms.lines),
        "targets": "\n".join(str(one) for one in terms.targets),
        "head_signs": terms.head_signs,
        "union_signs": terms.union_signs,
        "due": due or proposal,
    }
    launched = found.state != Movement.State.DRAFT
    form = TermsForm(request.POST or None, initial=initial, launched=launched)
    if request.method == "POST" and form.is_valid():
        set_pledge_terms(found, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, "Đã đặt lời giao ước.", "good")
        return redirect("pledges", found.pk)
    signed = found.pledges.count()
    context = {
        "movement": found,
        "duty": duty,
        "form": form,
        "proposal": proposal,
        "against": blockers_to_terms(asked=duty is not None, signed=signed, lines=["có"]),
    }
    return page(request, "movements/pledge_terms.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_DECIDE)
def adoption_record(request: Request, pk: int) -> HttpResponse:
    """Keep the minutes of the meeting that adopted the plan and the pledge."""
    found = _within_reach(request, pk)
    form = AdoptionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        record_adoption(
            found,
            meeting=given["meeting"],
            held_on=given["held_on"],
            votes=Votes(given["present"], given["in_favour"], given["against"]),
            minutes=(given["minutes"].read(), given["minutes"].name),
            by=request.user,
            at=now(),
        )
        messages.success(request, "Đã ghi biên bản hội nghị thông qua.", "good")
        return redirect("pledges", found.pk)
    context = {"movement": found, "form": form}
    return page(request, "movements/adoption_record.html", context, status=422 if form.errors else 200)
