"""Movements, what they ask of whom, and what people pledged."""

from thidua.movements.models.directive import Directive
from thidua.movements.models.draft import AwardForm, AwardRules, Commemoration, Content, Criterion, Programme
from thidua.movements.models.duty import Assignment, Duty, Task
from thidua.movements.models.movement import Gap, Movement, Round
from thidua.movements.models.pledge import Pledge

__all__ = [
    "Assignment",
    "AwardForm",
    "AwardRules",
    "Commemoration",
    "Content",
    "Criterion",
    "Directive",
    "Duty",
    "Gap",
    "Movement",
    "Pledge",
    "Programme",
    "Round",
    "Task",
]
