"""What signing and issuing will find, asked before anyone presses: authority, book, reach, what is missing."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.core.errors import Blocker
from thidua.documents.models import NumberBook, Paper, Recipient, SignatureBlock
from thidua.documents.rules import papers as rules
from thidua.org.models import Delegation, Position, Post, Unit
from thidua.org.queries.people import people_of
from thidua.org.queries.tree import ancestors_of, children_of, union_of
from thidua.org.rules import may_sign

COLLECTIVE = {
    Unit.Kind.PROVINCE,
    Unit.Kind.DISTRICT,
    Unit.Kind.COMMUNE,
    Unit.Kind.UNION,
    Unit.Kind.COUNCIL,
    Unit.Kind.PARTY,
}
HEADS = {Position.HEAD, Position.UNION_CHAIR, Position.COUNCIL_CHAIR}
STAFF_GROUPS = ("cadre", "civil_servant", "teacher", "staff", "worker")


def books_in(units: "QuerySet[Unit]") -> "QuerySet[NumberBook]":
    """The number books of these units, the newest year first."""
    return (
        NumberBook.objects.filter(unit__in=units)
        .select_related("unit")
        .order_by("-year", "unit__sort_key", "kind")
    )


def book_for(unit: Unit, year: int, kind: str) -> NumberBook | None:
    """The open book a paper of this kind is numbered in: its own, else the shared one."""
    books = NumberBook.objects.filter(unit=unit, year=year, kind__in=[kind, ""])
    return books.order_by("-kind").first()


@dataclass(frozen=True)
class Signing:
    """The post with which someone may sign and the lines it prints, or the reasons why none may."""

    authority: str
    post: Post | None
    lines: list[str]
    blockers: list[Blocker]


def signing(unit: Unit, person_id: int, authority: str, day: dt.date) -> Signing:
    """Whether a person may sign for a unit with an authority on a day, by the posts held on that very day."""
    posts = list(Post.objects.on(day).filter(person_id=person_id, unit=unit).order_by("-manager", "id"))
    if not posts:
        sentence = f"Ngày {day:%d/%m/%Y} người này không giữ chức vụ nào ở {unit}, nên không ký được."
        return Signing(authority, None, [], [Blocker(sentence)])
    reasons: list[Blocker] = []
    for post in posts:
        refused = _refusal(unit, post, authority, day)
        if not refused:
            return Signing(authority, post, printed_lines(unit, post, authority, day), [])
        reasons = reasons or refused
    return Signing(authority, None, [], reasons)


def _refusal(unit: Unit, post: Post, authority: str, day: dt.date) -> list[Blocker]:
    return may_sign(
        authority,
        is_head=post.position in HEADS,
        is_deputy=post.position == Position.DEPUTY,
        delegated=Delegation.objects.on(day).filter(receiver=post, what=authority).exists(),
        head_led=unit.kind not in COLLECTIVE,
        acting=post.acting,
    )


def printed_lines(unit: Unit, post: Post, authority: str, day: dt.date) -> list[str]:
    """The lines above the name: KT. prints the absent head's title, then the signer's own."""
    own = post.title.upper()
    if authority == "":
        return [own]
    if authority == "TM.":
        return [f"TM. {str(unit).upper()}", own]
    heads = Post.objects.filter(unit=unit, position=Position.HEAD)
    head = heads.filter(during__contains=day).first() or heads.order_by("-during").first()
    return [f"{authority} {head.title.upper() if head else 'THỦ TRƯỞNG'}", own]


def authorities_of(unit: Unit, person_id: int, *, on: dt.date) -> list[Signing]:
    """The authorities with which a person may sign for a unit on a day; when none, the plainest with its reasons."""
    asked = [signing(unit, person_id, authority, on) for authority in SignatureBlock.Authority.values]
    return [found for found in asked if not found.blockers] or asked[:1]


def missing_to_sign(paper: Paper, found: Signing) -> list[Blocker]:
    """Every reason why a paper cannot be signed so."""
    already = paper.signatures.filter(for_unit=paper.owner).exists()
    known = found.authority in SignatureBlock.Authority.values
    return rules.blockers_to_sign(paper.state, already=already, known=known, authority=found.blockers)


def missing_to_issue(paper: Paper, *, day: dt.date, today: dt.date, route: str) -> list[Blocker]:
    """Everything a paper lacks before it may go out bearing `day`."""
    signed = paper.signatures.filter(for_unit=paper.owner).exists()
    book = book_for(paper.owner, day.year, paper.kind)
    waiting = paper.state in {Paper.State.DRAFT, Paper.State.SIGNED}
    number = rules.blockers_to_number(paper.number, book.last + 1) if book and waiting else []
    return number + rules.blockers_to_issue(
        paper.state,
        unsigned=[] if signed else [str(paper.owner)],
        recipients=paper.recipients.count(),
        symbol=paper.symbol,
        place=paper.place,
        day=day,
        today=today,
        book=book,
        elsewhere="" if paper.route == route else paper.get_route_display(),
    )


@dataclass(frozen=True)
class Reached:
    """The units and people that a paper's recipients come to on a day, each once."""

    units: frozenset[int]
    people: frozenset[int]
    teams: int  # of the units, how many are teams or divisions of the issuer

    @property
    def total(self) -> int:
        """How many will get the paper."""
        return len(self.units) + len(self.people)

    @property
    def bodies(self) -> int:
        """Units other than the issuer's own teams."""
        return len(self.units) - self.teams


def reached_by(paper: Paper, *, on: dt.date) -> Reached:
    """Expand the recipients as they stand on a day; each unit and person counts once."""
    lines = list(paper.recipients.all())
    units = {line.unit_id for line in lines if line.reaches == Recipient.Reaches.UNIT and line.unit_id}
    kinds = {line.reaches for line in lines}
    teams = children_of(paper.owner, on=on, kinds=[Unit.Kind.TEAM, Unit.Kind.DIVISION])
    own = set(teams.values_list("pk", flat=True)) if Recipient.Reaches.TEAMS in kinds else set()
    staff = people_of(paper.owner, on=on, groups=STAFF_GROUPS)
    people = set(staff.values_list("pk", flat=True)) if Recipient.Reaches.STAFF in kinds else set()
    return Reached(frozenset(units | own), frozenset(people), len(own))


def addressable(owner: Unit, *, on: dt.date) -> list[tuple[int, str]]:
    """The units a paper of this unit can be sent to by name: those above, the union, those directly below."""
    above = [(step.pk, step.label) for step in ancestors_of(owner, on=on) if step.depth]
    union = union_of(owner, on=on)
    beside = [(union.pk, str(union))] if union else []
    below = children_of(owner, on=on).exclude(kind=Unit.Kind.CLASS)
    return [*above, *beside, *((unit.pk, str(unit)) for unit in below)]
