"""What people type about the organisation, turned into typed values."""

import datetime as dt
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from thidua.core.forms import DayField, Form
from thidua.core.sheets import MAX_BYTES
from thidua.org.models import Area, Delegation, Group, Person, Position, Post, Unit, User
from thidua.org.queries.units import resolved

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
        label="Mật khẩu hiện nay",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        help_text="Ít nhất 10 ký tự. Một câu ngắn dễ nhớ tốt hơn một từ khó nhớ.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
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
            found = [
                _PASSWORD_FAULTS.get(fault.code or "", str(fault.message)) for fault in faults.error_list
            ]
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


class UnitField(forms.CharField):
    """A unit typed as its code or its name of the day, looked up only among those within reach."""

    units: "QuerySet[Unit]" = Unit.objects.none()
    day: dt.date = dt.date.max

    def clean(self, value: Any) -> Any:
        """The one unit that is meant."""
        written = super().clean(value)
        return self.one_of(written) if written else None

    def one_of(self, written: str) -> Unit:
        """The unit that this wording means; an error when none or several do."""
        found = resolved(self.units, written, on=self.day)
        if len(found) == 1:
            return found[0]
        why = (
            "nhiều đơn vị cùng tên này; hãy ghi mã"
            if found
            else "không có đơn vị nào trong phạm vi của anh/chị"
        )
        raise ValidationError(f"“{written}”: {why}.")


class UnitsField(UnitField):
    """Several units, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> Any:
        """All of them, each line's problem named."""
        lines = [line.strip() for line in forms.CharField.clean(self, value).splitlines() if line.strip()]
        found, wrong = [], []
        for line in lines:
            try:
                found.append(self.one_of(line))
            except ValidationError as problem:
                wrong += problem.messages
        if wrong:
            raise ValidationError(wrong)
        return found


