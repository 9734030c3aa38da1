"""Calls, nominations, councils, decisions and certificates."""

from thidua.commendation.models.council import Attendance, CouncilRule, Item, Recusal, Session
from thidua.commendation.models.decision import Award, Certificate, Listing, Revocation
from thidua.commendation.models.nomination import Attestation, Call, Determination, LevelOutcome, Nomination

__all__ = [
    "Attendance",
    "Attestation",
    "Award",
    "Call",
    "Certificate",
    "CouncilRule",
    "Determination",
    "Item",
    "LevelOutcome",
    "Listing",
    "Nomination",
    "Recusal",
    "Revocation",
    "Session",
]
