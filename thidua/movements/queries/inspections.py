"""Visits as their team, the visited and the office see them: who may go where, what was found, what is still owed."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from thidua.movements.cascade import days_late
from thidua.movements.models import Content, Finding, Inspection, Movement, Remit
from thidua.movements.rules.inspections import (
    Body,
    Side,
    blockers_to_change,
    fields_named,
    in_words,
)
from thidua.org.access import ROLES, Ability, Access
from thidua.org.models import Guidance, Pairing, Person, Placement, Post, Reach, Unit, User
from thidua.org.queries.people import staff_of
from thidua.org.queries.tree import children_of
from thidua.org.speaking import speaking_for

PER_PAGE = 50
WATCHERS = tuple(position for position, held in ROLES.items() if Ability.MOVEMENT_WATCH in held)
OFFERED = 300
_NOT_VISITED = (Unit.Kind.CLASS, Unit.Kind.COUNCIL, Unit.Kind.PARTY)


def remits_on(units: Iterable[int], day: dt.date) -> dict[int, Remit]:
    """The remit of each of these units on a day, where one was stated."""
    rows = Remit.objects.filter(unit__in=list(units), since__lte=day).select_related("set_by__person")
    return {row.unit_id: row for row in rows.order_by("since")}


def divisions_of(unit: Unit, *, on: dt.date) -> list[Unit]:
    """The divisions inside an office, which look into units by field only."""
    return list(children_of(unit, on=on, kinds=[Unit.Kind.DIVISION]))


def bodies_of(access: Access) -> list[Unit]:
    """The bodies in whose name this person checks and urges: those of the posts that watch over movements."""
    return list({post.unit.pk: post.unit for post in access.posts if post.position in WATCHERS}.values())


def body_for(movement: Movement, access: Access) -> Unit | None:
    """In whose name this person urges over a movement: the first of their bodies that is or stands over its owner.

    Else the first that stands over all their others, else the first; None for who watches over nobody.
    """
    bodies = bodies_of(access)
    if len(bodies) < 2:
        return bodies[0] if bodies else None
    wide = [body for body in bodies if _is_or_over(body, movement.owner, access.day)]
    wide = wide or [body for body in bodies if all(_is_or_over(body, other, access.day) for other in bodies)]
    return (wide or bodies)[0]


def _is_or_over(body: Unit, unit: Unit, on: dt.date) -> bool:
    return body == unit or _is_over(body, unit, on)


def fields_of(body: Unit, *, on: dt.date) -> frozenset[str] | None:
    """The fields a body is bound to on a day; None for a body that is no division."""
    if body.kind != Unit.Kind.DIVISION:
        return None
    remit = remits_on([body.pk], on).get(body.pk)
    return frozenset(remit.fields) if remit else frozenset()


def team_of(bodies: Sequence[Unit], unit: Unit, *, on: dt.date) -> list[Body]:
    """The bodies of a visit to a unit, the lead first, as the rules ask about them."""
    return [Body(str(body), fields_of(body, on=on), _is_over(body, unit, on)) for body in bodies]


def _is_over(body: Unit, unit: Unit, on: dt.date) -> bool:
    """Whether a body looks into a unit: its own tree, its office's for a division, its paired unit's for a union."""
    above = Reach.objects.on(on).filter(descendant=unit).values("ancestor")
    if body.kind == Unit.Kind.DIVISION:
        offices = set(Placement.objects.on(on).filter(unit=body).values_list("parent", flat=True))
    elif body.kind == Unit.Kind.UNION:
        offices = set(Pairing.objects.on(on).filter(union=body).values_list("unit", flat=True))
    else:
        offices = {body.pk}
    guided = Guidance.objects.filter(by__in=offices, unit__in=above, during__contains=on)
    return above.filter(ancestor__in=offices).exists() or guided.exists()


def side_of(inspection: Inspection, user: User, *, on: dt.date) -> Side:
    """How a person stands to a visit on a day. Of a check of one person, that person alone is the inspected side."""
    posts = Post.objects.on(on).filter(person=user.person_id)
    team = [inspection.body_id, *inspection.joint.values_list("pk", flat=True)]
    mine = inspection.person_id == user.person_id
    beneath = Reach.objects.on(on).filter(ancestor=inspection.unit_id).values("descendant")
    of_unit = inspection.person_id is None
    speaking = posts.filter(unit=inspection.unit_id, position__in=speaking_for(inspection.unit.kind))
    return Side(
        inspector=posts.filter(unit__in=team, position__in=WATCHERS).exists() and not mine,
        inspected=mine or (of_unit and posts.filter(unit__in=beneath).exists()),
        speaks=mine or (of_unit and speaking.exists()),
    )


def visits_seen_by(access: Access) -> "QuerySet[Inspection]":
    """Visits of one's own bodies, to units one watches over or speaks for or in movements one watches, to oneself."""
    watched = access.units(Ability.MOVEMENT_WATCH)
    near = Q(person=access.user.person_id) | Q(unit__in=watched) | Q(movement__owner__in=watched)
    near |= Q(person=None, unit__in=_spoken_for(access))
    return visits_of_team(access) | Inspection.objects.filter(near)


