"""The coordination log of a movement: what was done with whom, how often, by which units; what waits for two sides."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from thidua.core.dates import day_of
from thidua.core.text import fold
from thidua.documents.models import Evidence, Paper
from thidua.documents.queries.evidence import Proofs, proofs_of
from thidua.documents.queries.papers import papers_seen_by
from thidua.movements.models import Assignment, Coordination, Duty, Movement, Partner, Task, TaskPart
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.queries.tasks import owner_words
from thidua.movements.queries.weighing import units_spoken_for
from thidua.movements.rules.coordination import Act, Together, by_kind, by_partner, counted
from thidua.org.access import Ability, Access
from thidua.org.models import Area, Pairing, Reach, Unit
from thidua.org.speaking import LEADING

ENTRY = "movements.coordination"
PER_PAGE, PAIRS_SHOWN, SHOWN = 30, 50, 50
MINORITY = "minority"


def units_to_log_for(movement: Movement, access: Access) -> "QuerySet[Unit]":
    """The units at and beneath the owner for which this person may write in the log."""
    below = Reach.objects.on(access.day).filter(ancestor=movement.owner_id).values("descendant")
    return units_spoken_for(access).filter(pk__in=below).order_by("sort_key")


def _spoken(access: Access) -> list[int]:
    return [post.unit.pk for post in access.posts if post.position in LEADING]


def entries_seen_by(access: Access) -> "QuerySet[Coordination]":
    """Entries of the units this person may look into, whenever they stood, and those that name their own body.

    What the owner of a movement itself did is open to everybody who sees the movement.
    """
    units = access.units(Ability.MOVEMENT_VIEW, ever=True)
    owners = Q(unit=F("movement__owner"), movement__in=movements_seen_by(access))
    return Coordination.objects.filter(Q(unit__in=units) | owners | Q(partner_unit__in=_spoken(access)))


def entries_told_by(access: Access) -> "QuerySet[Coordination]":
    """Entries of the units for which this person speaks."""
    return Coordination.objects.filter(unit__in=units_spoken_for(access))


def entries_confirmable_by(access: Access) -> "QuerySet[Coordination]":
    """Entries whose confirmation this person may enter: the unit's side, or who speaks for the partner itself."""
    return entries_told_by(access) | Coordination.objects.filter(partner_unit__in=_spoken(access))


def log_of(movement: Movement, access: Access) -> "QuerySet[Coordination]":
    """The log of a movement and of its branches beneath the owner, as far as this reader sees."""
    below = Reach.objects.filter(ancestor=movement.owner_id).values("descendant")
    branches = Q(movement__root=movement.root_id, unit__in=below) if movement.root_id else Q(pk__in=[])
    return entries_seen_by(access).filter(Q(movement=movement) | branches)


def with_schools(entries: "QuerySet[Coordination]") -> "QuerySet[Any, Any]":
    """Entries with `school`, in which each was done, and `minority`: that school served such an area on the day."""
    in_school = Reach.objects.filter(
        descendant=OuterRef("unit"), ancestor__kind__in=Unit.SCHOOLS, during__contains=OuterRef("day")
    )
    flagged = Area.objects.filter(
        unit=OuterRef("school"), flag=Area.Flag.MINORITY, during__contains=OuterRef("day")
    )
    school = Subquery(in_school.order_by("depth").values("ancestor")[:1])
    return entries.annotate(school=school).annotate(minority=Exists(flagged))


@dataclass(frozen=True)
class KindRow:
    """One kind of partner: what was done with partners of that kind."""

    kind: str
    label: str
    counted: Together


@dataclass(frozen=True)
class PairRow:
    """One duty of a head and the union chair of the same level: since when each side stands by it (NH-77)."""

    assignment: Assignment
    union: Unit | None

    @property
    def head_on(self) -> dt.date | None:
        """The day on which the unit's head confirmed."""
        moment = self.assignment.confirmed_at
        return day_of(moment) if moment else None

    @property
    def chair_on(self) -> dt.date | None:
        """The day on which the union chair confirmed."""
        moment = self.assignment.union_confirmed_at
        return day_of(moment) if moment else None


@dataclass(frozen=True)
class JointTask:
    """A task that several share, or that was given to a group: who leads it, and each side's part (EK-107, LT-74)."""

    task: Task
    owner: str
    parts: list[Any]


@dataclass(frozen=True)
class LogPage:
    """The coordination log of one movement as one reader sees it."""

    movement: Movement
    rows: list[Coordination]
    page: "Page[Any]"
    kind: str
    area: str
    kinds: list[KindRow]
    communes: list[Together]  # those with most done together; so are the partners
    communes_total: int
    partners: list[Together]
    partners_total: int
    total: Together
    minority_schools: int  # schools beneath the owner that serve such an area today
    silent: list[Partner]  # on the movement's list, and nothing done together yet
    joint: list[JointTask]
    joint_total: int
    pairs: list[PairRow]
    pairs_total: int
    may_log: bool


