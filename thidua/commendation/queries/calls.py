"""Calls: who may see them, whom one may nominate in them, and how far each dossier has come."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.commendation import rules
from thidua.commendation.lawbook import load
from thidua.commendation.models import Call, Item, Listing, Nomination, Session
from thidua.commendation.queries.authority import PRAISE, Standing, standing_of
from thidua.commendation.queries.dossier import dossiers_in
from thidua.commendation.queries.sessions import councils_of
from thidua.core.errors import Blocker
from thidua.documents.models import Paper
from thidua.movements.models import Movement
from thidua.org.access import ROLES, Ability, Access
from thidua.org.models import Group, Person, Post, Reach, Unit

LEARNERS = [Group.PUPIL, Group.STUDENT]
_COLLECTIVES = [Unit.Kind.TEAM, Unit.Kind.DIVISION, *Unit.SCHOOLS]


def calls_above(access: Access, ability: Ability) -> "QuerySet[Call]":
    """Calls opened by units in which an ability is held, or by anyone above them."""
    above = Reach.objects.on(access.day).filter(descendant__in=access.units(ability)).values("ancestor")
    return (
        Call.objects.filter(owner__in=above).select_related("owner", "movement").order_by("-opens_on", "-id")
    )


def calls_to_nominate_in(access: Access) -> "QuerySet[Call]":
    """Calls in which this person may put somebody forward."""
    units = access.units(Ability.NOMINATE) | access.units(Ability.NOMINATE_PUPIL)
    above = Reach.objects.on(access.day).filter(descendant__in=units).values("ancestor")
    return Call.objects.filter(owner__in=above).select_related("owner", "movement")


def nominees(call: Call, access: Access) -> list[tuple[str, list[tuple[str, str]]]]:
    """Whom this person may put forward in a call, in groups: (label, [(key, name and place)])."""
    day = access.day
    below = Reach.objects.on(day).filter(ancestor=call.owner).values("descendant")
    staff_in = access.units(Ability.NOMINATE).filter(pk__in=below)
    classes = access.units(Ability.NOMINATE_PUPIL).filter(pk__in=below)
    counted = (
        Post.objects.on(day).filter(main=True).select_related("person", "unit").order_by("person__sort_key")
    )
    groups = [
        (
            "Tập thể",
            [
                (f"u{row.pk}", row.label)
                for row in staff_in.filter(kind__in=_COLLECTIVES).order_by("sort_key")
            ],
        ),
        (
            "Cán bộ, giáo viên, nhân viên",
            _named(counted.filter(unit__in=staff_in).exclude(group__in=LEARNERS)),
        ),
        ("Học sinh", _named(counted.filter(unit__in=classes, group__in=LEARNERS))),
    ]
    return [(label, rows) for label, rows in groups if rows]


def _named(posts: "QuerySet[Post]") -> list[tuple[str, str]]:
    return [(f"p{post.person_id}", f"{post.person.name}, {post.unit.label}") for post in posts]


def nominate_page(call: Call, access: Access) -> dict[str, Any]:
    """What stands around the form: the awards of the call, and whether it takes nominations today."""
    return {
        "call": call,
        "awards": [(key, load().award(key).name) for key in call.awards],
        "blockers": rules.blockers_to_receive(today=access.day, opens=call.opens_on, closes=call.closes_on),
    }


def subject_of(key: str) -> Person | Unit:
    """The person or unit behind a key of `nominees`."""
    return Unit.objects.get(pk=key[1:]) if key.startswith("u") else Person.objects.get(pk=key[1:])


def proposer_of(subject: Person | Unit, access: Access) -> Unit:
    """In whose name a person nominates: the class for its pupils, else the body whose post allows it."""
    if isinstance(subject, Person):
        post = Post.objects.on(access.day).filter(person=subject, main=True).select_related("unit").first()
        if post and post.group in LEARNERS:
            room: Unit = post.unit
            return room
    return next(held.unit for held in access.posts if Ability.NOMINATE in ROLES.get(held.position, {}))


Carried = Any  # a Nomination with `verdict`, `listed`, `praised` and `before_council` of its query


@dataclass(frozen=True)
class Line:
    """One award of a call: its dossiers, who may decide it, what can go on paper now and what stands against it."""

    award: str
    name: str
    standing: Standing
    rows: list[Carried]
    ready: list[Carried]
    praisable: list[Carried]

    @property
    def open_rows(self) -> list[Any]:
        """Dossiers that no paper names yet and that no council has turned down."""
        rows: list[Any] = list(self.rows)
        return [row for row in rows if not row.listed and row.council_word != "refused"]

    @property
    def blockers(self) -> list[Blocker]:
        """Why no paper can be prepared from this line."""
        lines = [(str(row), row.verdict or "", False) for row in self.ready]
        allowed = self.standing.allowed or bool(self.standing.deciders)
        return rules.blockers_to_list(lines, allowed=allowed, ruling=self.standing.sentence)


def call_page(call: Call, access: Access) -> dict[str, Any]:
    """One call: each award with its dossiers, the council's sessions, the papers made from it."""
    seen = _with_progress(dossiers_in(access.units(Ability.NOMINATION_VIEW), on=access.day).filter(call=call))
    rows = list(seen.order_by("unit__sort_key", "person__sort_key", "id"))
    may_draft = access.may(Ability.PAPER_FILE, call.owner)
    closed = rules.blockers_to_receive(today=access.day, opens=call.opens_on, closes=call.closes_on)
    return {
        "call": call,
        "lines": [
            _line(call, award, [row for row in rows if row.award == award], access) for award in call.awards
        ],
        "dossiers": len(rows),
        "sessions": list(_sessions_of(call, access)),
        "papers": list(_papers_of(call)) if may_draft or access.has(Ability.AWARD_VIEW) else [],
        "may_draft": may_draft,
        "may_nominate": calls_to_nominate_in(access).filter(pk=call.pk).exists(),
        "closed": closed,
        "may_convene": _may_convene(call, access),
        "praise": standing_of(call.owner, PRAISE, access.day),
        "praise_key": PRAISE,
    }


