"""What people type about things done together with others, turned into typed values."""

import datetime as dt
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.documents.models import Paper
from thidua.movements.forms.plans import report
from thidua.movements.models import Content, Coordination, Movement, Partner, Task
from thidua.movements.rules.coordination import Told, blockers_to_confirm, blockers_to_log
from thidua.org.models import Unit
from thidua.org.queries.tree import find_unit


def _words(label: str, rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class CoordinationForm(Form):
    """One thing done together: when, with whom by name, what, and what it serves."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị đã làm", empty_label=None)
    day = DayField(label="Ngày")
    listed = forms.ModelChoiceField(
        Partner.objects.none(),
        label="Bên phối hợp có trong hồ sơ phong trào",
        required=False,
        empty_label="không có trong hồ sơ, ghi tên bên dưới",
    )
    kind = forms.ChoiceField(
        label="Loại bên phối hợp", required=False, choices=[("", "chọn loại"), *Partner.Kind.choices]
    )
    partner = forms.CharField(
        label="Tên bên phối hợp",
        required=False,
        max_length=300,
        help_text="Tên cụ thể, ví dụ: UBND xã Lộc Thái; Ban đại diện cha mẹ học sinh lớp 11A1.",
    )
    what = _words("Đã cùng làm gì", 3)
    result = _words("Kết quả", 2, required=False, help_text="Chưa có thì để trống và ghi sau.")
    task = forms.ModelChoiceField(
        Task.objects.none(), label="Phục vụ nhiệm vụ", required=False, empty_label="cả phong trào"
    )
    content = forms.ModelChoiceField(
        Content.objects.none(), label="Thuộc nội dung", required=False, empty_label="không riêng nội dung nào"
    )

    def __init__(
        self,
        data: Any,
        *,
        movement: Movement,
        units: Any,
        today: dt.date,
        entry: Coordination | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(entry) if entry else None)
        self.movement, self.today, self.entry = movement, today, entry
        offer(self, "unit", Unit.objects.filter(pk=entry.unit_id) if entry else units)
        offer(self, "listed", movement.partners.all())
        offer(self, "task", movement.tasks.all())
        offer(self, "content", movement.contents.exclude(answer="dropped"))
        if not movement.partners.exists():
            del self.fields["listed"]
            self.fields["kind"].required = self.fields["partner"].required = True

    def clean(self) -> dict[str, Any]:
        """The same rule that keeps the entry; a partner of the movement's list brings its kind and name."""
        values = super().clean() or {}
        listed = values.get("listed")
        if listed is not None:
            values["kind"], values["partner"] = listed.kind, listed.name
        if not self.errors:
            told = Told(values["day"], values["kind"], values["partner"], values["what"])
            name = told.partner.strip()
            found = blockers_to_log(
                told,
                today=self.today,
                running=self.movement.state == Movement.State.RUNNING,
                confirmed=self.entry is not None and self.entry.confirmed_at is not None,
                own=bool(name) and find_unit(name, on=told.day) == values["unit"],
            )
            report(self, found)
        return values


def _initial(entry: Coordination) -> dict[str, Any]:
    names = ("unit", "day", "kind", "partner", "what", "result", "task", "content")
    return {name: getattr(entry, name) for name in names}


class ConfirmationForm(Form):
    """How and when the partner confirmed."""

    how = forms.ChoiceField(label="Xác nhận", choices=Coordination.How.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label="Người đại diện bên phối hợp",
        max_length=200,
        required=False,
        help_text="Họ tên, chức vụ; cần khi người đại diện xác nhận.",
    )
    paper = forms.ModelChoiceField(
        Paper.objects.none(),
        label="Văn bản xác nhận",
        required=False,
        empty_label="không có",
        help_text="Cần khi xác nhận bằng văn bản.",
    )
    on = DayField(label="Ngày xác nhận")

    def __init__(self, data: Any, *, entry: Coordination, papers: Any, proofs: int, today: dt.date) -> None:
        super().__init__(data)
        self.entry, self.proofs, self.today = entry, proofs, today
        offer(self, "paper", papers)

    def clean(self) -> dict[str, Any]:
        """The same rule that keeps the confirmation."""
        values = super().clean() or {}
        if not self.errors:
            found = blockers_to_confirm(
                values["how"],
                name=values["name"],
                paper=values["paper"] is not None,
                proofs=self.proofs,
                on=values["on"],
                day=self.entry.day,
                today=self.today,
                confirmed=self.entry.confirmed_at is not None,
            )
            report(self, found)
        return values
