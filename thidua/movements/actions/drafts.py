"""The thin parts of a movement are put right, added and taken back until the launch; the plan's text stays."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from thidua.activity.trail import record
from thidua.core.dates import days_inclusive
from thidua.core.errors import refuse_if
from thidua.documents.actions.filing import find_cited
from thidua.documents.models import Node
from thidua.movements.actions.locks import locked
from thidua.movements.drafting import Thin
from thidua.movements.models import (
    AwardForm,
    AwardRules,
    Commemoration,
    Content,
    Criterion,
    Motto,
    Movement,
    Programme,
    Round,
)
from thidua.movements.queries.drafts import rounds_of
from thidua.movements.rules.plans import blockers_to_draft
from thidua.movements.rules.rounds import blockers_to_round
from thidua.org.models import User

# The parts by the word of their address.
PARTS: dict[str, type[models.Model]] = {
    "khen-thuong": AwardForm,
    "chuong-trinh": Programme,
    "ky-niem": Commemoration,
    "dot": Round,
}


NAMES = {
    "khen-thuong": "hình thức khen thưởng",
    "chuong-trinh": "phong trào, cuộc vận động",
    "ky-niem": "ngày kỷ niệm",
    "dot": "đợt thi đua",
}


def keep_thin(movement: Movement, thin: Thin, nodes: Mapping[int, Node]) -> None:
    """Keep what the plan states beside its tasks and duties, each with its sentence. Called when it is drafted."""
    rows: dict[Any, tuple[dict[str, Any], ...]] = {
        Content: thin.contents,
        Criterion: thin.criteria,
        AwardForm: thin.award_forms,
        Programme: thin.programmes,
        Commemoration: thin.commemorations,
        Motto: thin.mottos,
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
    if not blockers_to_round(row["label"], row["first"], row["last"], rounds_of(movement)):
        Round.objects.create(movement=movement, **_round_columns(row))


def _round_columns(values: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in values.items() if name not in {"first", "last"}}
    return {**kept, "during": days_inclusive(values["first"], values["last"])}


def _against(movement: Movement, what: str, values: Mapping[str, Any], *, but: int | None) -> list[Any]:
    found = blockers_to_draft(running=movement.state != Movement.State.DRAFT)
    if what == "dot":
        others = rounds_of(movement, but=but)
        found += blockers_to_round(values["label"], values["first"], values["last"], others)
    return found


@transaction.atomic
def add_part(
    movement: Movement, what: str, values: Mapping[str, Any], *, by: User, at: dt.datetime
) -> models.Model:
    """Add a form of award, a programme, an anniversary or a round that the unit itself sets.

    Refuses after the launch, and a round that shares a day with another. It has no line: the text does not say it.
    """
    movement = locked(movement)
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
    return model.objects.create(movement=movement, order=last + 1, **values)  # type: ignore[no-any-return]


@transaction.atomic
def edit_part(row: models.Model, what: str, values: Mapping[str, Any], *, by: User, at: dt.datetime) -> Any:
    """Put a drafted part right; its line and the paper's text stay. Refuses after the launch."""
    movement = locked(row.movement)  # type: ignore[attr-defined]
    refuse_if(_against(movement, what, values, but=row.pk))
    before = str(row)
    columns = _round_columns(values) if what == "dot" else dict(values)
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
    movement = locked(row.movement)  # type: ignore[attr-defined]
    refuse_if(blockers_to_draft(running=movement.state != Movement.State.DRAFT))
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
