"""Roles are confirmed, names remembered, papers delivered, and those who have not confirmed are reminded."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.models import Paper, Receipt, Recipient
from thidua.documents.queries.receipts import users_waited_for
from thidua.documents.queries.recipients import meant_unit, reached_by
from thidua.documents.rules import papers as paper_rules
from thidua.documents.rules import recipients as rules
from thidua.org.actions.tree import add_alias
from thidua.org.models import Unit, UnitAlias, User


@transaction.atomic
def confirm_roles(paper: Paper, roles: Mapping[int, str], *, by: User, at: dt.datetime) -> int:
    """Settle the roles of lines whose text states none: line key to role. The text itself stays as it is.

    Returns how many were settled. Refuses after the issue, and for a line that states its own role.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    lines = list(paper.recipients.filter(pk__in=roles))
    known = {value for value in Recipient.Role.values if value}
    refuse_if(
        rules.blockers_to_confirm_roles(
            paper_rules.blockers_to_address(paper.state, paper.code),
            chosen=len(lines),
            stated=[line.written for line in lines if line.role_stated],
            unknown=sorted({roles[line.pk] for line in lines} - known),
        )
    )
    for line in lines:
        line.role, line.role_by, line.role_at = roles[line.pk], by, at
    Recipient.objects.bulk_update(lines, ["role", "role_by", "role_at"])
    named = "; ".join(f"{line.written}: {line.get_role_display()}" for line in lines)
    sentence = f"Xác nhận vai trò của {len(lines)} nơi nhận."
    record("paper.roles_confirmed", sentence, by=by, about=paper, unit=paper.owner, at=at, roles=named)
    return len(lines)


@transaction.atomic
def remember_name(alias: str, unit: Unit, *, owner: Unit, by: User, at: dt.datetime) -> UnitAlias | None:
    """Keep a wording as one more name of a unit, from the first day the unit is known; None when it is one already.

    Refuses the name of a group, one too short to mean anything, and one that means another unit.
    """
    means = meant_unit(owner, alias, on=day_of(at))
    refuse_if(rules.blockers_to_remember(alias, unit=unit, means=means))
    if means == unit:
        return None
    since = unit.names.order_by("during").values_list("during", flat=True)[0].lower
    return add_alias(unit, alias.strip(), since=since, by=by, at=at)


def deliver(paper: Paper, *, on: dt.date, at: dt.datetime) -> int:
    """Give an issued paper to everyone its recipients come to on the day, each once; returns how many.

    A unit and its union body that both get it are a pair: the paper has arrived when both have said so.
    """
    reached = reached_by(paper, on=on)
    units = {key: Receipt(paper=paper, unit_id=key, sent_at=at) for key in sorted(reached.units)}
    people = [Receipt(paper=paper, person_id=key, sent_at=at) for key in sorted(reached.people)]
    Receipt.objects.bulk_create([*units.values(), *people], batch_size=2000)
    heads = [units[unit] for unit, _ in reached.pairs]
    for head, (_, union) in zip(heads, reached.pairs, strict=True):
        head.union_half = units[union]
    Receipt.objects.bulk_update(heads, ["union_half"], batch_size=2000)
    return reached.total


@transaction.atomic
def remind_recipients(paper: Paper, *, by: User, at: dt.datetime) -> int:
    """Tell everyone who has not confirmed an issued paper that it waits for them; returns how many places.

    Refuses when nobody is waited for, and a second time on one day.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    waiting = paper.receipts.filter(received_at=None)
    last = waiting.aggregate(last=Max("reminded_at"))["last"]
    refuse_if(
        rules.blockers_to_remind(
            issued=paper.state == Paper.State.ISSUED,
            waiting=waiting.count(),
            reminded_on=day_of(last) if last else None,
            today=day_of(at),
        )
    )
    told = users_waited_for(paper, on=day_of(at))
    places = waiting.update(reminded_at=at)
    sentence = f"Nhắc {places} nơi chưa xác nhận {paper}."
    event = record("paper.reminded", sentence, by=by, about=paper, unit=paper.owner, at=at)
    notify(event, told, f"{paper.owner} nhắc xác nhận đã nhận {paper}.", href=paper.get_absolute_url())
    return places
