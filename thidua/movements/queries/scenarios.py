"""Scenarios of the units of a movement: who may do what with them, how each stands, what a unit lacks."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from thidua.core.dates import day_of
from thidua.documents.models import Paper
from thidua.movements.models import (
    Activation,
    Assignment,
    Duty,
    Movement,
    ReadinessItem,
    Scenario,
    ScenarioApproval,
    ScenarioTerms,
)
from thidua.movements.queries.assignments import OWED
from thidua.movements.queries.heads import heads_of
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.rules.heads import holder_on
from thidua.movements.rules.scenarios import Voice, days_unreviewed, lacking, parts_ready
from thidua.org.access import Ability, Access
from thidua.org.models import Post, Reach, Unit, User
from thidua.org.queries.tree import find_unit, parent_of
from thidua.org.speaking import MANAGING
from thidua.reporting.operating import PREPARED
from thidua.reporting.queries.operating import Operating, operating_of, states

PER_PAGE = 50
LEVELS = 5  # of movements, one resting on another: ministry, department, district, school, group


# Who may do what


def _near(access: Access, column: str = "") -> Q:
    """Units that this person looks into, and those that their own posts are part of."""
    units = access.units(Ability.MOVEMENT_VIEW)
    posted = [post.unit.pk for post in access.posts] if access.has(Ability.MOVEMENT_VIEW) else []
    above = Reach.objects.on(access.day).filter(descendant__in=posted).values("ancestor")
    name = f"{column}__in" if column else "pk__in"
    return Q(**{name: units}) | Q(**{name: above})


def scenarios_seen_by(access: Access) -> "QuerySet[Scenario]":
    """Scenarios of the units beneath and of the bodies one belongs to, in movements that one sees."""
    seen = Q(movement__in=movements_seen_by(access)) | Q(unit__in=access.units(Ability.MOVEMENT_VIEW))
    return Scenario.objects.filter(seen, _near(access, "unit"))


def units_seen_by(access: Access) -> "QuerySet[Unit]":
    """Units whose operating state this person may look into."""
    return Unit.objects.filter(_near(access))


def _beneath(access: Access) -> "QuerySet[Any]":
    """Keys of the units beneath those in which this person decides."""
    units = access.units(Ability.MOVEMENT_DECIDE)
    return Reach.objects.on(access.day).filter(ancestor__in=units, depth__gt=0).values("descendant")


def units_to_order(access: Access) -> "QuerySet[Unit]":
    """Units for which this person may note an authority's order: their own and those beneath."""
    return Unit.objects.filter(Q(pk__in=access.units(Ability.MOVEMENT_DECIDE)) | Q(pk__in=_beneath(access)))


def scenarios_decided_by(access: Access) -> "QuerySet[Scenario]":
    """Scenarios that this person answers for: those of their own unit, and those of the units beneath it."""
    return Scenario.objects.filter(unit__in=units_to_order(access))


def approvals_to_give(access: Access) -> "QuerySet[ScenarioApproval]":
    """Scenarios of units beneath that wait for the superior's word: this person's own, or one that comes on paper."""
    rows = ScenarioApproval.objects.filter(state="waiting", version=F("scenario__version"), side="superior")
    rows = rows.filter(scenario__unit__in=_beneath(access), scenario__state=Scenario.State.SUBMITTED)
    return rows.select_related("scenario__unit", "scenario__movement").order_by("scenario__submitted_at")


def emergencies_to_confirm(access: Access) -> "QuerySet[Activation]":
    """Emergencies of units beneath that nobody has confirmed or ended."""
    rows = Activation.objects.on(access.day).filter(emergency=True, confirmed_at=None, ended_at=None)
    rows = rows.filter(scenario__unit__in=_beneath(access))
    return rows.select_related("scenario__unit", "scenario__movement").order_by("decided_at")


def stands_above(user: User, unit: Unit, *, on: dt.date) -> bool:
    """Whether a person leads, on a day, a unit that stands above another."""
    over = Reach.objects.on(on).filter(descendant=unit, depth__gt=0).values("ancestor")
    return _led_by(user, on).filter(unit__in=over).exists()


def _led_by(user: User, on: dt.date) -> "QuerySet[Post]":
    """The posts with which a person leads a unit on a day."""
    return Post.objects.on(on).filter(person_id=user.person_id, position__in=MANAGING)


