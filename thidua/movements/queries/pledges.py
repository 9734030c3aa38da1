"""Who has pledged, who has not, and what one person or body is asked to sign."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import BooleanField, Exists, Min, Model, OuterRef, Q, QuerySet

from thidua.core.dates import ZONE
from thidua.core.errors import Blocker
from thidua.movements.models import (
    Assignment,
    Countersignature,
    Duty,
    Movement,
    Pledge,
    PledgeDenial,
    PledgeTerms,
)
from thidua.movements.queries.exemptions import exemptions_on
from thidua.movements.rules.pledges import (
    Target,
    blockers_to_pledge,
    blockers_to_pledge_for_unit,
    needs_target,
    target_of,
)
from thidua.org.access import Ability, Access
from thidua.org.models import Pairing, Person, Position, Post, Reach, Unit, User

NAMED = 300  # names of the missing that a page lists; the figure always counts all


@dataclass(frozen=True)
class Excused:
    """Somebody who was away for a reason on record."""

    name: str
    reason: str


@dataclass(frozen=True)
class Share:
    """Some of all, with the names of the rest. The figure is never shown without "n of N".

    `done` of `total` is the raw share; the adjusted one leaves out the `excused`, who have not signed and were
    away for a reason on record. At most `NAMED` names are listed.
    """

    done: int
    total: int
    missing: list[str]
    excused: list[Excused] = field(default_factory=list)
    late: int = 0

    @property
    def lacking(self) -> int:
        """How many are missing, named or not."""
        return self.total - self.done

    @property
    def adjusted_total(self) -> int:
        """All but the excused."""
        return self.total - len(self.excused)


def asked_to_pledge(movement: Movement, *, people: bool = True) -> "QuerySet[Assignment]":
    """The pledges that the launch asked for, of people or of bodies: the base of every share."""
    asked = Assignment.objects.filter(duty__movement=movement, duty__what=Duty.What.PLEDGE)
    return asked.filter(person__isnull=not people)


def signed_until(movement: Movement, *, people: bool, on: dt.date | None) -> Exists:
    """Whether an asked pledge was signed, by the end of a day."""
    own = {"person": OuterRef("person")} if people else {"person": None, "unit": OuterRef("unit")}
    signed = Pledge.objects.filter(movement=movement, **own)
    if on is not None:
        signed = signed.filter(signed_at__lt=_end_of(on))
    return Exists(signed)


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), ZONE)


def pledge_share(movement: Movement, *, on: dt.date | None = None, people: bool | None = None) -> Share:
    """Who signed of those asked on the day of launch, by the end of a day (unset: by now), and who has not.

    Of people where people were asked, else of bodies.
    """
    if people is None:
        people = asked_to_pledge(movement).exists()
    asked = asked_to_pledge(movement, people=people).annotate(
        has_signed=signed_until(movement, people=people, on=on)
    )
    order = ("person__sort_key", "person_id") if people else ("unit__sort_key", "unit_id")
    rows = asked.filter(has_signed=False).select_related("person", "unit").order_by(*order)
    waiting = list(rows[:NAMED])
    total = asked.count()
    lacking = len(waiting) if len(waiting) < NAMED else rows.count()
    late = movement.pledges.filter(late=True, person__isnull=not people)
    return Share(
        done=total - lacking,
        total=total,
        missing=[row.person.name if row.person else str(row.unit) for row in waiting],
        excused=_excused(rows, movement, on) if people and waiting else [],
        late=(late if on is None else late.filter(signed_at__lt=_end_of(on))).count() if total else 0,
    )


def _excused(rows: "QuerySet[Assignment]", movement: Movement, on: dt.date | None) -> list[Excused]:
    """Those of the missing who were exempt on the day asked about, else on the due day, else on the launch day."""
    day = on or rows.aggregate(due=Min("due"))["due"] or launched_on(movement)
    if day is None:
        return []
    found = exemptions_on(Person.objects.filter(pk__in=rows.values("person")), day)
    away = [row for row in found.values() if row.person]
    away.sort(key=lambda row: row.person.sort_key if row.person else "")
    return [Excused(str(row.person), row.openly) for row in away]


def pledges_of(movement: Movement, *, people: bool = True) -> "QuerySet[Pledge]":
    """The signed pledges of people or of bodies, in name order, with their other sides."""
    rows = movement.pledges.filter(person__isnull=not people).select_related("person", "unit", "paper_list")
    ordered = rows.order_by("person__sort_key" if people else "unit__sort_key", "pk")
    return ordered.prefetch_related("countersignatures__person")


@dataclass(frozen=True)
class Terms:
    """What the pledge of a movement says and who signs it, whether anybody has set it yet or not."""

    lines: list[str]
    targets: list[Target]
    head_signs: bool
    union_signs: bool
    needs_target: bool

    @property
    def sides(self) -> list[str]:
        """The other sides that sign."""
        held = (
            (Countersignature.Side.HEAD, self.head_signs),
            (Countersignature.Side.UNION, self.union_signs),
        )
        return [side.value for side, signs in held if signs]


def terms_of(movement: Movement, duty: Duty | None = None) -> Terms:
    """The words of the pledge as they stand now; `duty` spares a query where the caller has it."""
    duty = duty or pledge_duty(movement)
    terms = PledgeTerms.objects.filter(movement=movement).first()
    return Terms(
        lines=list(duty.lines) if duty else [],
        targets=[target_of(row) for row in terms.targets] if terms else [],
        head_signs=bool(terms and terms.head_signs),
        union_signs=bool(terms and terms.union_signs),
        needs_target=needs_target(movement.kind),
    )


def pledge_duty(movement: Movement, *, people: bool = True) -> Duty | None:
    """What asks for the pledge: of each person, or of bodies; a movement that asks one of them has just that."""
    duties = movement.duties.filter(what=Duty.What.PLEDGE)
    of_people = Q(reaches=Duty.Reaches.STAFF)
    return duties.filter(of_people if people else ~of_people).first() or duties.order_by("id").first()


@dataclass(frozen=True)
class PledgePage:
    """One person's own pledge: what is asked, or what was signed."""

    movement: Movement
    duty: Duty | None
    due: dt.date | None
    unit: str
    terms: Terms
    signed: Pledge | None
    denied: PledgeDenial | None
    blockers: list[Blocker]
    units: list[Unit]  # the bodies this person may sign for
    shared: bool  # whether another movement's pledge can be printed on the same paper

    @property
    def lines(self) -> list[str]:
        """What is promised, as it was signed or as it reads now."""
        return list(self.signed.lines) if self.signed else self.terms.lines

    @property
    def targets(self) -> list[Target]:
        """The measurable targets, as they were signed or as they read now."""
        return targets_in(self.signed) if self.signed else self.terms.targets


