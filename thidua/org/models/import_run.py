"""One sheet on its way in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


class ImportRun(models.Model):
    """One uploaded sheet of units or staff: what was found in it, and how far its loading is.

    Everything in it enters together or nothing does. The file is dropped once the run is over.
    """

    personal_data = ("file", "file_name", "errors")

    class What(models.TextChoices):
        UNITS = "units", "Đơn vị"
        STAFF = "staff", "Nhân sự"

    class State(models.TextChoices):
        RECEIVED = "received", "Đang kiểm tra"
        FAULTY = "faulty", "Có lỗi, chưa nhập được"
        READY = "ready", "Chờ xác nhận"
        QUEUED = "queued", "Đang nhập"
        DONE = "done", "Đã nhập"
        DROPPED = "dropped", "Đã bỏ"

    what = models.CharField(max_length=10, choices=What)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file = models.FileField(upload_to="nhap", blank=True)
    file_name = models.CharField(max_length=200)
    total = models.PositiveIntegerField(null=True)  # rows with something in them; null until they are counted
    done = models.PositiveIntegerField(default=0)  # rows read so far in the present step
    new = models.PositiveIntegerField(null=True)
    changed = models.PositiveIntegerField(null=True)
    same = models.PositiveIntegerField(null=True)
    errors = models.JSONField(default=list)  # [{"cell": "B7", "message": "…"}], the first thousand
    error_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_run_is_over_at_a_moment",
                condition=Q(state__in=["done", "dropped"], finished_at__isnull=False)
                | Q(state__in=["received", "faulty", "ready", "queued"], finished_at=None),
            ),
            models.CheckConstraint(
                name="import_run_is_ready_only_without_errors",
                condition=~Q(state__in=["ready", "queued", "done"]) | Q(error_count=0, new__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.file_name}"

    def get_absolute_url(self) -> str:
        """The page that shows how the import is going."""
        return reverse("import_run", args=[self.pk])
