"""Which settings of a movement its plan leaves open. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

# Decided after the launch if need be. The award forms are one of them, but are always decided before it (LT-84).
SETTINGS = ("award_forms", "standards", "quota", "scale", "report_date", "award_date")
LATER = tuple(what for what in SETTINGS if what != "award_forms")


def unstated_settings(reading: Mapping[str, Any], *, gaps: Collection[str]) -> list[str]:
    """The settings that a plan as read does not state, in order (HY-78, NH-114).

    `gaps` are the parts that its draft already keeps open. A scale is asked for where there are criteria to score;
    a time of review after a round is when awards are proposed, not when they are given.
    """
    awards = reading.get("awards") or {}
    by_reference = awards.get("rules_by_reference") is not None
    review = awards.get("time_of_review") or {}
    stated = {
        "award_forms": "award_forms" not in gaps,
        "standards": by_reference or any(isinstance(row, Mapping) for row in awards.get("eligible", [])),
        "scale": not reading.get("criteria"),
        "award_date": review.get("kind") == "event",
    }
    return [what for what in SETTINGS if not stated.get(what, False)]
