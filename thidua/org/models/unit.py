"""Units have an identity and nothing else; name, place in the tree, guidance and flags are dated rows."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.core.lexemes import words_column, words_index
from thidua.org.models.periods import DatedQuerySet, not_empty, one_at_a_time


class Unit(models.Model):
    """One body, for ever: an office, a school, a subject group, a class, a union committee, a council.

    The code is an opaque string that never changes meaning; names and places are rows of their own.
    """

    personal_data = ()

    class Kind(models.TextChoices):
        MINISTRY = "ministry", "Bộ"
        PROVINCE = "province", "UBND tỉnh"
        DISTRICT = "district", "UBND huyện"
        COMMUNE = "commune", "UBND xã"
        AGENCY = "agency", "Cơ quan khác"
        BOARD = "board", "Ban"
        DEPARTMENT = "department", "Sở GDĐT"
        DIVISION = "division", "Phòng thuộc Sở"
        DISTRICT_OFFICE = "district_office", "Phòng GDĐT"
        COMMUNE_OFFICE = "commune_office", "Phòng Văn hóa - Xã hội"
        CENTRE = "centre", "Đơn vị trực thuộc"
        PRESCHOOL = "preschool", "Trường mầm non"
        PRIMARY = "primary", "Trường tiểu học"
        LOWER_SECONDARY = "lower_secondary", "Trường THCS"
        COMBINED = "combined", "Trường nhiều cấp học"
        UPPER_SECONDARY = "upper_secondary", "Trường THPT"
        CONTINUING = "continuing", "Trung tâm GDTX"
        TEAM = "team", "Tổ chuyên môn"
        CLASS = "class", "Lớp"
        UNION = "union", "Công đoàn"
        YOUTH = "youth", "Đoàn Thanh niên"
        PARTY = "party", "Tổ chức Đảng"
        COUNCIL = "council", "Hội đồng"

    SCHOOLS = (
        Kind.PRESCHOOL,
        Kind.PRIMARY,
        Kind.LOWER_SECONDARY,
        Kind.COMBINED,
        Kind.UPPER_SECONDARY,
        Kind.CONTINUING,
    )

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    # The newest name, kept beside the dated ones so that a list needs no join; fsck compares it.
    label = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_collation="C")
    sort_key = models.CharField(max_length=400, db_collation="C")

    class Meta:
        indexes = [
            models.Index(fields=["folded"], name="unit_folded"),
            models.Index(fields=["sort_key"], name="unit_sort_key"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The unit's page."""
        return reverse("unit", args=[self.pk])

    @property
    def is_school(self) -> bool:
        """Whether pupils learn here."""
        return self.kind in self.SCHOOLS


