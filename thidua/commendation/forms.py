"""Forms of the commendation pages: what a person typed, as typed values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from thidua.commendation import rules
from thidua.commendation.models import Call, Nomination
from thidua.commendation.queries.calls import movements_of, subject_of
from thidua.core.errors import Blocker
from thidua.core.forms import DayField, Form, offer
from thidua.movements.models import Movement
from thidua.org.models import Unit

Choices = Sequence[Any]


class CallForm(Form):
    """A time of proposing."""

    owner = forms.ModelChoiceField(label="Mở cho", queryset=Unit.objects.none())
    label = forms.CharField(
        label="Tên đợt", max_length=200, help_text="Ví dụ: Khen thưởng phong trào, đợt tháng 10/2021."
    )
    basis = forms.CharField(
        label="Căn cứ mở đợt", max_length=300, help_text="Văn bản và mục nêu việc khen thưởng."
    )
    movement = forms.ModelChoiceField(
        label="Phong trào",
        queryset=Movement.objects.none(),
        required=False,
        empty_label="Không gắn với phong trào nào",
    )
    awards = forms.MultipleChoiceField(label="Hình thức được đề nghị", widget=forms.CheckboxSelectMultiple)
    procedure = forms.ChoiceField(
        label="Thủ tục", choices=Call.Procedure.choices, initial=Call.Procedure.ORDINARY
    )
    opens = DayField(label="Nhận từ ngày")
    closes = DayField(label="Đến hết ngày")

    def __init__(self, *args: Any, owners: "QuerySet[Unit]", awards: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", owners)
        self.fields["owner"].empty_label = None  # type: ignore[attr-defined]
        offer(self, "movement", movements_of(owners))
        offer(self, "awards", awards)

    def clean(self) -> dict[str, Any]:
        """The dates stand in order."""
        given = super().clean() or self.cleaned_data
        if {"opens", "closes"} <= given.keys() and given["closes"] < given["opens"]:
            self.add_error("closes", "Ngày đóng của đợt đề nghị không thể trước ngày mở.")
        return given


class NominationForm(Form):
    """One person or collective put forward for one award."""

    award = forms.ChoiceField(label="Hình thức đề nghị")
    subject = forms.ChoiceField(label="Đề nghị cho")
    achievement = forms.CharField(
        label="Thành tích",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Một hoặc hai câu, nói việc đã làm và kết quả; câu này được in trong danh sách và trên giấy khen.",
    )

    def __init__(self, *args: Any, awards: Choices, subjects: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "award", awards)
        offer(self, "subject", subjects)

    def clean_subject(self) -> Any:
        """The person or unit itself; only those offered can be chosen."""
        return subject_of(self.cleaned_data["subject"])


class AttestForm(Form):
    """A named person's yes or no to one fact."""

    fact = forms.CharField(max_length=60)
    holds = forms.TypedChoiceField(choices=[("1", "có"), ("0", "không")], coerce=lambda word: word == "1")
    note = forms.CharField(label="Lời xác nhận", required=False, max_length=500)


class SessionForm(Form):
    """A session of the council: where, and on which dossiers."""

    place = forms.CharField(label="Địa điểm họp", max_length=200)
    dossiers = forms.ModelMultipleChoiceField(
        label="Hồ sơ đưa ra hội đồng", queryset=Nomination.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, dossiers: "QuerySet[Nomination]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "dossiers", dossiers)
        self.fields["dossiers"].error_messages["required"] = "Chưa chọn hồ sơ nào."


class AttendanceForm(Form):
    """Who is there, and why the others are away."""

    present = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, members: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        offer(self, "present", [(key, str(key)) for key in members])

    @property
    def absence(self) -> dict[int, str]:
        """The reasons given, by the key of the person."""
        return {key: self.data.get(f"reason-{key}", "")[:300] for key in self.members}


class RecusalForm(Form):
    """A member who steps aside for one item."""

    person = forms.TypedChoiceField(label="Người rút", coerce=int)
    reason = forms.CharField(label="Lý do", max_length=300, initial="là người được xét")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people)


_COUNTED = {"min_value": "Số người không thể nhỏ hơn 0."}


class CountForm(Form):
    """The counts of one item, checked by the very rules the action checks them by."""

    agree = forms.IntegerField(label="Tán thành", min_value=0, error_messages=_COUNTED)
    disagree = forms.IntegerField(label="Không tán thành", min_value=0, error_messages=_COUNTED)
    abstain = forms.IntegerField(label="Không biểu quyết", min_value=0, error_messages=_COUNTED)
    reason = forms.CharField(
        label="Lý do hội đồng không tán thành",
        required=False,
        max_length=1000,
        help_text="Chỉ cần khi nội dung không được thông qua.",
    )

    def __init__(self, *args: Any, case: rules.Weighing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def clean(self) -> dict[str, Any]:
        """Counts that add up to those who may vote; a reason where the council turns the dossier down."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        counts = {name: given[name] for name in ("agree", "disagree", "abstain")}
        wrong = rules.blockers_to_count(self.case, **counts)
        _show(self, "agree", wrong)
        if not wrong:
            _show(self, "reason", rules.blockers_to_turn_down(self.case, **counts, reason=given["reason"]))
        return given


def _show(form: Form, field: str, blockers: Sequence[Blocker]) -> None:
    for blocker in blockers:
        form.add_error(field, blocker.message)


class PaperForm(Form):
    """Which dossiers a submission or decision names, and for which award."""

    award = forms.ChoiceField()
    dossiers = forms.ModelMultipleChoiceField(queryset=Nomination.objects.none(), required=False)

    def __init__(
        self, *args: Any, awards: Sequence[str], dossiers: "QuerySet[Nomination]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "award", [(key, key) for key in awards])
        offer(self, "dossiers", dossiers)


class RevokeForm(Form):
    """A later decision that takes an award back."""

    decision = forms.CharField(
        label="Quyết định thu hồi",
        max_length=300,
        help_text="Số, ký hiệu và ngày, ví dụ 60/QĐ-THPTLT ngày 20/12/2021.",
    )
    on = DayField(label="Có hiệu lực từ ngày")
    reason = forms.CharField(
        label="Kết luận làm căn cứ", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
