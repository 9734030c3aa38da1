"""What people type at the register: a superior's paper by its facts, and what the lists are narrowed to."""

import re
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.documents.forms.papers import OwnedForm, read_upload
from thidua.documents.models import Paper
from thidua.documents.models.paper import NORMATIVE, Kind
from thidua.documents.queries.library import STANDINGS
from thidua.documents.rules.books import normal_symbol

CODE = re.compile(r"\s*(\d{1,6})\s*/\s*(\S.*?)\s*")
USUAL = (
    Kind.PLAN,
    Kind.LETTER,
    Kind.DECISION,
    Kind.DIRECTIVE,
    Kind.GUIDANCE,
    Kind.NOTICE,
    Kind.RESOLUTION,
    Kind.CONCLUSION,
    Kind.INVITATION,
)


def kinds_in_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every kind that can be filed, the usual ones first."""
    rest = [kind for kind in Kind if kind not in (*USUAL, *NORMATIVE)]
    groups = (("Thường gặp", USUAL), ("Văn bản quy phạm pháp luật", NORMATIVE), ("Các loại khác", rest))
    return [(label, [(kind.value, str(kind.label)) for kind in kinds]) for label, kinds in groups]


class ReceivedForm(OwnedForm):
    """A superior's paper by its facts."""

    kind = forms.ChoiceField(label="Loại văn bản", choices=kinds_in_groups)
    kind_written = forms.CharField(
        label="Tên loại ghi trên văn bản",
        max_length=100,
        required=False,
        help_text="Chỉ cần khi loại không có trong danh sách trên.",
    )
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
        return int(found[1]), normal_symbol(found[2])

    def clean_file(self) -> tuple[str, bytes] | None:
        """Name and bytes of the file, within the limit."""
        return read_upload(self.cleaned_data["file"])

    def clean(self) -> dict[str, Any]:
        """A paper of another kind says which; an unknown kind itself is no reason to leave it unfiled."""
        values = super().clean() or {}
        if values.get("kind") == Kind.OTHER and not values.get("kind_written"):
            self.add_error("kind_written", "Loại khác thì ghi tên loại đúng như trên văn bản.")
        return values

    @property
    def facts(self) -> dict[str, Any]:
        """What the action asks for."""
        values = {
            name: self.cleaned_data[name]
            for name in ("kind", "kind_written", "day", "issuer_written", "subject", "received_on")
        }
        number, symbol = self.cleaned_data["code"]
        return {**values, "number": number, "symbol": symbol, "upload": self.cleaned_data["file"]}


class PaperSearch(Form):
    """What the list of papers is narrowed to; anything unknown is left out."""

    q = forms.CharField(label="Tìm", required=False, max_length=200)
    loai = forms.ChoiceField(required=False, choices=[("", ""), *Paper.State.choices])
    ten_loai = forms.ChoiceField(label="Loại văn bản", required=False)
    co_quan = forms.TypedChoiceField(label="Cơ quan ban hành", required=False, coerce=int, empty_value=None)
    luu = forms.CharField(
        label="Nơi lưu", required=False, max_length=30, help_text="Ký hiệu nơi lưu, ví dụ VT, TĐ, CĐN."
    )

    def __init__(self, data: Any, *, issuers: list[tuple[int, str]]) -> None:
        super().__init__(data)
        offer(self, "ten_loai", [("", "Mọi loại"), *kinds_in_groups()])
        offer(self, "co_quan", [("", "Mọi cơ quan"), *issuers])

    @property
    def asked(self) -> dict[str, Any]:
        """What `papers_in` is asked for; a box filled in wrongly asks for nothing."""
        self.is_valid()
        names = {"search": "q", "state": "loai", "kind": "ten_loai", "body": "co_quan", "archive": "luu"}
        found = {name: self.cleaned_data.get(box) for name, box in names.items()}
        return {name: value if name == "body" else value or "" for name, value in found.items()}


class LibrarySearch(Form):
    """The day the library is asked about, and what it is narrowed to."""

    ngay = DayField(label="Vào ngày", required=False)
    ten_loai = forms.ChoiceField(
        label="Loại văn bản", required=False, choices=[("", "Mọi loại"), *[(k.value, k.label) for k in Kind]]
    )
    hieu_luc = forms.ChoiceField(
        label="Hiệu lực",
        required=False,
        choices=[("", "Tất cả"), *((key, word) for key, word in STANDINGS.items())],
    )
