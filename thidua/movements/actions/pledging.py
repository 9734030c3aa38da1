"""What the unit does about its pledges: their words, paper lists, the other side's signatures, the adoption."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from thidua.activity.trail import notify, record
from thidua.core.dates import at_noon, day_of
from thidua.core.errors import refuse_if
from thidua.documents.actions.files import keep_file, offer_evidence
from thidua.documents.models import File
from thidua.movements.actions.duties import set_due
from thidua.movements.actions.locks import locked
from thidua.movements.models import (
    Adoption,
    Assignment,
    Countersignature,
    Duty,
    Movement,
    Pledge,
    PledgeDenial,
    PledgeList,
    PledgeTerms,
)
from thidua.movements.queries.pledges import asked_to_pledge, awaiting, launched_on, pledge_duty, terms_of
from thidua.movements.rules import pledges as rules
from thidua.movements.rules.pledges import Target
from thidua.org.models import Person, Unit, User

Upload = tuple[bytes, str]  # what came, and its name


@transaction.atomic
def set_pledge_terms(
    movement: Movement,
    *,
    lines: Sequence[str],
    targets: Sequence[Target],
    head_signs: bool,
    union_signs: bool,
    by: User,
    at: dt.datetime,
    due: dt.date | None = None,
) -> PledgeTerms:
    """Set what the pledge says, what of it can be measured, and who signs on the other side.

    Refuses once anybody has signed, and where no pledge is asked. A due day is set by the office and says so.
    """
    movement = locked(movement)
    duty = pledge_duty(movement)
    lines = [line.strip() for line in lines if line.strip()]
    signed = movement.pledges.count()
    refuse_if(rules.blockers_to_terms(asked=duty is not None, signed=signed, lines=lines))
    assert duty is not None
    Duty.objects.filter(pk=duty.pk).update(lines=lines)
    if due is not None and due != duty.due:
        set_due(duty, due, by=by, at=at)
    values = {
        "targets": [one.row for one in targets],
        "head_signs": head_signs,
        "union_signs": union_signs,
        "set_by": by,
        "set_at": at,
    }
    terms, _ = PledgeTerms.objects.update_or_create(movement=movement, defaults=values)
    record("pledge.terms_set", "Đặt lời giao ước thi đua.", by=by, about=movement, unit=movement.owner, at=at)
    return terms


@transaction.atomic
def enter_paper_list(
    movement: Movement,
    unit: Unit,
    *,
    people: Sequence[int],
    signed_on: dt.date,
    proof: Upload,
    by: User,
    at: dt.datetime,
) -> PledgeList:
    """Enter the signatures of a list signed on paper, with its photo or scan; each person is told and can deny.

    Nobody is signed for: every row says "đơn vị nhập thay theo danh sách ký giấy". Refuses, with every name, who
    was not asked, has signed, or has denied a list before; one's own; and a day outside the movement.
    """
    movement = locked(movement)
    asked = list(asked_to_pledge(movement).filter(person__in=people).select_related("duty", "person"))
    refuse_if(
        rules.blockers_to_enter(
            _as_entered(movement, people, asked, signed_on, by),
            running=movement.state == Movement.State.RUNNING,
            launched_on=launched_on(movement),
            today=day_of(at),
        )
    )
    file = keep_file(proof[0], proof[1], "application/octet-stream", at=at)
    made = PledgeList.objects.create(
        movement=movement, unit=unit, signed_on=signed_on, file=file, entered_by=by, entered_at=at
    )
    targets = [one.row for one in terms_of(movement).targets]
    signed_at = at_noon(signed_on)
    rows = [_entered_row(row, made, targets, signed_at) for row in asked]
    Pledge.objects.bulk_create(rows, batch_size=1000)
    work = Assignment.objects.filter(pk__in=[row.pk for row in asked])
    work.update(state=Assignment.State.DONE, done_at=at)
    work.filter(due__lt=signed_on).update(late=True)
    offer_evidence(made, unit, by=by, at=at, file=file, file_name=proof[1])
    _tell_the_entered(made, people, by=by, at=at)
    return made


def _as_entered(
    movement: Movement, people: Sequence[int], asked: list[Assignment], signed_on: dt.date, by: User
) -> rules.Entered:
    """Who of the list stands in its way, by name."""
    known = {row.person_id for row in asked}
    strangers = Person.objects.filter(pk__in=set(people) - known)
    signed = movement.pledges.filter(person__in=people)
    denied = PledgeDenial.objects.filter(movement=movement, person__in=people)
    return rules.Entered(
        signed_on=signed_on,
        people=len(people),
        strangers=list(strangers.order_by("sort_key").values_list("name", flat=True)),
        signed=list(signed.order_by("person__sort_key").values_list("person__name", flat=True)),
        denied=list(denied.order_by("person__sort_key").values_list("person__name", flat=True)),
        own=by.person_id in people,
    )


def _entered_row(
    asked: Assignment, made: PledgeList, targets: list[dict[str, str]], signed_at: dt.datetime
) -> Pledge:
    return Pledge(
        movement_id=made.movement_id,
        person_id=asked.person_id,
        unit_id=asked.unit_id,
        lines=asked.duty.lines,
        targets=targets,
        signed_at=signed_at,
        late=asked.due is not None and asked.due < made.signed_on,
        way=Pledge.Way.LIST,
        paper_list=made,
    )


def _tell_the_entered(made: PledgeList, people: Sequence[int], *, by: User, at: dt.datetime) -> None:
    event = record(
        "pledge.list_entered",
        f"Nhập {len(people)} chữ ký giấy vào danh sách giao ước: {made}.",
        by=by,
        about=made.movement,
        unit=made.unit,
        at=at,
        people=sorted(people),
        sha256=made.file.sha256,
    )
    told = User.objects.filter(person__in=people, is_active=True).values_list("pk", flat=True)
    sentence = (
        "Đơn vị đã nhập chữ ký giao ước trên giấy của anh/chị; xin xác nhận, hoặc cho biết nếu không ký."
    )
    notify(event, told, sentence, href=reverse("pledge", args=[made.movement_id]))


@transaction.atomic
def countersign(movement: Movement, side: str, *, by: User, at: dt.datetime, only: Sequence[int] = ()) -> int:
    """Sign as the other side, head or union, all pledges that wait for it or `only` these; returns how many.

    Refuses where the pledge has no such side or nothing waits for this person; nobody signs with themselves.
    """
    movement = locked(movement)
    waiting = awaiting(movement, by, on=day_of(at)).get(side)
    rows = waiting[1].filter(Q(pk__in=only) if only else Q()) if waiting else Pledge.objects.none()
    keys = list(rows.values_list("pk", flat=True))
    asked = side in terms_of(movement).sides
    refuse_if(rules.blockers_to_countersign(asked=asked, waiting=len(keys)))
    assert waiting is not None
    post = waiting[0]
    made = [
        Countersignature(pledge_id=key, side=side, person_id=by.person_id, title=post.title, signed_at=at)
        for key in keys
    ]
    Countersignature.objects.bulk_create(made, batch_size=1000)
    sentence = f"{by.get_full_name()}, {post.title}, ký cùng {len(keys)} bản giao ước thi đua."
    record("pledge.countersigned", sentence, by=by, about=movement, unit=post.unit, at=at, pledges=keys)
    return len(keys)


@dataclass(frozen=True)
class Votes:
    """How a meeting voted; who did neither abstained."""

    present: int
    in_favour: int
    against: int


@transaction.atomic
def record_adoption(
    movement: Movement,
    *,
    meeting: str,
    held_on: dt.date,
    votes: Votes,
    minutes: Upload,
    by: User,
    at: dt.datetime,
) -> Adoption:
    """Keep the meeting that adopted the plan and the pledge, with its votes and its minutes (EK-106).

    Refuses a day to come, more votes than people, and the same meeting twice.
    """
    movement, meeting = locked(movement), " ".join(meeting.split())
    recorded = movement.adoptions.filter(meeting=meeting, held_on=held_on).exists()
    refuse_if(
        rules.blockers_to_adopt(
            present=votes.present,
            in_favour=votes.in_favour,
            against=votes.against,
            held_on=held_on,
            today=day_of(at),
            recorded=recorded,
        )
    )
    file: File = keep_file(minutes[0], minutes[1], "application/octet-stream", at=at)
    made = Adoption.objects.create(
        movement=movement,
        meeting=meeting,
        held_on=held_on,
        present=votes.present,
        in_favour=votes.in_favour,
        against=votes.against,
        minutes=file,
        recorded_by=by,
        recorded_at=at,
    )
    offer_evidence(made, movement.owner, by=by, at=at, file=file, file_name=minutes[1])
    sentence = f"{made.meeting} thông qua kế hoạch, giao ước: {made.in_favour} trên {made.present} đồng ý."
    record("movement.adopted", sentence, by=by, about=movement, unit=movement.owner, at=at)
    return made
