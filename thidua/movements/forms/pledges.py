"""What people type when they pledge, enter a list, adopt or remind, turned into typed values."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from thidua.core.forms import DayField, Form, offer
from thidua.movements.rules.pledges import Target, read_target

MEASURED = "Mỗi dòng một chỉ tiêu: việc gì, con số, đơn vị tính. Ví dụ: Học sinh khá, giỏi: 90 %."


class TargetsField(forms.CharField):
    """Measurable targets, one a line; each line that cannot be measured is named."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(max_length=4000, **kwargs)

    def clean(self, value: Any) -> list[Target]:
        """The targets, in the order of the lines."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        read = [(line, read_target(line)) for line in lines]
        wrong = [line for line, target in read if target is None]
        if wrong:
            raise ValidationError(
                [f"“{line}” chưa đo được: cần việc gì, con số và đơn vị tính." for line in wrong]
            )
        return [target for _, target in read if target]


class LinesField(forms.CharField):
    """Sentences, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(max_length=8000, **kwargs)

    def clean(self, value: Any) -> list[str]:
        """The sentences that are not empty."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class PledgeForm(Form):
    """What a person adds to the pledge of their own; all of it may stay empty."""

    targets = TargetsField(label="Chỉ tiêu của riêng tôi", required=False, help_text=MEASURED)
    target = forms.CharField(
        label="Điều tôi tự đặt thêm cho mình",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    change = forms.CharField(
        label="Một điều tôi sẽ thay đổi trong năm nay",
        required=False,
        max_length=500,
        help_text="Cuối năm anh/chị tự ghi kết quả của điều này.",
    )


class ChangeForm(Form):
    """What became of the change promised."""

    result = forms.CharField(
        label="Kết quả của điều đã hứa thay đổi", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DenyForm(Form):
    """Why a list entered by the unit is not true of a person; they need not say."""

    reason = forms.CharField(label="Lý do", required=False, max_length=500)


class UnitPledgeForm(Form):
    """The contents and the targets of a body."""

    lines = LinesField(label="Nội dung thi đua", help_text="Mỗi dòng một nội dung.")
    targets = TargetsField(label="Chỉ tiêu phấn đấu", help_text=MEASURED)


class TermsForm(Form):
    """What the pledge says, and who signs on the other side."""

    lines = LinesField(label="Các điều cam kết", help_text="Mỗi dòng một điều.")
    targets = TargetsField(label="Chỉ tiêu chung của mọi người", required=False, help_text=MEASURED)
    head_signs = forms.BooleanField(label="Thủ trưởng đơn vị cùng ký", required=False)
    union_signs = forms.BooleanField(label="Công đoàn cùng ký", required=False)
    due = DayField(label="Hạn ký", required=False)

    def __init__(self, *args: Any, launched: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if launched:
            del self.fields["due"]


class PaperListForm(Form):
    """Who signed a list on paper, on which day, and its photo or scan."""

    people = forms.TypedMultipleChoiceField(
        label="Những người có chữ ký trong danh sách", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    signed_on = DayField(label="Ngày ký ghi trên giấy")
    file = forms.FileField(label="Ảnh chụp hoặc bản quét danh sách")

    def __init__(self, people: Iterable[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "people", list(people))


class AdoptionForm(Form):
    """One meeting, its votes, its minutes."""

    meeting = forms.CharField(
        label="Hội nghị", max_length=200, initial="Hội nghị cán bộ, viên chức, người lao động"
    )
    held_on = DayField(label="Ngày họp")
    present = forms.IntegerField(label="Số người dự", min_value=1)
    in_favour = forms.IntegerField(label="Số người đồng ý", min_value=0)
    against = forms.IntegerField(label="Số người không đồng ý", min_value=0)
    minutes = forms.FileField(label="Biên bản (ảnh, PDF hoặc Word)")
