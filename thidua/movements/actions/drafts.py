"""The thin parts of a movement are put right, added and taken back until the launch; the plan's text stays."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from thidua.activity.trail import record
from thidua.core.dates import days_inclusive, period
from thidua.core.errors import refuse_if
from thidua.core.text import fold
from thidua.documents.actions.filing import find_cited
from thidua.documents.models import Node, Paper
from thidua.movements import rules
from thidua.movements.drafting import Thin
from thidua.movements.models import (
    AwardForm,
    AwardRules,
    Commemoration,
    Content,
    Criterion,
    Movement,
    Programme,
    Round,
    Task,
)
from thidua.movements.queries.drafts import rounds_of
from thidua.org.models import User

# The parts by the word of their address.
PARTS: dict[str, type[models.Model]] = {
    "tieu-chi": Criterion,
    "khen-thuong": AwardForm,
    "chuong-trinh": Programme,
    "ky-niem": Commemoration,
    "dot": Round,
    "nhiem-vu": Task,
}
NAMES = {
    "tieu-chi": "tiêu chí",
    "khen-thuong": "hình thức khen thưởng",
    "chuong-trinh": "phong trào, cuộc vận động",
    "ky-niem": "ngày kỷ niệm",
    "dot": "đợt thi đua",
    "nhiem-vu": "nhiệm vụ",
}


def keep_thin(movement: Movement, thin: Thin, nodes: Mapping[int, Node]) -> None:
    """Keep what the plan states beside its tasks and duties, each with its sentence. Called when it is drafted."""
    rows: dict[Any, tuple[dict[str, Any], ...]] = {
        Content: thin.contents,
        Criterion: thin.criteria,
        AwardForm: thin.award_forms,
        Programme: thin.programmes,
        Commemoration: thin.commemorations,
    }
    for model, values in rows.items():
        model.objects.bulk_create(
            model(movement=movement, order=order, node=nodes.get(row["line"]), **row)
            for order, row in enumerate(values, start=1)
        )
    for row in thin.rounds:
        _keep_round(movement, row)
    if thin.award_rules:
        paper = find_cited(movement.owner, thin.award_rules["written"], thin.award_rules["day"])
        AwardRules.objects.create(movement=movement, paper=paper, **thin.award_rules)


def _keep_round(movement: Movement, row: dict[str, Any]) -> None:
    """A round as the text states it; one that shares a day with an earlier one is left for a person to enter."""
    if not rules.blockers_to_round(row["label"], row["first"], row["last"], rounds_of(movement)):
        Round.objects.create(movement=movement, **_round_columns(row))


def _round_columns(values: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in values.items() if name not in {"first", "last"}}
    return {**kept, "during": days_inclusive(values["first"], values["last"])}


def _locked(movement: Movement) -> Movement:
    return Movement.objects.select_for_update(of=("self",)).select_related("owner").get(pk=movement.pk)


def _against(movement: Movement, what: str, values: Mapping[str, Any], *, but: int | None) -> list[Any]:
    found = rules.blockers_to_draft(running=movement.state != Movement.State.DRAFT)
    if what == "dot":
        others = rounds_of(movement, but=but)
        found += rules.blockers_to_round(values["label"], values["first"], values["last"], others)
    return found


@transaction.atomic
def add_part(
    movement: Movement, what: str, values: Mapping[str, Any], *, by: User, at: dt.datetime
) -> models.Model:
    """Add a criterion, a form of award, a programme, an anniversary, a round or a task that the unit itself sets.

    Refuses after the launch, and a round that shares a day with another. It has no line: the text does not say it.
    """
    movement = _locked(movement)
    refuse_if(_against(movement, what, values, but=None))
    row = _made(movement, what, values)
    record(
        "part.added",
        f"Thêm {NAMES[what]}: {row}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
        what=what,
    )
    return row


def _made(movement: Movement, what: str, values: Mapping[str, Any]) -> models.Model:
    if what == "dot":
        return Round.objects.create(movement=movement, **_round_columns(values))
    model: Any = PARTS[what]
    last = model.objects.filter(movement=movement).aggregate(last=Max("order"))["last"] or 0
    extra = {"stated": True} if what == "nhiem-vu" else {}
    return model.objects.create(movement=movement, order=last + 1, **extra, **_columns(what, values))  # type: ignore[no-any-return]


def _columns(what: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """A task's date is one that the office sets."""
    if what != "nhiem-vu":
        return dict(values)
    return {**values, "due_origin": "office" if values.get("due") else ""}


