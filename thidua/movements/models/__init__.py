"""Movements, what they ask of whom, and what people pledged."""

from thidua.movements.models.duty import Assignment, Duty, Task
from thidua.movements.models.movement import Gap, Movement, Round
from thidua.movements.models.pledge import Pledge

__all__ = ["Assignment", "Duty", "Gap", "Movement", "Pledge", "Round", "Task"]