def pledge_page(movement: Movement, access: Access) -> PledgePage:
    """What one person is asked to sign, or has signed, and what stands in the way."""
    me = access.user.person_id
    asked = asked_to_pledge(movement).filter(person_id=me).select_related("duty", "unit").first()
    rows = movement.pledges.select_related(
        "unit", "person", "paper_list__unit", "paper_list__entered_by__person"
    )
    signed = rows.prefetch_related("countersignatures__person").filter(person_id=me).first()
    running = movement.state == Movement.State.RUNNING
    return PledgePage(
        movement=movement,
        duty=asked.duty if asked else None,
        due=asked.due if asked else None,
        unit=str(asked.unit) if asked else "",
        terms=terms_of(movement, asked.duty if asked else None),
        signed=signed,
        denied=movement.pledge_denials.filter(person_id=me).select_related("paper_list__unit").first(),
        blockers=blockers_to_pledge(running=running, asked=asked is not None, signed=signed is not None),
        units=units_to_sign_for(movement, access),
        shared=signed is not None and len(printed_together(signed)) > 1,
    )


def units_to_sign_for(movement: Movement, access: Access) -> list[Unit]:
    """The bodies asked to pledge for which this person speaks today."""
    asked = asked_to_pledge(movement, people=False).values("unit")
    return list(_spoken_for(access).filter(pk__in=asked).order_by("sort_key"))


def _spoken_for(access: Access) -> "QuerySet[Unit]":
    return access.units(Ability.REPORT_FILL) | access.units(Ability.MOVEMENT_DECIDE)


@dataclass(frozen=True)
class UnitPledgePage:
    """One body's pledge: what is asked, or what was signed."""

    movement: Movement
    unit: Unit
    due: dt.date | None
    terms: Terms
    signed: Pledge | None
    may_sign: bool
    blockers: list[Blocker]

    @property
    def targets(self) -> list[Target]:
        """The measurable targets that were signed."""
        return targets_in(self.signed) if self.signed else []


