"""What people type about a new version of a teaching or activity plan, turned into typed values."""

import datetime as dt
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form
from thidua.documents.forms.papers import OwnedForm, read_upload
from thidua.movements.models import Adaptation


class AdaptationForm(OwnedForm):
    """Whose plan, which of the two, from when, why, and what changes."""

    kind = forms.ChoiceField(label="Kế hoạch", choices=Adaptation.Kind.choices)
    first = DayField(label="Áp dụng từ ngày")
    last = DayField(label="Đến hết ngày", required=False, help_text="Để trống: đến khi có bản sau.")
    reason = forms.CharField(label="Lý do điều chỉnh", widget=forms.Textarea(attrs={"rows": 2}))
    text = forms.CharField(
        label="Điều được điều chỉnh", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    file = forms.FileField(label="Tệp kế hoạch", required=False, allow_empty_file=True)

    def clean_file(self) -> tuple[str, bytes] | None:
        """Name and bytes; what is wrong with the file is a field error."""
        return read_upload(self.cleaned_data["file"])

    def clean(self) -> dict[str, Any]:
        """What changes is said in words or in a file, and the days stand in order."""
        values = super().clean() or {}
        if not self.errors and not values["text"].strip() and values["file"] is None:
            self.add_error("text", "Ghi điều được điều chỉnh, hoặc kèm tệp kế hoạch.")
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", "Ngày cuối đứng trước ngày đầu.")
        return values

    @property
    def values(self) -> dict[str, Any]:
        """Everything but the unit, as the action asks for it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "unit"}


class DayAsked(Form):
    """The day about which the versions are asked."""

    ngay = DayField(label="Bản có hiệu lực vào ngày", required=False)

    def day(self, otherwise: dt.date) -> dt.date:
        """The day typed; what is no day asks about today."""
        chosen: dt.date | None = self.cleaned_data.get("ngay") if self.is_valid() else None
        return chosen or otherwise
