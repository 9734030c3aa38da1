"""Signs of copying and of show, told to the unit first, and the fingerprints in which copying is looked for."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.movements.models.movement import Movement
from thidua.org.models import Unit, User


class PrintedText(models.Model):
    """One text whose own words were fingerprinted: the plan of a movement, or the measures of an assignment.

    `own` counts the shingles left after the words of the plans above, of the papers it cites and of set forms were
    taken out. `digest` is of the text as it stood; a text that was written anew is printed anew.
    """

    personal_data = ()

    about_kind = models.CharField(max_length=80)
    about_id = models.BigIntegerField()
    movement = models.ForeignKey(Movement, models.PROTECT, related_name="printed_texts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    day = models.DateField(null=True)  # the text's own; of measures the day they were handed in
    digest = models.CharField(max_length=32)
    own = models.PositiveIntegerField()
    printed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about_kind", "about_id"], name="text_is_printed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.own} cụm từ của riêng đơn vị"


class Fingerprint(models.Model):
    """One winnowed shingle of one text: the rows are the inverted table in which shared words are found."""

    personal_data = ()

    hash = models.BigIntegerField()
    text = models.ForeignKey(PrintedText, models.PROTECT, related_name="fingerprints")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hash", "text"], name="fingerprint_once_in_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.hash:x}"


class Signal(models.Model):
    """One thing about a unit's work in a movement that a person should look at. It informs; it decides nothing.

    The unit sees it first and may reply; who watches over the unit from above sees it with the reply, or from the
    day after `reply_by`. One that no longer holds is lifted. It is shown to nobody else.
    """

    personal_data = ("reply",)

    class Kind(models.TextChoices):
        COPIED = "copied", "văn bản tương đồng"
        UNPROVED = "unproved", "ghi xong mà không có minh chứng"
        ALL_FULL = "all_full", "mọi chỉ tiêu 100 %, không có minh chứng"
        BACKFILLED = "backfilled", "ghi lùi ngày"
        BUNCHED = "bunched", "dồn việc vào cuối đợt"
        IRREGULAR = "irregular", "không thường xuyên"
        SILENT = "silent", "có kế hoạch, chưa có hoạt động"

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="signals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="signals")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=60, blank=True)  # which round, report or other text, within the kind
    sentence = models.TextField()
    lines = ArrayField(models.TextField(), default=list)
    text = models.ForeignKey(PrintedText, models.PROTECT, null=True, related_name="signals")
    other = models.ForeignKey(PrintedText, models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField()
    reply_by = models.DateField()
    lifted_at = models.DateTimeField(null=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "unit", "kind", "key"], name="signal_is_given_once_to_a_unit"
            ),
            models.CheckConstraint(name="signal_says_what_was_seen", condition=~Q(sentence="")),
            models.CheckConstraint(
                name="signal_reply_says_who_and_when",
                condition=Q(reply="", replied_at=None, replied_by=None)
                | (~Q(reply="") & Q(replied_at__isnull=False, replied_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="signal_of_likeness_names_both_texts",
                condition=Q(kind="copied", text__isnull=False, other__isnull=False)
                | (~Q(kind="copied") & Q(text=None, other=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()}, {self.unit}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("signal", args=[self.pk])


class SignalSight(models.Model):
    """The first time one person opened one signal."""

    personal_data = ("user",)

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="sights")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["signal", "user"], name="signal_sight_is_kept_once_for_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.seen_at:%d/%m/%Y}"
