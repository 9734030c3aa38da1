"""What people type about exemptions and requisitions, turned into typed values."""

from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.movements.models import Exemption
from thidua.org.models import Person


class _DaysForm(Form):
    person = forms.ModelChoiceField(Person.objects.none(), label="Người", empty_label="chọn người")
    first = DayField(label="Từ ngày")
    last = DayField(label="Đến hết ngày", required=False, help_text="Chưa biết ngày hết thì để trống.")

    def __init__(self, data: Any, *, people: Any) -> None:
        super().__init__(data)
        offer(self, "person", people)

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", "Ngày cuối đứng trước ngày đầu.")
        return given


class ExemptionForm(_DaysForm):
    """One time in which a person is not measured."""

    kind = forms.ChoiceField(label="Lý do thuộc loại", choices=Exemption.Kind.choices)
    basis = forms.CharField(
        label="Căn cứ", max_length=300, help_text="Số của quyết định, giấy xác nhận. Không ghi tên bệnh."
    )
    reason = forms.CharField(
        label="Ghi thêm",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ người có quyền xem dữ liệu sức khỏe và chính người đó đọc được. Chỉ ghi khi thật cần.",
    )
    field_order = ("person", "kind", "first", "last", "basis", "reason")


class EndForm(Form):
    """The day on which an exemption ended after all."""

    last = DayField(label="Ngày cuối")


class RequisitionForm(_DaysForm):
    """One order that called a person away, or a place in an epidemic team."""

    body = forms.CharField(label="Cơ quan ra lệnh, lập tổ", max_length=300)
    number = forms.CharField(label="Số lệnh, quyết định", max_length=100, required=False)
    day = DayField(label="Ngày của lệnh", required=False)
    team = forms.CharField(
        label="Tên tổ", max_length=200, required=False, help_text="Ghi số lệnh, hoặc tên tổ, hoặc cả hai."
    )
    field_order = ("person", "body", "number", "day", "team", "first", "last")

    def clean(self) -> dict[str, Any]:
        """An order or a team is named."""
        given = super().clean()
        if not given.get("number", "").strip() and not given.get("team", "").strip():
            self.add_error("number", "Ghi số của lệnh trưng dụng, hoặc tên tổ phòng, chống dịch.")
        return given
