"""From agreement to paper: a submission to whoever may decide, or the unit's own decision and certificates."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.commendation import rules
from thidua.commendation.check_code import new_check_code
from thidua.commendation.lawbook import load
from thidua.commendation.models import Award, Certificate, LevelOutcome, Listing, Nomination, Revocation
from thidua.commendation.papers import decision_nodes, given, submission_nodes
from thidua.commendation.queries.authority import PRAISE, standing_of
from thidua.commendation.queries.facts import grade_of
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.actions.filing import write_paper
from thidua.documents.actions.issuing import issue_paper, take_number
from thidua.documents.models import NumberBook, Paper
from thidua.org.models import Position, Post, Unit, User
from thidua.org.queries.tree import name_on, parent_of


def _latest(nomination: Nomination) -> str:
    return nomination.determinations.order_by("-id").values_list("outcome", flat=True).first() or ""


def _frame(unit: Unit, day: dt.date) -> dict[str, str]:
    """The letterhead of a unit on a day: its name, the body above, place and symbol."""
    name, above = name_on(unit, day), parent_of(unit, on=day)
    upper = name_on(above, day) if above else None
    return {
        "issuer_written": (name.name if name else str(unit)).upper(),
        "superior_written": (upper.name if upper else "").upper(),
        "place": name.seat if name else "",
        "symbol": name.symbol if name else "",
    }


@transaction.atomic
def prepare_submission(
    unit: Unit, award: str, nominations: list[Nomination], *, by: User, at: dt.datetime
) -> Paper:
    """Draft the tờ trình that sends dossiers to whoever may decide the award; it lists those the council agreed to.

    Refuses when nobody is known to decide, when none was agreed to, when one is not met or already listed.
    """
    day = day_of(at)
    agreed = [row for row in nominations if _agreed(row)]
    deciders = load().authority(award, day)
    refuse_if(
        rules.blockers_to_list(
            [(str(row), _latest(row), _listed(row, award)) for row in agreed],
            allowed=bool(deciders),
            ruling="Chưa xác định được ai có thẩm quyền quyết định hình thức này vào ngày hôm nay.",
        )
    )
    frame = _frame(unit, day)
    session = agreed[0].item.session if hasattr(agreed[0], "item") else None
    paper = write_paper(
        unit,
        Paper.Kind.SUBMISSION,
        f"Về việc đề nghị tặng {load().award(award).name}",
        nodes=submission_nodes(load().award(award).name, agreed, session),
        by=by,
        at=at,
        addressee=_addressee(unit, deciders[0].name, day),
        route=Paper.Route.AWARDS,
        **{**frame, "symbol": f"TTr-{frame['symbol']}"},
    )
    _list(paper, agreed, award)
    return paper


def _addressee(unit: Unit, authority: str, day: dt.date) -> str:
    """To whom a submission goes: the authority, named with the body above where it is that body's head."""
    above = parent_of(unit, on=day)
    name = name_on(above, day) if above else None
    if name and authority == "Giám đốc Sở":
        return f"Giám đốc {name.name}"
    return authority


def _agreed(nomination: Nomination) -> bool:
    return nomination.outcomes.filter(level="council", outcome="agreed").exists()


def _listed(nomination: Nomination, award: str) -> bool:
    return (
        Listing.objects.filter(nomination=nomination, award=award).exclude(paper__state="withdrawn").exists()
    )


def _list(paper: Paper, nominations: list[Nomination], award: str) -> None:
    Listing.objects.bulk_create(
        Listing(paper=paper, order=order, nomination=row, award=award)
        for order, row in enumerate(nominations, start=1)
    )


@transaction.atomic
def prepare_decision(
    unit: Unit, award: str, nominations: list[Nomination], *, by: User, at: dt.datetime
) -> Paper:
    """Draft the unit's own decision. Refuses, naming the article, an award this unit may not give.

    A verdict is demanded of the dossiers that were made for this very award; public praise may follow a
    dossier made for another (E.52b).
    """
    day = day_of(at)
    standing = standing_of(unit, award, day)
    lines = [(str(row), _verdict_for(row, award), _listed(row, award)) for row in nominations]
    call = nominations[0].call if nominations else None
    refuse_if(rules.blockers_to_list(lines, allowed=standing.allowed, ruling=standing.sentence, about=call))
    frame = _frame(unit, day)
    head = Post.objects.on(day).filter(unit=unit, position=Position.HEAD).first()
    name = load().award(award).name
    paper = write_paper(
        unit,
        Paper.Kind.DECISION,
        f"Về việc tặng {given(name)}" if award != PRAISE else "Về việc biểu dương tập thể, cá nhân",
        nodes=decision_nodes(
            name, nominations, prize_of(award, nominations, day), bases_of(award, nominations, day)
        ),
        authority_written=f"{head.title if head else 'Thủ trưởng'} {frame['issuer_written']}".upper(),
        by=by,
        at=at,
        route=Paper.Route.AWARDS,
        **{**frame, "symbol": f"QĐ-{frame['symbol']}"},
    )
    _list(paper, nominations, award)
    return paper


def _verdict_for(nomination: Nomination, award: str) -> str:
    """The verdict that counts for an award: praise follows a dossier made for any award, others only their own."""
    if nomination.award == award:
        return _latest(nomination)
    return "met" if award == PRAISE else "no_dossier"


