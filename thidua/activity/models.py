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
    """One person told of one event, and when they read it."""

    personal_data = ("sentence",)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    sentence = models.CharField(max_length=500)
    href = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-id"], name="notice_of_user")]
        constraints = [
            models.UniqueConstraint(fields=["user", "event"], name="notice_is_given_once_per_event")
        ]

    def __str__(self) -> str:
        return self.sentence
