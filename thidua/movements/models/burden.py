"""How long what a plan asks will take people, as estimated by a named person before it is issued."""

from django.db import models
from django.db.models import Q

from thidua.movements.models.calendar import PlannedActivity
from thidua.movements.models.duty import Duty
from thidua.movements.models.movement import Movement
from thidua.movements.models.task import Task
from thidua.org.models import User


class BurdenEstimate(models.Model):
    """The minutes that one duty, task or activity takes one person once, and where that figure comes from.

    What has no row is "chưa ước lượng": no minutes are ever assumed.
    """

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="burden_estimates")
    duty = models.OneToOneField(Duty, models.CASCADE, null=True, related_name="burden")
    task = models.OneToOneField(Task, models.CASCADE, null=True, related_name="burden")
    activity = models.OneToOneField(PlannedActivity, models.CASCADE, null=True, related_name="burden")
    minutes = models.PositiveIntegerField()
    staff = models.PositiveIntegerField()  # people at work in one unit
    times = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="burden_is_of_one_duty_task_or_activity",
                condition=Q(duty__isnull=False, task=None, activity=None)
                | Q(duty=None, task__isnull=False, activity=None)
                | Q(duty=None, task=None, activity__isnull=False),
            ),
            models.CheckConstraint(name="burden_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="burden_counts_something", condition=Q(minutes__gt=0, staff__gt=0, times__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} phút × {self.staff} người × {self.times} lần"
