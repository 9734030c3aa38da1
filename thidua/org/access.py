"""The only place that answers "may I, here, on this day?".

Abilities are named in code and held through posts: each kind of post holds some abilities in its own
unit, some over the whole subtree, some over the units paired with its union body. Default deny.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from enum import Enum, StrEnum
from functools import cache, cached_property, wraps
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.core.dates import today
from thidua.core.http import Handler
from thidua.org.models import Position, Post, Unit, User

View = Callable[..., HttpResponse]


class Ability(StrEnum):
    """One thing a person may be allowed to do or see."""

    UNIT_VIEW = "xem đơn vị"
    UNIT_EDIT = "sửa cơ cấu tổ chức"
    STAFF_VIEW = "xem nhân sự"
    STAFF_EDIT = "sửa nhân sự"
    ACCOUNT_RESET = "cấp lại mã đăng nhập"
    PAPER_VIEW = "xem văn bản"
    PAPER_FILE = "vào sổ, soạn và phát hành văn bản"
    PAPER_SIGN = "ký văn bản"
    MOVEMENT_VIEW = "xem phong trào"
    MOVEMENT_DECIDE = "quyết định nội dung phong trào"
    MOVEMENT_WATCH = "theo dõi, đôn đốc phong trào"
    PLEDGE_SIGN = "ký giao ước thi đua"
    REPORT_FILL = "lập báo cáo"
    REPORT_ACCEPT = "duyệt báo cáo"
    REPORT_VIEW = "xem báo cáo"
    NOMINATE = "đề nghị khen thưởng"
    NOMINATE_PUPIL = "đề nghị khen thưởng học sinh"
    NOMINATION_VIEW = "xem hồ sơ khen thưởng"
    ATTEST = "xác nhận dữ kiện hồ sơ"
    COUNCIL_RECORD = "ghi biên bản hội đồng"
    COUNCIL_VIEW = "xem phiên họp hội đồng"
    AWARD_DECIDE = "quyết định khen thưởng"
    AWARD_VIEW = "xem sổ khen thưởng"
    TRAIL_VIEW = "xem nhật ký"
    # Restricted classes of data: each needs its own ability, whatever else one may do.
    SEE_PERSONAL = "xem ngày sinh, dân tộc"
    SEE_HEALTH = "xem dữ liệu sức khỏe"
    SEE_HARDSHIP = "xem hoàn cảnh khó khăn"
    SEE_RELATIVES = "xem dữ liệu thân nhân"
    SEE_INCIDENTS = "xem sự việc an ninh, an toàn"
    SEE_DECISION_DRAFTS = "xem dự thảo quyết định"


class Where(Enum):
    """How far an ability of a post reaches."""

    OWN = "own"
    SUBTREE = "subtree"
    PAIRED = "paired"  # the subtrees of the units paired with the union body


A, OWN, SUBTREE, PAIRED = Ability, Where.OWN, Where.SUBTREE, Where.PAIRED


def _role(**reach: Iterable[Ability]) -> dict[Ability, frozenset[Where]]:
    held: dict[Ability, set[Where]] = {}
    for where, abilities in reach.items():
        for ability in abilities:
            held.setdefault(ability, set()).add(Where(where))
    return {ability: frozenset(places) for ability, places in held.items()}


_READ = (A.UNIT_VIEW, A.PAPER_VIEW, A.MOVEMENT_VIEW)
_MEMBER = (*_READ, A.PLEDGE_SIGN)
_LEAD_SUBTREE = (
    *_READ,
    A.STAFF_VIEW,
    A.MOVEMENT_WATCH,
    A.REPORT_VIEW,
    A.NOMINATION_VIEW,
    A.COUNCIL_VIEW,
    A.AWARD_VIEW,
    A.TRAIL_VIEW,
)
_LEAD_OWN = (
    A.PLEDGE_SIGN,
    A.PAPER_SIGN,
    A.MOVEMENT_DECIDE,
    A.REPORT_ACCEPT,
    A.AWARD_DECIDE,
    A.ATTEST,
    A.SEE_PERSONAL,
    A.SEE_HARDSHIP,
    A.SEE_HEALTH,
    A.SEE_RELATIVES,
    A.SEE_INCIDENTS,
    A.SEE_DECISION_DRAFTS,
)

ROLES: dict[str, dict[Ability, frozenset[Where]]] = {
    Position.HEAD: _role(subtree=_LEAD_SUBTREE, own=_LEAD_OWN),
    Position.DEPUTY: _role(subtree=_LEAD_SUBTREE, own=_LEAD_OWN),
    Position.CLERK: _role(
        own=(*_MEMBER, A.STAFF_VIEW, A.PAPER_FILE, A.AWARD_VIEW, A.NOMINATION_VIEW), subtree=_READ
    ),
    Position.OFFICER: _role(
        subtree=(*_READ, A.STAFF_VIEW, A.REPORT_VIEW, A.NOMINATION_VIEW, A.AWARD_VIEW, A.MOVEMENT_WATCH),
        own=(A.PLEDGE_SIGN,),
    ),
    Position.LEADER: _role(own=(*_MEMBER, A.STAFF_VIEW, A.REPORT_FILL, A.REPORT_VIEW, A.MOVEMENT_WATCH)),
    Position.TEACHER: _role(own=_MEMBER),
    Position.STAFF: _role(own=_MEMBER),
    Position.HOMEROOM: _role(own=(*_READ, A.STAFF_VIEW, A.NOMINATE_PUPIL, A.NOMINATION_VIEW, A.SEE_HARDSHIP)),
    Position.PUPIL: {},
    Position.UNION_CHAIR: _role(
        own=(*_MEMBER, A.PAPER_SIGN, A.PAPER_FILE),
        paired=(
            *_READ,
            A.STAFF_VIEW,
            A.MOVEMENT_WATCH,
            A.REPORT_VIEW,
            A.REPORT_ACCEPT,
            A.NOMINATE,
            A.NOMINATION_VIEW,
            A.AWARD_VIEW,
        ),
    ),
    Position.UNION_MEMBER: _role(
        own=_MEMBER, paired=(*_READ, A.MOVEMENT_WATCH, A.REPORT_VIEW, A.NOMINATION_VIEW)
    ),
    Position.YOUTH_SECRETARY: _role(own=_MEMBER),
    Position.COUNCIL_CHAIR: _role(own=(A.COUNCIL_VIEW, A.NOMINATION_VIEW)),
    Position.COUNCIL_SECRETARY: _role(own=(A.COUNCIL_VIEW, A.COUNCIL_RECORD, A.NOMINATION_VIEW)),
    Position.COUNCIL_MEMBER: _role(own=(A.COUNCIL_VIEW, A.NOMINATION_VIEW)),
    Position.ADMIN: _role(
        subtree=(*_READ, A.UNIT_EDIT, A.STAFF_VIEW, A.STAFF_EDIT, A.ACCOUNT_RESET, A.TRAIL_VIEW)
    ),
}


# The reach of a person is asked by nearly every page: written as SQL once, it costs a tenth of composing it anew.
_BENEATH = (
    "SELECT descendant_id FROM org_reach WHERE ancestor_id = {} AND (%s::date IS NULL OR during @> %s::date)"
)
_PAIRED = "SELECT unit_id FROM org_pairing WHERE union_id = ANY (%s::bigint[]) AND during @> %s::date"


class Held(NamedTuple):
    """One post of today, as access needs it."""

    position: str
    title: str
    unit: Unit


class Access:
    """What one person may do on one day. The posts are read once; every answer follows from them."""

    def __init__(self, user: User, day: dt.date) -> None:
        self.user = user
        self.day = day
        self._answered: dict[tuple[Ability, int], bool] = {}

    @cached_property
    def posts(self) -> list[Held]:
        """The posts held on the day, the main one first: one query."""
        rows = Post.objects.on(self.day).filter(person_id=self.user.person_id)
        found = rows.select_related("unit").order_by("-main", "-manager", "id")
        return [Held(row.position, row.title, row.unit) for row in found]

    def has(self, ability: Ability) -> bool:
        """Whether any post allows this anywhere at all."""
        return any(ability in ROLES.get(post.position, {}) for post in self.posts)

    def units(self, ability: Ability, *, ever: bool = False) -> "QuerySet[Unit]":
        """Every unit in which this person holds the ability on the day; empty when none. Not yet queried.

        With `ever`, also units that stood beneath on any other day, so that the past can be opened.
        """
        roots = self.roots(ability)
        day = None if ever else self.day
        parts = ["SELECT unnest(%s::bigint[])"]
        values: list[Any] = [list(roots[Where.OWN])]
        if roots[Where.SUBTREE]:
            parts.append(_BENEATH.format("ANY (%s::bigint[])"))
            values += [list(roots[Where.SUBTREE]), day, day]
        if roots[Where.PAIRED]:
            parts.append(_BENEATH.format(f"ANY (ARRAY({_PAIRED}))"))
            values += [list(roots[Where.PAIRED]), self.day, day, day]
        return Unit.objects.filter(pk__in=RawSQL(" UNION ALL ".join(parts), values))  # noqa: S611 our own words

    def roots(self, ability: Ability) -> dict[Where, set[int]]:
        """The keys of the units through which the ability is held, by how far it reaches from there."""
        roots: dict[Where, set[int]] = {where: set() for where in Where}
        for post in self.posts:
            for where in ROLES.get(post.position, {}).get(ability, ()):
                roots[where].add(post.unit.pk)
        return roots

    def may(self, ability: Ability, unit: Unit) -> bool:
        """Whether the ability is held in this very unit on the day; asked once however often a page asks."""
        asked = (ability, unit.pk)
        if asked not in self._answered:
            self._answered[asked] = self.has(ability) and self.units(ability).filter(pk=unit.pk).exists()
        return self._answered[asked]

    def may_named(self, name: str, unit: Unit) -> bool:
        """The same for a template, which names the ability as the code does; a misspelt name is a KeyError."""
        return self.may(Ability[name], unit)


class Request(HttpRequest):
    """A request of a signed-in person, after `@needs`: `units` are those where the ability is held today."""

    user: User
    access: Access
    units: "QuerySet[Unit]"
    htmx: Any


class AccessMiddleware:
    """Puts `access` on the request of a signed-in person; nothing is queried until it is asked.

    Who still signs in with a one-time code can open nothing but the page to choose a password, and leave.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through, or lead to the password page."""
        if request.user.is_authenticated:
            request.__dict__["access"] = Access(request.user, today())
            if request.user.must_change and request.path not in _open_before_a_password():
                return redirect("password_choose")
        return self.get_response(request)


@cache
def _open_before_a_password() -> frozenset[str]:
    return frozenset(reverse(name) for name in ("password_choose", "account_logout"))


def _open_to(view: View, whom: str) -> View:
    """The view, bearing the mark that the house test reads."""
    view.__dict__["open_to"] = whom
    return view


def needs(ability: Ability) -> Callable[[View], View]:
    """Open the view only to holders of the ability; `request.units` is then their reach.

    403 says "you hold no such post anywhere"; the view's own lookups within `request.units` give 404.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.access.has(ability):
                raise PermissionDenied(f"Trang này dành cho người được giao việc “{ability.value}”.")
            request.units = request.access.units(ability)
            return view(request, *args, **kwargs)

        return _open_to(login_required(guarded), ability)

    return mark


def signed_in(view: View) -> View:
    """Open the view to everyone with an account; it shows only what is the person's own."""
    return _open_to(login_required(view), "signed_in")


def public(view: View) -> View:
    """Open the view to everyone, signed in or not."""
    return _open_to(view, "public")
