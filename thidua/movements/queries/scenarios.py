"""Scenarios of the units of a movement: who may do what with them, how each stands, what a unit lacks."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from thidua.core.dates import day_of
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
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.rules.scenarios import days_unreviewed, lacking, parts_ready
from thidua.org.access import Ability, Access
from thidua.org.models import Position, Post, Reach, Unit, User
from thidua.org.queries.tree import parent_of
from thidua.reporting.operating import PREPARED
from thidua.reporting.queries.operating import Operating, operating_of, states

PER_PAGE = 50
_HEADS = [Position.HEAD, Position.DEPUTY]


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
    """Scenarios of units beneath that wait for the word of this person's office."""
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
    return Post.objects.on(on).filter(person_id=user.person_id, position__in=_HEADS, unit__in=over).exists()


def is_head_of(user: User, unit: Unit, *, on: dt.date) -> bool:
    """Whether a person is the head of a unit on a day."""
    rows = Post.objects.on(on).filter(person_id=user.person_id, unit=unit)
    return rows.filter(position=Position.HEAD).exists()


def bodies_to_ask(unit: Unit, *, on: dt.date) -> dict[str, str]:
    """Who is likely to approve, for a person to confirm: of a school under a Phòng GDĐT, the UBND above it."""
    above = parent_of(unit, on=on)
    if above is not None and above.kind == Unit.Kind.DISTRICT_OFFICE:
        above = parent_of(above, on=on) or above
    superior = {"superior": str(above) if above else ""}
    return {"locality": "", **superior} if unit.is_school else superior


# How scenarios stand


def terms_of(movement: Movement) -> ScenarioTerms | None:
    """What holds for scenarios of a movement: as set here, else as set for the movement above."""
    rows = ScenarioTerms.objects.filter(movement__in=[movement.pk, movement.parent_id or 0])
    found = {row.movement_id: row for row in rows.select_related("set_by", "movement__owner")}
    return found.get(movement.pk) or found.get(movement.parent_id or 0)


def scenario_duties(scenario: Scenario) -> "QuerySet[Assignment]":
    """What the movement, or the one above it, still wants of the unit: a scenario."""
    asked = [scenario.movement_id, scenario.movement.parent_id or 0]
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
    under = Q(movement=movement) | Q(movement__parent=movement)
    written = Scenario.objects.filter(under)
    meant = Q(pk=movement.owner_id) | Q(pk__in=asked.values("unit")) | Q(pk__in=written.values("unit"))
    return Unit.objects.filter(meant, _near(access)).order_by("sort_key", "id")


def scenarios_page(movement: Movement, access: Access, number: str | None) -> ScenariosPage:
    """The library of a movement as one reader may see it, with what each unit lacks."""
    terms = terms_of(movement)
    meant = _units_of(movement, access)
    page = Paginator(meant, PER_PAGE).get_page(number)
    units = list(page.object_list)
    under = Q(movement=movement) | Q(movement__parent=movement)
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
