"""What people fill into a sheet of scores, turned into marks."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms

from thidua.core.forms import Form
from thidua.movements.forms.criteria import PointsField
from thidua.movements.models import Scale
from thidua.movements.queries.score_pages import Sheet, SheetLine
from thidua.movements.rules.scores import Mark, blockers_to_mark, plain

ASIDE = (("not_applicable", "không áp dụng"), ("exempted", "được miễn"))
LEVELS = (("", "chưa chấm"), *((str(step), name) for step, name in Scale.LEVELS.items()), *ASIDE)


class Boxes(NamedTuple):
    """The boxes of one line, and the line."""

    line: SheetLine
    answer: Any
    figure: Any  # on a scale of points only
    reason: Any


class SheetForm(Form):
    """One stage of one sheet, all its lines at once. A line left as it is stays as it is."""

    def __init__(self, data: Any, *, sheet: Sheet, stage: str) -> None:
        super().__init__(data, prefix=stage)
        self.sheet, self.stage = sheet, stage
        self.by_points = sheet.scale is not None and sheet.scale.by_points
        for row in sheet.lines:
            self._add(row)

    def _add(self, row: SheetLine) -> None:
        mark, key, name = row.line.mark(self.stage), row.score.pk, row.line.name
        shown = plain(mark.figure) if mark.figure is not None else ""
        if self.by_points:
            self.fields[f"{key}-figure"] = PointsField(label=f"{name}, điểm", initial=shown)
        choices = (("scored", "chấm điểm"), *ASIDE) if self.by_points else LEVELS
        chosen = (mark.state or "scored") if self.by_points else shown or mark.state
        self.fields[f"{key}-answer"] = forms.ChoiceField(
            label=f"{name}, cách trả lời", choices=choices, required=False, initial=chosen
        )
        self.fields[f"{key}-reason"] = forms.CharField(
            label=f"{name}, lý do", required=False, max_length=500, initial=mark.reason
        )

    @property
    def rows(self) -> Iterator[Boxes]:
        """The boxes, line by line."""
        for row in self.sheet.lines:
            key = row.score.pk
            figure = self[f"{key}-figure"] if self.by_points else None
            yield Boxes(row, self[f"{key}-answer"], figure, self[f"{key}-reason"])

    def _mark(self, row: SheetLine) -> Mark:
        """What was filled in; a line without an answer is "chưa chấm"."""
        given, key = self.cleaned_data, row.score.pk
        answer, reason = given.get(f"{key}-answer", ""), given.get(f"{key}-reason", "").strip()
        if answer in dict(ASIDE):
            return Mark(answer, given.get(f"{key}-figure"), reason)
        figure = given.get(f"{key}-figure") if self.by_points else Decimal(answer) if answer else None
        return Mark("scored", figure, reason) if figure is not None else Mark()

    @property
    def marks(self) -> dict[int, Mark]:
        """The marks that differ from what stands, by score; a line that was emptied is not among them."""
        filled = {row.score.pk: self._mark(row) for row in self.sheet.lines}
        stands = {row.score.pk: row.line.mark(self.stage) for row in self.sheet.lines}
        return {key: mark for key, mark in filled.items() if mark.state and mark != stands[key]}

    def clean(self) -> dict[str, Any]:
        """The rules of marks, each beside its line, so that what was typed stays on the page."""
        given = super().clean() or {}
        if self.errors:
            return given
        marks = self.marks
        for row in self.sheet.lines:
            key = row.score.pk
            if key in marks:
                for blocker in blockers_to_mark(self.stage, row.line, marks[key], by_points=self.by_points):
                    self.add_error(f"{key}-answer", blocker.message)
            elif row.line.mark(self.stage).state and not self._mark(row).state:
                self.add_error(
                    f"{key}-answer",
                    f"{row.line.name}: đã ghi thì không để trống lại được; hãy ghi mức mới kèm lý do.",
                )
        return given
