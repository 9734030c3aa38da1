"""What people type when they ask for reports, turned into typed values."""

import datetime as dt
import re
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form
from thidua.core.text import fold
from thidua.movements.actions.asking import NewIndicator
from thidua.movements.forms.plans import report
from thidua.movements.rules.duties import blockers_to_ask_reports, blockers_to_days
from thidua.reporting.models import Indicator


class IndicatorForm(Form):
    """An indicator asked for the first time; without a name it is left out."""

    name = forms.CharField(label="Tên chỉ tiêu mới", max_length=300, required=False)
    unit_of_measure = forms.CharField(label="Đơn vị tính", max_length=60, required=False)
    kind = forms.ChoiceField(label="Cách tính", choices=Indicator.Kind.choices, required=False)
    base = forms.CharField(
        label="Trên tổng số",
        max_length=200,
        required=False,
        help_text="Chỉ cần cho tỷ lệ, ví dụ: giáo viên của tổ.",
    )

    def clean(self) -> dict[str, Any]:
        """A named indicator says what it is counted in; a ratio says of whom; a known one is chosen, not made."""
        values = super().clean() or {}
        if values.get("name"):
            if not values.get("unit_of_measure"):
                self.add_error("unit_of_measure", "Chưa ghi đơn vị tính.")
            if values.get("kind") == Indicator.Kind.RATIO and not values.get("base"):
                self.add_error("base", "Tỷ lệ cần ghi tính trên tổng số nào.")
            if Indicator.objects.filter(code=self.code).exists():
                self.add_error("name", "Chỉ tiêu này đã có; hãy chọn trong danh sách ở trên.")
        return values

    @property
    def code(self) -> str:
        """The code made from the name: letters and figures, parts joined by a low line."""
        return re.sub(r"[^a-z0-9]+", "_", fold(self.cleaned_data["name"])).strip("_").upper()[:40]

    @property
    def asked(self) -> NewIndicator | None:
        """The indicator, or None for an empty row."""
        values = self.cleaned_data
        if not values.get("name"):
            return None
        kind = values["kind"] or Indicator.Kind.NUMBER
        base = values["base"] if kind == Indicator.Kind.RATIO else ""
        return NewIndicator(self.code, values["name"], values["unit_of_measure"], kind, base)


class AskForm(Form):
    """A time of reporting: which indicators, over which days, by when."""

    label = forms.CharField(label="Tên đợt báo cáo", max_length=200)
    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.order_by("name"),
        label="Chỉ tiêu đã có",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first = DayField(label="Số liệu từ ngày")
    last = DayField(label="Đến hết ngày")
    due = DayField(label="Hạn gửi")
    closes = DayField(label="Ngày khóa", help_text="Sau ngày này không gửi được nữa, trừ khi được gia hạn.")

    def __init__(
        self, data: Any, *, initial: dict[str, Any], owing: int, running: bool, today: dt.date
    ) -> None:
        super().__init__(data, initial=initial)
        rows = forms.formset_factory(IndicatorForm, extra=2, max_num=10, absolute_max=10)
        self.rows = rows(data, prefix="moi")
        self.owing, self.running, self.today = owing, running, today

    def is_valid(self) -> bool:
        """The dates, and every new indicator."""
        return super().is_valid() & self.rows.is_valid()

    def clean(self) -> dict[str, Any]:
        """Something is asked, of someone, and the days stand in order."""
        values = super().clean() or {}
        if not self.rows.is_valid():
            return values
        asked = len(values.get("indicators", ())) + len(self.new)
        report(self, blockers_to_ask_reports(running=self.running, owing=self.owing, indicators=asked))
        if not self.errors:
            report(self, blockers_to_days(today=self.today, **{name: values[name] for name in DAYS}))
        return values

    @property
    def new(self) -> list[NewIndicator]:
        """The new indicators, in order."""
        return [asked for row in self.rows.forms if (asked := row.asked) is not None]

    @property
    def days(self) -> dict[str, dt.date]:
        """The four days, as the action asks for them."""
        return {name: self.cleaned_data[name] for name in DAYS}


DAYS = ("first", "last", "due", "closes")
