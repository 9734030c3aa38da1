"""Which paper rules the awards of a movement."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.errors import refuse_if
from thidua.documents.actions.filing import find_cited
from thidua.movements.actions.locks import locked
from thidua.movements.models import (
    AwardRules,
    Movement,
)
from thidua.movements.rules.awards import blockers_to_rules_source
from thidua.org.models import User


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
    movement = locked(movement)
    refuse_if(blockers_to_rules_source(written))
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
