"""What people and units still owe, who speaks for them, and what an answer states."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.documents.models import Paper
from thidua.documents.queries.editing import parts_in
from thidua.documents.rules.editing import Demand, missing_parts
from thidua.movements.cascade import PARTS
from thidua.movements.models import Assignment, Duty
from thidua.movements.queries.cascade import WITHIN
from thidua.movements.rules.assignments import Pair
from thidua.org.access import Ability, Access
from thidua.org.models import Pairing, Placement, Position, Post, Unit, User
from thidua.org.queries.tree import ancestors_of, children_of, name_on, union_of
from thidua.org.speaking import MANAGING, speaking_for

OWED = [Assignment.State.OPEN, Assignment.State.RETURNED]


def open_assignments(user: User) -> "QuerySet[Assignment]":
    """What a person still owes across all movements, the nearest due first (LT-53)."""
    own = Assignment.objects.filter(person_id=user.person_id, state="open", duty__movement__state="running")
    return own.select_related("duty__movement__plan", "unit").order_by("due", "id")


def answerable_by(access: Access) -> "QuerySet[Assignment]":
    """What units still owe, other than reports and directives, for which this person speaks today."""
    units = access.units(Ability.REPORT_FILL) | access.units(Ability.MOVEMENT_DECIDE)
    own = Assignment.objects.filter(person=None, unit__in=units, state__in=OWED, merged_into=None)
    return own.exclude(duty__what__in=[Duty.What.REPORT, Duty.What.DIRECTIVE])


def assignments_seen_by(access: Access) -> "QuerySet[Assignment]":
    """Work of units that this person may look into, or that a movement they watch over asked of anyone."""
    units = access.units(Ability.MOVEMENT_VIEW)
    watched = access.units(Ability.MOVEMENT_WATCH)
    rows = Assignment.objects.filter(person=None, duty__movement__isnull=False)
    return rows.filter(Q(unit__in=units) | Q(duty__movement__owner__in=watched))


def halves_to_confirm(access: Access) -> "QuerySet[Assignment]":
    """Duties of pairs that wait for this person as union chair of the unit's level."""
    chaired = [post.unit.pk for post in access.posts if post.position == Position.UNION_CHAIR]
    units = Pairing.objects.on(access.day).filter(union__in=chaired).values("unit")
    waiting = Assignment.objects.filter(
        person=None, unit__in=units, merged_into=None, union_confirmed_at=None
    )
    return waiting.filter(duty__reaches=Duty.Reaches.PAIRS, duty__movement__state="running")


def awaiting_review(access: Access) -> "QuerySet[Assignment]":
    """What units beneath have handed in to movements that this person watches over, and nobody has looked at."""
    waiting = Assignment.objects.filter(state=Assignment.State.HANDED_IN, merged_into=None)
    return waiting.filter(duty__movement__owner__in=access.units(Ability.MOVEMENT_WATCH))


def side_of(assignment: Assignment, user: User, *, on: dt.date) -> str:
    """For which side of an assignment a person speaks on a day: "unit", "union", or neither.

    Of a pair the unit's half is its head's or deputy's; otherwise whoever speaks for the unit may confirm.
    """
    posts = Post.objects.on(on).filter(person_id=user.person_id)
    pair = assignment.duty.reaches == Duty.Reaches.PAIRS
    receiving = [*speaking_for(assignment.unit.kind), Position.CLERK]  # a clerk receives papers for the unit
    if posts.filter(unit=assignment.unit_id, position__in=MANAGING if pair else receiving).exists():
        return "unit"
    union = union_of(assignment.unit, on=on) if pair else None
    if union and posts.filter(unit=union, position=Position.UNION_CHAIR).exists():
        return "union"
    return ""


def pair_of(assignment: Assignment, *, on: dt.date) -> Pair | None:
    """How the two halves stand; None for a duty that is not laid on a pair."""
    if assignment.duty.reaches != Duty.Reaches.PAIRS:
        return None
    union = union_of(assignment.unit, on=on)
    return Pair(
        head=assignment.confirmed_at is not None,
        chair=assignment.union_confirmed_at is not None,
        union=str(union) if union else None,
    )