class UnitName(models.Model):
    """What a unit was called, and the seat its papers were dated from, during a period."""

    personal_data = ()

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    name = models.CharField(max_length=300)
    short = models.CharField(max_length=100, blank=True)
    symbol = models.CharField(max_length=60, blank=True)  # what stands after the dash: KH-THPTLT
    seat = models.CharField(
        max_length=100, blank=True
    )  # the place of the date line, not derived from the name
    folded = models.CharField(max_length=300, db_collation="C")
    words = words_column("folded")
    during = DateRangeField()
    basis = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["folded"], name="unit_name_folded"), words_index("unit_name_words")]
        constraints = [
            one_at_a_time("unit_has_one_name_at_a_time", "unit_id"),
            not_empty("unit_name_lasts_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitAlias(models.Model):
    """Another way people write a unit, confirmed once; printed as typed, resolved to the unit."""

    personal_data = ()

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aliases")
    alias = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_collation="C", db_index=True)
    words = words_column("folded")
    during = DateRangeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [words_index("unit_alias_words")]
        constraints = [not_empty("unit_alias_lasts_a_day")]

    def __str__(self) -> str:
        return self.alias


class Placement(models.Model):
    """Where a unit sits in the tree, and when.

    A reorganisation adds rows; it never rewrites old ones, so any past day can be asked about.
    `thuộc`: a division inside its parent. `trực thuộc`: a unit with its own legal standing under it.
    """

    personal_data = ()

    class Relation(models.TextChoices):
        WITHIN = "within", "thuộc"
        ATTACHED = "attached", "trực thuộc"
        ROOT = "root", "đứng đầu"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    relation = models.CharField(max_length=10, choices=Relation)
    during = DateRangeField()
    basis = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            one_at_a_time("placement_one_parent_at_a_time", "unit_id"),
            not_empty("placement_lasts_a_day"),
            models.CheckConstraint(name="placement_not_under_itself", condition=~Q(unit=F("parent"))),
            models.CheckConstraint(
                name="placement_root_has_no_parent",
                condition=Q(relation="root", parent=None) | (~Q(relation="root") & Q(parent__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_relation_display()} {self.parent or ''}".strip()


class Reach(models.Model):
    """Who stood above whom, how far, and when: the tree unfolded, so that a subtree is one index lookup.

    Derived from `Placement` by the action that changes it; `fsck` compares the two.
    """

    personal_data = ()

    ancestor = models.ForeignKey(Unit, models.PROTECT, related_name="below", db_index=False)
    descendant = models.ForeignKey(Unit, models.PROTECT, related_name="above", db_index=False)
    depth = models.PositiveSmallIntegerField()
    during = DateRangeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["ancestor", "depth", "descendant"], name="reach_downwards"),
            models.Index(fields=["descendant", "ancestor"], name="reach_upwards"),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.descendant_id} ({self.depth})"


class Guidance(models.Model):
    """The professional line beside the administrative one: a Phòng GDĐT was run by UBND huyện, guided by Sở."""

    personal_data = ()

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="guided_by")
    by = models.ForeignKey(Unit, models.PROTECT, related_name="guides")
    during = DateRangeField()
    basis = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            one_at_a_time("guidance_one_at_a_time", "unit_id", "by_id"),
            not_empty("guidance_lasts_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} theo hướng dẫn của {self.by}"


class Pairing(models.Model):
    """A unit and the union body of its level. The union is a tree of its own: it sees, proposes, co-signs."""

    personal_data = ()

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="paired_unions")
    union = models.ForeignKey(Unit, models.PROTECT, related_name="paired_units")
    during = DateRangeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            one_at_a_time("pairing_one_union_at_a_time", "unit_id"),
            not_empty("pairing_lasts_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} cùng {self.union}"


class Lineage(models.Model):
    """What became of a unit: a merge, split, rename, transfer or end, with the share that passed on.

    The share is a fraction, `share_part` of `share_whole`, never a float. Both are null when no source says
    how much passed on: an estimate over such a succession must say so, and none may be invented.
    """

    personal_data = ()

    class Kind(models.TextChoices):
        MERGE = "merge", "sáp nhập"
        SPLIT = "split", "chia tách"
        RENAME = "rename", "đổi tên"
        TRANSFER = "transfer", "chuyển giao"
        DISSOLVE = "dissolve", "giải thể"

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="origins", null=True)
    kind = models.CharField(max_length=10, choices=Kind)
    share_part = models.PositiveIntegerField(default=1, null=True)
    share_whole = models.PositiveIntegerField(default=1, null=True)
    on = models.DateField()
    basis = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lineage_share_is_at_most_the_whole",
                condition=Q(share_part=None, share_whole=None)
                | Q(share_part__isnull=False, share_whole__gt=0, share_part__lte=F("share_whole")),
            ),
            models.CheckConstraint(
                name="lineage_names_a_successor_unless_dissolved",
                condition=Q(kind="dissolve", successor=None)
                | (~Q(kind="dissolve") & Q(successor__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} {self.get_kind_display()} {self.successor or ''}".strip()


class Area(models.Model):
    """A flag on the place a unit serves: an ethnic-minority area, a place of special hardship."""

    personal_data = ()

    class Flag(models.TextChoices):
        MINORITY = "minority", "vùng đồng bào dân tộc thiểu số"
        HARDSHIP = "hardship", "vùng đặc biệt khó khăn"
        BORDER = "border", "xã biên giới, hải đảo"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="areas")
    flag = models.CharField(max_length=10, choices=Flag)
    during = DateRangeField()
    basis = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [not_empty("area_lasts_a_day")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_flag_display()}"
