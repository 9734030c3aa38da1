"""Who is meant by the words a plan uses for those who answer for a task. Pure; what it finds is shown as "suy ra"."""

import re
from dataclasses import dataclass

from thidua.core.text import fold
from thidua.org.speaking import MANAGING


@dataclass(frozen=True)
class Meant:
    """Where to look for an owner: the unit of the plan, its union, its youth body, or a part of it by name."""

    where: str  # "self", "union", "youth", "named"
    positions: tuple[str, ...] = ()
    name: str = ""


# Words for many bodies at once, or for everyone: no single owner is meant, and none is made up.
_MANY = re.compile(
    r"^(?:cac|tat ca|toan the|nhung|moi|co quan|can bo|hoc sinh|giao vien)\b|dong cap\b|,|\bcac don vi\b"
)
_KNOWN = (
    (r"^cac doan the\b", (Meant("union", ("union_chair",)), Meant("youth", ("youth_secretary",)))),
    (_MANY, ()),
    (
        r"^(?:ban giam hieu|ban lanh dao|lanh dao (?:nha )?truong|lanh dao so|lanh dao phong)\b",
        (Meant("self", MANAGING),),
    ),
    (r"^(?:hieu truong|giam doc so|truong phong|thu truong don vi)\b", (Meant("self", ("head",)),)),
    (
        r"^(?:ban chap hanh cong doan|bch cong doan|cong doan)\b",
        (Meant("union", ("union_chair", "union_member")),),
    ),
    (
        r"^(?:ban chap hanh doan|doan thanh nien|bi thu doan|doan truong)\b",
        (Meant("youth", ("youth_secretary",)),),
    ),
)


def meant_by(written: str) -> tuple[Meant, ...]:
    """Whom a wording means, the lead first; nothing when it means many bodies, or everyone."""
    folded = fold(written).strip()
    found = (meant for pattern, meant in _KNOWN if re.search(pattern, folded))
    return next(found, (Meant("named", (), written),))


def names_tried(written: str) -> tuple[str, ...]:
    """The ways in which a part of a unit may be called: "Văn phòng Sở" is named "Văn phòng" inside its Sở."""
    folded = fold(written).strip()
    short = re.sub(r"\s+(?:so|phong|truong|nha truong)$", "", folded)
    return tuple(dict.fromkeys((folded, short)))


_ROUTE = re.compile(
    r"báo cáo\s+(?:về\s+)?(?P<to>[^(),.;]{2,80}?)\s*\(qua\s+(?P<channel>[^)]{2,80})\)", re.IGNORECASE
)


def route_in(sentence: str) -> tuple[str, str]:
    """To whom a sentence says to report and through whom, as written; ("", "") where it does not say."""
    found = _ROUTE.search(sentence)
    return (found["to"].strip(), found["channel"].strip()) if found else ("", "")
