"""A file becomes a paper of the office, and an own plan the draft of its movement."""

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.core.text import fold
from thidua.documents.actions.files import keep_file
from thidua.documents.actions.filing import draft_from as draft_paper
from thidua.documents.actions.filing import kind_of, register_received
from thidua.documents.models import Node, Paper
from thidua.documents.queries.superiors import plan_above
from thidua.documents.reading import Structure, read_bytes
from thidua.movements.actions.drafts import keep_thin
from thidua.movements.actions.programmes import take_theme, tie_mottos
from thidua.movements.actions.roots import settle_root
from thidua.movements.actions.tasks import place_owners
from thidua.movements.drafting import Draft, draft_from, period_of
from thidua.movements.models import Duty, Gap, Movement, Task
from thidua.movements.queries.reading import is_named
from thidua.movements.rules.plans import blockers_to_import
from thidua.org.models import Unit, User


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
    refuse_if(blockers_to_import(is_paper=is_paper, own_plan=own_plan, name=draft.name, twin=twin))
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
        during=period_of(draft),
        plan=paper,
        basis=above,
        scope=draft.scope,
        created_at=at,
    )
    settle_root(movement)
    nodes = {node.line: node for node in paper.nodes.exclude(kind="heading") if node.line}
    Task.objects.bulk_create(
        Task(
            movement=movement,
            order=task.order,
            action=task.action,
            responsible=list(task.responsible),
            stated=task.stated,
            line=task.line,
            due_words=task.due_words,
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
            mandatory_parts=list(duty.parts),
            parts_sentence=duty.parts_sentence,
            accepts_measures=duty.accepts_measures,
            due_words=duty.due_words[:200],
        )
        for duty in draft.duties
    )
    Gap.objects.bulk_create(Gap(movement=movement, what=what) for what in draft.gaps)
    keep_thin(movement, draft.thin, nodes)
    place_owners(movement, on=day_of(at))
    tie_mottos(movement)
    take_theme(movement)
    record(
        "movement.drafted",
        f"Lập dự thảo phong trào {movement}.",
        by=by,
        about=movement,
        unit=paper.owner,
        at=at,
    )
    return movement


def _node_at(nodes: dict[int, Node], line: int) -> Node | None:
    """The paragraph in which a line stands: the last that begins at or before it."""
    starts = [start for start in nodes if start <= line]
    return nodes[max(starts)] if starts else None
