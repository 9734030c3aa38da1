"""What people type about directives and the work given from them."""

import datetime as dt
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.movements.forms.plans import report
from thidua.movements.models import Directive
from thidua.movements.rules.directives import blockers_to_give_work
from thidua.org.models import Unit


class DirectiveSearch(Form):
    """What the register of directives is narrowed to; anything unknown is left out."""

    loai = forms.ChoiceField(required=False, choices=[("", ""), *Directive.Kind.choices])
    co_quan = forms.CharField(required=False, max_length=300)

    @property
    def asked(self) -> dict[str, str]:
        """The kind and the body."""
        values = self.cleaned_data if self.is_valid() else {}
        return {"kind": values.get("loai", ""), "body": values.get("co_quan", "")}


class EnterForm(Form):
    """Under which kind and body a paper is kept as a directive."""

    kind = forms.ChoiceField(label="Loại chỉ đạo", choices=Directive.Kind.choices)
    body = forms.CharField(label="Cơ quan chỉ đạo", max_length=300)


class WorkForm(Form):
    """Work of chosen units, from a paper."""

    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="Giao cho", widget=forms.CheckboxSelectMultiple
    )
    sentence = forms.CharField(label="Việc cần làm", widget=forms.Textarea(attrs={"rows": 3}))
    due = DayField(
        label="Hạn", required=False, help_text="Hạn ghi ở đây hiện là “đơn vị đặt”. Không đặt thì để trống."
    )

    def __init__(self, data: Any, *, units: Any, received: bool, today: dt.date) -> None:
        super().__init__(data)
        offer(self, "units", units)
        self.fields["units"].error_messages["required"] = "Chưa chọn đơn vị nào để giao việc."
        self.received, self.today = received, today

    def clean(self) -> dict[str, Any]:
        """The same rule that gives the work, so that what was typed stays on the page."""
        values = super().clean() or {}
        if not self.errors:
            found = blockers_to_give_work(
                received=self.received,
                units=len(values["units"]),
                beyond=[],
                sentence=values["sentence"],
                due=values["due"],
                today=self.today,
            )
            report(self, found)
        return values
