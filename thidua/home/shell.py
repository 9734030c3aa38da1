"""What stands around every page: who you are, where you are, where you can go."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from thidua.core.dates import demo_day, school_year, with_weekday
from thidua.org.access import Ability, Access, Where
from thidua.org.models import Unit
from thidua.org.queries.tree import ancestors_of
from thidua.version import VERSION

# Only rooms that have pages; each is shown to those who may open it.
SECTIONS = (
    ("desk", "Việc của tôi", "work", None),
    ("papers", "Văn bản", "paper", Ability.PAPER_VIEW),
    ("movements", "Phong trào", "flag", Ability.MOVEMENT_VIEW),
    ("reports", "Báo cáo", "report", Ability.REPORT_VIEW),
    ("nominations", "Khen thưởng", "award", Ability.NOMINATION_VIEW),
    ("units", "Đơn vị", "units", Ability.UNIT_VIEW),
    ("search", "Tra cứu", "search", None),
)
_CRUMBS_KEPT = 60  # seconds; names of units change by decision, not by the minute


@dataclass(frozen=True)
class Section:
    """One entry of the rail."""

    key: str
    label: str
    href: str
    icon: str
    count: int | None
    current: bool


@dataclass(frozen=True)
class Shell:
    """Everything the frame of a page says."""

    user_name: str
    post_title: str
    unit_name: str
    unit_place: str
    school_year: str
    crumbs: list[tuple[str, str | None]]
    sections: list[Section]
    demo_day: str | None
    version: str
    notices: int
    notices_href: str
    reminders_href: str
    trail_href: str
    logout_href: str
    messages: list[tuple[str, str]]


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame; None for those who are not signed in."""
    access: Access | None = getattr(request, "access", None)
    return {"shell": _of(request, access) if access else None}


def _of(request: HttpRequest, access: Access) -> Shell:
    first = access.posts[0] if access.posts else None
    place = _place(first.unit, access) if first else []
    day = demo_day()
    return Shell(
        user_name=access.user.get_full_name(),
        post_title=first.title if first else "Chưa giữ chức vụ nào vào ngày này",
        unit_name=place[-1][0] if place else "",
        unit_place=", ".join(label for label, _ in reversed(place[:-1])),
        school_year=school_year(access.day).replace("-", "–"),
        crumbs=place,
        sections=_sections(request, access),
        demo_day=with_weekday(day) if day else None,
        version=VERSION,
        notices=getattr(access.user, "unread", 0),
        notices_href=reverse("notices"),
        reminders_href=reverse("reminders"),
        trail_href=reverse("trail"),
        logout_href=reverse("account_logout"),
        messages=[(message.extra_tags or "good", str(message)) for message in get_messages(request)],
    )


def _place(unit: Unit, access: Access) -> list[tuple[str, str | None]]:
    """From the top of the tree down to the unit, as they are called on the day; a link where the person may look."""
    roots = access.roots(Ability.UNIT_VIEW)
    crumbs: list[tuple[str, str | None]] = []
    beneath = False
    for key, label in _chain(unit, access.day):
        beneath = beneath or key in roots[Where.SUBTREE]
        crumbs.append((label, reverse("unit", args=[key]) if beneath or key in roots[Where.OWN] else None))
    return crumbs


def _chain(unit: Unit, day: dt.date) -> list[tuple[int, str]]:
    key = f"place:{unit.pk}:{day}"
    kept: list[tuple[int, str]] | None = cache.get(key)
    if kept is None:
        kept = [(step.pk, step.label) for step in reversed(ancestors_of(unit, on=day))]
        cache.set(key, kept, _CRUMBS_KEPT)
    return kept


def _sections(request: HttpRequest, access: Access) -> list[Section]:
    return [
        Section(name, label, href := reverse(name), icon, None, _is_current(request.path, href))
        for name, label, icon, ability in SECTIONS
        if ability is None or access.has(ability)
    ]


def _is_current(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)
