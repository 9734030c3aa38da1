"""Asking for reports."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.asking import ask_for
from thidua.movements.forms.asking import AskForm
from thidua.movements.models import Movement
from thidua.movements.queries.asking import owing
from thidua.movements.rules.duties import blockers_to_ask_reports
from thidua.org.access import Ability, Request, needs


@needs(Ability.REPORT_ACCEPT)
def reports_ask(request: Request, pk: int) -> HttpResponse:
    """Open a time of reporting: which indicators, over which days, by when."""
    found = get_object_or_404(
        Movement.objects.select_related("owner", "plan"), pk=pk, owner__in=request.units
    )
    day, units = request.access.day, list(owing(found))
    running = found.state == Movement.State.RUNNING
    first = found.plan.day or day
    initial = {"label": f"Kết quả phong trào đến {day:%d/%m/%Y}", "first": first, "last": day}
    form = AskForm(request.POST or None, initial=initial, owing=len(units), running=running, today=day)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        window = ask_for(
            found, values["indicators"], form.new, values["label"], by=request.user, at=now(), **form.days
        )
        messages.success(request, f"Đã mở đợt báo cáo “{window.label}” cho {len(units)} đơn vị.", "good")
        return redirect("window", window.pk)
    against = blockers_to_ask_reports(running=running, owing=len(units), indicators=1)
    context = {"movement": found, "form": form, "units": units, "against": against}
    return page(request, "movements/reports_ask.html", context, status=422 if form.is_bound else 200)
