"""Units receive, hand in, get back and finish what was asked of them."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.models import Paper
from thidua.movements.cascade import days_late
from thidua.movements.models import Assignment, Movement
from thidua.movements.queries.assignments import (
    answered_with,
    ended_with_work,
    missing_in,
    pair_of,
    side_of,
)
from thidua.movements.queries.succession import successors_of
from thidua.movements.rules.assignments import (
    Offer,
    blockers_to_hand_in,
    blockers_to_pair,
    blockers_to_receive,
    blockers_to_return,
    blockers_to_review,
    is_reviewed,
)
from thidua.movements.rules.tasks import blockers_to_finish_task
from thidua.org.models import Position, Unit, User
from thidua.org.queries.people import users_holding

AUTOMATIC = "Hệ thống trả lại: kế hoạch thiếu phần bắt buộc {parts}."


def _locked(assignment: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "duty__movement__owner", "duty__paper").get(pk=assignment.pk)


def _is_running(assignment: Assignment) -> bool:
    movement = assignment.duty.movement
    return movement is None or movement.state == Movement.State.RUNNING


def _record(assignment: Assignment, verb: str, said: str, *, by: User | None, at: dt.datetime) -> None:
    """One line of the assignment's own history, which its page shows."""
    event = record(verb, said, by=by, about=assignment, unit=assignment.unit, at=at)
    if verb == "assignment.returned":
        unit = Unit.objects.filter(pk=assignment.unit_id)
        leaders = [Position.HEAD, Position.DEPUTY, Position.LEADER, Position.CLERK]
        told = users_holding(unit, leaders, on=day_of(at))
        notify(event, told, said, href=assignment.get_absolute_url())


def mark_done(assignment: Assignment, at: dt.datetime) -> None:
    """For whoever finishes work by another act, such as signing a pledge."""
    Assignment.objects.filter(pk=assignment.pk).update(state=Assignment.State.DONE, done_at=at)


@transaction.atomic
def answer_assignment(assignment: Assignment, *, by: User, at: dt.datetime) -> Assignment:
    """A unit says it has done light work that nobody reviews: a group's own plans, work from a directive."""
    assignment = _locked(assignment)
    duty = assignment.duty
    found = blockers_to_finish_task(
        done=assignment.state == Assignment.State.DONE, running=_is_running(assignment)
    )
    if is_reviewed(duty.what, duty.reaches):
        found += blockers_to_hand_in(
            what=duty.what,
            state=assignment.state,
            running=True,
            offer=Offer(),
            accepts_measures=duty.accepts_measures,
        )
    refuse_if(found)
    mark_done(assignment, at)
    record(
        "assignment.done",
        f"{assignment.unit} đã làm: {duty.get_what_display()}.",
        by=by,
        about=duty.movement or duty.paper,
        unit=assignment.unit,
        at=at,
    )
    assignment.refresh_from_db()
    return assignment


@transaction.atomic
def confirm_receipt(assignment: Assignment, *, by: User, at: dt.datetime) -> Assignment:
    """A unit says that it has received what the movement asks of it; one word holds for all of its work there.

    Of a pair, head and union chair each confirm their half. Refuses who speaks for neither, and a second time.
    """
    assignment = _locked(assignment)
    side = side_of(assignment, by, on=day_of(at))
    union = side == "union"
    done = assignment.union_confirmed_at if union else assignment.confirmed_at
    refuse_if(blockers_to_receive(running=_is_running(assignment), side=side, done=done is not None))
    same = Assignment.objects.filter(
        duty__movement=assignment.duty.movement_id, unit=assignment.unit_id, person=None
    )
    if union:
        halves = same.filter(duty__reaches="pairs", union_confirmed_at=None)
        halves.update(union_confirmed_at=at, union_confirmed_by=by)
    else:
        same.filter(confirmed_at=None).update(confirmed_at=at, confirmed_by=by)
    who = "Chủ tịch công đoàn đồng cấp" if union else str(assignment.unit)
    _record(assignment, "assignment.confirmed", f"{who} xác nhận đã nhận việc.", by=by, at=at)
    assignment.refresh_from_db()
    return assignment


@transaction.atomic
def hand_in(
    assignment: Assignment,
    *,
    paper: Paper | None = None,
    measures: str = "",
    note: str = "",
    by: User,
    at: dt.datetime,
) -> Assignment:
    """Hand in a paper of the unit, measures where they do, or a result in words.

    A plan without a mandatory part goes back at once, the part named, unless a note says where it stands.
    Lateness counts from the day the paper bears, in working days, and stays for ever. Refuses what is not open
    or returned, what does not fit, and the joint step of a pair while a half is missing.
    """
    assignment = _locked(assignment)
    duty = assignment.duty
    offer = Offer(
        paper=paper is not None,
        issued=paper is not None and paper.state == Paper.State.ISSUED,
        own=paper is not None and paper.owner_id == assignment.unit_id,
        measures=measures,
        note=note,
    )
    found = blockers_to_hand_in(
        what=duty.what,
        state=assignment.state,
        running=_is_running(assignment),
        offer=offer,
        accepts_measures=duty.accepts_measures,
        merged=assignment.merged_into_id is not None,
    )
    refuse_if(found + blockers_to_pair(pair_of(assignment, on=day_of(at)), str(assignment.unit)))
    _keep_answer(assignment, paper, measures, note, by=by, at=at)
    missing = missing_in(paper, duty) if paper is not None and not note.strip() else []
    if missing:
        _send_back(assignment, missing, AUTOMATIC.format(parts=", ".join(missing)), by=None, at=at)
    return assignment


