"""What was bought or given for a movement, disclosed to all who may look into it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.movements.models.calendar import PlannedActivity
from thidua.movements.models.movement import Movement
from thidua.movements.models.task import Task
from thidua.org.models import Person, User


class Spending(models.Model):
    """One purchase or gift tied to a movement: what, how much, from which source, who spent, who approved (EK-60).

    The approver is never the spender. A wrong row is struck out with a reason and stays to be read.
    """

    personal_data = ("spender", "approver")

    class Kind(models.TextChoices):
        PURCHASE = "purchase", "mua sắm"
        GIFT = "gift", "quà tặng, hiện vật"
        OTHER = "other", "chi khác"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="spendings")
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="spendings")
    activity = models.ForeignKey(PlannedActivity, models.SET_NULL, null=True, related_name="spendings")
    kind = models.CharField(max_length=8, choices=Kind)
    item = models.CharField(max_length=300)
    amount = models.PositiveBigIntegerField()  # đồng
    source = models.CharField(max_length=300)
    spent_on = models.DateField()
    spender = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    disclosed_at = models.DateTimeField()
    disclosed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    struck_reason = models.CharField(max_length=300, blank=True)
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["spent_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="spending_is_approved_by_another_than_the_spender", condition=~Q(approver=F("spender"))
            ),
            models.CheckConstraint(
                name="spending_says_what_how_much_and_from_where",
                condition=~Q(item="") & Q(amount__gt=0) & ~Q(source=""),
            ),
            models.CheckConstraint(
                name="spending_is_for_one_task_or_one_activity_at_most",
                condition=Q(task=None) | Q(activity=None),
            ),
            models.CheckConstraint(
                name="spending_struck_out_says_who_when_and_why",
                condition=Q(struck_reason="", struck_at=None, struck_by=None)
                | (~Q(struck_reason="") & Q(struck_at__isnull=False, struck_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.item

    def get_absolute_url(self) -> str:
        """The page of the movement's costs."""
        return reverse("costs", args=[self.movement_id])
