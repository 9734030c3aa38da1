"""The council meets: opened with its rule, recusals named, counts entered, minutes closed.

An open show of hands: only counts are kept, no row says how a member voted.
"""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.commendation import ballots, rules
from thidua.commendation.models import (
    Attendance,
    Call,
    CouncilRule,
    Item,
    LevelOutcome,
    Nomination,
    Recusal,
    Session,
)
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.org.models import Person, Position, Post, Unit, User

COUNCIL_POSTS = (Position.COUNCIL_CHAIR, Position.COUNCIL_SECRETARY, Position.COUNCIL_MEMBER)


@transaction.atomic
def set_council_rule(
    council: Unit,
    *,
    quorum: str,
    threshold: str,
    of: str,
    source: str,
    since: dt.date,
    by: User,
    at: dt.datetime,
) -> CouncilRule:
    """Enter how a council decides, with the paper it stands in. Fractions are "a/b"."""
    rule = CouncilRule.objects.create(
        council=council, quorum=quorum, threshold=threshold, of=of, source=source, since=since
    )
    record(
        "council.rule_set",
        f"Quy chế {council}: {rule}.",
        by=by,
        about=council,
        unit=council,
        at=at,
        source=source,
    )
    return rule


@transaction.atomic
def open_session(
    council: Unit, call: Call, nominations: list[Nomination], *, place: str, by: User, at: dt.datetime
) -> Session:
    """Open a session on these dossiers; members and rule are frozen as they stand on the day."""
    day = day_of(at)
    posts = list(
        Post.objects.on(day).filter(unit=council, position__in=COUNCIL_POSTS).select_related("person")
    )
    chair = next((post.person for post in posts if post.position == Position.COUNCIL_CHAIR), None)
    secretary = next((post.person for post in posts if post.position == Position.COUNCIL_SECRETARY), None)
    rule = CouncilRule.objects.filter(council=council, since__lte=day).order_by("-since").first()
    ready = [row for row in nominations if row.state == Nomination.State.SUBMITTED]
    refuse_if(
        rules.blockers_to_open_session(
            items=len(ready), rule=rule, chair=chair, secretary=secretary, members=len(posts)
        )
    )
    assert rule is not None
    assert chair is not None
    assert secretary is not None
    session = Session.objects.create(
        council=council,
        call=call,
        rule=rule,
        place=place,
        members=len(posts),
        chair=chair,
        secretary=secretary,
        opened_at=at,
    )
    Attendance.objects.bulk_create(
        Attendance(session=session, person=post.person, title=post.title, present=False) for post in posts
    )
    Item.objects.bulk_create(
        Item(session=session, order=order, nomination=row) for order, row in enumerate(ready, start=1)
    )
    record(
        "session.opened",
        f"Khai mạc {session}: {len(ready)} hồ sơ.",
        by=by,
        about=session,
        unit=council,
        at=at,
    )
    return session


def _open(session: Session) -> Session:
    return (
        Session.objects.select_for_update(of=("self",))
        .select_related("council", "rule", "call")
        .get(pk=session.pk)
    )


@transaction.atomic
def take_attendance(session: Session, present: list[int], *, by: User, at: dt.datetime) -> Session:
    """Say who is there; `present` are keys of people. May be corrected until the session closes."""
    session = _open(session)
    refuse_if(rules.blockers_in_open_session(session.state))
    session.attendance.filter(person__in=present).update(present=True)
    session.attendance.exclude(person__in=present).update(present=False)
    count = session.attendance.filter(present=True).count()
    record(
        "session.attended",
        f"Có mặt {count} trên {session.members}.",
        by=by,
        about=session,
        unit=session.council,
        at=at,
    )
    return session


