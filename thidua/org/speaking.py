"""Which posts speak for a unit, under one name each. Pure: plain words, so that rules may read them too."""

# Who heads a unit, a group, a union or a youth body.
LEADING = ("head", "leader", "union_chair", "youth_secretary")
# Who runs an office or a school: its head and the deputies.
MANAGING = ("head", "deputy")
# Who answers for a unit to those above it: whoever heads it, and the deputies.
SPEAKING = (*LEADING, "deputy")

_OF_KIND = {"union_chair": "union", "youth_secretary": "youth"}


def speaking_for(kind: str) -> tuple[str, ...]:
    """The posts that answer for a unit of a kind: a youth secretary's post, held in a school, is not the school's."""
    return tuple(position for position in SPEAKING if _OF_KIND.get(position, kind) == kind)
