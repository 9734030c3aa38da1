"""When people may be reminded, how often of urgent tasks, and of what each has been reminded on which day."""

from django.db import models
from django.db.models import Q

from thidua.activity.models import Notice
from thidua.movements.models.movement import Movement
from thidua.movements.models.task import Task
from thidua.org.models import Unit, User


class ReminderHours(models.Model):
    """When reminders may reach one person, or everybody in one unit and beneath who has not chosen otherwise.

    Hours are full hours of the day in Vietnam; the quiet ones run from `quiet_from` over midnight to `quiet_until`.
    """

    personal_data = ()

    unit = models.OneToOneField(Unit, models.PROTECT, null=True, related_name="reminder_hours")
    user = models.OneToOneField(User, models.PROTECT, null=True, related_name="reminder_hours")
    quiet_from = models.PositiveSmallIntegerField()
    quiet_until = models.PositiveSmallIntegerField()
    digest_hour = models.PositiveSmallIntegerField()
    rest_days = models.BooleanField()  # no digest at weekends and on official holidays
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reminder_hours_are_of_a_unit_or_of_a_person",
                condition=Q(unit=None, user__isnull=False) | Q(unit__isnull=False, user=None),
            ),
            models.CheckConstraint(
                name="reminder_hours_are_hours_of_a_day",
                condition=Q(
                    quiet_from__range=(12, 23), quiet_until__range=(0, 11), digest_hour__range=(0, 23)
                ),
            ),
            models.CheckConstraint(
                name="reminder_digest_is_not_in_quiet_hours",
                condition=Q(digest_hour__gte=models.F("quiet_until"), digest_hour__lt=models.F("quiet_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"yên tĩnh từ {self.quiet_from} giờ đến {self.quiet_until} giờ, bản tin lúc {self.digest_hour} giờ"


class UrgentInterval(models.Model):
    """Every how many working days one movement's urgent tasks are reminded of; without a row, every one (HY-20)."""

    personal_data = ()

    movement = models.OneToOneField(Movement, models.PROTECT, related_name="urgent_interval")
    working_days = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="urgent_interval_is_a_week_at_most", condition=Q(working_days__range=(1, 5))
            ),
        ]

    def __str__(self) -> str:
        return f"nhắc việc gấp {self.working_days} ngày làm việc một lần"


class Reminder(models.Model):
    """One person reminded on one day: by the digest of everything due, or of one urgent task.

    The rows are what keeps a second run of the same hour, or one begun again half-way, from saying anything twice.
    """

    personal_data = ("user",)

    class Kind(models.TextChoices):
        DIGEST = "digest", "bản tin việc đến hạn"
        URGENT = "urgent", "việc gấp"
        COPY = "copy", "báo thủ trưởng về việc gấp"

    user = models.ForeignKey(User, models.PROTECT, related_name="reminders")
    on = models.DateField()
    kind = models.CharField(max_length=6, choices=Kind)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="reminders")
    notice = models.OneToOneField(Notice, models.PROTECT, related_name="reminder")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "on"], condition=Q(kind="digest"), name="reminder_digest_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["user", "on", "task"],
                condition=Q(task__isnull=False),
                name="reminder_of_a_task_once_a_day",
            ),
            models.CheckConstraint(
                name="reminder_digest_is_of_no_one_task", condition=~Q(kind="digest") | Q(task=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on:%d/%m/%Y}"
