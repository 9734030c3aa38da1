"""What people type at the import desk and in the glossary."""

import datetime as dt
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.documents.models import Paper
from thidua.documents.rules import reading as rules


class CorrectionForm(Form):
    """One value put right, typed as such a value is, and why."""

    absent = forms.BooleanField(label="Văn bản không nêu giá trị này", required=False)
    reason = forms.CharField(
        label="Lý do sửa",
        max_length=300,
        help_text="Ví dụ: bản giấy ghi rõ ngày 20/9/2021; máy nhận nhầm chữ.",
    )

    def __init__(self, data: Any, *, place: rules.Place, holding: str) -> None:
        super().__init__(data, initial={"value": _initial(place, holding)})
        self.fields = {"value": _field(place, holding), **self.fields}
        self.place, self.holding = place, holding
        if place.typed == "kind":
            labels = {label.upper(): label for _, label in Paper.Kind.choices}
            offer(self, "value", [("", "chưa chọn"), *((upper, label) for upper, label in labels.items())])

    @property
    def now(self) -> str:
        """The value as the reading writes it; empty when the paper does not state it."""
        value = "" if self.cleaned_data["absent"] else self.cleaned_data.get("value")
        return value.isoformat() if isinstance(value, dt.date) else value or ""

    def clean(self) -> dict[str, Any]:
        """The same rule that corrects, so that what was typed stays on the page."""
        values = super().clean() or {}
        if not self.errors:
            given = {"was": self.holding, "now": " ".join(self.now.split()), "reason": values["reason"]}
            for blocker in rules.blockers_to_correct(self.place, **given):
                self.add_error("value", blocker.message)
        return values


def _field(place: rules.Place, holding: str) -> forms.Field:
    if place.typed == "day":
        invalid = f"{place.label} phải là một ngày, ví dụ 20/9/2021."
        return DayField(label=place.label, required=False, error_messages={"invalid": invalid})
    if place.typed == "kind":
        return forms.ChoiceField(label=place.label, required=False)
    rows = 3 if len(holding) > 60 or place.where == "metadata.title" else 1
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=place.label, required=False, max_length=2000, widget=widget)


def _initial(place: rules.Place, holding: str) -> Any:
    if place.typed == "day" and holding:
        return dt.date.fromisoformat(holding)
    return holding.upper() if place.typed == "kind" else holding


class TermSearch(Form):
    """What the glossary is narrowed to."""

    q = forms.CharField(required=False, max_length=100)

    @property
    def words(self) -> str:
        """The words looked for; empty means all."""
        return str(self.cleaned_data["q"]) if self.is_valid() else ""


class ConfirmForm(Form):
    """Which word is vouched for, and what it means when nobody has said so yet."""

    term = forms.IntegerField(required=False)
    written = forms.CharField(required=False, max_length=100)
    means = forms.CharField(required=False, max_length=300)
