"""Sign, number, issue, receive. The number is taken under a lock and never twice."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import Blocker, refuse_if
from thidua.documents import rules
from thidua.documents.models import NumberBook, Paper, Receipt, Recipient, SignatureBlock
from thidua.org.models import Delegation, Position, Post, Unit, User
from thidua.org.queries.people import people_of
from thidua.org.queries.tree import children_of
from thidua.org.rules import may_sign

COLLECTIVE = {Unit.Kind.PROVINCE, Unit.Kind.DISTRICT, Unit.Kind.COMMUNE, Unit.Kind.UNION, Unit.Kind.COUNCIL, Unit.Kind.PARTY}


@transaction.atomic
def open_book(
    unit: Unit, year: int, kind: str, *, opening: int, reason: str, by: User, at: dt.datetime
) -> NumberBook:
    """Open the number book of a kind (empty: shared by all) for a year; a late start states the last number and why."""
    opened = NumberBook.objects.filter(unit=unit, year=year, kind=kind).exists()
    refuse_if(rules.blockers_to_open_book(opened=opened, opening=opening, reason=reason))
    book = NumberBook.objects.create(
        unit=unit, year=year, kind=kind, opening=opening, last=opening, opening_reason=reason
    )
    record("book.opened", f"Mở {book}, số cuối đã dùng {opening}.", by=by, about=book, unit=unit, at=at, reason=reason)
    return book


def book_for(unit: Unit, year: int, kind: str) -> NumberBook | None:
    """The open book a paper of this kind is numbered in: its own, else the shared one."""
    books = NumberBook.objects.filter(unit=unit, year=year, kind__in=[kind, ""])
    return books.order_by("-kind").first()


@transaction.atomic
def sign_paper(paper: Paper, *, by: User, at: dt.datetime, authority: str = "") -> Paper:
    """Sign for the paper's owner with an authority held on that very day.

    Refuses someone whose post does not stand on the day, however lately it ended.
    """
    paper = Paper.objects.select_for_update().select_related("owner").get(pk=paper.pk)
    day = day_of(at)
    posts = list(Post.objects.on(day).filter(person_id=by.person_id, unit=paper.owner).order_by("-manager"))
    post, blockers = _signing_post(paper.owner, posts, authority, day)
    already = paper.signatures.filter(for_unit=paper.owner).exists()
    refuse_if(rules.blockers_to_sign(paper.state, already=already, authority=blockers))
    assert post is not None
    SignatureBlock.objects.create(
        paper=paper, for_unit=paper.owner, authority=authority, lines=_printed(paper.owner, post, authority, day),
        person_id=by.person_id, signed_at=at, signed_by=by,
    )
    paper.state = Paper.State.SIGNED
    paper.save(update_fields=["state"])
    record("paper.signed", f"{by.get_full_name()} ký {paper}.", by=by, about=paper, unit=paper.owner, at=at)
    return paper


def _signing_post(
    unit: Unit, posts: list[Post], authority: str, day: dt.date
) -> tuple[Post | None, list[Blocker]]:
    """The post that may sign so, or the reasons why none may."""
    if not posts:
        return None, [Blocker(f"Ngày {day:%d/%m/%Y} người này không giữ chức vụ nào ở {unit}, nên không ký được.")]
    reasons: list[Blocker] = []
    for post in posts:
        delegated = Delegation.objects.on(day).filter(receiver=post, what=authority).exists()
        refused = may_sign(
            authority,
            is_head=post.position in {Position.HEAD, Position.UNION_CHAIR, Position.COUNCIL_CHAIR},
            is_deputy=post.position == Position.DEPUTY,
            delegated=delegated,
            head_led=unit.kind not in COLLECTIVE,
            acting=post.acting,
        )
        if not refused:
            return post, []
        reasons = reasons or refused
    return None, reasons


def _printed(unit: Unit, post: Post, authority: str, day: dt.date) -> list[str]:
    """The lines above the name: KT. prints the absent head's title, then the signer's own."""
    own = post.title.upper()
    if authority == "":
        return [own]
    if authority == "TM.":
        return [f"TM. {str(unit).upper()}", own]
    head = Post.objects.filter(unit=unit, position=Position.HEAD).order_by("-during").first()
    return [f"{authority} {head.title.upper() if head else 'THỦ TRƯỞNG'}", own]


@transaction.atomic
def issue_paper(
    paper: Paper, *, by: User, at: dt.datetime, day: dt.date | None = None, route: str = Paper.Route.PAPER
) -> Paper:
    """Number, date and send a signed paper; from then on its text is locked.

    `day` is the date the paper bears; without one it bears the date it already has, else the day of issue.
    `route` says from where: a plan or a decision is issued only together with what it sets off.
    Refuses, listing everything that is missing. The next number waits for whoever is taking one now.
    """
    paper = Paper.objects.select_for_update().select_related("owner").get(pk=paper.pk)
    today = day_of(at)
    bears = day or paper.day or today
    book = book_for(paper.owner, bears.year, paper.kind)
    unsigned = [] if paper.signatures.filter(for_unit=paper.owner).exists() else [str(paper.owner)]
    refuse_if(
        rules.blockers_to_issue(
            paper.state, unsigned=unsigned, recipients=paper.recipients.count(), symbol=paper.symbol,
            place=paper.place, day=bears, today=today, book=book,
            elsewhere="" if paper.route == route else paper.get_route_display(),
        )
    )
    assert book is not None
    paper.number, paper.day = take_number(book), bears
    paper.state, paper.issued_at, paper.issued_by = Paper.State.ISSUED, at, by
    paper.save(update_fields=["number", "day", "state", "issued_at", "issued_by"])
    sent = _send(paper, on=bears, at=at)
    record("paper.issued", f"Ban hành {paper}, gửi {sent} nơi nhận.", by=by, about=paper, unit=paper.owner, at=at)
    return paper


def take_number(book: NumberBook) -> int:
    """The next number of a book; two who ask at once get two numbers, one after the other."""
    held = NumberBook.objects.select_for_update().get(pk=book.pk)
    held.last += 1
    held.save(update_fields=["last"])
    return held.last


def _send(paper: Paper, *, on: dt.date, at: dt.datetime) -> int:
    """Expand the recipients as they stand on the day; each unit and person gets the paper once."""
    units: set[int] = set()
    people: set[int] = set()
    for line in paper.recipients.all():
        if line.reaches == Recipient.Reaches.UNIT and line.unit_id:
            units.add(line.unit_id)
        elif line.reaches == Recipient.Reaches.TEAMS:
            teams = children_of(paper.owner, on=on, kinds=[Unit.Kind.TEAM, Unit.Kind.DIVISION])
            units.update(teams.values_list("pk", flat=True))
        elif line.reaches == Recipient.Reaches.STAFF:
            everyone = people_of(paper.owner, on=on, groups=["cadre", "civil_servant", "teacher", "staff", "worker"])
            people.update(everyone.values_list("pk", flat=True))
    Receipt.objects.bulk_create(
        [
            *(Receipt(paper=paper, unit_id=key, sent_at=at) for key in sorted(units)),
            *(Receipt(paper=paper, person_id=key, sent_at=at) for key in sorted(people)),
        ],
        batch_size=2000,
    )
    return len(units) + len(people)


@transaction.atomic
def acknowledge(paper: Paper, *, by: User, at: dt.datetime) -> bool:
    """A recipient opened the paper; the first time counts. Returns whether it was addressed to them."""
    mine = Receipt.objects.filter(paper=paper, person_id=by.person_id)
    if not mine.exists():
        return False
    if mine.filter(received_at=None).update(received_at=at):
        record("paper.opened", f"{by.get_full_name()} đã nhận {paper}.", by=by, about=paper, unit=paper.owner, at=at)
    return True
