"""Clusters: who stands in them, how far the members have scored each other, and the ranking."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from thidua.core.dates import school_year
from thidua.core.errors import Blocker
from thidua.movements.models import Cluster, ClusterMember, ClusterVote, ClusterYear
from thidua.movements.rules.clusters import Rank, Vote, blockers_to_close_year, missing_votes, ranking
from thidua.org.access import Ability, Access
from thidua.org.models import Reach, Unit


def clusters_seen_by(access: Access) -> "QuerySet[Cluster]":
    """Clusters of the units within reach, and those in which such a unit stands."""
    units = access.units(Ability.MOVEMENT_VIEW)
    standing = ClusterMember.objects.filter(unit__in=units).values("cluster")
    return Cluster.objects.filter(Q(owner__in=units) | Q(pk__in=standing)).select_related("owner")


def members_of(cluster: Cluster, *, on: dt.date) -> list[Unit]:
    """The members on a day, in dictionary order."""
    rows = ClusterMember.objects.on(on).filter(cluster=cluster)
    return list(Unit.objects.filter(pk__in=rows.values("unit")).order_by("sort_key"))


def units_to_join(cluster: Cluster, *, on: dt.date) -> "QuerySet[Unit]":
    """Units with a standing of their own under the owner that are no members yet."""
    below = Reach.objects.on(on).filter(ancestor=cluster.owner_id, depth__gt=0).values("descendant")
    parts = [
        Unit.Kind.TEAM,
        Unit.Kind.CLASS,
        Unit.Kind.COUNCIL,
        Unit.Kind.UNION,
        Unit.Kind.YOUTH,
        Unit.Kind.PARTY,
    ]
    inside = [*parts[1:]] if cluster.owner.is_school else parts
    found = Unit.objects.filter(pk__in=below).exclude(kind__in=inside)
    return found.exclude(pk__in=ClusterMember.objects.on(on).filter(cluster=cluster).values("unit")).order_by(
        "sort_key"
    )


def votes_in(year: ClusterYear) -> list[ClusterVote]:
    """Every vote of one year, with its units."""
    return list(year.votes.select_related("voter", "about").order_by("id"))


def as_votes(rows: list[ClusterVote]) -> list[Vote]:
    """Votes as the ranking counts them."""
    return [Vote(row.voter_id, row.about_id, row.points) for row in rows]


def last_day_of(year: str, today: dt.date) -> dt.date:
    """The day on which the members of a school year are asked: today within it, else its last day."""
    return today if school_year(today) <= year else dt.date(int(year[-4:]), 7, 31)


def missing_to_close(year: ClusterYear, *, on: dt.date) -> list[Blocker]:
    """Who has not scored whom."""
    members = {unit.pk: unit for unit in members_of(year.cluster, on=on)}
    pairs = missing_votes(list(members), as_votes(votes_in(year)))
    named = [(members[voter], members[about]) for voter, about in pairs]
    return blockers_to_close_year(named, closed=year.closed_at is not None, full=year.cluster.full)


@dataclass(frozen=True)
class Ballot:
    """What one member that this reader speaks for gives the others: (unit, points or None)."""

    voter: Unit
    lines: list[tuple[Unit, Decimal | None]]


@dataclass(frozen=True)
class ClusterPage:
    """One cluster in one year."""

    cluster: Cluster
    members: list[Unit]
    years: list[ClusterYear]
    year: ClusterYear | None
    next_year: str
    ranks: list[tuple[Unit, Rank]]
    ballots: list[Ballot]
    missing: list[Blocker]
    may_decide: bool


def cluster_page(cluster: Cluster, access: Access, *, wanted: str) -> ClusterPage:
    """Gather a cluster for one reader: single votes are shown to their giver only, the ranking to all members."""
    years = list(cluster.years.select_related("head", "cluster", "closed_by__person"))
    year = next((row for row in years if row.school_year == wanted), years[0] if years else None)
    on = last_day_of(year.school_year, access.day) if year else access.day
    members = members_of(cluster, on=on)
    votes = votes_in(year) if year else []
    by_key = {unit.pk: unit for unit in members}
    ranked = ranking(list(by_key), as_votes(votes)) if cluster.full else []
    mine = set(access.units(Ability.MOVEMENT_DECIDE).values_list("pk", flat=True))
    return ClusterPage(
        cluster=cluster,
        members=members,
        years=years,
        year=year,
        next_year=school_year(access.day),
        ranks=[(by_key[row.member], row) for row in ranked],
        ballots=[_ballot(unit, members, votes) for unit in members if unit.pk in mine] if year else [],
        missing=missing_to_close(year, on=on) if year else [],
        may_decide=cluster.owner_id in mine,
    )


def _ballot(voter: Unit, members: list[Unit], votes: list[ClusterVote]) -> Ballot:
    given = {row.about_id: row.points for row in votes if row.voter_id == voter.pk}
    return Ballot(voter, [(unit, given.get(unit.pk)) for unit in members if unit.pk != voter.pk])
