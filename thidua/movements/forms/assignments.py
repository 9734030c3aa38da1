"""What people type about the work asked of a unit, turned into typed values."""

from typing import Any

from django import forms

from thidua.core.forms import Form, offer
from thidua.documents.models import Paper
from thidua.movements.forms.plans import report
from thidua.movements.models import Assignment
from thidua.movements.queries.assignments import papers_to_hand_in
from thidua.movements.rules.assignments import Offer, blockers_to_hand_in


class HandInForm(Form):
    """What a unit hands in: one of its own papers, its measures where they do, or a result in words."""

    paper = forms.ModelChoiceField(
        label="Văn bản của đơn vị", queryset=Paper.objects.none(), required=False, empty_label="Không chọn"
    )
    measures = forms.CharField(
        label="Biện pháp thực hiện", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    note = forms.CharField(
        label="Ghi thêm", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any, *, assignment: Assignment) -> None:
        super().__init__(data)
        self.assignment = assignment
        duty = assignment.duty
        offer(self, "paper", papers_to_hand_in(assignment.unit))
        if not duty.accepts_measures and duty.what != duty.What.MEASURES:
            del self.fields["measures"]
        if duty.mandatory_parts:
            self.fields["note"].help_text = (
                "Máy đọc kế hoạch không thấy một phần bắt buộc thì kế hoạch được trả lại ngay. Phần ấy có mà viết "
                "cách khác thì ghi ở đây là nằm ở mục nào; người xem sẽ đối chiếu."
            )

    def clean(self) -> dict[str, Any]:
        """The same rule that takes it in, so that what was typed stays on the page."""
        values = super().clean() or {}
        paper = values.get("paper")
        offered = Offer(
            paper=paper is not None,
            issued=True,
            own=True,
            measures=values.get("measures", ""),
            note=values.get("note", ""),
        )
        duty = self.assignment.duty
        found = blockers_to_hand_in(
            what=duty.what,
            state=self.assignment.state,
            running=True,
            offer=offered,
            accepts_measures=duty.accepts_measures,
        )
        report(self, found)
        return values


class ReturnForm(Form):
    """Which parts are missing or not good enough, and why."""

    missing = forms.MultipleChoiceField(
        label="Phần thiếu hoặc chưa đạt", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label="Lý do trả lại", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: Any, *, assignment: Assignment) -> None:
        super().__init__(data)
        parts = assignment.duty.mandatory_parts
        if parts:
            offer(self, "missing", [(part, part.capitalize()) for part in parts])
            self.fields["missing"].required = True
            self.fields["missing"].error_messages["required"] = (
                "Chọn ít nhất một phần còn thiếu hoặc chưa đạt."
            )
        else:
            del self.fields["missing"]
