"""What people bring to sign digitally, to check signatures, and to move packages."""

from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.documents.forms.papers import OwnedForm, read_upload

KEY_LIMIT = (
    100_000  # bytes; a PKCS#12 file with its whole chain stays below 20,000, and never touches the disk
)


class SealForm(Form):
    """A certificate with its password, for one place on the paper. Neither is shown again, kept or logged."""

    place = forms.ChoiceField(label="Ký số phần của")
    key = forms.FileField(
        label="Tệp chứng thư số",
        help_text="Tệp .p12 hoặc .pfx. Chỉ dùng một lần để ký, hệ thống không lưu.",
    )
    password = forms.CharField(
        label="Mật khẩu của tệp chứng thư",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
    )
    because = forms.CharField(
        label="Lý do tên trên chứng thư khác tên in trên văn bản",
        required=False,
        max_length=300,
        help_text="Chỉ ghi khi hai tên khác nhau, ví dụ chứng thư viết không dấu.",
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)

    def clean_key(self) -> bytes:
        """The bytes of the key file."""
        sent = self.cleaned_data["key"]
        if sent.size > KEY_LIMIT:
            raise forms.ValidationError(
                "Tệp này quá lớn so với một tệp chứng thư số; hãy chọn đúng tệp .p12 hoặc .pfx."
            )
        data: bytes = sent.read()
        return data


class CheckPdfForm(Form):
    """A PDF whose signatures are to be checked."""

    file = forms.FileField(
        label="Tệp PDF đã ký số",
        help_text="Chỉ kiểm tra, không lưu lại. Tối đa 20 MB.",
        allow_empty_file=True,
    )

    def clean_file(self) -> tuple[str, bytes] | None:
        """Name and bytes of the file, within the limit."""
        return read_upload(self.cleaned_data["file"])


class HandOverForm(Form):
    """Where a package went."""

    to = forms.CharField(label="Đã chuyển tới", max_length=200)


class ReceiptForm(Form):
    """Under which code it was received there."""

    code = forms.CharField(label="Mã tiếp nhận", max_length=100)


class PackageForm(OwnedForm):
    """A package that came in."""

    file = forms.FileField(
        label="Gói văn bản", help_text="Tệp .zip do nơi gửi đóng gói, tối đa 20 MB.", allow_empty_file=True
    )
    received_on = DayField(label="Ngày đến")

    def clean_file(self) -> tuple[str, bytes] | None:
        """Name and bytes of the file, within the limit."""
        return read_upload(self.cleaned_data["file"])
