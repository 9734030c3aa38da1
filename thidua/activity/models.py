"""The trail, its seal, the refusals counted, and who was told of what."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Cast


class Event(models.Model):
    """One act, or one refusal, as it was when it happened.

    Append-only and without foreign keys: names are copied, so the trail outlives what it speaks of.
    Written in the transaction of the act itself; a trigger refuses any later change.
    """

    personal_data = ("actor_name", "sentence", "about_label", "detail")

    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    unit_id = models.BigIntegerField(null=True)
    unit_name = models.CharField(max_length=300, blank=True)
    verb = models.CharField(max_length=80)
    sentence = models.TextField()
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.BigIntegerField(null=True)
    about_label = models.CharField(max_length=500, blank=True)
    detail = models.JSONField(default=dict)
    # Which transaction wrote the row: the sealer takes only those that every reader can already see.
    transaction = models.BigIntegerField(
        db_default=Cast(
            Cast(models.Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()
        )
    )

    class Meta:
        indexes = [
            models.Index(fields=["about_kind", "about_id"], name="event_about"),
            models.Index(fields=["unit_id", "-id"], name="event_of_unit"),
            models.Index(fields=["actor_id", "-id"], name="event_of_actor"),
        ]

    def __str__(self) -> str:
        return self.sentence


class ChainLink(models.Model):
    """One sealed event: its place in the chain, and the hash over it and everything before it."""

    personal_data = ()

    number = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    digest = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.number}: {bytes(self.digest).hex()[:12]}"


class ChainHead(models.Model):
    """The one row that says how many events are sealed and the hash of the last; print it, keep it elsewhere."""

    personal_data = ()

    id = models.SmallIntegerField(primary_key=True, default=1)
    count = models.BigIntegerField(default=0)
    digest = models.BinaryField(max_length=32, default=b"\x00" * 32)
    sealed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(name="chain_has_one_head", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"{self.count} sự kiện, {bytes(self.digest).hex()[:12]}"


class Refusal(models.Model):
    """How often the same person met the same refusal in one minute; the trail holds the first of them."""

    personal_data = ()

    key = models.CharField(max_length=64)
    minute = models.DateTimeField()
    event_id = models.BigIntegerField(null=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "minute"], name="refusal_is_counted_once_a_minute")
        ]

    def __str__(self) -> str:
        return f"{self.count} lần"


class Notice(models.Model):
    """One person told of one event, and when they read it. `lines` are what the sentence sums up, one a line."""

    personal_data = ("sentence", "lines")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    sentence = models.CharField(max_length=500)
    lines = models.TextField(blank=True, default="", db_default="")
    href = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-id"], name="notice_of_user")]
        constraints = [
            models.UniqueConstraint(fields=["user", "event"], name="notice_is_given_once_per_event")
        ]

    def __str__(self) -> str:
        return self.sentence


class Outlet(models.Model):
    """Where else one person wants to be told of what is due: an e-mail address, or a target the operator has named."""

    personal_data = ("email",)

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="outlet")
    email = models.EmailField(blank=True)
    webhook = models.CharField(max_length=60, blank=True)  # a name of THIDUA_WEBHOOKS, never an address
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return "nơi nhận nhắc việc"  # the trail copies this name and keeps it for good: no address in it


class Delivery(models.Model):
    """One notice on its way out by one channel: whether it arrived, and if not, why."""

    personal_data = ("address",)

    class Channel(models.TextChoices):
        IN_APP = "in_app", "trong hệ thống"
        EMAIL = "email", "thư điện tử"
        WEBHOOK = "webhook", "kênh ngoài"

    class State(models.TextChoices):
        WAITING = "waiting", "chờ gửi"
        SENT = "sent", "đã gửi"
        FAILED = "failed", "không gửi được"
        SKIPPED = "skipped", "không gửi"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=7, choices=Channel)
    address = models.CharField(max_length=254, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField(null=True)  # from then on it would disturb, and is not sent any more
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["made_at"], condition=models.Q(state="waiting"), name="delivery_waiting")
        ]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once_by_a_channel"),
            models.CheckConstraint(
                name="delivery_that_ended_says_when",
                condition=models.Q(state="waiting") | models.Q(tried_at__isnull=False),
            ),
            models.CheckConstraint(
                name="delivery_that_did_not_arrive_says_why",
                condition=~models.Q(state__in=["failed", "skipped"]) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.get_state_display()}"
