"""Those who are behind are urged in words, inside the system and, where wanted, by a drafted letter; all is logged."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction

from thidua.activity.models import Event, Notice
from thidua.activity.trail import record, tell_each
from thidua.core.dates import day_of, short
from thidua.core.errors import refuse_if
from thidua.documents.actions.editing import compose_paper, edit_body
from thidua.documents.actions.filing import set_recipients
from thidua.documents.models import Paper, Recipient
from thidua.documents.writing.parts import Part
from thidua.movements.actions.locks import locked
from thidua.movements.models import Movement, UrgedDebt, Urging
from thidua.movements.queries.addressees import addresses_of, told_of
from thidua.movements.queries.inspections import body_for
from thidua.movements.queries.urging import LATE, debts_chosen, letter_owner
from thidua.movements.rules.urging import Debt, blockers_to_letter, blockers_to_urge
from thidua.org.access import Access
from thidua.org.models import User


@transaction.atomic
def urge(
    movement: Movement,
    sentence: str,
    *,
    by: User,
    at: dt.datetime,
    which: str = LATE,
    chosen: Collection[str] | None = None,
) -> Urging:
    """Urge those who owe what is on a list, or only what was ticked: a notice to each, and one line in the log.

    It signs nothing and changes nobody's work. Several times on one day is allowed and shown. Refuses while the
    movement does not run, when nothing is owed within the sender's reach, without words, and when nobody gets it.
    """
    movement = locked(movement)
    access = Access(by, day_of(at))
    debts = debts_chosen(movement, access, which, chosen)
    told = {mark: users - {by.pk} for mark, users in told_of(debts, on=day_of(at)).items()}
    people = set().union(*told.values())
    running = movement.state == Movement.State.RUNNING
    ticked = None if chosen is None else len(chosen)
    refuse_if(
        blockers_to_urge(
            running=running, debts=len(debts), sentence=sentence, people=len(people), ticked=ticked
        )
    )
    body = body_for(movement, access) or movement.owner
    made = Urging.objects.create(
        movement=movement, body=body, sentence=sentence.strip(), people=len(people), urged_by=by, urged_at=at
    )
    UrgedDebt.objects.bulk_create(
        [_kept(made, debt, len(told[debt.mark])) for debt in debts], batch_size=2000
    )
    said = f"{body} đôn đốc {len(people)} người về {len(debts)} việc: {made.sentence}"
    event = record(
        "movement.urged", said, by=by, about=movement, unit=body, at=at, urging=made.pk, people=len(people)
    )
    _tell(event, movement, made, debts, told)
    return made


def _kept(urging: Urging, debt: Debt, people: int) -> UrgedDebt:
    return UrgedDebt(
        urging=urging,
        unit_id=debt.unit_id,
        kind=debt.kind,
        about_id=debt.key,
        what=debt.said,
        due=debt.due,
        days_late=debt.days,
        people=people,
    )


def _tell(
    event: Event, movement: Movement, made: Urging, debts: Collection[Debt], told: dict[str, set[int]]
) -> None:
    """One notice to each person, in the words of the note, leading to the page of the first thing they owe."""
    addresses = addresses_of(movement, debts)
    mine: dict[int, list[Debt]] = {}
    for debt in debts:
        for user in told[debt.mark]:
            mine.setdefault(user, []).append(debt)
    notices = []
    for user, owed in sorted(mine.items()):
        first = min(owed, key=lambda debt: (-debt.days, debt.mark))
        more = f" và {len(owed) - 1} việc khác" if len(owed) > 1 else ""
        words = f"{made.body} đôn đốc: {made.sentence} ({first.said[:150]}{more})"
        notices.append(Notice(user_id=user, event=event, sentence=words[:500], href=addresses[first.mark]))
    tell_each(notices)


@transaction.atomic
def draft_urging_letter(urging: Urging, *, by: User, at: dt.datetime) -> Paper:
    """Draft the letter of an urging note: what each unit owed on that day, addressed to those units (HY-56).

    It waits as an ordinary draft of the office; number, day and signer stay open. Refuses a second one, and a note
    that names nobody but the office itself.
    """
    rows = Urging.objects.select_for_update(of=("self",)).select_related(
        "movement__plan", "movement__owner", "body"
    )
    urging = rows.get(pk=urging.pk)
    movement, owner = urging.movement, letter_owner(urging)
    owed = urging.debts.exclude(unit=owner).select_related("unit").order_by("unit__sort_key", "due", "pk")
    units = list({row.unit_id: row.unit for row in owed}.values())
    refuse_if(blockers_to_letter(drafted=urging.letter, units=len(units)))
    subject = f"Đôn đốc thực hiện {movement.plan}"
    paper = compose_paper(owner, "cong-van", subject, parent=None, by=by, at=at)
    paper = edit_body(paper, _body(urging, owed), dropped={}, by=by, at=at)
    lines = [
        {
            "written": str(unit),
            "role": Recipient.Role.CARRY_OUT,
            "reaches": Recipient.Reaches.UNIT,
            "unit_id": unit.pk,
        }
        for unit in units
    ]
    paper = set_recipients(paper, lines, archive=paper.archive, by=by, at=at)
    urging.letter = paper
    urging.save(update_fields=["letter"])
    said = f"Soạn công văn đôn đốc {len(units)} đơn vị."
    record("urging.letter_drafted", said, by=by, about=movement, unit=urging.body, at=at, paper=paper.pk)
    return paper


def _body(urging: Urging, owed: Iterable[UrgedDebt]) -> list[Part]:
    """The letter's text: what it rests on, a line for each thing owed, and what is asked."""
    plan, day = urging.movement.plan, short(urging.urged_on)
    lines = "\n".join(f"- {row.unit}: {row.what}." for row in owed)
    opening = f"Thực hiện {plan}, đến ngày {day} các đơn vị sau còn việc chưa hoàn thành:"
    return [Part("opening", text=opening), Part("running", text=lines), Part("closing", text=urging.sentence)]
