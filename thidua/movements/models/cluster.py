"""Clusters (cụm, khối thi đua): who stands in one, who leads it in a year, and how its members score each other."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.org.models import Unit, User
from thidua.org.models.periods import DatedQuerySet, not_empty, one_at_a_time


class Cluster(models.Model):
    """A group of units that score one another. Without a full mark there is no ranking (E.3 no. 41)."""

    personal_data = ()

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="clusters")
    name = models.CharField(max_length=200)
    full = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=300)  # the decision that set it up, as written
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="cluster_name_once_in_a_unit"),
            models.CheckConstraint(
                name="cluster_names_itself_and_its_source", condition=~Q(name="") & ~Q(source="")
            ),
            models.CheckConstraint(
                name="cluster_full_mark_is_a_mark", condition=Q(full=None) | Q(full__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("cluster", args=[self.pk])


class ClusterMember(models.Model):
    """One unit in one cluster, and since when."""

    personal_data = ()

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    during = DateRangeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            not_empty("cluster_membership_lasts_a_day"),
            one_at_a_time("cluster_member_stands_in_it_once", "cluster_id", "unit_id"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} trong {self.cluster}"


class ClusterYear(models.Model):
    """One school year of a cluster, with the unit that leads it; closed, its ranking stands."""

    personal_data = ()

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="years")
    school_year = models.CharField(max_length=9)
    head = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-school_year"]
        constraints = [
            models.UniqueConstraint(fields=["cluster", "school_year"], name="cluster_year_is_opened_once"),
            models.CheckConstraint(
                name="cluster_year_closed_says_who_and_when",
                condition=Q(closed_by=None, closed_at=None)
                | Q(closed_by__isnull=False, closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster}, năm học {self.school_year}"

    def get_absolute_url(self) -> str:
        """The page of its cluster, in this year."""
        return f"{reverse('cluster', args=[self.cluster_id])}?nam={self.school_year}"


class ClusterVote(models.Model):
    """The points that one member gives another in one year; never its own (house: no member scores itself)."""

    personal_data = ()

    year = models.ForeignKey(ClusterYear, models.PROTECT, related_name="votes")
    voter = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    about = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=6, decimal_places=2)
    reason = models.CharField(max_length=500, blank=True)  # why it was changed
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "voter", "about"], name="cluster_vote_is_given_once"),
            models.CheckConstraint(name="cluster_vote_is_about_another", condition=~Q(voter=F("about"))),
            models.CheckConstraint(name="cluster_vote_is_not_below_zero", condition=Q(points__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.voter} chấm {self.about}"
