"""A plan becomes a movement: read, decided where it is silent, launched down the tree."""

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of, days_inclusive, period
from thidua.core.errors import refuse_if
from thidua.core.text import fold
from thidua.documents.actions.files import keep_file
from thidua.documents.actions.filing import draft_from as draft_paper
from thidua.documents.actions.filing import kind_of, register_received
from thidua.documents.actions.issuing import issue_paper
from thidua.documents.models import Node, Paper
from thidua.documents.queries.issuing import missing_to_issue
from thidua.documents.queries.superiors import plan_above
from thidua.documents.reading import Structure, read_bytes
from thidua.movements import rules
from thidua.movements.actions.drafts import keep_thin
from thidua.movements.drafting import Draft, draft_from
from thidua.movements.models import Assignment, Duty, Gap, Movement, Task
from thidua.movements.queries.plans import assignments_to_open, is_named, missing_to_launch
from thidua.org.models import Person, Position, Unit, User
from thidua.org.queries.people import users_holding, users_of
from thidua.org.queries.tree import parent_of


@transaction.atomic
def import_plan(
    unit: Unit, data: bytes, filename: str, *, by: User, at: dt.datetime, own: bool | None = None
) -> Paper:
    """Keep a paper's file, read it, and file it: our own draft, or a received paper. An own plan drafts its movement.

    `own` None lets the issuer that was read decide; a person may say otherwise. Refuses a file that
    cannot be read, one that is no paper of any kind, and the same file twice.
    """
    structure = read_bytes(data, filename=filename)
    file = keep_file(data, filename, "application/octet-stream", at=at)
    draft, read = draft_from(structure), structure.metadata
    twin = Paper.objects.filter(owner=unit, file=file).first()
    if own is None:
        own = issued_by(structure, unit, on=day_of(at))
    is_paper = read.doc_type is not None or read.number is not None
    kind = kind_of(structure) if is_paper else ""
    own_plan = own and kind == Paper.Kind.PLAN
    refuse_if(rules.blockers_to_import(is_paper=is_paper, own_plan=own_plan, name=draft.name, twin=twin))
    if not own:
        return _file_received(unit, structure, file, by=by, at=at)
    paper = draft_paper(structure, unit, file=file, by=by, at=at)
    if own_plan:
        draft_movement(paper, draft, by=by, at=at)
    return paper


def issued_by(structure: Structure, unit: Unit, *, on: dt.date) -> bool:
    """Whether the text names this very unit among its issuers."""
    read = structure.metadata
    return any(is_named(unit, name, read.governing_body, on=read.date or on) for name in read.issuers)


def _file_received(unit: Unit, structure: Structure, file: Any, *, by: User, at: dt.datetime) -> Paper:
    read = structure.metadata
    return register_received(
        unit,
        kind=kind_of(structure),
        number=read.number.serial if read.number else None,
        symbol=read.number.symbol if read.number else "",
        day=read.date,
        issuer_written=" và ".join(read.issuers),
        subject=read.title or "",
        received_on=day_of(at),
        by=by,
        at=at,
        file=file,
        structure=structure,
    )


def draft_movement(paper: Paper, draft: Draft, *, by: User, at: dt.datetime) -> Movement:
    """Draft the movement of an own plan: its tasks, the duties its sentences ask, and the gaps to decide."""
    above = plan_above(paper)
    movement = Movement.objects.create(
        owner=paper.owner,
        kind=draft.kind,
        name=draft.name,
        folded=fold(draft.name),
        slogan=draft.slogan,
        school_year=draft.school_year,
        subjects=list(draft.subjects),
        during=_period(draft),
        plan=paper,
        basis=above,
        parent=Movement.objects.filter(plan=above).first() if above else None,
        created_at=at,
    )
    nodes = {node.line: node for node in paper.nodes.exclude(kind="heading") if node.line}
    Task.objects.bulk_create(
        Task(
            movement=movement,
            order=task.order,
            action=task.action,
            responsible=list(task.responsible),
            stated=task.stated,
            line=task.line,
            node=_node_at(nodes, task.line),
        )
        for task in draft.tasks
    )
    Duty.objects.bulk_create(
        Duty(
            movement=movement,
            what=duty.what,
            reaches=duty.reaches,
            sentence=duty.sentence,
            node=nodes.get(duty.line),
        )
        for duty in draft.duties
    )
    Gap.objects.bulk_create(Gap(movement=movement, what=what) for what in draft.gaps)
    keep_thin(movement, draft.thin, nodes)
    record(
        "movement.drafted",
        f"Lập dự thảo phong trào {movement}.",
        by=by,
        about=movement,
        unit=paper.owner,
        at=at,
    )
    return movement


