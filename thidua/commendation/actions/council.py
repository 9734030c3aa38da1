"""The council meets: opened with its rule, recusals named, counts entered, minutes closed.

An open show of hands: only counts are kept, no row says how a member voted.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

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
from thidua.commendation.queries.sessions import blockers_to_open, rule_on, seats, weighing_of
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.org.models import Person, Position, Unit, User


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
    ready = [row for row in nominations if row.state == Nomination.State.SUBMITTED]
    refuse_if(blockers_to_open(council, len(ready), on=day))
    posts, rule = list(seats(council, on=day)), rule_on(council, day)
    people = {post.position: post.person for post in posts}
    assert rule is not None
    session = Session.objects.create(
        council=council,
        call=call,
        rule=rule,
        place=place,
        members=len(posts),
        chair=people[Position.COUNCIL_CHAIR],
        secretary=people[Position.COUNCIL_SECRETARY],
        opened_at=at,
    )
    Attendance.objects.bulk_create(
        Attendance(session=session, person=post.person, title=post.title, present=False) for post in posts
    )
    Item.objects.bulk_create(
        Item(session=session, order=order, nomination=row) for order, row in enumerate(ready, start=1)
    )
    sentence = f"Khai mạc {session}: {len(ready)} hồ sơ."
    record("session.opened", sentence, by=by, about=session, unit=council, at=at)
    return session


def _open(session: Session) -> Session:
    held = Session.objects.select_for_update(of=("self",)).select_related("council", "rule", "call")
    return held.get(pk=session.pk)


@transaction.atomic
def take_attendance(
    session: Session,
    present: Sequence[int],
    *,
    by: User,
    at: dt.datetime,
    absence: Mapping[int, str] | None = None,
) -> Session:
    """Say who is there, and why the others are away; `present` and `absence` name people by their keys.

    May be corrected until the first item is counted.
    """
    session = _open(session)
    counted = session.items.filter(agree__isnull=False).count()
    refuse_if(rules.blockers_to_attend(state=session.state, counted=counted))
    rows = list(session.attendance.all())
    for row in rows:
        row.present = row.person_id in present
        row.reason = "" if row.present else (absence or {}).get(row.person_id, "").strip()
    Attendance.objects.bulk_update(rows, ["present", "reason"])
    sentence = f"Có mặt {sum(row.present for row in rows)} trên {session.members}."
    record("session.attended", sentence, by=by, about=session, unit=session.council, at=at)
    return session


@transaction.atomic
def recuse(item: Item, person: Person, reason: str, *, by: User, at: dt.datetime) -> Recusal:
    """A member steps aside for one item: named in the minutes; the vote base stays as the quy chế says."""
    session = _open(item.session)
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    refuse_if(
        rules.blockers_to_recuse(
            state=session.state,
            member=session.attendance.filter(person=person).exists(),
            aside=item.recusals.filter(person=person).exists(),
            reason=reason,
            counted=item.agree is not None,
        )
    )
    row = Recusal.objects.create(item=item, person=person, reason=reason.strip(), declared_at=at)
    sentence = f"{person} rút khỏi nội dung {item}: {reason}"
    record("session.recused", sentence, by=by, about=session, unit=session.council, at=at)
    return row


@transaction.atomic
def enter_count(
    item: Item, *, agree: int, disagree: int, abstain: int, by: User, at: dt.datetime, reason: str = ""
) -> Item:
    """The secretary enters the counts of a show of hands; the rule says whether the item passed.

    Refuses counts larger than the members who may vote, a missing quorum, a refusal without a reason,
    a nominee who still sits in on their own case, and a dossier agreed to without grounds.
    """
    session = _open(item.session)
    held = Item.objects.select_for_update(of=("self",))
    item = held.select_related("nomination__person", "nomination__unit", "session__rule").get(pk=item.pk)
    case, counts = weighing_of(item), {"agree": agree, "disagree": disagree, "abstain": abstain}
    refuse_if(rules.blockers_to_count(case, **counts))
    refuse_if(rules.blockers_to_turn_down(case, **counts, reason=reason))
    item.agree, item.disagree, item.abstain = agree, disagree, abstain
    item.passed = ballots.outcome(case.count(**counts), case.rule).passed
    item.reason = "" if item.passed else reason.strip()
    item.counted_by, item.counted_at = by, at
    item.save()
    sentence = f"{item}: {agree} tán thành, {disagree} không, {abstain} không biểu quyết."
    record("session.counted", sentence, by=by, about=session, unit=session.council, at=at)
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
    sentence = f"Bế mạc {session}: tán thành {agreed} trên {len(items)}."
    record("session.closed", sentence, by=by, about=session, unit=session.council, at=at)
    return session
