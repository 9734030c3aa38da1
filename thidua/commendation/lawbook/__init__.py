"""The law as dated data: reads `law/`, refuses what is not sound, answers for a day. Knows no Django."""

from thidua.commendation.lawbook.book import Lawbook, Prize, Ruling, load
from thidua.commendation.lawbook.shapes import Award, AwardVersion, LawError, Node
from thidua.commendation.lawbook.tables import Authority, Gate, VoteProfile

__all__ = [
    "Authority",
    "Award",
    "AwardVersion",
    "Gate",
    "LawError",
    "Lawbook",
    "Node",
    "Prize",
    "Ruling",
    "VoteProfile",
    "load",
]
