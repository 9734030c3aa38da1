"""Who may sign a paper for whom on a day, which lines that prints, and whose signature is still missing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.core.errors import Blocker
from thidua.documents.models import Paper, PaperIssuer, SignatureBlock
from thidua.documents.rules import papers as rules
from thidua.documents.rules import signing as words
from thidua.org.access import ROLES, Ability, Access, Where
from thidua.org.models import Delegation, Person, Placement, Position, Post, Unit, User
from thidua.org.queries.people import users_holding
from thidua.org.rules import may_sign

HEADS = frozenset(
    {Position.HEAD, Position.UNION_CHAIR, Position.COUNCIL_CHAIR, Position.YOUTH_SECRETARY},
)
SIGNERS = tuple(
    position for position, held in ROLES.items() if Where.OWN in held.get(Ability.PAPER_SIGN, frozenset())
)


@dataclass(frozen=True)
class Signing:
    """The post with which someone may sign and the lines it prints, or the reasons why none may."""

    authority: str
    post: Post | None
    lines: list[str]
    blockers: list[Blocker]
    body: str = ""  # the collective named by TM.

    @property
    def key(self) -> str:
        """Authority and collective in one word, for a form."""
        return f"{self.authority}/{self.body}" if self.body else self.authority


def bodies_of(unit: Unit, *, on: dt.date) -> tuple[str, ...]:
    """The collectives a unit may speak for; a union with no union beneath it names its committee first."""
    names = words.COLLECTIVES.get(unit.kind, ())
    below = Placement.objects.on(on).filter(parent=unit, unit__kind=unit.kind)
    grass_roots = unit.kind in {Unit.Kind.UNION, Unit.Kind.YOUTH} and not below.exists()
    return names[::-1] if grass_roots else names


def signing(unit: Unit, person_id: int, authority: str, day: dt.date, *, body: str = "") -> Signing:
    """Whether a person may sign for a unit with an authority on a day, by the posts held on that very day.

    TM. without a `body` names the unit's first collective.
    """
    standing = _standing(unit, person_id, day)
    speaks_for = body or (standing.bodies[0] if authority == "TM." and standing.bodies else "")
    return _signing(standing, authority, speaks_for)


@dataclass(frozen=True)
class _Standing:
    """What one person is in one unit on a day: the posts, and the collectives the unit speaks for."""

    unit: Unit
    day: dt.date
    posts: list[Post]
    bodies: tuple[str, ...]


def _standing(unit: Unit, person_id: int, day: dt.date) -> _Standing:
    """The posts held in the unit, and those to which a post of the unit has handed a right to sign."""
    handed = Delegation.objects.on(day).filter(giver__unit=unit).values("receiver")
    held = Post.objects.on(day).filter(Q(unit=unit) | Q(pk__in=handed), person_id=person_id)
    posts = list(held.select_related("person").order_by("-manager", "id"))
    return _Standing(unit, day, posts, bodies_of(unit, on=day))


def _signing(standing: _Standing, authority: str, body: str) -> Signing:
    unit, day = standing.unit, standing.day
    if not standing.posts:
        sentence = f"Ngày {day:%d/%m/%Y} người này không giữ chức vụ nào ở {unit}, nên không ký được."
        return Signing(authority, None, [], [Blocker(sentence)], body)
    head_title = _head_title(unit, day) if authority in words.OF_THE_HEAD else ""
    reasons: list[Blocker] = []
    for post in standing.posts:
        refused = _refusal(unit, post, authority, day) + words.blockers_to_speak_for(
            str(unit), authority, body, bodies=standing.bodies
        )
        if not refused:
            refused = words.blockers_to_print(
                post.person.name, str(unit), title=post.title, authority=authority, head_title=head_title
            )
        if not refused:
            return Signing(authority, post, printed_lines(post.title, authority, body, head_title), [], body)
        reasons = reasons or refused
    return Signing(authority, None, [], reasons, body)


def _refusal(unit: Unit, post: Post, authority: str, day: dt.date) -> list[Blocker]:
    inside = post.unit_id == unit.pk
    handed = Delegation.objects.on(day).filter(receiver=post, giver__unit=unit, what=authority)
    found = may_sign(
        authority,
        is_head=inside and post.position in HEADS,
        is_deputy=inside and post.position == Position.DEPUTY,
        delegated=authority in {"TL.", "TUQ."} and handed.exists(),
        head_led=unit.kind not in words.COLLECTIVES,
        acting=inside and post.acting,
    )
    if authority == "TM." and not found:
        found = words.blockers_to_lead_collective(leads=inside and post.position in HEADS)
    return found


def _head_title(unit: Unit, day: dt.date) -> str:
    """The title of the head on the day, or of the last one; empty when none was ever recorded."""
    heads = Post.objects.filter(unit=unit, position__in=HEADS)
    head = heads.filter(during__contains=day).first() or heads.order_by("-during").first()
    return head.title if head else ""


def printed_lines(title: str, authority: str, body: str, head_title: str) -> list[str]:
    """The lines above the name: whom the signer speaks for, the absent head's title, the signer's own."""
    own = title.upper()
    above = [f"TM. {body}"] if body else []
    if authority in words.OF_THE_HEAD:
        return [*above, f"{authority} {head_title.upper()}", own]
    if authority == "Q.":
        return [f"Q. {own.removeprefix('Q. ').removeprefix('QUYỀN ')}"]
    return [*above, own]


def authorities_of(unit: Unit, person_id: int, *, on: dt.date) -> list[Signing]:
    """The authorities with which a person may sign for a unit on a day; when none, the plainest with its reasons.

    A collective's own way (TM.) comes first where there is one.
    """
    standing = _standing(unit, person_id, on)
    ways = [(mark, "") for mark in SignatureBlock.Authority.values if mark != "TM." or not standing.bodies]
    collective = [(mark, body) for mark in ("TM.", "KT.") for body in standing.bodies]
    asked = [_signing(standing, mark, body) for mark, body in [*collective, *ways]]
    plainest = [found for found in asked if not found.authority]
    return [found for found in asked if not found.blockers] or plainest


# The sides of a paper


@dataclass(frozen=True)
class Side:
    """One body that issues a paper: its signature, or None as long as it has not signed."""

    unit: Unit
    archive: str
    block: SignatureBlock | None


@dataclass(frozen=True)
class Sides:
    """All bodies that issue a paper, the lead first, and what is known of their signatures."""

    sides: list[Side]
    confirmed_by: User | None = None
    confirmed_at: dt.datetime | None = None
    doubled: list[SignatureBlock] = field(
        default_factory=list
    )  # the blocks of a person who signs for several

    @property
    def lead(self) -> Unit:
        """The body that numbers the paper."""
        return self.sides[0].unit

    @property
    def joint(self) -> bool:
        """Whether several bodies issue the paper."""
        return len(self.sides) > 1

    @property
    def unsigned(self) -> list[Unit]:
        """Those who have not signed."""
        return [side.unit for side in self.sides if side.block is None]

    @property
    def untitled(self) -> list[str]:
        """Those for whom someone signed without a title."""
        blocks = [side.block for side in self.sides if side.block]
        return [block.person.name for block in blocks if not "".join(block.lines).strip()]

    @property
    def one_signer(self) -> str:
        """The warning that one person signs for several sides; empty when it is not so."""
        if not self.doubled:
            return ""
        return words.one_signer_sentence(
            self.doubled[0].person.name, [str(block.for_unit) for block in self.doubled]
        )

    @property
    def unconfirmed(self) -> str:
        """The same warning, as long as the head of the lead has not confirmed it."""
        return "" if self.confirmed_at else self.one_signer


def sides_of(paper: Paper) -> Sides:
    """The bodies that issue a paper and their signatures: two queries."""
    blocks = {
        block.for_unit_id: block
        for block in paper.signatures.select_related("person", "for_unit").order_by("id")
    }
    rows = list(paper.issuers.select_related("unit", "one_signer_confirmed_by__person"))
    if not rows:
        return Sides([Side(paper.owner, paper.archive, blocks.get(paper.owner_id))])
    sides = [Side(row.unit, row.archive, blocks.get(row.unit_id)) for row in rows]
    signed = [side.block for side in sides if side.block]
    twice = _doubled(signed)
    lead = rows[0]
    return Sides(sides, lead.one_signer_confirmed_by, lead.one_signer_confirmed_at, twice)


def _doubled(blocks: list[SignatureBlock]) -> list[SignatureBlock]:
    people = [block.person_id for block in blocks]
    return [block for block in blocks if people.count(block.person_id) > 1]


def missing_to_sign(paper: Paper, found: Signing, unit: Unit | None = None) -> list[Blocker]:
    """Every reason why a paper cannot be signed so for one of its issuers (unset: the owner)."""
    signs_for = unit or paper.owner
    joint = PaperIssuer.objects.filter(paper=paper)
    is_issuer = signs_for.pk == paper.owner_id or joint.filter(unit=signs_for).exists()
    already = paper.signatures.filter(for_unit=signs_for).exists()
    known = found.authority in SignatureBlock.Authority.values
    stranger = words.blockers_to_sign_for(str(signs_for), is_issuer=is_issuer)
    return stranger + rules.blockers_to_sign(
        paper.state, already=already, known=known, authority=found.blockers
    )


def units_to_sign_for(access: Access) -> "QuerySet[Unit]":
    """The units for which a person may sign: by post, and by what was handed to one of the posts."""
    handed = Delegation.objects.on(access.day).filter(receiver__person_id=access.user.person_id)
    return access.units(Ability.PAPER_SIGN) | Unit.objects.filter(pk__in=handed.values("giver__unit"))


def papers_issued_with(units: "QuerySet[Unit]") -> "QuerySet[Paper]":
    """The papers that these units issue, alone or with others."""
    joined = PaperIssuer.objects.filter(unit__in=units).values("paper")
    return Paper.objects.filter(Q(owner__in=units) | Q(pk__in=joined))


def signers_of(units: Iterable[Unit], *, on: dt.date) -> "QuerySet[User]":
    """The accounts of those whose post lets them sign for these units on a day."""
    keys = [unit.pk for unit in units]
    return users_holding(Unit.objects.filter(pk__in=keys), SIGNERS, on=on)


def is_head_of(unit: Unit, person_id: int, *, on: dt.date) -> bool:
    """Whether a person is the head of a unit on a day."""
    return Post.objects.on(on).filter(unit=unit, person_id=person_id, position__in=HEADS).exists()


def users_reached(paper: Paper, *, on: dt.date) -> "QuerySet[User]":
    """Accounts to tell what happens to an issued paper: those it went to, leaders and clerks of units it went to."""
    people = Person.objects.filter(receipts__paper=paper)
    offices = Unit.objects.filter(receipts__paper=paper)
    posts = Post.objects.on(on).filter(unit__in=offices)
    told = posts.filter(Q(manager=True) | Q(position__in=[*HEADS, Position.LEADER, Position.CLERK]))
    return User.objects.filter(
        Q(person__in=people) | Q(person__in=told.values("person")), is_active=True
    ).distinct()


def papers_to_confirm(access: Access) -> "QuerySet[Paper]":
    """Joint papers that one person signed for several sides, until this head of the lead says it is right (NH-104)."""
    headed = Post.objects.on(access.day).filter(person_id=access.user.person_id, position__in=HEADS)
    twin = SignatureBlock.objects.filter(paper=OuterRef("paper"), person=OuterRef("person"))
    doubled = SignatureBlock.objects.filter(Exists(twin.exclude(pk=OuterRef("pk"))), paper=OuterRef("pk"))
    lead = PaperIssuer.objects.filter(
        paper=OuterRef("pk"), unit=OuterRef("owner"), one_signer_confirmed_at=None
    )
    waiting = [Paper.State.PENDING, Paper.State.SIGNED]
    found = Paper.objects.filter(Exists(doubled), Exists(lead), owner__in=headed.values("unit"))
    return found.filter(state__in=waiting).order_by("created_at", "id")


def papers_to_sign(access: Access) -> "QuerySet[Paper]":
    """Papers that wait for a signature this person may give, for their owner or for another side of them."""
    units = units_to_sign_for(access)
    sides = PaperIssuer.objects.filter(paper=OuterRef("pk"))
    signed = SignatureBlock.objects.filter(paper=OuterRef("paper"), for_unit=OuterRef("unit"))
    awaited = Exists(sides.filter(~Exists(signed), unit__in=units))
    alone = Q(owner__in=units, state=Paper.State.DRAFT) & ~Exists(sides)
    waiting = [Paper.State.DRAFT, Paper.State.PENDING]
    return Paper.objects.filter(alone | awaited, state__in=waiting).order_by("created_at", "id")
