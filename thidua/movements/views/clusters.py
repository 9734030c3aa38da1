"""Clusters: set up, joined, led by another member each year, scored by each other."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.clusters import (
    close_cluster_year,
    join_cluster,
    open_cluster_year,
    score_members,
    set_up_cluster,
)
from thidua.movements.forms.clusters import BallotForm, ClusterForm, MemberForm, YearForm
from thidua.movements.models import Cluster, ClusterYear
from thidua.movements.queries.clusters import cluster_page, clusters_seen_by, units_to_join
from thidua.org.access import Ability, Request, needs


@needs(Ability.MOVEMENT_VIEW)
def clusters(request: Request) -> HttpResponse:
    """The clusters within reach."""
    rows = clusters_seen_by(request.access).order_by("name")
    may_make = request.access.has(Ability.MOVEMENT_DECIDE)
    return page(request, "movements/clusters.html", {"rows": rows, "may_make": may_make})


@needs(Ability.MOVEMENT_DECIDE)
def cluster_new(request: Request) -> HttpResponse:
    """Set up a cluster."""
    form = ClusterForm(request.POST or None, owners=request.units.order_by("sort_key"))
    if request.method == "POST" and form.is_valid():
        made = set_up_cluster(**form.cleaned_data, by=request.user, at=now())
        messages.success(request, f"Đã lập {made}.", "good")
        return redirect(made)
    return page(request, "movements/cluster_new.html", {"form": form}, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_VIEW)
def cluster(request: Request, pk: int) -> HttpResponse:
    """One cluster in one year: members, who leads, what is scored, the ranking."""
    return _page(request, pk)


def _page(request: Request, pk: int, *, failed: BallotForm | None = None) -> HttpResponse:
    found = get_object_or_404(clusters_seen_by(request.access), pk=pk)
    about = cluster_page(found, request.access, wanted=request.GET.get("nam", ""))
    ballots = [
        failed if failed and failed.voter == each.voter else BallotForm(None, ballot=each)
        for each in about.ballots
    ]
    context = {
        "about": about,
        "ballots": ballots,
        "join": MemberForm(None, units=units_to_join(found, on=request.access.day)),
        "year_form": YearForm(None, members=about.members),
    }
    return page(request, "movements/cluster.html", context, status=422 if failed else 200)


def _owned(request: Request, pk: int) -> Cluster:
    return get_object_or_404(Cluster.objects.select_related("owner"), pk=pk, owner__in=request.units)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def cluster_join(request: Request, pk: int) -> HttpResponse:
    """Add a member."""
    found = _owned(request, pk)
    form = MemberForm(request.POST, units=units_to_join(found, on=request.access.day))
    if form.is_valid():
        row = join_cluster(found, form.cleaned_data["unit"], by=request.user, at=now())
        messages.success(request, f"{row.unit} đã vào {found}.", "good")
    else:
        messages.error(request, "Chọn một đơn vị trong danh sách. Chưa có gì thay đổi.", "back")
    return redirect(found)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def cluster_year(request: Request, pk: int) -> HttpResponse:
    """Open this school year with the member that leads it."""
    found = _owned(request, pk)
    about = cluster_page(found, request.access, wanted="")
    form = YearForm(request.POST, members=about.members)
    if not form.is_valid():
        messages.error(request, "Chọn đơn vị trưởng. Chưa có gì thay đổi.", "back")
        return redirect(found)
    year = open_cluster_year(found, about.next_year, form.cleaned_data["head"], by=request.user, at=now())
    messages.success(request, f"Đã mở năm học {year.school_year}; trưởng là {year.head}.", "good")
    return redirect(year)


def _year(request: Request, pk: int) -> ClusterYear:
    rows = ClusterYear.objects.select_related("cluster__owner", "head")
    return get_object_or_404(rows, pk=pk, cluster__in=clusters_seen_by(request.access))


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def cluster_score(request: Request, pk: int, unit: int) -> HttpResponse:
    """One member scores the others."""
    year = _year(request, pk)
    about = cluster_page(year.cluster, request.access, wanted=year.school_year)
    ballot = next((each for each in about.ballots if each.voter.pk == unit), None)
    if ballot is None:
        raise Http404
    form = BallotForm(request.POST, ballot=ballot)
    if not form.is_valid():
        return _page(request, year.cluster_id, failed=form)
    given = score_members(
        year, ballot.voter, form.points, reason=form.cleaned_data["reason"], by=request.user, at=now()
    )
    messages.success(request, f"{ballot.voter} đã chấm {len(given)} đơn vị.", "good")
    return redirect(year)


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def cluster_close(request: Request, pk: int) -> HttpResponse:
    """Close a year, so that its ranking stands."""
    year = get_object_or_404(ClusterYear, pk=pk, cluster__owner__in=request.units)
    closed = close_cluster_year(year, by=request.user, at=now())
    messages.success(request, f"Đã chốt năm học {closed.school_year}.", "good")
    return redirect(closed)