@transaction.atomic
def edit_part(row: models.Model, what: str, values: Mapping[str, Any], *, by: User, at: dt.datetime) -> Any:
    """Put a drafted part right; its line and the paper's text stay. Refuses after the launch."""
    movement = _locked(row.movement)  # type: ignore[attr-defined]
    refuse_if(_against(movement, what, values, but=row.pk))
    before = str(row)
    columns = _round_columns(values) if what == "dot" else _columns(what, values)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    record(
        "part.edited",
        f"Sửa {NAMES[what]}: {before} thành {row}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
        what=what,
    )
    return row


@transaction.atomic
def remove_part(row: models.Model, what: str, *, by: User, at: dt.datetime) -> Movement:
    """Take a drafted part back. Refuses after the launch; the paper's text and reading still hold it."""
    movement = _locked(row.movement)  # type: ignore[attr-defined]
    refuse_if(rules.blockers_to_draft(running=movement.state != Movement.State.DRAFT))
    said = str(row)
    row.delete()
    record(
        "part.removed",
        f"Bỏ {NAMES[what]}: {said}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
        what=what,
    )
    return movement


@transaction.atomic
def answer_content(
    content: Content, answer: str, *, above: Node | None, note: str, by: User, at: dt.datetime
) -> Content:
    """Say how one content stands to a content of the plan above: taken, adapted with a note, or added (EK-09)."""
    movement = _locked(content.movement)
    refuse_if(
        rules.blockers_to_draft(running=movement.state != Movement.State.DRAFT)
        + rules.blockers_to_answer_content(answer, note, has_above=above is not None)
    )
    content.answer, content.above, content.note = answer, above, note.strip()
    content.save(update_fields=["answer", "above", "note"])
    record(
        "content.answered",
        f"Đối chiếu nội dung {content.place}: {content.get_answer_display()}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return content


@transaction.atomic
def drop_content(movement: Movement, above: Node, *, reason: str, by: User, at: dt.datetime) -> Content:
    """Say that a content of the plan above is not taken over, and why; it is kept in the list of what was dropped."""
    movement = _locked(movement)
    refuse_if(
        rules.blockers_to_draft(running=movement.state != Movement.State.DRAFT)
        + rules.blockers_to_answer_content("dropped", reason, has_above=True)
    )
    last = movement.contents.aggregate(last=Max("order"))["last"] or 0
    row = Content.objects.create(
        movement=movement,
        order=last + 1,
        place=above.section,
        text=above.title or above.text,
        above=above,
        answer=Content.Answer.DROPPED,
        note=reason.strip(),
    )
    record(
        "content.dropped",
        f"Không đưa vào nội dung {above.section}: {reason}",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return row


@transaction.atomic
def enter_award_rules(
    movement: Movement,
    written: str,
    day: dt.date | None,
    parts: Mapping[str, str],
    *,
    by: User,
    at: dt.datetime,
) -> AwardRules:
    """Say which paper rules the awards, and enter those of its four parts that are known; also while it runs.

    `parts` are forms, standards, dossier, procedure; an empty one stays "chưa nhập". Refuses without a source.
    """
    movement = _locked(movement)
    refuse_if(rules.blockers_to_rules_source(written))
    words = {name: parts.get(name, "").strip() for name in AwardRules.PARTS}
    entered = any(words.values())
    row, _ = AwardRules.objects.update_or_create(
        movement=movement,
        defaults={
            "written": written.strip(),
            "day": day,
            "paper": find_cited(movement.owner, written.strip(), day),
            **words,
            "entered_by": by if entered else None,
            "entered_at": at if entered else None,
        },
    )
    record(
        "award_rules.entered",
        f"Quy định khen thưởng {row}.",
        by=by,
        about=movement,
        unit=movement.owner,
        at=at,
    )
    return row


@transaction.atomic
def enter_standing_movement(
    paper: Paper,
    name: str,
    kind: str,
    *,
    first: dt.date,
    last: dt.date | None,
    by: User,
    at: dt.datetime,
) -> Movement:
    """Enter a movement that already runs on a paper in the register, with its long period (EK-24).

    Nothing is asked of anyone by it. Refuses a paper that carries a movement already, and a last day before the first.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    taken = Movement.objects.filter(plan=paper).first()
    refuse_if(rules.blockers_to_standing(taken=taken, first=first, last=last))
    movement = Movement.objects.create(
        owner=paper.owner,
        kind=kind,
        name=name,
        folded=fold(name),
        plan=paper,
        during=days_inclusive(first, last) if last else period(first),
        state=Movement.State.RUNNING,
        created_at=at,
        launched_at=at,
        launched_by=by,
    )
    record(
        "movement.entered",
        f"Ghi nhận phong trào đang diễn ra: {movement}.",
        by=by,
        about=movement,
        unit=paper.owner,
        at=at,
    )
    return movement
