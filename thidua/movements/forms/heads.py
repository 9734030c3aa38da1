"""What people choose about the head of a unit."""

from collections.abc import Sequence
from typing import Any

from django import forms

from thidua.core.forms import Form, offer
from thidua.movements.queries.heads import Sentence


class HeadDutiesForm(Form):
    """Which sentences of the plan lay something on the head; none is chosen beforehand."""

    sentences = forms.TypedMultipleChoiceField(
        label="Chọn những câu giao việc cho người đứng đầu",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, *, waiting: Sequence[Sentence]) -> None:
        super().__init__(data)
        offer(self, "sentences", [(one.node.pk, f"{one.text} ({one.source})") for one in waiting])
