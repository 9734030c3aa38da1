"""What people type about papers, turned into typed values."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.documents.actions.files import LIMIT
from thidua.documents.models import NumberBook, Paper, Recipient
from thidua.documents.rules.evidence import blockers_to_upload
from thidua.documents.rules.papers import blockers_to_open_book
from thidua.org.models import Unit

CODE = re.compile(r"\s*(\d{1,6})\s*/\s*(\S.*?)\s*")
BLANK_LINES = 3


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


class ReceivedForm(OwnedForm):
    """A superior's paper by its facts."""

    kind = forms.ChoiceField(label="Loại văn bản", choices=Paper.Kind.choices)
    code = forms.CharField(
        label="Số, ký hiệu",
        max_length=70,
        required=False,
        help_text="Viết như trên văn bản, ví dụ 2786/KH-SGDĐT. Văn bản không có số thì để trống.",
    )
    day = DayField(label="Ngày văn bản", required=False, help_text="Văn bản không ghi ngày thì để trống.")
    issuer_written = forms.CharField(label="Cơ quan ban hành", max_length=300)
    subject = forms.CharField(label="Trích yếu", widget=forms.Textarea(attrs={"rows": 3}))
    received_on = DayField(label="Ngày đến")
    file = forms.FileField(
        label="Tệp kèm theo", required=False, help_text="Giữ nguyên như khi gửi đến, tối đa 20 MB."
    )

    def clean_code(self) -> tuple[int | None, str]:
        """Number and symbol; a paper may have none."""
        code = self.cleaned_data["code"]
        if not code.strip():
            return None, ""
        found = CODE.fullmatch(code)
        if found is None:
            raise forms.ValidationError(
                "Số, ký hiệu viết như 2786/KH-SGDĐT; văn bản không có số thì để trống."
            )
        return int(found[1]), found[2]

    def clean_file(self) -> tuple[str, bytes] | None:
        """Name and bytes of the file, within the limit."""
        return read_upload(self.cleaned_data["file"])

    @property
    def facts(self) -> dict[str, Any]:
        """What the action asks for."""
        values = {
            name: self.cleaned_data[name]
            for name in ("kind", "day", "issuer_written", "subject", "received_on")
        }
        number, symbol = self.cleaned_data["code"]
        return {**values, "number": number, "symbol": symbol, "upload": self.cleaned_data["file"]}


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


class RecipientLine(Form):
    """One line under "Nơi nhận"; a line without words is left out."""

    written = forms.CharField(label="Ghi trên văn bản", max_length=300, required=False)
    role = forms.ChoiceField(label="Để", choices=Recipient.Role.choices, required=False)
    reaches = forms.ChoiceField(
        label="Gửi tới", choices=Recipient.Reaches.choices, required=False, initial=Recipient.Reaches.TEXT
    )
    unit = forms.TypedChoiceField(label="Đơn vị nhận", coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", [("", "chưa chọn"), *units])

    def clean(self) -> dict[str, Any]:
        """A line to one unit names the unit; other lines name none."""
        values = super().clean() or {}
        if (
            values.get("written")
            and values.get("reaches") == Recipient.Reaches.UNIT
            and not values.get("unit")
        ):
            self.add_error("unit", "Chọn đơn vị nhận, hoặc đổi thành chỉ in trên văn bản.")
        return values

    @property
    def line(self) -> dict[str, Any]:
        """What the action asks for."""
        values = self.cleaned_data
        reaches = values["reaches"] or Recipient.Reaches.TEXT
        to_one = reaches == Recipient.Reaches.UNIT
        return {
            "written": values["written"],
            "role": values["role"],
            "reaches": reaches,
            "unit_id": values["unit"] if to_one else None,
        }


class RecipientsForm(Form):
    """The whole of "Nơi nhận": its lines, a few empty ones, and the archive."""

    archive = forms.CharField(label="Lưu", max_length=100, help_text="Nơi lưu, ví dụ VT, CĐ.")

    def __init__(self, data: Any, *, paper: Paper, units: Sequence[tuple[int, str]]) -> None:
        super().__init__(data, initial={"archive": paper.archive or "VT"})
        fields = ("written", "role", "reaches", "unit_id")
        kept = [
            dict(zip(("written", "role", "reaches", "unit"), row, strict=True))
            for row in paper.recipients.values_list(*fields)
        ]
        rows = forms.formset_factory(RecipientLine, extra=BLANK_LINES, max_num=100, absolute_max=100)
        self.rows = rows(data, initial=kept, prefix="dong", form_kwargs={"units": units})

    def is_valid(self) -> bool:
        """The archive and every line."""
        return super().is_valid() & self.rows.is_valid()

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines with words, in order."""
        return [row.line for row in self.rows.forms if row.cleaned_data.get("written")]


class IssueForm(Form):
    """The day a paper bears when it goes out."""

    day = DayField(label="Ngày ghi trên văn bản")


class PaperSearch(Form):
    """What the list of papers is narrowed to; anything unknown is left out."""

    q = forms.CharField(required=False, max_length=200)
    loai = forms.ChoiceField(required=False, choices=[("", ""), *Paper.State.choices])

    @property
    def asked(self) -> dict[str, str]:
        """The search words and the state."""
        values = self.cleaned_data if self.is_valid() else {}
        return {"search": values.get("q", ""), "state": values.get("loai", "")}


class BookForm(OwnedForm):
    """A number book to open."""

    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    kind = forms.ChoiceField(
        label="Dùng cho", required=False, choices=[("", "Chung cho mọi loại văn bản"), *Paper.Kind.choices]
    )
    opening = forms.IntegerField(
        label="Số cuối đã dùng ngoài hệ thống",
        min_value=0,
        max_value=999_999,
        initial=0,
        help_text="Mở từ đầu năm thì ghi 0. Số tiếp theo sẽ là số này cộng một.",
    )
    reason = forms.CharField(
        label="Lý do mở giữa năm",
        max_length=300,
        required=False,
        help_text="Cần khi số cuối đã dùng lớn hơn 0.",
    )

    def clean(self) -> dict[str, Any]:
        """The same rule that opens the book, so that what was typed stays on the page."""
        values = super().clean() or {}
        if not self.errors:
            same = NumberBook.objects.filter(unit=self.owner, year=values["year"], kind=values["kind"])
            found = blockers_to_open_book(
                opened=same.exists(), opening=values["opening"], reason=values["reason"]
            )
            self._report(found)
        return values

    def _report(self, found: list[Any]) -> None:
        for blocker in found:
            self.add_error("reason" if "lý do" in blocker.message else None, blocker.message)
