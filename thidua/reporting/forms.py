"""Forms of the reporting pages: what a person typed, as typed values."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from thidua.core.forms import Form
from thidua.reporting.cells import Answer, Cell, CellState, read_figure


class AnswerForm(Form):
    """One cell as `cell_input` posts it: a figure, a way of answering, a reason, and the version seen.

    A figure beside "blank" is read as a number: without script nobody moves the choice for the person.
    A figure beside one of the last two answers is a contradiction, and refused.
    """

    number = forms.CharField(required=False, max_length=60)
    state = forms.ChoiceField(choices=[(state.key, state.label) for state in CellState])
    version = forms.IntegerField(min_value=0)
    reason = forms.CharField(required=False, max_length=500)

    def __init__(self, data: Mapping[str, Any], cell: Cell) -> None:
        super().__init__(data, prefix=str(cell.slot))
        self.cell = cell

    def add_prefix(self, field_name: str) -> str:
        """The figure carries the bare name of the slot."""
        return str(self.prefix) if field_name == "number" else f"{self.prefix}-{field_name}"

    def clean(self) -> dict[str, Any]:
        """Read the figure and see that the two halves of the answer agree."""
        given = super().clean() or self.cleaned_data
        typed, chosen = given.get("number", "").strip(), given.get("state")
        given["value"] = None
        if typed and chosen in {"none_occurred", "not_applicable"}:
            label = CellState[chosen.upper()].label
            self.add_error("number", f"Vừa có số “{typed}” vừa chọn “{label}”; hãy bỏ một trong hai.")
        elif typed:
            self._read(typed, given)
        return given

    def _read(self, typed: str, given: dict[str, Any]) -> None:
        try:
            given["value"], given["state"] = read_figure(typed, self.cell.scale), CellState.NUMBER.key
        except ValueError as fault:
            self.add_error("number", str(fault))

    @property
    def answer(self) -> Answer:
        """The answer, once the form is valid."""
        given = self.cleaned_data
        state = CellState[given["state"].upper()]
        return Answer(self.cell.slot, given["value"], state, given["version"], given["reason"])

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, word for word, and what is wrong with it: shown again instead of what is stored."""
        wrong = " ".join(str(error) for errors in self.errors.values() for error in errors)
        return {
            "value": self.data.get(self.add_prefix("number"), ""),
            "state": "number"
            if self.errors.get("number")
            else self.data.get(self.add_prefix("state"), "blank"),
            "reason": self.data.get(self.add_prefix("reason"), ""),
            "problem": wrong,
        }


class AnswersForm:
    """All cells of a report at once, for those whose browser runs no script."""

    def __init__(self, data: Mapping[str, Any], cells: Sequence[Cell]) -> None:
        self.forms = [AnswerForm(data, cell) for cell in cells if str(cell.slot) in data]

    def is_valid(self) -> bool:
        """Whether every cell that was sent can be read."""
        return not [form for form in self.forms if not form.is_valid()]

    @property
    def answers(self) -> list[Answer]:
        """The answers, once valid."""
        return [form.answer for form in self.forms]

    @property
    def typed(self) -> dict[int, dict[str, str]]:
        """What was typed in each cell that was sent."""
        return {form.cell.slot: form.typed for form in self.forms}


class ReturnForm(Form):
    """Why a report goes back."""

    reason = forms.CharField(
        label="Lý do trả lại",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nói rõ ô nào và cần sửa gì; người lập báo cáo đọc nguyên văn câu này.",
    )