def _period(draft: Draft) -> Any:
    """The time the text states; an open end stays open, and no first day leaves it unsaid."""
    if draft.start is None:
        return None
    return days_inclusive(draft.start, draft.end) if draft.end else period(draft.start)


def _node_at(nodes: dict[int, Node], line: int) -> Node | None:
    """The paragraph in which a line stands: the last that begins at or before it."""
    starts = [start for start in nodes if start <= line]
    return nodes[max(starts)] if starts else None


@transaction.atomic
def decide_gap(gap: Gap, choice: str, *, by: User, at: dt.datetime, text: str = "") -> Gap:
    """Say what holds where the plan is silent: inherit from the plan above, an own rule, or not used."""
    gap = (
        Gap.objects.select_for_update(of=("self",))
        .select_related("movement__plan", "movement__basis", "movement__owner")
        .get(pk=gap.pk)
    )
    movement = gap.movement
    above = _settled_basis(movement)
    issued = movement.state != Movement.State.DRAFT
    refuse_if(rules.blockers_to_decide(choice, text, source=above, issued=issued))
    gap.choice = choice
    gap.text = text.strip() if choice == Gap.Choice.OWN else ""
    gap.source = above if choice == Gap.Choice.INHERIT else None
    gap.decided_by, gap.decided_at = by, at
    gap.save(update_fields=["choice", "text", "source", "decided_by", "decided_at"])
    record(
        "gap.decided",
        f"{gap}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
        what=gap.what,
        choice=choice,
    )
    return gap


def _settled_basis(movement: Movement) -> Paper | None:
    """The plan above; one that was filed after this plan was read is found now, and kept."""
    if movement.basis is None and movement.state == Movement.State.DRAFT:
        movement.basis = plan_above(movement.plan)
        movement.save(update_fields=["basis"])
    return movement.basis


@transaction.atomic
def add_duty(
    movement: Movement,
    what: str,
    reaches: str,
    sentence: str,
    *,
    by: User,
    at: dt.datetime,
    due: dt.date | None = None,
    lines: list[str] | None = None,
) -> Duty:
    """Ask one thing of every team or every person. A due date set here is shown as set by the office."""
    lines = [line.strip() for line in lines or [] if line.strip()]
    running = movement.state != Movement.State.DRAFT
    refuse_if(
        rules.blockers_to_add_duty(
            running=running,
            lines=lines,
            what=what,
            due=due,
            today=day_of(at),
            pledged=movement.duties.filter(what=Duty.What.PLEDGE).exists(),
        )
    )
    duty = Duty.objects.create(
        movement=movement,
        what=what,
        reaches=reaches,
        sentence=sentence,
        lines=lines,
        due=due,
        due_origin=Duty.Origin.OFFICE if due else "",
    )
    record("duty.added", f"Đặt việc: {sentence}", by=by, about=movement, unit=movement.owner, at=at)
    return duty


def _locked(duty: Duty) -> tuple[Duty, Movement]:
    """A duty of a movement, and the movement; work given from a paper is not changed here."""
    duties = Duty.objects.select_for_update(of=("self",)).exclude(movement=None)
    duty = duties.select_related("movement__owner").get(pk=duty.pk)
    assert duty.movement is not None
    return duty, duty.movement