def is_head_of(user: User, unit: Unit, *, on: dt.date) -> bool:
    """Whether a person heads a unit on a day; where the post is vacant, who is put in charge does (E.5 no. 72)."""
    held = holder_on(heads_of([unit.pk]).get(unit.pk, []), on)
    return held is not None and held.person == user.person_id


def voice_of(approval: ScenarioApproval, user: User, *, on: dt.date) -> Voice:
    """In whose name a person would answer: of the body itself only who leads the very unit that it names.

    A superior stands above the unit; a body that is nowhere in the tree, or could be several, is nobody's.
    """
    unit = approval.scenario.unit
    led = set(_led_by(user, on).values_list("unit", flat=True))
    body = find_unit(approval.body, on=on)
    itself = body is not None and body.pk in led
    if body is not None and approval.side == ScenarioApproval.Side.SUPERIOR:
        itself = itself and Reach.objects.on(on).filter(ancestor=body, descendant=unit, depth__gt=0).exists()
    return Voice(itself=itself, own=unit.pk in led)


def papers_of_answer(unit: Unit, user: User, *, on: dt.date) -> "QuerySet[Paper]":
    """Received papers on which an answer may rest: in the books of the unit and of those above that this person leads.

    The newest first.
    """
    over = Reach.objects.on(on).filter(descendant=unit, ancestor__in=_led_by(user, on).values("unit"))
    rows = Paper.objects.filter(owner__in=over.values("ancestor"), state=Paper.State.RECEIVED)
    return rows.defer("source_lines", "reading").order_by("-day", "-id")


def bodies_to_ask(unit: Unit, *, on: dt.date) -> dict[str, str]:
    """Who is likely to approve, for a person to confirm: of a school under a Phòng GDĐT, the UBND above it."""
    above = parent_of(unit, on=on)
    if above is not None and above.kind == Unit.Kind.DISTRICT_OFFICE:
        above = parent_of(above, on=on) or above
    superior = {"superior": str(above) if above else ""}
    return {"locality": "", **superior} if unit.is_school else superior


# How scenarios stand


def chain_of(movement: Movement) -> list[int]:
    """The keys of a movement and of those above it, the nearest first; five levels at most."""
    found, above = [movement.pk], movement.parent_id
    while above is not None and above not in found and len(found) < LEVELS:
        found.append(above)
        above = Movement.objects.filter(pk=above).values_list("parent", flat=True).first()
    return found


def _resting_on(movement: Movement, column: str) -> Q:
    """Rows of a movement and of those beneath it, as deep as `chain_of` reaches up."""
    found = Q(**{column: movement})
    for _ in range(LEVELS - 1):
        column += "__parent"
        found |= Q(**{column: movement})
    return found


def terms_of(movement: Movement) -> ScenarioTerms | None:
    """What holds for scenarios of a movement: as set here, else as set for the nearest movement above."""
    chain = chain_of(movement)
    rows = ScenarioTerms.objects.filter(movement__in=chain).select_related("set_by", "movement__owner")
    return min(rows, key=lambda row: chain.index(row.movement_id), default=None)


def scenario_duties(scenario: Scenario) -> "QuerySet[Assignment]":
    """What the movement, or one above it, still wants of the unit: a scenario."""
    asked = chain_of(scenario.movement)
    rows = Assignment.objects.filter(duty__movement__in=asked, duty__what=Duty.What.SCENARIO, person=None)
    rows = rows.filter(unit=scenario.unit_id, state__in=OWED, merged_into=None)
    return rows.filter(duty__movement__state=Movement.State.RUNNING).select_related("unit", "duty")


def _with_standing(rows: "QuerySet[Scenario]", on: dt.date) -> "QuerySet[Any]":
    """Scenarios with their answers, readiness and the activation that holds on a day: one query."""
    answers = ScenarioApproval.objects.filter(scenario=OuterRef("pk"), version=OuterRef("version"))
    items = ReadinessItem.objects.filter(scenario=OuterRef("pk")).order_by("id")
    running = Activation.objects.on(on).filter(scenario=OuterRef("pk"), withdrawn=False)
    return rows.annotate(
        answers=ArraySubquery(
            answers.order_by("side").values(made=JSONObject(body="body", state="state", number="number"))
        ),
        ready=ArraySubquery(items.values(made=JSONObject(part="part", on="ready_on"))),
        running=Subquery(
            running.values(made=JSONObject(since="decided_at", emergency="emergency", sure="confirmed_at"))[
                :1
            ]
        ),
    )


