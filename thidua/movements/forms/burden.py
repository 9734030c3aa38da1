"""How long one thing takes, as a person estimates it."""

from typing import Any

from django import forms

from thidua.core.forms import Form
from thidua.movements.models import BurdenEstimate
from thidua.movements.rules.burden import Estimate


class EstimateForm(Form):
    """Minutes, people, times and the source of the minutes. Nothing is filled in that nobody said."""

    minutes = forms.IntegerField(label="Số phút của một người, mỗi lần", min_value=1, max_value=100_000)
    staff = forms.IntegerField(label="Số người làm trong một đơn vị", min_value=1, max_value=100_000)
    times = forms.IntegerField(label="Số lần trong cả phong trào", min_value=1, max_value=10_000)
    source = forms.CharField(
        label="Nguồn của số phút",
        max_length=300,
        help_text="Ví dụ: bấm giờ thử ở Tổ Toán – Tin ngày 12/9/2021.",
    )

    def __init__(self, data: Any, *, kept: BurdenEstimate | None) -> None:
        names = ("minutes", "staff", "times", "source")
        super().__init__(data, initial={name: getattr(kept, name) for name in names} if kept else None)

    @property
    def estimate(self) -> Estimate:
        """As the action asks for it."""
        return Estimate(**self.cleaned_data)
