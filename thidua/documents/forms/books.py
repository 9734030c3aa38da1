"""What people type about number books and registers."""

import datetime as dt
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form
from thidua.documents.forms.papers import OwnedForm
from thidua.documents.models import NumberBook, Paper
from thidua.documents.models.number_book import SERIES
from thidua.documents.queries.books import last_of_kind
from thidua.documents.rules.books import blockers_to_open_book
from thidua.org.models import Unit


class BookForm(OwnedForm):
    """A number book to open."""

    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    kind = forms.ChoiceField(label="Dùng cho", required=False, choices=[*SERIES.items(), *Paper.Kind.choices])
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
            year, kind = values["year"], values["kind"]
            same = NumberBook.objects.filter(unit=self.owner, year=year, kind=kind)
            found = blockers_to_open_book(
                opened=same.exists(),
                opening=values["opening"],
                reason=values["reason"],
                used=last_of_kind(self.owner, year, kind),
                year=year,
            )
            self._report(found)
        return values

    def _report(self, found: list[Any]) -> None:
        for blocker in found:
            self.add_error("reason" if "lý do" in blocker.message else None, blocker.message)


class GapForm(Form):
    """Why a number is kept or missing; the rule says what an empty reason means."""

    reason = forms.CharField(label="Lý do", max_length=300, required=False)

    @property
    def text(self) -> str:
        """The words that were typed."""
        return str(self.cleaned_data["reason"]) if self.is_valid() else ""


class RegisterForm(OwnedForm):
    """Whose register, from which day to which; unasked, the year up to today."""

    first = DayField(label="Từ ngày", required=False)
    last = DayField(label="Đến ngày", required=False)

    def __init__(self, units: Any, data: Any, *, day: dt.date) -> None:
        starts = dt.date(day.year, 1, 1)
        super().__init__(units, data, initial={"first": starts, "last": day})
        self.starts, self.day = starts, day

    def clean(self) -> dict[str, Any]:
        """A period does not end before it begins, and one register holds at most two years."""
        values = super().clean() or {}
        first, last = values.get("first") or self.starts, values.get("last") or self.day
        if last < first:
            self.add_error("last", "Ngày cuối không thể trước ngày đầu.")
        elif (last - first).days > 731:
            self.add_error("last", "Mỗi lần in nhiều nhất hai năm.")
        return values

    @property
    def asked(self) -> bool:
        """Whether it is known whose register is meant, and the period holds."""
        return self.is_valid() if self.is_bound else len(self.units) == 1

    @property
    def owner(self) -> Unit:
        """The unit chosen, or the only one there is."""
        return super().owner if self.is_bound else self.units[0]

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day of the period, both in."""
        typed = self.cleaned_data if self.is_bound else {}
        return typed.get("first") or self.starts, typed.get("last") or self.day
