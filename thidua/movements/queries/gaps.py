"""What a plan leaves open: the parts of the plan, and the settings that may be decided later."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.documents.models import Paper
from thidua.movements.models import Gap, Movement
from thidua.movements.queries.launching import gaps_of, stated_in
from thidua.movements.rules.gaps import LATER, SETTINGS, unstated_settings
from thidua.org.models import Unit


@dataclass(frozen=True)
class Checklist:
    """Everything a plan leaves open: kept rows, and settings nobody has answered yet (rows not kept)."""

    parts: list[Gap]
    settings: list[Gap]

    @property
    def undecided_parts(self) -> list[Gap]:
        """What must be decided before the launch."""
        return [gap for gap in self.parts if not gap.choice]

    @property
    def undecided(self) -> list[Gap]:
        """Settings that nobody has decided, those left for later among them."""
        return [gap for gap in self.settings if gap.choice in {"", Gap.Choice.LATER}]


def checklist_of(movement: Movement, kept: list[Gap] | None = None) -> Checklist:
    """The parts and settings that a plan's text does not state; a text that was never read leaves all settings open."""
    rows = {gap.what: gap for gap in (gaps_of(movement) if kept is None else kept)}
    asked = unstated_settings(movement.plan.reading, gaps=rows.keys())
    settings = [rows.get(what) or Gap(movement=movement, what=what) for what in asked]
    return Checklist([gap for what, gap in rows.items() if what not in LATER], settings)


def settings_left(units: "QuerySet[Unit]") -> list[tuple[Movement, list[Gap]]]:
    """The running movements of these units with the settings that nobody has decided yet: two queries."""
    running = Movement.objects.filter(owner__in=units, state=Movement.State.RUNNING).select_related("plan")
    rows = running.defer("plan__source_lines").prefetch_related("gaps").order_by("id")
    left = [(row, checklist_of(row, list(row.gaps.all())).undecided) for row in rows]
    return [(row, gaps) for row, gaps in left if gaps]


def said_above(paper: Paper, what: str) -> list[str]:
    """What the plan above states about one part or setting; empty when it is silent too."""
    awards: dict[str, Any] = paper.reading.get("awards", {})
    if what == Gap.What.STANDARDS:
        return [row["text"] for row in awards.get("eligible", []) if isinstance(row, dict)]
    if what == Gap.What.AWARD_DATE:
        stated = awards.get("time_of_review")
        return [stated["text"]] if stated else []
    return [] if what in SETTINGS and what != Gap.What.AWARD_FORMS else stated_in(paper, what)