@dataclass(frozen=True)
class ScenarioLine:
    """One scenario as a list shows it."""

    scenario: Scenario
    operating: str  # the mode it switches to, in words; empty: none
    answers: list[dict[str, str]]
    ready: int  # of the four parts "tại chỗ"
    active: bool
    unconfirmed: bool
    unreviewed: int | None  # days, once there are too many


@dataclass(frozen=True)
class UnitRow:
    """One unit of the movement: its scenarios, how it works today, and what it lacks."""

    unit: Unit
    lines: list[ScenarioLine]
    operating: Operating
    levels: list[str]  # levels without a scenario
    modes: list[str]  # of on site, online, mixed: those without a scenario
    proposed: list[Scenario]  # what a regime that bars gathering calls for (LT-48)


@dataclass(frozen=True)
class ScenariosPage:
    """The scenarios of a movement's units, fifty units a page."""

    terms: ScenarioTerms | None
    page: "Page[Unit]"
    rows: list[UnitRow]
    mine: list[Unit]  # for which this reader may write scenarios


def _units_of(movement: Movement, access: Access) -> "QuerySet[Unit]":
    """The unit that runs the movement, the schools it asks, and whoever has written a scenario under it."""
    asked = Assignment.objects.filter(duty__movement=movement, person=None, unit__kind__in=Unit.SCHOOLS)
    written = Scenario.objects.filter(_resting_on(movement, "movement"))
    meant = Q(pk=movement.owner_id) | Q(pk__in=asked.values("unit")) | Q(pk__in=written.values("unit"))
    return Unit.objects.filter(meant, _near(access)).order_by("sort_key", "id")


def scenarios_page(movement: Movement, access: Access, number: str | None) -> ScenariosPage:
    """The library of a movement as one reader may see it, with what each unit lacks."""
    terms = terms_of(movement)
    meant = _units_of(movement, access)
    page = Paginator(meant, PER_PAGE).get_page(number)
    units = list(page.object_list)
    under = _resting_on(movement, "movement")
    found: dict[int, list[ScenarioLine]] = {}
    for row in _with_standing(Scenario.objects.filter(under, unit__in=units), access.day):
        found.setdefault(row.unit_id, []).append(_line(row, terms, access.day))
    now = operating_of([unit.pk for unit in units], access.day)
    rows = [_unit_row(unit, found.get(unit.pk, []), now.get(unit.pk), terms) for unit in units]
    mine = meant.filter(pk__in=access.units(Ability.MOVEMENT_DECIDE))
    return ScenariosPage(terms, page, rows, list(mine))


def _line(row: Any, terms: ScenarioTerms | None, on: dt.date) -> ScenarioLine:
    kind = states().get(row.operating)
    limit = terms.review_days if terms else None
    return ScenarioLine(
        scenario=row,
        operating=kind.name if kind else "",
        answers=row.answers,
        ready=parts_ready((item["part"], item["on"] is not None) for item in row.ready),
        active=row.running is not None,
        unconfirmed=row.running is not None and row.running["emergency"] and row.running["sure"] is None,
        unreviewed=days_unreviewed(row.reviewed_on, day_of(row.made_at), limit, on),
    )


def _unit_row(
    unit: Unit, lines: list[ScenarioLine], operating: Operating | None, terms: ScenarioTerms | None
) -> UnitRow:
    now = operating or Operating(None, None)
    wanted = PREPARED if unit.is_school else ()
    modes = lacking(wanted, (line.scenario.operating for line in lines))
    idle = not any(line.active for line in lines)
    barred = now.regime is not None and not now.regime.on_site
    away = [
        line.scenario for line in lines if line.operating and not states()[line.scenario.operating].on_site
    ]
    return UnitRow(
        unit=unit,
        lines=lines,
        operating=now,
        levels=lacking(terms.levels if terms else (), (line.scenario.level for line in lines)),
        modes=[states()[code].name for code in modes],
        proposed=away if barred and idle else [],
    )
