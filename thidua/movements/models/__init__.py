"""Movements, what they ask of whom, and what people pledged."""

from thidua.movements.models.adaptation import Adaptation
from thidua.movements.models.award_terms import AwardForm, AwardRules
from thidua.movements.models.burden import BurdenEstimate
from thidua.movements.models.calendar import Commemoration, Occasion, PlannedActivity, Round
from thidua.movements.models.cluster import Cluster, ClusterMember, ClusterVote, ClusterYear
from thidua.movements.models.content import Content
from thidua.movements.models.coordination import Coordination
from thidua.movements.models.criterion import Criterion, Scale
from thidua.movements.models.directive import Directive
from thidua.movements.models.duty import Assignment, Cascade, Duty
from thidua.movements.models.exemption import Exemption, Requisition
from thidua.movements.models.heads import HeadDuty
from thidua.movements.models.inspection import Field, Finding, Inspection, Remit
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
from thidua.movements.models.reminder import Reminder, ReminderHours, UrgentInterval
from thidua.movements.models.scenario import (
    Activation,
    ActivationTask,
    ReadinessItem,
    Scenario,
    ScenarioApproval,
    ScenarioStep,
    ScenarioTerms,
)
from thidua.movements.models.score import Score, ScoreChange, Standing
from thidua.movements.models.signal import Fingerprint, PrintedText, Signal, SignalSight
from thidua.movements.models.spending import Spending
from thidua.movements.models.task import LinkLimit, Task, TaskPart
from thidua.movements.models.urging import UrgedDebt, Urging

__all__ = [
    "Activation",
    "ActivationTask",
    "Adaptation",
    "Adoption",
    "Assignment",
    "AwardForm",
    "AwardRules",
    "BurdenEstimate",
    "Cascade",
    "Cluster",
    "ClusterMember",
    "ClusterVote",
    "ClusterYear",
    "Commemoration",
    "Content",
    "Coordination",
    "Countersignature",
    "Criterion",
    "Directive",
    "Duty",
    "Exemption",
    "Field",
    "Finding",
    "Fingerprint",
    "Gap",
    "HeadDuty",
    "Inspection",
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
    "PrintedText",
    "Programme",
    "ProgrammeRegistration",
    "ReadinessItem",
    "Reminder",
    "ReminderHours",
    "Remit",
    "Requisition",
    "Round",
    "Scale",
    "Scenario",
    "ScenarioApproval",
    "ScenarioStep",
    "ScenarioTerms",
    "Score",
    "ScoreChange",
    "Signal",
    "SignalSight",
    "Spending",
    "Standing",
    "Task",
    "TaskPart",
    "UrgedDebt",
    "UrgentInterval",
    "Urging",
    "YearReview",
]