@transaction.atomic
def set_due(duty: Duty, due: dt.date, *, by: User, at: dt.datetime) -> Duty:
    """Give a drafted duty the date the text does not state; shown as set by the office."""
    duty, movement = _locked(duty)
    running = movement.state != Movement.State.DRAFT
    refuse_if(
        rules.blockers_to_add_duty(running=running, lines=duty.lines, what="", due=due, today=day_of(at))
    )
    duty.due, duty.due_origin = due, Duty.Origin.OFFICE
    duty.save(update_fields=["due", "due_origin"])
    record(
        "duty.due_set",
        f"Đặt hạn {due:%d/%m/%Y}: {duty.get_what_display()}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return duty


@transaction.atomic
def remove_duty(duty: Duty, *, by: User, at: dt.datetime) -> Movement:
    """Take back a duty before the launch; afterwards it has been asked and stands."""
    duty, movement = _locked(duty)
    refuse_if(rules.blockers_to_remove_duty(running=movement.state != Movement.State.DRAFT))
    sentence = duty.sentence
    duty.delete()
    record("duty.removed", f"Bỏ việc: {sentence}", by=by, about=movement, unit=movement.owner, at=at)
    return movement


@transaction.atomic
def issue_plan(paper: Paper, *, by: User, at: dt.datetime, day: dt.date | None = None) -> Movement:
    """Issue a plan and launch its movement: number, recipients, one assignment per duty and unit or person.

    Refuses, with every reason, while a gap is undecided or nothing is asked of anyone.
    """
    movement = Movement.objects.select_for_update(of=("self",)).select_related("owner").get(plan=paper)
    bears = day or paper.day or day_of(at)
    missing = missing_to_launch(movement)
    if movement.state == Movement.State.DRAFT:
        missing += missing_to_issue(paper, day=bears, today=day_of(at), route=Paper.Route.PLAN)
    refuse_if(missing)
    paper = issue_paper(paper, by=by, at=at, day=day, route=Paper.Route.PLAN)
    movement.state, movement.launched_at, movement.launched_by = Movement.State.RUNNING, at, by
    movement.save(update_fields=["state", "launched_at", "launched_by"])
    opened = cascade(movement, on=paper.day or day_of(at), at=at)
    event = record(
        "movement.launched",
        f"Phát động phong trào {movement}: {opened} việc được giao.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
        opened=opened,
    )
    people = Person.objects.filter(assignments__duty__movement=movement)
    leaders = users_holding(
        Unit.objects.filter(assignments__duty__movement=movement, assignments__person=None),
        [Position.LEADER],
        on=day_of(at),
    )
    notify(
        event,
        {*users_of(people).values_list("pk", flat=True), *leaders.values_list("pk", flat=True)},
        f"Phong trào mới: {movement}",
        href=movement.get_absolute_url(),
    )
    return movement


def cascade(movement: Movement, *, on: dt.date, at: dt.datetime) -> int:
    """Open every assignment the movement's duties ask for, on the tree of a day; a second run doubles nothing."""
    rows = [
        Assignment(duty_id=row.duty, unit_id=row.unit, person_id=row.person, due=row.due, opened_at=at)
        for row in assignments_to_open(movement, on=on)
    ]
    Assignment.objects.bulk_create(rows, batch_size=5000, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def attach_to_parent(movement: Movement, parent: Movement, *, by: User, at: dt.datetime) -> Movement:
    """Link a movement to the one above. Refuses a plan of any unit but the one directly above."""
    above = parent_of(movement.owner, on=day_of(at))
    refuse_if(rules.blockers_to_parent(above, parent.owner))
    movement.parent = parent
    movement.save(update_fields=["parent"])
    record(
        "movement.attached",
        f"Gắn với phong trào của {parent.owner}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return movement
