"""What people type about issuing together, replacing, withdrawing and copying."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet

from thidua.core.forms import Form, offer
from thidua.documents.actions.copies import CopyOrder
from thidua.documents.forms.papers import OwnedForm
from thidua.documents.models import Paper, PaperCopy, SignatureBlock
from thidua.documents.rules.correcting import ORDERS, OUT
from thidua.org.models import Unit
from thidua.org.queries.tree import find_unit, union_of

MARKS = [(mark, f"{mark} {label}".strip()) for mark, label in SignatureBlock.Authority.choices]


class IssuerForm(Form):
    """Another body that issues a draft too."""

    unit = forms.CharField(
        label="Cơ quan cùng ban hành",
        max_length=300,
        help_text="Ghi tên, tên viết tắt hoặc tên gọi khác đã được xác nhận của một đơn vị.",
    )
    archive = forms.CharField(
        label="Nơi lưu của cơ quan ấy", max_length=100, help_text="Ký hiệu nơi lưu, ví dụ CĐN."
    )

    def __init__(self, data: Any, *, owner: Unit, on: dt.date) -> None:
        union = union_of(owner, on=on)
        super().__init__(data, initial={"unit": str(union) if union else ""})
        self.day = on

    def clean_unit(self) -> Unit:
        """The one unit that is meant."""
        found = find_unit(self.cleaned_data["unit"], on=self.day)
        if found is None:
            raise forms.ValidationError("Chưa thấy đúng một đơn vị nào có tên ấy; xin ghi tên đầy đủ.")
        return found


class ReturnForm(Form):
    """Why signatures are given back; the rule says what an empty reason means."""

    reason = forms.CharField(required=False, max_length=300)

    @property
    def text(self) -> str:
        """The words that were typed."""
        return str(self.cleaned_data["reason"]) if self.is_valid() else ""


class WithdrawForm(Form):
    """The decision under which a paper is withdrawn, and the reason its recipients will read."""

    under = forms.ModelChoiceField(
        Paper.objects.none(),
        label="Theo văn bản",
        empty_label="chọn văn bản",
        help_text="Quyết định, nghị quyết, công văn hoặc thông báo thu hồi đã có trong sổ văn bản của đơn vị.",
    )
    reason = forms.CharField(label="Lý do thu hồi", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any, *, paper: Paper) -> None:
        super().__init__(data)
        orders = Paper.objects.filter(owner=paper.owner, kind__in=ORDERS, state__in=OUT, day__gte=paper.day)
        newest = orders.exclude(pk=paper.pk).order_by("-day", "-id")
        offer(self, "under", newest.defer("source_lines", "reading"))


class CopyForm(OwnedForm):
    """A copy to make: of what kind, for whom, how many, and how it is signed."""

    how = forms.ChoiceField(label="Hình thức sao", choices=PaperCopy.How.choices)
    made_from = forms.ModelChoiceField(
        PaperCopy.objects.none(),
        label="Sao lục từ bản sao y",
        required=False,
        empty_label="không phải sao lục",
    )
    part = forms.CharField(
        label="Phần trích",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ ghi khi trích sao.",
    )
    sent_to = forms.CharField(label="Gửi cho", max_length=300)
    sheets = forms.IntegerField(label="Số bản", min_value=1, max_value=100_000, initial=1)
    authority = forms.ChoiceField(label="Ký", required=False, choices=MARKS)

    def __init__(self, units: "QuerySet[Unit]", *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(units, *args, **kwargs)
        base = paper.copies.filter(how=PaperCopy.How.WHOLE)
        offer(self, "made_from", base.order_by("-id"))
        if not base.exists():
            del self.fields["made_from"]

    @property
    def order(self) -> CopyOrder:
        """What the action asks for."""
        names = ("how", "sent_to", "sheets", "part")
        return CopyOrder(
            **{name: self.cleaned_data[name] for name in names}, made_from=self.cleaned_data.get("made_from")
        )
