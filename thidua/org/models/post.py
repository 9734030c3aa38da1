"""Posts: who does what, where, since when; and what a post holder has handed to another."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from thidua.org.models.periods import DatedQuerySet, not_empty
from thidua.org.models.person import Person
from thidua.org.models.unit import Unit


class Position(models.TextChoices):
    """What kind of post it is; the printed title is free text beside it."""

    HEAD = "head", "Người đứng đầu"
    DEPUTY = "deputy", "Cấp phó"
    CLERK = "clerk", "Văn thư"
    OFFICER = "officer", "Chuyên viên"
    LEADER = "leader", "Tổ trưởng"
    TEACHER = "teacher", "Giáo viên"
    STAFF = "staff", "Nhân viên"
    HOMEROOM = "homeroom", "Giáo viên chủ nhiệm"
    PUPIL = "pupil", "Học sinh"
    UNION_CHAIR = "union_chair", "Chủ tịch công đoàn"
    UNION_MEMBER = "union_member", "Ủy viên ban chấp hành công đoàn"
    YOUTH_SECRETARY = "youth_secretary", "Bí thư đoàn"
    COUNCIL_CHAIR = "council_chair", "Chủ tịch hội đồng"
    COUNCIL_SECRETARY = "council_secretary", "Thư ký hội đồng"
    COUNCIL_MEMBER = "council_member", "Ủy viên hội đồng"
    ADMIN = "admin", "Quản trị hệ thống"


class Group(models.TextChoices):
    """The subject groups of the plans (đối tượng)."""

    CADRE = "cadre", "cán bộ"
    CIVIL_SERVANT = "civil_servant", "công chức"
    TEACHER = "teacher", "giáo viên"
    STAFF = "staff", "nhân viên"
    WORKER = "worker", "người lao động"
    PUPIL = "pupil", "học sinh"
    STUDENT = "student", "sinh viên"


class Post(models.Model):
    """One person's place in one unit during a period. Several at once are normal.

    `main` marks the one post in which a person is counted; a homeroom teacher, council member or union
    officer holds further posts that add nothing to a head count.
    """

    personal_data = ("person",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", db_index=False)
    position = models.CharField(max_length=20, choices=Position)
    title = models.CharField(max_length=120)  # as it is printed under a signature: Phó Hiệu trưởng
    group = models.CharField(max_length=15, choices=Group, blank=True)
    main = models.BooleanField(default=False)
    manager = models.BooleanField(default=False)
    acting = models.BooleanField(default=False)  # Quyền, phụ trách
    during = DateRangeField()
    basis = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "position"], name="post_in_unit"),
            # Who is in a unit, and where somebody is, are read from these alone: the rows are not opened.
            models.Index(fields=["unit", "person"], name="post_unit_person"),
            models.Index(fields=["person", "unit"], name="post_person_unit"),
        ]
        constraints = [
            not_empty("post_lasts_a_day"),
            models.CheckConstraint(
                name="post_that_counts_has_a_group", condition=Q(main=False) | ~Q(group="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit}"


class Delegation(models.Model):
    """A right to sign that one post hands to another for a time.

    KT. needs none: a deputy post of that unit on the day is enough, though a delegation may narrow it.
    TL. and TUQ. need one (NĐ 30/2020, Điều 13).
    """

    personal_data = ()

    class What(models.TextChoices):
        TL = "TL.", "Thừa lệnh"
        TUQ = "TUQ.", "Thừa ủy quyền"
        KT = "KT.", "Ký thay, trong phạm vi hẹp hơn"

    giver = models.ForeignKey(Post, models.PROTECT, related_name="given")
    receiver = models.ForeignKey(Post, models.PROTECT, related_name="received")
    what = models.CharField(max_length=4, choices=What)
    scope = models.CharField(max_length=300, blank=True)
    during = DateRangeField()
    basis = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            not_empty("delegation_lasts_a_day"),
            models.CheckConstraint(name="delegation_is_to_another_post", condition=~Q(giver=F("receiver"))),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.giver} giao {self.receiver}"
