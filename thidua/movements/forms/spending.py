"""Costs and disclosed spendings as people type them."""

import datetime as dt
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.movements.actions.spending import COST, Cost, Spent
from thidua.movements.models import Movement, PlannedActivity, Spending, Task
from thidua.org.models import Person
from thidua.org.queries.people import staff_of

_MOST = 10**12  # đồng


def _money(label: str, *, required: bool, lowest: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=lowest, max_value=_MOST, required=required)


class CostForm(Form):
    """What one task or activity was to cost and did cost."""

    cost_planned = _money("Dự kiến (đồng)", required=False)
    cost_real = _money("Thực tế (đồng)", required=False)
    thrift_note = forms.CharField(
        label="Cách tiết kiệm", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    cost_explanation = forms.CharField(
        label="Giải trình khi vượt dự kiến",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Vượt hơn 10 % thì cần giải trình mới khép lại được.",
    )

    def __init__(self, data: Any, *, thing: Task | PlannedActivity) -> None:
        super().__init__(data, initial={name: getattr(thing, name) for name in COST})

    @property
    def cost(self) -> Cost:
        """As the action asks for it."""
        return Cost(*(self.cleaned_data[name] for name in COST))


class StrikeForm(Form):
    """Why a disclosed spending is struck out."""

    reason = forms.CharField(label="Lý do gạch bỏ", max_length=300)


def _person(label: str, help_text: str = "") -> "forms.ModelChoiceField[Person]":
    return forms.ModelChoiceField(
        label=label, queryset=Person.objects.none(), empty_label="chưa chọn", help_text=help_text
    )


class SpendingForm(Form):
    """One purchase or gift that is disclosed."""

    kind = forms.ChoiceField(label="Loại", choices=Spending.Kind.choices)
    item = forms.CharField(label="Mua gì, tặng gì", max_length=300)
    amount = _money("Số tiền hoặc giá trị (đồng)", required=True, lowest=1)
    source = forms.CharField(
        label="Nguồn", max_length=300, help_text="Ví dụ: quỹ thi đua, khen thưởng của trường."
    )
    spent_on = DayField(label="Ngày chi")
    spender = _person("Người chi")
    approver = _person("Người duyệt", "Một người khác người chi.")
    task = forms.ModelChoiceField(
        label="Cho nhiệm vụ",
        queryset=Task.objects.none(),
        required=False,
        empty_label="không riêng nhiệm vụ nào",
    )
    activity = forms.ModelChoiceField(
        label="Hoặc cho hoạt động",
        queryset=PlannedActivity.objects.none(),
        required=False,
        empty_label="không riêng hoạt động nào",
    )

    def __init__(self, data: Any, *, movement: Movement, on: dt.date) -> None:
        super().__init__(data)
        people = Person.objects.filter(pk__in=staff_of(movement.owner, on=on).values("person"))
        for name in ("spender", "approver"):
            offer(self, name, people.order_by("sort_key"))
        offer(self, "task", movement.tasks.all())
        offer(self, "activity", movement.activities.all())

    def clean(self) -> dict[str, Any]:
        """One purpose at most, and two different people, said beside the fields so that what was typed stays."""
        values = super().clean() or {}
        if values.get("task") and values.get("activity"):
            self.add_error("activity", "Chọn nhiệm vụ hoặc hoạt động, không chọn cả hai.")
        if values.get("spender") and values.get("spender") == values.get("approver"):
            self.add_error("approver", "Người duyệt chi phải khác người chi.")
        return values

    @property
    def spent(self) -> Spent:
        """As the action asks for it."""
        return Spent(**self.cleaned_data)