def unit_pledge_page(movement: Movement, unit: Unit, access: Access) -> UnitPledgePage:
    """What a body is asked to sign, or has signed, and what stands in the way of this person's signing for it."""
    asked = asked_to_pledge(movement, people=False).filter(unit=unit).select_related("duty").first()
    rows = movement.pledges.filter(person=None, unit=unit).select_related("unit", "signed_by__person")
    signed = rows.prefetch_related("countersignatures__person").first()
    return UnitPledgePage(
        movement=movement,
        unit=unit,
        due=asked.due if asked else None,
        terms=terms_of(movement, asked.duty if asked else None),
        signed=signed,
        may_sign=_spoken_for(access).filter(pk=unit.pk).exists(),
        blockers=blockers_to_pledge_for_unit(
            running=movement.state == Movement.State.RUNNING,
            asked=asked is not None,
            signed=signed is not None,
            lines=["chưa viết"],
            measured=True,
            unit=str(unit),
        ),
    )


def targets_in(pledge: Pledge) -> list[Target]:
    """The measurable targets of a signed pledge."""
    return [target_of(row) for row in pledge.targets]


def printed_together(pledge: Pledge) -> list[Pledge]:
    """The pledges of one signer for one owner and time, which may be one paper with a part each (E.2, 33)."""
    rows = Pledge.objects.filter(person=pledge.person_id, movement__owner=pledge.movement.owner_id)
    if pledge.person_id is None:
        rows = rows.filter(unit=pledge.unit_id)
    rows = rows.filter(Q(movement__state=Movement.State.RUNNING) | Q(pk=pledge.pk))
    rows = rows.select_related("person", "unit", "movement__plan", "movement__owner", "signed_by__person")
    return list(rows.prefetch_related("countersignatures__person").order_by("movement_id"))


def pledges_seen_by(access: Access) -> "QuerySet[Pledge]":
    """One's own, those of the bodies one speaks for or watches, and of the people one watches over."""
    watched = access.units(Ability.MOVEMENT_WATCH)
    mine = Q(person=access.user.person_id) | Q(person=None, unit__in=_spoken_for(access))
    return Pledge.objects.filter(mine | Q(unit__in=watched) | Q(movement__owner__in=watched))


def awaiting(
    movement: Movement, user: User, *, on: dt.date, terms: Terms | None = None
) -> dict[str, tuple[Post, "QuerySet[Pledge, Pledge]"]]:
    """The pledges that wait for this person as their other side, by side, with the post in which they would sign.

    A head signs with those beneath, a union chair with those of the paired units; nobody with themselves, and
    the head of a body not with that body. `terms` spares two queries where the caller has them.
    """
    terms = terms or terms_of(movement)
    if not terms.sides:
        return {}
    held = Post.objects.on(on).filter(person=user.person_id).select_related("unit").order_by("-main", "id")
    heads = [row for row in held if row.position in {Position.HEAD, Position.DEPUTY}]
    chairs = [row for row in held if row.position == Position.UNION_CHAIR]
    found = {}
    rows = movement.pledges.exclude(person=user.person_id)
    if heads and terms.head_signs:
        units = [row.unit_id for row in heads]
        mine = Q(unit__in=_beneath(units, on)) & ~Q(person=None, unit__in=units)
        found["head"] = (heads[0], _unsigned_by("head", rows.filter(mine)))
    if chairs and terms.union_signs:
        paired = Pairing.objects.on(on).filter(union__in=[row.unit_id for row in chairs]).values("unit")
        found["union"] = (chairs[0], _unsigned_by("union", rows.filter(unit__in=_beneath(paired, on))))
    return found


def _beneath(
    units: "Iterable[int] | QuerySet[Pairing, dict[str, object]]", on: dt.date
) -> "QuerySet[Model, object]":
    return Reach.objects.on(on).filter(ancestor__in=units).values("descendant")


def _unsigned_by(side: str, rows: "QuerySet[Pledge]") -> "QuerySet[Pledge]":
    theirs = Countersignature.objects.filter(pledge=OuterRef("pk"), side=side)
    return rows.filter(~Exists(theirs, output_field=BooleanField())).order_by("pk")


def launched_on(movement: Movement) -> dt.date | None:
    """The day of the first launch; None before it."""
    return movement.first_launch.day if movement.first_launch else None
