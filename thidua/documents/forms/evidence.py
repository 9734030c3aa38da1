"""What people bring as evidence, and their word on somebody else's."""

from typing import Any

from django import forms

from thidua.core.forms import Form, offer
from thidua.documents.actions.evidence import Proof
from thidua.documents.forms.papers import read_upload
from thidua.documents.forms.register import CODE
from thidua.documents.models import Evidence, File, Paper
from thidua.documents.rules.books import normal_symbol
from thidua.documents.rules.evidence import blockers_to_offer

CHOICES = 100  # files sent before that are offered again


class ProofForm(Form):
    """A piece of evidence: at least one of a file, a link, a paper on file, a note."""

    file = forms.FileField(
        label="Tệp",
        required=False,
        allow_empty_file=True,
        help_text="Ảnh, PDF, Word, Excel, tối đa 20 MB. Không đưa bí mật nhà nước vào hệ thống.",
    )
    kept = forms.ModelChoiceField(
        File.objects.none(),
        label="Hoặc tệp đã gửi trước đây",
        required=False,
        empty_label="Không dùng",
        help_text="Một tệp chứng minh được nhiều việc, không cần gửi lại.",
    )
    note = forms.CharField(
        label="Nội dung minh chứng",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    link = forms.URLField(label="Liên kết", required=False, max_length=500, assume_scheme="https")
    paper = forms.CharField(
        label="Văn bản đã có trong sổ",
        required=False,
        max_length=70,
        help_text="Số, ký hiệu của văn bản anh/chị xem được, ví dụ 30/KH-THPTLT.",
    )
    data_class = forms.ChoiceField(
        label="Loại dữ liệu",
        required=False,
        choices=Evidence.DataClass.choices,
        help_text="Dữ liệu sức khỏe, hoàn cảnh, thân nhân… chỉ người có quyền riêng mới mở được.",
    )

    def __init__(self, *args: Any, files: Any, papers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = papers
        offer(self, "kept", files)
        kept: Any = self.fields["kept"]
        kept.choices = [("", kept.empty_label), *((row.pk, row.name) for row in files[:CHOICES])]

    def clean_file(self) -> tuple[str, bytes] | None:
        """Name and bytes of the file, within the limit."""
        return read_upload(self.cleaned_data["file"])

    def clean_paper(self) -> Paper | None:
        """The paper with that code among those the person may read."""
        written = self.cleaned_data["paper"]
        if not written.strip():
            return None
        found = CODE.fullmatch(written)
        rows = self.papers.filter(number=int(found[1]), symbol=normal_symbol(found[2])) if found else None
        paper: Paper | None = rows.order_by("-day").first() if rows is not None else None
        if paper is None:
            raise forms.ValidationError("Không có văn bản nào mang số, ký hiệu này trong phạm vi xem được.")
        return paper

    def clean(self) -> dict[str, Any]:
        """At least one of the four; one file at a time."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        holds = any(given.get(name) for name in ("file", "kept", "link", "paper")) or bool(
            given["note"].strip()
        )
        for blocker in blockers_to_offer(holds=holds, offered=False, itself=False):
            self.add_error("file", blocker.message)
        if given.get("file") and given.get("kept"):
            self.add_error("kept", "Đã chọn tệp mới thì bỏ chọn tệp cũ, hoặc ngược lại.")
        return given

    @property
    def proof(self) -> Proof:
        """What the action asks for."""
        given = self.cleaned_data
        return Proof(
            upload=given["file"],
            kept=given["kept"],
            link=given["link"],
            paper=given["paper"],
            note=given["note"],
            data_class=given["data_class"],
        )


class JudgeForm(Form):
    """Accepted or not, and why not."""

    accept = forms.TypedChoiceField(choices=[("1", "có"), ("0", "không")], coerce=lambda word: word == "1")
    reason = forms.CharField(label="Lý do không chấp nhận", required=False, max_length=500)
