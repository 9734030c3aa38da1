"""What a movement was to cost, did cost, and what of it was disclosed."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.movements.models import Movement, PlannedActivity, Spending, Task
from thidua.movements.rules.spending import is_over


@dataclass(frozen=True)
class CostRow:
    """One task or activity: what it was to cost, did cost, and the sum of the spendings disclosed for it."""

    what: str  # task or activity
    thing: Task | PlannedActivity
    disclosed: int
    closed: bool

    @property
    def over(self) -> bool:
        """Whether it cost more than a tenth above its plan."""
        return is_over(self.thing.cost_planned, self.thing.cost_real)


@dataclass(frozen=True)
class Costs:
    """The costs of one movement. Sums hold what was written down; `unknown` things have no real figure yet."""

    rows: list[CostRow]
    spendings: list[Spending]

    @property
    def planned(self) -> int:
        """Planned, over all that have a plan figure."""
        return sum(row.thing.cost_planned or 0 for row in self.rows)

    @property
    def real(self) -> int:
        """Really spent, over all that have a real figure."""
        return sum(row.thing.cost_real or 0 for row in self.rows)

    @property
    def disclosed(self) -> int:
        """Disclosed item by item, without what was struck out."""
        return sum(row.amount for row in self.spendings if row.struck_at is None)

    @property
    def unknown(self) -> int:
        """How many things with a plan figure have no real one."""
        return sum(row.thing.cost_planned is not None and row.thing.cost_real is None for row in self.rows)


def costs_of(movement: Movement) -> Costs:
    """Every task and activity with its costs, and every spending, in three queries."""
    people = ("spender", "approver", "task", "activity", "disclosed_by__person", "struck_by__person")
    spendings = list(movement.spendings.select_related(*people))
    tasks = [
        CostRow("task", task, _disclosed(spendings, "task_id", task.pk), task.state == Task.State.DONE)
        for task in movement.tasks.order_by("order")
    ]
    activities = [
        CostRow("activity", row, _disclosed(spendings, "activity_id", row.pk), row.cost_closed_at is not None)
        for row in movement.activities.order_by("id")
    ]
    return Costs([*tasks, *activities], spendings)


def _disclosed(spendings: Iterable[Spending], column: str, key: int) -> int:
    return sum(row.amount for row in spendings if getattr(row, column) == key and row.struck_at is None)
