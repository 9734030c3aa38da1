"""Clusters are set up, joined, led by another member each year, scored by each other, and closed."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of, period
from thidua.core.errors import refuse_if
from thidua.movements.models import Cluster, ClusterMember, ClusterVote, ClusterYear
from thidua.movements.queries.clusters import last_day_of, members_of, missing_to_close
from thidua.movements.rules.clusters import (
    blockers_to_cluster,
    blockers_to_join,
    blockers_to_open_year,
    blockers_to_vote,
)
from thidua.org.models import Reach, Unit, User


def _held(cluster: Cluster) -> Cluster:
    return Cluster.objects.select_for_update(of=("self",)).select_related("owner").get(pk=cluster.pk)


@transaction.atomic
def set_up_cluster(
    owner: Unit, name: str, *, full: int | None, source: str, by: User, at: dt.datetime
) -> Cluster:
    """Set up a cluster by a decision; without a full mark (`full`) its members are not scored or ranked."""
    taken = Cluster.objects.filter(owner=owner, name=name.strip()).exists()
    refuse_if(blockers_to_cluster(name, source, taken=taken))
    row = Cluster.objects.create(
        owner=owner, name=name.strip(), full=full, source=source.strip(), made_by=by, made_at=at
    )
    record("cluster.made", f"Lập {row}, {row.source}.", by=by, about=row, unit=owner, at=at)
    return row


@transaction.atomic
def join_cluster(cluster: Cluster, unit: Unit, *, by: User, at: dt.datetime) -> ClusterMember:
    """Make a unit under the owner a member from today. Refuses a member, and a unit that is not beneath."""
    cluster, day = _held(cluster), day_of(at)
    member = ClusterMember.objects.on(day).filter(cluster=cluster, unit=unit).exists()
    beneath = Reach.objects.on(day).filter(ancestor=cluster.owner_id, descendant=unit, depth__gt=0).exists()
    refuse_if(blockers_to_join(unit, member=member, beneath=beneath))
    row = ClusterMember.objects.create(cluster=cluster, unit=unit, during=period(day))
    record("cluster.joined", f"{unit} vào {cluster}.", by=by, about=cluster, unit=cluster.owner, at=at)
    return row


@transaction.atomic
def open_cluster_year(
    cluster: Cluster, school_year: str, head: Unit, *, by: User, at: dt.datetime
) -> ClusterYear:
    """Open a school year with the member that leads it. Refuses the member that led the year before."""
    cluster = _held(cluster)
    members = members_of(cluster, on=day_of(at))
    before = ClusterYear.objects.filter(cluster=cluster, school_year__lt=school_year).first()
    refuse_if(
        blockers_to_open_year(
            head,
            member=head in members,
            members=len(members),
            opened=ClusterYear.objects.filter(cluster=cluster, school_year=school_year).exists(),
            led_before=before is not None and before.head_id == head.pk,
        )
    )
    row = ClusterYear.objects.create(cluster=cluster, school_year=school_year, head=head)
    said = f"Mở năm học {school_year} của {cluster}; trưởng là {head}."
    record("cluster.year_opened", said, by=by, about=cluster, unit=cluster.owner, at=at)
    return row


@transaction.atomic
def score_members(
    year: ClusterYear,
    voter: Unit,
    points: Mapping[int, Decimal],
    *,
    reason: str = "",
    by: User,
    at: dt.datetime,
) -> list[ClusterVote]:
    """One member scores others, by the key of the unit. Refuses its own name, strangers, and points off the scale."""
    year = _held_year(year)
    members = {
        unit.pk: unit for unit in members_of(year.cluster, on=last_day_of(year.school_year, day_of(at)))
    }
    kept = {row.about_id: row for row in year.votes.filter(voter=voter)}
    abouts = {unit.pk: unit for unit in Unit.objects.filter(pk__in=points)}
    changed = {key: value for key, value in points.items() if key not in kept or kept[key].points != value}
    found = []
    for key, value in changed.items():
        found += blockers_to_vote(
            abouts[key],
            value,
            reason,
            own=key == voter.pk,
            members=voter.pk in members and key in members,
            closed=year.closed_at is not None,
            full=year.cluster.full,
            changes=key in kept,
        )
    refuse_if(found)
    votes = [_vote(year, voter, abouts[key], value, reason, by=by, at=at) for key, value in changed.items()]
    said = f"{voter} chấm {len(votes)} đơn vị trong {year}."
    record("cluster.scored", said, by=by, about=year.cluster, unit=voter, at=at)
    return votes


def _held_year(year: ClusterYear) -> ClusterYear:
    rows = ClusterYear.objects.select_for_update(of=("self",)).select_related("cluster__owner", "head")
    return rows.get(pk=year.pk)


def _vote(
    year: ClusterYear, voter: Unit, about: Unit, points: Decimal, reason: str, *, by: User, at: dt.datetime
) -> ClusterVote:
    values = {"points": points, "reason": reason.strip(), "given_by": by, "given_at": at}
    row, _ = ClusterVote.objects.update_or_create(year=year, voter=voter, about=about, defaults=values)
    return row


@transaction.atomic
def close_cluster_year(year: ClusterYear, *, by: User, at: dt.datetime) -> ClusterYear:
    """Close a year, so that its ranking stands. Refuses while a member has not scored another, naming both."""
    year = _held_year(year)
    refuse_if(missing_to_close(year, on=last_day_of(year.school_year, day_of(at))))
    year.closed_by, year.closed_at = by, at
    year.save(update_fields=["closed_by", "closed_at"])
    cluster = year.cluster
    record("cluster.year_closed", f"Chốt {year}.", by=by, about=cluster, unit=cluster.owner, at=at)
    return year