def _spoken_for(access: Access) -> list[int]:
    """The units whose corrections are this person's to answer."""
    return [post.unit.pk for post in access.posts if post.position in speaking_for(post.unit.kind)]


def findings_seen_by(access: Access) -> "QuerySet[Finding]":
    """What was found on visits of one's own bodies; of others only once the record is closed."""
    held = visits_seen_by(access).filter(state=Inspection.State.HELD)
    return Finding.objects.filter(
        Q(inspection__in=visits_of_team(access)) | Q(inspection__in=held)
    ).select_related("inspection")


def visits_of_team(access: Access) -> "QuerySet[Inspection]":
    """Visits of the bodies this person acts for, alone or with others."""
    bodies = [unit.pk for unit in bodies_of(access)]
    joined = Inspection.joint.through.objects.filter(unit__in=bodies).values("inspection")
    return Inspection.objects.filter(Q(body__in=bodies) | Q(pk__in=joined))


@dataclass(frozen=True)
class Failing:
    """One failing as the office's review keeps it, put right or not; days past its due day are working days."""

    finding: Finding
    days_late: int

    @property
    def overdue(self) -> bool:
        """Whether it is still owed after its day."""
        return self.finding.state == Finding.State.ASKED and self.days_late > 0


@dataclass(frozen=True)
class Visit:
    """One visit as a list shows it."""

    inspection: Inspection
    team: str
    fields: str
    failings: int
    closed: int


@dataclass(frozen=True)
class InspectionsPage:
    """The visits of one movement, the next one first, and every failing that they named."""

    visits: "Page[Any]"
    rows: list[Visit]
    failings: list[Failing]
    bodies: list[Unit]
    may_set_remits: bool


def inspections_page(movement: Movement, access: Access, number: str | None = None) -> InspectionsPage:
    """Gather the page for one person; as many queries for three visits as for one."""
    seen = visits_seen_by(access).filter(movement=movement)
    rows = seen.select_related("body", "unit", "person").prefetch_related("joint")
    counted = rows.annotate(
        failings=Count("findings", filter=Q(findings__failing=True, state="held")),
        closed=Count("findings", filter=Q(findings__state="closed")),
    )
    page = Paginator(counted.order_by("-planned_on", "-pk"), PER_PAGE).get_page(number)
    return InspectionsPage(
        visits=page,
        rows=[_visit(row) for row in page.object_list],
        failings=failings_of(seen, on=access.day),
        bodies=bodies_of(access),
        may_set_remits=access.may(Ability.MOVEMENT_DECIDE, movement.owner),
    )


def _visit(row: Inspection) -> Visit:
    counts = row.__dict__
    return Visit(row, team_words(row), in_words(row.fields), counts["failings"], counts["closed"])


def team_words(row: Inspection) -> str:
    """The bodies of a visit, the lead first."""
    return ", ".join(str(body) for body in [row.body, *row.joint.all()])


def failings_of(visits: "QuerySet[Inspection]", *, on: dt.date) -> list[Failing]:
    """Every failing of visits that were held, the open ones first; one that was put right stays (EK-35)."""
    rows = Finding.objects.filter(inspection__in=visits.order_by(), inspection__state="held", failing=True)
    rows = rows.select_related("inspection__unit", "inspection__person").order_by("due", "pk")
    found = [Failing(row, _days(row, on)) for row in rows[:500]]
    return sorted(found, key=lambda each: each.finding.state == Finding.State.CLOSED)


def _days(finding: Finding, on: dt.date) -> int:
    owed = finding.state == Finding.State.ASKED
    return max(finding.late_days, days_late(finding.due, on) if owed else 0)


@dataclass(frozen=True)
class InspectionPage:
    """One visit as its page shows it to one person."""

    inspection: Inspection
    team: str
    fields: str
    findings: list[Failing]
    side: Side
    may_change: bool


def inspection_page(inspection: Inspection, access: Access) -> InspectionPage:
    """Gather the page of a visit; what was found is its team's alone until the record is closed."""
    side = side_of(inspection, access.user, on=access.day)
    open_to_me = side.inspector or inspection.state == Inspection.State.HELD
    rows = (
        inspection.findings.select_related("answered_by__person", "closed_by__person") if open_to_me else []
    )
    return InspectionPage(
        inspection=inspection,
        team=team_words(inspection),
        fields=in_words(inspection.fields),
        findings=[Failing(row, _days(row, access.day)) for row in rows],
        side=side,
        may_change=not blockers_to_change(state=inspection.state, inspector=side.inspector),
    )


def corrections_owed(access: Access) -> "QuerySet[Finding]":
    """What this person has still to put right, for themselves and for the units they speak for."""
    mine = Q(inspection__person=access.user.person_id)
    mine |= Q(inspection__person=None, inspection__unit__in=_spoken_for(access))
    rows = Finding.objects.filter(mine, state=Finding.State.ASKED, inspection__state="held")
    return rows.select_related("inspection__unit", "inspection__movement").order_by("due", "pk")