@transaction.atomic
def recuse(item: Item, person: Person, reason: str, *, by: User, at: dt.datetime) -> Recusal:
    """A member steps aside for one item: named in the minutes; the vote base stays as the quy chế says."""
    session = _open(item.session)
    member = session.attendance.filter(person=person).exists()
    refuse_if(
        rules.blockers_to_recuse(
            state=session.state, member=member, reason=reason, counted=item.agree is not None
        )
    )
    row = Recusal.objects.create(item=item, person=person, reason=reason.strip(), declared_at=at)
    record(
        "session.recused",
        f"{person} rút khỏi nội dung {item}: {reason}",
        by=by,
        about=session,
        unit=session.council,
        at=at,
    )
    return row


def count_of(item: Item, *, agree: int, disagree: int, abstain: int) -> ballots.Count:
    """The counts of one item beside who is there and who stepped aside."""
    session = item.session
    there = set(session.attendance.filter(present=True).values_list("person_id", flat=True))
    aside = set(item.recusals.values_list("person_id", flat=True))
    return ballots.Count(
        members=session.members,
        present=len(there),
        recused=len(there & aside),
        agree=agree,
        disagree=disagree,
        blank=abstain,
    )


def rule_of(rule: CouncilRule) -> ballots.Rule:
    """The council's rule as the counting wants it."""
    return ballots.Rule(threshold=rule.threshold, of=rule.of, quorum=rule.quorum, source=rule.source)  # type: ignore[arg-type]


@transaction.atomic
def enter_count(
    item: Item, *, agree: int, disagree: int, abstain: int, by: User, at: dt.datetime, reason: str = ""
) -> Item:
    """The secretary enters the counts of a show of hands; the rule says whether the item passed.

    Refuses counts larger than the members who may vote, a missing quorum, a refusal without a reason,
    and a dossier agreed to without grounds.
    """
    session = _open(item.session)
    item = (
        Item.objects.select_for_update(of=("self",)).select_related("nomination", "session").get(pk=item.pk)
    )
    count, rule = count_of(item, agree=agree, disagree=disagree, abstain=abstain), rule_of(session.rule)
    refuse_if(ballots.blockers(count, rule))
    passed = ballots.outcome(count, rule).passed
    verdict = item.nomination.determinations.order_by("-id").values_list("outcome", flat=True).first() or ""
    refuse_if(
        rules.blockers_to_count(
            state=session.state,
            counted=item.agree is not None,
            verdict=verdict,
            passed=passed,
            reason=reason,
            name=str(item.nomination),
        )
    )
    item.agree, item.disagree, item.abstain = agree, disagree, abstain
    item.passed, item.reason, item.counted_by, item.counted_at = passed, reason.strip(), by, at
    item.save()
    record(
        "session.counted",
        f"{item}: {agree} tán thành, {disagree} không, {abstain} không biểu quyết.",
        by=by,
        about=session,
        unit=session.council,
        at=at,
    )
    return item


@transaction.atomic
def close_session(session: Session, *, by: User, at: dt.datetime) -> Session:
    """Close the minutes: every item has its outcome at the council's level. Refuses while one is uncounted."""
    session = _open(session)
    items = list(session.items.select_related("nomination__person", "nomination__unit"))
    waiting = [str(item.nomination) for item in items if item.agree is None]
    present = session.attendance.filter(present=True).count()
    refuse_if(rules.blockers_to_close(state=session.state, open_items=waiting, present=present))
    LevelOutcome.objects.bulk_create(
        LevelOutcome(
            nomination=item.nomination,
            level=LevelOutcome.Level.COUNCIL,
            reason=item.reason,
            at=at,
            outcome=LevelOutcome.Outcome.AGREED if item.passed else LevelOutcome.Outcome.REFUSED,
        )
        for item in items
    )
    session.state, session.closed_at, session.closed_by = Session.State.CLOSED, at, by
    session.save(update_fields=["state", "closed_at", "closed_by"])
    agreed = sum(bool(item.passed) for item in items)
    record(
        "session.closed",
        f"Bế mạc {session}: tán thành {agreed} trên {len(items)}.",
        by=by,
        about=session,
        unit=session.council,
        at=at,
    )
    return session
