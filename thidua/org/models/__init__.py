"""Units, people and posts, each true from a day until a day."""

from thidua.org.models.import_run import ImportRun
from thidua.org.models.person import Person, User
from thidua.org.models.post import Delegation, Group, Position, Post
from thidua.org.models.unit import (
    Area,
    Guidance,
    Lineage,
    Pairing,
    Placement,
    Reach,
    Unit,
    UnitAlias,
    UnitName,
)

__all__ = [
    "Area",
    "Delegation",
    "Group",
    "Guidance",
    "ImportRun",
    "Lineage",
    "Pairing",
    "Person",
    "Placement",
    "Position",
    "Post",
    "Reach",
    "Unit",
    "UnitAlias",
    "UnitName",
    "User",
]
