"""What people type about the organisation, turned into typed values."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from thidua.core.forms import Form
from thidua.org.models import User

_PASSWORD_FAULTS = {
    "password_too_short": "Mật khẩu cần ít nhất 10 ký tự.",
    "password_too_similar": "Mật khẩu quá giống tên đăng nhập.",
    "password_too_common": "Mật khẩu này quá nhiều người dùng, rất dễ đoán.",
    "password_entirely_numeric": "Mật khẩu không được chỉ gồm chữ số.",
}


class SignInForm(LoginForm):  # type: ignore[misc]  # the library publishes no types
    """Name and password at the door."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, name.widget.attrs["placeholder"] = "Tên đăng nhập", ""
        password.label, password.widget.attrs["placeholder"] = "Mật khẩu hoặc mã lần đầu", ""
        name.error_messages["required"] = "Chưa nhập tên đăng nhập."
        password.error_messages["required"] = "Chưa nhập mật khẩu."
        password.help_text = ""
        name.widget.attrs.update(autocapitalize="none", spellcheck="false")


class PasswordForm(Form):
    """A password of one's own. Who has one already shows the old one first."""

    old = forms.CharField(
        label="Mật khẩu hiện nay", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    password = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        help_text="Ít nhất 10 ký tự. Một câu ngắn dễ nhớ tốt hơn một từ khó nhớ.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu mới", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user.must_change:  # the one-time code was asked for a moment ago, at the door
            del self.fields["old"]

    def clean_old(self) -> str:
        """The password in use now."""
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise ValidationError("Mật khẩu hiện nay chưa đúng.")
        return old

    def clean_password(self) -> str:
        """A password that is not easily guessed, nor the one in use now."""
        password: str = self.cleaned_data["password"]
        try:
            validate_password(password, self.user)
        except ValidationError as faults:
            found = [_PASSWORD_FAULTS.get(fault.code or "", str(fault.message)) for fault in faults.error_list]
            raise ValidationError(found) from faults
        if self.user.check_password(password):
            raise ValidationError("Mật khẩu mới phải khác mật khẩu hoặc mã đang dùng.")
        return password

    def clean_again(self) -> str:
        """The same password a second time."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise ValidationError("Hai lần nhập chưa giống nhau.")
        return again
