"""Exemptions and requisitions are recorded once, with their days and basis; all scoring respects them."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import days_inclusive, period
from thidua.core.errors import refuse_if
from thidua.movements.models import Exemption, Requisition
from thidua.movements.rules.exemptions import blockers_to_end, blockers_to_exempt, blockers_to_requisition
from thidua.org.models import Person, Unit, User
from thidua.org.queries.people import counting_unit


@transaction.atomic
def record_exemption(
    who: Person | Unit,
    kind: str,
    *,
    first: dt.date,
    last: dt.date | None = None,
    basis: str,
    reason: str = "",
    by: User,
    at: dt.datetime,
) -> Exemption:
    """Record that a person, or a unit as a whole, is not measured from `first` to `last` (None: still).

    Refuses days that another exemption of theirs covers: one is recorded once. The trail names no cause.
    """
    person = who if isinstance(who, Person) else None
    unit = who if isinstance(who, Unit) else counting_unit(who, on=first)
    # A row to lock: two recordings of the same person wait for each other, and the second is refused in words.
    (Person if person else Unit).objects.select_for_update().get(pk=who.pk)
    during = days_inclusive(first, last) if last and last >= first else period(first)
    own = {"person": person} if person else {"unit": unit, "person": None}
    recorded = Exemption.objects.filter(during__overlap=during, **own).first()
    refuse_if(
        blockers_to_exempt(first=first, last=last, basis=basis, recorded=recorded, within=unit is not None)
    )
    assert unit is not None
    row = Exemption.objects.create(
        person=person,
        unit=unit,
        kind=kind,
        during=during,
        basis=basis.strip(),
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    record("exemption.recorded", f"Ghi nhận miễn đánh giá: {who}.", by=by, about=row, unit=unit, at=at)
    return row


@transaction.atomic
def end_exemption(exemption: Exemption, last: dt.date, *, by: User, at: dt.datetime) -> Exemption:
    """End an exemption earlier than was thought; `last` is its last day. Refuses to lengthen it."""
    row: Exemption = (
        Exemption.objects.select_for_update(of=("self",))
        .select_related("person", "unit")
        .get(pk=exemption.pk)
    )
    until = row.during.upper
    recorded_last = until - dt.timedelta(days=1) if until else None
    refuse_if(blockers_to_end(first=row.during.lower, last=last, recorded_last=recorded_last))
    row.during = days_inclusive(row.during.lower, last)
    row.save(update_fields=["during"])
    said = f"{row} đến hết ngày {last:%d/%m/%Y}."
    record("exemption.ended", said, by=by, about=row, unit=row.unit, at=at)
    return row


@transaction.atomic
def record_requisition(
    person: Person,
    *,
    body: str,
    number: str = "",
    day: dt.date | None = None,
    team: str = "",
    first: dt.date,
    last: dt.date | None = None,
    by: User,
    at: dt.datetime,
) -> Requisition:
    """Record the order, or the team, that called a person away: criteria of requisitioned people open to them (EK-91).

    Refuses without an order number or a team, and the same order twice.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    unit = counting_unit(person, on=first)
    during = days_inclusive(first, last) if last and last >= first else period(first)
    same = Requisition.objects.filter(
        person=person, body=body.strip(), number=number.strip(), team=team.strip()
    )
    refuse_if(
        blockers_to_requisition(
            first=first,
            last=last,
            body=body,
            number=number,
            team=team,
            recorded=same.filter(during__overlap=during).first(),
            within=unit is not None,
        )
    )
    assert unit is not None
    row = Requisition.objects.create(
        person=person,
        unit=unit,
        body=body.strip(),
        number=number.strip(),
        day=day,
        team=team.strip(),
        during=during,
        recorded_by=by,
        recorded_at=at,
    )
    record(
        "requisition.recorded", f"Ghi lệnh trưng dụng: {person}, {row}.", by=by, about=row, unit=unit, at=at
    )
    return row