def log_page(movement: Movement, access: Access, *, kind: str, area: str, number: Any) -> LogPage:
    """Gather the log, cut by the kind of partner and by minority-area schools (EK-10); the kinds count all of it."""
    entries = with_schools(log_of(movement, access))
    acts = _acts(entries)
    kept = [act for act in acts if kind in {"", act.kind} and (area != MINORITY or act.minority)]
    shown = entries.filter(kind=kind) if kind else entries
    shown = shown.filter(minority=True) if area == MINORITY else shown
    paginator = Paginator(shown.select_related("unit", "task", "content"), PER_PAGE)
    paginator.count = len(kept)  # known already
    page = paginator.get_page(number)
    communes = by_partner(act for act in kept if act.kind == Partner.Kind.GOVERNMENT)
    partners = by_partner(act for act in kept if act.kind != Partner.Kind.GOVERNMENT)
    joint = _joint(movement)
    pairs, pairs_total = _paired(_pairs(movement, access), access.day)
    return LogPage(
        movement=movement,
        rows=list(page),
        page=page,
        kind=kind,
        area=area,
        kinds=_kinds(acts),
        communes=communes[:SHOWN],
        communes_total=len(communes),
        partners=partners[:SHOWN],
        partners_total=len(partners),
        total=counted("", acts),
        minority_schools=_flagged(movement, access.day),
        silent=_silent(movement, acts),
        joint=_joint_rows(joint[:SHOWN]),
        joint_total=joint.count(),
        pairs=pairs,
        pairs_total=pairs_total,
        may_log=movement.state == Movement.State.RUNNING and units_to_log_for(movement, access).exists(),
    )


def _acts(entries: "QuerySet[Any, Any]") -> list[Act]:
    rows = entries.order_by("id").values_list(
        "kind", "partner", "partner_unit__label", "unit", "school", "minority"
    )
    return [
        Act(kind, label or name, unit, school, marked) for kind, name, label, unit, school, marked in rows
    ]


def _kinds(acts: Iterable[Act]) -> list[KindRow]:
    counts = by_kind(acts)
    return [KindRow(key, str(label), counts[key]) for key, label in Partner.Kind.choices if key in counts]


def _flagged(movement: Movement, on: dt.date) -> int:
    below = Reach.objects.on(on).filter(ancestor=movement.owner_id).values("descendant")
    areas = Area.objects.on(on).filter(flag=Area.Flag.MINORITY, unit__in=below)
    return areas.filter(unit__kind__in=Unit.SCHOOLS).values("unit").distinct().count()


def _silent(movement: Movement, acts: Iterable[Act]) -> list[Partner]:
    heard = {fold(act.partner) for act in acts}
    rows = movement.partners.select_related("unit")
    return [row for row in rows if fold(str(row.unit or row.name)) not in heard]


def _joint(movement: Movement) -> "QuerySet[Task]":
    """The tasks in parts, and those of a group, in the order of the plan."""
    shared = Exists(TaskPart.objects.filter(task=OuterRef("pk")))
    elsewhere = Q(unit__isnull=False) & ~Q(unit=movement.owner_id)
    return movement.tasks.filter(shared | elsewhere).order_by("order", "id")


def _joint_rows(tasks: "QuerySet[Task]") -> list[JointTask]:
    whole = tasks.select_related("unit", "owner_person").prefetch_related("parts")
    return [JointTask(task, owner_words(task), list(task.parts.all())) for task in whole]


def _pairs(movement: Movement, access: Access) -> "QuerySet[Assignment]":
    """The duties of pairs that this movement lays on units within reach, and its own unit's from the one above."""
    units = access.units(Ability.MOVEMENT_VIEW)
    laid = Q(duty__movement=movement, unit__in=units)
    own = Q(duty__movement=movement.parent_id, unit=movement.owner_id) if movement.parent_id else Q(pk__in=[])
    return Assignment.objects.filter(
        laid | own, duty__reaches=Duty.Reaches.PAIRS, person=None, merged_into=None
    )


def _paired(pairs: "QuerySet[Assignment]", on: dt.date) -> tuple[list[PairRow], int]:
    """The pairs with the union of the day, those that lack a side first; and how many there are."""
    rows = list(
        pairs.select_related("unit", "duty")
        .annotate(paired=Exists(Pairing.objects.on(on).filter(unit=OuterRef("unit"))))
        .order_by(
            "paired",
            F("union_confirmed_at").asc(nulls_first=True),
            F("confirmed_at").asc(nulls_first=True),
            "unit__sort_key",
            "id",
        )[:PAIRS_SHOWN]
    )
    unions = Pairing.objects.on(on).filter(unit__in=[row.unit_id for row in rows]).select_related("union")
    known = {row.unit_id: row.union for row in unions}
    total = len(rows) if len(rows) < PAIRS_SHOWN else pairs.count()
    return [PairRow(row, known.get(row.unit_id)) for row in rows], total


# One entry


@dataclass(frozen=True)
class EntryPage:
    """One entry as its page shows it to one person."""

    entry: Coordination
    proofs: Proofs
    may_edit: bool
    may_confirm: bool


def entry_page(entry: Coordination, access: Access) -> EntryPage:
    """Gather the page of one entry; what is confirmed is only looked at."""
    waiting = entry.confirmed_at is None
    return EntryPage(
        entry=entry,
        proofs=proofs_of(entry, access),
        may_edit=waiting and entries_told_by(access).filter(pk=entry.pk).exists(),
        may_confirm=waiting and entries_confirmable_by(access).filter(pk=entry.pk).exists(),
    )


def proofs_offered(entry: Coordination) -> int:
    """How many pieces of evidence of an entry stand: offered and not rejected."""
    rows = Evidence.objects.filter(about_kind=ENTRY, about_id=entry.pk)
    return rows.exclude(state=Evidence.State.REJECTED).count()


def papers_to_confirm_with(entry: Coordination, access: Access) -> "QuerySet[Paper]":
    """The newest papers on file in the unit that this person sees: one may be the partner's confirmation."""
    rows = papers_seen_by(access).filter(owner=entry.unit).defer("source_lines", "reading")
    newest = list(rows.order_by("-day", "-pk").values_list("pk", flat=True)[:50])
    return Paper.objects.filter(pk__in=newest).defer("source_lines", "reading").order_by("-day", "-pk")
