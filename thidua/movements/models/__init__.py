"""Movements, what they ask of whom, and what people pledged."""

from thidua.movements.models.award_terms import AwardForm, AwardRules
from thidua.movements.models.calendar import Commemoration, Round
from thidua.movements.models.content import Content
from thidua.movements.models.criterion import Criterion
from thidua.movements.models.directive import Directive
from thidua.movements.models.duty import Assignment, Duty
from thidua.movements.models.movement import Gap, Movement
from thidua.movements.models.pledge import Pledge
from thidua.movements.models.programme import Programme
from thidua.movements.models.task import Task

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
