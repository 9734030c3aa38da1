"""What people type about the calendar, turned into typed values."""

from typing import Any

from django import forms

from thidua.core.dates import WEEKDAYS
from thidua.core.forms import DayField, Form, offer
from thidua.movements.forms.plans import report
from thidua.movements.models import Commemoration, Movement, PlannedActivity, Programme, Round
from thidua.movements.queries.calendar import against_holding
from thidua.movements.queries.drafts import rounds_of
from thidua.movements.rules.calendar import blockers_to_plan_activity

OUTSIDE = "ngoai"


class ActivityForm(Form):
    """One activity: every week through the rounds, or on one day."""

    name = forms.CharField(label="Hoạt động", max_length=300)
    weekday = forms.TypedChoiceField(
        label="Lặp lại hằng tuần vào",
        choices=[("", "không lặp lại"), *enumerate(WEEKDAYS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    day = DayField(label="Hoặc chỉ một ngày", required=False)
    part = forms.ChoiceField(label="Buổi", choices=PlannedActivity.Part.choices, required=False)
    place = forms.ChoiceField(
        label="Tính vào đợt", required=False, help_text="Chỉ chọn khi ngày ấy không nằm trong đợt nào."
    )
    commemoration = forms.ModelChoiceField(
        label="Chào mừng",
        queryset=Commemoration.objects.none(),
        required=False,
        empty_label="không gắn ngày kỷ niệm",
    )
    programme = forms.ModelChoiceField(
        label="Thuộc phong trào, cuộc vận động",
        queryset=Programme.objects.none(),
        required=False,
        empty_label="không",
    )

    def __init__(self, data: Any, *, movement: Movement) -> None:
        super().__init__(data)
        self.movement = movement
        self.rounds = {str(row.pk): row for row in movement.rounds.order_by("during")}
        choices = [(key, row.label) for key, row in self.rounds.items()]
        offer(self, "place", [("", "theo ngày"), *choices, (OUTSIDE, "ngoài đợt")])
        offer(self, "commemoration", movement.commemorations.all())
        offer(self, "programme", movement.programmes.all())

    @property
    def chosen(self) -> Round | None:
        """The round a person chose for a day that lies in none."""
        return self.rounds.get(self.cleaned_data["place"])

    def clean(self) -> dict[str, Any]:
        """The same rule that plans it, so that what was typed stays on the page."""
        values = super().clean() or {}
        if not self.errors:
            chosen = self.chosen
            found = blockers_to_plan_activity(
                closed=self.movement.state == Movement.State.CLOSED,
                weekday=values["weekday"],
                day=values["day"],
                rounds=rounds_of(self.movement),
                chosen=chosen.label if chosen else None,
                outside=values["place"] == OUTSIDE,
            )
            day = values["day"]
            report(
                self, [*found, *against_holding(self.movement.owner, values["name"], [day] if day else [])]
            )
        return values

    @property
    def values(self) -> dict[str, Any]:
        """What the action asks for."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "place"}
        return {**kept, "round": self.chosen, "outside_rounds": self.cleaned_data["place"] == OUTSIDE}


class DaysForm(Form):
    """Days of an activity in one unit, and what became of them."""

    unit = forms.IntegerField()
    days = forms.TypedMultipleChoiceField(label="Buổi", coerce=str, required=False)
    state = forms.ChoiceField(choices=[("held", "đã làm"), ("struck", "không tổ chức"), ("open", "mở lại")])
    reason = forms.CharField(label="Lý do", max_length=300, required=False)

    def __init__(self, data: Any, *, offered: list[str]) -> None:
        super().__init__(data)
        offer(self, "days", [(day, day) for day in offered])
