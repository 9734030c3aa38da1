"""Sheets are opened, and marks given: by oneself, by who appraises, by who decides; each stage keeps its own column."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from thidua.activity.trail import notify, record
from thidua.core.dates import day_of
from thidua.core.errors import Blocker, refuse_if
from thidua.movements.models import Exemption, Movement, Round, Score, ScoreChange
from thidua.movements.queries.criteria import scale_of
from thidua.movements.queries.exemptions import measured_time
from thidua.movements.queries.scores import (
    Subject,
    full_scores,
    items_of,
    lines_of,
    missing_to_open,
    score_day,
)
from thidua.movements.queries.weighing import weigher_of
from thidua.movements.rules.scores import Line, Mark, blockers_to_mark, blockers_to_weigh
from thidua.org.models import User


@transaction.atomic
def open_sheet(
    movement: Movement, subject: Subject, *, during: Round | None = None, by: User, at: dt.datetime
) -> list[Score]:
    """Open the sheet of a unit or a person: one line "chưa chấm" for each criterion that measures it.

    Opened again, it gains only what is new. Refuses before the set is in use, and for whom nothing measures.
    """
    on = score_day(movement, during, day_of(at))
    refuse_if(missing_to_open(movement, subject, during=during, on=on))
    items = items_of(movement, subject, during=during, on=on)
    own = Score.objects.filter(
        criterion__movement=movement, unit=subject.unit, person=subject.person, round=during
    )
    Score.objects.bulk_create(
        [
            Score(criterion_id=item.key, unit=subject.unit, person=subject.person, round=during)
            for item in items
        ],
        ignore_conflicts=True,
    )
    record(
        "sheet.opened", f"Mở phiếu chấm của {subject.name}.", by=by, about=movement, unit=subject.unit, at=at
    )
    return list(full_scores(own))


@transaction.atomic
def self_score(marks: Mapping[int, Mark], *, by: User, at: dt.datetime) -> list[Score]:
    """Give the figures of oneself, or of the unit one speaks for. Refuses lines that are appraised already.

    `marks` are of one sheet, by the key of the score. Every mark that cannot stand is named, and none is kept.
    """
    return _enter("self", marks, by=by, at=at)


@transaction.atomic
def appraise(marks: Mapping[int, Mark], *, by: User, at: dt.datetime) -> list[Score]:
    """Give the appraised figures beside the self figures, which stay. Refuses what lacks proof (EK-91, EK-92),
    one's own part, and a head's part except from above (EK-83).
    """
    return _enter("appraised", marks, by=by, at=at)


@transaction.atomic
def finalise(marks: Mapping[int, Mark], *, by: User, at: dt.datetime) -> list[Score]:
    """Give the figures that hold. Refuses what was not appraised, and figures without checked proof."""
    return _enter("final", marks, by=by, at=at)


def _enter(stage: str, marks: Mapping[int, Mark], *, by: User, at: dt.datetime) -> list[Score]:
    scores = _held(marks)
    lines = lines_of(scores)
    changed = [row for row in scores if lines[row.pk].mark(stage) != marks[row.pk]]
    refuse_if(_against(stage, scores, changed, lines, marks, by=by, at=at))
    for row in changed:
        _keep(row, stage, marks[row.pk], lines[row.pk], by=by, at=at)
    if changed:
        _tell(stage, changed, lines, by=by, at=at)
    return scores


def _held(marks: Mapping[int, Mark]) -> list[Score]:
    """The scores of one sheet, locked, as they stand now."""
    scores = list(full_scores(Score.objects.select_for_update(of=("self",)).filter(pk__in=marks)))
    subjects = {(row.criterion.movement_id, row.unit_id, row.person_id, row.round_id) for row in scores}
    refuse_if([] if len(subjects) == 1 else [Blocker("Chỉ chấm từng phiếu một; hãy mở lại phiếu.")])
    return scores


def _against(
    stage: str, scores: list[Score], changed: list[Score], lines: Mapping[int, Line],
    marks: Mapping[int, Mark], *, by: User, at: dt.datetime,
) -> list[Blocker]:  # fmt: skip
    first = scores[0]
    movement, scale = first.criterion.movement, scale_of(first.criterion.movement)
    self_scored = any(row.self_by_id == by.pk for row in scores)
    who = weigher_of(movement, first.unit, first.person, by, on=day_of(at), self_scored=self_scored)
    found = blockers_to_weigh(stage, who)
    if movement.state != Movement.State.RUNNING:
        found.append(Blocker("Phong trào chưa phát động hoặc đã tổng kết, nên chưa chấm được."))
    by_points = scale is not None and scale.by_points
    for row in changed:
        found += blockers_to_mark(stage, lines[row.pk], marks[row.pk], by_points=by_points)
    return found


def _keep(score: Score, stage: str, mark: Mark, line: Line, *, by: User, at: dt.datetime) -> None:
    """Write one column; a mark that replaces another leaves a line of what it was, when the figure itself changed."""
    was = line.mark(stage)
    columns = {"state": mark.state, "figure": mark.figure, "reason": mark.reason.strip(), "by": by, "at": at}
    for name, value in columns.items():
        setattr(score, f"{stage}_{name}", value)
    if mark.state == "exempted" and score.exemption is None:
        score.exemption = _exemption(score)
    score.save(update_fields=[*(f"{stage}_{name}" for name in columns), "exemption"])
    if was.state and (was.state, was.figure) != (mark.state, mark.figure):
        ScoreChange.objects.create(
            score=score,
            stage=stage,
            was_state=was.state,
            was_figure=was.figure,
            new_state=mark.state,
            figure=mark.figure,
            reason=mark.reason.strip(),
            changed_by=by,
            changed_at=at,
        )


def _exemption(score: Score) -> Exemption | None:
    """The exemption that touches the time measured; the rule has seen that there is one."""
    own = {"person": score.person} if score.person_id else {"unit": score.unit, "person": None}
    time = measured_time(score.criterion.movement, score.round)
    return Exemption.objects.filter(during__overlap=time, **own).order_by("during").first()


_SAID = {"self": "Tự chấm", "appraised": "Thẩm định", "final": "Ghi kết quả"}


def _tell(stage: str, changed: list[Score], lines: Mapping[int, Line], *, by: User, at: dt.datetime) -> None:
    """One line in the trail, without a figure: scores of people are their own. The person is told."""
    first = changed[0]
    movement, subject = first.criterion.movement, first.person or first.unit
    names = [lines[row.pk].name for row in changed]
    event = record(
        f"scores.{stage}",
        f"{_SAID[stage]} {len(changed)} tiêu chí của {subject}.",
        by=by,
        about=movement,
        unit=first.unit,
        at=at,
        criteria=names,
    )
    if stage != "self" and first.person_id:
        users = User.objects.filter(person_id=first.person_id, is_active=True)
        notify(event, users, f"Phiếu chấm của anh/chị có phần {Score.STAGES[stage].lower()} mới.")
