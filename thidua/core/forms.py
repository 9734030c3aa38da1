"""The base of every form: Vietnamese messages, and a summary of what is wrong."""

from typing import Any

from django import forms

_MESSAGES = {
    "required": "Chưa nhập {label}.",
    "invalid": "{label} chưa đúng dạng.",
    "invalid_choice": "{label}: lựa chọn này không có trong danh sách.",
}
FIRST_YEAR, LAST_YEAR = 1900, 2200
_TOO_FAR = f"Ngày phải trong khoảng từ năm {FIRST_YEAR} đến năm {LAST_YEAR}."


class Form(forms.Form):
    """A plain form whose errors name the field they are about."""

    required_css_class = "required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(field.label or name)
            field.error_messages.update({key: text.format(label=label) for key, text in _MESSAGES.items()})
            if isinstance(field, forms.DateField):
                field.error_messages["invalid"] = f"{label} phải là một ngày, ví dụ 20/9/2021."
            if isinstance(field, forms.IntegerField):
                field.error_messages["invalid"] = f"{label} phải là số nguyên."


class DayField(forms.DateField):
    """A date as people in Vietnam type it, or as a browser's date box sends it."""

    input_formats = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(input_formats=self.input_formats, **kwargs)

    def clean(self, value: Any) -> Any:
        """The day, or None; refuses one so far away that it is a slip, and that no day could follow."""
        day = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_TOO_FAR, code="too_far")
        return day


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """Fill a field's choices, known only now; for a model choice they are a queryset."""
    field: Any = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = choices
    else:
        field.choices = choices
