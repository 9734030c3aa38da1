"""Who may decide which award, as the law of a day says it of a unit."""

import datetime as dt
from dataclasses import dataclass

from thidua.commendation.lawbook import load
from thidua.org.models import Unit

PRAISE = "bieu_duong"

# How the law data names the kinds of body that decide.
LAW_KIND: dict[str, str] = {
    Unit.Kind.DEPARTMENT: "so",
    Unit.Kind.DISTRICT_OFFICE: "phong",
    Unit.Kind.DISTRICT: "huyen",
    Unit.Kind.COMMUNE: "xa",
    Unit.Kind.PROVINCE: "tinh",
    Unit.Kind.MINISTRY: "bo",
    **dict.fromkeys(Unit.SCHOOLS, "truong"),
}


@dataclass(frozen=True)
class Standing:
    """Whether a unit may decide an award itself, or who else does; `sentence` names the article."""

    allowed: bool
    sentence: str
    deciders: tuple[str, ...]


def standing_of(unit: Unit, award: str, day: dt.date) -> Standing:
    """What the law of the day says of this unit and this award."""
    ruling = load().may_decide(award, LAW_KIND.get(unit.kind, unit.kind), day)
    sentence = ruling.sentence + (f" ({ruling.basis})" if ruling.basis else "")
    return Standing(ruling.allowed, sentence, tuple(row.name for row in ruling.deciders))


def awards_to_call(day: dt.date) -> list[tuple[str, str]]:
    """The awards with a rule in force on a day, by name, each with who decides it."""
    book = load()
    found = []
    for key, award in book.awards.items():
        if book.rule_in_force(key, day) is None or key == PRAISE:
            continue
        deciders = ", ".join(row.name for row in book.authority(key, day))
        found.append((key, f"{award.name} ({deciders})" if deciders else award.name))
    return sorted(found, key=lambda pair: pair[1])