class ReachForm(Form):
    """A form that names units: those of the reader's reach, as they are called today."""

    def __init__(self, units: "QuerySet[Unit]", day: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.units, field.day = units, day


def _basis(*, required: bool = True) -> forms.CharField:
    hint = "Số, ngày và cơ quan ban hành quyết định."
    return forms.CharField(label="Căn cứ", max_length=300, help_text=hint, required=required)


def _text(label: str, length: int, *, required: bool = False, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, help_text=hint)


class RenameForm(Form):
    """A unit's other name, from a day."""

    name = _text("Tên mới", 300, required=True)
    short = _text("Tên viết tắt", 100, hint="Để trống thì giữ tên viết tắt đang dùng.")
    symbol = _text("Ký hiệu văn bản", 60, hint="Phần đứng sau dấu gạch ngang: KH-THPTLT thì ghi THPTLT.")
    seat = _text("Địa danh ghi trên văn bản", 100)
    on = DayField(label="Có hiệu lực từ ngày")
    basis = _basis()


class UnitNewForm(Form):
    """A unit to be founded under another."""

    code = _text("Mã đơn vị", 40, required=True, hint="Mã ngành hoặc mã do đơn vị đặt; không bao giờ đổi.")
    name = _text("Tên đơn vị", 300, required=True)
    kind = forms.ChoiceField(label="Loại đơn vị", choices=Unit.Kind.choices)
    relation = forms.ChoiceField(
        label="Quan hệ với đơn vị cấp trên",
        choices=[("attached", "Trực thuộc, có con dấu riêng"), ("within", "Thuộc, là bộ phận bên trong")],
    )
    short = _text("Tên viết tắt", 100)
    symbol = _text("Ký hiệu văn bản", 60)
    seat = _text("Địa danh ghi trên văn bản", 100)
    since = DayField(label="Thành lập từ ngày")
    basis = _basis(required=False)


class MoveForm(ReachForm):
    """A unit's other place in the tree, from a day."""

    parent = UnitField(label="Đơn vị cấp trên mới", max_length=300, help_text="Ghi mã hoặc tên đầy đủ.")
    on = DayField(label="Chuyển từ ngày")
    basis = _basis()


class MergeForm(ReachForm):
    """Units that go on in this one, from a day."""

    predecessors = UnitsField(
        label="Các đơn vị sáp nhập vào đơn vị này", help_text="Mỗi dòng một đơn vị, ghi mã hoặc tên đầy đủ."
    )
    on = DayField(label="Sáp nhập từ ngày")
    basis = _basis()


class EndForm(Form):
    """The day on which a unit or a post is no more."""

    on = DayField(label="Kết thúc từ ngày", help_text="Ngày đầu tiên không còn nữa.")
    basis = _basis()


class AreaForm(Form):
    """What is to be known of the place a unit serves, from a day."""

    flag = forms.ChoiceField(label="Địa bàn", choices=Area.Flag.choices)
    since = DayField(label="Từ ngày")
    until = DayField(
        label="Thôi từ ngày", required=False, help_text="Ngày đầu tiên không còn nữa; chưa rõ thì để trống."
    )
    basis = _basis()


class PostForm(Form):
    """What a person is to do, and since when."""

    position = forms.ChoiceField(label="Loại chức vụ", choices=Position.choices)
    title = _text("Chức danh", 120, required=True, hint="Như in dưới chữ ký: Phó Hiệu trưởng.")
    group = forms.ChoiceField(
        label="Nhóm đối tượng", choices=[("", "Không tính vào sĩ số"), *Group.choices], required=False
    )
    main = forms.BooleanField(label="Tính người này vào sĩ số của đơn vị", required=False)
    manager = forms.BooleanField(label="Là cán bộ quản lý", required=False)
    acting = forms.BooleanField(label="Giữ quyền hoặc phụ trách", required=False)
    since = DayField(label="Từ ngày")
    until = DayField(label="Đến hết ngày trước ngày", required=False, help_text="Để trống nếu chưa định.")
    basis = _basis(required=False)


class AppointForm(ReachForm, PostForm):
    """A further post of somebody already on the list."""

    unit = UnitField(label="Đơn vị", max_length=300, help_text="Ghi mã hoặc tên đầy đủ.")
    field_order = ("unit",)


class EngageForm(PostForm):
    """Somebody new, with a first post."""

    code = _text("Mã nhân sự", 40, required=True, hint="Cũng là tên đăng nhập khi lập tài khoản.")
    name = _text("Họ và tên", 200, required=True)
    gender = forms.ChoiceField(label="Giới tính", choices=Person.Gender.choices, required=False)
    ethnicity = _text("Dân tộc", 60)
    birth = DayField(label="Ngày sinh", required=False)
    field_order = ("code", "name", "gender", "ethnicity", "birth")


class DelegationForm(Form):
    """A right to sign, handed on."""

    receiver = forms.ModelChoiceField(label="Giao cho", queryset=Post.objects.none())
    what = forms.ChoiceField(label="Được ký", choices=Delegation.What.choices)
    scope = _text("Phạm vi", 300, hint="Những văn bản nào; để trống nếu không giới hạn.")
    since = DayField(label="Từ ngày")
    until = DayField(label="Đến hết ngày trước ngày", required=False)
    basis = _basis()

    def __init__(self, posts: "QuerySet[Post]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        receiver = self.fields["receiver"]
        assert isinstance(receiver, forms.ModelChoiceField)
        receiver.queryset = posts
        receiver.label_from_instance = _post_named  # type: ignore[assignment, method-assign]


def _post_named(post: Post) -> str:
    return f"{post.person.name}, {post.title}, {post.unit}"


class UnitListForm(Form):
    """What is looked for in the list of units."""

    q = _text("Tên, mã hoặc tên gọi khác", 100)
    loai = forms.ChoiceField(
        label="Loại đơn vị", choices=[("", "Mọi loại"), *Unit.Kind.choices], required=False
    )
    ngay = DayField(label="Như ngày", required=False)


class SheetForm(Form):
    """A spreadsheet to be read."""

    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Tệp .xlsx, .xls, .ods hoặc .csv, tối đa 20 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def clean_file(self) -> Any:
        """A file that is not too big to be read into memory."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(f"Tệp lớn hơn {MAX_BYTES // 2**20} MB; hãy chia thành nhiều tệp.")
        return file


class DayForm(Form):
    """The day as of which a page is read."""

    ngay = DayField(label="Xem như ngày", required=False)
