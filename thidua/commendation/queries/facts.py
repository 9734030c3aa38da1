"""What the system knows of a nominee on a day, as the rules want it: value, day, source. Nothing is assumed."""

import datetime as dt
from typing import Any

from thidua.commendation.models import Attestation, Nomination
from thidua.core.dates import day_of
from thidua.org.models import Unit
from thidua.org.queries.tree import name_on

# How the law data names the body that launched a movement.
LAUNCHER: dict[str, str] = {
    Unit.Kind.MINISTRY: "bo",
    Unit.Kind.PROVINCE: "tinh",
    Unit.Kind.DEPARTMENT: "so",
    Unit.Kind.DISTRICT: "huyen",
    Unit.Kind.DISTRICT_OFFICE: "phong",
    Unit.Kind.COMMUNE: "xa",
}


def facts_of(nomination: Nomination, *, on: dt.date) -> dict[str, Any]:
    """The facts of one dossier, plain data for `Facts.from_dict`."""
    facts: dict[str, Any] = {
        "learner": _known(nomination.learner, on, "danh sách nhân sự"),
        **_registered(nomination, on),
    }
    if nomination.learner and (grade := grade_of(nomination.home, on)):
        facts["grade"] = _known(grade, on, "danh sách lớp")
    for row in nomination.attestations.select_related("by__person").order_by("id"):
        facts[row.fact] = _attested(nomination, row)
    return {"subject": nomination.subject_kind, "facts": facts}


def _known(value: object, on: dt.date, source: str) -> dict[str, Any]:
    return {"value": value, "as_of": on.isoformat(), "source": source}


def _registered(nomination: Nomination, on: dt.date) -> dict[str, Any]:
    """A signed pledge in the call's movement is the registration (Luật 2003, Điều 10); a missing one says nothing."""
    movement = nomination.call.movement
    if movement is None or nomination.person_id is None:
        return {}
    signed = movement.pledges.filter(person_id=nomination.person_id).first()
    return {"registered": _known(True, on, "giao ước đã ký trong hệ thống")} if signed else {}


def grade_of(home: Unit, on: dt.date) -> int | None:
    """The grade of a class, from the digits its name starts with: "Lớp 11A1" is grade 11. None for other units."""
    if home.kind != Unit.Kind.CLASS:
        return None
    name = name_on(home, on)
    digits = "".join(c for c in (name.name if name else "").removeprefix("Lớp").strip()[:2] if c.isdigit())
    return int(digits) if digits else None


def _attested(nomination: Nomination, row: Attestation) -> dict[str, Any]:
    """A named person's word as the fact it vouches for."""
    name = row.by.get_full_name()
    day = day_of(row.at).isoformat()
    value: Any = {"answer": row.holds, "by": name}
    movement = nomination.call.movement
    if row.fact == "movement_result" and movement:
        launcher = movement.basis.issuer if movement.basis else None
        value = {
            "movement": movement.name,
            "chosen": row.holds,
            "on": day,
            "launched_by": LAUNCHER.get(launcher.kind if launcher else "", "truong"),
        }
    elif row.fact == "sudden_merit":
        value = (
            [{"what": nomination.achievement, "scope": "truong", "on": day, "by": name}] if row.holds else []
        )
    return {"value": value, "as_of": day, "source": f"xác nhận của {name}", "verified": True}
