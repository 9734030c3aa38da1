"""People sign their own pledge, bodies theirs; people answer what was entered for them."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.urls import reverse

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.movements.actions.assignments import mark_done
from thidua.movements.models import Assignment, Countersignature, Movement, Pledge, PledgeDenial
from thidua.movements.queries.pledges import asked_to_pledge, terms_of
from thidua.movements.rules import pledges as rules
from thidua.movements.rules.pledges import Target
from thidua.org.models import Unit, User


@dataclass(frozen=True)
class Own:
    """What a signer adds to the words of everybody: in words, what changes this year, and what can be measured."""

    target: str = ""
    change: str = ""
    targets: Sequence[Target] = ()


# One statement, so that a night of pledges costs one: who is asked, the pledge with its words of this moment, the work
# done, and the line in the trail just as `record` writes it (a test compares). A second tap meets the first one's row
# and adds nothing. What stands in the way is said in words by the rule, asked when nothing came out.
_SIGN = """
WITH asked AS (
    SELECT a.id, a.unit_id, u.label AS unit_name, m.name AS movement_name, d.lines,
           coalesce(a.due < %(day)s, false) AS late,
           coalesce(t.targets, '[]'::jsonb) || %(targets)s::jsonb AS targets
    FROM movements_assignment a
    JOIN org_unit u ON u.id = a.unit_id
    JOIN movements_duty d ON d.id = a.duty_id AND d.what = 'pledge'
    JOIN movements_movement m ON m.id = d.movement_id AND m.state = 'running'
    LEFT JOIN movements_pledgeterms t ON t.movement_id = m.id
    WHERE a.person_id = %(person)s AND m.id = %(movement)s
      AND (m.kind <> 'school_year' OR coalesce(t.targets, '[]'::jsonb) || %(targets)s::jsonb <> '[]'::jsonb)
    LIMIT 1
), signed AS (
    INSERT INTO movements_pledge (movement_id, person_id, unit_id, lines, targets, target, change, signed_at, late)
    SELECT %(movement)s, %(person)s, unit_id, lines, targets, %(target)s, %(change)s, %(at)s, late FROM asked
    ON CONFLICT (movement_id, person_id) DO NOTHING
    RETURNING id, unit_id, late
), closed AS (
    UPDATE movements_assignment a SET state = 'done', done_at = %(at)s, late = signed.late
    FROM asked, signed WHERE a.id = asked.id
), told AS (
    INSERT INTO activity_event (happened_at, recorded_at, actor_id, actor_name, unit_id, unit_name, verb, sentence,
                                about_kind, about_id, about_label, detail)
    SELECT %(at)s, clock_timestamp(), %(user)s, %(name)s, asked.unit_id, asked.unit_name, 'pledge.signed',
           %(sentence)s, 'movements.movement', %(movement)s, left(asked.movement_name, 500), '{}'::jsonb
    FROM asked, signed
)
SELECT id, unit_id FROM signed
"""


def sign_at_once(movement: int, own: Own, *, by: User, at: dt.datetime) -> Pledge | None:
    """Sign one's own pledge in one statement; None when nothing was signed, and `sign_pledge` then says why.

    Only who was asked can sign, and what one is asked is within one's reach: nothing else need be looked up.
    """
    facts: dict[str, str | int | dt.date | None] = {
        "day": day_of(at),
        "at": at,
        "person": by.person_id,
        "user": by.pk,
        "name": by.get_full_name(),
        "sentence": f"{by.get_full_name()} ký giao ước thi đua.",
        "movement": movement,
        "target": own.target,
        "change": own.change,
        "targets": json.dumps([one.row for one in own.targets]),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SIGN, facts)
        row = cursor.fetchone()
    if row is None:
        return None
    return Pledge(pk=row[0], movement_id=movement, person_id=by.person_id, unit_id=row[1], signed_at=at)


def sign_pledge(
    movement: Movement,
    *,
    by: User,
    at: dt.datetime,
    target: str = "",
    change: str = "",
    targets: Sequence[Target] = (),
) -> Pledge:
    """Sign one's own pledge, with its lines as they read now; after the due day it counts and is marked late.

    The same words sent again are the same pledge. Refuses other words under a pledge that stands, who was not
    asked, and a school-year pledge in which nothing can be measured.
    """
    own = Own(target.strip(), change.strip(), tuple(targets))
    return sign_at_once(movement.pk, own, by=by, at=at) or _stands(movement, own, by=by)


def _stands(movement: Movement, own: Own, *, by: User) -> Pledge:
    """The pledge that these words have become already, or the reasons why there is none."""
    kept = Pledge.objects.filter(movement=movement, person=by.person_id).select_related("unit").first()
    terms = terms_of(Movement.objects.get(pk=movement.pk))
    if kept and kept.way == Pledge.Way.SELF:
        targets = [one.row for one in [*terms.targets, *own.targets]]
        if (kept.target, kept.change, kept.targets) == (own.target, own.change, targets):
            return kept
    refuse_if(
        rules.blockers_to_pledge(
            running=_runs(movement),
            asked=asked_to_pledge(movement).filter(person=by.person_id).exists(),
            signed=kept is not None,
            entered=kept is not None and kept.lacks_an_answer,
            measured=bool(not terms.needs_target or terms.targets or own.targets),
        )
    )
    raise RuntimeError(f"pledge of {by.pk} in {movement.pk}: not signed and not refused")


def _runs(movement: Movement) -> bool:
    """Whether the movement runs now, whatever the caller read before."""
    return Movement.objects.filter(pk=movement.pk, state=Movement.State.RUNNING).exists()


@transaction.atomic
def sign_for_unit(
    movement: Movement,
    unit: Unit,
    *,
    lines: Sequence[str],
    targets: Sequence[Target],
    by: User,
    at: dt.datetime,
) -> Pledge:
    """Sign the pledge of a body with its own contents and targets, by who speaks for it; once.

    Refuses a body that was not asked, and a pledge without contents or without anything measurable.
    """
    asked = asked_to_pledge(movement, people=False).filter(unit=unit).select_for_update(of=("self",)).first()
    lines = [line.strip() for line in lines if line.strip()]
    signed = Pledge.objects.filter(movement=movement, person=None, unit=unit).exists()
    refuse_if(
        rules.blockers_to_pledge_for_unit(
            running=_runs(movement),
            asked=asked is not None,
            signed=signed,
            lines=lines,
            measured=bool(targets),
            unit=str(unit),
        )
    )
    assert asked is not None
    pledge = Pledge.objects.create(
        movement=movement,
        unit=unit,
        lines=lines,
        targets=[one.row for one in targets],
        signed_at=at,
        signed_by=by,
        late=asked.due is not None and asked.due < day_of(at),
    )
    mark_done(asked, at)
    record("pledge.signed", f"{unit} ký giao ước thi đua.", by=by, about=movement, unit=unit, at=at)
    return pledge


@transaction.atomic
def confirm_entry(movement: Movement, *, by: User, at: dt.datetime) -> Pledge:
    """Say that one did sign the paper list which the unit entered. Refuses when nothing waits for an answer."""
    entered = _entered(movement, by)
    refuse_if(rules.blockers_to_answer_entry(waiting=entered is not None))
    assert entered is not None
    entered.confirmed_at = at
    entered.save(update_fields=["confirmed_at"])
    sentence = f"{by.get_full_name()} xác nhận đã ký {entered.paper_list}."
    record("pledge.confirmed", sentence, by=by, about=movement, unit=entered.unit, at=at)
    return entered


@transaction.atomic
def deny_entry(movement: Movement, *, by: User, at: dt.datetime, reason: str = "") -> PledgeDenial:
    """Say that one did not sign the paper list which the unit entered: the pledge counts no more, and who entered
    it is told. Refuses when nothing waits for an answer.
    """
    entered = _entered(movement, by)
    refuse_if(rules.blockers_to_answer_entry(waiting=entered is not None))
    assert entered is not None
    assert entered.paper_list is not None
    paper_list, unit = entered.paper_list, entered.unit
    Countersignature.objects.filter(pledge=entered).delete()
    entered.delete()
    asked = Assignment.objects.filter(duty__movement=movement, duty__what="pledge", person=by.person_id)
    asked.update(state=Assignment.State.OPEN, done_at=None, late=False)
    denial = PledgeDenial.objects.create(
        movement=movement, person=by.person, paper_list=paper_list, reason=reason.strip(), denied_at=at
    )
    sentence = f"{by.get_full_name()} cho biết không ký {paper_list}; bản này không còn được tính."
    event = record(
        "pledge.denied", sentence, by=by, about=movement, unit=unit, at=at, reason=reason.strip(),
        signed_on=paper_list.signed_on.isoformat(), sha256=paper_list.file.sha256,
    )  # fmt: skip
    notify(event, [paper_list.entered_by_id], sentence, href=reverse("pledges", args=[movement.pk]))
    return denial


def _entered(movement: Movement, by: User) -> Pledge | None:
    """What was entered for this person and waits for their answer, held until the end."""
    rows = Pledge.objects.filter(movement=movement, person=by.person_id, way=Pledge.Way.LIST)
    held = rows.filter(confirmed_at=None).select_for_update(of=("self",))
    return held.select_related("unit", "paper_list__unit", "paper_list__file").first()


@transaction.atomic
def tell_change(movement: Movement, *, result: str, by: User, at: dt.datetime) -> Pledge:
    """Say at the end of the year what became of the one change promised (NH-46). Refuses who promised none."""
    rows = Pledge.objects.select_for_update(of=("self",)).select_related("unit")
    kept = rows.filter(movement=movement, person=by.person_id).first()
    refuse_if(rules.blockers_to_tell_change(promised=bool(kept and kept.change), result=result))
    assert kept is not None
    kept.change_result, kept.change_told_at = result.strip(), at
    kept.save(update_fields=["change_result", "change_told_at"])
    sentence = f"{by.get_full_name()} ghi kết quả điều đã hứa thay đổi trong năm."
    record("pledge.change_told", sentence, by=by, about=movement, unit=kept.unit, at=at)
    return kept
