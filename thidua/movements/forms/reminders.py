"""What people choose about being reminded, turned into typed values."""

from typing import Any

from django import forms
from django.conf import settings

from thidua.activity.models import Outlet
from thidua.core.forms import Form, offer
from thidua.movements.models import Movement
from thidua.movements.queries.reminders import every_of
from thidua.movements.rules.reminders import Hours


def _hours(label: str, first: int, last: int, help_text: str = "") -> forms.TypedChoiceField:
    choices = [(hour, f"{hour} giờ") for hour in range(first, last + 1)]
    return forms.TypedChoiceField(label=label, coerce=int, choices=choices, help_text=help_text)


class HoursForm(Form):
    """When reminders may come; they run over midnight."""

    digest_hour = _hours(
        "Bản tin mỗi ngày vào lúc", 0, 23, "Một bản tin gom mọi việc quá hạn và sắp đến hạn."
    )
    quiet_from = _hours("Yên tĩnh từ", 12, 23)
    quiet_until = _hours("Đến sáng hôm sau lúc", 0, 11)
    rest_days = forms.BooleanField(
        label="Nghỉ bản tin vào thứ Bảy, Chủ nhật và ngày lễ",
        required=False,
        help_text="Việc gấp vẫn được nhắc mỗi ngày làm việc, và đúng ngày đến hạn.",
    )

    def __init__(self, data: Any = None, *, now: Hours) -> None:
        super().__init__(data, initial=vars(now))

    @property
    def hours(self) -> Hours:
        """What was chosen."""
        return Hours(**self.cleaned_data)


class OutletForm(Form):
    """Where else the digest and urgent reminders go; left empty, only into the system."""

    email = forms.EmailField(label="Thư điện tử", required=False, max_length=254)
    webhook = forms.ChoiceField(label="Kênh của cơ quan", required=False)

    def __init__(self, data: Any = None, *, now: Outlet | None) -> None:
        super().__init__(data, initial={"email": now.email, "webhook": now.webhook} if now else None)
        offer(self, "webhook", [("", "không gửi"), *((name, name) for name in settings.WEBHOOKS)])


_EVERY = [(1, "mỗi ngày làm việc"), *((days, f"{days} ngày làm việc một lần") for days in range(2, 6))]


class IntervalForm(Form):
    """Every how many working days urgent tasks are reminded of."""

    working_days = forms.TypedChoiceField(
        label="Nhắc việc gấp",
        coerce=int,
        choices=_EVERY,
    )

    def __init__(self, data: Any = None, *, movement: Movement) -> None:
        every = every_of(movement)
        super().__init__(data, initial={"working_days": every})
        self.every_words = dict(_EVERY)[every]
