"""What people type about the duties of a movement, turned into typed values."""

import datetime as dt
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form
from thidua.documents.models import Node
from thidua.movements.cascade import PARTS, PROPOSED_WORKING_DAYS
from thidua.movements.forms.plans import report
from thidua.movements.models import Duty, Movement
from thidua.movements.queries.launching import asks_a_pledge, days_around
from thidua.movements.rules.duties import blockers_to_add_duty


class DutyForm(Form):
    """One thing to ask of everyone of a kind, on a sentence of the plan or in the office's own words."""

    what = forms.ChoiceField(label="Việc", choices=Duty.What.choices)
    reaches = forms.ChoiceField(label="Giao cho", choices=Duty.Reaches.choices)
    line = forms.IntegerField(
        label="Số dòng câu gốc",
        required=False,
        min_value=1,
        help_text="Số dòng ở bàn đọc văn bản. Có dòng gốc thì không phải chép lại nội dung.",
    )
    sentence = forms.CharField(
        label="Nội dung việc", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    parts = forms.MultipleChoiceField(
        label="Phần bắt buộc của kế hoạch",
        required=False,
        choices=[(part, part.capitalize()) for part in PARTS],
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ cho kế hoạch. Kế hoạch thiếu một phần thì được trả lại, nêu rõ phần thiếu.",
    )
    accepts_measures = forms.BooleanField(label="Nhận biện pháp thay cho kế hoạch", required=False)
    lines = forms.CharField(
        label="Các điều cam kết",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Chỉ cần cho bản giao ước; mỗi dòng là một điều.",
    )
    due = DayField(
        label="Hạn", required=False, help_text="Hạn ghi ở đây hiện là “đơn vị đặt”. Không đặt thì để trống."
    )

    def __init__(self, data: Any, *, movement: Movement, today: dt.date) -> None:
        super().__init__(data)
        self.movement, self.today = movement, today

    def clean(self) -> dict[str, Any]:
        """The same rule that adds the duty, so that what was typed stays on the page."""
        values = super().clean() or {}
        values["lines"] = [line.strip() for line in values.get("lines", "").splitlines() if line.strip()]
        values["node"] = self._node(values.pop("line", None))
        if not self.errors:
            found = blockers_to_add_duty(
                running=self.movement.state != Movement.State.DRAFT,
                sentence=values["sentence"] or (values["node"].text if values["node"] else ""),
                lines=values["lines"],
                what=values["what"],
                due=values["due"],
                today=self.today,
                parts=values["parts"],
                accepts_measures=values["accepts_measures"],
                pledged=asks_a_pledge(self.movement, values["reaches"]),
                **days_around(self.movement, values["what"]),
            )
            report(self, found)
        return values

    def _node(self, line: int | None) -> Node | None:
        """The paragraph in which a line of the plan stands."""
        if line is None:
            return None
        nodes = Node.objects.filter(paper=self.movement.plan_id, line__lte=line).exclude(kind="heading")
        node = nodes.order_by("-line").first()
        if node is None or (node.line_end or node.line or 0) < line:
            self.add_error("line", f"Dòng {line} của văn bản không phải là một câu.")
            return None
        return node


class DueForm(Form):
    """A date for a duty whose sentence states none."""

    due = DayField(label="Hạn")


class ProposalForm(Form):
    """After how many working days a deadline is proposed."""

    days = forms.IntegerField(
        label="Đề xuất hạn sau số ngày làm việc",
        min_value=1,
        max_value=120,
        initial=PROPOSED_WORKING_DAYS,
        required=False,
    )

    @property
    def working_days(self) -> int:
        """The number asked for, else the usual one."""
        found: int | None = self.cleaned_data["days"] if self.is_valid() else None
        return found or PROPOSED_WORKING_DAYS
