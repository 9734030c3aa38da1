"""Pledges: what a person or a body signed to do, who signed with them, and who adopted it.

Taking part is voluntary; nobody signs for another. What a unit enters from a list signed on paper names that
list, and the person can confirm or deny it.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.documents.models import File
from thidua.movements.models.movement import Movement
from thidua.org.models import Person, Unit, User


class PledgeTerms(models.Model):
    """What the pledge of one movement asks beside its lines: measurable targets of all, and the other side.

    A target is `{"words": …, "number": …, "unit": …}`, the number as a decimal in text.
    """

    personal_data = ()

    movement = models.OneToOneField(Movement, models.PROTECT, related_name="pledge_terms")
    targets = models.JSONField(default=list)
    head_signs = models.BooleanField(default=False)
    union_signs = models.BooleanField(default=False)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Giao ước của {self.movement}"


class PledgeList(models.Model):
    """One list signed on paper, entered by a unit with its photo or scan."""

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="pledge_lists")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    signed_on = models.DateField()  # as the paper says
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Danh sách ký giấy ngày {self.signed_on:%d/%m/%Y}, {self.unit}"

    def get_absolute_url(self) -> str:
        """The list of pledges that it was entered into."""
        return reverse("pledges", args=[self.movement_id])


class Pledge(models.Model):
    """The signed pledge of one person, or of one body, in one movement, with its words as they read on that day."""

    personal_data = ("person", "target", "change", "change_result")

    class Way(models.TextChoices):
        SELF = "self", "tự đăng ký"
        LIST = "list", "đơn vị nhập thay theo danh sách ký giấy"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="pledges")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="pledges")  # None: of the body
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    lines = models.JSONField()
    targets = models.JSONField(default=list, db_default=[])  # as in PledgeTerms, with what the signer adds
    target = models.TextField(blank=True)  # what the person adds of their own
    change = models.CharField(max_length=500, blank=True, default="", db_default="")  # NH-46
    change_result = models.CharField(max_length=1000, blank=True, default="", db_default="")
    change_told_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # for a body: who signed
    late = models.BooleanField(default=False, db_default=False)  # on the day of signing, and for ever
    way = models.CharField(max_length=4, choices=Way, default=Way.SELF, db_default=Way.SELF)
    paper_list = models.ForeignKey(PledgeList, models.PROTECT, null=True, related_name="pledges")
    confirmed_at = models.DateTimeField(null=True)  # the person says: yes, I signed that list

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "person"], name="pledge_once_in_a_movement"),
            models.UniqueConstraint(
                fields=["movement", "unit"],
                condition=Q(person=None),
                name="pledge_of_a_body_once_in_a_movement",
            ),
            models.CheckConstraint(name="pledge_promises_something", condition=~Q(lines=[])),
            models.CheckConstraint(
                name="pledge_entered_by_the_unit_names_its_list",
                condition=Q(way="self", paper_list=None)
                | Q(way="list", paper_list__isnull=False, person__isnull=False),
            ),
            models.CheckConstraint(
                name="pledge_confirmed_was_entered_by_the_unit",
                condition=Q(confirmed_at=None) | Q(way="list"),
            ),
            models.CheckConstraint(
                name="pledge_of_a_body_says_who_signed",
                condition=Q(person__isnull=False) | Q(signed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="pledge_change_told_was_promised",
                condition=Q(change_result="", change_told_at=None)
                | (~Q(change="") & ~Q(change_result="") & Q(change_told_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit}: {self.movement}"

    @property
    def lacks_an_answer(self) -> bool:
        """Whether the unit entered it and the person has not said yet that it is true."""
        return self.way == self.Way.LIST and self.confirmed_at is None


class Countersignature(models.Model):
    """The other side of one pledge: the head or the union, by name, post and moment."""

    personal_data = ("person",)

    class Side(models.TextChoices):
        HEAD = "head", "thủ trưởng đơn vị"
        UNION = "union", "công đoàn"

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="countersignatures")
    side = models.CharField(max_length=5, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)  # of the post, as it was printed then
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["side"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "side"], name="countersignature_once_for_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"


class PledgeDenial(models.Model):
    """One person who said of a list entered by the unit: I did not sign. Their pledge counts no more."""

    personal_data = ("person", "reason")

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="pledge_denials")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    paper_list = models.ForeignKey(PledgeList, models.PROTECT, related_name="denials")
    reason = models.CharField(max_length=500, blank=True)
    denied_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "person"], name="denial_once_in_a_movement"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.paper_list}"


class Adoption(models.Model):
    """One meeting that adopted the movement's plan and pledge, with its votes and its minutes (EK-106)."""

    personal_data = ()

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="adoptions")
    meeting = models.CharField(max_length=200)
    held_on = models.DateField()
    present = models.PositiveIntegerField()
    in_favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    minutes = models.ForeignKey(File, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "meeting", "held_on"], name="adoption_once_for_a_meeting"
            ),
            models.CheckConstraint(
                name="adoption_counts_nobody_twice", condition=Q(present__gte=F("in_favour") + F("against"))
            ),
            models.CheckConstraint(name="adoption_meeting_is_named", condition=~Q(meeting="")),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """The list of pledges of the movement it adopted."""
        return reverse("pledges", args=[self.movement_id])

    @property
    def abstained(self) -> int:
        """Those present who voted neither way."""
        return self.present - self.in_favour - self.against
