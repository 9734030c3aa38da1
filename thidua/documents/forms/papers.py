"""What people type about papers, turned into typed values."""

from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.documents.actions.files import LIMIT
from thidua.documents.rules.books import normal_symbol
from thidua.documents.rules.evidence import blockers_to_upload
from thidua.org.models import Unit


class OwnedForm(Form):
    """A form about one of the units for which a person may act; with only one, it is not asked."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị", empty_label=None)

    def __init__(self, units: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = list(units.order_by("sort_key")[:200])
        if len(self.units) == 1:
            del self.fields["unit"]
        else:
            offer(self, "unit", units.order_by("sort_key"))

    @property
    def owner(self) -> Unit:
        """The unit chosen, or the only one there is."""
        chosen: Unit = self.cleaned_data["unit"] if "unit" in self.fields else self.units[0]
        return chosen


def read_upload(sent: Any) -> tuple[str, bytes] | None:
    """Name and bytes of an uploaded file; an empty or too large one is a field error, and is not read."""
    if not sent:
        return None
    found = blockers_to_upload(sent.name, sent.size, limit=LIMIT)
    if found:
        raise forms.ValidationError([blocker.message for blocker in found])
    return sent.name, sent.read()


class HeadForm(Form):
    """What stands at the head of an own draft."""

    superior_written = forms.CharField(label="Cơ quan chủ quản", max_length=300, required=False)
    symbol = forms.CharField(
        label="Ký hiệu", max_length=60, required=False, help_text="Phần sau dấu gạch chéo, ví dụ KH-THPTLT."
    )
    place = forms.CharField(
        label="Địa danh", max_length=100, required=False, help_text="Chỉ tên nơi ban hành."
    )
    day = DayField(
        label="Ngày ghi trên văn bản", required=False, help_text="Để trống thì lấy ngày phát hành."
    )
    addressee = forms.CharField(label="Kính gửi", max_length=300, required=False)
    subject = forms.CharField(label="Trích yếu", widget=forms.Textarea(attrs={"rows": 4}))

    def clean_symbol(self) -> str:
        """The symbol without stray blanks."""
        return normal_symbol(self.cleaned_data["symbol"])


class IssueForm(Form):
    """The day a paper bears when it goes out."""

    day = DayField(label="Ngày ghi trên văn bản")


class SignForm(Form):
    """For which side a person signs, and with which authority: a mark, and after a stroke the collective of TM."""

    unit = forms.IntegerField(required=False)
    authority = forms.CharField(required=False, max_length=100)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.full_clean()
        mark, _, body = str(self.cleaned_data.get("authority", "")).partition("/")
        self.seat: int | None = self.cleaned_data.get("unit")
        self.mark, self.body = mark, body