def prize_of(award: str, nominations: list[Nomination], day: dt.date) -> dict[str, int | None]:
    """What each kind of subject receives, in VND; None where the law gives no multiple."""
    kinds = {row.subject_kind for row in nominations}
    return {kind: prize.amount if (prize := load().prize(award, kind, day)) else None for kind in kinds}


def bases_of(award: str, nominations: list[Nomination], day: dt.date) -> list[str]:
    """The articles the decision rests on, each once, for the grades of those it names."""
    version = load().version(award, day)
    written = [version.basis_for(grade_of(row.home, day)) for row in nominations] if version else []
    return list(dict.fromkeys(part.strip() for basis in written for part in basis.split(";") if part.strip()))


@transaction.atomic
def issue_decision(paper: Paper, *, by: User, at: dt.datetime) -> list[Award]:
    """Issue a signed decision: the awards enter the ledger, and statutory forms get certificates with codes."""
    paper = issue_paper(paper, by=by, at=at, route=Paper.Route.AWARDS)
    day = paper.day or day_of(at)
    listings = list(
        paper.listings.select_related("nomination__person", "nomination__unit", "nomination__home")
    )
    awards = [_award(listing, paper, day) for listing in listings]
    Award.objects.bulk_create(awards)
    for listing in listings:
        LevelOutcome.objects.get_or_create(
            nomination=listing.nomination,
            level=LevelOutcome.Level.UNIT,
            defaults={"outcome": LevelOutcome.Outcome.AWARDED, "paper": paper, "at": at},
        )
    _certify([award for award in awards if award.statutory], paper.owner, day, at)
    record(
        "award.decided",
        f"{paper}: {len(awards)} khen thưởng.",
        by=by,
        about=paper,
        unit=paper.owner,
        at=at,
        awards=len(awards),
    )
    return awards


def _award(listing: Listing, paper: Paper, day: dt.date) -> Award:
    nomination = listing.nomination
    version = load().version(listing.award, day)
    prize = load().prize(listing.award, nomination.subject_kind, day)
    return Award(
        listing=listing,
        award=listing.award,
        award_name=load().award(listing.award).name,
        statutory=bool(version and version.statutory),
        granted_by=paper.owner,
        person=nomination.person,
        unit=nomination.unit,
        recipient=str(nomination),
        recipient_detail=nomination.subject_detail,
        learner=nomination.learner,
        merit=nomination.achievement,
        decision=paper,
        decided_on=day,
        prize_vnd=prize.amount if prize else None,
        basis=version.basis_for(grade_of(nomination.home, day))[:300] if version else "",
    )


def _certify(awards: list[Award], unit: Unit, day: dt.date, at: dt.datetime) -> None:
    """A certificate for each: the next number of the book of honour, and a code that cannot be guessed."""
    book, _ = NumberBook.objects.get_or_create(unit=unit, year=day.year, kind="SKT")
    Certificate.objects.bulk_create(
        Certificate(
            award=award,
            book_number=take_number(book),
            book_year=day.year,
            granted_by=unit,
            check_code=new_check_code(),
            made_at=at,
        )
        for award in awards
    )


@transaction.atomic
def issue_submission(paper: Paper, *, by: User, at: dt.datetime) -> Paper:
    """Issue a signed tờ trình: its dossiers are now with the level above."""
    paper = issue_paper(paper, by=by, at=at, route=Paper.Route.AWARDS)
    for listing in paper.listings.select_related("nomination"):
        LevelOutcome.objects.get_or_create(
            nomination=listing.nomination,
            level=LevelOutcome.Level.ABOVE,
            defaults={"outcome": LevelOutcome.Outcome.SENT, "paper": paper, "at": at},
        )
    record(
        "award.submitted",
        f"Trình {paper.listings.count()} hồ sơ lên {paper.addressee}.",
        by=by,
        about=paper,
        unit=paper.owner,
        at=at,
    )
    return paper


@transaction.atomic
def revoke(award: Award, *, decision: str, reason: str, on: dt.date, by: User, at: dt.datetime) -> Revocation:
    """Take an award back by a later decision; the ledger keeps both, the public page says so."""
    award = Award.objects.select_for_update(of=("self",)).select_related("granted_by").get(pk=award.pk)
    revoked = Revocation.objects.filter(award=award).exists()
    days = {"on": on, "decided_on": award.decided_on}
    refuse_if(rules.blockers_to_revoke(revoked=revoked, decision=decision, reason=reason, **days))
    row = Revocation.objects.create(award=award, decision_written=decision, reason=reason, on=on, by=by)
    record(
        "award.revoked",
        f"Thu hồi {award}: {decision}.",
        by=by,
        about=award,
        unit=award.granted_by,
        at=at,
        reason=reason,
    )
    return row


def issue_award_paper(paper: Paper, *, by: User, at: dt.datetime) -> Paper:
    """Issue a signed paper about awards, with what its kind sets off: awards and certificates, or the way up."""
    if paper.kind == Paper.Kind.SUBMISSION:
        return issue_submission(paper, by=by, at=at)
    issue_decision(paper, by=by, at=at)
    paper.refresh_from_db()
    return paper