def _may_convene(call: Call, access: Access) -> bool:
    if not access.has(Ability.COUNCIL_RECORD):
        return False
    return councils_of(call.owner, on=access.day).filter(pk__in=access.units(Ability.COUNCIL_RECORD)).exists()


def _with_progress(rows: "QuerySet[Nomination]") -> "QuerySet[Nomination]":
    """Dossiers carrying `listed` (on a paper for their award), `praised` and `before_council`."""
    papers = Listing.objects.filter(nomination=OuterRef("pk")).exclude(paper__state="withdrawn")
    waiting = Item.objects.filter(nomination=OuterRef("pk"), session__state="open")
    return rows.annotate(
        listed=Exists(papers.filter(award=OuterRef("award"))),
        praised=Exists(papers.filter(award=PRAISE)),
        before_council=Exists(waiting),
    )


def _line(call: Call, award: str, rows: list[Carried], access: Access) -> Line:
    standing = standing_of(call.owner, award, access.day)
    sent = [row for row in rows if row.state == Nomination.State.SUBMITTED]
    ready = [row for row in sent if _is_ready(row, by_itself=standing.allowed)]
    praisable = [row for row in sent if not row.praised]
    return Line(award, load().award(award).name, standing, rows, ready, praisable)


def _is_ready(row: Any, *, by_itself: bool) -> bool:
    """Met and on no paper yet; for a submission also agreed by the council, for an own decision not refused by it."""
    if row.verdict != "met" or row.listed or row.before_council:
        return False
    word: str | None = row.council_word
    return word != "refused" if by_itself else word == "agreed"


def _sessions_of(call: Call, access: Access) -> "QuerySet[Session]":
    """The council's sessions on a call, for those who may look into that council."""
    seen = call.sessions.filter(council__in=access.units(Ability.COUNCIL_VIEW))
    return seen.select_related("council").order_by("-opened_at")


def _papers_of(call: Call) -> "QuerySet[Paper]":
    found = Paper.objects.filter(listings__nomination__call=call).distinct()
    return found.defer("source_lines", "reading").order_by("-id")


def dossiers_to_list(call: Call) -> "QuerySet[Nomination]":
    """The sent dossiers of a call, for the paper that will name them."""
    rows = Nomination.objects.filter(call=call, state=Nomination.State.SUBMITTED)
    return rows.select_related("person", "unit", "home", "call", "item__session").order_by("id")


def movements_of(owners: "QuerySet[Unit]") -> "QuerySet[Movement]":
    """The movements these units run now, for a call to rest on."""
    running = Movement.objects.filter(owner__in=owners, state=Movement.State.RUNNING)
    return running.order_by("-launched_at")


def owners_for_call(access: Access) -> "QuerySet[Unit]":
    """The units in whose name this person may open a call: bodies of their own, not their teams or classes."""
    inner = [Unit.Kind.TEAM, Unit.Kind.CLASS, Unit.Kind.COUNCIL, Unit.Kind.DIVISION]
    return access.units(Ability.NOMINATE).exclude(Q(kind__in=inner)).order_by("sort_key")
