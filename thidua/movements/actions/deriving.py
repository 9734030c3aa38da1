"""A unit makes its own plan from the plan above: the paper and the draft of its movement in one act."""

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of, days_inclusive
from thidua.core.errors import refuse_if
from thidua.core.text import fold
from thidua.documents.actions.editing import compose_paper, edit_body
from thidua.documents.actions.filing import find_cited, set_recipients
from thidua.documents.models import Node, Paper
from thidua.documents.queries.editing import parts_in
from thidua.movements.actions.criteria import answer_criterion, inherit_criteria
from thidua.movements.actions.duties import add_duty
from thidua.movements.actions.gaps import decide_gap
from thidua.movements.actions.roots import settle_root
from thidua.movements.actions.tasks import place_owners
from thidua.movements.deriving import Answered, Choices, derived_parts, task_line
from thidua.movements.models import (
    AwardForm,
    AwardRules,
    Commemoration,
    Content,
    Criterion,
    Gap,
    Movement,
    Round,
    Task,
)
from thidua.movements.queries.deriving import Source, source_of
from thidua.movements.rules.contents import blockers_to_derive
from thidua.org.models import Unit, User


@transaction.atomic
def derive_plan(unit: Unit, plan: Paper, choices: Choices, *, by: User, at: dt.datetime) -> Movement:
    """Draft a unit's own plan from the plan above: text, citation, contents, criteria, rounds, tasks, duties.

    Nothing is taken that was not chosen. Refuses, with every reason, a mandatory item dropped, an item that
    differs without a word why, a plan without any content, and a second plan on the same plan above.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)  # two people who press at once make one plan
    source = source_of(plan, unit, on=day_of(at))
    replies = [one.reply for one in choices.answers]
    refuse_if(
        blockers_to_derive(
            replies, taken=source.taken, name=choices.subject, added=choices.added, reason=choices.reason
        )
    )
    paper = _written(source, choices, by=by, at=at)
    movement = _movement(source, paper, choices, at=at)
    _keep_contents(movement, source, choices)
    _keep_criteria(movement, source, choices, by=by, at=at)
    _keep_parts(movement, source, choices, on=day_of(at))
    for duty in choices.duties:
        lines = choices.promises if duty.what == "pledge" else []
        add_duty(movement, duty.what, duty.reaches, duty.sentence, due=duty.due, lines=lines, by=by, at=at)
    _keep_gaps(movement, source, choices, by=by, at=at)
    sentence = f"Lập kế hoạch của {unit} từ {plan}: {movement}."
    record("movement.derived", sentence, by=by, about=movement, unit=unit, at=at, above=plan.pk)
    return movement


def _written(source: Source, choices: Choices, *, by: User, at: dt.datetime) -> Paper:
    """The paper: the skeleton with what was taken over, the unit's wording, what was left out and why."""
    paper = compose_paper(
        source.unit, source.skeleton, choices.subject.strip(), parent=source.paper, by=by, at=at
    )
    parts = derived_parts(parts_in(paper), parts_in(source.paper), choices)
    dropped = {
        one.node: one.reply.note
        for one in choices.answers
        if one.reply.answer == "dropped" and one.node is not None
    }
    paper = edit_body(paper, parts, dropped=dropped, by=by, at=at)
    paper.route = Paper.Route.PLAN
    paper.symbol = choices.symbol.strip() or paper.symbol
    paper.place = choices.place.strip() or paper.place
    paper.save(update_fields=["route", "symbol", "place"])
    chosen = [line for line in source.lines if line.key in choices.recipients]
    lines: list[dict[str, Any]] = [
        {"written": one.written, "role": one.role, "reaches": one.reaches, "unit": one.unit} for one in chosen
    ]
    return set_recipients(paper, lines, archive=paper.archive, by=by, at=at) if lines else paper


def _movement(source: Source, paper: Paper, choices: Choices, *, at: dt.datetime) -> Movement:
    name = source.movement_name or choices.subject.strip()
    movement = Movement.objects.create(
        owner=source.unit,
        name=name,
        folded=fold(name),
        plan=paper,
        basis=source.paper,
        created_at=at,
        **source.facts,
    )
    return settle_root(movement)


