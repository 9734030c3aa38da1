"""What people type about the drafted parts of a movement, turned into typed values."""

import datetime as dt
from typing import Any

from django import forms
from django.db import models

from thidua.core.forms import DayField, Form, offer
from thidua.movements.forms.plans import report
from thidua.movements.models import AwardRules, Content, Movement, Programme, Round
from thidua.movements.queries.drafts import rounds_of
from thidua.movements.rules.contents import blockers_to_answer_content
from thidua.movements.rules.plans import blockers_to_draft
from thidua.movements.rules.register import blockers_to_standing
from thidua.movements.rules.rounds import blockers_to_round


def _words(label: str, rows: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class PartForm(Form):
    """One drafted part. `values` are its columns; `what` is the word of its address."""

    what = ""

    def __init__(self, data: Any, *, movement: Movement, row: models.Model | None = None) -> None:
        super().__init__(data, initial=self.initial_of(row) if row else None)
        self.movement, self.row = movement, row

    def initial_of(self, row: Any) -> dict[str, Any]:
        """What the fields show of a row."""
        return {name: getattr(row, name) for name in self.base_fields}

    @property
    def values(self) -> dict[str, Any]:
        """The columns, as the action asks for them."""
        return dict(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Nothing is drafted once the movement is launched."""
        values = super().clean() or {}
        report(self, blockers_to_draft(running=self.movement.state != Movement.State.DRAFT))
        return values


class AwardFormForm(PartForm):
    """One form of commendation."""

    what = "khen-thuong"
    form = forms.CharField(label="Hình thức", max_length=200)
    authority = forms.CharField(label="Thẩm quyền", max_length=300, required=False)
    subjects = forms.CharField(
        label="Cho ai", max_length=600, required=False, help_text="Cách nhau bằng dấu phẩy."
    )
    note = _words("Ghi chú", required=False)

    def initial_of(self, row: Any) -> dict[str, Any]:
        """Subjects as one line."""
        return {**super().initial_of(row), "subjects": ", ".join(row.subjects)}

    @property
    def values(self) -> dict[str, Any]:
        """Subjects as a list."""
        written = self.cleaned_data["subjects"].split(",")
        return {**self.cleaned_data, "subjects": [each.strip() for each in written if each.strip()]}


class ProgrammeForm(PartForm):
    """One movement, campaign or programme called for by name."""

    what = "chuong-trinh"
    name = _words("Tên", 2)
    kind = forms.ChoiceField(label="Loại", choices=Programme.Kind.choices, required=False)


class CommemorationForm(PartForm):
    """One anniversary: its day, and the years if they are known."""

    what = "ky-niem"
    name = forms.CharField(label="Ngày kỷ niệm", max_length=300)
    day = forms.IntegerField(label="Ngày", min_value=1, max_value=31, required=False)
    month = forms.IntegerField(label="Tháng", min_value=1, max_value=12, required=False)
    since = forms.IntegerField(label="Từ năm", min_value=1, max_value=2100, required=False)
    until = forms.IntegerField(label="Đến năm", min_value=1, max_value=2100, required=False)
    count = forms.IntegerField(label="Số năm ghi trong văn bản", min_value=1, max_value=3000, required=False)

    def clean(self) -> dict[str, Any]:
        """A day comes with its month, and years stand in order."""
        values = super().clean()
        if (values.get("day") is None) != (values.get("month") is None):
            self.add_error("month", "Ngày và tháng đi cùng nhau; không rõ thì để trống cả hai.")
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", "Năm sau đứng trước năm đầu.")
        return values


class RoundForm(PartForm):
    """One round; both days belong to it."""

    what = "dot"
    label = forms.CharField(label="Tên đợt", max_length=100)
    first = DayField(label="Từ ngày")
    last = DayField(label="Đến hết ngày")
    target = _words("Mục tiêu", required=False)

    def initial_of(self, row: Round) -> dict[str, Any]:
        """Both days as people write them."""
        last = row.during.upper - dt.timedelta(days=1)
        return {"label": row.label, "first": row.during.lower, "last": last, "target": row.target}

    def clean(self) -> dict[str, Any]:
        """The same rule that keeps the round, so that what was typed stays on the page."""
        values = super().clean()
        if not self.errors:
            others = rounds_of(self.movement, but=self.row.pk if self.row else None)
            found = blockers_to_round(values["label"], values["first"], values["last"], others)
            report(self, found)
        return values


FORMS: dict[str, type[PartForm]] = {
    form.what: form for form in (AwardFormForm, ProgrammeForm, CommemorationForm, RoundForm)
}


class RulesForm(Form):
    """Which paper rules the awards, and its four parts as far as they are known."""

    written = forms.CharField(
        label="Văn bản quy định", max_length=100, help_text="Số, ký hiệu, ví dụ 156/KH-UBND."
    )
    day = DayField(label="Ngày văn bản", required=False)
    forms_part = _words("Hình thức khen thưởng", required=False)
    standards = _words("Tiêu chuẩn khen thưởng", required=False)
    dossier = _words("Hồ sơ", required=False)
    procedure = _words("Thủ tục", required=False)

    def __init__(self, data: Any, *, rules_kept: AwardRules | None) -> None:
        initial = {}
        if rules_kept:
            initial = {
                name: getattr(rules_kept, name)
                for name in ("written", "day", "standards", "dossier", "procedure")
            }
            initial["forms_part"] = rules_kept.forms
        super().__init__(data, initial=initial)

    @property
    def parts(self) -> dict[str, str]:
        """The four parts, as the action asks for them."""
        values = self.cleaned_data
        return {
            "forms": values["forms_part"],
            **{name: values[name] for name in ("standards", "dossier", "procedure")},
        }


class ContentForm(Form):
    """How one content answers a content of the plan above."""

    answer = forms.ChoiceField(label="So với kế hoạch cấp trên", choices=[])
    above = forms.TypedChoiceField(
        label="Nội dung của cấp trên", coerce=int, empty_value=None, required=False
    )
    note = _words("Cách cụ thể hóa ở đơn vị, hoặc lý do", required=False)

    def __init__(self, data: Any, *, content: Content, above: list[tuple[int, str]]) -> None:
        super().__init__(
            data, initial={"answer": content.answer, "above": content.above_id, "note": content.note}
        )
        kept = [choice for choice in Content.Answer.choices if choice[0] not in {"", "dropped"}]
        offer(self, "answer", kept)
        offer(self, "above", [("", "chưa chọn"), *above])

    def clean(self) -> dict[str, Any]:
        """The same rule that answers, so that what was typed stays on the page."""
        values = super().clean() or {}
        if not self.errors:
            has_above = values["above"] is not None
            report(
                self,
                blockers_to_answer_content(values["answer"], values["note"], has_above=has_above),
                "note",
            )
        return values


class DropForm(Form):
    """Why a content of the plan above is not taken over."""

    above = forms.IntegerField()
    reason = forms.CharField(label="Lý do không đưa vào", max_length=500)


class StandingForm(Form):
    """A movement that already runs on a paper in the register."""

    name = _words("Tên phong trào", 2)
    kind = forms.ChoiceField(label="Loại", choices=Movement.Kind.choices, initial=Movement.Kind.THEMATIC)
    first = DayField(label="Bắt đầu")
    last = DayField(label="Kết thúc", required=False, help_text="Không định ngày kết thúc thì để trống.")

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        values = super().clean() or {}
        if not self.errors:
            report(
                self,
                blockers_to_standing(taken=None, first=values["first"], last=values["last"]),
                "last",
            )
        return values
