"""Reports that a movement asks for."""

from django.db.models import QuerySet

from thidua.movements.models import Assignment, Duty, Movement
from thidua.org.models import Unit
from thidua.reporting.models import Window


def owing(movement: Movement) -> "QuerySet[Unit]":
    """The units that owe this movement a report."""
    report = Assignment.objects.filter(duty__movement=movement, duty__what=Duty.What.REPORT, person=None)
    return Unit.objects.filter(pk__in=report.values("unit")).order_by("sort_key")


def windows_of(movement: Movement) -> "QuerySet[Window]":
    """The times of reporting opened for a movement, the newest first."""
    about = Window.objects.filter(about_kind=movement._meta.label_lower, about_id=movement.pk)
    return about.select_related("owner", "form_version").order_by("-opens_on", "-id")