def _keep_contents(movement: Movement, source: Source, choices: Choices) -> None:
    """Each content above with its answer, then the unit's own; a dropped one stays in the list."""
    above = {node.pk: node for node in source.paper.nodes.filter(pk__in=[i.node for i in source.items])}
    own: dict[int | None, Node] = {}
    for node in movement.plan.nodes.exclude(section=""):
        own.setdefault(node.inherited_from_id, node)
    rows = []
    for one in choices.answers:
        if one.reply.content and one.node is not None:
            mine = own.get(one.node) if one.reply.answer != Content.Answer.DROPPED else None
            rows.append(_content(one, above[one.node], mine))
    if choices.added.strip():
        rows.append(_added(movement, choices))
    for order, row in enumerate(rows, start=1):
        row.movement, row.order = movement, order
    Content.objects.bulk_create(rows)


def _added(movement: Movement, choices: Choices) -> Content:
    """The unit's own content at its paragraph of our plan."""
    words = " ".join(choices.added.strip().splitlines()[0].split())
    node = movement.plan.nodes.filter(kind="item", inherited_from=None, text__endswith=words).first()
    return Content(
        text=choices.added.strip(),
        node=node,
        place=node.section if node else "",
        answer=Content.Answer.ADDED,
        note=choices.reason.strip(),
    )


def _content(one: Answered, above: Node, mine: Node | None) -> Content:
    return Content(
        place=mine.section if mine else above.section,
        text=one.wording,
        node=mine,
        above=above,
        answer=one.reply.answer,
        note=one.reply.note.strip(),
    )


def _keep_criteria(
    movement: Movement, source: Source, choices: Choices, *, by: User, at: dt.datetime
) -> None:
    """The criteria above with their answers; those that only the text of the plan above states are kept as rows."""
    answers = {one.reply.key: one for one in choices.answers if not one.reply.content}
    if not answers:
        return
    if source.above is not None:
        made = {row.above_id: row for row in inherit_criteria(movement, by=by, at=at)}
        for item in source.items:
            one = answers.get(item.key)
            row = made.get(item.criterion)
            if one is not None and row is not None and (one.reply.answer != row.answer or one.reply.note):
                answer_criterion(row, one.reply.answer, note=one.reply.note, by=by, at=at)
        return
    kept = [item for item in source.items if item.key in answers and item.values is not None]
    Criterion.objects.bulk_create(
        Criterion(movement=movement, order=order, note=answers[item.key].reply.note.strip(), **item.values)
        for order, item in enumerate(kept, start=1)
        if item.values is not None and answers[item.key].reply.answer != "dropped"
    )


def _keep_parts(movement: Movement, source: Source, choices: Choices, *, on: dt.date) -> None:
    """Rounds, award forms and anniversaries of the plan above, and the chosen tasks, each at its line of our plan."""
    for stage in choices.rounds:
        during = days_inclusive(stage.first, stage.last)
        Round.objects.create(movement=movement, label=stage.label, during=during, target=stage.target)
    AwardForm.objects.bulk_create(
        AwardForm(movement=movement, order=order, **row) for order, row in enumerate(source.awards, start=1)
    )
    if source.award_rules is not None:
        written, day = source.award_rules
        paper = find_cited(movement.owner, written, day)
        AwardRules.objects.create(movement=movement, written=written, day=day, paper=paper)
    Commemoration.objects.bulk_create(
        Commemoration(movement=movement, order=order, **row) for order, row in enumerate(source.days, start=1)
    )
    nodes = {node.text: node for node in movement.plan.nodes.filter(kind="bullet")}
    Task.objects.bulk_create(
        Task(
            movement=movement,
            order=order,
            action=action,
            responsible=[str(movement.owner)],
            stated=False,
            node=nodes.get(task_line(action)),
        )
        for order, action in enumerate(choices.tasks, start=1)
    )
    place_owners(movement, on=on)


def _keep_gaps(movement: Movement, source: Source, choices: Choices, *, by: User, at: dt.datetime) -> None:
    """What the plan leaves open, decided where the person decided it; the rest waits on the page of gaps."""
    dated = any(duty.due for duty in choices.duties)
    have = {
        Gap.What.CRITERIA: movement.criteria.exclude(answer="dropped").exists(),
        Gap.What.AWARD_FORMS: movement.award_forms.exists() or source.award_rules is not None,
        Gap.What.ROUNDS: movement.rounds.exists(),
        Gap.What.DEADLINES: dated,
    }
    for what in (what for what, stated in have.items() if not stated):
        gap = Gap.objects.create(movement=movement, what=what)
        choice, text = choices.gaps.get(what, ("", ""))
        if choice:
            decide_gap(gap, choice, text=text, by=by, at=at)
