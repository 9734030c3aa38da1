"""Papers, the sentences they are made of, and what they rest on."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse

from thidua.core.lexemes import words_column, words_index
from thidua.documents.models.file import File
from thidua.org.models import Unit, User


class Kind(models.TextChoices):
    """Kinds of paper with the abbreviations of NĐ 30/2020, phụ lục III; a plain letter and a thank-you have none.

    Beside its 29 kinds and three kinds of copy stand those that only come from above. What none of them
    names is filed as `OTHER`, with the kind as the paper itself writes it in `Paper.kind_written`.
    """

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
    RULES = "QC", "Quy chế"
    REGULATION = "QyĐ", "Quy định"
    COMMUNIQUE = "TC", "Thông cáo"
    PROGRAMME = "CTr", "Chương trình"
    OPTION = "PA", "Phương án"
    SCHEME = "ĐA", "Đề án"
    PROJECT = "DA", "Dự án"
    CONTRACT = "HĐ", "Hợp đồng"
    TELEGRAM = "CĐ", "Công điện"
    MEMORANDUM = "BGN", "Bản ghi nhớ"
    AGREEMENT = "BTT", "Bản thỏa thuận"
    MANDATE = "GUQ", "Giấy ủy quyền"
    INVITATION = "GM", "Giấy mời"
    INTRODUCTION = "GGT", "Giấy giới thiệu"
    LEAVE = "GNP", "Giấy nghỉ phép"
    SENDING_SLIP = "PG", "Phiếu gửi"
    PASSING_SLIP = "PC", "Phiếu chuyển"
    REPORTING_SLIP = "PB", "Phiếu báo"
    THANKS = "TgC", "Thư công"
    # Copies.
    TRUE_COPY = "SY", "Bản sao y"
    EXTRACT = "TrS", "Bản trích sao"
    RECOPY = "SL", "Bản sao lục"
    # From above only: no school or office issues them, every one of them files them.
    LAW = "L", "Luật"
    DECREE = "NĐ", "Nghị định"
    JOINT_CIRCULAR = "TTLT", "Thông tư liên tịch"
    CIRCULAR = "TT", "Thông tư"
    CONCLUSION = "KL", "Kết luận"
    APPEAL = "LKG", "Lời kêu gọi"
    OTHER = "KHAC", "Văn bản khác"


# What lays down rules and is in force from a day to a day.
NORMATIVE = (Kind.LAW, Kind.DECREE, Kind.JOINT_CIRCULAR, Kind.CIRCULAR)


class Paper(models.Model):
    """One official paper, received or our own, as one unit keeps it.

    Our own is drafted, signed, then issued; after issue its text is locked and only a new paper
    replaces it. What the text does not state is null or empty and shown so; it is never filled in.
    """

    personal_data = ()

    Kind = Kind

    class State(models.TextChoices):
        DRAFT = "draft", "dự thảo"
        PENDING = "pending", "chờ ký"  # a joint paper that not all of its issuers have signed
        SIGNED = "signed", "đã ký"
        ISSUED = "issued", "đã ban hành"
        RECEIVED = "received", "văn bản đến"
        WITHDRAWN = "withdrawn", "đã thu hồi"

    class Route(models.TextChoices):
        PAPER = "paper", "trang văn bản"
        PLAN = "plan", "trang phong trào"
        AWARDS = "awards", "trang khen thưởng"

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=Kind)
    kind_written = models.CharField(max_length=100, blank=True)  # of `OTHER`: as the paper names itself
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
    # The superior's paper that this one carries out, stated by a person; what it cites is `citations`.
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_out_by")
    plan_waived = models.CharField(max_length=300, blank=True)  # why a superior's plan asks no plan of us
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True)  # the first day on which it no longer holds
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="supersedes")
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
    book = models.ForeignKey("documents.NumberBook", models.PROTECT, null=True, related_name="papers")
    arrival = models.PositiveIntegerField(null=True)  # số đến, in the order of receipt
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replacements")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawal_reason = models.CharField(max_length=500, blank=True)
    withdrawn_under = models.ForeignKey("self", models.PROTECT, null=True, related_name="withdraws")

    # What a paper is found by: its code, subject, kind as it names itself, and issuer, without marks.
    words = words_column("number", "symbol", "kind_written", "subject", "issuer_written", folded=False)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-day"], name="paper_of_owner"),
            words_index("paper_words"),
        ]
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
                condition=~Q(state__in=["draft", "pending", "signed"]) | Q(issued_at=None, issued_by=None),
            ),
            models.CheckConstraint(
                name="paper_withdrawn_says_who_when_why_and_under_what",
                condition=~Q(state="withdrawn")
                & Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="", withdrawn_under=None)
                | Q(
                    state="withdrawn",
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_under__isnull=False,
                )
                & ~Q(withdrawal_reason=""),
            ),
            models.CheckConstraint(
                name="paper_is_neither_replaced_nor_withdrawn_by_itself",
                condition=(Q(replaces=None) | ~Q(replaces=F("id")))
                & (Q(withdrawn_under=None) | ~Q(withdrawn_under=F("id"))),
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(state="withdrawn"), name="paper_is_replaced_once"
            ),
            models.UniqueConstraint(
                F("owner"),
                ExtractYear("received_on"),
                F("arrival"),
                condition=Q(arrival__isnull=False),
                name="paper_arrival_number_once_a_year",
            ),
            models.CheckConstraint(
                name="paper_received_says_when", condition=Q(received_on__isnull=False) | ~Q(state="received")
            ),
            models.CheckConstraint(name="paper_is_not_its_own_parent", condition=~Q(parent=F("pk"))),
            models.CheckConstraint(
                name="paper_does_not_supersede_itself", condition=~Q(superseded_by=F("pk"))
            ),
            models.CheckConstraint(
                name="paper_in_force_lasts_a_day",
                condition=Q(in_force_from=None)
                | Q(in_force_until=None)
                | Q(in_force_until__gt=F("in_force_from")),
            ),
            models.CheckConstraint(
                name="paper_superseded_ends_on_a_day",
                condition=Q(superseded_by=None) | Q(in_force_until__isnull=False),
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

    def get_kind_display(self) -> str:  # type: ignore[no-redef] # in place of the one Django makes
        """The kind in words; of one the register has no name for, as the paper itself writes it."""
        return self.kind_written or str(Kind(self.kind).label)

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
    # In a plan derived from another: the content this one carries out, and how it was fitted to the place.
    inherited_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="carried_out_in")
    local_note = models.CharField(max_length=500, blank=True)

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
    # Who said which filed paper is meant, where no number says so; empty when number and day did.
    linked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="citation_linked_by_hand_has_a_target",
                condition=Q(linked_by=None) | Q(target__isnull=False),
            ),
        ]

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