def corrections_to_review(access: Access) -> "QuerySet[Finding]":
    """What was put right, as the inspected say, and waits for one of the bodies this person acts for."""
    rows = Finding.objects.filter(inspection__in=visits_of_team(access), state=Finding.State.ANSWERED)
    rows = rows.exclude(inspection__person=access.user.person_id)
    return rows.select_related("inspection__unit", "inspection__movement").order_by("answered_at", "pk")


def held_against(movement: Movement) -> list[tuple[str, list[tuple[str, str]]]]:
    """The sentences of a plan against which a finding can be held, in groups: (group, [("kind:key", words)])."""
    contents = movement.contents.exclude(answer=Content.Answer.DROPPED)
    criteria = movement.criteria.exclude(answer="dropped")
    groups = [
        ("Tiêu chí", [(f"criterion:{row.pk}", f"{row.marker} {row.text}".strip()) for row in criteria]),
        ("Nội dung", [(f"content:{row.pk}", f"{row.place} {row.text}".strip()) for row in contents]),
        ("Nhiệm vụ", [(f"task:{row.pk}", f"{row.order}. {row.action}") for row in movement.tasks.all()]),
        ("Việc giao", [(f"duty:{row.pk}", row.sentence) for row in movement.duties.order_by("pk")]),
    ]
    return [(name, rows) for name, rows in groups if rows]


@dataclass(frozen=True)
class RemitRow:
    """One division and the fields it answers for, or those its name speaks of."""

    unit: Unit
    remit: Remit | None
    fields: str
    proposed: tuple[str, ...]


def remit_rows(office: Unit, *, on: dt.date) -> list[RemitRow]:
    """The divisions of an office with their remits of a day."""
    units = divisions_of(office, on=on)
    held = remits_on([unit.pk for unit in units], on)
    return [_remit_row(unit, held.get(unit.pk)) for unit in units]


def _remit_row(unit: Unit, remit: Remit | None) -> RemitRow:
    return RemitRow(unit, remit, in_words(remit.fields) if remit else "", fields_named(str(unit)))


@dataclass(frozen=True)
class Candidates:
    """Whom this reader may offer to visit: in whose name, whom, and which other bodies may come along."""

    day: dt.date
    bodies: list[Unit]
    joint: list[Unit]
    units: list[Unit]  # none where there are too many to choose from: then the name is typed
    people: list[Person]
    too_many: bool


def candidates_of(access: Access) -> Candidates:
    """What the form of a visit offers; the rules of the action decide."""
    day, bodies = access.day, bodies_of(access)
    offices = _offices_of(bodies, day)
    guided = Guidance.objects.filter(by__in=offices, during__contains=day).values("unit")
    below = Reach.objects.on(day).filter(Q(ancestor__in=offices) | Q(ancestor__in=guided))
    found = Unit.objects.filter(pk__in=below.values("descendant")).exclude(kind__in=_NOT_VISITED)
    units = list(found.exclude(pk__in=[body.pk for body in bodies]).order_by("sort_key")[: OFFERED + 1])
    own = [body for body in bodies if body.kind not in {Unit.Kind.DIVISION, Unit.Kind.UNION}]
    people = staff_of(own[0], on=day).values("person") if own else []
    too_many = len(units) > OFFERED
    return Candidates(
        day=day,
        bodies=bodies,
        joint=_beside(bodies, offices, day),
        units=[] if too_many else units,
        people=list(
            Person.objects.filter(pk__in=people)
            .exclude(pk=access.user.person_id)
            .order_by("sort_key")[:OFFERED]
        ),
        too_many=too_many,
    )


def _offices_of(bodies: Sequence[Unit], day: dt.date) -> set[int]:
    """The units through which these bodies look downwards: themselves, their office, their paired units."""
    parts = [body.pk for body in bodies if body.kind == Unit.Kind.DIVISION]
    unions = [body.pk for body in bodies if body.kind == Unit.Kind.UNION]
    offices = {body.pk for body in bodies} - {*parts, *unions}
    offices |= set(Placement.objects.on(day).filter(unit__in=parts).values_list("parent", flat=True))
    return offices | set(Pairing.objects.on(day).filter(union__in=unions).values_list("unit", flat=True))


def _beside(bodies: Sequence[Unit], offices: set[int], day: dt.date) -> list[Unit]:
    """The divisions of the same office and the unions paired with it, which may join a visit."""
    within = (
        Placement.objects.on(day).filter(parent__in=offices, unit__kind=Unit.Kind.DIVISION).values("unit")
    )
    unions = Pairing.objects.on(day).filter(unit__in=offices).values("union")
    found = Unit.objects.filter(Q(pk__in=within) | Q(pk__in=unions)).exclude(
        pk__in=[body.pk for body in bodies]
    )
    return list(found.order_by("sort_key"))
