"""What people type about criteria and their scale, turned into typed values."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from thidua.core.forms import Form, offer
from thidua.movements.forms.plans import report
from thidua.movements.models import Content, Criterion, Scale
from thidua.movements.rules.criteria import blockers_to_answer, blockers_to_criterion, blockers_to_scale

WORDS = ("marker", "text", "subject", "under")


class PointsField(forms.DecimalField):
    """A figure as people in Vietnam type it, 7,5, with two places at most."""

    def __init__(self, **more: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            max_digits=6, decimal_places=2, min_value=Decimal(0), **{"widget": box, "required": False, **more}
        )
        wrong = f"{more.get('label', 'Điểm')} phải là một số, ví dụ 7,5, tối đa hai chữ số lẻ."
        self.error_messages |= {"max_digits": wrong, "max_decimal_places": wrong, "max_whole_digits": wrong}

    def to_python(self, value: Any) -> Any:
        """Read the comma of Vietnamese figures."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def _words(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), **more)


class CriterionForm(Form):
    """One criterion: its words, and how it is measured. `values` are its columns."""

    marker = forms.CharField(
        label="Ký hiệu", max_length=12, required=False, help_text="Giữ như văn bản, ví dụ a."
    )
    text = _words("Tiêu chí")
    subject = forms.CharField(
        label="Xét ai, theo lời văn bản", max_length=300, required=False, help_text="Để trống nếu không nêu."
    )
    under = forms.ModelChoiceField(
        Criterion.objects.none(),
        label="Là phần của tiêu chí",
        required=False,
        empty_label="không, đứng riêng",
    )
    subject_kinds = forms.MultipleChoiceField(
        label="Đối tượng chấm",
        choices=Criterion.Subject.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mandatory = forms.BooleanField(label="Bắt buộc, cấp dưới không được bỏ", required=False)
    needs_evidence = forms.BooleanField(label="Phải có minh chứng mới tính", required=False, initial=True)
    evidence_needed = _words("Minh chứng cần có", required=False)
    most = PointsField(label="Điểm tối đa", help_text="Chỉ cần khi chấm điểm.")
    base = PointsField(label="Mức nền", help_text="Điểm cao hơn mức này cần minh chứng đã được kiểm tra.")
    axis = forms.ChoiceField(label="Thuộc về", choices=Criterion.Axis.choices, required=False)
    focus = forms.ChoiceField(label="Trọng tâm", choices=Criterion.Focus.choices, required=False)
    content = forms.ModelChoiceField(
        Content.objects.none(),
        label="Nội dung dùng chung minh chứng",
        required=False,
        empty_label="không",
        help_text="Minh chứng nộp một lần ở nội dung này hiện luôn ở tiêu chí.",
    )

    def __init__(self, data: Any, *, movement: Any, row: Criterion | None, words: bool) -> None:
        initial = {name: getattr(row, name) for name in self.base_fields} if row else None
        super().__init__(data, initial=initial)
        self.row = row
        tops = movement.criteria.filter(under=None).exclude(answer=Criterion.Answer.DROPPED)
        offer(self, "under", tops.exclude(pk=row.pk if row else None))
        offer(self, "content", movement.contents.exclude(answer=Content.Answer.DROPPED))
        if not words:
            for name in WORDS:
                del self.fields[name]
        if row is not None and row.above_id:
            del self.fields["mandatory"]

    @property
    def values(self) -> dict[str, Any]:
        """The columns, as the action asks for them."""
        return dict(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """The same rule that keeps the criterion, so that what was typed stays on the page."""
        given = super().clean() or {}
        if not self.errors:
            under = given.get("under", self.row.under if self.row else None)
            limit = frozenset(under.subject_kinds) if under and under.subject_kinds else None
            text = given.get("text", self.row.text if self.row else "")
            report(self, blockers_to_criterion(text, given["subject_kinds"], limit), "subject_kinds")
            if given["base"] is not None and given["most"] is not None and given["base"] > given["most"]:
                self.add_error("base", "Mức nền không vượt điểm tối đa.")
            if given["most"] == 0:
                self.add_error("most", "Điểm tối đa phải lớn hơn 0; không chấm điểm thì để trống.")
        return given


class AnswerForm(Form):
    """How one criterion stands to a criterion of the movement above."""

    answer = forms.ChoiceField(label="So với cấp trên", choices=[], widget=forms.RadioSelect)
    above = forms.ModelChoiceField(
        Criterion.objects.none(), label="Tiêu chí của cấp trên", required=False, empty_label="chưa chọn"
    )
    note = _words("Cách cụ thể hóa ở đơn vị, hoặc lý do không đưa vào", required=False)

    def __init__(self, data: Any, *, row: Criterion, waiting: Sequence[Criterion]) -> None:
        super().__init__(data, initial={"answer": row.answer, "above": row.above_id, "note": row.note})
        self.row = row
        offer(self, "answer", [each for each in Criterion.Answer.choices if each[0]])
        keys = [each.pk for each in waiting] + ([row.above_id] if row.above_id else [])
        offer(self, "above", Criterion.objects.filter(pk__in=keys))

    def clean(self) -> dict[str, Any]:
        """The same rule that answers."""
        given = super().clean() or {}
        if not self.errors:
            above = given["above"]
            mandatory = above is not None and above.mandatory
            report(self, blockers_to_answer(given["answer"], given["note"], above=above, mandatory=mandatory))
        return given


class ScaleForm(Form):
    """How a movement is scored, and whose decision that is."""

    kind = forms.ChoiceField(label="Cách chấm", choices=Scale.Kind.choices, widget=forms.RadioSelect)
    full = forms.IntegerField(
        label="Điểm tối đa của thang", min_value=1, max_value=1000, required=False, help_text="Ví dụ 100."
    )
    gap = PointsField(
        label="Báo khi tự chấm và thẩm định lệch quá",
        help_text="Tính bằng điểm, hoặc bằng mức. Không đặt thì để trống.",
    )
    source = _words("Căn cứ của quyết định")

    def __init__(self, data: Any, *, scale: Scale | None) -> None:
        names = ("kind", "full", "gap", "source")
        super().__init__(data, initial={name: getattr(scale, name) for name in names} if scale else None)

    def clean(self) -> dict[str, Any]:
        """The same rule that decides."""
        given = super().clean() or {}
        if not self.errors:
            report(
                self, blockers_to_scale(given["kind"], given["full"], given["source"], active=False), "full"
            )
        return given
