"""Movements, what they ask of whom, and what people pledged."""

from thidua.movements.models.adaptation import Adaptation
from thidua.movements.models.award_terms import AwardForm, AwardRules
from thidua.movements.models.calendar import Commemoration, Occasion, PlannedActivity, Round
from thidua.movements.models.cluster import Cluster, ClusterMember, ClusterVote, ClusterYear
from thidua.movements.models.content import Content
from thidua.movements.models.criterion import Criterion, Scale
from thidua.movements.models.directive import Directive
from thidua.movements.models.duty import Assignment, Cascade, Duty
from thidua.movements.models.exemption import Exemption, Requisition
from thidua.movements.models.launch import Launch, Partner, YearReview
from thidua.movements.models.movement import Gap, Movement, MovementRoot
from thidua.movements.models.pledge import (
    Adoption,
    Countersignature,
    Pledge,
    PledgeDenial,
    PledgeList,
    PledgeTerms,
)
from thidua.movements.models.programme import Motto, Programme, ProgrammeRegistration
from thidua.movements.models.score import Score, ScoreChange, Standing
from thidua.movements.models.task import LinkLimit, Task, TaskPart

__all__ = [
    "Adaptation",
    "Adoption",
    "Assignment",
    "AwardForm",
    "AwardRules",
    "Cascade",
    "Cluster",
    "ClusterMember",
    "ClusterVote",
    "ClusterYear",
    "Commemoration",
    "Content",
    "Countersignature",
    "Criterion",
    "Directive",
    "Duty",
    "Exemption",
    "Gap",
    "Launch",
    "LinkLimit",
    "Motto",
    "Movement",
    "MovementRoot",
    "Occasion",
    "Partner",
    "PlannedActivity",
    "Pledge",
    "PledgeDenial",
    "PledgeList",
    "PledgeTerms",
    "Programme",
    "ProgrammeRegistration",
    "Requisition",
    "Round",
    "Scale",
    "Score",
    "ScoreChange",
    "Standing",
    "Task",
    "TaskPart",
    "YearReview",
]
