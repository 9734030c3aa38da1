"""What people type about a plan before it goes out, turned into typed values."""

from collections.abc import Sequence
from typing import Any

from django import forms

from thidua.core.errors import Blocker, Refused
from thidua.core.forms import DayField, Form, offer
from thidua.documents.forms.papers import OwnedForm, read_upload
from thidua.documents.queries.superiors import plan_above
from thidua.documents.reading import read_bytes
from thidua.movements.models import Gap, Movement
from thidua.movements.queries.gaps import said_above
from thidua.movements.rules.gaps import LATER
from thidua.movements.rules.plans import blockers_to_decide

WHOSE = (
    ("", "Theo cơ quan ban hành đọc được trong văn bản"),
    ("own", "Kế hoạch của chính đơn vị (dự thảo)"),
    ("received", "Văn bản của cấp trên (văn bản đến)"),
)


def report(form: Form, found: Sequence[Blocker], field: str | None = None) -> None:
    """Show blockers as errors of a form, so that what was typed stays."""
    for blocker in found:
        form.add_error(field, blocker.message)


class PlanForm(OwnedForm):
    """A plan's file, and whose plan it is."""

    file = forms.FileField(
        label="Tệp kế hoạch",
        help_text="Word (.docx), PDF có chữ hoặc văn bản thuần, tối đa 20 MB.",
        allow_empty_file=True,
    )
    whose = forms.ChoiceField(
        label="Kế hoạch này là của ai", choices=WHOSE, required=False, widget=forms.RadioSelect
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Name and bytes of a file that can be read; what is wrong with it is a field error."""
        upload = read_upload(self.cleaned_data["file"])
        assert upload is not None
        try:
            read_bytes(upload[1], filename=upload[0])
        except Refused as refused:
            raise forms.ValidationError([blocker.message for blocker in refused.blockers]) from refused
        return upload

    @property
    def own(self) -> bool | None:
        """True, False, or None: let the issuer that was read decide."""
        return {"": None, "own": True, "received": False}[self.cleaned_data["whose"]]


class GapForm(Form):
    """What holds where the plan is silent about one part."""

    choice = forms.ChoiceField(label="Quyết định", choices=Gap.Choice.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Nội dung quy định riêng",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Chỉ cần khi chọn quy định riêng.",
    )

    def __init__(self, data: Any, *, gap: Gap, movement: Movement) -> None:
        self.key = str(gap.pk or gap.what)  # a setting has no row until somebody answers it
        mine = data if data is not None and data.get("gap") == self.key else None
        super().__init__(mine, prefix=gap.what, initial={"choice": gap.choice, "text": gap.text})
        self.gap, self.movement = gap, movement
        self.above = movement.basis or plan_above(movement.plan)
        self.said_above = said_above(self.above, gap.what) if self.above else []
        named = (
            f"Theo kế hoạch cấp trên: {self.above}"
            if self.above
            else "Theo kế hoạch cấp trên (chưa có trong sổ)"
        )
        later = [(Gap.Choice.LATER, "Để sau, vẫn ghi là chưa quyết định")] if gap.what in LATER else []
        offer(
            self,
            "choice",
            [
                (Gap.Choice.INHERIT, named),
                (Gap.Choice.OWN, "Quy định riêng của đơn vị"),
                (Gap.Choice.NOT_USED, "Không dùng trong phong trào này"),
                *later,
            ],
        )
        self.fields["choice"].error_messages["required"] = "Chọn một trong các cách."

    def clean(self) -> dict[str, Any]:
        """The same rule that decides, so that what was typed stays on the page."""
        values = super().clean() or {}
        if "choice" in values:
            issued = self.movement.state != Movement.State.DRAFT
            found = blockers_to_decide(
                values["choice"],
                values["text"],
                source=self.above,
                issued=issued,
                setting=self.gap.what in LATER,
            )
            report(self, found, "text" if values["choice"] == Gap.Choice.OWN else "choice")
        return values


class LaunchForm(Form):
    """The day the plan bears."""

    day = DayField(label="Ngày ghi trên kế hoạch")
