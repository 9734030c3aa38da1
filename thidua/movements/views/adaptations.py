"""How teaching and activity plans were fitted, version by version, and which groups have both plans."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.core.dates import now
from thidua.core.http import as_file, page
from thidua.documents.models import File
from thidua.movements.actions.adaptations import record_adaptation
from thidua.movements.forms.adaptations import AdaptationForm, DayAsked
from thidua.movements.models import Adaptation, Movement
from thidua.movements.queries.adaptations import adaptations_page, may_adapt
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs


def _seen(request: Request, pk: int) -> Movement:
    return get_object_or_404(movements_seen_by(request.access).select_related("owner", "plan__owner"), pk=pk)


@needs(Ability.MOVEMENT_VIEW)
def adaptations(request: Request, pk: int) -> HttpResponse:
    """Every version, the one valid on a day, and the light plans of the groups."""
    movement = _seen(request, pk)
    form = DayAsked(request.GET or {"ngay": request.access.day})
    about = adaptations_page(movement, request.access, on=form.day(request.access.day))
    return page(request, "movements/adaptations.html", {"about": about, "form": form})


@needs(Ability.MOVEMENT_VIEW)
def adaptation_new(request: Request, pk: int) -> HttpResponse:
    """Record the next version of a plan, for one of the units one speaks for."""
    movement = _seen(request, pk)
    units = may_adapt(request.access, movement)
    if not units.exists():
        raise Http404
    form = AdaptationForm(units, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        row = record_adaptation(movement, form.owner, by=request.user, at=now(), **form.values)
        messages.success(request, f"Đã ghi {row}. Các bản trước được giữ nguyên.", "good")
        return redirect(row)
    context = {"movement": movement, "form": form}
    return page(request, "movements/adaptation_new.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_VIEW)
def adaptation_file(request: Request, pk: int) -> HttpResponse:
    """The file of one version as it was sent."""
    rows = Adaptation.objects.filter(unit__in=request.units).exclude(file__scan=File.Scan.INFECTED)
    row = get_object_or_404(rows.select_related("file"), pk=pk, file__isnull=False)
    assert row.file is not None
    with row.file.stored.open("rb") as kept:
        return as_file(kept.read(), row.file.name, row.file.kind)
