"""Sessions of a council: who sits, who is there, what is weighed, and what the minutes say."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet

from thidua.commendation import ballots, rules
from thidua.commendation.models import Call, CouncilRule, Item, Nomination, Session
from thidua.commendation.queries.dossier import with_verdicts
from thidua.core.errors import Blocker
from thidua.org.access import Ability, Access
from thidua.org.models import Placement, Position, Post, Unit

COUNCIL_POSTS = (Position.COUNCIL_CHAIR, Position.COUNCIL_SECRETARY, Position.COUNCIL_MEMBER)


def councils_of(unit: Unit, *, on: dt.date) -> "QuerySet[Unit]":
    """The councils that advise a unit on a day."""
    placed = Placement.objects.on(on).filter(parent=unit).values("unit")
    return Unit.objects.filter(pk__in=placed, kind=Unit.Kind.COUNCIL)


def advised_by(councils: "QuerySet[Unit]", *, on: dt.date) -> "QuerySet[Unit]":
    """The units that these councils advise on a day."""
    return Unit.objects.filter(pk__in=Placement.objects.on(on).filter(unit__in=councils).values("parent"))


def sessions_in(units: "QuerySet[Unit]") -> "QuerySet[Session]":
    """Sessions of councils among these units."""
    found = Session.objects.filter(council__in=units)
    return found.select_related("council", "call__owner", "rule", "chair", "secretary").order_by("-opened_at")


def items_in(units: "QuerySet[Unit]") -> "QuerySet[Item]":
    """Items before councils among these units."""
    found = Item.objects.filter(session__council__in=units)
    return found.select_related("session__rule", "session__council", "nomination__person", "nomination__unit")


def dossiers_to_weigh(call: Call) -> "QuerySet[Nomination]":
    """Dossiers of a call that were sent and that no council has had before it."""
    sent = Nomination.objects.filter(call=call, state=Nomination.State.SUBMITTED, item=None, outcomes=None)
    return with_verdicts(sent).order_by("id")


def calls_to_weigh(councils: "QuerySet[Unit]", *, on: dt.date) -> "QuerySet[Call]":
    """Calls of the bodies these councils advise in which sent dossiers wait for a session."""
    waiting = Nomination.objects.filter(state=Nomination.State.SUBMITTED, item=None, outcomes=None)
    found = Call.objects.filter(owner__in=advised_by(councils, on=on), pk__in=waiting.values("call"))
    return found.select_related("owner").order_by("-opens_on", "-id")


def seats(council: Unit, *, on: dt.date) -> "QuerySet[Post]":
    """The members of a council on a day."""
    held = Post.objects.on(on).filter(unit=council, position__in=COUNCIL_POSTS)
    return held.select_related("person").order_by("id")


def rule_on(council: Unit, day: dt.date) -> CouncilRule | None:
    """How a council decides on a day; None when nobody has entered its quy chế."""
    return CouncilRule.objects.filter(council=council, since__lte=day).order_by("-since").first()


def rule_of(rule: CouncilRule) -> ballots.Rule:
    """The council's rule as the counting wants it."""
    return ballots.Rule(
        threshold=rule.threshold,
        of=rule.of,  # type: ignore[arg-type]  # one of the three bases, checked when it is built
        quorum=rule.quorum,
        source=rule.source,
    )


def blockers_to_open(council: Unit, items: int, *, on: dt.date) -> list[Blocker]:
    """What a session of this council lacks on a day."""
    held = list(seats(council, on=on))
    people = {post.position: post.person for post in held}
    return rules.blockers_to_open_session(
        items=items,
        rule=rule_on(council, on),
        chair=people.get(Position.COUNCIL_CHAIR),
        secretary=people.get(Position.COUNCIL_SECRETARY),
        members=len(held),
    )


def members_of(session: Session) -> list[int]:
    """The keys of the people who sit in this session, there or away."""
    return list(session.attendance.order_by("id").values_list("person_id", flat=True))


def convene_page(
    call: Call, councils: "QuerySet[Unit]", waiting: list[Nomination], *, on: dt.date
) -> dict[str, Any]:
    """What a session on this call would find: the council, its rule, its members, the dossiers that wait."""
    council = councils.filter(pk__in=councils_of(call.owner, on=on)).order_by("id")[:1].get()
    return {
        "call": call,
        "council": council,
        "rule": rule_on(council, on),
        "seats": list(seats(council, on=on)),
        "waiting": waiting,
        "blockers": blockers_to_open(council, len(waiting), on=on),
    }


def weighing_of(item: Item) -> rules.Weighing:
    """One item as it stands now, for the rules."""
    there = dict(item.session.attendance.filter(present=True).values_list("person_id", "person__name"))
    aside = set(item.recusals.values_list("person_id", flat=True))
    latest = item.nomination.determinations.order_by("-id").values_list("outcome", flat=True).first()
    return _weighing(item, there, aside, latest or "")


def _weighing(item: Item, there: dict[int, str], aside: set[int], verdict: str) -> rules.Weighing:
    nominee = item.nomination.person_id
    torn = there[nominee] if nominee in there and nominee not in aside else ""
    return rules.Weighing(
        name=str(item.nomination),
        state=item.session.state,
        counted=item.agree is not None,
        verdict=verdict,
        torn=torn,
        members=item.session.members,
        present=len(there),
        recused=len(aside & there.keys()),
        rule=rule_of(item.session.rule),
    )


def session_page(session: Session, access: Access) -> dict[str, Any]:
    """One session: who is there, what the rule asks, each item with what stands in its way or how it ended."""
    attendance = list(session.attendance.select_related("person").order_by("id"))
    there = {row.person_id: row.person.name for row in attendance if row.present}
    nominations = with_verdicts(Nomination.objects.all())
    items = session.items.prefetch_related(Prefetch("nomination", nominations), "recusals__person")
    rows = [_item_row(item, session, there) for item in items.order_by("order")]
    recording = session.state == Session.State.OPEN and access.may(Ability.COUNCIL_RECORD, session.council)
    rule = rule_of(session.rule)
    return {
        "session": session,
        "attendance": attendance,
        "present": len(there),
        "least": ballots.Rule(rule.quorum or "1/1", "total_members", rule.source).needed(session.members),
        "needed": rule.needed(session.members) if rule.of == "total_members" else None,
        "rows": rows,
        "counted": sum(row["item"].agree is not None for row in rows),
        "recording": recording,
        "blockers": _blockers_to_close(session, rows, len(there)) if recording else [],
    }


def _item_row(item: Item, session: Session, there: dict[int, str]) -> dict[str, Any]:
    item.session = session
    aside = list(item.recusals.all())
    nomination: Any = item.nomination  # carries the verdict of its query
    verdict = nomination.verdict or ""
    case = _weighing(item, there, {row.person_id for row in aside}, verdict)
    return {
        "item": item,
        "case": case,
        "aside": aside,
        "blockers": rules.blockers_before_count(case),
        "may_step_aside": [
            (key, name) for key, name in there.items() if key not in {row.person_id for row in aside}
        ],
        "result": _result(item, case),
    }


def _result(item: Item, case: rules.Weighing) -> str:
    """The sentence of a counted item, by the rule it was counted under."""
    if item.agree is None or item.disagree is None or item.abstain is None:
        return ""
    return ballots.outcome(case.count(item.agree, item.disagree, item.abstain), case.rule).sentence


def _blockers_to_close(session: Session, rows: list[dict[str, Any]], present: int) -> list[Blocker]:
    waiting = [str(row["item"].nomination) for row in rows if row["item"].agree is None]
    return rules.blockers_to_close(state=session.state, open_items=waiting, present=present)
