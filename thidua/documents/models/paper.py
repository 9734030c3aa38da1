"""Papers, the sentences they are made of, and what they rest on."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse

from thidua.documents.models.file import File
from thidua.org.models import Unit, User


class Kind(models.TextChoices):
    """Kinds of paper with the abbreviations of NĐ 30/2020, phụ lục III; a plain letter has none."""

    PLAN = "KH", "Kế hoạch"
    DECISION = "QĐ", "Quyết định"
    SUBMISSION = "TTr", "Tờ trình"
    MINUTES = "BB", "Biên bản"
    REPORT = "BC", "Báo cáo"
    DIRECTIVE = "CT", "Chỉ thị"
    RESOLUTION = "NQ", "Nghị quyết"
    GUIDANCE = "HD", "Hướng dẫn"
    NOTICE = "TB", "Thông báo"
    LETTER = "CV", "Công văn"


class Paper(models.Model):
    """One official paper, received or our own, as one unit keeps it.

    Our own is drafted, signed, then issued; after issue its text is locked and only a new paper
    replaces it. What the text does not state is null or empty and shown so; it is never filled in.
    """

    personal_data = ()

    Kind = Kind

    class State(models.TextChoices):
        DRAFT = "draft", "dự thảo"
        SIGNED = "signed", "đã ký"
        ISSUED = "issued", "đã ban hành"
        RECEIVED = "received", "văn bản đến"
        WITHDRAWN = "withdrawn", "đã thu hồi"

    class Route(models.TextChoices):
        PAPER = "paper", "trang văn bản"
        PLAN = "plan", "trang phong trào"
        AWARDS = "awards", "trang khen thưởng"

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=4, choices=Kind)
    state = models.CharField(max_length=10, choices=State)
    number = models.PositiveIntegerField(null=True)
    symbol = models.CharField(max_length=60, blank=True)
    day = models.DateField(null=True)
    place = models.CharField(max_length=100, blank=True)
    subject = models.TextField()
    issuer = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    issuer_written = models.CharField(max_length=300)
    superior_written = models.CharField(max_length=300, blank=True)
    authority_written = models.CharField(max_length=300, blank=True)  # of a decision: HIỆU TRƯỞNG TRƯỜNG …
    addressee = models.CharField(max_length=300, blank=True)  # Kính gửi
    archive = models.CharField(max_length=100, blank=True)  # VT, TĐ
    # From where it is issued: a plan launches its movement, a decision fills the ledger, in the same act.
    route = models.CharField(max_length=6, choices=Route, default=Route.PAPER)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="papers")
    source_lines = models.JSONField(default=list)  # the text as read, line 1 first
    reading = models.JSONField(default=dict)  # what the reader found, in its own schema
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    received_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["owner", "-day"], name="paper_of_owner")]
        constraints = [
            models.CheckConstraint(
                name="paper_issued_has_number_day_and_issuer",
                condition=~Q(state__in=["issued", "withdrawn"])
                | Q(
                    number__isnull=False, day__isnull=False, issued_at__isnull=False, issued_by__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="paper_draft_is_not_issued_yet",
                condition=~Q(state__in=["draft", "signed"]) | Q(issued_at=None, issued_by=None),
            ),
            models.CheckConstraint(
                name="paper_received_says_when", condition=Q(received_on__isnull=False) | ~Q(state="received")
            ),
            models.UniqueConstraint(
                F("owner"),
                F("symbol"),
                ExtractYear("day"),
                F("number"),
                condition=Q(state__in=["issued", "withdrawn"]),
                name="paper_number_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.get_kind_display()} {self.code}"
            if self.code
            else f"{self.get_kind_display()} (chưa có số)"
        )

    def get_absolute_url(self) -> str:
        """The paper's page."""
        return reverse("paper", args=[self.pk])

    @property
    def code(self) -> str:
        """Number and symbol as written: 30/KH-THPTLT; empty when the paper has no number."""
        return f"{self.number:02}/{self.symbol}" if self.number is not None else ""

    @property
    def headline(self) -> str:
        """The subject as a line of its own: it begins with a capital, as in the head of a paper."""
        return f"{self.subject[:1].upper()}{self.subject[1:]}"

    @property
    def is_ours(self) -> bool:
        """Whether the keeper is also the issuer."""
        return self.state != self.State.RECEIVED


class Node(models.Model):
    """One heading or paragraph of a paper, in reading order, so that a task can point at its sentence."""

    personal_data = ()

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="nodes")
    order = models.PositiveIntegerField()
    section = models.CharField(max_length=20, blank=True)  # I, I.1, II.1.a as the text numbers it
    level = models.PositiveSmallIntegerField(default=0)  # 0 running text, 1 roman, 2 arabic, 3 letter
    kind = models.CharField(max_length=12)  # heading, item, bullet, subbullet, plain, basis, article, table
    marker = models.CharField(max_length=12, blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    rows = models.JSONField(default=list)  # of a table: the header first
    line = models.PositiveIntegerField(null=True)
    line_end = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["paper", "order"], name="node_order_once_in_a_paper")]

    def __str__(self) -> str:
        return f"{self.marker} {self.title or self.text[:60]}".strip()


class Citation(models.Model):
    """One paper named in another: as written, and the paper it turned out to be."""

    personal_data = ()

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="citations")
    written = models.CharField(max_length=500)
    code = models.CharField(max_length=60, blank=True)
    day = models.DateField(null=True)
    issuer_written = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=20)  # basis, rules, mention…
    line = models.PositiveIntegerField(null=True)
    target = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="cited_by")

    def __str__(self) -> str:
        return self.written


class Irregularity(models.Model):
    """Something in a received or drafted text that an officer should look at; the text itself stays as it is."""

    personal_data = ()

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="irregularities")
    code = models.CharField(max_length=40)
    line = models.PositiveIntegerField(null=True)
    sentence = models.TextField()

    class Meta:
        ordering = ["line", "id"]

    def __str__(self) -> str:
        return self.sentence