def _keep_answer(
    assignment: Assignment, paper: Paper | None, measures: str, note: str, *, by: User, at: dt.datetime
) -> None:
    day = paper.day if paper is not None and paper.day else day_of(at)
    assignment.answered_by, assignment.measures, assignment.note = paper, measures.strip(), note.strip()
    assignment.handed_in_on, assignment.handed_in_by = day, by
    if assignment.due is not None and day > assignment.due:
        assignment.late = True
        assignment.late_days = max(assignment.late_days, days_late(assignment.due, day))
    assignment.missing_parts, assignment.returned_reason = [], ""
    assignment.state = Assignment.State.HANDED_IN
    assignment.save()
    with_what = str(paper) if paper else "biện pháp" if measures.strip() else "kết quả"
    _record(assignment, "assignment.handed_in", f"{assignment.unit} nộp {with_what}.", by=by, at=at)


def _send_back(
    assignment: Assignment, missing: Sequence[str], reason: str, *, by: User | None, at: dt.datetime
) -> None:
    assignment.state = Assignment.State.RETURNED
    assignment.missing_parts, assignment.returned_reason = list(missing), reason.strip()
    assignment.returned_at, assignment.returned_by = at, by
    assignment.save()
    named = f" Phần cần sửa: {', '.join(missing)}." if missing and by is not None else ""
    said = f"Trả lại {assignment.duty.get_what_display()}.{named} {reason.strip()}"
    _record(assignment, "assignment.returned", said, by=by, at=at)


@transaction.atomic
def return_assignment(
    assignment: Assignment, *, missing: Sequence[str], reason: str, by: User, at: dt.datetime
) -> Assignment:
    """Send back what was handed in, with the parts that are missing or not good enough, and why.

    Refuses without a part where parts were demanded, without a reason, and by whoever handed it in.
    """
    assignment = _locked(assignment)
    refuse_if(
        blockers_to_return(
            state=assignment.state,
            own=assignment.handed_in_by_id == by.pk,
            demanded=assignment.duty.mandatory_parts,
            missing=missing,
            reason=reason,
        )
    )
    _send_back(assignment, missing, reason, by=by, at=at)
    return assignment


@transaction.atomic
def accept_assignment(assignment: Assignment, *, by: User, at: dt.datetime) -> Assignment:
    """Say that what was handed in meets what was asked, every mandatory part of it. Late stays marked late."""
    assignment = _locked(assignment)
    refuse_if(blockers_to_review(state=assignment.state, own=assignment.handed_in_by_id == by.pk))
    assignment.state, assignment.done_at, assignment.done_by = Assignment.State.DONE, at, by
    assignment.save(update_fields=["state", "done_at", "done_by"])
    _record(
        assignment, "assignment.accepted", f"Đã xem và chấp nhận phần của {assignment.unit}.", by=by, at=at
    )
    return assignment


@transaction.atomic
def answer_with_plan(paper: Paper, *, by: User, at: dt.datetime) -> list[Assignment]:
    """A unit's own plan goes out: it answers the duty of the movement above, or goes back naming what it lacks.

    A pair whose halves are not both confirmed keeps its duty open: the joint step is theirs to take.
    """
    asked = answered_with(paper).select_related("unit", "duty").order_by("id")
    whole = [row for row in asked if not blockers_to_pair(pair_of(row, on=day_of(at)), str(row.unit))]
    return [hand_in(row, paper=paper, by=by, at=at) for row in whole]


@transaction.atomic
def move_to_successors(*, by: User | None, at: dt.datetime, movement: Movement | None = None) -> int:
    """Move the open work of units that have ended to the unit that carries them on; returns how many moved.

    Done work keeps the old unit's name. Where the successor owes the same already, the work goes on there and
    says so. A unit dissolved or split among several keeps its work until a person decides.
    """
    on = day_of(at)
    rows = ended_with_work(on=on)
    if movement is not None:
        rows = rows.filter(duty__movement=movement)
    heirs = successors_of(rows.values_list("unit_id", flat=True), on=on)
    moved = 0
    for row in rows.select_for_update(of=("self",)).select_related("unit", "duty__movement").order_by("id"):
        if row.unit_id in heirs:
            _move(row, heirs[row.unit_id], by=by, at=at)
            moved += 1
    return moved


def _move(row: Assignment, successor: Unit, *, by: User | None, at: dt.datetime) -> None:
    same = Assignment.objects.filter(~Q(pk=row.pk), duty=row.duty_id, unit=successor, person=None).first()
    if same is not None:
        row.merged_into = same
        row.save(update_fields=["merged_into"])
        told = f"Việc của {row.unit} nhập vào việc cùng loại của {successor}."
    else:
        told = f"Việc của {row.unit} chuyển sang đơn vị kế thừa {successor}."
        row.moved_from, row.unit = row.unit, successor
        row.save(update_fields=["moved_from", "unit"])
    _record(row, "assignment.moved", told, by=by, at=at)