def missing_in(paper: Paper, duty: Duty) -> list[str]:
    """The mandatory parts that a plan does not state, by the same reading that keeps it from going out."""
    stated = parts_in(paper) if duty.mandatory_parts else []
    return [
        part
        for part in duty.mandatory_parts
        if part in PARTS and missing_parts(stated, [Demand(PARTS[part], "")], parent="")
    ]


def answered_with(paper: Paper) -> "QuerySet[Assignment]":
    """The own-plan assignments that this paper, a unit's own plan, answers in the movement above.

    The plan above may stand in this installation twice: as its office issued it, and as the unit received it.
    """
    movement = getattr(paper, "movement", None)
    if movement is None:
        return Assignment.objects.none()
    asked = Q(duty__movement=movement.parent_id) if movement.parent_id else Q(pk=None)
    basis = movement.basis
    if basis is not None:
        asked |= Q(duty__movement__plan=basis)
    if basis is not None and basis.number is not None and basis.issuer_id is not None:
        asked |= Q(
            duty__movement__owner=basis.issuer_id,
            duty__movement__plan__number=basis.number,
            duty__movement__plan__symbol=basis.symbol,
            duty__movement__plan__day=basis.day,
        )
    rows = Assignment.objects.filter(asked, unit=paper.owner_id, person=None, merged_into=None)
    return rows.filter(duty__what=Duty.What.OWN_PLAN, state__in=OWED, duty__movement__state="running")


def papers_to_hand_in(unit: Unit) -> "QuerySet[Paper]":
    """The unit's own papers that are out, the newest first."""
    rows = Paper.objects.filter(owner=unit, state=Paper.State.ISSUED)
    return rows.defer("source_lines", "reading").order_by("-day", "-id")


def asked_as_work(papers: Iterable[Paper]) -> set[int]:
    """Of received plans of superiors, those whose own-plan duty already stands as work of the unit that holds them.

    Both superior and unit may be in this installation: then the same demand is shown once (EK-12).
    """
    rows = Assignment.objects.filter(
        unit__in={paper.owner_id for paper in papers}, person=None, duty__what=Duty.What.OWN_PLAN
    )
    given = set(
        rows.values_list(
            "unit", "duty__movement__owner", "duty__movement__plan__number", "duty__movement__plan__day"
        )
    )
    return {
        paper.pk for paper in papers if (paper.owner_id, paper.issuer_id, paper.number, paper.day) in given
    }


def route_of(unit: Unit, owner: Unit, *, on: dt.date) -> list[str]:
    """The desks an answer passes from a unit up to the issuing unit, by the tree and by guidance (HY-64).

    It ends at the issuing unit's Văn phòng where there is one; an attached high school goes there without a
    district step. A unit with no way to the owner on that day stands alone.
    """
    way = ancestors_of(unit, on=on)
    place = next((nth for nth, step in enumerate(way) if step.pk == owner.pk), None)
    if place is None:
        guided = set(owner.guides.filter(during__contains=on).values_list("unit_id", flat=True))
        place = next((nth + 1 for nth, step in enumerate(way) if step.pk in guided), None)
    if place is None:
        return [str(unit)]
    office = children_of(owner, on=on, kinds=WITHIN).filter(folded__startswith="van phong").first()
    last = name_on(office or owner, on)
    return [*(step.label for step in way[:place]), (last.short or last.name) if last else str(owner)]


def ended_with_work(*, on: dt.date) -> "QuerySet[Assignment]":
    """Work still owed or waiting in running movements, of units that no longer stand on a day."""
    owed = Assignment.objects.filter(person=None, merged_into=None, duty__movement__state="running")
    stands = Exists(Placement.objects.on(on).filter(unit=OuterRef("unit")))
    return owed.exclude(state=Assignment.State.DONE).filter(~stands)
